"""What the Agreement board shows: agreement in words and numbers, places in their context, names or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import pandas as pd

from .. import tables
from ..coding.items import answer, is_item
from ..model import Article, Code
from ..reliability.panel import Marks, by_coder, group_of
from ..reliability.partings import Parting
from ..text import sentences

KEY = "the key"
#: Places that the browser gets of each group, and characters shown before and after a place.
MOST, AROUND = 40, 220
HOW = ("Words are compared one by one: each has one of the group's codes or none. Questions are compared text by text. "
       "Who marked nothing of a group anywhere is taken not to have looked for it. Prevalence is a code's share of all "
       "judgements. "
       "The interval draws whole sentences, or texts, anew. "
       "Alpha above 0.80 is firm enough for conclusions, above 0.67 for tentative ones (Krippendorff 2004). To part is not to be "
       "wrong: read the places.")


def pseudonyms(names: Iterable[str]) -> dict[str, str]:
    """Another name for each coder, always the same for the same class, in an order that does not give them away.

    >>> sorted(pseudonyms(["Mina", "Leo"]).values())
    ['Coder 1', 'Coder 2']
    """
    order = sorted(names, key=lambda name: sha256(name.encode("utf-8", "replace")).hexdigest())
    numbers = {name: f"Coder {number}" for number, name in enumerate(order, 1)}
    return {name: numbers[name] for name in names}


def the_key(texts: Iterable[Article]) -> dict[str, list]:
    """The key's marks on these texts: {article: marks}."""
    ids = {one.id for one in texts}
    return by_coder(mark for mark in tables.annotations(coder="key") if mark.article in ids).get("key", {})


def titled(found: pd.DataFrame, codebook: Sequence[Code]) -> pd.DataFrame:
    """A table of agreement with the codes' titles as the codebook has them, in the codebook's order of groups."""
    known = {code.id: code.title for code in [*tables.codebook(), *codebook]}
    order = {group: place for place, group in reversed(list(enumerate(group_of(code) for code in known)))}
    found = found.assign(title=[known.get(code) or code.capitalize() for code in found["code"]])
    found = found.iloc[sorted(range(len(found)), key=lambda row: (order.get(found["group"].iloc[row], len(order)), row))]
    first = ["group", "code", "title"]
    return found[[*first, *(name for name in found.columns if name not in first)]].reset_index(drop=True)


def board_data(coders: Marks, texts: Sequence[Article], found: pd.DataFrame, parted: Mapping[str, Sequence[Parting]]) -> dict:
    """All that the browser shows, but names: rows, titles of codes, places by group, a summary, how it was counted."""
    rows = [{name: None if value != value else value for name, value in row.items()} for row in found.to_dict("records")]
    order, of_key = list(coders), the_key(texts) if "key" in found else {}
    known = {code.id: code for code in tables.codebook()}
    places = {group: [place_data(one, texts, order) | {"key": said_by_key(one, group, of_key)} for one in some[:MOST]]
              for group, some in parted.items()}
    return {"summary": summary(coders, texts), "rows": rows, "places": places, "how": HOW, "key": "key" in found,
            "parted": {group: len(some) for group, some in parted.items()},
            "titles": {code: one.title for code, one in known.items()} | {row["code"]: row["title"] for row in rows},
            "questions": {code: asked(one.question) for code, one in known.items() if is_item(code)}}


def asked(question: str) -> str:
    """A question of the codebook without the words that all have.

    >>> asked("In this text: there is a moral message?")
    'there is a moral message?'
    """
    return question.removeprefix("In this text: ").removeprefix("Does this text have it: ")


def summary(coders: Marks, texts: Sequence[Article]) -> str:
    """What was handed in, in a sentence.

    >>> summary({}, [])
    'No codings were found here.'
    """
    codings = sum(map(len, coders.values()))
    if not codings:
        return "No codings were found here."
    counted = f"{codings} coding{'s' * (codings > 1)} of {len(texts)} text{'s' * (len(texts) > 1)} by"
    return f"{counted} {len(coders)} coders." if len(coders) > 1 else f"{counted} one coder: agreement needs two."


def place_data(one: Parting, texts: Sequence[Article], order: Sequence[str]) -> dict:
    """A place with the words around it; coders by their number."""
    article = next(text for text in texts if text.id == one.article)
    first, last = around(article.text, one.start, one.end)
    cut = lambda words, end: words if len(words) <= AROUND else f"…{words[-AROUND:]}" if end else f"{words[:AROUND]}…"
    number = {name: place for place, name in enumerate(order)}
    return {"outlet": tables.outlet_name(article), "headline": article.headline, "question": one.question,
            "share": round(one.share, 3),
            "before": "" if one.question else cut(article.text[first:one.start], True),
            "words": "" if one.question else article.text[one.start:one.end],
            "after": "" if one.question else cut(article.text[one.end:last], False),
            "votes": [[code, [number.get(name, -1) for name in names]] for code, names in one.votes.items()]}


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentences of a place run.

    >>> around("He came. Rebels said so. He left.", 9, 15)
    (9, 24)
    """
    inside = [(a, b) for a, b in sentences(text) if a < end and start < b]
    return (min(start, inside[0][0]), max(end, inside[-1][1])) if inside else (start, end)


def said_by_key(one: Parting, group: str, of_key: Mapping[str, Sequence]) -> str:
    """What the key has at a place, "" where it is not asked."""
    if not of_key:
        return ""
    marks = [mark for mark in of_key.get(one.article, ()) if group_of(mark.code) == group]
    if one.question:
        return next((answer(mark) or "yes" for mark in marks if mark.code == one.question), "no" if group == "fact" else "")
    here = [mark for mark in marks if mark.start < one.end and one.start < mark.end]
    return max(here, key=lambda mark: mark.end - mark.start).code if here else "no mark"
