"""How good guesses were, and how well people knew how good they were.

A guess names one outlet and says how sure it is. The rest of the certainty is taken to be shared out among the other
outlets, so that the honest answer scores best (a proper score: Brier 1950, in its form for several classes, 0 to 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, nan  # `fsum` gives the same sum in any order, and on any version of Python

from ..measure.shares import Share

#: What a reader may have gone by, and the aspects of a style sheet that it belongs to.
CUES = {"naming": ("uses", "avoids"), "verbs": ("verbs",), "sources": ("sources",),
        "attribution habits": ("attribution", "hedges"), "figures": ("figures",), "order": ("order", "headline"),
        "spelling": ("spelling",), "other": ()}
FEW = 5  # guesses in one step of certainty, below which no share is drawn with an interval
ENOUGH = 20  # guesses, below which nothing can be said about calibration
STEPS = ((0, 40), (41, 60), (61, 80), (81, 100))  # per cent, from and to, both included


def levels(outlets: int) -> list[int]:
    """How sure one can say one is, in per cent: from a pure guess among so many outlets to certain.

    >>> levels(2), levels(6)
    ([50, 60, 70, 80, 90, 100], [17, 30, 40, 50, 60, 70, 80, 90, 100])
    """
    lowest = round(100 / outlets)
    return [lowest, *(step for step in range(10, 101, 10) if step > lowest + 4)]


def brier(sure: float, right: bool, outlets: int) -> float:
    """The Brier score of one guess, 0 (certain and right) to 2 (certain and wrong); ``sure`` is a share from 0 to 1.

    >>> brier(1, True, 6), brier(1, False, 6), round(brier(0.7, True, 6), 2), round(brier(1 / 6, False, 6), 2)
    (0.0, 2.0, 0.11, 0.83)
    """
    rest = (1 - sure) / (outlets - 1)
    if right:
        return (1 - sure) ** 2 + (outlets - 1) * rest ** 2
    return sure ** 2 + (1 - rest) ** 2 + (outlets - 2) * rest ** 2


def chance(outlets: int) -> float:
    """The Brier score of somebody who gives all outlets the same share, whatever they read."""
    return brier(1 / outlets, True, outlets)


def total(guesses: Sequence[dict], outlets: int) -> dict[str, float | int | str]:
    """The score of some guesses (each with right and brier): n, hits, hits by chance, brier, brier by chance, note."""
    n = len(guesses)
    return {"n": n, "hits": sum(one["right"] for one in guesses), "hits by chance": round(n / outlets, 1),
            "brier": fsum(one["brier"] for one in guesses) / n if n else nan,
            "brier by chance": chance(outlets), "note": too_few(n, ENOUGH)}


def too_few(n: int, enough: int) -> str:
    """That there are fewer guesses than it takes, or nothing.

    >>> too_few(1, 5), too_few(5, 5)
    ('too few: 1 guess', '')
    """
    return "" if n >= enough else f"too few: {n} guess{'' if n == 1 else 'es'}"


def calibration(guesses: Iterable[dict]) -> list[dict]:
    """For each step of certainty how sure people were and how often right; a guess has sure (in per cent) and right.

    Rows: step, n, said (mean of what was said, per cent), right (share, per cent), low, high (95 %), note. Steps
    without guesses are left out; fewer than `FEW` guesses have no interval and a note.
    """
    guesses, rows = list(guesses), []
    for first, last in STEPS:
        inside = [one for one in guesses if first <= one["sure"] <= last]
        if inside:
            n, hits = len(inside), sum(one["right"] for one in inside)
            low, high = (100 * end if n >= FEW else nan for end in Share(hits, n).interval)
            rows.append({"step": f"{first} to {last} %" if first else f"up to {last} %", "n": n,
                         "said": sum(one["sure"] for one in inside) / n, "right": 100 * hits / n,
                         "low": low, "high": high, "note": too_few(n, FEW)})
    return rows
