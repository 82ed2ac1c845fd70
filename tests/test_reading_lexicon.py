"""A lexicon as a coder: what it marks, what its traps keep out, and that the marks quote the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_text import ANY, growth

from kit.model import VOICES, Annotation, Article, Entry, Lexicon
from kit.reading.lexicon import find

ENTRIES = (
    Entry("rebel*", "rebels", "descriptive", "", "rebel-held | rebel-controlled"),
    Entry("regime", "regime", "delegitimising", "", "ceasefire regime | regime of inspections"),
    Entry("regime forces", "forces", "delegitimising", ""),
    Entry("armed terrorist group*", "terrorists", "delegitimising", ""),
    Entry("terrorist*", "terrorists", "delegitimising", "", "counter-terrorist*"),
    Entry("people", "people", "descriptive", "", "people's"),
    Entry("air-strike*", "strike", "descriptive", ""),
    Entry("режим*", "regime", "delegitimising", ""),
    Entry("إرهابي*", "terrorists", "delegitimising", ""),
    Entry("martyr*", "praise", "solidary", ""),
    Entry("martyr*", "religion", "solidary", ""),
)
DEMO = Lexicon("demo", "", "", "", "", "", "", ENTRIES)
FORCES, REBEL = Entry("forces", "army", "descriptive", ""), Entry("rebel", "r", "descriptive", "")
OTHER = Lexicon("other", "", "", "", "", "", "", (FORCES, REBEL))


def marked(text: str, lexicons: Lexicon | list[Lexicon] = DEMO) -> list[str]:
    """The marks of a text, each as "quote = code"."""
    return [f"{mark.quote} = {mark.code}" for mark in find(lexicons, Article.of(text), voice=False)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Rebels and REBEL fighters", ["Rebels = rebels", "REBEL = rebels"]),
    ("the rebel-held, rebel‑controlled east of the rebels", ["rebels = rebels"]),
    ("a ceasefire regime and the regime", ["regime = regime"]),
    ("the Ceasefire\u00a0Regime, a regime of inspections", []),
    ("the ceasefire and regime", ["regime = regime"]),
    ("regime forces of the regime", ["regime forces = forces", "regime = regime"]),
    ("armed terrorist groups", ["armed terrorist groups = terrorists"]),
    ("armed-terrorist\ngroup", ["armed-terrorist\ngroup = terrorists"]),
    ("counter-terrorists met terrorists", ["terrorists = terrorists"]),
    ("the people’s army of the people", ["people = people"]),
    ("airstrikes, air strikes, an air‑strike", ["airstrikes = strike", "air strikes = strike", "air‑strike = strike"]),
    ("по режиму, «режим»", ["режиму = regime", "режим = regime"]),
    ("قتل الإرهابيين 😀 وإرهابي", ["الإرهابيين = terrorists", "وإرهابي = terrorists"]),
    ("martyrs", ["martyrs = praise", "martyrs = religion"]),
    ("prerebel rebelx1 terror", ["rebelx1 = rebels"]),
    ("", []),
])
def test_find(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_record_of_a_mark() -> None:
    article = Article.of("Rebels left, the mayor said.", id="a1")
    assert find(DEMO, article) == [
        Annotation("a1", 0, 6, "rebels", "lexicon:demo", "attributed", unit="", quote="Rebels", note="rebel*")
    ]
    assert find(DEMO, article, voice=False)[0].voice == ""


def test_several_articles_and_lexicons() -> None:
    """Marks come in the order of the articles and, within one, of the text; each lexicon reads for itself."""
    texts = {"a": "The regime forces met a rebel.", "b": "No one.", "c": "A rebel."}
    articles = [Article.of(text, id=name) for name, text in texts.items()]
    found = [(mark.article, mark.quote, mark.coder) for mark in find([DEMO, OTHER], articles)]
    assert found == [
        ("a", "regime forces", "lexicon:demo"), ("a", "forces", "lexicon:other"), ("a", "rebel", "lexicon:demo"),
        ("a", "rebel", "lexicon:other"), ("c", "rebel", "lexicon:demo"), ("c", "rebel", "lexicon:other"),
    ]
    assert find([], articles) == find(DEMO, []) == []


def test_a_lexicon_without_entries_finds_nothing() -> None:
    assert find(Lexicon("none", "", "", "", "", "", ""), Article.of("rebels")) == []


TERMS = st.sampled_from(["rebels", "regime", "-held", " ", "ceasefire ", "“", "”", "'", "ال", "إرهابي", "😀"])


@given(st.lists(TERMS | ANY).map("".join))
def test_marks_of_any_text_quote_it(text: str) -> None:
    for mark in find([DEMO, OTHER], Article.of(text)):
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.quote == text[mark.start : mark.end]
        assert mark.voice in VOICES


@given(st.lists(st.sampled_from(["café ", "régime ", "النظام ", "أحرار ", "é", "x "]), max_size=20).map("".join))
def test_composed_or_not_is_the_same(text: str) -> None:
    entries = tuple(Entry(term, "c", "descriptive", "") for term in ("café", "régime*", "نظام", "أحرار"))
    accented = Lexicon("a", "", "", "", "", "", "", entries)
    composed, apart = (find(accented, Article.of(unicodedata.normalize(form, text))) for form in ("NFC", "NFD"))
    assert [mark.quote for mark in composed] == [unicodedata.normalize("NFC", mark.quote) for mark in apart]


@given(st.text(max_size=8), st.text(max_size=12))
def test_any_entry_can_be_read(term: str, trap: str) -> None:
    entry = Entry(term, "c", "descriptive", "", trap)
    find(Lexicon("x", "", "", "", "", "", "", (entry,)), Article.of(f"a {term} b {trap}"))


@pytest.mark.parametrize("piece", ["rebel ", "rebel-held ", "ceasefire regime ", "terrorists\n", "armed terrorist "])
def test_time_grows_with_length_only(piece: str) -> None:
    assert growth(lambda text: find(DEMO, Article.of(text), voice=False), piece) < 32
