"""A lexicon edited step by step: what each step does to it, and what came of the first list.

The steps are kept, not the result: a step can be taken back, and a list that the kit ships anew keeps one's own changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import NamedTuple

from kit.model import Entry, Lexicon
from kit.reading.entries import traps
from kit.text import any_of, fold

Place = tuple[str, int, int, str]  # a hit that was judged: article, start, end, and its characters


class Step(NamedTuple):
    """One step: an entry added, changed or dropped, or hits judged."""

    do: str  # add | change | drop | judge
    term: str = ""  # the entry that is changed or dropped
    entry: Entry | None = None  # what is added, or put in its place
    places: tuple[Place, ...] = ()  # the hits that are judged
    verdict: str = ""  # right | wrong | "" (the verdict is taken back)


class Line(NamedTuple):
    """One entry's way: as it was in the first list (None if it is new), and as it is now (None if it was dropped)."""

    first: Entry | None
    now: Entry | None


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
    return replace(lexicon, id=f"{lexicon.id}-edited", title=f"{lexicon.title}, edited", precision="", judged="",
                   entries=entries)


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
    parts += [f"other {name}" for name in ("code", "stance", "gloss")
              if getattr(line.first, name) != getattr(line.now, name)]
    return "; ".join(parts)


def _way(before: str, after: str) -> str:
    """Whether a term now finds less, more or something else."""
    old, new = fold(before), fold(after)
    less = bool(any_of([old]).search(new.replace("*", "x")))
    more = bool(any_of([new]).search(old.replace("*", "x")))
    return f"{'narrowed' if less and not more else 'widened' if more and not less else 'changed'} from {before}"


def verdicts(steps: Iterable[Step]) -> dict[Place, str]:
    """The last verdict on each hit that was judged: "right" or "wrong".

    >>> a = ("a1", 0, 6, "Rebels")
    >>> verdicts([Step("judge", places=(a,), verdict="right"), Step("judge", places=(a,), verdict="wrong")])
    {('a1', 0, 6, 'Rebels'): 'wrong'}
    """
    said = {place: step.verdict for step in steps if step.do == "judge" for place in step.places}
    return {place: verdict for place, verdict in said.items() if verdict}


def to_json(steps: Iterable[Step]) -> list[dict]:
    """The steps as plain dictionaries, to be kept in a file; what a step does not have is left out."""
    return [{name: asdict(value) if name == "entry" else value for name, value in step._asdict().items() if value}
            for step in steps]


def from_json(rows: object) -> list[Step]:
    """The steps of a file; what is no step, in a file that somebody changed by hand, is passed over."""
    return [step for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict) and (step := _step(row))]


def _step(row: dict) -> Step | None:
    """One step, None where it cannot be read."""
    try:
        places = tuple((str(a), int(start), int(end), str(quote)) for a, start, end, quote in row.get("places", ()))
        entry = Entry(**{name: str(value) for name, value in row["entry"].items()}) if row.get("entry") else None
    except (TypeError, ValueError, AttributeError):
        return None
    do, verdict = row.get("do"), row.get("verdict", "")
    whole = {"add": entry, "change": entry, "drop": True, "judge": verdict in ("right", "wrong", "")}
    return Step(do, str(row.get("term", "")), entry, places, verdict) if isinstance(do, str) and whole.get(do) else None
