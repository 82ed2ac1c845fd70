"""Spelling variants: the skeleton proposes, the checked table decides, and both are measured."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure import variants as measured

from kit import tables
from kit.model import Event
from kit.reading.variants import Variant, canonical, mentions, same_name, skeleton, spelling, variants

ROWS = variants()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_table_decides_on_its_own_spellings(row: Variant) -> None:
    assert canonical(row.variant) == row.canonical
    assert same_name(row.variant, row.canonical)


def test_a_spelling_stands_for_one_name() -> None:
    names = Counter((spelling(row.variant), row.canonical) for row in ROWS)
    assert Counter(written for written, _ in names).most_common(1)[0][1] == 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_row_is_whole(row: Variant) -> None:
    assert row.kind in ("place", "group", "person") and row.script in ("latin", "arabic", "cyrillic", "other")
    assert row.source and row.variant == row.variant.strip() != ""
    assert ("arabic" if any("\u0600" <= c <= "\u06ff" for c in row.variant) else
            "cyrillic" if any("\u0400" <= c <= "\u04ff" for c in row.variant) else "latin") == row.script


def test_ids_are_unique() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("event", tables.events(), ids=lambda event: event.id)
def test_every_spelling_of_an_event_is_known(event: Event) -> None:
    listed = [name.strip() for name in f"{event.variants} | {event.arabic}".split("|")]
    assert [name for name in listed if name and canonical(name) is None] == []


@pytest.mark.parametrize(("one", "other"), [
    ("Daraa", "Daraya"), ("al-Bab", "Bab al-Hawa"), ("Hama", "Homs"), ("Salheen", "Salaheddin"),
    ("Levant Front", "Levant Conquest Front"), ("Nusra Front", "Jabhat Fatah al-Sham")])
def test_what_looks_alike_is_kept_apart(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [
    ("Souran", "Suran"), ("Talbiseh", "Talbisah"), ("al-Rastan", "الرستن"), ("Jobar", "Джобар"), ("Harasta", "حرستا"),
    ("Qudsaya", "Kudsaya"), ("Maskanah", "Maskaneh")])
def test_names_outside_the_table_are_proposed_by_their_consonants(one: str, other: str) -> None:
    assert canonical(one) is None and same_name(one, other)


@given(st.text(max_size=60) | st.sampled_from([row.variant for row in ROWS]))
def test_any_name_has_a_skeleton_and_is_the_same_as_itself(name: str) -> None:
    assert same_name(name, name)
    assert skeleton(name) == skeleton(name.upper().lower()) or not name.isascii()


def test_reading_time_grows_no_faster_than_the_name() -> None:
    def seconds(size: int) -> float:
        name, began = "Al-Ramouseh " * (size // 12), time.perf_counter()
        skeleton(name), canonical(name)
        return time.perf_counter() - began
    assert seconds(240_000) < 40 * seconds(24_000) + 0.5


def test_measured_on_pairs_of_the_table() -> None:
    rows = {(row["reader"], row["on"]): row["f1"] for row in measured.measure()}
    assert rows["skeleton alone", "all pairs"] >= .94
    assert rows["skeleton and table", "pairs with a spelling held out of the table"] >= .95
    assert rows["skeleton and table", "the same, Latin script"] >= .96
    latin = "pairs in Latin script"
    assert rows["Jaro-Winkler, best threshold", latin] < rows["skeleton alone", latin] - .1


@pytest.mark.parametrize(("text", "name", "written"), [
    ("Kampf um die Castello-Straße", "Castello Road", "Castello"), ("طريق الكاستيلو", "Castello Road", "الكاستيلو"),
    ("rebel held Orem al Kubra", "Urum al-Kubra", "Orem al Kubra"), ("the road to London", "Aleppo", ""), ("", "Aleppo", ""),
    ("Aleppo", "no such name", "")])
def test_how_a_text_spells_a_name(text: str, name: str, written: str) -> None:
    assert mentions(text, name) == written
