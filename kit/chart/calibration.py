"""A calibration plot: how sure people said they were, and how often they were right."""

from __future__ import annotations

from math import isnan

import pandas as pd

from kit.chart.canvas import FILLS, INK, MARKERS, Chart, canvas, said
from kit.errors import KitError

COLUMNS = "step n said right low high note".split()


def calibration(table: pd.DataFrame, *, title: str, note: str = "") -> Chart:
    """One dot a step of certainty: ``said`` (per cent) across, ``right`` (per cent) up, with its interval.

    On the diagonal both are the same. Hollow dots rest on too few.

    ``table`` has the columns step, n, said, right, low, high, note, as `kit.guessing.score.calibration` gives them.
    """
    missing = [name for name in COLUMNS if name not in table]
    if missing or table.empty:
        raise KitError(f"The table has no column {missing[0]!r}; it needs {', '.join(COLUMNS)}." if missing else
                       "There is no guess yet: nothing can be drawn.")
    with canvas(title, 11, width=6.5) as axes:
        axes.plot([0, 100], [0, 100], linestyle="--", color="#595959", linewidth=1, label="right as often as sure")
        for row in table.itertuples():
            _dot(axes, row)
        axes.set(xlim=(0, 104), ylim=(-4, 108), xlabel="how sure you said you were, per cent",
                 ylabel="how often you were right, per cent")
        axes.grid(color="#d9d9d9", linewidth=0.7)
        axes.figure.legend(loc="outside lower left", frameon=False)
    told = "; ".join(f"{row.step}: on average {said(round(row.said))} % sure, right in {said(round(row.right))} % of "
                     f"{row.n}{_between(row)}" for row in table.itertuples())
    few = "Hollow: too few guesses for an interval. " if any(table["note"] != "") else ""
    lines = "Lines: 95 % intervals (Wilson). " if table["low"].notna().any() else ""
    alt = f"Calibration plot, {len(table)} steps of certainty. {told}. On the dashed line said and right are the same."
    return Chart(title, alt, table, axes.figure, f"{few}{lines}{note}".strip())


def _dot(axes: object, row: tuple) -> None:
    """One step: a dot with its n, and the interval where there is one."""
    few = bool(row.note)
    if not isnan(row.low):
        axes.plot([row.said, row.said], [row.low, row.high], color=INK, linewidth=1.3)
    axes.plot(row.said, row.right, MARKERS[0], markersize=9, color=INK, markerfacecolor="white" if few else FILLS[6])
    right, high = row.said >= 85, row.right >= 95
    axes.annotate(f"n = {row.n}" + (", too few" if few else ""), (row.said, row.right),
                  (-8 if right else 8, -14 if high else 6), textcoords="offset points", fontsize=8.5,
                  ha="right" if right else "left",
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})


def _between(row: tuple) -> str:
    return " (too few)" if row.note else f" (95 % between {said(round(row.low))} and {said(round(row.high))} %)"
