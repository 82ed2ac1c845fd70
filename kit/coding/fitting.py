"""Does a coding still fit? Its marks on the text of today, its codes in the codebook of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from hashlib import sha256
from typing import Protocol

from ..model import Annotation, Article, Code
from ..moving import moved
from .items import headline, is_item


class Coded(Protocol):
    """What is asked about: marks, the hash of their text and the fingerprint of their codebook."""

    sha: str
    codebook: str
    marks: tuple[Annotation, ...]


def fingerprint(codebook: Iterable[Code]) -> str:
    """Twelve hex digits that change with every change to a codebook's rows."""
    rows = "\x1e".join("\x1f".join(astuple(code)) for code in codebook)
    return sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def fitted(coding: Coded, article: Article | None, codebook: Sequence[Code]) -> tuple[list[Annotation], list[str]]:
    """The marks as they fit today, and a sentence for all that does not."""
    marks, said = placed(coding, article) if article else (list(coding.marks), [])
    strange = sorted({mark.code for mark in marks} - {code.id for code in codebook} - {"not-sure"})
    if strange:
        said.append(f"the codebook has no code {', '.join(map(repr, strange))}; marks with it are kept as they are.")
    if marks and coding.codebook != fingerprint(codebook):
        said.append("the codebook has changed since. Read the definitions of your codes again.")
    return marks, said


def placed(coding: Coded, article: Article) -> tuple[list[Annotation], list[str]]:
    """The marks on their words in the article's text, and a sentence where some had to be moved or left out."""
    text, (first, last), same = article.text, headline(article), coding.sha == article.sha
    marks = [mark if mark.quote else replace(mark, quote=text[mark.start:mark.end]) for mark in coding.marks]
    if same and all(mark.end <= len(text) and text[mark.start:mark.end] == mark.quote for mark in marks):
        return marks, []
    now = [replace(mark, start=first, end=last, quote=article.headline) if is_item(mark.code) else new
           for mark, new in zip(marks, moved(marks, text))]
    kept = sorted((new for new in now if new), key=lambda mark: (mark.start, mark.end, mark.code))
    gone = [mark for mark, new in zip(marks, now) if new is None]
    why = "some marks did not stand on their words" if same else "the text has changed since it was coded"
    lost = f", and {len(gone)} whose words are gone were left out: {_listed(gone)}" if gone else ""
    return kept, [f"{why}. {len(kept)} marks stand where their words are now{lost}. Look at them again."]


def _listed(marks: Sequence[Annotation]) -> str:
    shown = ", ".join(f"“{mark.quote[:40]}”" for mark in marks[:5])
    return shown + (f" and {len(marks) - 5} more" if len(marks) > 5 else "")
