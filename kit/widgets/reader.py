"""The Reader widget: two to four accounts of one event side by side, with lexicons to switch on and off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import traitlets

from .. import tables
from ..errors import KitError
from ..model import Annotation, Article, Lexicon
from ..reading.lexicon import find
from ..render import Html, look, paragraphs, segments, side_by_side
from .base import Shown, script, style



class Reader(Shown):
    """Accounts side by side: ``kit.Reader(*kit.articles("ramouseh")[:2], lexicons=["armed-opposition"])``.

    Switch a lexicon on or off with its box; choose a mark to see why the word is on the list and what may be wrong
    with it. ``marks`` are the marks now shown, ``counts`` how many of each code stand in which voice.
    """

    _esm = script("reader")
    _css = style()
    texts = traitlets.List().tag(sync=True)
    lists = traitlets.List().tag(sync=True)
    on = traitlets.List().tag(sync=True)

    def __init__(self, *articles: Article, lexicons: Sequence[str] = ("armed-opposition", "state-side"),
                 **kwargs: object) -> None:
        if len(articles) == 1 and isinstance(articles[0], (list, tuple)):
            articles = tuple(articles[0])
        if not 1 <= len(articles) <= 4:
            raise KitError(f"The Reader shows one to four articles, not {len(articles)}; choose some, as in "
                             'kit.Reader(*kit.articles("ramouseh")[:2]).')
        self._articles = articles
        self._lexicons = [tables.lexicon(id) for id in lexicons]
        self._marks = {one.id: find(one, list(articles)) for one in self._lexicons}
        looks = look(_codes(self._lexicons, self._marks))
        super().__init__(texts=[text_data(one, self._of(one), self._why()) for one in articles],
                         lists=[list_data(one, self._marks[one.id], looks) for one in self._lexicons],
                         on=[one.id for one in self._lexicons[:1]], **kwargs)

    def _of(self, article: Article) -> list[Annotation]:
        return [mark for marks in self._marks.values() for mark in marks if mark.article == article.id]

    def _why(self) -> dict[tuple[str, str], dict]:
        return {(f"lexicon:{one.id}", entry.term): entry_data(one, entry)
                for one in self._lexicons for entry in one.entries}

    @property
    def marks(self) -> list[Annotation]:
        """The marks of the lexicons that are switched on."""
        return [mark for id in self.on for mark in self._marks.get(id, ())]

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many marks now shown have a code in a voice: {(code, voice): n}."""
        return dict(Counter((mark.code, mark.voice) for mark in self.marks))

    def twin(self) -> Html:
        """The accounts with the marks that are switched on, as static HTML."""
        return side_by_side(*self._articles, marks=self.marks)


def _codes(lexicons: Sequence[Lexicon], marks: dict[str, list[Annotation]]) -> list[str]:
    return list(dict.fromkeys(mark.code for one in lexicons for mark in marks[one.id]))


def entry_data(lexicon: Lexicon, entry: object) -> dict:
    """What the Reader says of an entry when one of its marks is chosen."""
    judged = (f"{float(lexicon.precision):.0%} of {lexicon.judged} judged hits were right" if lexicon.precision
              else "not judged yet")
    return {"term": entry.term, "stance": entry.stance, "gloss": entry.gloss, "trap": entry.trap,
            "list": lexicon.title, "judged": judged}


def text_data(article: Article, marks: Sequence[Annotation], why: dict) -> dict:
    """An article cut into paragraphs of [text, [mark, ...]], so that the browser never counts characters."""
    pieces, shown = segments(article.text, marks), []
    for first, last in paragraphs(article.text):
        shown.append([[article.text[a:b], [_mark(mark, b, why) for mark in over]] for a, b, over in pieces
                      if first <= a and b <= last])
    return {"outlet": tables.outlet_name(article), "date": article.date, "composed": article.status == "composed",
            "paragraphs": shown}


def _mark(mark: Annotation, end: int, why: dict) -> dict:
    return {"code": mark.code, "voice": mark.voice, "lexicon": mark.coder.removeprefix("lexicon:"),
            "last": mark.end == end, "why": why.get((mark.coder, mark.note), {})}


def list_data(lexicon: Lexicon, marks: Sequence[Annotation], looks: dict) -> dict:
    """A lexicon as the browser shows it: its title and the codes that occur, with letter, colour and underline."""
    codes = list(dict.fromkeys(mark.code for mark in marks))
    return {"id": lexicon.id, "title": lexicon.title,
            "codes": [{"code": code, "letter": looks[code][0], "colour": looks[code][1], "line": looks[code][2]}
                      for code in codes]}
