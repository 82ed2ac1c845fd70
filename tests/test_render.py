"""What is shown: every character of a text once, nothing of it as markup, marks where they belong."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import render
from kit.model import Annotation, Article

TEXTS = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("<>&\"'$\\ \n\u202e\u200fحلبא😀")), max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90), st.sampled_from("ab")), max_size=6)


class Reader(HTMLParser):
    """Reads HTML as a browser would and keeps its tags and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        self.text += data


def clean(text: str) -> str:
    """The text as it can be shown: what no encoding has becomes a question mark, NUL the replacement character."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


@given(TEXTS)
def test_a_text_is_shown_whole_and_as_text(text: str) -> None:
    html = render.safe(text)
    assert {tag for tag, _ in Reader(html).tags} <= {"span", "bdi"}
    assert unescape(re.sub(r"</?(?:span|bdi)>", "", html)) == clean(text)


@given(TEXTS)
def test_no_mathematics_is_left_to_typeset(text: str) -> None:
    plain = re.sub(r"<span>[$\\]</span>", "", render.safe(text))
    assert "$" not in plain and "\\" not in plain


@given(TEXTS, SPANS)
def test_pieces_cover_the_text_once_with_the_marks_over_them(text: str, spans: list) -> None:
    marks = [Annotation("x", min(a, b), max(a, b), code, "me") for a, b, code in spans]
    pieces = render.segments(text, marks)
    assert "".join(text[a:b] for a, b, _ in pieces) == text
    for start, end, over in pieces:
        assert set(over) == {mark for mark in marks if mark.start <= start and end <= mark.end and mark.start < mark.end}


@given(TEXTS)
def test_paragraphs_hold_every_word_in_order(text: str) -> None:
    spans = render.paragraphs(text)
    assert all(a < b for a, b in spans) and spans == sorted(spans)
    assert "".join(text[a:b] for a, b in spans).split() == text.split() or "\r" in text or not text.isprintable()


@given(TEXTS, SPANS)
def test_any_article_with_any_marks_is_shown(text: str, spans: list) -> None:
    article = Article.of(text, id="x", outlet=text)
    marks = [Annotation("x", min(a, b), max(a, b), code, "me", "attributed") for a, b, code in spans if max(a, b) <= len(text)]
    tags = {tag for tag, _ in Reader(render.highlight(article, marks)).tags}
    assert tags <= {"article", "p", "mark", "sup", "span", "bdi", "table", "caption", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("address, linked", [("https://example.org/a?b=1&c=2", True), ("http://example.org", True),
                                             ("javascript:alert(1)", False), ("data:text/html,x", False), ("//x.org", False),
                                             ("https://x.org\" onclick=\"y", True)])
def test_only_web_addresses_become_links(address: str, linked: bool) -> None:
    tags = Reader(render.link(address, "words")).tags
    assert bool(tags and tags[0][0] == "a") == linked
    assert not linked or (set(tags[0][1]) == {"href", "target", "rel"} and tags[0][1]["href"] == address)


def test_a_table_has_a_caption_headings_and_links() -> None:
    html = render.show_table([{"name": "<b>", "url": "https://a.org/x | https://b.org/y", "n": 0.123, "none": None}], caption="A <table>")
    tags = Reader(html).tags
    assert [attributes.get("href") for tag, attributes in tags if tag == "a"] == ["https://a.org/x", "https://b.org/y"]
    assert [attributes.get("scope") for tag, attributes in tags if tag == "th"] == ["col"] * 4
    assert tags[0][1]["aria-label"] == "A <table>" and "A &lt;table&gt; (1 row)" in html and "<td" in html and "0.12" in html


def test_an_empty_table_is_a_table() -> None:
    assert "(0 rows)" in render.show_table([], "name", caption="Nothing")


def test_voices_have_signs_and_are_spoken() -> None:
    article = Article.of("Rebels said terrorists fled", id="x")
    html = render.highlight(article, [Annotation("x", 12, 22, "terrorist", "me", "attributed")])
    assert "A”</sup>" in html and "(terrorist, attributed)" in html


@pytest.mark.parametrize("text, way", [("حلب rebels", "rtl"), ("Rebels حلب", "ltr"), ("12 حلب", "rtl"), ("", "ltr"), ("...", "ltr"), ("אב", "rtl")])
def test_direction_is_that_of_the_first_letter(text: str, way: str) -> None:
    assert render.direction(text) == way
