"""The rules of attribution, each with its example: which are asked about a cue, and those for all but speech.

A rule is asked about a cue in its place and answers with a `Found` or with None; the first that answers is believed.
Which rules are asked depends on what the cue can take: see `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable

from kit.reading import sources, speech
from kit.reading.contents import active, find, skip, thing, until
from kit.reading.frames import Q
from kit.reading.place import Cue, Found
from kit.reading.smallwords import BE, DETERMINERS, NUMBERS, PRONOUNS, PUNCTUATION, QUESTIONS

#: Verbs that can ask somebody to do something.
ASKING = frozenset("want urge ask order warn expect invite encourage challenge".split())
#: Behind a verb that takes an object, they show that it has another sense here, or none.
NO_OBJECT = PUNCTUATION | frozenset("by with as out in into".split()) | {""}
#: Verbs that give a label, also in the passive: described as, branded.
LABELLING = frozenset(
    "call describe label brand dub characterize characterise portray consider view designate denounce "
    "condemn regard hail deride".split()
)
#: Behind a noun they open content.
ABOUT = frozenset("that to of about over for".split())
#: Before "to be" or "to have" their past is passive even without "is": men said to have fled.
SAID_TO = frozenset("say believe think know allege report suspect".split())
#: Between a subject and its adjective they do what "is" does.
SEEMING = frozenset("more very remain remains remained feel feels seem seems".split())


def thinking(cue: Cue) -> Found | None:
    """Source believes (that) content: behind the cue a clause must begin."""
    following = cue.word(1)
    begins = following in QUESTIONS or following in PRONOUNS or following in DETERMINERS or following in ("there", Q)
    fits = following and (begins or cue.frame.capital(cue.at + 1))
    return cue.found(until(cue.frame, cue.at + 1)) if fits else None


def showing(cue: Cue) -> Found | None:
    """Source shows that content: only before "that", "how", "whether", "why" or a quotation."""
    behind = skip(cue.frame, cue.at + 1)
    fits = behind < len(cue.frame.words) and cue.frame.words[behind] in ("that", "how", "whether", "why", Q)
    return cue.found(until(cue.frame, behind)) if fits else None


def shown(cue: Cue) -> Found | None:
    """Content , source shows: hundreds were hurt , u.n. figures show."""
    return speech.after_comma(cue) if cue.sense.lemma in ("show", "indicate", "learn") else None


def wanting(cue: Cue) -> Found | None:
    """Source wants (somebody) to do something; source vowed on sunday to do it."""
    there = find(cue.frame, cue.at + 1, 6, {"to"})
    asked = there is not None and cue.sense.lemma in ASKING
    begins = there if there is not None and cue.word(1) == "on" else cue.at + 1
    return cue.found(until(cue.frame, begins)) if asked or cue.word(begins - cue.at) == "to" else None


def judging(cue: Cue) -> Found | None:
    """Source condemns, calls for, describes something; "accused of" and "blamed for" also in the passive."""
    following = cue.word(1)
    if cue.sense.kind == "past" and cue.sense.lemma in LABELLING and (cue.between & BE or following in ("as", "by")):
        return labelling(cue)
    passive = cue.sense.kind == "past" and cue.between & BE and following not in ("of", "for")
    citing = cue.word(0) == "citing" and find(cue.frame, cue.at, 12, {","}) is not None
    if citing or passive or cue.word(-2) == "what" or following in NO_OBJECT:
        return None
    return cue.found(thing(cue.frame, cue.at + 1))


def labelling(cue: Cue) -> Found | None:
    """Labelled content: they are called rebels; groups described (by source) as terrorists."""
    start = find(cue.frame, cue.at + 1, 8, {"as"}) if cue.word(1) in ("as", "by") else cue.at + 1
    if start is None or start >= len(cue.frame.words) or cue.frame.words[start] in NO_OBJECT - {"as"}:
        return None
    who = sources.by(cue.frame, cue.at + 1)
    return Found(who, (cue.at, cue.at + 1), thing(cue.frame, start), cue.sense.stance)


def naming(cue: Cue) -> Found | None:
    """Somebody's claim that content; his fears of, for, about something."""
    following, whose = cue.word(1), sources.possessor(cue.frame, cue.at)
    relative = following == "that" and active(cue.frame, cue.at + 2)  # a statement that spoke of peace
    if relative or following not in ABOUT or whose is None and following != "that":
        return None
    content = (until if following in ("that", "to") else thing)(cue.frame, cue.at + 1)
    return Found(whose, (cue.at, cue.at + 1), content, cue.sense.stance)


def being(cue: Cue) -> Found | None:
    """Source is confident that, sure of, worried about content."""
    fits = (cue.between & BE or cue.word(-1) in SEEMING) and cue.word(1) in ("that", "of", "about", "to")
    return cue.found(until(cue.frame, cue.at + 1)) if fits else None


def counting(cue: Cue) -> Found | None:
    """Source puts something at a number."""
    there = find(cue.frame, cue.at + 2, 10, {"at"})
    number = cue.word(there + 1 - cue.at) if there is not None else ""
    return cue.found(thing(cue.frame, cue.at + 1)) if number in NUMBERS or number[:1].isdigit() else None


def reputed(cue: Cue) -> Found | None:
    """It is believed that content; they are said to; men said to have: a passive that names nobody."""
    bare = cue.sense.lemma in SAID_TO and cue.word(1) == "to" and cue.word(2) in ("be", "have")
    fits = cue.sense.kind == "past" and (bare or cue.between & BE and cue.word(1) in ("that", "to"))
    return Found(None, (cue.at, cue.at + 1), until(cue.frame, cue.at + 1), cue.sense.stance) if fits else None


#: Content that stands before its cue, or around it.
FRONT = (speech.after_quotation, speech.after_comma, speech.after_clause)
#: Which rules are asked about a cue, by what it takes, in this order.
RULES: dict[str, tuple[Callable[[Cue], Found | None], ...]] = {
    "reputed": (reputed,),
    "speech": (speech.inverted, speech.inverted_clause, *FRONT, speech.opening),
    "thought": (*FRONT, thinking),
    "that": (showing, shown),
    "infinitive": (wanting,),
    "object": (judging,),
    "number": (counting,),
    "noun": (naming,),
    "adjective": (being,),
}
