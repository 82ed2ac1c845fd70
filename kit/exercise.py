"""Exercises as data: reads them, checks an answer, gives graded hints. No widget here, no network.

An exercise is one table of ``exercises/NN_topic.toml``. Checking never punishes: it says what was right, gives the
feedback that the author wrote for just this answer, and says plainly where nothing can be checked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

from . import tables
from .errors import KitError
from .model import Exercise, Span

KINDS = ("choose", "number", "order", "mark", "rewrite", "discuss")


@dataclass(frozen=True)
class Feedback:
    """What a check says: a verdict, sentences, and the share that was right (None where nothing is checked)."""

    verdict: str  # right | partly | not yet | compare
    message: str
    share: float | None = None


class ExerciseError(KitError):
    """Something is wrong in an exercise file; the sentence names file and line."""


def folder() -> Path:
    """Where the exercises lie: beside the notebook first, then in the checkout, then in the installed kit."""
    here = Path(__file__).resolve().parent
    places = (Path.cwd() / "exercises", here.parent / "notebooks" / "exercises", here / "exercises")
    return next((place for place in places if any(place.glob("*.toml"))), places[1])


def files() -> list[Path]:
    """The exercise files, in the order of the lessons."""
    return sorted(folder().glob("*.toml"))


def read(path: Path) -> list[Exercise]:
    """The exercises of one file; raises ExerciseError with file and line."""
    text, trouble = tables.text_of(path)
    if trouble:
        raise ExerciseError(trouble)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExerciseError(f"{path.name}:{_line_said(error)}: this is not valid TOML ({error}). Look for a missing "
                            "quotation mark or bracket on this line or the one before.") from None
    rows = content.get("exercise", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ExerciseError(f"{path.name}:1: each exercise begins with a line [[exercise]].")
    return [_exercise(row, path, text) for row in rows]


def _line_said(error: Exception) -> str:
    found = re.search(r"line (\d+)", str(error))
    return found.group(1) if found else "1"


def _exercise(row: dict, path: Path, text: str) -> Exercise:
    missing = [name for name in ("id", "kind", "title", "minutes", "prompt", "hints", "solution") if name not in row]
    if missing:
        raise ExerciseError(f"{path.name}:{line_of(text, row.get('id'))}: the exercise {row.get('id', '')!r} has no "
                            f"{missing[0]!r}; every exercise needs id, kind, title, minutes, prompt, hints, solution.")
    named = {name: row[name] for name in ("id", "kind", "title", "prompt", "solution")}
    spec = {name: value for name, value in row.items() if name not in (*named, "minutes", "hints")}
    minutes, hints = (tuple(row[name]) if isinstance(row[name], list) else (row[name],) for name in ("minutes", "hints"))
    return Exercise(**named, minutes=minutes, hints=hints, spec=spec)


def line_of(text: str, id: str | None, *, last: bool = False) -> int:
    """The line on which an exercise's id stands first (or last), 1 when it is not found."""
    found = list(re.finditer(rf"""^\s*id\s*=\s*["']{re.escape(str(id))}["']""", text, re.MULTILINE))
    return text[:found[-1 if last else 0].end()].count("\n") + 1 if found else 1


def exercise(id: str) -> Exercise:
    """One exercise by its id, such as "02.1"."""
    known = {one.id: one for path in files() if path.name.startswith(str(id)[:2]) for one in read(path)}
    known = known or {one.id: one for path in files() for one in read(path)}
    return known[tables.choose(id, known, "exercise")]


def check(task: Exercise, answer: object) -> Feedback:
    """What to say to an answer: option numbers, a number, an order, spans or a text, by the exercise's kind."""
    checks: dict[str, Callable[[Exercise, object], Feedback]] = {
        "choose": _choose, "number": _number, "order": _order, "mark": _mark, "rewrite": _rewrite, "discuss": _discuss}
    return checks[tables.choose(task.kind, checks, "kind of exercise")](task, answer)


def _choose(task: Exercise, answer: Sequence[int]) -> Feedback:
    options = task.spec["option"]
    chosen = sorted({place for place in _whole(answer) if 0 <= place < len(options)})
    if not chosen:
        return Feedback("not yet", "Choose an answer first.", 0.0)
    right = {place for place, option in enumerate(options) if option.get("right") is True}
    hits = len(right & set(chosen))
    share = max(0, hits - len(set(chosen) - right)) / len(right)
    said = [options[place]["feedback"] for place in chosen]
    if set(chosen) < right:
        said.append(f"So far so good: {len(right) - hits} more can be chosen.")
    return Feedback(_verdict(share), "\n\n".join(said), share)


def _whole(answer: object) -> list[int]:
    """The whole numbers of a list, [] for anything else."""
    return [part for part in answer if type(part) is int] if isinstance(answer, (list, tuple)) else []


def _verdict(share: float) -> str:
    return "right" if share == 1 else "partly" if share > 0 else "not yet"


def number(text: object) -> float | None:
    """A number as people write it, None when there is none. Commas in thousands and decimal commas are understood.

    >>> number("1,234"), number("11,3 %"), number(" 0.5 "), number("many")
    (1234.0, 11.3, 0.5, None)
    """
    if isinstance(text, (int, float)):
        return float(text) if math.isfinite(text) else None
    plain = re.sub(r"[\s\u00a0\u202f%]", "", str(text or "")).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩−", "0123456789-"))
    plain = re.sub(r",(?=\d{3}(\D|$))", "", plain).replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?(\d{1,15}\.?\d{0,9}|\.\d{1,9})", plain) else None


