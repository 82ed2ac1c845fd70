"""Two codings of one article side by side, place by place: where both say the same, and where they part.

Agreement, not right and wrong: where two readers part, read the words again, and the codebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from kit.coding.items import answer, is_item
from kit.model import Annotation

#: What can be said of a place, from agreement to a mark that only one of the two made.
HOWS = ("both", "other edges", "other voice", "other code", "other answer", "only mine", "only theirs")
UNSURE = "not-sure"


class Place(NamedTuple):
    """A place in the text, or a question about all of it: what is said of it, and the two marks."""

    how: str
    mine: Annotation | None
    theirs: Annotation | None


def places(mine: Iterable[Annotation], theirs: Iterable[Annotation], *, by_code: bool = True) -> list[Place]:
    """Each mark of two coders, paired with at most one of the other's that it touches, in the order of the text.

    Marks with the same code are paired first, then those of one family (the code up to its first dot); "not-sure" may
    meet any code. Without ``by_code`` only the words count: for coders whose codes are others, such as a lexicon.

    >>> key = [Annotation("a", 0, 12, "party.state", "key")]
    >>> [place.how for place in places([Annotation("a", 4, 12, "party.state", "me")], key)]
    ['other edges']
    """
    mine, theirs = ([*{(mark.start, mark.end, mark.code): mark for mark in marks}.values()] for marks in (mine, theirs))
    questions = _answers(*([mark for mark in marks if is_item(mark.code)] for marks in (mine, theirs)))
    spans = _spans(*([mark for mark in marks if not is_item(mark.code)] for marks in (mine, theirs)), by_code)
    return sorted(spans, key=lambda place: (place.mine or place.theirs).start) + questions


def _spans(mine: Sequence[Annotation], theirs: Sequence[Annotation], by_code: bool) -> list[Place]:
    pairs = [(_rank(one, other, by_code), i, k) for i, one in enumerate(mine) for k, other in enumerate(theirs)
             if one.start < other.end and other.start < one.end and (not by_code or _alike(one.code, other.code))]
    partner: dict[int, int] = {}
    for _, i, k in sorted(pairs, key=lambda pair: (*(-part for part in pair[0]), pair[1], pair[2])):
        if i not in partner and k not in partner.values():
            partner[i] = k
    met = [Place(_how(mine[i], theirs[k], by_code), mine[i], theirs[k]) for i, k in partner.items()]
    alone = [Place("only mine", one, None) for i, one in enumerate(mine) if i not in partner]
    rest = [Place("only theirs", None, one) for k, one in enumerate(theirs) if k not in partner.values()]
    return [*met, *alone, *rest]


def _rank(one: Annotation, other: Annotation, by_code: bool) -> tuple[int, int, int]:
    """How well two marks fit: the same code, the same edges, how many characters they share."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return (by_code and one.code == other.code, (one.start, one.end) == (other.start, other.end), shared)


def _alike(one: str, other: str) -> bool:
    return UNSURE in (one, other) or one.partition(".")[0] == other.partition(".")[0]


def _how(one: Annotation, other: Annotation, by_code: bool) -> str:
    if by_code and one.code != other.code:
        return "other code"
    if (one.start, one.end) != (other.start, other.end):
        return "other edges"
    return "other voice" if one.voice and other.voice and one.voice != other.voice else "both"


def _answers(mine: Sequence[Annotation], theirs: Sequence[Annotation]) -> list[Place]:
    """The questions that either of them answered."""
    ours, others = ({mark.code: mark for mark in marks} for marks in (mine, theirs))
    said: Callable[[str], str] = lambda code: "both" if answer(ours[code]) == answer(others[code]) else "other answer"
    return [Place("only mine" if code not in others else "only theirs" if code not in ours else said(code),
                  ours.get(code), others.get(code)) for code in sorted(ours.keys() | others.keys())]


def place_table(found: Sequence[Place]) -> pd.DataFrame:
    """The places as a table: how, words, mine, theirs (codes, or answers to a question), their_words, start, end."""
    said = lambda mark: "" if mark is None else answer(mark) if is_item(mark.code) else mark.code
    rows = [(place.how, _words(place.mine), said(place.mine), said(place.theirs), _words(place.theirs),
             (place.mine or place.theirs).start, (place.mine or place.theirs).end) for place in found]
    return pd.DataFrame(rows, columns="how words mine theirs their_words start end".split())


def _words(mark: Annotation | None) -> str:
    return "" if mark is None else mark.code if is_item(mark.code) else mark.quote


def told(found: Sequence[Place], who: str) -> str:
    """How far you and another coder agree, in sentences with their counts.

    >>> told([Place("both", Annotation("a", 0, 3, "x", "me"), None)], "the key")
    'You and the key have the same in 1 of 1 place.'
    """
    parts = [("place", [place for place in found if not is_item((place.mine or place.theirs).code)]),
             ("question", [place for place in found if is_item((place.mine or place.theirs).code)])]
    said = " ".join(_told(name, some, who) for name, some in parts if some)
    return said or f"Neither you nor {who} marked anything here."


def _told(name: str, found: Sequence[Place], who: str) -> str:
    count = {how: sum(place.how == how for place in found) for how in HOWS}
    same = count["both"] + count["other edges"] + count["other voice"]
    notes = [(count["other edges"], "with other edges"), (count["other voice"], "in another voice")]
    inside = ", ".join(f"{n} of them {words}" for n, words in notes if n)
    parts = [(count["other code"], "another code"), (count["other answer"], "another answer"),
             (count["only mine"], "only from you"), (count["only theirs"], f"only from {who}")]
    apart = ", ".join(f"{n} {words}" for n, words in parts if n)
    return (f"You and {who} have the same in {same} of {len(found)} {name}{'s' * (len(found) > 1)}"
            f"{f' ({inside})' if inside else ''}{f'; {apart}' if apart else ''}.")
