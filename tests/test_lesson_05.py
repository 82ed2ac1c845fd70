"""What lesson 05 says of its outputs is still so."""

from __future__ import annotations

from math import inf

import pytest

import kit
from kit import tables


@pytest.fixture(scope="module")
def figures():
    return kit.figure_table(kit.articles("convoy"))


def test_five_texts_give_the_same_toll_and_one_line_counts_something_else(figures) -> None:
    killed = figures[figures["what"] == "killed"]
    assert killed[killed["counts"] == "soldiers"]["words"].tolist() == ["62"]
    rest = killed[killed["counts"] != "soldiers"]
    assert set(rest["low"]) == {20} and rest["outlet"].nunique() == 5
    assert {source for source in rest["source"] if source} == {"the Red Cross", "Red Cross and Red Crescent officials"}


def test_one_text_lost_at_least(figures) -> None:
    hit = figures[figures["what"] == "hit"]
    assert sorted(zip(hit["low"], hit["high"])) == [(18, 18), (18, inf), (18, inf)]
    assert hit[hit["source"] == "the UN"]["outlet"].nunique() == 2


def test_where_the_reader_of_figures_is_wrong(figures) -> None:
    quwaiq = figures[figures["outlet"] == "Quwaiq Press"].set_index("counts")
    assert quwaiq.loc["volunteers", "source"] == quwaiq.loc["civilian", "source"] == ""
    assert quwaiq.loc["volunteers", "sentence"].endswith("activists 13.") and 13 not in set(quwaiq["low"])
    assert "reuters" in set(figures[figures["outlet"] == "Halyard News Agency"]["counts"])
    share = next(row for row in tables.table("accuracy") if row.reader == "figures: source, given the figure")
    assert round(1 / (1 - float(share.precision))) == 7, "the lesson says: one source in seven"


def test_averages_that_mean_nothing() -> None:
    shares = kit.claim_table(kit.claims(quantity="share_jfs"))
    assert len(shares) == 7 and round(shares["low"].mean() / 100) == 3
    assert round(shares[shares["unit"] == "percent"]["low"].mean()) == 43
    assert set(kit.disagreement(kit.claims(quantity="share_jfs"))["comparable"]) == {"no", "one claim"}


def test_the_envoy_s_three_figures_and_the_three_of_the_un_on_the_convoy() -> None:
    envoy = [(one.claim_date, one.low) for one in kit.claims(quantity="share_jfs") if one.claimant == "UN (de Mistura)"]
    assert sorted(envoy) == [("2016-09-25", "50"), ("2016-10-06", "900"), ("2016-12-13", "30")]
    un = [one.low for one in kit.claims("convoy", quantity="civilians_killed") if one.claimant_kind == "un"]
    assert sorted(un) == ["10", "14", "18"]


def test_figures_of_the_besieged_are_round() -> None:
    assert all(int(one.low) % 50_000 == 0 for one in kit.claims("castello", quantity="trapped"))
