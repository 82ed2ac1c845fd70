"""What an instructor changes is looked through: all is well as shipped, and each mistake is named with its place."""

from __future__ import annotations

from pathlib import Path

import content
import pytest

from kit import exercise, tables
from kit.__main__ import main
from kit.check import content as in_tables
from kit.check import exercises as in_exercises
from kit.check import notebooks as in_lessons
from kit.check import problems
from kit.check.mend import mend


def test_all_is_well_as_shipped() -> None:
    assert problems() == []


def test_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "All is well" in capsys.readouterr().out


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return content.copy(tmp_path, monkeypatch)


#: table, cells of its third row that are made wrong, words that the answer must have
CELLS = [
    ("outlets", {"status": "invented"}, ["'status'", "real, fictional"]),
    ("outlets", {"kind": "paper"}, ["'kind'", "monitor"]),
    ("outlets", {"name": ""}, ["'name' is empty"]),
    ("outlets", {"id": "a b"}, ["may hold only letters"]),
    ("outlets", {"name": "MÃ¼nchen"}, ["'MÃ¼nchen' looks like", "another encoding", "open it as UTF-8"]),
    ("outlets", {"terms": ""}, ["'terms' is empty"]),
    ("events", {"start": "6 August"}, ["'start'", "2016-08-06"]),
    ("events", {"end": "2001-01-01"}, ["ends", "before it starts"]),
    ("events", {"content_note": ""}, ["'content_note' is empty"]),
    ("facts", {"event": "alepo"}, ["no event with the id 'alepo'", "events.csv"]),
    ("facts", {"status": "true"}, ["'status'", "agreed, contested"]),
    ("facts", {"source": ""}, ["'source' is empty"]),
    ("labels", {"label": "one two three four five six seven"}, ["7 words", "six at most"]),
    ("labels", {"outlet": "nobody"}, ["no outlet with the id 'nobody'"]),
    ("labels", {"outlet": "arwad"}, ["fictional outlet", "real labels only"]),
    ("labels", {"url": "javascript:alert(1)"}, ["'url' is not an address"]),
    ("labels", {"slot": "other"}, ["'slot'", "armed_opposition"]),
    ("labels", {"voice": "mine"}, ["'voice'", "own, attributed"]),
    ("labels", {"date": "2016-13-40"}, ["'date'"]),
    ("claims", {"low": "10", "high": "2", "unit": "people"}, ["'low' (10) is more than 'high' (2)"]),
    ("claims", {"low": "many", "high": "2", "unit": "people"}, ["plain numbers"]),
    ("claims", {"url": "www.example.org"}, ["'url' is not an address"]),
    ("claims", {"claimant": ""}, ["'claimant' is empty"]),
    ("rules", {"basis": "hearsay"}, ["'basis'", "guide, practice"]),
    ("rules", {"edition": ""}, ["'edition' is empty"]),
    ("styles", {"aspect": "colour"}, ["'aspect'"]),
    ("styles", {"outlet": "nobody"}, ["no outlet with the id 'nobody'"]),
    ("articles", {"outlet": "reuters"}, ["real outlet", "only under a fictional one"]),
    ("articles", {"event": "nowhere"}, ["no event with the id 'nowhere'"]),
    ("articles", {"date": "soon"}, ["'date'"]),
    ("codebook", {"definition": ""}, ["'definition' is empty"]),
    ("annotations", {"quote": "words that stand nowhere"}, ["no longer in the text"]),
    ("annotations", {"code": "party.unknown"}, ["not in codebook.csv"]),
    ("annotations", {"article": "no-such-text"}, ["no article with the id"]),
    ("annotations", {"voice": "loud"}, ["'voice'"]),
]


@pytest.mark.parametrize("table, cells, words", CELLS, ids=lambda value: str(value)[:40])
def test_a_wrong_cell_is_named_with_file_and_line(house: Path, table: str, cells: dict, words: list[str]) -> None:
    line = content.change(house / "data" / f"{table}.csv", 2, **cells)
    said = [sentence for sentence in in_tables.problems() if sentence.startswith(f"{table}.csv:{line}: ")]
    assert any(all(word in sentence for word in words) for sentence in said), said


