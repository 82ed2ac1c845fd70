"""Whose is what: copies, older versions and namesakes among the codings and records of a class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..coding.files import Coding
from .collect import Piece, Trouble
from .handed import Record
from .handing import cell
from .record import COLUMNS

#: The name of a coder who chose none.
UNNAMED = "me"

Codings = list[tuple[Piece, Coding]]


def coders(found: Codings) -> tuple[Codings, list[Trouble]]:
    """One coding a person and text: copies dropped, the newer of two versions taken, namesakes told apart."""
    kept: dict[tuple, tuple[Piece, Coding]] = {}
    said, seen = [], set()
    for piece, coding in sorted(found, key=lambda pair: (pair[1].saved, pair[1].serial), reverse=True):
        who = (coding.coder, coding.article)
        content = (who, tuple((mark.start, mark.end, mark.code, mark.voice, mark.note) for mark in coding.marks))
        if content in seen and coding.coder != UNNAMED:
            said.append(_trouble(piece, "the same coding was handed in twice; one was taken."))
        elif (who, person(piece, coding)) in kept:
            said.append(_trouble(piece, "an older version of a coding that is also here; the newer one was taken."))
        else:
            seen.add(content)
            kept[who, person(piece, coding)] = (piece, coding)
    return _told_apart(sorted(kept.values(), key=lambda pair: pair[0].name), said)


def person(piece: Piece, coding: Coding) -> str:
    """Whose a coding is, as far as the place tells: one name in one folder is one person, unless nobody chose a name."""
    file = re.sub(r"^aside-\d+-", "", piece.name.rpartition("/")[2])
    return f"{piece.place}/{file}" if coding.coder == UNNAMED else piece.place


def _told_apart(kept: Codings, said: list[Trouble]) -> tuple[Codings, list[Trouble]]:
    """Coders of one name who coded the same text get a number, in the order of the files."""
    people: dict[tuple[str, str], set[str]] = {}
    for piece, coding in kept:
        people.setdefault((coding.coder, coding.article), set()).add(person(piece, coding))
    out, said = [], list(said)
    for piece, coding in kept:
        alike = [some for (coder, _), some in people.items() if coder == coding.coder and len(some) > 1]
        order = sorted(set().union(*alike))
        number = order.index(person(piece, coding)) + 1 if person(piece, coding) in order else 1
        if number > 1:
            said.append(_trouble(piece, "its coder has the name of another who coded the same text; they are kept apart."))
            coding = _called(coding, f"{coding.coder} ({number})")
        out.append((piece, coding))
    return out, said


def _called(coding: Coding, name: str) -> Coding:
    return replace(coding, coder=name, marks=tuple(replace(mark, coder=name) for mark in coding.marks))


def _trouble(piece: Piece, said: str) -> Trouble:
    return Trouble(piece.name, f"{piece.name}: {said}")


def students(found: Sequence[tuple[Piece, Record]], codings: Codings) -> tuple[list[Record], list[Trouble]]:
    """One record a student. One without a name takes that of the only coder in its folder, or a number.

    Where a folder has a record that was handed in under a name, the raw one beside it says the same; so do the JSON and the
    CSV of one record, and nothing is said of either.
    """
    named = {piece.place for piece, record in found if record.name}
    kept, said, seen, owners = [], [], {}, {}
    for number, (piece, record) in enumerate(found, 1):
        if not record.rows or (not record.name and piece.place in named):
            continue
        name = record.name or _coder_beside(piece, codings) or f"student {number}"
        content = (name, tuple(str([cell(row.get(column)) for column in COLUMNS]) for row in record.rows))
        if content in seen:
            if seen[content].place != piece.place or seen[content].kind == piece.kind:
                said.append(_trouble(piece, "the same record was handed in twice; one was taken."))
            continue
        seen[content] = piece
        places = owners.setdefault(name, [])
        places += [piece.place] if piece.place not in places else []
        place = places.index(piece.place) + 1
        kept.append(replace(record, name=name if place == 1 else f"{name} ({place})"))
    return kept, said


def _coder_beside(piece: Piece, codings: Codings) -> str:
    """The name of the only coder whose codings lie in the folder of a file, "" where there is none or several."""
    names = {coding.coder for where, coding in codings if where.place == piece.place}
    return names.pop() if len(names) == 1 else ""
