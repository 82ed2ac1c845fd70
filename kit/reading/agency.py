"""Events of violence, siege, capture and displacement in words: who acts, with what, and where the doer goes missing.

The verbs and nouns are a closed list, ``words/event-verbs.csv`` and ``words/event-nouns.csv``; what is not there is not read.
After Trew 1979, Fowler et al. 1979 and Clark 1992: one event can be "X killed ten", "ten were killed", "ten killed in
strikes", "the killing of ten" or "ten died".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.model import Article, Clause, Span
from kit.text import any_of, fold
from kit.reading.doers import WORDS, doer, doer_and_means, nouns
from kit.reading.grammar import (AHEAD, BE, BEFORE_BASE, DETERMINERS, HAVE, NO_OBJECT, NOT, NUMBERS, PREPOSITIONS,
                      PRONOUNS, QUANTIFIERS, around)
from kit.reading.passive import passives

#: Helpers between the doer and the verb: they are not part of the doer's name.
_HELPERS = re.compile(
    r"(?: (?:has|have|had|having|will|would|shall|can|could|may|might|must|do|does|did|not|never|also|then|again|already|been|"
    r"is|are|was|were|to|going|trying|continued|continues|began|begun|started|managed|tried|failed|threatened|vowed|pledged|"
    r"planned|wanted|want|aim|[a-z]+(?:ing|ed) to|[a-z]+ly|[a-z]+n't))+\Z")
#: A phrase that ends so is not the doer of the verb behind it.
NO_DOER = PREPOSITIONS | {"", "and", "then", "to", "also"}
#: Where the doer's phrase can begin at the earliest.
_CLAUSE_START = re.compile(
    r"[.,](?=\s)|[;:?!\"()\n\u2013\u2014]|(?<![\w'-])(?:after|although|as|because|before|but|if|or|said|says|so|than|that|though|"
    r"unless|until|when|where|whether|while|on (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: morning| afternoon| evening| night)?|meanwhile)(?![\w'-])")


@dataclass(frozen=True)
class EventVerb:
    """A verb of the list with its forms; where ``near`` is filled, one of its words must stand beside it."""

    base: str
    s: str
    past: str
    participle: str
    ing: str
    sense: str  # harm | attack | siege | capture | displace
    use: str  # transitive | intransitive
    near: str = ""


@dataclass(frozen=True)
class Actor:
    """A word that names a doer when it stands before an event noun ("rebel shelling")."""

    word: str


@lru_cache(maxsize=1)
def verbs() -> dict[str, list[tuple[str, EventVerb]]]:
    """The table of verbs, by form: which form ("past", ...) of which verb it can be."""
    found: dict[str, list[tuple[str, EventVerb]]] = {}
    for row in tables.read(EventVerb, WORDS / "event-verbs.csv"):
        for slot in ("base", "s", "past", "participle", "ing"):
            found.setdefault(getattr(row, slot), []).append((slot, row))
    return found


@lru_cache(maxsize=1)
def actors() -> frozenset[str]:
    """The table of words for doers."""
    return frozenset(row.word for row in tables.read(Actor, WORDS / "actors.csv"))


@lru_cache(maxsize=1)
def _listed() -> re.Pattern:
    return any_of([*verbs(), *(form for form, row in nouns().items() if row.kind == "event")])


def agency(article: Article | str) -> list[Clause]:
    """Every event of the list: pattern active, passive, agentless, participle, nominal or intransitive; doer and means apart.

    >>> text = "Ten killed in strikes\\nRebels shelled the town. The siege was not lifted."
    >>> [(text[c.start:c.end], c.pattern, c.negated) for c in agency(text)]
    [('killed', 'participle', False), ('shelled', 'active', False), ('siege', 'nominal', False), ('was not lifted', 'agentless', True)]
    """
    article = article if isinstance(article, Article) else Article.of(article)
    text = fold(article.text)
    passive = {clause.end: clause for clause in passives(article)}
    found = [_clause(article.id, text, hit.span(), passive) for hit in _listed().finditer(text)]
    clauses = [clause for clause in found if clause]
    told = {at for clause in clauses for at in range(*(clause.instrument or (0, 0)))}
    return [clause for clause in clauses if clause.pattern != "nominal" or clause.start not in told]


def _clause(article: str, text: str, span: Span, passive: dict[int, Clause]) -> Clause | None:
    """The clause that a listed word at ``span`` makes, None where it makes none."""
    before, after = around(text, *span)
    form = text[slice(*span)]
    verb = [(slot, row) for slot, row in verbs().get(form, ())
            if not row.near or set(row.near.split()) & {*before[-5:], *after[:5]}]
    flags = dict(negated=_any(NOT, before), threatened=_any(AHEAD, before))
    if span[1] in passive:
        kept = passive[span[1]]
        flags["negated"] |= kept.negated
        return Clause(article, kept.start, kept.end, kept.pattern, kept.agent, kept.instrument, **flags) if verb else None
    pattern = verb_pattern(form, verb, before, after) if verb else ""
    if pattern == "active":
        own = form[-3:] != "ing" or not BE.isdisjoint(before[-3:])  # ", killing ten": the doer stands too far away
        return Clause(article, *span, pattern, *(_subject(text, span[0]) if own else (None, None)), **flags)
    if pattern:
        return Clause(article, *span, pattern, *doer_and_means(text, span[1]), **flags)
    noun = nouns().get(form)
    if noun and noun.kind == "event" and not (after and after[0] in noun.trap.split()):
        return Clause(article, *span, "nominal", _by(text, span[1]) or _named(text, span[0], before), None, **flags)
    return None


def _any(words: frozenset[str], before: list[str]) -> bool:
    """Whether one of the words (or a verb with "n't") stands among the last six before an event."""
    return any(word in words or words is NOT and word.endswith("n't") for word in before[-6:])


def verb_pattern(form: str, rows: list[tuple[str, EventVerb]], before: list[str], after: list[str]) -> str:
    """The pattern of a listed verb form outside the passive, by its neighbours; "" where it is a noun or an adjective.

    >>> killed = verbs()["killed"]
    >>> [verb_pattern("killed", killed, b.split(), a.split()) for b, a in
    ...  [("strikes", "ten people"), ("ten", "in strikes"), ("they have", ""), ("the", "men")]]
    ['active', 'participle', 'active', '']
    """
    slots, last = {slot for slot, _ in rows}, before[-1] if before else ""
    helper = next((word for word in reversed(before) if not word.endswith("ly")), "")
    thing = has_object(after)
    if "ing" in slots:
        acts = helper in BE or thing and last not in DETERMINERS and (form not in nouns() or after[0] in DETERMINERS)
    elif helper in HAVE or helper in BEFORE_BASE and "base" in slots:
        acts = True
    elif _attributive(last, thing) or form in nouns() and last in nouns():
        return ""
    elif slots & {"past", "participle"}:
        acts = "participle" not in slots or "past" in slots and (thing or last in PRONOUNS or last in nouns() and after[:1] != ["by"])
        if not acts and (last or after[:1] in (["by"], ["in"])):
            return _use(rows, "participle", thing)
    else:
        acts = bool(last) and thing and ("s" in slots or last.endswith("s") or last in PRONOUNS)
    return _use(rows, "active", thing) if acts else ""


def _attributive(last: str, thing: bool) -> bool:
    """Whether the word before says that a form in -ed is an adjective: "the wounded", "in besieged", "ten wounded men"."""
    if last in DETERMINERS or last in PREPOSITIONS or last == "of":
        return True
    return last in verbs() and last not in nouns() or thing and (last.isdigit() or last in NUMBERS)


def _use(rows: list[tuple[str, EventVerb]], pattern: str, thing: bool) -> str:
    """ "intransitive" for verbs like "die", and for those like "starve" where no object follows; else the pattern."""
    uses = {row.use for _, row in rows}
    return "intransitive" if uses == {"intransitive"} or len(uses) == 2 and not thing else pattern


def has_object(after: list[str]) -> bool:
    """Whether the words after a verb begin with its object.

    >>> [has_object(words.split()) for words in ("ten people", "at least ten", "in strikes", "more than ten", "")]
    [True, True, False, True, False]
    """
    if len(after) > 1 and (after[1] in ("least", "most", "than", "many") or after[0] in QUANTIFIERS and after[1][0].isdigit()):
        return True
    return bool(after) and after[0] not in NO_OBJECT and (after[0] not in verbs() or after[0] in nouns()) and after[0][-2:] != "ly"


def _subject(text: str, start: int) -> tuple[Span | None, Span | None]:
    """Doer and means before an active verb: "army jets shelled", "shelling killed", "rebel shelling killed"."""
    left = max(0, start - 100)
    edges = [edge.end() for edge in _CLAUSE_START.finditer(text, left, start)]
    begin = edges[-1] if edges else left
    phrase = _HELPERS.sub("", " " + text[begin:start].strip())[1:]
    begin += len(text[begin:start]) - len(text[begin:start].lstrip())
    if begin == left > 0 or {*phrase.split()[:1], phrase.rpartition(" ")[2]} & NO_DOER or phrase.count(" ") > 9:
        return None, None
    span, words = (begin, begin + len(phrase)), phrase.split()
    size = next((i for i, word in enumerate(words) if i and (word in PREPOSITIONS or word.endswith("ed"))), len(words))
    head = words[:size]
    if {head[-1], " ".join(head[-2:])} & nouns().keys():
        return _named(text, begin + len(" ".join(head)), head), span
    return span, None


def _by(text: str, end: int) -> Span | None:
    """The doer after "by" in the phrase of an event noun, not after a verb."""
    found = doer(text, end)
    return found if found and BE.isdisjoint(text[end:found[0]].split()) else None


def _named(text: str, end: int, before: list[str]) -> Span | None:
    """The doer named among the three words before ``end`` in the same phrase: "Russian", "the rebels'"."""
    at = end
    for word in reversed(before[-4:]):
        at = text.rfind(word, 0, at)
        if word in actors():
            return at, at + len(word)
        if word in PREPOSITIONS or word in DETERMINERS or word == "and":
            return None
    return None
