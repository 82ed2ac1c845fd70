"""What lesson 03 says of its own tables and marks is so; a change of texts or readers that makes it untrue fails here."""

from __future__ import annotations

from datetime import date

import kit
from kit import tables
from kit.rewriting.task import base_of, results

ODD = ("The fire coincided with a large attack by Jabhat al-Nusra on Aleppo, it added.\n"
       "Whether the government’s pilots or Russia’s dropped the bombs may be hard to prove.")


def test_no_headline_names_the_party_that_attacked() -> None:
    agents = {mark.quote for article in kit.articles("convoy") for mark in kit.layer("agency", article)
              if mark.code == "agent" and mark.end <= len(article.headline)}
    assert agents <= {"Army", "Warplanes"}
    assert kit.article("convoy-arwad").headline.startswith("Army did not")


def test_the_two_sentences_stand_in_our_texts_and_fool_the_reader() -> None:
    for sentence in ODD.split("\n"):
        assert any(sentence in article.text for article in kit.articles("convoy"))
    units: dict[str, dict[str, str]] = {}
    for mark in kit.layer("agency", kit.Article.of(ODD)):
        units.setdefault(mark.unit, {})[mark.code.partition(".")[0]] = mark.quote
    assert {"clause": "fire", "agent": "Jabhat al-Nusra"} in units.values()
    assert {"clause": "dropped", "agent": "Russia’s"} in units.values()


def test_the_agent_is_wrong_more_often_than_the_pattern_and_events_are_missed() -> None:
    measured = {row.reader: row for row in tables.table("accuracy") if row.reader.startswith("agency")}
    assert float(measured["agency: agent, given the clause"].precision) < float(measured["agency: pattern, given the clause"].precision)
    assert float(measured["agency: clause"].recall) < 0.9


def test_the_highest_and_the_lowest_rate_do_not_overlap() -> None:
    texts = kit.articles()
    rates = kit.rates(texts, kit.layer("agency", texts), by="outlet", code="clause.agentless").sort_values("rate")
    assert rates["high"].iloc[0] < rates["low"].iloc[-1] and set(rates["texts"]) == {8}


def test_halyards_passives_are_as_the_reasons_say() -> None:
    halyard = kit.article("convoy-halyard").text
    assert "All UN convoys in Syria were suspended" in halyard and "when they were struck" in halyard
    assert {fact.id: fact.status for fact in kit.facts("convoy")} | {"convoy.8": "denial", "convoy.9": "denial", "convoy.10": "contested"} == {
        fact.id: fact.status for fact in kit.facts("convoy")}


def test_two_of_the_labels_with_liberat_are_somebody_elses() -> None:
    found = [label for label in kit.labels("evacuation", slot="event", lang="en") if "liberat" in label.label.lower()]
    assert sorted(label.voice for label in found if label.voice not in ("own", "headline")) == ["attributed", "quoted"]
    both = [label for label in kit.labels("evacuation", slot="event") if label.outlet == "le-vif" and label.gloss in ("“fallen”", "“liberated”")]
    assert len(both) == 2 and all(label.label.startswith('"') for label in both)


def test_board_and_commission_are_ten_weeks_apart() -> None:
    days = [date.fromisoformat(fact.date) for fact in kit.facts("convoy") if fact.status == "finding"]
    assert (max(days) - min(days)).days // 7 == 10


def test_the_goals_of_the_free_rewriting_can_be_reached() -> None:
    goals = [{"says": goal, "check": goal} for goal in ("leave the agent open", "no claim as fact", "say how sure", "at most 16 words")]
    spec = {"article": "convoy-sanbuk", "facts": "convoy", "goal": goals}
    text = "About 20 killed in attack on aid convoy, Red Crescent says; who did it is contested"
    assert not any(lack for _, lack in results(spec, text))
    assert any(lack for _, lack in results(spec, base_of(spec).original.article.text))
