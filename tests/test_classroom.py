"""A class: what goes out as the student edition, what students hand in, and what is gathered from it, damaged or hostile."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import nbformat
import pytest
from browser import own_places
from nbclient import NotebookClient

from kit import __main__, exercise, sealed, survey, tables, work
from kit.classroom import collect, edition, handing, merge, record
from kit.coding.fitting import fingerprint
from kit.model import Annotation, Item
from kit.widgets.exercise import Exercise as Widget

# The student edition --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The student edition, unpacked."""
    folder = tmp_path_factory.mktemp("students")
    edition.write(folder / "students.zip")
    zipfile.ZipFile(folder / "students.zip").extractall(folder)
    return folder / edition.TOP


def test_no_solution_rubric_or_feedback_can_be_read_in_the_edition(students: Path) -> None:
    files = {path: path.read_bytes() for path in students.rglob("*") if path.is_file()}
    tasks = [task for path in sorted((edition.home() / "notebooks" / "exercises").glob("*.toml")) for task in exercise.read(path)]
    secrets = {task.id: [task.solution, task.spec.get("rubric", ""), *(one["feedback"] for one in task.spec.get("option", ()))] for task in tasks}
    found = [(id, path.name) for id, texts in secrets.items() for text in texts for path, raw in files.items()
             if len(text.strip()) > 20 and text.strip()[:60].encode() in raw]
    assert tasks and found == []


def test_the_solution_is_not_even_under_the_encoding(students: Path) -> None:
    rows = [row for path in (students / "notebooks" / "exercises").iterdir()
            for row in sealed.opened(path.read_text(encoding="utf-8"))]
    assert {row["solution"] for row in rows} == {sealed.WITHHELD} and not any("rubric" in row for row in rows)


def test_what_a_lesson_uses_and_the_edition_lacks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notebooks" / "tram").mkdir(parents=True)
    monkeypatch.setattr(edition, "home", lambda: tmp_path)
    cell = {"cell_type": "code", "source": ["texts = kit.read_folder(\"tram\")"]}
    files = {"notebooks/13_tram.ipynb": json.dumps({"cells": [cell]}).encode()}
    assert "Lessons use tram, which did not go along" in edition._left(files) and edition._left({}) == ""


@pytest.mark.parametrize("path", sorted((edition.home() / "notebooks" / "exercises").glob("*.toml")), ids=lambda path: path.stem)
def test_every_exercise_is_the_same_but_for_solution_and_rubric(path: Path, students: Path) -> None:
    here = [replace(task, solution=sealed.WITHHELD, spec={**task.spec, "rubric": ""}) for task in exercise.read(path)]
    there = exercise.read(students / "notebooks" / "exercises" / f"{path.stem}{sealed.SUFFIX}")
    assert [replace(task, spec={**task.spec, "rubric": ""}) for task in there] == here


