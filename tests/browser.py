"""A real JupyterLab in a headless Chromium: what the browser tests share. The fixtures stand in conftest.py."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, urlsplit

import offline
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Locator, Page, Route, TimeoutError

ROOT = Path(__file__).parent.parent
BLANK = "99_blank.ipynb"
WAIT = 60_000  # milliseconds before a wait is a failure; what is waited for comes much sooner
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-default-apps --force-color-profile=srgb"
).split()
NOISE = ("Could not restore the debugger state: Canceled",)  # JupyterLab's own, when a notebook is closed
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none", "autoStartDefaultKernel": True},
    "docmanager-extension/plugin": {"autosave": False},
}


# The server -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab on a copy of the notebooks: the address it printed, the notebooks' folder, its process."""

    address: str
    folder: Path
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "http://" + urlsplit(self.address).netloc

    @property
    def token(self) -> str:
        """What lets a browser in."""
        return urlsplit(self.address).query.removeprefix("token=")


def own_places(home: Path) -> dict[str, str]:
    """An environment in which Jupyter and IPython read and write in ``home`` alone, and other hosts are out of reach."""
    names = "JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR JUPYTER_RUNTIME_DIR IPYTHONDIR MPLCONFIGDIR"
    lab = "JUPYTERLAB_SETTINGS_DIR JUPYTERLAB_WORKSPACES_DIR"
    places = {name: str(home / name.lower()) for name in f"{names} {lab}".split()}
    return {**os.environ, **places, **offline.shut(home)}


def copy_notebooks(target: Path) -> Path:
    """A copy of ``notebooks/``, so that no test writes into the lessons, and an empty notebook for trying widgets."""
    ignored = shutil.ignore_patterns(".ipynb_checkpoints")
    folder = Path(shutil.copytree(ROOT / "notebooks", target / "notebooks", ignore=ignored))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    empty = {"cells": [], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / BLANK).write_text(json.dumps(empty))
    return folder


def start_lab(home: Path, *options: str) -> Lab:
    """Start JupyterLab as ``python -m kit lab`` does, in ``home``, which holds a copy of the notebooks; wait for it."""
    environment = own_places(home)
    for name, values in SETTINGS.items():
        file = Path(environment["JUPYTERLAB_SETTINGS_DIR"], "@jupyterlab", f"{name}.jupyterlab-settings")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    start = "import sys; from kit.lab import lab; lab(*sys.argv[1:])"
    options = ("", "--no-browser", "--LabApp.expose_app_in_browser=True", "--KernelRestarter.restart_limit=99", *options)
    return launch([sys.executable, "-c", start, *options], home, environment)


def launch(command: list[str], home: Path, environment: dict[str, str]) -> Lab:
    """Run a command that starts JupyterLab and wait for the address it prints; RuntimeError with its log if it ends."""
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
        )
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return Lab(found.group(), home / "notebooks", process)
    raise RuntimeError(f"JupyterLab did not start:\n{(home / 'server.log').read_text()}")


