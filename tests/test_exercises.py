"""Every exercise, answered rightly and wrongly: found in the files, so that an added one is tested at once."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import content
import pytest

from kit import answers, exercise, tables, work
from kit.check import exercises as checked
from kit.model import Exercise
from kit.rewriting.goals import CHECKS
from kit.widgets.exercise import Exercise as Widget
from kit.widgets.exercise import question, shuffled

TASKS = [task for path in exercise.files() for task in exercise.read(path)]
IDS = [task.id for task in TASKS]


def of(kind: str) -> list[Exercise]:
    return [task for task in TASKS if task.kind == kind]


def right(task: Exercise) -> object:
    """An answer that must be right."""
    options = task.spec.get("option", ())
    return {"choose": [place for place, option in enumerate(options) if option.get("right")],
            "number": task.spec.get("answer"), "order": list(range(len(task.spec.get("item", ())))),
            "mark": [list(span) for span in exercise.key_spans(task)] if task.kind == "mark" else None,
            "rewrite": task.solution, "discuss": task.solution}[task.kind]


@pytest.mark.parametrize("task", TASKS, ids=IDS)
def test_the_right_answer_passes(task: Exercise) -> None:
    found = exercise.check(task, right(task))
    assert found.verdict == ("compare" if task.kind == "discuss" else "right") and found.message.strip()


@pytest.mark.parametrize("task", TASKS, ids=IDS)
def test_no_answer_is_asked_for_and_not_punished(task: Exercise) -> None:
    for nothing in (None, [], "", "   ", {}) if task.kind in ("number", "rewrite", "discuss") else (None, [], "", "   ", {}, 7, [[1]]):
        found = exercise.check(task, nothing)
        assert found.verdict == "not yet" and found.message


@pytest.mark.parametrize("task, answer, said", [(task, *known) for task in TASKS for known in answers.known_wrong(task)],
                         ids=lambda value: getattr(value, "id", ""))
def test_each_known_wrong_answer_fails_with_its_feedback(task: Exercise, answer: object, said: list[str]) -> None:
    found = exercise.check(task, answer)
    assert found.verdict != "right" and said and all(sentence.strip() in found.message for sentence in said)


@pytest.mark.parametrize("task", [task for task in of("choose") if task.spec.get("many")], ids=lambda task: task.id)
def test_a_part_of_many_is_partly_right_and_all_is_not_right(task: Exercise) -> None:
    assert exercise.check(task, right(task)[:1]).verdict == "partly"
    assert exercise.check(task, list(range(len(task.spec["option"])))).verdict != "right"


@pytest.mark.parametrize("task", of("number"), ids=lambda task: task.id)
def test_other_numbers_and_words_fail_kindly(task: Exercise) -> None:
    assert exercise.check(task, "987654").message == task.spec["otherwise"]
    assert "Type a number" in exercise.check(task, "many").message


@pytest.mark.parametrize("task", of("order"), ids=lambda task: task.id)
def test_an_order_is_right_in_every_way_that_the_ranks_allow_and_in_no_other(task: Exercise) -> None:
    items = task.spec["item"]
    rank = [item.get("rank", place) for place, item in enumerate(items)]
    for order in itertools.permutations(range(len(items))):
        allowed = [rank[place] for place in order] == sorted(rank)
        found = exercise.check(task, list(order))
        assert (found.verdict == "right") == allowed
        assert allowed or any(item["feedback"] in found.message for item in items)


@pytest.mark.parametrize("task", TASKS, ids=IDS)
def test_nothing_is_given_away_before_an_attempt(task: Exercise) -> None:
    asked = str(question(task))
    secrets = [task.solution, *task.hints, *(option["feedback"] for option in task.spec.get("option", ()))]
    assert not [secret for secret in secrets if secret.strip() in asked]


@pytest.mark.parametrize("task", of("order"), ids=lambda task: task.id)
def test_the_first_order_is_the_same_each_time_and_not_the_right_one(task: Exercise) -> None:
    assert shuffled(task) == shuffled(task)
    assert exercise.check(task, shuffled(task)).verdict != "right"


SPECS = {"number": {"answer": 10, "tolerance": 2, "feedback": "F", "otherwise": "O", "wrong": [{"value": 20, "feedback": "W"}]},
         "order": {"item": [{"text": name, "feedback": name} for name in "abcd"], "feedback": "F"},
         "choose": {"option": [{"text": name, "feedback": name, "right": name in "ab"} for name in "abcd"], "many": True},
         "mark": {"article": "ramouseh-halyard", "key": ["punched through", "major setback"], "either": ["hold"], "enough": 0.5, "feedback": "F"},
         "discuss": {"words": 3}}


@pytest.mark.parametrize("kind, answer, verdict, share, said", [
    ("number", 12, "right", 1, "F"), ("number", 8, "right", 1, "F"), ("number", 12.1, "not yet", 0, "O"), ("number", 22, "not yet", 0, "W"),
    ("number", 17.9, "not yet", 0, "O"), ("number", "ten", "not yet", 0, "Type a number"), ("number", float("nan"), "not yet", 0, "Type"),
    ("order", [0, 1, 2, 3], "right", 1, "F"), ("order", [1, 0, 2, 3], "partly", 5 / 6, "5 of 6"), ("order", [3, 0, 1, 2], "not yet", 3 / 6, "“d”: d"),
    ("order", [3, 2, 1, 0], "not yet", 0, "0 of 6"), ("order", [0, 1, 2], "not yet", 0, "all the lines"), ("order", None, "not yet", 0, "all the lines"),
    ("choose", [0, 1], "right", 1, "a\n\nb"), ("choose", [1], "partly", 0.5, "1 more"), ("choose", [0, 1, 2], "partly", 0.5, "c"),
    ("choose", [0, 2], "not yet", 0, "c"), ("choose", [2, 3], "not yet", 0, "d"), ("choose", [4, -1], "not yet", 0, "Choose an answer"),
    ("mark", ["punched through", "major setback"], "right", 1, "2 of its 2"), ("mark", ["punched"], "right", 0.5, "Look again at paragraph 1."),
    ("mark", ["Insurgents"], "compare", 0, "Only you marked “Insurgents”"), ("mark", ["punched", "Insurgents"], "compare", 1 / 3, "you marked 1"),
    ("mark", ["punched", "hold"], "right", 0.5, "you marked 0"), ("mark", [], "not yet", 0, "at least one"),
    ("discuss", "one two", "not yet", None, "2 of at least 3"), ("discuss", "one two three", "compare", None, "model answer"),
])
def test_the_edges_of_right_and_wrong(kind: str, answer: object, verdict: str, share: float | None, said: str) -> None:
    task = Exercise("00.1", kind, "", (1, 2), "", (), "s", SPECS[kind])
    if kind == "mark":
        text = tables.article("ramouseh-halyard").text
        answer = [[text.index(words), text.index(words) + len(words)] for words in answer]
    found = answers.check(task, answer)
    assert (found.verdict, found.share) == (verdict, share if share is None else pytest.approx(share)) and said in found.message


@pytest.mark.parametrize("text, value", [("1,234", 1234), ("1 234", 1234), ("1\u202f234", 1234), ("11,3 %", 11.3), (".5", 0.5),
                                         ("−3", -3), ("٣", 3), ("12.", 12), ("1,2,3", None), ("", None), ("1e9", None),
                                         (float("nan"), None), ("about 5", None)])
def test_numbers_are_read_as_people_write_them(text: object, value: float | None) -> None:
    assert exercise.number(text) == value


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder, with the exercises of the kit."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("task", TASKS, ids=IDS)
def test_the_widget_keeps_progress_over_a_restart(task: Exercise, desk: Path) -> None:
    widget = Widget(task.id)
    assert widget.solution().startswith("Try first") and not widget.reply.get("solution")
    assert [widget.hint() for _ in task.hints] == list(task.hints)
    verdict = widget.check(right(task))
    assert widget.solution() == task.solution
    again = Widget(task.id)
    assert (again.verdict, again.reply["hints"], again.reply["solution"]) == (verdict, list(task.hints), task.solution)
    assert list(again.answer) == list(widget.answer) if isinstance(widget.answer, list) else again.answer == widget.answer


def test_the_browser_asks_and_python_answers(desk: Path) -> None:
    task = of("choose")[0]
    widget = Widget(task.id)
    widget.ask = {"what": "check", "answer": right(task), "count": 1}
    assert widget.verdict == "right" and widget.answer == right(task)
    assert exercise.check(task, right(task)).message in widget.twin() or "&" in widget.twin()


def test_progress_of_one_exercise_leaves_the_others_alone(desk: Path) -> None:
    first, second = TASKS[0], TASKS[1]
    Widget(first.id).check(right(first))
    Widget(second.id).check(right(second))
    assert set(work.load("progress")) == {first.id, second.id}


def test_a_spoilt_progress_file_is_set_aside_and_said(desk: Path) -> None:
    (desk / "my_work").mkdir()
    (desk / "my_work" / "progress.json").write_text('{"00.1": {"answer"', encoding="utf-8")
    Widget(TASKS[0].id).check(right(TASKS[0]))
    assert (desk / "my_work" / "progress.unreadable-1.json").read_text(encoding="utf-8") == '{"00.1": {"answer"'
    assert set(work.load("progress")) == {TASKS[0].id}


def test_a_folder_that_cannot_be_written_is_said_in_the_exercise(desk: Path) -> None:
    (desk / "my_work").write_text("a file where the folder should be", encoding="utf-8")
    widget = Widget(TASKS[0].id)
    widget.check(right(TASKS[0]))
    assert widget.verdict == "right" and "could not be saved" in widget.reply["trouble"]


README = (content.ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```toml\n(.*?)```", README.partition("## How to change an exercise")[2].partition("\n## ")[0], re.DOTALL)
EXAMPLES = [exercise.record(row) for text in SHOWN for row in exercise.rows(Path("01_shown.toml"), text)]


def test_the_instructors_page_shows_one_example_of_every_kind() -> None:
    assert [task.kind for task in EXAMPLES] == ["choose", "number", "order", "mark", "rewrite", "discuss"]
    named = set(re.findall(r'`"([a-z ]+)"`', README.partition("| `check` |")[2].partition("\n\n")[0]))
    assert named == set(CHECKS)


def test_the_examples_work_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = content.copy(tmp_path, monkeypatch) / "notebooks" / "exercises" / "01_one_event_many_headlines.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + "\n".join(SHOWN), encoding="utf-8")
    said = [sentence for sentence in checked.problems() if sentence.startswith(file.name)]
    assert len(said) == len(EXAMPLES) and all("stands in no lesson" in sentence for sentence in said), said


@pytest.mark.parametrize("task", EXAMPLES, ids=lambda task: task.kind)
def test_an_example_takes_the_right_answer_and_no_wrong_one(task: Exercise) -> None:
    assert exercise.check(task, right(task)).verdict == ("compare" if task.kind == "discuss" else "right")
    known = list(answers.known_wrong(task))
    assert known or task.kind == "discuss"
    for answer, said in known:
        found = exercise.check(task, answer)
        assert found.verdict != "right" and all(sentence.strip() in found.message for sentence in said)
