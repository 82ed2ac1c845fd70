"""What a rewritten text may rest on: the original and facts; their doers, sources and figures, with their status."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kit.model import Article, Clause, Fact, Figure
from kit.rewriting.found import FLAT, Found, certainty, doer_of, read
from kit.rewriting.who import MEANS, head, names, nobody, telling, who

#: From the surest to the least sure: given here, agreed or plain in the original; found by an inquiry; claimed; denied.
GIVEN, AGREED, FINDING, CONTESTED, DENIAL = RANK = ("given", "agreed", "finding", "contested", "denial")
#: What makes a doer where the reader of agency sees only an event: "opened an offensive", "took part in the killings".
TAKES_PART = re.compile(r"(?:opened|launched|began|carried out|took part in|taken part in)(?: \w+){0,2} \Z")


@dataclass(frozen=True)
class Statement:
    """Something said, with its status and who says it; ``name`` is a fact's id or "the original"."""

    found: Found
    status: str
    claimant: str
    name: str


@dataclass(frozen=True)
class Ground:
    """The original, the statements that support a new version, and further names that are true here."""

    original: Found
    statements: tuple[Statement, ...]
    also: tuple[str, ...] = ()
    around: str = ""  # the article from which the original comes

    @property
    def text(self) -> str:
        """All words that a new version may take up."""
        return "\n".join([self.around, self.original.article.text, *self.also,
                          *(f"{one.found.article.text} {one.claimant}" for one in self.statements)])


def ground(original: str | Article, facts: Iterable[Fact | str] = (), *, also: Iterable[str] = (),
           around: str = "") -> Ground:
    """What supports a new version of a headline or lead; facts are records or plain sentences (taken as agreed)."""
    article = original if isinstance(original, Article) else Article.of(original)
    found = read(article.text, article.id)
    first = Statement(found, AGREED, "", "the original")
    return Ground(found, (first, *map(_statement, facts)), tuple(also), around)


def _statement(fact: Fact | str) -> Statement:
    if isinstance(fact, str):
        return Statement(read(fact), AGREED, "", "a given fact")
    return Statement(read(fact.fact, fact.id), fact.status, fact.claimant, fact.id)


@lru_cache(maxsize=512)
def doers(statement: Statement) -> tuple[tuple[str, str, str], ...]:
    """Those whom a statement has act, not denied or only planned: (phrase, status, who says so)."""
    if statement.status == DENIAL:
        return ()
    found, made = statement.found, []
    for clause in found.clauses:
        phrase = doer_of(found, clause) or _before(found, clause)
        if phrase and not clause.negated and not clause.threatened:
            degree, by = certainty(found, clause)
            claimed = statement.status == AGREED and degree != FLAT
            status, says = (CONTESTED, by) if claimed else (statement.status, "")
            made.append((phrase, status, statement.claimant or says))
    return tuple(made)


def _before(found: Found, clause: Clause) -> str:
    """The words before an event that has no doer of its own, where they say who took part: "militias opened fire"."""
    text = found.article.text
    before = re.split(r"[.;:]\s", text[:clause.start])[-1]
    acts = clause.pattern == "active" and not clause.instrument or TAKES_PART.search(before)
    return before.strip() if acts and who(before) - MEANS and " that " not in before else ""


def supports(base: Ground, phrase: str, event: str = "") -> list[tuple[str, str, str]]:
    """What makes a phrase a doer here, the surest first: (status, who says so, name of the statement); [] for nothing.

    The words of the ``event`` may name a means as well ("shelled").

    >>> base = ground("Convoy hit", ["Russian or Syrian jets hit it."])
    >>> [bool(supports(base, phrase)) for phrase in ("jets", "Russian jets", "Syrian or Russian planes", "rebels")]
    [True, False, True, False]
    """
    meant = who(phrase) | who(event) & MEANS if who(phrase) else who(phrase)
    made = [(GIVEN, "", "given") for one in base.also
            if (meant <= who(one) if meant else telling(phrase) & telling(one))]
    if meant - MEANS:
        made += [(status, says, one.name) for one in base.statements for doer, status, says in doers(one)
                 if _same(meant, doer, one)]
    elif meant:
        made += [(one.status, one.claimant, one.name) for one in base.statements
                 if one.status != DENIAL and meant <= who(one.found.article.text)]
    elif nobody(phrase):
        made.append((GIVEN, "", ""))
    else:
        made += [(status, says, one.name) for one in base.statements for doer, status, says in doers(one)
                 if head(phrase) & telling(doer) and names(phrase) <= telling(base.text)]
    return sorted(made, key=lambda one: RANK.index(one[0]))


def _same(meant: frozenset[str], doer: str, statement: Statement) -> bool:
    """Whether a statement's doer is the one meant, with the same means; of "A or B" no half is enough."""
    own = who(doer)
    whole = " or " not in doer or own - MEANS <= meant
    return meant - MEANS <= own and whole and meant & MEANS <= who(statement.found.article.text)


def named(base: Ground, phrase: str) -> bool:
    """Whether the ground knows a source: the same party, or its noun; and all of its names.

    >>> base = ground("Convoy hit, a driver says")
    >>> [named(base, source) for source in ("the driver", "local officials", "the UN", "somebody")]
    [True, False, False, True]
    """
    known, meant = telling(base.text), who(phrase) - MEANS
    if meant:
        return bool(meant & who(base.text))
    return nobody(phrase) or bool(head(phrase) & known) and names(phrase) <= known


def figures_of(base: Ground) -> list[tuple[Figure, str, str, str]]:
    """Every figure of the ground: figure, status, who gives it, the statement's name."""
    made = [(figure, one.status, one.claimant or one.found.words(figure.source), one.name)
            for one in base.statements for figure in one.found.figures]
    around = read(base.around) if base.around else None
    return made + [(figure, CONTESTED if figure.source else AGREED, around.words(figure.source), "the article")
                   for figure in (around.figures if around else ())]
