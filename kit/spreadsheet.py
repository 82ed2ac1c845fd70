"""Cells as spreadsheets take them: what looks like a formula is made text, and read back as it was."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

#: How a cell begins that a spreadsheet would work out, also after a space or an apostrophe, also in full width.
FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> guarded("-held"), guarded("rebel-held"), guarded("'=1")
    ("'-held", 'rebel-held', "''=1")
    """
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`.

    >>> [unguarded(guarded(cell)) for cell in ("-held", "'tis", "'=1", "")]
    ['-held', "'tis", "'=1", '']
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV text with LF line ends, every cell guarded.

    >>> as_csv(["term", "code"], [["-held", "place, not people"]])
    'term,code\\n\\'-held,"place, not people"\\n'
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
