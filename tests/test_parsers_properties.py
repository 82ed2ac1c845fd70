"""What holds for every parser and any file: it is read, or a sentence says why not; what was written is read back."""

from __future__ import annotations

import json
import math
import os
import string
import warnings
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import kit
from kit import answers, corpora, exercise, moving, provenance, sealed, spreadsheet, study, survey, tables, work
from kit.classroom import handed
from kit.classroom.collect import Piece
from kit.coding import files, fitting
from kit.lines import grid
from kit.lines.line import Line
from kit.model import VOICES, Annotation, Entry, Trace
from kit.reading import editing
from kit.widgets.guess import Guess
from kit.widgets.planner import Planner

TEXT = kit.article("ramouseh-halyard")
TASKS = [task for path in exercise.files() for task in exercise.read(path)]
ROWS = {path: exercise.rows(path, tables.text_of(path)[0]) for path in exercise.files()}
SIGNS = ["\n", "\r\n", "\r", ",", ";", "\t", '"', '""', '"""', "'", "'''", "=", "[", "]", "[[", "{", "}", "\\", "#", "\0", "\ufeff",
         "\x1b", "\u2028", "حلب", "💚", "“", "-1", "=1+1", "1,5", "true", "2016-08-06", "inf", "9" * 400, " "]
CELL = st.lists(st.sampled_from(SIGNS) | st.text(max_size=8), max_size=4).map("".join)


def bits(*words: str) -> st.SearchStrategy[str]:
    """Texts made of words that a file may have, of signs, and of anything."""
    return st.lists(st.sampled_from([*words, *SIGNS]) | st.text(max_size=5), max_size=30).map("".join)


def shaped(*names: str) -> st.SearchStrategy:
    """Any JSON, with these names and values like those that a file has."""
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=6) | st.sampled_from(names)
    key = st.sampled_from(names) | st.text(max_size=3)
    return st.recursive(leaf, lambda part: st.lists(part, max_size=4) | st.dictionaries(key, part, max_size=6), max_leaves=15)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of one's own with ``my_work``."""
    before, folder = Path.cwd(), tmp_path_factory.mktemp("desk")
    (folder / "my_work").mkdir()
    os.chdir(folder)
    yield folder
    os.chdir(before)


@pytest.mark.parametrize("record", [Entry, Annotation, Trace, kit.Code])
@given(data=st.data())
def test_any_table_is_read_or_named_with_its_line(desk: Path, record: type, data: st.DataObject) -> None:
    header = ",".join(tables.columns(record))
    text = data.draw(st.just(header + "\n") | st.just("")) + data.draw(bits(*tables.columns(record), header))
    (desk / "any.csv").write_bytes(text.encode())
    rows, problems = tables.scan(record, desk / "any.csv")
    assert rows or problems or len(tables.text_of(desk / "any.csv")[0].split("\n")) > 0
    assert all(type(row) is record and 1 < line <= text.count("\n") + text.count("\r") + 1 for line, row in rows)
    assert all(said.startswith("any.csv:") and said.endswith(".") for said in problems)


@given(rows=st.lists(st.tuples(*[CELL] * 5), max_size=5), end=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from(["", "\ufeff"]))
def test_a_table_that_was_written_is_read_back(desk: Path, rows: list[tuple], end: str, mark: str) -> None:
    clean = [tuple(" ".join(cell.replace("\0", "").replace("\r", "\n").split(" ")).strip() for cell in row) for row in rows]
    clean = [row for row in clean if any(row) and not row[0].startswith("\ufeff") and all(c == spreadsheet.unguarded(c).strip() for c in row)]
    text = mark + spreadsheet.as_csv(tables.columns(Entry), clean)
    (desk / "own.csv").write_bytes(text.replace("\n", end).encode("utf-8"))
    assert [astuple(row) for row in tables.read(Entry, desk / "own.csv")] == clean


@given(cell=CELL)
def test_a_guarded_cell_is_no_formula_and_comes_back(cell: str) -> None:
    safe = spreadsheet.guarded(cell)
    assert spreadsheet.unguarded(safe) == cell
    for sign in ";\t\r":
        safe = safe.replace(sign, "\n")
    assert not any(part.lstrip(string.whitespace + '"\0\ufeff\u200b').startswith(tuple("=+-@")) for part in safe.split("\n"))


KEYS = ['[[exercise]]\n', 'id = "01.1"\n', 'kind = "choose"\n', 'title = ""\n', "minutes = [1, 2]\n", 'prompt = """', 'hints = ["a"]\n',
        'solution = "s"\n', "[[exercise.option]]\n", "right = true\n", "right = True\n", "exercise = 1\n", "x = " + "[" * 2000,
        "x = " + "9" * 5000 + "\n", "x = 2016-99-99\n"]


