"""A lexicon reads like a coder: every term it finds becomes a mark, with the voice that speaks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kit import tables
from kit.model import Annotation, Article, Entry, Lexicon, Span
from kit.reading.grammar import plain
from kit.reading.voice import voices
from kit.text import any_of, fold

#: How far around a hit its trap is looked for, in characters.
AROUND = 80


def find(
    lexicon: Lexicon | str | Path | Iterable[Lexicon | str | Path], articles: Article | Iterable[Article], *, voice: bool = True
) -> list[Annotation]:
    """The marks of one or several lexicons (or their names) in one or several articles, in the order of the articles and of their text.

    The longest term wins; "*" ends a word freely; case, hyphens and curly marks do not matter; a hit inside an entry's
    trap is none. ``note`` is the term that matched, ``voice`` is "" where ``voice=False`` (faster).

    >>> rebels = Lexicon("demo", "", "", "", "", "", "", (Entry("rebel*", "rebels", "descriptive", "", "rebel-held"),))
    >>> [(m.quote, m.coder, m.voice) for m in find(rebels, Article.of("Rebels in the rebel-held east"))]
    [('Rebels', 'lexicon:demo', 'no attribution found')]
    """
    lexicons = [lexicon] if isinstance(lexicon, (Lexicon, str, Path)) else list(lexicon)
    lexicons = [one if isinstance(one, Lexicon) else tables.lexicon(one) for one in lexicons]
    scanners = [_scanner(each.id, tuple(each.entries)) for each in lexicons]
    marks: list[Annotation] = []
    for article in [articles] if isinstance(articles, Article) else articles:
        folded = plain(article.text)
        hits = sorted((hit for scanner in scanners for hit in scanner.scan(folded)), key=lambda hit: hit[:2])
        spoken = voices(article, [hit[:2] for hit in hits]) if voice and hits else [""] * len(hits)
        for (start, end, entry, coder), said in zip(hits, spoken):
            quote = article.text[start:end]
            marks.append(Annotation(article.id, start, end, entry.code, coder, said, quote=quote, note=entry.term))
    return marks


@lru_cache(maxsize=64)
def _scanner(id: str, entries: tuple[Entry, ...]) -> Scanner:
    """The scanner of a lexicon, made once."""
    return Scanner.of(Lexicon(id, "", "", "", "", "", "", entries))


class Scanner(NamedTuple):
    """A lexicon made ready: one pattern for all its terms, and for each entry its own pattern and that of its traps."""

    coder: str
    terms: re.Pattern
    entries: list[tuple[Entry, re.Pattern, re.Pattern | None]]
    known: dict[str, list[tuple[Entry, re.Pattern | None]]]  # what a matched run of characters stands for

    @classmethod
    def of(cls, lexicon: Lexicon) -> Scanner:
        """The scanner of a lexicon; the longest terms stand first."""
        longest = sorted(lexicon.entries, key=lambda entry: -len(entry.term))
        entries = [(entry, *_patterns(entry.term, entry.trap)) for entry in longest]
        return cls(f"lexicon:{lexicon.id}", any_of(entry.term for entry in longest), entries, {})

    def scan(self, folded: str) -> Iterator[tuple[int, int, Entry, str]]:
        """Every hit in a folded text that does not stand inside a trap: start, end, entry, coder."""
        for match in self.terms.finditer(folded):
            for entry, trap in self.known.get(match.group()) or self._know(match.group()):
                if trap is None or not _inside(trap, folded, match.span()):
                    yield (*match.span(), entry, self.coder)

    def _know(self, run: str) -> list[tuple[Entry, re.Pattern | None]]:
        """The entries that some characters stand for: those with the longest term, several if it has several codes."""
        fitting = [(entry, trap) for entry, term, trap in self.entries if term.fullmatch(run)]
        self.known[run] = [each for each in fitting if fold(each[0].term) == fold(fitting[0][0].term)]
        return self.known[run]


@lru_cache(maxsize=4096)  # a list that is changed keeps most of its entries
def _patterns(term: str, trap: str) -> tuple[re.Pattern, re.Pattern | None]:
    """The pattern of an entry's term, and that of its traps."""
    traps = [one for one in trap.split("|") if one.strip(" *")]
    return any_of([term]), any_of(traps) if traps else None


def _inside(trap: re.Pattern, folded: str, hit: Span) -> bool:
    """Whether one of the trap's phrases covers the hit."""
    near = max(0, hit[0] - AROUND)
    around = trap.finditer(folded, near, hit[1] + AROUND)
    return any(phrase.start() <= hit[0] and hit[1] <= phrase.end() for phrase in around)
