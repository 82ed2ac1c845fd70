"""Moves marks after a text was edited: to where the words that they quote stand now, if they still stand there."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import astuple, replace
from io import StringIO
from pathlib import Path

from .. import tables
from ..model import Annotation


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


def moved_to(row: Annotation, text: str) -> Annotation | None:
    """The mark at the nearest place of its words, None where they are gone.

    >>> mark = Annotation("a", 0, 3, "x", "me", quote="two")
    >>> moved_to(mark, "one two three").start
    4
    """
    places = [found.start() for found in re.finditer(re.escape(row.quote), text)] if row.quote else []
    near = min(places, key=lambda place: abs(place - row.start), default=None)
    return None if near is None else replace(row, start=near, end=near + len(row.quote))


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
