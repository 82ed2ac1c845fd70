"""The Rewriter in a real JupyterLab: by mouse, by keyboard alone, in the dark, narrow, hostile, and again after a restart."""

from __future__ import annotations

import json

from browser import Lab, Watch, axe, dark, fits, outputs, run_cell, wait_idle, window
from desk import HOSTILE, focused, holds, picture, tab_to
from playwright.sync_api import Locator, Page, expect

MADE = ('w = kit.Rewriter(kit.article("convoy-halyard"), goals=["name the agent", "attribute the agent", "at most 12 words"])\n'
        'w')
GOOD = "Syrian air force bombed aid convoy, UN commission says"


def rewriter(page: Page, source: str = MADE) -> Locator:
    run_cell(page, source)
    return page.locator(".kit-rewriter").last


def test_rewrite_by_mouse_and_again_after_a_restart(desk: Page, lab: Lab) -> None:
    widget = rewriter(desk)
    version, status = widget.get_by_label("Your version"), widget.get_by_role("status")
    expect(version).to_have_value("Aid convoy hit near Aleppo, killing about 20")
    expect(status).to_contain_text("1 of 3 goals reached")
    version.fill("Rebels shelled the aid convoy")
    expect(status).to_contain_text("To look at again: “Rebels”, not supported")
    expect(widget).to_contain_text("neither the original nor the facts say that Rebels did it")
    expect(widget.get_by_role("heading", name="Left out against the original")).to_be_visible()
    picture(desk, "rewriter-false")
    version.fill(GOOD)
    expect(status).to_contain_text("3 of 3 goals reached. Nothing found that the original and the facts do not support.")
    expect(widget.get_by_role("row", name="A agency bombed active; doer: Syrian air force")).to_be_visible()
    picture(desk, "rewriter-light")
    holds(desk, "w.text, set(w.goals.values())", (GOOD, {True}))
    holds(desk, "'about 20' in set(w.readings['words'][w.readings['what'] == 'left out'])", True)
    widget.get_by_text("Facts that you may use (14)").click()
    expect(widget.get_by_role("row", name="convoy.14")).to_be_visible()
    desk.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart().then(() => null)")
    run_cell(desk, "import kit")
    again = rewriter(desk)
    expect(again.get_by_label("Your version")).to_have_value(GOOD)
    again.get_by_role("button", name="Start again").click()
    expect(again.get_by_role("status")).to_contain_text("1 of 3 goals reached")
    saved = json.loads((lab.folder / "my_work" / "rewrites.json").read_text(encoding="utf-8"))
    assert len(saved) == 1


def test_rewrite_by_keyboard_alone(desk: Page) -> None:
    widget = rewriter(desk)
    before = len(outputs(desk))
    facts = widget.locator("summary")
    facts.focus()
    desk.keyboard.press("Enter")
    expect(widget.get_by_role("table", name="Facts that you may use")).to_be_visible()
    tab_to(desk, widget.get_by_label("Your version"))
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Aid convoy bombed from the air, add b, UN board says")
    expect(widget.get_by_label("Your version")).to_be_focused()
    expect(widget.get_by_role("status")).to_contain_text("goals reached")
    holds(desk, "w.text", "Aid convoy bombed from the air, add b, UN board says")
    assert len(outputs(desk)) >= before  # what was typed was no command that deletes a cell
    widget.get_by_label("Your version").focus()
    tab_to(desk, widget.get_by_role("button", name="Start again"))
    assert focused(desk).evaluate("node => getComputedStyle(node).outlineWidth") != "0px"
    desk.keyboard.press("Enter")
    expect(widget.get_by_label("Your version")).to_be_focused()
    expect(widget.get_by_label("Your version")).to_have_value("Aid convoy hit near Aleppo, killing about 20")
    tab_to(desk, widget.get_by_role("region", name="What the readers find"))


def test_text_set_in_python_and_typed_at_once_are_both_kept(desk: Page) -> None:
    widget = rewriter(desk)
    run_cell(desk, 'w.text = "Convoy attacked"')
    expect(widget.get_by_label("Your version")).to_have_value("Convoy attacked")
    widget.get_by_label("Your version").press_sequentially(", UN says", delay=5)
    widget.get_by_label("Your version").blur()
    holds(desk, "w.text, w.found['of']", ("Convoy attacked, UN says",) * 2)


def test_no_barrier_that_axe_can_see_and_narrow_windows_lose_nothing(desk: Page) -> None:
    widget = rewriter(desk)
    widget.locator("summary").click()
    for text in ("Rebels shelled the convoy, killing 99, Marlowe says", GOOD):
        widget.get_by_label("Your version").fill(text)
        expect(widget.get_by_role("status")).to_contain_text("look at again" if "99" in text else "3 of 3")
        for theme in (False, True):
            dark(desk, theme)
            picture(desk, f"rewriter-{'dark' if theme else 'day'}-{len(text)}")
            assert axe(desk, ".kit-rewriter", impacts="minor moderate serious critical") == []
    window(desk, 360)
    picture(desk, "rewriter-360")
    fits(widget)


def test_hostile_and_arabic_text_is_shown_and_does_nothing(desk: Page, watch: Watch) -> None:
    run_cell(desk, f"bad = {HOSTILE!r}")
    widget = rewriter(desk, "kit.Rewriter(kit.Article.of('Rebels ' + bad, outlet=bad, date=bad, event=''), "
                            "goals=[{'says': bad, 'none': ['Rebels']}], facts=[bad + ' ' + bad])")
    widget.get_by_label("Your version").fill(f"Rebels hit {HOSTILE} قالت حلب")
    expect(widget.get_by_role("status")).to_contain_text("0 of 1 goals reached")
    widget.get_by_label("Your version").fill("قالت حلب إن القصف مستمر")
    expect(widget.locator(".kit-marked p")).to_have_css("direction", "rtl")
    wait_idle(desk)
    assert desk.evaluate("window.hacked") is None
    assert widget.locator("img, script, style, svg, mjx-container, a").count() == 0
    assert desk.evaluate("getComputedStyle(document.body).display") == "block" and watch.errors == []


def test_the_exercise_of_rewriting_wrongly_then_rightly_and_after_a_restart(desk: Page) -> None:
    run_cell(desk, 'e = kit.Exercise("03.9")\ne')
    card = desk.locator(".kit-exercise").last
    expect(card.locator(".kit-goals li")).to_have_count(5)
    card.locator("summary").click()
    expect(card.get_by_role("row", name="The Syrian air force carried out the attack")).to_be_visible()
    card.locator("summary").click()
    card.get_by_label("Your version").fill("Russian planes attacked aid convoy, UN commission said in March 2017")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("2 of 5 goals are reached.")
    expect(card.get_by_role("status")).to_contain_text("The Commission did not find that")
    expect(card.locator(".kit-goals li").first).to_contain_text("○ not yet")
    picture(desk, "rewrite-exercise-partly")
    assert axe(desk, ".kit-exercise", impacts="minor moderate serious critical") == []
    card.get_by_label("Your version").fill("Syrian air force bombed aid convoy near Aleppo, UN commission concluded in 2017")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("5 of 5 goals are reached.")
    picture(desk, "rewrite-exercise-right")
    desk.evaluate("window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart().then(() => null)")
    run_cell(desk, 'import kit\ne = kit.Exercise("03.9")\ne')
    again = desk.locator(".kit-exercise").last
    expect(again.get_by_label("Your version")).to_have_value("Syrian air force bombed aid convoy near Aleppo, UN commission concluded in 2017")
    expect(again.locator(".kit-goals li").first).to_contain_text("✓ reached")
