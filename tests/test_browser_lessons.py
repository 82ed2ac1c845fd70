"""Every lesson in a real JupyterLab: it runs, draws, and asks nothing of the network."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

import pytest
from browser import ROOT, Watch, copy_notebooks, open_notebook, own_places, printed_address, problems, run_all, shots
from browser import stop_lab, Lab
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