def stop_lab(lab: Lab) -> None:
    """End the server and all its kernels."""
    lab.process.terminate()
    try:
        lab.process.wait(10)
    except subprocess.TimeoutExpired:
        pass
    try:
        os.killpg(lab.process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    lab.process.stdout.close()


# The browser ----------------------------------------------------------------------------------------------------------


def chromium() -> str | None:
    """Where a browser of the Chromium family is: KIT_CHROMIUM, on the path, or where macOS keeps it."""
    found = os.environ.get("KIT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def start_browser(kind: BrowserType) -> Browser:
    """Chromium without a window. Every host but this machine is unknown to it."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    closed = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
    return kind.launch(executable_path=chromium(), args=[*FLAGS, *as_root, *closed])


@dataclass
class Watch:
    """What a page did: requests to other hosts (aborted), errors on its console, exceptions in its scripts."""

    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Begin anew."""
        self.strangers.clear()
        self.errors.clear()


def new_context(browser: Browser, origin: str, watch: Watch) -> BrowserContext:
    """A fresh profile whose requests to any host but ``origin`` are aborted and written down in ``watch``."""

    def gate(route: Route) -> None:
        if route.request.url.startswith(origin + "/"):
            route.continue_()
        else:
            watch.strangers.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block", reduced_motion="reduce")
    context.set_default_timeout(WAIT)
    context.route(lambda url: url.startswith(("http:", "https:")), gate)
    return context


def watched(page: Page, lab: Lab, watch: Watch) -> Page:
    """The same page, its console, exceptions and sockets written down in ``watch``."""
    socket = lab.origin.replace("http", "ws", 1) + "/"

    def note(said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith(NOISE):
            watch.errors.append(said.text)

    page.on("websocket", lambda ws: None if ws.url.startswith(socket) else watch.strangers.append(ws.url))
    page.on("console", note)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    return page


# JupyterLab -----------------------------------------------------------------------------------------------------------

CURRENT = "window.jupyterapp.shell.currentWidget"


def open_lab(page: Page, lab: Lab) -> None:
    """Load JupyterLab, with nothing open."""
    page.goto(f"{lab.origin}/lab?reset&token={quote(lab.token)}")
    page.wait_for_function("window.jupyterapp && window.jupyterapp.restored.then(() => true)")


def open_notebook(page: Page, name: str) -> None:
    """Open a notebook, path below the server's folder; wait until its cells are drawn and its kernel is idle."""
    page.evaluate("path => { jupyterapp.commands.execute('docmanager:open', {path}); }", name)
    page.wait_for_function(f"name => {CURRENT}?.context?.path === name && {CURRENT}.context.isReady", arg=name)
    page.wait_for_function(f"{CURRENT}.content.widgets.every(cell => cell.isAttached && cell.model)")
    wait_idle(page)


#: What makes a kernel as good as new: nobody's widgets, nobody's names. What the kit has read already, it need not read again.
AFRESH = """import ipywidgets
ipywidgets.Widget.close_all()
get_ipython().run_line_magic("reset", "-f")
import kit"""


def clear_notebook(page: Page, name: str) -> bool:
    """Empties the notebook, if it is the one that is open and its kernel lives; much quicker than to open it anew."""
    open_here = page.evaluate(
        f"""name => {{
            const panel = {CURRENT};
            if (panel?.context?.path !== name || !['idle', 'busy'].includes(panel.context.sessionContext.session?.kernel?.status))
                return false;
            const cells = panel.content.model.sharedModel;
            cells.insertCell(0, {{cell_type: 'code', source: ''}});
            cells.deleteCellRange(1, cells.cells.length);
            return true;
        }}""",
        name,
    )
    if open_here:
        page.wait_for_function(f"{CURRENT}.content.widgets.length === 1")
        run_cell(page, AFRESH)
    return open_here


def wait_idle(page: Page) -> None:
    """Wait until the current notebook's kernel has nothing to do."""
    page.wait_for_function(f"{CURRENT}.context.sessionContext?.session?.kernel?.status === 'idle'")


def run_all(page: Page) -> None:
    """Run every cell of the current notebook, wait until all are done and every widget is drawn."""
    run = "jupyterapp.commands.execute('notebook:run-all-cells')"
    page.evaluate(f"() => {{ window.kitDone = false; {run}.finally(() => {{ window.kitDone = true; }}); }}")
    page.wait_for_function("window.kitDone")
    wait_idle(page)
    wait_widgets(page)


def run_cell(page: Page, source: str) -> None:
    """Add a cell with this source at the end of the current notebook (such as BLANK), run it, wait until it is done."""
    page.evaluate(
        f"""async source => {{
            const notebook = {CURRENT}.content;
            notebook.activeCellIndex = notebook.widgets.length - 1;
            await jupyterapp.commands.execute('notebook:insert-cell-below');
            notebook.activeCell.model.sharedModel.setSource(source);
            await jupyterapp.commands.execute('notebook:run-cell');
        }}""",
        source,
    )
    wait_idle(page)
    wait_widgets(page)


UNDRAWN = f"""() => {CURRENT}.content.widgets.flatMap((cell, number) => {{
    if (cell.model.type !== 'code') return [];
    const asked = cell.model.sharedModel.toJSON().outputs.filter(
        output => output.data && 'application/vnd.jupyter.widget-view+json' in output.data).length;
    const views = [...cell.outputArea.node.querySelectorAll('.jp-OutputArea-output:not([data-mime-type]) > .lm-Widget')]
        .filter(node => node.getBoundingClientRect().height > 4);
    return asked > views.length ? [`cell ${{number}}: ${{asked}} widgets, ${{views.length}} drawn`] : [];
}})"""


def wait_widgets(page: Page) -> None:
    """Give every widget of the current notebook ten seconds to be drawn; ``problems`` names those that were not."""
    try:
        page.wait_for_function(f"({UNDRAWN})().length === 0", timeout=10_000)
    except TimeoutError:
        pass


def close_all(page: Page) -> None:
    """Close every notebook without saving and end its kernel."""
    page.evaluate(
        """async () => {
            for (const widget of [...jupyterapp.shell.widgets('main')]) {
                if (widget.context) widget.context.model.dirty = false;
                widget.dispose();
            }
            await jupyterapp.serviceManager.sessions.shutdownAll();
        }"""
    )


def dark(page: Page, on: bool = True) -> None:
    """Switch to JupyterLab's dark theme, or back."""
    theme, light = ("JupyterLab Dark", "false") if on else ("JupyterLab Light", "true")
    if page.evaluate("document.body.dataset.jpThemeLight") == light:
        return
    page.evaluate("theme => { jupyterapp.commands.execute('apputils:change-theme', {theme}); }", theme)
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'")


def window(page: Page, width: int = 1280, height: int = 900) -> None:
    """Give the window another size: 400 wide is a phone, or a screen magnified three times."""
    page.set_viewport_size({"width": width, "height": height})


def hide_sidebar(page: Page) -> None:
    """Leave the whole window to the notebook."""
    page.evaluate("jupyterapp.shell.collapseLeft(); jupyterapp.shell.collapseRight()")


# What to look at ------------------------------------------------------------------------------------------------------


def outputs(page: Page) -> list[list[dict]]:
    """The outputs of every cell of the current notebook, as in its file; an empty list for a cell of prose."""
    return page.evaluate(f"{CURRENT}.content.widgets.map(cell => cell.model.sharedModel.toJSON().outputs ?? [])")


def problems(page: Page, watch: Watch) -> list[str]:
    """What went wrong in the current notebook: tracebacks (where none is meant), warnings, cells not run,
    widgets not drawn, errors on the console. What is there for a moment only, while the last output comes in, is none."""
    until = time.monotonic() + 10
    while (found := _problems(page, watch)) and time.monotonic() < until:
        page.wait_for_timeout(200)
    return found


def _problems(page: Page, watch: Watch) -> list[str]:
    cells = page.evaluate(f"{CURRENT}.content.widgets.map(cell => cell.model.sharedModel.toJSON())")
    found = [problem for number, cell in enumerate(cells) for problem in cell_problems(number, cell)]
    return found + page.evaluate(UNDRAWN) + watch.errors


def cell_problems(number: int, cell: dict) -> list[str]:
    """What went wrong in one cell, given as in the notebook's file."""
    if cell["cell_type"] != "code":
        return []
    meant = "raises-exception" in cell["metadata"].get("tags", [])
    errors = [output for output in cell["outputs"] if output["output_type"] == "error"]
    found = [] if meant else [f"cell {number}: {error['ename']}: {error['evalue']}" for error in errors]
    warnings = [f"cell {number}: {out['text']}" for out in cell["outputs"] if out.get("name") == "stderr"]
    unrun = "".join(cell["source"]).strip() and not cell["execution_count"]
    return found + warnings + ([f"cell {number}: was not run"] if unrun else [])


def shots(page: Page, name: str, *, part: int = 1600) -> list[Path]:
    """Pictures of the whole current notebook, top to bottom, ``part`` pixels high each, in the folder KIT_SHOTS.

    Returns the files, ``<name>-01.png`` and on; without KIT_SHOTS nothing is done.
    """
    if not os.environ.get("KIT_SHOTS"):
        return []
    folder = Path(os.environ["KIT_SHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    window(page, before["width"], part + 120)
    pictures = [shot(page, folder / f"{name}-{number:02}.png", number - 1) for number in range(1, parts(page) + 1)]
    window(page, **before)
    return pictures


SCROLLER = "[...document.querySelectorAll('.jp-WindowedPanel-outer')].find(node => node.offsetParent !== null)"


def parts(page: Page) -> int:
    """How many windows high the current notebook is, down to the foot of its last cell, once it has come to rest."""
    foot = f"{CURRENT}.content.widgets.at(-1).node.getBoundingClientRect().bottom"
    page.evaluate(f"() => {{ {SCROLLER}.scrollTop = 0; window.kitFoot = 0; }}")
    page.wait_for_function(f"() => {{ const last = kitFoot; kitFoot = {foot}; return last === kitFoot }}", polling=300)
    return page.evaluate(f"Math.ceil(kitFoot / {SCROLLER}.clientHeight)")


def shot(page: Page, file: Path, part: int) -> Path:
    """A picture of one part of the current notebook, counted from 0."""
    page.evaluate(f"part => {{ const n = {SCROLLER}; n.scrollTop = part * n.clientHeight; }}", part)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.locator(".jp-WindowedPanel-outer >> visible=true").first.screenshot(path=file)
    return file


FITS = "node => node.scrollWidth <= node.clientWidth + 1 && node.clientWidth <= innerWidth"
STICKS_OUT = """node => {
    const edge = node.getBoundingClientRect().left + node.clientWidth + 1;
    const scrolls = one => one !== node && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement));
    const wide = [...node.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > edge && !scrolls(one.parentElement));
    return [`${node.scrollWidth} in ${node.clientWidth} of ${innerWidth} px`, ...wide.map(one =>
        `${one.localName}.${one.className} by ${Math.ceil(one.getBoundingClientRect().right - edge)} px: ${one.textContent.slice(0, 40)}`)];
}"""


def fits(target: Locator | Page) -> None:
    """Waits until nothing must be scrolled sideways to be read; AssertionError that names what sticks out, where it must."""
    box = target.locator("html") if isinstance(target, Page) else target
    try:
        box.page.wait_for_function(FITS, arg=box.element_handle(), timeout=10_000)
    except TimeoutError:
        raise AssertionError("Too wide: " + "; ".join(box.evaluate(STICKS_OUT))) from None


def axe(page: Page, within: str = ".jp-OutputArea-output", *, impacts: str = "serious critical") -> list[str]:
    """What axe-core finds wrong below a selector, of these impacts: one sentence a rule, with the elements."""
    if page.locator(within).count() == 0:
        return []
    if not page.evaluate("'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("within => axe.run({include: [within]}).then(result => result.violations)", within)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {'; '.join(node['html'][:200] for node in rule['nodes'])}"
        for rule in found
        if rule["impact"] in impacts.split()
    ]
