"""Hostile content stays text in whatever the kit shows, hands on or saves: nothing runs, and nothing leaves its folder.

Every payload goes through every renderer and is read as a browser would read it; what comes out of the widgets' scripts is
tried in test_browser_*.py.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import nbformat
import offline
import pandas as pd
import pytest
from browser import Lab, Watch, run_cell
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text
from nbconvert import HTMLExporter
from playwright.sync_api import BrowserContext, Page, expect

import kit
from kit import exercise, render, reports, study, tables, work
from kit.chart.calibration import COLUMNS, calibration
from kit.chart.canvas import Chart
from kit.classroom import merge, record, starter
from kit.errors import KitError
from kit.model import Annotation, Article, Claim, Code, Entry, Label, Lexicon
from kit.site import build, page, sheet
from kit.spreadsheet import as_csv, guarded, unguarded

#: What people try: scripts, handlers, foreign elements, ways out of attributes and comments, addresses, styles, mathematics,
#: Markdown, templates, formulas, and characters that break programs.
PAYLOADS = {
    "script": "<script>window.hacked=1</script><img src=x onerror=window.hacked=1><svg/onload=window.hacked=1><animate onbegin=window.hacked=1>",
    "frame": "<math href=javascript:window.hacked=1><mtext>x</math><iframe srcdoc='<script>parent.hacked=1</script>'></iframe><object data=x>",
    "form": "<form action=https://evil.example><input autofocus onfocus=window.hacked=1><button formaction=x>",
    "page": "</td></table></p></div></article><base href=https://evil.example/><meta http-equiv=refresh content=0;url=x><link rel=stylesheet href=x>",
    "style": "</style><style>body{display:none}</style>", "css": 'red;background:url(https://evil.example/x);--x:"',
    "quote": '" onmouseover="window.hacked=1" x="', "apostrophe": "' autofocus onfocus='window.hacked=1' x=' `onload=window.hacked=1`",
    "comment": "--><!-- <!DOCTYPE x [<!ENTITY y 'z'>]> <![CDATA[<b>]]> <?php ?>", "entity": "&lt;script&gt;&#60;b&#62;&amp;amp;&notin;",
    "cut": "<b", "javascript": "javascript:window.hacked=1", "spaced": "java\tscript:window.hacked=1", "data": "data:text/html,<script>1</script>",
    "vbscript": "vbscript:msgbox(1)", "address": 'http://x.example/" onmouseover="window.hacked=1', "html address": "https://x.example/<b>",
    "link": "[x](javascript:window.hacked=1) ![x](https://evil.example/x.png) <https://evil.example>", "markdown": "# **b** _i_ ~~s~~\n\n```\ncode\n```\n> q\n1. l",
    "dollar": "$\\frac{1}{2}$ $$x^2$$ costs $5", "brackets": "\\(x\\) \\[y\\] \\begin{equation}z\\end{equation} \\href{javascript:x}{y}",
    "broken mathematics": "$\\frac{ ${ \\unknown {{7*7}} {% x %} ${window.hacked=1} #{x} %s {0} {title}",
    "formula": '=HYPERLINK("https://evil.example";"x")', "terminal": "\x1b[31mred\x1b]8;;https://evil.example\x07x", "nul": "a\0b", "half": "a\ud800b",
    "turned": "\u202eevil\u2066\u200f حلب <b>", "long": "<b>" * 60,
}
BAD = "Rebels {}. 12 rebels were killed, “terrorists {},” said {}.".format
TAGS = set("a article b bdi blockquote br caption dd details div dl dt em figcaption figure h1 h2 h3 h4 i img li mark ol p pre code section small span "
           "strong summary sub sup table tbody td th thead tr u ul".split())
ATTRIBUTES = set("alt aria-hidden aria-label aria-labelledby border class colspan dir href id lang open rel role rowspan scope src start style "
                 "tabindex target type".split())
PANDAS = re.compile(r"<style scoped>\s*\.dataframe[^<]*</style>")


class Reader(HTMLParser):
    """Reads HTML as a browser does: what does not belong there, the text, and text that MathJax would typeset."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong, self.text, self.mathematics, self._open = [], "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self._open += [] if tag in ("br", "img") else [(tag, "ignore" in (given.get("class") or ""))]
        self.wrong += [tag] * (tag not in TAGS) + sorted(set(given) - ATTRIBUTES)
        address, source, style = (given.get(name) or "" for name in ("href", "src", "style"))
        self.wrong += [address] * (not re.match(r"https?://|#|[\w-]+\.html|$", address))
        self.wrong += [source] * (not re.match(r"data:image/png|$", source))
        self.wrong += [style] * bool(re.search(r"url|expression|[\\@<>]|script|behavior", style))

    def handle_endtag(self, tag: str) -> None:
        self.wrong += [] if self._open and self._open[-1][0] == tag else [f"</{tag}>"]
        self._open = self._open[:-1]

    def handle_data(self, data: str) -> None:
        self.text += data
        if data not in ("$", "\\") and re.search(r"[$\\]", data) and not any(ignored for _, ignored in self._open):
            self.mathematics.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def plain(text: str) -> str:
    """Text without spaces, and with what no encoding has as it is shown, to be looked for in a page."""
    return re.sub(r"\s+", "", text.encode("utf-8", "replace").decode().replace("\0", "\ufffd"))


