"""Work on a coding: every change is saved at once, can be undone, and takes in what another window saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .. import work
from ..errors import KitError
from ..model import Annotation, Article, Code
from . import files

Marks = tuple[Annotation, ...]
Key = tuple[int, int, str]


def key(mark: Annotation) -> Key:
    """What tells one mark of a coding from another: its span and its code."""
    return mark.start, mark.end, mark.code


class Session:
    """A coder at work on an article. ``notices`` are sentences to show, ``unsaved`` says why saving failed last."""

    def __init__(self, article: Article, coder: str, codebook: Sequence[Code]) -> None:
        self.article, self.codebook = article, codebook
        self.coding = files.load(article, coder, codebook)
        self.notices, self.unsaved = list(self.coding.said), ""
        self.past: list[tuple[Marks, Marks]] = []
        self.ahead: list[tuple[Marks, Marks]] = []
        self._typed: Marks = ()  # what the last key in a note made
        if self.notices:
            self._save()

    def at(self, span: Key) -> Annotation | None:
        """The mark with this span and code."""
        return next((mark for mark in self.coding.marks if key(mark) == span), None)

    def change(self, gone: Iterable[Annotation], come: Iterable[Annotation], *, typed: bool = False) -> None:
        """Takes marks away, puts others in, and saves. What is ``typed`` further in one note is undone in one step."""
        step = tuple(gone), tuple(come)
        before = self.past.pop()[0] if typed and self.past and self._typed == step[0] else step[0]
        self.past.append((before, step[1]))
        self._typed = step[1] if typed else ()
        self.ahead.clear()
        self._apply(*step)

    def undo(self) -> bool:
        """Takes the last change back; False when there is none."""
        return self._step(self.past, self.ahead)

    def redo(self) -> bool:
        """Makes the change again that was undone last; False when there is none."""
        return self._step(self.ahead, self.past)

    def _step(self, source: list, target: list) -> bool:
        if not source:
            return False
        gone, come = source.pop()
        self._typed = ()
        target.append((come, gone))
        self._apply(come, gone)
        return True

    def _apply(self, gone: Marks, come: Marks) -> None:
        self._take_in()
        out = {key(mark) for mark in (*gone, *come)}
        marks = sorted([*(mark for mark in self.coding.marks if key(mark) not in out), *come], key=key)
        self.coding = replace(self.coding, marks=tuple(marks))
        self._save()

    def _take_in(self) -> None:
        """Reads again what another window has saved, unless work of this one is still unsaved: then both are kept."""
        own, now = files.file_name(self.coding.coder, self.article.id), self.coding
        try:
            if not self.unsaved and self.coding.name == own and files.changed(self.coding):
                now = files.read(work.path(own), article=self.article, codebook=self.codebook)
        except KitError:  # not to be read: saving will leave it alone and say so
            return
        if now is not self.coding and (now.article, now.coder) == (self.coding.article, self.coding.coder):
            if not set(self.coding.marks) <= set(now.marks):
                self.notices.append("Marks that you changed or took away in another window were changed here too.")
            self.coding = replace(now, sha=self.coding.sha, codebook=self.coding.codebook)

    def _save(self) -> None:
        try:
            self.coding, self.unsaved = files.save(self.coding), ""
            self.notices += self.coding.said
        except work.WorkError as error:
            self.unsaved = f"{error} Your marks stay in this window, and the next change tries to save them again."
