"""Moves marks after a text was edited: to where the words that they quote stand now, if they still stand there."""

from __future__ import annotations

import csv
import os
from dataclasses import astuple
from io import StringIO
from pathlib import Path

from .. import tables
from ..model import Annotation
from ..moving import moved_to


def mend() -> list[str]:
    """Moves every mark whose words have moved; a sentence for each file, and for each mark whose words are gone."""
    said = []
    for name in (name for name, record in tables.TABLES.items() if record is Annotation):
        path = tables.home() / f"{name}.csv"
        rows, trouble = tables.scan(Annotation, path)
        if trouble:
            return trouble
        moved = [moved_to(row, article_text(row.article)) for _, row in rows]
        said += [f"{path.name}:{line}: {row.quote!r} is no longer in {row.article}; mark it anew or delete the row."
                 for (line, row), new in zip(rows, moved) if new is None]
        changed = sum(new not in (None, row) for (_, row), new in zip(rows, moved))
        if changed:
            _write(path, [new or row for (_, row), new in zip(rows, moved)])
            said.append(f"{path.name}: {changed} marks moved to where their words stand now.")
    return said


def article_text(id: str) -> str:
    """The text of an article's file, "" when it cannot be read."""
    return tables.text_of(tables.home() / "articles" / f"{id}.txt")[0]


def _write(path: Path, rows: list[Annotation]) -> None:
    """The rows in the place of the old file, which stays whole until the new one is."""
    sheet = StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(tables.columns(Annotation))
    writer.writerows(astuple(row) for row in rows)
    beside = path.with_suffix(".part")
    beside.write_text(sheet.getvalue(), encoding="utf-8", newline="\n")
    os.replace(beside, path)
