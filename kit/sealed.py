"""Exercises as the student edition carries them: encoded, so that an idle look into the file shows no answer.

This is no lock: who reads this page can open them. What must stay unseen (solutions, rubrics) is not in them at all.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha256
from itertools import count
from textwrap import wrap

from .errors import KitError

#: How the names of such files end.
SUFFIX = ".sealed"
#: What stands in the place of every solution.
WITHHELD = "This is the student edition: your instructor has the solution. Ask for it when you have tried."

_FIRST = "Exercises of the student edition. You answer them in the lesson; your instructor has the readable file."


class Unsealable(KitError):
    """A file of the student edition was changed or cut short."""


def sealed(rows: list[dict]) -> str:
    """Exercises as text that no one reads by accident; the same exercises give the same text.

    >>> "cause" in sealed([{"id": "01.1", "answer": "cause"}])
    False
    """
    plain = json.dumps(rows, sort_keys=True, default=str).encode()
    salt = sha256(plain).hexdigest()[:16]
    return "\n".join([_FIRST, salt, *wrap(b64encode(_mixed(plain, salt)).decode(), 100), ""])


def opened(text: str) -> list[dict]:
    """The exercises again; raises Unsealable where the text is not as it was made.

    >>> opened(sealed([{"id": "01.1", "answer": 2}]))
    [{'answer': 2, 'id': '01.1'}]
    """
    _, salt, *lines = [*text.split("\n"), "", ""]
    try:
        plain = _mixed(b64decode("".join(lines), validate=True), salt)
    except ValueError:
        plain = b""
    if sha256(plain).hexdigest()[:16] != salt:
        raise Unsealable("This file of exercises was changed or cut short; take it from the student edition again.")
    return json.loads(plain)


def veiled(item: str, answer: object) -> str:
    """An answer that can be compared and not read: the same for the same item and answer.

    >>> veiled("A1", 2) == veiled("A1", "2"), veiled("A1", 2) == veiled("A2", 2)
    (True, False)
    """
    return sha256(f"{item}={answer}".encode()).hexdigest()[:12]


def _mixed(data: bytes, salt: str) -> bytes:
    """Each byte added, bit by bit, to a stream that the salt gives; done twice, the data again."""
    stream = b""
    for block in count():
        if len(stream) >= len(data):
            return bytes(a ^ b for a, b in zip(data, stream))
        stream += sha256(f"{salt}.{block}".encode()).digest()
