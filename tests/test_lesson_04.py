"""Lesson 04: what its words and exercises say of texts, labels, counts and readers is what these now give."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit import exercise, tables
from kit.model import Article

OWN = [text for text in kit.articles() if not text.source.startswith("agency copy")]
TASKS = {task.id: task for path in exercise.files() if path.stem.startswith("04") for task in exercise.read(path)}
LEAD = ("Only a handful of people have left besieged eastern Aleppo by the passages Russia announced two days ago, a monitor said.")


@pytest.fixture(scope="module")
def kinds() -> pd.DataFrame:
    return kit.crosstab(kit.speakers(OWN), OWN).set_index("outlet")


def test_nine_texts_are_left_out() -> None:
    assert len(kit.articles()) - len(OWN) == 9 and len(OWN) == 39
    assert not [id for id in ("corridors-halyard", "corridors-arwad", "castello-arwad") if id not in {text.id for text in OWN}]


def test_who_is_made_to_speak(kinds: pd.DataFrame) -> None:
    assert set(kinds["texts"]) == {6, 7, 8} and (kinds["texts"]["arwad"], kinds["texts"]["quwaiq"]) == (7, 6)
    assert kinds["people there"]["arwad"] == 0 and kinds["people there"].idxmax() == "quwaiq" and kinds["all"].idxmax() == "halyard"
    assert kinds["not said"]["arwad"] > kinds["all"]["arwad"] / 3
    unnamed = [mark.quote.lower() for mark in kit.speakers([text for text in OWN if text.outlet == "arwad"]) if mark.code == "not said"]
    assert 0.4 * len(unnamed) < unnamed.count("the source") < len(unnamed) / 2
    assert [mark.code for mark in kit.speakers(Article.of("State media said so."))] == ["media"]


def test_stances_by_outlet() -> None:
    cues = kit.crosstab([mark for mark in kit.layer("voice", OWN) if mark.code.startswith("cue")], OWN)
    assert cues["cue.distancing"].max() == 4 and (cues["cue.neutral"] > cues["all"] / 2).all()


def test_whose_word_is_terrorist() -> None:
    marks = [mark for mark in kit.find("armed-opposition", OWN) if mark.code == "terrorist"]
    bare = kit.counts(marks, OWN, by="outlet")["no attribution found"]
    assert set(bare[bare > 0].index) == {"arwad", "eastbridge"} and len(bare) == 6
    here = [mark for mark in kit.find("armed-opposition", kit.article("corridors-arwad")) if mark.code == "terrorist"]
    assert [mark.voice for mark in here] == ["attributed"]


def test_what_the_texts_of_the_corridors_say() -> None:
    halyard, arwad = kit.article("corridors-halyard").text, kit.article("corridors-arwad").text
    assert LEAD.removesuffix(", a monitor said.") in halyard and "nobody can be ‘forced to flee’,” a spokesman for one rebel group said" in halyard
    assert "no one could be made to flee, by whatever route" in halyard and "More families may still come, the source said; the gunmen are preventing them." in arwad
    assert "had claimed on Friday that nobody got through" in arwad and "it too acknowledged that a number of people had crossed" in arwad
    said = {kit.article("corridors-arwad").text[slice(*each.cue)]: each.stance for each in kit.attributions(kit.article("corridors-arwad")) if each.cue}
    assert (said["claimed"], said["acknowledged"]) == ("distancing", "endorsing")


def test_the_rules_fail_as_shown() -> None:
    announced = next(each for each in kit.attributions(LEAD) if each.cue and LEAD[slice(*each.cue)] == "announced")
    assert LEAD[slice(*announced.source)].startswith("left besieged")
    assert kit.attributions("For the residents the corridors were corridors of death.") == []
    castello = kit.article("castello-arwad")
    marks = [mark for mark in kit.find("armed-opposition", castello) if mark.quote == "terrorist organizations"]
    assert [mark.voice for mark in marks] == ["attributed"] and "Arwad’s correspondent reported, when terrorist organizations" in castello.text
    quoted = "“The United Nations says nobody can be ‘forced to flee’,” a spokesman for one rebel group said."
    assert [each.hops for each in kit.attributions(quoted)] == [1] and TASKS["04.5"].spec["answer"] == 2
    assert [each.hops for each in kit.attributions("A military source quoted by state television said that the road was open.")] == [2]


def test_measured_errors() -> None:
    rows = {(row.reader, row.on): row for row in tables.table("accuracy")}
    cue = rows["attribution: cue", "PolNeAR dev"]
    assert round(4 * (1 - float(cue.precision))) == 1 and round(3 * (1 - float(cue.recall))) == 1
    stripped = rows["voice: verdict 'no attribution found'", "PolNeAR dev, stripped of commas and apostrophes"]
    assert round(100 * float(stripped.precision)) == 78


def test_labels_and_findings() -> None:
    evidence = [label for label in kit.labels("final-82", slot="source_descriptor") if label.attributed_to]
    assert len(evidence) == 8 and all("OHCHR" in label.attributed_to or label.attributed_to == "UN" for label in evidence)
    shown = {(label.gloss or label.label) for label in evidence}
    assert {item["text"].split('"')[1] for item in TASKS["04.8"].spec["item"]} <= shown
    findings = [fact for fact in kit.facts() if "A/HRC/34/64" in fact.claimant]
    assert len(findings) == 7 and {fact.status for fact in findings} == {"finding"} and {fact.date for fact in findings} == {"2017-03-01"}
    march = {(label.outlet, label.label) for label in kit.labels() if label.date in ("2017-03-01", "2017-03-02")}
    assert {("tass", "civilians as human shields"), ("the-new-arab", "Syrian regime 'bombed' Aleppo")} <= march


def test_ahram_and_two_words() -> None:
    terrorist, rebel = (kit.fa_kes_rates(word).set_index(["outlet", "voice"])["count"] for word in ("terrorist", "rebel"))
    assert terrorist["ahram"].drop("attributed").sum() == 0 < terrorist["ahram"]["attributed"]
    sana = terrorist["sana"]
    assert tuple(sana) == (144, 0, 214) and sana["no attribution found"] / sana.sum() == pytest.approx(TASKS["04.10"].spec["answer"] / 100, abs=0.005)
    assert rebel["ahram"]["no attribution found"] > rebel["ahram"].sum() / 2
    counts = kit.fa_kes_counts()
    ahram = counts[counts["outlet"] == "ahram"].groupby("wire")["rebel: no attribution found"].agg(["sum", "size"])
    assert ahram["size"].sum() == 149 and ahram["size"][""] < 149 / 4
    assert ahram["sum"]["AFP"] > ahram["sum"].sum() / 2
