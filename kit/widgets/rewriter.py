"""The Rewriter widget: write a headline or lead anew, and see who acts, who speaks, how sure it is, what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from hashlib import sha256

import pandas as pd
import traitlets

from .. import tables, work
from ..errors import KitError
from ..model import Annotation, Article, Fact
from ..render import LOOKS, Html, paragraphs, safe, segments, show_table
from ..rewriting.compare import left_out, too_sure, unsupported
from ..rewriting.found import Found, marks, read
from ..rewriting.goals import known, lacking
from ..rewriting.ground import Ground, ground
from ..rewriting.task import facts_of, part_of, warmed
from .base import Shown, script, style

#: What is marked in the text: letter, colour and underline of each kind. Certainty stands in the table alone.
KINDS = {code: (letter, *look) for (code, letter), look in zip(
    (("agency", "A"), ("voice", "V"), ("label", "L"), ("hedge", "H"), ("figure", "F"), ("approximator", "N")), LOOKS)}
#: Who finds what, and the row of ``data/accuracy.csv`` that says how often it is right.
READERS = {
    "rule:agency": ("agency reader", "agency: clause"), "rule:attribution": ("attribution reader", "attribution: cue"),
    "rule:hedges": ("reader of hedges", "hedges"), "rule:figures": ("reader of figures", "figures"),
    "rule:certainty": ("agency, attribution and hedges together", ""),
    "rule:rewriting": ("comparison by names and numbers", "")}
KEY = "the kit's own key (48 articles)"


class Rewriter(Shown):
    """Rewrite a headline: ``kit.Rewriter(kit.article("convoy-halyard"), goals=["name the agent"])``.

    ``part`` is "headline", "lead" or "text"; ``facts`` are those that a new version may use: records, ids, or an
    event's id (that of the article unless told otherwise). ``text`` is the version as it stands, kept in ``my_work``;
    ``readings`` is what the readers find in it and miss in it; ``goals`` says which goals it reaches, such as "name the
    agent", "say how sure", "at most 14 words". The readers are rules and can be wrong.
    """

    _esm = script("rewriter")
    _css = style("rewriter")
    shown = traitlets.Dict().tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    found = traitlets.Dict().tag(sync=True)

    def __init__(self, original: str | Article, goals: Iterable[str | Mapping] = (), *, part: str = "",
                 facts: str | Iterable[str | Fact] | None = None, **kwargs: object) -> None:
        goals = [goals] if isinstance(goals, str) else goals
        self._asked = [{"check": known(goal)} if isinstance(goal, str) else dict(goal) for goal in goals]
        self._base, about = _base(original, part, facts)
        first = self._base.original.article.text
        self._key = sha256(repr((first, self._asked)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        saved, trouble = _load(self._key)
        shown = {**about, "original": first, "goals": list(map(name, self._asked)), "facts": _facts(self._base),
                 "errs": errs(), "letters": {code: letter for code, (letter, *_) in KINDS.items()}}
        super().__init__(shown=shown, text=saved or first, **kwargs)
        self._read(trouble)
        self.observe(self._changed, names="text")

    def _changed(self, _: object) -> None:
        try:
            _save(self._key, self.text)
            self._read("")
        except work.WorkError as error:
            self._read(str(error))

    def _read(self, trouble: str) -> None:
        """Reads the text as it now stands, for the browser."""
        text, lacks = read(self.text), [lacking(goal, self.text, self._base) for goal in self._asked]
        wrong = [*unsupported(text, self._base), *too_sure(text, self._base)]
        self.found = {"of": self.text, "words": len(self.text.split()), "paragraphs": pieces(text), "rows": rows(text),
                      "goals": lacks, "left": [[mark.quote, mark.note] for mark in left_out(text, self._base)],
                      "wrong": [[mark.quote, mark.code, mark.note] for mark in wrong],
                      "said": summary(lacks, wrong), "trouble": trouble}

    @property
    def goals(self) -> dict[str, bool]:
        """Each goal, and whether the text reaches it."""
        return {name(goal): not lacking(goal, self.text, self._base) for goal in self._asked}

    @property
    def readings(self) -> pd.DataFrame:
        """What the readers find in the text, and what it leaves out or adds: columns what, words, says, found by."""
        found = read(self.text)
        compared = [*left_out(found, self._base), *unsupported(found, self._base), *too_sure(found, self._base)]
        lines = [*rows(found), *([mark.code, mark.quote, mark.note, finder(mark)] for mark in compared)]
        return pd.DataFrame(lines, columns=["what", "words", "says", "found by"])

    def start_again(self) -> None:
        """Puts the original back."""
        self.text = self.shown["original"]

    def twin(self) -> Html:
        """The original, the version and what was found in it, as static HTML."""
        said = lambda words: "".join(f"<p>{safe(words[a:b])}</p>" for a, b in paragraphs(words))
        goals = [{"goal": one, "reached": "yes" if reached else "not yet"} for one, reached in self.goals.items()]
        tables_shown = [show_table(goals, caption="Goals")] if goals else []
        tables_shown.append(show_table(self.readings, caption="What the readers find"))
        return Html('<section class="tex2jax_ignore mathjax_ignore"><p><strong>The original</strong> '
                    f'{safe(self.shown["source"])}</p>{said(self.shown["original"])}'
                    f'<p><strong>Your version</strong></p>{said(self.text)}{"".join(tables_shown)}<p>{safe(self.shown["errs"])}</p></section>')


def _base(original: str | Article, part: str, facts: str | Iterable[str | Fact] | None) -> tuple[Ground, dict]:
    """What a new version may rest on, and where the original comes from."""
    if not isinstance(original, (str, Article)):
        raise KitError('Give the Rewriter a text or an article, as in kit.Rewriter(kit.article("convoy-halyard")).')
    if isinstance(original, str):
        return warmed(ground(original.strip(), facts_of(facts or ()))), {"source": ""}
    composed = "composed for teaching" if original.status == "composed" else ""
    about = " · ".join(filter(None, (tables.outlet_name(original), original.date, composed)))
    first = Article.of(part_of(original, part or "headline"), id=original.id, outlet=original.outlet)
    given = facts if facts is not None else original.event or ()
    return warmed(ground(first, facts_of(given), around=original.text)), {"source": about}


def name(goal: Mapping) -> str:
    """What a goal is called: in the author's words, or by its check."""
    return goal.get("says") or goal.get("check", "")


