"""Goals that a rewritten text can reach: each is a question to the readers, answered "" or with what is lacking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kit import tables
from kit.model import Annotation, Clause, Entry
from kit.reading.voice import ATTRIBUTED, SCARE
from kit.rewriting.compare import left_out, too_sure, unsupported
from kit.rewriting.found import AHEAD, DENIED, FLAT, SIDES, Found, certainty, doer_of, read
from kit.rewriting.ground import Ground
from kit.rewriting.who import nobody, telling, who

Check = Callable[[Found, Ground, dict], str]
#: "at most 12 words", "at least 5 words"
LENGTH = re.compile(r"at (most|least) (\d{1,3}) words?")


def lacking(goal: str | dict, text: str, base: Ground) -> str:
    """What a text still lacks for a goal, as a sentence; "" where it is reached. ``goal`` is a name of CHECKS, "at most N
    words", or a table with ``check`` and details (``who``: whom to name), ``any``, ``none`` or ``words``.

    >>> from kit.rewriting.ground import ground
    >>> base = ground("Convoy hit", ["Jets hit the convoy."])
    >>> lacking("name the agent", "Convoy hit by jets", base), lacking("at most 2 words", "Convoy hit by jets", base)
    ('', 'It has 4 words; 2 are allowed.')
    """
    goal = {"check": goal} if isinstance(goal, str) else goal
    reasons = [_words(goal, text)]
    name = goal.get("check", "")
    if limit := LENGTH.fullmatch(name):
        reasons.append(_length(text, limit[1], int(limit[2])))
    elif name:
        reasons.append(CHECKS[known(name)](read(text), base, goal))
    return " ".join(reason for reason in reasons if reason)


def known(name: str) -> str:
    """The name of a goal itself where there is one, else an UnknownName whose sentence says which there are."""
    return name if LENGTH.fullmatch(name) else tables.choose(name, (*CHECKS, "at most 12 words"), "goal")


def _words(goal: dict, text: str) -> str:
    """The plain goals: one of these words, none of these, at most so many."""
    if goal.get("any") and not _one(goal["any"], text):
        return f"None of these words is in it: {', '.join(goal['any'])}."
    if found := _one(goal.get("none", ()), text):
        return f"“{found}” is in it."
    return _length(text, "most", goal["words"]) if "words" in goal else ""


def _one(words: Iterable[str], text: str) -> str:
    return next((word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)), "")


def _length(text: str, way: str, limit: int) -> str:
    given = len(text.split())
    if way == "most":
        return f"It has {given} words; {limit} are allowed." if given > limit else ""
    return f"It has {given} words; {limit} are needed." if given < limit else ""


def _told(found: Found) -> list[Clause]:
    """The events that are told as having happened."""
    return [clause for clause in found.clauses if certainty(found, clause)[0] not in (DENIED, AHEAD)]


def _doers(found: Found) -> list[str]:
    return [phrase for clause in _told(found) if (phrase := doer_of(found, clause)) and not nobody(phrase)]


def _meant(phrase: str, wanted: Iterable[str]) -> bool:
    """Whether a phrase is one of those wanted: the same party and means, or the same words."""
    return any(who(one) <= who(phrase) if who(one) else telling(one) <= telling(phrase) for one in wanted)


def name_agent(found: Found, base: Ground, goal: dict) -> str:
    """Whether an event has a doer, supported, and one of ``who`` where that is given."""
    if not _told(found):
        return "The reader finds no event that is told as having happened."
    if not _doers(found):
        event = _told(found)[0]
        return f"Nobody is named who did it: “{found.words((event.start, event.end))}”."
    wanted = goal.get("who", ())
    if wanted and not any(_meant(phrase, wanted) for phrase in _doers(found)):
        return f"The doer that is named, “{_doers(found)[0]}”, is not the one asked for."
    return no_false(found, base, {"of": "doer"})


def open_agent(found: Found, base: Ground, goal: dict) -> str:
    """Whether no event has a doer, and there is an event."""
    named = [doer_of(found, clause) for clause in found.clauses if not nobody(doer_of(found, clause) or "they")]
    if not found.clauses:
        return "The reader finds no event in it."
    return f"“{named[0]}” is named as the one who did it." if named else ""


def attribute_agent(found: Found, base: Ground, goal: dict) -> str:
    """Whether each doer stands in the words of somebody, who is one of those that say so."""
    if lack := name_agent(found, base, goal):
        return lack
    flat = [doer_of(found, clause) for clause in _told(found) if clause.agent and certainty(found, clause)[0] == FLAT]
    if flat:
        return f"Nobody is named who says that {flat[0]} did it."
    return no_false(found, base, {"of": "source"})


def attribute_label(found: Found, base: Ground, goal: dict) -> str:
    """Whether it has words for the two sides, and each that grants or denies a right stands in somebody's words."""
    if not _sides(found, goal):
        return "No word of the lists for the two sides is in it."
    bare = [mark.quote for mark, _ in _judging(found, goal) if mark.voice not in (ATTRIBUTED, SCARE)]
    return f"“{bare[0]}” stands in nobody's words." if bare else ""