def article(bad: str, number: int = 1) -> Article:
    return Article.of(f"Rebels {bad} {number}\n\n{BAD(bad, bad, bad)}", outlet=f"{bad}{number}", id=f"t{number}", date=bad, lang=bad, content_note=bad)


def mark(bad: str) -> Annotation:
    return Annotation("t1", 0, 6, bad, bad, bad, "Rebels", bad)


def code(bad: str, id: str = "") -> Code:
    return Code(id or bad, bad, bad, bad, bad, bad, bad, bad)


def claim(bad: str, day: str = "2016-08-01") -> Claim:
    return Claim(day, "convoy", "trucks_hit", "trucks", "1", "9", bad, bad, bad, day, "", "", bad, bad, bad, bad, bad, "", bad)


def frame(bad: str, number: int = 1) -> pd.DataFrame:
    row = {"code": bad, "gloss": bad, "voice": "attributed", "rate": 2.0, "low": 1.0, "high": 3.0, "note": bad, bad: bad}
    found = pd.DataFrame([row] * number)
    found.attrs = {"care": [bad], "facts": {bad: bad}}
    return found


def labels(bad: str) -> list[Label]:
    return [Label(bad, "ramouseh", "bbc", bad, bad, "own", "2016-08-01", bad, bad, "event", bad, bad, bad, bad, bad, bad, bad)]


def workbench(bad: str) -> kit.Workbench:
    made = kit.Workbench(Lexicon("bad", bad, bad, bad, bad, "", "", (Entry("rebels", bad, "descriptive", bad, ""),)), [article(bad)])
    made.look(entry="rebels")
    return made


def exercise_(bad: str, kind: str = "choose") -> kit.Exercise:
    """An exercise whose every text is the payload, answered."""
    options = [{"text": bad, "feedback": bad, "right": True}, {"text": "b", "feedback": bad}]
    own = {"choose": {"option": options}, "discuss": {"rubric": bad}, "number": {"answer": 1, "feedback": bad, "otherwise": bad, "label": bad, "unit": bad},
           "order": {"item": options, "feedback": bad}, "rewrite": {"goal": [{"says": bad, "feedback": bad, "none": [bad]}], "text": bad}}
    row = {"id": "99.1", "kind": kind, "title": bad, "minutes": [1, 2], "prompt": bad, "hints": [bad, bad], "solution": bad, **own[kind]}
    exercise.exercise = sheet.exercise = lambda _: exercise.record(row)
    made = kit.Exercise("99.1")
    made.check({"choose": [0], "number": 2, "order": [0, 1]}.get(kind, bad))
    return made


def planned(bad: str) -> str:
    study.save("mine", {step.id: bad for step in study.STEPS})
    return "mine"


def guessed(bad: str) -> kit.Guess:
    made = kit.Guess(n=2, articles=[article(bad, 1), article(bad, 2)])
    made.guess(1, made.choices["outlets"][0][0], 50)
    return made


def coded(bad: str) -> kit.Coder:
    made = kit.Coder(article(bad), [code(bad)])
    made.mark(0, 6, bad, note=bad)
    return made


def rewritten(bad: str) -> kit.Rewriter:
    made = kit.Rewriter(article(bad), goals=[{"says": bad, "feedback": bad, "none": ["x"]}])
    made.text = f"Rebels {bad}"
    return made


