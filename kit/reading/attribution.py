"""Who says what: source, cue and content, found by rules that read a sentence word by word. No tagger, no data.

Long quotations shrink to one word (`frames`), the rules for each cue are tried (`sentence`, `rules`), and then come the
quotations that no cue claims: they go on where a speaker was just named, or stand alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kit.model import Article, Attribution, Span
from kit.reading.frames import Q, Frame, frames
from kit.reading.place import Found
from kit.reading.quotes import ALL_MARKS, quotations, speechlike
from kit.reading.sentence import announced, read
from kit.reading.smallwords import PRONOUNS
from kit.text import BREAKS, lines

#: Words that show a voice behind the voice: the agency, citing a witness, said.
CITING = frozenset("citing quoting cited quoted".split())
#: Characters: a longer first line is no headline.
LONGEST_HEADLINE = 160


def attributions(article: Article | str) -> list[Attribution]:
    """Who says what in an article, in the order of the text; a quotation without speaker has neither source nor cue.

    A quotation that goes on in a new sentence has its speaker as source and no cue of its own.

    >>> text = "“We won,” said Ali, a baker. “At last we won.”"
    >>> [(text[slice(*each.source)], text[slice(*each.content)], each.kind) for each in attributions(text)]
    [('Ali, a baker', '“We won,”', 'direct'), ('Ali, a baker', '“At last we won.”', 'direct')]
    """
    text, name = (article.text, article.id) if isinstance(article, Article) else (article, "")
    return list(_read(text, name))


@lru_cache(maxsize=256)  # other readers ask for the same articles: voice, figures, lexicons
def _read(text: str, name: str) -> tuple[Attribution, ...]:
    """The attributions of a text, with its article's id."""
    quoted, rows = quotations(text), lines(text)
    found: list[Attribution] = []
    for frame in frames(text, quoted):
        found += [_attribution(name, frame, each, quoted) for each in read(frame, headline=_in_headline(frame, rows))]
        found += _block(name, frame, rows)
    found += _unclaimed(text, name, quoted, found)
    return tuple(_with_hops(text, sorted(found, key=lambda each: (each.content, each.cue or (0, 0)))))


def _in_headline(frame: Frame, rows: list[Span]) -> bool:
    """Whether a sentence stands in the first line, and that line is as short as a headline."""
    return bool(frame.spans) and frame.spans[0][0] < rows[0][1] and rows[0][1] - rows[0][0] <= LONGEST_HEADLINE


def _attribution(name: str, frame: Frame, found: Found, quoted: list[Span]) -> Attribution:
    """What a rule found, in characters."""
    source, cue, content = (frame.span(*part) if part else None for part in (found.source, found.cue, found.content))
    source, content = source and _with_marks(source, quoted), _with_marks(content, quoted)
    kind = found.kind or _kind(content, frame.words[found.content[0]], frame.words[found.content[1] - 1], quoted)
    citing = [at for at, word in enumerate(frame.words) if word in CITING]
    outside = any(not found.content[0] <= at < found.content[1] for at in citing)
    return Attribution(name, source, cue, content, found.stance, kind, 2 if outside else 1)


def _with_marks(span: Span, quoted: list[Span]) -> Span:
    """A span together with the quotation marks that stand directly before and behind it."""
    start, end = span
    for at in (bisect_right(quoted, (start, start)) - 1, bisect_right(quoted, (end, end)) - 1):
        if at >= 0:
            opened, closed = quoted[at]
            start = opened if opened < start <= opened + 2 else start
            end = closed if closed - 2 <= end < closed and opened >= start else end
    return start, end


def _kind(content: Span, first: str, last: str, quoted: list[Span]) -> str:
    """Whether content is quoted from end to end, in part, or not at all."""
    if first == last == Q:
        return "direct"
    at = bisect_left(quoted, (content[0], 0))
    return "mixed" if quoted[at : at + 1] and quoted[at][0] < content[1] else "indirect"


def _block(name: str, frame: Frame, rows: list[Span]) -> Iterator[Attribution]:
    """The next line as content, where a sentence of speech ends in a colon and a line break."""
    spoken = announced(frame)
    if spoken:
        after = bisect_right(rows, (frame.spans[-1][0], frame.spans[-1][1] + 1))
        for content in rows[after : after + 1]:
            source = frame.span(*spoken.source) if spoken.source else None
            yield Attribution(name, source, frame.span(*spoken.cue), content, spoken.stance, "direct")


def _unclaimed(text: str, name: str, quoted: list[Span], found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The quotations long enough for speech that no cue claims: a speaker going on, or nobody named."""
    claimed = sorted(found, key=lambda each: each.content)
    starts, reach = [each.content[0] for each in claimed], _reach(each.content[1] for each in claimed)
    before = None  # whose quotation stood before, if nothing closed it
    for start, end in quoted:
        at = bisect_right(starts, start + 1) - 1
        own = claimed[at] if at >= 0 else None
        if (own is None or reach[at] < end - 1) and speechlike(text, (start, end)):
            own = before or own if before or own and _goes_on(text, own, start) else None
            yield _continued(name, own, (start, end))
        before = own if text[end - 1] not in ALL_MARKS else None


def _goes_on(text: str, speaker: Attribution, start: int) -> bool:
    """Whether a quotation that starts here follows the speaker's last words in the same line."""
    between = text[speaker.content[1] : start] if start - speaker.content[1] < 500 else "\n"
    return speaker.kind in ("direct", "mixed") and not any(mark in between for mark in BREAKS)


def _continued(name: str, speaker: Attribution | None, content: Span) -> Attribution:
    """A quotation of somebody who spoke before, or of nobody named."""
    if speaker is None:
        return Attribution(name, None, None, content, "neutral", "orphaned")
    return Attribution(name, speaker.source, None, content, speaker.stance, "direct", speaker.hops)


def _reach(ends: Iterable[int]) -> list[int]:
    """The farthest end up to each place."""
    farthest, reach = 0, []
    for end in ends:
        farthest = max(farthest, end)
        reach.append(farthest)
    return reach


def _with_hops(text: str, found: list[Attribution]) -> list[Attribution]:
    """The attributions, each with one hop more for every other speaker inside whose content it stands.

    A pronoun is taken to be the speaker around it: "Ali said he believed" has one voice.
    """
    result, outer = [], []
    for each in found:
        at, end = each.cue or each.content
        outer = [other for other in outer if other.content[1] > at]
        around = {other.source for other in outer if other.content[0] <= at and end <= other.content[1]}
        another = each.cue and each.source and text[slice(*each.source)].lower() not in PRONOUNS
        more = len(around - {None, each.source}) if another else 0
        result.append(replace(each, hops=each.hops + more) if more else each)
        outer = (outer + [each])[-4:] if each.cue else outer
    return result
