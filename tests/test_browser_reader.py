"""The Reader's layers in a real JupyterLab: who says what, who does what, figures and hedges, over one another."""

from __future__ import annotations

import re

import pytest
from browser import axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to
from playwright.sync_api import Locator, Page, expect

ALL = '["voice", "agency", "figures", "hedges"]'


def layered(page: Page, *, layers: str = ALL) -> Locator:
    run_cell(page, f'r = kit.Reader(kit.article("ramouseh-halyard"), kit.article("ramouseh-sanbuk"), layers={layers})\nr')
    return page.locator(".kit-reader").last


def test_layers_by_mouse(desk: Page) -> None:
    """Opens on who says what, follows one attribution, adds layers that were not read yet, and reads what stands over one word."""
    widget = layered(desk)
    expect(widget.get_by_label("Who says what")).to_be_checked()
    expect(widget.get_by_label("Armed opposition")).not_to_be_checked()
    picture(desk, "layers-voice")
    widget.locator("mark").filter(has_text="A military source quoted by Syrian state media").click()
    said = widget.locator("article .kit-said")
    for words in ("A reporting word, and a clause that is quoted in part", "cue, neutral “said”", "2 voices", "Who speaks?", "right in 95 of 100"):
        expect(said).to_contain_text(words, ignore_case=True)
        expect(widget.get_by_role("status")).to_contain_text(words, ignore_case=True)
    for words in ("denied", "that the siege had been broken", "suffered heavy losses"):  # all that this source says
        expect(widget.locator('mark[data-unit="on"]').filter(has_text=words)).to_have_count(1)
    widget.get_by_label("Who does what").check()
    widget.get_by_label("Armed opposition").check()
    expect(widget.get_by_role("row", name=re.compile("Passive without agent"))).to_be_visible()
    holds(desk, "r.on", ["armed-opposition", "voice", "agency"])
    broken = widget.locator("mark").filter(has_text="been broken")
    broken.first.click()
    expect(said).to_contain_text("Passive without agent", ignore_case=True)
    expect(said).to_contain_text("said not to have happened")
    expect(said.locator("summary")).to_have_text(["Here too: Content"])
    said.locator("summary").click()
    expect(said.locator("details")).to_contain_text("that the siege had been broken")
    picture(desk, "layers-three")
    holds(desk, "sum(r.counts.values()) == len(r.marks)", True)
    holds(desk, "len(r.marks)", sum(int(n) for n in widget.locator("tbody tr td:nth-child(3)").all_inner_texts()))


def test_layers_by_keyboard(desk: Page) -> None:
    widget = layered(desk)
    widget.get_by_label("Who says what").focus()
    box = widget.get_by_label("Figures")
    tab_to(desk, box)
    desk.keyboard.press("Space")
    expect(widget.get_by_role("row", name=re.compile("Source of a figure"))).to_be_visible()
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    tab_to(desk, widget.locator("mark").first)
    for _ in range(60):
        if "Russia's defence ministry" in focused(desk).inner_text():
            break
        desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    expect(focused(desk)).to_have_attribute("aria-pressed", "true")
    expect(widget.get_by_role("status")).to_contain_text("On whose word?")
    tab_to(desk, widget.locator(".kit-said summary").first)
    desk.keyboard.press("Enter")
    expect(widget.locator(".kit-said details").first).to_have_attribute("open", "")
    expect(widget.locator(".kit-said summary").first).to_be_focused()
    holds(desk, "r.on", ["voice", "figures"])


def test_marks_are_told_apart_without_colour(desk: Page) -> None:
    """Every mark on show ends in a letter of the table, and two lists over one word have lines at different heights."""
    widget = layered(desk)
    for name in ("Armed opposition", "Who does what", "Figures", "Hedges and rough numbers"):
        widget.get_by_label(name).check()
    expect(widget.get_by_role("row", name=re.compile("Hedge"))).to_be_visible()
    letters = widget.locator("tbody tr td:first-child").all_inner_texts()
    assert len(set(letters)) == len(letters) > 10
    signs = {text.rstrip("”‘’") for text in widget.locator("article sup").all_inner_texts()}
    assert signs == set(letters)
    word = widget.locator("mark").filter(has_text=re.compile("^militants")).first
    offsets = word.evaluate("node => [node, ...node.querySelectorAll('.kit-lane')].map((one) => getComputedStyle(one).textUnderlineOffset)")
    assert len(set(offsets)) == len(offsets) == 2
    picture(desk, "layers-all")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    widget = layered(desk)
    widget.get_by_label("Who does what").check()
    expect(widget.get_by_role("row", name=re.compile("Passive without agent"))).to_be_visible()
    widget.locator("mark").filter(has_text="been broken").first.click()
    expect(widget.locator(".kit-said summary").first).to_be_visible()
    picture(desk, f"layers-{theme}")
    assert axe(desk, ".kit-reader", impacts="minor moderate serious critical") == []


def test_a_narrow_window_loses_nothing(desk: Page) -> None:
    widget = layered(desk)
    widget.locator("mark").first.click()
    window(desk, 360)
    picture(desk, "layers-360")
    fits(widget)


def test_nothing_in_a_text_runs(desk: Page) -> None:
    run_cell(desk, f"bad = {HOSTILE!r}\na = kit.Article.of(f'“{{bad}},” said Ali {{bad}}. At least 12 {{bad}} may have been killed by {{bad}}.', outlet=bad)\n"
                   f"r = kit.Reader(a, a, layers={ALL})\nr.on = {ALL}\nr")
    widget = desk.locator(".kit-reader").last
    widget.locator("mark").first.click()
    expect(widget.locator("article .kit-said")).to_contain_text("onerror")
    assert desk.evaluate("window.hacked") is None
    assert desk.locator(".jp-OutputArea-output img[src=x], .jp-OutputArea-output script, .jp-OutputArea-output mjx-container").count() == 0
    assert not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]


def test_the_swapper_says_when_and_what_kind_of_text(desk: Page) -> None:
    run_cell(desk, 'kit.Swapper(kit.article("ramouseh-marchmont"))')
    expect(desk.locator(".kit-swapper").last.locator(".kit-minor").first).to_have_text(re.compile(r"^2016-08-\d\d · composed for teaching$"))
