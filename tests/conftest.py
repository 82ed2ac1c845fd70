"""Fixtures that more than one room of the tests needs, and lines of measured times for the end of a run.

KIT_NEED_BROWSER=1 and KIT_NEED_SHARED=1 turn "left out, because ..." into a failure; KIT_SHARED says where the shared
folder of corpora is; KIT_SHOTS is a folder for pictures of the lessons; KIT_CHROMIUM is a browser to use.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from _pytest.runner import runtestprotocol
from browser import WAIT, Lab, Watch, chromium, clear_notebook, close_all, copy_notebooks, dark, hide_sidebar, new_context, open_lab
from browser import open_notebook, run_cell, start_browser, start_lab, stop_lab, watched, window
from hypothesis import settings
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
collect_ignore = ["wasm.py", "fuzz.py"]  # one runs inside Pyodide (see wasm.mjs), one needs Atheris
MEASURED = pytest.StashKey[list[str]]()
LATE = pytest.StashKey[list[str]]()


settings.register_profile("steady", derandomize=True, deadline=None, print_blob=False)
SEARCH = int(os.environ.get("KIT_SEARCH") or 0)  # 1: look for new examples, 10,000 for each promise; 500: for 500 each
settings.register_profile("search", deadline=None, max_examples=SEARCH if SEARCH > 1 else 10_000)


def pytest_configure(config: pytest.Config) -> None:
    """Make room for measured times; let every run try the same examples, so that it says the same."""
    config.stash[MEASURED], config.stash[LATE] = [], []
    expect.set_options(timeout=WAIT / 2)  # as patient as the rest: a busy machine is no failure
    settings.load_profile("search" if SEARCH else "steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick tests first; those in the browser last, so that its event loop is in nobody's way."""
    items.sort(key=lambda item: "browser_context" in getattr(item, "fixturenames", ()))


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A machine that others use too may be late: a test in the browser may fail once, three of them in a run, and the
    end of the run names each. Whoever fails twice has failed."""
    if "browser_context" not in getattr(item, "fixturenames", ()):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports, late = runtestprotocol(item, nextitem=nextitem, log=False), item.config.stash[LATE]
    if (failed := [one for one in reports if one.failed]) and len(late) < 3:
        late.append(f"failed at first, tried again: {item.nodeid}: {failed[0].longreprtext.strip().splitlines()[-1]}")
        item._initrequest()  # type: ignore[attr-defined]  # fixtures anew, as pytest-rerunfailures does
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the measured times before pytest's closing line."""
    for line in config.stash[MEASURED] + config.stash[LATE]:
        terminalreporter.write_line(line)


def leave_out(reason: str, needed: str) -> None:
    """Skip the test and say why, or fail where the environment says that what is missing is needed."""
    if os.environ.get(needed) == "1":
        pytest.fail(f"{reason} {needed}=1 says that it must be here.", pytrace=False)
    pytest.skip(reason)


def shared_folder() -> Path | None:
    """The folder of corpora that are no part of the project: KIT_SHARED, or ``../shared``; None where there is none."""
    folder = Path(os.environ.get("KIT_SHARED") or ROOT.parent / "shared")
    return folder if (folder / "corpora").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora; the test is left out, and says why, where a user has none."""
    folder = shared_folder()
    if folder is None:
        leave_out("There is no folder of corpora at ../shared, nor where KIT_SHARED says.", "KIT_NEED_SHARED")
    return folder


@pytest.fixture(scope="session")
def measured(pytestconfig: pytest.Config) -> list[str]:
    """Append a sentence with a measured time, to be printed at the end of the run."""
    return pytestconfig.stash[MEASURED]


@pytest.fixture(scope="session")
def watch() -> Watch:
    """What the browser did that it should not have done."""
    return Watch()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One JupyterLab for the whole run, on a copy of the notebooks."""
    if chromium() is None:
        leave_out("There is no Chromium, Chrome or Edge here, so nothing was tried in a browser.", "KIT_NEED_BROWSER")
    home = tmp_path_factory.mktemp("lab")
    copy_notebooks(home)
    lab = start_lab(home)
    yield lab
    stop_lab(lab)


@pytest.fixture(scope="session")
def browser_context(lab: Lab, watch: Watch) -> Iterator[BrowserContext]:
    """One Chromium for the whole run, shut off from every other host."""
    with sync_playwright() as playwright:
        browser = start_browser(playwright.chromium)
        yield new_context(browser, lab.origin, watch)
        browser.close()


@pytest.fixture(scope="session")
def opened(browser_context: BrowserContext, lab: Lab, watch: Watch) -> Page:
    """The page that has JupyterLab loaded."""
    page = watched(browser_context.new_page(), lab, watch)
    open_lab(page, lab)
    hide_sidebar(page)
    return page


@pytest.fixture
def tidy(opened: Page, watch: Watch) -> Iterator[Page]:
    """JupyterLab in Chromium, light and of the usual size; afterwards nothing may have been asked of another host."""
    watch.clear()
    yield opened
    dark(opened, False)
    window(opened)
    assert not watch.strangers, f"Asked of other hosts: {watch.strangers}"


@pytest.fixture
def page(tidy: Page, watch: Watch) -> Page:
    """JupyterLab with nothing open."""
    close_all(tidy)
    watch.errors.clear()
    return tidy


@pytest.fixture
def desk(tidy: Page, lab: Lab, watch: Watch) -> Page:
    """An empty notebook with the kit loaded, in a folder without anybody's earlier work; the kernel may be another test's."""
    for old in (lab.folder / "my_work").glob("*.json"):
        old.unlink()
    if not clear_notebook(tidy, "desk.ipynb"):
        close_all(tidy)
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import kit")]), lab.folder / "desk.ipynb")
        open_notebook(tidy, "desk.ipynb")
        run_cell(tidy, "import kit")
    watch.errors.clear()
    return tidy
