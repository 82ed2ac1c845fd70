"""The student's folder: written whole or not at all, and never over something that could not be read."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from kit import work


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my_work"


def test_what_is_saved_is_found_again(desk: Path) -> None:
    content = {"00.1": {"answer": "حلب 💚 \ud800", "n": [1, 2]}}
    assert work.load("progress") == {}
    assert work.save("progress", content) == desk / "progress.json"
    assert work.load("progress") == content and list(desk.iterdir()) == [desk / "progress.json"]


@pytest.mark.parametrize("name", ["../progress", "a/b", "", ".hidden", "con:x", "x" * 200, "C:\\x"])
def test_a_name_cannot_leave_the_folder(name: str) -> None:
    with pytest.raises(work.WorkError, match="cannot be a file name"):
        work.save(name, {})


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", '{"a": 1', "\0", "[" * 100_000])
def test_what_cannot_be_read_is_set_aside_untouched(desk: Path, text: str) -> None:
    desk.mkdir()
    (desk / "progress.json").write_text(text, encoding="utf-8")
    assert work.load("progress") == {}
    work.save("progress", {"new": 1})
    assert (desk / "progress.unreadable-1.json").read_text(encoding="utf-8") == text
    assert work.load("progress") == {"new": 1}


@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_a_full_disk_leaves_the_earlier_work_whole(desk: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    work.save("progress", {"old": 1})

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*{"write": (Path, "open", full), "sync": (os, "fsync", full), "replace": (os, "replace", full)}[step])
    with pytest.raises(work.WorkError, match="No space left.*What was saved before is untouched"):
        work.save("progress", {"new": 1})
    monkeypatch.undo()
    assert json.loads((desk / "progress.json").read_text(encoding="utf-8")) == {"old": 1}


def test_a_folder_that_cannot_be_made_is_said(desk: Path) -> None:
    desk.write_text("a file", encoding="utf-8")
    with pytest.raises(work.WorkError, match="could not be saved"):
        work.save("progress", {})
