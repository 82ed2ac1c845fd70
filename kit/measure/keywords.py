"""Keyness: which words set two groups of texts apart, with effect, evidence, spread and number of texts together.

A key word is a place to start reading, not a finding: run `concordance` on it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kit.errors import KitError
from kit.measure.tokens import Corpus, corpus
from kit.model import Article

HALF = 0.5  # what stands for a count of zero in a log ratio
BLOCK = 200_000  # cells of the word-by-article table that are worked on in one step


def log_likelihood(first, second, words_first, words_second, *, cells: int = 4):
    """Dunning's (1993) G² of a word that occurs ``first`` times among ``words_first`` words, ``second`` among others.

    ``cells=4`` counts the other words too (the full table, as nltk does); ``cells=2`` is the form of Rayson & Garside
    (2000) that corpus tools print. Both take numbers, or arrays of one shape.

    >>> [float(log_likelihood(100, 50, 100_000, 120_000, cells=cells).round(4)) for cells in (4, 2)]
    [27.3694, 27.3508]
    """
    observed = np.array([first, second], float)
    sizes = np.array([words_first, words_second], float).reshape((2,) + (1,) * (observed.ndim - 1))
    share = observed.sum(axis=0) / sizes.sum(axis=0)
    terms = [(observed, sizes * share)]
    if cells == 4:
        terms.append((sizes - observed, sizes * (1 - share)))
    return 2 * sum((_times_log(seen, expected)).sum(axis=0) for seen, expected in terms)


def _times_log(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """seen · ln(seen / expected), which is 0 where nothing is seen."""
    return seen * np.log(np.where(seen > 0, seen, 1) / np.where(seen > 0, expected, 1))


def log_ratio(first, second, words_first, words_second):
    """Hardie's (2014) log ratio: how often the word's rate doubles from the second group to the first.

    A count of zero stands as one half, in that group only, so that the ratio stays finite: read it as "at least".

    >>> float(log_ratio(40, 10, 10_000, 10_000)), float(log_ratio(4, 0, 1_000, 1_000))
    (2.0, 3.0)
    """
    one, other = (np.where(np.asarray(n) > 0, n, HALF) for n in (first, second))
    return np.log2(one / words_first / (other / words_second))


def log_odds(first, second, *, prior: float = 1000):
    """The z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 16-22).

    ``first`` and ``second`` are the counts of *all* words of the two groups; the prior is their sum, scaled to
    ``prior`` words. A larger prior pulls rare words harder towards 0. |z| > 1.96 is a screen, not a test.
    """
    both = np.array([first, second], float)
    weight = prior * both.sum(axis=0) / max(1.0, both.sum())
    pulled = both + weight
    rest = both.sum(axis=1, keepdims=True) + prior - pulled
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(pulled / rest)
        return (odds[0] - odds[1]) / np.sqrt((1 / pulled).sum(axis=0))


def dispersion(read: Corpus) -> np.ndarray:
    """Gries' (2008) DP of every word of the vocabulary over the articles; not a number for a word that does not occur.

    0: spread as the texts are long; near 1: all in one short text.
    """
    share, away = read.sizes / max(1, len(read.ids)), np.zeros(len(read.vocabulary))
    for at in range(0, len(read.cells[0]), BLOCK):  # block by block, to need little memory
        word, article, n = (column[at: at + BLOCK] for column in read.cells)
        expected = share[article]  # a text without the word is away by all that was expected of it
        away += np.bincount(word, np.abs(n / read.frequencies[word] - expected) - expected, len(away))
    return np.where(read.frequencies > 0, (away + 1) / 2, np.nan)


def keyness(
    first: Iterable[Article] | Corpus, second: Iterable[Article] | Corpus, *, prior: float = 1000, minimum: int = 3
) -> pd.DataFrame:
    """The words of two groups of articles, those of the first on top (sorted by ``log_odds_z``).

    Columns: word; first, second (counts); per_1000_first, per_1000_second; texts_first, texts_second; log_ratio
    (effect); log_likelihood (4 cells), log_likelihood_2 (2 terms), log_odds_z (evidence); dp_first, dp_second (Gries'
    DP: spread); note ("in one text only"). Words that occur fewer than ``minimum`` times in all are left out of the
    table, not of the sums. ``attrs`` holds words and texts of each group and the size of the prior.
    """
    first, second = _together(first, second)
    n, m = len(first.ids), len(second.ids)
    if not n or not m:
        raise KitError(f"Keyness compares two groups of texts, and the {'second' if n else 'first'} has no words.")
    a, b = first.frequencies, second.frequencies
    kept = np.flatnonzero(a + b >= minimum)
    texts = [np.bincount(read.cells[0], minlength=len(a))[kept] for read in (first, second)]
    scores = {
        "log_ratio": log_ratio(a[kept], b[kept], n, m),
        "log_likelihood": log_likelihood(a[kept], b[kept], n, m),
        "log_likelihood_2": log_likelihood(a[kept], b[kept], n, m, cells=2),
        "log_odds_z": log_odds(a, b, prior=prior)[kept],
        "dp_first": dispersion(first)[kept], "dp_second": dispersion(second)[kept],
        "note": np.where(texts[0] + texts[1] == 1, "in one text only", ""),
    }
    found = pd.DataFrame({
        "word": np.array(first.vocabulary, object)[kept], "first": a[kept], "second": b[kept],
        "per_1000_first": 1000 * a[kept] / n, "per_1000_second": 1000 * b[kept] / m,
        "texts_first": texts[0], "texts_second": texts[1], **scores})
    found.attrs = {"words": (n, m), "texts": (len(first.articles), len(second.articles)), "prior": prior,
                   "minimum": minimum, "zero counts as": HALF}
    return found.sort_values(["log_odds_z", "word"], ascending=[False, True], ignore_index=True)


def _together(first: Iterable[Article] | Corpus, second: Iterable[Article] | Corpus) -> tuple[Corpus, Corpus]:
    """Both groups with one vocabulary; the second is renumbered if it was read apart."""
    first, second = corpus(first), corpus(second)
    if first.vocabulary is second.vocabulary:
        return first, second
    shared = {word: i for i, word in enumerate(first.vocabulary)}
    number = np.array([shared.setdefault(word, len(shared)) for word in second.vocabulary], np.int32)
    vocabulary = list(shared)
    ids = number[second.ids] if len(number) else second.ids
    return (Corpus(first.articles, vocabulary, first.ids, first.starts, first.bounds),
            Corpus(second.articles, vocabulary, ids, second.starts, second.bounds))
