"""The student's own folder: small files, written whole or not at all.

Everything a student makes lies in ``my_work`` beside the notebook: answers, marks, edited lists. Nothing else is written.
"""

from __future__ import annotations

import json
import os
import re
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from shutil import copymode

from .errors import KitError


class WorkWarning(UserWarning):
    """A damaged file was set aside; the sentence says where it is."""


class WorkError(KitError):
    """A file of the student's could not be written or read; the sentence says what to do."""


def folder() -> Path:
    """``my_work`` in the folder of the notebook."""
    return Path.cwd() / "my_work"


def path(name: str, suffix: str = ".json") -> Path:
    """Where a piece of work lies; the name may hold letters, digits, ``.``, ``-`` and ``_`` only."""
    if not re.fullmatch(r"[\w-][\w.-]{0,80}", name, re.ASCII) or re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name):
        raise WorkError(f"{name!r} cannot be a file name here; use letters, digits, '.', '-' and '_', and no name that Windows keeps "
                        "for itself, such as con.")
    return folder() / f"{name}{suffix}"


def save(name: str, content: dict) -> Path:
    """Writes the content as JSON."""
    return write(path(name), json.dumps(content, ensure_ascii=True, indent=1))


def write(target: Path, text: str) -> Path:
    """Writes the text beside the old file and then puts it in its place, so that nothing is half written.

    A new file is as open to others as the umask says, and one that was there as it was.
    """
    beside = target.with_name(f".{token_hex(8)}.part")
    try:
        target.parent.mkdir(exist_ok=True)
        with beside.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            copymode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise WorkError(_said(target, error)) from None
    return target


def create(files: Mapping[Path, str | bytes]) -> None:
    """Writes new files, all of them whole or none, and never over another; a WorkError says what to do."""
    made = []
    try:
        for target, content in files.items():
            with target.open("xb") as file:
                made.append(target)
                file.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)
    except OSError as error:
        for one in made:
            one.unlink(missing_ok=True)
        raise WorkError(f"{target.name} is there already and was not touched. Choose another name, or delete it first."
                        if isinstance(error, FileExistsError) else f"{target.name} cannot be written ({error.strerror or error}). "
                        "Is there such a folder, and may you write in it?") from None


def load(name: str) -> dict:
    """The saved content, {} when there is none. A file that cannot be read is set aside, never overwritten."""
    source = path(name)
    try:
        content = json.loads(source.read_text(encoding="utf-8"))
        return content if isinstance(content, dict) else _aside(source)
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        return _aside(source)
    except OSError as error:
        raise WorkError(_said(source, error)) from None


def _aside(source: Path) -> dict:
    spare = next(name for k in range(1, 10_000) if not (name := source.with_suffix(f".unreadable-{k}.json")).exists())
    try:
        os.replace(source, spare)
    except OSError as error:
        raise WorkError(_said(source, error)) from None
    warnings.warn_explicit(f"{source.name} is damaged and cannot be read. It was set aside as {spare.name}; you begin anew here.",
                           WorkWarning, source.parent.name, 1)
    return {}


def _said(target: Path, error: OSError) -> str:
    return (f"{target.name} could not be saved or read in the folder {target.parent.name} ({error.strerror or error}). "
            "What was saved before is untouched. Free some space or ask for the right to write there, then try again.")
