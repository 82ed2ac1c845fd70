"""Passives, measured on the Universal Dependencies treebank English EWT, dev split (CC BY-SA 4.0).

The treebank is no part of the project: it is looked for in ``$KIT_SHARED``, else in a folder ``shared`` beside it.
Gold, from the basic tree: a token with a child ``nsubj:pass``, ``csubj:pass`` or ``aux:pass`` is a passive participle;
it is agentless if it has no child ``obl:agent``. A clause of the reader is right if it ends where one of them ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kit.reading.passive import passives

FILE = "corpora/ud/en_ewt-dev.conllu"
GET = frozenset("get gets got getting gotten".split())
PASSIVE = frozenset(("nsubj:pass", "csubj:pass", "aux:pass"))


class Sentence(NamedTuple):
    """A sentence of the treebank: its text, and its passive participles by the character where each ends."""

    id: str
    text: str
    gold: dict[int, dict]  # end -> {"agent": bool, "get": bool}


def treebank() -> Path:
    """Where the treebank lies, or would lie."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("KIT_SHARED") or beside) / FILE


def read(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file."""
    return [sentence(block.split("\n")) for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


def sentence(lines: list[str]) -> Sentence:
    """One sentence from its lines."""
    facts = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    rows = [line.split("\t") for line in lines if line.split("\t")[0].isdigit()]
    children: dict[str, dict[str, str]] = {}
    for row in rows:
        children.setdefault(row[6], {})[row[7]] = row[1].lower()
    gold = {ends: {"agent": "obl:agent" in children[number], "get": children[number].get("aux:pass") in GET}
            for number, ends in offsets(facts["text"], rows) if PASSIVE & children.get(number, {}).keys()}
    return Sentence(facts["sent_id"], facts["text"], gold)


def offsets(text: str, rows: list[list[str]]) -> list[tuple[str, int]]:
    """Each word's number and the character where it ends."""
    found, at = [], 0
    for row in rows:
        start = text.find(row[1], at)
        if start >= 0:
            at = start + len(row[1])
            found.append((row[0], at))
    return found


def compare(sentences: Iterable[Sentence], *, agentless: bool = False, get: bool = True) -> tuple[int, int, int]:
    """How many participles the reader and the treebank share, how many the reader has, how many the treebank has."""
    right = mine = theirs = 0
    for one in sentences:
        read = {clause.end for clause in passives(one.text) if (not agentless or clause.pattern == "agentless")
                and (get or one.text[clause.start:clause.end].split()[0].lower() not in GET)}
        gold = {end for end, facts in one.gold.items()
                if not (agentless and facts["agent"]) and (get or not facts["get"])}
        right, mine, theirs = right + len(read & gold), mine + len(read), theirs + len(gold)
    return right, mine, theirs


def row(reader: str, on: str, counts: tuple[int, int, int]) -> dict:
    """Precision, recall and F1 of counts; n is the number of gold participles."""
    right, mine, theirs = counts
    precision, recall = right / max(1, mine), right / max(1, theirs)
    both = 2 * right / max(1, mine + theirs)
    return {"reader": reader, "on": on, "precision": round(precision, 3), "recall": round(recall, 3),
            "f1": round(both, 3), "n": theirs}


def measure() -> list[dict]:
    """Passives and agentless passives on all sentences and on two halves (every other sentence, by id)."""
    everything = sorted(read(treebank()))
    halves = {"EWT dev": everything, "EWT dev, half A": everything[0::2], "EWT dev, half B": everything[1::2]}
    rows = [row(name, on, compare(half, agentless=name == "agentless"))
            for name in ("passive", "agentless") for on, half in halves.items()]
    return [*rows, row("passive", "EWT dev, without get", compare(everything, get=False))]


if __name__ == "__main__":
    for line in measure():
        print(line)
