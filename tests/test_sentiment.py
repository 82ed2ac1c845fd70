"""VADER as a foil: the shipped list is the one that its authors published, and the scores are NLTK's."""

from __future__ import annotations

from hashlib import sha256

import pytest

import kit
from kit import tables
from kit.model import Article

FOLDER = tables.lexicon_folder() / "vader"


def test_the_list_is_the_published_one() -> None:
    """Version 3.3.2 of vaderSentiment, with LF line ends; its own has CRLF and the checksum 1ec9c6e9ee19aade...f4bf5."""
    text = (FOLDER / "vader_lexicon.txt").read_bytes().replace(b"\r\n", b"\n")
    assert sha256(text).hexdigest() == "aa8fa9d086ba912d99d03a320c4fe379992cd07313ed2ed6be10d5b09fb7bef4"
    assert sha256(text.replace(b"\n", b"\r\n")).hexdigest() == "1ec9c6e9ee19aade328f8beb393a6afa71a5bb3acf7d3cc22d4ef568df374bf5"


def test_the_licence_stands_beside_it() -> None:
    text = (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "The MIT License" in text and "Copyright (c) 2016 C.J. Hutto" in text
    assert "vader" in (FOLDER.parents[2] / "LICENSE").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("text, compound, words", [
    ("Warplanes killed ten people.", -0.67, "killed -3.5"),
    ("Ten people were killed.", -0.67, "killed -3.5"),
    ("The Free Syrian Army shelled the district.", 0.51, "free 2.3"),
    ("No civilian was killed.", -0.77, "no -1.2 · killed -3.5"),
    ("Barrel bombs flattened the homes.", 0.0, ""),
    ("", 0.0, ""),
    ("حلب 💚", 0.0, ""),
])
def test_scores(text: str, compound: float, words: str) -> None:
    assert kit.vader(text) == [{"text": text, "compound": compound, "words": words}]


def test_several_texts_and_articles() -> None:
    article = Article.of("Convoy hit\n\nTrucks burned.")
    assert [row["text"] for row in kit.vader([article, "Peace."])] == ["Convoy hit", "Peace."]


def test_ratings_are_those_of_ten_people() -> None:
    rows = kit.vader_ratings("rebel", "terrorist", "siege")
    assert [row["mean"] for row in rows] == ["-0.6", "-3.7", "not on the list"]
    for row in rows[:2]:
        ratings = [int(part) for part in row["ratings of ten people"].split(",")]
        assert len(ratings) == 10 and sum(ratings) / 10 == pytest.approx(float(row["mean"]))


def test_judged_hits_are_those_that_the_catalogue_counts() -> None:
    rows = kit.judged("armed-opposition", corpus="fa-kes")
    row = next(one for one in kit.lexicons() if one.id == "armed-opposition")
    assert str(len(rows)) == row.judged and f"{sum(one.verdict == '1' for one in rows) / len(rows):.2f}" == row.precision