def test_the_test_before_and_after_is_scored_without_its_answers(students: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = (tables.read(Item, folder / "items.csv") for folder in (tables.home(), students / "data"))
    assert [replace(one, right="") for one in mine] == [replace(one, right="") for one in theirs] and not {one.right for one in theirs} & set("1234")
    done = {one.id: {"chosen": int(one.right), "sure": 75} for one in mine} | {mine[0].id: {"chosen": int(mine[0].right) % 4 + 1, "sure": 25}}
    found = {"id": "x", "before": {"done": "2026", "answers": done}}
    here = survey.rows(found)
    monkeypatch.setattr(tables, "home", lambda: students / "data")
    assert survey.rows(found) == here and [row["right"] for row in here] == [0] + [1] * (len(mine) - 1)


def test_the_instructors_page_is_not_in_it_and_the_students_is(students: Path) -> None:
    assert not (students / "notebooks" / "README.md").exists() and not (students / "tests").exists()
    assert "kit.hand_in" in (students / "README.md").read_text(encoding="utf-8")


def test_make_in_the_edition_knows_only_what_is_there(students: Path) -> None:
    text = (students / "Makefile").read_text(encoding="utf-8")
    said = subprocess.run(["make", "--no-print-directory", "help"], cwd=students, capture_output=True, check=True, text=True).stdout
    assert "make lab" in said and "tests/" not in text and "pytest $(ARGS)" not in text
    assert [line for line in said.splitlines() if line.split()[1] not in ("lab", "check", "clean")] == []


def test_a_lesson_runs_from_the_edition_and_its_exercises_check(students: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(students / "notebooks" / "00_start_here.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(
        'e, d = kit.Exercise("00.2"), kit.Exercise("00.6")\n'
        'print([kit.__file__, e.check([0]), e.reply["message"], e.check([1]), e.solution(), d.check("word " * 40), d.reply["message"], d.solution()])'))
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(students / "notebooks")}})
    client.execute(env={**own_places(tmp_path), "PYTHONPATH": str(students)})
    place, wrong, message, right, solution, open_work, advice, model = eval(notebook.cells[-1].outputs[-1].text)
    assert Path(place).is_relative_to(students) and (wrong, right, open_work) == ("not yet", "right", "compare")
    assert "Not people but words" in message and "your instructor has the solution" in solution and model == solution
    assert "model answer" not in advice and "rubric" not in advice


def test_the_edition_finds_no_fault_with_itself_and_makes_no_other(students: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(students)}
    run = lambda *words: subprocess.run([sys.executable, "-m", "kit", *words], cwd=students, env=env, capture_output=True, text=True)
    assert "sealed" not in run("check").stdout and ".toml" not in run("check").stdout
    assert "a student edition already" in run("student", "again.zip").stderr


def test_the_same_kit_gives_the_same_bytes_and_no_clock_is_in_them() -> None:
    files = edition.contents(edition.home())
    assert edition.zipped(files) == edition.zipped(dict(files)) and list(files) == sorted(files)
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(edition.zipped(files))).infolist()} == {1980}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A kit with one lesson, one exercise, and things that lie about."""
    notebooks = tmp_path / "small" / "notebooks"
    for folder in (notebooks / "exercises", notebooks / "my_work", notebooks / "handed in" / "Mina", tmp_path / "small" / "kit", tmp_path / "small" / "data"):
        folder.mkdir(parents=True)
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# Title"},
             {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 3, "outputs": [{"text": "SECRET"}]},
             {"cell_type": "code", "metadata": {"tags": ["solution"]}, "source": "'SECRET'", "execution_count": None, "outputs": []}]
    (notebooks / "00_one.ipynb").write_text(json.dumps({"cells": cells, "metadata": {"widgets": {"state": "SECRET"}}, "nbformat": 4, "nbformat_minor": 5}))
    (notebooks / "exercises" / "00_one.toml").write_text('[[exercise]]\nid = "00.1"\nsolution = "SECRET"\nrubric = "SECRET"\n')
    for path in ("notebooks/STUDENTS.md", "notebooks/my_work/progress.json", "notebooks/handed in/Mina/coding.json", "notebooks/README.md",
                 "notebooks/scratch.ipynb", "data/grades.xlsx", "data/.hidden.csv", "pyproject.toml", "kit/model.py"):
        (tmp_path / "small" / path).write_text("" if path.endswith(("STUDENTS.md", "pyproject.toml", "model.py")) else "SECRET")
    (tmp_path / "small" / "Makefile").write_text("lab:\n\t@true\n")
    return tmp_path / "small"


def test_neither_outputs_nor_anybodys_work_go_along(small: Path) -> None:
    files = edition.contents(small)
    assert not [name for name, raw in files.items() if b"SECRET" in raw or b"SECRET" in sealed_away(name, raw)]
    assert sorted(files) == ["Makefile", "README.md", "kit/model.py", "notebooks/00_one.ipynb", "notebooks/exercises/00_one.sealed", "pyproject.toml"]


def sealed_away(name: str, raw: bytes) -> bytes:
    return json.dumps(sealed.opened(raw.decode())).encode() if name.endswith(sealed.SUFFIX) else b""


@pytest.mark.parametrize("name, said", [("students", "give it a name such as students.zip"), ("old.zip", "there already and was not touched"),
                                        ("no/such/a.zip", "cannot be written")])
def test_an_edition_that_cannot_be_written_is_a_sentence(name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "old.zip").write_text("precious")
    assert __main__.main(["student", str(tmp_path / name)]) == 1 and said in capsys.readouterr().err
    assert (tmp_path / "old.zip").read_text() == "precious"


def test_a_lesson_that_cannot_be_read_is_named(small: Path) -> None:
    (small / "notebooks" / "00_one.ipynb").write_text("{")
    with pytest.raises(edition.EditionError, match="00_one.ipynb: this is not a notebook"):
        edition.contents(small)


@pytest.mark.parametrize("spoil", [lambda text: text[:-30], lambda text: "", lambda text: text.replace("a", "b"), lambda text: "x\ny\nz"])
def test_a_spoilt_file_of_exercises_is_named(spoil: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "00_one.sealed"
    path.write_text(spoil(sealed.sealed([{"id": "00.1", "answer": "aaa" * 50}])))
    with pytest.raises(exercise.ExerciseError, match="00_one.sealed: This file of exercises was changed"):
        exercise.read(path)


# A student's record ---------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder, with one exercise answered wrongly and then rightly, and one not rightly."""
    monkeypatch.chdir(tmp_path)
    one, two = Widget("00.2"), Widget("00.6")
    one.check([0])
    one.hint()
    one.check([1])
    one.solution()
    two.check("=HYPERLINK(1) because a word list cannot know who is meant, who is speaking, or how the word was used in the sentence")
    return tmp_path


