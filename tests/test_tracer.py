"""The Tracer's logic without a browser: answers, key, agreement, what is kept, what is exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_export import HOSTILE, exported

import kit
from kit.errors import KitError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_answers_and_agreement_are_tables() -> None:
    tracer = kit.Tracer()
    tracer.trace(6, voice="halyard", phenomena=["find and replace", "off topic"], contradicts=[7])
    tracer.trace(6, origin="ramouseh-halyard")
    assert tracer.answers.loc[5, ["voice", "origin", "phenomena", "contradicts", "compared"]].tolist() == [
        "halyard", "ramouseh-halyard", "find and replace | contradiction | off topic", "7", False]
    assert len(tracer.answers) == 32 and len(tracer.agreement) == 0
    said = tracer.compare(6)
    assert said.loc[0, "only you"] == ["off topic"] and "Britain-based" in said.loc[0, "why"]
    rows = tracer.agreement.set_index("what")
    assert rows.loc["voice"].tolist() == [1, 0, 0] and rows.loc["off topic"].tolist() == [0, 1, 0]


def test_the_key_opens_after_an_attempt_and_not_before() -> None:
    tracer = kit.Tracer()
    tracer.trace(7, phenomena=["false meanwhile"])
    with pytest.raises(KitError, match="Say first whose words line 7 is"):
        tracer.compare(7)
    assert tracer.shown == {} and tracer.compare().empty
    tracer.trace(7, voice="cannot tell")
    assert "since Friday" in tracer.compare(7).loc[0, "why"]


def test_agreement_keeps_what_was_answered_before_the_key_was_open() -> None:
    tracer = kit.Tracer()
    tracer.trace(7, voice="halyard")
    tracer.compare(7)
    tracer.trace(7, voice="arwad")
    tracer.compare()
    assert tracer.answers.loc[6, "voice"] == "arwad" and tracer.agreement.set_index("what").loc["voice"].tolist() == [0, 1, 1]


def test_everything_is_there_again_and_nothing_is_lost_when_the_page_changes(folder: Path) -> None:
    text, key = folder / "page.txt", folder / "key.csv"
    text.write_text("Share\nRebels win\n", encoding="utf-8")
    key.write_text("line,text_start,voice,origin,phenomenon,contradicts,note\n1,Share,boilerplate,boilerplate,boilerplate,,\n"
                   "2,Rebels win,page,original,presupposed,,Why.\n", encoding="utf-8")
    tracer = kit.Tracer("page.txt", "key.csv")
    tracer.trace(2, voice="page", phenomena=["presupposed"])
    tracer.compare(2)
    again = kit.Tracer("page.txt", "key.csv")
    assert again.answers.equals(tracer.answers) and again.agreement.equals(tracer.agreement)
    assert kit.Tracer().given == {}, "each page has answers of its own"
    text.write_text("New\nShare\nRebels win\n", encoding="utf-8")
    key.write_text("line,text_start,voice,origin,phenomenon,contradicts,note\n1,New,page,original,,,\n2,Share,boilerplate,boilerplate,,,\n"
                   "3,Rebels win,page,original,presupposed,,Why.\n", encoding="utf-8")
    moved = kit.Tracer("page.txt", "key.csv")
    assert list(moved.given) == ["3"] and moved.agreement.equals(tracer.agreement)


@pytest.mark.parametrize("name", ["صفحة", "my page (1)", "x" * 200])
def test_any_file_name_can_be_saved(folder: Path, name: str) -> None:
    (folder / f"{name}.txt").write_text("Rebels win", encoding="utf-8")
    (folder / "key.csv").write_text("line,text_start,voice,origin,phenomenon,contradicts,note\n1,Rebels,page,original,,,\n", encoding="utf-8")
    tracer = kit.Tracer(f"{name}.txt", "key.csv")
    tracer.trace(1, voice="page")
    assert tracer.trouble == "" and kit.Tracer(f"{name}.txt", "key.csv").given == tracer.given


@pytest.mark.parametrize("content", ["[]", "{", '{"answers": 3, "lines": [], "compared": null}', '{"lines": {"1": "Share this story", "x": 1, "99": "y"}, "answers": {"1": 4}}'])
def test_a_spoilt_file_of_answers_is_no_end(folder: Path, content: str) -> None:
    (folder / "my_work").mkdir()
    (folder / "my_work" / "tracer.json").write_text(content, encoding="utf-8")
    assert kit.Tracer().given == {}


def test_furniture_duplicates_and_what_is_off_topic_go() -> None:
    tracer, page = kit.Tracer(), kit.splice()
    for line in (1, 3, 5, 16, 32):
        tracer.trace(line, voice="boilerplate")
    tracer.trace(31, phenomena=["duplicate"])
    tracer.trace(26, phenomena=["off topic"])
    lines = tracer.cleaned.text.split("\n\n")
    assert len(lines) == 25 and "Advertisement" not in lines and not any("oil tankers" in line for line in lines)
    assert tracer.cleaned.event == page.event and tracer.cleaned.status == "composed"
    tracer.trace(1, voice="page")
    assert tracer.cleaned.text.startswith("Share this story")


def test_looking_finds_the_sentence_with_its_share() -> None:
    found = kit.Tracer().look(20)
    assert found.loc[0, "article"] == "ramouseh-halyard" and found.loc[0, "share"] > 0.8
    assert kit.Tracer().look(1).empty


@pytest.mark.parametrize("act, words", [
    (lambda tracer: tracer.trace(33, voice="arwad"), "lines 1 to 32"),
    (lambda tracer: tracer.trace(3, voice="harlyard"), "Did you mean 'halyard'"),
    (lambda tracer: tracer.trace(3, origin="x"), "no origin called 'x'"),
    (lambda tracer: tracer.trace(3, phenomena=["contradicton"]), "Did you mean 'contradiction'"),
    (lambda tracer: tracer.trace(3, voices="arwad"), "Did you mean 'voice'"),
    (lambda tracer: tracer.trace(3, contradicts=[3]), "cannot contradict itself"),
    (lambda tracer: tracer.trace(3, contradicts=[0]), "There is no line 0"),
    (lambda tracer: kit.Tracer("page.txt"), "Give both files"),
])
def test_a_mistake_gets_a_sentence(act: object, words: str) -> None:
    with pytest.raises(KitError, match=words):
        act(kit.Tracer())


def test_a_message_from_the_browser_that_cannot_be_done_says_why() -> None:
    tracer = kit.Tracer()
    tracer._told(tracer, {"do": "compare", "lines": [4], "view": "v", "count": 1}, [])
    assert "after an attempt" in tracer.trouble and tracer.heard == {"v": 1}
    tracer._told(tracer, {"do": "trace", "line": 4, "answer": {"voice": "eastbridge"}, "view": "v", "count": 2}, [])
    assert tracer.trouble == "" and tracer.answers.loc[3, "voice"] == "eastbridge"


def test_it_is_exported_as_a_table_with_answers_and_nothing_runs(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"{HOSTILE}\nRebels win\n", encoding="utf-8")
    rows = ["line,text_start,voice,origin,phenomenon,contradicts,note",
            f'1,<script>,"{HOSTILE}","{HOSTILE}",off topic,,"{HOSTILE}"', "2,Rebels,page,original,,,"]
    (tmp_path / "key.csv").write_text("\n".join(rows), encoding="utf-8")
    page = exported(tmp_path, "w = kit.Tracer()\nw.trace(7, voice='arwad', contradicts=[6])\nw.compare(7)\nw",
                    "v = kit.Tracer('page.txt', 'key.csv')\nv.trace(1, voice='page')\nv.compare(1)\nv")
    for words in ("composed for teaching", "Insurgents fought on Sunday", "arwad; contradiction; contradicts 6", "an account of the days since Friday"):
        assert words in page
    assert "<script>alert" not in page and "vnd.jupyter.widget-view" not in page and "&lt;script&gt;alert(1)" in page
