"""The student edition: the kit as one zip file, without solutions, rubrics and the instructor's page.

Exercises still check: their files are encoded (see `kit.sealed`). The same kit gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import astuple, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .. import exercise, tables, work
from ..errors import KitError
from ..model import Item
from ..sealed import SUFFIX, WITHHELD, sealed, veiled
from ..spreadsheet import as_csv

#: The folder inside the zip.
TOP = "framing-kit"
#: Files that go along as they are, and those without which there is no edition.
WHOLE = ("CITATION.cff", "LICENSE", "environment.yml", "pyproject.toml", "requirements.lock")
NEEDED = ("pyproject.toml", "Makefile", "notebooks/STUDENTS.md")
#: What the instructor alone can use: targets of the Makefile.
INSTRUCTORS = "site|test|accuracy|agreement|bench|hub|fuzz|mutants|wasm|lock"
#: Of the folder ``data`` only files of these kinds go along; of ``kit`` all.
KINDS = {".csv", ".txt", ".md"}

_EPOCH = (1980, 1, 1, 0, 0, 0)


class EditionError(KitError):
    """No student edition can be made; the sentence says why."""


def write(target: Path) -> str:
    """Writes the student edition and says what is in it; raises EditionError, and never writes over a file."""
    if target.suffix.lower() != ".zip":
        raise EditionError(f"The student edition is a zip file: give it a name such as {target.stem}.zip.")
    files = contents(home())
    work.create({target: zipped(files)})
    lessons, sheets = (sum(name.endswith(end) for name in files) for end in (".ipynb", SUFFIX))
    return (f"Wrote {target.name}: {lessons} lessons, {sheets} files of exercises without solutions. "
            f"Students unpack it and read README.md.{_left(files)}")


def _left(files: dict[str, bytes]) -> str:
    """A sentence on folders and files beside the lessons that lessons use and that do not go along, "" where none are."""
    beside = {path.name for path in (home() / "notebooks").iterdir()} - {name.split("/")[1] for name in files if "/" in name}
    used = {word for name, raw in files.items() if name.endswith(".ipynb")
            for cell in json.loads(raw)["cells"] if cell["cell_type"] == "code"
            for word in re.findall(r"""["']([^"'\n]+)["']""", "".join(cell["source"]))}
    left = " and ".join(sorted(beside & used))
    return left and (f" Lessons use {left}, which did not go along: if you may pass them on, put them into the "
                     f"zip beside the lessons, in {TOP}/notebooks.")


def home() -> Path:
    """The folder of the kit; raises EditionError where it was installed without its lessons, or is a student edition."""
    place = tables.home().parent
    missing = next((name for name in NEEDED if not (place / name).is_file()), "")
    if not missing:
        return place
    if any(path.suffix == SUFFIX for path in exercise.files()):
        raise EditionError("This is a student edition already, without solutions. Make another from the full kit, or copy "
                           "its zip.")
    raise EditionError(f"{missing} is not here. Start this in the full kit, as it was downloaded.")


def contents(place: Path) -> dict[str, bytes]:
    """Every file of the edition by its name in the zip, sorted."""
    files = {**dict(_copied(place)), **dict(_lessons(place / "notebooks")), **dict(_exercises(place / "notebooks"))}
    files["README.md"] = (place / "notebooks" / "STUDENTS.md").read_bytes()
    files["Makefile"] = makefile((place / "Makefile").read_text(encoding="utf-8")).encode()
    return dict(sorted(files.items()))


def _copied(place: Path) -> Iterator[tuple[str, bytes]]:
    for name in WHOLE:
        if (place / name).is_file():
            yield name, (place / name).read_bytes()
    for path in sorted([*(place / "kit").rglob("*"), *(place / "data").rglob("*")]):
        parts = path.relative_to(place).parts
        hidden = path.is_symlink() or any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden and (parts[0] == "kit" or path.suffix in KINDS):
            yield "/".join(parts), items(path) if parts == ("data", "items.csv") else path.read_bytes()


def items(path: Path) -> bytes:
    """The table of the test before and after, its right answers veiled."""
    rows = [replace(row, right=veiled(row.id, row.right)) for row in tables.read(Item, path)]
    return as_csv(tables.columns(Item), map(astuple, rows)).encode()


def _lessons(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        try:
            yield f"notebooks/{path.name}", lesson(path.read_text(encoding="utf-8")).encode()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise EditionError(f"{path.name}: this is not a notebook that can be read. Run python -m kit check.") from None
    for path in sorted((folder / "pictures").glob("*.*")):
        yield f"notebooks/pictures/{path.name}", path.read_bytes()


def lesson(text: str) -> str:
    """A lesson without its outputs and without the cells that are tagged as solutions.

    >>> cell = {"cell_type": "code", "metadata": {"tags": ["solution"]}, "source": "42", "outputs": []}
    >>> lesson(json.dumps({"cells": [cell], "metadata": {"widgets": {}}}))
    '{\\n "cells": [],\\n "metadata": {}\\n}\\n'
    """
    notebook = json.loads(text)
    notebook["cells"] = [_blank(cell) for cell in notebook["cells"]
                         if "solution" not in cell.get("metadata", {}).get("tags", ())]
    notebook.get("metadata", {}).pop("widgets", None)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _blank(cell: dict) -> dict:
    return {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell


def _exercises(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "exercises").glob("*.toml")):
        text, trouble = tables.text_of(path)
        if trouble:
            raise EditionError(trouble)
        rows = [{**row, "solution": WITHHELD} for row in exercise.rows(path, text)]
        for row in rows:
            row.pop("rubric", None)
        yield f"notebooks/exercises/{path.stem}{SUFFIX}", sealed(rows).encode()


def makefile(text: str) -> str:
    """The Makefile without the targets that need the tests, nor their lines of help, nor comments."""
    text = re.sub(rf"^(?:{INSTRUCTORS}):.*\n(?:\t.*\n)+\n?", "", text, flags=re.MULTILINE)
    text = re.sub(rf'^\t@echo "make (?:{INSTRUCTORS}) .*\n', "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=\.PHONY:)(.*)", lambda found: re.sub(rf" (?:{INSTRUCTORS})\b", "", found.group()), text)
    return re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).lstrip("\n")


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as a zip whose bytes depend on the files alone: no clock, no rights of this machine."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(f"{TOP}/{name}", _EPOCH)
            entry.external_attr, entry.create_system, entry.compress_type = 0o644 << 16, 3, ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
