"""Reads the shipped tables and texts into the records of `model`.

A table is a CSV whose header is the record's field names. What a spreadsheet does to a CSV on the way
(a byte order mark, semicolons or tabs instead of commas, CRLF) is accepted; what loses text is named with its line.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import MISSING, fields, replace
from difflib import get_close_matches
from functools import lru_cache
from io import StringIO
from pathlib import Path

from . import work
from .errors import KitError, UnknownName
from .model import (Accuracy, Annotation, Article, Claim, Code, Entry, Event, Fact, Item, Judged, Label, Lexicon, Outlet, Rule, Style,
                    Trace)
from .spreadsheet import unguarded
from .text import fold, tidy

#: A table larger than this is none of the kit's, and is not read.
LARGEST = 50_000_000  # bytes
#: A list of words larger than this is none.
LONGEST = 1_000_000  # bytes
#: Every shipped table: the record that one of its rows is.
TABLES = {
    "outlets": Outlet, "events": Event, "facts": Fact, "labels": Label, "claims": Claim, "rules": Rule,
    "styles": Style, "articles": Article, "codebook": Code, "annotations": Annotation, "annotations-a": Annotation,
    "annotations-b": Annotation, "annotations-class": Annotation, "accuracy": Accuracy, "judged": Judged, "splice": Trace, "items": Item,
}


class TableError(KitError):
    """Bad content, as sentences ``file:line: what is wrong, what to do``."""


def home() -> Path:
    """The folder of the shipped tables: beside the package in a checkout, inside it when installed."""
    here = Path(__file__).resolve().parent
    return next((folder for folder in (here / "data", here.parent / "data") if folder.is_dir()), here / "data")


def columns(record: type) -> list[str]:
    """The columns of a record's table, in order. Texts and entries lie in files of their own.

    >>> columns(Entry)
    ['term', 'code', 'stance', 'gloss', 'trap']
    """
    return [field.name for field in fields(record) if field.name not in ("text", "entries")]


def scan(record: type, path: Path) -> tuple[list[tuple[int, object]], list[str]]:
    """Rows of a table as (line, record), and a sentence for each thing that is wrong with the file."""
    text, trouble = text_of(path)
    rows, problems = ((), [trouble]) if trouble else _parsed(record, text, path.name)
    return list(rows), list(problems)


@lru_cache(maxsize=64)
def _parsed(record: type, text: str, name: str) -> tuple[list[tuple[int, object]], list[str]]:
    """`scan` of a file's text, which was not looked through before."""
    rows, problems, header = [], [], None
    try:
        for line, cells in _lines(text):
            if header is None:
                header = [cell.strip() for cell in cells]
                problems = _header(record, header, name)
                if problems:
                    break
            elif any(cell.strip() for cell in cells):
                row, wrong = _row(record, header, cells)
                problems += [f"{name}:{line}: {wrong}"] if wrong else []
                rows += [] if wrong else [(line, row)]
    except TableError as error:
        problems.append(f"{name}:{error}")
    if header is None:
        problems.append(f"{name}:1: the file is empty; its first line names the columns "
                        f"{', '.join(columns(record))}.")
    return rows, problems


def separator(text: str) -> str:
    """What divides the cells of a table: the commonest of comma, semicolon and tab in its header.

    >>> separator("id;name, first;text")
    ';'
    """
    return max(",;\t", key=text.split("\n", 1)[0].count)