@given(text=st.lists(st.sampled_from(KEYS), max_size=12).map("".join) | bits(*KEYS))
def test_any_exercise_file_is_read_or_named_with_its_line(desk: Path, text: str) -> None:
    path = desk / "01_any.toml"
    path.write_bytes(text.encode())
    try:
        assert all(task.id is not None for task in exercise.read(path))
    except exercise.ExerciseError as error:
        name, line, _ = str(error).split(":", 2)
        assert name == "01_any.toml" and 1 <= int(line) <= text.count("\n") + text.count("\r") + 1


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
@settings(max_examples=settings().max_examples // 10)
@example(answer=[[None, 0, 0]])
@given(answer=st.none() | st.text(max_size=20) | st.lists(st.integers(-2, 9) | st.none() | st.lists(st.integers(-9, 900), max_size=3), max_size=6)
       | st.floats() | st.integers() | shaped("a"))
def test_any_answer_is_answered(task: kit.model.Exercise, answer: object) -> None:
    said = exercise.check(task, answer)
    assert said.verdict in ("right", "partly", "not yet", "compare") and said.message.strip()
    assert said.share is None or 0 <= said.share <= 1


@given(number=st.integers(-10**9, 10**9), text=CELL)
def test_a_number_is_what_was_typed(number: int, text: str) -> None:
    shown = (f"{number:,}", f" {number} %", f"{number}.0", f"{number:,}".replace(",", "\u202f"), str(number).replace("-", "−"))
    assert {answers.number(way) for way in shown} == {float(number)}
    assert answers.number(text) is None or math.isfinite(answers.number(text))


@given(rows=st.lists(st.dictionaries(st.text(max_size=4), st.text(max_size=9) | st.integers() | st.booleans(), max_size=4), max_size=4),
       cut=st.integers(0, 400), sign=st.sampled_from("aZ=é\n "))
def test_sealed_is_opened_or_known_to_be_changed(rows: list[dict], cut: int, sign: str) -> None:
    text = sealed.sealed(rows)
    assert sealed.opened(text) == rows
    try:
        assert sealed.opened(text[:cut] + sign + text[cut + 1:]) == rows
    except sealed.Unsealable:
        pass


@given(text=bits("0123456789abcdef", "\n", "QUJD"))
def test_anything_else_is_not_opened(text: str) -> None:
    with pytest.raises(sealed.Unsealable):
        sealed.opened(text)


EDGE = st.integers(-2, 20) | st.integers(len(TEXT.text) - 9, len(TEXT.text) + 9)
MARK = st.fixed_dictionaries({"start": EDGE, "end": EDGE, "code": st.sampled_from(["source", "?", ""])},
                             optional={"quote": st.text(max_size=3) | st.sampled_from(["the", "Aleppo", TEXT.text[:9]]), "note": st.text(max_size=3)})
PARTS = ("kind", "version", "article", "sha", "coder", "codebook", "saved", "serial", "marks", "start", "end", "code", "kit-coding", TEXT.id)


@given(marks=st.lists(MARK | shaped(*PARTS), max_size=5), sha=st.sampled_from([TEXT.sha, "old"]), other=shaped(*PARTS))
def test_any_coding_is_read_or_named_and_its_marks_stand_in_the_text(marks: list, sha: str, other: object) -> None:
    facts = dict(kind="kit-coding", version=1, article=TEXT.id, sha=sha, coder="Mina", codebook="", saved="", serial=1, marks=marks)
    for content in (facts, {**facts, **(other if isinstance(other, dict) else {"marks": other})}, other):
        raw = json.dumps(content).encode()
        found, said = handed.what(Piece("coding-x.json", ".json", raw), {TEXT.id: TEXT}, {"source"}) or (None, [])
        assert all(isinstance(sentence, str) for sentence in said)
        try:
            coding = files.parsed(raw, "x.json")
        except files.CodingError:
            continue
        assert files.parsed(json.dumps(files._content(coding)).encode(), "x.json") == replace(coding, said=())
        placed = fitting.fitted(coding, TEXT, kit.codebook())[0]
        assert all(0 <= mark.start < mark.end <= len(TEXT.text) and TEXT.text[mark.start:mark.end] == mark.quote for mark in placed)


@given(text=st.lists(st.sampled_from(["the ", "army ", "rebels ", "حلب ", "💚", ", ", "\n"]), max_size=20).map("".join),
       changed=st.lists(st.sampled_from(["the ", "army ", "rebels ", "حلب ", "💚", ", "]), max_size=20).map("".join), data=st.data())
def test_moved_marks_stand_on_their_words(text: str, changed: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.sampled_from(kit.text.words(text)), max_size=5)) if kit.text.words(text) else []
    marks = [Annotation("a", start, end, "x", "me", quote=text[start:end]) for start, end in spans]
    assert moving.moved(marks, text) == marks
    assert all(new is None or changed[new.start:new.end] == old.quote for old, new in zip(marks, moving.moved(marks, changed)))


STATE = ("plan", "fixed", "when", "id", "before", "after", "answers", "done", "chosen", "sure", "given", "made", "outlet", "cues", "right",
         "halyard", "steps", "question", "claim", "A1", "é", "²", "kind", "1")
