"""Passives and agents, measured on the Universal Dependencies treebank English EWT, dev split (CC BY-SA 4.0).

The treebank is no part of the project: it is looked for in ``$KIT_SHARED``, else in the folder ``shared`` beside the project.
Gold: a token with a child ``nsubj:pass``, ``csubj:pass`` or ``aux:pass`` is a passive; without a child ``obl:agent`` it is agentless.
"""

from __future__ import annotations

import os
from pathlib import Path

from kit.reading.passive import passives

FILE = "corpora/ud/en_ewt-dev.conllu"


def treebank() -> Path:
    """Where the treebank lies, if it is there."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("KIT_SHARED", beside)) / FILE


def sentences(path: Path) -> list[tuple[str, str, list[list[str]]]]:
    """Each sentence of a CoNLL-U file as (id, text, rows of words)."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_sentence(block.split("\n")) for block in blocks]


def _sentence(lines: list[str]) -> tuple[str, str, list[list[str]]]:
    facts = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    return facts["sent_id"], facts["text"], [row for row in rows if row[0].isdigit()]


def offsets(text: str, rows: list[list[str]]) -> dict[str, tuple[int, int]]:
    """The span of each word in its sentence's text, by word id."""
    spans, at = {}, 0
    for row in rows:
        start = text.find(row[1], at)
        if start >= 0:
            spans[row[0]] = (start, start + len(row[1]))
            at = start + len(row[1])
    return spans


def gold(text: str, rows: list[list[str]], *, passive: frozenset[str]) -> dict[int, bool]:
    """The passive participles of a sentence: the character where each ends, and whether its agent is named."""
    children: dict[str, set[str]] = {}
    for row in rows:
        children.setdefault(row[6], set()).add(row[7])
    spans = offsets(text, rows)
    return {spans[row[0]][1]: "obl:agent" in children[row[0]]
            for row in rows if row[0] in spans and passive & children.get(row[0], set())}
