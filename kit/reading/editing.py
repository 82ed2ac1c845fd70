"""A lexicon edited step by step: what may stand in it, what each step does to it, what came of the first list.

The steps are kept, not the result: a step can be taken back, and a list that the kit ships anew keeps one's own changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import NamedTuple

from kit.errors import KitError
from kit.model import Article, Entry, Lexicon
from kit.reading.lexicon import find
from kit.text import any_of, fold

STANCES = ("legitimising", "delegitimising", "descriptive", "solidary")
#: The most characters that a field may have.
LONGEST = {"term": 80, "code": 40, "gloss": 300, "trap": 80}


class EntryError(KitError):
    """An entry that cannot stand in a list; ``field`` is where: term, code, stance, gloss or trap."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Step(NamedTuple):
    """One step: an entry added, changed or dropped."""

    do: str  # add | change | drop
    term: str  # the entry that is changed or dropped
    entry: Entry | None = None  # what is added, or put in its place


class Line(NamedTuple):
    """One entry's way: as it was in the first list (None if it is new), and as it is now (None if it was dropped)."""

    first: Entry | None
    now: Entry | None


def tidy(text: str) -> str:
    """A cell as a list holds it: in one line, in composed letters, without what no file can hold.

    >>> tidy(" Rebel \\n fighters\\0")
    'Rebel fighters'
    """
    plain = unicodedata.normalize("NFC", str(text)).encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(char for char in plain if unicodedata.category(char) != "Cc" or char.isspace()).split())


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
    entry = replace(entry, trap="")
    return replace(entry, trap=" | ".join(trap for trap in given if not _dead(entry, trap, trap not in known)))


def _short(field: str, text: str) -> None:
    if len(text) > LONGEST[field]:
        raise EntryError(field, f"This has {len(text)} characters; {LONGEST[field]} are the most.")


def _term(term: str, others: dict[str, Entry]) -> None:
    """Raises EntryError where a term cannot be looked for."""
    letters = re.search(r"[^\W_]", term)
    if not letters and "*" in term:
        raise EntryError("term", "A * alone would find every word. Write the beginning of a word before it, as in rebel*.")
    if not letters:
        raise EntryError("term", f"{term!r} has no letter; write a word or a phrase." if term else "Write a word or a phrase first.")
    if "*" in term[:-1] or term.endswith(" *"):
        raise EntryError("term", "The * stands for any ending and may stand only at the very end, right behind a letter. "
                                 "For several words make several entries.")
    if "|" in term:
        raise EntryError("term", "A | divides traps and may not stand in a term. For several words make several entries.")
    if fold(term) in others:
        raise EntryError("term", f"“{others[fold(term)].term}” stands on the list already. Choose it there to change it.")


def _dead(entry: Entry, trap: str, new: bool) -> bool:
    """Whether a trap can never keep the entry out; EntryError where somebody just wrote it, or it keeps out everything."""
    _short("trap", trap)
    if fold(trap) == fold(entry.term):
        raise EntryError("trap", f"The trap “{trap}” would keep out every hit. Write more of the phrase, or drop the entry.")
    if "*" in trap[:-1]:
        raise EntryError("trap", f"In the trap “{trap}” the * may stand only at the very end.")
    text = Article.of(f"They wrote of {trap.removesuffix('*')} there.")
    alone = Lexicon("", "", "", "", "", "", "", (entry,))
    if new and not find(alone, text, voice=False):
        raise EntryError("trap", f"The trap “{trap}” does not hold “{entry.term}”, so it could never keep a hit out. "
                                 "Write the phrase as it stands in a text.")
    return not find(alone, text, voice=False)


def lines(lexicon: Lexicon, steps: Iterable[Step]) -> list[Line]:
    """What came of each entry of the list, and the new ones. A step whose entry is no longer there is passed over."""
    made = [Line(entry, entry) for entry in lexicon.entries]
    for step in steps:
        place = next((k for k, line in enumerate(made) if step.term and line.now and line.now.term == step.term), None)
        gone = next((k for k, line in enumerate(made) if step.entry and line.now is None and line.first
                     and line.first.term == step.entry.term), None)
        if step.do == "add" and gone is not None:
            made[gone] = Line(made[gone].first, step.entry)
        elif step.do == "add":
            made.append(Line(None, step.entry))
        elif place is not None:
            made[place] = Line(made[place].first, step.entry if step.do == "change" else None)
    return [line for line in made if line.first or line.now]


def edited(lexicon: Lexicon, steps: Iterable[Step]) -> Lexicon:
    """The list after the steps. What was measured of the first list is no longer true of it and is left out."""
    entries = tuple(line.now for line in lines(lexicon, steps) if line.now)
    if entries == lexicon.entries:
        return lexicon
    return replace(lexicon, id=f"{lexicon.id}-edited", title=f"{lexicon.title}, edited", precision="", judged="", entries=entries)


def what(line: Line) -> str:
    """What happened to an entry, in words, "" if nothing did.

    >>> old, new = Entry("rebel*", "rebel", "", ""), Entry("rebels", "rebel", "", "", "the rebels' cause")
    >>> what(Line(old, new)), what(Line(None, new)), what(Line(old, None))
    ("narrowed from rebel*; trap added: the rebels' cause", 'added', 'dropped')
    """
    if line.first is None or line.now is None:
        return "dropped" if line.first else "added"
    before, after = traps(line.first), traps(line.now)
    parts = [_way(line.first.term, line.now.term)] if line.first.term != line.now.term else []
    parts += [f"trap added: {trap}" for trap in after if trap not in before]
    gone = [trap for trap in before if trap not in after]
    parts += [f"traps removed: {', '.join(gone)}" if len(gone) < 4 else f"{len(gone)} traps removed"] if gone else []
    parts += [f"other {name}" for name in ("code", "stance", "gloss") if getattr(line.first, name) != getattr(line.now, name)]
    return "; ".join(parts)


def _way(before: str, after: str) -> str:
    """Whether a term now finds less, more or something else."""
    old, new = fold(before), fold(after)
    less = bool(any_of([old]).search(new.replace("*", "x")))
    more = bool(any_of([new]).search(old.replace("*", "x")))
    return f"{'narrowed' if less and not more else 'widened' if more and not less else 'changed'} from {before}"


def to_json(steps: Iterable[Step]) -> list[dict]:
    """The steps as plain dictionaries, to be kept in a file."""
    return [{"do": step.do, "term": step.term, "entry": asdict(step.entry) if step.entry else None} for step in steps]


def from_json(rows: object) -> list[Step]:
    """The steps of a file; what is no step, in a file that somebody changed by hand, is passed over."""
    made = []
    for row in rows if isinstance(rows, list) else ():
        entry = row.get("entry") if isinstance(row, dict) else None
        whole = isinstance(entry, dict) and set(entry) == set(Entry.__dataclass_fields__) and all(isinstance(v, str) for v in entry.values())
        if isinstance(row, dict) and row.get("do") in ("add", "change", "drop") and (whole or row["do"] == "drop"):
            made.append(Step(row["do"], str(row.get("term", "")), Entry(**entry) if whole else None))
    return made