def _facts(base: Ground) -> list[list[str]]:
    return [[one.name, one.found.article.text, one.status, one.claimant] for one in base.statements[1:]]


def pieces(found: Found) -> list[list]:
    """The text as paragraphs of [text, [kind that ends or goes on here, ...], [kind that ends here, ...]]."""
    text, shown = found.article.text, [mark for mark in marks(found) if mark.code in KINDS]
    return [[[text[a:b], _kinds(over), _kinds(mark for mark in over if mark.end == b)]
             for a, b, over in segments(text, shown) if first <= a and b <= last] for first, last in paragraphs(text)]


def _kinds(over: Iterable[Annotation]) -> list[list[str]]:
    return [[code, *KINDS[code]] for code in dict.fromkeys(mark.code for mark in over)]


def rows(found: Found) -> list[list[str]]:
    """What was found, in the order of the text: what, words, what the reader says, which reader."""
    return [[mark.code, mark.quote, mark.note, finder(mark)] for mark in marks(found)]


def finder(mark: Annotation) -> str:
    """Who found a mark, with how often that reader was right where it was measured."""
    kind, _, id = mark.coder.partition(":")
    if kind == "lexicon":
        one = next(row for row in tables.lexicons() if row.id == id)
        right = f" ({float(one.precision):.0%} of {one.judged} hits right)" if one.precision else ""
        return f"list: {one.title}{right}"
    said, measured = READERS[mark.coder]
    row = next((row for row in tables.table("accuracy") if (row.reader, row.on) == (measured, KEY)), None)
    return said + (f" ({float(row.precision):.0%} of what it finds is right, n = {row.n})" if row else "")


def errs() -> str:
    """How the readers err, in a sentence with measured numbers."""
    measured = {row.reader: row for row in tables.table("accuracy") if row.on == KEY}
    clause, agent = measured.get("agency: clause"), measured.get("agency: agent, given the clause")
    counted = (f"On the kit's 48 composed texts the agency reader found {float(clause.recall):.0%} of the clauses, and "
               f"the right doer for {float(agent.precision):.0%} of those found. ") if clause and agent else ""
    return (f"The readers are rules and err; what they say is a reason to look again. {counted}"
            "They compare names and numbers, not whole sentences: a false sentence can pass.")


def summary(lacks: list[str], wrong: list[Annotation]) -> str:
    """What a screen reader is told after each change."""
    parts = [f"{lacks.count('')} of {len(lacks)} goals reached."] if lacks else []
    again = "; ".join(f"“{mark.quote}”, {mark.code}" for mark in wrong)
    return " ".join([*parts, f"To look at again: {again}." if wrong
                     else "Nothing found that the original and the facts do not support."])


def _load(key: str) -> tuple[str, str]:
    try:
        saved = work.load("rewrites").get(key, {})
        text = saved.get("text", "") if isinstance(saved, dict) else ""
        return (text if isinstance(text, str) else ""), ""
    except work.WorkError as error:
        return "", str(error)


def _save(key: str, text: str) -> None:
    stamp = datetime.now(timezone.utc).isoformat(timespec="seconds")
    work.save("rewrites", {**work.load("rewrites"), key: {"text": text, "when": stamp}})
