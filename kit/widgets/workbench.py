"""The Workbench widget: change a lexicon and see at once what it wins, what it loses, and how often it is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import traitlets

from .. import tables, work
from ..errors import KitError
from ..measure.shares import Share
from ..measure.trial import Trial, by_key, changes, entries, place, precision
from ..model import Annotation, Article, Entry, Lexicon
from ..reading.editing import Step, from_json, lines, to_json
from ..reading.entries import EntryError, checked, tidy, traps
from ..reading.lexicon import find
from ..render import Html
from ..spreadsheet import as_csv
from .base import Shown, script, style
from .bench import Look, concordance, moved, nothing, shown, static


class Workbench(Shown):
    """A list on the bench: ``kit.Workbench("armed-opposition")``, tried on all composed articles or on those you give.

    Add, change or drop entries, add traps, judge hits; each step is kept in ``my_work`` and can be undone. ``lexicon``
    is the list as it is now, ``hits`` its marks with voice, ``precision`` the share of your judged hits that are right,
    ``recall`` how much of what two coders marked it finds, ``changes`` what differs from the first list.
    ``save("name")`` writes a CSV.
    """

    _esm = script("workbench")
    _css = style("workbench")
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, lexicon: str | Lexicon | Path = "armed-opposition", articles: Iterable[Article] | None = None,
                 **kwargs: object) -> None:
        first = lexicon if isinstance(lexicon, Lexicon) else tables.lexicon(lexicon)
        self._name = "workbench-" + re.sub(r"[^\w.-]+", "-", first.id, flags=re.ASCII)[:60]
        self._unsaved, self._reply, steps, trouble = False, {}, [], ""
        try:
            steps = self._kept()
        except work.WorkError as error:
            trouble = str(error)
        self._trial = Trial.of(first, _texts(articles), steps)
        self._look = Look(entry=next((row["entry"].term for row in entries(self._trial)), ""))
        said = f"{len(steps)} steps from an earlier time were found and done again." if steps else ""
        super().__init__(view=shown(self._trial, self._look, {"sentence": said, "trouble": trouble}), **kwargs)
        self.on_msg(self._asked)

    # What a student uses in the next cell ---------------------------------------------------------------------------

    @property
    def lexicon(self) -> Lexicon:
        """The list as it is now."""
        return self._trial.lexicon

    @property
    def hits(self) -> list[Annotation]:
        """The marks of the list as it is now, with voice."""
        return find(self._trial.lexicon, self._trial.articles)

    @property
    def changes(self) -> pd.DataFrame:
        """What has changed since the first list: entry, code, change, hits_won, hits_lost."""
        return changes(self._trial)

    @property
    def precision(self) -> Share:
        """How many of the hits that you judged are right."""
        return precision(self._trial.hits, self._trial.verdicts)

    @property
    def recall(self) -> Share:
        """How many of the places that two coders marked are found; 0 of 0 where nobody marked these texts for this list."""
        return by_key(self._trial, self._trial.hits)[1]

    @property
    def lines(self) -> pd.DataFrame:
        """The lines that are shown now, as in `kit.concordance`, with code, term, voice and verdict."""
        return concordance(self._trial, self._look)

    # What a person can do, here and in the browser -------------------------------------------------------------------

    def add(self, term: str, *, code: str = "", stance: str = "descriptive", gloss: str = "", trap: str = "") -> str:
        """Adds an entry; several traps are divided by |."""
        entry = checked(Entry(term, code, stance, gloss, trap), ())
        if entry in self.lexicon.entries:
            return self._say(f"“{entry.term}” stands on the list already, just so.")
        entry = checked(entry, self.lexicon.entries)
        self._look = self._look._replace(entry=entry.term, page=1)
        return self._do(Step("add", entry=entry), f"“{entry.term}” added.")

    def change(self, term: str, /, **fields: str) -> str:
        """Changes fields of an entry: ``change("rebel*", term="rebels")``. Traps that no longer fit are left out."""
        old = self._entry(term)
        for name in fields:
            tables.choose(name, tables.columns(Entry), "field of an entry")
        entry = checked(replace(old, **fields), [one for one in self.lexicon.entries if one is not old], traps(old))
        if entry == old:
            return self._say("Nothing was changed: the entry was so already.")
        self._look = self._look._replace(entry=entry.term, page=1)
        return self._do(Step("change", old.term, entry), f"“{old.term}” changed.")

    def trap(self, term: str, phrase: str) -> str:
        """Adds a trap to an entry: a phrase with the word in it, in which it is not meant."""
        old = self._entry(term)
        if not tidy(phrase).strip("| "):
            raise EntryError("trap", "Write a phrase with the word in it first.")
        return self.change(term, trap=" | ".join([*traps(old), phrase]))

    def drop(self, term: str) -> str:
        """Takes an entry off the list."""
        self._look = self._look._replace(entry=self._entry(term).term, page=1)
        return self._do(Step("drop", term), f"“{term}” dropped.")

    def restore(self, term: str) -> str:
        """Puts a dropped entry of the first list back."""
        gone = [line.first for line in lines(self._trial.first, self._trial.steps) if line.first and not line.now]
        found = {entry.term: entry for entry in gone}
        entry = found[tables.choose(term, found, "dropped entry")]
        self._look = self._look._replace(entry=term, page=1)
        return self._do(Step("add", entry=checked(entry, self.lexicon.entries, traps(entry))), f"“{term}” put back.")

    def judge(self, hits: Annotation | Sequence[Annotation], verdict: str) -> str:
        """Says of hits that they are "right" or "wrong" (false positives), or "" to take a verdict back."""
        hits = [hits] if isinstance(hits, Annotation) else list(hits)
        tables.choose(verdict, ("right", "wrong", ""), "verdict")
        known = {place(hit) for hit in self._trial.hits}
        places = tuple(place(hit) for hit in hits if place(hit) in known)
        if not places:
            return self._say("None of these is a hit of the list as it is now.")
        said = f"{len(places)} judged {verdict}." if verdict else "The verdict was taken back."
        return self._do(Step("judge", places=places, verdict=verdict), said)

    def undo(self) -> str:
        """Takes the last step back, also one of an earlier day."""
        steps = self._steps()
        if not steps:
            return self._say("There is nothing to undo.")
        last, back = steps[-1], {"add": "The added entry was taken away.", "change": "The change was undone.",
                                 "drop": "The entry is back.", "judge": "The verdict was taken back."}
        if last.do != "judge":
            self._look = self._look._replace(entry=last.term, page=1)
        return self._take(steps[:-1], back[last.do])

    def save(self, name: str) -> Path:
        """Writes the list to ``my_work/<name>.csv``; ``kit.lexicon("<name>")`` and ``kit.find("<name>", ...)`` read it."""
        name = tidy(name).removesuffix(".csv")
        if name in {row.id for row in tables.lexicons()}:
            raise EntryError("name", f"A list of the kit is called {name!r}. Choose another name, such as my-{name}.")
        target = work.path(name, ".csv")
        if target.exists() and tables.scan(Entry, target)[1]:
            raise EntryError("name", f"{target.name} in {target.parent.name} is no list that can be read. Choose another name.")
        rows = [list(asdict(entry).values()) for entry in self.lexicon.entries]
        work.write(target, as_csv(tables.columns(Entry), rows))
        self._say(f'Saved {len(rows)} entries in {target.parent.name}/{target.name}. In a cell: kit.lexicon("{name}")')
        return target

    def look(self, **what: object) -> None:
        """Chooses what is shown: entry="rebel*", lines="entry" (or all, open, wrong, won, lost, missed),
        order="chance" (or next, before), page=2, code="rebel" (whose rates)."""
        self._look = self._look.to(self._trial, **what)
        self._say("")

    # How it is done ---------------------------------------------------------------------------------------------------

    def _entry(self, term: str) -> Entry:
        known = {entry.term: entry for entry in self.lexicon.entries}
        return known[tables.choose(term, known, "entry on the list")]

    def _do(self, step: Step, said: str) -> str:
        return self._take([*self._steps(), step], said, step.entry.term if step.entry else "")

    def _take(self, steps: Sequence[Step], said: str, term: str = "") -> str:
        """Takes these steps as the new ones, keeps them, and says what came of it."""
        before, self._trial = self._trial, self._trial.after(steps)
        sentences = filter(None, (said, moved(before, self._trial), nothing(self._trial, term)))
        return self._say(" ".join(sentences), trouble=self._keep())

    def _kept(self) -> list[Step]:
        return from_json(work.load(self._name).get("steps"))

    def _steps(self) -> list[Step]:
        """The steps so far, those of another Workbench on the same list among them: the file knows them all."""
        try:
            lost = self._unsaved or not work.path(self._name).exists()
            return list(self._trial.steps) if lost else self._kept()
        except work.WorkError:
            return list(self._trial.steps)

    def _keep(self) -> str:
        try:
            work.save(self._name, {"lexicon": self._trial.first.id, "steps": to_json(self._trial.steps)})
        except work.WorkError as error:
            self._unsaved = True
            return str(error)
        self._unsaved = False
        return ""

    def _say(self, sentence: str, **more: str) -> str:
        self.view = shown(self._trial, self._look, {"sentence": sentence, **self._reply, **more})
        return sentence

    def _asked(self, _: object, ask: dict, __: object) -> None:
        """Does what somebody asked for in the browser; a bad entry is answered beside its field, and the draft stays."""
        acts = {"add": self.add, "change": self.change, "trap": self.trap, "drop": self.drop, "restore": self.restore,
                "judge": self._judge, "undo": self.undo, "save": self.save, "look": self.look}
        do, draft = ask.get("do"), ask.get("draft", "")
        self._reply = {"answers": ask.get("count"), "kept": draft if do in ("add", "change", "trap") else None}
        try:
            acts[do](*ask.get("of", ()), **ask.get("with", {}))
        except KitError as error:
            self._say(str(error), kept=None, draft=draft, field=getattr(error, "field", "name" if do == "save" else ""))
        finally:
            self._reply = {}

    def _judge(self, places: Sequence[Sequence], verdict: str, rest: bool = False) -> str:
        """Judges the hits at these places; with ``rest`` those of them that nobody has judged yet."""
        wanted = {(article, start, end) for article, start, end in places}
        hits = [hit for hit in self._trial.hits if (hit.article, hit.start, hit.end) in wanted]
        return self.judge([hit for hit in hits if not (rest and place(hit) in self._trial.verdicts)], verdict)

    def twin(self) -> Html:
        """The figures, the changes, the entries and the lines that are shown now, as static HTML."""
        return static(self._trial, self._look)


def _texts(articles: Iterable[Article] | Article | None) -> list[Article]:
    """The articles to try a list on; all composed ones where none are given."""
    found = tables.articles() if articles is None else [articles] if isinstance(articles, Article) else list(articles)
    if not found:
        raise KitError("There is no article to try the list on. Give one or more, or none at all for the kit's own.")
    if len({article.id for article in found}) < len(found):
        raise KitError("Two articles have the same id, so their hits cannot be told apart. Give each its own id.")
    return found
