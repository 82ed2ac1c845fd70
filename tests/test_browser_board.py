"""The Agreement board in a real JupyterLab: by mouse, by keyboard alone, in the dark, in a narrow window, hostile content."""

from __future__ import annotations

import json
import re

import pytest
from browser import Lab, axe, dark, fits, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to, value
from playwright.sync_api import Locator, Page, expect

from kit import tables
from test_board import BOOK

IMPACTS = "minor moderate serious critical"


def board(page: Page, source: str = 'kit.annotations(coder="class")', more: str = "") -> Locator:
    run_cell(page, f"b = kit.Board({source}{more})\nb")
    return page.locator(".kit-board").last


def test_the_whole_board_by_mouse(desk: Page) -> None:
    widget = board(desk, more=", key=True")
    expect(widget).to_contain_text("16 codings of 2 texts by 8 coders.")
    picture(desk, "board-light")
    widget.get_by_role("button", name="Party").click()
    expect(widget.get_by_role("heading", name="Party: where coders part")).to_be_visible()
    expect(widget.get_by_role("status")).to_contain_text("Party: alpha")
    holds(desk, "b.group", "party")
    assert [cell for cell in widget.locator(".kit-mixed td[data-same]").all_inner_texts() if not cell.endswith("%")] == []
    expect(widget.get_by_role("listitem").filter(has_text="volunteer").first).to_contain_text("Allies of the state side: 4 of 8")
    expect(widget.locator("mark", has_text="sectarian militias")).to_be_visible()
    widget.locator(".kit-mixed").scroll_into_view_if_needed()
    picture(desk, "board-party")
    widget.locator("ol.kit-places > li").nth(3).scroll_into_view_if_needed()
    picture(desk, "board-places")
    shown = widget.locator("ol.kit-places > li").count()
    widget.get_by_role("button", name=re.compile("More places")).click()
    expect(widget.locator("ol.kit-places > li").nth(shown)).to_be_attached()
    assert "Hana" not in widget.inner_text() and "Coder 1" in widget.inner_text()
    widget.get_by_label("Show names").check()
    expect(widget.locator("ol.kit-places")).to_contain_text("Hana")
    holds(desk, "b.named, len(b.coders)", (True, 8))
    widget.get_by_role("button", name="Frame").click()
    expect(widget.locator("ol.kit-places")).to_contain_text("words or small scenes evoke feeling?")
    picture(desk, "board-frame")
    assert float(value(desk, "float(b.confusion.loc['yes', 'yes'])")) > 0.5


def test_the_whole_board_by_keyboard(desk: Page) -> None:
    widget = board(desk)
    widget.get_by_label("Show names").focus()
    desk.keyboard.press("Space")
    holds(desk, "b.named", True)
    target = widget.get_by_role("button", name="Frame")
    tab_to(desk, target)
    desk.keyboard.press("Enter")
    expect(target).to_have_attribute("aria-pressed", "true")
    expect(target).to_be_focused()
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineWidth") != "0px"
    holds(desk, "b.group", "frame")
    more = widget.get_by_role("button", name=re.compile("More places"))
    tab_to(desk, more)
    while more.is_visible():
        desk.keyboard.press("Enter")
    expect(widget.locator("ol.kit-places > li:focus")).to_have_count(1)
    cells = desk.evaluate("jupyterapp.shell.currentWidget.content.widgets.length")
    for key in "adbxjk":  # commands of the notebook, when they reach it
        desk.keyboard.press(key)
    tab_to(desk, widget.locator("summary", has_text="How this is counted"))
    desk.keyboard.press("Enter")
    expect(widget).to_contain_text("To part is not to be wrong")
    assert desk.evaluate("jupyterapp.shell.currentWidget.content.widgets.length") == cells


def test_it_is_accessible_in_light_and_dark_and_fits_a_phone(desk: Page) -> None:
    widget = board(desk, more=', group="party", key=True')
    assert axe(desk, ".kit-board", impacts=IMPACTS) == []
    dark(desk)
    expect(widget).to_be_visible()
    assert axe(desk, ".kit-board", impacts=IMPACTS) == []
    widget.scroll_into_view_if_needed()
    picture(desk, "board-dark")
    window(desk, 360, 780)
    expect(widget).to_be_visible()
    fits(widget)
    widget.locator("h4").first.scroll_into_view_if_needed()
    picture(desk, "board-narrow")


def test_a_class_as_it_was_handed_in(desk: Page, lab: Lab) -> None:
    """A folder beside the notebook, one file damaged, one with a hostile name, hostile words in notes and names."""
    folder = lab.folder / "handed in"
    text = tables.article("ramouseh-halyard")
    for number, coder in enumerate((HOSTILE, "Leo")):
        marks = [{"start": mark.start, "end": mark.end, "code": mark.code, "voice": "", "quote": mark.quote, "note": HOSTILE}
                 for mark in tables.annotations(text.id, coder="ab"[number]) if mark.code.startswith(("party.", "cue."))]
        (folder / f"s{number}").mkdir(parents=True, exist_ok=True)
        content = {"kind": "kit-coding", "version": 1, "article": text.id, "sha": text.sha, "coder": coder, "codebook": BOOK, "saved": "", "serial": 1,
                   "marks": marks[number:]}
        (folder / f"s{number}" / "coding.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "<img src=x onerror=window.hacked=1>.json").write_text("{", encoding="utf-8")
    widget = board(desk, '"handed in"')
    expect(widget).to_contain_text("2 codings of 1 text by 2 coders.")
    widget.locator("summary", has_text="About the files (1)").click()
    expect(widget).to_contain_text("File 1: damaged, so it cannot be read")
    widget.get_by_label("Show names").check()
    expect(widget).to_contain_text("onerror=window.hacked=1>.json: damaged")
    widget.get_by_role("button", name="Party").click()
    expect(widget.locator("ol.kit-places")).to_contain_text("<img src=x")
    assert desk.evaluate("window.hacked === undefined") and widget.locator("img, script, svg, style").count() == 0
    picture(desk, "board-files")


@pytest.mark.parametrize("source, said", [("[]", "No codings were found here."), ('kit.annotations("ramouseh-halyard", coder="a")', "agreement needs two")])
def test_nothing_to_compare_is_said_and_draws(source: str, said: str, desk: Page) -> None:
    expect(board(desk, source)).to_contain_text(said)


def test_right_to_left_words_keep_their_direction(desk: Page) -> None:
    run_cell(desk, 'a = kit.Article.of("عنوان\\n\\nقال المتحدث إن rebels وصلوا إلى حلب.", id="ar", outlet="x")\n'
                   'm = lambda who, end: kit.Annotation("ar", 7, end, "party.opposition", who)\n'
                   'b = kit.Board([m("x", 16), m("y", 20), kit.Annotation("ar", 0, 5, "party.state", "y")], articles=[a])\nb')
    line = desk.locator(".kit-board").last.locator("ol.kit-places p[dir]").nth(1)
    assert line.get_attribute("dir") == "rtl"
