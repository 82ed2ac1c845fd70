"""Where many coders part: the places of a text, and the questions about it, on which they say different things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from kit.model import Annotation, Article
from kit.reliability.panel import GAP, Group


class Parting(NamedTuple):
    """One place: what each coder said of it, and the chance that two coders drawn at random say different things."""

    article: str
    start: int
    end: int
    question: str  # the code of a question about the whole text, "" for a place in it
    votes: dict[str, tuple[str, ...]]  # code, "no mark", or an answer -> coders, the most frequent first
    share: float


def partings(group: Group, articles: Iterable[Article]) -> list[Parting]:
    """Every place of a group on which not all coders say the same, those that part them most first.

    A place is what marks of the group that lie over each other cover together.
    """
    if group.by_text:
        found = [_voted(unit, {name: group.codes[cell] for name, cell in zip(group.coders, column) if cell != GAP})
                 for unit, column in zip(group.units, group.cells.T)]
    else:
        found = [one for text in articles for one in _places(text.id, group)]
    judged = lambda one: sum(map(len, one.votes.values()))
    return sorted((one for one in found if one.share > 0), key=lambda one: (-one.share, -judged(one), one[:4]))


def _places(article: str, group: Group) -> list[Parting]:
    """The places of one text, with what each coder of it said there."""
    held = {name: coded[article] for name, coded in group.marks.items() if article in coded}
    return [_voted((article, start, end, ""), {name: _said(marks, start, end) for name, marks in held.items()})
            for start, end in stretches([mark for marks in held.values() for mark in marks])]


def stretches(marks: Iterable[Annotation]) -> list[tuple[int, int]]:
    """The stretches that marks cover together where they lie over each other.

    >>> stretches([Annotation("a", 0, 5, "x", "Mina"), Annotation("a", 3, 9, "x", "Leo")])
    [(0, 9)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted({(mark.start, mark.end) for mark in marks}):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _said(marks: Iterable[Annotation], start: int, end: int) -> str:
    """The code that a coder gave a stretch: of several, the one with the longest mark in it."""
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    return max(here, key=lambda mark: (mark.end - mark.start, mark.code)).code if here else "no mark"


def _voted(unit: tuple, said: dict[str, str]) -> Parting:
    votes: dict[str, list[str]] = {}
    for name, code in said.items():
        votes.setdefault(code, []).append(name)
    ranked = {code: tuple(votes[code]) for code in sorted(votes, key=lambda code: (-len(votes[code]), code))}
    n, same = len(said), sum(len(names) * (len(names) - 1) for names in ranked.values())
    return Parting(*unit, ranked, 1 - same / (n * (n - 1)) if n > 1 else 0.0)


def parting_table(found: Sequence[Parting], articles: Iterable[Article]) -> pd.DataFrame:
    """Partings as a table: article, start, end, question, words, coders, share, and for each code how many gave it."""
    texts = {one.id: one.text for one in articles}
    codes = sorted({code for one in found for code in one.votes})
    rows = [(*one[:4], "" if one.question else texts[one.article][one.start:one.end], sum(map(len, one.votes.values())),
             round(one.share, 3), *(len(one.votes.get(code, ())) for code in codes)) for one in found]
    return pd.DataFrame(rows, columns=["article", "start", "end", "question", "words", "coders", "share", *codes])
