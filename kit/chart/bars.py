"""Charts of one number a row: bars, bars split by voice, dots with intervals.

Each takes a table of `kit.measure.rates` (or its neighbours) and a title, and returns a `Chart`: picture, words and table.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from kit.errors import KitError
from kit.chart.canvas import FILLS, HATCHES, INK, MARKERS, Chart, canvas, flat, legible, numbered, rows, said, swapped
from kit.model import VOICES

VALUES = ("rate", "alpha", "count", "all")  # what is drawn when nobody says, the first that the table has
CARE = ("“No attribution found” means that the reader found no speaker in the text. It is not yet the outlet's own "
        "voice: a person must look.")


def bars(table: pd.DataFrame, *, title: str, value: str = "", series: str = "code") -> Chart:
    """One horizontal bar a row, labelled by the first column; one look for each ``series``; intervals as lines.

    ``value`` names the column to draw: rate, alpha, count or all, the first of them that there is, if nothing is named.
    """
    data, label, value = _ready(table, value)
    kinds = list(dict.fromkeys(data[series])) if series in data and series != label else [""]
    groups = list(dict.fromkeys(data[label]))
    names = dict(zip(groups, legible(groups, _glosses(data, label, groups))))
    with canvas(title, len(data) * 0.75 + len(groups) * 0.4 + (len(kinds) > 1)) as axes:
        for k, kind in enumerate(kinds):
            part = data[data[series] == kind] if len(kinds) > 1 else data
            at = [groups.index(group) + (k + 0.5) / len(kinds) * 0.8 - 0.4 for group in part[label]]
            axes.barh(at, part[value], 0.8 / len(kinds), color=FILLS[k % 8], hatch=HATCHES[k % 8], edgecolor=INK,
                      linewidth=0.8, label=legible([kind])[0])
            _whiskers(axes, part, value, at)
            _ends(axes, part, value, at)
        rows(axes, [names[group] for group in groups], _unit(table, value))
        if len(kinds) > 1:
            axes.legend(title=series, loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    alt = f"Bar chart, {_unit(table, value)}, {len(data)} bars. {_values(data, [label, series], value)}"
    return Chart(title, alt + swapped(groups), table, axes.figure, _footnote(data))


def split_bars(table: pd.DataFrame, *, title: str, value: str = "", note: str = "") -> Chart:
    """Stacked bars: how much of each row is attributed, in scare quotes, or without an attribution that was found.

    ``table`` comes from ``counts(marks)`` or ``rates(..., voice=True)``; ``note`` adds the reader's measured error.
    """
    wide, value = _by_voice(table, value)
    groups = [str(group) for group in wide.index]
    known = list(dict.fromkeys([*VOICES, *wide.columns]))  # so that a voice looks alike in every chart
    with canvas(title, len(wide) + 2.2) as axes:
        left = pd.Series(0.0, wide.index)
        for voice in wide.columns:
            k = known.index(voice)
            axes.barh(range(len(wide)), wide[voice], 0.7, left=left, color=FILLS[k], hatch=HATCHES[k], edgecolor=INK,
                      linewidth=0.8, label=voice)
            for i, (width, start) in enumerate(zip(wide[voice], left)):
                if width > 0.04 * wide.sum(axis=1).max():
                    axes.text(start + width / 2, i, said(width), ha="center", va="center", fontsize=9,
                              bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})
            left = left + wide[voice]
        for i, total in enumerate(left):
            _beside(axes, f"{said(total)} in all", total, i)
        rows(axes, legible(groups), _unit(table, value))
        axes.figure.legend(loc="outside lower left", ncols=4, frameon=False)
    shares = "; ".join(f"{group}: " + ", ".join(f"{said(n)} {voice}" for voice, n in row.items())
                       for group, row in zip(groups[:8], wide.to_dict("records")))
    more = " The rest is in the table." if len(groups) > 8 else ""
    return Chart(title, f"Stacked bars by voice, {_unit(table, value)}. {shares}.{more}" + swapped(groups), table,
                 axes.figure, f"{CARE} {note}".strip())


def dots(table: pd.DataFrame, *, title: str, value: str = "", lines: dict[str, float] | None = None) -> Chart:
    """One dot a row with its interval; hollow where a note says "too few". ``lines`` draws named thresholds."""
    data, label, value = _ready(table, value)
    with canvas(title, len(data) + (1 if lines else 0)) as axes:
        at = list(range(len(data)))
        _whiskers(axes, data, value, at)
        for i, (number, few) in enumerate(zip(data[value], _few(data))):
            axes.plot(number, i, MARKERS[0], markersize=8, color=INK, markerfacecolor="white" if few else FILLS[6])
            axes.annotate(said(number) + " (too few)" * few, (number, i), (0, 7), textcoords="offset points",
                          ha="center", fontsize=8, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
        for k, (name, edge) in enumerate((lines or {}).items()):
            axes.axvline(edge, color="#595959", linestyle=("--", ":", "-.")[k % 3], linewidth=1)
            axes.text(edge, 1, f" {name}", transform=axes.get_xaxis_transform(), va="bottom", ha="center", fontsize=8)
        rows(axes, legible(list(data[label]), _glosses(data, label, list(data[label]))), _unit(table, value))
    marks = "".join(f" A line marks {said(edge)}: {name}." for name, edge in (lines or {}).items())
    alt = f"Dots with intervals, {_unit(table, value)}. {_values(data, [label], value)}{marks}"
    return Chart(title, alt + swapped(data[label]), table, axes.figure, _footnote(data))


def _ready(table: pd.DataFrame, value: str) -> tuple[pd.DataFrame, str, str]:
    """The table with plain rows, the name of its label column, and of the column to draw."""
    data = flat(table)
    value = value or next((name for name in VALUES if name in data), "")
    if value not in data or data.empty:
        what = f"no column {value!r}" if value else "none of the columns " + ", ".join(VALUES)
        raise KitError("The table is empty: there is nothing to draw." if data.empty else
                         f"The table has {what}. Name one with value=...: {', '.join(map(str, data.columns))}.")
    return data, str(data.columns[0]), value


def _by_voice(table: pd.DataFrame, value: str) -> tuple[pd.DataFrame, str]:
    """One row a group, one column a voice that occurs, from `counts` (wide) or `rates` with voice (long)."""
    if "voice" in table:
        value = value or "rate"
        wide = table.pivot_table(index=table.columns[0], columns="voice", values=value, aggfunc="sum", sort=False)
        wide = wide.fillna(0)
    else:
        value, plain = value or "count", numbered(table)
        wide = table.set_index(table.columns[0]) if plain else table
        wide = wide.select_dtypes("number").drop(columns="all", errors="ignore")
    kept = [name for name in dict.fromkeys([*VOICES, *wide.columns]) if name in wide and wide[name].sum() > 0]
    if not set(kept) & set(VOICES):
        raise KitError("There is no voice to split by. Give counts(marks) or rates(articles, marks, voice=True).")
    return wide[kept], value


def _glosses(data: pd.DataFrame, label: str, labels: list) -> list[str]:
    """The gloss of each label, where the table has a column of that name."""
    known = dict(zip(data[label], data["gloss"])) if "gloss" in data else {}
    return [str(known.get(name, "")) for name in labels]


def _unit(table: pd.DataFrame, value: str) -> str:
    """What the numbers are, for the axis."""
    return f"per {table.attrs['per']:,} words" if value == "rate" and "per" in table.attrs else value.replace("_", " ")


def _few(data: pd.DataFrame) -> list[bool]:
    """Which rows say that they rest on too little."""
    return [str(note).startswith("too few") for note in data["note"]] if "note" in data else [False] * len(data)


def _whiskers(axes: Axes, data: pd.DataFrame, value: str, at: list[float]) -> None:
    """Lines from ``low`` to ``high``, where the table has them."""
    if {"low", "high"} <= set(data.columns):
        sides = [(data[value] - data["low"]).clip(lower=0), (data["high"] - data[value]).clip(lower=0)]
        axes.errorbar(data[value], at, xerr=sides, fmt="none", ecolor=INK, elinewidth=1.3, capsize=4)


def _ends(axes: Axes, data: pd.DataFrame, value: str, at: list[float]) -> None:
    """The number after each bar, with "too few" where that is so."""
    tips = data[["high", value]].max(axis=1) if "high" in data else data[value]
    for tip, number, few, y in zip(tips, data[value], _few(data), at):
        _beside(axes, said(number) + (" (too few)" if few else ""), 0 if pd.isna(tip) else tip, y)


def _beside(axes: Axes, words: str, x: float, y: float) -> None:
    """A few words to the right of a place."""
    axes.annotate(words, (x, y), (5, 0), textcoords="offset points", va="center", fontsize=8.5)


def _values(data: pd.DataFrame, names: list[str], value: str, most: int = 8) -> str:
    """The values in words: all of them if they are few, else the ends."""
    names = [name for name in names if name in data and (name == names[0] or data[name].nunique() > 1)]
    few = _few(data)
    told = [f"{', '.join(str(row[name]) for name in names)}: {said(row[value])}{_between(row, scarce)}"
            for row, scarce in zip(data.to_dict("records"), few)]
    if len(told) <= most:
        return "; ".join(told) + "."
    order = data[value].reset_index(drop=True).sort_values(kind="stable").index
    ends = f"Highest {told[order[-1]]}; lowest {told[order[0]]}."
    return f"{ends} All {len(told)} stand in the table; {sum(few)} rest on too few."


def _between(row: dict, few: bool) -> str:
    """The interval of a row in words, if it has one, or that it rests on too few."""
    low, high = row.get("low"), row.get("high")
    span = "" if low is None or pd.isna(low) else f" (95 % between {said(low)} and {said(high)})"
    return " (too few)" if few else span


def _footnote(data: pd.DataFrame) -> str:
    """What the lines are and what is missing."""
    lines = "Lines: 95 % bootstrap intervals. " if "low" in data and data["low"].notna().any() else ""
    return lines + ("“Too few”: too little to draw an interval." if any(_few(data)) else "")
