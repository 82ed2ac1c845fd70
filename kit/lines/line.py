"""What was said, a line each: labels, marks or counts of marks, made alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from kit import tables
from kit.errors import KitError
from kit.model import VOICES, Annotation, Article, Label, Outlet
from kit.reading.lexicon import find
from kit.text import sentences

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
    sentence = " ".join(text[slice(*around)].split())
    return Line(*facts, article.event, "", (mark.code,), text[mark.start:mark.end], sentence, mark.voice or "voice not read", "", article.date, article.lang, "")


def count_lines(counts: pd.DataFrame) -> list[Line]:
    """Counts of marks (such as `kit.fa_kes_counts`) as lines: one an article, code and voice, without any text."""
    kinds = {name: name.split(": ") for name in counts if ": " in name and name.split(": ")[1] in VOICES}
    return [Line(row["outlet"], "", "", "", "", (code,), row["id"], row.get("place", ""), voice, "",
                 row.get("date_text", ""), "en", "", int(row[name]))
            for row in counts.to_dict("records") for name, (code, voice) in kinds.items() if row[name]]
