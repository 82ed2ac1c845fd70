"""What holds for every reader and any text: it is read, marks quote it, and its form and length make no difference."""

from __future__ import annotations

import dataclasses
import functools
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import kit
from kit.model import VOICES, Annotation
from kit.reading import variants
from kit.reading.layers import LAYERS
from kit.text import APOSTROPHES, QUOTES, sentences, words

LEXICONS = [kit.lexicon(name) for name in ("armed-opposition", "state-side", "civilians", "violence", "hedges")]


def voiced(article: kit.Article) -> list[Annotation]:
    """Every word as a mark with its voice."""
    spans = words(article.text)
    return [Annotation(article.id, start, end, "word", "test", voice, quote=article.text[start:end])
            for (start, end), voice in zip(spans, kit.voices(article, spans))]


READERS = {"find": lambda article: kit.find(LEXICONS, article), "attributions": kit.attributions, "voices": voiced,
           "passives": kit.passives, "agency": kit.agency, "hedges": kit.hedges, "figures": kit.figures,
           "prompts": kit.prompts}
MARKERS = {**{name: READERS[name] for name in ("find", "hedges", "prompts", "voices")}, "speakers": kit.speakers,
           **{f"layer {name}": functools.partial(kit.layer, name) for name in LAYERS}}
SPANS = ("source", "cue", "content", "agent", "instrument", "sentence")

#: Pieces of news, in several scripts, quotation marks, spaces and line ends, of which odd texts are made.
PIECES = st.sampled_from([
    "The rebels", "le régime", "İstanbul", "النظام", "الثوّار", "“", "”", "\"", "'", "‘", "’", "«", "»", "said",
    "told AFP",
    "according to", "the Ministry of Defence", "Émile", "ß", "ﬁ", "a\u0301", "\u0640", "\u200d",
    "were killed by", "killed",
    "shelling", "the siege was lifted", "more than 1,200", "dozens of", "٣٠", "½", "people", "may have", "reportedly",
    "so-called", "what it calls", "both sides", ",", ".", "…", ":", ";", " - ", "–", "(", ")", "U.S.",
    "Gen.", "IS", "\n",
    "\n\n", "\t", "\u00a0", "\u2009", "👦🏽", "💚", "-", "*", "\\", "[", "%", "$5", "2016",
    "on Monday", "accused", "denied",
])
REAL = st.sampled_from(sorted({one.text[a:b] for one in kit.articles() for a, b in sentences(one.text)}))
NEWS = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES | REAL, max_size=12).map(" ".join)
ANY = NEWS | st.lists(PIECES, max_size=30).map("".join) | st.text(st.characters(), max_size=120)  # halves of characters too


def found(reader: str, text: str) -> list:
    return {**READERS, **MARKERS}[reader](kit.Article.of(text, id="odd"))


def spans(record: object) -> list[tuple[int, int]]:
    """Every span of a record: its own and those of its parts."""
    own = [(record.start, record.end)] if hasattr(record, "start") else []
    return own + [part for name in SPANS if (part := getattr(record, name, None)) is not None]


def shown(reader: str, text: str) -> list[tuple]:
    """The results with the words of the text in the place of offsets, composed and with LF."""
    rows = []
    for record in found(reader, text):
        labels = [value for value in dataclasses.astuple(record) if isinstance(value, (str, bool, float))]
        quoted = [text[start:end] for start, end in spans(record)]
        rows.append(tuple(unicodedata.normalize("NFC", part).replace("\r\n", "\n") if isinstance(part, str) else part
                          for part in (*labels, *quoted)))
    return rows


@pytest.mark.parametrize("reader", READERS)
@given(text=ANY)
def test_any_text_is_read_and_every_span_lies_in_it(reader: str, text: str) -> None:
    for record in found(reader, text):
        assert spans(record) and all(0 <= start < end <= len(text) for start, end in spans(record))
        assert record.article == "odd"


