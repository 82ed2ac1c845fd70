"""Checks the lessons: their shape, their prose and their cells, as far as a machine can see."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path

from .. import exercise as data
from .. import tables

ARC = ("Look", "Name it", "Measure it", "Break it", "In the wild", "Your turn", "Key points", "Read more")
GLANCE = ("Questions", "You will be able to", "Time", "Words you need", "Before this", "Content note")
TAGS = {"exercise", "solution", "hide-input", "raises-exception"}
LINES = 8  # of code in a cell
PROSE = (15, 60)  # words before a cell of code


def folder() -> Path:
    """Where the lessons lie: beside the exercises."""
    return data.folder().parent


def problems() -> list[str]:
    """What is wrong in the lessons, as sentences."""
    lessons = sorted(folder().glob("[0-9]*.ipynb"))
    alone = [path for path in data.files() if path.stem not in {lesson.stem for lesson in lessons}]
    return ([f"{path.name}:1: there is no lesson {path.stem}.ipynb to these exercises; put it back or name the file as the lesson."
             for path in alone] + [f"{path.name}:{wrong}" for path in lessons for wrong in of(path)])


def of(path: Path) -> list[str]:
    """What is wrong in one lesson, each sentence with its cell."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        cells = [{**cell, "cell_type": cell["cell_type"], "source": "".join(cell["source"])} for cell in cells]
        return [*_opening(cells), *_headings(cells), *_arc(cells), *_outputs(cells), *_code(cells), *_exercises(cells, path), *_alt(cells)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ["1: this is not a notebook that can be read; take it from the original again."]


def _outputs(cells: list[dict]) -> Iterable[str]:
    saved = [place for place, cell in enumerate(cells, 1) if cell.get("outputs") or cell.get("execution_count")]
    if saved:
        yield (f"cell {saved[0]}: saved with outputs ({len(saved)} cells). That does no harm in class; before you pass the lesson on, "
               "choose Edit > Clear Outputs of All Cells and save.")


def _opening(cells: list[dict]) -> Iterable[str]:
    first, second, third = ([cell["source"] for cell in cells] + ["", "", ""])[:3]
    if not first.startswith("# "):
        yield "cell 1: the lesson begins with its title, a line with one #."
    for part in GLANCE:
        if f"**{part}**" not in second:
            yield f"cell 2: \"At a glance\" has no **{part}**; write it even when it is short."
    if third.strip() != "import kit":
        yield "cell 3: the third cell is `import kit` and nothing else."


def _headings(cells: list[dict]) -> Iterable[str]:
    level = 0
    for place, cell in enumerate(cells, 1):
        if cell["cell_type"] != "markdown":
            continue
        for marks in re.findall(r"^(#{1,6}) ", re.sub(r"```.*?```", "", cell["source"], flags=re.S), re.MULTILINE):
            if len(marks) == 1 and place > 1:
                yield f"cell {place}: a second title; use ## for parts and ### for steps."
            if len(marks) > level + 1:
                yield f"cell {place}: a heading with {len(marks)} # follows one with {level}; skip no level."
            level = len(marks)


def _arc(cells: list[dict]) -> Iterable[str]:
    parts = re.findall(r"^## (.+?)\s*$", "\n".join(c["source"] for c in cells if c["cell_type"] == "markdown"), re.MULTILINE)
    named = [part for wanted in ARC for part in parts if part.split(":")[0].strip() == wanted]
    for wanted in ARC:
        if not any(part.split(":")[0].strip() == wanted for part in parts):
            yield f"cell 1: the lesson has no part \"## {wanted}\"."
    in_text = [part for part in parts if part.split(":")[0].strip() in ARC]
    if in_text != named:
        yield f"cell 1: the parts stand in another order than {' - '.join(ARC)}."


def _code(cells: list[dict]) -> Iterable[str]:
    for place, cell in enumerate(cells, 1):
        tags = set(cell.get("metadata", {}).get("tags", ()))
        if tags - TAGS:
            yield f"cell {place}: the tag {sorted(tags - TAGS, key=str)[0]!r} is not known; use {', '.join(sorted(TAGS))}."
        if cell["cell_type"] != "code":
            continue
        yield from (f"cell {place}: {wrong}" for wrong in code_wrongs(cell["source"]))
        if place > 3 and "kit.Exercise(" not in cell["source"]:
            yield from (f"cell {place}: {wrong}" for wrong in _prose(cells[place - 2]))


def _prose(before: dict) -> Iterable[str]:
    """What is wrong with the words before a cell of code: too few in all, or too many in their last paragraph."""
    text = before["source"] if before["cell_type"] == "markdown" else ""
    few, last = len(_words(text)), len(_words(text.strip().split("\n\n")[-1]))
    if few < PROSE[0]:
        yield f"{few} words stand before this code; say in {PROSE[0]} to {PROSE[1]} what to look for."
    if last > PROSE[1]:
        yield f"the paragraph before this code has {last} words; {PROSE[1]} are enough to say what to look for."


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[’'-]\w+)*", text)


def code_wrongs(source: str) -> Iterable[str]:
    """What is wrong in the code of one cell."""
    if len([line for line in source.splitlines() if line.strip()]) > LINES:
        yield f"more than {LINES} lines of code; divide the cell."
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield f"this code cannot be read (line {error.lineno}: {error.msg})."
        return
    except (ValueError, RecursionError, MemoryError):
        yield "this code cannot be read: it holds a sign that no program can have, or too many brackets."
        return
    kinds = {ast.FunctionDef: "def", ast.ClassDef: "class", ast.For: "for", ast.While: "while"}
    yield from (f"{kinds[type(part)]!r} does not belong in a lesson; put it into the kit."
                for part in ast.walk(tree) if type(part) in kinds)
    if re.search(r"https?://|pip install|\bopen\(|[A-Z]:\\|/home/|/Users/", source):
        yield "no addresses, installs or paths in a lesson's code."


def _exercises(cells: list[dict], lesson: Path) -> Iterable[str]:
    file = next((path for path in data.files() if path.stem == lesson.stem), None)
    if file is None:
        yield f"cell 1: the lesson's exercises are missing; there is no file exercises/{lesson.stem}.toml."
        return
    known = {task.id for path in data.files() for task in _read(path)}
    if not _read(file):
        return
    for place, cell in enumerate(cells, 1):
        for id in re.findall(r"""kit\.Exercise\(["'](.+?)["']\)""", cell["source"]):
            if id not in known:
                yield f"cell {place}: there is no exercise {id!r}; write it into exercises/ or correct the id."


def _read(path: Path) -> list:
    try:
        return data.read(path)
    except (data.ExerciseError, tables.TableError):
        return []


def _alt(cells: list[dict]) -> Iterable[str]:
    for place, cell in enumerate(cells, 1):
        if cell["cell_type"] == "markdown" and re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+)", cell["source"]):
            yield f"cell {place}: a picture without words; write what it shows between the square brackets."