def traced(bad: str) -> kit.Tracer:
    line = " ".join(bad.encode("utf-8", "replace").decode().split())
    row = ["1", "x", line, line, "off topic", "", line]
    Path("page.txt").write_text(f"x {line}\n", encoding="utf-8")
    Path("key.csv").write_text(as_csv("line text_start voice origin phenomenon contradicts note".split(), [row]), encoding="utf-8")
    made = kit.Tracer("page.txt", "key.csv")
    made.trace(1, voice="page")
    made.compare(1)
    return made


def boarded(bad: str) -> kit.Board:
    marks = [Annotation("t1", 0, end, f"x.{bad}", f"{name}{bad}", quote="Rebels"[:end]) for name, end in (("A", 6), ("B", 3))]
    return kit.Board(marks, articles=[article(bad)], codebook=[code(bad, f"x.{bad}")])


def cells(*sources: tuple[str, str]) -> str:
    """A lesson's page in the reading edition, from cells of prose and of outputs."""
    kinds = {"prose": nbformat.v4.new_markdown_cell, "html": lambda bad: nbformat.v4.new_code_cell("x", outputs=[
        nbformat.v4.new_output("execute_result", {"text/html": bad})]), "text": lambda bad: nbformat.v4.new_code_cell(bad, outputs=[
            nbformat.v4.new_output("stream", text=bad), nbformat.v4.new_output("error", ename=bad, evalue=bad, traceback=[bad]),
            nbformat.v4.new_output("execute_result", {"text/plain": bad})])}
    return page.lesson(nbformat.v4.new_notebook(cells=[kinds[kind](source) for kind, source in sources]))


Renderer = Callable[[str], object]
#: What shows a payload wherever it takes text: functions, tables, charts, reports, the widgets' static twins, pages.
RENDERERS: dict[str, Renderer] = {
    "highlight": lambda bad: kit.highlight(article(bad), [mark(bad)], heading=bad),
    "highlight, lists and voices": lambda bad: kit.highlight(article(bad), kit.find("armed-opposition", article(bad))),
    "side_by_side": lambda bad: kit.side_by_side(article(bad), article(bad, 2), marks=[mark(bad)]),
    "show_table, dictionaries": lambda bad: kit.show_table([{bad: bad, "url": bad, "outlet": bad}], caption=bad),
    "show_table, records": lambda bad: kit.show_table([claim(bad), claim(bad)], caption=bad),
    "show_table, frame": lambda bad: kit.show_table(frame(bad), caption=bad),
    "show_concordance": lambda bad: kit.show_concordance(kit.concordance([article(bad)], "rebels"), caption=bad),
    "naming_grid": lambda bad: kit.naming_grid(labels(bad), caption=bad),
    "link": lambda bad: render.link(bad, bad) + render.link(f"https://a.example/{bad}", bad),
    "region": lambda bad: render.region("x" + render.safe(bad), bad),
    "report": lambda bad: kit.report(planned(bad), [article(bad)], bad, frame(bad), kit.highlight(article(bad)), marks=[mark(bad)]),
    "bars": lambda bad: kit.bars(frame(bad), title=bad), "split_bars": lambda bad: kit.split_bars(frame(bad), title=bad, note=bad),
    "dots": lambda bad: kit.dots(frame(bad), title=bad, lines={bad: 1.0}),
    "heat": lambda bad: kit.heat(pd.DataFrame([[1]], [bad], [bad]), title=bad, unit=bad),
    "timeline": lambda bad: kit.timeline([claim(bad)], title=bad),
    "calibration": lambda bad: calibration(pd.DataFrame([[bad, 9, 50, 60, 40, 70, ""]], columns=COLUMNS), title=bad, note=bad),
    "rates": lambda bad: kit.rates([article(bad)], kit.find("armed-opposition", article(bad)), by="outlet"),
    "counts": lambda bad: kit.counts([mark(bad)], [article(bad)], by="outlet"),
    "concordance": lambda bad: kit.concordance([article(bad)], "rebels"),
    "claim_table": lambda bad: kit.claim_table([claim(bad)]), "attributions": lambda bad: kit.highlight(article(bad), kit.layer("voice", article(bad))),
    "Reader": lambda bad: kit.Reader(article(bad), article(bad, 2), lexicons=["armed-opposition"], layers=["voice", "figures"]),
    "Swapper": lambda bad: kit.Swapper(article(bad), choices=[(bad, bad)]),
    "Coder": coded, "Guess": guessed, "Rewriter": rewritten, "Tracer": traced, "Board": boarded, "Workbench": workbench,
    "Claims": lambda bad: kit.Claims(claims=[claim(bad), claim(bad, "2016-08-02")]),
    "Explorer": lambda bad: kit.Explorer(marks=[mark(bad)], articles=[article(bad)]),
    "Planner": lambda bad: kit.Planner(planned(bad)),
    **{f"Exercise, {kind}": lambda bad, kind=kind: exercise_(bad, kind) for kind in ("choose", "discuss", "number", "order", "rewrite")},
    **{f"sheet, {kind}": lambda bad, kind=kind: exercise_(bad, kind) and sheet.sheet("99.1") + sheet.solution("99.1")
       for kind in ("choose", "discuss", "number", "order", "rewrite")},
    "page, texts": lambda bad: cells(("text", bad)), "page, output": lambda bad: cells(("html", render.safe(bad))),
}
#: The widgets' static twins, which an export shows, and what is shown in JupyterLab.
TWINS = [name for name in RENDERERS if name[0].isupper()]
IN_LAB = [name for name in RENDERERS if not name.startswith(("sheet", "page", "report"))]
#: Shown by pandas, which cuts what is long.
CUT = {"rates", "counts", "concordance", "claim_table"}
#: Shown where there is no MathJax.
NO_MATHJAX = {"page, texts", "page, output"}


