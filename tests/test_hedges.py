"""Hedges and approximators: two classes, and the words that are neither."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import tables
from kit.model import Entry
from kit.reading.hedges import hedges

ENTRIES = tables.read(Entry, tables.lexicon_folder() / "hedges.csv")

#: A text, and what is found in it: "h:" a hedge, "a:" an approximator.
CASES = {
    "It may have been a mortar.": ["h:may"],
    "In May 2016 it may rain.": ["h:may"],
    "On 5 may 2016 it fell.": [],
    "May Day was quiet.": [],
    "The military might of both.": [],
    "It might have been a mortar.": ["h:might"],
    "They could not leave.": [],
    "The strike could not be independently verified.": ["h:could not be independently verified"],
    "SANA reported the strike.": [],
    "It was a reported strike.": ["h:reported"],
    "Ten are reported to have died.": ["h:reported to"],
    "They alleged that it was gas.": [],
    "An alleged gas attack was investigated.": ["h:alleged"],
    "The plane was allegedly Russian.": ["h:allegedly"],
    "It should stop.": [],
    "It was not immediately clear who fired.": ["h:not immediately clear"],
    "Some 300 people left.": ["a:some"],
    "Some people left.": [],
    "About ten people spoke about him.": ["a:about"],
    "More than 200 left, more than before.": ["a:more than"],
    "Up to $2 million was spent.": ["a:up to"],
    "Nearly half of them left.": ["a:nearly"],
    "Dozens left and hundreds of thousands stayed.": ["a:dozens", "a:hundreds of thousands"],
    "An estimated 300,000 may be trapped.": ["a:an estimated", "h:may"],
    "": [],
}


def shown(text: str) -> list[str]:
    """What is found, as written in CASES."""
    return [f"{mark.code[0]}:{mark.quote.lower()}" for mark in hedges(text)]


@pytest.mark.parametrize("text", CASES)
def test_two_classes(text: str) -> None:
    assert shown(text) == CASES[text]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.term)
def test_every_entry_is_found_before_a_number_or_a_noun(entry: Entry) -> None:
    word = entry.term.rstrip("*")
    text = f"They left {word} 20 of them." if entry.code == "approximator" else f"The {word} strike."
    text = f"It {word} be so." if word in ("may", "might", "could") else text
    assert entry.code in {mark.code for mark in hedges(text) if mark.start <= text.index(word) < mark.end}


@pytest.mark.parametrize(
    ("term", "trap"), [(entry.term, trap.strip()) for entry in ENTRIES for trap in entry.trap.split("|") if trap])
def test_every_trap_holds(term: str, trap: str) -> None:
    assert term not in {mark.note for mark in hedges(f"So {trap.strip('*')} it is.")}


WORDS = st.sampled_from("may May might reported a some 300 could not be verified , . \n İ 👦 nearly half".split(" "))


@given(st.lists(WORDS).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_in_range(text: str) -> None:
    for mark in hedges(text):
        assert mark.quote == text[mark.start:mark.end] != ""
        assert (mark.coder, mark.code in ("hedge", "approximator")) == ("rule:hedges", True)


@pytest.mark.parametrize("piece", [
    "may ", "a reported ", "some ", "hundreds of ", "a", "could not be independently ", "more than as many as "])
def test_reading_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text, began = piece * (size // len(piece)), time.perf_counter()
        hedges(text)
        return time.perf_counter() - began
    hedges("warm up maybe")
    assert seconds(1_000_000) < 40 * seconds(100_000) + 0.5
