"""The rules of attribution, each with its example: what a cue and its neighbours say of source and content.

A rule is asked about a cue in its place and answers with a `Found` or with None. Which rules are asked, and in which order,
depends on what the cue can take (`RULES`); the first that answers is believed. Q is a quotation (see `frames`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kit.reading import sources
from kit.reading.contents import Range, clause, find, front, skip, thing, until
from kit.reading.cues import Sense
from kit.reading.frames import Q, Frame
from kit.reading.smallwords import BE, DETERMINERS, FINITE, JOINERS, PASTS, PREPOSITIONS, PRONOUNS, PUNCTUATION, QUESTIONS, adverb

#: Verbs whose listener stands before what is said: told reporters that.
ADDRESSED = frozenset("tell remind warn ask caution".split())
#: Verbs that need a clause, a question word or a quotation: "added a note" is no speech.
CLAUSAL = frozenset(
    "add write read continue post respond report repeat reply answer joke recall mention tell charge claim observe state explain "
    "tweet note".split()
)
#: Verbs that can ask somebody to do something.
ASKING = frozenset("want urge ask order warn expect invite encourage challenge".split())
#: Behind a verb that takes an object, they show that it has another sense here, or none.
NO_OBJECT = frozenset("by with as out in into".split())


class Found(NamedTuple):
    """One attribution in the words of its frame."""

    source: Range | None
    cue: Range
    content: Range
    stance: str
    kind: str = ""


class Cue(NamedTuple):
    """A cue in its place."""

    frame: Frame
    at: int  # its last word
    sense: Sense
    subject: Range | None
    between: set[str]  # the words between subject and cue
    shared: Range | None  # the source to fall back on when the cue has no subject of its own

    def word(self, away: int) -> str:
        """The word so many places behind the cue (before it, if negative), or "" beyond the sentence."""
        place = self.at + away - (away < 0 and bool(self.sense.particle))
        return self.frame.words[place] if 0 <= place < len(self.frame.words) else ""

    def found(self, content: Range, source: Range | None = None) -> Found | None:
        """An attribution with this cue, unless its content is empty."""
        who, own = source or self.subject or self.shared, (self.at - bool(self.sense.particle), self.at + 1)
        return Found(who, own, content, self.sense.stance) if content[0] < content[1] else None


def inverted(cue: Cue) -> Found | None:
    """Content, said source: Q said ali , a baker. Also: the road is shut , said the monitor , and nobody can leave."""
    quoted = cue.word(-1) == Q or cue.word(-1) == "," and cue.word(-2) == Q
    apart = cue.word(-1) == "," and not cue.subject and cue.at > 3
    following = cue.word(1)
    if cue.sense.kind not in ("past", "s") or not (quoted or apart) or not following:
        return None
    if following in QUESTIONS or following in PUNCTUATION or following in PREPOSITIONS or following == Q:
        return None
    source, words = sources.behind(cue.frame, cue.at + 1), cue.frame.words
    if source[0] == source[1] or not quoted and source[1] < len(words) and words[source[1]] in FINITE:
        return None
    start, end = front(cue.frame, cue.at)
    again = find(cue.frame, source[1], 12, {Q})
    if again is not None:
        end = again + 1
    elif apart and source[1] < len(words) - 1 and clause(cue.frame, source[1] + 1):
        end = until(cue.frame, source[1] + 1)[1]
    return cue.found((start, end), source)


def inverted_clause(cue: Cue) -> Found | None:
    """Content said source, where a text has lost its commas: a shell hit the town of taduf said the observatory."""
    following = cue.word(1)
    if cue.sense.kind != "past" or cue.at < 6 or not (following in ("the", "a", "an") or following and cue.frame.capital[cue.at + 1]):
        return None
    source, near = sources.behind(cue.frame, cue.at + 1), cue.frame.words[max(0, cue.at - 25) : cue.at - 2]
    verb = any(word in FINITE or word in PASTS or word.endswith("ed") for word in near)
    ends = source[1] == len(cue.frame.words) and "," not in cue.frame.words
    return cue.found(front(cue.frame, cue.at), source) if verb and ends else None


def after_quotation(cue: Cue) -> Found | None:
    """Content source said: Q mr obama said on monday. Also, around the cue: Q he said , Q."""
    before = cue.subject[0] - 1 if cue.subject else -1
    words = cue.frame.words
    if before < 0 or not (words[before] == Q or words[before] == "," and words[before - 1] == Q):
        return None
    behind = skip(cue.frame, cue.at + 1)
    following = words[behind] if behind < len(words) else ""
    listener = cue.sense.lemma in ADDRESSED
    if following in QUESTIONS or following == ":" or not listener and (following in PRONOUNS or following in DETERMINERS):
        return None
    start, end = front(cue.frame, before + 1)
    again = find(cue.frame, behind, 20, {Q})
    return cue.found((start, end if again is None else again + 1))


def after_comma(cue: Cue) -> Found | None:
    """Content, source said: the road is shut , he said. Also, around the cue: the road , he said , is shut."""
    before = cue.subject[0] - 1 if cue.subject else -1
    words = cue.frame.words
    if before < 1 or words[before] != "," or before < 3 and cue.word(1) != ",":
        return None
    behind = skip(cue.frame, cue.at + 1)
    following = words[behind] if behind < len(words) else ""
    content = front(cue.frame, before + 1)
    if not following or following == "and":
        return cue.found(content)
    if following == ",":
        return _around(cue, content, behind + 1)
    adjunct = following in PREPOSITIONS and find(cue.frame, behind, 20, QUESTIONS | {Q}) is None
    return cue.found(content) if adjunct and before > 3 else None


def _around(cue: Cue, content: Range, onward: int) -> Found | None:
    """Content that may go on behind ", he said,": not into "adding that", not where the words before were no clause."""
    words = cue.frame.words
    following = words[onward] if onward < len(words) else ""
    if following == Q or not clause(cue.frame, 0) and find(cue.frame, onward, 14, {"that"}) is not None:
        return None
    goes_on = following and not following.endswith("ing")
    return cue.found((content[0], until(cue.frame, onward)[1]) if goes_on else content)


def after_clause(cue: Cue) -> Found | None:
    """Content source said, where a text has lost its commas: twenty were killed in raids the monitor said on sunday."""
    first, following = cue.subject[0] if cue.subject else 0, cue.word(1)
    aside = following in PREPOSITIONS or adverb(following) or cue.sense.lemma in ADDRESSED
    silent = not following or aside and not clause(cue.frame, cue.at + 1)
    if first < 4 or not silent or cue.frame.words[first - 1] in JOINERS or cue.frame.words[first - 1] in (",", Q):
        return None
    alone = clause(cue.frame, 0) and find(cue.frame, cue.at, 20, QUESTIONS | {Q}) is None
    return cue.found((0, first)) if alone else None


def opening(cue: Cue) -> Found | None:
    """Source said content: ali said on monday (that) the road was shut. Also: he told reporters : Q."""
    words, behind = cue.frame.words, skip(cue.frame, cue.at + 1)
    if behind >= len(words) or not (cue.subject or cue.shared or cue.sense.kind == "ing"):
        return None
    if words[behind] not in QUESTIONS and words[behind] != Q:
        behind = _beyond(cue, behind)
    return cue.found(until(cue.frame, behind)) if behind is not None and behind < len(words) else None


def _beyond(cue: Cue, behind: int) -> int | None:
    """Where content begins that does not follow its cue directly: beyond a comma, a listener, a place or a time."""
    following, lemma = cue.frame.words[behind], cue.sense.lemma
    there = find(cue.frame, behind, 14, QUESTIONS | {Q})
    if following in ":,":
        return there if there is not None else behind + 1 if following == ":" or cue.subject else None
    if following in PREPOSITIONS or lemma in ADDRESSED:
        if there is None and lemma in ("tell", "remind"):
            there = find(cue.frame, behind + 1, 8, PRONOUNS | DETERMINERS | {"to", "about"})
        if there is not None:
            return there
        if following == "by" or following == "to" and lemma not in ADDRESSED:
            return None
    needs_verb = lemma in CLAUSAL or following in PREPOSITIONS
    return None if needs_verb and not clause(cue.frame, behind) else behind


def thinking(cue: Cue) -> Found | None:
    """Source believes (that) content: behind the cue a clause must begin."""
    following = cue.word(1)
    begins = following in QUESTIONS or following in PRONOUNS or following in DETERMINERS or following in ("there", Q)
    fits = following and (begins or cue.frame.capital[cue.at + 1])
    return cue.found(until(cue.frame, cue.at + 1)) if fits else None


def showing(cue: Cue) -> Found | None:
    """Source shows that content: only before "that", "how", "whether", "why" or a quotation."""
    behind = skip(cue.frame, cue.at + 1)
    fits = behind < len(cue.frame.words) and cue.frame.words[behind] in ("that", "how", "whether", "why", Q)
    return cue.found(until(cue.frame, behind)) if fits else None


def wanting(cue: Cue) -> Found | None:
    """Source wants (somebody) to do something."""
    asked = cue.sense.lemma in ASKING and find(cue.frame, cue.at + 1, 6, {"to"}) is not None
    return cue.found(until(cue.frame, cue.at + 1)) if asked or cue.word(1) == "to" else None


def judging(cue: Cue) -> Found | None:
    """Source condemns, calls for, describes something; "accused of" and "blamed for" also in the passive."""
    following = cue.word(1)
    passive = cue.sense.kind == "past" and cue.between & BE and following not in ("of", "for")
    citing = cue.word(0) == "citing" and find(cue.frame, cue.at, 12, {","}) is not None
    if citing or passive or cue.word(-2) == "what" or following in NO_OBJECT or following in PUNCTUATION or not following:
        return None
    return cue.found(thing(cue.frame, cue.at + 1))


def naming(cue: Cue) -> Found | None:
    """Somebody's claim that content; his fears of, for, about something."""
    following, whose = cue.word(1), sources.possessor(cue.frame, cue.at)
    if following not in ("that", "to", "of", "about", "over", "for") or whose is None and following != "that":
        return None
    content = (until if following in ("that", "to") else thing)(cue.frame, cue.at + 1)
    return Found(whose, (cue.at, cue.at + 1), content, cue.sense.stance)


def being(cue: Cue) -> Found | None:
    """Source is confident that, sure of, worried about content."""
    verb = cue.between & BE or cue.word(-1) in ("more", "very", "remain", "remains", "remained", "feel", "feels", "seems")
    fits = verb and cue.word(1) in ("that", "of", "about", "to")
    return cue.found(until(cue.frame, cue.at + 1)) if fits else None


def reputed(cue: Cue) -> Found | None:
    """It is believed that content; they are said to: a passive that names nobody."""
    fits = cue.sense.kind == "past" and cue.between & BE and cue.word(1) in ("that", "to")
    return Found(None, (cue.at, cue.at + 1), until(cue.frame, cue.at + 1), cue.sense.stance) if fits else None


#: Which rules are asked about a cue, by what it takes, in this order.
RULES: dict[str, tuple[Callable[[Cue], Found | None], ...]] = {
    "reputed": (reputed,),
    "speech": (inverted, inverted_clause, after_quotation, after_comma, after_clause, opening),
    "thought": (after_quotation, after_comma, after_clause, thinking),
    "that": (showing,),
    "infinitive": (wanting,),
    "object": (judging,),
    "noun": (naming,),
    "adjective": (being,),
}
