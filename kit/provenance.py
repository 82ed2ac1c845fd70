"""Where the lines of a spliced page come from: page and key read together, and a reader's tracing beside the key.

A key is one reading with reasons. What differs from it is listed as differing, never as wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from . import tables
from .model import Trace
from .text import fold

#: What can happen to words on their way, and how to see it. The first five are the steps by which a source is lost.
PHENOMENA = {
    "named source": "Step 1, named source: the speaker has a name and an office.",
    "role only": "Step 2, role only: the speaker has a role and no name (an opposition fighter).",
    "lost antecedent": "Step 3, lost antecedent: “he” or “the group”, and nobody on this page to whom it points.",
    "unattributed": "Step 4, unattributed: somebody's statement, and nobody says it.",
    "presupposed": "Step 5, presupposed: taken for granted, in a noun, a caption or a “since”.",
    "laundered voice": "One party's words or view, now in the voice of the page.",
    "house spelling": "A spelling or quotation mark that belongs to one house.",
    "find and replace": "A word exchanged by a machine, so that a fixed name or phrase reads oddly.",
    "false meanwhile": "A word of time that makes two different times one.",
    "time scrambled": "Another day than the lines around it.",
    "contradiction": "Cannot be true together with another line.",
    "duplicate": "The same line again, perhaps a little changed.",
    "off topic": "About something else.",
    "orphaned quotation": "Quotation marks, and no speaker.",
    "source descriptor": "The words for a source (its place, its side) colour what it says.",
    "boilerplate": "Page furniture: nobody's statement.",
}
STEPS = tuple(PHENOMENA)[:5]
#: Voices and origins beside outlets and articles.
NOBODY, ORIGINAL, UNSURE = "boilerplate", "original", "cannot tell"


def read(text_path: Path | None = None, key_path: Path | None = None) -> tuple[list[str], list[Trace]]:
    """The lines of a page that are not blank, and the key's row for each; raises TableError with file and line."""
    for path in filter(None, (text_path, key_path)):
        if not os.path.isfile(path):
            raise tables.TableError(f"There is no file called {str(path)!r} here. Put it beside the notebook and name "
                                    "it exactly.")
    text_path, key_path = text_path or tables.home() / "splice.txt", key_path or tables.home() / "splice.csv"
    text, trouble = tables.text_of(text_path)
    rows, problems = tables.scan(Trace, key_path)
    problems = ([trouble] if trouble else []) + problems
    if not problems:
        problems = [f"{key_path.name}:{place}: {wrong}" for place, wrong in wrongs(text, rows, text_path.name)]
    if problems:
        raise tables.TableError("\n".join(problems[:5]))
    return [line for _, line in numbered(text)], [row for _, row in rows]


def numbered(text: str) -> list[tuple[int, str]]:
    """The lines of a page that are not blank, each with its line number in the file.

    >>> numbered("Share\\n\\nRebels advance \\n")
    [(1, 'Share'), (3, 'Rebels advance')]
    """
    return [(place, line.strip()) for place, line in enumerate(text.split("\n"), 1) if line.strip()]


def wrongs(text: str, rows: list[tuple[int, Trace]], file: str) -> Iterable[tuple[int, str]]:
    """What does not fit between a page (text of ``file``) and its key: (line of the key's file, sentence)."""
    lines = numbered(text)
    if len(rows) != len(lines):
        last = rows[-1][0] if rows else 1
        yield last, (f"the key has {len(rows)} rows and {file} has {len(lines)} lines that are not blank; each line "
                     "needs one row, in the order of the page.")
        return
    for (place, row), (number, (at, line)) in zip(rows, enumerate(lines, 1)):
        if row.line != str(number):
            yield place, f"'line' is {row.line!r} where {number} is next; number the rows 1, 2, 3 in the page's order."
        elif not (start := _plain(row.text_start)) or not _plain(line).startswith(start):
            yield place, (f"'text_start' is {row.text_start!r}, but line {number} of the page ({file}:{at}) begins "
                          f"{' '.join(line.split()[:6])!r}; correct the one or the other.")
        yield from ((place, wrong) for wrong in _cells(row, len(lines)))


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _cells(row: Trace, last: int) -> Iterable[str]:
    """What is wrong in the cells of one row, for a page of so many lines."""
    for name in ("voice", "origin"):
        if not getattr(row, name):
            yield f"{name!r} is empty; fill it in ({NOBODY} for page furniture)."
    for name in phenomena(row) - set(PHENOMENA):
        if near := get_close_matches(name, PHENOMENA, 1, 0.8):
            yield f"there is no phenomenon {name!r}; did you mean {near[0]!r}?"
    for part in row.contradicts.split():
        if not re.fullmatch(r"[0-9]{1,6}", part) or not 1 <= int(part) <= last or part == row.line:
            yield f"'contradicts' has {part!r}; write the numbers of other lines, 1 to {last}, with spaces between."


def phenomena(row: Trace) -> set[str]:
    """What the key says of a line.

    >>> sorted(phenomena(Trace("1", "", "page", "original", "presupposed | contradiction", "2", "")))
    ['contradiction', 'presupposed']
    """
    return {part.strip() for part in row.phenomenon.split("|") if part.strip()}


