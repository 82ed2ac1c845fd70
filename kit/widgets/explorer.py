"""The Explorer widget: outlets down, what they say across, the voice in every cell, the lines behind a cell to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd
import traitlets

from .. import tables
from ..errors import KitError
from ..lines.grid import (ALL, EVERY, LETTERS, VOICES, columns, inside, kept, keys, menu, ordered, plural, row, spoken, sums,
                          tally)
from ..lines.line import LANGUAGES, LISTS, SLOTS, Line, count_lines, label_lines, mark_lines
from ..model import Annotation, Article
from ..render import Html, safe, show_table
from .base import Shown, script, style

ROWS = 15  # outlets a page
READ = 200  # lines shown at once
FILTERS = ("event", "slot", "lang", "kind", "country")
TITLES = {"event": "Event", "slot": "What is named", "lang": "Language", "kind": "Kind of outlet", "country": "Country"}
COLUMNS = {"slot": "what is named", "words": "word groups", "event": "events", "lang": "languages"}
HELD = ("A number says how many labels we hold, not how often an outlet writes so: they were looked for, so never make "
        "a rate or a ranking of them. A label with words of two groups stands in both columns. Labels in other languages "
        "stand in the word group of our translation.")


class Explorer(Shown):
    """Real labels by outlet: ``kit.Explorer("ramouseh", "armed_opposition")``; the filters can be changed.

    Also marks in texts (``kit.Explorer(marks=marks, articles=texts)``) and counts
    (``kit.Explorer(counts=kit.fa_kes_counts())``). ``cell`` is the chosen [outlet, column], ``lines`` its lines
    (all lines shown, while no cell is chosen), ``table`` the grid as numbers.
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

    def __init__(self, event: str | None = None, slot: str | None = None, *, lang: str | None = None,
                 marks: Iterable[Annotation] | None = None, articles: Iterable[Article] = (),
                 counts: pd.DataFrame | None = None, **kwargs: object) -> None:
        articles = list(articles)
        self._lines, about = _given(marks, articles, counts)
        if not self._lines:
            raise KitError("There is nothing to explore here: no mark stands in these articles, or the table is empty.")
        first = self._wanted({"event": event or "", "slot": slot or "", "lang": lang or ""})
        self._filters = [name for name in FILTERS if len({getattr(line, name) for line in self._lines}) > 1]
        self._columns = [by for by in COLUMNS if len({key for line in self._lines for key in keys(line, by)}) > 1]
        super().__init__(about=about, **first, by=self._first_columns(first["slot"]), **kwargs)
        self._draw()
        self.observe(lambda change: setattr(self, "by", self._first_columns(change["new"])), names="slot")
        self.observe(lambda _change: setattr(self, "cell", []), names="by")
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
        return by if by in self._columns else (*self._columns, "words")[0]

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
        rows = {one: [sum(cells[one].get(name, {}).values()) for name in (ALL, *names)]
                for one in ordered(cells, self.order)}
        return pd.DataFrame.from_dict(rows, orient="index", columns=[ALL, *names]).rename_axis("outlet")

    def _draw(self, _change: object = None) -> None:
        lines = self._kept()
        names, cells = columns(lines, self.by), tally(lines, self.by)
        order, pages = ordered(cells, self.order), max(1, -(-len(cells) // ROWS))
        info = {line.outlet: {"kind": line.kind, "country": line.country} for line in lines}
        page = min(self.page, pages - 1)
        rows = [row(EVERY, sums(cells, names), names)] if order else []
        rows += [row(one, cells[one], names) | info[one] for one in order[ROWS * page:][:ROWS]]
        self.grid = {"columns": [[name, self._title(name)] for name in (ALL, *names)], "rows": rows,
                     "outlets": len(order), "lines": sum(line.n for line in lines), "pages": pages, "page": page,
                     "menus": [self._menu(name) for name in self._filters],
                     "by": [[name, COLUMNS[name]] for name in self._columns]}
        self.read = self._read() if len(self.cell) == 2 else {}

    def _title(self, name: str) -> str:
        """How a column is called."""
        return {"slot": SLOTS, "lang": LANGUAGES}.get(self.by, {}).get(name, name)

    def _menu(self, name: str) -> dict:
        """A filter's menu: its values, and how many lines each has under the other filters."""
        events = {one.id: one.title for one in tables.events()}
        called = {"slot": SLOTS, "lang": LANGUAGES, "event": events}.get(name, {})
        return menu(self._kept(name), name, getattr(self, name), called) | {"title": TITLES[name]}

    def _read(self) -> dict:
        """The lines of the chosen cell, as the browser shows them."""
        found = self._inside()
        return {"outlet": self.cell[0], "column": self._title(self.cell[1]), "all": len(found),
                "lines": [_shown(line) for line in found[:READ]]}

    def twin(self) -> Html:
        """The first outlets of the grid as a table, and the lines of the chosen cell."""
        about, grid, titles = self.about, self.grid, [title for _, title in self.grid["columns"]]
        rows = [{"outlet": one["outlet"], **dict(zip(titles, map(spoken, one["cells"])))} for one in grid["rows"]]
        left = grid["outlets"] - min(ROWS, grid["outlets"])
        caption = f"{about['title']}: {plural(grid['lines'], about['what'])}, {plural(grid['outlets'], 'outlets')}"
        lines = [{"outlet": one["outlet"], about["words"]: one["label"], about["gloss"]: one["gloss"],
                  "voice": one["voice"], "date": one["date"], "language": one["language"], "address": one["url"]}
                 for one in self.read.get("lines", ())]
        caption += f", {left} of them not shown" if left else ""
        return Html(show_table(rows, "outlet", *titles, caption=caption)
                    + "".join(f"<p>{safe(note)}</p>" for note in about["notes"])
                    + (show_table(lines, caption=f"{self.read['outlet']}, {self.read['column']}") if lines else ""))


def _given(marks: Iterable[Annotation] | None, articles: Sequence[Article], counts: pd.DataFrame | None
           ) -> tuple[list[Line], dict]:
    """The lines to explore, and what is to be said of them: title, what a number counts, names of columns, notes."""
    if marks is not None:
        composed = bool(articles) and articles[0].status == "composed"
        care = dict.fromkeys(one.content_note for one in articles if one.status == "real" and one.content_note)
        lines, title, names = mark_lines(marks, articles), "Marks by outlet", ("marks", "words", "sentence", list(care))
        title += ", texts composed for teaching" if composed else ""
    elif counts is not None:
        names = ("marks", "article", "place", list(counts.attrs.get("care", ())))
        lines, title = count_lines(counts), "Marks by outlet, counts only"
    else:
        lines, title = label_lines(tables.labels()), "Labels by outlet"
        names = ("labels", "label", "translation (ours)", [HELD])
    spoken_in = {line.voice for line in lines}
    voices = [[letter, VOICES.get(voice, voice)] for voice, letter in LETTERS.items() if voice in spoken_in]
    return lines, {"title": title, "voices": voices, **dict(zip(("what", "words", "gloss", "notes"), names))}


def _shown(line: Line) -> dict:
    """A line as the browser shows it."""
    voice = VOICES.get(line.voice, line.voice) + (f": {line.said_by}" if line.said_by else "")
    return {name: getattr(line, name) for name in ("outlet", "label", "gloss", "date", "lang", "event", "url", "n")} | {
        "voice": voice, "language": LANGUAGES.get(line.lang, line.lang)}
