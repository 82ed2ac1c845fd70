"""A copy of everything an instructor may change, for tests that change it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from kit import exercise, tables

ROOT = Path(__file__).parent.parent


def copy(target: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data, lexicons and notebooks copied into ``target``, where the kit now reads them."""
    for source, name in ((ROOT / "data", "data"), (ROOT / "kit" / "lexicons", "lexicons"), (ROOT / "notebooks", "notebooks")):
        shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("my_work", ".ipynb_checkpoints"))
    monkeypatch.setattr(tables, "home", lambda: target / "data")
    monkeypatch.setattr(tables, "lexicon_folder", lambda: target / "lexicons")
    monkeypatch.setattr(exercise, "folder", lambda: target / "notebooks" / "exercises")
    return target


def rows(path: Path) -> list[dict[str, str]]:
    """A table's rows as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, content: list[dict[str, str]]) -> None:
    """The rows back into the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, content[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)


def change(path: Path, place: int, **cells: str) -> int:
    """Changes cells of one row and returns its line in the file."""
    content = rows(path)
    content[place] |= cells
    write(path, content)
    reader = csv.reader(path.open(encoding="utf-8", newline=""))
    line = 1
    for number, _ in enumerate(reader):
        if number == place + 1:
            return line
        line = reader.line_num + 1
    raise AssertionError("no such row")


def add(path: Path, **cells: str) -> None:
    """Adds a row; cells not given stay empty."""
    content = rows(path)
    write(path, [*content, {**dict.fromkeys(content[0], ""), **cells}])
