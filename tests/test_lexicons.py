"""The lexicons keep their promises: every term is found, every trap is sprung, every precision can be counted again."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kit import fa_kes, tables
from kit.model import Article, Entry, Lexicon
from kit.reading.lexicon import find

STANCES = {"legitimising", "delegitimising", "descriptive", "solidary"}
#: A list that a reader of its own looks through, word by word with its neighbours, may be longer and less precise.
WITH_A_READER = {"hedges"}
#: Where hits were drawn: FA-KES texts of 2016 that mention Aleppo; all FA-KES texts; the kit's own texts.
CORPORA = ("fa-kes", "fa-kes all years", "composed")
#: The lists that lessons run on are judged on more hits than the others.
MANY = {"armed-opposition", "state-side", "event-verbs"}
LISTS = {row.id: tables.lexicon(row.id) for row in tables.lexicons()}
ENTRIES = [pytest.param(lexicon, entry, id=f"{lexicon.id}: {entry.term}") for lexicon in LISTS.values()
           for entry in lexicon.entries]
each_list = pytest.mark.parametrize("lexicon", LISTS.values(), ids=LISTS)
each_entry = pytest.mark.parametrize("lexicon, entry", ENTRIES)


def judged() -> list[dict[str, str]]:
    """The judged hits: lexicon, term, corpus, article, position, verdict, why; none of a newspaper's text."""
    with (tables.home() / "judged.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


JUDGED = judged()


def real(lexicon: Lexicon) -> list[dict[str, str]]:
    """The judged hits of a list in real texts: the catalogue's precision counts these alone."""
    return [row for row in JUDGED if row["lexicon"] == lexicon.id and row["corpus"] == "fa-kes"]


def terms_in(lexicon: Lexicon, text: str) -> set[str]:
    """Which terms of a list are found in a text."""
    return {mark.note for mark in find(lexicon, Article.of(text), voice=False)}


def test_catalogue_and_files_agree() -> None:
    assert {path.stem for path in tables.lexicon_folder().glob("*.csv")} == {*LISTS, "lexicons"}


@each_list
def test_header(lexicon: Lexicon) -> None:
    first = (tables.lexicon_folder() / f"{lexicon.id}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert first == "term,code,stance,gloss,trap"


@each_list
def test_size(lexicon: Lexicon) -> None:
    most, codes = (200, 10) if lexicon.id in WITH_A_READER else (60, 10)
    assert 20 <= len(lexicon.entries) <= most
    assert 2 <= len({entry.code for entry in lexicon.entries}) <= codes


@each_list
def test_no_term_stands_twice(lexicon: Lexicon) -> None:
    assert [term for term, times in Counter(entry.term for entry in lexicon.entries).items() if times > 1] == []


@each_list
def test_no_two_terms_have_one_gloss(lexicon: Lexicon) -> None:
    if lexicon.id not in WITH_A_READER:
        assert [gloss for gloss, times in Counter(entry.gloss for entry in lexicon.entries).items() if times > 1] == []


@each_list
def test_every_term_is_found_as_itself(lexicon: Lexicon) -> None:
    text = "\n\n".join(entry.term.replace("*", "") for entry in lexicon.entries)
    assert {entry.term for entry in lexicon.entries} - terms_in(lexicon, text) == set()


@each_entry
def test_term(lexicon: Lexicon, entry: Entry) -> None:
    assert entry.term == entry.term.strip().lower()
    assert "*" not in entry.term[:-1]
    assert entry.code == entry.code.strip().lower() != ""
    assert entry.stance in STANCES


@each_entry
def test_gloss_finishes_the_sentence(lexicon: Lexicon, entry: Entry) -> None:
    assert len(entry.gloss.split()) >= 3
    assert entry.gloss.split()[0].islower() and entry.gloss.split()[0].endswith("s"), "it may frame because it ..."
    assert not entry.gloss.endswith(".")


@each_entry
def test_traps_are_sprung(lexicon: Lexicon, entry: Entry) -> None:
    alone, bare = replace(lexicon, entries=(entry,)), replace(lexicon, entries=(replace(entry, trap=""),))
    traps = entry.trap.split(" | ") if entry.trap else []
    assert len(traps) == len(set(traps))
    for trap in traps:
        assert trap == trap.strip() and "*" not in trap[:-1]
        text = f"They wrote of {trap.removesuffix('*')} there."
        assert terms_in(bare, text) == {entry.term}, f"{trap!r} does not hold {entry.term!r}: a dead trap"
        assert terms_in(alone, text) == set(), f"{trap!r} does not stop {entry.term!r}"


@each_list
def test_catalogue_row_is_complete(lexicon: Lexicon) -> None:
    assert all((lexicon.title, lexicon.about, lexicon.source, lexicon.licence))
    assert int(lexicon.judged) >= (100 if lexicon.id in MANY else 50)


@each_list
def test_precision_can_be_counted_again(lexicon: Lexicon) -> None:
    verdicts = [row["verdict"] for row in real(lexicon)]
    assert lexicon.judged == str(len(verdicts))
    assert lexicon.precision == f"{verdicts.count('1') / len(verdicts):.2f}"


@each_list
def test_no_term_is_more_often_wrong_than_right(lexicon: Lexicon) -> None:
    if lexicon.id in WITH_A_READER:
        return
    times, right = Counter(row["term"] for row in real(lexicon)), Counter(
        row["term"] for row in real(lexicon) if row["verdict"] == "1")
    assert [term for term in times if times[term] >= 5 and right[term] < times[term] / 2] == []


@each_list
def test_judged_terms_stand_in_the_list(lexicon: Lexicon) -> None:
    known = {entry.term for entry in lexicon.entries}
    assert {row["term"] for row in JUDGED if row["lexicon"] == lexicon.id} - known == set()


def test_judged_hits_are_ids_and_verdicts() -> None:
    composed = {path.stem for path in (tables.home() / "articles").glob("*.txt")}
    assert list(JUDGED[0]) == ["lexicon", "term", "corpus", "article", "position", "verdict", "why"]
    assert len({tuple(row.values())[:5] for row in JUDGED}) == len(JUDGED)
    for row in JUDGED:
        assert row["lexicon"] in LISTS and row["corpus"] in CORPORA and row["position"].isdigit()
        assert row["verdict"] in ("1", "0", "?") and bool(row["why"]) == (row["verdict"] != "1")
        assert len(row["why"]) <= 80 and '"' not in row["why"]
        assert row["article"] in composed if row["corpus"] == "composed" else row["article"].isdigit()


def test_judged_hits_are_hits(shared: Path) -> None:
    texts: dict[str, list[Article]] = {}
    for article in fa_kes.read(shared / "corpora" / "fa-kes" / "FA-KES-Dataset.csv"):
        texts.setdefault(article.id, []).append(article)
    for lexicon in LISTS.values():
        rows = [row for row in JUDGED if row["lexicon"] == lexicon.id and row["corpus"] != "composed"]
        marks = find(lexicon, [text for id in {row["article"] for row in rows} for text in texts[id]], voice=False)
        found = {(mark.article, str(mark.start), mark.note) for mark in marks}
        assert [row for row in rows if (row["article"], row["position"], row["term"]) not in found] == []


def test_judged_hits_in_our_texts_are_hits() -> None:
    texts = tables.articles()
    found = {(name, mark.article, str(mark.start), mark.note) for name, lexicon in LISTS.items()
             for mark in find(lexicon, texts, voice=False)}
    rows = [row for row in JUDGED if row["corpus"] == "composed"]
    assert len(rows) > 300
    assert [row for row in rows if (row["lexicon"], row["article"], row["position"], row["term"]) not in found] == []
