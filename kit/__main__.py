"""``python -m kit``: check, mend, counts, lab."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(words: list[str] | None = None) -> int:
    """Carries out one command; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m kit", description="A teaching kit on media framing.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="look through tables, texts, lexicons, exercises and lessons for mistakes")
    commands.add_parser("mend", help="after an edit of a text: move the marks to where their words stand now")
    lab = commands.add_parser("lab", help="open JupyterLab on a lesson")
    lab.add_argument("lesson", nargs="?", default="00", help="its number, such as 02")
    counts = commands.add_parser("counts", help="make data/fa-kes.csv anew from the FA-KES file")
    counts.add_argument("--file", help="the downloaded FA-KES-Dataset.csv; without it, it is downloaded")
    counts.add_argument("--out", help="where to write the table; without it, data/fa-kes.csv")
    said, options = parser.parse_known_args(words)
    if options and said.command != "lab":
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    said.options = options
    return {"check": check, "mend": move, "lab": start, "counts": make_counts}[said.command](said)


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

    said = mend()
    print("\n".join(said) or "Every mark stands where its words are.")
    return any("no longer in" in sentence for sentence in said)


def start(said: argparse.Namespace) -> int:
    """Opens JupyterLab."""
    from .lab import lab

    return lab(said.lesson, *said.options) or 0


def make_counts(said: argparse.Namespace) -> int:
    """Writes the table of counts of FA-KES."""
    from . import fa_kes, tables
    from .corpora import CorpusError
    from .download import path_of

    try:
        source = path_of("fa-kes", file=said.file)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    target = Path(said.out) if said.out else tables.home() / "fa-kes.csv"
    lists = [tables.lexicon(id) for id in fa_kes.LEXICONS]
    target.write_text(fa_kes.as_csv(fa_kes.counts(source, lists)), encoding="utf-8", newline="\n")
    print(f"Wrote {target.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
