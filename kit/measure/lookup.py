"""Where a term stands in a corpus that was read: what `kit.text.any_of` would find, by way of the vocabulary."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from kit.errors import KitError
from kit.measure.tokens import Corpus
from kit.model import Span
from kit.text import any_of, fold, words

_REACH = 120  # characters from its first word on in which a phrase must end


class Hits(NamedTuple):
    """Hits in order, as arrays: article, start and end character, first word and the word after the last."""

    article: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    last: np.ndarray


def _term(pattern: str) -> tuple[re.Pattern, str, bool]:
    """A pattern's regular expression, the beginning that stands in one word, and whether that is all of it."""
    folded = fold(pattern).strip()
    plain = folded.rstrip("*")
    first = next(iter(words(plain)), (1, 1))
    if first[0] or "*" in plain or folded.count("*") > 1:
        raise KitError(f"{pattern!r} cannot be looked up. Give a word or a phrase that begins with a letter or a "
                         "digit; '*' may stand at its very end only.")
    head = plain[: first[1]].split("-")[0]
    return any_of([pattern]), head, head == plain


def _types(read: Corpus, head: str, seek: re.Pattern) -> dict[int, list[Span]]:
    """The words of the vocabulary that hold a pattern, and where in the word."""
    joined, ends = read.index
    if head.isascii():  # a plain search is many times faster, and finds every candidate
        places, at = [], joined.find(head)
        while at >= 0:
            places.append(at)
            at = joined.find(head, at + 1)
    else:
        places = [match.start() for match in seek.finditer(joined)]
    kinds = np.unique(np.searchsorted(ends, places, side="right")).tolist()
    found = {kind: [match.span() for match in seek.finditer(read.vocabulary[kind])] for kind in kinds}
    return {kind: inside for kind, inside in found.items() if inside}


def hits(read: Corpus, pattern: str) -> Hits:
    """Every place of a word or phrase ("*" at its end for any ending) in a corpus.

    >>> from kit.measure.tokens import corpus
    >>> from kit.model import Article
    >>> hits(corpus([Article.of("Cease-fire broken, the ceasefire held.")]), "cease-fire").start.tolist()
    [0, 23]
    """
    whole, head, single = _term(pattern)
    types = _types(read, head, whole if single else any_of([head + "*"]))
    layers = [np.zeros((0, 3), np.int64)]
    for rank in range(max(map(len, types.values()), default=0)):  # a word may hold a term twice: "house-to-house"
        spans = np.full((len(read.vocabulary), 2), -1, np.int32)
        for kind, inside in types.items():
            spans[kind] = inside[rank] if rank < len(inside) else -1
        first = np.flatnonzero((spans[:, 0] >= 0)[read.ids])
        layers.append(np.column_stack((first, read.starts[first, None] + spans[read.ids[first]])))
    found = np.concatenate(layers)
    found = found[np.lexsort((found[:, 1], found[:, 0]))] if len(layers) > 2 else found
    first, start, end = found.T
    article = np.searchsorted(read.bounds, first, side="right") - 1
    one = Hits(article, start, end, first, first + 1)
    return one if single else _phrases(read, one, whole)


def _phrases(read: Corpus, heads: Hits, whole: re.Pattern) -> Hits:
    """Those of the first words that the rest of the phrase follows."""
    found, free = [], (-1, 0)
    for i, start, first in zip(heads.article.tolist(), heads.start.tolist(), heads.first.tolist()):
        match = whole.match(fold(read.articles[i].text[start: start + _REACH]))
        if match and (i, start) >= free:
            end, last, edge = start + match.end(), first + 1, read.bounds[i + 1]
            while last < edge and read.starts[last] < end:
                last += 1
            found.append((i, start, end, first, last))
            free = (i, end)
    return Hits(*np.array(found, np.int64).reshape(-1, 5).T)


def spread(read: Corpus, pattern: str) -> np.ndarray:
    """How often a term stands in each article."""
    whole, head, single = _term(pattern)
    if not single:
        return np.bincount(hits(read, pattern).article, minlength=len(read.articles))
    word, article, n = read.cells
    total = np.zeros(len(read.articles), np.int64)
    for kind, inside in _types(read, head, whole).items():
        part = slice(*np.searchsorted(word, (kind, kind + 1)))
        total[article[part]] += n[part] * len(inside)
    return total
