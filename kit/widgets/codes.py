"""What the Coder shows: a text cut into pieces that can be marked, codes on offer, questions about the whole text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby

from .. import tables
from ..coding.items import is_item
from ..errors import KitError
from ..model import Annotation, Article, Code
from ..render import direction, look, paragraphs
from ..text import words

NOT_SURE = Code("not-sure", "", "Not sure", "You cannot decide. Always allowed, and worth more than a guess.",
                "Would you code this otherwise tomorrow?", "", "", "Say in the note what makes it hard.")
SPACE, WORD, SIGN = 0, 1, 2


def picked(codebook: Sequence[Code], wanted: Sequence[str] | str) -> list[Code]:
    """The codes of these ids, families, or beginnings of ids ("frame.conflict").

    >>> [code.title for code in picked(tables.codebook(), ["party.state", "certainty"])]
    ['State side', 'Hedge', 'Approximator']
    """
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    fits = lambda code, name: name in (code.id, code.family) or code.id.startswith(f"{name}.")
    return [code for code in codebook if any(fits(code, name) for name in names)]


def offered(codebook: Sequence[Code], wanted: Sequence[str] | str | None,
            marks: Iterable[Annotation] = ()) -> list[Code]:
    """The codes on offer: those wanted, "not sure", and codes of earlier marks that the codebook no longer has."""
    codes = list(codebook) if wanted is None else picked(codebook, wanted)
    for name in [] if wanted is None else [wanted] if isinstance(wanted, str) else wanted:
        if not picked(codebook, name):
            known = {code.family for code in codebook} | {code.id for code in codebook}
            tables.choose(name, sorted(known), "code or family of codes")
    if not codes:
        raise KitError('No code is on offer. Leave out codes=, or name a family of the codebook: codes=["party"].')
    known = {code.id for code in codebook} | {NOT_SURE.id}
    lost = dict.fromkeys(mark.code for mark in marks if mark.code not in known)
    gone = [Code(id, "", id, "This code is no longer in the codebook.", "", "", "", "") for id in lost]
    unsure = next((code for code in codebook if code.id == NOT_SURE.id), NOT_SURE)
    spans = [code for code in [*codes, *gone] if not is_item(code.id) and code.id != NOT_SURE.id]
    return [*spans, *([unsure] if spans else []), *(code for code in codes if is_item(code.id))]


def short(words: str, most: int = 60) -> str:
    """Words cut to a length that can be said.

    >>> short("one two three", 8)
    'one two…'
    """
    return words if len(words) <= most else words[:most - 1].rstrip() + "…"


def text_data(article: Article, marks: Iterable[Annotation]) -> dict:
    """The article in pieces: each paragraph has pieces [text, start, end, kind], positions as Python counts them."""
    cuts = {edge for mark in marks for edge in (mark.start, mark.end)}
    parts = [{"dir": direction(article.text[first:last]), "pieces": pieces(article.text, first, last, cuts)}
             for first, last in paragraphs(article.text)]
    composed = "composed for teaching" if article.status == "composed" else ""
    about = " · ".join(part for part in (tables.outlet_name(article), article.date, composed) if part)
    return {"about": shown(about), "care": shown(article.content_note), "parts": parts}


def pieces(text: str, first: int, last: int, cuts: Iterable[int] = ()) -> list[list]:
    """A stretch of text as [text, start, end, kind]: words (1), signs between them (2) and spaces (0).

    A piece ends wherever a mark begins or ends (``cuts``). JavaScript never has to count characters.

    >>> [piece[:1] + piece[3:] for piece in pieces("“No” 💚", 0, 6)]
    [['“', 2], ['No', 1], ['”', 2], [' ', 0], ['💚', 2]]
    """
    found, at, cuts = [], first, sorted(cuts)
    for start, end in [*((first + a, first + b) for a, b in words(text[first:last])), (last, last)]:
        found += _between(text, at, start)
        found += [(start, end, WORD)] if end > start else []
        at = end
    edges = [(a, b, kind) for start, end, kind in found for a, b in _cut(start, end, cuts)]
    return [[shown(text[a:b]), a, b, kind] for a, b, kind in edges]


def _between(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Spaces, single punctuation marks and runs of other signs."""
    found = []
    alone = lambda place: unicodedata.category(text[place])[0] == "P"
    kind = lambda place: "space" if text[place].isspace() else place if alone(place) else "sign"
    for name, run in groupby(range(start, end), kind):
        run = list(run)
        found.append((run[0], run[-1] + 1, SPACE if name == "space" else SIGN))
    return found


def _cut(start: int, end: int, cuts: Sequence[int]) -> list[tuple[int, int]]:
    inner = [start, *(cut for cut in cuts if start < cut < end), end]
    return list(zip(inner, inner[1:]))


def shown(text: str) -> str:
    """Text as it can travel to a browser: half characters become question marks, none is added or lost.

    >>> shown("a\\ud800b")
    'a?b'
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def book_data(codes: Sequence[Code]) -> list[dict]:
    """The codes for spans as the browser shows them: their rows, with letter, colour and underline."""
    spans = [code for code in codes if not is_item(code.id)]
    looks = look([code.id for code in spans])
    return [{**{name: shown(cell) for name, cell in asdict(code).items()}, "letter": looks[code.id][0],
             "colour": looks[code.id][1], "line": looks[code.id][2]} for code in spans]


def item_data(codes: Sequence[Code]) -> list[dict]:
    """The questions about the whole text in groups ("Conflict"), with what all questions of a group share."""
    asked = [code for code in codes if is_item(code.id)]
    grouped: dict[str, list[Code]] = {}
    for code in asked:
        grouped.setdefault(code.title.rpartition(",")[0] or code.title, []).append(code)
    return [{"title": shown(title), "decision": shown(group[0].decision),
             "items": [{"id": code.id, "title": shown(code.title), "question": shown(_asked(code))} for code in group]}
            for title, group in grouped.items()]


def _asked(code: Code) -> str:
    """The question with its number, without the words that all of its family share.

    >>> _asked(Code("frame.conflict.1", "frame", "", "", "In this text: sides disagree?", "", "", ""))
    '1. Sides disagree?'
    """
    asked, number = code.question.removeprefix("In this text: ").removeprefix("Does this text have it: "), code.id.split(".")[-1]
    return (f"{number}. " if number.isdecimal() else "") + asked[:1].upper() + asked[1:]
