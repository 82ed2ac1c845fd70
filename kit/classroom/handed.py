"""What one file that was handed in holds: a coding, a record, a test, or something else. All of it is untrusted."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, replace
from io import StringIO

from .. import survey, tables
from ..coding import files
from ..coding.files import Coding, CodingError
from ..coding.fitting import placed
from ..corpora import decode
from ..model import Article
from ..spreadsheet import unguarded
from .collect import Piece
from .handing import KIND, cell, signed
from .record import COLUMNS, rows, when

#: Marks of one coding beyond this number are left out: nobody marks so much of one text.
MOST = 5_000


@dataclass(frozen=True)
class Record:
    """One student's exercises, under the name that they chose."""

    name: str
    rows: tuple[dict, ...]


@dataclass(frozen=True)
class Tested:
    """One student's answers in the test before and after the course, under a random number."""

    rows: tuple[dict, ...]


Found = tuple[Coding | Record | Tested | None, list[str]]


def what(piece: Piece, texts: dict[str, Article], known: set[str]) -> Found | None:
    """A coding, a record or a test, with sentences; (None, why) for a file that should be one; None for any other."""
    if piece.kind == ".csv":
        return _sheet(piece)
    if piece.kind != ".json":
        return None
    try:
        content = json.loads(piece.raw)
    except (ValueError, RecursionError):
        return None, [f"{piece.name}: damaged, so it cannot be read; ask for it again."]
    kind = content.get("kind") if isinstance(content, dict) else None
    if kind == files.KIND:
        return coded(piece, texts, known)
    if kind == survey.KIND:
        return Tested(tuple({**row, "id": signed(row["id"])} for row in survey.rows(content))), []
    if kind == KIND:
        named = content.get("rows") if isinstance(content.get("rows"), list) else []
        return Record(signed(content.get("name")), tuple(map(cleaned, filter(_is_row, named)))), []
    if isinstance(content, dict) and piece.name.rpartition("/")[2].startswith("progress") and kind is None:
        return Record("", tuple(rows(content))), []
    return None


def coded(piece: Piece, texts: dict[str, Article], known: set[str]) -> Found:
    """The coding in a file, on the words of the text as it is here, and what there is to say about it."""
    try:
        coding = files.parsed(piece.raw, piece.name)
    except CodingError as error:
        return None, [str(error)]
    if coding.article not in texts:
        return None, [f"{piece.name}: made on a text called {coding.article[:60]!r}, which is not here; it was left out."]
    marks, moved = placed(replace(coding, marks=coding.marks[:MOST]), texts[coding.article])
    strange = sorted({mark.code for mark in marks} - known)
    said = [*coding.said, *moved]
    said += [f"{len(coding.marks):,} marks; the first {MOST:,} were taken."] if len(coding.marks) > MOST else []
    if strange:
        names = ", ".join(repr(code[:40]) for code in strange[:5])
        said.append(f"the codebook has no code {names}; its marks were left out.")
    coder = signed(coding.coder) or "coder"
    kept = [replace(mark, coder=coder, quote=_whole(mark.quote), note=_whole(mark.note)) for mark in marks
            if mark.code not in strange]
    return replace(coding, coder=coder, marks=tuple(kept)), [f"{piece.name}: {sentence}" for sentence in said]


def codes() -> set[str]:
    """Every code that a mark may have: the codebook's, and a fact's."""
    return {code.id for code in tables.codebook()} | {f"fact.{fact.id}" for fact in tables.facts()} | {"not-sure"}


def _whole(text: str) -> str:
    """Text that a file can hold: without lone halves of characters and without NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _sheet(piece: Piece) -> Found | None:
    """The record in a CSV that `hand_in` wrote, None for any other table."""
    text = decode(piece.raw)[0]
    sheet = csv.DictReader(StringIO(text), delimiter=tables.separator(text))
    try:
        if list(sheet.fieldnames or ())[:len(COLUMNS) + 1] != ["name", *COLUMNS]:
            return None
        lines = [{name: unguarded(text or "") for name, text in line.items() if name} for line in sheet]
    except csv.Error:
        return None, [f"{piece.name}: damaged, so it cannot be read; ask for it again."]
    name = signed(lines[0]["name"]) if lines else ""
    return Record(name, tuple(cleaned(line) for line in lines if _is_row(line))), []


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("exercise"), str)


def cleaned(row: dict) -> dict:
    """A row of a record as text, every cell on one line but the answer.

    >>> cleaned({"exercise": "01.1", "share": 0.5, "solution": True, "when": "=1", "home": "Elm St"})["solution"]
    'yes'
    """
    kept = {name: _whole(cell(row.get(name)))[:200].replace("\n", " ") for name in COLUMNS}
    answer = {"answer": _whole(cell(row["answer"]))[:20_000]} if row.get("answer") else {}
    return {**kept, "when": when(row.get("when")), **answer}
