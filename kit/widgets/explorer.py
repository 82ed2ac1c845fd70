"""The Explorer widget: outlets down, what they say across, the voice in every cell; choose a cell and read its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd
import traitlets

from .. import tables
from ..errors import KitError
from ..lines import (ALL, EVERY, LANGUAGES, LISTS, SLOTS, Line, columns, count_lines, inside, kept, keys, label_lines, mark_lines,
                     ordered, tally)
from ..model import Annotation, Article
from ..render import Html, safe, show_table
from ..text import fold
from .base import Shown, script, style

ROWS = 15  # outlets a page
READ = 200  # lines shown at once
FILTERS = ("event", "slot", "lang", "kind", "country")
TITLES = {"event": "Event", "slot": "What is named", "lang": "Language", "kind": "Kind of outlet", "country": "Country"}
COLUMNS = {"slot": "what is named", "words": "word groups", "event": "events", "lang": "languages"}
#: The letter that stands for a voice in a cell.
LETTERS = {"own": "o", "headline": "h", "attributed": "a", "quoted": "q", "no attribution found": "n", "scare quotes": "s",
           "voice not read": "v"}
VOICES = {"own": "own words", "quoted": "in quotation marks"}
HELD = ("A number says how many labels we hold, not how often an outlet writes so: they were looked for, so never make a rate or a ranking of them. "
        "A label with words of two groups stands in both columns. "
        "Labels in other languages stand in the word group of our translation.")


class Explorer(Shown):
    """Real labels by outlet: ``kit.Explorer("ramouseh", "armed_opposition")``; the filters can be changed.

    Also marks in texts (``kit.Explorer(marks=marks, articles=texts)``) and counts
    (``kit.Explorer(counts=kit.fa_kes_counts())``). ``cell`` is the chosen [outlet, column], ``lines`` its lines (all lines
    shown, while no cell is chosen), ``table`` the grid as numbers.
    """

    _esm = script("explorer")
    _css = style("explorer")
    grid = traitlets.Dict().tag(sync=True)
    read = traitlets.Dict().tag(sync=True)
    about = traitlets.Dict().tag(sync=True)
    event = traitlets.Unicode().tag(sync=True)
    slot = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    kind = traitlets.Unicode().tag(sync=True)
    country = traitlets.Unicode().tag(sync=True)
    search = traitlets.Unicode().tag(sync=True)
    by = traitlets.Unicode().tag(sync=True)
    order = traitlets.Unicode(ALL).tag(sync=True)  # "outlet", "all" or a column
    page = traitlets.Int(0).tag(sync=True)
    cell = traitlets.List().tag(sync=True)

    def __init__(self, event: str | None = None, slot: str | None = None, *, lang: str | None = None, marks: Iterable[Annotation] | None = None,
                 articles: Iterable[Article] = (), counts: pd.DataFrame | None = None, **kwargs: object) -> None:
        articles = list(articles)
        self._lines = (mark_lines(marks, articles) if marks is not None else count_lines(counts) if counts is not None
                       else label_lines(tables.labels()))
        if not self._lines:
            raise KitError("There is nothing to explore here: no mark stands in these articles, or the table has no counts.")
        first = self._wanted({"event": event or "", "slot": slot or "", "lang": lang or ""})
        self._columns = [by for by in COLUMNS if len({key for line in self._lines for key in keys(line, by)}) > 1] or ["words"]
        self._filters = [name for name in FILTERS if len({getattr(line, name) for line in self._lines}) > 1]
        spoken = {line.voice for line in self._lines}
        self._voices = [[letter, VOICES.get(voice, voice)] for voice, letter in LETTERS.items() if voice in spoken]
        super().__init__(about=_about(articles, counts, marks is None and counts is None), **first, by=self._first_columns(first["slot"]), **kwargs)
        self._draw()
        self.observe(lambda change: setattr(self, "by", self._first_columns(change["new"])), names="slot")
        self.observe(lambda _change: setattr(self, "page", 0), names=[*FILTERS, "search", "order"])
        self.observe(self._draw, names=[*FILTERS, "search", "by", "order", "page", "cell"])

    def _wanted(self, wanted: dict[str, str]) -> dict[str, str]:
        """The same filters, or a sentence about one that no line has."""
        for name, value in wanted.items():
            if value:
                tables.choose(value, {getattr(line, name) for line in self._lines} - {""}, TITLES[name].lower())
        return wanted

    def _first_columns(self, slot: str) -> str:
        by = "words" if slot in LISTS else "event" if slot else "slot"
        return by if by in self._columns else self._columns[0]

    def show(self, **filters: str) -> Explorer:
        """Sets filters (event, slot, lang, kind, country; "" for all), as the menus do."""
        unknown = set(filters) - set(FILTERS)
        if unknown:
            raise KitError(f"There is no filter {sorted(unknown)[0]!r}. Choose among: {', '.join(FILTERS)}.")
        for name, value in self._wanted(filters).items():
            setattr(self, name, value)
        return self

    def choose(self, outlet: str = EVERY, column: str = ALL) -> pd.DataFrame:
        """Opens a cell and gives its lines; without an outlet, a whole column, without a column, a whole row."""
        table, names = self.table, {one.id: one.name for one in tables.outlets()}
        outlet = names.get(outlet, outlet)
        tables.choose(outlet, [EVERY, *table.index], "outlet shown here")
        tables.choose(column, [ALL, *table.columns], "column shown here")
        self.cell = [outlet, column]
        return self.lines

    def _kept(self, without: str = "") -> list[Line]:
        """The lines that the filters let through, all filters but one."""
        return kept(self._lines, {name: getattr(self, name) for name in FILTERS if name != without}, self.search)

    def _inside(self) -> list[Line]:
        """The lines of the chosen cell; all, while none is chosen."""
        return inside(self._kept(), self.by, self.cell if len(self.cell) == 2 else (EVERY, ALL))

    @property
    def lines(self) -> pd.DataFrame:
        """The lines of the chosen cell, or all that the filters let through: a row a label, mark or count."""
        rows = [asdict(line) | {"words": ", ".join(line.words)} for line in self._inside()]
        return pd.DataFrame(rows, columns=list(Line.__dataclass_fields__))

    @property
    def table(self) -> pd.DataFrame:
        """How many lines each outlet (index) has in each column; a line with words of two groups is counted in both."""
        lines = self._kept()
        names, cells = columns(lines, self.by), tally(lines, self.by)
        rows = {outlet: [sum(cells[outlet].get(name, {}).values()) for name in (ALL, *names)] for outlet in ordered(cells, self.order)}
        return pd.DataFrame.from_dict(rows, orient="index", columns=[ALL, *names]).rename_axis("outlet")

    def _draw(self, _change: object = None) -> None:
        lines = self._kept()
        names, cells = columns(lines, self.by), tally(lines, self.by)
        order, pages = ordered(cells, self.order), max(1, -(-len(cells) // ROWS))
        page = min(self.page, pages - 1)
        info = {line.outlet: (line.kind, line.country) for line in lines}
        sums = {name: sum((row.get(name, Counter()) for row in cells.values()), Counter()) for name in (*names, ALL)}
        rows = [_row(EVERY, sums, names, ("", ""))] if order else []
        rows += [_row(one, cells[one], names, info[one]) for one in order[ROWS * page:][:ROWS]]
        self.grid = {"columns": [[name, self._title(name)] for name in (ALL, *names)], "rows": rows, "outlets": len(order),
                     "lines": sum(line.n for line in lines), "pages": pages, "page": page, "menus": [self._menu(name) for name in self._filters],
                     "voices": self._voices, "by": [[name, COLUMNS[name]] for name in self._columns]}
        self.read = self._read() if len(self.cell) == 2 else {}

    def _title(self, name: str) -> str:
        """How a column is called."""
        return {"slot": SLOTS, "lang": LANGUAGES}.get(self.by, {}).get(name, name)

    def _menu(self, name: str) -> dict:
        """A filter's menu: its values, and how many lines each has under the other filters."""
        found: Counter[str] = Counter()
        for line in self._kept(name):
            found[getattr(line, name)] += line.n
        called = {"slot": SLOTS, "lang": LANGUAGES, "event": {one.id: one.title for one in tables.events()}}.get(name, {})
        choices = sorted(((value, called.get(value, value)) for value in {*found, getattr(self, name)} - {""}), key=lambda pair: fold(pair[1]))
        return {"name": name, "title": TITLES[name], "all": sum(found.values()), "choices": [[value, text, found[value]] for value, text in choices]}

    def _read(self) -> dict:
        """The lines of the chosen cell, as the browser shows them."""
        inside = self._inside()
        shown = [{"outlet": one.outlet, "label": one.label, "gloss": one.gloss, "voice": _voice(one), "date": one.date, "lang": one.lang,
                  "language": LANGUAGES.get(one.lang, one.lang), "event": one.event, "url": one.url, "n": one.n} for one in inside[:READ]]
        return {"outlet": self.cell[0], "column": self._title(self.cell[1]), "lines": shown, "all": len(inside)}

    def twin(self) -> Html:
        """The first outlets of the grid as a table, and the lines of the chosen cell."""
        titles = [title for _, title in self.grid["columns"]]
        rows = [{"outlet": row["outlet"], **{title: _said(cell) for title, cell in zip(titles, row["cells"])}} for row in self.grid["rows"]]
        left = self.grid["outlets"] - min(ROWS, self.grid["outlets"])
        caption = f"{self.about['title']}: {self.grid['lines']} {self.about['what']}, {self.grid['outlets']} outlets" + (f", {left} of them not shown" if left else "")
        notes = "".join(f"<p>{safe(note)}</p>" for note in self.about["notes"])
        lines = [{"outlet": one["outlet"], self.about["words"]: one["label"], self.about["gloss"]: one["gloss"], "voice": one["voice"], "date": one["date"],
                  "language": one["language"], "address": one["url"]} for one in self.read.get("lines", ())]
        below = show_table(lines, caption=f"{self.read['outlet']}, {self.read['column']}") if lines else ""
        return Html(show_table(rows, "outlet", *titles, caption=caption) + notes + below)


