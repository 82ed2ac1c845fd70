"""The shipped accuracy.csv is what `make accuracy` measures now, and the key reaches what was promised."""

from __future__ import annotations

from pathlib import Path

import pytest

import accuracy
from measure import key

#: What each reader must reach on the kit's own key, as F1 (or as share, where every case gets a verdict).
REACH = {
    "attribution: words of content": 0.85, "attribution: source, given its cue": 0.85,
    "voice of names of parties": 0.85, "naming: armed-opposition": 0.85, "agency: clause": 0.85,
    "agency: pattern, given the clause": 0.85, "figures": 0.85, "figures: source, given the figure": 0.85,
}


def test_the_shipped_table_is_what_is_measured(shared: Path) -> None:
    shipped = accuracy.TABLE.read_text(encoding="utf-8")
    assert shipped == accuracy.as_csv(accuracy.measured()), "The readers or the key have changed: run `make accuracy`."


@pytest.fixture(scope="module")
def rows() -> dict[str, dict]:
    return {row["reader"]: row for row in key.measure()}


@pytest.mark.parametrize("reader", REACH)
def test_the_readers_reach_on_the_key_what_was_promised(reader: str, rows: dict[str, dict]) -> None:
    assert rows[reader]["f1"] >= REACH[reader] and rows[reader]["n"] >= 10
