"""A chart that carries its own description and its own table, so that nobody depends on seeing it.

Colours are Okabe & Ito's (2008), each with a hatch or a marker of its own: nothing is said by colour alone.
"""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.ticker import StrMethodFormatter

from kit.render import quoted, safe

INK = "#1a1a1a"  # 17:1 on white
FILLS = ("#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7", "#D55E00", "#0072B2", "#FFFFFF")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "---", "+++", "ooo")
LONGEST = 120  # characters of a label that leave room for the figure
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
STYLE = {
    "font.family": "DejaVu Sans", "font.size": 10, "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK,
    "ytick.color": INK, "axes.edgecolor": "#767676", "hatch.linewidth": 0.7, "axes.spines.top": False,
    "axes.spines.right": False, "axes.axisbelow": True, "figure.facecolor": "white", "text.parse_math": False,
}


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure, what it shows in words (``alt``), and the table it was drawn from. A notebook shows all three."""

    title: str
    alt: str
    table: pd.DataFrame
    figure: Figure
    note: str = ""  # stands under the figure
    key: tuple[tuple[str, str], ...] = ()  # what short names in the figure mean, to be unfolded

    def __repr__(self) -> str:
        return f"{self.title}{'' if self.title.endswith(tuple('.?!…')) else '.'} {self.alt}"

    def png(self) -> bytes:
        """The picture as PNG, the same bytes every time."""
        sheet = io.BytesIO()
        with mpl.rc_context(STYLE):
            self.figure.savefig(sheet, format="png", dpi=110, metadata={"Software": None})
        return sheet.getvalue()

    def _care(self) -> str:
        """What to keep in mind of the texts behind the table, where it says so (``table.attrs["care"]``)."""
        lines = "".join(f"<li>{safe(line)}</li>" for line in self.table.attrs.get("care", ()))
        return f"<br>Keep in mind:<ul>{lines}</ul>" if lines else ""

    def _meaning(self) -> str:
        """What short names mean: those of the key, and those in the table that it explains (``table.attrs["names"]``)."""
        shown = set(self.table["outlet"]) if "outlet" in self.table else ()
        key = [*self.key, *((name, text) for name, text in self.table.attrs.get("names", {}).items() if name in shown)]
        terms = "".join(f"<dt><strong>{safe(name)}</strong></dt><dd>{safe(text)}</dd>" for name, text in key)
        return f"<details><summary>What the short names mean ({len(key)})</summary><dl>{terms}</dl></details>" if terms else ""

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self.png()).decode("ascii")
        title = "" if drawable(self.title) else f"<strong>{safe(self.title)}</strong><br>"  # else it is in the picture
        caption = title + safe(self.note)
        return (f'<figure class="tex2jax_ignore mathjax_ignore" style="margin:0"><img alt="{quoted(repr(self))}" '
                f'style="max-width:100%;height:auto" src="data:image/png;base64,{picture}"><figcaption>{caption}'
                f"{self._care()}</figcaption>{self._meaning()}<details><summary>The same as a table ({len(self.table)} rows)</summary>"
                f"{as_html(self.table, self.title)}</details></figure>")


def as_html(table: pd.DataFrame, caption: str) -> str:
    """A table with headings a screen reader can follow; numbers short, gaps said in a word."""
    table = flat(table)
    head = "".join(f'<th scope="col">{safe(str(name).replace("_", " "))}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row" dir="auto" style="text-align:start">{safe(said(row[0]))}</th>'
        + "".join(f'<td dir="auto">{safe(said(cell))}</td>' for cell in row[1:]) + "</tr>"
        for row in table.astype(object).itertuples(index=False, name=None))
    return (f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{quoted(caption)}"><table>'
            f'<caption style="text-align:left">{safe(caption)}</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>")


def numbered(table: pd.DataFrame) -> bool:
    """Whether a table's rows are only numbered, also after sorting or choosing some; such numbers say nothing.

    >>> table = pd.DataFrame({"outlet": ["a", "b", "c"]})
    >>> numbered(table), numbered(table.drop(1)), numbered(table.set_index("outlet"))
    (True, True, False)
    """
    return table.index.nlevels == 1 and table.index.name is None and pd.api.types.is_integer_dtype(table.index)


def flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its index as columns, without one that only numbers the rows."""
    return table.reset_index(drop=numbered(table))


def said(value: object) -> str:
    """A cell as it is read out: whole numbers whole, others to two decimals, a gap as "not known".

    >>> said(1234.0), said(0.12345), said(float("nan")), said("x")
    ('1,234', '0.12', 'not known', 'x')
    """
    if pd.isna(value):
        return "not known"
    if isinstance(value, (str, bool)) or not hasattr(value, "__float__"):
        return str(value)
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


@contextmanager
def canvas(title: str, rows: float, *, width: float = 8.0) -> Iterator[Axes]:
    """Axes in a figure of their own, high enough for so many rows, in the kit's style and without global state."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, 1.2 + 0.34 * max(rows, 2)), layout="constrained")
        shown = title if drawable(title) else "(the title stands below the figure)"
        figure.suptitle("\n".join(wrap(shown, 88)), x=0.01, ha="left", fontweight="bold", fontsize=11)
        yield figure.add_subplot()


def rows(axes: Axes, names: list[str], unit: str) -> None:
    """Rows from top to bottom with their names, the unit below, room at the right for the numbers."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.45, -0.55)
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
    axes.margins(x=0.12)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#d9d9d9", linewidth=0.7)


def legible(labels: Sequence[str], glosses: Sequence[str] | None = None) -> list[str]:
    """Labels as the figure can draw them. Arabic and other scripts it cannot shape give way to their gloss, or to a
    pointer to the table, where they stand in full.

    >>> legible(["rebels", "الثوار"], ["", "the revolutionaries"]), legible(["حلب"])
    (['rebels', 'the revolutionaries (gloss)'], ['row 1 of the table'])
    """
    glosses = glosses or [""] * len(labels)
    swap = (f"{gloss} (gloss)" if gloss else f"row {i} of the table" for i, gloss in enumerate(glosses, 1))
    return [label if drawable(label) and len(label) <= LONGEST else other for label, other in zip(map(str, labels), swap)]


def drawable(text: str) -> bool:
    """Whether the figure's font has every character and needs no joining or turning of letters."""
    simple = all(unicodedata.bidirectional(letter) not in ("R", "AL") for letter in text)
    return simple and all(ord(letter) in _glyphs() for letter in text if letter not in " \n")


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    """The characters of the font that comes with matplotlib."""
    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())


def swapped(labels: Iterable[str]) -> str:
    """The sentence for the description when some labels could not be drawn."""
    lost = [label for label in map(str, labels) if not drawable(label)]
    told = f" Labels in another script: {len(lost)}; the figure shows a gloss or a row number, the table the words."
    return told if lost else ""
