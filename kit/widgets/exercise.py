"""The Exercise widget: asks, checks without punishing, hints, and keeps the student's progress."""

from __future__ import annotations

import random
from datetime import datetime, timezone

import traitlets

from .. import exercise as data
from .. import answers, tables, work
from ..render import paragraphs, safe
from ..rewriting.task import base_of, goals_of, results
from ..text import words
from .base import Shown, script, style


class Exercise(Shown):
    """One exercise, by its id: ``kit.Exercise("02.1")``.

    ``answer`` is what the student gave (option numbers from 0, text, an order, or spans), ``verdict`` the last result.
    Progress is saved in ``my_work/progress.json`` after each attempt and found again after a restart.
    """

    _esm = script("exercise")
    _css = style("exercise")
    task = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    ask = traitlets.Dict().tag(sync=True)
    reply = traitlets.Dict().tag(sync=True)

    def __init__(self, id: str, **kwargs: object) -> None:
        self._exercise = data.exercise(id)
        before, trouble = _load(self._exercise.id)
        try:
            asked, reply = question(self._exercise), renewed(self._exercise, before)
        except answers.MISWRITTEN as error:
            raise answers.miswritten(self._exercise, error) from None
        super().__init__(task=asked, answer=before.get("answer"), reply={**reply, **({"trouble": trouble} if trouble else {})}, **kwargs)
        self.observe(lambda change: self._asked(change["new"]), names="ask")

    @property
    def verdict(self) -> str:
        """"right", "partly", "not yet", "compare", or "" before the first attempt."""
        return self.reply.get("verdict", "")

    def _asked(self, ask: dict) -> None:
        acts = {"check": self.check, "hint": self.hint, "solution": self.solution}
        if "answer" in ask:
            self.answer = ask["answer"]
        acts[ask["what"]]()

    def check(self, *answer: object) -> str:
        """Checks the given answer, or the one in the widget, and returns the verdict."""
        if answer:
            self.answer = answer[0]
        feedback = data.check(self._exercise, self.answer)
        tried = self.reply.get("tried", False) or self._exercise.kind != "discuss" or feedback.verdict != "not yet"
        attempts = self.reply.get("attempts", 0) + 1
        self._say(verdict=feedback.verdict, message=feedback.message, share=feedback.share, tried=tried,
                  attempts=attempts, **met(self._exercise, self.answer))
        return feedback.verdict

    def hint(self) -> str:
        """The next hint; each says a little more."""
        shown = list(self.reply.get("hints", ()))
        if len(shown) < len(self._exercise.hints):
            shown.append(self._exercise.hints[len(shown)])
            self._say(hints=shown)
        return shown[-1] if shown else "This exercise has no hints."

    def solution(self) -> str:
        """The solution, once there was an attempt."""
        if not self.reply.get("tried"):
            return "Try first: the solution opens after your first attempt."
        self._say(solution=self._exercise.solution, rubric=self._exercise.spec.get("rubric", ""))
        return self._exercise.solution

    def _say(self, **news: object) -> None:
        reply = {name: value for name, value in self.reply.items() if name != "trouble"} | news
        try:
            _save(self._exercise.id, {"answer": self.answer, "reply": reply})
        except work.WorkError as error:
            reply["trouble"] = str(error)
        self.reply = reply

    def twin(self) -> str:
        """The question, its options and what was answered, as HTML."""
        task = self._exercise
        choices = [one for name in ("options", "items", "goals") for one in self.task.get(name, ())]
        chosen = self.answer if isinstance(self.answer, list) and task.kind == "choose" else ()
        lines = "".join(f"<li>{safe(text)}{' (chosen)' if place in chosen else ''}</li>"
                        for place, text in enumerate(choices))
        asked = f"{task.prompt}\n\n{self.task.get('original', '')}"
        prompt = "".join(f"<p>{safe(asked[a:b])}</p>" for a, b in paragraphs(asked))
        said = f"<p><em>{safe(self.reply['message'])}</em></p>" if self.reply.get("message") else ""
        mine = f"<blockquote>{safe(self.answer)}</blockquote>" if isinstance(self.answer, str) and self.answer else ""
        return (f'<section class="tex2jax_ignore mathjax_ignore"><p><strong>Exercise {safe(task.id)} · '
                f"{safe(task.title)}</strong> ({_minutes(task)})</p>{prompt}<ol>{lines}</ol>{mine}{said}</section>")