@pytest.mark.parametrize("table", sorted(tables.TABLES))
def test_a_double_row_a_broken_header_and_a_broken_row_are_named(house: Path, table: str) -> None:
    path = house / "data" / f"{table}.csv"
    whole = path.read_text(encoding="utf-8")
    header, rest = whole.split("\n", 1)
    for text, words in [
        (header.replace(header.split(",")[0], "oops", 1) + "\n" + rest, f"{table}.csv:1: "),
        (whole + "only,two\n", "cells and the table"),
        (whole + "\"never closed\n", "quotation mark"),
        ("", f"{table}.csv:1: the file is empty"),
        (whole + "\0\n", "NUL"),
    ]:
        path.write_text(text, encoding="utf-8")
        assert any(words in sentence and sentence.startswith(f"{table}.csv") for sentence in in_tables.problems()), words
    path.write_bytes(whole.encode("utf-16"))
    assert any("not UTF-8" in sentence for sentence in in_tables.problems())
    path.unlink()
    assert any(sentence.startswith(f"{table}.csv: this file is missing") for sentence in in_tables.problems())


@pytest.mark.parametrize("table", ["facts", "labels", "articles", "outlets", "claims", "events"])
def test_a_double_id_is_named_with_both_lines(house: Path, table: str) -> None:
    path = house / "data" / f"{table}.csv"
    line = content.change(path, 3, id=content.rows(path)[1]["id"])
    assert any(sentence.startswith(f"{table}.csv:{line}: the id ") and "stands already" in sentence for sentence in in_tables.problems())


@pytest.mark.parametrize("change", ["semicolons", "tabs", "bom", "crlf", "empty lines at the end"])
def test_what_a_spreadsheet_does_to_a_table_is_accepted(house: Path, change: str) -> None:
    path = house / "data" / "events.csv"
    before, found = tables.read(tables.TABLES["events"], path), content.rows(path)
    import csv

    with path.open("w", encoding="utf-8-sig" if change == "bom" else "utf-8", newline="") as file:
        writer = csv.DictWriter(file, found[0], delimiter={"semicolons": ";", "tabs": "\t"}.get(change, ","),
                                lineterminator="\r\n" if change == "crlf" else "\n")
        writer.writeheader()
        writer.writerows(found)
        file.write(";;;\n".replace(";", ",") if change.startswith("empty") else "")
    assert tables.read(tables.TABLES["events"], path) == before


def test_an_article_is_added_with_a_text_and_a_row(house: Path) -> None:
    (house / "data" / "articles" / "ramouseh-mine.txt").write_text("My headline\n\nMy text.\n", encoding="utf-8")
    assert any("ramouseh-mine.txt:1: this text has no row" in sentence for sentence in problems())
    content.add(house / "data" / "articles.csv", id="ramouseh-mine", event="ramouseh", outlet="quwaiq", date="2016-08-09",
                lang="en", status="composed", source="composed", terms="CC BY 4.0")
    assert problems() == []
    assert "ramouseh-mine" in [article.id for article in tables.articles("ramouseh")]


def test_marks_move_with_their_words_after_an_edit(house: Path) -> None:
    path = house / "data" / "articles" / "ramouseh-halyard.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("BEIRUT,", "BEIRUT, Lebanon,").replace("Insurgents", "Others"), encoding="utf-8")
    assert any("are not" in sentence for sentence in in_tables.problems())
    said = mend()
    assert any("marks moved" in sentence for sentence in said)
    assert any("'Insurgents' is no longer in ramouseh-halyard" in sentence for sentence in said)
    left = [sentence for sentence in in_tables.problems() if "are not" in sentence]
    assert left and all("no longer in the text" in sentence for sentence in left)
    assert not list((house / "data").glob("*.part"))


