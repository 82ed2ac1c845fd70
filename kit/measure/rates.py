"""Counting marks: how often, in how many texts, in whose voice, and how sure such a figure is.

A rate of one outlet is no verdict on it. Every table carries its n; what rests on too little says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from kit.errors import KitError
from kit.measure.tokens import Corpus, corpus
from kit.measure.lookup import spread
from kit.model import VOICES, Annotation, Article, Fact
from kit.text import count as word_count

FEW_TEXTS = 5  # below this many texts of a group, no interval is drawn
FEW_MARKS = 5  # below this many marks, a rate moves too much with each one
DRAWS = 1000  # bootstrap samples
FEW_HUNDRED = 500  # up to so many texts the draws are kept
SEED = 2016
UNREAD = "voice not read"  # a mark whose voice nobody has read, such as a student's


def rates(
    articles: Iterable[Article] | Corpus,
    marks: Iterable[Annotation],
    *,
    by: str = "outlet",
    per: int = 1000,
    code: str | None = None,
    voice: bool = False,
) -> pd.DataFrame:
    """How often each code is marked, per 1,000 words: one row a group and code (and voice, if asked).

    Columns: ``by``, code, (voice,) count, words, texts, rate, low, high, note. ``low`` and ``high`` bound the 95 %
    interval of a percentile bootstrap that draws whole texts anew (Efron & Tibshirani 1993, ch. 13); with fewer than
    `FEW_TEXTS` texts or `FEW_MARKS` marks they are left empty and ``note`` says "too few". Marks in other articles are
    left out and counted in ``attrs["left out"]``; ``attrs["care"]`` has what to keep in mind of real texts, and charts show it.
    """
    articles = articles.articles if isinstance(articles, Corpus) else tuple(articles)
    marks = [mark for mark in marks if code in (None, mark.code)]
    table, sizes = _per_text(articles, marks, voice), np.array([word_count(article.text) for article in articles])
    kinds = sorted({kind for kinds in table.values() for kind in kinds}) or ([(code,)] if code and not voice else [])
    rows = []
    for group, members in _groups(articles, by).items():
        hits = np.array([[table[articles[i].id][kind] for kind in kinds] for i in members]).reshape(len(members), -1)
        bounds = interval(hits, sizes[members], per)
        for kind, column, (low, high) in zip(kinds, hits.T, bounds):
            n, words, note = int(column.sum()), int(sizes[members].sum()), too_few(len(members), int(column.sum()))
            ends = (np.nan, np.nan) if note else (low, high)
            rows.append((group, *kind, n, words, len(members), per * n / words if words else np.nan, *ends, note))
    names = [by, "code", *(["voice"] if voice else []), "count", "words", "texts", "rate", "low", "high", "note"]
    found = pd.DataFrame(rows, columns=names)
    care = dict.fromkeys(article.content_note for article in articles if article.status == "real" and article.content_note)
    found.attrs = {"care": list(care), "per": per, "draws": DRAWS, "seed": SEED, "left out": len(marks) - int(found["count"].sum())}
    return found


def _per_text(articles: Sequence[Article], marks: Sequence[Annotation], voice: bool) -> dict[str, Counter]:
    """For each article id, how many marks of each kind: (code,) or (code, voice)."""
    table = {article.id: Counter() for article in articles}
    if len(table) < len(articles):
        twice = Counter(article.id for article in articles).most_common(1)[0][0]
        raise KitError(f"Two articles have the id {twice!r}, so marks cannot be told apart. Give each its own id.")
    for mark in marks:
        if mark.article in table:
            table[mark.article][(mark.code, mark.voice or UNREAD) if voice else (mark.code,)] += 1
    if marks and not any(table.values()):
        raise KitError("None of the marks is in these articles. Find or load marks for these very articles.")
    return table


def _groups(articles: Sequence[Article], by: str) -> dict[str, list[int]]:
    """The positions of the articles of each outlet, event, date ..., in order of first appearance."""
    if by not in Article.__dataclass_fields__:
        known = ", ".join(Article.__dataclass_fields__)
        raise KitError(f"Articles have no field called {by!r}. Choose one of: {known}.")
    groups: dict[str, list[int]] = {}
    for i, article in enumerate(articles):
        groups.setdefault(getattr(article, by), []).append(i)
    return groups


def interval(hits: np.ndarray, sizes: np.ndarray, per: int) -> list[tuple[float, float]]:
    """The 95 % percentile interval of each column's rate, drawing whole texts (rows) with replacement."""
    draws = _few_draws(len(sizes)) if len(sizes) <= FEW_HUNDRED else _draws(len(sizes))
    found = np.concatenate([(times @ hits) / np.maximum(1, times @ sizes)[:, None] for times in draws])
    return list(zip(*(per * np.percentile(found, edge, axis=0) for edge in (2.5, 97.5))))


