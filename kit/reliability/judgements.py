"""What coders said, as a table: one row a coder, one column a unit; in each cell a code, or a gap for no judgement."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kit.errors import KitError
from kit.model import Annotation


def codings(*coders: Iterable[Annotation]) -> pd.DataFrame:
    """One list of marks a coder, as a table: coders down, units (article, start, end) across.

    >>> codings([Annotation("a", 0, 3, "cause", "Mina")], [Annotation("a", 0, 3, "moral", "Leo")]).values.tolist()
    [['cause'], ['moral']]
    """
    rows = {}
    for k, marks in enumerate(map(list, coders), 1):
        name = marks[0].coder if marks and marks[0].coder and marks[0].coder not in rows else f"coder {k}"
        rows[name] = row = {}
        for mark in marks:
            unit = (mark.article, mark.start, mark.end)
            if row.setdefault(unit, mark.code) != mark.code:
                raise KitError(f"{name} gives characters {mark.start} to {mark.end} of {mark.article} two codes, "
                                 f"{row[unit]!r} and {mark.code!r}. Compare one family of codes at a time.")
    units = sorted({unit for row in rows.values() for unit in row})
    across = pd.MultiIndex.from_tuples(units, names=["article", "start", "end"]) if units else []
    return pd.DataFrame([[row.get(unit) for unit in units] for row in rows.values()], list(rows), across, dtype=object)


def as_table(data: tuple) -> pd.DataFrame:
    """What a coefficient was given, as a table of at least two coders; units that fewer than two judged are dropped."""
    if len(data) == 1 and isinstance(data[0], pd.DataFrame):
        table = data[0]
    elif any(isinstance(mark, Annotation) for marks in data for mark in marks):
        table = codings(*data)
    else:
        table = pd.DataFrame([list(row) for row in (data[0] if len(data) == 1 else data)], dtype=object)
    if len(table) < 2:
        raise KitError("Agreement needs two coders or more, and here is one: nobody can disagree with oneself.")
    table = table.loc[:, table.notna().sum() >= 2]
    if not table.shape[1]:
        raise KitError("No unit was judged by two coders. If the coders chose their own spans, use "
                         "alpha_spans(articles, mine, hers); otherwise let both judge the same spans.")
    return table
