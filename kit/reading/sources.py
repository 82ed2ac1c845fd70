"""Whose words? The noun phrase before or behind a cue, found by the small words that cannot stand inside one."""

from __future__ import annotations

from kit.reading.contents import Range, speech
from kit.reading.cues import CUES
from kit.reading.frames import Q, Frame
from kit.reading.smallwords import (
    BE, BETWEEN, DETERMINERS, FINITE, JOINERS, PASTS, POSSESSIVES, PREPOSITIONS, PRONOUNS, PUNCTUATION, TIMES, adverb,
)

#: Longest noun phrase that is looked for, in words.
FAR = 25
#: No subject ends with one of these.
NO_SUBJECT = PUNCTUATION | JOINERS | PREPOSITIONS | {Q, "and"}
#: A noun phrase that stands behind its cue ends before one of these.
AFTER = JOINERS | FINITE | frozenset("in on during at to via".split())


def before(frame: Frame, cue: int) -> tuple[Range | None, set[str]]:
    """The subject of the verb at ``cue``, or None; and the auxiliaries and adverbs between the two."""
    words, last, between = frame.words, cue - 1, set()
    while last >= 0 and (words[last] in BETWEEN or adverb(words[last])):
        between.add(words[last])
        last -= 1
    if last < 0 or "to" in between:
        return None, between
    if words[last] == ")":
        last = max(_opening(words, last) - 1, 0)
    if words[last] == ",":
        return _apposed(frame, last), between
    if words[last] in ("who", "whom"):
        named = last - 1 - (words[last - 1 : last] == [","])
        start = _start(frame, named) if named >= 0 else last
        return (min(start, last), last + 1), between
    if words[last] in NO_SUBJECT:
        return None, between
    return (_start(frame, last), last + 1), between


def _apposed(frame: Frame, comma: int) -> Range | None:
    """The noun phrase with an aside behind it: X, the chair, said."""
    words = frame.words
    for first in range(comma - 1, max(0, comma - FAR), -1):
        if words[first] == Q:
            return None
        if words[first] == ",":
            start = _start(frame, first - 1)
            named_only = _active(words[first + 1]) or words[first + 1] in PREPOSITIONS
            return (start, first if named_only else comma) if start < first else None
    return None


def _opening(words: list[str], closing: int) -> int:
    """Where the bracket opens that closes here."""
    return next((at for at in range(closing, max(-1, closing - 12), -1) if words[at] == "("), closing)


def _start(frame: Frame, last: int) -> int:
    """The first word of the noun phrase that ends with ``last``."""
    words = frame.words
    if words[last] in PRONOUNS:
        return last
    first = last
    while first > 0 and last - first < FAR and not _breaks(frame, first - 1):
        first -= 1
    while first < last and (adverb(words[first]) or words[first] == "and"):
        first += 1
    if words[first] in PREPOSITIONS:
        return _after_adjunct(frame, first, last)
    return first


def _breaks(frame: Frame, at: int) -> bool:
    """Whether a noun phrase cannot reach back over this word; a noun right before "the" belongs to another phrase."""
    word, following = frame.words[at], frame.words[at + 1]
    if word == "and":
        second = following in DETERMINERS and FINITE.intersection(frame.words[max(0, at - FAR) : at])
        return following in PRONOUNS or frame.words[at - 1 : at] == [","] or bool(second)
    if following in DETERMINERS - POSSESSIVES:
        return word not in PREPOSITIONS and word not in ("all", "both") or word in ("after", "before")
    return word == Q or word in PUNCTUATION or word in JOINERS or word in FINITE


def _after_adjunct(frame: Frame, first: int, last: int) -> int:
    """Where the name begins in "on Monday Ali" or "in a letter she": behind the last word that is no part of it."""
    start = last
    while start > first and frame.capital(start - 1) and frame.words[start - 1] not in TIMES:
        start -= 1
    return start if frame.capital(last) else first


