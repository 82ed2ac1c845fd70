"""Who did it and with what: the noun phrase after "by", and the weapon or attack after "by", "in", "with" or "under".

A weapon or an attack is an instrument, never a doer: "killed by shelling" and "killed in strikes" name nobody.
All functions take folded text (`kit.text.fold`) and give spans into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kit import tables
from kit.model import Span
from kit.reading.grammar import PREPOSITIONS, STOP
from kit.text import MARKS

WORDS = Path(__file__).parent / "words"

#: Another clause begins: what stands behind it belongs to another verb.
CLAUSE = re.compile(
    r"[.,;:?!\"()\n]|(?<![\w'-])(?:after|although|and (?:was|were|is|are)|as|because|before|being|been|but|if|or|"
    r"since|"
    r"so that|than|that|though|to be|unless|until|when|where|whether|which|while|who|whose)(?![\w'-])")
_DAYS = (r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
         r"september|october|"
         r"november|december|today|tomorrow|tonight|noon|midnight|dawn|dusk|nightfall|sunset|sunrise|now|then|"
         r"(?:1[5-9]|20)\d\d|"
         r"early|mid|late|the end|the time|"
         r"(?:last|next|this) (?:[a-z]+day|week|month|year|night|morning|evening|time|point|stage)")
_MANNER = (r"hand|accident|mistake|chance|default|far|means|virtue|way|the way|name|phone|mail|e-mail|email|fax|"
           r"car|bus|train|"
           r"plane|foot|sea|land|(?:it|him|her|your|my)self|themselves")
_AMOUNT = (r"(?:(?:about|around|nearly|at least|more than|over|up to|some) )*(?:[\d.,]+|one|two|three|four|five|"
           r"six|seven|"
           r"eight|nine|ten|half|a (?:third|quarter|half)) ?(?:%|per ?cent|points?|kilomet|miles?|met(?:er|re)|"
           r"feet|dollars|"
           r"euros|[ap]\.?m|o'clock|times|hours|days|weeks|months|years)")
#: "by" without a doer: a means ("by bombing the road"), an amount, a time, a manner.
NO_DOER = re.compile(rf"[a-z]+ing(?! (?:of|in|on|at|from))|{_AMOUNT}|(?:{_DAYS}|{_MANNER})(?![\w'-])")
#: The end of a noun phrase: a preposition, a verb, a comma, a sentence.
PHRASE_END = re.compile(
    STOP + rf"|[^\w' .,\"{MARKS}-]|(?<![\w'-])(?:about|after|against|along|amid|among|around|as|at|because|before|"
    r"but|by|during|"
    r"for|from|has|had|have|if|in|inside|into|is|are|near|on|or|outside|over|said|says|since|so|that|then|through|to|"
    r"towards?|under|until|was|were|when|where|which|while|who|whose|will|with|within|without|would|"
    r"(?<=s )(?:[a-z]{2,}ed|went|began|came|left|took|hit|fell)|"
    r"and (?:he|she|it|they|was|were|is|are|has|had|have|[a-z]+ed|then))(?![\w'-])")


@dataclass(frozen=True)
class EventNoun:
    """A noun of violence, siege, capture or displacement: an event ("shelling"), a weapon ("mortar shell"), ..."""

    noun: str
    plural: str
    sense: str  # attack | harm | siege | capture | displace
    kind: str  # event | weapon | whole (a name of the whole, such as "battle": no event of its own)
    trap: str = ""  # words that make it something else when they follow ("death toll"), separated by spaces


@lru_cache(maxsize=1)
def nouns() -> dict[str, EventNoun]:
    """The table ``words/event-nouns.csv``, by each of its forms."""
    rows = tables.read(EventNoun, WORDS / "event-nouns.csv")
    return {form: row for row in rows for form in (row.noun, row.plural) if form}


@lru_cache(maxsize=1)
def _means() -> re.Pattern:
    """ "by", "in", "with" or "under", at most four words, and a weapon or an attack."""
    listed = (form for form, row in nouns().items() if row.sense == "attack")
    attack = "|".join(sorted(listed, key=len, reverse=True))
    other = rf"(?!(?:{'|'.join(PREPOSITIONS)}|of|to|and) )[\w'.-]+ "
    named = rf"(?:{attack})(?![\w'-])"
    return re.compile(rf" (?:by|in|with|under|from|during|amid) ((?:{other}){{0,4}}?{named}(?: {named})?)")


def noun_phrase(text: str, at: int) -> Span | None:
    """The run of words from ``at`` to the next preposition, verb, comma or line break, at most 80 characters."""
    stop = PHRASE_END.search(text, at, at + 80)
    end = stop.start() if stop else min(len(text), at + 80)
    piece = text[at:end].rstrip(" '\"-,")
    return (at, at + len(piece)) if piece.strip() else None


def doer(text: str, at: int) -> Span | None:
    """The noun phrase after the first "by" of the clause that goes on at ``at``, None if it names no doer.

    >>> text = "it was hit on monday by government troops, but was mended by friday"
    >>> text[slice(*doer(text, 10))], doer(text, 57)
    ('government troops', None)
    """
    here = text.find(" by ", at, at + 100)
    if here < 0 or CLAUSE.search(text, at, here) or NO_DOER.match(text, here + 4):
        return None
    return noun_phrase(text, here + 4)


def means(text: str, at: int) -> Span | None:
    """The weapon or attack named in the clause that goes on at ``at``.

    >>> text = "ten were killed in government air strikes on the town"
    >>> text[slice(*means(text, 15))]
    'government air strikes'
    """
    found = _means().search(text, at, at + 80)
    return found.span(1) if found and not CLAUSE.search(text, at, found.start()) else None


def doer_and_means(text: str, at: int) -> tuple[Span | None, Span | None]:
    """Doer and means of a clause whose verb ends at ``at``: either may be None.

    >>> text = "two were killed by shelling, five by the army"
    >>> doer_and_means(text, 15)
    (None, (19, 27))
    """
    tool = means(text, at)
    after = tool[1] if tool and text.startswith("by ", tool[0] - 3) else at
    return doer(text, after), tool
