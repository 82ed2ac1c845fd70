"""The shape of an exercise as it is written: which keys it has, which it must have, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from ..answers import KINDS
from .places import Spot

Wrong = tuple[Spot, str]


class Sort(NamedTuple):
    """What may stand behind a key: a test, and words for it with an example."""

    fits: Callable[[object], bool]
    words: str


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -1e15 < value < 1e15


def _list_of(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(type(one) is kind for one in value)


TEXT = Sort(lambda value: isinstance(value, str), 'text between quotation marks, such as """Look again."""')
TEXTS = Sort(lambda value: _list_of(str)(value) and all(map(str.strip, value)), 'texts in square brackets, such as ["one", "two"]')
TEXT_OR_TEXTS = Sort(lambda value: isinstance(value, str) or _list_of(str)(value),
                     'text, or texts in square brackets, such as ["one", "two"]')
NUMBER = Sort(_number, "a number without quotation marks, such as 12 or 0.5")
WHOLE = Sort(lambda value: _number(value) and value % 1 == 0, "a whole number, such as 2")
WHOLES = Sort(_list_of(int), "whole numbers in square brackets, such as [2, 1, 3]")
WHOLE_S = Sort(lambda value: WHOLE.fits(value) or WHOLES.fits(value),
               "a whole number, or several in square brackets, such as [1, 2]")
TRUTH = Sort(lambda value: isinstance(value, bool), "true or false, without quotation marks")
MINUTES = Sort(lambda value: True, "a range")  # looked at with its values
PARTS = Sort(_list_of(dict), "tables, each under a line of its own, [[exercise.{key}]] with two brackets")
PART = Sort(lambda value: isinstance(value, dict), "a table under a line of its own, [exercise.{key}] with one bracket")

#: The keys of every exercise; all must be there, but those of FREE.
COMMON = {"id": TEXT, "kind": TEXT, "title": TEXT, "minutes": MINUTES, "prompt": TEXT, "hints": TEXT_OR_TEXTS,
          "solution": TEXT, "further": TRUTH}
FREE = {"further"}
#: The keys of each kind; those with a * must be there.
OWN = {
    "choose": {"option*": PARTS, "many": TRUTH},
    "number": {"answer*": NUMBER, "feedback*": TEXT, "otherwise*": TEXT, "tolerance": NUMBER, "label": TEXT,
               "unit": TEXT, "wrong": PARTS, "count": PART},
    "order": {"item*": PARTS, "feedback*": TEXT, "wrong": PARTS},
    "mark": {"article*": TEXT, "key*": TEXTS, "feedback*": TEXT, "either": TEXTS, "enough": NUMBER, "wrong": PARTS},
    "rewrite": {"goal*": PARTS, "text": TEXT, "article": TEXT, "part": TEXT, "facts": TEXT_OR_TEXTS, "also": TEXTS,
                "feedback": TEXT, "wrong": PARTS},
    "discuss": {"rubric*": TEXT, "words": WHOLE},
}
#: The keys of the parts of each kind.
INNER = {
    ("choose", "option"): {"text*": TEXT, "feedback*": TEXT, "right": TRUTH},
    ("number", "wrong"): {"value*": NUMBER, "feedback*": TEXT, "tolerance": NUMBER},
    ("order", "item"): {"text*": TEXT, "feedback*": TEXT, "rank": NUMBER},
    ("order", "wrong"): {"order*": WHOLES, "feedback*": TEXT},
    ("mark", "wrong"): {"words*": TEXTS, "feedback*": TEXT},
    ("rewrite", "goal"): {"says*": TEXT, "feedback*": TEXT, "check": TEXT, "who": TEXTS, "lexicon": TEXT, "any": TEXTS,
                          "none": TEXTS, "words": WHOLE},
    ("rewrite", "wrong"): {"text*": TEXT, "misses*": WHOLE_S, "feedback": TEXT},
}
#: What a part is called in a sentence.
CALLED = {"option": "option", "item": "line", "wrong": "known wrong answer", "goal": "goal"}


def wrongs(row: Mapping) -> list[Wrong]:
    """What is wrong with the keys of one exercise, and where; else all values are of the sorts that others expect."""
    common = {name: value for name, value in row.items() if name in COMMON}
    said = [(Spot(key="id"), f"the exercise has no {name!r}; write it.") for name in COMMON if name not in {*row, *FREE}]
    said += _values(common, COMMON, Spot())
    kind = row.get("kind")
    if not isinstance(kind, str):
        return said
    if kind not in KINDS:
        return [*said, (Spot(key="kind"), f"'kind' is {kind!r}; choose one of: {', '.join(KINDS)}.")]
    whose, own = f"an exercise of the kind {kind!r}", {name: value for name, value in row.items() if name not in COMMON}
    needed, sorts = _divided(OWN[kind])
    said += [(Spot(key="id"), f"{whose} needs {name!r}; write it.") for name in needed if name not in own]
    said += [(Spot(key=name), unknown(name, [*sorts, *COMMON], whose)) for name in own if name not in sorts]
    said += _values(own, sorts, Spot())
    return said + [wrong for (of, part), keys in INNER.items() if of == kind
                   for wrong in _part(row.get(part, ()), keys, part)]


def _divided(keys: Mapping[str, Sort]) -> tuple[list[str], dict[str, Sort]]:
    """The keys that must be there, and the sort of each key."""
    return [name[:-1] for name in keys if name.endswith("*")], {name.rstrip("*"): sort for name, sort in keys.items()}


def _part(tables: object, keys: Mapping[str, Sort], part: str) -> Iterator[Wrong]:
    """What is wrong in the options, lines, goals or known wrong answers of an exercise."""
    needed, sorts = _divided(keys)
    for number, table in enumerate(tables if PARTS.fits(tables) else (), 1):
        spot, whose = Spot(part, number), f"{CALLED[part]} {number}"
        lacking = [name for name in needed if table.get(name) in (None, "", [])]
        if lacking:
            all_needed = f"{'both ' * (len(needed) == 2)}{' and '.join(needed)}"
            yield spot, f"{whose} needs {all_needed}; {lacking[0]!r} is missing or empty."
        yield from ((spot._replace(key=name), unknown(name, sorts, whose)) for name in table if name not in sorts)
        yield from _values({name: value for name, value in table.items() if name not in lacking}, sorts, spot)


def _values(table: Mapping, sorts: Mapping[str, Sort], spot: Spot) -> Iterator[Wrong]:
    """The values that are empty or of another sort than their key needs."""
    for name, value in table.items():
        if name in sorts and not sorts[name].fits(value):
            yield spot._replace(key=name), f"{name!r} must be {sorts[name].words.format(key=name)}."
        elif isinstance(value, str) and not value.strip() and name in sorts:
            yield spot._replace(key=name), f"{name!r} is empty; fill it in."


def unknown(name: str, known: Iterable[str], whose: str) -> str:
    """The sentence on a key that nobody reads.

    >>> unknown("feeback", ["text", "feedback"], "option 2")
    "nobody reads 'feeback' in option 2; did you mean 'feedback'?"
    """
    known = sorted(known)
    near = get_close_matches(name, known, 1, 0.6)
    return (f"nobody reads {name!r} in {whose}; "
            + (f"did you mean {near[0]!r}?" if near else f"delete it, or choose one of: {', '.join(known)}."))
