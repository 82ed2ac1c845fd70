"""Contested figures side by side: who said how many, when, of what. Nothing here averages claims or picks one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf

import pandas as pd

from kit import tables
from kit.errors import KitError
from kit.model import Article, Claim, Figure
from kit.reading.figures import figures
from kit.reading.quantity import CEILING, FLOOR

DATE, SHARE = "date", "percent"  # units that share no axis with a count
LENGTHS = ("years", "months", "weeks", "days")  # nor do these with each other
#: Words of a claim, in the languages of claims.csv, that make its one number the lowest or the highest of an open range.
BOUNDS = dict.fromkeys([
    *FLOOR, "au moins", "plus de", "mindestens", "mehr als", "al menos", "más de", "almeno", "più di", "pelo menos", "mais de",
    "co najmniej", "ponad", "не менее", "как минимум", "более", "en az", "üzerinde", "fazla", "على الأقل", "أكثر من", "اكثر من",
    "ما لا يقل عن", "حداقل", "بیش از", "至少", "多人"], "at least") | dict.fromkeys([
    *CEILING, "maximum of", "bis zu", "höchstens", "jusqu'à", "au plus", "hasta", "fino a", "até", "до", "не более", "en fazla",
    "لا يتجاوز", "حداکثر", "最多"], "at most")
_BOUND = re.compile(rf"(?<![^\W\d])(?:{'|'.join(map(re.escape, BOUNDS))})(?![^\W\d])", re.IGNORECASE)


def claim_table(claims: Iterable[Claim]) -> pd.DataFrame:
    """Claims with low and high as numbers (days, for a date), in the order they were made.

    Columns: event, quantity, date, claimant, low, high, bound, unit, denominator, covers, as_worded, reported_by, url.
    """
    rows = [(c.event, c.quantity, c.claim_date, c.claimant, *_bounds(c), bound(c), c.unit, c.denominator,
             " to ".join(dict.fromkeys(filter(None, (c.covers_from, c.covers_to)))), c.as_worded, c.reported_by, c.url)
            for c in claims]
    table = pd.DataFrame(rows, columns="event quantity date claimant low high bound unit denominator covers as_worded "
                                       "reported_by url".split())
    return table.sort_values(["event", "quantity", "date", "claimant"], kind="stable", ignore_index=True)


def bound(claim: Claim) -> str:
    """"at least" or "at most" where a claim's words make its one number the end of an open range, "" where they do not.

    >>> from dataclasses import replace
    >>> [bound(replace(tables.claims()[0], as_worded=words)) for words in ("Au moins 40", "up to 40", "about 40", "en fazla 40")]
    ['at least', 'at most', '', 'at most']
    """
    said = (claim.low or claim.high) == (claim.high or claim.low) and claim.unit != DATE and _BOUND.search(claim.as_worded)
    return BOUNDS[said.group().lower()] if said else ""


def _bounds(claim: Claim) -> tuple[float | pd.Timestamp, float | pd.Timestamp]:
    """Lowest and highest reading of a claim; one bound alone stands for both."""
    ends = [claim.low or claim.high, claim.high or claim.low]
    try:
        low, high = (pd.Timestamp(end) if claim.unit == DATE else float(end) for end in ends)
        if inf in (low, high) or low != low:
            raise ValueError
    except ValueError:
        kind = "dates (2016-07-17)" if claim.unit == DATE else "numbers"
        raise KitError(f"The claim {claim.id} has the bounds {claim.low!r} and {claim.high!r}, which are not {kind}. "
                         "Correct its row in claims.csv.") from None
    if low > high:
        raise KitError(f"The claim {claim.id} has a lower bound ({claim.low}) above its upper bound ({claim.high}).")
    return low, high


def scale(unit: str) -> str:
    """The axis on which figures of a unit may stand: its own for dates, shares and lengths of time, else "number".

    >>> scale("percent"), scale("trucks"), scale("volunteers")
    ('percent', 'number', 'number')
    """
    return unit if unit in (DATE, SHARE, *LENGTHS) else "number"


def comparable(one: Claim, other: Claim) -> str:
    """Whether two claims count the same: "yes" where unit, denominator and days are stated and the same; "no" where one
    of them differs; else "unknown". Bases in other words count as different: whether they mean the same, you decide.
    """
    bases = [_same(pd.Series(pair)) for pair in zip(_base(one), _base(other))]
    return "no" if "different" in bases else "unknown" if "not stated" in bases else "yes"


def _base(claim: Claim) -> tuple[str, str, str]:
    """What a claim counts: unit, denominator, days."""
    return claim.unit, claim.denominator, f"{claim.covers_from} {claim.covers_to}".strip()


def disagreement(claims: Iterable[Claim]) -> pd.DataFrame:
    """How far apart the claims about each quantity are, and whether they count the same: one row a quantity and unit.

    Columns: event, quantity, unit, claims, claimants; low and high (of all claims) with lowest_by and highest_by
    (claimant, date); ratio of the bounds; first and last date; denominators and periods ("same", "different", "not
    stated"); comparable: "yes" only where both are stated and the same, "one claim" where there is nothing to compare.
    A low of 0 is often a denial: read ``as_worded``.
    """
    table = claim_table(claims)
    rows = [_range(*key, part) for key, part in table.groupby(["event", "quantity", "unit"], sort=True)]
    return pd.DataFrame(rows, columns="event quantity unit claims claimants low lowest_by high highest_by ratio first "
                                      "last denominators periods comparable".split())


def _range(event: str, quantity: str, unit: str, part: pd.DataFrame) -> tuple:
    """One row of `disagreement`."""
    least, most = part.loc[part["low"].idxmin()], part.loc[part["high"].idxmax()]
    plain = unit != DATE
    ratio = most["high"] / least["low"] if plain and least["low"] else float("nan")
    same = [_same(part[name]) for name in ("denominator", "covers")]
    days = sorted(day for day in part["date"] if day)
    return (event, quantity, unit, len(part), part["claimant"].nunique(),
            least["low"] if plain else f"{least['low']:%Y-%m-%d}", f"{least['claimant']}, {least['date']}",
            most["high"] if plain else f"{most['high']:%Y-%m-%d}", f"{most['claimant']}, {most['date']}",
            ratio, days[0] if days else "", days[-1] if days else "", *same,
            "one claim" if len(part) == 1 else "yes" if same == ["same", "same"] else
            "no" if "different" in same else "unknown")


def _same(values: pd.Series) -> str:
    """Whether all claims state one and the same base.

    >>> [_same(pd.Series(bases)) for bases in (["east Aleppo", "East Aleppo "], ["", "x"], ["x", "y", ""])]
    ['same', 'not stated', 'different']
    """
    stated = {value.strip().casefold() for value in values if value.strip()}
    if len(stated) > 1:
        return "different"
    return "same" if stated and all(value.strip() for value in values) else "not stated"


def figure_table(articles: Article | Iterable[Article]) -> pd.DataFrame:
    """The figures of one or several texts as the reader of figures finds them, in the order of the texts.

    Columns: outlet, words, allows (what the words allow, such as "18 or more"), low, high, counts (the noun), what
    (what befell those counted, "" if nothing), source ("" where nobody is named), sentence.
    """
    articles = [articles] if isinstance(articles, Article) else list(articles)
    rows = [_figure(article, found) for article in articles for found in figures(article)]
    return pd.DataFrame(rows, columns="outlet words allows low high counts what source sentence".split())


def _figure(article: Article, found: Figure) -> tuple:
    text = article.text
    source = text[slice(*found.source)] if found.source else ""
    return (tables.outlet_name(article), text[found.start:found.end], allowed(found.low, found.high), found.low, found.high,
            found.unit, found.what, source, " ".join(text[slice(*found.sentence)].split()))


def allowed(low: float, high: float) -> str:
    """What a figure allows, in words.

    >>> allowed(18, inf), allowed(0, 20), allowed(24, 99), allowed(1200, 1200)
    ('18 or more', '20 at most', '24 to 99', '1,200')
    """
    if high == inf:
        return f"{low:,.10g} or more"
    if low == high:
        return f"{low:,.10g}"
    return f"{low:,.10g} to {high:,.10g}" if low else f"{high:,.10g} at most"