def test_a_missing_text_and_a_text_without_headline_are_named(house: Path) -> None:
    folder = house / "data" / "articles"
    first, second = sorted(folder.glob("*.txt"))[:2]
    first.unlink()
    second.write_text("No headline here. Just text.\nMore.", encoding="utf-8")
    said = in_tables.problems()
    assert any(sentence.startswith(f"articles/{first.name}: this file is missing") for sentence in said)
    assert any(sentence.startswith(f"articles/{second.name}:1: the first line is the headline") for sentence in said)


#: list, cells of a new row, words that the answer must have ([] where all is well)
ENTRIES = [
    ({"term": "irregulars", "code": "fighter", "stance": "descriptive", "gloss": "names people by what they are not"}, []),
    ({"term": "Irregulars", "code": "fighter", "stance": "descriptive", "gloss": "x"}, ["lower case"]),
    ({"term": "irr*lars", "code": "fighter", "stance": "descriptive", "gloss": "x"}, ["inside a word"]),
    ({"term": "irregulars", "code": "fighter", "stance": "bad", "gloss": "x"}, ["'stance'", "solidary"]),
    ({"term": "irregulars", "code": "fighter", "stance": "descriptive", "gloss": ""}, ["must be filled in"]),
    ({"term": "irregulars", "code": "fighter", "stance": "descriptive", "gloss": "x."}, ["full stop"]),
    ({"term": "irregulars", "code": "fighter", "stance": "descriptive", "gloss": "x", "trap": "verbs"}, ["never be sprung"]),
]


@pytest.mark.parametrize("cells, words", ENTRIES, ids=lambda value: str(value)[:50])
def test_a_word_is_added_by_one_row(house: Path, cells: dict, words: list[str]) -> None:
    path = house / "lexicons" / "armed-opposition.csv"
    content.add(path, **cells)
    said = [sentence for sentence in problems() if sentence.startswith("armed-opposition.csv:")]
    assert bool(said) == bool(words) and all(word in said[0] for word in words), said
    if not words:
        assert cells["term"] in [entry.term for entry in tables.lexicon("armed-opposition").entries]


def test_a_double_term_is_named(house: Path) -> None:
    path = house / "lexicons" / "armed-opposition.csv"
    content.add(path, **content.rows(path)[0])
    assert any("stands already on line 2" in sentence for sentence in problems())


GOOD = '''
[[exercise]]
id = "00.90"
kind = "choose"
title = "Added"
minutes = [1, 2]
prompt = "Which?"
hints = ["Look.", "Look again."]
solution = "The first."
[[exercise.option]]
text = "This"
right = true
feedback = "Yes."
[[exercise.option]]
text = "That"
feedback = "Look at the first."
'''
#: what is changed in the exercise above, and words that the answer must have
EXERCISES = [
    ("", "", []),
    ('kind = "choose"', 'kind = "guess"', ["'kind' is 'guess'", "choose, number"]),
    ('hints = ["Look.", "Look again."]', 'hints = ["Look."]', ["hints: 1", "two or more"]),
    ("right = true", "right = false", ["no option is marked right"]),
    ("right = true", 'right = "false"', ["true or false, without quotation marks"]),
    ('feedback = "Yes."\n', "", ["option 1 needs both"]),
    ("minutes = [1, 2]", "minutes = 2", ["'minutes' is a range"]),
    ("minutes = [1, 2]", "minutes = [5, 2]", ["'minutes' is a range"]),
    ('title = "Added"\n', "", ["has no 'title'"]),
    ('"00.90"', '"01.90"', ["must begin with '00'"]),
    ('"00.90"', '"00.1"', ["stands already"]),
    ('text = "This"', 'text = "That"', ["same text"]),
    ('solution = "The first."', 'solution = " "', ["'solution' is empty"]),
    ('text = "This"', 'text = "Look again and again"\n', []),
    ('["Look.", "Look again."]', '["Look.", "It is This very one."]', []),
    ('text = "This"', 'text = "This very one"', []),
    ('prompt = "Which?"', 'prompt = "Which?', ["not valid TOML"]),
]


