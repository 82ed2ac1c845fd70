"""A student's own record of the exercises, as a table: what ``my_work/progress.json`` holds, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from .. import exercise, work
from ..errors import KitError

COLUMNS = ("exercise", "title", "kind", "attempts", "verdict", "share", "hints", "solution", "when")
VERDICTS = ("right", "partly", "not yet", "compare")
#: Files longer than this are not a student's record.
LONGEST = 5_000_000  # bytes


class RecordError(KitError):
    """A record cannot be read or written; the sentence says why."""


def progress() -> pd.DataFrame:
    """Your own exercises so far, from ``my_work/progress.json``: a row an exercise, in the order of the lessons.

    Columns: exercise, title, kind, attempts, verdict ("right", "partly", "not yet", "compare"), share (0 to 1, empty
    where nothing is checked), hints (how many you used), solution (whether you opened it), when (last attempt, UTC).
    """
    return pd.DataFrame(rows(saved(work.folder())), columns=list(COLUMNS))


def saved(folder: Path) -> dict:
    """What the exercises of one ``my_work`` have saved, {} when there is nothing yet; nothing is changed."""
    file = folder / "progress.json"
    try:
        if file.stat().st_size > LONGEST:
            raise RecordError(f"{file.name} is larger than {LONGEST // 1_000_000} MB: this is no record of exercises.")
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        if isinstance(error, RecordError):
            raise
        raise RecordError(f"{file.name} cannot be read: it is damaged, or closed to you. It was left as it is.") from None
    if not isinstance(content, dict):
        raise RecordError(f"{file.name} is no record of exercises. It was left as it is.")
    return content


def rows(content: dict, *, answers: bool = False) -> list[dict]:
    """The rows of a record as the exercises save it; what is not as it should be is left empty.

    >>> rows({"01.1": {"reply": {"verdict": "right", "share": 1.0, "hints": ["Look."]}}})[0]["hints"]
    1
    """
    known = _known()
    kept = {id: state for id, state in content.items() if re.fullmatch(r"\d\d\.\d{1,3}", id) and isinstance(state, dict)}
    found = []
    for id, state in sorted(kept.items(), key=lambda pair: [int(part) for part in pair[0].split(".")]):
        task, reply = known.get(id), state.get("reply") if isinstance(state.get("reply"), dict) else {}
        row = {"exercise": id, "title": task.title if task else "", "kind": task.kind if task else "", **_reply(reply),
               "when": when(state.get("when"))}
        found.append({**row, "answer": said(state.get("answer"))} if answers else row)
    return found


def _known() -> dict:
    """The exercises by their ids, of the files that can be read."""
    known = {}
    for path in exercise.files():
        try:
            known |= {task.id: task for task in exercise.read(path)}
        except KitError:
            continue
    return known


def _reply(reply: dict) -> dict:
    """What was said to a student, as cells."""
    verdict, share, tried = reply.get("verdict"), reply.get("share"), reply.get("attempts")
    hints = reply.get("hints")
    return {"attempts": tried if type(tried) is int and 0 <= tried < 10_000 else None,
            "verdict": verdict if verdict in VERDICTS else "",
            "share": round(share, 3) if type(share) in (int, float) and 0 <= share <= 1 else None,
            "hints": len(hints) if isinstance(hints, list) and len(hints) < 100 else 0,
            "solution": bool(reply.get("solution"))}


def when(stamp: object) -> str:
    """A time as the kit saves it, "" for anything else.

    >>> when("2026-11-22T10:00:00+00:00"), when("=now()")
    ('2026-11-22T10:00:00+00:00', '')
    """
    return stamp if isinstance(stamp, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d:\d\d)?", stamp) else ""


def said(answer: object) -> str:
    """An answer as text: numbers of options count from 1, as a reader does.

    >>> said([0, 2]), said("Because"), said(None)
    ('1, 3', 'Because', '')
    """
    if isinstance(answer, list) and all(type(part) is int for part in answer):
        return ", ".join(str(part + 1) for part in answer)
    return "" if answer is None else answer if isinstance(answer, str) else json.dumps(answer)
