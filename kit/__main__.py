"""``python -m kit``: check, mend, counts, lab, site; for a class: lesson, student, nbgrader, export, merge."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def main(words: list[str] | None = None) -> int:
    """Carries out one command; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m kit", description="A teaching kit on media framing.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="look through tables, texts, lexicons, exercises and lessons for mistakes")
    commands.add_parser("mend", help="after an edit of a text: move the marks to where their words stand now")
    lab = commands.add_parser("lab", help="open JupyterLab on a lesson")
    lab.add_argument("lesson", nargs="?", default="00", help="its number, such as 02")
    pages = commands.add_parser("site", help="make pages of the lessons, to read, project or print; with --lite, to run in a browser")
    pages.add_argument("out", nargs="?", default="site", help="a new folder, or an earlier site; without it, site")
    pages.add_argument("--only", nargs="+", default=(), metavar="NUMBER", help="some lessons, such as 00 02")
    pages.add_argument("--solutions", action="store_true", help="for instructors: solutions and hints at the end of each lesson")
    pages.add_argument("--lite", action="store_true", help="add the browser edition (JupyterLite)")
    pages.add_argument("--pyodide", default="", metavar="FOLDER", help="with --lite: a folder with Pyodide, to need no other host")
    counts = commands.add_parser("counts", help="make data/fa-kes.csv anew from the FA-KES file")
    counts.add_argument("--file", help="the downloaded FA-KES-Dataset.csv; without it, it is downloaded")
    counts.add_argument("--out", help="where to write the table; without it, data/fa-kes.csv")
    lesson = commands.add_parser("lesson", help="make a lesson, with exercises, about texts of your own")
    lesson.add_argument("folder", help="the folder with your texts, beside the lessons")
    lesson.add_argument("--title", default="", help="the lesson's title; without it, the folder's name")
    student = commands.add_parser("student", help="make a zip of the kit for students, without solutions")
    student.add_argument("out", help="the zip to write, such as students.zip")
    graded = commands.add_parser("nbgrader", help="make an nbgrader course of the lessons, open answers graded by a person")
    graded.add_argument("out", help="a new folder")
    export = commands.add_parser("export", help="write your own progress as JSON and CSV, to hand it in")
    export.add_argument("out", nargs="?", default="", help="one file, .json or .csv; without it, both in my_work")
    export.add_argument("--name", default="", help="what you want to be called; without it, a random name")
    export.add_argument("--answers", action="store_true", help="hand in what you answered as well")
    merge = commands.add_parser("merge", help="gather the codings and the progress that students handed in, in two tables")
    merge.add_argument("folder", help="a folder or zip with what they handed in, also in sub-folders and zips")
    merge.add_argument("out", nargs="?", default=".", help="the folder for the tables; without it, this one")
    said, options = parser.parse_known_args(words)
    if options and said.command != "lab":
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    said.options = options
    acts = {"check": check, "mend": move, "lab": start, "site": make_site, "counts": make_counts, "lesson": own_lesson, "student": student_edition,
            "nbgrader": graded_course, "export": hand_in, "merge": gather}
    return acts[said.command](said)


def check(_: argparse.Namespace) -> int:
    """Prints a sentence for each mistake."""
    from .check import problems

    found = problems()
    print("\n".join(shortened(found)) if found else "All is well: tables, texts, lexicons, exercises and lessons.")
    return bool(found)


def shortened(sentences: list[str], most: int = 6) -> list[str]:
    """The sentences, missing files first, at most some of each file, and how many more there are.

    >>> shortened(["b.csv:1: x", "b.csv:2: x", "a.csv: this file is missing"], 1)
    ['a.csv: this file is missing', 'b.csv:1: x', 'b.csv: and 1 more of this file.']
    """
    files: dict[str, list[str]] = {}
    for sentence in sorted(sentences, key=lambda one: "this file is missing" not in one):
        files.setdefault(sentence.split(":")[0], []).append(sentence)
    return [line for file, said in files.items() for line in
            (*said[:most], *([f"{file}: and {len(said) - most} more of this file."] if len(said) > most else ()))]


def move(_: argparse.Namespace) -> int:
    """Prints what was moved and what could not be."""
    from .check.mend import mend

    said: list[str] = []
    failed = told(lambda: said.extend(mend()) or said or ["Every mark stands where its words are."])
    return failed or any("moved to where" not in sentence for sentence in said)


def start(said: argparse.Namespace) -> int:
    """Opens JupyterLab."""
    from .lab import lab

    return lab(said.lesson, *said.options) or 0


def make_site(said: argparse.Namespace) -> int:
    """Writes the reading edition, and the browser edition where it is asked for."""
    from .site import build, lite

    def act() -> list[str]:
        if said.lite:
            lite.able(said.pyodide)
        told = build.write(Path(said.out), only=said.only, solutions=said.solutions, lite=said.lite)
        return [*told, *(lite.write(Path(said.out) / lite.FOLDER, said.pyodide) if said.lite else ())]

    return told(act)


def make_counts(said: argparse.Namespace) -> int:
    """Writes the table of counts of FA-KES."""
    from . import fa_kes, tables, work
    from .download import path_of

    def act() -> list[str]:
        source, target = path_of("fa-kes", file=said.file), Path(said.out) if said.out else tables.home() / "fa-kes.csv"
        work.write(target, fa_kes.as_csv(fa_kes.counts(source, [tables.lexicon(id) for id in fa_kes.LEXICONS])))
        return [f"Wrote {target.name}."]

    return told(act)


def own_lesson(said: argparse.Namespace) -> int:
    """Writes a lesson about an instructor's own texts."""
    from .classroom import starter

    return told(lambda: starter.write(said.folder, said.title))


def student_edition(said: argparse.Namespace) -> int:
    """Writes the student edition."""
    from .classroom import edition

    return told(lambda: [edition.write(Path(said.out))])


def graded_course(said: argparse.Namespace) -> int:
    """Writes the lessons for nbgrader."""
    from .classroom import graded

    return told(lambda: graded.write(Path(said.out)))


def hand_in(said: argparse.Namespace) -> int:
    """Writes a student's record of the exercises."""
    from .classroom import handing

    folder = next((place for place in (Path("my_work"), Path("notebooks/my_work")) if place.is_dir()), Path("my_work"))
    return told(lambda: [f"Wrote {file.name}." for file in
                         handing.written(folder.resolve(), said.out, name=said.name, answers=said.answers)])


def gather(said: argparse.Namespace) -> int:
    """Writes the tables of a class, after a sentence for each thing that could not be used."""
    from .classroom import merge

    return told(lambda: merge.write(Path(said.folder), Path(said.out)))


def told(act: Callable[[], list[str]]) -> int:
    """Prints the sentences that an act gives, or the one that says why it could not be done; 0 when it was."""
    from .errors import KitError

    try:
        print("\n".join(act()))
    except KitError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # a file or pipe on Windows may not know Arabic
    sys.exit(main())
