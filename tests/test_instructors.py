"""The instructors' page says what is so: minutes and numbers of exercises, ids, files and commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kit import __main__, exercise

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
PAGE = (NOTEBOOKS / "README.md").read_text(encoding="utf-8")
SHEETS = {path.stem[:2]: exercise.read(path) for path in sorted((NOTEBOOKS / "exercises").glob("*.toml"))}
ROWS = {row[:2]: [cell.strip() for cell in row.split("|")] for row in re.findall(r"^\| ([01]\d .*?) \|$", PAGE, re.MULTILINE)}


def test_every_lesson_has_a_row() -> None:
    assert list(ROWS) == sorted(path.name[:2] for path in NOTEBOOKS.glob("[0-9]*.ipynb"))


@pytest.mark.parametrize("lesson", SHEETS)
def test_minutes_and_exercises_add_up(lesson: str) -> None:
    _, _, whole, minutes, numbers, _ = ROWS[lesson]
    tasks = SHEETS[lesson]
    least, most = (sum(task.minutes[place] for task in tasks if not task.spec.get("further")) for place in (0, -1))
    is_open = sum(task.kind == "discuss" for task in tasks)
    assert (minutes, numbers) == (f"{least}–{most}", f"{len(tasks) - is_open} + {is_open}")
    assert most <= int(whole.split("–")[-1]) * (2 if "×" in whole else 1) and int(whole.split("–")[-1]) <= 75
    cells = json.loads(next(NOTEBOOKS.glob(f"{lesson}_*.ipynb")).read_text(encoding="utf-8"))["cells"]
    assert whole.removeprefix("2 × ").replace("–", " to ") in "".join(cells[1]["source"])


def test_every_exercise_that_is_named_is_there() -> None:
    known = {task.id for tasks in SHEETS.values() for task in tasks}
    prose = re.sub(r"```.*?```", "", PAGE.split("## How to change an exercise")[0], flags=re.DOTALL)
    assert set(re.findall(r"(?<![\d.,])\d\d\.\d{1,2}(?!\d)", prose)) <= known


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python -m kit (\w+)", PAGE))))
def test_every_command_that_is_named_is_there(command: str, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main([command, "--help"])
    assert ended.value.code == 0
