"""Lesson 08: the figures that its words and exercises give are those of the texts and counts that are shipped."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit import exercise
from kit.fa_kes import NO_CREDIT
from kit.model import Article

TEXTS = kit.articles()
OWN = [text for text in TEXTS if not text.source.startswith("agency copy")]
TASKS = {task.id: task for path in exercise.files() if path.stem.startswith("08") for task in exercise.read(path)}


def rates(lexicon: str, code: str, texts: list[Article], by: str = "outlet") -> pd.DataFrame:
    """Count, words, rate, low, high and note of each outlet or event."""
    return kit.rates(texts, kit.find(kit.lexicon(lexicon), texts), by=by, code=code).set_index(by)


def test_nine_texts_are_agency_copy_and_credit_the_house_in_their_last_line() -> None:
    copied = [text for text in TEXTS if text not in OWN]
    assert len(copied) == 9 and "halyard" not in {text.outlet for text in copied}
    for text in copied:
        house = text.source.removeprefix("agency copy: ").split(" (fictional);")[0]
        assert house in text.text.rstrip().rsplit("\n", 1)[-1] and text.text.count(house) == 1


def test_copy_hides_a_difference_between_two_outlets() -> None:
    whole, own = rates("armed-opposition", "terrorist", TEXTS), rates("armed-opposition", "terrorist", OWN)
    assert whole["high"]["eastbridge"] > whole["low"]["arwad"] and whole["rate"]["arwad"] > whole["rate"]["eastbridge"]
    assert own["high"]["eastbridge"] < own["low"]["arwad"]
    assert 0.4 <= own["count"]["eastbridge"] / whole["count"]["eastbridge"] <= 0.6, "about half"


def test_copy_makes_a_lead_that_is_not_there() -> None:
    whole, own = rates("reporting-verbs", "confrontational", TEXTS), rates("reporting-verbs", "confrontational", OWN)
    by_event = rates("reporting-verbs", "confrontational", kit.articles(outlet="marchmont"), "event")["count"]
    assert whole["rate"].idxmax() == "marchmont" and own["note"]["marchmont"].startswith("too few")
    assert (whole["count"]["marchmont"], own["count"]["marchmont"], by_event["convoy"]) == (14, 4, 7)


def test_one_event_carries_an_average() -> None:
    halyard = rates("humanitarian", "help", kit.articles(outlet="halyard"), "event")
    total, convoy = halyard[["count", "words"]].sum(), halyard.loc["convoy"]
    assert (total["count"], total["words"], convoy["count"], convoy["words"]) == (24, 2002, 11, 230)
    rest = 1000 * (total["count"] - convoy["count"]) / (total["words"] - convoy["words"])
    assert rest == pytest.approx(TASKS["08.4"].spec["answer"], abs=0.05)


def test_the_machine_does_not_find_the_copy() -> None:
    found = kit.reuse(kit.article("castello-eastbridge"), kit.articles(outlet="arwad"))
    assert found["share"].max() < 0.3
    assert set(kit.concordance(TEXTS, "Reuters")["article"]) <= {text.id for text in TEXTS if text.event in ("castello", "convoy")}


def test_ahrams_credits() -> None:
    texts = kit.fa_kes_rates("regime", by="wire", outlet="ahram", texts=5).groupby("wire")["texts"].first()
    assert texts.drop(NO_CREDIT).sum() == TASKS["08.10"].spec["answer"] == 130 and texts.sum() == 149
    assert (texts["AFP"], texts["Reuters"], texts["AP"], texts[NO_CREDIT]) == (108, 14, 8, 19)


def test_two_houses_mirror_each_other() -> None:
    tables = [kit.fa_kes_rates(code).groupby("outlet")[["count"]].sum()["count"] for code in ("terrorist", "regime")]
    assert [(table["sana"] > 100, table["etilaf"] > 100) for table in tables] == [(True, False), (False, True)]
    assert tables[0]["etilaf"] == 2 and tables[1]["sana"] == 0
