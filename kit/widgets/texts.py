"""Texts with marks as the browser needs them: cut into pieces, so that it never counts characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .. import tables
from ..model import Annotation, Article, Lexicon
from ..reading.layers import LAYERS
from ..render import paragraphs, segments, title
from .explain import Explain


def text_data(article: Article, groups: Mapping[str, Sequence[Annotation]], explain: Mapping[str, Explain] | None = None) -> dict:
    """An article as paragraphs of [text, [number of a mark, ...]], its marks, and once each the lines that explain them.

    ``groups`` holds the marks by the lexicon or layer that made them. A later group has later numbers: a mark keeps its own.
    """
    marks = [mark for group in groups.values() for mark in group]
    places, pieces = {id(mark): place for place, mark in enumerate(marks)}, segments(article.text, marks)
    lines: dict[tuple[str, str], int] = {}
    return {
        "outlet": tables.outlet_name(article), "date": article.date, "composed": article.status == "composed",
        "paragraphs": [[[article.text[a:b], [places[id(mark)] for mark in over]] for a, b, over in pieces
                        if first <= a and b <= last] for first, last in paragraphs(article.text)],
        "marks": [mark_data(name, mark, _why(mark, group, (explain or {}).get(name), lines))
                  for name, group in groups.items() for mark in group],
        "lines": [list(line) for line in lines],
    }


def mark_data(group: str, mark: Annotation, why: Sequence[int]) -> dict:
    """A mark as the browser shows it; ``why`` are the numbers of the lines that explain it."""
    return {"list": group, "code": mark.code, "voice": mark.voice, "unit": mark.unit and f"{group} {mark.unit}", "why": why}


def _why(mark: Annotation, group: Sequence[Annotation], explain: Explain | None, lines: dict[tuple[str, str], int]) -> list[int]:
    """The numbers of the lines that explain a mark; new lines get the next numbers."""
    return [lines.setdefault(line, len(lines)) for line in (explain(mark, alike(mark, group)) if explain else ())]


def alike(mark: Annotation, marks: Sequence[Annotation]) -> list[Annotation]:
    """The marks that share a mark's unit; the mark itself where it has none."""
    return [other for other in marks if other.unit == mark.unit] if mark.unit else [mark]


def list_data(id: str, coder: Lexicon | str, looks: Mapping[str, tuple[str, str, str]]) -> dict:
    """A lexicon or a layer as the browser shows it: its title and its codes with letter, colour and underline."""
    name = coder.title if isinstance(coder, Lexicon) else LAYERS[coder]
    return {"id": id, "layer": isinstance(coder, str), "title": name, "codes": [
        {"code": code, "title": title(code), "letter": letter, "colour": colour, "line": line}
        for code, (letter, colour, line) in looks.items()]}
