"""Events of violence, siege, capture and displacement in words: who acts, with what, and where the doer goes missing.

After Trew 1979, Fowler et al. 1979 and Clark 1992: one event can be "X killed ten", "ten were killed", "ten killed in
strikes", "the killing of ten" or "ten died". Only words of ``words/event-verbs.csv`` and ``event-nouns.csv`` are read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kit.model import Article, Clause, Span
from kit.reading.acts import Forms, plural, read_as, verb_pattern, verbs
from kit.reading.doers import doer_and_means, nouns
from kit.reading.grammar import AHEAD, BE, NOT, around, folded
from kit.reading.passive import is_participle, passives
from kit.reading.subjects import noun_doer, subject
from kit.text import any_of

#: Between two verbs of one doer: no mark but commas, and then "and", "to", or a comma.
GOES_ON = re.compile(r"[^.;:!?\"\n]{0,120}(?:(?: and| then| to|,) )\w")


@lru_cache(maxsize=1)
def _listed() -> re.Pattern:
    return any_of([*verbs(), *(form for form, row in nouns().items() if row.kind == "event")])


def agency(article: Article | str) -> list[Clause]:
    """Every event of the list, as active, passive, agentless, participle, nominal or intransitive.

    Doer (agent) and means (instrument) are apart. ``negated``: said not to have happened.
    ``threatened``: ahead, planned or tried, not reported as done. An event that is the means of another counts too.

    >>> text = "Ten killed in strikes\\nRebels shelled the town. The siege was not lifted."
    >>> for c in agency(text): print(text[c.start:c.end], c.pattern, c.negated)
    killed participle False
    strikes nominal False
    shelled active False
    siege nominal False
    was not lifted agentless True
    """
    article = article if isinstance(article, Article) else Article.of(article)
    text = folded(article.text)
    passive = {clause.end: clause for clause in passives(article)}
    found = [_clause(article.id, text, hit.span(), passive) for hit in _listed().finditer(text)
             if text[hit.start() - 1:hit.start()] != "-" or hit.end() in passive]
    return _carried_on([clause for clause in found if clause], text)


def _carried_on(clauses: list[Clause], text: str) -> list[Clause]:
    """The clauses, where one without doer takes that of the clause it goes on from: "X seized it, killing ten"."""
    whole: list[Clause] = []
    for clause in clauses:
        last = whole[-1] if whole else None
        if (last and last.agent and not clause.agent and last.pattern == clause.pattern == "active"
                and GOES_ON.fullmatch(text, last.end, clause.start + 1)
                and (text[clause.end - 3:clause.end] == "ing") == (text[:clause.start].endswith(", "))):
            clause = replace(clause, agent=last.agent)
        whole.append(clause)
    return whole


def _clause(article: str, text: str, span: Span, passive: dict[int, Clause]) -> Clause | None:
    """The clause that a listed word at ``span`` makes, None where it makes none."""
    form, (before, after) = text[slice(*span)], around(text, *span)
    rows, kept = read_as(form, before, after), passive.get(span[1])
    pattern = kept.pattern if kept else verb_pattern(form, rows, before, after)
    if not rows or not pattern:
        if not _nominal(form, rows, after):
            return None
        pattern, who, tool = "nominal", noun_doer(text, span, before), None
    elif kept:
        span, who, tool = (kept.start, kept.end), kept.agent, kept.instrument
    elif pattern == "active":
        finite = form[-3:] != "ing" or not BE.isdisjoint(before[-3:]) or plural(before[-1] if before else "")
        who, tool = subject(text, span[0]) if finite else (None, None)
    else:
        who, tool = doer_and_means(text, span[1])
    if pattern == "participle" and _carried(before):
        pattern = "passive" if who else "agentless"
    who = None if pattern == "intransitive" else who
    negated = bool(kept and kept.negated) or _any(NOT, before) or "n't" in " ".join(before[-6:])
    return Clause(article, *span, pattern, who, tool, negated, _any(AHEAD, before))


def _nominal(form: str, rows: Forms, after: list[str]) -> bool:
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


def _any(words: frozenset[str], before: list[str]) -> bool:
    """Whether one of the words stands among the last six before an event."""
    return not words.isdisjoint(before[-6:])
