"""Checks the exercise files: every key, every answer and every hint, each mistake with its line and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from .. import exercise as data
from .. import tables
from ..sealed import SUFFIX
from .kinds import wrongs
from .places import Lines, Spot
from .shape import unknown


#: A header of something that is no exercise.
OTHER = re.compile(r"^\s*\[\[?\s*(?!exercise[\s.\]])([\w-]+)[^\]\n]*\]\]?[^\S\n]*(?:#.*)?$", re.MULTILINE)


def problems() -> list[str]:
    """What is wrong in the exercise files, as sentences."""
    said, seen, shown = [], {}, _in_lessons()
    for path in data.files():
        if path.suffix == SUFFIX:  # the student edition's: looked through when it was made
            continue
        text, trouble = tables.text_of(path)
        if trouble:
            said.append(trouble)
            continue
        try:
            rows = data.rows(path, text)
        except data.ExerciseError as error:
            said.append(str(error))
            continue
        said += [f"{path.name}:{line}: {wrong}" for line, wrong in _of_file(path, text, rows)]
        for place, row in enumerate(rows):
            line = Lines(text).of(place, Spot(key="id"))
            said += [f"{path.name}:{line}: {wrong}" for wrong in _its_id(row.get("id"), path, seen, shown)]
            seen.setdefault(str(row.get("id")), f"{path.name}:{line}")
    return said


def _of_file(path: Path, text: str, rows: list[dict]) -> Iterator[tuple[int, str]]:
    """What is wrong in one file, each sentence with its line."""
    lines = Lines(text)
    if not rows:
        yield 1, "no exercise stands in it; each begins with a line [[exercise]]."
    for match in OTHER.finditer(text):
        yield text[:match.start(1)].count("\n") + 1, unknown(match[1], ["exercise"], "the file")
    for place, row in enumerate(rows):
        for spot, wrong in wrongs(row):
            yield lines.of(place, spot), f"exercise {row.get('id', place + 1)}: {wrong}"


def _its_id(id: object, path: Path, seen: dict, shown: set[str]) -> Iterator[str]:
    if not isinstance(id, str):
        return
    if id in seen:
        yield f"the id {id!r} stands already in {seen[id]}; give this exercise another."
    if not id.startswith(path.name[:2]):
        yield f"the id {id!r} must begin with {path.name[:2]!r}, as the file's name does."
    elif id not in shown and (data.folder().parent / f"{path.stem}.ipynb").is_file():
        yield (f"exercise {id} stands in no lesson; write kit.Exercise({json.dumps(id)}) in a cell of "
               f"{path.stem}.ipynb, or delete it.")


def _in_lessons() -> set[str]:
    """The ids of the exercises that the lessons show."""
    found: set[str] = set()
    for path in data.folder().parent.glob("[0-9]*.ipynb"):
        text = tables.text_of(path)[0]
        found |= set(re.findall(r"""kit\.Exercise\(\\?["']([^"'\\]+)\\?["']""", text))
    return found
