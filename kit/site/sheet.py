"""An exercise on paper: question, options and lines to write on; and, for instructors, what stands at the end."""

from __future__ import annotations

from collections.abc import Callable

from ..exercise import exercise
from ..model import Exercise
from ..render import direction, paragraphs, safe
from ..widgets.exercise import question

#: Lines to write on, by kind of exercise.
LINES = {"choose": 1, "number": 1, "order": 1, "mark": 1, "discuss": 6, "rewrite": 8}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sheet(id: str) -> str:
    """One exercise as HTML, without hints, feedback and solution."""
    task = exercise(id)
    asked = question(task)
    return (f'<section class="exercise" aria-labelledby="exercise-{id}"><p class="minor">Exercise {safe(id)} · '
            f'{safe(asked["minutes"])}</p><p id="exercise-{id}" class="name">{safe(task.title)}</p>{prose(task.prompt)}'
            f"{_BODIES[task.kind](asked)}{_room(LINES[task.kind])}</section>")


def solution(id: str) -> str:
    """What an instructor needs beside the sheet: the right answer, the solution, the rubric and the hints."""
    task = exercise(id)
    right = _right(task)
    parts = [f"<h3>{safe(id)} {safe(task.title)}</h3>", f"<p><strong>Right</strong> {safe(right)}</p>" if right else "",
             prose(task.solution), prose(task.spec.get("rubric", ""))]
    hints = "".join(f"<li>{safe(hint)}</li>" for hint in task.hints)
    return f'<section>{"".join(parts)}<p>Hints</p><ol>{hints}</ol></section>'


def prose(text: str) -> str:
    """Text as paragraphs, each in its own direction.

    >>> prose("One <b>\\n\\ntwo")
    '<p dir="ltr">One &lt;b&gt;</p><p dir="ltr">two</p>'
    """
    return "".join(f'<p dir="{direction(text[a:b])}">{safe(text[a:b])}</p>' for a, b in paragraphs(text))


def _choose(asked: dict) -> str:
    return f'<p class="minor">{"Choose all that fit." if asked["many"] else "Choose one."}</p>{_lettered(asked["options"], "options")}'


def _number(asked: dict) -> str:
    return f'<p>{safe(asked["label"])}: ________ {safe(asked["unit"])}</p>'


def _order(asked: dict) -> str:
    return f'{_lettered([asked["items"][place] for place in asked["start"]])}<p>Write the letters in the right order:</p>'


def _mark(asked: dict) -> str:
    text = "".join(prose("".join(part for part, _ in line)) for line in asked["parts"])
    return f'<p class="minor">Underline the words on paper.</p><blockquote>{text}</blockquote>'


def _rewrite(asked: dict) -> str:
    facts = "".join(f"<li>{safe(': '.join(filter(None, (who, text))))} ({safe(status)})</li>"
                    for _, text, status, who in asked["facts"])
    goals = "".join(f"<li>{safe(goal)}</li>" for goal in asked["goals"])
    return (f'<blockquote>{prose(asked["original"])}</blockquote>{f"<p>You may use</p><ul>{facts}</ul>" if facts else ""}'
            f'{f"<p>Goals</p><ul>{goals}</ul>" if goals else ""}')


_BODIES: dict[str, Callable[[dict], str]] = {
    "choose": _choose, "number": _number, "order": _order, "mark": _mark, "rewrite": _rewrite, "discuss": lambda asked: ""}


def _lettered(texts: list[str], name: str = "letters") -> str:
    items = "".join(f'<li dir="auto">{safe(text)}</li>' for text in texts)
    return f'<ol type="A" class="{name}">{items}</ol>'


def _room(lines: int) -> str:
    return f'<div class="room" role="img" aria-label="Room to write">{"<div></div>" * lines}</div>'


def _right(task: Exercise) -> str:
    spec = task.spec
    if task.kind == "choose":
        return "; ".join(f"{_LETTERS[place]}: {one['text']}" for place, one in enumerate(spec["option"]) if one.get("right"))
    if task.kind == "order":
        start = question(task)["start"]
        return " ".join(_LETTERS[start.index(place)] for place in range(len(start)))
    return str(spec["answer"]) if task.kind == "number" else ", ".join(spec["key"]) if task.kind == "mark" else ""
