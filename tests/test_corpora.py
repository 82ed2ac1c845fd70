"""One's own texts, in whatever form they come: what can be read is read, the rest is named in a sentence."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from kit.corpora import LONGEST, CorpusError, CorpusWarning, decode, read_csv, read_folder

ARABIC, RUSSIAN, FRENCH = "حلب مدينة في الشمال السوري والناس فيها", "Алеппо город на севере Сирии и люди в нём", "Alep, ville assiégée"


@pytest.mark.parametrize("text, encoding", [
    (ARABIC, "utf-8"), (ARABIC, "utf-8-sig"), (ARABIC, "utf-16"), (ARABIC, "utf-32"), (ARABIC, "cp1256"),
    (RUSSIAN, "cp1251"), (RUSSIAN, "utf-16"), (FRENCH, "cp1252"), (FRENCH, "utf-8"), ("plain", "ascii"),
])
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_every_run_of_bytes_is_decoded() -> None:
    assert decode(bytes(range(256)))[0]
    assert decode(b"one\r\ntwo\rthree")[0] == "one\ntwo\nthree"


def read_warned(reader, *words, **facts) -> tuple[list, str]:
    """What a reader gives, and all it warns of in one string."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = reader(*words, **facts)
    assert all(issubclass(warning.category, CorpusWarning) for warning in caught)
    return found, "\n".join(str(warning.message) for warning in caught)


def test_a_folder_of_texts_needs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Headline\n\nText of one.", encoding="utf-8")
    (tmp_path / "Daily News").mkdir()
    (tmp_path / "Daily News" / "two.txt").write_text("Second\n\nText of two.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("not read", encoding="utf-8")
    found, said = read_warned(read_folder, tmp_path, outlet="My paper")
    assert [(a.id, a.outlet, a.headline) for a in found] == [("two", "Daily News", "Second"), ("one", "My paper", "Headline")]
    assert not said


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("A good text", encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "twice.txt").write_text("A good\ntext", encoding="utf-8")
    (tmp_path / "page.docx").write_bytes(b"PK")
    (tmp_path / "huge.txt").write_text("word " * (LONGEST // 5 + 1), encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(FRENCH.encode("cp1252"))
    (tmp_path / "nul.txt").write_bytes(b"A\0 text with NUL")
    (tmp_path / "table.csv").write_text("name,age\nx,3\n", encoding="utf-8")
    found, said = read_warned(read_folder, tmp_path)
    assert {a.id for a in found} == {"good", "old", "nul"}
    for name, words in [("empty.txt", "empty"), ("twice", "the same text as good"), ("page.docx", "only .txt and .csv"),
                        ("huge.txt", "characters in one text"), ("old.txt", "read as cp1252"), ("table.csv", "no column holds texts")]:
        assert any(name in line and words in line for line in said.splitlines()), (name, said)
    assert "\0" not in next(a.text for a in found if a.id == "nul")


@pytest.mark.parametrize("made, words", [
    (lambda p: p / "nowhere", "There is no folder called"),
    (lambda p: (p / "empty").mkdir() or p / "empty", "No text could be read"),
])
def test_a_folder_without_texts_is_said(tmp_path: Path, made, words: str) -> None:
    with pytest.raises(CorpusError, match=words):
        read_warned(read_folder, made(tmp_path))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "mine" / "b.txt").symlink_to(tmp_path / "secret.txt")
    assert [a.text for a in read_warned(read_folder, tmp_path / "mine")[0]] == ["mine"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_its_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = [["id", "Newspaper", "Title", "Content", "Published"], ["7", "حلب اليوم", "A headline", '"Two\nlines"', "2016-08-07"]]
    path = tmp_path / "mine.csv"
    path.write_text("\r\n".join(separator.join(line) for line in lines), encoding=encoding)
    [article], said = read_warned(read_csv, path)
    assert (article.id, article.outlet, article.date) == ("7", "حلب اليوم", "2016-08-07")
    assert article.text == "A headline\n\nTwo\nlines" and not said


def test_rows_of_a_table_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,text\n1,first\n1,second\n2,\n3,first\n\n4,\"open", encoding="utf-8")
    found, said = read_warned(read_csv, path, outlet="Mine")
    assert [(a.id, a.outlet) for a in found] == [("1", "Mine"), ("1-2", "Mine"), ("4", "Mine")]
    assert "this id stands twice" in said and "mine.csv:4: empty" in said and "the same text as 1" in said


@pytest.mark.parametrize("text, words", [("", "no column holds texts"), ("a,b\n1,2", "the file has: a, b")])
def test_a_table_without_texts_is_said(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        read_warned(read_csv, tmp_path / "mine.csv")
    with pytest.raises(CorpusError, match="There is no file called"):
        read_csv(tmp_path / "other.csv")


def test_ids_cannot_leave_their_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,text\n../../etc/passwd,x\n", encoding="utf-8")
    assert "/" not in read_warned(read_csv, tmp_path / "mine.csv")[0][0].id
