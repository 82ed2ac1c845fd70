"""Who does it, in the words before a verb or beside an event noun: "army jets shelled", "the rebels' siege".

All functions take folded text (`kit.text.fold`) and give spans into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.model import Span
from kit.reading.acts import verbs
from kit.reading.doers import WORDS, doer, noun_phrase, nouns
from kit.reading.grammar import BE, DETERMINERS, EDGE, PREPOSITIONS, folded
from kit.text import MARKS

#: Helpers between the doer and the verb: they are no part of the doer's name.
HELPERS = re.compile(
    r"(?: (?:has|have|had|having|will|would|shall|can|could|may|might|must|do|does|did|not|never|also|then|again|"
    r"already|"
    r"been|is|are|was|were|to|going|trying|continues?|continued|began|begun|started|managed|tried|failed|threatened|"
    r"vowed|pledged|planned|wants?|wanted|aims?|[a-z]+(?:ing|ed) to|[a-z]+ly|[a-z]+n't))+\Z")
#: Behind these words, and behind punctuation, the doer's phrase can begin at the earliest.
CLAUSE_START = re.compile(
    r"(?<![\w'-])(?:after|although|as|because|before|but|earlier|if|meanwhile|or|"
    r"overnight|said|says|so|than|that|though|today|unless|until|when|where|whether|while|yesterday|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?|"
    r"(?:on|in|since) (?:\d\d? )?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)(?: \d+)?|which(?= (?:the|a|an|its|their|his|her)\b))(?![\w'-])")
#: Where a sentence begins, or a text behind its dateline.
SENTENCE_START = re.compile(r"[.;:!?\n]| [-\u2013\u2014] ")
#: What a phrase before a verb begins with that is no part of it; a short quoted run; how far back a doer is looked for.
LEAD, SCARE, REACH = re.compile(r" *(?:and )? *"), re.compile(r'"([^".,;:?!\n]{1,45})"'), 160
#: A phrase that begins or ends so is not the doer of the verb behind it.
NO_DOER = PREPOSITIONS | {"and", "then", "to", "also"}
#: "Jets carried out 600 raids": the verb is in the noun, and its subject is the doer.
LIGHT = re.compile(
    r" (?:(?:carr(?:y|ies|ied|ying) out|launch(?:es|ed|ing)?|conduct(?:s|ed|ing)?|mount(?:s|ed|ing)?|"
    r"stag(?:es?|ed|ing)|unleash(?:es|ed|ing)?))"
    rf"(?: [\w'{MARKS}-]+){{0,4}} \Z")


@dataclass(frozen=True)
class Actor:
    """A word that names a doer when it stands before an event noun ("rebel shelling")."""

    word: str


@lru_cache(maxsize=1)
def actors() -> frozenset[str]:
    """The table ``words/actors.csv``."""
    return frozenset(folded(row.word) for row in tables.read(Actor, WORDS / "actors.csv"))


def subject(text: str, start: int) -> tuple[Span | None, Span | None]:
    """Doer and means before an active verb that begins at ``start``; either may be None.

    >>> text = "on monday rebel shelling killed ten"
    >>> [span and text[slice(*span)] for span in subject(text, 25)]
    ['rebel', 'rebel shelling']
    """
    begin, end = _phrase_before(text, start)
    words = HELPERS.sub("", " " + text[begin:end])[1:].split(" ")
    if not words[0] or words[0] in NO_DOER or words[-1] in NO_DOER or len(words) > 10:
        return None, None
    span = (begin, begin + len(" ".join(words)))
    stops = (i for i, word in enumerate(words) if i and (word in PREPOSITIONS or word == "of" or word[-2:] == "ed"))
    head = words[:next(stops, None)]
    noun = nouns().get(" ".join(head[-2:])) or nouns().get(head[-1])
    if not noun:
        return span, None
    if noun.sense != "attack":  # "the capture of the town cut the road": neither a doer nor a means
        return None, None
    return _named(text, begin + len(" ".join(head)), head), span


def _phrase_before(text: str, start: int) -> Span:
    """The words of the clause before a verb, without "and"; behind an aside what stands before it: "X, the chair, hit".
    """
    left = max(0, start - REACH)
    near = SCARE.sub(r"'\1'", text[left:start])  # scare quotes end no phrase
    edge = max((edge.end() for edge in EDGE.finditer(near)), default=0)
    begin = max((word.end() for word in CLAUSE_START.finditer(near, edge)), default=edge)
    if not begin and left:
        return start, start
    if near[begin - 1:begin] == "," and not near[begin:].strip():
        first = max((edge.end() for edge in SENTENCE_START.finditer(near)), default=begin if left else 0)
        begin, near = first, near[:max(first, near.find(",", first))]
    begin += LEAD.match(near, begin).end() - begin
    return left + begin, left + max(begin, len(near.rstrip()))


def noun_doer(text: str, span: Span, before: list[str]) -> Span | None:
    """The doer of an event noun: behind "by", before it, as the subject of "launched", or behind "under ... from".

    >>> text = "army jets carried out ten raids"
    >>> text[slice(*noun_doer(text, (26, 31), text.split()[:-1]))]
    'army jets'
    """
    light = LIGHT.search(text, max(0, span[0] - 60), span[0])
    under = text.startswith("from ", span[1] + 1) and "under" in before[-2:]
    return (_by(text, span[1]) or _named(text, span[0], before) or light and subject(text, light.start())[0]
            or (noun_phrase(text, span[1] + 6) if under else None))


def _by(text: str, end: int) -> Span | None:
    """The doer after "by" in the phrase of an event noun, not after a verb."""
    found = doer(text, end)
    return found if found and BE.isdisjoint(text[end:found[0]].split()) else None


def _named(text: str, end: int, before: list[str]) -> Span | None:
    """The doer named among the four words before ``end`` in the same phrase: "Russian", "the rebels'"."""
    for word in (word.lstrip("'") for word in reversed(before[-4:])):
        end = text.rfind(word, max(0, end - 60), end)
        if word in actors():
            return end, end + len(word)
        verb = word in verbs() and word not in nouns()
        if end < 0 or verb or word in PREPOSITIONS or word in DETERMINERS or word == "and":
            return None
    return None
