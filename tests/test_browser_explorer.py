"""The Explorer in a real JupyterLab: by mouse, by keyboard alone, in the dark, in a narrow window, with hostile content."""

from __future__ import annotations

import re

import pytest
from browser import Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to
from playwright.sync_api import Locator, Page, expect


def explorer(page: Page, source: str = '"ramouseh", "armed_opposition"') -> Locator:
    run_cell(page, f"w = kit.Explorer({source})\nw")
    return page.locator(".kit-explorer").last


def cells(widget: Locator) -> Locator:
    return widget.locator("button[data-cell]")


def test_by_mouse(desk: Page) -> None:
    widget = explorer(desk, "")
    expect(widget).to_contain_text("1,806 labels of 302 outlets")
    expect(widget.locator("tbody tr")).to_have_count(16)
    picture(desk, "explorer-first")
    widget.get_by_role("button", name="More outlets").click()
    expect(widget).to_contain_text("Page 2 of 21")
    widget.get_by_label("What is named").select_option("armed_opposition")
    expect(widget.get_by_role("columnheader", name="terrorist")).to_be_visible()
    expect(widget).to_contain_text("Page 1 of")
    widget.get_by_label("Language").select_option("ar")
    expect(widget.get_by_role("button", name=re.compile("^all outlets, terrorist"))).to_be_visible()
    widget.get_by_role("button", name=re.compile("^all outlets, terrorist")).click()
    expect(widget.locator(".kit-lines [lang=ar]").first).to_have_attribute("dir", "rtl")
    expect(widget.locator(".kit-lines a").first).to_have_attribute("href", re.compile("^https?://"))
    picture(desk, "explorer-arabic")
    shown = widget.locator(".kit-lines tbody tr").count()
    holds(desk, "w.cell, len(w.lines), set(w.lines['lang']), int(w.table['terrorist'].sum())", (["all outlets", "terrorist"], shown, {"ar"}, shown))
    widget.get_by_role("button", name=re.compile("^terrorist")).click()
    expect(widget.get_by_role("columnheader", name="terrorist")).to_have_attribute("aria-sort", "descending")
    widget.get_by_role("button", name="More outlets").click()
    expect(widget).to_contain_text("Page 2 of 3")
    expect(widget.locator(".kit-lines caption")).to_contain_text("all outlets, terrorist")
    widget.get_by_label("Search an outlet").fill("enab")
    expect(widget.locator(".kit-lines tbody tr")).to_have_count(1)
    widget.get_by_label("Search an outlet").fill("nobody")
    expect(widget).to_contain_text("No outlet is left")
    expect(widget.get_by_label("Search an outlet")).to_be_focused()


def test_by_keyboard(desk: Page) -> None:
    widget = explorer(desk)
    widget.get_by_label("Event").focus()
    desk.keyboard.press("Home")
    expect(widget.get_by_label("Event")).to_have_value("")
    expect(widget).to_contain_text("400 labels of")
    expect(widget.get_by_label("Event")).to_be_focused()
    tab_to(desk, widget.get_by_label("Search an outlet"))
    desk.keyboard.type("reuters")
    expect(widget.locator("tbody tr")).to_have_count(3)
    expect(widget.get_by_role("button", name=re.compile(r": 1 label \(1 "))).not_to_have_count(0)
    expect(widget.get_by_role("button", name=re.compile(r": 1 labels"))).to_have_count(0)
    expect(widget.get_by_label("Search an outlet")).to_have_value("reuters")
    tab_to(desk, cells(widget).first)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowRight")
    expect(focused(desk)).to_have_attribute("data-cell", "1,1")
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineWidth") != "0px"
    desk.keyboard.press("Enter")
    expect(cells(widget).locator("xpath=self::*[@aria-pressed='true']")).to_have_count(1)
    expect(focused(desk)).to_have_attribute("data-cell", "1,1")
    expect(widget.get_by_role("status")).to_have_text(re.compile(r"^Reuters \(English\), rebel: \d+ lines?$"))  # not the lines themselves
    tab_to(desk, widget.locator(".kit-lines a").first)
    holds(desk, "w.cell, w.search, w.event, w.by", (["Reuters (English)", "rebel"], "reuters", "", "words"))
    before = len(outputs(desk))
    widget.get_by_label("Search an outlet").focus()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("abxdd")
    assert len(outputs(desk)) == before
    widget.get_by_role("button", name=re.compile("^outlet")).focus()
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("columnheader", name="outlet")).to_have_attribute("aria-sort", "ascending")


def test_switched_from_python(desk: Page) -> None:
    widget = explorer(desk)
    run_cell(desk, 'w.show(event="omran", slot="civilians", lang="")')
    expect(widget.get_by_role("columnheader", name="family")).to_be_visible()
    run_cell(desk, 'w.choose("all outlets", "family")')
    expect(widget.locator(".kit-lines")).to_contain_text("all outlets, family")


def test_marks_and_counts(desk: Page) -> None:
    run_cell(desk, 'texts = kit.articles()\nmarks = kit.find("armed-opposition", texts)')
    widget = explorer(desk, "marks=marks, articles=texts")
    widget.get_by_role("button", name=re.compile("^Arwad News Agency, terrorist")).click()
    expect(widget.locator(".kit-lines")).to_contain_text("Arwad News Agency, terrorist")
    picture(desk, "explorer-marks")
    widget = explorer(desk, "counts=kit.fa_kes_counts()")
    widget.get_by_role("button", name=re.compile("^all outlets, terrorist")).click()
    expect(widget.locator(".kit-lines caption")).to_contain_text("200 of")
    expect(widget).to_contain_text("no quotation marks at all")
    assert axe(desk, ".kit-explorer", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    widget = explorer(desk)
    cells(widget).nth(3).click()
    expect(widget.locator(".kit-lines")).to_be_visible()
    picture(desk, f"explorer-{theme}")
    assert axe(desk, ".kit-explorer", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    widget = explorer(desk)
    window(desk, width)
    cells(widget).nth(3).click()
    expect(widget.locator(".kit-lines")).to_be_visible()
    picture(desk, f"explorer-{width}")
    fits(widget)


def test_nothing_in_a_label_runs(desk: Page, watch: Watch) -> None:
    run_cell(desk, f"bad = {HOSTILE!r}\na = kit.Article.of('Rebels ' + bad + '. rebels', outlet=bad, date=bad, lang=bad)\n"
                   "marks = [kit.Annotation(a.id, 0, len(a.text), bad, bad, 'attributed'), kit.Annotation(a.id, 0, 6, 'b', 'c', '')]")
    widget = explorer(desk, "marks=marks, articles=[a]")
    cells(widget).first.click()
    expect(widget.locator(".kit-lines")).to_contain_text("<script>")
    assert desk.evaluate("window.hacked") is None
    assert widget.locator("img, script, svg, a[href^=javascript]").count() == 0
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
