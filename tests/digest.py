"""A digest of what the kit makes, to hold two runs beside each other: ``python tests/digest.py``, or ``... digest.py 00 02``.

One line a thing: its name and a SHA-256. Lessons named by number are executed, ``all`` for all; what of their outputs is
text goes in. Two machines, two versions of Python or two settings agree where their lines do.
"""

from __future__ import annotations

import hashlib
import locale
import sys
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import kit  # noqa: E402 - from here, wherever this is started
from kit import reports, spreadsheet, tables  # noqa: E402
from kit.classroom import edition  # noqa: E402
from kit.model import Article  # noqa: E402
from kit.site import build, page, runs  # noqa: E402

KINDS = ("text/plain", "text/html", "text/markdown", "application/json")


def things(*lessons: str) -> Iterator[tuple[str, str | bytes]]:
    """Each thing with its name: tables, marks, counts, agreement, charts, a report, the student edition, lessons."""
    texts, lists = kit.articles("ramouseh"), [one.id for one in kit.lexicons()]
    yield from (("table " + name, spreadsheet.as_csv(tables.columns(record), map(astuple, tables.table(name))))
                for name, record in tables.TABLES.items())
    marks = [mark for one in lists for mark in kit.find(one, texts)]
    layers = [mark for name in ("voice", "agency", "figures", "hedges") for mark in kit.layer(name, texts)]
    yield "marks", repr((marks, layers, kit.speakers(texts), list(map(kit.vader, texts))))
    yield from measures(texts, marks)
    yield from agreements(texts)
    yield from reported(texts, marks)
    yield "student edition", edition.zipped(edition.contents(edition.home()))
    yield from pages(*lessons)


def measures(texts: list[Article], marks: list) -> Iterator[tuple[str, str]]:
    """Counts, rates with their intervals, keyness, coverage, contexts and claims, as CSV."""
    found = {"rates": kit.rates(texts, marks), "counts": kit.counts(marks, texts, by="outlet"), "crosstab": kit.crosstab(marks, texts),
             "keyness": kit.keyness(texts[:2], texts[2:]), "concordance": kit.concordance(texts, "rebel*"),
             "collocates": kit.collocates(texts, "rebel*"), "figures": kit.figure_table(texts), "claims": kit.claim_table(kit.claims()),
             "disagreement": kit.disagreement(kit.claims()), "reuse": kit.reuse(texts[0], texts[1:]),
             "coverage": kit.coverage(texts, kit.facts("ramouseh"), kit.annotations(coder="key"))}
    yield from ((name, table.to_csv(lineterminator="\n")) for name, table in found.items())
    yield "count", repr(sorted(kit.count(texts).items()))


def agreements(texts: list[Article]) -> Iterator[tuple[str, str]]:
    """Coefficients of the two coders on the parties that they marked, word by word and span by span."""
    coders = [[mark for text in texts for mark in kit.annotations(text.id, coder=one) if mark.code.startswith("party.")] for one in "ab"]
    judged = list(zip(*([mark.code for mark in marks] for marks in coders)))  # side by side as they come: the values mean nothing
    yield "coefficients", repr([of(*zip(*judged[:n])) for n in range(9, 49) for of in (kit.alpha, kit.cohen, kit.fleiss, kit.percent)])
    yield "agreement", kit.word_agreement(texts, *coders).to_csv(lineterminator="\n")
    yield "span agreement", kit.span_agreement(texts, *coders).to_csv(lineterminator="\n")


def reported(texts: list[Article], marks: list) -> Iterator[tuple[str, str]]:
    """A chart in words, and the report of a study with it."""
    chart = kit.split_bars(kit.rates(texts, marks, by="outlet", voice=True, code="terrorist"), title="“Terrorist”, by voice")
    yield "chart", chart.alt
    yield "picture", chart.png()
    yield "report", reports.page(str(kit.report("no-plan", texts, "A sentence.", chart.table, chart, marks=marks)))
    yield "highlight", str(kit.highlight(texts[0], [mark for mark in marks if mark.article == texts[0].id]))


def pages(*lessons: str) -> Iterator[tuple[str, str]]:
    """What executed lessons say, and their pages."""
    chosen = build.chosen(() if "all" in lessons else lessons) if lessons else []
    for path, book in zip(chosen, runs.executed(chosen) if chosen else ()):
        shown = [(cell.source, said(cell)) for cell in book.cells if cell.cell_type == "code"]
        yield f"lesson {path.name[:2]}", repr(shown)
        yield f"page {path.name[:2]}", page.lesson(book)


def said(cell: dict) -> list[str]:
    """What of a cell's outputs is text."""
    data = [{"text/plain": out.text} if "text" in out else out.get("data", {"text/plain": out.get("evalue", "")}) for out in cell.outputs]
    return [str(one[kind]) for one in data for kind in KINDS if kind in one]


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")  # as a program around the kit may do: nothing the kit makes may follow it
    for name, made in things(*sys.argv[1:]):
        raw = made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
        print(f"{name}: {hashlib.sha256(raw).hexdigest()}")
