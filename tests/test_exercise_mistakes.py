"""Each mistake that an author of exercises can make is named with its line and with what to do."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import content
import pytest
from test_exercises import SHOWN

from kit.check import exercises as checked
from kit.check.places import Lines, Spot

KINDS = dict(zip(("choose", "number", "order", "mark", "rewrite", "discuss"), SHOWN))
FILE = "01_one_event_many_headlines.toml"

#: kind, words of the example, what they become, words of the line that is named, words of the sentence
MISTAKES = [
    ("choose", 'title = """A short title"""\n', "", 'id = "01.20"', ["has no 'title'"]),
    ("choose", "minutes = [2, 4]\n", "", 'id = "01.20"', ["has no 'minutes'"]),
    ("choose", "minutes = [2, 4]", "minutes = 3", "minutes = 3", ["a range", "[3, 5]"]),
    ("choose", "minutes = [2, 4]", "minutes = [0, 4]", "minutes = [0, 4]", ["a range"]),
    ("choose", 'id = "01.20"', "id = 01.20", "", ["not valid TOML"]),
    ("choose", 'id = "01.20"', "id = 1.20", "id = 1.20", ["'id' must be text between quotation marks"]),
    ("choose", "right = true", "right = True", "right = True", ["not valid TOML", "small letters"]),
    ("choose", '"""A short title"""', "“A short title”", "title =", ["not valid TOML", "are curly"]),
    ("choose", '"""A short title"""', '"A "short" title"', "title =", ["not valid TOML", "stands between three"]),
    ("choose", '"say".""", ', '"say"."""\n', "Who speaks", ["not valid TOML", "A comma is missing"]),
    ("choose", 'title = """A short title"""', 'title = """A short title""', "title =", ["not valid TOML", "begins on this line is not closed"]),
    ("choose", 'nobody who says so."""', "nobody who says so.", "feedback =", ["not valid TOML", "begins on this line is not closed"]),
    ("choose", 'title = """A short', 'kind = "choose"\ntitle = """A short', 'kind = "choose"', ["not valid TOML", "stands twice"]),
    ("choose", "[[exercise.option]]", "[exercise.option]", "[exercise.option]", ["not valid TOML", "two brackets"]),
    ("choose", 'id = "01.20"', 'id = "02.20"', 'id = "02.20"', ["must begin with '01'"]),
    ("choose", 'id = "01.20"', 'id = "01.2"', 'id = "01.2"', ["stands already", "give this exercise another"]),
    ("choose", 'kind = "choose"', 'kind = "multiple"', 'kind = "multiple"', ["choose one of: choose, number, order"]),
    ("choose", 'hints = ["""Look for a word such as "say".""", ', "hints = [", "hints = [", ["hints: 1", "two or more"]),
    ("choose", '"""Look for a word such as "say"."""', '""', "hints = [", ["a hint is empty"]),
    ("choose", '"""Look for a word such as "say"."""', "3", "hints = [", ["'hints' must be text, or texts in square brackets"]),
    ("choose", "right = true", 'right = "true"', 'right = "true"', ["true or false, without quotation marks"]),
    ("choose", "right = true", "right = false", "[[exercise.option]]", ["no option is marked right"]),
    ("choose", 'feedback = """It states that', 'feedbak = """It states that', "feedbak =", ["nobody reads 'feedbak' in option 2", "did you mean 'feedback'"]),
    ("choose", 'feedback = """It states that', 'feedbak = """It states that', "", ["option 2 needs both text and feedback", "'feedback' is missing"]),
    ("choose", "[[exercise.option]]", "[[exercise.options]]", "[[exercise.options]]", ["nobody reads 'options'", "did you mean 'option'"]),
    ("choose", '"""Quwaiq\'s"""', '"""Halyard\'s"""', "text =", ["two options have the same text"]),
    ("choose", 'feedback = """It states', 'right = true\nfeedback = """It states', "", ["more than one option is right", "many = true"]),
    ("choose", 'feedback = """It states', 'right = true\nfeedback = """It states', "", ["every option is right"]),
    ("choose", "Who speaks in the headline", "Halyard's headline or another", "hints =", ["hint 2 gives the answer away"]),
    ("choose", 'title = """A short', 'many = "yes"\ntitle = """A short', 'many = "yes"', ["'many' must be true or false"]),
    ("choose", 'title = """A short', 'colour = "red"\ntitle = """A short', 'colour = "red"', ["nobody reads 'colour'", "delete it, or choose one of"]),
    ("choose", "[[exercise]]", "[[exercice]]", "[[exercice]]", ["nobody reads 'exercice'", "did you mean 'exercise'"]),
    ("number", "answer = 6", "answer = 7", "answer = 7", ["the data now give 6", "correct the answer"]),
    ("number", "answer = 6", 'answer = "6"', 'answer = "6"', ["'answer' must be a number without quotation marks"]),
    ("number", "answer = 6", "answer = 6,5", "answer = 6,5", ["not valid TOML", "with a point"]),
    ("number", "answer = 6", 'answer = "six"', 'answer = "six"', ["'answer' must be a number"]),
    ("number", "value = 48", "value = 6", "[[exercise.wrong]]", ["6 is taken as right"]),
    ("number", "value = 48\n", "", "[[exercise.wrong]]", ["known wrong answer 1 needs both value and feedback", "'value' is missing"]),
    ("number", 'table = "articles"', 'table = "article"', "[exercise.count]", ["There is no table called 'article'", "Did you mean 'articles'"]),
    ("number", 'event = "ramouseh"\n', 'evnt = "ramouseh"\n', "[exercise.count]", ["asks for what is not there"]),
    ("number", "[exercise.count]", "[[exercise.count]]", "[[exercise.count]]", ["'count' must be a table", "one bracket"]),
    ("number", "tolerance = 0", "tolerance = -1", "tolerance = -1", ["cannot be less than 0"]),
    ("number", 'otherwise = """Count the rows of the table once more."""\n', "", 'id = "01.21"', ["needs 'otherwise'"]),
    ("number", "Each outlet wrote one.", "There are 6 outlets.", "hints =", ["hint 1 gives the answer away (6)"]),
    ("order", "order = [3, 2, 1]", "order = [1, 2, 3]", "[[exercise.wrong]]", ["known wrong answer 1 is taken as right"]),
    ("order", "order = [3, 2, 1]", "order = [3, 2, 0]", "[[exercise.wrong]]", ["each number from 1 to 3 once"]),
    ("order", "order = [3, 2, 1]", 'order = "3 2 1"', 'order = "3 2 1"', ["whole numbers in square brackets"]),
    ("order", 'text = """The siege may be broken"""\n', "", "", ["line 3 needs both text and feedback", "'text' is missing"]),
    ("order", "[[exercise.item]]", "[[exercise.item]]\nrank = 1", "[[exercise.item]]", ["two or more ranks"]),
    ("mark", 'article = "ramouseh-halyard"', 'article = "ramouse-halyard"', "article =", ["There is no article called", "Did you mean"]),
    ("mark", '"Observatory"]', '"Observatry"]', "key =", ["'Observatry' are not in the article"]),
    ("mark", '"Observatory"]', '"servatory"]', "key =", ["'servatory' are not in the article", "whole words"]),
    ("mark", 'words = ["military"]', 'words = ["generals"]', "[[exercise.wrong]]", ["'generals' are not in the article"]),
    ("mark", 'words = ["military"]', 'words = ["Syrian Observatory for Human Rights", "Observatory"]', "[[exercise.wrong]]", ["is taken as right"]),
    ("mark", "enough = 0.7", "enough = 70", "enough = 70", ["'enough' lies between 0 and 1"]),
    ("mark", "key = [", "keys = [", "keys =", ["nobody reads 'keys'", "did you mean 'key'"]),
    ("rewrite", 'solution = """Syrian air force attacked', 'solution = """Rebels attacked', "solution =", ["does not reach goal 1", "Rebels"]),
    ("rewrite", "attacked aid convoy near Aleppo, UN commission says", "attacked aid convoy, killing 99, UN commission says", "solution =",
     ["does not reach goal 4", "99"]),
    ("rewrite", "words = 14", "words = 4", "solution =", ["does not reach goal 3", "4 are allowed"]),
    ("rewrite", 'check = "attribute the agent"', 'check = "atribute the agent"', "check =", ["There is no goal called", "Did you mean 'attribute the agent'"]),
    ("rewrite", "words = 14\n", "", "[[exercise.goal]]", ["goal 3 can never be missed"]),
    ("rewrite", '"convoy.14"]', '"convoy.44"]', "facts =", ["There is no fact called 'convoy.44'"]),
    ("rewrite", 'article = "convoy-halyard"', 'article = "convoy-halyrd"', "article =", ["There is no article called 'convoy-halyrd'"]),
    ("rewrite", 'part = "headline"', 'part = "title"', "part =", ["There is no part of an article called 'title'"]),
    ("rewrite", "misses = 2", "misses = 3", "[[exercise.wrong]]", ["known wrong answer 1 fails, but not with", "Headlines are short"]),
    ("rewrite", "misses = 2", "misses = 9", "misses = 9", ["1 to 4"]),
    ("rewrite", "attacked aid convoy near Aleppo\"\"\"\nmisses = 2", "attacked aid convoy near Aleppo, UN commission says\"\"\"\nmisses = 2",
     "[[exercise.wrong]]", ["known wrong answer 1 is taken as right"]),
    ("rewrite", "misses = 2\n", "", "[[exercise.wrong]]", ["needs both text and misses"]),
    ("rewrite", 'says = """Name who did it"""\n', "", "[[exercise.goal]]", ["goal 1 needs both says and feedback", "'says' is missing"]),
    ("discuss", "words = 20", "words = 200", "words = 200", ["asks for 200 words", "ask for fewer"]),
    ("discuss", "words = 20", 'words = "20"', 'words = "20"', ["'words' must be a whole number"]),
    ("discuss", 'rubric = """', 'rubrik = """', "rubrik =", ["did you mean 'rubric'"]),
    ("discuss", 'rubric = """Evidence', 'rubric = """"""\n#', 'rubric = """', ["'rubric' is empty"]),
]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return content.copy(tmp_path, monkeypatch) / "notebooks" / "exercises" / FILE


