"""The Rewriter without a browser: what it reads, what it keeps, what it refuses, and what an export shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_export import HOSTILE, exported

import kit
from kit.errors import KitError
from kit.model import Article

GOALS = ["name the agent", "attribute the agent", "at most 12 words"]
GOOD = "Syrian air force bombed aid convoy, UN commission says"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_begins_with_the_original_and_follows_the_text(desk: Path) -> None:
    widget = kit.Rewriter(kit.article("convoy-halyard"), goals=GOALS)
    assert widget.text == kit.article("convoy-halyard").headline
    assert widget.goals == {"name the agent": False, "attribute the agent": False, "at most 12 words": True}
    widget.text = GOOD
    assert all(widget.goals.values()) and widget.found["of"] == GOOD
    assert widget.found["said"].startswith("3 of 3 goals reached. Nothing found")
    widget.text = "Israel bombed aid convoy, killing 99, Marlowe says"
    assert [quote for quote, *_ in widget.found["wrong"]] == ["Israel", "99", "Marlowe"]
    widget.start_again()
    assert widget.text == kit.article("convoy-halyard").headline


def test_readings_say_what_in_which_words_and_who_found_it(desk: Path) -> None:
    widget = kit.Rewriter(kit.article("convoy-halyard"))
    widget.text = "Regime jets reportedly killed at least 14 aid workers, Marlowe says"
    table = widget.readings
    assert list(table.columns) == ["what", "words", "says", "found by"]
    found = {(row["what"], row["words"]): row for _, row in table.iterrows()}
    assert found["agency", "killed"]["says"] == "active; doer: Regime jets"
    assert found["certainty", "killed"]["says"].startswith("hedged: reportedly")
    assert found["label", "Regime"]["found by"].startswith("list: State side (")
    assert found["figure", "at least 14"]["says"] == "at least 14 killed; source: Marlowe"
    assert found["voice", "Marlowe"]["says"].startswith("speaks; cue: “says”")
    assert ("left out", "about 20") in found and ("not supported", "Marlowe") in found
    assert found["agency", "killed"]["found by"].startswith("agency reader (95% of what it finds is right")


@pytest.mark.parametrize("part, begins", [("headline", "Aid convoy hit"), ("lead", "BEIRUT, 20 September"), ("text", "Aid convoy hit")])
def test_headline_lead_or_whole_text(desk: Path, part: str, begins: str) -> None:
    assert kit.Rewriter(kit.article("convoy-halyard"), part=part).text.startswith(begins)


def test_any_text_and_given_facts(desk: Path) -> None:
    widget = kit.Rewriter("Bridge bombed, officials say", goals=["nothing false"], facts=["The army bombed the bridge."])
    widget.text = "Army bombed the bridge, officials say"
    assert widget.goals == {"nothing false": True}
    widget.text = "Rebels bombed the bridge, officials say"
    assert widget.goals == {"nothing false": False}


def test_a_text_is_found_again_after_a_restart_and_others_are_left_alone(desk: Path) -> None:
    kit.Rewriter(kit.article("convoy-halyard"), goals=GOALS).text = GOOD
    kit.Rewriter(kit.article("omran-halyard"), goals=GOALS).text = "Another"
    assert kit.Rewriter(kit.article("convoy-halyard"), goals=GOALS).text == GOOD
    assert kit.Rewriter(kit.article("convoy-halyard")).text == kit.article("convoy-halyard").headline
    assert sorted(one["text"] for one in json.loads((desk / "my_work" / "rewrites.json").read_text()).values()) == sorted([GOOD, "Another"])


def test_what_cannot_be_saved_or_read_is_said_and_lost_to_nobody(desk: Path) -> None:
    (desk / "my_work").write_text("a file where the folder should be", encoding="utf-8")
    widget = kit.Rewriter(kit.article("convoy-halyard"))
    widget.text = GOOD
    assert "could not be saved" in widget.found["trouble"] and widget.found["of"] == GOOD
    (desk / "my_work").unlink()
    (desk / "my_work").mkdir()
    (desk / "my_work" / "rewrites.json").write_text('{"x": ["not a table"]', encoding="utf-8")
    kit.Rewriter(kit.article("convoy-halyard")).text = GOOD
    assert (desk / "my_work" / "rewrites.unreadable-1.json").exists()


@pytest.mark.parametrize("call, words", [
    (lambda: kit.Rewriter("x", goals=["name the actor"]), "Did you mean"),
    (lambda: kit.Rewriter(kit.article("convoy-halyard"), part="end"), "There is no part of an article called 'end'"),
    (lambda: kit.Rewriter("x", facts=["convoy.99"]), "There is no fact called 'convoy.99'"),
    (lambda: kit.Rewriter(3), "Give the Rewriter a text or an article"),
])
def test_bad_input_gets_a_sentence(desk: Path, call: object, words: str) -> None:
    with pytest.raises(KitError, match=words):
        call()


@pytest.mark.parametrize("text", ["", "…", "\0", "قالت حلب", "🙂 " * 200, "\n\n\n", HOSTILE])
def test_odd_texts_are_read(desk: Path, text: str) -> None:
    widget = kit.Rewriter(Article.of(text), goals=GOALS)
    widget.text = text + " x"
    assert widget.found["of"] == widget.text and widget.readings is not None


def test_an_export_shows_version_goals_and_readings(tmp_path: Path) -> None:
    page = exported(tmp_path, f'w = kit.Rewriter(kit.article("convoy-halyard"), goals={GOALS!r})\nw.text = {GOOD!r}\nw',
                    f"kit.Rewriter({HOSTILE + ' Rebels'!r})")
    for words in ("Aid convoy hit near Aleppo, killing about 20", GOOD, "active; doer: Syrian air force", "name the agent", "composed for teaching"):
        assert words in page
    assert "vnd.jupyter.widget-view" not in page and "<script>alert" not in page and "<style>p{" not in page
