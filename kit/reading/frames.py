"""The frame of a sentence: its words in a row, with every long quotation shrunk to one word, Q.

'"We will stay," said Ali, a baker. "We live here."' becomes  Q said ali , a baker  and  Q : short enough for rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kit.model import Span
from kit.reading.quotes import ALL_MARKS, speechlike
from kit.text import MARKS, fold, sentences

#: What a shrunk quotation looks like among the words of a frame.
Q = '"q"'
#: Words: a "sentence" that goes on for longer is none, and is read in pieces.
LONGEST = 300
_WORD = re.compile(
    rf"\"q+[.,!?;:\u2026]*\"?|\d+(?:[.,]\d+)+|[^\W_](?:[\w{MARKS}'.-]*[\w{MARKS}](?:(?<=\.\w)\.)?)?|[^\w\s]|_+"
)
#: What shows behind a short quotation that it is speech.
_SAID = re.compile(r",? (?:(?:he|she|they) )?(?:said|says|told|added)\b")
_STOPS = frozenset(".\u2026")
_END = "!?\u061f"
#: Place, date and agency before the first sentence: ALEPPO, 8 August (AFP) -
_DATELINE = re.compile(
    r"[A-Z][A-Z' ]{2,30}(?:, [A-Za-z]+)?(?:, [A-Za-z0-9. ]{3,20})?(?: \([A-Za-z ]{2,20}\))? [-\u2013\u2014] ")


class Frame(NamedTuple):
    """One sentence: folded words (punctuation marks are words too), their spans, and the text that these stand in."""

    words: list[str]
    spans: list[Span]
    text: str

    def capital(self, at: int) -> bool:
        """Whether the word at this place begins with a capital."""
        return self.text[self.spans[at][0]].isupper()

    def span(self, first: int, last: int) -> Span:
        """The characters from one word up to, and without, another."""
        return self.spans[first][0], self.spans[last - 1][1]


def frames(text: str, quoted: Sequence[Span]) -> Iterator[Frame]:
    """The frames of a text's sentences, in order; full stops are left out.

    >>> [frame.words for frame in frames('"We will all stay here," said Ali. He left.', [(0, 24)])]
    [['"q"', 'said', 'ali'], ['he', 'left']]
    """
    shrunk = shrink(text, quoted)
    folded = fold(shrunk)
    for start, end in sentences(shrunk):
        dateline = _DATELINE.match(shrunk, start, end)
        start = dateline.end() if dateline else start
        found = [(word, match.span()) for match in _WORD.finditer(folded, start, end)
                 if (word := match[0]) not in _STOPS]
        while found and found[-1][0] in _END:
            found.pop()
        yield from (_frame(found[at : at + LONGEST], shrunk) for at in range(0, len(found), LONGEST))


def _frame(found: list[tuple[str, Span]], shrunk: str) -> Frame:
    """The frame of some words and their spans."""
    words = [Q if word[0] == '"' and len(word) > 1 else word for word, _ in found]
    return Frame(words, [span for _, span in found], shrunk)


def shrink(text: str, quoted: Sequence[Span]) -> str:
    """The text with long quotations as one word of the same length, and without the marks around short ones.

    >>> shrink('"We will all stay here," he said of the "rebels" there.', [(0, 24), (40, 48)])
    '"QQQQQQQQQQQQQQQQQQQQQ," he said of the  rebels  there.'
    """
    pieces, at = [], 0
    for start, end in quoted:
        speech = speechlike(text, (start, end)) or bool(_SAID.match(text, end))
        pieces += [text[at:start], _shrunk(text[start:end], speech)]
        at = end
    return "".join([*pieces, text[at:]])


def _shrunk(run: str, speech: bool) -> str:
    """One quoted run: a word of Qs between quotation marks, or its own words between spaces."""
    inner = run.strip(ALL_MARKS)
    before = run.index(inner) if inner else len(run)
    after = len(run) - before - len(inner)
    stop = inner[-1:] if inner[-1:] in ",.!?\u2026" else ""
    if not speech or not inner:
        return " " * before + inner + " " * after
    opening, closing = '"'.rjust(before) if before else "", '"'.ljust(after) if after else ""
    return opening + "Q" * (len(inner) - len(stop)) + stop + closing
