"""What went wrong, as a sentence: a notebook shows it without a traceback."""

from __future__ import annotations

import re

#: What a terminal obeys, what turns a line round, and halves of characters.
UNSHOWN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def legible(sentence: str) -> str:
    """A sentence as any screen can show it, whatever name or cell it quotes.

    >>> legible("\\x1b[31m.txt: empty.")
    '�[31m.txt: empty.'
    """
    return UNSHOWN.sub("\ufffd", sentence)


class KitError(ValueError):
    """A mistake that a sentence explains: what was wrong, where, and what to do."""

    def __str__(self) -> str:
        return legible(super().__str__())

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class UnknownName(KitError, LookupError):
    """A name that no table has; the sentence lists those there are."""
