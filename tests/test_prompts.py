"""Prompts: words that raise a frame's question, never a verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import tables
from kit.reading.doers import WORDS
from kit.reading.prompts import FrameCue, prompts

CUES = tables.read(FrameCue, WORDS / "frame-cues.csv")


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue.item} {cue.lexicon}.{cue.code}")
def test_a_cue_names_a_question_of_the_codebook_and_entries_of_a_lexicon(cue: FrameCue) -> None:
    assert cue.item in {code.id for code in tables.codebook()}
    entries = [entry for entry in tables.lexicon(cue.lexicon).entries if entry.code == cue.code]
    assert cue.item in {mark.note for entry in entries for mark in prompts(f"So {entry.term.rstrip(chr(42))}.")}


@pytest.mark.parametrize(("text", "codes"), [
    ("Both sides clashed.", {"frame.conflict"}), ("Prices doubled.", {"frame.economic", "frame.peace"}),
    ("It began to rain.", set()), ("", set())])
def test_codes_name_frames(text: str, codes: set[str]) -> None:
    assert {mark.code for mark in prompts(text)} == codes


@given(st.text(max_size=60))
def test_any_text_is_read_in_range(text: str) -> None:
    assert all(mark.quote == text[mark.start:mark.end] and mark.coder == "rule:prompts" for mark in prompts(text))
