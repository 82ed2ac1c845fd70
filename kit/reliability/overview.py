"""Do readers agree? The whole picture of a coding, what it allows to conclude, and where the readers differ.

Agreement is not truth: two readers can share one mistake. Read the disagreements: they are where a codebook is unclear.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kit.reliability.judgements import as_table
from kit.reliability.coefficients import FEW_UNITS, alpha, cohen, fleiss, interval, percent, prevalence
from kit.model import Article

FIRM, TENTATIVE = 0.800, 0.667  # Krippendorff (2004, p. 241): conclusions; tentative conclusions; below: none


def agreement(*coders: Iterable, level: str = "nominal") -> pd.DataFrame:
    """The whole picture: a row for all codes together, then one for each code against the rest.

    Columns: code; coders, units (judged by two or more); percent; kappa (Cohen's for two coders, Fleiss' for more,
    empty where it does not apply); alpha with low and high (95 % bootstrap interval); prevalence (the code's share of
    judgements); note (see `reading`).
    """
    table = as_table(coders)
    rows = [_line("all codes", table, level, float("nan"))]
    shares = prevalence(table) if level == "nominal" else {}
    for code, share in shares.items() if len(shares) > 1 else ():
        rows.append(_line(code, (table == code).astype(object).where(table.notna()), level, share))
    return pd.DataFrame(rows, columns="code coders units percent kappa alpha low high prevalence note".split())


def _line(code: object, table: pd.DataFrame, level: str, share: float) -> tuple:
    """One row of `agreement`."""
    value, gaps = alpha(table, level=level), table.isna().to_numpy().any()
    kappa = cohen(table) if len(table) == 2 else float("nan") if gaps else fleiss(table)
    return (code, len(table), table.shape[1], percent(table), kappa, value, *interval(table, level=level), share,
            reading(value, table.shape[1]))


def reading(value: float, units: int) -> str:
    """What an alpha allows, after Krippendorff (2004, p. 241), or why it allows nothing.

    >>> reading(0.85, 40), reading(0.7, 40), reading(0.7, 4)
    ('firm enough for conclusions', 'tentative conclusions only', 'too few: 4 units')
    """
    if np.isnan(value):
        return "undefined: every judgement is the same, so nothing was tested"
    if units < FEW_UNITS:
        return f"too few: {units} unit{'' if units == 1 else 's'}"
    if value < TENTATIVE:
        return "too low to conclude from: read the disagreements"
    return "firm enough for conclusions" if value >= FIRM else "tentative conclusions only"


def disagreements(*coders: Iterable, articles: Iterable[Article] = ()) -> pd.DataFrame:
    """The units on which coders differ, each with every coder's code, and its words if the articles are given."""
    table = as_table(coders)
    differ = table.loc[:, table.nunique() > 1].T
    texts = {article.id: article.text for article in articles}
    if texts and isinstance(differ.index, pd.MultiIndex):
        differ.insert(0, "words", [texts.get(name, "")[start:end] for name, start, end in differ.index])
    return differ.reset_index(names=None if isinstance(differ.index, pd.MultiIndex) else "unit")
