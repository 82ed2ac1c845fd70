"""The Claims widget without a browser: what it shows, what it says of a wrong name, and what it leaves in an export."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from test_export import HOSTILE, exported
from test_measure import claim

import kit
from kit import tables
from kit.errors import KitError
from kit.measure.contested import comparable
from kit.widgets.claims import ENOUGH, Claims, claims_data, in_order, subject

MANY = Counter(one.quantity for one in tables.claims())


@pytest.mark.parametrize("quantity", sorted(name for name, n in MANY.items() if n >= ENOUGH))
def test_every_quantity_with_enough_claims_can_be_chosen(quantity: str) -> None:
    widget = Claims(quantity=quantity)
    widget.event = ""
    table = widget.table
    assert len(table) == MANY[quantity] and table["date"].is_monotonic_increasing
    assert widget.twin().count("<tr>") == len(table) + 1
    assert all(row["low"] <= row["high"] and row["figure"] for row in claims_data(widget._shown()))


@pytest.mark.parametrize("event", tables.events(), ids=lambda event: event.id)
def test_an_event_opens_with_its_commonest_quantity(event: kit.Event) -> None:
    widget = Claims(event.id)
    there = Counter(one.quantity for one in tables.claims(event.id) if MANY[one.quantity] >= ENOUGH)
    assert widget.event == event.id and there[widget.quantity] == max(there.values()) == len(widget.table)


def test_filters_choice_and_a_change_of_subject() -> None:
    widget = Claims("convoy", "trucks_hit")
    widget.off = ["un"]
    assert set(widget.table["kind"]) == {"monitor", "ngo"}
    assert widget.choose("convoy-c21").claimant == "SNHR" == widget.chosen.claimant
    widget.off, widget.base = [], widget.chosen.denominator
    assert widget.table["as_worded"].tolist() == ["no less than 10"]
    widget.show("share_jfs")
    assert (widget.base, widget.chosen, widget.event, len(widget.table)) == ("", None, "", MANY["share_jfs"])


@pytest.mark.parametrize(("words", "figure"), [
    ("At least 18 people", "at least 18 people"), ("plus de 18", "at least 18 people"), ("18 مقاتلاً على الأقل", "at least 18 people"),
    ("18多人", "at least 18 people"), ("no less than 18", "at least 18 people"), ("no more than 18", "at most 18 people"),
    ("не более 18", "at most 18 people"), ("about 18 people", "18 people"), ("18 people", "18 people"),
])
def test_an_open_end_is_no_exact_number(words: str, figure: str) -> None:
    """In the row, its name for a screen reader, the twin, the table, and the picture of a timeline and its words."""
    rows = [claim("18", as_worded=words, unit="people"), claim("30", id="other", unit="people")]
    widget = Claims(claims=rows)
    assert widget.rows[0]["figure"] == figure and f">{figure}<" in widget.twin()
    assert widget.rows[0]["bound"] == widget.table["bound"][0] == figure.split("18")[0].strip()
    chart = kit.timeline(rows, title="x")
    open_ended = figure != "18 people"
    assert f": {figure}" in chart.alt and sum(bool(text.arrow_patch) for text in chart.figure.axes[0].texts) == open_ended
    assert ("An arrow" in chart.note) == open_ended


def test_a_long_quantity_opens_with_one_event_and_shows_all_when_asked() -> None:
    widget = Claims("civilians_killed")
    assert widget.event == "west-schools" and len(widget.table) < MANY["civilians_killed"]


@pytest.mark.parametrize(("asked", "said"), [
    (("nowhere",), "no event or quantity with claims to compare called 'nowhere'"),
    (("convoy", "share_jfs"), "no claim about 'share_jfs' of the event 'convoy'. It has: civilians_killed"),
    (("", "trucks"), "no quantity with claims to compare called 'trucks'. Did you mean 'trucks_hit'"),
])
def test_a_wrong_name_is_answered_with_a_sentence(asked: tuple[str, ...], said: str) -> None:
    with pytest.raises(KitError, match=said):
        Claims(*asked)


def test_a_claim_that_is_not_shown_cannot_be_chosen() -> None:
    with pytest.raises(KitError, match="no claim shown here called 'omran-c01'"):
        Claims("convoy").choose("omran-c01")


def test_one_claim_is_nothing_to_compare() -> None:
    with pytest.raises(KitError, match="nothing to compare"):
        Claims(claims=[claim("5")])


def test_the_name_of_an_event_comes_before_that_of_a_quantity() -> None:
    claims = in_order(tables.claims())
    assert subject(claims, "corridors", "")[1] == "corridors" and subject(claims, "", "corridors") == ("corridors", "")


@pytest.mark.parametrize(("one", "other", "same"), [
    ({"denominator": "East Aleppo", "covers_from": "2016-09-19"}, {"denominator": "east Aleppo ", "covers_from": "2016-09-19"}, "yes"),
    ({"denominator": "east Aleppo"}, {"denominator": "east Aleppo"}, "unknown"),
    ({"denominator": "east Aleppo"}, {"denominator": "west Aleppo"}, "no"),
    ({"denominator": "x", "unit": "people"}, {"denominator": "x", "unit": "civilians"}, "no"),
    ({"denominator": "x", "covers_to": "2016-09-19"}, {"denominator": "x", "covers_to": "2016-09-20"}, "no"),
])
def test_whether_two_claims_count_the_same(one: dict, other: dict, same: str) -> None:
    first, second = claim("5", **one), claim("6", **other)
    assert comparable(first, second) == comparable(second, first) == same


def test_what_the_browser_gets_is_plain_data() -> None:
    assert json.loads(json.dumps(Claims("castello", "siege_start").rows))


def test_the_export_is_a_table_in_which_nothing_runs(tmp_path) -> None:
    page = exported(
        tmp_path, 'kit.Claims("share_jfs")',
        f"from dataclasses import replace\nbad = {HOSTILE!r}\n"
        "kit.Claims(claims=[replace(c, as_worded=bad, claimant=bad, denominator=bad, url='javascript:alert(1)') "
        "for c in kit.claims('convoy', quantity='trucks_hit')])")
    for words in ("more than half", "all fighters in the northern city", "of 1,500 opposition fighters left in Aleppo", "50–100 %",
                  "لا يتجاوز 200 فرد", "UN (de Mistura)"):
        assert words in page
    assert "<script>alert" not in page and 'href="javascript' not in page and "&lt;script&gt;alert(1)" in page


def test_a_table_of_figures_has_the_words_and_what_they_allow() -> None:
    text = kit.Article.of("Convoy hit\n\nAt least 18 of the 31 trucks were hit, the UN said. Dozens of people fled.", outlet="My paper")
    table = kit.figure_table(text)
    assert table["allows"].tolist() == ["18 or more", "31", "24 to 99"] and set(table["outlet"]) == {"My paper"}
    assert table["source"].tolist() == ["the UN", "the UN", ""] and table.loc[2, "sentence"] == "Dozens of people fled."
    assert kit.figure_table([]).empty
