"""The Tracer widget: whose words is each line of a spliced page, and what happened to them on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pandas as pd
import traitlets

from .. import provenance, tables, work
from ..errors import KitError
from ..measure.reuse import closest, shared_words
from ..model import Article
from ..provenance import NOBODY, ORIGINAL, PHENOMENA, STEPS, UNSURE, renumbered, settled
from ..render import Html, show_table
from ..text import sentences
from .base import Shown, script, style

ALIKE = 0.1  # share of word pairs below which a sentence is not shown as a find
PARTS = ("voice", "origin", "phenomena", "contradicts")
#: What voices and origins are called that are neither outlets nor articles.
NAMES = {NOBODY: "nobody: page furniture", "page": "the page itself", ORIGINAL: "in none of the texts I have",
         UNSURE: "I cannot tell"}
OUT = frozenset({NOBODY, "duplicate", "off topic"})  # what cleaning takes out
_SAID = ("shared", "only you", "only the key", "why")


class Tracer(Shown):
    """Trace a spliced page line by line: ``kit.Tracer()``, or your own: ``kit.Tracer("page.txt", "key.csv")``.

    ``answers`` is what you answered, ``agreement`` how far you and the key agree on the lines you compared, ``cleaned``
    the page without furniture, duplicates and what is off topic. Each change is saved in ``my_work``. ``articles`` are
    the texts to look for a line in (for the kit's own page the six accounts of Ramouseh).
    """

    _esm = script("tracer")
    _css = style("tracer")
    lines = traitlets.List().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    given = traitlets.Dict().tag(sync=True)  # {line: answer}, lines as text
    shown = traitlets.Dict().tag(sync=True)  # {line: what the key says}, once it was compared
    found = traitlets.Dict().tag(sync=True)  # {line: sentences that are alike}
    table = traitlets.List().tag(sync=True)  # the agreement, a dictionary a row
    heard = traitlets.Dict().tag(sync=True)  # {view: the number of its last message}
    trouble = traitlets.Unicode().tag(sync=True)

    def __init__(self, text_path: str | Path | None = None, key_path: str | Path | None = None, *,
                 articles: Iterable[Article] | None = None, **kwargs: object) -> None:
        if (text_path is None) != (key_path is None):
            raise KitError("Give both files, the page and its key, as in kit.Tracer('page.txt', 'key.csv'); or "
                           "neither, for the kit's own page.")
        lines, self._key = provenance.read(*(path and Path(path) for path in (text_path, key_path)))
        self._own = text_path is not None
        if articles is None:
            articles = [] if self._own else tables.articles("ramouseh")
        self._articles = list(articles)
        self._name = f"tracer-{_plain(Path(text_path).stem)}" if self._own else "tracer"
        super().__init__(lines=lines, choices=choices(self._key, self._articles), **kwargs)
        self._first: dict[str, dict] = {}  # the answers as they were when the key was opened
        self._restore()
        self.on_msg(self._told)

    # What a person does -----------------------------------------------------------------------------------------------

    def trace(self, line: int, **answer: object) -> dict:
        """Answers for one line; returns the answer as it now is: voice, origin, phenomena, contradicts (lists).

        What is not named stays: ``trace(6, voice="halyard", phenomena=["find and replace"], contradicts=[7])``.
        """
        self._check(line, answer)
        self.given = {**self.given, str(line): settled({**self.given.get(str(line), {}), **answer})}
        self._save()
        return self.given[str(line)]

    def compare(self, *lines: int) -> pd.DataFrame:
        """Opens the key for these lines, or for all that you answered: line, shared, only you, only the key, why.

        A line without an answer stays closed. What counts for ``agreement`` is your answer before the key was open.
        """
        wanted = [str(line) for line in lines or sorted(map(int, self.given))]
        closed = [line for line in wanted if not answered(self.given.get(line, {}))]
        if lines and closed:
            self._here(int(closed[0]))
            raise KitError(f"Say first whose words line {closed[0]} is (voice): the key opens after an attempt.")
        for line in wanted:
            if line not in closed:
                self._first.setdefault(line, self.given[line])
        self._compared()
        self._save()
        return pd.DataFrame([self.shown[line] for line in wanted if line in self.shown], columns=["line", *_SAID])

    def look(self, line: int) -> pd.DataFrame:
        """The sentences in the texts that are most like a line: share (of its word pairs), article, sentence."""
        text = self.lines[self._here(line) - 1]
        passages = [(one.id, one.text[start:end]) for one in self._articles for start, end in sentences(one.text)]
        near = [each for each in closest(text, passages) if each[0] >= ALIKE]
        self.found = {**self.found, str(line): [{"share": share, "article": id, "pieces": shared_words(sentence, text)}
                                                for share, (id, sentence) in near]}
        return pd.DataFrame([(share, *passage) for share, passage in near], columns=["share", "article", "sentence"])

    # What comes of it -------------------------------------------------------------------------------------------------

    @property
    def answers(self) -> pd.DataFrame:
        """One row a line: line, text, voice, origin, phenomena and contradicts (as text), compared (True or False)."""
        return pd.DataFrame([{"line": number, "text": text, **told(self.given.get(str(number), {})),
                              "compared": str(number) in self.shown} for number, text in enumerate(self.lines, 1)])

    @property
    def agreement(self) -> pd.DataFrame:
        """You and the key on the lines compared: what (voice, origin, a phenomenon), shared, only you, only the key."""
        return pd.DataFrame(self.table, columns=["what", "shared", "only you", "only the key"])

    @property
    def cleaned(self) -> Article:
        """The page as an article, without the lines that you marked as furniture, duplicate or off topic."""
        out = {line for line, answer in self.given.items() if OUT & set(answer["phenomena"])}
        kept = [text for number, text in enumerate(self.lines, 1) if str(number) not in out]
        cleaned = Article.of("\n\n".join(kept), id=f"{self._name}-cleaned")
        return cleaned if self._own else replace(tables.splice(), id=cleaned.id, text=cleaned.text)

    def twin(self) -> Html:
        """The lines with your answers, and with the key's reasons where you compared, as a table."""
        rows = [{"line": row["line"], "text": row["text"], "your tracing": _mine_told(row),
                 "the key": _key_told(self.shown.get(str(row["line"]), {}))} for row in self.answers.to_dict("records")]
        return show_table(rows, caption=f"A page traced line by line{'' if self._own else ', composed for teaching'}")

    # What holds it together -------------------------------------------------------------------------------------------

    def _here(self, line: int) -> int:
        if type(line) is not int or not 1 <= line <= len(self.lines):
            raise KitError(f"There is no line {line!r}; this page has the lines 1 to {len(self.lines)}.")
        return line

    def _check(self, line: int, answer: Mapping) -> None:
        self._here(line)
        for name, known in (("voice", "voices"), ("origin", "origins")):
            if answer.get(name):
                tables.choose(answer[name], {value for value, _ in self.choices[known]} | {NOBODY}, name)
        known = {name for part in ("steps", "marks") for name, _ in self.choices[part]} | {NOBODY}
        for name in answer.get("phenomena") or ():
            tables.choose(name, known, "phenomenon")
        for name in answer:
            tables.choose(name, PARTS, "part of an answer")
        if line in [self._here(other) for other in answer.get("contradicts") or ()]:
            raise KitError(f"Line {line} cannot contradict itself; name another line.")

    def _told(self, _widget: object, said: dict, _buffers: object) -> None:
        """A message from the browser: an answer, or a wish to compare or to look. None is lost while Python is busy."""
        acts = {"trace": lambda: self.trace(said["line"], **said["answer"]), "look": lambda: self.look(said["line"]),
                "compare": lambda: self.compare(*said.get("lines", ()))}
        self.trouble = ""
        try:
            acts[said["do"]]()
        except KitError as error:
            self.trouble = str(error)
        self.heard = {**self.heard, said["view"]: said["count"]}

    def _compared(self) -> None:
        rows = {row.line: row for row in self._key}
        self.shown = {line: {"line": int(line), **provenance.compared(answer, rows[line]), "why": rows[line].note}
                      for line, answer in self._first.items()}
        self.table = provenance.agreement({int(line): answer for line, answer in self._first.items()}, self._key)

    def _save(self) -> None:
        try:
            work.save(self._name, {"answers": self.given, "compared": self._first, "lines": list(self.lines)})
        except work.WorkError as error:
            self.trouble = str(error)

    def _restore(self) -> None:
        """The answers of another day. Lines are known by their text, so that they may have moved on the page."""
        try:
            before = work.load(self._name)
            places = provenance.moved(before.get("lines", ()), self.lines)
            self.given, self._first = (
                {str(places[int(line)]): renumbered(answer, places) for line, answer in before.get(name, {}).items()
                 if int(line) in places} for name in ("answers", "compared"))
        except work.WorkError as error:
            self.trouble = str(error)
        except (TypeError, ValueError, AttributeError):
            self.trouble = f"The answers saved in my_work/{self._name}.json cannot be read; they will be written anew."
        self._compared()


def choices(key: Iterable, articles: Iterable[Article]) -> dict:
    """What can be chosen for a page with this key: (value, words) of voices, origins, steps, marks; how many texts."""
    key, articles = list(key), list(articles)
    names = {one.id: one.name for one in tables.outlets()} | NAMES
    voices = {row.voice: names.get(row.voice, row.voice) for row in key if row.voice not in (NOBODY, "page")}
    voices = sorted(voices, key=lambda id: voices[id].removeprefix("The "))
    origins = dict.fromkeys(sorted({row.origin for row in key} - {NOBODY, ORIGINAL} | {one.id for one in articles}))
    own = sorted({name for row in key for name in provenance.phenomena(row)} - set(PHENOMENA))
    marks = {name: text for name, text in PHENOMENA.items() if name not in (*STEPS, NOBODY)} | dict.fromkeys(own, "")
    return {"voices": [(id, names.get(id, id)) for id in (*voices, "page", NOBODY, UNSURE)],
            "origins": [(id, names.get(id, id)) for id in (*origins, ORIGINAL, UNSURE)],
            "steps": [(name, PHENOMENA[name]) for name in STEPS], "marks": list(marks.items()), "look": len(articles)}


def answered(answer: Mapping) -> bool:
    """Whether there was an attempt: a voice, if only "cannot tell"."""
    return bool(answer.get("voice"))


def told(answer: Mapping) -> dict[str, str]:
    """An answer as cells of text."""
    return {"voice": answer.get("voice", ""), "origin": answer.get("origin", ""),
            "phenomena": " | ".join(answer.get("phenomena", ())),
            "contradicts": " ".join(map(str, answer.get("contradicts", ())))}


def _plain(stem: str) -> str:
    """A file's name as letters that any system can write."""
    plain = re.sub(r"[^\w-]+", "-", stem, flags=re.ASCII).strip("-")[:40]
    return plain or sha256(stem.encode("utf-8", "replace")).hexdigest()[:8]


def _mine_told(row: Mapping) -> str:
    """What was answered for a line, in a cell."""
    against = row["contradicts"] and f"contradicts {row['contradicts']}"
    return "; ".join(filter(None, (row["voice"], row["origin"], row["phenomena"], against)))


def _key_told(said: Mapping) -> str:
    """What the key says of a line, in a cell."""
    parts = [f"{name}: {', '.join(said[name])}" for name in _SAID[:3] if said.get(name)]
    return ". ".join([*parts, said["why"]]) if said else ""