def _lines(text: str):
    """Each row's first line number and its cells."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(StringIO(text), delimiter=separator(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"{line}: this row cannot be read ({error}); look for a quotation mark that is opened and not closed, "
                         "or for words behind one that is closed.") from None


def text_of(path: Path) -> tuple[str, str]:
    """A file's text with LF line ends, or the sentence that says why it cannot be had."""
    try:
        if path.stat().st_size > LARGEST:
            return "", f"{path.name}: larger than {LARGEST // 1_000_000} MB, so it was not read: this is no table or text of the kit."
        raw = path.read_bytes()
    except FileNotFoundError:
        return "", f"{path.name}: this file is missing; put it back into the folder {path.parent.name} from a fresh copy of the kit."
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        return "", f"{path.name}: this file cannot be read ({getattr(error, 'strerror', error)}); close it elsewhere and look at its rights."
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[:error.start].count(b"\n") + 1
        return "", f"{path.name}:{line}: not UTF-8 text; save the file as UTF-8 (in Excel: \"CSV UTF-8\")."
    if "\0" in text:
        return "", f"{path.name}:{text[:text.index(chr(0))].count(chr(10)) + 1}: holds a NUL character; delete it."
    return text.replace("\r\n", "\n").replace("\r", "\n"), ""


def _header(record: type, header: list[str], name: str) -> list[str]:
    wanted = columns(record)
    needed = [f.name for f in fields(record) if f.name in wanted and f.default is MISSING]
    missing, extra = [column for column in needed if column not in header], [n for n in header if n not in wanted]
    double = sorted({column for column in header if header.count(column) > 1})
    said = []
    if missing:
        said.append(f"{name}:1: the column {missing[0]!r} is missing; the columns are {', '.join(wanted)}.")
    if extra:
        said.append(f"{name}:1: there is no column called {extra[0]!r}; the columns are {', '.join(wanted)}.")
    if double and not extra:
        said.append(f"{name}:1: the column {double[0]!r} stands there twice; keep one.")
    return said


def _row(record: type, header: list[str], cells: list[str]) -> tuple[object, str]:
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(header):
        return None, (f"this row has {len(cells)} cells and the table {len(header)} columns; a cell with a comma "
                      "needs double quotation marks around it.")
    given = {name: unguarded(cell.strip()).strip() for name, cell in zip(header, cells)}
    for name in ("start", "end"):
        if record is Annotation:
            if not re.fullmatch(r"\d{1,9}", given[name]):
                return None, f"{name!r} must be a whole number of characters, not {given[name][:40]!r}."
            given[name] = int(given[name])
    return record(**given), ""


def read(record: type, path: Path) -> list:
    """The records of one table file; raises TableError with file and line."""
    status = path.stat() if os.path.exists(path) else None
    return list(_read(record, path, status and (status.st_mtime_ns, status.st_size)))


@lru_cache(maxsize=64)
def _read(record: type, path: Path, stamp: tuple | None) -> tuple:
    rows, problems = scan(record, path)
    if problems:
        raise TableError("\n".join(problems[:5]))
    return tuple(row for _, row in rows)


def table(name: str) -> list:
    """All records of a shipped table, by its name."""
    return read(TABLES[choose(name, TABLES, "table")], home() / f"{name}.csv")


def choose(name: str, known, kind: str) -> str:
    """The name itself if it is known; else an UnknownName whose sentence lists what there is.

    >>> choose("ramouseh", ["omran", "ramouseh"], "event")
    'ramouseh'
    """
    if name in known:
        return name
    near = get_close_matches(str(name), list(known), 1, 0.6)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    alike = [one for one in sorted(known) if str(name).lower() in one.lower()] or get_close_matches(str(name), list(known), 6, 0.3)
    shown = sorted(known) if len(known) <= 20 else alike[:8] or sorted(known)[:8]
    more = "" if len(shown) == len(known) else f" and {len(known) - len(shown)} others"
    raise UnknownName(f"There is no {kind} called {name!r}.{hint} Choose one of: {', '.join(shown)}{more}.")


def _of_event(name: str, event: str | None) -> list:
    if event is not None:
        choose(event, [known.id for known in events()], "event")
    return [row for row in table(name) if event in (None, row.event)]


def events() -> list[Event]:
    """The events, in the order of the table."""
    return table("events")


def event(id: str) -> Event:
    """One event by its id."""
    known = {one.id: one for one in events()}
    return known[choose(id, known, "event")]


