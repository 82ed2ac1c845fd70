"""Nothing is lost: a process is killed while it saves, fifty times, and a kernel and a browser while somebody codes."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from browser import BLANK, ROOT, WAIT, Lab, Watch, open_lab, open_notebook, run_cell, wait_idle, watched
from desk import holds, value
from playwright.sync_api import BrowserContext, Page, expect

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


def code_two_words(page: Page) -> None:
    run_cell(page, 'import kit\nw = kit.Coder("ramouseh-halyard", codes=["party"])\nw')
    words = page.locator(".kit-coder").last.get_by_role("option")
    for word in ("Insurgents", "civilians"):
        words.filter(has_text=re.compile(f"^{word}$")).first.click()
        page.keyboard.press("1")


def marked(folder: Path) -> list[str]:
    file = folder / "my_work" / "coding-me-ramouseh-halyard.json"
    return [mark["quote"] for mark in json.loads(file.read_text(encoding="utf-8"))["marks"]]


def test_a_killed_kernel_takes_no_mark_with_it(desk: Page, lab: Lab) -> None:
    code_two_words(desk)
    holds(desk, "len(w.marks)", 2)
    os.kill(int(value(desk, "__import__('os').getpid()")), signal.SIGKILL)
    desk.get_by_role("button", name="Ok").click(timeout=WAIT)
    wait_idle(desk)
    assert marked(lab.folder) == ["Insurgents", "civilians"]
    run_cell(desk, 'import kit\nw = kit.Coder("ramouseh-halyard", codes=["party"])\nw')
    widget = desk.locator(".kit-coder").last
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(2)
    widget.locator(".kit-piece.kit-marked").last.click()
    desk.keyboard.press("Delete")
    holds(desk, "[m.quote for m in w.marks]", ["Insurgents"])


def test_a_page_closed_without_warning_takes_no_mark_with_it(desk: Page, browser_context: BrowserContext, lab: Lab) -> None:
    page, watch = browser_context.new_page(), Watch()
    open_lab(watched(page, lab, watch), lab)
    open_notebook(page, BLANK)
    code_two_words(page)
    page.close(run_before_unload=False)
    run_cell(desk, 'import kit\nw = kit.Coder("ramouseh-halyard", codes=["party"])\nw')
    assert marked(lab.folder)[:1] == ["Insurgents"]
    holds(desk, "[m.quote for m in w.marks][:1]", ["Insurgents"])