def _about(articles: Sequence[Article], counts: pd.DataFrame | None, labels: bool) -> dict:
    """What is shown: title, what a number counts, what the second column of a line is, and what to keep in mind."""
    if labels:
        return {"title": "Labels by outlet", "what": "labels", "words": "label", "gloss": "translation (ours)", "notes": [HELD]}
    if counts is not None:
        return {"title": "Marks by outlet, counts only", "what": "marks", "words": "article", "gloss": "place", "notes": list(counts.attrs.get("care", ()))}
    composed = bool(articles) and articles[0].status == "composed"
    care = dict.fromkeys(one.content_note for one in articles if one.status == "real" and one.content_note)
    return {"title": "Marks by outlet" + (", texts composed for teaching" if composed else ""), "what": "marks", "words": "words", "gloss": "sentence",
            "notes": list(care)}


def _row(outlet: str, cells: dict[str, Counter], names: Sequence[str], info: tuple[str, str]) -> dict:
    """A row of the grid: for each column, pairs of a voice's letter and its number."""
    return {"outlet": outlet, "kind": info[0], "country": info[1],
            "cells": [[[LETTERS[voice], n] for voice in LETTERS if (n := cells.get(name, Counter())[voice])] for name in (ALL, *names)]}


def _said(cell: Sequence[Sequence]) -> str:
    """A cell in words.

    >>> _said([["o", 2], ["a", 1]]), _said([])
    ('3 (2 own words, 1 attributed)', '')
    """
    names = {letter: VOICES.get(voice, voice) for voice, letter in LETTERS.items()}
    return f"{sum(n for _, n in cell)} ({', '.join(f'{n} {names[letter]}' for letter, n in cell)})" if cell else ""


def _voice(line: Line) -> str:
    return VOICES.get(line.voice, line.voice) + (f": {line.said_by}" if line.said_by else "")
