"""A study from plan to report, and the test before and after the course."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import kit
from kit import study, survey, tables
from kit.classroom import merge
from kit.errors import KitError
from kit.model import Item

FULL = {
    "question": "How do the six outlets name the fighters at Ramouseh?", "unit": "One article.",
    "sample": "All six composed articles on Ramouseh.", "measure": "Marks of the lexicon armed-opposition, by voice.",
    "validation": "I read 20 hits by hand and judge each one.",
    "claim": "In these 6 texts Arwad has terrorist more often than Halyard, 3 of them attributed.",
    "caveat": "It does not show why.",
}
ITEMS = tables.read(Item, tables.home() / "items.csv")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_full_plan_lacks_nothing_and_each_example_neither() -> None:
    assert study.gaps(FULL) == {}
    assert study.gaps({step.id: step.example for step in study.STEPS}) == {}


@pytest.mark.parametrize("step, text, said", [
    ("question", "How are the fighters named in six outlets", "question mark"),
    ("question", "Which of the six outlets is biased?", "verdict"),
    ("question", "Is Halyard News Agency against the government?", "verdict"),
    ("claim", "In these 6 texts Arwad takes the army's side", "verdict"),
    ("question", "Why?", "a little more"),
    ("unit", "The whole thing", "Name the unit"),
    ("sample", "Some texts that I found somewhere", "how many"),
    ("measure", "I will see what comes up then", "Name what is counted"),
    ("validation", "I am sure that it will be right", "how many cases"),
    ("claim", "In these texts Arwad says terrorist more often", "how many texts"),
    ("claim", "In these 6 texts Arwad is propaganda pure", "verdict"),
    ("caveat", "It shows everything that there is to know", "does not show"),
    *((step.id, " ", "empty") for step in study.STEPS),
])
def test_what_a_step_lacks_is_said(step: str, text: str, said: str) -> None:
    assert said in study.gaps({**FULL, step: text})[step]


@pytest.mark.parametrize("question", [
    "Are attacks against the government told in the passive voice?", "Who is named beside violence against civilians?",
    "How do six outlets name pro-government fighters?", "Which headlines name the other side of the siege?"])
def test_a_question_about_words_is_no_verdict(question: str) -> None:
    assert "question" not in study.gaps({**FULL, "question": question})


def test_a_claim_needs_its_measure_and_its_caveat() -> None:
    assert study.gaps({**FULL, "caveat": ""})["claim"] == "A claim needs a caveat: fill that in first."


def test_a_plan_is_kept_and_fixed_once_it_is_complete() -> None:
    plan = kit.Planner("mine")
    plan.texts = {**FULL, "caveat": ""}
    assert plan.state["said"] == "2 of 7 steps still lack something."
    assert "Not yet: claim, caveat" in plan.fix() and plan.state["said"].count("still lack") == 1 and not plan.complete
    plan.texts = FULL
    assert plan.fix().startswith("Fixed on")
    again = kit.Planner("mine")
    assert again.texts == FULL and again.state["said"].startswith("Fixed on")
    again.texts = {**FULL, "sample": "Four of the six composed articles on Ramouseh."}
    assert "Changed since: Sample" in again.state["said"]
    assert "how many of them" not in again.twin() and "Four of the six" in again.twin()


def test_a_plan_that_cannot_be_saved_is_not_lost(own_folder: Path) -> None:
    plan = kit.Planner("mine")
    plan.texts = FULL
    (own_folder / "my_work" / "study-mine.json").unlink()
    (own_folder / "my_work").rmdir()
    (own_folder / "my_work").write_text("a file in the way")
    plan.texts = {**FULL, "unit": "One headline."}
    assert "could not be saved" in plan.state["said"] and plan.texts["unit"] == "One headline."


MAKE = """
import json, kit
from kit import study
study.save("mine", json.loads({plan!r}))
articles = kit.articles("ramouseh")
marks = kit.find("armed-opposition", articles)
table = kit.counts(marks, articles, by="outlet")
chart = kit.bars(kit.rates(articles, marks, by="outlet", code="rebel"), title="Rebel, per 1,000 words")
print(kit.report("mine", articles, "A sentence of mine.", table, chart, marks=marks).save())
"""


def test_a_report_is_the_same_from_a_clean_kernel(own_folder: Path) -> None:
    made = []
    for seed in ("1", "2"):
        (own_folder / seed).mkdir()
        run = subprocess.run([sys.executable, "-c", MAKE.format(plan=json.dumps(FULL))], cwd=own_folder / seed, text=True,
                             capture_output=True, check=True, env={"PYTHONPATH": str(tables.home().parent), "PYTHONHASHSEED": seed,
                                                                   "MPLCONFIGDIR": str(own_folder)})
        made.append((own_folder / seed / run.stdout.strip()).read_bytes())
    assert made[0] == made[1]
    page = made[0].decode()
    for article in kit.articles("ramouseh"):
        assert article.sha[:12] in page
    assert "n = 6 texts by 6 outlets; 6 of them were composed" in page and "data:image/png;base64" in page
    assert re.search(r"kit \d\.\d\.\d, [0-9a-f]{12}", page) and "A sentence of mine." in page and "Table 1" in page and "Table 2" not in page and "It does not show why." in page
    assert "<script" not in page and "http" not in re.sub(r"https?://[^ \"<]*", "", page.split("<body>")[0].split("<style>")[0]).replace("http-equiv", "")


def test_a_report_shows_what_is_hostile_as_text() -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    study.save("mine", {**FULL, "question": bad, "caveat": bad})
    page = kit.report("mine", [kit.Article.of("Rebels. " + bad, outlet=bad, id="x")], bad).save()
    page = Path(page).read_text()
    assert "<script" not in page and "<img" not in page and "&lt;script&gt;" in page


def test_a_report_without_plan_or_texts_says_what_to_do() -> None:
    assert "fill in kit.Planner" in kit.report("mine", kit.articles("ramouseh"))
    with pytest.raises(KitError, match="at least one"):
        kit.report("mine", [])


def test_the_two_forms_are_parallel() -> None:
    for form in "AB":
        assert Counter(item.skill for item in ITEMS if item.form == form) == dict.fromkeys(("naming", "voice", "agency", "counting"), 2)
    for item in ITEMS:
        assert len(survey.options(item)) == 4 and 1 <= int(item.right) <= 4
    assert len({item.right for item in ITEMS}) == 4


def test_who_has_one_form_before_has_the_other_after() -> None:
    for id in ("00", "0f", "a7"):
        assert {survey.form(part, id) for part in survey.PARTS} == {"A", "B"}


def taken(part: str, right: bool, sure: int = 75) -> kit.Survey:
    test = kit.Survey(part)
    for item in survey.items(part, survey.token()):
        place = int(item.right)
        test.answer(item.id, place if right else place % 4 + 1, sure)
    return test


def test_before_and_after_are_kept_scored_and_then_closed(own_folder: Path) -> None:
    first = taken("before", right=False)
    assert "8 of 8 answered" in first.reply["said"] and "right" not in first.reply["said"]
    assert first.hand_in().startswith("Handed in.")
    kit.Survey("before").answer("A1", 1, 25)
    last = taken("after", right=True)
    assert "8 of 8 right now" in last.hand_in() and "0 of 8 right" in last.reply["said"]
    found = survey.rows(json.loads((own_folder / "my_work" / "survey.json").read_text()))
    assert survey.score(found, "before") == (0, 8) and survey.score(found, "after") == (8, 8)
    assert len({row["id"] for row in found}) == 1 and {row["sure"] for row in found} == {75}


def test_an_unfinished_test_is_not_handed_in_and_not_counted() -> None:
    test = kit.Survey("before")
    test.answer(test.items[0]["id"], 1, 50)
    assert "7 of 8 questions still want an answer" in test.hand_in()
    assert survey.rows(survey.work.load("survey")) == []
    assert kit.Survey("before").answers == test.answers


def test_the_browser_is_not_told_what_is_right() -> None:
    shown = json.dumps(kit.Survey("before").items)
    assert '"right"' not in shown and "(chosen)" not in kit.Survey("before").twin()


def test_another_part_is_named_in_a_sentence() -> None:
    with pytest.raises(KitError, match="before"):
        kit.Survey("during")


def test_a_class_is_gathered_and_d_is_computed_in_the_cell_of_the_instructors_page(own_folder: Path) -> None:
    hand = own_folder / "handed in"
    for student in range(6):
        (hand / f"{student}").mkdir(parents=True)
        part = {"answers": {}, "done": "2026-01-01"}
        form = {"before": "AB"[student % 2], "after": "BA"[student % 2]}
        content = {"kind": survey.KIND, "id": f"{student:08x}"}
        for name in survey.PARTS:
            wrong = 4 + student % 3 if name == "before" else student % 2
            rows = [item for item in ITEMS if item.form == form[name]]
            content[name] = {**part, "answers": {
                item.id: {"chosen": int(item.right) % 4 + 1 if place < wrong else int(item.right), "sure": 75}
                for place, item in enumerate(rows)}}
        (hand / f"{student}" / "survey.json").write_text(json.dumps(content))
    (hand / "bad.json").write_text(json.dumps({"kind": survey.KIND, "id": ["x"], "before": {"done": "x", "answers": {"A1": [1], "A2": {
        "chosen": [1], "sure": {}}}}, "after": []}))
    said = merge.write(hand, own_folder)
    assert "6 tests" in said[-1]
    page = (tables.home().parent / "notebooks" / "README.md").read_text(encoding="utf-8")
    cell = next(code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "class-tests.csv" in code)
    found: dict = {}
    exec(cell.rsplit("\n", 2)[0], found)  # all but the sentence that shows the result
    assert len(found["score"]) == 6 and found["d"] > 1
