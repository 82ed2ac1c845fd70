"""Exercises as data: where they lie, and how a file becomes records. What is said to an answer stands in `kit.answers`.

An exercise is one table of ``exercises/NN_topic.toml``.
"""

from __future__ import annotations

import re
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

from . import sealed, tables
from .answers import KINDS, Feedback, check, key_spans, number  # noqa: F401 - an exercise is read and checked here
from .errors import KitError
from .model import Exercise


class ExerciseError(KitError):
    """Something is wrong in an exercise file; the sentence names file and line."""


def folder() -> Path:
    """Where the exercises lie: beside the notebook first, then in the checkout, then in the installed kit."""
    here = Path(__file__).resolve().parent
    places = (Path.cwd() / "exercises", here.parent / "notebooks" / "exercises", here / "exercises")
    return next((place for place in places if _in(place)), places[1])


def files() -> list[Path]:
    """The exercise files, in the order of the lessons."""
    return _in(folder())


def _in(place: Path) -> list[Path]:
    return sorted([*place.glob("*.toml"), *place.glob(f"*{sealed.SUFFIX}")])


def read(path: Path) -> list[Exercise]:
    """The exercises of one file; raises ExerciseError with file and line."""
    text, trouble = tables.text_of(path)
    if trouble:
        raise ExerciseError(trouble)
    return [_exercise(row, path, text) for row in rows(path, text)]


def rows(path: Path, text: str) -> list[dict]:
    """The exercises of a file's text as they were written, as dictionaries; raises ExerciseError with file and line."""
    try:
        found = sealed.opened(text) if path.suffix == sealed.SUFFIX else tomllib.loads(text).get("exercise", [])
    except sealed.Unsealable as error:
        raise ExerciseError(f"{path.name}: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ExerciseError(_refused(path.name, text, str(error))) from None
    except (ValueError, RecursionError):
        raise ExerciseError(_refused(path.name, text, "a number is too long, or brackets stand in too many brackets")) from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ExerciseError(f"{path.name}:1: each exercise begins with a line [[exercise]].")
    return found


def _refused(name: str, text: str, error: str) -> str:
    """The sentence on a file that is not valid TOML: where the mistake was probably made, and what to do.

    >>> _refused("01.toml", 'right = True', "Invalid value (at line 1, column 9)")
    '01.toml:1: this is not valid TOML (Invalid value (at line 1, column 9)). Write true or false, in small letters.'
    """
    said, lines = re.search(r"line (\d+)", error), text.split("\n")
    number = int(said[1]) if said else len(lines)
    if begins := _unclosed("\n".join(lines[:number]), at_end=not said):
        return (f"{name}:{begins}: this is not valid TOML ({error}). The text that begins on this line is not closed: put "
                'three quotation marks, """, behind its last word.')
    line = lines[number - 1] if number <= len(lines) else ""
    advice = next((advice for sign, advice in ADVICE if re.search(sign, f"{error}\n{line}")),
                  "Look for a missing quotation mark or bracket on this line or the one before.")
    return f"{name}:{number}: this is not valid TOML ({error}). {advice}"


#: What an error and its line look like, and what to do.
ADVICE = [
    (r"\n(?:.*[=,\[])?\s*[“”„«]", "Its quotation marks are curly; type straight ones, in a plain text editor."),
    (r"(?i)=\s*(?:true|false|yes|no)\s*$", "Write true or false, in small letters."),
    (r"=\s*[-+]?\d+,\d", "Write the number with a point, such as 0.5."),
    (r"^Unclosed array", "A comma is missing between two texts in square brackets, or the bracket that closes them."),
    (r"^Cannot", "Something stands twice: a key, or two exercises run together because a line [[exercise]] is missing; a line "
                 "[[exercise.option]] has two brackets."),
    (r'=\s*"(?!"").*".*"', 'A text with quotation marks in it stands between three: """A "quoted" word"""'),
]


def _unclosed(text: str, *, at_end: bool) -> int:
    """The line on which a text between three quotation marks begins that runs into the next key, or to the end; else 0."""
    begins = 0
    for number, line in enumerate(text.split("\n"), 1):
        if begins and re.match(r"\s*(?:\[\[?exercise|(?:id|kind|title|minutes|prompt|hints|solution|text|feedback|right)\s*=)", line):
            return begins
        if line.count('"""') % 2:
            begins = 0 if begins else number
    return begins if at_end else 0


def _exercise(row: dict, path: Path, text: str) -> Exercise:
    missing = [name for name in ("id", "kind", "title", "minutes", "prompt", "hints", "solution") if name not in row]
    if missing:
        raise ExerciseError(f"{path.name}:{line_of(text, row.get('id'))}: the exercise {row.get('id', '')!r} has no "
                            f"{missing[0]!r}; every exercise needs id, kind, title, minutes, prompt, hints, solution.")
    odd = next((name for name in ("id", "kind", "title", "prompt", "solution") if not isinstance(row[name], str)), "")
    if odd:
        raise ExerciseError(f"{path.name}:{line_of(text, row['id'])}: in an exercise {odd!r} must be text between quotation marks.")
    return record(row)


def record(row: dict) -> Exercise:
    """The exercise that a table of a file is; what only its kind has goes into ``spec``.

    >>> row = dict(id="01.1", kind="discuss", title="", minutes=[1, 2], prompt="", hints=["a"], solution="", rubric="r")
    >>> record(row).spec
    {'rubric': 'r'}
    """
    named = {name: row[name] for name in ("id", "kind", "title", "prompt", "solution")}
    spec = {name: value for name, value in row.items() if name not in (*named, "minutes", "hints")}
    listed = ((row[name] if isinstance(row[name], list) else [row[name]]) for name in ("minutes", "hints"))
    minutes, hints = map(tuple, listed)
    return Exercise(**named, minutes=minutes, hints=hints, spec=spec)


def line_of(text: str, id: str | None) -> int:
    """The line on which an exercise's id stands first, 1 when it is not found."""
    found = re.search(rf"""^\s*id\s*=\s*["']{re.escape(str(id))}["']""", text, re.MULTILINE)
    return text[:found.end()].count("\n") + 1 if found else 1


def exercise(id: str) -> Exercise:
    """One exercise by its id, such as "02.1"."""
    known = {one.id: one for path in files() if path.name.startswith(str(id)[:2]) for one in read(path)}
    known = known or {one.id: one for path in files() for one in read(path)}
    return known[tables.choose(id, known, "exercise")]
