"""The Planner and the Survey in a real JupyterLab: by mouse, by keyboard alone, in the dark, in a narrow window."""

from __future__ import annotations

from browser import axe, dark, fits, run_cell, window
from desk import HOSTILE, focused, holds, picture, tab_to
from playwright.sync_api import Locator, Page, expect

ALL = "minor moderate serious critical"


def planner(page: Page) -> Locator:
    run_cell(page, 'p = kit.Planner("mine")\np')
    return page.locator(".kit-planner").last


def survey(page: Page) -> Locator:
    run_cell(page, 's = kit.Survey("before")\ns')
    return page.locator(".kit-survey").last


def test_a_plan_is_typed_checked_and_found_again(desk: Page) -> None:
    card = planner(desk)
    expect(card.get_by_role("status")).to_contain_text("7 of 7 steps")
    expect(card.get_by_role("heading")).to_have_text(["Question", "Unit", "Sample", "Measure", "Validation", "Claim", "Caveat"])
    card.get_by_label("Question", exact=True).click()
    desk.keyboard.type("Is Halyard biased?")
    expect(card).to_contain_text("“biased” is a verdict")
    holds(desk, 'p.texts["question"]', "Is Halyard biased?")
    card.get_by_label("Question", exact=True).fill("How does Halyard name the fighters?" + HOSTILE)
    card.get_by_role("button", name="Fix the plan").click()
    expect(card.get_by_role("status")).to_contain_text("Not yet")
    picture(desk, "planner-light")
    assert axe(desk, ".kit-planner", impacts=ALL) == []
    dark(desk)
    picture(desk, "planner-dark")
    assert axe(desk, ".kit-planner", impacts=ALL) == []
    again = planner(desk)
    expect(again.get_by_label("Question", exact=True)).to_have_value("How does Halyard name the fighters?" + HOSTILE)
    assert not desk.evaluate("window.hacked")


def test_a_plan_by_keyboard_alone(desk: Page) -> None:
    card = planner(desk)
    for field in ("Question", "Unit"):
        target = card.get_by_label(field, exact=True)
        if field == "Question":
            card.locator("summary").first.focus()
        tab_to(desk, target)
        desk.keyboard.type("One headline." if field == "Unit" else "How are the fighters named here?")
        assert focused(desk).evaluate("node => getComputedStyle(node).outlineWidth") != "0px"
    tab_to(desk, card.get_by_role("button", name="Fix the plan"))
    desk.keyboard.press("Enter")
    expect(card.get_by_role("status")).to_have_text("Not yet: sample, measure, validation, claim, caveat still lack something. "
                                                    "A plan is fixed when it is complete.")
    holds(desk, "sorted(p.gaps)", ["caveat", "claim", "measure", "sample", "validation"])


def test_the_survey_by_mouse_then_in_the_dark_and_narrow(desk: Page) -> None:
    card = survey(desk)
    for question in card.locator("li").all():
        question.get_by_role("radio").nth(1).check()
        question.get_by_label("rather sure").check()
    expect(card.get_by_role("status")).to_contain_text("8 of 8 answered")
    picture(desk, "survey-light")
    window(desk, 360)
    fits(desk)
    picture(desk, "survey-narrow")
    window(desk)
    dark(desk)
    assert axe(desk, ".kit-survey", impacts=ALL) == []
    picture(desk, "survey-dark")
    card.get_by_role("button", name="Hand in").click()
    expect(card.get_by_role("status")).to_contain_text("Handed in")
    expect(card.get_by_role("radio").first).to_be_disabled()
    holds(desk, "len(s.answers), bool(s.reply['done'])", (8, True))
    expect(survey(desk).get_by_role("status")).to_contain_text("Handed in")


def test_the_survey_by_keyboard_alone(desk: Page) -> None:
    card = survey(desk)
    first = card.get_by_role("radio").first
    first.focus()
    desk.keyboard.press("ArrowDown")
    expect(card.get_by_role("radio").nth(1)).to_be_checked()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    expect(card.get_by_role("status")).to_contain_text("1 of 8 answered")
    assert axe(desk, ".kit-survey", impacts=ALL) == []
