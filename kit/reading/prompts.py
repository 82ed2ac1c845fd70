"""Prompts, never verdicts: where a text has words that make a coder ask a frame's question.

The questions are those of Semetko & Valkenburg 2000 (generic frames) and Lee & Maslog 2005 (war and peace journalism),
as the codebook words them. Which list of words goes with which question stands in ``words/frame-cues.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.model import Annotation, Article
from kit.reading.doers import WORDS
from kit.reading.grammar import plain
from kit.reading.lexicon import Scanner


@dataclass(frozen=True)
class FrameCue:
    """The entries of one code of a lexicon are cues to one question of the codebook."""

    item: str  # frame.<name>.<number> or journalism.<war or peace>.<number>, as in the codebook
    lexicon: str
    code: str


@lru_cache(maxsize=1)
def _scanners() -> tuple[list[Scanner], dict[tuple[str, str], list[str]]]:
    """The scanners of the lexicons that hold cues, and the questions of each (coder, code)."""
    items: dict[tuple[str, str], list[str]] = {}
    for cue in tables.read(FrameCue, WORDS / "frame-cues.csv"):
        items.setdefault((f"lexicon:{cue.lexicon}", cue.code), []).append(cue.item)
    names = sorted({coder.partition(":")[2] for coder, _ in items})
    return [Scanner.of(tables.lexicon(name)) for name in names], items


def prompts(article: Article | str) -> list[Annotation]:
    """A mark for every cue: ``code`` is "frame.<name>", ``note`` the question of the codebook that it raises.

    A cue is a reason to read the sentence, not an answer; no cue is no answer either.

    >>> [(m.quote, m.code, m.note) for m in prompts("Both sides clashed.")]
    [('Both sides', 'frame.conflict', 'frame.conflict.3'), ('clashed', 'frame.conflict', 'frame.conflict.1')]
    """
    article = article if isinstance(article, Article) else Article.of(article)
    marks = []
    for start, end, item in sorted(_cues(plain(article.text))):
        code, quote = f"frame.{item.split('.')[1]}", article.text[start:end]
        marks.append(Annotation(article.id, start, end, code, "rule:prompts", quote=quote, note=item))
    return marks


def _cues(text: str) -> Iterator[tuple[int, int, str]]:
    """Every cue of a folded text with each question it raises."""
    scanners, items = _scanners()
    for scanner in scanners:
        for start, end, entry, coder in scanner.scan(text):
            for item in items.get((coder, entry.code), ()):
                yield start, end, item
