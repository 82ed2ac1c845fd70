"""From an instructor's folder to a lesson: it is whole, it runs, its exercises check, and nothing is written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit import exercise
from kit.__main__ import main
from kit.check import exercises, notebooks
from kit.classroom import starter
from kit.errors import KitError

ROOT = Path(__file__).parent.parent
TEXTS = {
    "The Quay": ("Bridge closed after storm", "The bridge was closed on Monday, the council said. A brave crew worked all night."),
    "Harbour Post": ("Council shuts bridge", "The council closed the bridge. Shopkeepers called it a disgrace and a scandal."),
}


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lessons with an instructor's four articles beside them."""
    folder = tmp_path / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder, ignore=shutil.ignore_patterns("my_work", ".ipynb_checkpoints", "pictures"))
    for outlet, (headline, text) in TEXTS.items():
        place = folder / "bridge week" / outlet
        place.mkdir(parents=True)
        (place / "one.txt").write_text(f"{headline}\n\n{text}\n")
        (place / "two.txt").write_text(f"{headline} again\n\n{text} It is open again, a resident said.\n")
    monkeypatch.chdir(folder)
    return folder


def test_a_folder_becomes_a_lesson_that_runs_and_checks(lessons: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["lesson", "bridge week", "--title", "One week, one bridge"]) == 0
    assert "4 texts by Harbour Post, The Quay" in capsys.readouterr().out
    file = lessons / "13_bridge_week.ipynb"
    assert notebooks.of(file) == [] and exercises.problems() == []
    book = nbformat.read(file, as_version=4)
    nbformat.validate(book)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(lessons)}}).execute()
    assert book.cells[0].source.startswith("# One week, one bridge")


def test_its_exercises_are_answered_rightly_and_wrongly(lessons: Path) -> None:
    starter.write("bridge week")
    count = exercise.exercise("13.2")
    assert exercise.check(count, str(count.spec["answer"])).verdict == "right" and count.spec["answer"] > 0
    assert exercise.check(count, "999").verdict == "not yet"
    assert exercise.check(exercise.exercise("13.1"), [1]).verdict == "right"
    assert exercise.check(exercise.exercise("13.3"), [0]).verdict == "not yet"


def test_a_lesson_is_not_made_twice(lessons: Path) -> None:
    starter.write("bridge week")
    with pytest.raises(KitError, match="13_bridge_week.ipynb"):
        starter.write("bridge week")


def test_two_outlets_stand_side_by_side(lessons: Path, recwarn: pytest.WarningsRecorder) -> None:
    starter.write("bridge week")
    assert "kit.Reader(texts[0], texts[2]," in nbformat.read(lessons / "13_bridge_week.ipynb", as_version=4).cells[4].source
    assert not list(recwarn)


def test_a_second_lesson_gets_the_next_number(lessons: Path) -> None:
    starter.write("bridge week")
    shutil.copytree(lessons / "bridge week", lessons / "other")
    assert "14_other.ipynb" in starter.write("other")[0]


@pytest.mark.parametrize("folder, said", [
    ("nowhere", "no folder 'nowhere' beside the lessons"), ("../..", "no folder"), ("empty", "No text could be read"),
    ("single", "at least two texts"), ('a"b', "letters, digits"),
])
def test_what_cannot_be_a_lesson_is_said_and_nothing_is_written(lessons: Path, folder: str, said: str) -> None:
    for name in ("empty", "single", 'a"b'):
        (lessons / name).mkdir()
    (lessons / "single" / "one.txt").write_text("One text\n\nalone.")
    before = sorted(lessons.rglob("*"))
    with pytest.raises(KitError, match=said):
        starter.write(folder)
    assert sorted(lessons.rglob("*")) == before


def test_hostile_names_stay_text(lessons: Path) -> None:
    (lessons / "bridge week" / "The Quay").rename(lessons / "bridge week" / 'Q"]<img src=x onerror=alert(1)>')
    starter.write("bridge week", 'A "title" <script>alert(1)</script> \\ [x](javascript:1)')
    text = (lessons / "13_bridge_week.ipynb").read_text()
    assert "<script" not in text and "<img" not in text and "](javascript" not in text
    assert exercise.exercise("13.4").kind == "discuss"
