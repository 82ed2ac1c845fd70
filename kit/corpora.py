"""Texts from elsewhere: a folder, a table, or FA-KES, downloaded on request to the user's own machine.

A user gives only text and outlet; all else is optional. What cannot be read is named in a sentence, the rest is read.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from .errors import KitError, legible
from .model import Article
from .tables import separator

#: A single text longer than this is left out: it is not an article.
LONGEST = 2_000_000  # characters
#: A file larger than this is left out.
LARGEST = 200_000_000  # bytes
#: Signs that nobody writes: many of them in a file show that it is no text.
SIGNS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
LOST = "\ufffd"


class CorpusWarning(UserWarning):
    """Something in the texts was left out or needs care; the sentence says what."""


class CorpusError(KitError):
    """Nothing could be read; the sentence says why and what to do."""


def decode(raw: bytes) -> tuple[str, str]:
    """Text of any common encoding with LF line ends, and the encoding that was taken; what is damaged becomes U+FFFD.

    >>> decode("Aleppo – حلب".encode("utf-16"))
    ('Aleppo – حلب', 'utf-16')
    """
    marked = next((name for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"),
                                           (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")) if raw.startswith(mark)), "")
    name = marked or "utf-8"
    text = raw.decode(name, "replace")
    if not marked and (broken := text.count("\ufffd")) * 10 > len(text) - len(text.encode("ascii", "ignore")) - broken:
        name = _legacy(raw)
        text = raw.decode(name, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), name


def _legacy(raw: bytes) -> str:
    """The old single-byte encoding that makes the most letters of one script out of the bytes."""
    sample = bytes(byte for byte in raw[:200_000] if byte > 127)
    if sample and len(sample) > 0.3 * len(raw[:200_000].replace(b" ", b"")):
        return "cp1256" if _share(sample, "cp1256", "ARABIC") > _share(sample, "cp1251", "CYRILLIC") else "cp1251"
    return "cp1252"


def _share(sample: bytes, encoding: str, script: str) -> float:
    text = sample.decode(encoding, "replace")
    common = {"ARABIC": "اليمنوترب", "CYRILLIC": "оеаинтсрв"}[script]
    return sum(char in common for char in text) / max(1, len(text))


def read_folder(folder: str | Path, *, outlet: str = "", **facts: str) -> list[Article]:
    """Articles from a folder: each ``.txt`` is an article, each ``.csv`` a table of articles (see `read_csv`).

    A sub-folder's name is taken as the outlet of the texts in it; ``outlet`` names it for texts that lie loose.
    """
    folder = Path(folder)
    if not os.path.isdir(folder):
        raise CorpusError(f"There is no folder called {str(folder)!r} here. Make it beside the notebook, put your texts "
                          "in it (.txt or .csv), and name it exactly.")
    paths = [path for path in sorted(folder.rglob("*")) if _inside(path, folder)]
    names = [path.stem for path in paths if path.suffix.lower() == ".txt"]
    articles = [article for path in paths for article in _file(path, folder, outlet, facts, double=names.count(path.stem) > 1)]
    if not articles:
        raise CorpusError(f"No text could be read in {str(folder)!r}. Save articles as .txt files (plain text) or in "
                          "a .csv with a column called text.")
    return _unique(articles)


def _inside(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _file(path: Path, folder: Path, outlet: str, facts: dict, *, double: bool) -> list[Article]:
    """The articles of a file; where another sub-folder has a text of the same name, the id begins with the sub-folder's."""
    if path.suffix.lower() == ".csv":
        try:
            return read_csv(path, outlet=outlet, **facts)
        except CorpusError as error:
            return _leave(str(error))
    if path.suffix.lower() != ".txt":
        return _leave(f"{path.name}: only .txt and .csv are read; save the article as plain text.")
    named = path.parent.name if path.parent != folder else outlet
    text = _content(path)
    id = f"{path.parent.name}-{path.stem}" if double else path.stem
    return [_article(text, id, {**facts, "outlet": named})] if text else []


def _content(path: Path) -> str:
    """A file's text, "" with a warning when it cannot be used."""
    try:
        size = path.stat().st_size
        if size > (limit := LARGEST if path.suffix.lower() == ".csv" else 4 * LONGEST):
            _leave(f"{path.name}: larger than {limit // 1_000_000} MB and left out; divide it into articles.")
            return ""
        text, encoding = decode(path.read_bytes())
    except OSError as error:
        _leave(f"{path.name}: cannot be read ({error.strerror}) and was left out.")
        return ""
    if len(SIGNS.findall(text)) > len(text) / 100:
        _leave(f"{path.name}: no plain text (is it a picture, a Word file, a spreadsheet?) and left out; save its words as .txt or .csv.")
        return ""
    if LOST in text:
        _leave(f"{path.name}: damaged; what could not be read ({text.count(LOST)}) stands there as {LOST}. Take it from its source again.")
    if not encoding.startswith("utf"):
        _leave(f"{path.name}: not UTF-8; read as {encoding}. Look at a few accented letters before you trust it.")
    return _usable(text, path.name)


