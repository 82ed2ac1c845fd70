"""The Coder in a real JupyterLab: by mouse, by touch, by keyboard alone, while Python is busy, and with hostile texts."""

from __future__ import annotations

import re

import pytest
from browser import Lab, Watch, axe, dark, fits, outputs, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to, value
from playwright.sync_api import Locator, Page, expect

MIXED = "Convoy 💚 hit\\n\\n“No,” قالت مصادر في حلب الشرقية to 👨‍👩‍👧 rebels’ media 💔💔 today.\\n\\nقال المتحدث إن rebels وصلوا إلى الراموسة اليوم."
QUOTES = "[(m.quote, m.code) for m in w.marks]"


def coder(page: Page, source: str = 'kit.Coder("ramouseh-halyard", codes=["party"])') -> Locator:
    run_cell(page, f"w = {source}\nw")
    widget = page.locator(".kit-coder").last
    widget.scroll_into_view_if_needed()
    return widget


def piece(widget: Locator, words: str, nth: int = 0) -> Locator:
    """The nth piece of the text with just these words, whatever stands behind them as the sign of a mark."""
    return widget.locator(f'xpath=.//*[@role="option"][text()[1]="{words}"]').nth(nth)


def drag(page: Page, first: Locator, last: Locator) -> None:
    first.scroll_into_view_if_needed()
    a, b = first.bounding_box(), last.bounding_box()
    page.mouse.move(a["x"] + 3, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] - 2, b["y"] + b["height"] / 2, steps=4)
    page.mouse.up()


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def test_the_whole_task_by_mouse(desk: Page) -> None:
    widget = coder(desk)
    status = widget.get_by_role("status")
    widget.get_by_role("button", name="Mark as Armed opposition").click()
    expect(status).to_contain_text("Select words first")
    drag(desk, piece(widget, "rebel"), piece(widget, "groups"))
    expect(widget.locator(".kit-quote")).to_have_text("“rebel groups”")
    widget.get_by_role("button", name="Mark as Armed opposition").click()
    expect(status).to_contain_text("Marked “rebel groups” as Armed opposition.")
    widget.get_by_role("radio", name="B State side").check()
    expect(widget.locator(".kit-meaning")).to_contain_text("Does this word name those who rule in Damascus")
    piece(widget, "Syrian", 1).click()
    piece(widget, "army").click(modifiers=["Shift"])
    expect(widget.locator(".kit-quote")).to_have_text("“Syrian army”")
    widget.get_by_role("button", name="Begin one piece earlier").click()
    widget.get_by_role("button", name="End one piece later").click()
    expect(widget.locator(".kit-quote")).to_have_text("“the Syrian army.”")
    widget.get_by_role("button", name="Begin one piece later").click()
    widget.get_by_role("button", name="End one piece earlier").click()
    widget.get_by_role("button", name="Mark as State side").click()
    widget.get_by_label("Note").fill("named as a body")
    widget.get_by_label("Voice").select_option("no attribution found")
    holds(desk, "[(m.quote, m.code, m.voice, m.note) for m in w.marks]", [
        ("Syrian army", "party.state", "no attribution found", "named as a body"), ("rebel groups", "party.opposition", "", "")])
    picture(desk, "coder-light")
    widget.get_by_text("All marks (2)").click()
    widget.get_by_role("button", name="Show in the text: rebel groups").click()
    expect(piece(widget, "groups")).to_be_focused()
    widget.get_by_role("button", name="Take away Armed opposition: rebel groups").click()
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(2)
    widget.get_by_role("button", name="Undo").click()
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(4)
    widget.get_by_role("button", name="Redo").click()
    widget.get_by_role("button", name="Undo").click()
    holds(desk, QUOTES, [("Syrian army", "party.state"), ("rebel groups", "party.opposition")])
    widget.get_by_label("Compare with").select_option(label="the key")
    widget.get_by_role("button", name="Compare", exact=True).click()
    expect(widget.get_by_role("table", name=re.compile("You and the key"))).to_contain_text("→ only the key")
    holds(desk, "'2 of' in w.comparison['said']", True)
    widget.get_by_role("button", name="Show in the text: Russia's").click()
    expect(piece(widget, "Russia's")).to_be_focused()
    picture(desk, "coder-compared")


