"""Moves marks after a text was edited: to where the words that they quote stand now, if they still stand there."""

from __future__ import annotations

from dataclasses import astuple

from .. import tables, work
from ..model import Annotation
from ..moving import moved_to
from ..spreadsheet import as_csv


def mend() -> list[str]:
    """Moves every mark whose words have moved; a sentence for each file, and for each mark whose words are gone."""
    said = []
    for name in (name for name, record in tables.TABLES.items() if record is Annotation):
        path = tables.home() / f"{name}.csv"
        rows, trouble = tables.scan(Annotation, path)
        if trouble:
            return trouble
        texts = {id: tables.text_of(tables.home() / "articles" / f"{id}.txt") for id in {row.article for _, row in rows}}
        if odd := {wrong for _, wrong in texts.values() if wrong}:
            return [*said, *(f"articles/{wrong}" for wrong in sorted(odd))]
        moved = [moved_to(row, texts[row.article][0]) for _, row in rows]
        said += [f"{path.name}:{line}: {row.quote!r} is no longer in {row.article}; mark it anew or delete the row."
                 for (line, row), new in zip(rows, moved) if new is None]
        changed = sum(new not in (None, row) for (_, row), new in zip(rows, moved))
        if changed:
            work.write(path, as_csv(tables.columns(Annotation), (astuple(new or row) for (_, row), new in zip(rows, moved))))
            said.append(f"{path.name}: {changed} marks moved to where their words stand now.")
    return said


def article_text(id: str) -> str:
    """The text of an article's file, "" when it cannot be read."""
    return tables.text_of(tables.home() / "articles" / f"{id}.txt")[0]
