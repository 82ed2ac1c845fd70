"""The data dictionary names every table with its number of rows."""

from __future__ import annotations

import csv
import re
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
PAGE = (DATA / "README.md").read_text(encoding="utf-8")


def rows(name: str) -> int:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def said() -> dict[str, int]:
    """Each table with the number of rows that the page gives; two tables may share a line: "4,681; 4,682"."""
    found = {}
    for first, numbers in re.findall(r"^\| (.*?) \| ([\d,; ]+) \|", PAGE, re.MULTILINE):
        names = [name for name in re.findall(r"\(([\w-]+\.csv)\)", first)]
        found |= dict(zip(names, (int(number.replace(",", "")) for number in numbers.split("; "))))
    return found


def test_every_table_is_named_with_its_rows() -> None:
    assert said() == {path.name: rows(path.name) for path in DATA.glob("*.csv")}
