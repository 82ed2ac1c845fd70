"""Charts of many numbers a row: who reports what, as a grid; contested figures, as ranges in order of date."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from kit.errors import KitError
from kit.chart.canvas import FILLS, HATCHES, INK, MARKERS, Chart, canvas, legible, rows, said, swapped
from kit.measure.contested import DATE, SHARE, claim_table
from kit.model import Claim


def heat(matrix: pd.DataFrame, *, title: str, unit: str = "texts that report it") -> Chart:
    """A grid of numbers, darker where higher, the number in every cell; hatched where nobody has looked.

    ``matrix`` has one row an outlet and one column a fact, as `kit.measure.rates.coverage` returns it.
    """
    names, columns = [str(name) for name in matrix.index], [str(name) for name in matrix.columns]
    cells = matrix.astype(object).to_numpy()
    most = max((float(cell) for cell in cells.flat if not pd.isna(cell)), default=0) or 1
    long = max(map(len, columns), default=0) > 8
    width = min(14.0, 2 + (0.9 if long else 0.6) * len(columns) + 0.08 * max(map(len, names), default=0))
    with canvas(title, len(names) * 1.1 + 2 * long, width=max(width, 1.5 + 0.09 * min(88, len(title)))) as axes:
        rows(axes, legible(names), "")
        for y, row in enumerate(cells):
            for x, cell in enumerate(row):
                _cell(axes, (x, y), cell, most)
        axes.set(xlim=(-0.51, len(columns) - 0.49), ylim=(len(names) - 0.49, -0.51), frame_on=False)
        axes.set_xticks(range(len(columns)), legible(columns), rotation=40 * long, ha="left" if long else "center")
        axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
        axes.grid(False)
    told = "; ".join(f"{name}: {', '.join(_told(columns, line))}" for name, line in zip(names, cells))
    unseen = " “?” and hatching: nobody has looked." if matrix.isna().to_numpy().any() else ""
    key = tuple(matrix.attrs.get("facts", {}).items())
    alt = f"Grid of {len(names)} rows and {len(columns)} columns, {unit}. {told}."
    return Chart(title, alt + swapped(names + columns), matrix, axes.figure, f"Number: {unit}.{unseen}", key)


def _cell(axes: Axes, at: tuple[int, int], value: object, most: float) -> None:
    """One square of a grid: a deeper blue for a higher value, hatched for an unknown one."""
    unknown = pd.isna(value)
    fill = "white" if unknown else to_hex([1 - float(value) / most * (1 - part) for part in to_rgb(FILLS[0])])
    axes.add_patch(Rectangle((at[0] - 0.5, at[1] - 0.5), 1, 1, facecolor=fill, edgecolor="#767676", linewidth=0.8,
                             hatch=HATCHES[1] if unknown else None, clip_on=False))
    axes.text(*at, "?" if unknown else said(value), ha="center", va="center",
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 1} if unknown else None)


def _told(columns: list[str], cells: Iterable) -> list[str]:
    """One row of a grid in words."""
    return [f"{column} {'unknown' if pd.isna(cell) else said(cell)}" for column, cell in zip(columns, cells)]


def timeline(claims: Iterable[Claim], *, title: str) -> Chart:
    """Claims about one quantity, a row a source, in the order they were made: a marker for a number, a bar for a range.

    An arrow leads on from what is only the lowest ("at least") or the highest ("at most") number. Under each source
    stands what it counts; the marker changes with the unit. Figures of different bases do not compare.
    """
    table = claim_table(claims)
    _one_scale(table)
    units, dated = list(dict.fromkeys(table["unit"])), table["unit"][0] == DATE
    with canvas(title, len(table) * 1.45 + 1 + (len(units) > 1)) as axes:
        for i, row in enumerate(table.itertuples()):
            _claim(axes, i, row, units.index(row.unit))
        labels = [f"{row.date}  {row.claimant}\n{shorten(row.denominator, 46, placeholder=' …')}"
                  for row in table.itertuples()]
        rows(axes, legible(labels), "" if dated else f"{table['quantity'][0].replace('_', ' ')} ({', '.join(units)})")
        if dated:
            axes.xaxis.set_major_locator(AutoDateLocator(maxticks=6))
            axes.xaxis.set_major_formatter(ConciseDateFormatter(axes.xaxis.get_major_locator()))
        else:
            axes.set_xlim(left=min(0, table["low"].min()))
            axes.locator_params(axis="x", nbins=5)
        if len(units) > 1:
            axes.figure.legend(handles=_key(units), loc="outside lower left", ncols=5, frameon=False)
    told = "; ".join(f"{row.date}, {row.claimant}: {_span(row)}" + (f" {row.unit}" if not dated else "")
                     for row in table.itertuples())
    alt = f"Claims in the order they were made. {told}. What each of them counts stands in the table."
    return Chart(title, alt + swapped(labels), table, axes.figure,
                 "What each figure counts stands under its source: different bases do not compare."
                 + " An arrow: the number is only the lowest or the highest that was claimed." * any(table["bound"]))


def _one_scale(table: pd.DataFrame) -> None:
    """A sentence for claims that cannot share one axis."""
    scales = {unit if unit in (DATE, SHARE) else "number" for unit in table["unit"]}
    if table["quantity"].nunique() != 1 or len(scales) != 1:
        found = ", ".join(sorted({f"{row.quantity} ({row.unit})" for row in table.itertuples()})) or "no claim at all"
        raise KitError(f"A timeline shows one quantity on one scale, and here is {found}. "
                         "Choose one: kit.claims('convoy', quantity='trucks_hit').")


def _claim(axes: Axes, at: int, row: tuple, k: int) -> None:
    """One claim: a bar from its lowest to its highest reading, with the numbers beside it."""
    if row.high > row.low:
        axes.barh(at, row.high - row.low, 0.3, left=row.low, color=FILLS[k % 8], hatch=HATCHES[k % 8], edgecolor=INK)
    axes.plot([row.low, row.high], [at, at], MARKERS[k % 8], color=INK, markerfacecolor=FILLS[k % 8], markersize=8)
    beyond = {"at least": 26, "at most": -26}.get(row.bound, 0)
    if beyond:
        axes.annotate("", (row.low, at), (beyond, 0), textcoords="offset points",
                      arrowprops={"arrowstyle": "<|-", "linestyle": "--", "color": INK, "shrinkA": 0})
    axes.annotate(_span(row), (row.high, at), (max(9, beyond + 4), 0), textcoords="offset points", va="center", fontsize=9)


def _span(row: tuple) -> str:
    """A claim's bounds in words."""
    low, high = (f"{end.day} {end:%b %Y}" if row.unit == DATE else said(end) for end in (row.low, row.high))
    return f"{row.bound} {low}".strip() if low == high else f"{low}–{high}"


def _key(units: list[str]) -> list[Line2D]:
    """A legend's entries: one marker a unit."""
    return [Line2D([], [], marker=MARKERS[k % 8], color=INK, markerfacecolor=FILLS[k % 8], linestyle="none", label=unit)
            for k, unit in enumerate(units)]
