"""Where a line was seen before: the sentence elsewhere that shares most of its word pairs, and the words they share.

Shared word pairs show that a wording was copied. They do not see a paraphrase, and they do not say who copied whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import pandas as pd

from kit.model import Article
from kit.text import fold, lines, sentences, words

Passage = tuple[str, str]  # the id of an article, and one of its sentences


def reuse(page: Article, sources: Article | Iterable[Article]) -> pd.DataFrame:
    """For each line of a page the sentence in the sources that shares most of its word pairs.

    Columns: line (from 1), share (of the line's pairs of neighbouring words, 0 to 1: containment, Broder 1997),
    article, text, sentence; article and sentence are empty where no pair is shared. A page among its own sources is
    compared with its other lines, so that ``reuse(page, page)`` finds what stands there twice.
    """
    sources = [sources] if isinstance(sources, Article) else list(sources)
    known = [(one.id, passage) for one in sources for passage in (_lines if one.id == page.id else _sentences)(one)]
    rows = []
    for number, line in enumerate(_lines(page), 1):
        others = _without(known, (page.id, line))
        share, (article, sentence) = next(iter(closest(line, others, most=1)), (0.0, ("", "")))
        rows.append((number, share, article, line, sentence))
    return pd.DataFrame(rows, columns="line share article text sentence".split())


def _lines(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in lines(article.text)]


def _sentences(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in sentences(article.text)]


def _without(passages: Sequence[Passage], one: Passage) -> list[Passage]:
    """The passages without the first that is this one."""
    at = passages.index(one) if one in passages else len(passages)
    return [*passages[:at], *passages[at + 1:]]


def closest(line: str, passages: Iterable[Passage], *, most: int = 2) -> list[tuple[float, Passage]]:
    """The passages that share most of a line's word pairs, the best first: (share, passage); none that shares nothing.

    >>> closest("Rebels hold the road", [("a", "The army took the road."), ("b", "They hold the road.")])
    [(0.6666666666666666, ('b', 'They hold the road.')), (0.3333333333333333, ('a', 'The army took the road.'))]
    """
    own = pairs(line)
    shares = [(len(own & pairs(passage[1])) / len(own), passage) for passage in passages] if own else []
    return sorted((found for found in shares if found[0]), key=lambda found: -found[0])[:most]


def pairs(text: str) -> set[tuple[str, str]]:
    """The pairs of neighbouring words of a text, in lower case; one word alone is a pair with nothing.

    >>> sorted(pairs("The road, the city"))
    [('road', 'the'), ('the', 'city'), ('the', 'road')]
    """
    plain = _words(text)
    return set(zip(plain, plain[1:])) or {(word, "") for word in plain}


def _words(text: str) -> list[str]:
    folded = fold(text)
    return [folded[start:end] for start, end in words(folded)]


def shared_words(line: str, other: str) -> list[tuple[str, bool]]:
    """The line cut into pieces of two words and more that stand in the other text in the same order, and the rest.

    >>> shared_words("The rebels hold the road", "They say rebels hold a road")
    [('The ', False), ('rebels hold', True), (' the road', False)]
    """
    spans, at, pieces = words(line), 0, []
    for block in SequenceMatcher(None, _words(line), _words(other), False).get_matching_blocks():
        if block.size > 1:
            start, end = spans[block.a][0], spans[block.a + block.size - 1][1]
            pieces += [(line[at:start], False), (line[start:end], True)]
            at = end
    return [piece for piece in [*pieces, (line[at:], False)] if piece[0]]