def test_the_whole_task_by_keyboard_alone(desk: Page) -> None:
    widget = coder(desk)
    widget.get_by_text("How to mark").focus()
    tab_to(desk, piece(widget, "Aleppo"))
    keys(desk, "ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight")
    expect(widget.locator(".kit-quote")).to_have_text("“Syrian rebels”")
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineWidth") != "0px"
    keys(desk, "Enter", "End", "Home", "ArrowDown", "ArrowDown", "ArrowUp")
    expect(focused(desk)).to_have_text(re.compile("^(BEIRUT|7|,|August)"))
    piece(widget, "siege", 1).focus()
    keys(desk, "ArrowLeft", "ArrowRight", ".")
    expect(widget.locator(".kit-quote")).to_contain_text("“A military source quoted")
    keys(desk, "Escape", "5")
    expect(widget.get_by_role("status")).to_contain_text("as Not sure")
    keys(desk, "A")
    holds(desk, "sorted(m.code for m in w.marks)", ["not-sure", "party.opposition", "party.opposition"])
    piece(widget, ".", 3).focus()
    keys(desk, "Delete")
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(2)
    keys(desk, "Control+z", "Control+z", "Control+y")
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(3)
    keys(desk, "/", "ArrowDown")
    expect(widget.get_by_role("radio", name="B State side")).to_be_checked()
    expect(widget.get_by_role("button", name="Mark as State side")).to_be_visible()
    piece(widget, "Syrian").focus()
    keys(desk, "ArrowRight")
    tab_to(desk, widget.get_by_label("Note"))
    before = len(outputs(desk))
    desk.keyboard.type("dd bxa yes")
    keys(desk, "Tab")
    assert len(outputs(desk)) == before  # no command to cut or insert a cell
    holds(desk, "[m.note for m in w.marks if m.quote == 'Syrian rebels']", ["dd bxa yes"])
    tab_to(desk, widget.get_by_role("button", name="Compare", exact=True))
    keys(desk, "Enter")
    expect(widget.get_by_role("table", name=re.compile("You and the key"))).to_be_visible()


def test_python_and_the_browser_count_alike_in_arabic_and_with_emoji(desk: Page) -> None:
    widget = coder(desk, f"kit.Coder(kit.Article.of('{MIXED}', id='mixed'), codes=['party'])")
    for first, last in (("💚", "hit"), ("“", "”"), ("حلب", "الشرقية"), ("rebels", "media"), ("💔💔", "today"), ("الراموسة", "الراموسة")):
        drag(desk, piece(widget, first), piece(widget, last, 0)) if first != last else piece(widget, first).click()
        keys(desk, "1")
    holds(desk, "sorted(m.quote for m in w.marks)", sorted(["💚 hit", "“No,”", "حلب الشرقية", "rebels’ media", "💔💔 today", "الراموسة"]))
    assert value(desk, "all(w._session.article.text[m.start:m.end] == m.quote for m in w.marks)") == "True"
    piece(widget, "قال").click()
    keys(desk, "ArrowLeft")
    expect(focused(desk)).to_have_text("المتحدث")
    assert piece(widget, "حلب").evaluate("node => getComputedStyle(node.closest('bdi')).direction") == "rtl"
    assert piece(widget, "قال").evaluate("node => getComputedStyle(node.closest('.kit-part')).direction") == "rtl"
    picture(desk, "coder-arabic")


def test_the_whole_task_by_touch(desk: Page) -> None:
    window(desk, 420, 900)
    widget = coder(desk)
    session = desk.context.new_cdp_session(desk)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def tap(target: Locator) -> None:
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        at = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    tap(piece(widget, "rebel"))
    expect(widget.locator(".kit-quote")).to_have_text("“rebel”")
    tap(widget.get_by_role("button", name="End one piece later"))
    expect(widget.locator(".kit-quote")).to_have_text("“rebel groups”")
    widget.get_by_label("Code", exact=True).select_option(label="D Civilians")
    tap(widget.get_by_role("button", name="Mark as Civilians"))
    holds(desk, QUOTES, [("rebel groups", "party.civilians")])
    ends = [piece(widget, "state").element_handle(), piece(widget, "media").element_handle()]
    desk.evaluate("([a, b]) => getSelection().setBaseAndExtent(a.firstChild, 2, b.firstChild, 3)", ends)  # what a long press does
    expect(widget.locator(".kit-quote")).to_have_text("“state media”")
    tap(widget.get_by_role("button", name="Mark as Civilians"))
    holds(desk, "len(w.marks)", 2)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_questions_about_the_whole_text(desk: Page) -> None:
    widget = coder(desk, 'kit.Coder("convoy-quwaiq", codes=["frame.conflict", "frame.morality"])')
    first = widget.get_by_role("radio", name="Conflict, item 1: yes")
    first.check()
    widget.get_by_label("Because").fill("two sides accuse each other")
    expect(widget.get_by_text("(1 of 4 answered)")).to_be_visible()
    first.focus()
    keys(desk, "ArrowRight", "ArrowRight")
    expect(widget.get_by_role("radio", name="Conflict, item 1: not sure")).to_be_checked()
    holds(desk, "w.answers, w.notes[0].note", ({"frame.conflict.1": "not sure"}, "not sure; two sides accuse each other"))
    widget.get_by_role("radio", name="Morality, item 2: no", exact=True).check()
    widget.get_by_role("button", name="Undo").click()
    expect(widget.get_by_role("radio", name="Morality, item 2: no", exact=True)).not_to_be_checked()
    widget.get_by_role("radio", name="Conflict, item 3: yes").check()
    widget.get_by_role("button", name="Compare", exact=True).click()
    expect(widget.get_by_role("table", name=re.compile("You and the key"))).to_contain_text("≠ another answer")
    picture(desk, "coder-questions")


