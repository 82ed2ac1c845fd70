"""The Survey widget: the blind test before and after the course, with how sure one is. No answer is judged on the way."""

from __future__ import annotations

import traitlets

from .. import survey
from ..errors import KitError
from ..render import Html, safe
from .base import Shown, script, style


class Survey(Shown):
    """The test of a part: ``kit.Survey("before")`` or ``kit.Survey("after")``.

    ``answers`` are what was chosen and how sure, by item; kept in ``my_work/survey.json`` with a random number, no name.
    """

    _esm = script("survey")
    _css = style("survey")
    part = traitlets.Unicode().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    levels = traitlets.List().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    reply = traitlets.Dict().tag(sync=True)
    ask = traitlets.Dict().tag(sync=True)

    def __init__(self, part: str, **kwargs: object) -> None:
        trouble = ""
        try:
            id, state = survey.token(), survey.load(part)
        except KitError as error:
            id, state, trouble = "0", {"answers": {}, "done": ""}, str(error)
        self._items = survey.items(part, id)
        shown = [{"id": one.id, "prompt": one.prompt, "options": survey.options(one)} for one in self._items]
        super().__init__(part=part, items=shown, levels=[list(level) for level in survey.SURE], answers=state["answers"],
                         reply=self._said(state, trouble), **kwargs)
        self.observe(lambda change: self._keep(), names="answers")
        self.observe(lambda change: self.hand_in(), names="ask")

    def answer(self, item: str, chosen: int, sure: int) -> None:
        """Answers an item: the place of the option from 1, and the percentage."""
        self.answers = {**self.answers, item: {"chosen": chosen, "sure": sure}}

    def hand_in(self) -> str:
        """Ends the part; what was answered then stands."""
        self._keep(hand_in=True)
        return self.reply["said"]

    def _keep(self, hand_in: bool = False) -> None:
        if self.reply.get("done"):
            return
        try:
            self.reply = self._said(survey.save(self.part, self.answers, hand_in=hand_in))
        except KitError as error:
            self.reply = {**self.reply, "said": str(error)}

    def _said(self, state: dict, trouble: str = "") -> dict:
        full = sum({"chosen", "sure"} <= set(one) for one in state["answers"].values())
        said = trouble or (self._thanks() if state["done"] else f"{full} of {len(self._items)} answered. Saved.")
        return {"said": said, "done": state["done"]}

    def _thanks(self) -> str:
        found = survey.rows(survey.work.load("survey"))
        (before, asked), (after, again) = survey.score(found, "before"), survey.score(found, "after")
        if self.part == "before" or not again:
            return "Handed in. Right and wrong are shown after the second test, in lesson 11."
        first = f" Before the course you had {before} of {asked} right." if asked else ""
        return (f"Handed in. You have {after} of {again} right now.{first} Eight questions are few: a difference of one or two "
                "means nothing for one person.")

    def twin(self) -> Html:
        """The questions and their options, with what was chosen."""
        parts = []
        for number, one in enumerate(self._items, 1):
            mine = self.answers.get(one.id, {})
            lines = "".join(f"<li>{safe(text)}{' (chosen)' if mine.get('chosen') == place else ''}</li>"
                            for place, text in enumerate(survey.options(one), 1))
            parts.append(f"<p>{number}. {safe(one.prompt)}</p><ol>{lines}</ol><p>How sure: {safe(str(mine.get('sure', '____')))} %</p>")
        return Html(f'<section class="tex2jax_ignore mathjax_ignore">{"".join(parts)}<p><em>{safe(self.reply["said"])}</em></p></section>')
