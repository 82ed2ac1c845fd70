"""What to say to an answer. Checking never punishes: it says what was right, gives the feedback that the author wrote
for just this answer, and says plainly where nothing can be checked. No widget here, no file, no network.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import sealed, tables
from .errors import KitError
from .model import Exercise, Span
from .rewriting.goals import lacking
from .rewriting.task import base_of, goals_of, results
from .text import fold

KINDS = ("choose", "number", "order", "mark", "rewrite", "discuss")
#: What is said where a goal was checked by readers that can err.
READ = ("These goals are checked by rules that read, and rules err. If you are sure that yours is reached, compare it "
        "with the solution.")
#: What an exercise leads to in which something is missing or of another kind than it must be.
MISWRITTEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
#: So many words an open answer has before it can be compared, where an exercise says nothing else.
LEAST_WORDS = 5


@dataclass(frozen=True)
class Feedback:
    """What a check says: a verdict, sentences, and the share that was right (None where nothing is checked)."""

    verdict: str  # right | partly | not yet | compare
    message: str
    share: float | None = None


def check(task: Exercise, answer: object) -> Feedback:
    """What to say to an answer: option numbers, a number, an order, spans or a text, by the exercise's kind."""
    checks: dict[str, Callable[[Exercise, object], Feedback]] = {
        "choose": _choose, "number": _number, "order": _order, "mark": _mark, "rewrite": _rewrite, "discuss": _discuss}
    try:
        return checks[tables.choose(task.kind, checks, "kind of exercise")](task, answer)
    except MISWRITTEN as error:
        raise miswritten(task, error) from None


def miswritten(task: Exercise, error: Exception) -> KitError:
    """The sentence on an exercise that is not written as its kind needs it; a KitError has one of its own."""
    return error if isinstance(error, KitError) else KitError(
        f"The exercise {task.id} is not written as the kind {task.kind!r} needs it. Run python -m kit check: it says where, and what to do.")


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

    >>> number("1,234"), number("11,3 %"), number(" 0.5 "), number("0,667"), number("many")
    (1234.0, 11.3, 0.5, 0.667, None)
    """
    if isinstance(text, (int, float)):
        return float(text) if math.isfinite(text) else None
    plain = re.sub(r"[\s\u00a0\u202f%]", "", str(text or "")).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩−", "0123456789-"))
    plain = re.sub(r"(?<!^0)(?<!^[-+]0),(?=\d{3}(\D|$))", "", plain).replace(",", ".")
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
    share = sum(rank(task, a) <= rank(task, b) for a, b in pairs) / len(pairs)
    if share == 1:
        return Feedback("right", task.spec["feedback"], 1.0)
    first = next((a, b) for a, b in zip(answer, answer[1:]) if rank(task, a) > rank(task, b))
    said = [f"{round(share * len(pairs))} of {len(pairs)} pairs stand in the expected order. Look at two neighbours "
            "again.",
            *(wrong["feedback"] for wrong in task.spec.get("wrong", ()) if places_of(wrong) == answer),
            *(f"“{task.spec['item'][place]['text']}”: {task.spec['item'][place]['feedback']}" for place in first)]
    return Feedback("partly" if share > 0.5 else "not yet", "\n\n".join(said), share)


def places_of(wrong: Mapping) -> list[int]:
    """A known wrong order, written with the lines' numbers from 1, as places from 0."""
    return [number - 1 for number in wrong["order"]]


def rank(task: Exercise, place: int) -> int:
    """The rank of a line; lines of the same rank may stand either way."""
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
    key, given = key_spans(task), answer if isinstance(answer, list) else []
    mine = [span for span in (tuple(_whole(one)) for one in given) if len(span) == 2]
    if not mine:
        return Feedback("not yet", "Mark at least one word first.", 0.0)
    mine = [span for span in mine if not overlap([span], places(task, "either"))[0] or overlap([span], key)[0]]
    _, extra, missed = overlap(mine, key)
    share = (len(key) - missed) / (len(key) + extra)
    said = [f"You and the key share {len(key) - missed} of its {len(key)} places; you marked {extra} that it does not "
            f"have, it has {missed} that you did not mark. {_where(task, mine, key)}",
            *(wrong["feedback"] for wrong in task.spec.get("wrong", ())
              if overlap(mine, spans_of(task, wrong["words"]))[0]),
            task.spec["feedback"]]
    return Feedback("right" if share >= task.spec.get("enough", 0.8) else "compare", "\n\n".join(said), share)


