"""Numbers in digits and words: how they are written, what they are worth, and how exact they are."""

from __future__ import annotations

import re
from math import inf

ONES = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUE = dict(zip(ONES, range(1, 20))) | dict(zip(TENS, range(20, 100, 10))) | {"half": 0.5, "quarter": 0.25}
SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "billion": 10**9,
         "bn": 10**9}
#: Parts of a whole, in percent.
SHARES = {"half": 50, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25,
          "three quarters": 75}
#: Words that give only a size: the lowest and the highest number that they can mean.
SIZES = {"dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999),
         "millions": (2e6, inf), "tens of thousands": (2e4, 99999), "hundreds of thousands": (2e5, 999999),
         "tens of millions": (2e7, inf),
         "several dozen": (24, 99), "several hundred": (200, 999), "several thousand": (2000, 9999)}
VAGUE = SIZES | {words: (share, share) for words, share in SHARES.items()}
MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
#: Words before a number that set a floor, set a ceiling, or make it a rough one.
FLOOR = frozenset("at least|more than|over|well over|just over|no fewer than|no less than|upwards of|in excess "
                  "of".split("|"))
CEILING = frozenset("up to|as many as|at most|fewer than|less than|under|just under|no more than|not more "
                    "than".split("|"))
ROUGH = frozenset("about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated|between|"
                  "another|"
                  "a further|a total of".split("|"))

_SMALL = "|".join([*TENS, *sorted(ONES, key=len, reverse=True)])
_BIG = "hundred|thousand|million|billion|dozen"
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:[ -](?:{_BIG}|bn)(?![\w'])|(?:bn|m|k)(?!\w))?"
_WORDS = (rf"(?:(?:half|a quarter of) )?an? (?:{_BIG})(?![\w'])|"
          rf"(?:{_SMALL}|{_BIG})(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_SMALL}|{_BIG})(?![\w'])){{0,8}}")
_ONE = rf"(?:{_DIGITS}|{_WORDS})"
_VAGUE = "|".join(sorted((words.replace(" ", "[ -]") for words in VAGUE), key=len, reverse=True))
#: A number, a range ("ten to 20", "between 10 and 20"), a size ("dozens") or a share ("half"), in folded text.
NUMBER = re.compile(
    rf"(?<![\w.,:/'-])(?P<money>[$€£])?(?:(?P<vague>(?:{_VAGUE})(?! (?:of )?an? (?:{_BIG})))|"
    rf"(?<=between )(?P<least>{_ONE}) and (?P<most>{_ONE})|(?P<low>{_ONE})(?:(?: to | or | ?[-\u2013] "
    rf"?)(?P<high>{_ONE}))?)"
    r"(?![\w:/]|[.,]\d|'\w|-\w)(?P<share> ?%| per ?cent(?![a-z])| percentage points?)?")


def value(words: str) -> float:
    """The value of a folded number in digits or words.

    >>> [value(words) for words in ("1,200", "2.5 million", "half a million", "two hundred and five", "two dozen")]
    [1200, 2500000.0, 500000.0, 205, 24]
    """
    total, current = 0, 0
    for part in re.findall(r"\d[\d.,]*|[a-z]+", words):
        digits = part.replace(",", "").rstrip(".")
        if part[0].isdigit():
            current = int(digits) if digits.isdigit() and len(digits) < 16 else float(digits)
        elif part in SCALE:
            current = (current or 1) * SCALE[part]
            if SCALE[part] >= 1000:
                total, current = total + current, 0
        else:
            current += VALUE.get(part, 0)
    return total + current


def how_exact(text: str, start: int) -> tuple[str, int]:
    """The words before a number that say how exact it is, and where they begin; "" and the number's start if none do.

    >>> how_exact("killed at least ten", 16)
    ('at least', 7)
    """
    words = text[max(0, start - 24):start].replace("\n", " ").split(" ")
    for size in (3, 2, 1):
        how = " ".join(words[-size - 1:-1])
        if how in FLOOR or how in CEILING or how in ROUGH:
            return how, start - len(how) - 1
    return "", start


def bounds(number: re.Match, how: str) -> tuple[float, float]:
    """The lowest and highest value that a match of NUMBER allows; in "2-3 million" the scale holds for both.

    >>> bounds(NUMBER.search("2-3 million"), ""), bounds(NUMBER.search("ten"), "at least")
    ((2000000, 3000000), (10, inf))
    """
    if number["vague"]:
        low, high = VAGUE[number["vague"].replace("-", " ")]
    else:
        first, second = number["least"] or number["low"], number["most"] or number["high"]
        low, high = value(first), value(second or first)
        scale = SCALE.get((second or "").split(" ")[-1], 1)
        if first.replace(".", "").isdigit() and scale > 12 and low * scale < high:
            low *= scale
    if how in FLOOR:
        return low, inf
    return (0, high) if how in CEILING else (low, high)