def _usable(text: str, name: str) -> str:
    text = text.replace("\0", "").strip("\ufeff")
    if not text.strip():
        _leave(f"{name}: empty and left out.")
        return ""
    if len(text) > LONGEST:
        _leave(f"{name}: {len(text):,} characters in one text, left out; divide it into articles.")
        return ""
    return text


def _leave(sentence: str) -> list:
    warnings.warn_explicit(legible(sentence), CorpusWarning, "your texts", 1)
    return []


def _article(text: str, id: str, facts: dict) -> Article:
    return Article.of(text, id=re.sub(r"[^\w.-]+", "-", id) or "text", **facts)


#: Column names that people use, by the field they mean.
NAMES = {"text": "text content body article article_content full_text texte", "outlet": "outlet source publication medium "
         "newspaper publisher", "date": "date published pub_date day", "headline": "headline title article_title titel",
         "id": "id unit_id doc_id article_id", "lang": "lang language", "event": "event topic",
         "terms": "terms licence license", "source": "url link"}


def read_csv(path: str | Path, *, outlet: str = "", **facts: str) -> list[Article]:
    """Articles from a table with a column of texts; other columns (outlet, date, headline, ...) are used when there."""
    path = Path(path)
    if not os.path.isfile(path):
        raise CorpusError(f"There is no file called {str(path)!r} here. Put it beside the notebook and name it exactly.")
    text = _content(path)
    rows = _rows(text, path.name)
    header = next(rows, (1, []))[1]
    columns = _columns(header)
    for place in columns.values():
        if header.count(header[place]) > 1:
            _leave(f"{path.name}:1: the column {header[place]!r} stands there twice; the first was taken.")
    if "text" not in columns:
        raise CorpusError(f"{path.name}:1: no column holds texts. Name one column 'text'; the file has: "
                          f"{', '.join(header[:8]) or 'nothing'}.")
    made = [article for line, cells in rows for article in _row(cells, columns, path, line, outlet, facts)]
    return _unique(made)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST)
    reader, line, begun = csv.reader(StringIO(text), delimiter=separator(text)), 1, 1
    try:
        for cells in reader:
            yield line, cells
            begun, line = line, reader.line_num + 1
    except csv.Error as error:
        _leave(f"{name}:{line}: cannot be read from here on ({error}); look for a quotation mark that is not closed.")
    if text.count('"') % 2 and begun < text.count("\n"):
        _leave(f"{name}:{begun}: a quotation mark in this row is not closed, so the rows below were taken for a part of it; close it.")


def _columns(header: list[str]) -> dict[str, int]:
    plain = [cell.strip().lower().replace(" ", "_") for cell in header]
    return {field: plain.index(name) for field, names in reversed(NAMES.items())
            for name in reversed(names.split()) if name in plain}


def _row(cells: list[str], columns: dict[str, int], path: Path, line: int, outlet: str, facts: dict) -> list[Article]:
    given = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
    if not any(cells):
        return []
    text = _usable(given.pop("text", ""), f"{path.name}:{line}")
    if not text:
        return []
    headline = given.pop("headline", "")
    text = f"{headline}\n\n{text}" if headline and not text.startswith(headline) else text
    given = {name: value for name, value in given.items() if value}
    return [_article(text, given.pop("id", f"{path.stem}-{line}"), {"outlet": outlet, **facts, **given})]


def _unique(articles: Iterable[Article]) -> list[Article]:
    """The articles without those whose text came before, and with ids that differ."""
    texts, ids, kept = {}, set(), []
    for article in articles:
        plain = " ".join(unicodedata.normalize("NFC", article.text).split())
        if plain in texts:
            _leave(f"{article.id}: the same text as {texts[plain]} and left out.")
            continue
        texts[plain] = article.id
        kept.append(article if article.id not in ids else _again(article, ids))
        ids.add(kept[-1].id)
    return kept


def _again(article: Article, ids: set[str]) -> Article:
    new = next(name for k in range(2, len(ids) + 3) if (name := f"{article.id}-{k}") not in ids)
    _leave(f"{article.id}: this id stands twice; the second text is called {new}.")
    return Article(**{**vars(article), "id": new})
