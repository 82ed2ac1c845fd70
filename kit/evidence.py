"""Real evidence laid out for reading: who was called what by whom, and what a house's rule says beside its practice.

The tables hold what was looked for and found, not how often an outlet uses a word: nothing here is a rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import tables
from .model import Accuracy, Label, Rule
from .render import Html, link, quoted, region, safe, show_table
from .text import any_of, fold

#: How a label's voice is shown.
HOW = {"own": "", "headline": " (headline)", "attributed": " (attributed)", "quoted": " (quoted)"}
_TABLE = 'style="border-collapse:collapse"'
_CELL = 'style="text-align:left;vertical-align:top;padding:.3em .8em;border-bottom:1px solid"'


def naming_grid(labels: Iterable[Label], *, slots: Sequence[str] = ("armed_opposition", "state_side", "event"),
                caption: str = "Who is called what") -> Html:
    """Outlets down, slots across, the labels in the cells, each with its voice and a link to where it was seen."""
    labels = [label for label in labels if label.slot in slots]
    names = {one.id: one for one in tables.outlets()}
    order = sorted({label.outlet for label in labels}, key=lambda id: (names[id].kind, names[id].name))
    head = "".join(f'<th scope="col" {_CELL}>{safe(name.replace("_", " "))}</th>'
                   for name in ("outlet", "country", "kind", *slots))
    rows = "".join(_row(names[id], [label for label in labels if label.outlet == id], slots) for id in order)
    return region(f'<table {_TABLE}><caption style="text-align:left">{safe(caption)}: '
                f"{len(labels)} labels of {len(order)} outlets, each as seen on the page it links to</caption>"
                f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>", caption)


def _row(outlet: object, labels: list[Label], slots: Sequence[str]) -> str:
    cells = "".join(f"<td {_CELL}>{'<br>'.join(_label(label) for label in labels if label.slot == slot) or '–'}</td>"
                    for slot in slots)
    return (f'<tr><th scope="row" {_CELL}>{safe(outlet.name)}</th><td {_CELL}>{safe(outlet.country)}</td>'
            f"<td {_CELL}>{safe(outlet.kind)}</td>{cells}</tr>")


def _label(label: Label) -> str:
    gloss = f" [{safe(label.gloss)}]" if label.gloss else ""
    copy = ", copy" if label.seen == "copy" else ""
    return f'<bdi lang="{quoted(label.lang)}">{link(label.url, label.label)}</bdi>{gloss}{HOW.get(label.voice, "")}{copy} {_day(label.date)}'


def _day(date: str) -> str:
    """A date as day and month in small letters, "" where there is none.

    >>> _day("2016-08-06")
    '<small>6/8</small>'
    """
    parts = date.split("-")
    return f"<small>{int(parts[2])}/{int(parts[1])}</small>" if len(parts) == 3 else ""


def rule_and_practice(word: str, *terms: str) -> list[dict]:
    """For each house with a written rule on a word: the rule, and the labels of that house that hold one of the terms.

    A row: house, rule, edition; how many labels we hold of the house; how many use the term in its own voice (or a headline)
    and how many in others' words (attributed, quoted); how many on clients' pages that credit it, of how many; source.
    No term given: the word itself.
    """
    pattern = any_of([fold(term) for term in (terms or (f"{word}*",))])
    return [_beside(rule, pattern) for rule in tables.rules() if fold(word) in fold(rule.word) and rule.basis == "guide"]


def _beside(rule: Rule, pattern: object) -> dict:
    house = [label for label in tables.labels() if label.outlet == rule.house.lower().replace(" ", "-")]
    clients = [label for label in tables.labels() if label.credit == rule.house and label not in house]
    used = [label for label in house if _uses(label, pattern)]
    own = sum(label.voice in ("own", "headline") for label in used)
    return {"house": rule.house, "rule": rule.rule, "edition": rule.edition, "labels we hold": len(house), "in its own voice": own,
            "in others' words": len(used) - own, "source": rule.source,
            "on clients' pages": f"{sum(_uses(one, pattern) for one in clients)} of {len(clients)}"}


def _uses(label: Label, pattern: object) -> bool:
    return bool(pattern.search(fold(label.label)) or pattern.search(fold(label.gloss)))


def accuracy(reader: str = "", *, details: bool = False) -> Html:
    """How often a reader was right, as measured, in words: all readers, or those whose name begins so ("voice", ...).

    With ``details`` every set it was measured on, also with texts stripped of commas and quotation marks.
    """
    rows = [row for row in tables.table("accuracy") if row.reader.startswith(reader)]
    if not rows:
        tables.choose(reader, sorted({row.reader.split(":")[0] for row in tables.table("accuracy")}), "reader with a measured error")
    first = {row.reader: row.on for row in reversed(rows)}
    said = [{"reader": row.reader, "how often right": _right(row), "measured on": f"{row.on}, {row.n} cases"} for row in rows
            if details or first[row.reader] == row.on]
    return show_table(said, caption="How often the reader was right, where people had decided")


def how_often(reader: str) -> str:
    """How often one reader was right, in words, on each whole set that it was measured on, with the number of cases.

    >>> how_often("hedges").split(" ")[:2], how_often("telepathy")
    (['Right', 'in'], 'Not measured')
    """
    rows = [row for row in tables.table("accuracy") if row.reader == reader and "," not in row.on]
    return ". ".join(f"{_right(row).capitalize()} ({row.on}; {int(row.n):,} cases)" for row in rows) or "Not measured"


def _right(row: Accuracy) -> str:
    """A row of the table in words: shares of a hundred."""
    try:
        precision, recall = (f"{100 * float(share):.0f}" for share in (row.precision, row.recall))
    except ValueError:
        raise tables.TableError(f"accuracy.csv: {row.precision!r} and {row.recall!r}, for {row.reader!r}, must be shares from 0 to 1.") from None
    if row.precision == row.recall:
        return f"right in {precision} of 100"
    return f"right in {precision} of 100 that it marks; finds {recall} of 100 that it should"
