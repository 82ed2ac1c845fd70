"""FA-KES: the real file is read past its traps, and the shipped table is remade from it, byte for byte."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kit import fa_kes, tables

OUTLETS = {"ahram": 149, "manar": 105, "alalam": 90, "alaraby": 84, "dailysabah": 74, "sana": 56, "sputnik": 53, "etilaf": 46,
           "trt": 42, "jordantimes": 28, "reuters": 26, "arabiya": 22, "nna": 13, "asharqalawsat": 11, "tass": 5}


@pytest.fixture(scope="module")
def file(shared: Path) -> Path:
    return shared / "corpora" / "fa-kes" / "FA-KES-Dataset.csv"


def test_all_articles_are_read_without_the_stray_bytes(file: Path) -> None:
    articles = fa_kes.read(file)
    assert Counter(article.outlet for article in articles) == OUTLETS
    assert not [article.id for article in articles if any(ord(char) > 126 for char in article.text)]
    assert len({" ".join(row["article_content"].split()) for row in fa_kes.rows(file)}) == 789


def test_the_texts_date_is_taken_before_the_columns(file: Path) -> None:
    gaps = Counter()
    for row in fa_kes.rows(file):
        text, column = fa_kes.date_in(row["article_content"]), fa_kes.date_of(row["date"])
        days = abs((date.fromisoformat(text) - date.fromisoformat(column)).days) if text and column else None
        gaps["none" if days is None else "same" if days == 0 else "to three days" if days <= 3 else "more"] += 1
    assert gaps == {"same": 433, "to three days": 35, "more": 168, "none": 168}


def test_the_shipped_table_is_what_the_command_makes(file: Path) -> None:
    made = fa_kes.as_csv(fa_kes.counts(file, [tables.lexicon(id) for id in fa_kes.LEXICONS]))
    assert made == (tables.home() / "fa-kes.csv").read_text(encoding="utf-8"), "remake it: python -m kit counts --file ..."


def test_the_shipped_table_holds_figures_only() -> None:
    table = fa_kes.fa_kes_counts()
    assert len(table) == 804 and table["words"].sum() > 240_000
    words = [name for name in table if table[name].dtype == object or str(table[name].dtype) in ("str", "string")]
    assert set(words) == {"id", "outlet", "date_text", "date_column", "place", "wire", "copy_of"}
    assert max(len(str(cell)) for name in words for cell in table[name]) < 40
    assert not table.filter(like="label").columns.any()


def test_the_voice_split_turns_use_into_quotation() -> None:
    table = fa_kes.fa_kes_counts().groupby("outlet").sum(numeric_only=True)
    spoken, own = table["terrorist: attributed"], table["terrorist: no attribution found"]
    assert own["sana"] > 10 * own["ahram"]
    assert spoken["ahram"] > own["ahram"] and spoken["alaraby"] > own["alaraby"]


def test_what_to_keep_in_mind_goes_with_every_result() -> None:
    for result in (fa_kes.fa_kes_counts(), fa_kes.fa_kes_rates("terrorist")):
        assert any("agency copy" in sentence for sentence in result.attrs["care"])


@pytest.mark.parametrize("code", ["terrorist", "rebel", "regime"])
def test_rates_have_n_and_interval(code: str) -> None:
    rates = fa_kes.fa_kes_rates(code)
    assert {"outlet", "voice", "count", "words", "texts", "rate", "low", "high", "note"} <= set(rates)
    assert (rates["texts"] >= 20).all()
    sure = rates[rates["note"] == ""]
    assert ((sure["low"] <= sure["rate"]) & (sure["rate"] <= sure["high"])).all()
    assert rates[rates["note"] != ""]["low"].isna().all()


def test_one_outlets_rates_by_the_agency_that_its_articles_credit() -> None:
    by_wire, whole = fa_kes.fa_kes_rates("regime", by="wire", outlet="ahram", texts=1), fa_kes.fa_kes_rates("regime")
    ahram = whole[whole["outlet"] == "ahram"]
    for name in ("count", "words", "texts"):
        assert by_wire.groupby("voice")[name].sum().to_dict() == ahram.set_index("voice")[name].to_dict()
    total = by_wire.groupby("wire")["count"].sum()
    assert total["AFP"] > 100 and total["Reuters"] == total["AP"] == 0
    assert fa_kes.NO_CREDIT in total and by_wire.attrs["care"]


@pytest.mark.parametrize("wrong", [{"code": "terorist"}, {"code": "regime", "by": "year"}, {"code": "regime", "outlet": "ahran"}])
def test_an_unknown_name_is_said(wrong: dict) -> None:
    with pytest.raises(LookupError, match="Choose one of"):
        fa_kes.fa_kes_rates(**wrong)


def test_an_id_that_stands_twice_is_counted_once() -> None:
    table = fa_kes.fa_kes_counts()
    counted = table[table["copy_of"] == ""]
    assert len(table) == 804 and counted["id"].is_unique and len(set(table["id"])) < 804
