"""Whose words are they? The voice of any marked span: attributed, in scare quotes, or with no attribution found.

On articles whose speakers people had marked, "attributed" was right far more often than "no attribution found"
(`make accuracy` prints both): the last is a question to the reader, not a finding about the outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kit.model import VOICES, Article, Attribution, Span
from kit.reading.attribution import attributions as read
from kit.reading.grammar import plain
from kit.reading.quotes import quotations, short
from kit.text import MARKS

ATTRIBUTED, SCARE, NONE = VOICES

#: Words that hold the next few words at arm's length, as scare quotes do.
DISTANCED = re.compile(  # what stands before the first letter is looked at second, which is many times faster
    r"(?:s(?<!\w.)(?:o[ -]called|elf-(?:styled|proclaimed|declared))|"
    r"w(?<!\w.)hat (?:it|he|she|they) (?:calls?|called|terms?|termed)) "
    rf"(?:the |an? )?((?:[\w'{MARKS}-]+ ){{0,2}}[\w'{MARKS}-]+)"
)


def voice(article: Article | str, span: Span, attributions: Sequence[Attribution] | None = None) -> str:
    """The voice of one span: one of `kit.model.VOICES`.

    >>> voice("The army said terrorists fled.", (14, 24))
    'attributed'
    >>> voice("The “rebels” left.", (5, 11)), voice("The rebels left.", (4, 10))
    ('scare quotes', 'no attribution found')
    """
    return voices(article, [span], attributions)[0]


def voices(
    article: Article | str, spans: Iterable[Span], attributions: Sequence[Attribution] | None = None
) -> list[str]:
    """The voice of every span, in order; attributions already read may be handed in, and are read otherwise."""
    text = article.text if isinstance(article, Article) else article
    said = bytearray(len(text) + 1)
    for attribution in read(article) if attributions is None else attributions:
        for start, end in spoken(attribution):
            said[start:end] = b"\1" * (end - start)
    scare = bytearray(len(text) + 1)
    for start, end in scare_quotes(text):
        scare[start:end] = b"\1" * (end - start)
    return [ATTRIBUTED if said[start] else SCARE if scare[start] else NONE for start, _ in spans]


def spoken(attribution: Attribution) -> list[Span]:
    """The content without the source and cue that may stand in its midst ("X, said Y, Z").

    >>> spoken(Attribution("", (6, 8), (3, 5), (0, 12), "neutral"))
    [(0, 3), (5, 6), (8, 12)]
    """
    if not attribution.content:
        return []
    at, end = attribution.content
    pieces = []
    for start, stop in sorted(span for span in (attribution.source, attribution.cue) if span):
        if at <= start < end:
            pieces.append((at, start))
            at = max(at, stop)
    return [piece for piece in [*pieces, (at, end)] if piece[0] < piece[1]]


def scare_quotes(text: str) -> list[Span]:
    """Short quoted runs, and the words after "so-called" or "what it calls"; whether they have a cue is not asked here.

    >>> text = "the 'miracle' of so-called rebels"
    >>> [text[a:b] for a, b in scare_quotes(text)]
    ["'miracle'", 'rebels']
    """
    quoted = [span for span in quotations(text) if short(text, span)]
    return sorted(quoted + [match.span(1) for match in DISTANCED.finditer(plain(text))])
