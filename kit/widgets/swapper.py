"""The Swapper widget: replace one party's label everywhere and read again."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets

from .. import tables
from ..model import Annotation, Article
from ..reading.lexicon import find
from ..render import Html, highlight
from .base import Shown, script, style
from .texts import text_data

#: Singular and plural of the labels a reader may put in, by lexicon.
CHOICES = {
    "armed-opposition": (("rebel", "rebels"), ("terrorist", "terrorists"), ("militant", "militants"),
                         ("insurgent", "insurgents"), ("opposition fighter", "opposition fighters"),
                         ("revolutionary", "revolutionaries"), ("gunman", "gunmen")),
    "state-side": (("government", "governments"), ("regime", "regimes"), ("Syrian state", "Syrian states"),
                   ("Assad government", "Assad governments"), ("authorities", "authorities")),
}


class Swapper(Shown):
    """Swap the words for one party: ``kit.Swapper(article, "armed-opposition")``. Own names of groups stay.

    Words inside somebody's speech stay as they are, unless the box says otherwise: to change them would put words into
    a speaker's mouth. ``chosen`` is the word put in, ``text`` the text as it now reads.
    """

    _esm = script("swapper")
    _css = style()
    shown = traitlets.Dict().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    quoted = traitlets.Bool(False).tag(sync=True)

    def __init__(self, article: Article, lexicon: str = "armed-opposition", *,
                 choices: Sequence[tuple[str, str]] = (), **kwargs: object) -> None:
        self._article = article
        self._marks = disjoint([mark for mark in find(tables.lexicon(lexicon), [article]) if mark.code != "own name"])
        choices = choices or CHOICES.get(lexicon) or _own(lexicon)
        super().__init__(shown=text_data(article, {lexicon: self._marks}), choices=[list(pair) for pair in choices], **kwargs)

    @property
    def text(self) -> str:
        """The text with the chosen word put in; the original while none is chosen."""
        return swapped(self._article.text, self._now(), tuple(self._pair()))

    def _pair(self) -> Sequence[str]:
        return next((pair for pair in self.choices if pair[0] == self.chosen), ("", ""))

    def _now(self) -> list[Annotation]:
        return [mark for mark in self._marks if self.chosen and (self.quoted or mark.voice == "no attribution found")]

    def twin(self) -> Html:
        """The original with its marks, as static HTML."""
        return highlight(self._article, self._marks)


def _own(lexicon: str) -> list[tuple[str, str]]:
    terms = [entry.term for entry in tables.lexicon(lexicon).entries if "*" not in entry.term]
    return [(term, term) for term in terms[:8]]


def disjoint(marks: Sequence[Annotation]) -> list[Annotation]:
    """The marks without those that overlap an earlier one."""
    kept: list[Annotation] = []
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        kept += [mark] if not kept or mark.start >= kept[-1].end else []
    return kept


def swapped(text: str, marks: Sequence[Annotation], pair: tuple[str, str]) -> str:
    """The text with each mark replaced by the singular or plural of the pair, with a capital where it had one.

    >>> mark = Annotation("a", 0, 6, "rebel", "me", quote="Rebels")
    >>> swapped("Rebels advance", [mark], ("militant", "militants"))
    'Militants advance'
    """
    for mark in reversed(marks):
        old = text[mark.start:mark.end]
        text = text[:mark.start] + fitting(old, pair) + text[mark.end:]
    return text


def fitting(old: str, pair: tuple[str, str]) -> str:
    """The form of the pair that fits in the place of the old word."""
    new = pair[1] if old.lower().endswith(("s", "men")) else pair[0]
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
