"""Events of violence, siege, capture and displacement in words: who acts, with what, and where the doer goes missing.

After Trew 1979, Fowler et al. 1979 and Clark 1992: one event can be "X killed ten", "ten were killed", "ten killed in
strikes", "the killing of ten" or "ten died". Only words of ``words/event-verbs.csv`` and ``event-nouns.csv`` are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.model import Article, Clause, Span
from kit.reading.acts import plural, read_as, verb_pattern, verbs
from kit.reading.doers import WORDS, doer, doer_and_means, noun_phrase, nouns
from kit.reading.grammar import AHEAD, BE, DETERMINERS, NOT, PREPOSITIONS, STOP, around, folded
from kit.reading.passive import is_participle, passives
from kit.text import any_of

#: Helpers between the doer and the verb: they are no part of the doer's name.
HELPERS = re.compile(
    r"(?: (?:has|have|had|having|will|would|shall|can|could|may|might|must|do|does|did|not|never|also|then|again|"
    r"already|"
    r"been|is|are|was|were|to|going|trying|continues?|continued|began|begun|started|managed|tried|failed|threatened|"
    r"vowed|pledged|planned|wants?|wanted|aims?|[a-z]+(?:ing|ed) to|[a-z]+ly|[a-z]+n't))+\Z")
#: Where the doer's phrase can begin at the earliest.
CLAUSE_START = re.compile(
    STOP + r"|[;:?!\"()\n\u2013\u2014]|(?<![\w'-])(?:after|although|as|because|before|but|earlier|if|meanwhile|or|"
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
    r"stag(?:es?|ed|ing)|unleash(?:es|ed|ing)?))(?: [\w'-]+){0,4} \Z")


@dataclass(frozen=True)
class Actor:
    """A word that names a doer when it stands before an event noun ("rebel shelling")."""

    word: str


@lru_cache(maxsize=1)
def actors() -> frozenset[str]:
    """The table ``words/actors.csv``."""
    return frozenset(folded(row.word) for row in tables.read(Actor, WORDS / "actors.csv"))


@lru_cache(maxsize=1)
def _listed() -> re.Pattern:
    return any_of([*verbs(), *(form for form, row in nouns().items() if row.kind == "event")])


def agency(article: Article | str) -> list[Clause]:
    """Every event of the list, as active, passive, agentless, participle, nominal or intransitive.

    Doer (agent) and means (instrument) are apart. ``negated``: said not to have happened.
    ``threatened``: ahead, planned or tried, not reported as done.

    >>> text = "Ten killed in strikes\\nRebels shelled the town. The siege was not lifted."
    >>> for c in agency(text): print(text[c.start:c.end], c.pattern, c.negated)
    killed participle False
    shelled active False
    siege nominal False
    was not lifted agentless True
    """
    article = article if isinstance(article, Article) else Article.of(article)
    text = folded(article.text)
    passive = {clause.end: clause for clause in passives(article)}
    found = [_clause(article.id, text, hit.span(), passive) for hit in _listed().finditer(text)
             if text[hit.start() - 1:hit.start()] != "-" or hit.end() in passive]
    clauses = [clause for clause in found if clause]
    told = {at for clause in clauses for at in range(*(clause.instrument or (0, 0)))}
    return [clause for clause in clauses if clause.pattern != "nominal" or clause.start not in told]


def _clause(article: str, text: str, span: Span, passive: dict[int, Clause]) -> Clause | None:
    """The clause that a listed word at ``span`` makes, None where it makes none."""
    form, (before, after) = text[slice(*span)], around(text, *span)
    rows, kept = read_as(form, before, after), passive.get(span[1])
    pattern = kept.pattern if kept else verb_pattern(form, rows, before, after)
    if not rows or not pattern:
        if not _nominal(form, rows, after):
            return None
        pattern, who, tool = "nominal", _noun_doer(text, span, before), None
    elif kept:
        span, who, tool = (kept.start, kept.end), kept.agent, kept.instrument
    elif pattern == "active":
        finite = form[-3:] != "ing" or not BE.isdisjoint(before[-3:]) or plural(before[-1] if before else "")
        who, tool = _subject(text, span[0]) if finite else (None, None)
    else:
        who, tool = doer_and_means(text, span[1])
    if pattern == "participle" and _carried(before):
        pattern = "passive" if who else "agentless"
    who = None if pattern == "intransitive" else who
    negated = bool(kept and kept.negated) or _any(NOT, before) or any(word.endswith("n't") for word in before[-6:])
    return Clause(article, *span, pattern, who, tool, negated, _any(AHEAD, before))


def _nominal(form: str, rows: list, after: list[str]) -> bool:
    """Whether a form is an event noun here: one of the table, or a verb's as in "the breaking of the siege"."""
    noun = nouns().get(form)
    if not noun:
        return bool(rows) and form.endswith("ing") and after[:1] == ["of"]
    return noun.kind == "event" and not (after and after[0] in noun.trap.split())


def _carried(before: list[str]) -> bool:
    """Whether an earlier "were" holds for a participle: ten were killed and 14 tanks [were] destroyed."""
    if "and" not in before:
        return False
    first = before[:len(before) - before[::-1].index("and")]
    return any(one in BE and is_participle(other) for one, other in zip(first, first[1:]))


def _noun_doer(text: str, span: Span, before: list[str]) -> Span | None:
    """The doer of an event noun: behind "by", before the noun, as the subject of "launched", or behind "under ... from".
    """
    light = LIGHT.search(text, max(0, span[0] - 60), span[0])
    under = text.startswith("from ", span[1] + 1) and "under" in before[-2:]
    return (_by(text, span[1]) or _named(text, span[0], before) or light and _subject(text, light.start())[0]
            or (noun_phrase(text, span[1] + 6) if under else None))


def _any(words: frozenset[str], before: list[str]) -> bool:
    """Whether one of the words stands among the last six before an event."""
    return not words.isdisjoint(before[-6:])


def _subject(text: str, start: int) -> tuple[Span | None, Span | None]:
    """Doer and means before an active verb: "army jets shelled", "shelling killed", "rebel shelling killed"."""
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
    begin = max((edge.end() for edge in CLAUSE_START.finditer(near)), default=left and len(near))
    if near[begin - 1:begin] == "," and not near[begin:].strip():
        first = max((edge.end() for edge in SENTENCE_START.finditer(near)), default=left and begin)
        begin, near = first, near[:max(first, near.find(",", first))]
    begin += LEAD.match(near, begin).end() - begin
    return left + begin, left + max(begin, len(near.rstrip()))


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
        if end < 0 or word in PREPOSITIONS or word in DETERMINERS or word == "and" or word in verbs().keys() - nouns().keys():
            return None
    return None
