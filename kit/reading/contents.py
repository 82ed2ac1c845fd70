"""What is said: where reported content begins and ends in the frame of a sentence."""

from __future__ import annotations

from collections.abc import Collection

from kit.reading.cues import CUES, NOUNLIKE
from kit.reading.frames import Frame
from kit.reading.smallwords import FINITE, PASTS, PUNCTUATION, adverb

#: Words of a frame, from one up to and without another.
Range = tuple[int, int]

#: Longest content that is looked for in one sentence, in words.
FAR = 120
#: After a comma they show that the writer takes over again.
TURNS = frozenset("but though although while whereas according citing".split())


def speech(word: str) -> str:
    """The form (base, s, past, ing) of a word that is first of all a verb of saying, else ""."""
    senses = [sense for sense in CUES.get(word, ()) if sense.takes != "reputed"]
    return senses[0].kind if senses and senses[0].takes == "speech" and word not in NOUNLIKE else ""


def until(frame: Frame, first: int) -> Range:
    """A clause of content that begins here: to the sentence's end, or to where the writer takes over again."""
    words = frame.words
    for at in range(first + 1, min(len(words), first + FAR)):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word in ";()" or word == "but" and following != "also" or word == "according" and following == "to":
            return first, at
        if word == "," and (following in TURNS or speech(following) == "ing"):
            return first, at
        if word == "and" and speech(following) in ("past", "s"):
            return first, at
    return first, min(len(words), first + FAR)


def thing(frame: Frame, first: int) -> Range:
    """Content that is a thing and not a clause: it ends at the first comma at the latest."""
    end = until(frame, first)[1]
    return first, next((at for at in range(first + 1, end) if frame.words[at] == ","), end)


def front(frame: Frame, end: int) -> Range:
    """Content that stands before its cue: from the sentence's beginning or a semicolon to the comma, without "but"."""
    words, first = frame.words, 0
    if ";" in words[:end]:
        first = end - words[end - 1 :: -1].index(";")
    while first < end and words[first] in ("but", "and", "still", "yet", ","):
        first += 1
    return first, end - (words[end - 1 : end] == [","])


def find(frame: Frame, first: int, far: int, wanted: Collection[str]) -> int | None:
    """The first of the wanted words within so many places, before any semicolon or bracket."""
    for at in range(first, min(len(frame.words), first + far)):
        if frame.words[at] in wanted:
            return at
        if frame.words[at] in ";(":
            return None
    return None


def active(frame: Frame, at: int) -> bool:
    """Whether the word at this place looks like a verb with a tense."""
    word = frame.words[at] if at < len(frame.words) else ""
    past = word.endswith("ed") or word in PASTS or any(sense.kind in ("past", "s") for sense in CUES.get(word, ()))
    return word in FINITE or past


def skip(frame: Frame, at: int) -> int:
    """The first place from here on that holds no adverb and no time: said repeatedly on; said Monday that."""
    while at < len(frame.words) and adverb(frame.words[at]):
        at += 1
    return at


def clause(frame: Frame, first: int) -> bool:
    """Whether a clause seems to begin here: a verb among the next twelve words, before any comma."""
    for at in range(first, min(len(frame.words), first + 12)):
        if frame.words[at] in FINITE or at > first and active(frame, at):
            return True
        if frame.words[at] in PUNCTUATION:
            return False
    return False
