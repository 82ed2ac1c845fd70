"""Rewritten headlines: 90 that a person judged against the facts, and each goal and comparison by itself."""

from __future__ import annotations

import content
import pytest

import kit
from kit.errors import KitError
from kit.model import Article
from kit.rewriting.compare import left_out, too_sure, unsupported
from kit.rewriting.found import certainty, doer_of, marks, read
from kit.rewriting.goals import CHECKS, known, lacking
from kit.rewriting.ground import Ground, ground
from kit.rewriting.task import base_of, facts_of, goals_of, part_of, results
from kit.rewriting.who import who

#: Set 1 was there while the rules were written; set 2 was written afterwards. ``missed`` names where the readers are known to err.
JUDGED = content.rows(content.ROOT / "tests" / "rewrites.csv")
GOALS = {"names": "name the agent", "attributes": "attribute the agent", "true": "nothing false", "unlabelled": "no label of either side"}
ORIGINAL = "At least 20 people may have died as regime jets hit convoy, a monitor says"


def of(row: dict) -> Ground:
    return base_of({"article": row["article"], "facts": row["article"].rpartition("-")[0]})


@pytest.mark.parametrize("row", JUDGED, ids=lambda row: row["text"][:40])
def test_a_headline_reaches_the_goals_that_a_person_saw_reached(row: dict) -> None:
    for column, goal in GOALS.items():
        if column not in row["missed"].split():
            lack = lacking(goal, row["text"], of(row))
            assert (not lack) == (row[column] == "1"), lack


@pytest.mark.parametrize("column", GOALS)
def test_the_readers_are_seldom_wrong_on_both_sets(column: str) -> None:
    for number in ("1", "2"):
        rows = [row for row in JUDGED if row["set"] == number]
        assert sum(column not in row["missed"].split() for row in rows) >= 0.85 * len(rows)


@pytest.fixture(scope="module")
def base() -> Ground:
    return ground(ORIGINAL, [*kit.facts("convoy"), "Syrian jets hit the convoy, a monitor said."])


#: goal, a text that reaches it, one that does not, words of the reason
DECIDED = [
    ("name the agent", "Syrian air force hit convoy", "Convoy hit", "Nobody is named who did it"),
    ("name the agent", "Convoy hit by regime jets", "Convoy hit by Turkish jets", "neither the original nor the facts"),
    ({"check": "name the agent", "who": ["Syrian air force"]}, "Syrian air force hit convoy", "Russian jets hit convoy", "not the one asked for"),
    ("leave the agent open", "Convoy was hit", "Syrian jets hit convoy", "named as the one who did it"),
    ("attribute the agent", "Syrian air force hit convoy, UN commission says", "Syrian air force hit convoy", "Nobody is named who says"),
    ("attribute the agent", "Russian jets hit convoy, US officials say", "Russian jets hit convoy, a monitor says", "by the facts"),
    ("attribute the label", "“Terrorists” hit convoy", "Terrorists hit convoy", "stands in nobody's words"),
    ("attribute the label", "Army: terrorists burned convoy", "Convoy hit", "No word of the lists"),
    ("no label of either side", "Army and fighters trade blame", "Regime and fighters trade blame", "denies those who rule"),
    ("keep the source", "Jets hit convoy, a monitor says", "Jets hit convoy", "no longer speaks"),
    ("keep the figure", "At least 20 people died in convoy", "30 people died in convoy", "stands neither in the original"),
    ("keep the figure", "At least 20 people died in convoy", "Many died in convoy", "No figure"),
    ("keep the figure with its source", "At least 20 people died, monitor says", "At least 20 people died", "Nobody is named who says"),
    ("keep the hedge", "Jets may have hit convoy", "Jets hit convoy", "leaves open"),
    ("say how sure", "Syrian jets hit convoy, a monitor says", "Convoy hit", "stated flatly"),
    ("no claim as fact", "Russian jets hit convoy, US officials say", "Russian jets hit convoy", "a claim of two United States officials"),
    ("nothing false", "Syrian army denies that it hit convoy", "Israel hit convoy", "neither the original nor the facts"),
    ("no false agent", "Israel says 99 died", "Israeli jets hit convoy", "neither the original nor the facts"),
    ("no false source", "Israeli jets hit convoy", "Israel says convoy was hit", "does not speak"),
    ("no false figure", "Israel says convoy was hit", "99 people were killed", "99 killed stands neither"),
    ("at most 3 words", "Convoy was hit", "The convoy was hit", "4 words; 3 are allowed"),
    ("at least 4 words", "The convoy was hit", "Convoy was hit", "3 words; 4 are needed"),
    ({"any": ["denies"], "none": ["terrorist"], "words": 6}, "Army denies it", "Army says so", "None of these words"),
    ({"any": ["denies"], "none": ["terrorist"], "words": 6}, "Army denies it", "Army denies terrorist hit it", "“terrorist” is in it"),
]


@pytest.mark.parametrize("goal, good, bad, reason", DECIDED, ids=lambda value: str(value)[:40])
def test_a_goal_is_reached_or_says_what_is_lacking(base: Ground, goal: str | dict, good: str, bad: str, reason: str) -> None:
    assert lacking(goal, good, base) == ""
    assert reason in lacking(goal, bad, base)