@cache
def shown(name: str, title: str) -> str:
    """What a notebook or a page shows of a payload."""
    bad = PAYLOADS[title].replace("\0", "") if name == "Tracer" else PAYLOADS[title]  # its file would be refused
    made = RENDERERS[name](bad)
    return made.twin() if hasattr(made, "twin") else made._repr_html_() if hasattr(made, "_repr_html_") else str(made)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for what is saved; charts are drawn once, by a test of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Chart, "png", lambda self: b"")
    for place in (exercise, sheet):
        monkeypatch.setattr(place, "exercise", place.exercise)


@pytest.mark.parametrize("name", RENDERERS)
def test_nothing_of_a_payload_becomes_markup_and_all_of_it_can_be_read(name: str) -> None:
    found = {}
    for title, bad in PAYLOADS.items():
        read = Reader(PANDAS.sub("", shown(name, title)))
        wrong = read.wrong + [f"typeset: {one[:60]}" for one in read.mathematics if name not in NO_MATHJAX]
        wrong += ["not shown"] * (name not in CUT and plain(bad).replace("\ufffd", "") not in plain(read.text).replace("\ufffd", ""))
        wrong += ["no file can hold it"] * (name not in CUT and "\ud800" in shown(name, title))
        found |= {title: wrong} if wrong else {}
    assert found == {}


def test_a_picture_draws_every_payload_and_typesets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # draw
    table = pd.concat([frame(bad).assign(code=f"{place} {bad}") for place, bad in enumerate(PAYLOADS.values())], ignore_index=True)
    bad = PAYLOADS["broken mathematics"]
    for chart in (kit.bars(table[["code", "rate"]], title=bad), kit.split_bars(table[["code", "voice", "rate"]][:2], title=bad, note=bad)):
        assert chart.png().startswith(b"\x89PNG")
        assert {text.get_parse_math() for text in chart.figure.findobj(Text)} == {False}


# In a browser -----------------------------------------------------------------------------------------------------------


def everything(names: Iterable[str]) -> list[str]:
    """What renderers make of all payloads, one after another."""
    made = ["".join(f"<div>{shown(name, title)}</div>" for title in PAYLOADS) for name in names]
    return [html.encode("utf-8", "replace").decode() for html in made]


FOREIGN = "img:not([src^='data:image/png']), iframe, object, embed, base, svg animate, [onload], [onerror], [autofocus]"


def sane(page: Page) -> None:
    """Nothing of a payload has run, loaded, hidden or typeset anything; the one formula meant as such is typeset."""
    expect(page.locator("mjx-container, .MathJax")).to_have_count(page.locator("#formula").count())
    assert page.evaluate("window.hacked") is None and page.evaluate("getComputedStyle(document.body).display") != "none"
    lab = page.locator(".jp-OutputArea-output").count() > 0
    foreign = page.locator(f"{'.jp-OutputArea-output' if lab else 'main'} :is({FOREIGN})")
    assert foreign.count() == 0
    shown = ".jp-RenderedHTML" if lab else "main"  # in plain text JupyterLab itself makes links, also of data:
    links = page.eval_on_selector_all(f"{shown} a[href]", "nodes => nodes.map(node => node.outerHTML.slice(0, 300))")
    assert [one for one in links if not re.search(r"href=.(https?://|#|[\w-]+\.html)", one)] == []


