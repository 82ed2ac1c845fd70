"""Answers to questions about whole texts, as tables: nobody's silence becomes a no, and no coder's answer another's."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from kit import tables
from kit.coding.items import answer, headline, is_item
from kit.errors import KitError
from kit.measure.items import frame_means, item_answers
from kit.model import Annotation, Article
from kit.reading.prompts import prompts

TEXTS = [Article.of("Both sides clashed.", id=id) for id in "xyz"]


def said(*rows: Sequence[str]) -> list[Annotation]:
    return [Annotation(article, 0, 4, code, "me", note=note) for article, code, note in rows]


def test_only_a_yes_or_a_no_is_counted_and_the_rest_stays_open() -> None:
    marks = said(("x", "frame.conflict.1", "yes; they speak"), ("x", "frame.conflict.2", "No"), ("y", "frame.conflict.1", "not sure"), ("x", "journalism.war.1", "yes"))
    found = item_answers(marks, TEXTS)
    assert found.columns.tolist() == ["conflict 1", "conflict 2"] and found.index.tolist() == ["x", "y", "z"]
    assert found.loc["x"].tolist() == [1, 0] and found.loc[["y", "z"]].isna().all(axis=None)
    assert found.attrs["facts"]["conflict 1"] == "parties, persons or groups disagree."
    means = frame_means(marks, TEXTS)
    assert means.loc["x", "conflict"] == 0.5 and means["conflict"].isna().sum() == 2


def test_one_family_one_frame_or_nothing() -> None:
    marks = said(("x", "frame.human-interest.1", "yes"), ("x", "frame.conflict.1", "no"), ("x", "journalism.war.1", "yes"), ("x", "frame.own.1", "yes"))
    assert item_answers(marks, TEXTS).columns.tolist() == ["human interest 1", "conflict 1", "own 1"]
    assert item_answers(marks, TEXTS, items="frame.conflict").columns.tolist() == ["conflict 1"]
    assert frame_means(marks, TEXTS, items="journalism").columns.tolist() == ["war"]
    assert item_answers([], TEXTS).shape == (3, 0) and frame_means([], TEXTS).shape == (3, 0)


def test_two_coders_at_a_time_are_refused_where_they_part() -> None:
    with pytest.raises(KitError, match="'frame.conflict.1' has two answers for x. Give the answers of one coder at a time"):
        item_answers(said(("x", "frame.conflict.1", "yes"), ("x", "frame.conflict.1", "no")), TEXTS)


@pytest.mark.parametrize("coder", ["key", "a", "b"])
def test_every_answer_of_the_kit_s_coders_is_counted(coder: str) -> None:
    marks = [mark for mark in tables.annotations(coder=coder) if is_item(mark.code)]
    texts = [tables.article(id) for id in sorted({mark.article for mark in marks})]
    counted = [item_answers(marks, texts, items=family).sum().sum() for family in ("frame", "journalism")]
    assert sum(counted) == sum(answer(mark) == "yes" for mark in marks)
    assert all((mark.start, mark.end) == headline(next(text for text in texts if text.id == mark.article)) for mark in marks)
    assert frame_means(marks, texts).stack().between(0, 1).all() and isinstance(frame_means(marks, texts), pd.DataFrame)


def test_what_lesson_09_says_of_its_twelve_texts_holds() -> None:
    texts = tables.articles("ramouseh") + tables.articles("convoy")
    key, a, b = (item_answers(tables.annotations(coder=coder), texts) for coder in ("key", "a", "b"))
    means = frame_means(tables.annotations(coder="key"), texts)
    constant = [name for name in key.columns if key[name].nunique() == 1]
    assert constant == ["human interest 3", "human interest 4", "conflict 1", "conflict 3", "morality 1", "morality 2", "morality 3"]
    assert (means.idxmax(axis=1) == "conflict").sum() == 11 and means.loc["ramouseh-eastbridge", "economic"] == 1
    assert key.loc["ramouseh-marchmont", ["conflict 1", "conflict 2", "conflict 3", "conflict 4"]].tolist() == [1, 0, 1, 1]
    near = {outlet: key[key.index.str.endswith(outlet)][["responsibility 2", "responsibility 4"]].sum().tolist() for outlet in ("arwad", "eastbridge", "quwaiq", "sanbuk")}
    assert near["arwad"] == near["eastbridge"] == [0, 2] and near["quwaiq"][0] == near["sanbuk"][0] == 2
    parted = a[a["responsibility 4"] != b["responsibility 4"]]["responsibility 4"]
    assert parted.sum() == 3 and len(parted) == 4 == (a != b).sum().max()


def test_what_lesson_09_says_of_prompts_holds() -> None:
    cues = {id: {(cue.quote, cue.note) for cue in prompts(tables.article(id))} for id in ("ramouseh-quwaiq", "ramouseh-marchmont")}
    assert not any("human-interest" in note for _, note in cues["ramouseh-quwaiq"])
    key = item_answers(tables.annotations(coder="key"), [tables.article(id) for id in cues])
    assert key.loc["ramouseh-quwaiq"].filter(like="human interest").sum() == 4
    assert {("price", "frame.economic.2"), ("bread", "frame.human-interest.4")} <= cues["ramouseh-marchmont"]
    assert key.loc["ramouseh-marchmont", ["economic 2", "human interest 4", "human interest 2"]].tolist() == [0, 0, 1]
    assert not any(note == "frame.human-interest.2" for _, note in cues["ramouseh-marchmont"])
