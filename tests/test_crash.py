"""Nothing is lost: a process is killed while it saves, fifty times, and a kernel and a browser while somebody codes."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest
from browser import BLANK, ROOT, WAIT, Lab, Watch, new_context, open_lab, open_notebook, run_cell, start_browser
from browser import watched
from desk import holds, value
from playwright.sync_api import BrowserContext, Locator, Page, expect

from kit import tables

KILLS = 50
#: Each saves in a loop and prints after each save how much is saved; the count goes on from what is found.
SAVES = {
    "coding": """
from kit import tables
from kit.coding.session import Session
from kit.model import Annotation
session = Session(tables.article("ramouseh-halyard"), "me", tables.codebook())
while True:
    k = len(session.coding.marks)
    session.change((), [Annotation("ramouseh-halyard", 0, 6, f"code.{k}", "me", quote="Aleppo", note="x" * k)])
    print(len(session.coding.marks), flush=True)
""",
    "progress": """
from kit import work  # as an exercise saves its progress
while True:
    before = work.load("progress")
    work.save("progress", {**before, f"00.{len(before)}": {"answer": "x" * len(before), "reply": {}}})
    print(len(before) + 1, flush=True)
""",
}
FILES = {"coding": ("coding-me-ramouseh-halyard.json", "marks"), "progress": ("progress.json", None)}


def killed(source: str, folder: Path, patience: random.Random) -> int:
    """Lets a process save for a moment, kills it, and returns how much it last said it had saved."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", source], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    said = [process.stdout.readline() for _ in range(patience.randrange(1, 8))]
    sleep(patience.uniform(0, 0.004))  # somewhere in the midst of a save
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    return int([line for line in said if line.endswith("\n")][-1])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("kind", SAVES)
def test_a_killed_process_leaves_a_whole_file_and_loses_at_most_the_last_change(kind: str, tmp_path: Path) -> None:
    name, part = FILES[kind]
    patience, before = random.Random(kind), 0
    for _ in range(KILLS):
        said = killed(SAVES[kind], tmp_path, patience)
        content = json.loads((tmp_path / "my_work" / name).read_text(encoding="utf-8"))
        found = len(content[part] if part else content)
        assert said > before and found in (said, said + 1)
        before = found
    assert not [path for path in (tmp_path / "my_work").glob("*.json") if path.name != name]


# In the browser ------------------------------------------------------------------------------------------------------

ROUNDS = int(os.environ.get("KIT_KILLS", "3"))  # for long: KIT_KILLS=50 make test ARGS="-s tests/test_crash.py"
FILE = "coding-me-ramouseh-halyard.json"
WORDS = [word for word, n in Counter(re.findall(r"(?<![\w’'-])[A-Za-z]{4,}(?![\w’'-])", tables.article("ramouseh-halyard").text)).items() if n == 1]
Notes = dict[str, str]  # what is marked, with its note


def coder(page: Page) -> Locator:
    """The Coder as it opens on what is saved."""
    run_cell(page, 'import kit\nw = kit.Coder("ramouseh-halyard", codes=["party"])\nw')
    return page.locator(".kit-coder").last


def mark(widget: Locator, word: str) -> None:
    """Marks a word by a click and one key."""
    widget.get_by_role("option").filter(has_text=re.compile(f"^{word}$")).first.click()
    widget.page.keyboard.press("1")


def saved(folder: Path) -> Notes:
    """What lies in the file: it is whole at every moment."""
    file = folder / "my_work" / FILE
    return {one["quote"]: one["note"] for one in json.loads(file.read_text(encoding="utf-8"))["marks"]} if file.exists() else {}


def becomes(folder: Path, expected: Notes, seconds: float = 20) -> Notes:
    """Waits until the file has this, and gives what it has at last."""
    until = monotonic() + seconds
    while (found := saved(folder)) != expected and monotonic() < until:
        sleep(0.02)
    return found


def annotate(widget: Locator, states: list[Notes], folder: Path, chance: random.Random) -> None:
    """Marks a word and types into its note, up to a random key; ``states`` gets what should be there after each key.

    Python has heard of all keys but the last one: on a machine that is slower than the typist, the Coder says what is not saved.
    """
    word = next(one for one in WORDS if one not in states[-1])
    keys = ["1", *chance.choices("abcde", k=chance.randrange(6))]
    for place, key in enumerate(keys):
        if place == len(keys) - 1:
            assert becomes(folder, states[-1]) == states[-1]
        if place == 0:
            mark(widget, word)
        else:
            if place == 1:
                widget.get_by_label("Note").focus()
            widget.page.keyboard.press(key)
        states.append({**states[-1], word: "".join(keys[1:place + 1])})
    sleep(chance.uniform(0, 0.05))