def test_in_jupyterlab_nothing_runs_is_asked_for_or_typeset(desk: Page, lab: Lab, watch: Watch) -> None:
    """All that is no widget, and the static twins; besides what Python says of a payload: values, warnings, errors."""
    (lab.folder / "hostile.json").write_text(json.dumps([everything(IN_LAB), list(PAYLOADS.values())]), encoding="utf-8")
    run_cell(desk, "import json, warnings\nfrom kit.render import Html\npages, bad = json.load(open('hostile.json'))\n"
                   "for page in pages:\n    display(Html(page))\ndisplay(Html('<p id=formula>$x$</p>'))")
    run_cell(desk, "from kit.corpora import CorpusWarning\nfor one in bad:\n    one = one.replace('\\ud800', '')\n    print(one)\n"
                   "    display(kit.Article.of(one, id=one))\n    warnings.warn(one, CorpusWarning)")
    for number in (0, 11, 19, 23):
        run_cell(desk, f"kit.article(bad[{number}])")
    sane(desk)
    assert offline.watched(lab.folder.parent)[1] == [] and watch.errors == []


def test_a_saved_or_exported_page_runs_nothing_and_asks_for_nothing(browser_context: BrowserContext, tmp_path: Path) -> None:
    """The report, the reading edition of cells that are hostile themselves, and what nbconvert makes of the outputs."""
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", {"text/html": html}) for html in everything(TWINS)])
    raw = [nbformat.v4.new_markdown_cell(f"# T\n\n{one}") for one in PAYLOADS.values()]
    raw += [nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", {"text/html": one})]) for one in PAYLOADS.values()]
    pages = {"report": reports.page("".join(everything(["report", *TWINS]))), "site": build.whole("00_x", nbformat.v4.new_notebook(cells=raw), ["00_x"]),
             "nbconvert": HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))[0]}
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8", errors="replace")
        opened, asked = browser_context.new_page(), []
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto((tmp_path / f"{name}.html").as_uri())
        sane(opened)
        assert [one for one in asked[1:] if not one.startswith("https://cdnjs.cloudflare.com/" if name == "nbconvert" else "data:")] == []
        opened.close()


# Files ------------------------------------------------------------------------------------------------------------------

FORMULAS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "'=1", "''=1", '"=1', "\u00a0=1", "\ufeff=1", "\0=1",
            "\uff1d1", "x;=1", "x;\"=1\"", "x\t=1", "x\n=1\n-2", "x\r\n=1", ";;=1", "=1;=2", "x; @y", "plain", "'tis", "a-b; c - d", ""]
TEMPTS = re.compile(r"""["\s\0\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]""")


def worked_out(text: str) -> list[str]:
    """The cells that a spreadsheet would take for formulas, whichever sign its country divides cells with."""
    return [cell for sign in ",;\t" for row in csv.reader(StringIO(text, newline=""), delimiter=sign) for cell in row if TEMPTS.match(cell)]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_text_in_a_table_and_comes_back(cell: str) -> None:
    text = as_csv(["a", "b", "c"], [[cell, f"x {cell}", cell]])
    assert worked_out(text) == []
    [row] = list(csv.reader(StringIO(text, newline="")))[1:]
    cell = re.sub("\r\n?", "\n", cell)
    assert [unguarded(one) for one in row] == [cell, f"x {cell}", cell]


@given(st.text(st.sampled_from("=+-@;\t\r\n\"' x\u00a0\ufeff"), max_size=12))
def test_any_cell_is_text_in_a_table_and_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell and worked_out(as_csv(["a", "b"], [["x", cell]])) == []


def test_what_is_handed_in_and_gathered_comes_back_and_holds_no_formula() -> None:
    for place, bad in enumerate(FORMULAS):
        made = kit.Coder("ramouseh-halyard", coder=f"c{place}")
        made.mark(0, 6, "party.state", note=bad)
        exercise_(bad, "discuss")
    kit.hand_in(name="=1", answers=True)
    merge.write(Path("my_work"), Path())
    bench = workbench("x")
    bench.add("-held", code="=c", gloss="@g; =1")
    files = [*Path().glob("*.csv"), *Path("my_work").glob("*.csv"), bench.save("mine")]
    assert len(files) == 4 and [worked_out(file.read_bytes().decode()) for file in files] == [[]] * 4
    notes = {mark.note.strip() for mark in tables.read(Annotation, Path("class-annotations.csv"))}
    assert {mark.note for mark in made.marks} <= notes and "=1+1" in notes
    assert kit.lexicon("mine").entries == bench.lexicon.entries


