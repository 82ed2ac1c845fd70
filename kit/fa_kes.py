"""FA-KES, a real corpus of the Syrian war (Abu Salem et al. 2019): read past its traps, and counted into a table.

The texts are never shipped: `corpora.fetch` brings them to the user's machine. What is shipped is one row of counts an
article (``data/fa-kes.csv``), remade by ``python -m kit counts``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pandas as pd

from . import spreadsheet, tables
from .measure.rates import interval, too_few
from .model import VOICES, Article, Lexicon
from .reading.lexicon import find
from .text import count as count_words

#: What to keep in mind wherever a result from this corpus is shown.
CARE = (
    "FA-KES was sampled around deadly events: it is not a sample of what an outlet publishes.",
    "Commas, apostrophes and curly quotation marks were stripped at source; SANA, Etilaf, Al Arabiya and Reuters have no "
    "quotation marks at all, so nobody's quotations can be counted there.",
    "Most Ahram texts are agency copy (AFP, Reuters, AP): their words are the agency's.",
    "Its labels (credible or fake) come from matching casualty claims; they are not shown and are not truth.",
)
#: The corpus's short names for outlets, as they call themselves.
NAMES = {"ahram": "Ahram Online", "alalam": "Al-Alam", "alaraby": "The New Arab", "arabiya": "Al Arabiya",
         "asharqalawsat": "Asharq Al-Awsat", "dailysabah": "Daily Sabah", "etilaf": "Syrian National Coalition",
         "jordantimes": "The Jordan Times", "manar": "Al-Manar", "sana": "Syrian Arab News Agency", "trt": "TRT World"}
#: The lists whose codes are counted into the shipped table.
LEXICONS = ("armed-opposition", "state-side", "allies", "event-verbs")
#: What stands for an article whose edges name no agency.
NO_CREDIT = "no credit found"
#: Bytes that no encoding explains.
_STRAY = ("\x95\x81", "\x95\xb5", "\x95")
_MONTHS = {name: place for place, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in (
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH} ?(?P<year>20\d\d)\b",
    rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? ?(?P<year>20\d\d)\b",
    r"\b(?P<year>20\d\d)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b"))
_WIRE = re.compile(r"\b(AFP|Reuters|REUTERS|AP)\b")


def read(path: Path) -> list[Article]:
    """The 804 articles of the file; ``date`` is the one in the text where there is one, else the column's."""
    return [_article(row) for row in rows(path)]


def rows(path: Path) -> list[dict[str, str]]:
    """The file's rows: latin-1 with stray bytes dropped, since neither UTF-8 nor cp1252 decodes it."""
    text = path.read_bytes().decode("latin-1")
    for stray in _STRAY:
        text = text.replace(stray, "")
    return [row for row in csv.DictReader(StringIO(text)) if row["unit_id"]]


def _article(row: dict[str, str]) -> Article:
    return Article.of(f"{row['article_title'].strip()}\n\n{row['article_content'].strip()}", outlet=row["source"],
                      id=row["unit_id"], date=date_in(row["article_content"]) or date_of(row["date"]),
                      source="FA-KES, Abu Salem et al. 2019, doi:10.5281/zenodo.2607278",
                      terms="compilation CC BY 4.0; the texts belong to the outlets", content_note=" ".join(CARE))


def date_in(text: str) -> str:
    """The first date in the first 300 characters, as ISO, "" when there is none.

    >>> date_in("Wed 05 Apr 2017 Syria talks"), date_in("Published April 2 2017"), date_in("no date")
    ('2017-04-05', '2017-04-02', '')
    """
    found = [match for form in _DATES if (match := form.search(text[:300]))]
    if not found:
        return ""
    first = min(found, key=lambda match: match.start())
    month = first["month"].lower()
    return _iso(int(first["year"]), _MONTHS.get(month[:3]) or int(month), int(first["day"]))


def date_of(cell: str) -> str:
    """The date column (month/day/year) as ISO, "" when it is none.

    >>> date_of("4/5/2017")
    '2017-04-05'
    """
    found = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*", cell or "")
    return _iso(int(found[3]), int(found[1]), int(found[2])) if found else ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def wire(text: str) -> str:
    """The agencies named in the first 200 or last 120 characters, where agency copy carries its credit.

    >>> wire("Air raid kills 21 Monitor AFP Thursday 24 Apr 2014 ...")
    'AFP'
    """
    edges = f"{text[:200]} … {text[-120:]}"
    return " ".join(sorted({"Reuters" if name == "REUTERS" else name for name in _WIRE.findall(edges)}))


