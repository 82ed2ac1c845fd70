"""One sentence: its cues are looked at from left to right, and each is asked for its attribution."""

from __future__ import annotations

from collections.abc import Iterator

from kit.reading import sources
from kit.reading.contents import Range, active, clause, front, until
from kit.reading.cues import CUES, NOUNLIKE, Sense
from kit.reading.frames import Q, Frame
from kit.reading.place import Cue, Found
from kit.reading.rules import RULES
from kit.reading.smallwords import (
    BE, BETWEEN, DETERMINERS, FINITE, JOINERS, NUMBERS, PREPOSITIONS, PRONOUNS, PUNCTUATION,
)

#: Before a past form that is a verb; any other joiner or preposition shows an adjective: after alleged attacks.
RELATIVE = frozenset("who which that but yet".split())
#: The source behind "according to" ends before them.
STOPS = frozenset({",", ";", ":", "(", Q})
#: By somebody's count, in somebody's words.
RECKONING = frozenset("account admission count estimate estimates opinion reckoning telling view words".split())
#: Plurals without an -s.
PLURALS = frozenset("media people police men women".split())
#: In a headline they show that a side of the colon speaks.
SPEAKERS = frozenset(
    "agency ambassador analyst analysts army bank chief commander court doctor doctors envoy expert experts "
    "general governor government group inquiry leader mayor media military minister ministry monitor "
    "monitors ngo observatory office official officials opposition pm police poll president rebels report "
    "reports researchers residents source sources spokesman spokesperson spokeswoman state study survey tv "
    "un witness witnesses".split()
)
#: Longest source behind "according to", in words.
FAR = 30


def read(frame: Frame, *, headline: bool = False) -> Iterator[Found]:
    """The attributions of one sentence, in the order of their cues."""
    shared, claimed, gap = None, 0, 0
    for at, word in enumerate(frame.words):
        found = None
        if word == "according" and frame.words[at + 1 : at + 2] == ["to"]:
            found = according(frame, at)
        elif word == ":" and claimed <= at + 1:
            found = colon(frame, at, headline)
        elif word in RECKONING:
            found = reckoned(frame, at)
        if not found and word in CUES and at >= gap:
            found = _read_cue(frame, at, shared)
        if found:
            shared, claimed = shared or found.source, max(claimed, found.content[1])
            gap = found.content[0]
            yield found


def _read_cue(frame: Frame, at: int, shared: Range | None) -> Found | None:
    """What the first rule says that has something to say of the cue at this place."""
    place = None
    for sense in CUES[frame.words[at]]:
        if sense.particle and frame.words[at + 1 : at + 2] != [sense.particle]:
            continue
        if sense.kind in ("base", "s", "past", "ing") and not verbal(frame, at, sense.kind):
            continue
        place = place or _place(frame, at, sense, shared)
        cue = place._replace(sense=sense, at=at + bool(sense.particle))
        for rule in RULES[sense.takes]:
            found = rule(cue)
            if found:
                return found
    return None


def _place(frame: Frame, at: int, sense: Sense, shared: Range | None) -> Cue:
    """A cue with who may be its source: its subject, who is quoted "as saying", or the subject that verbs share."""
    if frame.words[at - 1 : at] == ["as"] and sense.kind == "ing":
        return Cue(frame, at, sense, sources.quoted_as(frame, at - 1), set(), None)
    subject, between = sources.before(frame, at)
    if sense.kind == "ing" and (shared or frame.words[at - 1 : at] == [","]):
        subject = shared
    if sense.kind == "past" and between & BE and sense.takes != "adjective":
        return Cue(frame, at, sense, None, between, sources.by(frame, at + 1))
    return Cue(frame, at, sense, subject, between, shared or (None if subject else sources.of_sentence(frame, at)))