def test_a_shipped_table_holds_no_formula() -> None:
    home = tables.home()
    said = {file.name: worked_out(file.read_text(encoding="utf-8")) for file in [*home.glob("*.csv"), *tables.lexicon_folder().glob("*.csv")]}
    assert {name: cells for name, cells in said.items() if cells} == {}


NAMES = ["../x", "..", ".", "", "/etc/x", "a/b", "a\\b", "C:x", "C:\\x", "\\\\server\\x", "a\0b", "a\nb", "con", "CON", "nul.x", "com1", "x.", "x ", "~", "$HOME", "-rf",
         "x" * 300, "ليلى", "a\u202eb", "%2e%2e%2f", "x:y", "a*", "\ud800"]


def bench_saved(name: str) -> None:
    workbench("x").save(name)


def marked(name: str) -> None:
    kit.Coder("ramouseh-halyard", coder=name).mark(0, 6, "party.state")


#: What makes a file from a name that somebody gives.
WRITERS = {
    "work": lambda name: work.save(name, {}), "study": lambda name: study.save(name, {}), "list": bench_saved, "coding": marked,
    "report": lambda name: kit.report("mine", [article("x")]).save(name), "record": lambda name: kit.hand_in(name=name),
    "article": lambda name: kit.Coder(Article.of("Rebels\n\nx", id=name), coder="me").mark(0, 6, "party.state"),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_name_never_leads_out_of_the_folder(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is refused with a sentence, or becomes a file name that every system takes, in ``my_work``."""
    monkeypatch.setattr(record, "_known", dict)  # reads every exercise each time
    work.save("progress", {"00.2": {"answer": [0], "reply": {}}})
    before = len(list(tmp_path.rglob("*")))
    for name in NAMES:
        try:
            WRITERS[kind](name)
        except KitError as error:
            assert str(error).endswith(".")
    made = [path for path in tmp_path.rglob("*") if path != tmp_path / "my_work"]
    assert len(made) > before and {path.parent for path in made} == {tmp_path / "my_work"}
    assert [path.name for path in made if not re.fullmatch(r"[\w-][\w.-]{0,110}[\w]", path.name, re.ASCII)] == []
    assert [path.name for path in made if re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\.", path.name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_id_or_a_folder_never_leads_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter.exercise, "folder", lambda: Path("lessons/exercises").resolve())
    for place in ("lessons", "lessons/exercises", "x"):
        Path(place).mkdir()
        for number in "123":
            Path(place, f"{number}.txt").write_text(f"secret {number}", encoding="utf-8")
    for read in (tables.with_text, lambda row: kit.article(row.id), lambda row: starter.write(row.id), lambda row: exercise.exercise(row.id)):
        with pytest.raises(KitError):
            read(Article.of("x", id=name))


def test_a_lesson_of_ones_own_has_only_the_cells_of_its_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter.exercise, "folder", lambda: Path("exercises").resolve())
    Path("exercises").mkdir()
    made = set()
    for place, bad in enumerate([*PAYLOADS.values(), "50 %% code raises-exception %% md x", "{folder} {title}"]):
        folder = Path(f"own {place}", bad.replace("/", " ").replace("\0", "").encode("utf-8", "replace").decode()[:60])
        folder.mkdir(parents=True)
        for number in "12":
            (folder / f"{number}.txt").write_text(f"Bridge closed {number}\n\nA brave crew.", encoding="utf-8")
        starter.write(f"own {place}", bad)
        book = nbformat.read(next(Path().glob(f"*_own_{place}.ipynb")), as_version=4)
        made.add(tuple((cell.cell_type, cell.source if cell.cell_type == "code" and "own" not in cell.source and "Exercise" not in cell.source else "")
                       for cell in book.cells))
        read = Reader(page.lesson(nbformat.v4.new_notebook(cells=[cell for cell in book.cells if cell.cell_type == "markdown"])))
        assert read.wrong == [] and not re.search(r"[$`\\]", "".join(cell.source for cell in book.cells if cell.cell_type == "markdown"))
    assert len(made) == 1
