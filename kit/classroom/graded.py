"""The lessons as an nbgrader course: under each open exercise a cell for the answer, graded by a person with the rubric.

nbgrader (Hamrick and others) is no part of the kit; only its metadata, schema 3, are written here.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from .. import exercise, work
from ..errors import KitError
from ..model import Exercise
from .edition import home

SCHEMA = 3
POINTS = 15  # five criteria of the rubric, 0 to 3 each


def write(target: Path) -> list[str]:
    """Writes ``source/<lesson>/<lesson>.ipynb`` below a new folder and says what to do next; raises KitError."""
    lessons, tasks = sorted((home() / "notebooks").glob("[0-9]*.ipynb")), _open()
    if os.path.exists(target):
        raise KitError(f"{target.name} is there already and was not touched. Name a new folder.")
    books = {path: _graded(path, tasks) for path in lessons}
    count = sum("nbgrader" in cell.get("metadata", ()) for book in books.values() for cell in book["cells"])
    try:
        for path, book in books.items():
            place = target / "source" / path.stem
            place.mkdir(parents=True)
            work.create({place / path.name: json.dumps(book, ensure_ascii=False, indent=1) + "\n"})
    except (OSError, KitError) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise KitError(f"{target.name} cannot be written ({getattr(error, 'strerror', error)}). Is there such a place, and may you "
                       "write in it?") from None
    return [f"Wrote {len(lessons)} lessons with {count} open answers to {target.name}/source.",
            "In that folder run: nbgrader generate_assignment --create LESSON"]


def _graded(path: Path, tasks: Sequence[Exercise]) -> dict:
    """A lesson with the cells for open answers."""
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
        return {**book, "cells": [made for cell in book["cells"] for made in (cell, *answer_cells(cell, tasks))]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KitError(f"{path.name}: this is not a notebook that can be read. Run python -m kit check.") from None


def answer_cells(cell: dict, tasks: Sequence[Exercise]) -> list[dict]:
    """The cell for the answer to the open exercise, one of ``tasks``, that a cell shows; none for any other cell.

    Its id and its grade_id come from the exercise, so they are the same in every edition.
    """
    source = "".join(cell["source"])
    task = next((one for one in tasks if f'kit.Exercise("{one.id}")' in source), None)
    if cell["cell_type"] != "code" or task is None:
        return []
    about = {"schema_version": SCHEMA, "grade": True, "solution": True, "locked": False, "task": False, "points": POINTS,
             "grade_id": f"open-{task.id.replace('.', '-')}", "cell_type": "markdown"}
    return [{"cell_type": "markdown", "id": f"open-{task.id.replace('.', '-')}", "metadata": {"nbgrader": about},
             "source": f"Your answer to {task.id} (double-click here, write, press Shift + Enter):"}]


def _open() -> list[Exercise]:
    return [task for path in exercise.files() for task in exercise.read(path) if task.kind == "discuss"]
