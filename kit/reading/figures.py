"""Figures: numbers that count something, what befell those counted, and on whose word.

Low and high say how exact a figure is: "ten" is 10 to 10, "at least ten" 10 to infinity, "up to ten" 0 to 10,
"275,000 to a million" as it says, and "dozens" 24 to 99. Dates, times, ages and names ("M10") are no figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from kit import tables
from kit.model import Article, Attribution, Figure, Span
from kit.reading.attribution import attributions
from kit.reading.doers import WORDS
from kit.reading.grammar import BE, DETERMINERS, HAVE, NUMBERS, PREPOSITIONS, around, folded
from kit.reading.quantity import MONEY, NUMBER, SHARES, bounds, how_exact
from kit.text import sentences

#: Units that nothing befalls, and nouns for people: where one of them follows a number, it is what is counted.
MEASURES = frozenset(
    "seconds minutes hour hours day days week weeks month months year years kilometre kilometres kilometer "
    "kilometers km "
    "mile miles metre metres meter meters feet acres dollars euros pounds".split())
PEOPLE = frozenset(
    "adults bodies boys children citizens civilians corpses deaths doctors families fighters girls inhabitants "
    "insurgents "
    "jihadists lives men members militants people persons rebels refugees residents soldiers terrorists troops "
    "victims "
    "volunteers women workers".split())
#: Where the noun that is counted has ended.
STOPS = PREPOSITIONS | BE | HAVE | frozenset(
    "a according also and became began came can could did do fell found got had held left less lost made may "
    "might more "
    "mostly must not of only or others remain said says sent should still than that took went which who whose will "
    "would".split())
_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
          r"oct(?:ober)?|"
          r"nov(?:ember)?|dec(?:ember)?)\.?")
#: Numbers that are a date, a time, an age or a name, by what follows and by what stands before.
_NO_COUNT_AFTER = re.compile(rf" ?(?:{_MONTH}(?![a-z])|[ap]\.?m\b|o'clock|gmt|years? old|st\b|nd\b|rd\b|th\b)")
_NO_COUNT_BEFORE = re.compile(rf"(?:(?<![a-z]){_MONTH}(?: \d\d?,?)?|aged?|no\.|number|article|resolution|chapter|"
                              rf"page|"
                              r"channel|group of|\+) \Z")
NUMBERS_AND = NUMBERS | {"and"}
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")


@dataclass(frozen=True)
class Outcome:
    """A word that says what befell those counted, and the name of that outcome."""

    form: str
    what: str  # killed | injured | casualties | displaced | evacuated | trapped | captured | missing | destroyed ...


@lru_cache(maxsize=1)
def outcomes() -> dict[str, str]:
    """The table ``words/outcomes.csv``."""
    return {row.form: row.what for row in tables.read(Outcome, WORDS / "outcomes.csv")}


def figures(article: Article | str, said: Sequence[Attribution] | None = None) -> list[Figure]:
    """Every figure that counts something; ``said`` are the article's attributions where they are known already.

    ``unit`` is the noun counted, as written, or "percent", "dollars"; ``what`` an outcome of ``words/outcomes.csv`` or
    ""; ``source`` the span of who gives the figure, None where nobody is named. Always show the sentence beside it.

    >>> for f in figures("At least 12 civilians were killed. About 30 to 40 trucks burned."):
    ...     print(f.low, f.high, f.unit, f.what or "-")
    12 inf civilians killed
    30 40 trucks -
    """
    article = article if isinstance(article, Article) else Article.of(article)
    text = folded(article.text)
    found = [figure for figure in (_figure(text, number) for number in NUMBER.finditer(text)) if figure]
    if not found:
        return []
    voices = _voices(attributions(article) if said is None else said)
    spans = sentences(article.text)
    starts = [start for start, _ in spans]
    return [Figure(article.id, *figure, _source(voices, figure[1] - 1), spans[bisect_right(starts, figure[1] - 1) - 1])
            for figure in found]


def _figure(text: str, number: re.Match) -> tuple[int, int, float, float, str, str] | None:
    """Start, end, low, high, unit and outcome; None where the number is a date, an age or counts nothing."""
    start, end = number.span()
    if _NO_COUNT_AFTER.match(text, end) or _NO_COUNT_BEFORE.search(text, max(0, start - 14), start):
        return None
    share = number["vague"] in SHARES
    if share and not re.match(r" (?:a|all|of|the|its|their)\b", text[end:end + 7]):
        return None
    (before, after), (how, start) = around(text, start, end), how_exact(text, start)
    unit = "percent" if share or number["share"] else MONEY.get(number["money"]) or counted(after)
    what = "" if unit in MEASURES else outcome(before, after)
    low, high = bounds(number, how)
    year = not how and _YEAR.match(number[0]) and (not what or before and before[-1] in PREPOSITIONS)
    if year or low > high or not (unit or what) or number[0] == "one" and not what:
        return None
    return start, end, low, high, unit, what


@lru_cache(maxsize=1)
def _no_noun() -> frozenset[str]:
    """Words between a number and its noun that are not counted themselves."""
    return DETERMINERS | NUMBERS | outcomes().keys()


def counted(after: list[str]) -> str:
    """The noun that a number counts: the last of at most four words before a preposition, a verb or an outcome.

    >>> counted("of other aid trucks in the convoy".split()), counted("were killed".split())
    ('trucks', '')
    """
    run: list[str] = []
    for word in after[after[:1] == ["of"]:][:6]:
        verb = run and (word in outcomes() or word.endswith(("ing", "ed", "ly")))
        if len(run) == 4 or verb or word in STOPS:
            break
        if word[0].isalpha() and word[-2:] != "ly" and word not in _no_noun():
            run.append(word)
    known = [word for word in run if word in PEOPLE or word in MEASURES]
    return (known[:1] or run[-1:] or [""])[0].replace("i\u0307", "i")  # a dotted capital I, in one letter or in two


def outcome(before: list[str], after: list[str]) -> str:
    """What befell those counted: the nearest word of the table, in the same clause and not past another number.

    >>> outcome(["killing"], "people and wounding 20".split()), outcome(["killed", "and"], ["others", "injured"])
    ('killed', 'injured')
    """
    behind, ahead = _first(after[:8], NUMBERS), _first(before[:-5:-1], NUMBERS_AND)
    if behind is not None and (behind == 0 or ahead is None or ahead > 2):
        return outcomes()[after[behind]]
    return "" if ahead is None else outcomes()[before[-1 - ahead]]


def _first(words: list[str], ends: frozenset[str]) -> int | None:
    """The place of the first outcome word, None if a number or one of ``ends`` comes before."""
    for place, word in enumerate(words):
        if word in outcomes():
            return place
        if word[0].isdigit() or word in ends:
            return None
    return None


def _voices(said: Sequence[Attribution]) -> list[tuple[int, int, Span]]:
    """Content spans with their sources, in order."""
    return sorted((*one.content, one.source) for one in said if one.content and one.source)


def _source(voices: list[tuple[int, int, Span]], at: int) -> Span | None:
    """Who says what stands at ``at``: the source of the content that begins nearest before it."""
    place = bisect_right(voices, (at, inf, (0, 0)))
    return next((source for start, end, source in reversed(voices[max(0, place - 8):place]) if start <= at < end), None)