def _number(task: Exercise, answer: object) -> Feedback:
    given = number(answer)
    if given is None:
        return Feedback("not yet", "Type a number, such as 12 or 0.5.", 0.0)
    if abs(given - task.spec["answer"]) <= task.spec.get("tolerance", 0):
        return Feedback("right", task.spec["feedback"], 1.0)
    known = [wrong["feedback"] for wrong in task.spec.get("wrong", ())
             if abs(given - wrong["value"]) <= wrong.get("tolerance", task.spec.get("tolerance", 0))]
    return Feedback("not yet", known[0] if known else task.spec["otherwise"], 0.0)


def _order(task: Exercise, answer: Sequence[int]) -> Feedback:
    answer = _whole(answer)
    if sorted(answer) != list(range(len(task.spec["item"]))):
        return Feedback("not yet", "Put all the lines in an order first.", 0.0)
    pairs = [(a, b) for place, a in enumerate(answer) for b in answer[place + 1:]]
    share = sum(_rank(task, a) <= _rank(task, b) for a, b in pairs) / len(pairs)
    if share == 1:
        return Feedback("right", task.spec["feedback"], 1.0)
    first = next((a, b) for a, b in zip(answer, answer[1:]) if _rank(task, a) > _rank(task, b))
    said = "\n\n".join(f"“{task.spec['item'][place]['text']}”: {task.spec['item'][place]['feedback']}" for place in first)
    return Feedback("partly" if share > 0.5 else "not yet",
                    f"{round(share * len(pairs))} of {len(pairs)} pairs stand in the expected order. Look at two "
                    f"neighbours again.\n\n{said}", share)


def _rank(task: Exercise, place: int) -> int:
    return task.spec["item"][place].get("rank", place)


def overlap(mine: Sequence[Span], key: Sequence[Span]) -> tuple[int, int, int]:
    """How many of mine touch the key, how many of mine do not, how many of the key nobody touched.

    >>> overlap([(0, 5), (9, 12)], [(2, 6)])
    (1, 1, 0)
    """
    touches = [any(a < d and c < b for c, d in key) for a, b in mine]
    missed = sum(not any(a < d and c < b for a, b in mine) for c, d in key)
    return sum(touches), len(touches) - sum(touches), missed


def _mark(task: Exercise, answer: Sequence[Span]) -> Feedback:
    key, mine = key_spans(task), [tuple(span) for span in answer if len(_whole(span)) == 2] if isinstance(answer, list) else []
    if not mine:
        return Feedback("not yet", "Mark at least one word first.", 0.0)
    mine = [span for span in mine if not overlap([span], places(task, "either"))[0] or overlap([span], key)[0]]
    _, extra, missed = overlap(mine, key)
    share = (len(key) - missed) / (len(key) + extra)
    said = (f"You and the key share {len(key) - missed} of its {len(key)} places; you marked {extra} that it does not "
            f"have, it has {missed} that you did not mark. {_where(task, mine, key)}\n\n{task.spec['feedback']}")
    return Feedback("right" if share >= task.spec.get("enough", 0.8) else "compare", said, share)


def _where(task: Exercise, mine: Sequence[Span], key: Sequence[Span]) -> str:
    """Some words that only the student marked, and the paragraphs in which the key has more."""
    text = tables.article(task.spec["article"]).text
    extra = [f"“{text[a:b]}”" for a, b in mine if not overlap([(a, b)], key)[0]][:3]
    missed = sorted({text[:a].count("\n\n") for a, b in key if overlap([(a, b)], mine)[0] == 0})
    places = ["the headline" if place == 0 else f"paragraph {place}" for place in missed]
    said = [f"Only you marked {', '.join(extra)}." if extra else "", f"Look again at {', '.join(places)}." if places else ""]
    return " ".join(part for part in said if part)


def key_spans(task: Exercise) -> list[Span]:
    """The places that the key marks, in the order of the text."""
    return places(task, "key")


def places(task: Exercise, name: str) -> list[Span]:
    """Where the words listed under ``key``, or under ``either`` (contested: neither missed nor too many), stand in the text."""
    text = tables.article(task.spec["article"]).text
    return sorted({match.span() for words in task.spec.get(name, ())
                   for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)})


def _rewrite(task: Exercise, answer: object) -> Feedback:
    text = str(answer or "").strip()
    if not text:
        return Feedback("not yet", "Write your version first.", 0.0)
    met = [goal for goal in task.spec["goal"] if reached(goal, text)]
    lacking = [goal["feedback"] for goal in task.spec["goal"] if goal not in met]
    share = len(met) / len(task.spec["goal"])
    said = [f"{len(met)} of {len(task.spec['goal'])} goals are reached.", *lacking]
    return Feedback(_verdict(share), "\n\n".join(said + [task.spec.get("feedback", "")]).strip(), share)


def reached(goal: dict, text: str) -> bool:
    """Whether a text has one of the words of ``any`` (where given), none of ``none``, and at most ``words`` words."""
    found = lambda words: any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)
    return ((not goal.get("any") or found(goal["any"])) and not found(goal.get("none", ()))
            and len(text.split()) <= goal.get("words", len(text)))


def _discuss(task: Exercise, answer: object) -> Feedback:
    given, needed = len(str(answer or "").split()), task.spec.get("words", 5)
    if given < needed:
        return Feedback("not yet", f"Write a sentence or two first ({given} of at least {needed} words); then compare with the model "
                        "answer.", None)
    return Feedback("compare", "This cannot be checked by a machine. Compare what you wrote with the model answer and "
                    "the rubric.", None)
