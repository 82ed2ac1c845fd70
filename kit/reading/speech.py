"""The rules for verbs of saying, each with its example: content before the cue, around it, or behind it.

A rule is asked about a cue in its place and answers with a `Found` or with None. Q is a quotation (see `frames`).
"""

from __future__ import annotations

from kit.reading import sources
from kit.reading.contents import Range, clause, find, front, skip, until
from kit.reading.frames import Q
from kit.reading.place import Cue, Found
from kit.reading.smallwords import (
    DETERMINERS, FINITE, JOINERS, PASTS, PREPOSITIONS, PRONOUNS, PUNCTUATION, QUESTIONS, adverb,
)

#: Verbs whose listener stands before what is said: told reporters that.
ADDRESSED = frozenset("tell remind inform warn ask caution".split())
#: Verbs that need a clause, a question word or a quotation: "added a note" is no speech.
CLAUSAL = frozenset(
    "add write read continue post respond report repeat reply answer joke recall mention tell charge claim "
    "observe state explain tweet note".split()
)
#: Behind a verb of saying they open a time or place; other prepositions open content: warned of, pledged to.
ADJUNCTS = frozenset("in on at during after before via through from since".split())


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
    """Content said source, where a text has lost its commas: a shell hit the town said the mayor of the city."""
    words, following = cue.frame.words, cue.word(1)
    named = following in ("the", "a", "an") or following and cue.frame.capital(cue.at + 1)
    if cue.sense.kind != "past" or cue.at < 6 or not named or "," in words:
        return None
    source, near = sources.behind(cue.frame, cue.at + 1), words[max(0, cue.at - 25) : cue.at - 2]
    verb = any(word in FINITE or word in PASTS or word.endswith("ed") for word in near)
    return cue.found(front(cue.frame, cue.at), source) if verb and source[1] == len(words) else None


def after_quotation(cue: Cue) -> Found | None:
    """Content source said: Q mr haddad said on monday. Also, around the cue: Q he said , Q."""
    before = cue.subject[0] - 1 if cue.subject else -1
    words = cue.frame.words
    if before < 0 or not (words[before] == Q or words[before] == "," and words[before - 1] == Q):
        return None
    behind = skip(cue.frame, cue.at + 1)
    following = words[behind] if behind < len(words) else ""
    clausal = cue.sense.lemma not in ADDRESSED and following in PRONOUNS | DETERMINERS
    if clausal or following in QUESTIONS or following == ":":
        return None
    start, end = front(cue.frame, before + 1)
    again = find(cue.frame, behind, 20, {Q})
    return cue.found((start, end if again is None else again + 1))


def after_comma(cue: Cue) -> Found | None:
    """Content, source said: the road is shut , he said. Also, around the cue: the road , he said , is shut."""
    before = cue.subject[0] - 1 if cue.subject else -1
    words = cue.frame.words
    if before < 1 or words[before] != ",":
        return None
    behind = _listener(cue, skip(cue.frame, cue.at + 1))
    following = words[behind] if behind < len(words) else ""
    content = front(cue.frame, before + 1)
    if not following or following == ";" or following == "and" and before > 2:
        return cue.found(content)
    if following == "," and (before > 2 or cue.word(1) == ",") or following == ":" and clause(cue.frame, 0):
        return _around(cue, content, behind + 1)
    told = following in ADJUNCTS or following in PREPOSITIONS and cue.sense.lemma == "say"
    adjunct = told and find(cue.frame, behind, 20, QUESTIONS | {Q}) is None
    return cue.found(content) if adjunct and before > 3 else None


def _listener(cue: Cue, behind: int) -> int:
    """The place behind the listener, where nothing is said to him: the road is shut , he told the agency on monday."""
    if cue.sense.lemma not in ADDRESSED or find(cue.frame, behind, 14, QUESTIONS | {Q, ":"}) is not None:
        return behind
    end = find(cue.frame, behind, 6, {",", *PREPOSITIONS})
    return end if end is not None else len(cue.frame.words) if len(cue.frame.words) - behind < 6 else behind


def _around(cue: Cue, content: Range, onward: int) -> Found | None:
    """Content that may go on behind ", he said,": not into "adding that", not where the words before were no clause."""
    words = cue.frame.words
    following = words[onward] if onward < len(words) else ""
    if following == Q or not clause(cue.frame, 0) and find(cue.frame, onward, 14, {"that"}) is not None:
        return None
    goes_on = following and not following.endswith("ing") and following != "and"
    return cue.found((content[0], until(cue.frame, onward)[1]) if goes_on else content)


def after_clause(cue: Cue) -> Found | None:
    """Content source said, where a text has lost its commas: twenty were killed in raids the monitor said on sunday."""
    first, following = cue.subject[0] if cue.subject else 0, cue.word(1)
    aside = following in PREPOSITIONS or adverb(following) or cue.sense.lemma in ADDRESSED
    silent = not following or aside and not clause(cue.frame, cue.at + 1)
    if first < 4 or not silent or cue.frame.words[first - 1] in JOINERS | PUNCTUATION | {Q}:
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
        asked = find(cue.frame, behind, 8, {"to"}) if lemma in ADDRESSED else None
        if asked is not None and (there is None or asked < there) and cue.word(asked + 1 - cue.at) not in DETERMINERS:
            return asked
        if there is None and lemma in ("tell", "remind"):
            there = find(cue.frame, behind + 1, 8, PRONOUNS | DETERMINERS | {"to", "about"})
        if there is not None:
            return there
        if following == "by" or following == "to" and lemma not in ADDRESSED:
            return None
    needs_verb = lemma in CLAUSAL or following in PREPOSITIONS
    return None if needs_verb and not clause(cue.frame, behind) else behind
