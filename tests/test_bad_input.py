"""Bad input over every entrance: it is read as it was meant, or a sentence says what is wrong and where.

Never does a bare error come through; nothing is half written; what lay there before lies there afterwards, byte for byte.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import sys
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import content
import pytest

import kit
from kit import download, exercise, tables, work
from kit.__main__ import main
from kit.check import content as in_tables
from kit.check import exercises as in_exercises
from kit.check import lexicons as in_lexicons
from kit.check import notebooks as in_lessons
from kit.classroom import edition
from kit.coding import files
from kit.coding.fitting import fingerprint
from kit.coding.session import Session
from kit.errors import KitError
from kit.model import Annotation, Article

ROOT = Path(__file__).parent.parent
ARABIC, ACCENTS = "حلب مدينة في الشمال السوري والناس فيها", "Alep, ville assiégée"
#: What no sentence may be: a bare error's name, or its usual words.
BARE = re.compile(r"Traceback|\w+Error\b|codec can't|Expecting value|NoneType|object has no attribute|<class ")
DEEP = "[" * 100_000
LONG = "x" * 300


def said_well(said: str) -> bool:
    """Whether these are sentences, each on a line, that a screen can show."""
    return not BARE.search(said) and all(unicodedata.category(char) not in ("Cc", "Cs") for char in said.replace("\n", "")) and \
        all(line.strip() and line.rstrip()[-1] in ".?)…:!" for line in said.splitlines())


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()}


def heard(act: Callable[[], object]) -> tuple[object, str]:
    """What an act gives, and all that is said meanwhile, as warnings or as the sentence of a KitError; any other error goes on."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            found = act()
        except KitError as error:
            found, caught = None, [*caught, error]
    return found, "\n".join(str(getattr(one, "message", one)) for one in caught)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in; afterwards nothing of what a case had put there is lost, and nothing is left half written."""
    monkeypatch.chdir(tmp_path)
    before: dict[str, bytes] = {}
    tmp_path.joinpath(".keep").write_text("", encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "lain", lambda: before.update(snapshot(tmp_path)))
    yield tmp_path
    after = snapshot(tmp_path)
    assert not [name for name, raw in before.items() if raw not in after.values()], "something that lay there is lost"
    assert not [name for name in after if name.endswith(".part")]


def lain() -> None:
    """Notes what lies on the desk now (see `desk`)."""


# Texts of one's own: kit.read_folder --------------------------------------------------------------------------------------

#: file's name, its bytes, the texts that are read from it, words that are said
TEXTS = {
    "a byte order mark": ("a.txt", b"\xef\xbb\xbfHead\n\nBody", ["Head\n\nBody"], ""),
    "CRLF": ("a.txt", b"Head\r\n\r\nBody\r\n", ["Head\n\nBody\n"], ""),
    "CR alone": ("a.txt", b"Head\r\rBody", ["Head\n\nBody"], ""),
    "UTF-16 with mark": ("a.txt", ARABIC.encode("utf-16"), [ARABIC], ""),
    "UTF-16 big end first": ("a.txt", b"\xfe\xff" + ARABIC.encode("utf-16-be"), [ARABIC], ""),
    "UTF-32": ("a.txt", ARABIC.encode("utf-32"), [ARABIC], ""),
    "UTF-16 cut in a character": ("a.txt", ARABIC.encode("utf-16")[:-1], [ARABIC[:-1] + "\ufffd"], "a.txt: damaged | (1) stands there as \ufffd"),
    "UTF-16 with a lone surrogate": ("a.txt", b"\xff\xfeA\0\0\xd8B\0", ["A\ufffdB"], "a.txt: damaged | from its source again"),
    "cp1256": ("a.txt", ARABIC.encode("cp1256"), [ARABIC], "a.txt: not UTF-8; read as cp1256 | accented letters"),
    "latin-1": ("a.txt", ACCENTS.encode("latin-1"), [ACCENTS], "a.txt: not UTF-8; read as cp1252"),
    "UTF-8 cut in a character": ("a.txt", ARABIC.encode()[:-1], [ARABIC[:-1] + "\ufffd"], "a.txt: damaged | (1) stands"),
    "a lone surrogate": ("a.txt", f"{ARABIC}\ud800".encode("utf-8", "surrogatepass"), [ARABIC + "\ufffd" * 3], "a.txt: damaged"),
    "NUL": ("a.txt", b"One\0 two", ["One two"], ""),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, [], "a.txt: no plain text | save"),
    "a spreadsheet called txt": ("a.txt", b"PK\x03\x04\x14\0\6\0\x08\0" + bytes(range(256)) * 9, [], "a.txt: no plain text"),
    "a spreadsheet": ("a.xlsx", b"PK\x03\x04", [], "a.xlsx: only .txt and .csv are read | save"),
    "a Word file": ("a.docx", b"PK\x03\x04", [], "a.docx: only .txt and .csv are read | plain text"),
    "a PDF": ("a.pdf", b"%PDF-1.7", [], "a.pdf: only .txt and .csv are read"),
    "an empty file": ("a.txt", b"", [], "a.txt: empty and left out"),
    "spaces alone": ("a.txt", b" \n\t\n", [], "a.txt: empty and left out"),
    "a mark alone": ("a.txt", b"\xef\xbb\xbf", [], "a.txt: empty and left out"),
    "a very long line": ("a.txt", b"word " * 300_000, ["word " * 300_000], ""),
    "a book": ("a.txt", b"word " * 500_000, [], "a.txt: 2,500,000 characters in one text, left out | divide"),
    "100 MB": ("a.txt", b"word " * 20_000_000, [], "a.txt: | left out; divide it into articles"),
    "right-to-left overrides": ("a.txt", "A \u202eB\u202c".encode(), ["A \u202eB\u202c"], ""),
    "zero-width signs": ("a.txt", "Re\u200bbel \u2060s".encode(), ["Re\u200bbel \u2060s"], ""),
    "combining letters": ("a.txt", "cafe\u0301".encode(), ["cafe\u0301"], ""),
    "the same text in composed letters": ("a.txt", "The good, café text.".encode(), [], "the same text as 0-good and left out"),
    "a name of 250 letters": ("x" * 250 + ".txt", b"Body", ["Body"], ""),
    "a name with a line break": ("a\nb.txt", b"Body", ["Body"], ""),
    "a name that is no text": (os.fsdecode(b"\xff\xfe.txt"), b"", [], "empty and left out"),
    "capitals in the name": ("A.TXT", b"Body", ["Body"], ""),
    # tables of texts
    "a table of texts": ("t.csv", b"text,outlet\nOne,X\nTwo,Y\n", ["One", "Two"], ""),
    "a table with mark and CRLF": ("t.csv", b"\xef\xbb\xbftext,outlet\r\nOne,X\r\n", ["One"], ""),
    "semicolons": ("t.csv", b"text;outlet\nOne, two;X\n", ["One, two"], ""),
    "tabs": ("t.csv", b"text\toutlet\nOne, two\tX\n", ["One, two"], ""),
    "a table in UTF-16": ("t.csv", "text\toutlet\nحلب\tX\n".encode("utf-16"), ["حلب"], ""),
    "a table in cp1256": ("t.csv", b"text\n" + ARABIC.encode("cp1256"), [ARABIC], "t.csv: not UTF-8; read as cp1256"),
    "no header": ("t.csv", b"One text,X\nTwo,Y\n", [], "t.csv:1: no column holds texts | Name one column 'text' | One text, X"),
    "an empty table": ("t.csv", b"", [], "t.csv: empty | no column holds texts"),
    "a header alone": ("t.csv", b"text,outlet\n", [], ""),
    "a row without a text": ("t.csv", b"text,outlet\nOne,X\n,Y\nThree,Z\n", ["One", "Three"], "t.csv:3: empty and left out"),
    "a row that is too short": ("t.csv", b"outlet,text\nX,One\nY\n", ["One"], "t.csv:3: empty and left out"),
    "a row that is too long": ("t.csv", b"text,outlet\nOne,X,more,more\n", ["One"], ""),
    "a double header": ("t.csv", b"text,text\nOne,Two\n", ["One"], "t.csv:1: the column 'text' stands there twice"),
    "a quotation mark not closed": ("t.csv", b'text,outlet\nOne,X\n"Two,Y\nThree,Z\n', ["One", "Two,Y\nThree,Z"],
                                    "t.csv:3: a quotation mark | not closed"),
    "a stray quotation mark": ("t.csv", b'text,outlet\nA 5" gun,X\nTwo,Y\n', ['A 5" gun', "Two"], ""),
    "an id twice": ("t.csv", b"id,text\n1,One\n1,Two\n", ["One", "Two"], "1: this id stands twice; the second text is called 1-2"),
    "an id that leads away": ("t.csv", b"id,text\n../../x,One\n", ["One"], ""),
    "a spreadsheet called csv": ("t.csv", b"PK\x03\x04\x14\0\6\0\x08\0" + bytes(range(256)) * 9, [], "t.csv: no plain text"),
    "a date of another calendar": ("t.csv", "text,date\nOne,١٤٣٧/١١/٠٣\n".encode(), ["One"], ""),
    "a formula": ("t.csv", b"text,outlet\n=1+1,=cmd\n", ["=1+1"], ""),
    "a cell of a million letters": ("t.csv", b"text\n" + b"w" * 1_000_000 + b"\n", ["w" * 1_000_000], ""),
}


@pytest.mark.parametrize("name, raw, read, said", TEXTS.values(), ids=TEXTS)
def test_a_text_is_read_or_named_and_the_others_are_read(desk: Path, name: str, raw: bytes, read: list[str], said: str) -> None:
    put(desk / "mine" / "0-good.txt", "The good, cafe\u0301 text.".encode())
    put(desk / "mine" / name, raw)
    lain()
    found, told = heard(lambda: kit.read_folder("mine"))
    assert [one.text for one in found[1:]] == read and found[0].id == "0-good"
    fits(told, said)
    assert all(re.fullmatch(r"[\w.-]+", one.id) for one in found)


def put(path: Path, raw: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def fits(told: str, said: str) -> None:
    """What was told holds all the words that are to be said, in sentences; nothing was told where nothing is to be said."""
    assert bool(told) == bool(said), told
    assert all(words in told for words in said.split(" | ")) and said_well(told), told


# What a name leads to: nothing, another kind of thing, or no name at all ---------------------------------------------------

#: an act, words that are said
NAMES = {
    "no folder": (lambda: kit.read_folder("nowhere"), "There is no folder called 'nowhere' here | Make it"),
    "a file for a folder": (lambda: kit.read_folder("some.txt"), "There is no folder called 'some.txt'"),
    "an empty folder": (lambda: kit.read_folder("empty"), "No text could be read in 'empty' | .txt"),
    "a folder's name too long": (lambda: kit.read_folder(LONG), "There is no folder called"),
    "a text for a folder's name": (lambda: kit.read_folder("Convoy hit\n\n" + "Trucks burned. " * 400), "There is no folder called"),
    "a folder's name with NUL": (lambda: kit.read_folder("a\0b"), "There is no folder called"),
    "a folder's name that is no text": (lambda: kit.read_folder("\udcff"), "There is no folder called"),
    "no table of texts": (lambda: kit.read_csv("nothing.csv"), "There is no file called 'nothing.csv' here"),
    "a folder for a table": (lambda: kit.read_csv("empty"), "There is no file called 'empty' here"),
    "a table's name too long": (lambda: kit.read_csv(LONG + ".csv"), "There is no file called"),
    "no list": (lambda: kit.lexicon("no such list"), "There is no lexicon called 'no such list' | Choose one of"),
    "no list's file": (lambda: kit.lexicon("nothing.csv"), "There is no list called 'nothing.csv' here"),
    "a folder for a list": (lambda: kit.lexicon("empty.csv"), "There is no list called 'empty.csv' here"),
    "a list's name too long": (lambda: kit.lexicon(LONG + ".csv"), "There is no list called"),
    "a list's name with NUL": (lambda: kit.lexicon("a\0.csv"), "There is no list called"),
    "no article": (lambda: kit.article("ramouseh-halyrd"), "There is no article called | Did you mean 'ramouseh-halyard'"),
    "no event": (lambda: kit.articles("ramousseh"), "There is no event called | Did you mean 'ramouseh'"),
    "no exercise": (lambda: kit.Exercise("99.9"), "There is no exercise called '99.9'"),
    "no codes": (lambda: kit.Coder("ramouseh-halyard", codes=["partei"]), "There is no code or family of codes called 'partei'"),
    "no class": (lambda: kit.Board("nowhere"), "There is no folder or zip called 'nowhere' here"),
    "a class's name too long": (lambda: kit.Board(LONG), "There is no folder or zip called"),
    "no codebook": (lambda: kit.Board("empty", codebook="nothing.csv"), "nothing.csv: this file is missing"),
    "a codebook's name too long": (lambda: kit.Board("empty", codebook=LONG), "cannot be read"),
    "a codebook that is a folder": (lambda: kit.Board("empty", codebook="empty"), "empty: this file cannot be read"),
    "no corpus": (lambda: kit.fetch("fakes"), "There is no corpus called 'fakes' to download. Choose one of: fa-kes"),
    "no file of the corpus": (lambda: kit.fetch("fa-kes", file="nothing.csv"), "There is no file called 'nothing.csv' here | FA-KES-Dataset.csv"),
    "a folder for the corpus": (lambda: kit.fetch("fa-kes", file="empty"), "There is no file called 'empty' here"),
    "a corpus's name too long": (lambda: kit.fetch("fa-kes", file=LONG), "There is no file called"),
    "another file for the corpus": (lambda: kit.fetch("fa-kes", file="some.txt"), "some.txt is not the file that was expected | checksum differs | Download it again"),
    "a file for the folder of the download": (lambda: kit.fetch("fa-kes", folder="some.txt"), "some.txt | is no folder"),
    "no coding": (lambda: files.read(Path("nothing.json")), "nothing.json cannot be read | Look at its name and place"),
    "a coding that is a folder": (lambda: files.read(Path("empty")), "empty cannot be read"),
    "a coding's name too long": (lambda: files.read(Path(LONG + ".json")), "cannot be read"),
    "a coding's name with NUL": (lambda: files.read(Path("a\0.json")), "cannot be read"),
    "work of a name that leads away": (lambda: work.save("../x", {}), "'../x' cannot be a file name here"),
    "work of a name too long": (lambda: work.save(LONG, {}), "cannot be a file name here | letters, digits"),
    "a study of a bad name": (lambda: said_by(kit.Planner("my study/1").state["said"]), "cannot be a file name here"),
    "a page that is not there": (lambda: kit.Tracer("nothing.txt", "some.txt"), "There is no file called 'nothing.txt' here"),
    "a page's name too long": (lambda: kit.Tracer(LONG + ".txt", "some.txt"), "There is no file called"),
}


def said_by(sentence: str) -> None:
    """A sentence that a widget shows, as if it were raised."""
    raise KitError(sentence)


@pytest.mark.parametrize("act, said", NAMES.values(), ids=NAMES)
def test_a_name_that_leads_nowhere_is_answered(desk: Path, act: Callable[[], object], said: str) -> None:
    put(desk / "some.txt", "Some text.")
    (desk / "empty").mkdir()
    (desk / "empty.csv").mkdir()
    lain()
    before = snapshot(desk)
    found, told = heard(act)
    fits(told, said)
    assert found is None and {name: raw for name, raw in snapshot(desk).items() if "unreadable" not in name} == before


# The tables of data, with the texts and the codebook: python -m kit check, and kit.events() -----------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit's tables, with the rows of one event alone: as correct as the whole, and quick to look through."""
    home = tmp_path_factory.mktemp("small") / "data"
    shutil.copytree(ROOT / "data", home, ignore=shutil.ignore_patterns("fa-kes.csv"))
    put(home / "fa-kes.csv", (ROOT / "data" / "fa-kes.csv").read_bytes()[:3_000].rpartition(b"\n")[0] + b"\n")
    for path in [home / f"{name}.csv" for name in tables.TABLES]:
        event = "id" if path.stem == "events" else "article" if path.stem.startswith("annotations") else "event"
        kept = [row for row in content.rows(path) if row.get(event, "ramouseh") in ("ramouseh", "ramouseh-halyard")]
        if kept:
            content.write(path, kept if path.stem in ("articles", "outlets", "facts", "codebook", "splice", "items") else kept[:40])
        else:
            put(path, path.read_bytes().partition(b"\n")[0] + b"\n")
    for path in (home / "articles").glob("*.txt"):
        if not path.name.startswith("ramouseh"):
            path.unlink()
    return home