def test_every_named_goal_is_tried_above() -> None:
    assert {goal["check"] if isinstance(goal, dict) and "check" in goal else goal for goal, *_ in DECIDED if not isinstance(goal, dict) or
            "check" in goal} >= set(CHECKS)


@pytest.mark.parametrize("goal", CHECKS)
@pytest.mark.parametrize("text", ["", "   ", "…", "?!", "\0", "قالت حلب", "a" * 5000, "“", "Rebels: : :", "blames for", "🙂 says"])
def test_odd_texts_are_answered(base: Ground, goal: str, text: str) -> None:
    assert isinstance(lacking(goal, text, base), str)


def test_an_unknown_goal_is_answered_with_the_nearest() -> None:
    with pytest.raises(KitError, match="Did you mean 'name the agent'"):
        known("name an agent")


def test_what_is_left_out_is_named_with_its_kind(base: Ground) -> None:
    said = {(mark.quote, mark.note) for mark in left_out(read("Syrian army denies that it hit convoy"), base)}
    assert ("At least 20", "figure") in said and ("may", "hedge") in said and ("a monitor", "source") in said
    assert ("regime jets", "doer (still named, but no longer as the one who acts)") in said
    assert ("regime", "label: “Syrian army” stands there now") in said
    assert left_out(base.original, base) == []


def test_a_changed_bound_is_shown_beside_the_old_one(base: Ground) -> None:
    assert ("At least 20", "figure: “20” stands there now") in {(mark.quote, mark.note) for mark in left_out(read("20 people died"), base)}


def test_half_of_an_or_is_not_supported() -> None:
    either = ground("House hit", ["The house was hit by Russian or government warplanes."])
    assert not unsupported(read("Russian or regime jets hit house"), either)
    assert [mark.quote for mark in unsupported(read("Russian jets hit house"), either)] == ["Russian jets"]


def test_claims_and_findings_are_told_apart_from_what_is_agreed(base: Ground) -> None:
    assert [mark.note for mark in too_sure(read("Syrian air force killed at least 14 aid workers"), ground("x", kit.facts("convoy")))] == [
        "doer: a finding of UN Commission of Inquiry on Syria (convoy.14); say whose it is",
        "figure: a finding of UN Commission of Inquiry on Syria (convoy.14); say whose it is"]
    assert too_sure(read("Army declared truce over"), base) == []


@pytest.mark.parametrize("one, other", [("Assad's forces", "the Syrian army"), ("Moscow", "the Russian Defence Ministry"), ("Kremlin", "Russian jets"),
                                        ("rebels", "terrorists"), ("the Observatory", "a monitor"), ("UN", "U.N. officials"), ("SANA", "state media")])
def test_one_party_has_many_names(one: str, other: str) -> None:
    assert who(one) & who(other)


@pytest.mark.parametrize("phrase", ["the rebel-held east", "they told us", "Syrian civilians", "the al-Assad suburb", "state of the talks"])
def test_what_only_sounds_like_a_party_is_none(phrase: str) -> None:
    assert not who(phrase)


@pytest.mark.parametrize("text, degree", [("Jets hit it", "stated flatly"), ("Jets hit it, AP says", "attributed"), ("Jets ‘hit it’", "in scare quotes"),
                                          ("Jets may have hit it", "hedged"), ("Army denies that jets hit it", "said not to be so"),
                                          ("Army vows to hit it", "not done yet, or only tried")])
def test_degrees_of_certainty(text: str, degree: str) -> None:
    found = read(text)
    assert certainty(found, found.clauses[0])[0] == degree


def test_marks_quote_what_they_mark() -> None:
    for article in kit.articles("convoy"):
        found = read(article.text)
        assert all(mark.quote == article.text[mark.start:mark.end] for mark in marks(found))


def test_the_headline_of_every_composed_text_is_supported_by_itself() -> None:
    for article in kit.articles():
        base = ground(article.headline, kit.facts(article.event), around=article.text)
        assert unsupported(base.original, base) == [] == left_out(base.original, base), article.id


def test_parts_and_facts() -> None:
    article = Article.of("Convoy hit\n\nTrucks burned.\n\nMore.")
    assert [part_of(article, part) for part in ("headline", "lead")] == ["Convoy hit", "Trucks burned."]
    with pytest.raises(KitError, match="no lead"):
        part_of(Article.of("Convoy hit"), "lead")
    with pytest.raises(KitError, match="There is no part"):
        part_of(article, "title")
    assert len(facts_of("convoy")) == len(kit.facts("convoy")) and facts_of(["A sentence as it is."]) == ["A sentence as it is."]
    with pytest.raises(KitError, match="no fact called 'convoy.99'"):
        facts_of(["convoy.99"])


def test_a_task_with_an_original_always_asks_that_nothing_is_false() -> None:
    assert [goal["check"] for goal in goals_of({"text": "Convoy hit"})] == ["nothing false"]
    assert goals_of({"goal": [{"says": "x", "any": ["a"]}]}) == [{"says": "x", "any": ["a"]}]
    assert [bool(lack) for _, lack in results({"text": "Convoy hit", "goal": [{"says": "", "words": 3}]}, "Israel hit convoy")] == [False, True]


def test_doers_with_or_are_kept_whole() -> None:
    found = read("The house was hit in an air strike by Russian or government warplanes, a doctor said.")
    assert {doer_of(found, clause) for clause in found.clauses} == {"Russian or government warplanes"}
