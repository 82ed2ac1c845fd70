"""No command of the kit looks for another host; `counts` without a file, which downloads it, is the one that does.

The lessons are watched where they are executed, in test_notebooks_run.py; what a download survives stands in test_download.py.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import offline
import pytest
from browser import BLANK, copy_notebooks, start_lab, stop_lab

PROGRESS = '{"00.2": {"answer": [0], "reply": {"verdict": "right", "attempts": 1}}}'
#: Each command with what it says when it has done its work, the longest first.
COMMANDS = {
    "site out --only 00": "Wrote 1 lessons", "check": "All is well|: ", "lesson own": "Wrote 13_own.ipynb", "mend": "Every mark stands",
    "nbgrader course": "Wrote 13 lessons", "student students.zip": "Wrote students.zip", "export": "Wrote progress-",
    "merge my_work": "1 records of exercises", "counts --file none.csv": "There is no file called",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lessons with a student's work beside them, and in ``other`` once more, with an instructor's texts."""
    home = tmp_path_factory.mktemp("shut")
    for folder in (copy_notebooks(home), copy_notebooks(home / "other")):
        (folder / BLANK).unlink()
        shutil.rmtree(folder / "my_work", ignore_errors=True)
    (home / "notebooks" / "my_work").mkdir()
    (home / "notebooks" / "my_work" / "progress.json").write_text(PROGRESS)
    for outlet in ("Quay", "Harbour"):
        (folder / "own" / outlet).mkdir(parents=True)
        (folder / "own" / outlet / "one.txt").write_text(f"Bridge closed\n\nA brave crew worked, {outlet} said.\n")
    return home


def carried_out(home: Path, command: str) -> str:
    """What a command says, in the folder of the lessons, in a Python that is shut off from all other hosts."""
    words, place = command.split(), home / ("other/notebooks" if command.startswith("lesson") else "notebooks")
    done = subprocess.run([sys.executable, "-m", "kit", *words], cwd=place, env={**os.environ, **offline.shut(home)}, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def said(home: Path) -> Iterator[dict[str, Future]]:
    """For each command the promise of what it says; two run at once."""
    with ThreadPoolExecutor(2) as pool:
        yield {command: pool.submit(carried_out, home, command) for command in COMMANDS}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("command, words", COMMANDS.items())
def test_a_command_does_its_work_without_a_network(said: dict[str, Future], command: str, words: str) -> None:
    assert re.search(words, said[command].result())


def test_no_command_looks_for_another_host(said: dict[str, Future], home: Path) -> None:
    assert all(one.result() for one in said.values())
    processes, asked = offline.watched(home)
    assert processes > len(COMMANDS) and asked == []  # one more is the kernel of the lesson in the site


def test_every_command_is_tried(home: Path) -> None:
    words = carried_out(home, "--help").partition("{")[2].partition("}")[0].split(",")
    assert set(words) == {command.split()[0] for command in COMMANDS} | {"lab"}


def test_jupyterlab_starts_and_answers_without_a_network(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    lab = start_lab(tmp_path)
    try:
        pages = [urlopen(f"{lab.origin}/{page}?token={lab.token}", timeout=30).status
                 for page in ("lab", "api/contents", "api/kernelspecs", "lab/api/settings")]
    finally:
        stop_lab(lab)
    processes, asked = offline.watched(tmp_path)
    assert pages == [200] * 4 and processes and asked == []


def test_what_downloads_is_seen_to_ask(tmp_path: Path) -> None:
    """The watch itself: fetching does ask, for the one host that the kit names, and ends in a sentence."""
    places = {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
    fetch = "import kit; kit.fetch('fa-kes')"
    done = subprocess.run([sys.executable, "-c", fetch], env={**os.environ, **offline.shut(tmp_path), **places}, capture_output=True, text=True)
    assert "no connection to the server" in done.stderr
    assert {line.split()[1] for line in offline.watched(tmp_path)[1]} == {"zenodo.org"}
