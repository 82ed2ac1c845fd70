"""Quotation marks: which open, which close, and what stands between them. One pass over each line."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from kit.model import Span
from kit.text import BREAKS, MARKS

#: A line break, a double mark, or a single mark that does not stand inside a word.
_MARK = re.compile(
    rf"[{BREAKS}]|[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]|''|``|"
    rf"(?<![\w{MARKS}])['\u2018\u2019\u201a\u2039]|['\u2019\u203a](?!\w)"
)
_OPENS, _CLOSES = "\u201c\u201e\u201f\u00ab\u2018\u201a\u2039``", "\u201d\u00bb\u203a"
_SINGLE, _STRAIGHT = "'\u2018\u2019\u201a\u2039\u203a", "\"\uff02"

#: Every mark, to strip them.
ALL_MARKS = "\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\uff02"

#: A run of at most this many words and characters, quoted without a cue, is scare quotes or a name, not speech.
SHORT_WORDS, SHORT_CHARACTERS = 4, 45


@lru_cache(maxsize=8)  # attribution and voice ask for the same text in turn
def quotations(text: str) -> tuple[Span, ...]:
    """The outermost quoted runs of a text, with their marks; a run never crosses a line. Odd marks are passed over.

    A quotation that nothing closes, opened by a curly mark or at the start of a line, runs to the end of the line: so
    does a speech that goes on in the next paragraph.

    >>> text = "“We won,” he said of the 'miracle'."
    >>> [text[a:b] for a, b in quotations(text)]
    ['“We won,”', "'miracle'"]
    """
    found: list[Span] = []
    opened: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark in BREAKS:
            found += _unclosed(text, opened, at)
            opened = []
        else:
            _read_mark(text, at, mark, (opened, found))
    return tuple(_outermost(found + _unclosed(text, opened, len(text))))


def _unclosed(text: str, opened: list[tuple[int, str]], end: int) -> list[Span]:
    """The first quotation of a line that nothing closed, if a curly mark or the line's start shows that it is one."""
    return [
        (at, end)
        for at, kind in opened[:1]
        if kind != "single" and (text[at] == "\u201c" or not at or text[at - 1] in BREAKS)
    ]


def _read_mark(text: str, at: int, mark: str, state: tuple[list, list]) -> None:
    """Open, close or pass over one mark: single marks pair with single ones, double ones with their own kind first."""
    opened, found = state
    kind = "single" if mark in _SINGLE else "straight" if mark in _STRAIGHT else "curly"
    near = range(len(opened) - 1, max(-1, len(opened) - 4), -1)
    same = [i for i in near if opened[i][1] == kind]
    partner = (same or [i for i in near if "single" not in (kind, opened[i][1])] or [None])[0]
    opens = _side(text, at, mark, partner is not None)
    if opens and (partner is None or mark in _OPENS or not same):
        opened.append((at, kind))
    elif opens:
        opened[partner:] = [(at, kind)]
    elif partner is not None:
        found.append((opened[partner][0], at + len(mark)))
        del opened[partner:]


def _side(text: str, at: int, mark: str, waiting: bool) -> bool:
    """Whether a mark opens: curly marks tell by their shape, straight ones by the space beside them."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    free_before = not before or before.isspace() or before in "([{-\u2013\u2014/\"'\u201c\u2018"
    free_after = not after or not (after.isalnum() or after in "\"'\u201c\u2018$([.\u2026#@")
    if mark in _CLOSES:
        return not waiting and free_before and not free_after
    if mark in _OPENS:
        return not waiting or free_before or not free_after
    if mark == "\u2019" or mark == "'" and after.isdigit():  # an apostrophe: ’90s
        return False
    return free_before and not free_after


def _outermost(spans: list[Span]) -> list[Span]:
    """The spans that no other span contains, in order."""
    outer: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def short(text: str, span: Span) -> bool:
    """Whether a quoted run is too short to be speech in itself: at most four words and 45 characters.

    >>> short("the 'so-called rebels' left", (4, 22))
    True
    """
    if span[1] - span[0] > 4 * SHORT_CHARACTERS:
        return False
    run = normalize("NFC", text[span[0] : span[1]])
    return len(run) <= SHORT_CHARACTERS + 2 and len(run.split()) <= SHORT_WORDS


def speechlike(text: str, span: Span) -> bool:
    """Whether a quoted run is speech by its look: long, or ending in a comma, full stop, question or exclamation mark.

    >>> text = "the 'so-called rebels' said 'No.'"
    >>> speechlike(text, (4, 22)), speechlike(text, (28, 33))
    (False, True)
    """
    last = text[max(span[0], span[1] - 4) : span[1]].rstrip(ALL_MARKS)[-1:]
    return not short(text, span) or last != "" and last in ",.!?\u2026"
