"""Each widget in a real JupyterLab: by mouse, by keyboard alone, in the dark, in a narrow window, with hostile content."""

from __future__ import annotations

import json
import re

import pytest
from browser import Lab, Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to, value
from playwright.sync_api import Locator, Page, expect


def reader(page: Page, more: str = "") -> Locator:
    run_cell(page, f'r = kit.Reader(kit.article("ramouseh-arwad"), kit.article("ramouseh-quwaiq"){more})\nr')
    return page.locator(".kit-reader").last


def exercise(page: Page, id: str) -> Locator:
    run_cell(page, f'e = kit.Exercise("{id}")\ne')
    return page.locator(".kit-exercise").last


def test_reader_by_mouse(desk: Page) -> None:
    widget = reader(desk)
    expect(widget.locator("article")).to_have_count(2)
    before = widget.locator("mark").count()
    widget.get_by_label("State side").check()
    expect(widget.get_by_role("row", name=re.compile("regime"))).to_be_visible()
    assert widget.locator("mark").count() > before
    widget.locator("mark").first.click()
    expect(widget.get_by_role("status")).to_contain_text("It may frame because it")
    expect(widget.get_by_role("status")).to_contain_text("How often this list was right")
    expect(widget.locator("article .kit-said")).to_be_visible()
    picture(desk, "reader-light")
    holds(desk, "r.on", ["armed-opposition", "state-side"])
    shown = eval(value(desk, "sum(r.counts.values()), len(r.marks)"))
    assert shown[0] == shown[1] == sum(int(n) for n in widget.locator("tbody tr td:nth-child(3)").all_inner_texts())


