"""Answers to questions about whole texts: who said yes to what, and the mean of the questions that make up a frame."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from kit import tables
from kit.coding.items import answer, is_item
from kit.errors import KitError
from kit.model import Annotation, Article

YES_NO = {"yes": 1, "no": 0}


def item_answers(marks: Iterable[Annotation], articles: Iterable[Article], *, items: str = "frame") -> pd.DataFrame:
    """One coder's answers: a row an article, a column a question ("conflict 1"), 1 for yes, 0 for no.

    A cell is empty (<NA>) where nobody answered, or the coder was not sure. ``items`` is the beginning of the codes:
    "frame" for the generic frames, "journalism" for war and peace journalism, "frame.conflict" for one frame.
    ``attrs["facts"]`` gives each question's wording.
    """
    said: dict[tuple[str, str], str] = {}
    for mark in marks:
        if is_item(mark.code) and f"{mark.code}.".startswith(f"{items}."):
            if said.setdefault((mark.article, mark.code), answer(mark)) != answer(mark):
                raise KitError(f"{mark.code!r} has two answers for {mark.article}. Give the answers of one coder at a "
                               "time.")
    asked = {code.id: code for code in tables.codebook()}
    place = {id: k for k, id in enumerate(asked)}
    codes = sorted({code for _, code in said}, key=lambda code: (place.get(code, len(place)), code))
    rows = {article.id: [YES_NO.get(said.get((article.id, code), ""), pd.NA) for code in codes] for article in articles}
    names = [" ".join(code.split(".")[1:]).replace("-", " ") for code in codes]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=names).astype("Int64").rename_axis("article")
    table.attrs["facts"] = {name: asked[code].definition.partition(": ")[2] or asked[code].definition
                            for name, code in zip(names, codes) if code in asked}
    return table


def frame_means(marks: Iterable[Annotation], articles: Iterable[Article], *, items: str = "frame") -> pd.DataFrame:
    """How far each frame is there, from 0 to 1: the mean of its questions (Semetko & Valkenburg 2000), by article.

    Questions without an answer, or with "not sure", are left out of the mean. No frame is more than its questions.

    >>> text = Article.of("Both sides clashed.", id="x")
    >>> notes = ("yes", "no", "yes", "yes")
    >>> said = [Annotation("x", 0, 4, f"frame.conflict.{k}", "me", note=note) for k, note in enumerate(notes)]
    >>> float(frame_means(said, [text]).loc["x", "conflict"])
    0.75
    """
    answers = item_answers(marks, articles, items=items)
    frames: dict[str, list[str]] = {}
    for name in answers.columns:
        frames.setdefault(name.rpartition(" ")[0], []).append(name)
    means = {frame: answers[names].astype(float).mean(axis=1) for frame, names in frames.items()}
    return pd.DataFrame(means, index=answers.index)
