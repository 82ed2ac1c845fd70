"""A cue in its place, and what a rule finds there."""

from __future__ import annotations

from typing import NamedTuple

from kit.reading.contents import Range
from kit.reading.cues import Sense
from kit.reading.frames import Frame


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