def verbal(frame: Frame, at: int, kind: str) -> bool:
    """Whether a form that could also be a noun or an adjective is a verb here, by its neighbours."""
    words, word = frame.words, frame.words[at]
    before, behind = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if kind == "base" and before in BE:
        return False
    if before in DETERMINERS or before.endswith("'s") or before == "of" or before == "united":
        return before in ("this", "that", "these", "those", "any", "some") and kind == "past"
    if kind == "past":
        return at > 0 and (before in RELATIVE or before not in JOINERS | PREPOSITIONS)
    if word not in NOUNLIKE:
        return True
    if before in PRONOUNS or before in BETWEEN or before in RELATIVE or before.endswith("ly"):
        return True
    if kind == "ing":
        return before in (",", "and", "by", "as") or behind == "that"
    if not before or before in PREPOSITIONS:
        return False
    if behind in ("that", Q):
        return True
    if kind == "s" and behind in ("", "from", "on", "in") and "," in words[max(0, at - 8) : at]:
        return True
    plural = before.endswith("s") or before in PLURALS
    agrees = plural if kind == "base" and behind else frame.capital(at - 1)
    return agrees and not (behind in PREPOSITIONS or behind in PUNCTUATION or behind in FINITE or behind == "and")


def according(frame: Frame, at: int) -> Found | None:
    """According to source , content. Also: content , according to source. Also: it was , according to source , shut."""
    words, end = frame.words, at + 2
    first = at < 2 or all(word in JOINERS or word in PUNCTUATION for word in words[:at])
    bare = first and "," not in words[at : at + FAR]
    while end < min(len(words), at + FAR) and words[end] not in STOPS and not (bare and _anew(words, end)):
        end += 1
    starts = end if bare else end + 1
    content = until(frame, starts) if first and starts < len(words) else front(frame, at)
    if not first and starts < len(words) and words[end] == "," and not clause(frame, 0):
        content = content[0], until(frame, starts)[1]
    proper = at + 2 < end and content[0] < content[1]
    return Found((at + 2, end), (at, at + 2), content, "neutral", "according") if proper else None


def reckoned(frame: Frame, at: int) -> Found | None:
    """Content , by source 's count. Also: in source 's words , content. Also: content , by the count of source."""
    words, whose = frame.words, sources.possessor(frame, at)
    if whose is None and words[at - 1 : at + 2] == ["the", words[at], "of"]:
        whose = at - 1, sources.behind(frame, at + 2)[1]
    if whose is None or not whose[0] or words[whose[0] - 1] not in ("by", "in"):
        return None
    opens, closes = whose[0] - 1, max(whose[1], at + 1)
    leads = opens < 2 and words[closes : closes + 1] == [","]
    content = until(frame, closes + 1) if leads and closes + 1 < len(words) else front(frame, opens)
    source = whose if whose[1] <= at else (at + 2, closes)
    return Found(source, (at, at + 1), content, "neutral", "according") if content[0] < content[1] else None


def _anew(words: list[str], at: int) -> bool:
    """Whether a clause seems to begin here with no comma: a determiner, pronoun or number that no preposition takes."""
    word, before = words[at], words[at - 1]
    counted = word in NUMBERS or word[:1].isdigit() or words[at : at + 2] == ["at", "least"]
    begins = counted or word in DETERMINERS or word in PRONOUNS
    return begins and before not in PREPOSITIONS and before not in DETERMINERS


def colon(frame: Frame, at: int, headline: bool) -> Found | None:
    """Source: content, or Content: source, in a headline; elsewhere only before a quotation that has no other cue."""
    words = frame.words
    if headline and 0 < at < len(words) - 1:
        first, last = (0, at), (at + 1, len(words))
        for source, content in ((first, last), (last, first)):
            if _speaks(frame, source):
                return Found(source, (at, at + 1), content, "neutral", "headline")
    if not headline and words[at + 1 : at + 2] == [Q]:
        return Found(sources.of_sentence(frame, at), (at, at + 1), until(frame, at + 1), "neutral")
    return None


def _speaks(frame: Frame, part: Range) -> bool:
    """Whether one side of a headline's colon is a speaker: a name of one or two words, or words that end in one."""
    words, capitals = frame.words[slice(*part)], [frame.capital(at) for at in range(*part)]
    named = len(words) < 3 and all(capitals) or words[-1] in SPEAKERS
    return len(words) < 6 and named and not any(active(frame, at) for at in range(*part))


def announced(frame: Frame) -> Found | None:
    """Source and cue of a sentence that ends in a colon: what is said stands in the next line."""
    words = frame.words
    if words[-1:] != [":"]:
        return None
    for at in range(len(words) - 2, -1, -1):
        senses = [sense for sense in CUES.get(words[at], ()) if sense.takes == "speech"]
        if senses and verbal(frame, at, senses[0].kind):
            subject, _ = sources.before(frame, at)
            return Found(subject or sources.of_sentence(frame, at), (at, at + 1), (at, at), senses[0].stance)
    return None
