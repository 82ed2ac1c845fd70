"""Verbs of violence, siege, capture and displacement: which words are one here, and in which pattern.

The list is closed: ``words/event-verbs.csv``. A verb form outside the passive is judged by its neighbours alone, so
each test can be read aloud: "killed ten" acts, "ten killed in" is a headline's participle, "the wounded" is no verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.reading.doers import WORDS, nouns
from kit.reading.grammar import (
    BE, BEFORE_BASE, DETERMINERS, HAVE, NO_OBJECT, NUMBERS, PREPOSITIONS, PRONOUNS, QUANTIFIERS)


@dataclass(frozen=True)
class EventVerb:
    """A verb of the list with its forms; where ``near`` is filled, one of its words must stand beside it."""

    base: str
    s: str
    past: str
    participle: str
    ing: str
    sense: str  # harm | attack | siege | capture | displace
    use: str  # transitive | intransitive | acting (somebody acts, with or without an object: fight, withdraw)
    near: str = ""


Forms = list[tuple[str, EventVerb]]

#: What is done with a weapon: "rockets fired at the town" do not fire.
LAUNCHED = frozenset("fired dropped thrown launched".split())
#: What may belong to a verb that lists it under ``near``: "cut off the road", "holds back the rest".
PARTICLES = frozenset("away back down in off out over through up".split())


@lru_cache(maxsize=1)
def verbs() -> dict[str, Forms]:
    """The table of verbs, by form: which form ("past", ...) of which verb it can be."""
    found: dict[str, Forms] = {}
    for row in tables.read(EventVerb, WORDS / "event-verbs.csv"):
        for slot in ("base", "s", "past", "participle", "ing"):
            found.setdefault(getattr(row, slot), []).append((slot, row))
    return found


def read_as(form: str, before: list[str], after: list[str]) -> Forms:
    """The verbs that a form can be between these words; those that need a word beside them go first ("fell back").

    >>> [len(read_as("lifted", "the siege was".split(), [])), len(read_as("lifted", ["they"], ["the", "box"]))]
    [2, 0]
    """
    rows = verbs().get(form, [])
    if not any(row.near for _, row in rows):
        return rows
    beside = {word.strip("'") for word in before[-5:] + after[:5]}
    fitting = [(slot, row) for slot, row in rows if not row.near or beside & set(row.near.split())]
    return [(slot, row) for slot, row in fitting if row.near] or fitting


def verb_pattern(form: str, rows: Forms, before: list[str], after: list[str]) -> str:
    """The pattern of a listed verb form outside the passive, by its neighbours; "" where it is a noun or an adjective.

    >>> killed = verbs()["killed"]
    >>> [verb_pattern("killed", killed, b.split(), a.split()) for b, a in
    ...  [("strikes", "ten people"), ("ten", "in strikes"), ("they have", ""), ("the", "men")]]
    ['active', 'participle', 'active', '']
    """
    particle = bool(PARTICLES.intersection(after[:1])) and any(after[0] in row.near.split() for _, row in rows)
    slots, last, thing = {slot for slot, _ in rows}, before[-1] if before else "", has_object(after[particle:])
    free = "transitive" not in {row.use for _, row in rows}  # needs no object: "died"
    helper = next((word for word in reversed(before) if not word.endswith("ly")), "")
    if "ing" in slots:
        acting = {row.use for _, row in rows} == {"acting"} and plural(last)
        acts = helper in BE or acting or thing and last not in DETERMINERS and (form not in nouns() or counts(after[0]))
    elif helper in HAVE or helper in BEFORE_BASE and "base" in slots:
        acts = True
    elif attributive(last, thing) and not (slots == {"s"} and last in PRONOUNS) or form in nouns() and last in nouns():
        return ""
    elif slots & {"past", "participle"}:
        cause = last in nouns() and after[:1] != ["by"] and form not in LAUNCHED
        acts = "participle" not in slots or "past" in slots and (thing or last in PRONOUNS - {"those"} or cause or free)
        if not acts and (last or after[:1] in (["by"], ["in"])):
            return _use(rows, "participle", thing)
    else:
        acts = bool(last) and (thing or free and form not in nouns()) and ("s" in slots or plural(last) or last in PRONOUNS)
    return _use(rows, "active", thing) if acts else ""


def has_object(after: list[str]) -> bool:
    """Whether the words after a verb begin with its object.

    >>> [has_object(words.split()) for words in ("ten people", "at least ten", "in strikes", "more than ten", "")]
    [True, True, False, True, False]
    """
    first, second = [*after[:2], "", ""][:2]
    if second in ("least", "most", "than", "many") or first in QUANTIFIERS and second[:1].isdigit():
        return True
    verb = first in verbs() and first not in nouns()
    return bool(first) and not verb and first not in NO_OBJECT and not first.endswith("ly")


def attributive(last: str, thing: bool) -> bool:
    """Whether the word before says that a form in -ed is an adjective: "the wounded", "ten wounded men"."""
    if last in DETERMINERS or last in PREPOSITIONS or last == "of":
        return thing or last != "those"  # "those killed in the town"
    verb = [slot for slot, row in verbs().get(last, ()) if slot in ("base", "past", "ing") and not row.near]
    if verb and last not in nouns():
        return True  # "evacuate wounded men"
    return thing and (last.isdigit() or last in NUMBERS)


def counts(word: str) -> bool:
    """Whether a word begins an object that never follows an event noun: "killing ten", "shelling the town"."""
    return word in DETERMINERS | NUMBERS | QUANTIFIERS or word in ("at", "dozens", "scores") or word[0].isdigit()


def plural(word: str) -> bool:
    """Whether a word looks like a plural, so that a base form can be its verb ("rebels attack")."""
    return word.endswith("s") and not word.endswith(("ss", "'s"))


def _use(rows: Forms, pattern: str, thing: bool) -> str:
    """The pattern, but "intransitive" for verbs like "die", and for those like "starve" where no object follows; what
    needs no object to act ("withdrawn") is no headline's participle."""
    uses = {row.use for _, row in rows}
    if uses == {"acting"}:
        return "active"
    return "intransitive" if uses == {"intransitive"} or len(uses) == 2 and not thing else pattern
