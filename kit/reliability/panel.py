"""Many coders, freely chosen marks: what each said of every word of a text, and of every question about the whole text.

The marks of one group of codes (the code up to its first dot) are compared word by word: a word has one of the group's
codes or none. Questions about a whole text, and reported facts, are compared text by text. Who has no marks of a group
anywhere is taken not to have looked for it: that is a gap, not a "no".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kit.coding.items import ANSWERS, answer, is_item
from kit.model import Annotation, Article, Span
from kit.text import sentences, words

#: What each coder marked in each text that they coded: {coder: {article: marks}}.
Marks = Mapping[str, Mapping[str, Sequence[Annotation]]]

NONE, GAP = 0, -1
FACT, UNSURE = "fact", "not-sure"


@dataclass(frozen=True)
class Group:
    """One group of codes, and what those coders said who looked for it: a row a coder, a column a unit.

    A unit is a word, or a question about a text: (article, start, end, question), the question "" for words. A cell is a
    place in ``codes`` (whose first is "no mark", or "no"), or `GAP`. Units of one ``block``, a sentence, hang together.
    """

    name: str
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    cells: np.ndarray
    units: tuple[tuple[str, int, int, str], ...]
    blocks: np.ndarray
    marks: Marks  # of these coders, those of this group

    @property
    def by_text(self) -> bool:
        """Whether whole texts are compared, not words."""
        return self.codes == ("no", "yes")


def group_of(code: str) -> str:
    """The group that a code belongs to.

    >>> group_of("party.state"), group_of("figure.source"), group_of("hedge"), group_of("frame.conflict.2")
    ('party', 'figure.source', 'hedge', 'frame')
    """
    return code if code == "figure.source" else code.partition(".")[0]


def by_coder(marks: Iterable[Annotation]) -> dict[str, dict[str, list[Annotation]]]:
    """Marks by coder and text. Who has no mark in a text is taken not to have coded it.

    >>> by_coder([Annotation("a", 0, 3, "x", "Mina")])["Mina"]["a"][0].code
    'x'
    """
    found: dict[str, dict[str, list[Annotation]]] = {}
    for mark in marks:
        found.setdefault(mark.coder, {}).setdefault(mark.article, []).append(mark)
    return found


def groups(articles: Iterable[Article], coders: Marks) -> list[Group]:
    """A Group for each group of codes that two coders or more used, in the order of their names."""
    texts = [one for one in articles if sum(one.id in coded for coded in coders.values()) >= 2]
    found: dict[str, dict[str, dict[str, list[Annotation]]]] = {}
    for coder, coded in coders.items():
        for id in (one.id for one in texts if one.id in coded):
            for mark in coded[id]:
                held = found.setdefault(group_of(mark.code), {}).setdefault(coder, {one: [] for one in coded})
                held[id].append(mark)
    return [_group(name, texts, marks) for name, marks in sorted(found.items()) if len(marks) >= 2 and name != UNSURE]


def _group(name: str, texts: Sequence[Article], marks: Marks) -> Group:
    codes = sorted({mark.code for coded in marks.values() for held in coded.values() for mark in held})
    return _asked(name, texts, marks) if is_item(codes[0]) or name == FACT else _marked(name, texts, marks, codes)


def _marked(name: str, texts: Sequence[Article], marks: Marks, codes: Sequence[str]) -> Group:
    """Words: the code of the mark that lies on each."""
    spans = [words(one.text) for one in texts]
    first = np.cumsum([0, *map(len, spans)])
    cells = np.full((len(marks), first[-1]), GAP, np.int16)
    for row, coded in zip(cells, marks.values()):
        for text, inside, start in zip(texts, spans, first):
            if text.id in coded:
                row[start:start + len(inside)] = NONE
                _fill(row[start:start + len(inside)], inside, coded[text.id], codes)
    units = tuple((one.id, *span, "") for one, inside in zip(texts, spans) for span in inside)
    return Group(name, ("no mark", *codes), tuple(marks), cells, units, _blocks(texts, spans), marks)


def _fill(row: np.ndarray, spans: Sequence[Span], marks: Iterable[Annotation], codes: Sequence[str]) -> None:
    """Writes the codes of marks into the words that they touch; where marks lie over each other, the shortest counts."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for mark in sorted(marks, key=lambda one: one.start - one.end):
        row[bisect_right(ends, mark.start):bisect_left(starts, mark.end)] = codes.index(mark.code) + 1


def _blocks(texts: Sequence[Article], spans: Sequence[Sequence[Span]]) -> np.ndarray:
    """For each word the number of its sentence, counted through all texts."""
    numbers, last = [], 0
    for text, inside in zip(texts, spans):
        ends = [end for _, end in sentences(text.text)]
        numbers += [last + bisect_left(ends, end) for _, end in inside]
        last += len(ends) + 1
    return np.array(numbers, int)


def _asked(name: str, texts: Sequence[Article], marks: Marks) -> Group:
    """Questions about whole texts: yes or no, "not sure" a gap; a fact is reported where it is marked, else not."""
    said = [{(mark.article, mark.code): answer(mark) for held in coded.values() for mark in held}
            for coded in marks.values()]
    asked = sorted({key for one in said for key in one})
    if name == FACT:  # what was marked in one text of an event is asked of all its texts
        events = {one.id: one.event or one.id for one in texts}
        told = {(events[id], code) for id, code in asked}
        asked = sorted((one.id, code) for one in texts for event, code in told if event == events[one.id])
    cells = np.full((len(marks), len(asked)), GAP, np.int16)
    for row, answers, coded in zip(cells, said, marks.values()):
        for column, key in enumerate(asked):
            if name == FACT and key[0] in coded:
                row[column] = int(key in answers)
            elif answers.get(key) in ANSWERS[:2]:
                row[column] = int(answers[key] == "yes")
    ends = {one.id: len(one.headline) for one in texts}
    units = tuple((article, 0, ends[article], code) for article, code in asked)
    return Group(name, ("no", "yes"), tuple(marks), cells, units, np.arange(len(asked)), marks)


def only(group: Group, code: str) -> Group:
    """The group with one of its codes against all else; of questions, the units of that question."""
    if group.by_text:
        kept = [place for place, unit in enumerate(group.units) if unit[3] == code]
        units = tuple(group.units[place] for place in kept)
        return replace(group, name=code, cells=group.cells[:, kept], units=units, blocks=group.blocks[kept])
    binary = np.where(group.cells == GAP, GAP, group.cells == group.codes.index(code)).astype(np.int16)
    return replace(group, name=code, codes=("other", code), cells=binary)


def without(group: Group, coder: str) -> Group:
    """The group without one coder."""
    kept = [place for place, name in enumerate(group.coders) if name != coder]
    return replace(group, coders=tuple(group.coders[place] for place in kept), cells=group.cells[kept],
                   marks={name: coded for name, coded in group.marks.items() if name != coder})


def codes_in(group: Group) -> list[str]:
    """The codes of a group; of questions, the questions (facts are told in too few texts to be measured one by one)."""
    if group.by_text:
        return [] if group.name == FACT else sorted({unit[3] for unit in group.units})
    return list(group.codes[1:])
