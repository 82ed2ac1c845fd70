"""How often the kind of a source is read rightly, where the reader tells one.

``sources-judged.csv`` holds 120 sources of FA-KES texts of 2016 on Aleppo, drawn at random from 1,248 and judged by one
person, who also made the list of words; none of a newspaper's text, only places and verdicts. ``sources.csv`` holds the kinds
that the same person gave to every source found in the kit's own texts, several where one phrase names several.
"""

from __future__ import annotations

import csv
from pathlib import Path

from kit import tables
from kit.reading.speakers import speakers

from measure.key import share
from measure.polnear import row

HERE = Path(__file__).parent


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure() -> list[dict]:
    """One row a set: reader, on, precision, recall, f1, n."""
    judged = [line["verdict"] == "1" for line in _table("sources-judged.csv")]
    kinds, articles = {line["source"]: line["kinds"].split(" | ") for line in _table("sources.csv")}, tables.articles()
    told = [mark for mark in speakers(articles) if mark.code != "not said" and mark.quote in kinds]
    own = [mark.code in kinds[mark.quote] for mark in told]
    return [row("kind of source, where one is told", share(judged), "FA-KES 2016 on Aleppo"),
            row("kind of source, where one is told", share(own), f"the kit's own texts ({len(articles)} articles)")]


if __name__ == "__main__":
    for line in measure():
        print(*line.values(), sep="\t")