@pytest.mark.parametrize("old, new, words", EXERCISES, ids=lambda value: str(value)[:40])
def test_an_exercise_is_added_by_one_table(house: Path, old: str, new: str, words: list[str]) -> None:
    path = house / "notebooks" / "exercises" / "00_start_here.toml"
    path.write_text(path.read_text(encoding="utf-8") + GOOD.replace(old, new, 1), encoding="utf-8")
    said = [sentence for sentence in in_exercises.problems()
            if sentence.startswith("00_start_here.toml:") and "00.90 stands in no lesson" not in sentence]
    assert bool(said) == bool(words) and all(any(word in sentence for sentence in said) for word in words), said
    if not words:
        assert exercise.check(exercise.exercise("00.90"), [0]).verdict == "right"


def test_a_hint_that_gives_the_answer_away_is_named(house: Path) -> None:
    path = house / "notebooks" / "exercises" / "00_start_here.toml"
    added = GOOD.replace('text = "This"', 'text = "This very one"').replace("Look again.", "Take this very one.")
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    assert any("gives the answer away" in sentence for sentence in in_exercises.problems())


#: what is changed in a notebook's source, and words that the answer must have
LESSONS = [
    ('"import kit"', '"import kit, os"', ["third cell is `import kit`"]),
    ("## Break it", "## Burn it", ["no part \\\"## Break it\\\""]),
    ("## Break it", "#### Break it", ["skip no level"]),
    ("**Content note**", "Content", ["no **Content note**"]),
    ('kit.counts(marks)"', 'for mark in marks:\\n    print(mark)"', ["'for' does not belong"]),
    ('kit.counts(marks)"', 'pip install kit"', ["cannot be read"]),
    ('kit.counts(marks)"', 'open(\\"C:\\\\\\\\x\\")"', ["no addresses"]),
    ('kit.Exercise(\\"00.2\\")', 'kit.Exercise(\\"00.99\\")', ["no exercise '00.99'"]),
    ('"outputs": []', '"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]', ["saved with outputs"]),
    ('"exercise"', '"homework"', ["'homework' is not known"]),
]


@pytest.mark.parametrize("old, new, words", LESSONS, ids=lambda value: str(value)[:40])
def test_a_lesson_out_of_shape_is_named_with_its_cell(house: Path, old: str, new: str, words: list[str]) -> None:
    path = house / "notebooks" / "00_start_here.ipynb"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    said = [sentence for sentence in in_lessons.problems() if sentence.startswith("00_start_here.ipynb:cell ")]
    assert said and all(any(word.replace('\\"', '"') in sentence for sentence in said) for word in words), said


def test_one_broken_exercise_file_is_named_once(house: Path) -> None:
    path = house / "notebooks" / "exercises" / "02_who_is_named.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('title = "Words come in pairs"', 'title = "Words come in pairs'), encoding="utf-8")
    assert len(problems()) == 1 and "02_who_is_named.toml:" in problems()[0]
    path.unlink()
    assert len(problems()) == 1 and "exercises/02_who_is_named.toml" in problems()[0]


@pytest.mark.parametrize("name", ["events.csv", "outlets.csv", "articles.csv", "codebook.csv", "fa-kes.csv", "splice.txt", "variants.csv"])
def test_one_missing_file_does_not_drown_its_own_message(house: Path, name: str) -> None:
    (house / "data" / name).unlink()
    said = in_tables.problems()
    assert len(said) <= 3 and any(sentence.startswith(f"{name}: this file is missing") for sentence in said), said[:5]


def test_a_missing_lesson_is_named(house: Path) -> None:
    (house / "notebooks" / "01_one_event_many_headlines.ipynb").unlink()
    assert any("no lesson 01_one_event_many_headlines.ipynb" in sentence for sentence in problems())


def test_a_broken_notebook_is_named(house: Path) -> None:
    for text in ("{", "[]", '{"cells": [{}]}', '{"cells": 1}', '{"cells": [{"cell_type": "code", "source": null}]}'):
        (house / "notebooks" / "00_start_here.ipynb").write_text(text, encoding="utf-8")
        assert any("not a notebook that can be read" in sentence for sentence in in_lessons.problems()), text
