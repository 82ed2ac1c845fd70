"""What was said, a line each: labels, marks or counts, ready to be filtered, counted into a grid, and read.

A grid of labels shows what is held, not how often an outlet writes so: labels were looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from . import tables
from .errors import KitError
from .model import VOICES, Annotation, Article, Label, Outlet
from .reading.lexicon import find
from .text import fold, sentences

#: The lists whose word groups divide the labels of a slot; a label in another language is divided by its translation.
LISTS = {"armed_opposition": ("armed-opposition",), "jfs": ("armed-opposition",), "state_side": ("state-side",),
         "allies": ("allies",), "civilians": ("civilians",), "event": ("event-verbs", "violence", "humanitarian")}
SLOTS = {"armed_opposition": "armed opposition", "jfs": "Jabhat Fatah al-Sham", "state_side": "state side",
         "allies": "allies of the state", "civilians": "civilians", "event": "the event", "place": "places",
         "source_descriptor": "sources"}
LANGUAGES = dict(pair.split(":") for pair in (
    "ar:Arabic da:Danish de:German en:English es:Spanish fa:Persian fi:Finnish fr:French he:Hebrew hi:Hindi "
    "id:Indonesian it:Italian ja:Japanese ka:Georgian mr:Marathi nl:Dutch pl:Polish pt:Portuguese ru:Russian "
    "sr:Serbian tr:Turkish uk:Ukrainian zh:Chinese").split())
OTHER, ALL, EVERY = "other words", "all", "all outlets"
MOST = 10  # columns that fit beside each other


@dataclass(frozen=True)
class Line:
    """One label, one mark, or one count of marks in an article (``n``), with what it can be filtered by."""

    outlet: str
    country: str
    kind: str
    event: str
    slot: str
    words: tuple[str, ...]  # word groups
    label: str
    gloss: str  # translation of a label; sentence of a mark
    voice: str
    said_by: str
    date: str
    lang: str
    url: str
    n: int = 1


def label_lines(labels: Iterable[Label]) -> list[Line]:
    """Real labels as lines, each with the word groups of its slot that it holds."""
    labels, names = list(labels), {one.id: one for one in tables.outlets()}
    groups = _groups(labels)
    return [_label_line(one, names[one.outlet], groups[one.id]) for one in labels]


def _label_line(one: Label, outlet: Outlet, words: tuple[str, ...]) -> Line:
    return Line(outlet.name, outlet.country, outlet.kind, one.event, one.slot, words, one.label, one.gloss, one.voice,
                one.attributed_to, one.date, one.lang, one.url)


def _groups(labels: Sequence[Label]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {one.id: [] for one in labels}
    for lists in set(LISTS.values()):
        texts = [Article.of(one.gloss or one.label, id=one.id) for one in labels if LISTS.get(one.slot) == lists]
        for mark in find([tables.lexicon(id) for id in lists], texts, voice=False):
            found[mark.article].append(mark.code)
    return {id: tuple(dict.fromkeys(codes)) for id, codes in found.items()}


def mark_lines(marks: Iterable[Annotation], articles: Iterable[Article]) -> list[Line]:
    """Marks as lines, each with its sentence; composed and real texts are never put into one grid."""
    known, names = {one.id: one for one in articles}, {one.id: one for one in tables.outlets()}
    if len({one.status for one in known.values()}) > 1:
        raise KitError("Composed and real texts do not belong in one grid. Give the articles of one status only.")
    return [_mark_line(mark, known[mark.article], names) for mark in marks if mark.article in known]


def _mark_line(mark: Annotation, article: Article, names: dict) -> Line:
    outlet, text = names.get(article.outlet), article.text
    facts = (outlet.name, outlet.country, outlet.kind) if outlet else (article.outlet, "", "")
    around = next((span for span in sentences(text) if span[0] <= mark.start < span[1]), (mark.start, mark.end))
    return Line(*facts, article.event, "", (mark.code,), text[mark.start:mark.end], " ".join(text[slice(*around)].split()),
                mark.voice or "voice not read", "", article.date, article.lang, "")


def count_lines(counts: pd.DataFrame) -> list[Line]:
    """Counts of marks (such as `kit.fa_kes_counts`) as lines: one an article, code and voice, without any text."""
    kinds = {name: name.split(": ") for name in counts if ": " in name and name.split(": ")[1] in VOICES}
    return [Line(row["outlet"], "", "", "", "", (code,), row["id"], row.get("place", ""), voice, "", row.get("date_text", ""),
                 "en", "", int(row[name]))
            for row in counts.to_dict("records") for name, (code, voice) in kinds.items() if row[name]]


def keys(line: Line, by: str) -> tuple[str, ...]:
    """The columns in which a line is counted; several where a label holds words of several groups."""
    value = getattr(line, by)
    return value if isinstance(value, tuple) and value else (value or OTHER,)


def columns(lines: Iterable[Line], by: str) -> list[str]:
    """The columns of a grid, the fullest first; what goes beyond `MOST` of them is counted as other words, at the end.

    >>> [columns([Line(*"ababc", words, *"fghijkl")], "words") for words in (("rebel", "army"), ())]
    [['army', 'rebel'], ['other words']]
    """
    sums: Counter[str] = Counter()
    for line in lines:
        sums.update({key: line.n for key in keys(line, by)})
    ranked = sorted((key for key in sums if key != OTHER), key=lambda key: (-sums[key], key))
    return ranked[:MOST] + [OTHER] * (len(ranked) > MOST or OTHER in sums)


def tally(lines: Iterable[Line], by: str) -> dict[str, dict[str, Counter[str]]]:
    """For each outlet and column (and the column "all") how many lines stand in which voice."""
    lines = list(lines)
    shown = set(columns(lines, by))
    found: dict[str, dict[str, Counter[str]]] = {}
    for line in lines:
        row = found.setdefault(line.outlet, {})
        for key in {ALL, *(key if key in shown else OTHER for key in keys(line, by))}:
            row.setdefault(key, Counter())[line.voice] += line.n
    return found


def kept(lines: Iterable[Line], wanted: dict[str, str], outlet: str = "") -> list[Line]:
    """The lines that have these values ("" for any), of outlets with some characters in their name."""
    asked, seek = [(name, value) for name, value in wanted.items() if value], fold(outlet.strip())
    return [line for line in lines if seek in fold(line.outlet) and all(getattr(line, name) == value for name, value in asked)]


def inside(lines: Sequence[Line], by: str, cell: Sequence[str]) -> list[Line]:
    """The lines of one cell, given as outlet and column; either may be the sum ("all outlets", "all")."""
    outlet, column = cell
    shown = set(columns(lines, by)) - {OTHER}
    return [line for line in lines if outlet in (EVERY, line.outlet)
            and (column == ALL or column in keys(line, by) or column == OTHER and set(keys(line, by)) - shown)]


def ordered(cells: dict[str, dict[str, Counter[str]]], order: str) -> list[str]:
    """The outlets by name ("outlet"), or by a column, the fullest first."""
    return sorted(cells, key=lambda outlet: (-sum(cells[outlet].get(order, {}).values()), fold(outlet)))
