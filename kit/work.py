"""The student's own folder: small files, written whole or not at all.

Everything a student makes lies in ``my_work`` beside the notebook: answers, marks, edited lists. Nothing else is written.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path

from .errors import KitError


class WorkError(KitError):
    """A file of the student's could not be written or read; the sentence says what to do."""


def folder() -> Path:
    """``my_work`` in the folder of the notebook."""
    return Path.cwd() / "my_work"


def path(name: str, suffix: str = ".json") -> Path:
    """Where a piece of work lies; the name may hold letters, digits, ``.``, ``-`` and ``_`` only."""
    if not re.fullmatch(r"[\w-][\w.-]{0,80}", name, re.ASCII):
        raise WorkError(f"{name!r} cannot be a file name here; use letters, digits, '.', '-' and '_'.")
    return folder() / f"{name}{suffix}"


def save(name: str, content: dict) -> Path:
    """Writes the content as JSON."""
    return write(path(name), json.dumps(content, ensure_ascii=True, indent=1))


def write(target: Path, text: str) -> Path:
    """Writes the text beside the old file and then puts it in its place, so that nothing is half written."""
    try:
        target.parent.mkdir(exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise WorkError(_said(target, error)) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise WorkError(_said(target, error)) from None
    return target


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
    return {}


def _said(target: Path, error: OSError) -> str:
    return (f"{target.name} could not be saved or read in the folder {target.parent.name} ({error.strerror or error}). "
            "What was saved before is untouched. Free some space or ask for the right to write there, then try again.")
