"""Words in their company: every line of a term, and the words that stand near it more often than elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from kit.measure.tokens import Corpus, changes, corpus
from kit.measure.keywords import log_likelihood
from kit.measure.lookup import hits
from kit.model import Article

_LETTER, _RTL = re.compile(r"[^\W\d_]"), re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
RTL = ("ar", "fa", "he", "ps", "ur")  # languages written from right to left
LINE = ["left", "hit", "right", "article", "outlet", "start", "end", "direction"]


def concordance(articles: Iterable[Article] | Corpus, pattern: str, *, width: int = 60) -> pd.DataFrame:
    """Every line of a term in its context (keyword in context, Luhn 1960): left, hit, right, article, outlet, ...

    ``pattern`` is a word or phrase as in a lexicon: any case, "*" at the end of it for any ending. ``width`` is the
    most characters on either side. ``start`` and ``end`` are the hit's place in the article; ``direction`` is "ltr" or
    "rtl".

    >>> concordance([Article.of("They call them rebels here.")], "rebel*")[["left", "hit", "right"]].values.tolist()
    [['They call them', 'rebels', 'here.']]
    """
    read = corpus(articles)
    where = hits(read, pattern)
    own = [read.articles[i] for i in np.unique(where.article)]
    lefts, found, rights = [], [], []
    for i, start, end in zip(*(part.tolist() for part in where[:3])):
        text = read.articles[i].text
        lefts.append(_before(text, start, width))
        found.append(text[start:end])
        rights.append(_after(text, end, width))
    times = np.unique(where.article, return_counts=True)[1]
    facts = [np.repeat(np.array(column, object), times) for column in (
        [article.id for article in own], [article.outlet for article in own], [direction(article) for article in own])]
    return pd.DataFrame(dict(zip(LINE, (lefts, found, rights, *facts[:2], where.start, where.end, facts[2]))))


def around(text: str, start: int, end: int, *, width: int = 60) -> tuple[str, str]:
    """The words before and behind a span, whole and on one line, in at most ``width`` characters each.

    >>> around("They call them rebels here.", 15, 21)
    ('They call them', 'here.')
    """
    return _before(text, start, width), _after(text, end, width)


def _before(text: str, start: int, width: int) -> str:
    """The words before a hit, whole, on one line."""
    piece = text[max(0, start - width): start]
    cut = piece.find(" ") + 1 if start > width and not text[start - width - 1].isspace() else 0
    return _line(piece[cut:])


def _after(text: str, end: int, width: int) -> str:
    """The words after a hit, whole, on one line; what is written close to the hit stays close."""
    piece = text[end: end + width]
    whole = len(text) <= end + width or text[end + width].isspace()
    return _line(piece if whole else piece[: piece.rfind(" ") + 1] or piece)


def _line(piece: str) -> str:
    """A piece of text on one line, with single spaces."""
    return " ".join(piece.split()) if "\n" in piece or "  " in piece else piece.strip()


def direction(article: Article) -> str:
    """Which way an article is read, "ltr" or "rtl": as most of its first letters are, without letters as its language.

    >>> direction(Article.of("AFP: حلب المحاصرة")), direction(Article.of("...", lang="fa"))
    ('rtl', 'rtl')
    """
    piece = article.text[:400]
    right = len(_RTL.findall(piece))
    left = len(_LETTER.findall(piece)) - right if right else 1
    return "rtl" if right > left or not right and article.lang[:2] in RTL and not _LETTER.search(piece) else "ltr"


def collocates(
    articles: Iterable[Article] | Corpus, term: str, *, window: int = 5, minimum: int = 3
) -> pd.DataFrame:
    """The words within ``window`` words of a term, in the same text, sorted by log-likelihood.

    Columns: word; near (each word of a text counts once, however many hits are close); elsewhere; texts (in how many it
    is near); logdice (Rychlý 2008: how exclusive, 14 at most); log_likelihood (Dunning 1993, 4 cells: how sure,
    negative where the word keeps away). Words near the term fewer than ``minimum`` times are left out.
    """
    read = corpus(articles)
    article, _, _, first, last = hits(read, term)
    node, close = np.zeros((2, len(read.ids)), bool)
    low, high = read.bounds[article], read.bounds[article + 1]
    for step in range(1, window + 1):
        close[(first - step)[first - step >= low]] = True
        close[(last - 1 + step)[last - 1 + step < high]] = True
    for step in range(int((last - first).max(initial=0))):
        node[(first + step)[first + step < last]] = True
    return _associations(read, (node, close & ~node), len(first), minimum)


def _associations(read: Corpus, masks: tuple[np.ndarray, np.ndarray], hits: int, minimum: int) -> pd.DataFrame:
    """The table of `collocates`, from the words of the term itself and those close to it."""
    node, close = (np.flatnonzero(mask) for mask in masks)
    near = np.bincount(read.ids[close], minlength=len(read.vocabulary))
    free = read.frequencies - np.bincount(read.ids[node], minlength=len(near))
    owner = np.searchsorted(read.bounds, close, side="right") - 1
    keys = np.sort(read.ids[close] * np.int64(len(read.articles)) + owner)
    texts = np.bincount(keys[changes(keys)] // max(1, len(read.articles)), minlength=len(near))
    kept, inside, outside = np.flatnonzero(near >= max(1, minimum)), int(near.sum()), int(free.sum() - near.sum())
    a, b = near[kept], (free - near)[kept]
    sure = log_likelihood(a, b, inside, outside) if inside and outside else np.zeros(len(kept))
    found = pd.DataFrame({
        "word": [read.vocabulary[i] for i in kept], "near": a, "elsewhere": b, "texts": texts[kept],
        "logdice": 14 + np.log2(2 * a / np.maximum(1, hits + free[kept])),
        "log_likelihood": np.where(a * outside >= b * inside, sure, -sure)})
    found.attrs = {"hits": hits, "words near": inside, "words elsewhere": outside}
    return found.sort_values(["log_likelihood", "word"], ascending=[False, True], ignore_index=True)