def no_label(found: Found, base: Ground, goal: dict) -> str:
    """Whether no word grants or denies a side a right; names and descriptions ("army", "fighters") may stand."""
    return next((f"“{mark.quote}” {entry.gloss}." for mark, entry in _judging(found, goal)), "")


def _sides(found: Found, goal: dict) -> list[Annotation]:
    lists = {f"lexicon:{id}" for id in ([goal["lexicon"]] if "lexicon" in goal else SIDES)}
    return [mark for mark in found.labels if mark.coder in lists]


def _judging(found: Found, goal: dict) -> list[tuple[Annotation, Entry]]:
    """The words for a side that grant or deny it something, each with its entry."""
    marks = _sides(found, goal)
    lists = {mark.coder for mark in marks}
    entries = {(id, one.term): one for id in lists for one in tables.lexicon(id.partition(":")[2]).entries}
    known = [(mark, entries.get((mark.coder, mark.note))) for mark in marks]
    return [(mark, one) for mark, one in known if one and one.stance != "descriptive" and one.code != "own name"]


def keep_source(found: Found, base: Ground, goal: dict) -> str:
    """Whether every source of the original still speaks."""
    gone = [mark.quote for mark in left_out(found, base) if mark.note.startswith("source")]
    if gone or not base.original.said:
        return f"“{gone[0]}” no longer speaks." if gone else keep_any_source(found)
    return no_false(found, base, {"of": "source"})


def keep_any_source(found: Found) -> str:
    return "" if any(one.source for one in found.said) else "Nobody speaks in it."


def keep_figure(found: Found, base: Ground, goal: dict) -> str:
    """Whether a figure of the original, or one of the facts, stands in it, as exact as it was."""
    if lack := no_false(found, base, {"of": "figure"}):
        return lack
    return "" if found.figures else "No figure stands in it."


def keep_figure_source(found: Found, base: Ground, goal: dict) -> str:
    """Whether a figure stands in it and each has a source."""
    if lack := keep_figure(found, base, goal):
        return lack
    bare = [found.words((one.start, one.end)) for one in found.figures if not one.source]
    return f"Nobody is named who says “{bare[0]}”." if bare else no_false(found, base, {"of": "source"})


def keep_hedge(found: Found, base: Ground, goal: dict) -> str:
    """Whether the text leaves open what the original leaves open: a word of doubt stands in it."""
    return "" if any(mark.code == "hedge" for mark in found.hedges) else "No word leaves open whether it is so."


def how_sure(found: Found, base: Ground, goal: dict) -> str:
    """Whether some event is attributed, hedged or denied, and no doer or figure is surer than the facts are."""
    if not found.clauses:
        return "The reader finds no event in it."
    if all(certainty(found, clause)[0] == FLAT for clause in found.clauses):
        event = found.words((found.clauses[0].start, found.clauses[0].end))
        return f"“{event}” is stated flatly: nobody says it, and no word leaves it open."
    return no_claim_as_fact(found, base, goal)


def no_claim_as_fact(found: Found, base: Ground, goal: dict) -> str:
    """Whether nothing that the facts give as a claim or finding is stated flatly."""
    return _said(too_sure(found, base))


def no_false(found: Found, base: Ground, goal: dict) -> str:
    """Whether original and facts support every doer, source and figure; ``of`` asks for one of the three alone."""
    return _said([mark for mark in unsupported(found, base) if mark.note.startswith(goal.get("of", ""))])


def _said(marks: list[Annotation]) -> str:
    return f"“{marks[0].quote}”: {marks[0].note.partition(': ')[2]}." if marks else ""


#: Every goal with a name, and what asks for it.
CHECKS: dict[str, Check] = {
    "name the agent": name_agent,
    "leave the agent open": open_agent,
    "attribute the agent": attribute_agent,
    "attribute the label": attribute_label,
    "no label of either side": no_label,
    "keep the source": keep_source,
    "keep the figure": keep_figure,
    "keep the figure with its source": keep_figure_source,
    "keep the hedge": keep_hedge,
    "say how sure": how_sure,
    "no claim as fact": no_claim_as_fact,
    "nothing false": no_false,
    "no false agent": lambda found, base, goal: no_false(found, base, {"of": "doer"}),
    "no false source": lambda found, base, goal: no_false(found, base, {"of": "source"}),
    "no false figure": lambda found, base, goal: no_false(found, base, {"of": "figure"}),
}
