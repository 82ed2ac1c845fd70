"""The Tracer in a real JupyterLab: the whole task by mouse and by keyboard, again after a restart, with hostile content."""

from __future__ import annotations

import json

import pytest
from browser import Lab, Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to, value
from playwright.sync_api import Locator, Page, expect


def tracer(page: Page, source: str = "kit.Tracer()") -> Locator:
    run_cell(page, f"w = {source}\nw")
    return page.locator(".kit-tracer").last


def opened(widget: Locator, line: int) -> Locator:
    """The card of a line, which is opened."""
    widget.locator("button.kit-line").nth(line - 1).click()
    return widget.get_by_role("group", name=f"Line {line}", exact=True)


def test_a_line_is_traced_looked_up_and_compared_by_mouse(desk: Page) -> None:
    widget = tracer(desk)
    card = opened(widget, 6)
    card.get_by_label("Whose words?").select_option(label="Halyard News Agency")
    card.get_by_label("find and replace").check()
    card.get_by_label("off topic").check()
    card.get_by_label("It contradicts line(s)").fill("7")
    card.get_by_role("button", name="Look for it").click()
    expect(card).to_contain_text("ramouseh-halyard, 49 % of the line's word pairs")
    expect(card.locator(".kit-same").first).to_contain_text("nsurgents fought on Sunday to hold a narrow corridor")
    card.get_by_label("Copied from").select_option("ramouseh-halyard")
    picture(desk, "tracer-card-light")
    card.get_by_role("button", name="Compare with the key").click()
    expect(card).to_contain_text("only you: off topic")
    expect(card).to_contain_text("only the key: laundered voice, house spelling, contradicts 2")
    expect(card).to_contain_text("The key's reason: The account of Sunday 7 August.")
    expect(widget.get_by_role("status")).to_contain_text("shared: voice Halyard News Agency")
    expect(widget).to_contain_text("1 of 32 lines have a voice; compared: 1")
    picture(desk, "tracer-compared-light")
    holds(desk, "w.agreement.set_index('what').loc['voice'].tolist()", [1, 0, 0])
    assert eval(value(desk, "w.answers.loc[5, ['voice', 'origin', 'phenomena', 'contradicts']].tolist()")) == [
        "halyard", "ramouseh-halyard", "find and replace | contradiction | off topic", "7"]


def test_furniture_has_no_other_mark(desk: Page) -> None:
    widget = tracer(desk)
    card = opened(widget, 5)
    card.get_by_label("off topic").check()
    card.get_by_label("Whose words?").select_option(label="nobody: page furniture")
    expect(card.get_by_label("off topic")).to_be_disabled()
    holds(desk, "w.answers.loc[4, 'phenomena']", "boilerplate")
    expect(card.get_by_label("off topic")).not_to_be_checked()
    assert "Advertisement" not in value(desk, "w.cleaned.text.split('\\n\\n')[3:5]")


def test_by_keyboard_alone(desk: Page) -> None:
    widget = tracer(desk)
    lines = widget.locator("button.kit-line")
    lines.nth(21).focus()
    desk.keyboard.press("Tab")
    expect(lines.nth(22)).to_be_focused()
    desk.keyboard.press("Enter")
    card = widget.get_by_role("group", name="Line 23", exact=True)
    tab_to(desk, card.get_by_label("Whose words?"))
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    desk.keyboard.type("Sanb")
    tab_to(desk, card.get_by_label("orphaned quotation"))
    desk.keyboard.press("Space")
    tab_to(desk, card.get_by_label("It contradicts line(s)"))
    desk.keyboard.type("2 15")
    tab_to(desk, card.get_by_role("button", name="Compare with the key"))
    desk.keyboard.press("Enter")
    expect(card).to_contain_text("Nobody says that it is over")
    expect(card.get_by_role("button", name="Compare with the key")).to_be_focused()
    tab_to(desk, card.get_by_role("button", name="Next line"))
    desk.keyboard.press("Enter")
    expect(lines.nth(23)).to_be_focused()
    expect(lines.nth(23)).to_have_attribute("aria-expanded", "true")
    holds(desk, "w.answers.loc[22, ['voice', 'phenomena', 'contradicts']].tolist()",
          ["sanbuk", "contradiction | orphaned quotation", "2 15"])


def test_the_key_stays_closed_before_an_attempt(desk: Page) -> None:
    card = opened(tracer(desk), 9)
    card.get_by_role("button", name="Compare with the key").click()
    expect(card).to_contain_text("the key opens after an attempt")
    expect(desk.locator(".kit-tracer").last.get_by_role("status")).to_contain_text("the key opens after an attempt")
    holds(desk, "len(w.agreement)", 0)


