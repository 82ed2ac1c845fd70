"""The codings and records of a class, read from what was handed in, each coder apart, and written as two tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from .. import survey, tables
from ..coding.files import Coding
from ..errors import KitError
from ..model import Annotation, Article, Code
from ..spreadsheet import as_csv
from .collect import Piece, Trouble, legible, pieces
from .handed import Record, Tested, codes, what
from .handing import cell
from .record import COLUMNS

#: The name of a coder who chose none.
UNNAMED = "me"


class ClassError(KitError):
    """The work of a class cannot be gathered; the sentence says why."""


@dataclass(frozen=True)
class Gathered:
    """What a class handed in: codings, records, answers in the test, and what there is to say about files."""

    codings: tuple[Coding, ...] = ()
    records: tuple[Record, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    tests: tuple[dict, ...] = ()


def gathered(folder: str | Path, *, articles: Iterable[Article] = (), codebook: Iterable[Code] = ()) -> Gathered:
    """Codings and records below a folder or in a zip; ``articles`` and ``codebook`` are texts and codes beside the kit's own.

    Raises ClassError where there is no such folder. Of what two files say twice, one is taken.
    """
    source = Path(folder)
    if not source.exists():
        raise ClassError(f"There is no folder or zip called {str(folder)!r} here. Put what was handed in into one, and name it exactly.")
    texts = {one.id: one for one in [*tables.articles(), *articles]}
    known = codes() | {code.id for code in codebook}
    found, said, others = [], [], 0
    for piece in pieces(source):
        if isinstance(piece, Trouble):
            said.append(piece)
        elif (read := what(piece, texts, known)) is None:
            others += 1
        else:
            found += [(piece, read[0])] if read[0] else []
            said += [Trouble(piece.name, legible(sentence)) for sentence in read[1]]
    codings, twice = _apart([pair for pair in found if isinstance(pair[1], Coding)])
    records, again = _records([pair for pair in found if isinstance(pair[1], Record)], codings)
    said += [*twice, *again, *([Trouble("", f"{others} other files are neither codings nor records.")] if others else [])]
    tests = {(row["id"], row["item"]): row for _, one in found if isinstance(one, Tested) for row in one.rows}
    return Gathered(tuple(one for _, one in codings), records, tuple(said), tuple(tests[key] for key in sorted(tests)))


def _apart(found: Sequence[tuple[Piece, Coding]]) -> tuple[list[tuple[Piece, Coding]], list[Trouble]]:
    """One coding a person and text: copies dropped, the newer of two versions taken, namesakes told apart."""
    kept: dict[tuple, tuple[Piece, Coding]] = {}
    said, seen = [], set()
    for piece, coding in sorted(found, key=lambda pair: (pair[1].saved, pair[1].serial), reverse=True):
        who = (coding.coder, coding.article)
        content = (who, tuple((mark.start, mark.end, mark.code, mark.voice, mark.note) for mark in coding.marks))
        if content in seen and coding.coder != UNNAMED:
            said.append(Trouble(piece.name, f"{piece.name}: the same coding was handed in twice; one was taken."))
        elif (who, person(piece, coding)) in kept:
            said.append(Trouble(piece.name, f"{piece.name}: an older version of a coding that is also here; the newer one was taken."))
        else:
            seen.add(content)
            kept[who, person(piece, coding)] = (piece, coding)
    return _renamed(sorted(kept.values(), key=lambda pair: pair[0].name), said)


def person(piece: Piece, coding: Coding) -> str:
    """Whose a coding is, as far as the place tells: one name in one folder is one person, unless nobody chose a name."""
    file = re.sub(r"^aside-\d+-", "", piece.name.rpartition("/")[2])
    return f"{piece.place}/{file}" if coding.coder == UNNAMED else piece.place


def _renamed(kept: list[tuple[Piece, Coding]], said: list[Trouble]) -> tuple[list, list[Trouble]]:
    """Coders of one name who coded the same text get a number, in the order of the files."""
    people: dict[tuple[str, str], list[str]] = {}
    for piece, coding in kept:
        people.setdefault((coding.coder, coding.article), []).append(person(piece, coding))
    out = []
    for piece, coding in kept:
        alike = sorted({one for (coder, _), found in people.items() if coder == coding.coder and len(found) > 1 for one in found})
        number = alike.index(person(piece, coding)) + 1 if person(piece, coding) in alike else 1
        if number > 1:
            said = [*said, Trouble(piece.name, f"{piece.name}: its coder has the name of another who coded the same text; they are kept apart.")]
            name = f"{coding.coder} ({number})"
            coding = replace(coding, coder=name, marks=tuple(replace(mark, coder=name) for mark in coding.marks))
        out.append((piece, coding))
    return out, said


def _records(found: Sequence[tuple[Piece, Record]], codings: Sequence[tuple[Piece, Coding]]) -> tuple[tuple[Record, ...], list[Trouble]]:
    """One record a student. A record without a name takes that of the coder in its folder, or a number."""
    kept, said, seen = [], [], set()
    for number, (piece, record) in enumerate(found, 1):
        coders = {coding.coder for where, coding in codings if where.place == piece.place}
        record = record if record.name else replace(record, name=coders.pop() if len(coders) == 1 else f"student {number}")
        content = (record.name, tuple(str([cell(row.get(name)) for name in COLUMNS]) for row in record.rows))
        if content in seen:
            said.append(Trouble(piece.name, f"{piece.name}: the same record was handed in twice; one was taken."))
        elif record.rows:
            seen.add(content)
            kept.append(record)
    return tuple(kept), said


def write(folder: Path, out: Path) -> list[str]:
    """Gathers a class and writes class-annotations.csv, class-progress.csv and class-tests.csv; sentences on what was done.

    Raises ClassError, and never writes over a file.
    """
    found = gathered(folder)
    sheets = {"class-annotations.csv": _annotations(found.codings), "class-progress.csv": _progress(found.records),
              "class-tests.csv": as_csv(survey.COLUMNS, [[str(row[name]) for name in survey.COLUMNS] for row in found.tests])}
    sheets = {name: text for name, text in sheets.items() if text.count("\n") > 1}
    said = [trouble.said for trouble in found.troubles]
    for name, text in sheets.items():
        try:
            with (out / name).open("x", encoding="utf-8", newline="\n") as sheet:
                sheet.write(text)
        except FileExistsError:
            raise ClassError(f"{name} is there already and was not touched. Name another folder, or move it away.") from None
        except OSError as error:
            raise ClassError(f"{name} cannot be written ({error.strerror}). Is there such a folder, and may you write in it?") from None
    coders, texts = ({getattr(one, name) for one in found.codings} for name in ("coder", "article"))
    summary = (f"{len(found.codings)} codings by {len(coders)} coders on {len(texts)} texts, {len(found.records)} records of exercises{_tests(found)}. "
               + (f"Wrote {' and '.join(sheets)}." if sheets else "Nothing was written."))
    return [*said, summary]


def _tests(found: Gathered) -> str:
    students = {row["id"] for row in found.tests}
    return f", {len(students)} tests" if students else ""


def _annotations(codings: Iterable[Coding]) -> str:
    marks = sorted((mark for coding in codings for mark in coding.marks), key=lambda mark: (mark.article, mark.coder, mark.start, mark.end, mark.code))
    return as_csv(tables.columns(Annotation), [[str(value) for value in astuple(mark)] for mark in marks])


def _progress(records: Iterable[Record]) -> str:
    found = [{"name": record.name, **row} for record in records for row in record.rows]
    columns = ["name", *COLUMNS, *(["answer"] if any("answer" in row for row in found) else [])]
    return as_csv(columns, [[cell(row.get(name)) for name in columns] for row in sorted(found, key=lambda row: (row["name"], row["exercise"]))])
