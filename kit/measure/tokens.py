"""A corpus read once: every word of many articles as a number, so that the second question is answered at once.

`concordance`, `collocates` and `keyness` take a list of articles or a `Corpus`. Reading is the slow part, done here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from kit.model import Article
from kit.text import fold, words

BLOCK = 500  # articles whose runs become words in one step: bounds the memory that this takes


@dataclass(frozen=True, eq=False)
class Corpus:
    """Articles as numbers. Word ``k`` is ``vocabulary[ids[k]]`` and begins at character ``starts[k]`` of its article;
    article ``i`` holds the words ``bounds[i]`` to ``bounds[i + 1]``. Words are folded: see `kit.text.fold`."""

    articles: tuple[Article, ...]
    vocabulary: list[str]
    ids: np.ndarray  # int32, one a word
    starts: np.ndarray  # int32, one a word
    bounds: np.ndarray  # int64, one more than articles

    def __repr__(self) -> str:
        return f"Corpus({len(self.articles):,} articles, {len(self.ids):,} words, {len(self.vocabulary):,} different)"

    def where(self, **facts: str) -> Corpus:
        """The articles whose fields have these values, as a corpus with the same vocabulary.

        >>> texts = [Article.of("Rebels left.", outlet="A"), Article.of("Militants left.", outlet="B")]
        >>> corpus(texts).where(outlet="B")
        Corpus(1 articles, 2 words, 3 different)
        """
        keep = np.array([all(getattr(a, name) == value for name, value in facts.items()) for a in self.articles], bool)
        kept = np.repeat(keep, self.sizes)
        articles = tuple(a for a, wanted in zip(self.articles, keep) if wanted)
        bounds = np.concatenate(([0], np.cumsum(self.sizes[keep])))
        return Corpus(articles, self.vocabulary, self.ids[kept], self.starts[kept], bounds)

    @property
    def sizes(self) -> np.ndarray:
        """Words in each article."""
        return np.diff(self.bounds)

    @cached_property
    def index(self) -> tuple[str, np.ndarray]:
        """The vocabulary as one string, a word a line, and where each line ends: to look through it quickly."""
        return "\n".join(self.vocabulary), np.cumsum([len(word) + 1 for word in self.vocabulary])

    @cached_property
    def frequencies(self) -> np.ndarray:
        """How often each word of the vocabulary stands in the corpus."""
        return np.bincount(self.ids, minlength=len(self.vocabulary))

    @cached_property
    def cells(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The word-by-article table without its zeros: word, article and count of every cell, sorted by word."""
        narrow = len(self.vocabulary) * len(self.articles) < 2**31
        keys = self.ids * (np.int32 if narrow else np.int64)(len(self.articles))
        keys += np.repeat(np.arange(len(self.articles), dtype=np.int32), self.sizes)
        keys.sort()
        firsts = changes(keys)
        counts = np.diff(firsts, append=len(keys)).astype(np.int32)
        word, article = np.divmod(keys[firsts], max(1, len(self.articles)))
        return word, article, counts


def changes(keys: np.ndarray) -> np.ndarray:
    """Where a sorted array takes a new value, its beginning included."""
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])


def corpus(articles: Iterable[Article] | Corpus) -> Corpus:
    """Read articles into a `Corpus` (a corpus is returned as it is): millions of words a second.

    >>> corpus([Article.of("The rebels said the rebels left.")])
    Corpus(1 articles, 6 words, 4 different)
    """
    if isinstance(articles, Corpus):
        return articles
    articles, runs = tuple(articles), defaultdict(count().__next__)  # a run of characters between spaces: its number
    numbers, starts, sizes = bytearray(), bytearray(), [0]
    for article in articles:
        parts = article.text.replace("\n", " ").split(" ")
        numbers += np.fromiter(map(runs.__getitem__, parts), np.int32, len(parts)).tobytes()
        lengths = np.fromiter(map(len, parts), np.int32, len(parts)) + np.int32(1)
        starts += (lengths.cumsum(dtype=np.int32) - lengths).tobytes()
        sizes.append(len(parts))
    vocabulary, table = _cut(list(runs))
    numbers, starts, edges = np.frombuffer(numbers, np.int32), np.frombuffer(starts, np.int32), np.cumsum(sizes)
    held = np.add.reduceat(table[0][numbers], edges[:-1]) if articles else np.zeros(0, np.int64)
    bounds = np.concatenate(([0], held.cumsum(dtype=np.int64)))
    ids, places = np.empty((2, bounds[-1]), np.int32)
    for i in range(0, len(articles), BLOCK):
        last = min(i + BLOCK, len(articles))
        here, block = slice(bounds[i], bounds[last]), slice(edges[i], edges[last])
        ids[here], places[here] = _words(table, numbers[block], starts[block])
    return Corpus(articles, vocabulary, ids, places, bounds)


def _cut(runs: list[str]) -> tuple[list[str], tuple[np.ndarray, ...]]:
    """The vocabulary of the runs, and for each run how many words it holds, where they begin in the lists that follow,
    the number of each word, and its place in the run."""
    joined = "\n".join(runs)
    begins = np.cumsum([0] + [len(run) + 1 for run in runs[:-1]])
    cut, folded = words(joined), fold(joined)
    vocabulary: dict[str, int] = {}
    ids = [vocabulary.setdefault(folded[a:b], len(vocabulary)) for a, b in cut]
    at = np.array([a for a, _ in cut], np.int64)
    owner = np.searchsorted(begins, at, side="right") - 1
    holds = np.bincount(owner, minlength=len(runs))
    table = (holds, holds.cumsum() - holds, ids, at - begins[owner])
    return list(vocabulary), tuple(np.asarray(column, np.int32) for column in table)


def _words(table: tuple, numbers: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From the runs of some articles to their words: number and place of each."""
    holds, begins, ids, places = table
    many = holds[numbers]
    which = np.repeat(begins[numbers] - (many.cumsum() - many), many) + np.arange(many.sum())
    return ids[which], np.repeat(starts, many) + places[which]
