"""What installs the kit: pins, ranges, the wheel, the two commands; and that no file names a machine or a registry."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from conftest import leave_out
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

from kit import lab, tables

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [Requirement(line) for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"]]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.findall(r"^\S.*?(?=\n\S|\n?\Z)", LOCK, re.MULTILINE | re.DOTALL)
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("anaconda", "org"))]
MACHINE = re.compile(r"(?<![\w./~$}\\-])/(work|root|tmp|opt)/\w")


def tracked() -> list[Path]:
    """The files under version control; none where the project came without git."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# Pins and ranges ------------------------------------------------------------------------------------------------------


def test_every_pin_is_exact_and_has_hashes() -> None:
    shape = re.compile(r"[\w.-]+==[\w.!+]+( ; [^\\]+?)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [pin for pin in PINS if not shape.fullmatch(pin)] == []


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "--index-url" not in LOCK


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_lock_is_within_the_range(wanted: Requirement) -> None:
    pins = [Requirement(pin.split(" \\")[0]) for pin in PINS]
    versions = [str(pin.specifier)[2:] for pin in pins if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
    assert versions
    assert [version for version in versions if not wanted.specifier.contains(version, prereleases=True)] == []


def test_conda_gets_the_same_ranges() -> None:
    specs = [Requirement(spec) for spec in ENVIRONMENT if isinstance(spec, str) and spec != "pip"]
    ranges = {wanted.name: wanted.specifier for wanted in map(Requirement, PROJECT["project"]["dependencies"])}
    ranges["python"] = Requirement("python" + PROJECT["project"]["requires-python"]).specifier
    assert {spec.name: spec.specifier for spec in specs} == ranges


def test_conda_gets_the_kit_from_this_folder() -> None:
    assert "pip" in ENVIRONMENT
    assert {"pip": ["-e ."]} in ENVIRONMENT


# The wheel ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as a wheel, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_everything(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    places = {"kit": ROOT / "kit", "kit/data": ROOT / "data", "kit/exercises": ROOT / "notebooks" / "exercises"}
    files = {f"{name}/{path}" for name, place in places.items() for path in contents(place)}
    assert files - names == set()


def contents(folder: Path) -> list[str]:
    """The files in a folder, as paths below it, without caches and hidden ones."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    left_out = re.compile(r"__pycache__|\..*")
    return [path.as_posix() for path in found if not any(map(left_out.fullmatch, path.parts))]


def test_the_wheel_works_elsewhere(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    command = [sys.executable, "-c", "import kit; print(len(kit.events())); print(kit.__file__)"]
    alone = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    said = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, check=True, text=True).stdout
    events, place = said.splitlines()
    assert int(events) == len(tables.events())
    assert Path(place).is_relative_to(tmp_path / "site")


# The two commands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target, command", [("lab", "-m kit lab"), ("check", "-m kit check"), ("test", "-m pytest")])
def test_make_knows(target: str, command: str) -> None:
    said = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert f".venv/bin/python {command}" in said


def test_what_is_needed_and_missing_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIT_NEED_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="No browser"):
        leave_out("No browser.", "KIT_NEED_BROWSER")
    monkeypatch.delenv("KIT_NEED_BROWSER")
    with pytest.raises(pytest.skip.Exception, match="No browser"):
        leave_out("No browser.", "KIT_NEED_BROWSER")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two lessons and a notebook that is none."""
    place = tmp_path / "a class" / "notebooks"
    place.mkdir(parents=True)
    for name in ("00_start.ipynb", "01_what is it?.ipynb", "scratch.ipynb"):
        (place / name).write_text("{}")
    return place


def test_a_lesson_is_found_by_its_number(folder: Path) -> None:
    assert lab.notebooks(folder.parent.parent, folder.parent) == folder == lab.notebooks(folder)
    assert lab.find(folder, "01") == "01_what is it?.ipynb"
    assert any("/01_what%20is%20it%3F.ipynb" in option for option in lab.settings(folder, "01_what is it?.ipynb"))


def test_a_missing_lesson_is_named_in_a_sentence(folder: Path) -> None:
    with pytest.raises(ValueError, match="no lesson called '07'.*00_start.ipynb, 01_what"):
        lab.find(folder, "07")
    with pytest.raises(FileNotFoundError, match="no lessons"):
        lab.notebooks(folder.parent.parent)


# What no file says ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not tracked(), reason="This copy came without git: which files are the project's is not known.")
def test_no_file_names_this_machine_or_a_registry() -> None:
    found = [f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}" for path in tracked()
             for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1)
             if MACHINE.search(line) or any(host in line for host in HOSTS)]
    assert found == []


def test_lock_files_with_addresses_are_not_tracked() -> None:
    assert {path.name for path in tracked()} & {"uv.lock", "pylock.toml", "package-lock.json"} == set()


@pytest.mark.parametrize("name", PROJECT["project"]["license-files"])
def test_the_licence_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "MIT" in text
    assert "CC BY 4.0" in text or "CC-BY-4.0" in text or "Attribution 4.0 International" in text
