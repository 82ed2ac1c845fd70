"""Numbers in digits and words: how exact they are, what they count, what befell those counted, and on whose word.

Low and high say how exact a figure is: "ten" is 10 to 10, "at least ten" 10 to infinity, "up to ten" 0 to 10,
"275,000 to a million" as it says, and "dozens" 24 to 99. Dates, times, ages and names ("M10") are no figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from kit import tables
from kit.model import Article, Attribution, Figure, Span
from kit.reading.attribution import attributions
from kit.reading.doers import WORDS
from kit.reading.grammar import BE, DETERMINERS, HAVE, NUMBERS, PREPOSITIONS, around
from kit.text import fold, sentences

ONES = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUE = {word: i + 1 for i, word in enumerate(ONES)} | {word: 10 * i + 20 for i, word in enumerate(TENS)} | {"a": 1, "an": 1}
SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "bn": 10**9, "m": 10**6, "k": 1000}
#: Numbers that give only a size: the lowest and the highest they can mean.
VAGUE = {
    "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999), "millions": (2e6, inf),
    "tens of thousands": (2e4, 99999), "hundreds of thousands": (2e5, 999999), "tens of millions": (2e7, inf),
    "several dozen": (24, 99), "several hundred": (200, 999), "several thousand": (2000, 9999),
    "half": (50, 50), "a third": (100 / 3, 100 / 3), "one third": (100 / 3, 100 / 3), "two thirds": (200 / 3, 200 / 3),
    "a quarter": (25, 25), "three quarters": (75, 75)}
SHARES = frozenset("half|a third|one third|two thirds|a quarter|three quarters".split("|"))
FLOOR = frozenset("at least|more than|over|well over|just over|no fewer than|no less than|upwards of|in excess of".split("|"))
CEILING = frozenset("up to|as many as|at most|fewer than|less than|under|just under|no more than|not more than".split("|"))
ROUGH = frozenset("about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated|between|another|"
                  "a further|a total of".split("|"))
#: Units that nothing befalls.
MEASURES = frozenset("seconds minutes hours days weeks months years kilometres kilometers km miles metres meters feet acres "
                     "hour day week month year kilometre kilometer mile metre meter dollars euros pounds".split())
#: Nouns that end the search for what is counted.
PEOPLE = frozenset("adults bodies boys children citizens civilians corpses deaths doctors families fighters girls inhabitants "
                   "insurgents jihadists lives men members militants people persons rebels refugees residents soldiers terrorists "
                   "troops victims volunteers women workers".split())
#: Where the noun that is counted has ended.
STOPS = PREPOSITIONS | BE | HAVE | frozenset(
    "according also and can could did do had less may might more mostly must not of only or others said says should still than that "
    "which who whose will would a".split())
MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}

_SMALL = "|".join([*TENS, *sorted(ONES, key=len, reverse=True)])
_BIG = "hundred|thousand|million|billion|dozen"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_ONE = (rf"(?:(?:{_DIGITS})(?:[ -](?:{_BIG}|bn)(?![\w'])|(?:bn|m|k)(?!\w))?"
        rf"|(?:half )?an? (?:{_BIG})(?![\w'])|(?:{_SMALL}|{_BIG})(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_SMALL}|{_BIG})(?![\w'])){{0,8}})")
_LOOSE = "|".join(sorted((words.replace(" ", "[ -]") for words in VAGUE), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?<![\w.,:/'-])(?P<money>[$€£])?(?:(?P<vague>{_LOOSE})|(?<=between )(?P<least>{_ONE}) and (?P<most>{_ONE})"
    rf"|(?P<low>{_ONE})(?:(?: to | or | ?[-\u2013] ?)(?P<high>{_ONE}))?)"
    r"(?![\w:/]|[.,]\d|'\w|-\w)(?P<share> ?%| per ?cent(?![a-z])| percentage points?)?")
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
#: Digits that are a date, a time or an age, by what follows and by what stands before.
_NO_COUNT_AFTER = re.compile(rf" ?(?:{_MONTH}(?![a-z])|[ap]\.?m\b|o'clock|gmt|years? old|st\b|nd\b|rd\b|th\b)")
_NO_COUNT_BEFORE = re.compile(rf"(?:(?<![a-z]){_MONTH}(?: \d\d?,?)?|aged?|no\.|number|article|resolution|chapter|page|channel|group of|\+) \Z")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")


@dataclass(frozen=True)
class Outcome:
    """A word that says what befell those counted, and the name of that outcome."""

    form: str
    what: str  # killed | injured | casualties | displaced | evacuated | trapped | captured | missing | destroyed | hit | ...


@lru_cache(maxsize=1)
def outcomes() -> dict[str, str]:
    """The table ``words/outcomes.csv``."""
    return {row.form: row.what for row in tables.read(Outcome, WORDS / "outcomes.csv")}


def value(words: str) -> float:
    """The value of a folded number in digits or words.

    >>> [value(words) for words in ("1,200", "2.5 million", "half a million", "two hundred and five", "two dozen")]
    [1200, 2500000.0, 500000.0, 205, 24]
    """
    total, current = 0, 0
    for part in re.findall(r"\d[\d.,]*|[a-z]+", words):
        if part[0].isdigit():
            digits = part.replace(",", "").rstrip(".")
            current = int(digits) if digits.isdigit() and len(digits) < 16 else float(digits)
        elif part in SCALE:
            current = (current or 1) * SCALE[part]
            if SCALE[part] >= 1000:
                total, current = total + current, 0
        elif part == "half":
            current = 0.5
        elif part in VALUE and not (part in ("a", "an") and current):
            current += VALUE[part]
    return total + current


def figures(article: Article | str, said: list[Attribution] | None = None) -> list[Figure]:
    """Every figure that counts something; ``said`` are the article's attributions where they are known already.

    ``unit`` is the noun counted as written, or "percent", "dollars"; ``what`` the outcome of ``words/outcomes.csv`` or "";
    ``source`` the span of who gives it, None where nobody is named. Always show the sentence beside it.

    >>> [(f.low, f.high, f.unit, f.what) for f in figures("At least 12 civilians were killed, 30 to 40 trucks burned.")]
    [(12, inf, 'civilians', 'killed'), (30, 40, 'trucks', '')]
    """
    article = article if isinstance(article, Article) else Article.of(article)
    text, found = fold(article.text), []
    spans = sentences(article.text)
    starts = [start for start, _ in spans]
    for match in _FIGURE.finditer(text):
        figure = _figure(article.id, text, match)
        if figure:
            found.append((figure, spans[bisect_right(starts, match.start()) - 1]))
    voices = _voices(attributions(article) if said is None else said) if found else []
    return [Figure(*figure, _source(voices, figure[1]), sentence) for figure, sentence in found]


def _figure(article: str, text: str, match: re.Match) -> tuple | None:
    """A figure's first fields, None where the number is a date, an age or counts nothing."""
    start, end = match.span()
    if _NO_COUNT_AFTER.match(text, end) or _NO_COUNT_BEFORE.search(text, max(0, start - 14), start):
        return None
    if match["vague"] in SHARES and not re.match(r" (?:a|all|of|the|its|their)\b", text[end:end + 7]):
        return None
    how, start = _how(text, start)
    low, high = bounds(match, how)
    before, after = around(text, start, end)
    unit = "percent" if match["share"] or match["vague"] in SHARES else MONEY.get(match["money"]) or counted(after)
    what = "" if unit in MEASURES else outcome(before, after)
    if not (unit or what) or low > high or not how and _YEAR.match(match[0]) and (not what or before and before[-1] in PREPOSITIONS):
        return None
    if match[0] == "one" and not what:
        return None
    return article, start, end, low, high, unit, what


