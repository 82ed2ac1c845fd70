"""With whom a coding can be compared, what of it is compared, and how a row of the comparison is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import tables
from ..coding import files
from ..coding.items import answer, is_item, reason
from ..coding.session import Session
from ..errors import KitError
from ..model import Annotation, Code
from ..reading.lexicon import find
from ..reliability.places import Place
from .codes import picked, shown

#: Which codes a list of words looks for: these are compared with its hits.
SOUGHT = {"armed-opposition": "party.opposition", "state-side": "party.state", "allies": "party.allies",
          "civilians": "party.civilians", "hedges": "certainty", "event-verbs": "clause", "violence": "clause",
          "reporting-verbs": "cue"}
#: The kit's own coders: their settled key, and each alone.
SHIPPED = {"key": "the key", "a": "coder a", "b": "coder b"}


class Partner(NamedTuple):
    """Somebody's marks on the article, what they are called, and whether they used the codebook's codes."""

    marks: list[Annotation]
    who: str
    by_code: bool = True


def shipped(article: str) -> dict[str, str]:
    """The kit's coders who coded an article: {coder: what they are called}."""
    coders = {mark.coder for mark in tables.annotations() if mark.article == article}
    return {coder: title for coder, title in SHIPPED.items() if coder in coders}


def partners(session: Session, codes: Sequence[Code]) -> list[dict]:
    """Everybody to compare with: the kit's coders, others in ``my_work``, lists that look for the codes on offer."""
    article = session.article.id
    others = {name: name for name in files.found(article) if name != session.coding.coder}
    words = {one.id: f"word list: {one.title}" for one in tables.lexicons() if picked(codes, SOUGHT.get(one.id, ()))}
    return [{"id": id, "title": title} for id, title in {**shipped(article), **others, **words}.items()]


def partner(session: Session, other: str | Path | Iterable[Annotation]) -> Partner:
    """A partner by name, file, list or marks; an unknown name is answered with those there are."""
    article, own = session.article, files.found(session.article.id)
    if not isinstance(other, (str, Path)):
        marks = [mark for mark in other if mark.article == article.id]
        return Partner(marks, "the other marks", not any(mark.coder.startswith("lexicon:") for mark in marks))
    if other in own or str(other).endswith(".json"):
        coding = files.read(own.get(other, Path(other)), article=article, codebook=session.codebook)
        if coding.article != article.id:
            raise KitError(f"{coding.name}.json is about the article {coding.article!r}; here it is {article.id!r}.")
        return Partner(list(coding.marks), coding.coder)
    if other in (known := shipped(article.id)):
        return Partner(tables.annotations(article.id, coder=other), known[other])
    known = [*own, *known, *(one.id for one in tables.lexicons())]
    return Partner(find(tables.choose(other, known, "coder or list to compare with here"), article), "the list", False)


def compared(codes: Sequence[Code], marks: Iterable[Annotation], other: object) -> set[str]:
    """The codes to compare when nobody chose: those that a list looks for, else those of the families in use."""
    if isinstance(other, str) and other in SOUGHT and (sought := picked(codes, SOUGHT[other])):
        return {code.id for code in sought}
    used = {mark.code for mark in marks}
    families = {code.family for code in codes if code.id in used and code.id != "not-sure"}
    return used | {code.id for code in codes if code.family in families}


def row(place: Place, title: Callable[[str], str]) -> dict:
    """A row of the comparison as the browser shows it."""
    mark = place.mine or place.theirs
    reasoned = lambda one: shown(f"{answer(one)}; {reason(one)}".removesuffix("; "))
    said = ["–" if one is None else reasoned(one) if is_item(one.code) else title(one.code)
            for one in (place.mine, place.theirs)]
    edges = shown(place.theirs.quote) if place.how == "other edges" else ""
    words, span = (title(mark.code), None) if is_item(mark.code) else (shown(mark.quote), [mark.start, mark.end])
    return {"how": place.how, "words": words, "theirs": edges, "said": said, "span": span}
