"""An empty notebook in a real JupyterLab, and what the tests of widgets do there. The fixture ``desk`` is in conftest.py."""

from __future__ import annotations

import os
import time
from pathlib import Path

from browser import outputs, run_cell
from playwright.sync_api import Locator, Page

HOSTILE = ("<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script><style>body{display:none}</style>"
           "</p></div><svg onload=window.hacked=1> $\\\\frac{1}{2}$ **bold** [x](javascript:window.hacked=1) {{7*7}}")


def value(page: Page, source: str) -> str:
    """The text of what an expression gives in the kernel."""
    run_cell(page, source)
    last = [cell for cell in outputs(page) if cell][-1][-1]
    return "".join(last.get("text") or last["data"]["text/plain"])


def picture(page: Page, name: str) -> None:
    """A picture of the window, if pictures are wanted."""
    if folder := os.environ.get("KIT_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(40):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never came to it")


def holds(page: Page, source: str, expected: object, *, seconds: float = 30) -> None:
    """Waits until an expression in the kernel gives this value: what a click changed may still be on its way there."""
    until = time.monotonic() + seconds
    while (found := eval(value(page, source))) != expected:
        assert time.monotonic() < until, f"{source} is {found!r}, not {expected!r}"
        time.sleep(0.2)
