"""What the Reader says of a mark: which rule spoke, what it found, what may fool it, and how often it was right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import shorten
from typing import NamedTuple

from .. import tables
from ..evidence import how_often
from ..model import Annotation, Entry, Lexicon
from ..reading.layers import Sign, signs

#: What belongs together in each layer, by the beginning of its code; what is said where the text does not name it.
PARTS = {
    "voice": {"source": "nobody named", "cue": "no reporting word of its own", "content": "not found"},
    "agency": {"clause": "", "agent": "nobody named here", "instrument": ""},
    "figures": {"figure": "", "figure.source": "nobody named"},
}

Lines = list[tuple[str, str]]
#: Explains a mark, given the marks of its unit.
Explain = Callable[[Annotation, Sequence[Annotation]], Lines]


class About(NamedTuple):
    """What is always said of a code: its name and question in the codebook, its rule and trap, its reader's error."""

    title: str
    question: str
    sign: Sign
    errors: Lines


def by_lexicon(lexicon: Lexicon) -> Explain:
    """Explains the marks of a lexicon."""
    entries = {(entry.term, entry.code): entry for entry in lexicon.entries}
    return lambda mark, unit: of_entry(mark, lexicon, entries[mark.note, mark.code])


def by_layer(name: str) -> Explain:
    """Explains the marks of a layer."""
    about = _about(name)
    if name == "hedges":
        entries = {(entry.term, entry.code): entry for entry in tables.lexicon("hedges").entries}
        return lambda mark, unit: of_hedge(mark, about[mark.code], entries[mark.note, mark.code])
    return partial(of_mark, about=about)


def _about(layer: str) -> dict[str, About]:
    codes = {one.id: one for one in tables.codebook()}
    return {code: About(codes[code].title.lower(), codes[code].question, sign, errors(sign.measured))
            for code, sign in signs().items() if sign.layer == layer and sign.letter}


def of_entry(mark: Annotation, lexicon: Lexicon, entry: Entry) -> Lines:
    """Why a word of a lexicon is marked."""
    judged = (f"{float(lexicon.precision):.0%} of {lexicon.judged} judged hits were right" if lexicon.precision
              else "not judged yet")
    return _said(("Word group", f"{mark.code} (matched by “{entry.term}” in the list {lexicon.title}; voice: {mark.voice})"),
                 ("Choosing it is", entry.stance), ("It may frame because it", entry.gloss),
                 ("Not marked in", traps(entry.trap)), ("How often this list was right", judged))


def of_hedge(mark: Annotation, about: About, entry: Entry) -> Lines:
    """Why a hedge or a rough number is marked: an entry of the list, and a rule that looks at the neighbours."""
    return _said(("Marked as", f"{about.title} (matched by “{entry.term}”; voice: {mark.voice})"), ("Rule", about.sign.rule),
                 ("Ask", about.question), ("It may frame because it", entry.gloss), ("Not marked in", traps(entry.trap)),
                 *about.errors)


def of_mark(mark: Annotation, unit: Sequence[Annotation], about: dict[str, About]) -> Lines:
    """Why a reader marked this: the rule, what belongs together, what may fool the rule, how often it was right."""
    own = about[mark.code]
    kind, _, hops = mark.note.partition(", ") if own.sign.layer == "voice" else ("", "", "")
    rule = signs()[f"kind.{kind}"].rule if kind else own.sign.rule
    note = f"{hops}: somebody speaks of what somebody else says" if hops else "" if kind else mark.note
    return _said(("Marked as", own.title + (f" (voice: {mark.voice})" if mark.voice else "")), ("Rule", rule),
                 ("Found", found(unit, about)), ("Note", note), ("Ask", own.question), ("It can be wrong", own.sign.trap),
                 *own.errors)


def found(unit: Sequence[Annotation], about: dict[str, About]) -> str:
    """What belongs together, in words: source, cue and content; event, doer and means; a figure and its source."""
    said = []
    for family, missing in PARTS[about[unit[0].code].sign.layer].items():
        mine = [mark for mark in unit if family in (mark.code, mark.code.split(".")[0]) and (mark.code != "figure.source" or "." in family)]
        said += [f"{about[mark.code].title} “{shorten(mark.quote, 160, placeholder=' …')}”" for mark in mine]
        said += [f"{family}: {missing}"] if missing and not mine else []
    return "; ".join(said)


def errors(measured: str) -> Lines:
    """How often each of the readers named was right.

    >>> errors("")
    [('How often right', 'Not measured')]
    """
    readers = measured.split(" | ")
    return [(f"How often right{f' ({reader})' if len(readers) > 1 else ''}", how_often(reader)) for reader in readers]


def traps(text: str) -> str:
    """The first traps of an entry, in words.

    >>> traps("a | b* | c | d | e | f")
    'a, b*, c, d and 2 more (* stands for any ending)'
    """
    every = [trap.strip() for trap in text.split("|") if trap.strip()]
    more = f" and {len(every) - 4} more" if len(every) > 4 else ""
    return ", ".join(every[:4]) + more + (" (* stands for any ending)" if "*" in "".join(every[:4]) else "")


def _said(*lines: tuple[str, str]) -> Lines:
    """The lines that say something."""
    return [(name, text) for name, text in lines if text]
