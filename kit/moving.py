"""Where marks stand after their text was changed: on the words that they quote, if these still stand there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .model import Annotation


def moved_to(mark: Annotation, text: str, *, near: int | None = None) -> Annotation | None:
    """The mark on its words at the place nearest to where it stood, or to ``near``; None where they are gone.

    >>> moved_to(Annotation("a", 0, 3, "x", "me", quote="two"), "one two three").start
    4
    """
    aim = mark.start if near is None else near
    place = min(places(mark.quote, text), key=lambda place: abs(place - aim), default=None)
    return None if place is None else replace(mark, start=place, end=place + len(mark.quote))


def places(words: str, text: str) -> list[int]:
    """Where words begin in a text, as whole words.

    >>> places("rebel", "a rebel, rebels, rebel-held")
    [2, 17]
    """
    before, after = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    return [found.start() for found in re.finditer(before + re.escape(words) + after, text)] if words else []


def moved(marks: Sequence[Annotation], text: str) -> list[Annotation | None]:
    """Each mark on its words in the changed text, None where they are gone.

    Words that stand in one place show how far the text around them has moved. Marks on the same words keep their order,
    each at a place of its own, as near as can be to where they are expected.

    >>> marks = [Annotation("a", 0, 3, "x", "me", quote="war"), Annotation("a", 5, 9, "x", "me", quote="Peas")]
    >>> [mark.start for mark in moved(marks, "war, war, Peas")]
    [5, 10]
    """
    found = {mark.quote: places(mark.quote, text) for mark in marks}
    shifts = [(mark.start, found[mark.quote][0] - mark.start) for mark in marks if len(found[mark.quote]) == 1]
    spots: dict[tuple[str, int], int | None] = {}
    for words, there in found.items():
        starts = sorted({mark.start for mark in marks if mark.quote == words})
        aims = [start + min(shifts, key=lambda one: abs(one[0] - start), default=(0, 0))[1] for start in starts]
        spots |= zip(((words, start) for start in starts), in_order(aims, there))
    now = [(mark, spots[mark.quote, mark.start]) for mark in marks]
    return [None if spot is None else replace(mark, start=spot, end=spot + len(mark.quote)) for mark, spot in now]


def in_order(aims: Sequence[int], there: Sequence[int]) -> list[int | None]:
    """For each aim a place of its own, in the same order and in sum as near as can be; None where there are too few.

    >>> in_order([10, 20], [9, 18, 40]), in_order([10, 20], [19])
    ([9, 18], [None, 19])
    """
    far, rows = 10**9, [[0] * (len(there) + 1)]
    for aim in reversed(aims):
        below, row = rows[0], [far + rows[0][-1]]
        for k in range(len(there) - 1, -1, -1):
            row.insert(0, min(abs(aim - there[k]) + below[k + 1], row[0], far + below[k]))
        rows.insert(0, row)
    found, k = [], 0
    for aim, row, below in zip(aims, rows, rows[1:]):
        while k < len(there) and row[k] == row[k + 1]:
            k += 1
        taken = k < len(there) and row[k] == abs(aim - there[k]) + below[k + 1]
        found.append(there[k] if taken else None)
        k += taken
    return found