@pytest.mark.parametrize("what", ["kernel", "browser"])
def test_a_kill_takes_at_most_the_last_key(what: str, desk: Page, browser_context: BrowserContext, lab: Lab, measured: list[str]) -> None:
    """`kill -9` at a random moment of coding, again and again: the next window has all but at most the last key."""
    chance, states, lost, page = random.Random(f"{what} {ROUNDS}"), [{}], Counter(), desk
    for _ in range(ROUNDS):
        if what == "browser":
            page = own_browser(browser_context, lab)
        widget = coder(page)
        expect(widget.locator(".kit-piece.kit-marked")).to_have_count(len(states[-1]))
        pid = int(value(page, "__import__('os').getpid()")) if what == "kernel" else browser_pid(page)
        annotate(widget, states, lab.folder, chance)
        os.kill(pid, signal.SIGKILL)
        found = becomes(lab.folder, states[-1], seconds=1)
        assert found in states, "what was never there"
        lost[states[::-1].index(found)] += 1
        states = [found]
        print(what, lost, len(found), "marks")
        if what == "kernel":
            page.get_by_role("button", name="Ok").click(timeout=WAIT)  # JupyterLab says that it died, and starts it again
            holds(page, "6 * 7", 42)
    measured.append(f"kill -9 of the {what} while coding: n = {lost.total()}; keys lost: {dict(lost)}")
    assert set(lost) <= {0, 1}, lost


def own_browser(browser_context: BrowserContext, lab: Lab) -> Page:
    """A browser of its own, to be killed, on the blank notebook."""
    watch = Watch()
    page = watched(new_context(start_browser(browser_context.browser.browser_type), lab.origin, watch).new_page(), lab, watch)
    open_lab(page, lab)
    open_notebook(page, BLANK)
    return page


def browser_pid(page: Page) -> int:
    found = page.context.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return next(one["id"] for one in found if one["type"] == "browser")


@pytest.mark.parametrize("notebook", ["desk.ipynb", BLANK], ids=["the same notebook", "another notebook"])
def test_two_tabs_overwrite_nothing_silently(notebook: str, desk: Page, lab: Lab) -> None:
    """One coding open in two tabs: both tabs' marks are kept, a lost one is said; the notebook's file asks first."""
    other = watched(desk.context.new_page(), lab, Watch())
    open_lab(other, lab)
    open_notebook(other, notebook)
    here, there = coder(desk), coder(other)
    for widget, word in ((here, 0), (there, 1), (here, 2), (there, 3)):
        mark(widget, WORDS[word])
        expect(widget.get_by_role("status")).to_contain_text(f"Marked “{WORDS[word]}”")
    assert becomes(lab.folder, dict.fromkeys(WORDS[:4], "")).keys() == set(WORDS[:4])
    expect(there.locator(".kit-piece.kit-marked")).to_have_count(4)
    there.locator(".kit-piece.kit-marked", has_text=WORDS[0]).click()
    other.keyboard.press("Delete")
    expect(there.locator(".kit-piece.kit-marked")).to_have_count(3)
    expect(there.get_by_role("alert")).to_have_count(0)
    mark(here, WORDS[4])
    expect(here.get_by_role("alert")).to_contain_text("in another window were changed here too")
    expect(here.locator(".kit-piece.kit-marked")).to_have_count(4)
    assert becomes(lab.folder, dict.fromkeys(WORDS[1:5], "")).keys() == set(WORDS[1:5])
    if notebook == "desk.ipynb":
        desk.evaluate("jupyterapp.commands.execute('docmanager:save')")
        other.wait_for_timeout(1000)  # JupyterLab takes files that differ by less than half a second for the same
        run_cell(other, "'written in the other tab'")
        other.evaluate("() => { jupyterapp.commands.execute('docmanager:save'); }")
        expect(other.get_by_role("dialog")).to_contain_text("has changed on disk")
        other.get_by_role("button", name="Cancel").click()
    other.close(run_before_unload=False)
