"""A task of rewriting as an author writes it: an original, facts, goals; and what a text still lacks for each goal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kit import tables
from kit.errors import KitError
from kit.model import Article, Fact
from kit.rewriting.found import read
from kit.rewriting.goals import lacking
from kit.rewriting.ground import Ground, doers, ground

PARTS = ("headline", "lead", "text")
#: The goal that every task with an original or facts has.
TRUE = {"says": "Nothing that the original and the facts do not support", "check": "nothing false"}


def part_of(article: Article, part: str) -> str:
    """The headline, the lead (the first paragraph after it) or the whole text of an article.

    >>> part_of(Article.of("Convoy hit\\n\\nTrucks burned.\\n\\nMore."), "lead")
    'Trucks burned.'
    """
    tables.choose(part, PARTS, "part of an article")
    paragraphs = [piece.strip() for piece in re.split(r"\n\s*\n", article.text) if piece.strip()]
    if part == "lead" and len(paragraphs) < 2:
        raise KitError(f"{article.id} has no lead: only one paragraph. Choose part=\"headline\" or part=\"text\".")
    parts = {"headline": article.headline, "lead": "".join(paragraphs[1:2]), "text": article.text.strip()}
    return parts[part]


def facts_of(wanted: str | Iterable[str | Fact]) -> list[Fact | str]:
    """Facts by their ids, all of an event by the event's id, and records or sentences as they are.

    >>> [fact.id for fact in facts_of(["convoy.12", "convoy.14"])]
    ['convoy.12', 'convoy.14']
    """
    found: list[Fact | str] = []
    for one in [wanted] if isinstance(wanted, str) else wanted:
        if isinstance(one, Fact) or " " in one:
            found.append(one)
        elif re.fullmatch(r"[\w-]+\.\d+", one):
            known = {fact.id: fact for fact in tables.facts()}
            found.append(known[tables.choose(one, known, "fact")])
        else:
            found += tables.facts(one)
    return found


def base_of(spec: Mapping) -> Ground:
    """What supports an answer: ``text``, or ``article`` and its ``part`` (else headline); ``facts`` and ``also``."""
    facts, also = facts_of(spec.get("facts", ())), spec.get("also", ())
    if "article" not in spec:
        return warmed(ground(Article.of(spec.get("text", "").strip()), facts, also=also))
    article = tables.article(spec["article"])
    original = Article.of(part_of(article, spec.get("part", "headline")), id=article.id, outlet=article.outlet)
    return warmed(ground(original, facts, also=also, around=article.text))


def warmed(base: Ground) -> Ground:
    """The same, read once: later readings of new versions then take a few milliseconds."""
    if base.around:
        read(base.around)
    for statement in base.statements:
        doers(statement)
    return base


def goals_of(spec: Mapping) -> list[dict]:
    """The goals of a task, and last that nothing is false where there is an original or facts to hold it against."""
    goals = list(spec.get("goal", ()))
    grounded = any(spec.get(name) for name in ("text", "article", "facts"))
    return goals + [TRUE] if grounded and not any(goal.get("check") == TRUE["check"] for goal in goals) else goals


def results(spec: Mapping, text: str) -> list[tuple[dict, str]]:
    """Each goal with what the text still lacks for it, "" where it is reached."""
    base = base_of(spec)
    return [(goal, lacking(goal, text, base)) for goal in goals_of(spec)]
