"""Codes that are questions about a whole article: the answer stands in the note of a mark on the headline."""

from __future__ import annotations

from ..model import Annotation, Article, Span

#: How the codes of such questions begin, and their answers.
ITEMS = ("frame.", "journalism.")
ANSWERS = ("yes", "no", "not sure")


def is_item(code: str) -> bool:
    """Whether a code is a question about the whole article.

    >>> is_item("frame.conflict.1"), is_item("party.state")
    (True, False)
    """
    return code.startswith(ITEMS)


def answer(mark: Annotation) -> str:
    """The answer in an item's mark, without the reason that may follow it.

    >>> answer(Annotation("a", 0, 4, "frame.conflict.1", "key", note="yes; both sides speak"))
    'yes'
    """
    return mark.note.partition(";")[0].strip().lower()


def reason(mark: Annotation) -> str:
    """The reason that follows an item's answer, "" where there is none.

    >>> reason(Annotation("a", 0, 4, "frame.conflict.1", "key", note="yes; both sides speak"))
    'both sides speak'
    """
    return mark.note.partition(";")[2].strip()


def headline(article: Article) -> Span:
    """Where the headline stands: an item's mark covers it."""
    start = len(article.text) - len(article.text.lstrip())
    return start, start + len(article.headline)
