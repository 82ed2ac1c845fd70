"""Checks the exercise files: every field, every option, every answer, and that hints do not give it away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from .. import exercise as data
from .. import tables
from ..model import Exercise
from ..text import fold

#: What each kind needs besides the fields that all exercises have.
NEEDED = {"choose": "option", "number": "answer feedback otherwise", "order": "item feedback",
          "mark": "article key feedback", "rewrite": "goal", "discuss": "rubric"}


def problems() -> list[str]:
    """What is wrong in the exercise files, as sentences."""
    said, seen = [], {}
    for path in data.files():
        text = tables.text_of(path)[0]
        try:
            tasks = data.read(path)
        except data.ExerciseError as error:
            said.append(str(error))
            continue
        for task in tasks:
            place = f"{path.name}:{data.line_of(text, task.id)}"
            said += [f"{place}: exercise {task.id}: {wrong}" for wrong in wrongs(task)]
            if task.id in seen:
                said.append(f"{path.name}:{data.line_of(text, task.id, last=True)}: the id {task.id!r} stands already in {seen[task.id]}; "
                            "give this exercise another.")
            if not task.id.startswith(path.name[:2]):
                said.append(f"{place}: the id {task.id!r} must begin with {path.name[:2]!r}, as the file's name does.")
            seen.setdefault(task.id, place)
    return said


def wrongs(task: Exercise) -> list[str]:
    """What is wrong in one exercise."""
    if task.kind not in data.KINDS:
        return [f"'kind' is {task.kind!r}; choose one of: {', '.join(data.KINDS)}."]
    missing = [name for name in NEEDED[task.kind].split() if name not in task.spec]
    if missing:
        return [f"an exercise of the kind {task.kind!r} needs {name!r}." for name in missing]
    kinds: dict[str, Callable[[Exercise], Iterable[str]]] = {
        "choose": _choose, "number": _number, "order": _order, "mark": _mark, "rewrite": _rewrite, "discuss": _discuss}
    return [*_common(task), *kinds[task.kind](task)]


def _common(task: Exercise) -> Iterable[str]:
    if len(task.minutes) != 2 or not all(isinstance(m, int) for m in task.minutes) or not 0 < task.minutes[0] <= task.minutes[1]:
        yield "'minutes' is a range of whole minutes, such as [3, 5]."
    if len(task.hints) < 2:
        yield f"hints: {len(task.hints)}; write two or more in square brackets, each saying a little more."
    for name in ("title", "prompt", "solution"):
        if not getattr(task, name).strip():
            yield f"{name!r} is empty; fill it in."


def _gives_away(task: Exercise, answers: list[str]) -> Iterable[str]:
    return (f"hint {place} gives the answer away ({answer!r}); point at where to look instead."
            for place, hint in enumerate(task.hints, 1) for answer in answers if fold(answer) in fold(hint))


def _choose(task: Exercise) -> Iterable[str]:
    options = task.spec["option"]
    right = [option for option in options if option.get("right")]
    if len(options) < 2:
        yield "there is only one option; write two or more [[exercise.option]]."
    if any(not isinstance(option.get("right", False), bool) for option in options):
        yield "'right' is true or false, without quotation marks."
    if not right:
        yield "no option is marked right = true."
    if len(right) > 1 and not task.spec.get("many"):
        yield "more than one option is right; add many = true, or keep one."
    if len({option.get("text") for option in options}) < len(options):
        yield "two options have the same text."
    for place, option in enumerate(options, 1):
        if not option.get("text") or not option.get("feedback"):
            yield f"option {place} needs both text and feedback."
    if not task.spec.get("many"):
        yield from _gives_away(task, [option.get("text", "") for option in right if len(option.get("text", "")) > 8])


def _number(task: Exercise) -> Iterable[str]:
    answer = data.number(task.spec["answer"])
    if answer is None:
        yield "'answer' must be a number."
    for wrong in task.spec.get("wrong", ()):
        if "value" not in wrong or "feedback" not in wrong:
            yield "each [[exercise.wrong]] needs value and feedback."
        elif data.check(task, wrong["value"]).verdict == "right":
            yield f"the wrong value {wrong['value']} is taken as right; make 'tolerance' smaller."
    if "count" in task.spec:
        yield from _counted(task)


def _counted(task: Exercise) -> Iterable[str]:
    """Whether the answer is still what the data give."""
    try:
        found = count(task.spec["count"])
    except (LookupError, AttributeError, KeyError) as error:
        yield f"[exercise.count] asks for what is not there ({error}); it names a table and cells of its columns."
    except tables.TableError:
        yield "its answer cannot be compared with the data before the tables are mended."
    else:
        if found != data.number(task.spec["answer"]):
            yield f"'answer' is {task.spec['answer']}, but the data now give {found}; correct the answer and its feedback."


def count(question: dict) -> int:
    """How many rows of a table have these cells; a ``*`` in a cell stands for any characters."""
    cells = {name: str(value) for name, value in question.items() if name not in ("table", "distinct")}
    rows = [row for row in tables.table(question["table"]) if all(_fits(getattr(row, name), cell) for name, cell in cells.items())]
    return len({getattr(row, question["distinct"]) for row in rows}) if "distinct" in question else len(rows)


def _fits(value: object, cell: str) -> bool:
    return fnmatchcase(str(value).lower(), cell.lower())


def _order(task: Exercise) -> Iterable[str]:
    for place, item in enumerate(task.spec["item"], 1):
        if not item.get("text") or not item.get("feedback"):
            yield f"line {place} needs both text and feedback."
    if len({data._rank(task, place) for place in range(len(task.spec["item"]))}) < 2:
        yield "there must be two or more ranks, or nothing can be put in order."


def _mark(task: Exercise) -> Iterable[str]:
    try:
        text = tables.article(task.spec["article"]).text
    except (LookupError, tables.TableError) as error:
        yield str(error)
        return
    yield from (f"the words {words!r} are not in the article {task.spec['article']!r}; correct the key."
                for words in (*task.spec["key"], *task.spec.get("either", ())) if words not in text)


def _rewrite(task: Exercise) -> Iterable[str]:
    for place, goal in enumerate(task.spec["goal"], 1):
        if not goal.get("says") or not goal.get("feedback"):
            yield f"goal {place} needs both says and feedback."
        if not any(name in goal for name in ("any", "none", "words")):
            yield f"goal {place} can never be missed; give it any, none or words."
    if not all(data.reached(goal, task.solution) for goal in task.spec["goal"]):
        yield "the solution does not reach all goals; correct it or them."


def _discuss(task: Exercise) -> Iterable[str]:
    if not task.spec["rubric"]:
        yield "'rubric' is empty; say what a good answer has."
