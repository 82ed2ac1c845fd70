"""``make agreement``: how far the two coders of the composed texts agree, code by code, into data/agreement.csv.

Codes that mark words are compared word by word (every word has the code or not); voice and patterns where both coders
marked the same thing; facts and yes-or-no items text by text. Ramouseh is left out, except for the yes-or-no items: on its
texts the codebook was tried and sharpened, so that agreement there would flatter.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from kit import tables
from kit.model import Annotation, Article
from kit.reliability.coefficients import alpha, interval, percent
from kit.text import words

TABLE = Path(__file__).parent.parent / "data" / "agreement.csv"
COLUMNS = ("code", "compared", "n", "prevalence", "percent", "alpha", "low", "high")
BY_WORD = ("party.", "clause.", "agent", "instrument", "source", "content", "cue.", "figure", "hedge", "approximator")
PILOT = "ramouseh"


def measured(*, draws: int = 200) -> list[dict]:
    """A row for each code, and for each family of codes; without ``draws`` the intervals are left out."""
    texts = [one for one in tables.articles() if one.event != PILOT]
    coders = [{one.id: [mark for mark in tables.annotations(coder=coder) if mark.article == one.id] for one in tables.articles()}
              for coder in "ab"]
    parts = (by_word(texts, coders), by_mark(texts, coders), by_text(texts, coders))
    return [line(*row, draws=draws) for part in parts for row in part]


def by_word(texts: list[Article], coders: list[dict]) -> Iterator[tuple]:
    """Codes that mark words: each family with its codes, then each code against the rest."""
    for start in BY_WORD:
        judged = [[code for text in texts for code in of_words(text, coder[text.id], start)] for coder in coders]
        yield (start.rstrip("."), "words", judged, "-")
        for code in sorted({code for side in judged for code in side} - {"-", start}) if start.endswith(".") else ():
            yield (code, "words", [[code if one == code else "-" for one in side] for side in judged], "-")


def of_words(text: Article, marks: list[Annotation], start: str) -> list[str]:
    """For each word of a text the code that covers it, "-" for none."""
    marks = [mark for mark in marks if mark.code == start or (start.endswith(".") and mark.code.startswith(start))]
    return [next((mark.code for mark in marks if mark.start < b and a < mark.end), "-") for a, b in words(text.text)]


def by_mark(texts: list[Article], coders: list[dict]) -> Iterator[tuple]:
    """Voice, pattern and stance, where both coders marked the same thing."""
    for name, start, value in (("voice", "party.", "voice"), ("pattern", "clause.", "code"), ("stance", "cue.", "code")):
        pairs = [pair for text in texts for pair in matched(coders[0][text.id], coders[1][text.id], start)]
        yield (f"{name} of {start.rstrip('.')}", "marks that both have", [[getattr(one, value) for one in side] for side in zip(*pairs)], "")


def matched(first: list[Annotation], second: list[Annotation], start: str) -> Iterator[tuple[Annotation, Annotation]]:
    """Marks of two coders that overlap, each with the first that fits."""
    others = [mark for mark in second if mark.code.startswith(start)]
    for mark in first:
        other = next((one for one in others if mark.code.startswith(start) and one.start < mark.end and mark.start < one.end), None)
        if other:
            yield mark, other


def by_text(texts: list[Article], coders: list[dict]) -> Iterator[tuple]:
    """Facts (reported or not) and yes-or-no items (all texts that have them)."""
    told = {(text.event, code.split(".")[1]) for coder in coders for text in texts for mark in coder[text.id]
            for code in [mark.code] if code.startswith("fact.")}
    asked = [(text, f"fact.{fact.id}") for text in texts for fact in tables.facts() if (text.event, fact.event) in told]
    yield ("fact", "text and fact", [["yes" if any(mark.code == code for mark in coder[text.id]) else "no"
                                     for text, code in asked] for coder in coders], "no")
    for family in ("frame.", "journalism."):
        items = [{(mark.article, mark.code): mark.note.split()[0].strip(";,.") for marks in coder.values() for mark in marks
                  if mark.code.startswith(family)} for coder in coders]
        shared = sorted(items[0].keys() & items[1].keys())
        yield (family.rstrip("."), "text and item", [[side[key] for key in shared] for side in items], "no")


def line(code: str, compared: str, judged: list, none: str, *, draws: int) -> dict:
    """One row: n, prevalence of the code, percent agreement, Krippendorff's alpha with its interval."""
    table = pd.DataFrame([list(side) for side in judged])
    share = "" if not none else float((table != none).to_numpy().mean())
    low, high = interval(table, draws=draws) if draws else ("", "")
    return {"code": code, "compared": compared, "n": table.shape[1], "prevalence": share, "percent": percent(table),
            "alpha": alpha(table), "low": low, "high": high}


def as_csv(rows: list[dict]) -> str:
    """The rows as a table, shares with three decimals."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: f"{cell:.3f}" if isinstance(cell, float) else cell for name, cell in row.items()} for row in rows)
    return sheet.getvalue()


if __name__ == "__main__":
    text = as_csv(measured())
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
