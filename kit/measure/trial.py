"""A list on trial: a lexicon as it was and as it is now, on the same texts; what is won and lost, how often it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from zlib import crc32

import pandas as pd

from kit.measure.rates import rates
from kit.measure.shares import Share, against, touching
from kit.model import Annotation, Article, Lexicon
from kit.reading.editing import Line, Place, Step, edited, lines, verdicts, what
from kit.reading.lexicon import find
from kit.tables import annotations

#: For a list of the kit: the marks of the key that its hits should meet, and those on which a hit is passed over.
PARTIES = {"armed-opposition": ("party.opposition", ("not-sure",)), "civilians": ("party.civilians", ("not-sure",)),
           "state-side": ("party.state", ("not-sure", "party.allies")), "allies": ("party.allies", ("not-sure",))}


@dataclass(frozen=True, eq=False)
class Trial:
    """A lexicon, the steps by which somebody changed it, and the texts on which it is tried. Hits have no voice yet."""

    first: Lexicon
    steps: tuple[Step, ...]
    articles: tuple[Article, ...]
    was: tuple[Annotation, ...]  # the hits of the first list
    marks: tuple[Annotation, ...]  # what people marked in these texts, where they did: the key

    @classmethod
    def of(cls, lexicon: Lexicon, articles: Iterable[Article], steps: Iterable[Step] = ()) -> Trial:
        """A trial of a list, after steps that were kept from another day."""
        articles = tuple(articles)
        marks = _marks(articles) if lexicon.id in PARTIES else ()
        return cls(lexicon, tuple(steps), articles, _found(lexicon, articles), marks)

    def after(self, steps: Iterable[Step]) -> Trial:
        """The trial with these steps in place of its own."""
        return replace(self, steps=tuple(steps))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The list as it is now."""
        return edited(self.first, self.steps)

    @cached_property
    def hits(self) -> tuple[Annotation, ...]:
        """The hits of the list as it is now."""
        return _found(self.lexicon, self.articles)

    @cached_property
    def won(self) -> list[Annotation]:
        """Hits where the first list had none."""
        return [hit for hit, old in zip(self.hits, touching(self.hits, self.was)) if not old]

    @cached_property
    def lost(self) -> list[Annotation]:
        """Hits of the first list where there is none now."""
        return [hit for hit, kept in zip(self.was, touching(self.was, self.hits)) if not kept]

    @cached_property
    def verdicts(self) -> dict[Place, str]:
        """What was judged: "right" or "wrong", by article, start, end and characters."""
        return verdicts(self.steps)

    @cached_property
    def key(self) -> list[Annotation]:
        """The places that people marked and the list should find; none where nobody marked these texts for it."""
        return [mark for mark in self.marks if mark.code == PARTIES[self.first.id][0]]

    @cached_property
    def missed(self) -> list[Annotation]:
        """The places that people marked and no hit meets."""
        return [mark for mark, met in zip(self.key, touching(self.key, self.hits)) if not met]


@lru_cache(maxsize=16)  # a verdict leaves the list as it is, an undo brings an earlier one back
def _found(lexicon: Lexicon, articles: tuple[Article, ...]) -> tuple[Annotation, ...]:
    """The hits of a list, without voice."""
    return tuple(find(lexicon, articles, voice=False))


def _marks(articles: Iterable[Article]) -> tuple[Annotation, ...]:
    """The marks of the key on these texts; none on a text that is no longer the one that was marked."""
    texts = {article.id: article.text for article in articles if article.status == "composed"}
    rows = [mark for mark in annotations(coder="key") if mark.article in texts] if texts else []
    changed = {mark.article for mark in rows if texts[mark.article][mark.start:mark.end] != mark.quote != ""}
    return tuple(mark for mark in rows if mark.article not in changed)


def place(hit: Annotation) -> Place:
    """Where a hit stands, and its characters: a verdict holds only while they stand there."""
    return hit.article, hit.start, hit.end, hit.quote


def by_chance(hit: Annotation) -> int:
    """A number that puts hits in an order by chance, the same every time: the first thirty are then a sample.

    >>> by_chance(Annotation("a", 0, 6, "rebel", "list"))
    84503563
    """
    return crc32(f"{hit.article} {hit.start}".encode())


def precision(hits: Iterable[Annotation], verdicts: dict[Place, str]) -> Share:
    """How many of the hits that were judged were judged right."""
    said = [verdicts[place(hit)] for hit in hits if place(hit) in verdicts]
    return Share(said.count("right"), len(said))


def by_key(trial: Trial, hits: Iterable[Annotation]) -> tuple[Share, Share]:
    """Precision and recall of hits against what people marked in these texts; two shares of nothing where nobody did."""
    if not trial.key:
        return Share(0, 0), Share(0, 0)
    coded = {mark.article for mark in trial.marks}
    passed = [mark for mark in trial.marks if mark.code in PARTIES[trial.first.id][1]]
    return against([hit for hit in hits if hit.article in coded], trial.key, passed=passed)


def entries(trial: Trial) -> list[dict]:
    """A row an entry, dropped ones too, most hits first: entry, what (happened to it), was, now, texts, right, wrong."""
    was, now = Counter(hit.note for hit in trial.was), Counter(hit.note for hit in trial.hits)
    texts = Counter(term for term, _ in {(hit.note, hit.article) for hit in trial.hits})
    said = Counter((hit.note, trial.verdicts.get(place(hit), "")) for hit in trial.hits)
    rows = []
    for line in lines(trial.first, trial.steps):
        term = line.now.term if line.now else ""
        rows.append({"entry": line.now or line.first, "what": what(line), "was": was[line.first.term] if line.first else 0,
                     "now": now[term], "texts": texts[term], "right": said[term, "right"], "wrong": said[term, "wrong"]})
    return sorted(rows, key=lambda row: -max(row["now"], row["was"]))


def changes(trial: Trial) -> pd.DataFrame:
    """What has changed since the first list, a row an entry: entry, code, change, hits_won, hits_lost."""
    won, lost = (Counter(hit.note for hit in hits) for hits in (trial.won, trial.lost))
    rows = [_change(line, won, lost) for line in lines(trial.first, trial.steps) if what(line)]
    return pd.DataFrame(rows, columns="entry code change hits_won hits_lost".split())


def _change(line: Line, won: Counter, lost: Counter) -> tuple:
    entry = line.now or line.first
    return (entry.term, entry.code, what(line), won[line.now.term] if line.now else 0,
            lost[line.first.term] if line.first else 0)


def by_outlet(trial: Trial, hits: Iterable[Annotation], code: str = "") -> pd.DataFrame:
    """How often the list, or one of its codes, was found per 1,000 words, by outlet: see `kit.rates`."""
    return _rates(trial.articles, tuple(hits), code).copy()


@lru_cache(maxsize=16)  # the first list's rates stand beside every later one's
def _rates(articles: tuple[Article, ...], hits: tuple[Annotation, ...], code: str) -> pd.DataFrame:
    """The rates of hits, all of them under one name."""
    kept = [replace(hit, code="the list") for hit in hits if code in ("", hit.code)]
    return rates(articles, kept, by="outlet", code="the list")