def _how(text: str, start: int) -> tuple[str, int]:
    """The words before a number that say how exact it is, and where they begin; "" and the number's start if there are none."""
    words = text[max(0, start - 24):start].split(" ")
    for size in (3, 2, 1):
        how = " ".join(words[-size - 1:-1])
        if how in FLOOR or how in CEILING or how in ROUGH:
            return how, start - len(how) - 1
    return "", start


def bounds(match: re.Match, how: str) -> tuple[float, float]:
    """The lowest and highest value that a figure allows; in "2-3 million" the scale holds for both."""
    if match["vague"]:
        low, high = VAGUE[match["vague"].replace("-", " ")]
    else:
        first, second = match["least"] or match["low"], match["most"] or match["high"]
        low, high = value(first), value(second or first)
        scale = SCALE.get((second or "").split(" ")[-1], 1)
        if first.replace(".", "").isdigit() and scale > 12 and low * scale < high:
            low *= scale
    if how in FLOOR:
        return low, inf
    return (0, high) if how in CEILING else (low, high)


def counted(after: list[str]) -> str:
    """The noun that a number counts: the last of at most four words before a preposition, a verb or an outcome.

    >>> counted("of other aid trucks in the convoy".split()), counted("were killed".split())
    ('trucks', '')
    """
    run: list[str] = []
    for word in after[after[:1] == ["of"]:][:6]:
        named = word == "is" and word == after[0]  # "10 IS fighters"
        if len(run) == 4 or not named and word in STOPS or run and (word in outcomes() or word[-3:] == "ing" or word[-2:] in ("ed", "ly")):
            break
        if not (named or word in DETERMINERS or word in outcomes() or word in NUMBERS) and word.isalpha() or "-" in word:
            run.append(word)
    known = [word for word in run if word in PEOPLE or word in MEASURES]
    return (known or run or [""])[0 if known else -1]


def outcome(before: list[str], after: list[str]) -> str:
    """What befell those counted: the nearest word of the table, in the same clause and not past another number.

    >>> outcome(["killing"], "people and wounding 20".split()), outcome(["killed", "and"], ["others", "injured"])
    ('killed', 'injured')
    """
    behind, ahead = _first(after[:8], NUMBERS), _first(before[:-5:-1], NUMBERS | {"and"})
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


def _voices(said: list[Attribution]) -> list[tuple[int, int, Span]]:
    """Content spans with their sources, in order, innermost last."""
    return sorted((*one.content, one.source) for one in said if one.content and one.source)


def _source(voices: list[tuple[int, int, Span]], at: int) -> Span | None:
    """Who says what stands at ``at``: the source of the content that begins nearest before it."""
    place = bisect_right(voices, (at, inf, (0, 0)))
    for start, end, source in reversed(voices[max(0, place - 8):place]):
        if start <= at < end:
            return source
    return None
