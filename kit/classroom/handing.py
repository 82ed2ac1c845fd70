"""Handing in a record: exercise, attempts, verdict, share, hints, whether the solution was opened, when.

Under a name that the student chose or a random one; answers only if the student says so; nothing else about a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from secrets import token_hex

from .. import work
from ..spreadsheet import as_csv
from .record import COLUMNS, RecordError, rows, saved

KIND = "kit-progress"


class Written(list):
    """The files that were written; a notebook shows them as a sentence.

    >>> Written([Path("notebooks/my_work/progress-Mina.json")])
    Written, for your instructor: my_work/progress-Mina.json.
    """

    def __repr__(self) -> str:
        return f"Written, for your instructor: {', '.join(f'{file.parent.name}/{file.name}' for file in self)}."


def hand_in(out: str | Path = "", *, name: str = "", answers: bool = False) -> list[Path]:
    """Writes your record for an instructor, as JSON and CSV, into ``my_work``, or as the one file that ``out`` names.

    ``name`` is whatever you want to be called; without it a random name is made up, once. With ``answers`` what you
    answered is written too. Cells that a spreadsheet could take for a formula begin with an apostrophe.
    """
    return Written(written(work.folder(), out, name=name, answers=answers))


def written(folder: Path, out: str | Path = "", *, name: str = "", answers: bool = False) -> list[Path]:
    """The record of one ``my_work``, written; the files. Raises RecordError, and never writes over another's file."""
    content = saved(folder)
    if not content:
        raise RecordError(f"There is nothing to hand in: no exercise was answered in {folder.parent.name}. "
                          "Start this in the folder of the lessons.")
    name = signed(name) or pseudonym(folder)
    files = [Path(out)] if out else [folder / f"progress-{_plain(name)}{end}" for end in (".json", ".csv")]
    found = rows(content, answers=answers)
    texts = {".json": lambda: as_json(name, found), ".csv": lambda: as_table(name, found)}
    if odd := [file.name for file in files if file.suffix not in texts]:
        raise RecordError(f"{odd[0]}: a record is written as .json or as .csv; give the file such a name.")
    if out:
        work.create({file: texts[file.suffix]() for file in files})
        return files
    return [work.write(file, texts[file.suffix]()) for file in files]


def signed(name: object) -> str:
    """A name that somebody chose, on one line, 40 characters at most, without what a screen does not show."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(name or "")).split())[:40]


def pseudonym(folder: Path) -> str:
    """A random name, made up once for this ``my_work``."""
    file = folder / "name.txt"
    try:
        kept = signed(file.read_text(encoding="utf-8")[:200])
    except (OSError, ValueError):
        kept = ""
    if not kept:
        kept = f"reader-{token_hex(3)}"
        work.write(file, kept + "\n")
    return kept


def _plain(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^\w-]+", "-", name, flags=re.ASCII).strip("-")[:40] or "record"


def as_json(name: str, found: Sequence[dict]) -> str:
    """A record as JSON: kind, version, name, rows."""
    content = {"kind": KIND, "version": 1, "name": name, "rows": list(found)}
    return json.dumps(content, ensure_ascii=True, indent=1) + "\n"


def as_table(name: str, found: Iterable[dict]) -> str:
    """A record as CSV, the name in the first column."""
    found = list(found)
    columns = [*COLUMNS, *(["answer"] if any("answer" in row for row in found) else [])]
    return as_csv(["name", *columns], [[name, *(cell(row.get(column)) for column in columns)] for row in found])


def cell(value: object) -> str:
    """A value as a cell: yes or no for true and false, nothing for None.

    >>> [cell(value) for value in (True, None, 0.5, 2)]
    ['yes', '', '0.5', '2']
    """
    return "" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
