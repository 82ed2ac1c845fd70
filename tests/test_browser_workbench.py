"""The Workbench in a real JupyterLab: a whole task by mouse, by keyboard alone, in the dark, narrow, hostile, after a restart."""

from __future__ import annotations

import json
import re

import pytest
from browser import Lab, Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to
from playwright.sync_api import Locator, Page, expect


def bench(page: Page, more: str = '"armed-opposition"') -> Locator:
    run_cell(page, f"b = kit.Workbench({more})\nb")
    return page.locator(".kit-workbench").last


def line(widget: Locator, place: int) -> Locator:
    """One line of the concordance."""
    return widget.get_by_role("region", name=re.compile(r"\d+ lines")).locator("tbody tr").nth(place)


def test_a_task_by_mouse(desk: Page, lab: Lab) -> None:
    window(desk, 1280, 1500)
    widget = bench(desk)
    status = widget.get_by_role("status")
    widget.get_by_role("button", name="New entry").click()
    expect(widget.get_by_role("heading", name="A new entry")).to_be_visible()
    widget.get_by_label("Word or phrase").fill("Faction*")
    expect(widget.get_by_label("Word group")).to_have_value("")  # never the group of the entry seen before
    widget.get_by_label("Word group").fill("fighter")
    widget.get_by_role("button", name="Add the entry").click()
    expect(status).to_contain_text(re.compile(r"“faction\*” added\. [1-9]\d* hits won, 0 lost"))
    expect(widget.get_by_role("heading", name="The entry faction*")).to_be_visible()
    expect(widget.get_by_role("region", name="Since the first list")).to_contain_text("added")
    line(widget, 0).get_by_role("button", name="wrong").click()
    expect(line(widget, 0).get_by_role("button", name="wrong")).to_have_attribute("aria-pressed", "true")
    widget.get_by_role("button", name=re.compile(r"The other \d+ on this page are right")).click()
    expect(status).to_contain_text("judged right.")
    widget.get_by_label("New trap").fill("no such words")
    widget.get_by_role("button", name="Add trap").click()
    expect(widget.get_by_text("does not hold “faction*”").first).to_be_visible()
    expect(widget.get_by_label("New trap")).to_have_value("no such words")
    picture(desk, "bench-wrong-trap")
    widget.get_by_label("New trap").fill("armed faction*")
    widget.get_by_role("button", name="Add trap").click()
    expect(widget.get_by_role("region", name="Since the first list")).to_contain_text("added")
    widget.get_by_role("button", name="rebel*", exact=True).click()
    expect(widget.get_by_label("Word or phrase")).to_have_value("rebel*")
    widget.get_by_label("Word or phrase").fill("rebels")
    widget.get_by_role("button", name="Keep the change").click()
    expect(status).to_contain_text(re.compile(r"0 hits won, [1-9]\d* lost"))
    widget.get_by_label("Show").select_option(label="hits lost by your changes")
    expect(line(widget, 0)).to_contain_text(re.compile("rebel", re.I))
    widget.get_by_role("button", name="opposition*", exact=True).click()
    widget.get_by_role("button", name="Drop the entry").click()
    expect(widget.get_by_role("region", name="Since the first list")).to_contain_text("dropped")
    widget.get_by_label("Rates of").select_option("rebel")
    picture(desk, "bench-changed")
    widget.get_by_role("button", name="Put it back").click()
    expect(widget.get_by_role("region", name="Since the first list")).not_to_contain_text("dropped")
    widget.get_by_label("Save as").fill("my-list")
    widget.get_by_role("button", name="Save", exact=True).click()
    expect(status).to_contain_text("my_work/my-list.csv")
    holds(desk, "sorted(b.changes['entry'])", ["faction*", "rebels"])
    holds(desk, "b.precision.n > 0 and b.precision.right == b.precision.n - 1", True)
    holds(desk, "kit.lexicon('my-list').entries == b.lexicon.entries", True)
    holds(desk, "len(kit.find('my-list', kit.articles())) == len(b.hits)", True)


def test_a_task_by_keyboard_and_again_after_a_restart(desk: Page, lab: Lab) -> None:
    widget = bench(desk)
    first = widget.locator("[data-rove][tabindex='0']").first
    first.focus()
    desk.keyboard.press("ArrowDown")
    term = focused(desk).inner_text().strip("▸ ")
    desk.keyboard.press("Enter")
    expect(widget.get_by_label("Word or phrase")).to_have_value(term)
    expect(focused(desk)).to_have_text(re.compile(re.escape(term)))
    tab_to(desk, widget.get_by_label("New trap"))
    desk.keyboard.type("no such words")
    desk.keyboard.press("Enter")
    expect(widget.get_by_text("could never keep a hit out").first).to_be_visible()
    expect(widget.get_by_label("New trap")).to_be_focused()
    tab_to(desk, widget.get_by_role("button", name="New entry"))
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("heading", name="A new entry")).to_be_visible()
    before = len(outputs(desk))
    widget.get_by_label("Word or phrase").focus()
    desk.keyboard.type("faction*")
    desk.keyboard.press("Tab")
    desk.keyboard.type("fighter")
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("status")).to_contain_text("“faction*” added.")
    assert len(outputs(desk)) == before
    tab_to(desk, line(widget, 0).get_by_role("button", name="right"))
    desk.keyboard.press("Space")
    expect(line(widget, 0).get_by_role("button", name="right")).to_have_attribute("aria-pressed", "true")
    expect(line(widget, 0).get_by_role("button", name="right")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(line(widget, 0).get_by_role("button", name="wrong")).to_be_focused()
    holds(desk, "b.precision.right, b.precision.n", (1, 1))
    desk.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart().then(() => null)")
    run_cell(desk, "import kit")
    widget = bench(desk)
    expect(widget.get_by_role("status")).to_contain_text("2 steps from an earlier time")
    expect(widget.get_by_role("region", name="Since the first list")).to_contain_text("faction*")
    widget.get_by_role("button", name="Undo (2 steps)").focus()
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("button", name="Undo (1 step)")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("status")).to_contain_text("taken away")
    holds(desk, "b.lexicon == kit.lexicon('armed-opposition')", True)