def outlets(status: str | None = None) -> list[Outlet]:
    """The outlets: all, or only the "real" or the "fictional" ones."""
    if status is not None:
        choose(status, ("real", "fictional"), "status of outlet")
    return [one for one in table("outlets") if status in (None, one.status)]


def outlet(id: str) -> Outlet:
    """One outlet by its id."""
    known = {one.id: one for one in outlets()}
    return known[choose(id, known, "outlet")]


def outlet_name(article: Article) -> str:
    """The outlet's full name where the table has it, else as it stands in the article."""
    return next((one.name for one in outlets() if one.id == article.outlet), article.outlet)


def facts(event: str | None = None) -> list[Fact]:
    """The facts of one event, or of all: agreed, contested, found or denied."""
    return _of_event("facts", event)


def labels(event: str | None = None, *, slot: str | None = None, lang: str | None = None) -> list[Label]:
    """Short real labels, of one event or all, for one slot ("armed_opposition", ...) or language ("en", ...)."""
    rows = _of_event("labels", event)
    if slot is not None:
        choose(slot, {row.slot for row in table("labels")}, "slot")
    if lang is not None:
        choose(lang, {row.lang for row in table("labels")}, "language")
    return [row for row in rows if slot in (None, row.slot) and lang in (None, row.lang)]


def claims(event: str | None = None, *, quantity: str | None = None) -> list[Claim]:
    """Contested figures, of one event or all, for one quantity ("civilians_killed", ...)."""
    rows = _of_event("claims", event)
    if quantity is not None:
        choose(quantity, {row.quantity for row in table("claims")}, "quantity")
    return [row for row in rows if quantity in (None, row.quantity)]


def rules(word: str | None = None) -> list[Rule]:
    """What style guides say: all rules, or those on one word ("terrorist", "regime", ...)."""
    if word is not None:
        choose(word, {row.word for row in table("rules")}, "word with a rule")
    return [row for row in table("rules") if word in (None, row.word)]


def styles(outlet: str | None = None) -> list[Style]:
    """Style sheets of the fictional outlets."""
    if outlet is not None:
        choose(outlet, {row.outlet for row in table("styles")}, "outlet with a style sheet")
    return [row for row in table("styles") if outlet in (None, row.outlet)]


def codebook(family: str | None = None) -> list[Code]:
    """The codes that coders work with, all or of one family."""
    if family is not None:
        choose(family, {row.family for row in table("codebook")}, "family of codes")
    return [row for row in table("codebook") if family in (None, row.family)]


def annotations(article: str | None = None, *, coder: str | None = None) -> list[Annotation]:
    """Marks on the composed texts, of one article or all: of coder "a", "b", or "key", their settled one, or all three.

    The coder "class" is eight invented readers, made to be disagreed about.
    """
    if article is not None:
        choose(article, [row.id for row in table("articles")], "article")
    files = {"key": "annotations", "a": "annotations-a", "b": "annotations-b", "class": "annotations-class"}
    if coder is not None:
        choose(coder, files, "coder")
    wanted = [files[one] for one in ("key", "a", "b")] if coder is None else [files[coder]]
    return [row for name in wanted for row in table(name) if article in (None, row.article)]


def articles(event: str | None = None, *, outlet: str | None = None) -> list[Article]:
    """The composed articles with their texts: all, of one event, or of one outlet."""
    rows = _of_event("articles", event)
    if outlet is not None:
        choose(outlet, [one.id for one in outlets("fictional")], "fictional outlet")
    return [with_text(row) for row in rows if outlet in (None, row.outlet)]


def article(id: str) -> Article:
    """One composed article by its id."""
    known = {row.id: row for row in table("articles")}
    return with_text(known[choose(id, known, "article")])


