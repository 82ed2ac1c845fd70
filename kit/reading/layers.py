"""The machine readers as coders: what each of them finds, as marks with the codes of the codebook.

A layer is one reader. Its marks are like a person's: those of one thing (source, cue and content; event, agent and
instrument; figure and source) share a unit, so that both can be shown, counted and compared in one way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from kit import tables
from kit.model import Annotation, Article, Figure, Span
from kit.reading.agency import agency
from kit.reading.attribution import attributions
from kit.reading.doers import WORDS
from kit.reading.figures import figures
from kit.reading.hedges import hedges
from kit.reading.voice import voices

#: The layers there are, with what each of them asks.
LAYERS = {"voice": "Who says what", "agency": "Who does what", "figures": "Figures", "hedges": "Hedges and rough numbers"}

Part = tuple[str, Span | None]


@dataclass(frozen=True)
class Sign:
    """How a code of a layer is shown, which rule finds it, and what may fool that rule."""

    layer: str
    code: str  # as in the codebook; kind.* are the rules of attribution, by what they find
    letter: str
    colour: str
    line: str
    rule: str
    trap: str
    measured: str  # readers in data/accuracy.csv, separated by " | "


@lru_cache(maxsize=1)
def signs() -> dict[str, Sign]:
    """The table ``words/layers.csv``, by code."""
    return {row.code: row for row in tables.read(Sign, WORDS / "layers.csv")}


def layer(name: str, articles: Article | Iterable[Article]) -> list[Annotation]:
    """What one reader ("voice", "agency", "figures" or "hedges") finds in articles, as marks in the order of the text.

    The ``voice`` of a source, a cue and a content is "": they are the voice. ``note`` has what the span does not say.

    >>> [(m.code, m.quote, m.unit) for m in layer("voice", Article.of("The army denied it."))]
    [('source', 'The army', 'a1'), ('cue.confrontational', 'denied', 'a1'), ('content', 'it', 'a1')]
    """
    read = READERS[tables.choose(name, LAYERS, "layer")]
    marks: list[Annotation] = []
    for article in [articles] if isinstance(articles, Article) else articles:
        found = list(read(article))
        said = [""] * len(found) if name == "voice" else voices(article, [(mark.start, mark.end) for mark in found])
        found = [replace(mark, coder=f"rule:{name}", voice=voice) for mark, voice in zip(found, said)]
        marks += sorted(found, key=lambda mark: (mark.start, -mark.end))
    return marks


def _attributions(article: Article) -> Iterator[Annotation]:
    for n, each in enumerate(attributions(article), 1):
        kind = "continued" if each.kind == "direct" and each.source and not each.cue else each.kind
        hops = f", {each.hops} voices" if each.hops > 1 else ""
        parts = (("source", each.source), (f"cue.{each.stance}", each.cue), ("content", each.content))
        yield from _marks(article, f"a{n}", kind + hops, parts)


def _events(article: Article) -> Iterator[Annotation]:
    for n, each in enumerate(agency(article), 1):
        note = "said not to have happened" if each.negated else "ahead, not reported as done" if each.threatened else ""
        event = (f"clause.{each.pattern}", (each.start, each.end))
        yield from _marks(article, f"c{n}", note, (event, ("agent", each.agent), ("instrument", each.instrument)))


def _figures(article: Article) -> Iterator[Annotation]:
    for n, each in enumerate(figures(article), 1):
        parts = (("figure", (each.start, each.end)), ("figure.source", each.source))
        yield from _marks(article, f"f{n}", counted(each), parts)


def _marks(article: Article, unit: str, note: str, parts: Iterable[Part]) -> Iterator[Annotation]:
    """A mark for each part that the text names."""
    for code, span in parts:
        if span:
            yield Annotation(article.id, *span, code, "", unit=unit, quote=article.text[slice(*span)], note=note)


def counted(figure: Figure) -> str:
    """How many of what, and what befell them, in words.

    >>> counted(Figure("", 0, 12, 12, inf, "people", "killed", None, (0, 40)))
    '12 or more people, killed'
    """
    low, high = (f"{edge:,.10g}" for edge in (figure.low, figure.high))
    size = f"{low} or more" if figure.high == inf else low if low == high else f"{low} to {high}"
    return ", ".join(part for part in (f"{size} {figure.unit}".strip(), figure.what) if part)


READERS = {"voice": _attributions, "agency": _events, "figures": _figures, "hedges": hedges}