def test_quick_clicks_are_all_kept(desk: Page) -> None:
    """Thirty verdicts within one breath, while the kernel is busy: each arrives."""
    widget = bench(desk)
    widget.get_by_label("Show").select_option(label="all hits")
    expect(widget.get_by_role("region", name=re.compile(r"\d{3} lines"))).to_be_visible()
    run_cell(desk, "import threading, time; _ = threading.Timer(0, time.sleep, [1]).start()")
    widget.evaluate("node => node.querySelectorAll('.kit-verdict button:first-child').forEach((one) => one.click())")
    holds(desk, "b.precision.n", 15)


@pytest.mark.parametrize("typed, said", [
    ("", "Write a word or a phrase first."), ("*", "A * alone would find every word"), ("re*bel", "only at the very end"),
    ("rebel*", "stands on the list already"), ("rebel " * 20, "80 are the most"),
])
def test_a_bad_entry_is_answered_beside_its_field(desk: Page, typed: str, said: str) -> None:
    widget = bench(desk)
    widget.get_by_role("button", name="New entry").click()
    expect(widget.get_by_role("heading", name="A new entry")).to_be_visible()
    widget.get_by_label("Word or phrase").fill(typed)
    widget.get_by_label("Word group").fill("fighter")
    widget.get_by_label("It may frame because it").fill("keeps my reasons")
    widget.get_by_role("button", name="Add the entry").click()
    expect(widget.locator(".kit-wrong", has_text=said)).to_be_visible()
    field = widget.get_by_label("Word or phrase")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(typed)
    expect(widget.get_by_label("It may frame because it")).to_have_value("keeps my reasons")
    widget.get_by_role("button", name="rebel*", exact=True).click()
    expect(field).to_have_value("rebel*")
    widget.get_by_role("button", name="New entry").click()
    expect(field).to_have_value(typed)
    holds(desk, "len(b.changes)", 0)


def test_arabic_is_found_and_keeps_its_direction(desk: Page) -> None:
    text = "قالت الوكالة إن الإرهابيين فروا\n\nثم عاد الإرهابيون إلى حلب"
    run_cell(desk, f'a = kit.Article.of({text!r}, outlet="وكالة", lang="ar")')
    widget = bench(desk, '"armed-opposition", [a]')
    widget.get_by_role("button", name="New entry").click()
    widget.get_by_label("Word or phrase").fill("إرهابي*")
    widget.get_by_label("Word group").fill("terrorist")
    widget.get_by_role("button", name="Add the entry").click()
    expect(widget.get_by_role("status")).to_contain_text("2 hits won")
    expect(line(widget, 0)).to_have_css("direction", "rtl")
    picture(desk, "bench-arabic")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    window(desk, 1280, 1700)
    widget = bench(desk)
    widget.get_by_role("button", name="Drop the entry").click()
    expect(widget.get_by_role("region", name="Since the first list")).to_be_visible()
    widget.get_by_label("Show").select_option(label="all hits")
    line(widget, 0).get_by_role("button", name="wrong").click()
    expect(line(widget, 0).get_by_role("button", name="wrong")).to_have_attribute("aria-pressed", "true")
    widget.get_by_role("button", name="New entry").click()
    expect(widget.get_by_role("heading", name="A new entry")).to_be_visible()
    widget.get_by_role("button", name="Add the entry").click()
    expect(widget.locator(".kit-wrong", has_text="Write a word")).to_be_visible()
    picture(desk, f"bench-{theme}")
    assert axe(desk, ".kit-workbench", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    widget = bench(desk)
    window(desk, width, 3000)
    picture(desk, f"bench-{width}")
    fits(widget)
    fits(desk)


def test_nothing_in_a_text_a_list_or_a_field_runs(desk: Page, watch: Watch, lab: Lab) -> None:
    run_cell(desk, f"bad = {HOSTILE!r}\na = kit.Article.of('Rebels ' + bad + '\\n\\nrebels ' + bad, outlet=bad, date=bad)\n"
                   "from kit.model import Entry, Lexicon\n"
                   "entries = Entry('rebel*', bad, bad, bad, bad), Entry(bad, bad, bad, bad, bad)\n"
                   "hostile = Lexicon('bad', bad, bad, bad, bad, '', '', entries)")
    widget = bench(desk, "hostile, [a]")
    expect(line(widget, 0)).to_contain_text(re.compile("rebels", re.I))
    widget.get_by_label("Word or phrase").fill(HOSTILE[:70])
    widget.get_by_role("button", name="Keep the change").click()
    expect(widget.locator(".kit-wrong").first).to_be_attached()
    widget.get_by_role("button", name="Drop the entry").click()
    expect(widget.get_by_role("region", name="Since the first list")).to_be_visible()
    run_cell(desk, "from IPython.display import HTML\nHTML(b.twin())")
    assert desk.evaluate("window.hacked") is None
    assert desk.locator(".jp-OutputArea-output img[src=x], .jp-OutputArea-output script, .jp-OutputArea-output mjx-container").count() == 0
    assert desk.locator(".jp-OutputArea-output a[href^=javascript]").count() == 0
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
    assert json.loads((lab.folder / "my_work" / "workbench-bad.json").read_text(encoding="utf-8"))["steps"]