def test_progress_shows_what_was_done(desk: Path) -> None:
    found = record.progress()
    assert list(found.columns) == list(record.COLUMNS)
    first = found.set_index("exercise").loc["00.2"]
    assert (first["title"], first["kind"], first["attempts"], first["verdict"], first["share"], first["hints"], first["solution"]) == (
        exercise.exercise("00.2").title, "choose", 2, "right", 1.0, 1, True)
    assert first["when"].startswith("20") and found.set_index("exercise").loc["00.6", "verdict"] == "compare"


def test_before_the_first_exercise_progress_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert record.progress().empty and list(record.progress().columns) == list(record.COLUMNS)
    with pytest.raises(record.RecordError, match="nothing to hand in"):
        handing.hand_in()


def test_a_strange_record_gives_no_formula_and_no_error(desk: Path) -> None:
    bad = "=cmd|'/c calc'!A1"
    work.save("progress", {bad: {}, "00.1": bad, "00.2": {"reply": bad, "when": bad}, "00.3": {"answer": bad, "when": 7, "reply": {
        "verdict": bad, "share": bad, "hints": bad, "attempts": bad, "solution": bad}}, "99.9": {"reply": {"share": 1e9, "hints": [bad] * 1000}}})
    found = record.progress()
    assert found["exercise"].tolist() == ["00.2", "00.3", "99.9"] and bad not in found.to_csv()


def test_a_spoilt_record_is_named_and_left_alone(desk: Path) -> None:
    (desk / "my_work" / "progress.json").write_text("{", encoding="utf-8")
    with pytest.raises(record.RecordError, match="progress.json cannot be read.*left as it is"):
        record.progress()
    assert (desk / "my_work" / "progress.json").read_text(encoding="utf-8") == "{"