def of_sentence(frame: Frame, cue: int) -> Range | None:
    """The sentence's own subject, for a verb that shares it: "They met and said ..."."""
    words, first = frame.words, 0
    if words[0] in PREPOSITIONS or words[0] in JOINERS or words[0] == "asked":
        first = words.index(",") + 1 if "," in words[:cue] else 0
    while first < cue and (words[first] in NO_SUBJECT - PREPOSITIONS or adverb(words[first])):
        first += 1
    last = first
    while last < cue and last - first < 10 and not _ends(words, first, last):
        last += 1
    return (first, last) if last > first else None


def _ends(words: list[str], first: int, at: int) -> bool:
    """Whether a noun phrase that began at ``first`` is over before this word."""
    word = words[at]
    if word in FINITE or word in PUNCTUATION or word == Q:
        return True
    past = word in PASTS or word.endswith("ed") and word != "united"
    verb = past or any(sense.kind in ("past", "s") for sense in CUES.get(word, ()))
    return at > first and (verb or word in JOINERS or word in PREPOSITIONS - {"of"})


def behind(frame: Frame, first: int) -> Range:
    """The source that follows its cue, with its aside: said X, a baker in Aleppo; the range may be empty."""
    words, last = frame.words, _after(frame, first)
    following = words[last + 1] if first < last < len(words) - 1 and words[last] == "," else ""
    if not following or following in ("and", "but") or _active(following):
        return first, last
    aside = last + 1
    while aside < len(words) and aside - last < FAR and words[aside] not in (",", ";", Q):
        aside += 1
    goes_on = FINITE.intersection(words[last:aside]) and not JOINERS.intersection(words[last:aside])
    return first, last if goes_on else aside


def _active(word: str) -> bool:
    """Whether a word begins an aside about what somebody does, as "citing" and "speaking" do."""
    return word.endswith("ing") and word != "including"


def _after(frame: Frame, first: int) -> int:
    """One past the last word of the noun phrase that begins here."""
    words, last = frame.words, first
    while last < len(words) and last - first < FAR:
        word = words[last]
        if word == Q or word in PUNCTUATION - {"(", ")", "/"}:
            break
        if last > first and (word in AFTER or adverb(word) or speech(word) == "ing"):
            break
        last += 1
    return last


def possessor(frame: Frame, noun: int) -> Range | None:
    """Whose claim: the possessive that stands up to three words before a noun."""
    words = frame.words
    for at in range(noun - 1, max(-1, noun - 4), -1):
        if words[at] in POSSESSIVES:
            return at, at + 1
        if words[at].endswith(("'s", "s'")):
            return _owner(frame, at), at + 1
        if words[at] in PUNCTUATION or words[at] in JOINERS or words[at] in FINITE:
            return None
    return None


def _owner(frame: Frame, last: int) -> int:
    """The first word of a possessive that ends here: by the ministry of health's."""
    first = last
    while first > max(0, last - FAR) and not _breaks(frame, first - 1):
        if frame.words[first - 1] in PREPOSITIONS - {"of"}:
            break
        first -= 1
    return first


def quoted_as(frame: Frame, last: int) -> Range | None:
    """Who is quoted "as saying": X was quoted as saying; the agency quoted X as saying."""
    words = frame.words
    for at in range(last - 1, max(-1, last - FAR), -1):
        if words[at] in ("quoted", "cited", "quotes", "quoting"):
            passive = words[at - 1 : at] and words[at - 1] in BE
            return before(frame, at)[0] if passive else (at + 1, last) if at + 1 < last else None
    return None


def by(frame: Frame, first: int) -> Range | None:
    """Who acts in a passive: the noun phrase behind "by", if "by" follows the verb directly."""
    if frame.words[first : first + 1] != ["by"]:
        return None
    last = _after(frame, first + 1)
    return (first + 1, last) if last > first + 1 else None
