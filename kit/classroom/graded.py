"""The lessons as an nbgrader course: under each open exercise a cell for the answer, graded by a person with the rubric.

nbgrader (Hamrick and others) is no part of the kit; only its metadata, schema 3, are written here.
"""

from __future__ import annotations

import json
from pathlib import Path

from .. import exercise
from ..errors import KitError
from .edition import home

SCHEMA = 3
POINTS = 15  # five criteria of the rubric, 0 to 3 each


def write(target: Path) -> list[str]:
    """Writes ``source/<lesson>/<lesson>.ipynb`` below a new folder and says what to do next; raises KitError."""
    lessons = sorted((home() / "notebooks").glob("[0-9]*.ipynb"))
    if target.exists():
        raise KitError(f"{target.name} is there already and was not touched. Name a new folder.")
    count = 0
    for path in lessons:
        book = json.loads(path.read_text(encoding="utf-8"))
        book["cells"] = [made for cell in book["cells"] for made in (cell, *answer_cells(cell))]
        count += sum("nbgrader" in cell["metadata"] for cell in book["cells"])
        place = target / "source" / path.stem / path.name
        try:
            place.parent.mkdir(parents=True)
            place.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        except OSError as error:
            raise KitError(f"{target.name} cannot be written ({error.strerror}). Is there such a place, and may you write in it?") from None
    return [f"Wrote {len(lessons)} lessons with {count} open answers to {target.name}/source.",
            "In that folder run: nbgrader generate_assignment --create LESSON"]


def answer_cells(cell: dict) -> list[dict]:
    """The cell for the answer to the open exercise that a cell shows; none for any other cell.

    Its id and its grade_id come from the exercise, so they are the same in every edition.
    """
    source = "".join(cell["source"])
    task = next((one for one in _open() if f'kit.Exercise("{one.id}")' in source), None)
    if cell["cell_type"] != "code" or task is None:
        return []
    about = {"schema_version": SCHEMA, "grade": True, "solution": True, "locked": False, "task": False, "points": POINTS,
             "grade_id": f"open-{task.id.replace('.', '-')}", "cell_type": "markdown"}
    return [{"cell_type": "markdown", "id": f"open-{task.id.replace('.', '-')}", "metadata": {"nbgrader": about},
             "source": f"Your answer to {task.id} (double-click here, write, press Shift + Enter):"}]


def _open() -> list:
    return [task for path in exercise.files() for task in exercise.read(path) if task.kind == "discuss"]