def test_handing_in_writes_both_files_under_a_chosen_name(desk: Path) -> None:
    table, sheet = handing.hand_in(name="  Mina \n K. ")
    content = json.loads(table.read_text(encoding="utf-8"))
    rows = list(csv.DictReader(sheet.open(encoding="utf-8")))
    assert (content["name"], rows[0]["name"]) == ("Mina K.", "Mina K.") and table.parent == desk / "my_work"
    assert [row["exercise"] for row in content["rows"]] == [row["exercise"] for row in rows] == ["00.2", "00.6"]
    assert set(rows[0]) == {"name", *record.COLUMNS} and "HYPERLINK" not in sheet.read_text() + table.read_text()


def test_without_a_name_a_random_one_is_kept(desk: Path) -> None:
    first, again = handing.hand_in(), handing.hand_in()
    name = json.loads(first[0].read_text(encoding="utf-8"))["name"]
    assert first == again and name.startswith("reader-") and len(name) == 13


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_no_cell_of_a_table_is_a_formula(name: str, desk: Path) -> None:
    sheet = handing.hand_in(name=name, answers=True)[1]
    cells = [cell for row in csv.reader(sheet.open(encoding="utf-8")) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠")] == [] and any("HYPERLINK" in cell for cell in cells)


def test_export_writes_one_file_where_it_is_told_and_never_over_another(desk: Path, capsys: pytest.CaptureFixture) -> None:
    assert __main__.main(["export", "mine.csv", "--name", "Leo"]) == 0 and (desk / "mine.csv").read_text().startswith("name,exercise")
    assert __main__.main(["export", "mine.csv"]) == 1 and "there already" in capsys.readouterr().err
    assert __main__.main(["export", "mine.xlsx"]) == 1 and "as .json or as .csv" in capsys.readouterr().err


# What a class handed in -----------------------------------------------------------------------------------------------

TEXT = tables.article("ramouseh-halyard")


def mark(words: str, code: str = "party.opposition", **more: str) -> Annotation:
    start = TEXT.text.index(words)
    return Annotation(TEXT.id, start, start + len(words), code, "", quote=words, **more)


def coded(coder: str, *marks: Annotation, **facts: object) -> str:
    """A coding's file."""
    content = {"kind": "kit-coding", "version": 1, "article": TEXT.id, "sha": TEXT.sha, "coder": coder,
               "codebook": fingerprint(tables.codebook()), "saved": "2026-11-22T10:00:00+00:00", "serial": 1,
               "marks": [{name: value for name, value in asdict(one).items() if name not in ("article", "coder", "unit")} for one in marks]}
    return json.dumps({**content, **facts})


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


FIGHTERS = TEXT.text[TEXT.text.index("ebels") - 1:][:6]


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    """A folder in which Mina handed in as she should, and Leo as a zip."""
    put(tmp_path / "handed" / "Mina_1" / "coding-Mina-ramouseh-halyard.json", coded("Mina", mark(FIGHTERS)))
    put(tmp_path / "handed" / "Leo_2" / "work.zip", archive(**{"my_work/coding-Leo-ramouseh-halyard.json": coded("Leo", mark(FIGHTERS))}))
    return tmp_path / "handed"


def rows(folder: Path, name: str = "class-annotations.csv") -> list[dict]:
    return list(csv.DictReader((folder / name).open(encoding="utf-8", newline="")))


def test_codings_in_folders_and_zips_become_one_table_that_the_kit_reads(handed: Path, tmp_path: Path) -> None:
    said = merge.write(handed, tmp_path)
    assert said == ["2 codings by 2 coders on 1 texts, 0 records of exercises. Wrote class-annotations.csv."]
    found = tables.read(Annotation, tmp_path / "class-annotations.csv")
    assert [(one.coder, one.quote, one.start) for one in found] == [(name, FIGHTERS, mark(FIGHTERS).start) for name in ("Leo", "Mina")]


def test_a_zip_from_a_learning_platform_is_read_as_its_folder_is(handed: Path, tmp_path: Path) -> None:
    files = {f"Class 7/{path.relative_to(handed).as_posix()}": path.read_bytes() for path in handed.rglob("*") if path.is_file()}
    put(tmp_path / "class.zip", archive(**files))
    assert {one.coder for one in merge.gathered(tmp_path / "class.zip").codings} == {"Mina", "Leo"}


def away(folder: Path) -> None:
    put(folder / "away.zip", archive(**{"../../coding-x.json": coded("Ada"), "C:\\coding-y.json": coded("Ada"), "/coding-z.json": coded("Ada")}))


def link(folder: Path) -> None:
    secret = put(folder.parent / "secret.json", coded("Ada", mark(FIGHTERS)))
    (folder / "link.json").symlink_to(secret)
    (folder / "loop").symlink_to(folder.parent)


def link_in_zip(folder: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        entry = zipfile.ZipInfo("coding-x.json")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    put(folder / "linked.zip", out.getvalue())


def huge(folder: Path) -> None:
    with put(folder / "huge.json", "{").open("r+b") as file:
        file.truncate(collect.LARGEST + 1)


def bomb(folder: Path) -> None:
    put(folder / "bomb.zip", archive(**{"coding-x.json": " " * (collect.LARGEST + 1)}))


def locked(folder: Path) -> None:
    raw = bytearray(archive(**{"coding-x.json": coded("Ada")}))
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    put(folder / "locked.zip", bytes(raw))


def cut_inside(folder: Path) -> None:
    raw = archive(**{"coding-x.json": coded("Ada", *[mark(FIGHTERS)] * 9)})
    put(folder / "inside.zip", raw[:60] + b"\xff" * 40 + raw[100:])


BAD = {
    "leads out": (away, "away.zip/../../coding-x.json: its name leads out of the zip"),
    "leads to a drive": (away, "away.zip/C:"),
    "is absolute": (away, "away.zip//coding-z.json: its name leads out"),
    "a link": (link, "link.json: a link to another place"),
    "a link in a zip": (link_in_zip, "linked.zip/coding-x.json: a link to another place"),
    "huge": (huge, "huge.json: larger than 5 MB"),
    "huge when unpacked": (bomb, "bomb.zip/coding-x.json: larger than 5 MB"),
    "locked": (locked, "locked.zip/coding-x.json: locked with a password"),
    "damaged in a zip": (cut_inside, "inside.zip/coding-x.json: damaged in its zip"),
    "a damaged zip": (lambda folder: put(folder / "cut.zip", archive(a="x" * 99)[:50]), "cut.zip: a damaged zip"),
    "too deep": (lambda folder: put(folder / "a.zip", archive(**{"b.zip": archive(**{"c.zip": archive(x="")})})), "a.zip/b.zip/c.zip: a zip within a zip"),
    "damaged": (lambda folder: put(folder / "coding-cut.json", coded("Ada")[:80]), "coding-cut.json: damaged"),
    "deeply nested": (lambda folder: put(folder / "deep.json", "[" * 100_000), "deep.json: damaged"),
    "not text": (lambda folder: put(folder / "bytes.json", b"\xff\xfe\x00\xd8"), "bytes.json: damaged"),
    "of another version": (lambda folder: put(folder / "new.json", coded("Ada", version=2)), "new.json was written by another version"),
    "with parts missing": (lambda folder: put(folder / "half.json", coded("Ada", marks=None)), "half.json is damaged"),
    "with entries that are no marks": (lambda folder: put(folder / "odd.json", coded("Ada", marks=[1, {"start": "=1"}])), "odd.json: 2 of 2 entries are no marks"),
    "on an unknown text": (lambda folder: put(folder / "else.json", coded("Ada", article="../../etc")), "else.json: made on a text called '../../etc'"),
    "on another version of the text": (lambda folder: put(folder / "old.json", coded("Ada", mark(FIGHTERS), replace(mark(FIGHTERS, "party.state"), quote="gone\x1b[31m words"), sha="0" * 64)),
                                       "old.json: the text has changed since it was coded. 1 marks stand where their words are now, and 1 whose words are gone were left out: “gone\ufffd[31m words”"),
    "with an unknown code": (lambda folder: put(folder / "code.json", coded("Ada", mark(FIGHTERS, "party.heroes"))), "code.json: the codebook has no code 'party.heroes'"),
    "handed in twice": (lambda folder: put(folder / "Mina_1" / "copy.json", coded("Mina", mark(FIGHTERS))), "Mina_1/co"),
    "an older version": (lambda folder: put(folder / "Mina_1" / "old.json", coded("Mina", saved="2020-01-01T00:00:00+00:00")), "Mina_1/old.json: an older version"),
    "a namesake": (lambda folder: put(folder / "Zed_9" / "coding.json", coded("Mina", mark(FIGHTERS, "party.state"))), "Zed_9/coding.json: its coder has the name of another"),
    "another kind": (lambda folder: put(folder / "essay.docx", "x"), "essay.docx: neither a coding nor a record"),
    "a name that would colour a terminal": (lambda folder: put(folder / "\x1b[31mred.json", "{"), "\ufffd[31mred.json: damaged"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_used_is_named_and_the_rest_goes_on(case: str, handed: Path, tmp_path: Path) -> None:
    spoil, expected = BAD[case]
    spoil(handed)
    said = merge.write(handed, tmp_path)
    assert any(expected in sentence for sentence in said), said
    found = {(row["coder"], row["code"]) for row in rows(tmp_path)}
    assert {("Mina", "party.opposition"), ("Leo", "party.opposition")} <= found
    assert {coder for coder, _ in found} <= {"Mina", "Leo", "Mina (2)", *(["Ada"] if "version of the text" in case else [])}


def test_who_forgot_a_text_that_most_coded_is_said(tmp_path: Path) -> None:
    for coder, outlets in {"Mina": ["halyard", "arwad"], "Leo": ["halyard", "arwad"], "Zed": ["halyard", "sanbuk"]}.items():
        for outlet in outlets:
            text = tables.article(f"ramouseh-{outlet}")
            put(tmp_path / coder / f"{outlet}.json", coded(coder, article=text.id, sha=text.sha))
    assert [one for one in merge.write(tmp_path, tmp_path) if "no coding" in one] == ["ramouseh-arwad: no coding by Zed."]


def test_the_newer_of_two_versions_is_taken(handed: Path) -> None:
    put(handed / "Mina_1" / "new.json", coded("Mina", mark(FIGHTERS, "party.state"), saved="2026-11-23T10:00:00+00:00", serial=2))
    marks = [one.marks[0].code for one in merge.gathered(handed).codings if one.coder == "Mina"]
    assert marks == ["party.state"]


def test_coders_who_chose_no_name_are_not_taken_for_one(tmp_path: Path) -> None:
    for number, code in enumerate(["party.state", "party.opposition", "party.opposition"]):
        put(tmp_path / "flat" / f"coding-me-ramouseh-halyard ({number}).json", coded("me", mark(FIGHTERS, code)))
    put(tmp_path / "flat" / "aside-1-coding-me-ramouseh-halyard (0).json", coded("me", saved="2020-01-01T00:00:00+00:00"))
    found = merge.gathered(tmp_path / "flat")
    assert {(one.coder, one.marks[0].code) for one in found.codings} == {
        ("me", "party.state"), ("me (2)", "party.opposition"), ("me (3)", "party.opposition")}
    assert sum("they are kept apart" in one.said for one in found.troubles) == 2 and sum("older version" in one.said for one in found.troubles) == 1


def test_a_codings_words_cannot_become_a_formula_or_break_the_table(handed: Path, tmp_path: Path) -> None:
    put(handed / "a.json", coded("@Ada\n\x1b", mark(FIGHTERS, note="=1\0\ud800"), mark(FIGHTERS, "party.state", voice="+1")))
    merge.write(handed, tmp_path)
    found = [row for row in rows(tmp_path) if "Ada" in row["coder"]]
    assert found[0]["coder"] == "'@Ada" and found[0]["note"].startswith("'=1") and found[1]["voice"] == "'+1"
    assert tables.scan(Annotation, tmp_path / "class-annotations.csv")[1] == []


def test_records_are_gathered_with_and_without_names(desk: Path, handed: Path) -> None:
    raw = (desk / "my_work" / "progress.json").read_text(encoding="utf-8")
    for file in handing.hand_in(name="Mina"):
        put(handed / "Mina_1" / file.name, file.read_bytes())
        put(handed / "Mina_8" / file.name, file.read_bytes().replace(b'"attempts": 2', b'"attempts": 3').replace(b",2,right", b",3,right"))
    put(handed / "Mina_1" / "progress.json", raw)
    put(handed / "Leo_2" / "progress.json", raw)
    put(handed / "Leo_2" / "coding-Leo.json", coded("Leo", mark(FIGHTERS)))
    put(handed / "Ada_3" / "progress.json", raw)
    said = merge.write(handed, handed)
    found = rows(handed, "class-progress.csv")
    names = {row["name"] for row in found}
    assert {"Leo", "Mina", "Mina (2)"} < names and len(names) == 4 and any(name.startswith("student ") for name in names)
    assert len(found) == 8 and {row["verdict"] for row in found} == {"right", "compare"} and list(found[0]) == ["name", *record.COLUMNS]
    assert not [sentence for sentence in said if "same record" in sentence], "the JSON and the CSV of one record are no copies"


def test_a_record_that_was_handed_in_twice_is_named(desk: Path, handed: Path) -> None:
    for file in handing.hand_in(name="Mina"):
        put(handed / "Mina_1" / file.name, file.read_bytes())
    put(handed / "Mina_1" / "progress-Mina (1).json", (desk / "my_work" / "progress-Mina.json").read_bytes())
    put(handed / "again" / "progress-Mina.json", (desk / "my_work" / "progress-Mina.json").read_bytes())
    said = merge.write(handed, handed)
    assert sum("the same record was handed in twice" in sentence for sentence in said) == 2 and len(rows(handed, "class-progress.csv")) == 2


def test_the_tables_of_a_class_are_never_written_over(handed: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert __main__.main(["merge", str(handed), str(tmp_path)]) == 0
    before = (tmp_path / "class-annotations.csv").read_bytes()
    assert __main__.main(["merge", str(handed), str(tmp_path)]) == 1 and "there already" in capsys.readouterr().err
    assert (tmp_path / "class-annotations.csv").read_bytes() == before
    assert __main__.main(["merge", str(tmp_path / "nowhere")]) == 1 and "no folder or zip called" in capsys.readouterr().err


# nbgrader -------------------------------------------------------------------------------------------------------------


def test_the_nbgrader_course_has_a_cell_for_each_open_exercise(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert __main__.main(["nbgrader", str(tmp_path / "course")]) == 0
    assert "generate_assignment" in capsys.readouterr().out
    known = {task.id for path in exercise.files() for task in exercise.read(path) if task.kind == "discuss"}
    found = []
    for path in sorted((tmp_path / "course" / "source").rglob("*.ipynb")):
        book = nbformat.read(path, as_version=4)
        nbformat.validate(book)
        ids = [cell.metadata["nbgrader"]["grade_id"] for cell in book.cells if "nbgrader" in cell.metadata]
        assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", id) for id in ids) and len(set(ids)) == len(ids)
        found += [id.removeprefix("open-").replace("-", ".") for id in ids]
    assert set(found) == known and len(found) == len(known)
    assert __main__.main(["nbgrader", str(tmp_path / "course")]) == 1
    assert "is there already" in capsys.readouterr().err
