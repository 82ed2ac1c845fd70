"""Reads and writes codings: ``my_work/coding-<coder>-<article>.json``."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path

from .. import tables, work
from ..errors import KitError
from ..model import Annotation, Article, Code
from .fitting import fingerprint, fitted

KIND, VERSION = "kit-coding", 1


class CodingError(KitError):
    """A coding cannot be read; the sentence says what to do."""


class Damaged(CodingError):
    """The file holds no coding that can be read."""


@dataclass(frozen=True)
class Coding:
    """One coder's marks on one article, and what there was to say when they were read or saved."""

    article: str
    sha: str  # of the text that was coded
    coder: str
    codebook: str  # see `fingerprint`
    marks: tuple[Annotation, ...] = ()
    saved: str = ""  # when, as ISO 8601 with seconds, UTC
    serial: int = 0  # how often it was saved
    name: str = ""  # of its file, without .json
    seen: str = ""  # SHA-256 of that file as it was last read or written here
    said: tuple[str, ...] = ()


def file_name(coder: str, article: str) -> str:
    """The name of a coding's file, without ``.json``.

    >>> file_name("Mina", "ramouseh-halyard")
    'coding-Mina-ramouseh-halyard'
    """
    return f"coding-{_part(coder, 24, '')}-{_part(article, 41, '.-')}"


def _part(text: str, longest: int, also: str) -> str:
    """Text as a part of a file's name; where it cannot stand as it is, six digits tell it from others like it."""
    if re.fullmatch(rf"[A-Za-z0-9_{also}]{{1,{longest}}}", text):
        return text
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", text)[:longest - 7].strip("_")
    return f"{plain or 'x'}.{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def found(article: str) -> dict[str, Path]:
    """The codings of an article in ``my_work`` that can be read: {coder: file}."""
    coders = {}
    for path in sorted(work.folder().glob(f"coding-*-{_part(article, 41, '.-')}.json")):
        try:
            coding = parsed(path.read_bytes(), path.name)
        except (OSError, CodingError):
            continue
        coders |= {coding.coder: path} if coding.article == article else {}
    return coders


