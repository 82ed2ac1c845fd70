"""The Reader widget: one to four accounts of one event side by side, with lexicons and layers to switch on and off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import traitlets

from .. import tables
from ..errors import KitError
from ..model import Annotation, Article, Lexicon
from ..reading.layers import LAYERS, layer, signs
from ..reading.lexicon import find
from ..render import Html, look, side_by_side
from .base import Shown, script, style
from .explain import Explain, Lines, by_layer, by_lexicon
from .texts import alike, list_data, text_data


class Reader(Shown):
    """Accounts side by side: ``kit.Reader(*kit.articles("ramouseh")[:2], lexicons=["armed-opposition"], layers=["voice"])``.

    Lexicons mark words; layers ("voice", "agency", "figures", "hedges") mark what the kit's readers find. Each has a box that
    switches it on and off, as ``reader.on = ["voice"]`` does; the first layer is on at first, or else the first lexicon.
    Choose a mark, or ask ``reader.why(mark)``: which rule spoke, what it found, what may be wrong, how often it is right.
    ``marks`` are the marks now shown, ``counts`` how many of each code stand in which voice.
    """

    _esm = script("reader")
    _css = style("reader")
    texts = traitlets.List().tag(sync=True)
    lists = traitlets.List().tag(sync=True)
    on = traitlets.List().tag(sync=True)

    def __init__(self, *articles: Article, lexicons: Sequence[str | Lexicon] = ("armed-opposition", "state-side"),
                 layers: Sequence[str] = (), **kwargs: object) -> None:
        self._articles = _few(articles)
        self._coders = _coders(lexicons, layers)
        self._marks: dict[str, list[list[Annotation]]] = {}  # by whom, for each article: what was read already
        self._explain: dict[str, Explain] = {}
        codes = {id: self._codes(id) for id in self._coders}
        self._looks = look([code for own in codes.values() for code in own])
        first = list(layers[:1]) or list(self._coders)[:1]
        super().__init__(texts=self._texts(first), on=first, **kwargs, lists=[
            list_data(id, self._coders[id], {code: self._looks[code] for code in own}) for id, own in codes.items()])
        self.observe(lambda change: self._wanted(change["new"]), names="on")

    def _codes(self, id: str) -> list[str]:
        """The codes of a layer, or those of a lexicon that occur in the articles."""
        if isinstance(self._coders[id], str):
            return [code for code, sign in signs().items() if sign.layer == id and sign.letter]
        return list(dict.fromkeys(mark.code for marks in self._read(id) for mark in marks))

    def _read(self, id: str) -> list[list[Annotation]]:
        """The marks of one lexicon or layer in each article; read when they are first wanted."""
        if id not in self._marks:
            read, explain = (layer, by_layer) if isinstance(self._coders[id], str) else (find, by_lexicon)
            self._marks[id] = [read(self._coders[id], article) for article in self._articles]
            self._explain[id] = explain(self._coders[id])
        return self._marks[id]

    def _texts(self, on: Sequence[str]) -> list[dict]:
        """The articles for the browser, with the marks of all that was read and of what is wanted."""
        for id in on:
            self._read(id)
        return [text_data(article, {id: marks[place] for id, marks in self._marks.items()}, self._explain)
                for place, article in enumerate(self._articles)]

    def _wanted(self, on: Sequence[str]) -> None:
        if not self._marks.keys() >= set(on):
            self.texts = self._texts(on)

    @traitlets.validate("on")
    def _known(self, proposal: dict) -> list[str]:
        """Only what the Reader was opened with can be switched on."""
        return [tables.choose(id, self._coders, "lexicon or layer in this Reader") for id in proposal["value"]]

    @property
    def marks(self) -> list[Annotation]:
        """The marks of the lexicons and layers that are switched on."""
        return [mark for id in self.on for marks in self._read(id) for mark in marks]

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many marks now shown have a code in a voice: {(code, voice): n}; sources, cues and contents have the voice ""."""
        return dict(Counter((mark.code, mark.voice) for mark in self.marks))

    def why(self, mark: Annotation) -> Lines:
        """What a click on a mark says, as names and sentences."""
        for id, marks in ((id, marks) for id in self.on for marks in self._read(id)):
            if mark in marks:
                return self._explain[id](mark, alike(mark, marks))
        raise KitError("This mark is not among those that the Reader shows; take one of reader.marks.")

    def twin(self) -> Html:
        """The accounts with the marks that are switched on, as static HTML."""
        return side_by_side(*self._articles, marks=self.marks, looks=self._looks)


def _few(articles: Sequence) -> Sequence[Article]:
    """One to four articles, given one by one or as a list."""
    if len(articles) == 1 and isinstance(articles[0], (list, tuple)):
        articles = tuple(articles[0])
    if not 1 <= len(articles) <= 4:
        raise KitError(f"The Reader shows one to four articles, not {len(articles)}; choose some, as in "
                         'kit.Reader(*kit.articles("ramouseh")[:2]).')
    return articles


def _coders(lexicons: Sequence[str | Lexicon], layers: Sequence[str]) -> dict[str, Lexicon | str]:
    """Who marks: lexicons by their ids, layers by their names."""
    lists = [one if isinstance(one, Lexicon) else tables.lexicon(one) for one in lexicons]
    names = {name: tables.choose(name, LAYERS, "layer") for name in layers}
    if twice := names.keys() & {one.id for one in lists}:
        raise KitError(f"A lexicon and a layer called {twice.pop()!r} cannot stand in one Reader; leave one of them out.")
    return {one.id: one for one in lists} | names