@pytest.mark.parametrize("kind, old, new, line, words", MISTAKES, ids=lambda value: re.sub(r"\W+", " ", str(value))[:40])
def test_a_mistake_is_named_with_its_line(file: Path, kind: str, old: str, new: str, line: str, words: list[str]) -> None:
    assert old in KINDS[kind]
    file.write_text(file.read_text(encoding="utf-8") + "\n" + KINDS[kind].replace(old, new), encoding="utf-8")
    said = [sentence for sentence in checked.problems() if "stands in no lesson" not in sentence]
    fitting = [sentence for sentence in said if all(word in sentence for word in words)]
    assert fitting and all(sentence.startswith(f"{FILE}:") for sentence in said), said
    number = int(fitting[0].split(":")[1])
    assert line in file.read_text(encoding="utf-8").splitlines()[number - 1], fitting[0]


def test_an_exercise_in_no_lesson_is_named(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "\n" + KINDS["choose"], encoding="utf-8")
    line = 1 + len(before.splitlines()) + 2
    assert checked.problems() == [f'{FILE}:{line}: exercise 01.20 stands in no lesson; write kit.Exercise("01.20") in a cell of '
                                  "01_one_event_many_headlines.ipynb, or delete it."]


def test_a_file_in_another_encoding_is_named(file: Path) -> None:
    file.write_bytes("# Änderung\n".encode("cp1252") + file.read_bytes())
    assert any(sentence.startswith(f"{FILE}:1: not UTF-8 text") for sentence in checked.problems())


def test_a_table_that_cannot_be_read_is_not_told_again_with_each_exercise(file: Path) -> None:
    table = file.parent.parent.parent / "data" / "articles.csv"
    table.write_text(table.read_text(encoding="utf-8") + "one cell\n", encoding="utf-8")
    said = checked.problems()
    assert said and all("before the tables are mended" in sentence for sentence in said), said


def test_a_file_without_exercises_is_named(file: Path) -> None:
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert f"{FILE}:1: no exercise stands in it; each begins with a line [[exercise]]." in checked.problems()


def test_keys_inside_long_texts_are_no_keys() -> None:
    lines = Lines(textwrap.dedent('''\
        [[exercise]]
        id = "1"
        prompt = """
        kind = "this is prose"
        [[exercise.option]]
        """
        kind = "choose"
        [[exercise.option]]
        text = "a"
        '''))
    assert [lines.of(0, spot) for spot in (Spot(key="kind"), Spot("option", 1), Spot("option", 1, "text"), Spot("goal", 1))] == [7, 8, 9, 2]
