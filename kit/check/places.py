"""Where in an exercise file a thing stands: the line of an exercise, of one of its options, of a key."""

from __future__ import annotations

import re
from typing import NamedTuple

HEADER = re.compile(r"\s*\[\[?\s*exercise(?:\.([\w-]+))?\s*\]\]?")
KEY = re.compile(r"\s*([\w-]+)\s*=")


class Spot(NamedTuple):
    """A place inside one exercise: its part ("option", ...), the part's number from 1, a key; all may be empty."""

    part: str = ""
    number: int = 0
    key: str = ""


class Lines:
    """The lines of an exercise file's headers and keys, by exercise (from 0) and spot.

    >>> text = "[[exercise]]\\nid = '1'\\n[[exercise.option]]\\ntext = 'a'\\n[[exercise.option]]\\nright = true\\n"
    >>> lines = Lines(text)
    >>> lines.of(0, Spot("option", 2, "right")), lines.of(0, Spot("option", 2, "text")), lines.of(0, Spot(key="kind"))
    (6, 5, 1)
    """

    def __init__(self, text: str) -> None:
        self._known: dict[tuple[int, Spot], int] = {}
        exercise, here, quoted = -1, Spot(), ""
        for number, line in enumerate(text.split("\n"), 1):
            header, key = (None, None) if quoted else (HEADER.match(line), KEY.match(line))
            if header:
                exercise, here = self._next(exercise, header[1])
                self._known.setdefault((exercise, here), number)
            elif key:
                self._known.setdefault((exercise, here._replace(key=key[1])), number)
            quoted = _still(quoted, line)

    def _next(self, exercise: int, part: str | None) -> tuple[int, Spot]:
        """The exercise and spot that a header opens."""
        if not part:
            return exercise + 1, Spot()
        before = (at == exercise and not spot.key and spot.part == part for at, spot in self._known)
        return exercise, Spot(part, 1 + sum(before))

    def of(self, exercise: int, spot: Spot = Spot()) -> int:
        """The line of a spot; where it is not written, that of its part or header, else that of the exercise's id."""
        tries = (spot, Spot(spot.key, 1), spot._replace(key=""), Spot(key=spot.part), Spot(key="id"), Spot())
        return next((self._known[exercise, one] for one in tries if (exercise, one) in self._known), 1)


def _still(quoted: str, line: str) -> str:
    """The kind of triple quotation mark that is open behind a line, "" where none is."""
    for mark in re.findall(r'"""|\'\'\'', line):
        quoted = mark if not quoted else "" if mark == quoted else quoted
    return quoted
