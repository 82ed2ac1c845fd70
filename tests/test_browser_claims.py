"""The Claims widget in a real JupyterLab: by mouse, by keyboard alone, in the dark, in a narrow window, with hostile content."""

from __future__ import annotations

import re

import pytest
from browser import Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to, value
from playwright.sync_api import Locator, Page, expect


def claims(page: Page, source: str = '"share_jfs"') -> Locator:
    run_cell(page, f"w = kit.Claims({source})\nw")
    return page.locator(".kit-claims").last


def sources(widget: Locator) -> Locator:
    return widget.locator("button[data-claim]")


def test_by_mouse(desk: Page) -> None:
    widget = claims(desk)
    expect(sources(widget)).to_have_count(7)
    expect(widget.get_by_role("heading", name="Given in percent")).to_be_visible()
    expect(widget.get_by_role("status")).to_contain_text("No two of them are known to count the same")
    picture(desk, "claims-light")
    widget.get_by_role("button", name=re.compile("UN .de Mistura., UN, 25 Sep 2016: 50–100 %")).click()
    expect(widget.get_by_role("status")).to_contain_text("all fighters in the northern city")
    expect(widget.locator("li.kit-open a")).to_have_attribute("href", re.compile("^https://gulftime"))
    expect(widget.get_by_text("≠ another base, as worded")).to_have_count(6)
    holds(desk, "w.chosen.low, len(w.table)", ("50", 7))
    picture(desk, "claims-open")
    widget.get_by_label("UN (3)").uncheck()
    expect(sources(widget)).to_have_count(4)
    holds(desk, "len(w.table), w.chosen", (4, None))
    widget.get_by_label("Quantity").select_option("trucks_hit")
    expect(sources(widget)).to_have_count(3)
    widget.get_by_role("checkbox", name=re.compile("^UN")).check()
    expect(sources(widget)).to_have_count(5)
    widget.get_by_label("What is counted").select_option(index=1)
    holds(desk, "len(w.table), w.quantity, w.event", (1, "trucks_hit", ""))
    widget.get_by_role("button", name="Show as a table").click()
    expect(widget.get_by_role("columnheader", name="what is counted")).to_be_visible()
    picture(desk, "claims-table")


def test_by_keyboard(desk: Page) -> None:
    widget = claims(desk, '"convoy"')
    widget.get_by_label("Quantity").focus()
    tab_to(desk, widget.get_by_label("NGO (4)"))
    desk.keyboard.press("Space")
    expect(widget.get_by_label("NGO (4)")).not_to_be_checked()
    expect(widget.get_by_label("NGO (4)")).to_be_focused()
    tab_to(desk, sources(widget).first)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    expect(sources(widget).nth(2)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(sources(widget).nth(2)).to_have_attribute("aria-expanded", "true")
    expect(sources(widget).nth(2)).to_be_focused()
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineWidth") != "0px"
    holds(desk, "w.chosen.id", eval(value(desk, "w.table.index[2], w._shown()[2].id"))[1])
    sources(widget).nth(2).focus()
    tab_to(desk, widget.locator("li.kit-open a"))
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("End")
    expect(sources(widget).last).to_be_focused()
    widget.get_by_role("button", name="Show as a table").focus()
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("table")).to_be_visible()
    holds(desk, "w.as_table", True)
    before = len(outputs(desk))
    widget.get_by_label("Quantity").focus()
    desk.keyboard.press("b")
    expect(widget.get_by_label("Quantity")).to_have_value("buses_burned")
    assert len(outputs(desk)) == before  # no command to insert a cell
    holds(desk, "w.quantity, w.event", ("buses_burned", ""))


def test_switched_from_python(desk: Page) -> None:
    widget = claims(desk)
    run_cell(desk, 'w.show("castello", "siege_start")')
    expect(sources(widget)).to_have_count(4)
    expect(widget.locator(".kit-axis")).to_contain_text("27 Jul 2016")
    run_cell(desk, "w.choose(w._shown()[0].id)")
    expect(widget.locator("li.kit-open")).to_have_count(1)


def test_an_open_end_is_drawn_open(desk: Page) -> None:
    """“At least” and “at most” have an arrow, which begins at the dot and stays on the axis."""
    widget = claims(desk, '"", "civilians_killed"')
    row = widget.locator("li", has=desk.get_by_role("button", name=re.compile("at least 74 civilians")))
    expect(row.locator(".kit-figure")).to_have_text("at least 74 civilians")
    expect(row.locator("u[data-bound='at least']")).to_have_count(1)
    expect(widget.locator("u")).to_have_count(sum("at least" in name for name in widget.locator(".kit-figure").all_inner_texts()))
    picture(desk, "claims-open-ended")
    inside = "all => all.every(one => one.clientWidth > 8 && one.getBoundingClientRect().right <= one.parentNode.getBoundingClientRect().right + 1)"
    assert widget.locator("u").evaluate_all(inside)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    widget = claims(desk, '"convoy"')
    sources(widget).nth(4).click()
    picture(desk, f"claims-convoy-{theme}")
    table = claims(desk, '"trapped", as_table=True')
    sources(table).first.click()
    assert axe(desk, ".kit-claims", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    widget = claims(desk)
    window(desk, width)
    sources(widget).nth(1).click()
    picture(desk, f"claims-{width}")
    fits(widget)
    ends = widget.locator(".kit-bars").first.locator(".kit-track")
    expect(widget.locator("li.kit-open")).to_have_count(1)
    assert len(set(ends.evaluate_all("nodes => nodes.map(node => Math.round(node.getBoundingClientRect().right))"))) == 1, "one axis"
    assert widget.evaluate("node => [...node.querySelectorAll('.kit-figure')].every(one => one.getBoundingClientRect().right <= node.getBoundingClientRect().right)")


def test_nothing_in_a_claim_runs(desk: Page, watch: Watch) -> None:
    run_cell(desk, f"from dataclasses import replace\nbad = {HOSTILE!r}\n"
                   "rows = [replace(c, as_worded=bad, claimant=bad, claimant_kind=bad, denominator=bad, reported_by=bad, url='javascript:window.hacked=1', "
                   "later_finding=bad, note=bad, unit=bad, covers_from=bad, id=c.id + bad) for c in kit.claims('convoy', quantity='trucks_hit')]")
    widget = claims(desk, "claims=rows")
    sources(widget).first.click()
    expect(widget.locator(".kit-said")).to_contain_text("<script>")
    widget.get_by_role("button", name="Show as a table").click()
    expect(widget.get_by_role("table")).to_be_visible()
    assert desk.evaluate("window.hacked") is None
    assert widget.locator("img, script, svg, a[href^=javascript]").count() == 0
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
