"""Kinds of sources, and codes across outlets."""

from __future__ import annotations

import pytest

import kit
from kit import tables
from kit.errors import KitError
from kit.model import Annotation, Article
from kit.reading import speakers as room


@pytest.mark.parametrize("source, kind", [
    ("the Syrian Observatory for Human Rights", "monitor"), ("Syria's army, quoted by state news agency SANA", "government"),
    ("state news agency SANA", "media"), ("a spokesman for one rebel group", "opposition"), ("an opposition activist", "people there"),
    ("Staffan de Mistura, the UN envoy", "UN and aid"), ("Russia’s ambassador to the United Nations, Vitaly Churkin", "government"),
    ("A resident reached by phone", "people there"), ("the source", "not said"), ("He", "not said"), ("a field commander", "not said"), ("", "not said"),
])
def test_the_words_tell_the_kind(source: str, kind: str) -> None:
    assert room.kind(source)[0] == kind


def test_every_source_of_an_attribution_has_one_mark() -> None:
    for article in tables.articles("corridors"):
        spans = sorted(each.source for each in kit.attributions(article) if each.source)
        marks = kit.speakers(article)
        assert [(mark.start, mark.end) for mark in marks] == spans
        assert all(article.text[mark.start:mark.end] == mark.quote and mark.code in room.KINDS for mark in marks)


def test_the_table_of_words_knows_only_the_kinds_and_no_word_twice() -> None:
    rows = tables.read(room.Speaker, room.WORDS / "speakers.csv")
    assert {row.kind for row in rows} == set(room.KINDS) - {"not said"}
    assert len({row.term for row in rows}) == len(rows) and all(row.term == row.term.lower().strip() for row in rows)


@pytest.mark.parametrize("term, kind", [(row.term, row.kind) for row in tables.read(room.Speaker, room.WORDS / "speakers.csv")])
def test_each_word_tells_its_own_kind(term: str, kind: str) -> None:
    assert room.kind(term.removesuffix("*"))[0] == kind


def test_a_table_of_codes_adds_up() -> None:
    articles = tables.articles()
    marks = kit.speakers(articles)
    table = kit.crosstab(marks, articles)
    assert list(table["outlet"]) == list(dict.fromkeys(article.outlet for article in articles))
    assert table["all"].sum() == len(marks) and table["texts"].sum() == len(articles)
    assert (table.drop(columns=["outlet", "all", "texts"]).sum(axis=1) == table["all"]).all()
    totals = table.drop(columns=["outlet", "all", "texts"]).sum()
    assert list(totals) == sorted(totals, reverse=True)


def test_a_table_without_marks_still_says_how_many_texts() -> None:
    table = kit.crosstab([Annotation("elsewhere", 0, 1, "c", "me")], [Article.of("a", outlet="A"), Article.of("b", outlet="A")])
    assert table.to_dict("records") == [{"outlet": "A", "all": 0, "texts": 2}]
    with pytest.raises(KitError, match="Articles have no field called 'paper'"):
        kit.crosstab([], [], by="paper")