def with_text(row: Article) -> Article:
    """The article with the text that lies in ``articles/<id>.txt``."""
    if not re.fullmatch(r"[\w.-]+", row.id):  # else it could lead out of the folder
        raise TableError(f"articles.csv: the id {row.id!r} may hold only letters, digits, '.', '-' and '_'.")
    text, trouble = text_of(home() / "articles" / f"{row.id}.txt")
    if trouble:
        raise TableError(f"articles/{trouble}")
    return replace(row, text=text)


def splice() -> Article:
    """The spliced page of lesson 06, each of its lines a paragraph; its key is the table "splice" (`provenance.read`)."""
    text, trouble = text_of(home() / "splice.txt")
    if trouble:
        raise TableError(trouble)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return Article.of("\n\n".join(lines), id="splice", event="ramouseh", outlet="Newsreel Hub", date="2016-08-09",
                      status="composed", content_note="War: deaths given as figures. Nothing is described in detail.",
                      source="composed for teaching: an invented page; data/splice.csv says what each line draws on",
                      terms="composed for teaching; CC BY 4.0")


def lexicon_folder() -> Path:
    """Where the lexicons lie."""
    return Path(__file__).resolve().parent / "lexicons"


def lexicons() -> list[Lexicon]:
    """The catalogue of lexicons, without their entries."""
    return read(Lexicon, lexicon_folder() / "lexicons.csv")


def lexicon(id: str | Path) -> Lexicon:
    """One lexicon with its entries: one of the kit's by its id, one of your own by its name in ``my_work`` or by its path."""
    known = {row.id: row for row in lexicons()}
    mine = {path.stem: path for path in sorted(work.folder().glob("*.csv"))}
    if id not in known and (id in mine or str(id).endswith(".csv")):
        return own_lexicon(mine.get(id, Path(id)))
    row = known[choose(id, [*known, *mine], "lexicon")]
    return replace(row, entries=tuple(read(Entry, lexicon_folder() / f"{row.id}.csv")))


def judged(lexicon: str, *, corpus: str | None = None) -> list[Judged]:
    """The hits of a lexicon that a person judged: all, or those in one corpus ("fa-kes", "fa-kes all years", "composed")."""
    rows = table("judged")
    choose(lexicon, {row.lexicon for row in rows}, "judged lexicon")
    if corpus is not None:
        choose(corpus, {row.corpus for row in rows}, "corpus with judged hits")
    return [row for row in rows if row.lexicon == lexicon and corpus in (None, row.corpus)]


def lacking(term: str) -> str:
    """Why a term of a list can find nothing, "" where it can.

    >>> lacking("rebel*"), lacking("re*bel")
    ('', "the term 're*bel' has a * inside a word; it may stand only at a word's end.")
    """
    if not re.search(r"[^\W_]", term):
        return f"the term {term!r} has no letter; write a word or a phrase, such as rebel*."
    return f"the term {term!r} has a * inside a word; it may stand only at a word's end." if re.search(r"\*(?!$| )", term) else ""


def own_lexicon(path: Path) -> Lexicon:
    """A list of one's own from a CSV with the columns of `Entry`; nobody has judged its hits."""
    if not os.path.isfile(path):
        raise TableError(f"There is no list called {str(path)!r} here. Name a file that you saved, or its place, exactly.")
    if path.stat().st_size > LONGEST:
        raise TableError(f"{path.name}: larger than {LONGEST // 1_000_000} MB: this is no list of words. Texts are read by kit.read_csv.")
    rows, wrong = scan(Entry, path.resolve())
    wrong += [f"{path.name}:{line}: {lack}" for line, row in rows if (lack := lacking(row.term))]
    if wrong:
        raise TableError("\n".join(wrong[:5]))
    entries = {(fold(row.term), row.code): replace(row, term=tidy(row.term)) for _, row in reversed(rows)}
    entries = tuple(reversed(entries.values()))
    return Lexicon(path.stem, f"{path.stem}, a list of your own", "a list of your own", path.name, "", "", "", entries)