def counts(path: Path, lexicons: Sequence[Lexicon]) -> list[dict[str, object]]:
    """One row an article: facts about it, and for each code of the lexicons the hits in each voice.

    Of several copies of one text, and of several rows with one id, the first is counted; the others have ``copy_of`` set
    and no hits.
    """
    taken, first, seen = rows(path), {}, set()
    articles = {row["unit_id"]: _article(row) for row in reversed(taken)}
    hits = {key: Counter((mark.code, mark.voice) for mark in marks) for key, marks in _marks(articles.values(), lexicons)}
    made = []
    for row in sorted(taken, key=lambda one: one["unit_id"]):
        same = first.setdefault(" ".join(row["article_content"].split()), row["unit_id"])
        copy = same != row["unit_id"] or same in seen
        seen.add(row["unit_id"])
        own = Counter() if copy else hits.get(row["unit_id"], Counter())
        made.append({**_facts(row, same if copy else ""), **{f"{code}: {voice}": own[code, voice]
                                             for code in codes(lexicons) for voice in VOICES}})
    return made


def _marks(articles: Iterable[Article], lexicons: Sequence[Lexicon]) -> list[tuple[str, list]]:
    articles = list(articles)
    found: dict[str, list] = {article.id: [] for article in articles}
    for lexicon in lexicons:
        for mark in find(lexicon, articles):
            found[mark.article].append(mark)
    return list(found.items())


def _facts(row: dict[str, str], copy_of: str) -> dict[str, object]:
    text = row["article_content"]
    return {"id": row["unit_id"], "outlet": row["source"], "date_text": date_in(text), "date_column": date_of(row["date"]),
            "place": row["location"].strip().lower(), "words": count_words(text), "wire": wire(text),
            "aleppo": int("aleppo" in f"{row['article_title']} {text}".lower()),
            "copy_of": copy_of}


def codes(lexicons: Sequence[Lexicon]) -> list[str]:
    """The codes of the lexicons, each once, in the order of their entries."""
    return list(dict.fromkeys(entry.code for lexicon in lexicons for entry in lexicon.entries))


def as_csv(table: Sequence[dict[str, object]]) -> str:
    """The table as CSV text with LF line ends: the same bytes every time."""
    return spreadsheet.as_csv(list(table[0]), (row.values() for row in table))


def fa_kes_counts() -> pd.DataFrame:
    """The shipped counts: a row an article, a column a code and voice; ``attrs["care"]`` says what to keep in mind."""
    text, trouble = tables.text_of(tables.home() / "fa-kes.csv")
    if trouble:
        raise tables.TableError(trouble)
    try:
        table = pd.read_csv(StringIO(text), sep=tables.separator(text), dtype={"id": str, "copy_of": str}, keep_default_na=False)
    except ValueError as error:
        raise tables.TableError(f"fa-kes.csv: this table cannot be read ({' '.join(str(error).split())}); take it from a fresh copy of the kit.") from None
    if lacking := [name for name in ("id", "outlet", "words", "wire", "copy_of") if name not in table]:
        raise tables.TableError(f"fa-kes.csv:1: the column {lacking[0]!r} is missing; take the table from a fresh copy of the kit.")
    table.attrs["care"] = list(CARE)
    return table


def fa_kes_rates(code: str, *, texts: int = 20, by: str = "outlet", outlet: str = "") -> pd.DataFrame:
    """How often a code was marked per 1,000 words, by outlet and voice, for outlets with enough texts (copies left out).

    ``by="wire"`` groups by the agency that an article credits instead, ``outlet`` takes the articles of one outlet alone: whose
    words an outlet prints. Columns as in `kit.rates` with voice: outlet (or wire), code, voice, count, words, texts, rate, low,
    high, note.
    """
    table = fa_kes_counts()
    care, table = table.attrs["care"], table[table["copy_of"] == ""].replace({"wire": {"": NO_CREDIT}})
    known = list(dict.fromkeys(name.split(": ")[0] for name in table if ": " in name))
    tables.choose(code, known, "code")
    tables.choose(by, ["outlet", "wire"], "grouping")
    if outlet:
        table = table[table["outlet"] == tables.choose(outlet, sorted(set(table["outlet"])), "outlet in FA-KES")]
    columns = [f"{code}: {voice}" for voice in VOICES]
    rows = [row for group, part in table.groupby(by) if len(part) >= texts for row in _rates(group, code, part[["words", *columns]])]
    found = pd.DataFrame(rows, columns=[by, *"code voice count words texts rate low high note".split()])
    totals = found.groupby(by)["rate"].sum().sort_values(ascending=False)
    found = found.set_index(by).loc[list(totals.index)].reset_index()
    found.attrs = {"per": 1000, "care": care, "names": NAMES}
    return found


def _rates(group: str, code: str, part: pd.DataFrame) -> list[tuple]:
    """A row for each voice of one group of articles."""
    words, hits = part["words"].to_numpy(), part.drop(columns="words").to_numpy()
    rows = []
    for voice, column, (low, high) in zip(VOICES, hits.T, interval(hits, words, 1000)):
        note = too_few(len(part), int(column.sum()))
        bounds = (float("nan"), float("nan")) if note else (low, high)
        rows.append((group, code, voice, int(column.sum()), int(words.sum()), len(part), 1000 * column.sum() / words.sum(), *bounds, note))
    return rows
