"""Shares of right cases, with an interval or "too few": how precise a list is, how much of what people marked it finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan, sqrt

from kit.errors import KitError
from kit.model import Annotation, Span

FEW_CASES = 20  # below this many cases, no share is given
Z = 1.959964  # 95 %


@dataclass(frozen=True, repr=False)
class Share:
    """So many of n cases were right."""

    right: int
    n: int

    @property
    def share(self) -> float:
        """The share, from 0 to 1; not a number where there is no case."""
        return self.right / self.n if self.n else nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), from 0 to 1; it stays honest for few cases and for shares near 0 or 1."""
        if not self.n:
            return 0.0, 1.0
        middle, spread = self.right + Z * Z / 2, Z * sqrt(self.right * (self.n - self.right) / self.n + Z * Z / 4)
        return max(0.0, (middle - spread) / (self.n + Z * Z)), min(1.0, (middle + spread) / (self.n + Z * Z))

    @property
    def note(self) -> str:
        """Why the share should not be given, or nothing."""
        if self.n >= FEW_CASES:
            return ""
        return f"too few: {FEW_CASES} cases are the least" if self.n else "no case yet"

    def __repr__(self) -> str:
        low, high = (100 * bound for bound in self.interval)
        said = self.note or f"{100 * self.share:.0f} %, 95 % interval {low:.0f}–{high:.0f} %"
        return f"{self.right:,} of {self.n:,} ({said})"


def share(right: int, n: int) -> Share:
    """So many right of n, with its interval, or "too few".

    >>> share(92, 105), share(4, 5)
    (92 of 105 (88 %, 95 % interval 80–93 %), 4 of 5 (too few: 20 cases are the least))
    """
    if not 0 <= right <= n:
        raise KitError(f"{right} of {n} is no share: give first how many were right, then how many there were in all.")
    return Share(right, n)


def against(
    hits: Iterable[Annotation], key: Sequence[Annotation], *, passed: Sequence[Annotation] = ()
) -> tuple[Share, Share]:
    """Precision and recall of hits against the marks of people: how many hits meet a mark, how many marks are met.

    Hits on a mark that is ``passed`` (the coders were not sure) are not counted, unless they meet the key as well.

    >>> hit, mark = Annotation("a", 0, 6, "rebel", "list"), Annotation("a", 4, 9, "party.opposition", "key")
    >>> against([hit], [mark])[0].right, against([], [mark])[1].n
    (1, 1)
    """
    hits = list(hits)
    right, unsure = touching(hits, key), touching(hits, passed)
    counted = [hit for hit, meets, doubtful in zip(hits, right, unsure) if meets or not doubtful]
    return Share(sum(right), len(counted)), Share(sum(touching(key, counted)), len(key))


def touching(marks: Iterable[Annotation], others: Iterable[Annotation]) -> list[bool]:
    """For each mark, whether it shares a character with one of the others."""
    spans: dict[str, list[Span]] = {}
    for one in others:
        spans.setdefault(one.article, []).append((one.start, one.end))
    return [any(mark.start < end and start < mark.end for start, end in spans.get(mark.article, ())) for mark in marks]
