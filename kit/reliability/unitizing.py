"""Agreement on spans that coders chose freely: Krippendorff's alpha for unitizing (1995; 2004, ch. 11.6).

It asks of every mark how far its ends lie from the marks of others that it touches, and how far they would lie if the
marks fell anywhere in the text. Formulas as in *Content Analysis*, 2nd ed., pp. 251-256.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from kit.errors import KitError
from kit.model import Annotation, Article, Span


def alpha_spans(articles: Iterable[Article], *coders: Iterable[Annotation], code: str | None = None) -> float:
    """Alpha for unitizing, of one code or of all: 1 the same spans, 0 as by chance, below 0 worse.

    Takes one list of marks a coder. The articles are laid end to end and measured in characters; overlapping marks of
    one coder and code count as one. Not a number where nobody marked anything.

    >>> text = Article.of("Rebels broke the siege, state media said.", id="a")
    >>> mina, leo = [Annotation("a", 0, 6, "label", "Mina")], [Annotation("a", 0, 6, "label", "Leo")]
    >>> alpha_spans([text], mina, leo)
    1.0
    """
    table = span_agreement(articles, *coders)
    line = table[table["code"] == (code or "all codes")]
    if line.empty:
        raise KitError(f"Nobody marked the code {code!r}. Marked were: {', '.join(table['code'][1:]) or 'none'}.")
    return float(line["alpha"].iloc[0])


def span_agreement(articles: Iterable[Article], *coders: Iterable[Annotation]) -> pd.DataFrame:
    """Alpha for unitizing, a row for all codes together and one for each: code, spans, observed, expected, alpha.

    ``spans`` counts all coders' marks; observed and expected are disagreements, in shares of the squared length.
    """
    starts, length = _laid_out(articles)
    coders = [[mark for mark in marks if mark.article in starts] for marks in coders]
    if len(coders) < 2:
        raise KitError("Agreement needs two coders or more, and here is one: nobody can disagree with oneself.")
    rows = []
    for code in sorted({mark.code for marks in coders for mark in marks}):
        units = [_merged([(starts[mark.article] + mark.start, starts[mark.article] + mark.end)
                          for mark in marks if mark.code == code]) for marks in coders]
        rows.append((code, sum(map(len, units)), observed(units, length), expected(units, length)))
    both = [sum(row[k] for row in rows) for k in (1, 2, 3)]
    table = pd.DataFrame([("all codes", *both), *rows], columns=["code", "spans", "observed", "expected"])
    return table.assign(alpha=1 - table["observed"] / table["expected"].where(table["expected"] > 0))


def _laid_out(articles: Iterable[Article]) -> tuple[dict[str, int], int]:
    """Where each article begins when all are laid end to end, and the length of the whole."""
    starts, length = {}, 0
    for article in articles:
        starts[article.id] = length
        length += len(article.text)
    return starts, length


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap joined; spans that only touch stay apart.

    >>> _merged([(4, 9), (0, 5), (9, 12)])
    [(0, 9), (9, 12)]
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def observed(units: list[list[Span]], length: int) -> float:
    """Observed disagreement on one code: ``units`` holds each coder's spans, ``length`` that of the text."""
    apart = sum(_apart(one, other) for one, other in combinations(units, 2))
    return 2 * apart / (len(units) * (len(units) - 1) * length**2)


def _apart(one: list[Span], other: list[Span]) -> float:
    """Squared distances of the ends of spans that meet, and squared lengths of those that meet none."""
    meet = [(a, b) for a in one for b in other if a[0] < b[1] and b[0] < a[1]]
    ends = sum((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in meet)
    alone = (set(one) - {a for a, _ in meet}, set(other) - {b for _, b in meet})
    return ends + sum((end - start) ** 2 for spans in alone for start, end in spans)


def expected(units: list[list[Span]], length: int) -> float:
    """Expected disagreement on one code: over all ways in which the same spans and gaps could fall together."""
    spans = np.array([end - start for coder in units for start, end in coder], float)
    edges = [[0, *(edge for span in coder for edge in span), length] for coder in units]
    gaps = np.array([b - a for coder in edges for a, b in zip(coder[::2], coder[1::2])], float)
    fits = np.clip(gaps[None, :] - spans[:, None] + 1, 0, None).sum(axis=1)
    total = ((len(spans) - 1) / 3 * (2 * spans**3 - 3 * spans**2 + spans) + spans**2 * fits).sum()
    whole = len(units) * length
    ways = whole * (whole - 1) - (spans * (spans - 1)).sum()
    return float(2 / length * total / ways) if ways else 0.0
