"""The test before and after the course: parallel forms of four skills, answered blind, with how sure one is.

A student gets one form before and the other after; which comes first is drawn with the student's own random number, so
that the forms balance over a class. The score says nothing about the course before a class has been measured.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timezone

from . import tables, work
from .errors import KitError
from .model import Item
from .sealed import veiled

PARTS = ("before", "after")
KIND = "kit-survey"
COLUMNS = ("id", "part", "form", "item", "skill", "right", "sure")
#: How sure one can say to be: words and the chance of being right that they stand for. Four options: 25 % is a guess.
SURE = (("a guess", 25), ("rather unsure", 50), ("rather sure", 75), ("quite sure", 100))


def token() -> str:
    """The student's random number, made at the first use and kept in ``my_work``; it says nothing about the student."""
    found = work.load("survey").get("id")
    if isinstance(found, str) and found.isascii() and found.isalnum():
        return found
    made = secrets.token_hex(4)
    work.save("survey", {**work.load("survey"), "kind": KIND, "id": made})
    return made


def form(part: str, id: str) -> str:
    """The form, "A" or "B", that a student gets in a part: the one before and the other after.

    >>> form("before", "0a"), form("after", "0a"), form("before", "0b")
    ('A', 'B', 'B')
    """
    first = int(id[-1], 36) % 2
    return "AB"[(first + (part == "after")) % 2]


def items(part: str, id: str) -> list[Item]:
    """The questions of a part for a student, in the order of the table."""
    part = tables.choose(part, PARTS, "part of the test")
    return [item for item in tables.read(Item, tables.home() / "items.csv") if item.form == form(part, id)]


def options(item: Item) -> list[str]:
    """The answers that an item offers."""
    return item.options.split(" | ")


def load(part: str) -> dict:
    """What was answered in a part: {"answers": {item: {"chosen": place from 1, "sure": percent}}, "done": time or ""}."""
    found = work.load("survey").get(part)
    found = found if isinstance(found, dict) else {}
    answers = found.get("answers") if isinstance(found.get("answers"), dict) else {}
    return {"answers": {id: one for id, one in answers.items() if isinstance(one, dict)}, "done": str(found.get("done", ""))}


def save(part: str, answers: dict, *, hand_in: bool = False) -> dict:
    """Keeps the answers of a part; after ``hand_in`` they stand and are changed no more."""
    state = load(part)
    if state["done"]:
        return state
    wanted = [item.id for item in items(part, token())]
    lacking = [id for id in wanted if not {"chosen", "sure"} <= set(answers.get(id) or {})]
    if hand_in and lacking:
        raise KitError(f"{len(lacking)} of {len(wanted)} questions still want an answer and how sure you are.")
    done = datetime.now(timezone.utc).isoformat(timespec="seconds") if hand_in else ""
    state = {"answers": {id: answers[id] for id in wanted if id in answers}, "done": done}
    work.save("survey", {**work.load("survey"), part: state})
    return state


def rows(content: dict) -> list[dict]:
    """A student's file as rows, one an answered question: id, part, form, item, skill, right (1 or 0), sure (percent).

    Only what was handed in counts; what is no answer is left out.
    """
    known = {item.id: item for item in tables.read(Item, tables.home() / "items.csv")}
    found = []
    for part in PARTS:
        state = content.get(part) if isinstance(content.get(part), dict) else {}
        answers = state.get("answers") if state.get("done") and isinstance(state.get("answers"), dict) else {}
        for id, one in answers.items():
            item, one = known.get(id), one if isinstance(one, dict) else {}
            if item and _is_answer(item, one):
                found.append(dict(zip(COLUMNS, (str(content.get("id", ""))[:40], part, item.form, id, item.skill,
                                                int(item.right in (str(one["chosen"]), veiled(id, one["chosen"]))), one["sure"]))))
    return found


def _is_answer(item: Item, one: dict) -> bool:
    """Whether what a file has for an item can have been given: one of its options, one of the levels."""
    chosen, sure = one.get("chosen"), one.get("sure")
    return type(chosen) is int and 1 <= chosen <= len(options(item)) and type(sure) is int and sure in {share for _, share in SURE}


def score(found: Iterable[dict], part: str) -> tuple[int, int]:
    """How many of the answers in a part are right, and how many there are."""
    right = [row["right"] for row in found if row["part"] == part]
    return sum(right), len(right)