def _draws(texts: int) -> Iterator[np.ndarray]:
    """How often each text is drawn: a row a draw, in blocks that bound the memory; the same draws every time."""
    draw, rows = np.random.default_rng(SEED), max(1, 1_000_000 // max(1, texts))
    for first in range(0, DRAWS, rows):
        yield np.array([np.bincount(draw.integers(texts, size=texts), minlength=texts) for _ in range(min(rows, DRAWS - first))])


@lru_cache(maxsize=32)
def _few_draws(texts: int) -> tuple[np.ndarray, ...]:
    """The draws of a number of texts that is asked for again and again."""
    return tuple(_draws(texts))


def too_few(texts: int, marks: int) -> str:
    """Why a rate has no interval, or nothing."""
    reasons = [f"{n} {what}{'' if n == 1 else 's'}" for n, few, what in
               ((texts, FEW_TEXTS, "text"), (marks, FEW_MARKS, "mark")) if n < few]
    return f"too few: {', '.join(reasons)}" if reasons else ""


def counts(
    marks: Iterable[Annotation], articles: Iterable[Article] = (), *, by: str = "code", voice: bool = True
) -> pd.DataFrame:
    """How many marks of each code (or coder, article; with ``articles`` also outlet, event, ...), split by voice.

    One row a group; columns: the three voices (and "voice not read", where it occurs), then ``all``. The last voice is
    "no attribution found": it is not yet the outlet's own voice, a person must look.
    """
    known = {article.id: article for article in articles}
    own = by in Annotation.__dataclass_fields__
    if not own and (not known or by not in Article.__dataclass_fields__):
        raise KitError(f"Marks have no field called {by!r}. Give the articles too, and one of their fields: "
                         "counts(marks, articles, by='outlet').")
    pairs = Counter((getattr(mark if own else known[mark.article], by), mark.voice or UNREAD)
                    for mark in marks if not known or mark.article in known)
    groups = sorted({group for group, _ in pairs})
    voices = [*VOICES, *sorted({heard for _, heard in pairs}.difference(VOICES))]
    table = pd.DataFrame([[pairs[group, heard] for heard in voices] for group in groups], groups, voices, dtype=int)
    table["all"] = table.sum(axis=1)
    return (table if voice else table[["all"]]).rename_axis(by)


def coverage(articles: Iterable[Article], facts: Iterable[Fact], annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Who reports which fact: one row an outlet, one column a fact, each cell the number of its texts that report it.

    Reads annotations with the code ``fact.<fact id>``. A fact is looked for in the texts of its own event, and of an event
    whose texts report any fact of that event. A cell is empty (<NA>) where the outlet has no such coded text: silence is a
    finding only where somebody has looked. A text counts as coded if any of these marks is
    in it, so give the marks of coders who looked for facts. ``attrs["facts"]`` gives each fact's wording.
    """
    articles, facts = tuple(articles), tuple(facts)
    found = {(mark.article, mark.code) for mark in annotations}
    coded, events = {article for article, _ in found}, {fact.id: fact.event for fact in facts}
    told = {(article.event, events[code[5:]]) for article in articles for one, code in found
            if one == article.id and code[5:] in events} | {(article.event, article.event) for article in articles}
    table = pd.DataFrame(index=list(dict.fromkeys(article.outlet for article in articles)))
    for fact in facts:
        read = [article for article in articles if (article.event, fact.event) in told and article.id in coded]
        reports = Counter({article.outlet: 0 for article in read})
        reports.update(article.outlet for article in read if (article.id, f"fact.{fact.id}") in found)
        table[fact.id] = pd.array([reports.get(outlet, pd.NA) for outlet in table.index], dtype="Int64")
    table.attrs["facts"] = {fact.id: fact.fact for fact in facts}
    return table.rename_axis("outlet")


def count(articles: Iterable[Article] | Corpus, terms: Sequence[str] = (), *, by: str = "outlet") -> Counter:
    """How often each term (or, without terms, each word) stands in each outlet's texts: ``{(outlet, term): n}``.

    A pure function whose counts add up: texts that do not fit into memory are counted in parts, wherever they lie, and
    summed. Traps and voice are not looked at. With Dask (the extra ``large``), in three lines::

        texts = dask.bag.from_sequence(folders).map(kit.read_folder).flatten()
        parts = texts.reduction(partial(kit.count, terms=["rebel*"]), lambda counts: sum(counts, Counter()))
        parts.compute()

    >>> count([Article.of("Rebels said the rebels left.", outlet="A")], ["rebel*"])
    Counter({('A', 'rebel*'): 2})
    """
    read = corpus(articles)
    place = {group: k for k, group in enumerate(dict.fromkeys(getattr(article, by) for article in read.articles))}
    groups, member = list(place), np.array([place[getattr(article, by)] for article in read.articles], int)
    found: Counter = Counter()
    for term in dict.fromkeys(terms):
        total = np.bincount(member, spread(read, term), len(groups)).astype(int).tolist()
        found.update({(group, term): n for group, n in zip(groups, total) if n})
    if not terms:
        for word, i, n in zip(*(part.tolist() for part in read.cells)):
            found[groups[member[i]], read.vocabulary[word]] += n
    return found