def _where(task: Exercise, mine: Sequence[Span], key: Sequence[Span]) -> str:
    """Some words that only the student marked, and the paragraphs in which the key has more."""
    text = tables.article(task.spec["article"]).text
    extra = [f"“{text[a:b]}”" for a, b in mine if not overlap([(a, b)], key)[0]][:3]
    missed = sorted({text[:a].count("\n\n") for a, b in key if overlap([(a, b)], mine)[0] == 0})
    places = ["the headline" if place == 0 else f"paragraph {place}" for place in missed]
    said = [f"Only you marked {', '.join(extra)}." if extra else "",
            f"Look again at {', '.join(places)}." if places else ""]
    return " ".join(part for part in said if part)


def key_spans(task: Exercise) -> list[Span]:
    """The places that the key marks, in the order of the text."""
    return places(task, "key")


def places(task: Exercise, name: str) -> list[Span]:
    """Where the words listed under ``key``, or ``either`` (contested: neither missed nor too many), stand."""
    return spans_of(task, task.spec.get(name, ()))


def spans_of(task: Exercise, listed: Sequence[str]) -> list[Span]:
    """Where some words stand in the text of an exercise of marking, in the order of the text."""
    text = tables.article(task.spec["article"]).text
    patterns = [rf"(?<!\w){re.escape(words)}(?!\w)" for words in listed]
    return sorted({match.span() for pattern in patterns for match in re.finditer(pattern, text)})


def _rewrite(task: Exercise, answer: object) -> Feedback:
    text = str(answer or "").strip()
    if not text:
        return Feedback("not yet", "Write your version first.", 0.0)
    found = results(task.spec, text)
    missed = [(goal, lack) for goal, lack in found if lack]
    share = (len(found) - len(missed)) / len(found)
    said = [f"{len(found) - len(missed)} of {len(found)} goals are reached.",
            *(wrong.get("feedback", "") for wrong in task.spec.get("wrong", ()) if _same(wrong["text"], text)),
            *(_missed(goal, lack, [other for _, other in missed[:place]]) for place, (goal, lack) in enumerate(missed)),
            READ if any("check" in goal for goal, _ in missed) else "",
            "" if missed else task.spec.get("feedback", "").strip()]
    return Feedback(_verdict(share), "\n\n".join(filter(None, said)), share)


def _missed(goal: dict, lack: str, before: Sequence[str]) -> str:
    """What is said to a goal not reached yet: the author's feedback and, where readers were asked, what they found."""
    told = goal.get("feedback", "").strip()
    found = ("See above." if lack in before else lack) if "check" in goal or not told else ""
    return " ".join(part for part in (f"{goal['says'].rstrip('.')}:", told, found) if part)


def _same(one: str, other: str) -> bool:
    return fold(one).split() == fold(other).split()


def reached(goal: dict, text: str, spec: Mapping = {}) -> bool:
    """Whether a text reaches a goal: ``any``, ``none``, ``words``, or a named ``check`` of `kit.rewriting`, for which
    ``spec`` holds the original and the facts."""
    return not lacking(goal, text, base_of(spec))


def _discuss(task: Exercise, answer: object) -> Feedback:
    given, needed = len(str(answer or "").split()), task.spec.get("words", LEAST_WORDS)
    if given < needed:
        return Feedback("not yet", f"Write a little more first ({given} of at least {needed} words); then compare "
                        "with the model answer.", None)
    said = ("Talk about it with a partner or in class." if task.solution == sealed.WITHHELD else
            "Compare what you wrote with the model answer and the rubric.")
    return Feedback("compare", f"This cannot be checked by a machine. {said}", None)


def known_wrong(task: Exercise) -> Iterator[tuple[object, list[str]]]:
    """The answers that the author knows to be wrong, each with what must be said to it: they must all fail.

    >>> wrong = {"value": 3, "feedback": "That is the sum."}
    >>> list(known_wrong(Exercise("1", "number", "", (1, 2), "", (), "", {"wrong": [wrong]})))
    [(3, ['That is the sum.'])]
    """
    if task.kind == "choose":
        yield from (([place], [option["feedback"]]) for place, option in enumerate(task.spec["option"])
                    if not option.get("right"))
    for wrong in task.spec.get("wrong", ()):
        answers: dict[str, Callable[[], object]] = {
            "number": lambda: wrong["value"], "order": lambda: places_of(wrong), "rewrite": lambda: wrong["text"],
            "mark": lambda: [list(span) for span in spans_of(task, wrong["words"])]}
        goals = goals_of(task.spec) if task.kind == "rewrite" else []
        of = [goals[number - 1] for number in misses(wrong)] if goals else []
        missed = [goal.get("feedback") or goal["says"] for goal in of]
        yield answers[task.kind](), [*missed, *([wrong["feedback"]] if wrong.get("feedback") else [])]


def misses(wrong: Mapping) -> list[int]:
    """The numbers of the goals, from 1, that a wrong version misses: ``misses = 2`` or ``misses = [1, 2]``."""
    given = wrong.get("misses", [])
    return list(given) if isinstance(given, list) else [given]
