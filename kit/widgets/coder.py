"""The Coder widget: mark what you see in an article, with the codebook beside it, and compare with others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import traitlets

from .. import tables
from ..coding.items import ANSWERS, answer, headline, is_item, reason
from ..coding.session import Key, Session
from ..errors import KitError
from ..model import VOICES, Annotation, Article, Code
from ..reliability.places import place_table, places, told
from ..render import Html, highlight, safe, show_table
from .base import Shown, script, style
from .codes import book_data, item_data, offered, picked, short, shown, text_data
from .partners import compared, partner, partners, row


class Coder(Shown):
    """Code an article by hand: ``kit.Coder(article, codes=["party"])``, saved in ``my_work`` after every change.

    ``codebook`` is a list of codes, or a CSV of them; ``codes`` picks some by id or family; ``coder`` is your name.
    ``marks`` are your marks with the codes on offer, ``answers`` those to the questions about the whole text, ``notes``
    the marks with a note. ``compare("key")`` shows where you and somebody else agree, and where you part.
    """

    _esm = script("coder")
    _css = style("coder")
    text = traitlets.Dict().tag(sync=True)
    book = traitlets.List().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    others = traitlets.List().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    comparison = traitlets.Dict().tag(sync=True)

    def __init__(self, article: Article | str, codebook: Sequence[Code] | str | Path | None = None, coder: str = "me",
                 codes: Sequence[str] | str | None = None) -> None:
        article = tables.article(article) if isinstance(article, str) else article
        if not isinstance(article, Article) or not article.headline:
            raise KitError('The Coder needs an article with a text, such as kit.article("ramouseh-halyard").')
        if not isinstance(coder, str) or not coder.strip().isprintable() or not 0 < len(coder.strip()) <= 60:
            raise KitError('The coder is a short name, such as kit.Coder(article, coder="Mina").')
        codebook = tables.read(Code, Path(codebook).resolve()) if isinstance(codebook, (str, Path)) else codebook
        self._session = Session(article, coder.strip(), codebook or tables.codebook())
        self._codes = offered(self._session.codebook, codes, self._session.coding.marks)
        super().__init__(text=text_data(article, self._session.coding.marks), book=book_data(self._codes),
                         items=item_data(self._codes), others=partners(self._session, self._codes))
        self._done = ""  # the browser's last request that was carried out
        self._tell("")
        self.on_msg(lambda _, content, buffers: self._asked(content))

    # What you have ----------------------------------------------------------------------------------------------------

    @property
    def coder(self) -> str:
        """Your name as a coder."""
        return self._session.coding.coder

    @property
    def marks(self) -> list[Annotation]:
        """Your marks with the codes on offer, in the order of the text; an answer is a mark on the headline."""
        known = {code.id for code in self._codes}
        return [mark for mark in self._session.coding.marks if mark.code in known]

    @property
    def notes(self) -> list[Annotation]:
        """The marks to which you wrote a note; of an answer, only where it has a reason."""
        return [mark for mark in self.marks if (reason(mark) if is_item(mark.code) else mark.note.strip())]

    @property
    def answers(self) -> dict[str, str]:
        """Your answers to the questions about the whole text: {code: "yes", "no" or "not sure"}."""
        return {mark.code: answer(mark) for mark in self.marks if is_item(mark.code)}

    @property
    def saved(self) -> str:
        """Where your work lies, or why it is not saved."""
        coding = self._session.coding
        if self._session.unsaved:
            return f"Not saved. {self._session.unsaved}"
        return f"my_work/{coding.name}.json, saved {coding.saved}" if coding.serial else "Nothing to save yet."

    # What you do ------------------------------------------------------------------------------------------------------

    def mark(self, start: int, end: int, code: str, *, voice: str = "", note: str = "") -> None:
        """Marks ``article.text[start:end]`` with a code on offer."""
        if is_item(code):
            raise KitError(f"{code!r} asks about the whole text; use answer({code!r}, \"yes\").")
        new = self._made((start, end, code), voice, note)
        if self._session.at((start, end, code)):
            return self._tell(f"“{short(new.quote)}” is marked as {self._title(code)} already.")
        self._session.change((), (new,))
        self._tell(f"Marked “{short(new.quote)}” as {self._title(code)}.")

    def remove(self, start: int, end: int, code: str) -> None:
        """Takes a mark away."""
        old = self._mine((start, end, code))
        self._session.change((old,), ())
        self._tell(f"“{short(old.quote)}” is no longer marked as {self._title(code)}.")

    def change(self, start: int, end: int, code: str, *, voice: str | None = None, note: str | None = None) -> None:
        """Gives a mark another voice or note."""
        old = self._mine((start, end, code))
        new = self._made((start, end, code), old.voice if voice is None else voice, old.note if note is None else note)
        if new != old:
            self._session.change((old,), (new,), typed=note is not None)
        words = f"“{short(old.quote)}”"
        self._tell(f"Noted at {words}." if note is not None else f"Voice of {words}: {voice or 'not given'}.")

    def answer(self, code: str, answer: str, reason: str = "") -> None:
        """Answers a question about the whole text with "yes", "no" or "not sure"; "" takes the answer back."""
        if answer not in (*ANSWERS, ""):
            raise KitError(f"An answer is one of: {', '.join(ANSWERS)}. It is not {answer!r}.")
        if not is_item(code):
            raise KitError(f"{code!r} is no question about the whole text; mark words with mark(start, end, {code!r}).")
        note = f"{answer}; {reason.strip()}" if reason.strip() else answer
        new = self._made((*headline(self._session.article), code), "", note)
        old = [mark for mark in self._session.coding.marks if mark.code == code]
        self._session.change(old, (new,) if answer else (), typed=[mark.note.partition(";")[0] for mark in old] == [answer])
        self._tell(f"{self._title(code)}: {answer or 'no answer'}.")

    def undo(self) -> None:
        """Takes the last change back."""
        self._tell("Undone." if self._session.undo() else "There is nothing to undo.")

    def redo(self) -> None:
        """Makes the change again that was undone last."""
        self._tell("Done again." if self._session.redo() else "There is nothing to redo.")

    def compare(self, other: str | Path | Sequence[Annotation] = "key", *,
                codes: Sequence[str] | str | None = None) -> pd.DataFrame:
        """Where you and somebody else agree and part: one row a place or question; ``attrs["said"]`` counts them.

        ``other`` is "key", "a" or "b" (coders of the kit), another coder's name or file, a lexicon's id, or marks.
        Only ``codes`` are compared; without them, the families in which you have marked something. Columns: see
        `kit.reliability.places.place_table`.
        """
        them = partner(self._session, other)
        asked = None if codes is None else {code.id for code in picked(self._codes, codes)}
        wanted = compared(self._codes, self.marks, other) if asked is None else asked
        mine = [mark for mark in self.marks if mark.code in wanted and (them.by_code or not is_item(mark.code))]
        theirs = [mark for mark in them.marks if mark.code in wanted or not them.by_code]
        found = places(mine, theirs, by_code=them.by_code)
        said = told(found, them.who) if self.marks else "You have not marked anything yet: code first, then compare."
        table = place_table(found)
        table.attrs["said"] = said
        self.comparison = {"who": them.who, "said": said, "rows": [row(place, self._title) for place in found]}
        self._tell(said)
        return table

    # What helps -------------------------------------------------------------------------------------------------------

    def _made(self, span: Key, voice: str, note: str) -> Annotation:
        """A mark of yours, once it is sure that its span, code and voice can be."""
        (start, end, code), article = span, self._session.article
        text = article.text
        tables.choose(code, [one.id for one in self._codes], "code on offer here")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise KitError(f"Characters {start} to {end} are no part of this text; it has {len(text)}, counted from 0.")
        if voice and voice not in VOICES:
            raise KitError(f"There is no voice called {voice!r}. Choose one of: {', '.join(VOICES)}.")
        return Annotation(article.id, *span, self.coder, voice, quote=text[start:end], note=note.strip())

    def _mine(self, span: Key) -> Annotation:
        mark = self._session.at(span)
        if mark is None:
            raise KitError(f"You have no mark {span[2]!r} on characters {span[0]} to {span[1]}.")
        return mark

    def _title(self, code: str) -> str:
        return next((one.title for one in self._codes if one.id == code), code)

    def _tell(self, said: str) -> None:
        """Shows the browser what there is now, and what was done."""
        session = self._session
        edges = {edge for part in self.text["parts"] for piece in part["pieces"] for edge in piece[1:3]}
        if not all(mark.start in edges and mark.end in edges for mark in session.coding.marks):
            self.text = text_data(session.article, session.coding.marks)
        rows = [[mark.start, mark.end, mark.code, mark.voice, mark.note, shown(mark.quote)] for mark in self.marks]
        self.state = {"marks": rows, "said": said, "done": self._done, "notices": list(session.notices),
                      "undo": len(session.past), "redo": len(session.ahead),
                      "hidden": len(session.coding.marks) - len(rows),
                      "file": f"{session.coding.name}.json", "when": session.coding.saved, "unsaved": session.unsaved}

    def _asked(self, content: dict) -> None:
        """Does what the browser asks; whatever goes wrong is said there."""
        acts = {"mark": self.mark, "remove": self.remove, "change": self.change, "answer": self.answer,
                "undo": self.undo, "redo": self.redo, "compare": self.compare, "read": self._read}
        self._done = content["id"]
        try:
            acts[content["what"]](*content["with"], **content["more"])
        except KitError as error:
            self._tell(str(error))

    def _read(self) -> None:
        """The notices have been read."""
        self._session.notices.clear()
        self._tell("")

    def twin(self) -> Html:
        """The text with your marks and answers, as static HTML."""
        spans = [mark for mark in self.marks if not is_item(mark.code)]
        questions = {code.id: code.question for code in self._codes}
        asked = [{"code": self._title(code), "question": questions[code], "answer": said}
                 for code, said in self.answers.items()]
        page = highlight(self._session.article, spans, heading=f"Coded by {self.coder}") + (
            show_table(asked, caption="Answers about the whole text") if asked else "")
        notes = "".join(f"<li>“{safe(short(mark.quote))}”: {safe(mark.note)}</li>" for mark in self.notes)
        return Html(page + (f"<p>Notes</p><ul>{notes}</ul>" if notes else ""))

