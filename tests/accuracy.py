"""``make accuracy``: measures every reader on texts that people have marked, and writes data/accuracy.csv.

The corpora lie beside the project (``../shared``, or under KIT_SHARED); nothing of them enters it but these figures.
The kit's own key is ``data/annotations.csv``.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from measure import key, polnear, sources, ud, variants

TABLE = Path(__file__).parent.parent / "data" / "accuracy.csv"
COLUMNS = ("reader", "on", "precision", "recall", "f1", "n")


def measured() -> list[dict]:
    """A row for each reader and each set it was measured on."""
    return [row for part in (polnear, ud, key, sources, variants) for row in part.measure()]


def as_csv(rows: list[dict]) -> str:
    """The rows as a table, shares with three decimals."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: f"{row[name]:.3f}" if isinstance(row[name], float) else row[name] for name in COLUMNS}
                     for row in rows)
    return sheet.getvalue()


if __name__ == "__main__":
    if not polnear.SHARED.is_dir():
        raise SystemExit(f"There is no folder of corpora at {polnear.SHARED}. Say with KIT_SHARED where it is.")
    text = as_csv(measured())
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    print(text)
