"""Wheels, made without a network: the kit by its own build backend, widgets from what is installed here."""

from __future__ import annotations

import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .build import SiteError

HOME = Path(__file__).resolve().parents[2]
_BACKEND = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(folder: Path, names: Sequence[str]) -> list[str]:
    """Writes the kit's wheel and those of the named packages into a folder; their file names."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([sys.executable, "-c", _BACKEND, str(folder)], cwd=HOME, capture_output=True,
                          encoding="utf-8", errors="replace")
    if done.returncode:
        raise SiteError(f"The kit's wheel could not be built. It said: {done.stderr.strip()[-400:]}")
    for name in names:
        packed(distribution(name), folder)
    return sorted(path.name for path in folder.glob("*.whl"))


def packed(one: Distribution, folder: Path) -> Path:
    """An installed package as a wheel for every machine: its Python files, without what was compiled for this one."""
    files = {str(file): file.locate().read_bytes() for file in one.files or () if _portable(str(file))}
    about = next(name.split("/")[0] for name in files if name.endswith(".dist-info/METADATA"))
    files[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: framing-kit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    lines = [f"{name},sha256={_hash(data)},{len(data)}" for name, data in sorted(files.items())]
    files[f"{about}/RECORD"] = "\n".join([*lines, f"{about}/RECORD,,", ""]).encode()
    target = folder / f"{about.removesuffix('.dist-info')}-py3-none-any.whl"
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)
    return target


def _hash(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")


def _portable(name: str) -> bool:
    """Whether a file of an installed package runs anywhere: no compiled code, nothing outside the package, no traces of installing."""
    left = (".so", ".pyd", ".dylib", ".pyc", "/RECORD", "/INSTALLER", "/WHEEL", "/REQUESTED", "/direct_url.json")
    return not name.startswith("..") and not name.endswith(left)