def test_quick_clicks_while_python_is_busy_are_all_kept(desk: Page) -> None:
    widget = tracer(desk)
    desk.evaluate("""() => { const cell = jupyterapp.shell.currentWidget.content;
        jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.requestExecute({code: 'import time; time.sleep(2)'}); }""")
    for line, voice in ((6, "halyard"), (7, "arwad"), (8, "quwaiq"), (13, "sanbuk")):
        opened(widget, line).get_by_label("Whose words?").select_option(voice)
        expect(widget.locator("li").nth(line - 1).locator(".kit-sum")).not_to_be_empty()
    holds(desk, "w.answers.query('voice != \"\"').voice.tolist()", ["halyard", "arwad", "quwaiq", "sanbuk"])
    run_cell(desk, "w.trace(13, voice='marchmont')")
    expect(widget.locator("li").nth(12).locator(".kit-sum")).to_contain_text("Marchmont")


def test_everything_is_there_again_after_a_restart(desk: Page, lab: Lab) -> None:
    card = opened(tracer(desk), 23)
    card.get_by_label("Whose words?").select_option("sanbuk")
    card.get_by_label("orphaned quotation").check()
    card.get_by_role("button", name="Compare with the key").click()
    expect(card).to_contain_text("You and the key")
    card.get_by_label("off topic").check()
    holds(desk, "w.answers.loc[22, 'phenomena']", "off topic | orphaned quotation")
    saved = json.loads((lab.folder / "my_work" / "tracer.json").read_text(encoding="utf-8"))
    assert saved["answers"]["23"]["voice"] == "sanbuk" and saved["compared"]["23"]["phenomena"] == ["orphaned quotation"]
    desk.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart().then(() => null)")
    run_cell(desk, "import kit")
    card = opened(tracer(desk), 23)
    expect(card.get_by_label("off topic")).to_be_checked()
    expect(card).to_contain_text("Nobody says that it is over")
    assert eval(value(desk, "w.agreement.set_index('what').loc['orphaned quotation'].tolist()")) == [1, 0, 0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    widget = tracer(desk)
    card = opened(widget, 7)
    card.get_by_label("Whose words?").select_option("arwad")
    card.get_by_role("button", name="Look for it").click()
    card.get_by_role("button", name="Compare with the key").click()
    expect(card).to_contain_text("The key's reason")
    expect(card.locator(".kit-same").first).to_be_visible()
    card.scroll_into_view_if_needed()
    picture(desk, f"tracer-{theme}")
    widget.get_by_role("table").scroll_into_view_if_needed()
    picture(desk, f"tracer-table-{theme}")
    assert axe(desk, ".kit-tracer", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    window(desk, width)
    widget = tracer(desk)
    card = opened(widget, 6)
    card.get_by_label("Whose words?").select_option("halyard")
    card.get_by_role("button", name="Compare with the key").click()
    expect(card).to_contain_text("The key's reason")
    card.get_by_label("Whose words?").scroll_into_view_if_needed()
    picture(desk, f"tracer-{width}")
    fits(widget)


def test_nothing_in_a_page_or_its_key_runs(desk: Page, watch: Watch, lab: Lab) -> None:
    cell = HOSTILE.replace('"', "'")
    text = [cell, f"حلب {cell}", "Rebels advance"]
    (lab.folder / "page.txt").write_text("\n".join(text), encoding="utf-8")
    rows = [f'{n},"{line}","{cell}","{cell}","{cell} | off topic",{3 if n == 1 else ""},"{cell}"' for n, line in enumerate(text, 1)]
    (lab.folder / "key.csv").write_text("\n".join(["line,text_start,voice,origin,phenomenon,contradicts,note", *rows]), encoding="utf-8")
    widget = tracer(desk, f"kit.Tracer('page.txt', 'key.csv', articles=[kit.Article.of({cell!r}, id='<b>x</b>')])")
    card = opened(widget, 1)
    card.get_by_label("Whose words?").select_option(index=1)
    card.get_by_role("button", name="Look for it").click()
    card.get_by_role("button", name="Compare with the key").click()
    expect(card).to_contain_text("The key's reason")
    expect(widget.locator("button.kit-line").nth(1)).to_have_attribute("dir", "rtl")
    assert desk.evaluate("window.hacked") is None
    assert desk.locator(".kit-tracer img, .kit-tracer script, .kit-tracer style, .kit-tracer mjx-container").count() == 0
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
