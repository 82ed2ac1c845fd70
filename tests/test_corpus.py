"""The composed corpus and its key: complete, within its rules, and coded with known agreement."""

from __future__ import annotations

import csv
import re

import pytest

import coders
from kit import tables
from kit.measure.rates import coverage
from kit.model import Article
from kit.text import count

EVENTS = ("castello", "corridors", "ramouseh", "omran", "convoy", "west-schools", "final-82", "evacuation")
OUTLETS = ("arwad", "eastbridge", "halyard", "marchmont", "quwaiq", "sanbuk")
OURS = [tables.article(f"{event}-{outlet}") for event in EVENTS for outlet in OUTLETS]
#: Facts of a second event that an event's texts may report.
PAIRS = {"west-schools": "m10", "final-82": "northeast-falls"}


@pytest.mark.parametrize("article", OURS, ids=lambda one: one.id)
def test_each_text_has_its_form(article: Article) -> None:
    assert 180 <= count(article.text) <= 260
    assert re.match(r"[^\n]+\n\n[A-Z][A-Z -]+, \d{1,2} [A-Z][a-z]+ - \S", article.text), "headline, empty line, dateline"
    day = int(re.search(r", (\d{1,2}) [A-Z]", article.text)[1])
    assert article.date == f"2016-{article.date[5:7]}-{day:02d}"
    assert article.status == "composed" and tables.outlet(article.outlet).status == "fictional"


@pytest.mark.parametrize("article", OURS, ids=lambda one: one.id)
def test_each_text_is_coded_by_both_and_settled(article: Article) -> None:
    for coder in ("a", "b", "key"):
        codes = [mark.code for mark in tables.annotations(article.id, coder=coder)]
        for start, least in (("party.", 8), ("clause.", 5), ("cue.", 4), ("content", 4), ("figure", 1), ("fact.", 3)):
            assert sum(code.startswith(start) for code in codes) >= least, (coder, start)
        for mark in tables.annotations(article.id, coder=coder):
            assert not mark.code.startswith("party.") or mark.voice


def test_twelve_texts_have_every_frame_item() -> None:
    items = {code.id for code in tables.codebook() if code.family in ("frame", "journalism")}
    found: dict[str, set] = {}
    for mark in tables.annotations(coder="key"):
        if mark.code in items and mark.note.split()[0].strip(";,.") in ("yes", "no"):
            found.setdefault(mark.article, set()).add(mark.code)
    assert len(found) == 12 and all(codes == items for codes in found.values())


@pytest.mark.parametrize("event", EVENTS)
def test_the_coverage_matrix_says_something(event: str) -> None:
    """By the last text's day: no fact of the event is reported by nobody, at most three (the core, and a claim that is also denied) by all, and no text has them all."""
    texts = [one for one in OURS if one.event == event]
    last = max(one.date for one in texts)
    facts = [fact for fact in tables.facts() if fact.event in (event, PAIRS.get(event)) and fact.date <= last]
    matrix = coverage(texts, facts, tables.annotations(coder="key"))
    told = matrix.sum()
    own = [fact.id for fact in facts if fact.event == event]
    assert (told[own] > 0).all(), f"reported by nobody: {[id for id in own if not told[id]]}"
    assert (told == len(OUTLETS)).sum() <= 3
    assert (matrix.sum(axis=1) < (told > 0).sum()).all() and (matrix.sum(axis=1) > 0).all()


def test_no_text_knows_what_came_later() -> None:
    dates = {fact.id: fact for fact in tables.facts()}
    late = [(mark.article, mark.code) for mark in tables.annotations(coder="key") if mark.code.startswith("fact.")
            if dates[mark.code[5:]].status == "finding"]
    assert late == []


def test_agreement_is_as_the_table_says_and_firm_where_it_must_be() -> None:
    with coders.TABLE.open(encoding="utf-8", newline="") as file:
        shipped = {row["code"]: row for row in csv.DictReader(file)}
    for row in csv.DictReader(coders.as_csv(coders.measured(draws=0)).splitlines()):
        assert {name: shipped[row["code"]][name] for name in ("n", "prevalence", "percent", "alpha")} == {
            name: row[name] for name in ("n", "prevalence", "percent", "alpha")}, "remake it: make agreement"
    assert float(shipped["party"]["alpha"]) >= 0.8 and float(shipped["voice of party"]["alpha"]) >= 0.8
    assert all(float(row["alpha"]) >= 0.667 for row in shipped.values())


def test_the_splice_has_a_key_to_each_line() -> None:
    lines = [line for line in (tables.home() / "splice.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    with (tables.home() / "splice.csv").open(encoding="utf-8", newline="") as file:
        key = list(csv.DictReader(file))
    assert [int(row["line"]) for row in key] == list(range(1, len(lines) + 1))
    for row, line in zip(key, lines):
        assert line.startswith(row["text_start"]) and row["voice"] and row["phenomenon"]
    named = {part for row in key for part in row["phenomenon"].split(" | ")}
    assert {"laundered voice", "false meanwhile", "contradiction", "off topic", "boilerplate", "duplicate", "find and replace",
            "orphaned quotation", "presupposed", "role only", "lost antecedent"} <= named
