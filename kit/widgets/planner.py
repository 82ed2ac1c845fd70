"""The Planner widget: a study in seven steps, each with what it still lacks; kept, and fixed before counting begins."""

from __future__ import annotations

import traitlets

from .. import study
from ..errors import KitError
from ..render import Html, safe, show_table
from .base import Shown, script, style


class Planner(Shown):
    """Plan a study: ``kit.Planner("my-study")``.

    ``texts`` are the seven steps as written, ``gaps`` what each still lacks, ``complete`` whether none does. Saved after
    every change in ``my_work/study-<name>.json``; ``fix()`` keeps the plan as it was before counting.
    """

    _esm = script("planner")
    _css = style("planner")
    steps = traitlets.List().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    ask = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str = "my-study", **kwargs: object) -> None:
        self.name, trouble = name, ""
        try:
            saved = study.load(name)
        except KitError as error:
            saved, trouble = {"plan": {step.id: "" for step in study.STEPS}}, str(error)
        steps = [{"id": one.id, "title": one.title, "asks": one.asks, "example": one.example} for one in study.STEPS]
        super().__init__(steps=steps, texts=saved["plan"], state=self._said(saved, trouble), **kwargs)
        self.observe(lambda change: self._keep(), names="texts")
        self.observe(lambda change: self.fix(), names="ask")

    @property
    def gaps(self) -> dict[str, str]:
        """What each step still lacks."""
        return study.gaps(self.texts)

    @property
    def complete(self) -> bool:
        """Whether no step lacks anything that can be seen from outside."""
        return not self.gaps

    def fix(self) -> str:
        """Keeps the plan as it is now, with the date; says what is still lacking where something is."""
        self._keep(fix=True)
        return self.state["said"]

    def _keep(self, fix: bool = False) -> None:
        try:
            self.state = self._said(study.save(self.name, self.texts, fix=fix))
        except KitError as error:
            self.state = {**self.state, "gaps": self.gaps, "said": str(error)}

    def _said(self, saved: dict, trouble: str = "") -> dict:
        changed, when, gaps = study.changed(saved), saved.get("when", ""), study.gaps(saved["plan"])
        fixed = (f"Fixed on {when}." + (f" Changed since: {', '.join(changed)}; say why in your report." if changed else "")
                 if when else "")
        left = (f"{len(gaps)} of {len(study.STEPS)} steps still lack something." if gaps else
                "Every step is filled in. Whether it is a good plan, ask a person.")
        return {"gaps": gaps, "said": " ".join(filter(None, [trouble or fixed, left])), "when": when}

    def twin(self) -> Html:
        """The plan as a table."""
        rows = [{"step": one.title, "plan": self.texts.get(one.id, "") or "(empty)", "still lacks": self.gaps.get(one.id, "")}
                for one in study.STEPS]
        return Html(f"{show_table(rows, caption='Plan of a study')}<p>{safe(self.state['said'])}</p>")
