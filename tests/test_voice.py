"""Whose words: attributed, in scare quotes, or no attribution found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_text import ANY, growth

from kit.model import VOICES, Attribution
from kit.reading.attribution import attributions
from kit.reading.voice import scare_quotes, voice, voices

SAID, SCARE, NONE = VOICES


@pytest.mark.parametrize(("text", "expected"), [
    ("The army said the terrorists had fled.", SAID),
    ("“The terrorists have fled for good,” said the mayor.", SAID),
    ("The terrorists have fled, the mayor said.", SAID),
    ("According to the mayor, terrorists fled.", SAID),
    ("The ministry accused terrorists of the attack.", SAID),
    ("He called them “terrorists”.", SAID),
    ("The mayor denied that terrorists had fled.", SAID),
    ("Mayor: terrorists flee east", SAID),
    ("“At last the terrorists have fled the town.”", SAID),
    ("The “terrorists” fled.", SCARE),
    ("The 'terrorists' fled.", SCARE),
    ("«terrorists» fled.", SCARE),
    ("So-called terrorists fled.", SCARE),
    ("The so called armed terrorists fled.", SCARE),
    ("The army shelled what it calls terrorists.", SCARE),
    ("Terrorists fled.", NONE),
    ("The terrorists said nothing.", NONE),
    ("The terrorists said the mayor had fled.", NONE),
    ("“We will stay here until the end,” said a commander of the terrorists.", NONE),
    ("The mayor said so. The terrorists fled.", NONE),
    ("The mayor’s terrorists’ base fell.", NONE),
])
def test_voice(text: str, expected: str) -> None:
    start = text.lower().index("terrorists")
    assert voice(text, (start, start + len("terrorists"))) == expected


def test_source_and_cue_inside_content_are_not_attributed() -> None:
    """In "X, said Y, Z" content reaches across its source, which nobody says."""
    text = "“The town is free,” said the rebel mayor, “and the regime is gone for good.”"
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("town", "rebel", "regime")]
    assert voices(text, spans) == [SAID, NONE, SAID]


def test_attributions_may_be_handed_in() -> None:
    text = "Rebels fled."
    assert voices(text, [(0, 6)], []) == [NONE]
    assert voices(text, [(0, 6)], [Attribution("", None, None, (0, 12), "neutral")]) == [SAID]
    assert voices(text, []) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("the 'moderate' rebels and “freedom fighters”", ["'moderate'", "“freedom fighters”"]),
    ("the “one two three four five” words", []),
    ("the self-styled army of the North", ["army of the"]),
    ("rebels’ and soldiers’ bread", []),
])
def test_scare_quotes(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in scare_quotes(text)] == expected


@given(ANY, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_any_span_of_any_text_has_a_voice(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(start, end) for start, end in spans if start < end <= len(text)]
    found = voices(text, inside)
    assert len(found) == len(inside) and set(found) <= set(VOICES)
    assert found == [voice(text, span, attributions(text)) for span in inside]


@pytest.mark.parametrize("piece", ["so-called ", "what it calls ", "“a” said ", "'a ", "he said “a”, "])
def test_time_grows_with_length_only(piece: str) -> None:
    assert growth(lambda text: voices(text, [(0, 1)]), piece, 20_000) < 32