ROUND = Guess(2)._round


@pytest.mark.filterwarnings("ignore:.*set aside")
@settings(max_examples=settings().max_examples // 2)
@given(content=shaped(*STATE), part=shaped(*STATE), data=st.data())
def test_any_state_that_was_kept_is_loaded(desk: Path, content: object, part: object, data: st.DataObject) -> None:
    """A file changed by hand, or by another version, stops nobody."""
    kept = {"study-x": {"plan": part, "fixed": content}, "survey": {"id": part, "before": content, "after": part},
            "guess": {ROUND: {"given": {"1": content}, "made": {"1": part}, **(content if isinstance(content, dict) else {})}}}
    for old in (desk / "my_work").glob("*.json"):
        old.unlink()
    for name, inside in kept.items():
        (desk / "my_work" / f"{name}.json").write_text(json.dumps(data.draw(st.sampled_from([inside, {ROUND: content}, content]))))
    assert Planner("x").twin() and isinstance(study.changed(study.save("x", {"claim": "5"})), list) and survey.form("before", survey.token()) in "AB"
    assert survey.load("before")["answers"] is not None and survey.rows(work.load("survey")) is not None
    assert isinstance((guess := Guess(2)).score["n"], int)
    assert not guess.score["n"] or guess.calibration().table is not None
    assert all(isinstance(step, editing.Step) for step in editing.from_json(content))


@given(text=bits("text", "outlet,text", "title;body", "id\ttext", "The army said.", "a,b\n") | st.text(st.characters(), max_size=60),
       encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1256", "cp1252"]))
def test_any_folder_is_read_or_named(desk: Path, text: str, encoding: str) -> None:
    (desk / "texts").mkdir(exist_ok=True)
    for name in ("one.txt", "two.csv"):
        (desk / "texts" / name).write_bytes(text.encode(encoding, "replace"))
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        try:
            found = kit.read_folder(desk / "texts")
        except corpora.CorpusError:
            return
    assert found and len({one.id for one in found}) == len(found) and all(one.text.strip() and "\0" not in one.text for one in found)


@given(text=st.text(max_size=80), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_is_decoded_as_it_was_written(text: str, encoding: str) -> None:
    assume(not text.startswith("\ufeff") and "\r" not in text)
    assert corpora.decode(text.encode(encoding))[0] == text
    assert corpora.decode(text.replace("\n", "\r\n").encode(encoding))[0] == text


@given(page=bits("Rebels win", "Share", "\n"), cells=st.lists(st.tuples(*[CELL | st.sampled_from(["1", "2", "²", "arwad", "duplicate"])] * 7), max_size=4))
def test_any_page_and_key_are_compared(page: str, cells: list[tuple]) -> None:
    rows = list(enumerate((Trace(*row) for row in cells), 2))
    assert all(isinstance(said, str) and (not rows or 2 <= line <= len(rows) + 1) for line, said in provenance.wrongs(page, rows, "page.txt"))
    lines = [line for _, line in provenance.numbered(page)]
    good = [(line, Trace(str(line - 1), text, "page", "original", "", "", "")) for line, text in enumerate(lines, 2)]
    assert [said for _, said in provenance.wrongs(page, good, "page.txt")] == [
        said for _, said in provenance.wrongs(page, good, "page.txt") if "text_start" in said]
    assert provenance.moved(lines, lines) == {place: place for place in range(1, len(lines) + 1)}


@given(voice=st.sampled_from(["", "arwad", "boilerplate"]),
       names=st.lists(st.sampled_from([*provenance.PHENOMENA, "x"])), lines=st.lists(st.integers(1, 9)))
def test_an_answer_is_settled_once(voice: str, names: list[str], lines: list[int]) -> None:
    once = provenance.settled({"voice": voice, "origin": "original", "phenomena": names, "contradicts": lines})
    assert provenance.settled(once) == once


LINE = st.builds(lambda outlet, words, voice, n: Line(outlet, "", "", "", "", words, "x", "", voice, "", "", "", "", n),
                 st.sampled_from("PQR"), st.lists(st.sampled_from("abcdefghijklm"), max_size=3, unique=True).map(tuple),
                 st.sampled_from(VOICES), st.integers(1, 3))


@given(lines=st.lists(LINE, max_size=30))
def test_a_grid_counts_each_line_once_and_its_cells_hold_what_they_count(lines: list[Line]) -> None:
    cells, names = grid.tally(lines, "words"), grid.columns(lines, "words")
    assert sum(sum(row[grid.ALL].values()) for row in cells.values()) == sum(line.n for line in lines) and len(names) <= grid.MOST + 1
    for outlet, row in cells.items():
        for name in (grid.ALL, *names):
            assert sum(line.n for line in grid.inside(lines, "words", (outlet, name))) == sum(row.get(name, {}).values())
    assert all(grid.sums(cells, names)[grid.ALL][voice] == sum(line.n for line in lines if line.voice == voice) for voice in VOICES)