@pytest.mark.parametrize("reader", MARKERS)
@given(text=NEWS)
def test_marks_quote_their_text_in_order(reader: str, text: str) -> None:
    marks = found(reader, text)
    assert all(mark.quote == text[mark.start:mark.end] != "" for mark in marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert all(mark.voice in (*VOICES, "") for mark in marks)


@pytest.mark.parametrize("reader", READERS)
@given(text=NEWS.map(lambda text: unicodedata.normalize("NFC", text)))
def test_composed_or_not_is_the_same(reader: str, text: str) -> None:
    assert shown(reader, unicodedata.normalize("NFD", text)) == shown(reader, text)


@pytest.mark.parametrize("reader", READERS)
@given(text=NEWS)
def test_any_line_end_is_the_same(reader: str, text: str) -> None:
    assert shown(reader, text.replace("\n", "\r\n")) == shown(reader, text)


@pytest.mark.parametrize("reader", ["find", "passives", "agency", "hedges", "figures", "prompts"])
@given(before=NEWS, other=NEWS, here=NEWS, behind=NEWS)
def test_a_paragraph_is_read_the_same_whatever_stands_around_it(reader: str, before: str, other: str, here: str, behind: str) -> None:
    """Quotations and speakers may go on from paragraph to paragraph; nothing else does."""
    before, other, here, behind = (re.sub(f"[{APOSTROPHES}{QUOTES}]", "", part).replace("\n", " ") for part in (before, other, here, behind))
    read = []
    for first, last in ((before, behind), (other, "")):
        at = len(text := f"Headline\n\n{first}\n\n")
        inside = [one for one in found(reader, f"{text}{here}\n\n{last}") if at <= one.start < at + len(here)]
        read.append([(one.start - at, one.end - at, getattr(one, "code", ""), getattr(one, "pattern", ""), getattr(one, "low", ""))
                     for one in inside])
    assert read[0] == read[1]


@example(text="", one="𝕊", other="Aleppo")
@given(text=NEWS, one=ANY, other=st.sampled_from([row.variant for row in variants.variants()]))
def test_names_are_the_same_both_ways_and_mentions_stand_in_the_text(text: str, one: str, other: str) -> None:
    assert kit.same_name(one, one) and kit.same_name(one, other) == kit.same_name(other, one)
    assert variants.spelling(variants.spelling(one)) == variants.spelling(one)
    assert kit.canonical(kit.canonical(other)) == kit.canonical(other)
    here = kit.mentions(text, other)
    assert here in text and (not here or kit.same_name(here, other))


@example(text=":<")
@given(text=ANY)
def test_vader_scores_any_text_between_its_ends(text: str) -> None:
    row, = kit.vader(text)
    assert row["text"] == text and -1 <= row["compound"] <= 1
    assert row["words"] or row["compound"] == 0 or not text.isascii()


@pytest.mark.parametrize("reader", READERS)
def test_the_composed_articles_are_the_same_in_every_form(reader: str) -> None:
    for article in kit.articles("ramouseh"):
        plain = shown(reader, unicodedata.normalize("NFC", article.text))
        assert plain or reader in ("hedges", "passives")
        assert plain == shown(reader, unicodedata.normalize("NFD", article.text).replace("\n", "\r\n"))


@pytest.mark.parametrize("reader", READERS)
def test_what_was_read_before_changes_nothing(reader: str) -> None:
    """Readers remember texts: what a user does to a list of results must not come back."""
    first = found(reader, kit.articles("ramouseh")[0].text)
    kept = list(first)
    first.clear()
    assert found(reader, kit.articles("ramouseh")[0].text) == kept


def everything(text: str) -> None:
    article = kit.Article.of(text)
    for reader in READERS.values():
        reader(article)


@pytest.mark.parametrize("piece", [
    "a", "“", "said ", "the ", "rebels killed 10 people, said Ali, “we ", "were killed by , ", "\n",
    "siege of the ", "1,",
    "so-called “a” ", "and ", "he said that ", "a\u0301",
])
def test_a_million_characters_take_eight_times_as_long_as_an_eighth_of_them(piece: str) -> None:
    """Growth with the square would be 64 times; everything from linear to half of that passes."""
    def seconds(size: int) -> float:
        begun = time.process_time()
        everything(piece * (size // len(piece)))
        return max(time.process_time() - begun, 0.01)
    assert seconds(1_000_000) < 32 * seconds(125_000)