def test_a_busy_kernel_loses_no_change_and_nobody_waits(desk: Page, lab: Lab) -> None:
    widget, words = coder(desk), ("Insurgents", "government", "army", "Fighters", "civilians", "coalition")
    desk.evaluate("""async () => {
        const notebook = jupyterapp.shell.currentWidget.content;
        notebook.activeCellIndex = notebook.widgets.length - 1;
        await jupyterapp.commands.execute('notebook:insert-cell-below');
        notebook.activeCell.model.sharedModel.setSource("import os, time\\nwhile not os.path.exists('go'): time.sleep(0.1)");
        jupyterapp.commands.execute('notebook:run-cell');
    }""")
    for word in words:
        piece(widget, word).click()
        keys(desk, "2")
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(len(words))
    expect(widget.get_by_role("status")).to_contain_text("Waiting for Python; not saved yet: 6.")
    (lab.folder / "go").touch()
    holds(desk, "len(w.marks)", len(words))
    expect(widget.get_by_role("status")).to_contain_text("Marked “coalition”")
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(len(words))
    (lab.folder / "go").unlink()


def test_what_python_does_is_shown_and_two_views_show_the_same(desk: Page) -> None:
    widget = coder(desk)
    run_cell(desk, "w")
    other = desk.locator(".kit-coder").last
    run_cell(desk, 'w.mark(21, 34, "party.opposition", note="from Python")')
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(2)
    piece(other, "civilians").click()
    keys(desk, "4")
    expect(widget.locator(".kit-piece.kit-marked")).to_have_count(3)
    run_cell(desk, "w.undo()\nw.undo()")
    expect(other.locator(".kit-piece.kit-marked")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_that_axe_can_see(desk: Page, theme: str) -> None:
    dark(desk, theme == "dark")
    for source in ('kit.Coder("ramouseh-halyard")', 'kit.Coder("convoy-quwaiq", codes=["frame"])'):
        widget = coder(desk, source)
        run_cell(desk, '[w.answer(m.code, m.note[:3].strip(";"), "why") if m.note else w.mark(m.start, m.end, m.code, note="x") for m in\n'
                 ' kit.annotations(w._session.article.id, coder="key") if m.code in {c.id for c in w._codes} and (m.note[:2] in ("ye", "no") or not m.note)]\n'
                 'w.compare("b"); w._session.notices.append("A notice."); w.undo()')
        widget.locator("details").evaluate_all("nodes => nodes.forEach((node) => (node.open = true))")
        widget.locator(".kit-pane").get_by_text(re.compile("Aleppo|Warplanes")).first.click()
    picture(desk, f"coder-axe-{theme}")
    assert axe(desk, ".kit-coder", impacts="minor moderate serious critical") == []


@pytest.mark.parametrize("width", [1024, 360])
def test_narrow_windows_lose_nothing(desk: Page, width: int) -> None:
    window(desk, width)
    widget = coder(desk, 'kit.Coder("ramouseh-halyard", codes=["party", "frame.conflict"])')
    piece(widget, "rebel").click()
    widget.get_by_role("button", name=re.compile("Mark as")).click()
    widget.get_by_role("button", name="Compare", exact=True).click()
    expect(widget.get_by_role("table", name=re.compile("You and the key"))).to_be_visible()
    widget.get_by_role("status").scroll_into_view_if_needed()
    picture(desk, f"coder-{width}")
    fits(widget)
    expect(widget.get_by_label("Code", exact=True)).to_be_visible(visible=width < 500)


def test_nothing_in_a_text_a_code_or_a_note_runs(desk: Page, watch: Watch, lab: Lab) -> None:
    widget = coder(desk, f"(bad := {HOSTILE!r}, book := [kit.Code(*[bad] * 8), kit.Code('frame.x', *[bad] * 7)], "
                   "kit.Coder(kit.Article.of('Rebels ' + bad + '\\n\\n' + bad, outlet=bad, date=bad, content_note=bad, id='bad'), book, '<b>me</b>'))[-1]")
    piece(widget, "Rebels").click()
    keys(desk, "1")
    widget.get_by_label("Note").fill(HOSTILE)
    widget.get_by_role("radio", name=re.compile(": yes")).check()
    run_cell(desk, "w.compare([kit.Annotation('bad', 0, 6, bad, bad, quote=bad)])\nw._session.notices.append(bad)\nw.undo()")
    expect(widget.get_by_role("alert")).to_contain_text("<img src=x")
    widget.get_by_text(re.compile(r"All marks \(1\)")).click()
    assert desk.evaluate("window.hacked") is None
    assert widget.locator("img, script, style, svg, mjx-container, a").count() == 0
    assert desk.evaluate("getComputedStyle(document.body).display") == "block"
    assert watch.errors == [] and not [out for cell in outputs(desk) for out in cell if out["output_type"] == "error"]