@pytest.fixture
def data(desk: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(small, desk / "data")
    monkeypatch.setattr(tables, "home", lambda: desk / "data")
    return desk / "data"


def row(cells: dict[str, str], at: int = 0) -> Callable[[bytes, Path], bytes]:
    """A change of some cells of one row."""
    def change(_: bytes, path: Path) -> bytes:
        content.change(path, at, **cells)
        return path.read_bytes()
    return change


def again(raw: bytes, _: Path) -> bytes:
    return raw + raw.rstrip(b"\n").rpartition(b"\n")[2] + b"\n"


#: file, what becomes of its bytes, words that are said
TABLES = {
    "a byte order mark": ("events.csv", lambda raw, _: b"\xef\xbb\xbf" + raw, ""),
    "CRLF": ("events.csv", lambda raw, _: raw.replace(b"\n", b"\r\n"), ""),
    "lines of commas at the end": ("events.csv", lambda raw, _: raw + b",,,,\n\n", ""),
    "empty cells behind a row": ("styles.csv", lambda raw, _: raw.rstrip(b"\n") + b",,,\n", ""),
    "quotation marks around all": ("styles.csv", lambda raw, _: raw.replace(b"outlet,aspect", b'"outlet","aspect"'), ""),
    "UTF-16": ("events.csv", lambda raw, _: raw.decode().encode("utf-16"), "events.csv:1: not UTF-8 text; save the file as UTF-8"),
    "latin-1": ("outlets.csv", row({"name": "Ünwritten"}), ""),
    "latin-1 in one cell": ("outlets.csv", lambda raw, _: again(raw, _) + b"\xfc,,,,,,\n", "outlets.csv: | not UTF-8 text | CSV UTF-8"),
    "cp1256": ("labels.csv", lambda raw, _: raw + ARABIC.encode("cp1256") + b"\n", "labels.csv: | not UTF-8 text"),
    "NUL": ("facts.csv", lambda raw, _: raw + b"\0\n", "facts.csv: | holds a NUL character; delete it"),
    "an empty file": ("claims.csv", lambda raw, _: b"", "claims.csv:1: the file is empty; its first line names the columns id, event"),
    "a header alone": ("styles.csv", lambda raw, _: raw.partition(b"\n")[0] + b"\n", ""),
    "no header": ("rules.csv", lambda raw, _: raw.partition(b"\n")[2], "rules.csv:1: the column 'id' is missing; the columns are id, house"),
    "a column missing": ("styles.csv", lambda raw, _: b"outlet,rule,modelled_on\nhalyard,Plain,ours\n", "styles.csv:1: the column 'aspect' is missing"),
    "a column of one's own": ("styles.csv", lambda raw, _: raw.replace(b"outlet,", b"colour,outlet,", 1), "styles.csv:1: there is no column called 'colour'"),
    "a column twice": ("styles.csv", lambda raw, _: raw.replace(b"outlet,", b"outlet,outlet,", 1), "styles.csv:1: the column 'outlet' stands there twice; keep one"),
    "capitals in the header": ("styles.csv", lambda raw, _: raw.replace(b"outlet,", b"Outlet,", 1), "styles.csv:1: the column 'outlet' is missing"),
    "semicolons in the header alone": ("styles.csv", lambda raw, _: raw.replace(b",", b";", 3), "styles.csv:2: this row has 3 cells and the table 4 columns"),
    "a row too short": ("facts.csv", lambda raw, _: raw + b"one,two\n", "this row has 2 cells and the table 8 columns; a cell with a comma needs double quotation marks"),
    "a row too long": ("styles.csv", lambda raw, _: raw + b"halyard,uses,a,b,c\n", "this row has 5 cells and the table 4 columns"),
    "a quotation mark not closed": ("styles.csv", lambda raw, _: raw + b'halyard,uses,"Plain words,ours\nhalyard,uses,One,ours\n',
                                    "this row cannot be read | quotation mark that is opened and not closed"),
    "words behind a quotation mark": ("styles.csv", lambda raw, _: raw + b'halyard,uses,"Plain" words,ours\n', "this row cannot be read | words behind one that is closed"),
    "a folder in its place": ("styles.csv", None, "styles.csv: this file cannot be read"),
    "a link to nowhere": ("styles.csv", "link", "styles.csv: this file is missing; put it back into the folder data"),
    "an id twice": ("facts.csv", again, "the id | stands already on line | give this row another"),
    "an id that turns the line round": ("facts.csv", row({"id": "ramouseh.\u202e1"}), "facts.csv:2: the id | may hold only letters, digits"),
    "an id with a zero-width sign": ("outlets.csv", row({"id": "hal\u200byard"}), "outlets.csv:2: the id 'hal\\u200byard' may hold only letters"),
    "an id with a combining letter": ("outlets.csv", row({"id": "cafe\u0301"}), "outlets.csv:2: the id | may hold only letters"),
    "an id that leads away": ("articles.csv", row({"id": "../../etc/passwd"}), "articles.csv:2: the id '../../etc/passwd' may hold only"),
    "an id too long for a file": ("articles.csv", row({"id": LONG}), "articles/x | this file cannot be read | articles.csv:2"),
    "a reference to nothing": ("facts.csv", row({"event": "alepo"}), "facts.csv:2: there is no event with the id 'alepo' in events.csv"),
    "a reference to itself": ("splice.csv", row({"contradicts": "1"}), "splice.csv:2: 'contradicts' has '1'; write the numbers of other lines"),
    "references in a circle": ("splice.csv", lambda raw, path: row({"contradicts": "2"}, 0)(raw, path) and row({"contradicts": "1"}, 1)(raw, path), ""),
    "a reference beyond the page": ("splice.csv", row({"contradicts": "999"}), "'contradicts' has '999'"),
    "a reference of another script": ("splice.csv", row({"contradicts": "²"}), "'contradicts' has '²'"),
    "a date in words": ("facts.csv", row({"date": "6 August"}), "facts.csv:2: 'date' is '6 August'; write a date as 2016-08-06"),
    "a day that is none": ("facts.csv", row({"date": "2016-02-30"}), "'date' is '2016-02-30'"),
    "a date of the Hijri calendar": ("facts.csv", row({"date": "1437-11-03"}), "facts.csv:2: 'date' is '1437-11-03' | 2016-08-06"),
    "a date of the Persian calendar": ("facts.csv", row({"date": "1395-05-16"}), "'date' is '1395-05-16'"),
    "a date of the Buddhist calendar": ("facts.csv", row({"date": "2559-08-06"}), "'date' is '2559-08-06'"),
    "a date in Arabic digits": ("facts.csv", row({"date": "٢٠١٦-٠٨-٠٦"}), "facts.csv:2: 'date' is '٢٠١٦-٠٨-٠٦'"),
    "a date as a spreadsheet writes it": ("facts.csv", row({"date": "06/08/2016"}), "'date' is '06/08/2016'"),
    "a date as a spreadsheet counts it": ("facts.csv", row({"date": "42588"}), "'date' is '42588'"),
    "a number as a word": ("claims.csv", row({"low": "many", "high": "40", "unit": "people"}), "claims.csv:2: 'low' and 'high' must be plain numbers, not 'many'"),
    "one bound as a word": ("claims.csv", row({"low": "", "high": "forty", "unit": "people"}), "must be plain numbers, not '' and 'forty'"),
    "Infinity": ("claims.csv", row({"low": "1", "high": "Infinity", "unit": "people"}), "must be plain numbers, not '1' and 'Infinity'"),
    "NaN": ("claims.csv", row({"low": "NaN", "high": "NaN", "unit": "people"}), "must be plain numbers, not 'NaN'"),
    "a number beyond all": ("claims.csv", row({"low": "1", "high": "1e999", "unit": "people"}), "must be plain numbers, not '1' and '1e999'"),
    "a number with 5,000 digits": ("claims.csv", row({"low": "1", "high": "9" * 5_000, "unit": "people"}), "must be plain numbers"),
    "a date of a claim that is none": ("claims.csv", row({"low": "soon", "high": "soon", "unit": "date"}), "claims.csv:2: | 'soon'"),
    "a negative place": ("annotations.csv", row({"start": "-5"}), "annotations.csv:2: 'start' must be a whole number of characters, not '-5'"),
    "a place that is a word": ("annotations.csv", row({"start": "five"}), "'start' must be a whole number of characters, not 'five'"),
    "a place with a point": ("annotations.csv", row({"end": "12.0"}), "'end' must be a whole number of characters, not '12.0'"),
    "a place in small digits": ("annotations.csv", row({"start": "²"}), "'start' must be a whole number of characters, not '²'"),
    "a place with 5,000 digits": ("annotations.csv", row({"end": "9" * 5_000}), "'end' must be a whole number of characters"),
    "a place beyond the text": ("annotations.csv", row({"start": "999998", "end": "999999"}), "annotations.csv:2: characters 999998-999999 of | are not"),
    "an end before its start": ("annotations.csv", row({"start": "20", "end": "10"}), "annotations.csv:2: characters 20-10 of"),
    "marks over one another": ("annotations.csv", again, ""),
    "an unknown code": ("annotations.csv", row({"code": "party.heroes"}), "annotations.csv:2: the code 'party.heroes' is not in codebook.csv"),
    "an unknown voice": ("annotations.csv", row({"voice": "loud"}), "'voice' is 'loud'; choose one of"),
    "a mark on no text": ("annotations.csv", row({"article": "ramouseh-nobody"}), "there is no article with the id 'ramouseh-nobody'"),
    "a reader's share that is no number": ("accuracy.csv", row({"precision": "high"}), "accuracy.csv:2: 'precision' is 'high' | from 0 to 1"),
    "a question whose right answer is none of its options": ("items.csv", row({"right": "9"}), "items.csv:2: 'right' is '9' | options"),
    "a question's form that is none": ("items.csv", row({"form": "C"}), "items.csv:2: 'form' is 'C'; choose one of: A, B"),
    "an address that is a script": ("claims.csv", row({"url": "javascript:alert(1)"}), "claims.csv:2: 'url' is not an address"),
    "words taken for another encoding": ("facts.csv", row({"fact": "MÃ¼nchen said so"}), "facts.csv:2: 'MÃ¼nchen' looks like text that a program took for another encoding"),
    "a cell of 200,000 letters": ("facts.csv", row({"fact": "word " * 40_000}), ""),
    "a cell with line breaks and quotation marks": ("facts.csv", row({"fact": 'One "two"\nthree, four;\tfive'}), ""),
    # the codebook
    "a code twice": ("codebook.csv", again, "codebook.csv: | the id | stands already on line"),
    "a code without a definition": ("codebook.csv", row({"definition": ""}), "codebook.csv:2: 'definition' is empty; fill it in"),
    "a code with a space": ("codebook.csv", row({"id": "my code"}), "codebook.csv:2: the id 'my code' may hold only"),
    "a codebook in latin-1": ("codebook.csv", lambda raw, _: raw + b"caf\xe9,,,,,,,\n", "codebook.csv: | not UTF-8 text"),
    "a codebook cut short": ("codebook.csv", lambda raw, _: raw[:900], "codebook.csv:2: this row cannot be read"),
    "a codebook that is a picture": ("codebook.csv", lambda raw, _: b"\x89PNG\r\n\x1a\n\0\0", "codebook.csv:1: not UTF-8 text"),
    # texts
    "a text with mark and CRLF": ("articles/ramouseh-halyard.txt", lambda raw, _: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"), ""),
    "a text in UTF-16": ("articles/ramouseh-halyard.txt", lambda raw, _: raw.decode().encode("utf-16"), "articles/ramouseh-halyard.txt:1: not UTF-8 text | articles.csv:"),
    "a text that is empty": ("articles/ramouseh-halyard.txt", lambda raw, _: b"", "articles/ramouseh-halyard.txt:1: the first line is the headline"),
    "a text without its empty line": ("articles/ramouseh-halyard.txt", lambda raw, _: raw.replace(b"\n\n", b"\n", 1), "the second stays empty"),
    "a text cut short": ("articles/ramouseh-halyard.txt", lambda raw, _: raw[:20], "annotations.csv: | it is no longer in the text"),
    "a text that is gone": ("articles/ramouseh-halyard.txt", "gone", "articles/ramouseh-halyard.txt: this file is missing | It belongs to articles.csv:"),
    "a text that is a folder": ("articles/ramouseh-halyard.txt", None, "articles/ramouseh-halyard.txt: this file cannot be read"),
    "a text without a row": ("articles/ramouseh-mine.txt", lambda raw, _: b"Head\n\nBody\n", "articles/ramouseh-mine.txt:1: this text has no row in articles.csv"),
    "the page of lesson 06 in UTF-16": ("splice.txt", lambda raw, _: raw.decode().encode("utf-16"), "splice.txt:1: not UTF-8 text"),
    "the page of lesson 06 without its last line": ("splice.txt", lambda raw, _: raw.rstrip().rpartition(b"\n")[0], "splice.csv: | the key has | each line needs one row"),
    # tables that no check of contents knows
    "spellings in UTF-16": ("variants.csv", lambda raw, _: raw.decode().encode("utf-16"), "variants.csv:1: not UTF-8 text"),
    "counts without a column": ("fa-kes.csv", lambda raw, _: raw.replace(b"copy_of", b"copies", 1), "fa-kes.csv:1: the column 'copy_of' is missing"),
    "counts with a row too long": ("fa-kes.csv", lambda raw, _: raw + b"1" + b",1" * 999 + b"\n", "fa-kes.csv: | cannot be read"),
    "counts in UTF-16": ("fa-kes.csv", lambda raw, _: raw.decode().encode("utf-16"), "fa-kes.csv:1: not UTF-8 text"),
}


@pytest.mark.parametrize("name, change, said", TABLES.values(), ids=TABLES)
def test_a_table_or_text_is_read_or_its_mistake_is_named_with_the_line(data: Path, name: str, change: object, said: str) -> None:
    path = data / name
    raw = path.read_bytes() if path.exists() else b""
    if callable(change):
        put(path, change(raw, path))
    else:
        path.unlink()
        {"link": lambda: path.symlink_to(data / "nowhere"), "gone": lambda: None, None: path.mkdir}[change]()
    lain()
    told = "\n".join(in_tables.problems())
    fits(told, said)
    for reader in (kit.events, kit.facts, kit.claims, kit.outlets, kit.annotations, kit.codebook, kit.articles, kit.accuracy, kit.fa_kes_counts, kit.splice):
        found, sentence = heard(reader)  # what a lesson asks for: there, or answered by the same sentence
        assert found is not None or path.stem in sentence and said_well(sentence), sentence


def test_the_small_tables_are_as_correct_as_the_whole(data: Path) -> None:
    assert in_tables.problems() == [] and {row.event for row in kit.claims()} == {"ramouseh"}


# A list of words: my_work/mine.csv, and the kit's own ------------------------------------------------------------------------

LIST = "term,code,stance,gloss,trap\n"
REBELS = LIST + "rebel*,rebel,descriptive,calls them so,\n"

#: a list's bytes, how often it finds something in a text that says "rebels" and "café" once (None: it is refused), words that are said
LISTS = {
    "as it should be": (REBELS, 1, ""),
    "a byte order mark and CRLF": (b"\xef\xbb\xbf" + REBELS.replace("\n", "\r\n").encode(), 1, ""),
    "semicolons": (REBELS.replace(",", ";"), 1, ""),
    "without the last column": ("term,code,stance,gloss\nrebel*,rebel,descriptive,x\n", 1, ""),
    "capitals": (LIST + "REBEL*,rebel,descriptive,x,\n", 1, ""),
    "a word twice": (REBELS + "Rebel*,rebel,descriptive,again,\n", 1, ""),
    "a zero-width sign in a word": (LIST + "reb\u200bel*,rebel,descriptive,x,\n", 1, ""),
    "a word that turns the line round": (LIST + "\u202erebel*,rebel,descriptive,x,\n", 1, ""),
    "a word in decomposed letters": (LIST + "cafe\u0301,rebel,descriptive,x,\n", 1, ""),
    "a word that looks like a formula": (LIST + "'=rebels,rebel,descriptive,x,\n", 0, ""),
    "a word with signs of a pattern": (LIST + "rebels (,rebel,descriptive,x,\n", 0, ""),
    "a trap that holds nothing": (LIST + "rebel*,rebel,descriptive,x,|  | *\n", 1, ""),
    "a word of 10,000 letters": (REBELS + "x" * 10_000 + ",rebel,descriptive,x,\n", 1, ""),
    "no word at all": (LIST, 0, ""),
    "an empty word": (LIST + ",rebel,descriptive,x,\n", None, "mine.csv:2: the term '' has no letter; write a word"),
    "a star alone": (LIST + "*,rebel,descriptive,x,\n", None, "mine.csv:2: the term '*' has no letter"),
    "a star inside": (LIST + "re*bel,rebel,descriptive,x,\n", None, "mine.csv:2: the term 're*bel' has a * inside a word"),
    "words alone, without a header": ("rebel\narmy\n", None, "mine.csv:1: the column 'term' is missing; the columns are term, code"),
    "a row too short": (LIST + "rebel,rebel\n", None, "mine.csv:2: this row has 2 cells and the table 5 columns"),
    "a comma in a cell": (LIST + "rebel,rebel,descriptive,one, two,three\n", None, "mine.csv:2: this row has 6 cells"),
    "a quotation mark not closed": (LIST + 'rebel,rebel,descriptive,"one,\narmy,a,b,c,\n', None, "mine.csv:2: this row cannot be read | not closed"),
    "empty": ("", None, "mine.csv:1: the file is empty; its first line names the columns term, code"),
    "UTF-16": (REBELS.encode("utf-16"), None, "mine.csv:1: not UTF-8 text; save the file as UTF-8"),
    "cp1256": (LIST.encode() + ARABIC.encode("cp1256"), None, "mine.csv:2: not UTF-8 text"),
    "NUL": (REBELS + "\0", None, "mine.csv:3: holds a NUL character; delete it"),
    "a spreadsheet": (b"PK\x03\x04\x14\0\6\0\x08\0\xff", None, "mine.csv:1: not UTF-8 text"),
    "a million rows": (LIST + "word,rebel,descriptive,x,\n" * 1_000_000, None, "mine.csv: larger than 1 MB: this is no list of words"),
}


@pytest.mark.parametrize("raw, hits, said", LISTS.values(), ids=LISTS)
def test_a_list_of_words_finds_what_it_should_or_says_why_not(desk: Path, raw: bytes | str, hits: int | None, said: str) -> None:
    put(desk / "my_work" / "mine.csv", raw)
    lain()
    text = Article.of("The rebels met in a caf\u00e9.")
    found, told = heard(lambda: kit.find("mine", text))
    fits(told, said)
    assert (found is None) == (hits is None)
    assert found is None or len(found) == hits and all(text.text[one.start:one.end] == one.quote for one in found)
    heard(lambda: kit.Workbench("mine", [text]))  # opens, or answers too


#: file, its bytes, words that the check says
SHIPPED = {
    "a word twice": ("demo.csv", REBELS + "rebel*,rebel,descriptive,x,\n", "demo.csv:3: the term 'rebel*' stands already on line 2; keep one"),
    "capitals": ("demo.csv", LIST + "Rebel,rebel,descriptive,x,\n", "demo.csv:2: the term 'Rebel' must be in lower case"),
    "a star inside": ("demo.csv", LIST + "re*bel,rebel,descriptive,x,\n", "demo.csv:2: the term 're*bel' has a * inside"),
    "a sign that is not seen": ("demo.csv", LIST + "re\u200bbel,rebel,descriptive,x,\n", "demo.csv:2: the term | holds signs that are not seen; type it anew"),
    "an unknown stance": ("demo.csv", LIST + "rebel,rebel,loud,x,\n", "demo.csv:2: 'stance' is 'loud'; choose one of"),
    "a trap that is none": ("demo.csv", LIST + "rebel,rebel,descriptive,x,army of god\n", "demo.csv:2: the trap 'army of god' does not hold the term 'rebel'"),
    "a gloss with a full stop": ("demo.csv", LIST + "rebel,rebel,descriptive,x.,\n", "leave out its full stop"),
    "no gloss": ("demo.csv", LIST + "rebel,rebel,descriptive,,\n", "demo.csv:2: term, code and gloss must be filled in"),
    "a list without a row": ("other.csv", REBELS, "other.csv:1: this list has no row in lexicons.csv; add one with the id 'other'"),
    "a list that is gone": ("demo.csv", None, "demo.csv: this file is missing"),
    "a list that leads away": ("lexicons.csv", "../../etc/passwd,T,a,s,l,,\n", "the id '../../etc/passwd' may hold only letters"),
    "a list twice in the catalogue": ("lexicons.csv", "demo,T,a,s,l,,\ndemo,T,a,s,l,,\n", "lexicons.csv:3: the id 'demo' stands already on line 2"),
    "a share that is no number": ("lexicons.csv", "demo,T,a,s,l,high,10\n", "lexicons.csv:2: 'precision' is 'high'"),
    "a catalogue without sources": ("lexicons.csv", "demo,T,a,,l,,\n", "lexicons.csv:2: 'source' is empty; fill it in"),
    "a catalogue in latin-1": ("lexicons.csv", b"demo,caf\xe9,a,s,l,,\n", "lexicons.csv:2: not UTF-8 text"),
}


@pytest.mark.parametrize("name, raw, said", SHIPPED.values(), ids=SHIPPED)
def test_the_check_names_what_is_wrong_in_a_list_of_the_kit(desk: Path, monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes | str | None, said: str) -> None:
    monkeypatch.setattr(tables, "lexicon_folder", lambda: desk / "lexicons")
    head = "id,title,about,source,licence,precision,judged\n"
    put(desk / "lexicons" / "demo.csv", REBELS)
    put(desk / "lexicons" / "lexicons.csv", head + "demo,T,a,s,l,,\n")
    assert in_lexicons.problems() == []
    if raw is None:
        (desk / "lexicons" / name).unlink()
    else:
        put(desk / "lexicons" / name, (head.encode() if name == "lexicons.csv" else b"") + (raw.encode() if isinstance(raw, str) else raw))
    fits("\n".join(in_lexicons.problems()), said)


# Exercises: python -m kit check, and kit.Exercise -------------------------------------------------------------------------------

CHOOSE = '''[[exercise]]
id = "90.1"
kind = "choose"
title = "A title"
minutes = [1, 2]
prompt = "Which?"
hints = ["Look.", "Look again."]
solution = "The first."
[[exercise.option]]
text = "One"
right = true
feedback = "Yes."
[[exercise.option]]
text = "Two"
feedback = "No."
'''
NUMBER = CHOOSE.partition("[[exercise.option]]")[0].replace("choose", "number").replace("The first", "Two") + \
    'answer = 2\nfeedback = "Yes."\notherwise = "No."\n'
REWRITE = CHOOSE.partition("[[exercise.option]]")[0].replace("choose", "rewrite").replace('"The first."', '"Rebels left"') + \
    'text = "They left"\n[[exercise.goal]]\nsays = "Say who"\nany = ["rebels"]\nfeedback = "Who?"\n'
ORDER = CHOOSE.partition("[[exercise.option]]")[0].replace("choose", "order") + 'feedback = "Yes."\n' + "".join(
    f'[[exercise.item]]\ntext = "{word}"\nfeedback = "So."\n' for word in ("One", "Two"))
MARK = CHOOSE.partition("[[exercise.option]]")[0].replace("choose", "mark") + 'article = "ramouseh-halyard"\nkey = ["Observatory"]\nfeedback = "So."\n'

#: an exercise file's bytes, words that the check says
EXERCISES = {
    "as it should be": (CHOOSE, ""), "a number as it should be": (NUMBER, ""), "a rewriting as it should be": (REWRITE, ""),
    "an order as it should be": (ORDER, ""), "words to mark as they should be": (MARK, ""),
    "a byte order mark and CRLF": (b"\xef\xbb\xbf" + CHOOSE.replace("\n", "\r\n").encode(), ""),
    "UTF-16": (CHOOSE.encode("utf-16"), "90_bad.toml:1: not UTF-8 text"),
    "cp1252 with curly quotation marks": (CHOOSE.replace('"A title"', "“A title”").encode("cp1252"), "90_bad.toml:4: not UTF-8 text"),
    "curly quotation marks": (CHOOSE.replace('"A title"', "“A title”"), "90_bad.toml:4: this is not valid TOML | are curly; type straight ones"),
    "NUL": (CHOOSE + "\0", "90_bad.toml:16: holds a NUL character; delete it"),
    "a control sign": (CHOOSE.replace("A title", "A\x07title"), "90_bad.toml:4: this is not valid TOML"),
    "empty": ("", "90_bad.toml:1: no exercise stands in it; each begins with a line [[exercise]]"),
    "prose": ("Dear students,\n", "90_bad.toml:1: this is not valid TOML"),
    "cut short": (CHOOSE[:100], "90_bad.toml:7: this is not valid TOML"),
    "a text that is not closed": (CHOOSE.replace('"A title"', '"""A title'), "90_bad.toml:4: this is not valid TOML | begins on this line is not closed"),
    "brackets in brackets": (CHOOSE + "deep = " + DEEP, "90_bad.toml:16: this is not valid TOML"),
    "a number of 5,000 digits": (NUMBER.replace("answer = 2", "answer = " + "9" * 5_000), "90_bad.toml:12: this is not valid TOML (a number is too long"),
    "one bracket": (CHOOSE.replace("[[exercise]]", "[exercise]"), "90_bad.toml:1: each exercise begins with a line [[exercise]]"),
    "an exercise that is a number": ("exercise = 3\n", "90_bad.toml:1: each exercise begins with a line [[exercise]]"),
    "a key twice": (CHOOSE.replace('title = "A', 'kind = "mark"\ntitle = "A'), "90_bad.toml:4: this is not valid TOML | stands twice"),
    "an id that is a list": (CHOOSE.replace('"90.1"', '["90.1"]'), "90_bad.toml:2: | 'id' must be text between quotation marks"),
    "an id that is a date": (CHOOSE.replace('"90.1"', "2016-08-06"), "90_bad.toml:2: | 'id' must be text between quotation marks"),
    "an id of another file": (CHOOSE.replace("90.1", "01.1"), "90_bad.toml:2: the id '01.1' must begin with '90'"),
    "an id twice": (CHOOSE + CHOOSE, "the id '90.1' stands already in 90_bad.toml:2"),
    "a kind that is a list": (CHOOSE.replace('"choose"', '["choose"]'), "90_bad.toml:3: | 'kind' must be text"),
    "an unknown kind": (CHOOSE.replace('"choose"', '"choice"'), "90_bad.toml:3: | 'kind' is 'choice'; choose one of"),
    "no options": (CHOOSE.partition("[[exercise.option]]")[0], "90_bad.toml:2: | needs 'option'"),
    "options that are a list of words": (CHOOSE.partition("[[exercise.option]]")[0] + 'option = ["One"]\n', "'option' must be tables, each under a line of its own"),
    "an option without its words": (CHOOSE.replace('text = "Two"\n', ""), "option 2 needs both text and feedback; 'text' is missing"),
    "no right option": (CHOOSE.replace("right = true", "right = false"), "no option is marked right"),
    "right as a word": (CHOOSE.replace("right = true", 'right = "yes"'), "'right' must be true or false, without quotation marks"),
    "minutes as words": (CHOOSE.replace("[1, 2]", '"one to two"'), "90_bad.toml:5: | 'minutes' is a range of whole minutes"),
    "minutes the other way round": (CHOOSE.replace("[1, 2]", "[5, 3]"), "'minutes' is a range"),
    "minutes without end": (CHOOSE.replace("[1, 2]", "[1, inf]"), "'minutes' is a range"),
    "an empty prompt": (CHOOSE.replace('"Which?"', '" "'), "90_bad.toml:6: | 'prompt' is empty; fill it in"),
    "hints that are numbers": (CHOOSE.replace('["Look.", "Look again."]', "[1, 2]"), "'hints' must be text, or texts in square brackets"),
    "a number as a word": (NUMBER.replace("answer = 2", 'answer = "two"'), "'answer' must be a number without quotation marks"),
    "an answer without end": (NUMBER.replace("answer = 2", "answer = inf"), "'answer' must be a number"),
    "an answer that is no number": (NUMBER.replace("answer = 2", "answer = nan"), "'answer' must be a number"),
    "a tolerance that is no number": (NUMBER + "tolerance = nan\n", "90_bad.toml:12: | 'tolerance' must be a number"),
    "a tolerance without end": (NUMBER + "tolerance = inf\n", "90_bad.toml:12: | 'tolerance'"),
    "a count of a list of tables": (NUMBER + "[exercise.count]\ntable = ['articles']\n", "[exercise.count] asks for what is not there"),
    "a count of nothing": (NUMBER + "[exercise.count]\n", "[exercise.count] asks for what is not there"),
    "a count of a number": (NUMBER + "[exercise.count]\ntable = 'articles'\ndistinct = 5\n", "[exercise.count] asks for what is not there"),
    "a count that is a number": (NUMBER + "count = 5\n", "'count' must be a table"),
    "words without end": (REWRITE + "words = inf\n", "'words' must be a whole number, such as 2"),
    "words that are no number": (REWRITE + "words = nan\n", "'words' must be a whole number, such as 2"),
    "a goal that nothing can miss": (REWRITE.replace('any = ["rebels"]', 'any = [""]'), "90_bad.toml:12: | 'any' must be texts in square brackets"),
    "a check that is not there": (REWRITE.replace('any = ["rebels"]', 'check = "fairness"'), "There is no | called 'fairness'"),
    "a list that is not there": (REWRITE + 'check = "attribute the label"\nlexicon = "nothing"\n', "'nothing'"),
    "facts that are numbers": (REWRITE.replace("[[exercise.goal]]", "facts = [3]\n[[exercise.goal]]"), "'facts' must be text, or texts"),
    "facts that are not there": (REWRITE.replace("[[exercise.goal]]", "facts = ['x.1']\n[[exercise.goal]]"), "'x.1'"),
    "a known wrong version that misses goal 0": (REWRITE + '[[exercise.wrong]]\ntext = "x"\nmisses = [0, -1]\n', "'misses' names goals by their numbers"),
    "an article that is not there": (MARK.replace("ramouseh-halyard", "../../etc/passwd"), "There is no article called '../../etc/passwd'"),
    "words that are not in the text": (MARK.replace('"Observatory"', '"Martians"'), "the words 'Martians' are not in the article"),
    "empty words": (MARK.replace('"Observatory"', '""'), "90_bad.toml:10: | 'key' must be texts in square brackets"),
    "a rank that is no number": (ORDER + "rank = nan\n", "'rank'"),
    "an order of other lines": (ORDER + '[[exercise.wrong]]\norder = [2, 9]\nfeedback = "x"\n', "'order' holds each number from 1 to 2 once"),
    "a key that nobody reads": (CHOOSE.replace("solution", "solutoin"), "did you mean 'solution'"),
    "a title that turns the line round": (CHOOSE.replace("A title", "A \u202etitle"), ""),
}


@pytest.mark.parametrize("raw, said", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_works_or_its_mistake_is_named_with_the_line(desk: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes | str, said: str) -> None:
    monkeypatch.setattr(exercise, "folder", lambda: desk / "exercises")
    put(desk / "exercises" / "90_bad.toml", raw)
    lain()
    fits("\n".join(in_exercises.problems()), said)
    found, told = heard(lambda: kit.Exercise("90.1"))  # the cell, run without looking at the check
    assert said_well(told) and (found is None) <= bool(told) and (said or not told), told
    if found is not None:
        assert said_well(heard(lambda: [found.check(answer) for answer in ([0], "2", "Rebels left", [[0, 5]], None)] and found.twin())[1])


# Lessons: python -m kit check ------------------------------------------------------------------------------------------------------

BOOK = {"cells": [{"cell_type": "markdown", "metadata": {}, "source": "# Title"}, {"cell_type": "code", "metadata": {}, "source": "1", "outputs": []}],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def book(**cell: object) -> str:
    return json.dumps({**BOOK, "cells": [{**BOOK["cells"][1], **cell}]})


#: a notebook's bytes, words that the check says
LESSONS = {
    "empty": ("", "not a notebook that can be read"), "cut short": (json.dumps(BOOK)[:50], "not a notebook that can be read"),
    "UTF-16": (json.dumps(BOOK).encode("utf-16"), "not a notebook that can be read"), "a list": ("[]", "not a notebook that can be read"),
    "cells that are a word": ('{"cells": "abc"}', "not a notebook that can be read"), "brackets in brackets": (DEEP, "not a notebook that can be read"),
    "a source that is a number": (book(source=3), "not a notebook that can be read"), "no kind of cell": ('{"cells": [{}]}', "not a notebook that can be read"),
    "metadata that is a list": (book(metadata=[]), "not a notebook that can be read"), "a tag that is a number": (book(metadata={"tags": [3]}), "cell 1: the tag 3 is not known"),
    "tags that are a number": (book(metadata={"tags": 3}), "not a notebook that can be read"),
    "code with NUL": (book(source="a\0b"), "cell 1: this code cannot be read"), "code with half a character": (book(source="'\ud800'"), "cell 1: this code cannot be read"),
    "code that is none": (book(source="kit.find("), "cell 1: this code cannot be read (line 1"), "brackets in brackets in code": (book(source="(" * 5_000), "cell 1: this code cannot be read"),
    "signs upon signs in code": (book(source="-" * 50_000 + "1"), "cell 1: this code cannot be read"),
}


@pytest.mark.parametrize("raw, said", LESSONS.values(), ids=LESSONS)
def test_a_lesson_that_cannot_be_read_is_named(desk: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes | str, said: str) -> None:
    monkeypatch.setattr(exercise, "folder", lambda: desk / "exercises")
    put(desk / "exercises" / "90_bad.toml", CHOOSE)
    put(desk / "90_bad.ipynb", raw)
    fits("\n".join(f"90_bad.ipynb:{wrong}" for wrong in in_lessons.of(desk / "90_bad.ipynb")), said)
    assert in_exercises.problems() is not None
    _, told = heard(lambda: edition._lessons(desk).__next__())  # what goes into the student edition
    assert said_well(told)


# Codings: the Coder's file in my_work -----------------------------------------------------------------------------------------------

TEXT = tables.article("ramouseh-halyard")
AT = TEXT.text.index("rebels")
MARK_ROW = {"start": AT, "end": AT + 6, "code": "party.opposition", "voice": "", "quote": "rebels", "note": ""}


def coded(*marks: object, **facts: object) -> str:
    """A coding's file."""
    return json.dumps({"kind": "kit-coding", "version": 1, "article": TEXT.id, "sha": TEXT.sha, "coder": "me", "codebook": fingerprint(tables.codebook()),
                       "saved": "2026-11-22T10:00:00+00:00", "serial": 1, "marks": [MARK_ROW, *marks], **facts})


def mark(**facts: object) -> dict:
    return {**MARK_ROW, **facts}


#: a coding's file, the words that are marked when it is opened (None: it is refused), words that are said
CODINGS = {
    "as it should be": (coded(), ["rebels"], ""), "UTF-16": (coded().encode("utf-16"), ["rebels"], ""), "CRLF": (coded().replace(", ", ",\r\n"), ["rebels"], ""),
    "a byte order mark": (b"\xef\xbb\xbf" + coded().encode(), ["rebels"], ""),
    "empty": ("", [], "is damaged or no coding | set aside as aside-1-coding"), "cut short": (coded()[:200], [], "is damaged or no coding | you begin anew here"),
    "NUL": (coded() + "\0", [], "is damaged | set aside"), "a list": ("[1, 2]", [], "is damaged or no coding"), "a number": ("3", [], "is damaged or no coding"),
    "a picture": (b"\x89PNG\r\n\x1a\n", [], "is damaged or no coding"), "latin-1": (coded(coder="caf\xe9").encode("latin-1").replace(b"\\u00e9", b"\xe9"), [], "is damaged or no coding"),
    "brackets in brackets": (DEEP, [], "is damaged or no coding"), "a number of 5,000 digits": (coded().replace(f'"start": {AT}', '"start": ' + "9" * 5_000), [], "is damaged"),
    "another kind": (coded(kind="kit-progress"), [], "is damaged or no coding"), "of a newer kit": (coded(version=2), None, "was written by another version of the kit (2 | stays as it is"),
    "a version in words": (coded(version="one"), None, "another version"), "marks that are a number": (coded(marks=3), [], "a part of it is missing"),
    "marks that are missing": (coded(marks=None), [], "a part of it is missing"), "a serial that is a word": (coded(serial="x"), [], "a part of it is missing"),
    "a coder that is a list": (coded(coder=["me"]), [], "a part of it is missing"), "somebody else's": (coded(coder="Leo"), None, "holds what 'Leo' coded | Choose another coder name"),
    "another text's": (coded(article="ramouseh-arwad"), None, "holds what 'me' coded in 'ramouseh-arwad'"),
    "a mark that is a number": (coded(7), ["rebels"], "1 of 2 entries are no marks, or twice the same, and were left out | is kept as aside-1"),
    "a mark twice": (coded(mark()), ["rebels"], "1 of 2 entries are no marks, or twice the same"), "a mark that begins before the text": (coded(mark(start=-5)), ["rebels"], "1 of 2 entries"),
    "a mark without words": (coded(mark(start=AT, end=AT)), ["rebels"], "1 of 2 entries"), "a mark with a point": (coded(mark(start=1.5)), ["rebels"], "1 of 2 entries"),
    "Infinity": (coded(mark(end=float("inf"))), ["rebels"], "1 of 2 entries"), "NaN": (coded(mark(end=float("nan"))), ["rebels"], "1 of 2 entries"),
    "a mark beyond the text": (coded(mark(start=10**6, end=10**6 + 6, quote="Martians")), ["rebels"], "1 whose words are gone were left out: “Martians”"),
    "a mark beyond all numbers": (coded(mark(start=10**30, end=10**31, quote="Martians")), ["rebels"], "“Martians”"),
    "marks over one another": (coded(mark(end=AT + 3, quote="reb")), ["rebels", "reb"], ""),
    "a mark on other words": (coded(mark(start=3, end=9)), ["rebels", "rebels"], "some marks did not stand on their words"),
    "a code that is not there": (coded(mark(code="party.heroes")), ["rebels", "rebels"], "the codebook has no code 'party.heroes'; marks with it are kept"),
    "a code that is empty": (coded(mark(code="")), ["rebels"], "1 of 2 entries"), "a note that is a list": (coded(mark(note=[])), ["rebels"], "1 of 2 entries"),
    "another text's hash": (coded(sha="0" * 64), ["rebels"], "the text has changed since it was coded. 1 marks stand where their words are now"),
    "another codebook": (coded(codebook="0" * 12), ["rebels"], "the codebook has changed since"),
    "half a character": (coded(mark(start=9_999, end=10_009, quote="\ud800 gone")), ["rebels"], "1 whose words are gone"),
    "signs that turn the line round": (coded(mark(note="\u202eabc\x1b[31m")), ["rebels"], "1 of 2 entries"),
    "1,000 marks": (coded(*(mark(code=f"x.{k}") for k in range(1_000))), ["rebels"] * 1_001, "the codebook has no code"),
}


@pytest.mark.parametrize("raw, words, said", CODINGS.values(), ids=CODINGS)
def test_a_coding_is_opened_or_set_aside_and_nothing_of_it_is_lost(desk: Path, raw: bytes | str, words: list[str] | None, said: str) -> None:
    path = put(desk / "my_work" / "coding-me-ramouseh-halyard.json", raw)
    if words is None or re.search("damaged|missing|left out|entries", said):
        lain()
    session, told = heard(lambda: Session(TEXT, "me", tables.codebook()))
    told = "\n".join(filter(None, [told, *(session.notices if session else ())]))
    fits(kit.errors.legible(told), said)
    assert (session is None) == (words is None)
    assert session is None or [one.quote for one in session.coding.marks] == words
    heard(lambda: files.read(path, article=TEXT))  # a partner's: a sentence, or the coding
    if session is not None and len(words) < 9:
        session.change((), [Annotation(TEXT.id, 0, 6, "certainty", "me", quote=TEXT.text[:6])])
        assert len(Session(TEXT, "me", tables.codebook()).coding.marks) == len(words) + 1


# What a student leaves in my_work: progress, tests, guesses, plans, lists, pages -------------------------------------------------------

SAVED = {"progress": lambda: kit.Exercise("00.2"), "survey": lambda: kit.Survey("before"), "guess": lambda: kit.Guess(), "study-mine": lambda: kit.Planner("mine"),
         "rewrites": lambda: kit.Rewriter("ramouseh-halyard"), "tracer": lambda: kit.Tracer(), "workbench-armed-opposition": lambda: kit.Workbench("armed-opposition", [TEXT])}
ACTS = {"progress": lambda one: one.check([0]), "survey": lambda one: one.answer(one.items[0]["id"], 1, 50), "guess": lambda one: one.note(1, one.choices["outlets"][0][0], 50),
        "study-mine": lambda one: setattr(one, "texts", {**one.texts, "unit": "One headline."}), "rewrites": lambda one: setattr(one, "text", "Rebels left"),
        "tracer": lambda one: one.trace(1, voice="page"), "workbench-armed-opposition": lambda one: one.add("martian", code="rebel", gloss="x")}
#: bytes that are no such file, and what is said
DAMAGED = {"empty": b"", "cut short": b'{"00.2": {"answer": [0', "NUL": b"{}\0", "a list": b"[1, 2]", "UTF-16": '{"a": 1}'.encode("utf-16"), "a picture": b"\x89PNG\xff",
           "brackets in brackets": DEEP.encode(), "a number of 5,000 digits": b'{"a": ' + b"9" * 5_000 + b"}"}


@pytest.mark.parametrize("name", SAVED)
@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_damaged_work_is_set_aside_and_work_goes_on(desk: Path, name: str, raw: bytes) -> None:
    put(desk / "my_work" / f"{name}.json", raw)
    lain()
    made, told = heard(SAVED[name])
    fits(told, f"{name}.json is damaged and cannot be read | set aside as {name}.unreadable-1.json")
    ACTS[name](made)
    assert json.loads((desk / "my_work" / f"{name}.json").read_text(encoding="utf-8"))


#: a piece of work, and a whole file in which something is of another kind
ODD = [("progress", {"00.2": []}), ("progress", {"00.2": {"answer": {"a": 1}, "reply": "x"}}), ("progress", {"00.2": {"reply": {"verdict": "right", "hints": 5}}}),
       ("progress", {"00.2": {"answer": [0], "reply": {"attempts": "many", "tried": "x", "verdict": "right"}}}), ("progress", {"00.2": None, "x": 1}),
       ("survey", {"id": "é"}), ("survey", {"id": 7, "before": 3}), ("survey", {"id": "0a", "before": {"answers": {"A1": {"chosen": [], "sure": {}}}, "done": []}}),
       ("survey", {"id": "0a", "before": {"answers": [1], "done": ""}}), ("study-mine", {"plan": [1]}), ("study-mine", {"plan": {"unit": 3}, "fixed": [1], "when": {}}),
       ("rewrites", {"ramouseh-halyard": 3}), ("rewrites", {"ramouseh-halyard": {"text": [1]}}), ("tracer", {"answers": [1]}), ("tracer", {"answers": {"x": 1}, "lines": 5}),
       ("workbench-armed-opposition", {"steps": 3}), ("workbench-armed-opposition", {"steps": [{"do": "add", "entry": [1]}, {"do": [1]}, None]}), ("guess", {"x": 3})]


@pytest.mark.parametrize("name, content_", ODD, ids=[f"{name} {json.dumps(one)[:50]}" for name, one in ODD])
def test_odd_work_opens_and_work_goes_on(desk: Path, name: str, content_: dict) -> None:
    if name == "rewrites":
        kit.Rewriter("ramouseh-halyard").text = "x"
        content_ = dict.fromkeys(work.load("rewrites"), content_["ramouseh-halyard"])
    put(desk / "my_work" / f"{name}.json", json.dumps(content_))
    made, told = heard(SAVED[name])
    assert made is not None and said_well(told), told
    assert made.twin()
    ACTS[name](made)
    assert json.loads((desk / "my_work" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("told", ["many", None, 3, {}], ids=str)
def test_an_odd_round_of_guesses_opens(desk: Path, told: object) -> None:
    first = kit.Guess()
    first.guess(1, first.choices["outlets"][0][0], 50)
    whole = json.loads((desk / "my_work" / "guess.json").read_text(encoding="utf-8"))
    for odd in ({"given": told}, {"made": told}, {"given": {"1": told}}, {"given": {"1": {"outlet": told, "sure": told, "cues": told}}}, {"made": {"1": told}}):
        put(desk / "my_work" / "guess.json", json.dumps({id: {**one, **odd} for id, one in whole.items()}))
        again = kit.Guess()
        assert again.twin() and said_well(heard(again.calibration)[1])


#: progress.json, words that handing in says
RECORDS = {"nothing": (None, "There is nothing to hand in"), "empty": ("", "progress.json cannot be read | It was left as it is"), "cut short": ('{"00.2": {', "progress.json cannot be read"),
           "a list": ("[]", "progress.json is no record of exercises. It was left as it is"), "UTF-16": ("{}".encode("utf-16"), "progress.json cannot be read"),
           "brackets in brackets": (DEEP, "progress.json cannot be read"), "6 MB": (" " * 6_000_000, "progress.json is larger than 5 MB"), "no answers": ("{}", "There is nothing to hand in"),
           "odd": ('{"00.2": {"answer": "\\ud800", "reply": {"share": NaN, "hints": 3, "verdict": []}, "when": 3}, "x": 1}', ""),
           "a file for the folder": ("my_work", "progress.json cannot be read")}


@pytest.mark.parametrize("raw, said", RECORDS.values(), ids=RECORDS)
def test_a_record_is_handed_in_or_answered(desk: Path, raw: bytes | str | None, said: str) -> None:
    if raw == "my_work":
        put(desk / "my_work", "")
    elif raw is not None:
        put(desk / "my_work" / "progress.json", raw)
    lain()
    found, told = heard(lambda: kit.hand_in(answers=True, name="M\ud800\x1b\u202e"))
    fits(told, said)
    assert (found is None) == bool(said) and (found is None or all(path.stat().st_size for path in found))
    heard(kit.progress)


# A class: python -m kit merge ---------------------------------------------------------------------------------------------------------


def zipped(files_: dict[str, bytes | str], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        for name, raw in files_.items():
            made.writestr(name, raw)
    return out.getvalue()


def spoilt(raw: bytes, at: bytes, offset: int, value: int) -> bytes:
    """Bytes of a zip with one byte of its directory exchanged."""
    place = raw.rindex(at) + offset
    return raw[:place] + bytes([value]) + raw[place + 1:]


def linked(folder: Path) -> None:
    put(folder.parent / "secret.json", coded(coder="Secret"))
    (folder / "link.json").symlink_to(folder.parent / "secret.json")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.json").symlink_to(folder / "nowhere")


def linked_in_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        entry = zipfile.ZipInfo("x.json")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    return out.getvalue()


ONE = zipped({"x.json": coded(coder="Ada")})
COLUMNS = "name,exercise,title,kind,attempts,verdict,share,hints,solution,when\n"
#: file's name, its bytes, words that are said ("Ada" where her coding is taken)
HANDED = {
    "as it should be": ("x.json", coded(coder="Ada"), "2 codings by 2 coders"), "in a zip": ("x.zip", ONE, "2 codings by 2 coders"),
    "in a zip in a zip": ("x.zip", zipped({"y.zip": ONE}), "2 codings by 2 coders"), "in UTF-16": ("x.json", coded(coder="Ada").encode("utf-16"), "2 codings by 2 coders"),
    "with mark and CRLF": ("x.json", b"\xef\xbb\xbf" + coded(coder="Ada").replace(", ", ",\r\n").encode(), "2 codings"), "capitals": ("X.JSON", coded(coder="Ada"), "2 codings"),
    "a name that leads away": ("x.zip", zipped({"../../x.json": coded(coder="Ada")}), "x.zip/../../x.json: its name leads out of the zip"),
    "a name on a drive": ("x.zip", zipped({"C:\\x.json": coded(coder="Ada")}), "its name leads out of the zip"), "a whole name": ("x.zip", zipped({"/etc/x.json": coded(coder="Ada")}), "its name leads out of the zip"),
    "links": (None, linked, "link.json: a link to another place; links are not followed | loop: a link | gone.json: a link"),
    "a link in a zip": ("x.zip", linked_in_zip(), "x.zip/x.json: a link to another place"),
    "a zip in a zip in a zip": ("x.zip", zipped({"y.zip": zipped({"z.zip": ONE})}), "a zip within a zip within a zip; unpack it first"),
    "a zip cut short": ("x.zip", ONE[:60], "x.zip: a damaged zip"), "an empty zip": ("x.zip", b"", "x.zip: a damaged zip"), "a text called zip": ("x.zip", "Dear teacher", "x.zip: a damaged zip"),
    "a zip of a later version": ("x.zip", spoilt(ONE, b"PK\1\2", 6, 99), "x.zip: a damaged zip"), "a zip packed otherwise": ("x.zip", spoilt(ONE, b"PK\1\2", 10, 97), "damaged in its zip"),
    "a zip with a password": ("x.zip", spoilt(ONE, b"PK\1\2", 8, 1), "x.zip/x.json: locked with a password"),
    "a zip with other bytes": ("x.zip", ONE[:45] + b"\xff" * 9 + ONE[54:], "x.zip/x.json: damaged in its zip"),
    "a zip packed with LZMA and spoilt": ("x.zip", (lambda raw: raw[:50] + b"\xff" * 30 + raw[80:])(zipped({"x.json": coded(coder="Ada")}, zipfile.ZIP_LZMA)), "damaged in its zip"),
    "a bomb": ("x.zip", zipped({"x.json": " " * 5_000_001}), "x.zip/x.json: larger than 5 MB"), "6 MB": ("x.json", " " * 6_000_000, "x.json: larger than 5 MB"),
    "empty": ("x.json", "", "x.json: damaged"), "cut short": ("x.json", coded()[:100], "x.json: damaged"), "NUL": ("x.json", coded() + "\0", "x.json: damaged"),
    "brackets in brackets": ("x.json", DEEP, "x.json: damaged"), "a number of 5,000 digits": ("x.json", '{"kind": ' + "9" * 5_000 + "}", "x.json: damaged"),
    "of a newer kit": ("x.json", coded(version=9), "x.json was written by another version of the kit"), "no marks": ("x.json", coded(marks=None), "x.json is damaged: a part of it is missing"),
    "entries that are no marks": ("x.json", coded(mark(start=-1), 7, coder="Ada"), "x.json: 2 of 3 entries are no marks"),
    "a mark beyond the text": ("x.json", coded(mark(start=10**30, end=10**31, quote="\x1b[31m"), coder="Ada"), "x.json: some marks did not stand on their words"),
    "an unknown code": ("x.json", coded(mark(code="party.heroes"), coder="Ada"), "x.json: the codebook has no code 'party.heroes'; its marks were left out"),
    "an unknown text": ("x.json", coded(article="../../etc/passwd"), "x.json: made on a text called '../../etc/passwd', which is not here"),
    "another text's hash": ("x.json", coded(sha="0", coder="Ada"), "x.json: the text has changed since it was coded"),
    "an older version": ("Mina/old.json", coded(mark(code="party.state"), coder="Mina", saved="2020"), "Mina/old.json: an older version of a coding that is also here"), "a coder without a name": ("x.json", coded(coder=""), "2 codings by 2 coders"),
    "a coder who turns the line round": ("x.json", coded(coder="\u202eA\x1bda\n\0"), "2 codings by 2 coders"), "half a character for a coder": ("x.json", coded(coder="\ud800"), "2 codings by 2 coders"),
    "another JSON": ("x.json", "[1, 2]", "x.json"), "an essay": ("essay.docx", b"PK\3\4", "essay.docx"), "a name that colours a screen": ("\x1b[31mred.json", "{", "[31mred.json: damaged"),
    "a name that is no text": (os.fsdecode(b"\xff.json"), "{", ".json: damaged"), "a name of 250 letters": ("x" * 245 + ".json", "{", "…xx"),
    "a folder called json": ("x.json/y.json", coded(coder="Ada"), "2 codings by 2 coders"),
    "a record": ("x.csv", COLUMNS + "Ada,00.2,T,choose,1,right,1,0,no,\n", "1 records of exercises"), "a record with semicolons": ("x.csv", (COLUMNS + "Ada,00.2,T,choose,1,right,1,0,no,\n").replace(",", ";"), "1 records of exercises"),
    "a record in UTF-16": ("x.csv", (COLUMNS + "Ada,00.2,T,choose,1,right,1,0,no,\n").encode("utf-16"), "1 records of exercises"),
    "a record with mark and CRLF": ("x.csv", ("\ufeff" + COLUMNS + "Ada,00.2,T,choose,1,right,1,0,no,\n").replace("\n", "\r\n"), "1 records of exercises"),
    "a record without rows": ("x.csv", COLUMNS, "0 records of exercises"), "a record of odd rows": ("x.csv", COLUMNS + "Ada\n,,,,,,,,,,,,,\nAda,=1,\0\n", "records of exercises"),
    "a record whose rows are a number": ("x.json", '{"kind": "kit-progress", "rows": 3, "name": []}', "0 records"), "a record of lists": ("x.json", '{"kind": "kit-progress", "rows": [[], {"exercise": []}, {"exercise": "00.2", "share": NaN, "hints": {}}]}', "1 records"),
    "progress as it was saved": ("progress.json", '{"00.2": {"reply": {"verdict": [], "share": Infinity, "hints": 3}}, "x": 1, "00.3": []}', "1 records"),
    "a test of odd answers": ("x.json", '{"kind": "kit-survey", "id": {}, "before": {"done": "x", "answers": {"A1": {"chosen": {}, "sure": []}, "x": 3}}, "after": []}', "1 codings"),
}


@pytest.mark.parametrize("name, raw, said", HANDED.values(), ids=HANDED)
def test_what_is_handed_in_is_gathered_or_named(desk: Path, capsys: pytest.CaptureFixture, name: str | None, raw: object, said: str) -> None:
    put(desk / "handed" / "Mina" / "coding.json", coded(coder="Mina"))
    raw(desk / "handed") if callable(raw) else put(desk / "handed" / name, raw)
    (desk / "out").mkdir()
    lain()
    assert main(["merge", "handed", "out"]) == 0
    told = "".join(capsys.readouterr())
    fits(told, said)
    assert "Secret" not in told and set(os.listdir(desk)) <= {".keep", "handed", "out", "secret.json"} and set(os.listdir(desk / "out")) <= {"class-annotations.csv", "class-progress.csv", "class-tests.csv"}
    rows = tables.read(Annotation, desk / "out" / "class-annotations.csv")
    assert "Mina" in {one.coder for one in rows} and all(one.quote == TEXT.text[one.start:one.end] for one in rows)


# The command line -----------------------------------------------------------------------------------------------------------------------

#: words of a command, how it ends, words that are said
COMMANDS = {
    "nothing": ("", 2, "the following arguments are required: command"), "an unknown verb": ("chek", 2, "invalid choice: 'chek'"), "a verb too many": ("check twice", 2, "unrecognized arguments: twice"),
    "an unknown option": ("check --fast", 2, "unrecognized arguments: --fast"), "merge nothing": ("merge", 2, "required: folder"), "student nothing": ("student", 2, "required: out"),
    "nbgrader nothing": ("nbgrader", 2, "required: out"), "lesson nothing": ("lesson", 2, "required: folder"), "a title without words": ("lesson x --title", 2, "expected one argument"),
    "merge nowhere": ("merge nowhere", 1, "There is no folder or zip called 'nowhere' here"), "merge a name too long": (f"merge {LONG}", 1, "There is no folder or zip called"),
    "merge a name that is no text": ("merge \udcff", 1, "There is no folder or zip called"), "merge into nowhere": ("merge handed nowhere", 1, "class-annotations.csv cannot be written"),
    "merge into a file": ("merge handed some.txt", 1, "class-annotations.csv cannot be written"), "merge over tables": ("merge handed full", 1, "class-annotations.csv is there already and was not touched"),
    "merge a text": ("merge some.txt out", 1, "some.txt"), "merge an empty folder": ("merge out out", 1, "othing"),
    "student without zip": ("student students", 1, "give it a name such as students.zip"), "student over a file": ("student old.zip", 1, "old.zip is there already and was not touched"),
    "student into nowhere": ("student nowhere/a.zip", 1, "a.zip cannot be written"), "student below a file": ("student some.txt/a.zip", 1, "a.zip cannot be written"),
    "student of a name too long": (f"student {LONG}.zip", 1, "cannot be written"), "student into /proc": ("student /proc/a.zip", 1, "a.zip cannot be written"),
    "nbgrader over a folder": ("nbgrader out", 1, "out is there already and was not touched"), "nbgrader over a file": ("nbgrader some.txt", 1, "some.txt is there already"),
    "nbgrader below a file": ("nbgrader some.txt/course", 1, "course cannot be written"), "nbgrader of a name too long": (f"nbgrader {LONG}", 1, "cannot be written"),
    "site over a folder": ("site full", 1, "full is there already, is no site of this kit, and was not touched"), "site over a file": ("site some.txt", 1, "some.txt is there already"),
    "site of a name too long": (f"site {LONG}", 1, "cannot be written"), "site below a file": ("site some.txt/site", 1, "cannot be written"), "site of no lesson": ("site new --only 77", 1, "There is no such lesson here"),
    "lesson on nowhere": ("lesson nowhere", 1, "There is no folder 'nowhere' beside the lessons"),
    "lesson on a name too long": (f"lesson {LONG}", 1, "There is no folder"), "lesson on everything": ("lesson ..", 1, "There is no folder"),
    "export nothing": ("export", 1, "There is nothing to hand in"), "export another kind": ("export x.xlsx", 1, "There is nothing to hand in"),
    "counts of nothing": ("counts --file nothing.csv", 1, "There is no file called 'nothing.csv' here"), "counts of a folder": ("counts --file out", 1, "There is no file called 'out' here"),
    "counts of another file": ("counts --file some.txt", 1, "some.txt is not the file that was expected"),
}


@pytest.mark.parametrize("words, code, said", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_cannot_be_carried_out_says_why(desk: Path, capsys: pytest.CaptureFixture, words: str, code: int, said: str) -> None:
    put(desk / "handed" / "coding.json", coded(coder="Mina"))
    put(desk / "full" / "class-annotations.csv", "precious")
    for name in ("some.txt", "old.zip"):
        put(desk / name, "precious")
    (desk / "out").mkdir()
    lain()
    before = snapshot(desk)
    try:
        ended = main(words.split(" ") if words else [])
    except SystemExit as error:
        ended = error.code if isinstance(error.code, int) else 1
        said_then = "" if isinstance(error.code, int) else str(error.code)
    else:
        said_then = ""
    told = "".join(capsys.readouterr()) + said_then
    assert ended == code and said in told and not BARE.search(told), told
    assert snapshot(desk) == before


# A disk that is full, a folder that is closed ----------------------------------------------------------------------------------------------


@contextmanager
def full(room: int) -> Iterator[None]:
    """No file can become larger than this: as on a full disk, a part of it is written and then no more."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def coder() -> Session:
    return Session(TEXT, "me", tables.codebook())


def counted() -> int:
    """The command that makes the table of counts, without its corpus."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(download, "path_of", lambda *_, **__: Path("some.txt"))
        patch.setattr("kit.fa_kes.counts", lambda *_: [{"id": "x" * 9_000}])
        return main(["counts", "--out", "counts.csv"])


#: what writes, the first time with room, the second time without; how it answers the second time
WRITERS: dict[str, Callable[[], object]] = {
    "progress": lambda: kit.Exercise("00.2").check([0]) and said_by(work_said(kit.Exercise, "00.2")), "a coding": lambda: said_by(changed(coder())),
    "a record": lambda: kit.hand_in(name="Mina", answers=True), "a record of its own name": lambda: main(["export", "mine.csv", "--name", "Mina"]), "a class": lambda: main(["merge", "handed", "."]),
    "a student edition": lambda: main(["student", "students.zip"]), "an nbgrader course": lambda: main(["nbgrader", "course"]), "counts": counted,
    "a list": lambda: kit.Workbench("armed-opposition", [TEXT]).save("mine"), "a report": lambda: kit.report("mine", [TEXT]).save(), "a plan": lambda: said_by(planned()),
}


def work_said(widget: Callable, id: str) -> str:
    made = widget(id)
    made.check([1])
    return made.reply.get("trouble", "")


def changed(session: Session) -> str:
    session.change((), [Annotation(TEXT.id, k, k + 1, "certainty", "me", quote=TEXT.text[k:k + 1], note="x" * 50) for k in range(len(session.coding.marks), len(session.coding.marks) + 30)])
    return session.unsaved


def planned() -> str:
    plan = kit.Planner("mine")
    plan.texts = {**plan.texts, "unit": plan.texts["unit"] + " One headline." * 300}
    return plan.state["said"] if "could not" in plan.state["said"] else ""


@pytest.mark.parametrize("act", WRITERS.values(), ids=WRITERS)
def test_on_a_full_disk_nothing_is_half_written_and_nothing_lost(desk: Path, capsys: pytest.CaptureFixture, act: Callable[[], object]) -> None:
    put(desk / "handed" / "coding.json", coded(*(mark(code="party.state", note="x" * 900, start=AT, end=AT + 6) for _ in range(2)), coder="Mina"))
    put(desk / "my_work" / "progress.json", json.dumps({f"00.{k}": {"answer": "x" * 900, "reply": {}} for k in range(9)}))
    put(desk / "some.txt", "precious")
    before = snapshot(desk)
    with full(300):
        found, told = heard(act)
    told += "".join(capsys.readouterr())
    assert found in (None, 1) and re.search("could not be saved|cannot be written", told) and said_well(told), (found, told)
    assert snapshot(desk) == before
    assert heard(act)[0] != 1  # with room again it goes


@pytest.mark.parametrize("act", WRITERS.values(), ids=WRITERS)
def test_where_a_file_lies_in_place_of_the_folder_a_sentence_says_so(desk: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    put(desk / "my_work", "precious")
    put(desk / "handed" / "coding.json", coded(coder="Mina"))
    for name in ("mine.csv", "students.zip", "course", "class-annotations.csv", "some.txt"):
        put(desk / name, "precious")
    (desk / "counts.csv").mkdir()
    lain()
    before = snapshot(desk)
    found, told = heard(act)
    told += "".join(capsys.readouterr())
    assert found in (None, 1) and said_well(told) and re.search("could not be saved|cannot be written|cannot be read|is there already", told), (found, told)
    assert snapshot(desk) == before
