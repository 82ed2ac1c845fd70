"""Every lesson in a real JupyterLab: it runs, draws, and asks nothing of the network."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from browser import ROOT, Lab, Watch, axe, copy_notebooks, launch, new_context, open_notebook, own_places, problems
from browser import run_all, shots, stop_lab, watched
from playwright.sync_api import BrowserContext, Page

LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_lesson_runs_and_draws(lesson: str, page: Page, watch: Watch, measured: list[str]) -> None:
    began = perf_counter()
    open_notebook(page, lesson)
    run_all(page)
    measured.append(f"{lesson}: opened and run in JupyterLab in {perf_counter() - began:.1f} s")
    shots(page, lesson.removesuffix(".ipynb"))
    assert problems(page, watch) == []
    assert axe(page) == []


@pytest.fixture
def first_command(browser_context: BrowserContext, tmp_path: Path) -> Iterator[Lab]:
    """What ``make lab`` starts, for somebody who has never used Jupyter and has no browser that opens by itself."""
    copy_notebooks(tmp_path)
    started = launch([sys.executable, "-m", "kit", "lab"], tmp_path, {**own_places(tmp_path), "BROWSER": "true"})
    yield started
    stop_lab(started)


def test_the_first_command_shows_lesson_00(
    first_command: Lab, browser_context: BrowserContext, measured: list[str]
) -> None:
    began, seen = perf_counter(), Watch()
    context = new_context(browser_context.browser, first_command.origin, seen)
    page = watched(context.new_page(), first_command, seen)
    page.goto(first_command.address)
    page.get_by_role("heading", level=1, name=title("00")).wait_for()
    measured.append(f"from the printed address to lesson 00 on the screen: {perf_counter() - began:.1f} s")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    assert page.get_by_text("Jupyter news").count() == 0
    assert seen == Watch()
    context.close()


def title(number: str) -> str:
    """The first heading of the lesson with this number."""
    lesson = next((ROOT / "notebooks").glob(f"{number}_*.ipynb"))
    first = "".join(json.loads(lesson.read_text(encoding="utf-8"))["cells"][0]["source"])
    return first.splitlines()[0].removeprefix("# ").strip()
