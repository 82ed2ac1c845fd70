"""A study in seven steps: question, unit, sample, measure, validation, claim, caveat, and what each of them still lacks.

The steps follow the usual order of a content analysis (Krippendorff 2018, ch. 4); a plan that is fixed before counting
is a preregistration. A check sees form alone: whether a step is filled, has a number, keeps to what a count can show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone

from . import tables, work
from .errors import KitError


@dataclass(frozen=True)
class Step:
    """One step of a plan: what it asks, and an example of ours about another subject."""

    id: str
    title: str
    asks: str
    example: str


STEPS = (
    Step("question", "Question", "What do you want to know? Ask how something is described, not whether somebody is good.",
         "How do three local papers name the people who blocked the bridge?"),
    Step("unit", "Unit", "What is one case: an article, a headline, a sentence, a label?", "One headline."),
    Step("sample", "Sample", "Which texts, how many, from when, and why these?",
         "All 24 headlines of three papers in the week of the blockade, from their archives."),
    Step("measure", "Measure", "What will be counted or coded, with which lexicon, reader or code?",
         "Marks of a lexicon of 12 words for the protesters, by voice, per 1,000 words."),
    Step("validation", "Validation", "How will you know that the measure is right? How many cases will a person check?",
         "I read 50 hits and count how many are right; a second coder reads 20 of them."),
    Step("claim", "Claim", "In these N texts, X uses ... more than Y, with ... attributed; this is consistent with ...",
         "In these 24 headlines the Mail uses “mob” 9 times and the Post once, 2 of them attributed; this is consistent with "
         "different house rules."),
    Step("caveat", "Caveat", "What does this not show? What would change your mind?",
         "It does not show what readers made of it. One event is not a habit."),
)
UNITS = "article text headline sentence paragraph label mark claim clause figure quotation page post".split()
#: A measure names something that the kit, or a person, can count.
MEASURES = "lexicon list code item reader count rate share mark label voice attribut hedge figure fact agenc passive".split()
CHECKS = "check read judge second coder precision recall hand agreement alpha sample compare".split()
#: Verdicts that no count can give.
VERDICT = re.compile(
    r"(?<!\w)(?:(?:un)?(?:bias\w*|objective|neutral|propagand\w*|lies|lying|liars?|truthful|honest)|partisan|one-sided|"
    r"(?:takes?|taking)(?: [\w’']+){0,2} sides?|"
    r"(?:is|are|was|were)(?: (?!attack|strike|offensive|fight|war|crime|violence|claim)[\w’'-]+){0,3} (?:against|in favour of|on the side of))(?!\w)", re.IGNORECASE)
FEW = 5  # words in a step


def gaps(plan: dict[str, str]) -> dict[str, str]:
    """What each step of a plan still lacks, as a sentence; steps that lack nothing are left out.

    >>> gaps({"question": "Is X biased?"})["question"]
    '“biased” is a verdict, and no count can give it. Ask how something is named, told or left out.'
    """
    found = {step.id: _gap(step.id, str(plan.get(step.id, "")).strip()) for step in STEPS}
    if not found["claim"]:
        lacking = [step for step in ("measure", "caveat") if found[step]]
        found["claim"] = f"A claim needs a {' and a '.join(lacking)}: fill that in first." if lacking else ""
    return {id: gap for id, gap in found.items() if gap}


def _gap(id: str, text: str) -> str:
    """What one step lacks, "" when nothing."""
    lower, verdict = text.lower(), VERDICT.search(text)
    if not text:
        return "Still empty."
    if id in ("question", "claim") and verdict:
        return f"“{verdict.group()}” is a verdict, and no count can give it. Ask how something is named, told or left out."
    if len(text.split()) < (2 if id == "unit" else FEW):
        return "Say a little more: a reader should be able to repeat it."
    asks = {
        "question": (text.rstrip().endswith("?"), "Write it as a question, with a question mark."),
        "unit": (_has(lower, UNITS), "Name the unit: an article, a headline, a sentence, a label ..."),
        "sample": (_number(lower), "Say how many texts."),
        "measure": (_has(lower, [*MEASURES, *(one.id for one in tables.lexicons())]),
                    "Name what is counted: a lexicon, a code, a reader; marks, labels, figures; a rate or a share."),
        "validation": (_has(lower, CHECKS) and _number(lower), "Say how many cases a person checks, and how."),
        "claim": (_number(lower), "Say in how many texts: “In these 12 texts ...”."),
        "caveat": (re.search(r"(?<!\w)(not|cannot|no|never|only|but)(?!\w)|n.t(?!\w)", lower), "Say what it does not show."),
    }
    kept, otherwise = asks[id]
    return "" if kept else otherwise


def _has(text: str, stems: list[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(stem)}", text) for stem in stems)


def _number(text: str) -> bool:
    return bool(re.search(r"\d|(?<!\w)(one|two|three|four|five|six|seven|eight|nine|ten|dozen|all|both)(?!\w)", text))


def load(name: str) -> dict:
    """A plan saved under a name: {"plan": {step: text}, "fixed": {...}, "when": date}; empty when there is none."""
    found = work.load(f"study-{name}")
    texts = found.get("plan") if isinstance(found.get("plan"), dict) else {}
    fixed = {name: found[name] for name, kind in (("fixed", dict), ("when", str)) if isinstance(found.get(name), kind)}
    return {**fixed, "plan": {step.id: str(texts.get(step.id, "")) for step in STEPS}}


def save(name: str, plan: dict[str, str], *, fix: bool = False) -> dict:
    """Saves a plan and gives what was saved. ``fix`` keeps it, with the date, as the plan made before counting."""
    state = {**load(name), "plan": {step.id: str(plan.get(step.id, "")) for step in STEPS}}
    if fix:
        lacking = gaps(plan)
        if lacking:
            raise KitError(f"Not yet: {', '.join(lacking)} still lack something. A plan is fixed when it is complete.")
        state |= {"fixed": state["plan"], "when": datetime.now(timezone.utc).date().isoformat()}
    work.save(f"study-{name}", state)
    return state


def changed(state: dict) -> list[str]:
    """The titles of the steps whose words are no longer those of the fixed plan."""
    fixed = state.get("fixed") or {}
    return [step.title for step in STEPS if fixed and fixed.get(step.id, "") != state["plan"].get(step.id, "")]