def renewed(task: data.Exercise, before: dict) -> dict:
    """What was said before a restart, in the words that the exercise's file has now."""
    reply = dict(before.get("reply", {}))
    if reply.get("verdict"):
        feedback = data.check(task, before.get("answer"))
        reply |= {"verdict": feedback.verdict, "message": feedback.message, "share": feedback.share,
                  **met(task, before.get("answer"))}
    if "hints" in reply:
        reply["hints"] = list(task.hints[:len(reply["hints"])])
    return {**reply, "solution": task.solution} if reply.get("solution") else reply


def met(task: data.Exercise, answer: object) -> dict:
    """For a rewriting that was written: which of its goals it reaches, in their order; {} for all else."""
    text = answer.strip() if isinstance(answer, str) else ""
    return {"goals": [not lack for _, lack in results(task.spec, text)]} if task.kind == "rewrite" and text else {}


def question(task: data.Exercise) -> dict:
    """What the browser may know of an exercise before an attempt: neither answers nor hints nor feedback."""
    asked = {"id": task.id, "kind": task.kind, "title": task.title, "prompt": task.prompt.strip(),
             "minutes": _minutes(task), "hints": len(task.hints)}
    spec = task.spec
    if task.kind == "choose":
        asked |= {"options": [option["text"] for option in spec["option"]], "many": spec.get("many", False)}
    elif task.kind == "number":
        asked |= {"label": spec.get("label", "Your number"), "unit": spec.get("unit", "")}
    elif task.kind == "discuss":
        asked |= {"words": spec.get("words", answers.LEAST_WORDS)}
    elif task.kind == "order":
        asked |= {"items": [item["text"] for item in spec["item"]], "start": shuffled(task)}
    elif task.kind == "rewrite":
        base = base_of(spec)
        facts = [[one.name, one.found.article.text, one.status, one.claimant] for one in base.statements[1:]]
        goals = [goal["says"] for goal in goals_of(spec)]
        asked |= {"original": base.original.article.text, "facts": facts, "goals": goals}
    elif task.kind == "mark":
        asked |= {"parts": parts(tables.article(spec["article"]).text)}
    return asked


def shuffled(task: data.Exercise) -> list[int]:
    """A first order that is the same every time and never the right one."""
    order = list(range(len(task.spec["item"])))
    random.Random(task.id).shuffle(order)
    return order if order != sorted(order) else order[::-1]


def parts(text: str) -> list[list]:
    """Paragraphs as lists of [text, span], the span None between words."""
    shown = []
    for first, last in paragraphs(text):
        inside, at = [], first
        for start, end in words(text[first:last]):
            inside += [[text[at:first + start], None], [text[first + start:first + end], [first + start, first + end]]]
            at = first + end
        shown.append([part for part in [*inside, [text[at:last], None]] if part[0]])
    return shown


def _minutes(task: data.Exercise) -> str:
    return "–".join(map(str, task.minutes)) + (" min, going further" if task.spec.get("further") else " min")


def _load(id: str) -> tuple[dict, str]:
    try:
        state = work.load("progress").get(id, {})
        return (state if _is_state(state) else {}), ""
    except work.WorkError as error:
        return {}, str(error)


def _is_state(state: object) -> bool:
    """Whether what a file has for an exercise can have been saved here."""
    reply = state.get("reply", {}) if isinstance(state, dict) else None
    return isinstance(reply, dict) and isinstance(reply.get("hints", []), list) and type(reply.get("attempts", 0)) is int


def _save(id: str, state: dict) -> None:
    stamp = datetime.now(timezone.utc).isoformat(timespec="seconds")
    work.save("progress", {**work.load("progress"), id: {**state, "when": stamp}})