def of_key(row: Trace) -> dict:
    """A row of the key in the shape of an answer: voice, origin, phenomena, contradicts."""
    return {"voice": row.voice, "origin": row.origin, "phenomena": sorted(phenomena(row), key=order),
            "contradicts": sorted(map(int, row.contradicts.split()))}


def settled(answer: Mapping) -> dict:
    """An answer whose parts fit together: furniture has no other mark, a contradicted line makes a contradiction.

    >>> settled({"voice": "boilerplate", "origin": "original"})
    {'voice': 'boilerplate', 'origin': 'boilerplate', 'phenomena': ['boilerplate'], 'contradicts': []}
    """
    voice, origin = answer.get("voice") or "", answer.get("origin") or ""
    if voice == NOBODY:
        return {"voice": voice, "origin": NOBODY, "phenomena": [NOBODY], "contradicts": []}
    contradicts = sorted(set(answer.get("contradicts") or ()))
    marks = {*(answer.get("phenomena") or ()), *(["contradiction"] if contradicts else [])} - {NOBODY}
    return {"voice": voice, "origin": "" if origin == NOBODY else origin, "phenomena": sorted(marks, key=order),
            "contradicts": contradicts}


def moved(before: Iterable[str], lines: Iterable[str]) -> dict[int, int]:
    """Where the lines of an earlier version of a page stand now, by their text: {old place: new place}, from 1.

    >>> moved(["Share", "Rebels win", "Share"], ["New line", "Share", "Rebels win"])
    {1: 2, 2: 3}
    """
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines, 1):
        places.setdefault(line, []).append(place)
    return {old: places[line].pop(0) for old, line in enumerate(before, 1) if places.get(line)}


def renumbered(answer: Mapping, places: Mapping[int, int]) -> dict:
    """An answer whose contradicted lines have moved."""
    answer = settled(answer)
    return {**answer, "contradicts": [places[line] for line in answer["contradicts"] if line in places]}


def order(phenomenon: str) -> tuple[int, str]:
    """The place of a phenomenon in lists: the known ones first."""
    return (list(PHENOMENA).index(phenomenon) if phenomenon in PHENOMENA else len(PHENOMENA)), phenomenon


def compared(mine: Mapping, row: Trace) -> dict[str, list[str]]:
    """One line's answer beside the key: what both have, only you, only the key. "cannot tell" is no claim.

    >>> key = Trace("7", "Meanwhile", "arwad", "ramouseh-arwad", "false meanwhile | contradiction", "6 10", "")
    >>> compared({"voice": "arwad", "phenomena": ["off topic", "contradiction"], "contradicts": [6]}, key)["shared"]
    ['voice: arwad', 'contradiction', 'contradicts 6']
    """
    mine, key = _marks(mine), _marks(of_key(row))
    return {"shared": _said(mark for mark in key if mark in mine),
            "only you": _said(mark for mark in mine if mark not in key),
            "only the key": _said(mark for mark in key if mark not in mine)}


def _marks(answer: Mapping) -> list[tuple[str, str]]:
    """An answer as (kind, value): one for voice and origin each, for each phenomenon and each line contradicted."""
    one = [(kind, answer.get(kind, "")) for kind in ("voice", "origin") if answer.get(kind) not in (None, "", UNSURE)]
    return [*one, *((name, "") for name in answer.get("phenomena", ())),
            *(("contradicts", str(number)) for number in answer.get("contradicts", ()))]


def _said(marks: Iterable[tuple[str, str]]) -> list[str]:
    marks = list(marks)
    lines = [value for kind, value in marks if kind == "contradicts"]
    said = [f"{kind}: {value}" if value else kind for kind, value in marks if kind != "contradicts"]
    return [*said, *([f"contradicts {', '.join(lines)}"] if lines else [])]


def agreement(answers: Mapping[int, Mapping], key: Iterable[Trace]) -> list[dict]:
    """For the lines answered, how often reader and key share a voice, an origin and each phenomenon.

    Rows: what, shared, only you, only the key. Contradicting pairs count once, whichever of the two lines names them.
    """
    rows = {int(row.line): of_key(row) for row in key if int(row.line) in answers}
    mine, keys = ({(number, *mark) for number, one in many.items() for mark in _marks(one) if mark[0] != "contradicts"}
                  for many in (answers, rows))
    pairs, key_pairs = ({("pair", "contradicting pairs", frozenset((number, other))) for number, one in many.items()
                         for other in one.get("contradicts", ())} for many in (answers, rows))
    mine, keys = mine | pairs, keys | key_pairs
    found = {mark[1] for mark in mine | keys}
    first, last = ["voice", "origin"], ["contradicting pairs"]
    kinds = [kind for kind in [*first, *sorted(found - {*first, *last}, key=order), *last] if kind in found]
    return [{"what": kind, "shared": _count(kind, mine & keys), "only you": _count(kind, mine - keys),
             "only the key": _count(kind, keys - mine)} for kind in kinds]


def _count(kind: str, marks: set[tuple]) -> int:
    return sum(mark[1] == kind for mark in marks)
