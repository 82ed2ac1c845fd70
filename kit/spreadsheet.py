"""Cells as spreadsheets take them: what looks like a formula is made text, and read back as it was.

One rule for every table that the kit writes or reads: an apostrophe stands before what a spreadsheet would work out. That
is so at the beginning of a cell, and, because a spreadsheet set to another country divides rows at semicolons or tabs and
ends them at line breaks wherever they stand, behind these too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

#: Where a cell can begin, and what a formula begins with: also after spaces and quotation marks, also in full width.
_BEGINS, _FORMULA = r"(^|[;\t\r\n])", r"""(?=['"\s\0\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])"""


def guarded(cell: str) -> str:
    """The cell with an apostrophe before each place where a spreadsheet would take it for a formula.

    >>> guarded("-held"), guarded("rebel-held"), guarded("'=1"), guarded("a; =1")
    ("'-held", 'rebel-held', "''=1", "a;' =1")
    """
    return re.sub(_BEGINS + _FORMULA, r"\1'", cell)


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`.

    >>> [unguarded(guarded(cell)) for cell in ("-held", "'tis", "'=1", "a; =1", "")]
    ['-held', "'tis", "'=1", 'a; =1', '']
    """
    return re.sub(f"{_BEGINS}'{_FORMULA}", r"\1", cell) if "'" in cell else cell


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text with LF line ends, in cells too, every cell guarded.

    >>> as_csv(["term", "code"], [["-held", "place, not people"]])
    'term,code\\n\\'-held,"place, not people"\\n'
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(re.sub("\r\n?", "\n", str(cell))) for cell in row] for row in rows)
    return out.getvalue()
