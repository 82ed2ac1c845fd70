"""Checks the lexicons: the catalogue, the entries, and that every trap is sprung."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .. import tables
from ..model import Article, Entry, Lexicon
from ..reading.lexicon import find
from ..text import tidy
from .content import doubles

STANCES = ("legitimising", "delegitimising", "descriptive", "solidary")


def problems() -> list[str]:
    """What is wrong in ``kit/lexicons``, as sentences."""
    folder = tables.lexicon_folder()
    catalogue, said = tables.scan(Lexicon, folder / "lexicons.csv")
    said += [f"lexicons.csv:{line}: {wrong}" for line, wrong in doubles(catalogue)]
    for line, row in catalogue:
        if not re.fullmatch(r"(0(\.[0-9]+)?|1(\.0+)?)?", row.precision):
            said.append(f"lexicons.csv:{line}: 'precision' is {row.precision!r}; write a share from 0 to 1, such as 0.85, or nothing.")
        said += [f"lexicons.csv:{line}: {name!r} is empty; fill it in." for name in ("title", "about", "source", "licence")
                 if not getattr(row, name)]
        entries, trouble = tables.scan(Entry, folder / f"{row.id}.csv")
        said += trouble + [f"{row.id}.csv:{where}: {wrong}" for where, wrong in _entries(entries, row)]
    listed = {row.id for _, row in catalogue} | {"lexicons"}
    return said + [f"{path.name}:1: this list has no row in lexicons.csv; add one with the id {path.stem!r}."
                   for path in sorted(folder.glob("*.csv")) if path.stem not in listed]


def _entries(entries: list[tuple[int, Entry]], lexicon: Lexicon) -> Iterable[tuple[int, str]]:
    seen: dict[str, int] = {}
    for line, entry in entries:
        if entry.term in seen:
            yield line, f"the term {entry.term!r} stands already on line {seen[entry.term]}; keep one."
        seen.setdefault(entry.term, line)
        for wrong in (*_term(entry), *_traps(entry, lexicon)):
            yield line, wrong


def _term(entry: Entry) -> Iterable[str]:
    if not entry.term or not entry.code or not entry.gloss:
        yield "term, code and gloss must be filled in."
    if entry.term != entry.term.lower():
        yield f"the term {entry.term!r} must be in lower case; capitals are found all the same."
    if lack := tables.lacking(entry.term):
        yield lack
    if entry.term != tidy(entry.term):
        yield f"the term {entry.term!r} holds signs that are not seen; type it anew."
    if entry.stance not in STANCES:
        yield f"'stance' is {entry.stance!r}; choose one of: {', '.join(STANCES)}."
    if entry.gloss.endswith("."):
        yield "the gloss finishes the sentence \"it may frame because it ...\"; leave out its full stop."


def _traps(entry: Entry, lexicon: Lexicon) -> Iterable[str]:
    traps = [part.strip() for part in entry.trap.split("|") if part.strip()]
    if not traps:
        return
    texts = [Article.of(f"They spoke of {trap.replace('*', '')} there.", id=trap) for trap in traps]
    bare = {mark.article for mark in find(replace(lexicon, entries=(replace(entry, trap=""),)), texts, voice=False)}
    sprung = {mark.article for mark in find(replace(lexicon, entries=(entry,)), texts, voice=False)}
    for trap in traps:
        if trap not in bare:
            yield f"the trap {trap!r} does not hold the term {entry.term!r}, so it can never be sprung; correct or delete it."
        elif trap in sprung:
            yield f"the trap {trap!r} does not stop {entry.term!r}; write the words just as they stand in a text."
