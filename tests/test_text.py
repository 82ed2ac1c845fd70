"""Words, sentences, folding and terms: pure functions whose offsets hold in any script."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text import any_of, count, fold, lines, phrase, sentences, words

#: Any string at all, with what breaks readers: marks, signs, joiners, direction marks, NUL, lone surrogates.
ODD = st.sampled_from([
    *"\"'“”‘’«»„‟`´–—-‑.!?…,:;()\n\r\t \x00\u200f\u202e\u0301\u0640\u200c\ud800😀حلب", "said ", "U.N. ", "\r\n",
])
ANY = st.lists(ODD | st.characters(), max_size=60).map("".join)
#: Text in which letter and accent are one character in NFC and two in NFD.
ACCENTED = st.text(st.sampled_from("éÖñآأйas'- .\n"), max_size=40)


def pieces(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """What the spans of a text hold, composed, so that NFC and NFD compare equal."""
    return [unicodedata.normalize("NFC", text[start:end]) for start, end in spans]


@pytest.mark.parametrize(("text", "expected"), [
    ("Aleppo's rebel‑held east", ["Aleppo's", "rebel‑held", "east"]),
    ("rebels’ “gains”, 1,200.5 km²", ["rebels", "gains", "1,200.5", "km²"]),
    ("سيطر النظام على حلب، أمس", ["سيطر", "النظام", "على", "حلب", "أمس"]),
    ("режим и по-прежнему", ["режим", "и", "по-прежнему"]),
    ("النِّظام می‌شود", ["النِّظام", "می‌شود"]),
    ("--- ... '' \x00 _", []),
    ("snake_case -and- 'so'", ["snake", "case", "and", "so"]),
])
def test_words(text: str, expected: list[str]) -> None:
    assert pieces(text, words(text)) == [unicodedata.normalize("NFC", word) for word in expected]
    assert count(text) == len(expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("Convoy hit\n\nTrucks burned. Aid stopped.", ["Convoy hit", "Trucks burned.", "Aid stopped."]),
    ("Gen. Ali met Lt. Omar of the U.N. in No. 5. He left.",
     ["Gen. Ali met Lt. Omar of the U.N. in No. 5.", "He left."]),
    ("It came from the U.S. The army left at 5 p.m. today.",
     ["It came from the U.S.", "The army left at 5 p.m. today."]),
    ("“We won.” He left! Why? \"Go.\" So it ended…", ["“We won.”", "He left!", "Why?", '"Go."', "So it ended…"]),
    ("“Where?” he asked. e.g. this", ["“Where?” he asked. e.g. this"]),
    ("Some 3.5 km. Of road.", ["Some 3.5 km.", "Of road."]),
    ("من قال؟ قال علي.", ["من قال؟", "قال علي."]),
    ("One.\r\nTwo.\rThree.\u2028Four.", ["One.", "Two.", "Three.", "Four."]),
    ("", []), (" \n\t\n ", []),
])
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_fold_keeps_every_offset() -> None:
    """One character in, one character out, for all of Unicode."""
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [character for character in every if len(fold(character)) != 1] == []


@given(ANY)
def test_fold_of_any_text(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(("term", "text", "expected"), [
    ("rebel*", "Rebels, REBEL-held; corebel", ["rebels", "rebel"]),
    ("air strike*", "air strikes, air‑strike, air\nstrike, airstrike", ["air strikes", "air-strike", "air\nstrike"]),
    ("cease-fire", "ceasefire, cease fire, cease-fire, ceasefires", ["ceasefire", "cease fire", "cease-fire"]),
    ("people's", "the people’s army, peoples", ["people's"]),
    ("u.s.-backed", "U.S.–backed, U.S.-backed", ["u.s.-backed"]),
    ("نظام", "النظام والنظام بنظام نظامي ن\u064eظام", ["النظام", "والنظام", "بنظام", "ن\u064eظام"]),
    ("إرهابي*", "الإرهابيين", ["الإرهابيين"]),
    ("режим*", "режиму Асада", ["режиму"]),
    ("café", "cafe\u0301 café cafes", ["cafe\u0301", "café"]),
    ("(sic)", "rebels (sic)", ["(sic)"]),
    ("a.b*", "axb a.bc", ["a.bc"]),
])
def test_terms(term: str, text: str, expected: list[str]) -> None:
    assert [match.group() for match in any_of([term]).finditer(fold(text))] == expected


def test_longest_term_first_and_none() -> None:
    assert [m.group() for m in any_of(["rebel", "rebel fighter*"]).finditer("rebel fighters")] == ["rebel fighters"]
    assert not any_of([]).search("x") and not any_of(["", "*"]).search("x *")


@given(ANY, ANY)
def test_any_term_compiles_and_any_text_is_searched(term: str, text: str) -> None:
    re.compile(phrase(term))
    for match in any_of([term]).finditer(fold(text)):
        assert match.end() > match.start()


@given(ANY)
def test_spans_of_any_text(text: str) -> None:
    """In range, in order, apart, not empty, without space at the ends; sentences lie in lines and hold every word."""
    for spans in (words(text), lines(text), sentences(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:]))
        assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    for inner, outer in ((sentences(text), lines(text)), (words(text), sentences(text))):
        assert all(any(a <= start and end <= b for a, b in outer) for start, end in inner)


@given(ACCENTED)
def test_composed_or_not_is_the_same(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    for spans in (words, lines, sentences):
        assert pieces(composed, spans(composed)) == pieces(apart, spans(apart))


@given(ANY.filter(lambda text: "\r" not in text))
def test_line_ends_do_not_matter(text: str) -> None:
    windows = text.replace("\n", "\r\n")
    for spans in (words, lines, sentences):
        assert pieces(text, spans(text)) == pieces(windows, spans(windows))


def growth(function: Callable[[str], object], piece: str, size: int = 50_000) -> float:
    """How many times as long an eight times longer text takes: 8 if time grows with length, 64 with its square."""
    def seconds(length: int) -> float:
        text, runs = piece * (length // len(piece)), []
        for run in range(2):
            begun = time.process_time()
            function(text + " " * run)  # another text each time: some readers remember what they have read
            runs.append(time.process_time() - begun)
        return max(min(runs), 0.002)
    return seconds(8 * size) / seconds(size)


@pytest.mark.parametrize("piece", ["...", ".", "a.", "a", "1,", "1", "U.S. ", "\u0640", "\u0301", "a-", "-", '?"'])
def test_time_grows_with_length_only(piece: str) -> None:
    for function in (words, sentences, fold, lines):
        assert growth(function, piece) < 32, function.__name__
