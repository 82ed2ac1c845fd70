"""Figures: how exact, of what, what befell them, on whose word."""

from __future__ import annotations

import time
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model import Attribution
from kit.reading.figures import figures
from kit.reading.quantity import value

#: A text, and its figures as (quote, low, high, unit, what).
CASES = {
    "Ten people were killed.": [("Ten", 10, 10, "people", "killed")],
    "Convoy hit\n\nAt least 12 civilians died.": [("At least 12", 12, inf, "civilians", "killed")],
    "At least 12 civilians died.": [("At least 12", 12, inf, "civilians", "killed")],
    "Up to 20 trucks were destroyed.": [("Up to 20", 0, 20, "trucks", "destroyed")],
    "More than 1,200 left.": [],
    "Some 275,000 to a million residents are trapped.": [
        ("Some 275,000 to a million", 275000, 10**6, "residents", "trapped")],
    "Between 200 and 300 fighters left.": [("Between 200 and 300", 200, 300, "fighters", "")],
    "Around 2-3 million people fled.": [("Around 2-3 million", 2e6, 3e6, "people", "displaced")],
    "Dozens of civilians were wounded.": [("Dozens", 24, 99, "civilians", "injured")],
    "Tens of thousands of people are displaced.": [("Tens of thousands", 2e4, 99999, "people", "displaced")],
    "About 40 percent of the area fell.": [("About 40 percent", 40, 40, "percent", "")],
    "Nearly half of the trucks burned.": [("Nearly half", 50, 50, "percent", "")],
    "It killed 10 and wounded 20 others.": [("10", 10, 10, "", "killed"), ("20", 20, 20, "", "injured")],
    "Six were killed and 20 others injured.": [("Six", 6, 6, "", "killed"), ("20", 20, 20, "", "injured")],
    "Two hundred and five men left.": [("Two hundred and five", 205, 205, "men", "")],
    "Half a million people fled.": [("Half a million", 5e5, 5e5, "people", "displaced")],
    "A quarter of a million people fled.": [("A quarter of a million", 25e4, 25e4, "people", "displaced")],
    "It cost $2.5 million.": [("$2.5 million", 2.5e6, 2.5e6, "dollars", "")],
    "18 medical aid trucks burned.": [("18", 18, 18, "trucks", "")],
    "10 IS fighters died.": [("10", 10, 10, "fighters", "killed")],
    "On 5 May 2016, at 10 p.m., it began.": [],
    "On May 5, 2016 it began.": [],
    "In 2016 it began.": [],
    "The M10 hospital, resolution 2254.": [],
    "A 10-year-old boy.": [],
    "The boy, aged 10, died.": [],
    "On 17-02-2016 it began.": [],
    "One of them left.": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_figures(text: str) -> None:
    assert [(text[f.start:f.end], f.low, f.high, f.unit, f.what) for f in figures(text)] == CASES[text]


@pytest.mark.parametrize(("words", "number"), [
    ("one", 1), ("twenty-one", 21), ("ninety", 90), ("a hundred", 100), ("two hundred and five", 205), ("a dozen", 12),
    ("three dozen", 36), ("1,234,567", 1234567), ("3.5", 3.5), ("1.2 million", 1.2e6),
    ("five thousand two hundred", 5200), ("a million", 10**6), ("300k", 300000), ("2bn", 2 * 10**9)])
def test_the_value_of_a_number(words: str, number: float) -> None:
    assert value(words) == pytest.approx(number)


def test_the_source_is_the_one_whose_content_holds_the_figure() -> None:
    text = "The monitor said ten people were killed. Two trucks burned."
    said = [Attribution("", (0, 11), (12, 16), (17, 39), "neutral")]
    first, second = figures(text, said)
    assert (text[slice(*first.source)], second.source) == ("The monitor", None)


def test_the_source_is_read_where_no_attributions_are_given() -> None:
    text = "The monitor said that ten people were killed."
    assert text[slice(*figures(text)[0].source)] == "The monitor"


def test_each_figure_keeps_its_sentence() -> None:
    text = "Ten people died. Twenty people fled."
    assert [text[slice(*f.sentence)] for f in figures(text)] == ["Ten people died.", "Twenty people fled."]


WORDS = st.sampled_from(
    "10 1,000 a million two dozen dozens at least between and to people killed % $5 2016 , . \n ٣ ² İ 👦".split(" "))


@given(st.lists(WORDS).map(" ".join) | st.text(max_size=60) | st.from_regex(r"[\d., -]{0,40}"))
def test_any_text_is_read_in_range(text: str) -> None:
    for f in figures(text):
        assert 0 <= f.sentence[0] <= f.start < f.end <= len(text)
        assert f.start < f.sentence[1] and 0 <= f.low <= f.high
        assert f.unit or f.what


@pytest.mark.parametrize("piece", [
    "10 people killed ", "1,111", "9", "hundred ", "at least ", "a ", "ten to ", "between 1 and ", "$"])
def test_reading_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text, began = piece * (size // len(piece)), time.perf_counter()
        figures(text, [])
        return time.perf_counter() - began
    figures("warm up 10 people")
    assert seconds(400_000) < 40 * seconds(40_000) + 0.5
