"""Checks the tables in ``data`` and the texts beside them: references, dates, addresses, and the rules of quotation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from .. import fa_kes, provenance, tables
from ..model import VOICES, Annotation
from ..reading.variants import Variant
from .mend import article_text, moved_to

#: Cells that may hold only certain words: (table, column) -> the words.
CLOSED = {
    ("outlets", "status"): "real fictional",
    ("outlets", "kind"): "state public private wire party ngo un monitor other",
    ("facts", "status"): "agreed contested finding denial",
    ("labels", "seen"): "own copy",
    ("labels", "date_basis"): "stated url inferred",
    ("labels", "slot"): "armed_opposition jfs state_side allies civilians event place source_descriptor",
    ("labels", "voice"): "own attributed quoted headline",
    ("rules", "basis"): "guide practice",
    ("articles", "status"): "composed",
    ("items", "form"): "A B",
    ("styles", "aspect"): "uses avoids verbs attribution spelling sources figures hedges order headline",
}
#: Columns that point at the id of another table.
REFERENCES = {
    ("facts", "event"): "events", ("labels", "event"): "events", ("labels", "outlet"): "outlets",
    ("claims", "event"): "events", ("articles", "event"): "events", ("articles", "outlet"): "outlets",
    ("styles", "outlet"): "outlets", ("annotations", "article"): "articles",
}
#: Columns that must be filled.
NEEDED = {
    "outlets": "name status kind source terms", "events": "title start end place core content_note source terms",
    "facts": "fact source terms", "labels": "label url terms", "claims": "quantity as_worded claimant url terms",
    "rules": "house edition word rule source terms", "articles": "event outlet date lang source terms",
    "codebook": "title definition question", "annotations": "code coder quote", "styles": "rule modelled_on",
}
DATES = {"events": "start end", "facts": "date", "labels": "date", "claims": "claim_date covers_from covers_to",
         "articles": "date"}
ADDRESSES = {"labels": "url", "claims": "url"}

#: Files of ``data`` that are no table of records.
BESIDE = ("README.md", "splice.txt", "agreement.csv")

#: What "ü", "–", "é" and Arabic or Cyrillic letters look like where a program took UTF-8 for another encoding.
GARBLED = re.compile(r"[\w,]*(?:Ã[¤¶¼Ÿ„–œ©¨§±]|â€|[ØÙ][§¨±³…†ˆŠ]|[ÐÑ][°±²€])[^\s\"]*")

Row = tuple[int, object]


def problems() -> list[str]:
    """What is wrong in the tables of ``data``, as sentences."""
    scanned = {name: tables.scan(record, tables.home() / f"{name}.csv") for name, record in tables.TABLES.items()}
    rows = {name: found for name, (found, _) in scanned.items()}
    said = [sentence for _, trouble in scanned.values() for sentence in trouble]
    ids = {name: {getattr(row, "id", "") for _, row in found} for name, found in rows.items()}
    unread = {name for name, (_, trouble) in scanned.items() if trouble}
    ids = {name: found for name, found in ids.items() if name not in unread}
    said += [trouble for name in BESIDE if (trouble := tables.text_of(tables.home() / name)[1])]
    said += [*tables.scan(Variant, tables.home() / "variants.csv")[1], *_counts()]
    for name, found in rows.items():
        said += [f"{name}.csv:{line}: {wrong}" for line, wrong in
                 (*doubles(found), *_cells(name, found, ids), *_special(name, found, rows))]
    return said + ([] if "articles" in unread else _texts(rows))


def _counts() -> list[str]:
    """What is wrong with the counts of FA-KES."""
    try:
        fa_kes.fa_kes_counts()
    except tables.TableError as error:
        return [str(error)]
    return []


def doubles(rows: list[Row]) -> Iterable[tuple[int, str]]:
    seen: dict[str, int] = {}
    for line, row in rows:
        id = getattr(row, "id", None)
        if id is not None and not re.fullmatch(r"[\w.-]+", id, re.ASCII):
            yield line, f"the id {id!r} may hold only letters, digits, '.', '-' and '_'."
        if id is not None and id in seen:
            yield line, f"the id {id!r} stands already on line {seen[id]}; give this row another."
        seen.setdefault(id, line)


def _cells(name: str, rows: list[Row], ids: dict[str, set[str]]) -> Iterable[tuple[int, str]]:
    stem = name.partition("-")[0]
    for line, row in rows:
        if found := next(filter(None, map(GARBLED.search, filter(lambda cell: isinstance(cell, str), vars(row).values()))), None):
            yield line, (f"{found[0]!r} looks like text that a program took for another encoding; take the table from a copy, "
                         "and open it as UTF-8 (in Excel: Data > From Text/CSV, 65001).")
        for column in NEEDED.get(stem, "").split():
            if not getattr(row, column):
                yield line, f"{column!r} is empty; fill it in."
        for (table, column), words in CLOSED.items():
            if table == stem and getattr(row, column) not in words.split():
                yield line, f"{column!r} is {getattr(row, column)!r}; choose one of: {', '.join(words.split())}."
        for (table, column), other in REFERENCES.items():
            if table == stem and other in ids and getattr(row, column) not in ids[other]:
                yield line, (f"there is no {column} with the id {getattr(row, column)!r} in {other}.csv; add it there or "
                             "correct it here.")
        for column in DATES.get(name, "").split():
            if not _is_date(getattr(row, column)):
                yield line, f"{column!r} is {getattr(row, column)!r}; write a date as 2016-08-06, or leave it empty."
        for column in ADDRESSES.get(name, "").split():
            if not re.fullmatch(r"https?://[^\s\"'<>]+\.[^\s\"'<>]+", getattr(row, column)):
                yield line, f"{column!r} is not an address that begins with http:// or https://."


def _is_date(cell: str) -> bool:
    """Empty, a day (2016-08-06), a month (2016-08) or a year; years far from ours are those of another calendar."""
    try:
        return not cell or 1900 < date.fromisoformat(cell + "2016-01-01"[len(cell):]).year < 2100 and len(cell) in (4, 7, 10)
    except ValueError:
        return False


def _special(name: str, rows: list[Row], all_rows: dict[str, list[Row]]) -> Iterable[tuple[int, str]]:
    special: dict[str, Callable] = {"labels": _labels, "claims": _claims, "articles": _articles,
                                    "annotations": _annotations, "events": _events, "splice": _splice, "accuracy": _accuracy,
                                    "items": _items}
    stem = name.partition("-")[0]
    return special[stem](rows, all_rows) if stem in special else ()


def _events(rows: list[Row], _: dict) -> Iterable[tuple[int, str]]:
    return ((line, f"the event ends ({row.end}) before it starts ({row.start}); correct one of the dates.")
            for line, row in rows if row.end < row.start)


def _splice(rows: list[Row], _: dict) -> Iterable[tuple[int, str]]:
    text, trouble = tables.text_of(tables.home() / "splice.txt")
    return () if trouble else provenance.wrongs(text, rows, "splice.txt")


def _labels(rows: list[Row], others: dict) -> Iterable[tuple[int, str]]:
    fictional = {row.id for _, row in others["outlets"] if row.status == "fictional"}
    for line, row in rows:
        if len(row.label.split()) > 6:
            yield line, f"the label has {len(row.label.split())} words; keep six at most."
        if row.outlet in fictional:
            yield line, f"{row.outlet!r} is a fictional outlet; labels.csv holds real labels only."


def _claims(rows: list[Row], _: dict) -> Iterable[tuple[int, str]]:
    for line, row in rows:
        ends = [end for end in (row.low, row.high) if end]
        fits = _is_date if row.unit == "date" else re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?").fullmatch
        if not ends or not all(map(fits, ends)):
            kind = "dates, such as 2016-08-06" if row.unit == "date" else "plain numbers"
            yield line, f"'low' and 'high' must be {kind}, not {row.low[:40]!r} and {row.high[:40]!r}; one of them may be empty."
        elif row.unit != "date" and float(ends[0]) > float(ends[-1]):
            yield line, f"'low' ({row.low}) is more than 'high' ({row.high}); exchange them."


def _accuracy(rows: list[Row], _: dict) -> Iterable[tuple[int, str]]:
    return ((line, f"{name!r} is {getattr(row, name)!r}; write a share from 0 to 1, such as 0.85.") for line, row in rows
            for name in ("precision", "recall", "f1") if not re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", getattr(row, name)))


def _items(rows: list[Row], _: dict) -> Iterable[tuple[int, str]]:
    """A right answer is the number of an option, or, in the student edition, veiled."""
    for line, row in rows:
        count = len(row.options.split(" | "))
        if row.right not in map(str, range(1, count + 1)) and not re.fullmatch(r"[0-9a-f]{12}", row.right):
            yield line, f"'right' is {row.right!r}; write the number of the right one among the {count} options, which ' | ' divides."


def _articles(rows: list[Row], others: dict) -> Iterable[tuple[int, str]]:
    real = {row.id for _, row in others["outlets"] if row.status == "real"}
    return ((line, f"{row.outlet!r} is a real outlet; a composed text may stand only under a fictional one.")
            for line, row in rows if row.outlet in real)


def _annotations(rows: list[Row], others: dict) -> Iterable[tuple[int, str]]:
    known = {row.id for _, row in others["codebook"]} | {f"fact.{row.id}" for _, row in others["facts"]}
    texts = {row.id: text for _, row in others["articles"] if (text := article_text(row.id))}
    for line, row in rows:
        if others["codebook"] and others["facts"] and row.code not in known:
            yield line, f"the code {row.code!r} is not in codebook.csv; add it there or correct it here."
        if row.voice and row.voice not in VOICES:
            yield line, f"'voice' is {row.voice!r}; choose one of: {', '.join(VOICES)}, or leave it empty."
        if row.article in texts and (wrong := misplaced(row, texts[row.article])):
            yield line, wrong


def misplaced(row: Annotation, text: str) -> str:
    """A sentence when the marked characters are not those that the row quotes, and where they stand now."""
    if text[row.start:row.end] == row.quote and row.start < row.end:
        return ""
    now = moved_to(row, text)
    found = f"it now stands at {now.start}-{now.end}" if now else "it is no longer in the text"
    return f"characters {row.start}-{row.end} of {row.article} are not {row.quote!r}; {found}. (python -m kit mend moves marks.)"


def _texts(rows: dict[str, list[Row]]) -> list[str]:
    said, known = [], {row.id for _, row in rows["articles"]}
    for line, row in rows["articles"]:
        path = tables.home() / "articles" / f"{row.id}.txt"
        text, trouble = tables.text_of(path)
        if trouble:
            said.append(f"articles/{trouble} It belongs to articles.csv:{line}.")
        elif not re.match(r"\S[^\n]*\n[^\S\n]*\n\S", text):
            said.append(f"articles/{path.name}:1: the first line is the headline, the second stays empty, the text follows.")
    said += [f"articles/{path.name}:1: this text has no row in articles.csv; add a row with the id {path.stem!r}."
             for path in sorted((tables.home() / "articles").glob("*.txt")) if path.stem not in known]
    return said