def read(path: Path, *, article: Article | None = None, codebook: Sequence[Code] = ()) -> Coding:
    """Any coding, a partner's for example; the file stays untouched. Raises CodingError where it cannot be read.

    Without an article, the kit's own of that id is meant, if there is one; without a codebook, the kit's.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        said = f"{path.name} cannot be read ({getattr(error, 'strerror', error)}). Look at its name and place."
        raise CodingError(said) from None
    coding = parsed(raw, path.name)
    known = {one.id for one in tables.table("articles")}
    article = article or (tables.article(coding.article) if coding.article in known else None)
    marks, said = fitted(coding, article, codebook or tables.codebook())
    said = tuple(f"{path.name}: {sentence}" for sentence in (*coding.said, *said))
    return replace(coding, marks=tuple(marks), name=path.stem, seen=sha256(raw).hexdigest(), said=said)


def load(article: Article, coder: str, codebook: Sequence[Code]) -> Coding:
    """The coder's own work on an article, from ``my_work``, or an empty coding. A damaged file is set aside.

    Raises CodingError where the file must not be touched: it is newer than this kit, somebody else's, or closed to us.
    """
    name = file_name(coder, article.id)
    path, empty = work.path(name), Coding(article.id, article.sha, coder, fingerprint(codebook), name=name)
    if not path.exists():
        return empty
    try:
        coding = read(path, article=article, codebook=codebook)
    except Damaged as error:
        return replace(empty, said=(f"{error} It was set aside as {_aside(path)}; you begin anew here.",))
    if (coding.article, coding.coder) != (article.id, coder):
        raise CodingError(f"{path.name} holds what {coding.coder!r} coded in {coding.article!r}. Choose another coder "
                          "name.")
    if any("left out" in sentence for sentence in coding.said):
        coding = replace(coding, said=(*coding.said, f"The file as it was is kept as {_copied(path)}."))
    return replace(coding, sha=article.sha, codebook=empty.codebook)


def save(coding: Coding) -> Coding:
    """Writes a coding to ``my_work`` and returns it as written; raises WorkError where it cannot be written.

    A file that is no longer the one last seen is left alone: the coding goes into one of its own, and says so. Only
    two saves within the same few milliseconds could miss each other.
    """
    path, said = work.path(coding.name), ()
    if changed(coding):
        coding = replace(coding, name=_free(coding.name), seen="")
        said = (f"{path.name} was changed in another window since it was read here. It stays as it is; what you do in "
                f"this window is kept in {coding.name}.json from now on.",)
    stamp = datetime.now(timezone.utc).isoformat(timespec="seconds")
    coding = replace(coding, saved=stamp, serial=coding.serial + 1, said=said)
    text = json.dumps(_content(coding), ensure_ascii=True, indent=1)
    work.write(work.path(coding.name), text)
    return replace(coding, seen=sha256(text.encode()).hexdigest())


def changed(coding: Coding) -> bool:
    """Whether there is a file of this name that is not the one last seen here."""
    path = work.path(coding.name)
    try:
        return path.exists() and sha256(path.read_bytes()).hexdigest() != coding.seen
    except OSError as error:
        said = f"{path.name} cannot be read ({error.strerror or error}). Nothing was overwritten."
        raise work.WorkError(said) from None


def _content(coding: Coding) -> dict:
    cells, names = "start end code voice quote note".split(), "article sha coder codebook saved serial".split()
    marks = [{name: getattr(mark, name) for name in cells} for mark in coding.marks]
    return {"kind": KIND, "version": VERSION, **{name: getattr(coding, name) for name in names}, "marks": marks}


def _free(name: str) -> str:
    """A name beside this one that no file has yet."""
    name = re.sub(r"^aside-\d+-", "", name)
    return next(free for k in range(1, 10_000) if not work.path(free := f"aside-{k}-{name}").exists())


def _aside(path: Path) -> str:
    """Moves a file out of the way and returns its new name."""
    spare = work.path(_free(path.stem))
    try:
        os.replace(path, spare)
    except OSError as error:
        raise CodingError(f"{path.name} is damaged and cannot be set aside ({error.strerror or error}). Move it away "
                          "yourself, then run the cell again.") from None
    return spare.name


def _copied(path: Path) -> str:
    """Copies a file and returns the name of the copy."""
    raw, copy = path.read_bytes(), work.path(_free(path.stem))
    work.write(copy, raw.decode(json.detect_encoding(raw), "replace"))
    return copy.name


def parsed(raw: bytes, name: str) -> Coding:
    """The coding in a file's bytes, as it stands there; raises CodingError with the file's name."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("kind") != KIND:
        raise Damaged(f"{name} is damaged or no coding, so it cannot be read.")
    if content.get("version") != VERSION:
        raise CodingError(f"{name} was written by another version of the kit ({content.get('version')}, this one reads "
                          f"{VERSION}) and stays as it is. Take the newest kit, or code under another name.")
    facts = {part: content.get(part) for part in ("article", "sha", "coder", "codebook", "saved")}
    serial, rows = content.get("serial"), content.get("marks")
    whole = type(serial) is int and isinstance(rows, list) and all(isinstance(value, str) for value in facts.values())
    if not whole:
        raise Damaged(f"{name} is damaged: a part of it is missing.")
    good = [mark for row in rows if (mark := _mark(row, facts["article"], facts["coder"]))]
    marks = {(mark.start, mark.end, mark.code): mark for mark in good}
    said = (f"{len(rows) - len(marks)} of {len(rows)} entries are no marks, or twice the same, and were left out.",)
    return Coding(**facts, serial=serial, marks=tuple(marks.values()), said=said if len(marks) < len(rows) else ())


def _mark(row: object, article: str, coder: str) -> Annotation | None:
    """One mark of a file, None where it is none."""
    if not isinstance(row, dict) or type(row.get("start")) is not int or type(row.get("end")) is not int:
        return None
    cells = {name: row.get(name, "") for name in ("code", "voice", "quote", "note")}
    start, end = row["start"], row["end"]
    if not all(isinstance(value, str) for value in cells.values()) or not cells["code"] or not 0 <= start < end:
        return None
    return Annotation(article, start, end, coder=coder, **cells)
