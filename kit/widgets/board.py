"""The Agreement board: how far the coders of a class agree, who takes one code for another, and where they part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import traitlets

from .. import tables
from ..classroom.collect import Trouble
from ..classroom.merge import gathered
from ..errors import KitError
from ..model import Annotation, Article, Code
from ..reliability.crowd import beside, confusion, parts, table
from ..reliability.panel import Group, Marks, by_coder, groups, without
from ..reliability.partings import parting_table, partings
from ..render import Html
from .base import Shown, script, style
from .parted import KEY, board_data, pseudonyms, the_key, titled
from .printed import board_twin


class Board(Shown):
    """How far coders agree: ``kit.Board("folder")``, with a folder or zip of codings, or a list of marks by several coders.

    Names are hidden unless ``named``. With ``key`` the kit's key is shown beside the coders. ``group`` is the group of codes
    looked at; ``table`` has all groups and codes, ``confusion`` and ``disagreements`` belong to the group. ``articles`` and
    ``codebook`` are texts and codes of your own.
    """

    _esm = script("board")
    _css = style("board")
    board = traitlets.Dict().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    troubles = traitlets.List().tag(sync=True)
    group = traitlets.Unicode("").tag(sync=True)
    named = traitlets.Bool(False).tag(sync=True)

    def __init__(self, source: str | Path | Iterable[Annotation], *, key: bool = False, articles: Sequence[Article] = (),
                 codebook: Sequence[Code] | str | Path = (), **kwargs: object) -> None:
        own = tables.read(Code, Path(codebook).resolve()) if isinstance(codebook, (str, Path)) else list(codebook)
        self._coders, self._said = handed_in(source, articles, own)
        coded = {id for texts in self._coders.values() for id in texts}
        texts = {one.id: one for one in [*tables.articles(), *articles]}
        self._texts = [one for id, one in texts.items() if id in coded]
        beside_key = groups(self._texts, {**self._coders, KEY: the_key(self._texts)} if key else self._coders)
        self._groups = {one.name: without(one, KEY) if len(one.coders) > 2 else one for one in beside_key}
        self._partings = {name: partings(one, self._texts) for name, one in self._groups.items()}
        self.table = table(self._groups.values())
        if key:
            self.table["key"] = [beside(part, KEY) for one in beside_key for part in parts(one)]
        self.table = titled(self.table, own)
        shown = board_data(self._coders, self._texts, self.table, self._partings) | {"mixed": self._mixed()}
        super().__init__(board=shown, **{"group": next(iter(self.table["group"]), ""), **kwargs})
        self.observe(lambda _: self._name(), names="named")
        self._name()

    def _mixed(self) -> dict:
        """The confusion of each group, for the browser."""
        found = {name: confusion(one) for name, one in self._groups.items()}
        return {name: {"rows": list(one.index), "columns": list(one.columns), "shares": one.round(4).to_numpy().tolist()}
                for name, one in found.items()}

    def _name(self) -> None:
        """Shows the names of coders and files, or puts others in their place."""
        self.names = list(self._coders) if self.named else list(pseudonyms(self._coders).values())
        self.troubles = [one.said if self.named or not one.file else one.said.replace(one.file, f"File {number}")
                         for number, one in enumerate(self._said, 1)]

    @property
    def coders(self) -> dict[str, str]:
        """The coders, and under which name each is shown."""
        return dict(zip(self._coders, self.names))

    @property
    def confusion(self) -> pd.DataFrame:
        """Where one coder gave the code of a row: the share of the others' judgements that gave the code of a column."""
        return confusion(self._chosen())

    @property
    def disagreements(self) -> pd.DataFrame:
        """The places of the group on which coders part, those that part them most first; for each code how many gave it."""
        return parting_table(self._partings[self._chosen().name], self._texts)

    def _chosen(self) -> Group:
        if not self._groups:
            raise KitError(f"Nothing can be compared here. {self.board['summary']}")
        return self._groups[tables.choose(self.group, self._groups, "group of codes here")]

    def twin(self) -> Html:
        """The board as static HTML: all groups, and codes, confusion and places of the chosen one."""
        return board_twin(self.board, self.group, self.names, self.troubles)


def handed_in(source: object, articles: Sequence[Article], codebook: Sequence[Code]) -> tuple[Marks, Sequence[Trouble]]:
    """Marks by coder and text, from files or from a list of marks, and what there is to say about files."""
    if isinstance(source, (str, Path)):
        found = gathered(source, articles=articles, codebook=codebook)
        coders: dict[str, dict[str, Sequence[Annotation]]] = {}
        for coding in found.codings:
            coders.setdefault(coding.coder, {})[coding.article] = coding.marks
        return coders, found.troubles
    marks = list(source) if isinstance(source, Iterable) else [source]
    if not all(isinstance(mark, Annotation) for mark in marks):
        raise KitError('The board needs a folder of codings, as in kit.Board("handed in"), or a list of marks, as in '
                       "kit.Board([*mine, *hers]).")
    return by_coder(marks), ()
