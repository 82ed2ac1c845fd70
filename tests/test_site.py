"""The reading edition: lessons as pages that need nothing else, and can be read by everybody; and what the browser edition needs."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from browser import axe, chromium, start_browser
from bs4 import BeautifulSoup
from conftest import leave_out
from jupyterlite_pyodide_kernel import constants
from packaging.requirements import Requirement
from playwright.sync_api import Browser, sync_playwright

from kit import exercise
from kit.__main__ import main
from kit.model import VERSION
from kit.site import build, lite, page, runs, sheet, wheels
from kit.site.tidy import tidy

ROOT = Path(__file__).parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
TASKS = [task for path in exercise.files() for task in exercise.read(path)]
HOSTILE = '<script>window.hacked=1</script><img src="https://example.org/x.png" onerror="window.hacked=1"><style>p{display:none}</style>'
PAGES = ("index", "00_start_here", "02_who_is_named")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two lessons as the command makes them."""
    target = tmp_path_factory.mktemp("reading") / "site"
    assert main(["site", str(target), "--only", "00", "02"]) == 0
    return target


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        leave_out("There is no Chromium, Chrome or Edge here, so no page was opened.", "KIT_NEED_BROWSER")
    with sync_playwright() as playwright:
        opened = start_browser(playwright.chromium)
        yield opened
        opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_one_file_without_scripts(site: Path, name: str) -> None:
    text = (site / f"{name}.html").read_text(encoding="utf-8")
    made = BeautifulSoup(text, "html.parser")
    assert not made(["script", "link", "iframe", "object", "svg", "form"]) and len(made("style")) == 1
    assert [node for node in made(True) for key in node.attrs if key.startswith("on")] == []
    assert all(picture["src"].startswith("data:image/") and picture["alt"].strip() for picture in made("img"))
    assert made.html["lang"] == "en" and made.title.string and len(made("h1")) == 1
    assert not re.search(r"/(tmp|work|root|home)/\w", re.sub(r"data:image/[^\"]+|https?://[^\"<\s]+", "", text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_barrier_and_nothing_asked_of_anybody(site: Path, browser: Browser, name: str, scheme: str) -> None:
    asked, said = [], []
    for bypass in (False, True):  # first as a reader has it, under the page's own policy; then with axe-core let in
        context = browser.new_context(color_scheme=scheme, bypass_csp=bypass)
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.goto((site / f"{name}.html").as_uri())
        if bypass:
            assert axe(opened, "html", impacts="minor moderate serious critical") == []
        assert dark(opened.evaluate("getComputedStyle(document.body).backgroundColor")) == (scheme == "dark")
        context.close()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == [] and said == []


def dark(colour: str) -> bool:
    return sum(map(int, re.findall(r"\d+", colour)[:3])) < 384


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(site: Path, browser: Browser, name: str, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto((site / f"{name}.html").as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_loses_nothing(site: Path, browser: Browser, name: str) -> None:
    """On A4 between its margins no table is cut off, folded tables are open, no box scrolls, and no navigation is printed."""
    opened = browser.new_page(viewport={"width": 673, "height": 980})
    opened.emulate_media(media="print", color_scheme="dark")
    opened.goto((site / f"{name}.html").as_uri())
    assert not dark(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
    cut = "[...document.querySelectorAll('table, pre, img')].filter(n => n.getBoundingClientRect().right > 674).map(n => n.innerText)"
    assert opened.evaluate(cut) == []
    assert opened.evaluate("[...document.querySelectorAll('details table')].filter(n => n.getBoundingClientRect().height < 10).length") == 0
    assert opened.evaluate("[...document.querySelectorAll('[role=region]')].filter(n => n.scrollHeight > n.clientHeight + 2).length") == 0
    assert opened.locator("nav >> visible=true").count() == 0
    assert opened.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    opened.close()


def test_pages_lead_to_each_other(site: Path) -> None:
    links = {name: [node["href"] for node in BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")("a")]
             for name in PAGES}
    assert set(PAGES[1:]) <= {link.removesuffix(".html") for link in links["index"]}
    assert "index.html" in links[PAGES[1]] and f"{PAGES[2]}.html" in links[PAGES[1]] and f"{PAGES[1]}.html" in links[PAGES[2]]
    for name in PAGES[1:]:
        ids = re.findall(r'id="([^"]+)"', (site / f"{name}.html").read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)) and {link[1:] for link in links[name] if link.startswith("#")} <= set(ids)


def test_every_lesson_stands_on_the_first_page() -> None:
    books = {path.stem: nbformat.read(path, as_version=4) for path in LESSONS}
    made = BeautifulSoup(build.index(books), "html.parser").find("ol", class_="lessons")
    assert [node["href"] for node in made("a")] == [f"{path.stem}.html" for path in LESSONS]
    assert all("minutes" in node.get_text() for node in made("li"))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_an_exercise_on_paper_asks_and_does_not_tell(task: exercise.Exercise) -> None:
    made = BeautifulSoup(sheet.sheet(task.id), "html.parser")
    text = squeezed(made.get_text(" "))
    assert squeezed(task.title) in text and squeezed(task.prompt.split("\n")[0]) in text
    assert made.select_one(".room > div")
    for option in task.spec.get("option", ()):
        assert squeezed(option["text"]) in text and squeezed(option["feedback"]) not in text
    assert not any(squeezed(secret) in text for secret in (task.solution, *task.hints))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_an_instructors_page_has_the_solution_and_the_hints(task: exercise.Exercise) -> None:
    text = squeezed(BeautifulSoup(sheet.solution(task.id), "html.parser").get_text(" "))
    assert all(squeezed(words) in text for words in (task.title, *task.hints))
    assert squeezed(task.solution.strip().split("\n\n")[0]) in text


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_solutions_stand_at_the_end_and_only_when_asked_for(site: Path) -> None:
    book = nbformat.read(LESSONS[0], as_version=4)
    with_them, without = (page.lesson(book, solutions=wanted) for wanted in (True, False))
    known = squeezed(exercise.exercise("00.2").solution)[:60]
    assert known in squeezed(BeautifulSoup(with_them, "html.parser").get_text()) and "for instructors" not in without
    assert known not in squeezed(BeautifulSoup((site / "00_start_here.html").read_text(encoding="utf-8"), "html.parser").get_text())


def test_hostile_text_stays_text(tmp_path: Path, browser: Browser) -> None:
    cells = [nbformat.v4.new_markdown_cell(f"# Title {HOSTILE}\n\n[x](javascript:window.hacked=1)"), nbformat.v4.new_code_cell(f"x = {HOSTILE!r}"),
             nbformat.v4.new_code_cell("import kit")]
    for cell, output in zip(cells[1:], (nbformat.v4.new_output("stream", text=HOSTILE),
                                        nbformat.v4.new_output("execute_result", {"text/html": f"<p>seen</p>{HOSTILE}<a href='javascript:x'>y</a>"}))):
        cell.outputs = [output, nbformat.v4.new_output("error", ename="E", evalue=HOSTILE, traceback=[HOSTILE])]
    book = nbformat.v4.new_notebook(cells=cells)
    (tmp_path / "x.html").write_text(build.whole("00_x", book, ["00_x"]), encoding="utf-8")
    opened, asked = browser.new_page(), []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto((tmp_path / "x.html").as_uri())
    assert opened.evaluate("window.hacked") is None and len(asked) == 1
    assert opened.evaluate("getComputedStyle(document.querySelector('main p')).display") == "block"
    assert opened.locator("script, img, a[href^=javascript]").count() == 0 and opened.inner_text("body").count("window.hacked=1") >= 4
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_any_cell_may_show_can_be_read(tmp_path: Path, browser: Browser, scheme: str) -> None:
    shown = ('<p>a <mark>word</mark></p><table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>n</th></tr></thead>'
             "<tbody><tr><th>0</th><td>1</td></tr></tbody></table><h5>Low</h5><figure><details><summary>More</summary><p>text</p></details></figure>")
    cell = nbformat.v4.new_code_cell("x", outputs=[
        nbformat.v4.new_output("execute_result", {"text/html": shown + shown}), nbformat.v4.new_output("stream", text="said"),
        nbformat.v4.new_output("execute_result", {"image/png": "iVBORw0KGgo=", "text/plain": "A chart"}),
        nbformat.v4.new_output("error", ename="KitError", evalue="There is no such text.", traceback=["There is no such text."])])
    asked = [nbformat.v4.new_code_cell(f'kit.Exercise("{task.id}")') for task in {one.kind: one for one in TASKS}.values()]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n\nSee [lesson](01_x.ipynb)."), cell, *asked])
    (tmp_path / "x.html").write_text(build.whole("00_x", book, ["00_x"], solutions=True, lite=True), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto((tmp_path / "x.html").as_uri())
    assert axe(opened, "html", impacts="minor moderate serious critical") == []
    assert opened.locator("img[alt='A chart']").count() == 1 and opened.locator("a[href='01_x.html']").count() == 1
    context.close()


def test_headings_regions_and_heads_of_tables_are_put_in_order() -> None:
    made = BeautifulSoup(tidy('<h1>A</h1><h4>B</h4><h1>B</h1><div role="region" aria-label="t"><table><tr><th></th><th>x</th></tr></table></div>'
                              '<div role="region" aria-label="t"></div>'), "html.parser")
    assert [(node.name, node["id"]) for node in made(re.compile("^h[1-6]$"))] == [("h1", "a"), ("h2", "b"), ("h2", "b-2")]
    assert [node["aria-label"] for node in made(role="region")] == ["t", "t (2)"] and len(made("th")) == 1


@pytest.mark.parametrize("columns", [6, 10, 22])
def test_a_wide_table_is_not_cut_off_on_paper(tmp_path: Path, browser: Browser, columns: int) -> None:
    row = lambda tag, words: "<tr>" + f"<{tag}>{words}</{tag}>" * columns + "</tr>"
    main_part = tidy(f"<h1>T</h1><details><summary>S</summary><table>{row('th', 'responsibility 1')}{row('td', 'not reported')}"
                     f"{row('td', '2016-08-07')}</table></details>")
    (tmp_path / "x.html").write_text(page.framed("T", main_part), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 673, "height": 980})
    opened.emulate_media(media="print")
    opened.goto((tmp_path / "x.html").as_uri())
    assert opened.evaluate("document.querySelector('table').getBoundingClientRect().right") <= 674
    # What is printed across takes its summary along: else that stands alone on the page before.
    assert opened.evaluate("getComputedStyle(document.querySelector('details')).page") == ("across" if columns > 12 else "auto")
    broken = opened.evaluate("[...document.querySelectorAll('.date')].map(n => n.getClientRects().length && n.scrollHeight > 2 * 20)")
    assert len(broken) == columns and (columns > 8 or not any(broken))
    opened.close()


def test_what_lies_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["site", str(tmp_path), "--only", "00"]) == 1 and "was not touched" in capsys.readouterr().err
    assert main(["site", str(tmp_path / "new"), "--only", "77"]) == 1 and "There are: 00" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_cell_that_fails_is_named(tmp_path: Path) -> None:
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T"), nbformat.v4.new_code_cell("1/0")])
    nbformat.write(book, tmp_path / "00_bad.ipynb")
    with pytest.raises(build.KitError, match="00_bad.ipynb, cell 2: ZeroDivisionError"):
        runs.executed([tmp_path / "00_bad.ipynb"])


# The browser edition ---------------------------------------------------------------------------------------------------

#: What Pyodide carries of what the kit imports, by import: as its pyodide-lock.json has it (`make wasm` holds this against it).
PYODIDE_VERSION = "314.0.6"
PYODIDE = {"IPython": "9.12.0", "matplotlib": "3.10.8", "nltk": "3.9.4", "numpy": "2.4.6", "pandas": "3.0.2", "requests": "2.33.1",
           "traitlets": "5.14.3"}
#: What it leaves out of the standard library.
ABSENT = set("curses dbm ensurepip grp idlelib msvcrt pwd readline resource syslog tkinter turtle turtledemo venv winreg winsound".split())
#: Rooms and packages that a browser has no use for: what starts a server or builds the site, what fetches a corpus from another
#: host (`kit.fetch`, which a browser forbids), and tomli, which Python before 3.11 needs.
ELSEWHERE = {"lab.py", "site"}
UNUSED = {"pooch", "tomli"}


def imported(source: str) -> set[str]:
    """The top names that Python source imports."""
    parts = list(ast.walk(ast.parse(source)))
    return ({alias.name.split(".")[0] for part in parts if isinstance(part, ast.Import) for alias in part.names}
            | {part.module.split(".")[0] for part in parts if isinstance(part, ast.ImportFrom) and not part.level and part.module})


SOURCES = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted((ROOT / "kit").rglob("*.py"))
           if path.relative_to(ROOT / "kit").parts[0] not in ELSEWHERE}
SOURCES |= {path.name: "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
            for path in LESSONS}


@pytest.mark.parametrize("name", SOURCES)
def test_a_browser_has_every_import(name: str) -> None:
    library = set(sys.stdlib_module_names) | {"tomllib"}  # which Python 3.10 has not
    assert imported(SOURCES[name]) - (library - ABSENT) - set(PYODIDE) - set(lite.SHIPPED) - UNUSED - {"kit"} == set()


def test_what_is_asked_of_pyodide_is_what_the_kit_imports() -> None:
    used = set().union(*map(imported, SOURCES.values()))
    assert {name for name in lite.CARRIED if name not in ("ipython", "jedi", "typing-extensions")} <= set(PYODIDE) & used
    assert {"anywidget"} <= used & set(lite.SHIPPED)


def test_the_kit_takes_the_versions_that_pyodide_carries() -> None:
    """Fails when jupyterlite-pyodide-kernel moves to another Pyodide: then PYODIDE is to be read anew."""
    assert constants.PYODIDE_VERSION == PYODIDE_VERSION
    wanted = {one.name: one.specifier for one in map(Requirement, requires("framing-kit")) if one.name in PYODIDE}
    assert len(wanted) == 3 and [name for name, some in wanted.items() if PYODIDE[name] not in some] == []


#: Runs a lesson's cells as an edition without these packages would, and prints the sentences that it answers with.
BARE = """
import json, sys
sys.modules.update(dict.fromkeys(["pandas", "numpy", "matplotlib", "pooch"]))
from kit.errors import KitError
names, said = {}, []
for cell in json.loads(sys.argv[1]):
    try:
        exec(cell, names)
    except KitError as error:
        said.append(str(error))
print(json.dumps(said))
"""


def test_lesson_00_goes_through_without_what_counts_and_draws(tmp_path: Path) -> None:
    cells = [cell.source for cell in nbformat.read(LESSONS[0], as_version=4).cells if cell.cell_type == "code"]
    done = subprocess.run([sys.executable, "-c", BARE, json.dumps(cells)], cwd=tmp_path, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert [" ".join(one.split()[:2]) for one in said] == ["kit.counts needs", "kit.counts needs", "There is"]


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    wheels.write(folder, lite.SHIPPED)
    return folder


def test_wheels_run_anywhere(wheelhouse: Path) -> None:
    names = {path.name.split("-")[0] for path in wheelhouse.glob("*-py3-none-any.whl")}
    assert names == {"framing_kit", *lite.SHIPPED}
    for path in wheelhouse.iterdir():
        inside = ZipFile(path).namelist()
        assert not [name for name in inside if name.endswith((".so", ".pyd", ".pyc")) or name.startswith(("/", ".."))]


def test_wheels_can_be_imported_without_what_is_installed_here(wheelhouse: Path, tmp_path: Path) -> None:
    for path in wheelhouse.iterdir():
        ZipFile(path).extractall(tmp_path)
    said = subprocess.run([sys.executable, "-c", "import anywidget, kit, psygnal; print(anywidget.__file__, kit.__file__, psygnal.Signal)\n"
                           "kit.Exercise('00.2')"], cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert said.returncode == 0 and said.stdout.count(str(tmp_path)) == 2, said.stderr


def test_the_browser_gets_lessons_exercises_and_data_and_every_lesson_says_how_to_restore_it(tmp_path: Path) -> None:
    lite.contents(tmp_path / "files")
    assert {path.name for path in LESSONS} == {path.name for path in (tmp_path / "files").glob("*.ipynb")}
    assert {path.name for path in exercise.files()} == {path.name for path in (tmp_path / "files" / "exercises").iterdir()}
    assert (tmp_path / "files" / "data" / "articles.csv").is_file()
    for lesson in LESSONS:
        mine, original = (nbformat.read(folder / lesson.name, as_version=4) for folder in (tmp_path / "files", lesson.parent))
        nbformat.validate(mine)
        assert mine.cells[1:] == original.cells[1:] and VERSION in mine.cells[0].source and "restore the original" in mine.cells[0].source


def test_only_what_a_folder_of_pyodide_holds_is_asked_of_it(tmp_path: Path) -> None:
    known = {name: {"file_name": f"{name}.whl", "depends": []} for name in (*lite.CARRIED, "regex", "prompt-toolkit")}
    known["nltk"]["depends"], known["ipython"]["depends"] = ["regex"], ["prompt_toolkit"]
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"packages": known}))
    for name in ("ipython", "nltk", "prompt-toolkit", "jedi"):
        (tmp_path / f"{name}.whl").touch()
    assert lite.carried(str(tmp_path)) == ["ipython", "jedi"] and lite.carried() == list(lite.CARRIED)


def test_settings_ask_nothing_of_others_when_local() -> None:
    kernel = lambda local: lite.settings(["x.whl"], ["nltk"], local=local)["jupyter-config-data"]["litePluginSettings"][lite._KERNEL]
    assert kernel(True)["disablePyPIFallback"] and "://" not in json.dumps(lite.settings(["x.whl"], ["nltk"], local=True))
    assert kernel(False)["loadPyodideOptions"]["packages"] == ["nltk", "../../../../static/wheels/x.whl"]


def test_what_is_missing_is_said_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr(lite, "find_spec", lambda name: None)
    assert main(["site", str(tmp_path / "x"), "--lite"]) == 1 and 'pip install -e ".[site]"' in capsys.readouterr().err
    monkeypatch.setattr(lite, "find_spec", lambda name: name)
    assert main(["site", str(tmp_path / "x"), "--lite", "--pyodide", str(tmp_path)]) == 1
    assert "pyodide-lock.json" in capsys.readouterr().err and not (tmp_path / "x").exists()


def test_the_browser_edition_is_built(tmp_path: Path) -> None:
    lite.write(tmp_path / "lite")
    made = json.loads((tmp_path / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    extensions = {one["name"] for one in made["federated_extensions"]}
    assert {"anywidget", "@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension"} <= extensions
    script = tmp_path / "lite" / "extensions" / "@jupyterlite" / "pyodide-kernel-extension" / "static"
    for name in made["litePluginSettings"][lite._KERNEL]["loadPyodideOptions"]["packages"]:
        assert name in lite.CARRIED or (script / name).is_file()
    assert (tmp_path / "lite" / "files" / LESSONS[0].name).is_file() and (tmp_path / "lite" / "lab" / "index.html").is_file()