def test_reader_by_keyboard(desk: Page) -> None:
    widget = reader(desk)
    box = widget.get_by_label("State side")
    widget.get_by_label("Armed opposition").focus()
    tab_to(desk, box)
    desk.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    first = widget.locator("mark").first
    tab_to(desk, first)
    desk.keyboard.press("ArrowRight")
    expect(widget.locator("mark").nth(1)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(widget.locator("mark").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(widget.get_by_role("status")).to_contain_text("Word group")
    outline = widget.locator("mark").nth(1).evaluate("node => getComputedStyle(node).outlineWidth")
    assert outline != "0px"


def test_reader_switched_from_python(desk: Page) -> None:
    widget = reader(desk)
    run_cell(desk, "r.on = []")
    expect(widget.locator("mark")).to_have_count(0)
    expect(widget).to_contain_text("No list is switched on")


def test_right_to_left_runs_are_isolated(desk: Page) -> None:
    widget = reader(desk)
    arabic = widget.locator("bdi[dir=rtl]")
    for word in ("الراموسة", "حلب"):
        expect(arabic.get_by_text(word, exact=True).first).to_be_visible()
    run_cell(desk, 'a = kit.Article.of("حلب: rebels قالت\\n\\nقال المتحدث إن rebels وصلوا", outlet="x", lang="ar")\nkit.Reader(a)')
    paragraph = desk.locator(".kit-reader").last.locator("article p").last
    expect(paragraph).to_have_css("direction", "rtl")


def test_swapper_by_mouse_and_keyboard(desk: Page) -> None:
    run_cell(desk, 's = kit.Swapper(kit.article("ramouseh-marchmont"), "armed-opposition")\ns')
    widget = desk.locator(".kit-swapper").last
    menu = widget.get_by_label("Read the text with")
    menu.select_option(label="terrorists")
    expect(widget.get_by_role("status")).to_contain_text("replaced")
    expect(widget.locator(".kit-headline")).to_contain_text("Terrorists")
    picture(desk, "swapper-light")
    few = widget.get_by_role("status").inner_text()
    menu.focus()
    tab_to(desk, widget.get_by_label("also inside speech"))
    desk.keyboard.press("Space")
    expect(widget.get_by_role("status")).not_to_have_text(few)
    holds(desk, "s.chosen, s.quoted", ("terrorist", True))
    assert "errorist" in value(desk, "s.text")
    menu.focus()
    desk.keyboard.press("Home")
    expect(widget.get_by_role("status")).to_contain_text("underlined")


def test_choose_wrongly_then_rightly_by_mouse(desk: Page) -> None:
    card = exercise(desk, "00.2")
    expect(card.get_by_role("button", name="Solution")).to_be_disabled()
    card.get_by_label("How many fighters the text mentions").check()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Not yet.")
    expect(card.get_by_role("status")).to_contain_text("Not people but words")
    picture(desk, "exercise-wrong")
    card.get_by_role("button", name="Hint (2)").click()
    expect(card.get_by_role("status")).to_contain_text("Hint 1")
    card.get_by_role("button", name="Next hint (1 left)").click()
    expect(card.get_by_role("status")).to_contain_text("Hint 2")
    card.get_by_label("in all voices together").check()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Right.")
    card.get_by_role("button", name="Solution").click()
    expect(card.get_by_role("status")).to_contain_text("sum of the three voices")
    picture(desk, "exercise-right")
    holds(desk, "e.verdict", "right")


def test_choose_by_keyboard_and_again_after_a_restart(desk: Page, lab: Lab) -> None:
    card = exercise(desk, "00.2")
    card.get_by_role("radio").first.focus()
    desk.keyboard.press("ArrowDown")
    expect(card.get_by_role("radio").nth(1)).to_be_checked()
    tab_to(desk, card.get_by_role("button", name="Check"))
    desk.keyboard.press("Enter")
    expect(card.get_by_role("status")).to_contain_text("Right.")
    holds(desk, "e.verdict", "right")
    saved = json.loads((lab.folder / "my_work" / "progress.json").read_text(encoding="utf-8"))
    assert saved["00.2"]["answer"] == [1]
    desk.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart().then(() => null)")
    run_cell(desk, "import kit")
    card = exercise(desk, "00.2")
    expect(card.get_by_role("radio").nth(1)).to_be_checked()
    expect(card.get_by_role("status")).to_contain_text("Right.")


def test_number(desk: Page) -> None:
    card = exercise(desk, "01.4")
    card.get_by_label("Your number").fill("14")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("14 is the number of facts")
    card.get_by_label("Your number").fill("lots")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Type a number")
    card.get_by_label("Your number").focus()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("1")
    tab_to(desk, card.get_by_role("button", name="Check"))
    desk.keyboard.press("Enter")
    expect(card.get_by_role("status")).to_contain_text("Right.")


def test_order_by_mouse_and_keyboard(desk: Page) -> None:
    card = exercise(desk, "01.2")
    expect(card.locator("li")).to_have_count(4)
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("pairs stand in the expected order")
    card.get_by_role("button", name=re.compile("^Move down: ")).first.click()
    expect(focused(desk)).to_have_attribute("aria-label", re.compile("^Move down"))
    for _ in range(4):  # at the foot the button stays where it is, and another press moves nothing back
        desk.keyboard.press("Enter")
    expect(card.locator("[aria-label^='Move down'][aria-disabled=true]:focus")).to_have_count(1)
    for item in ("0", "1", "2", "3"):
        while (place := [row.get_attribute("data-item") for row in card.locator("li").all()].index(item)) > int(item):
            card.locator("li").nth(place).get_by_role("button", name=re.compile("^Move up")).focus()
            desk.keyboard.press("Enter")
    picture(desk, "order")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Right.")


def test_mark_by_mouse_and_keyboard(desk: Page) -> None:
    card = exercise(desk, "00.1")
    words = card.locator(".kit-word")
    words.get_by_text("military", exact=True).first.click()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("you marked 1 that it does not have")
    words.get_by_text("military", exact=True).first.click()
    first = card.locator(".kit-word[tabindex='0']")
    first.focus()
    for _ in range(40):
        if focused(desk).inner_text() in ("rebels", "Insurgents"):
            desk.keyboard.press("Space")
        desk.keyboard.press("ArrowRight")
    expect(card.locator(".kit-word[aria-pressed=true]")).to_have_count(2)
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Compare.")
    for word in ("Fighters", "rebel", "terrorist", "Ahrar", "Jabhat", "Nusra", "rebels", "militants"):
        for place in words.get_by_text(word, exact=True).all():
            if place.get_attribute("aria-pressed") == "false":
                place.click()
    picture(desk, "mark")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Right.")


def test_discuss_is_not_graded(desk: Page) -> None:
    card = exercise(desk, "00.6")
    card.get_by_role("button", name="Save and compare").click()
    expect(card.get_by_role("status")).to_contain_text("Write a little more first (0 of at least 12 words)")
    expect(card.get_by_role("button", name="Model answer")).to_be_disabled()
    card.get_by_label("Your answer").fill("A mark is a question because a list knows neither who is meant nor who is speaking here.")
    card.get_by_role("button", name="Save and compare").click()
    expect(card.get_by_role("status")).to_contain_text("cannot be checked by a machine")
    card.get_by_role("button", name="Model answer").click()
    expect(card.get_by_role("status")).to_contain_text("A mark says that a word of a list stands in this place")
    expect(card.get_by_role("status")).to_contain_text("Rubric")


def test_typing_in_an_exercise_is_no_command_for_the_notebook(desk: Page) -> None:
    card = exercise(desk, "00.6")
    before = len(outputs(desk))
    card.get_by_label("Your answer").click()
    desk.keyboard.type("abxdd a yes")
    expect(card.get_by_label("Your answer")).to_have_value("abxdd a yes")
    assert len(outputs(desk)) == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    reader(desk).locator("mark").first.click()
    run_cell(desk, 'kit.Swapper(kit.article("ramouseh-marchmont"))')
    for id in ("00.1", "00.2", "01.2", "01.4", "00.6", "02.2"):
        exercise(desk, id)
    card = exercise(desk, "00.3")
    card.get_by_role("radio").first.check()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Not yet.")
    picture(desk, f"widgets-{theme}")
    assert axe(desk, ".kit", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    widget = reader(desk)
    window(desk, width)
    first, second = widget.locator("article").nth(0).bounding_box(), widget.locator("article").nth(1).bounding_box()
    assert width > 1000 or second["y"] > first["y"] + first["height"] - 5
    picture(desk, f"reader-{width}")
    fits(widget)


def test_nothing_in_a_text_a_label_or_a_list_runs(desk: Page, watch: Watch, lab: Lab) -> None:
    run_cell(desk, f"bad = {HOSTILE!r}\na = kit.Article.of('Rebels ' + bad + '\\n\\nrebels ' + bad, outlet=bad, date=bad)")
    for source in ("kit.Reader(a, a)", "kit.Swapper(a)", "kit.highlight(a, kit.find(kit.lexicon('armed-opposition'), a))",
                   "kit.side_by_side(a, a)", "kit.show_table([{bad: bad, 'url': 'javascript:window.hacked=1'}], caption=bad)",
                   "kit.concordance([a], 'rebels')"):
        run_cell(desk, source)
    table = lab.folder / "exercises" / "99_hostile.toml"
    text = json.dumps(HOSTILE)
    table.write_text(f'[[exercise]]\nid = "99.1"\nkind = "choose"\ntitle = {text}\nminutes = [1, 2]\nprompt = {text}\nhints = [{text}, {text}]\n'
                     f'solution = {text}\n[[exercise.option]]\ntext = {text}\nright = true\nfeedback = {text}\n'
                     f'[[exercise.option]]\ntext = "b"\nfeedback = {text}\n', encoding="utf-8")
    card = exercise(desk, "99.1")
    card.get_by_role("radio").first.check()
    for button in ("Hint", "Check", "Solution"):
        card.get_by_role("button", name=re.compile(button)).click()
    expect(card.get_by_role("status")).to_contain_text("Solution")
    table.unlink()
    assert desk.evaluate("window.hacked") is None
    assert desk.locator(".jp-OutputArea-output img[src=x], .jp-OutputArea-output script, .jp-OutputArea-output mjx-container").count() == 0
    assert desk.locator(".jp-OutputArea-output a[href^=javascript]").count() == 0
    assert desk.evaluate("getComputedStyle(document.body).display") == "block"
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
