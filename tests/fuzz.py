"""Feeds a parser what nobody would write, guided by the lines that it reaches (Atheris): does anything but a sentence come out?

    python tests/fuzz.py tables|exercises|codings [options of libFuzzer, such as -max_total_time=200]

Needs Atheris (pip install atheris; Linux or macOS). What it finds stays in the folder named by -artifact_prefix.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path[:1] = [str(ROOT)]
with atheris.instrument_imports(include=["kit", "csv", "tomllib", "json"]):
    from kit import exercise, tables
    from kit.coding import files, fitting
    from kit.errors import KitError
    from kit.model import Annotation, Entry

TEXT, CODES = tables.article("ramouseh-halyard"), tables.codebook()
PLACE = Path(tempfile.mkdtemp(prefix="fuzz-"))


def table(raw: bytes) -> None:
    """A lexicon and a table of marks."""
    (PLACE / "any.csv").write_bytes(raw)
    for record in (Entry, Annotation):
        rows, problems = tables.scan(record, PLACE / "any.csv")
        assert all(type(row) is record for _, row in rows) and all(said.startswith("any.csv:") for said in problems)


def exercises(raw: bytes) -> None:
    """A file of exercises."""
    (PLACE / "01_any.toml").write_bytes(raw)
    exercise.read(PLACE / "01_any.toml")


def coding(raw: bytes) -> None:
    """A coding: its marks stand in the text, on their words."""
    marks, _ = fitting.fitted(files.parsed(raw, "any.json"), TEXT, CODES)
    assert all(0 <= one.start < one.end <= len(TEXT.text) and TEXT.text[one.start:one.end] == one.quote for one in marks)


MARK = b'{"start": 0, "end": 9, "code": "source", "quote": "", "voice": "", "note": ""}'
PARSERS = {
    "tables": (table, [b"term,code,stance,gloss,trap\nrebel*,rebel,,it may frame,\n", b"article;start;end;code;coder\na;0;9;x;b\n"]),
    "exercises": (exercises, [path.read_bytes()[:6000] for path in exercise.files()]),
    "codings": (coding, [b'{"kind": "kit-coding", "version": 1, "article": "ramouseh-halyard", "sha": "%s", "coder": "a", "codebook": '
                         b'"", "saved": "", "serial": 1, "marks": [%s, %s]}' % (TEXT.sha.encode(), MARK, MARK.replace(b"9", b"1568"))]),
}


def main(parser: str, *options: str) -> None:
    """Runs one parser over and over; a KitError is what it may say, any other error is a finding."""
    parse, seeds = PARSERS[parser]

    def once(raw: bytes) -> None:
        try:
            parse(raw)
        except KitError as error:
            assert str(error).strip()
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{parser}-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    words = corpus.with_suffix(".dict")
    words.write_text("".join(f'"{word}"\n' for word in ("[[exercise]]", "[[exercise.option]]", "true", '\\"\\"\\"', "minutes = [1, 2]", "marks",
                                                        "start", "\\xef\\xbb\\xbf", "\\xd8\\xad", "\\\\ud800", "1e999", "-1", "null")))
    atheris.Setup([sys.argv[0], f"-dict={words}", "-max_len=8000", "-len_control=0", "-print_final_stats=1", *options, str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
