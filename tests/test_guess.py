"""Guess without a browser: texts made blind, guesses scored, certainty compared with hits, rounds kept."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_export import HOSTILE, exported

import kit
from kit.chart.calibration import COLUMNS, calibration
from kit.errors import KitError
from kit.guessing import blind, score

ARTICLES = kit.articles()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Blind ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.id)
def test_no_composed_text_says_who_printed_it(article: kit.Article) -> None:
    text = blind.blind(article, ARTICLES)
    assert not re.search("halyard|arwad|eastbridge|quwaiq|sanbuk|marchmont", text, re.IGNORECASE)
    dateline = next(line for line in article.text.splitlines()[1:] if line.strip())[:20]
    assert dateline in text and article.headline in text, "datelines and headlines stay"
    whole, kept = article.text.split(), text.split()
    assert len(whole) - 3 <= len(kept) <= len(whole), "nothing else is lost"


@pytest.mark.parametrize("line, kept", [
    ("By Jane Doe and John R. Roe", None),
    ("(Reporting by Jane Doe; Editing by A. B.)", None),
    ("Additional reporting by Omar in Beirut", None),
    ("© 2016 Agence France-Presse", None),
    ("AFP", None),
    ("With The Independent", None),
    ("BEIRUT (Reuters) - Rebels left.", "BEIRUT ([agency]) - Rebels left."),
    ("Rebels left (Writing by Jane Doe)", "Rebels left"),
    ("Jane Doe saw it.", "[outlet] saw it."),
    ("The Independent has learned it.", "[outlet] has learned it."),
    ("An independent monitor said so.", "An independent monitor said so."),
    ("The bbc.co.uk page and @bbcworld say so.", "The [link] page and [link] say so."),
    ("He told the BBC.", "He told the [outlet]."),
    ("An AP reporter, apt to wait.", "An [outlet] reporter, apt to wait."),
    ("He fled Damascus at all times.", "He fled Damascus at all times."),
    ("By Monday it had ended.", "By Monday it had ended."),
    ("They left, AFP said.", "They left, AFP said."),
    ("They left the city early on. (The Wire and Agencies)", "They left the city early on."),
    ("NNA saw it; no nna here.", "[outlet] saw it; no nna here."),
])
def test_names_bylines_and_credits(line: str, kept: str | None) -> None:
    known = [kit.Article.of("x", outlet=name) for name in ("BBC News", "The Independent", "AP", "The Damascus Times", "nna")]
    article = kit.Article.of(f"Headline\n\nBy Jane Doe\n\n{line}\n\nThe end.", outlet="BBC News")
    assert blind.blind(article, known) == "\n\n".join(filter(None, ("Headline", kept, "The end.")))


def test_more_words_are_hidden_on_request() -> None:
    one = kit.Article.of("H\n\nThe Scoop Desk said it.", outlet="a")
    assert "[outlet] said it" in blind.blind(one, [one], also=["The Scoop Desk"])


def test_a_very_long_text_is_shortened() -> None:
    text = blind.blind(one := kit.Article.of("H\n\n" + "\n\n".join(["word " * 99] * 50), outlet="a"), [one])
    assert text.endswith("[…]") and len(text.split()) < blind.LONGEST + 150


@given(st.text(max_size=300), st.text(max_size=20))
def test_no_text_and_no_name_breaks_it(text: str, outlet: str) -> None:
    one = kit.Article.of(text, outlet=outlet)
    assert isinstance(blind.blind(one, [one, kit.Article.of("x", outlet="a")]), str)


# Scores ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outlets", [2, 6, 15])
@pytest.mark.parametrize("truth", [0.2, 0.4, 0.6, 0.9])
def test_the_honest_answer_scores_best(outlets: int, truth: float) -> None:
    """The expected score is least for whoever says just how probable the guess is: a proper score."""
    expected = {sure: truth * score.brier(sure / 100, True, outlets) + (1 - truth) * score.brier(sure / 100, False, outlets) for sure in range(0, 101, 10)}
    assert min(expected, key=expected.get) == round(100 * truth)


def test_it_does_not_pay_to_name_an_unlikely_outlet_with_little_certainty() -> None:
    """Of two outlets at 80 and 4 per cent the likelier one, said honestly, has the better expected score."""
    likely = 0.8 * score.brier(0.8, True, 6) + 0.2 * score.brier(0.8, False, 6)
    unlikely = 0.04 * score.brier(1 / 6, True, 6) + 0.96 * score.brier(1 / 6, False, 6)
    assert likely < unlikely == pytest.approx(score.chance(6))


@pytest.mark.parametrize("outlets, level", [(2, 0.5), (6, 5 / 6), (15, 14 / 15)])
def test_chance_level(outlets: int, level: float) -> None:
    assert score.chance(outlets) == pytest.approx(level)
    assert score.brier(1 / outlets, False, outlets) == pytest.approx(level), "who gives all the same share scores the same, right or wrong"


def test_calibration_by_steps_says_too_few() -> None:
    rows = score.calibration([{"sure": 90, "right": k < 8} for k in range(10)] + [{"sure": 50, "right": True}])
    assert [(row["step"], row["n"], row["said"], row["right"], row["note"]) for row in rows] == [
        ("41 to 60 %", 1, 50, 100, "too few: 1 guess"), ("81 to 100 %", 10, 90, 80, "")]
    chart = calibration(pd.DataFrame(rows, columns=COLUMNS), title="How sure")
    assert "90 % sure, right in 80 % of 10 (95 % between 49 and 94 %)" in chart.alt and "(too few)" in chart.alt
    assert "Hollow: too few" in chart.note and chart.png()[:4] == b"\x89PNG" and len(chart.table) == 2


def test_a_plot_of_nothing_is_a_sentence() -> None:
    with pytest.raises(KitError, match="no guess yet"):
        calibration(pd.DataFrame(columns=COLUMNS), title="x")
    with pytest.raises(KitError, match="no column 'step'"):
        calibration(pd.DataFrame({"x": [1]}), title="x")


# The widget -----------------------------------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_texts_for_everybody() -> None:
    assert kit.Guess(seed=7).texts == kit.Guess(seed=7).texts != kit.Guess(seed=8).texts


def test_nothing_in_the_widget_says_the_answer_before_a_guess() -> None:
    guess = kit.Guess()
    state = json.dumps({name: value for name, value in guess.get_state().items() if name not in ("_esm", "_css", "choices")})
    assert not re.search("halyard|arwad|eastbridge|quwaiq|sanbuk|marchmont", state, re.IGNORECASE)


def test_a_guess_is_scored_and_cannot_be_taken_back() -> None:
    guess = kit.Guess(n=2)
    right = guess._articles[0].outlet
    said = guess.guess(1, right, 70, ["verbs"])
    assert said.startswith("Yes: ") and "70 % sure" in said and "0.11" in said
    guess.note(1, "arwad" if right != "arwad" else "halyard", 100)
    guess.guess(1)
    assert guess.guesses.loc[0, ["guess", "sure", "right", "cues"]].tolist() == [right, 70, True, "verbs"]
    assert guess.score == {"n": 1, "hits": 1, "hits by chance": 0.2, "brier": pytest.approx(0.108), "brier by chance": pytest.approx(5 / 6),
                           "note": "too few: 1 guess"}
    assert guess.shown["1"]["sheets"][0][1] and all(aspect == "verbs" for aspect, _ in guess.shown["1"]["sheets"][0][1])


def test_agency_copy_is_named_and_being_unsure_was_right() -> None:
    copies = [one for one in ARTICLES if blind.agency(one)]
    guess = kit.Guess(n=len(copies), articles=[*copies])
    for place, article in enumerate(guess._articles, 1):
        said = guess.guess(place, article.outlet, guess.choices["levels"][0])
        assert "agency copy" in said and "To be unsure was right" in said
    assert (guess.guesses["agency copy of"] != "").all()


def test_whoever_names_the_house_that_wrote_agency_copy_is_told() -> None:
    pair = [kit.Article.of("Road cut\n\nALEPPO - It was cut.", outlet="sanbuk", id="a", source="agency copy: Halyard (fictional)"),
            kit.Article.of("Road open\n\nALEPPO - It was opened.", outlet="halyard", id="b")]
    guess = kit.Guess(n=2, articles=pair)
    place = next(k for k, one in enumerate(guess._articles, 1) if one.id == "a")
    said = guess.guess(place, "halyard", 80, ["verbs"])
    assert said.startswith("No: ") and "You named the house whose words they are" in said
    assert guess.shown[str(place)]["sheets"][0][0] == "Halyard News Agency, whose words these are"


def test_calibration_takes_in_all_rounds() -> None:
    chance = random.Random(1)
    for seed in (1, 2, 3, 4):
        guess = kit.Guess(seed=seed)
        for place, article in enumerate(guess._articles, 1):
            guess.guess(place, article.outlet if chance.random() < 0.7 else chance.choice(guess._outlets), chance.choice([17, 50, 70, 90]))
    assert guess.calibration().table["n"].sum() == 24 and guess.calibration(rounds="this").table["n"].sum() == 6
    assert "Too few: 6 guesses" in guess.calibration(rounds="this").note and "Too few: 24" not in guess.calibration().note


def test_notes_and_guesses_are_there_again(folder: Path) -> None:
    guess = kit.Guess()
    guess.guess(1, "halyard", 50, ["naming"])
    guess.note(2, "arwad", 30, ["order"])
    again = kit.Guess()
    assert again.guesses.equals(guess.guesses) and again.given == guess.given and again.score == guess.score
    (folder / "my_work" / "guess.json").write_text('{"x": 3, "y": {"made": {"1": []}}}', encoding="utf-8")
    assert kit.Guess().given == {} and kit.Guess().guess(1, "arwad", 17)


def test_articles_of_ones_own() -> None:
    mine = [kit.Article.of(f"Headline {k}\n\nText {k} of the Evening Star.", outlet=("Evening Star", "Morning Sun")[k % 2], id=str(k)) for k in range(6)]
    guess = kit.Guess(n=3, articles=mine)
    assert guess.choices["levels"] == [50, 60, 70, 80, 90, 100] and "Evening Star" not in json.dumps(guess.texts)
    guess.guess(1, "Evening Star", 60, ["spelling"])
    assert guess.shown["1"]["sheets"] == [] and guess.score["brier by chance"] == 0.5


@pytest.mark.parametrize("act, words", [
    (lambda: kit.Guess(n=99), "there are 48 articles"),
    (lambda: kit.Guess(n=0), "whole number from 1"),
    (lambda: kit.Guess(articles=[]), "two outlets or more"),
    (lambda: kit.Guess(articles=[kit.Article.of("x", outlet="a"), kit.Article.of("y")]), "two outlets or more"),
    (lambda: kit.Guess().guess(1), "Choose an outlet and say how sure"),
    (lambda: kit.Guess().guess(7, "arwad", 50), "texts 1 to 6"),
    (lambda: kit.Guess().guess(1, "arward", 50), "Did you mean 'arwad'"),
    (lambda: kit.Guess().guess(1, "arwad", 55), "17 is a pure guess among 6"),
    (lambda: kit.Guess().guess(1, "arwad", 50, ["feeling"]), "no kind of cue called 'feeling'"),
    (lambda: kit.Guess().calibration(), "no guess yet"),
    (lambda: kit.Guess().calibration(rounds="mine"), "no choice of rounds called 'mine'"),
])
def test_a_mistake_gets_a_sentence(act: object, words: str) -> None:
    with pytest.raises(KitError, match=words):
        act()


def test_it_is_exported_with_texts_and_guesses_and_nothing_runs(tmp_path: Path) -> None:
    page = exported(tmp_path, "g = kit.Guess(n=2)\nsaid = g.guess(1, 'halyard', 70)\ng",
                    f"mine = [kit.Article.of('Rebels ' + {HOSTILE!r} + str(k), outlet={HOSTILE!r} + str(k), id=str(k)) for k in range(2)]\n"
                    "h = kit.Guess(n=2, articles=mine)\nwas = h.guess(1, h.choices['outlets'][0][0], 50)\nh")
    for words in ("Which outlet printed it?", "Text 2", "You said Halyard News Agency, 70 % sure", "Your guesses", "composed for teaching"):
        assert words in page
    assert "<script>alert" not in page and "vnd.jupyter.widget-view" not in page and "&lt;script&gt;alert(1)" in page
