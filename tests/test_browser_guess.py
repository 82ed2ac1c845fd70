"""Guess in a real JupyterLab: a round by mouse and by keyboard, again after a restart, with hostile content."""

from __future__ import annotations

import json
import re

import pytest
from browser import Lab, Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to, value
from playwright.sync_api import Locator, Page, expect


def guess(page: Page, source: str = "kit.Guess(n=4)") -> Locator:
    run_cell(page, f"g = {source}\ng")
    return page.locator(".kit-guess").last


def made(widget: Locator, outlet: str, sure: str) -> Locator:
    """The answer to a guess for the text that is open."""
    widget.get_by_label("Which outlet printed it?").select_option(outlet)
    widget.get_by_label("How sure are you?").select_option(sure)
    widget.get_by_role("button", name="Guess and see the answer").click()
    expect(widget.locator(".kit-said[data-verdict]:visible").last).to_contain_text("printed by")
    return widget.locator(".kit-said[data-verdict]:visible").last


def test_a_round_by_mouse(desk: Page) -> None:
    widget = guess(desk)
    for name in ("Halyard", "Arwad", "Eastbridge", "Quwaiq", "Sanbuk", "Marchmont"):
        assert name not in widget.locator("article").inner_text()
    widget.get_by_role("button", name="Guess and see the answer").click()
    expect(widget).to_contain_text("Choose an outlet and say how sure you are")
    widget.get_by_label("verbs").check()
    picture(desk, "guess-light")
    said = made(widget, "halyard", "70")
    expect(said).to_contain_text("You said Halyard News Agency, 70 % sure")
    expect(widget.get_by_label("Which outlet printed it?")).to_be_disabled()
    expect(widget.get_by_role("status")).to_contain_text("This guess scores")
    picture(desk, "guess-answer-light")
    widget.get_by_role("button", name="Next text").click()
    expect(widget.get_by_role("heading", name="Text 2 of 4")).to_be_visible()
    expect(widget.get_by_label("Which outlet printed it?")).to_have_value("")
    made(widget, "arwad", "17")
    expect(widget).to_contain_text("Your score after 2 of 4 texts")
    expect(widget.get_by_role("row", name=re.compile("^verbs 1"))).to_be_visible()
    holds(desk, "g.guesses[['text', 'guess', 'sure', 'cues']].values.tolist()", [[1, "halyard", 70, "verbs"], [2, "arwad", 17, ""]])
    assert eval(value(desk, "g.score['n'], round(g.score['brier by chance'], 2), g.score['note']")) == (2, 0.83, "too few: 2 guesses")
    run_cell(desk, "g.calibration()")
    expect(desk.get_by_role("img", name=re.compile("Calibration plot, 2 steps of certainty"))).to_be_visible()


def test_by_keyboard_alone(desk: Page) -> None:
    widget = guess(desk)
    widget.get_by_role("button", name="Text 1").focus()
    tab_to(desk, widget.get_by_label("Which outlet printed it?"))
    desk.keyboard.type("Quw")
    tab_to(desk, widget.get_by_label("How sure are you?"))
    desk.keyboard.type("50")
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    tab_to(desk, widget.get_by_label("naming"))
    desk.keyboard.press("Space")
    tab_to(desk, widget.get_by_role("button", name="Guess and see the answer"))
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("status")).to_contain_text("You said Quwaiq Press, 50 % sure")
    expect(widget.get_by_role("button", name="Next text")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("button", name="Text 2")).to_be_focused()
    holds(desk, "g.guesses[['guess', 'sure', 'cues']].values.tolist()", [["quwaiq", 50, "naming"]])
    holds(desk, "len(g.given)", 1)


def test_notes_and_guesses_are_there_after_a_restart(desk: Page, lab: Lab) -> None:
    widget = guess(desk)
    made(widget, "sanbuk", "90")
    widget.get_by_role("button", name="Text 3").click()
    widget.get_by_label("Which outlet printed it?").select_option("arwad")
    widget.get_by_label("spelling").check()
    holds(desk, "g.given.get('3')", {"outlet": "arwad", "sure": "", "cues": ["spelling"]})
    saved = json.loads((lab.folder / "my_work" / "guess.json").read_text(encoding="utf-8"))
    assert list(next(iter(saved.values()))["made"].values())[0]["sure"] == 90
    desk.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart().then(() => null)")
    run_cell(desk, "import kit")
    widget = guess(desk)
    expect(widget).to_contain_text("You said Sanbuk TV, 90 % sure")
    widget.get_by_role("button", name="Text 3").click()
    expect(widget.get_by_label("Which outlet printed it?")).to_have_value("arwad")
    expect(widget.get_by_label("spelling")).to_be_checked()


def test_quick_choices_while_python_is_busy_are_all_kept(desk: Page) -> None:
    widget = guess(desk)
    desk.evaluate("() => { jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.requestExecute({code: 'import time; time.sleep(2)'}); }")
    for place, outlet in ((1, "halyard"), (2, "arwad"), (3, "quwaiq"), (4, "sanbuk")):
        widget.get_by_role("button", name=f"Text {place}").click()
        widget.get_by_label("Which outlet printed it?").select_option(outlet)
        widget.get_by_label("order").check()
    holds(desk, "[(one['outlet'], one['cues']) for _, one in sorted(g.given.items())]",
          [("halyard", ["order"]), ("arwad", ["order"]), ("quwaiq", ["order"]), ("sanbuk", ["order"])])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    widget = guess(desk)
    widget.get_by_label("naming").check()
    made(widget, "marchmont", "100").scroll_into_view_if_needed()
    widget.locator("details summary").click()
    picture(desk, f"guess-{theme}-answer")
    assert axe(desk, ".kit-guess", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    window(desk, width)
    widget = guess(desk)
    made(widget, "eastbridge", "60").scroll_into_view_if_needed()
    picture(desk, f"guess-{width}")
    fits(widget)


def test_nothing_in_a_text_or_a_name_runs(desk: Page, watch: Watch) -> None:
    run_cell(desk, f"bad = {HOSTILE!r}\nmine = [kit.Article.of('حلب ' + bad + str(k) + '\\n\\n' + bad, outlet=bad + str(k % 2), id=str(k), "
                   "source='agency copy: ' + bad) for k in range(3)]")
    widget = guess(desk, "kit.Guess(n=3, articles=mine)")
    widget.get_by_label("Which outlet printed it?").select_option(index=1)
    widget.get_by_label("How sure are you?").select_option("50")
    widget.get_by_role("button", name="Guess and see the answer").click()
    expect(widget.get_by_role("status")).to_contain_text("agency copy")
    expect(widget.locator("article p").first).to_have_attribute("dir", "rtl")
    assert desk.evaluate("window.hacked") is None
    assert desk.locator(".kit-guess img, .kit-guess script, .kit-guess style, .kit-guess mjx-container").count() == 0
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
