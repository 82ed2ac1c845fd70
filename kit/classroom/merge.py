"""The codings and records of a class, read from what was handed in, each coder apart, and written as tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from .. import survey, tables, work
from ..coding.files import Coding
from ..errors import KitError
from ..model import Annotation, Article, Code
from ..spreadsheet import as_csv
from . import people
from .collect import Trouble, legible, pieces
from .handed import Record, Tested, codes, what
from .handing import cell
from .record import COLUMNS


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
    """What lies below a folder or in a zip; ``articles`` and ``codebook`` are texts and codes beside the kit's own.

    Raises ClassError where there is no such folder. Of what two files say twice, one is taken.
    """
    source = Path(folder)
    if not os.path.exists(source):
        raise ClassError(f"There is no folder or zip called {str(folder)!r} here. Put what was handed in into one, and name it "
                         "exactly.")
    texts, known = {one.id: one for one in [*tables.articles(), *articles]}, codes() | {code.id for code in codebook}
    found, said, others = [], [], []
    for piece in pieces(source):
        if isinstance(piece, Trouble):
            said.append(piece)
        elif (read := what(piece, texts, known)) is None:
            others.append(legible(piece.name))
        else:
            found += [(piece, read[0])] if read[0] else []
            said += [Trouble(piece.name, legible(sentence)) for sentence in read[1]]
    codings, twice = people.coders([pair for pair in found if isinstance(pair[1], Coding)])
    records, again = people.students([pair for pair in found if isinstance(pair[1], Record)], codings)
    said += [*twice, *again, *_others(others)]
    tests = {(row["id"], row["item"]): row for _, one in found if isinstance(one, Tested) for row in one.rows}
    return Gathered(tuple(one for _, one in codings), tuple(records), tuple(said),
                    tuple(tests[key] for key in sorted(tests)))


def write(folder: Path, out: Path) -> list[str]:
    """Gathers a class and writes class-annotations.csv, class-progress.csv, class-tests.csv; sentences on what was done.

    A table that would have no rows is not written. Raises ClassError, and never writes over a file.
    """
    found = gathered(folder)
    sheets = {"class-annotations.csv": _annotations(found.codings), "class-progress.csv": _progress(found.records),
              "class-tests.csv": as_csv(survey.COLUMNS, [[str(row[name]) for name in survey.COLUMNS] for row in found.tests])}
    sheets = {name: text for name, text in sheets.items() if text.count("\n") > 1}
    said = [*(trouble.said for trouble in found.troubles), *_lacking(found.codings)]
    work.create({out / name: text for name, text in sheets.items()})
    said.append(_summary(found) + (f" Wrote {' and '.join(sheets)}." if sheets else " Nothing was written."))
    if not (found.codings or found.records or found.tests):
        raise ClassError("\n".join(said))
    return said


def _others(names: Sequence[str], most: int = 5) -> list[Trouble]:
    """What is said of files of which nothing was taken: of the first by name."""
    more = [Trouble("", f"{len(names) - most} more files are neither codings nor records.")] if len(names) > most else []
    return [*(Trouble(name, f"{name}: neither a coding nor a record, left out.") for name in names[:most]), *more]


def _lacking(codings: Sequence[Coding]) -> list[str]:
    """Who handed in no coding of a text that most of the others coded; with names, so never for a board."""
    coders = {one.coder for one in codings}
    by_text = {text: {one.coder for one in codings if one.article == text} for text in sorted({one.article for one in codings})}
    return [f"{text}: no coding by {legible(', '.join(sorted(coders - done)))}."
            for text, done in by_text.items() if len(coders) < 2 * len(done) < 2 * len(coders)]


def _summary(found: Gathered) -> str:
    """What there is, in a sentence."""
    coders, texts = ({getattr(one, name) for one in found.codings} for name in ("coder", "article"))
    tested = {row["id"] for row in found.tests}
    return (f"{len(found.codings)} codings by {len(coders)} coders on {len(texts)} texts, {len(found.records)} records of exercises"
            f"{f', {len(tested)} tests' if tested else ''}.")


def _annotations(codings: Iterable[Coding]) -> str:
    marks = sorted((mark for coding in codings for mark in coding.marks),
                   key=lambda mark: (mark.article, mark.coder, mark.start, mark.end, mark.code))
    return as_csv(tables.columns(Annotation), [[str(value) for value in astuple(mark)] for mark in marks])


def _progress(records: Iterable[Record]) -> str:
    found = sorted(({"name": record.name, **row} for record in records for row in record.rows),
                   key=lambda row: (row["name"], row["exercise"]))
    columns = ["name", *COLUMNS, *(["answer"] if any("answer" in row for row in found) else [])]
    return as_csv(columns, [[cell(row.get(name)) for name in columns] for row in found])
