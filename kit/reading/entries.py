"""What may stand in a lexicon: an entry as it is given, put in order, or answered by a sentence about one of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kit.errors import KitError
from kit.model import Entry
from kit.reading.grammar import plain
from kit.text import any_of, fold, tidy

STANCES = ("legitimising", "delegitimising", "descriptive", "solidary")
#: The most characters that a field may have.
LONGEST = {"term": 80, "code": 40, "gloss": 300, "trap": 80}


class EntryError(KitError):
    """An entry that cannot stand in a list; ``field`` is where: term, code, stance, gloss or trap."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def traps(entry: Entry) -> list[str]:
    """The phrases in which an entry is not meant.

    >>> traps(Entry("regime", "regime", "", "", "ceasefire regime | regime-held"))
    ['ceasefire regime', 'regime-held']
    """
    return [part.strip() for part in entry.trap.split("|") if part.strip()]


def checked(entry: Entry, others: Iterable[Entry], known: Sequence[str] = ()) -> Entry:
    """The entry as a list can hold it; EntryError where it cannot. Of the ``known`` traps, dead ones are left out."""
    entry = Entry(tidy(entry.term).lower(), tidy(entry.code).lower(), tidy(entry.stance), tidy(entry.gloss), entry.trap)
    given = list(dict.fromkeys(tidy(trap).lower() for trap in traps(entry)))
    for field in ("term", "code", "gloss"):
        _short(field, getattr(entry, field))
    _term(entry.term, {fold(other.term): other for other in others})
    if not entry.code:
        raise EntryError("code", "Say to which word group it belongs: one of the list's, or a new one.")
    if entry.stance not in STANCES:
        raise EntryError("stance", f"Choose what choosing the word tends to do: {', '.join(STANCES)}.")
    meant = any_of([entry.term])
    holding = [trap for trap in given if meant.search(plain(trap.removesuffix("*")))]
    for trap in given:
        if trap not in known:
            _trap(entry.term, trap, trap in holding)
    return replace(entry, trap=" | ".join(holding))


def _short(field: str, text: str) -> None:
    if len(text) > LONGEST[field]:
        raise EntryError(field, f"This has {len(text)} characters; {LONGEST[field]} are the most.")


def _term(term: str, others: dict[str, Entry]) -> None:
    """Raises EntryError where a term cannot be looked for."""
    letters = re.search(r"[^\W_]", term)
    if not letters and "*" in term:
        raise EntryError("term", "A * alone would find every word. Write the beginning of a word before it, as in rebel*.")
    if not letters:
        raise EntryError("term", f"“{term}” has no letter; write a word or a phrase." if term else
                         "Write a word or a phrase first.")
    if "*" in term[:-1] or term.endswith(" *"):
        raise EntryError("term", "The * stands for any ending and may stand only at the very end, right behind a letter. "
                                 "For several words make several entries.")
    if "|" in term:
        raise EntryError("term", "A | divides traps and may not stand in a term. For several words make several entries.")
    if fold(term) in others:
        raise EntryError("term", f"“{others[fold(term)].term}” stands on the list already. Choose it there to change it.")


def _trap(term: str, trap: str, holds: bool) -> None:
    """Raises EntryError where a trap cannot do what it is for."""
    _short("trap", trap)
    if fold(trap) == fold(term):
        raise EntryError("trap", f"The trap “{trap}” would keep out every hit. Write more of the phrase, or drop the "
                                 "entry.")
    if "*" in trap[:-1]:
        raise EntryError("trap", f"In the trap “{trap}” the * may stand only at the very end.")
    if not holds:
        raise EntryError("trap", f"The trap “{trap}” does not hold “{term}”, so it could never keep a hit out. "
                                 "Write the phrase as it stands in a text.")
