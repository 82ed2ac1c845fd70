"""What a person coded is kept whole: over restarts, changed texts, damaged files, other windows and full disks."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import tables, work
from kit.coding import files
from kit.coding.session import Session
from kit.model import Annotation, Article
from kit.moving import moved
from kit.reliability.places import place_table, places, told

TEXT = "Convoy 💚 hit\n\n“No,” قالت مصادر في حلب to 👨‍👩‍👧 rebels; rebels said \ud800 no."
BOOK = tables.codebook()


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my_work"


def article(text: str = TEXT) -> Article:
    return Article.of(text, id="convoy-x")


def mark(words: str, code: str = "party.opposition", *, text: str = TEXT, nth: int = 0, note: str = "") -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Annotation("convoy-x", start, start + len(words), code, "me", quote=words, note=note)


def at_work(text: str = TEXT, coder: str = "me") -> Session:
    return Session(article(text), coder, BOOK)


def saved(desk: Path, name: str = "coding-me-convoy-x") -> dict:
    return json.loads((desk / f"{name}.json").read_text(encoding="utf-8"))


def test_what_is_coded_is_found_again_with_emoji_arabic_and_half_characters(desk: Path) -> None:
    marks = [mark("حلب", "not-sure", note="حلب 💚"), mark("rebels", nth=1), mark("\ud800"), mark("Convoy 💚 hit", "frame.conflict.1", note="yes; both")]
    for one in marks:
        at_work().change((), (one,))
    assert at_work().coding.marks == tuple(sorted(marks, key=lambda one: (one.start, one.end)))
    assert [path.name for path in desk.iterdir()] == ["coding-me-convoy-x.json"]


def test_the_file_is_as_agreed(desk: Path) -> None:
    at_work().change((), (mark("rebels"),))
    found = saved(desk)
    assert list(found) == "kind version article sha coder codebook saved serial marks".split()
    assert (found["kind"], found["version"], found["serial"], found["sha"]) == ("kit-coding", 1, 1, article().sha)
    assert found["saved"].endswith("+00:00") and len(found["saved"]) == 25 and len(found["codebook"]) == 12
    assert found["marks"] == [{"start": 47, "end": 53, "code": "party.opposition", "voice": "", "quote": "rebels", "note": ""}]


NAMES = ["me", "Me!", "me ", "Mina", "mina-x", "mina_x", "ليلى", "لبنى", "..", "x" * 60, "x" * 61, "a/b", "a\\b", "CON"]


def test_each_coder_and_article_has_a_file_of_its_own_that_can_be_written() -> None:
    names = {files.file_name(coder, id): (coder, id) for coder in NAMES for id in ("ramouseh-halyard", "x-ramouseh-halyard", "Ünal 1", "x" * 99)}
    assert len(names) == 4 * len(NAMES)
    for name in names:
        assert work.path(name).parent == work.folder() and work.path(f"aside-9-{name}")


@pytest.mark.parametrize("text, moved_to, gone", [
    ("Before. " + TEXT, ["Convoy 💚 hit", "حلب", "rebels", "rebels"], 0),
    (TEXT.replace("to 👨‍👩‍👧 ", ""), ["Convoy 💚 hit", "حلب", "rebels", "rebels"], 0),
    (TEXT.replace("حلب", "المدينة"), ["Convoy 💚 hit", "rebels", "rebels"], 1),
    ("Another text.\n\nNothing of it.", ["Another text."], 3),
])
def test_marks_on_a_changed_text_move_to_their_words_or_stay_in_a_copy(desk: Path, text: str, moved_to: list[str], gone: int) -> None:
    marks = [mark("حلب", "not-sure"), mark("rebels"), mark("rebels", nth=1), mark("Convoy 💚 hit", "frame.conflict.1", note="no")]
    at_work().change((), marks)
    before = (desk / "coding-me-convoy-x.json").read_bytes()
    session = at_work(text)
    quoted = [session.article.text[one.start:one.end] for one in session.coding.marks]
    assert quoted == [one.quote for one in session.coding.marks] and [words.replace("Before. ", "") for words in quoted] == moved_to
    assert len(set(session.coding.marks)) == len(moved_to)
    assert any("the text has changed" in sentence for sentence in session.notices)
    kept = list(desk.glob("aside-*"))
    assert len(kept) == (gone > 0) and all(path.read_bytes() == before for path in kept)
    assert not gone or any("“حلب”" in sentence for sentence in session.notices)
    assert at_work(text).notices == [] and at_work(text).coding.marks == session.coding.marks


@given(st.integers(0, 400), st.text("ab .\n\u0627💚", max_size=30))
def test_what_is_put_in_elsewhere_leaves_every_mark_on_its_words(place: int, more: str) -> None:
    text = tables.article("ramouseh-halyard").text
    marks = [one for one in tables.annotations("ramouseh-halyard", coder="key") if one.start > 401 and one.code.startswith("party")]
    now = moved(marks, text[:place] + more + " " + text[place:])
    assert [one.start - old.start for one, old in zip(now, marks)] == [len(more) + 1] * len(marks)


def test_a_mark_that_does_not_stand_on_its_words_is_put_right(desk: Path) -> None:
    at_work().change((), (mark("rebels"),))
    content = saved(desk)
    content["marks"][0] |= {"start": 40, "end": 46}
    content["marks"].append({"start": 0, "end": 6, "code": "party.state"})
    (desk / "coding-me-convoy-x.json").write_text(json.dumps(content), encoding="utf-8")
    session = at_work()
    assert [(one.start, one.quote) for one in session.coding.marks] == [(0, "Convoy"), (47, "rebels")]
    assert "did not stand on their words" in session.notices[0]


def test_a_code_that_the_codebook_lost_is_kept_and_said() -> None:
    at_work().change((), (mark("rebels"), mark("حلب", "not-sure")))
    less = [code for code in BOOK if code.id not in ("party.opposition", "not-sure")]
    session = Session(article(), "me", less)
    assert len(session.coding.marks) == 2
    assert any("has no code 'party.opposition'" in sentence for sentence in session.notices)
    assert any("codebook has changed" in sentence for sentence in session.notices)


DAMAGED = ["", "{", "[]", "null", "\0", "[" * 100_000, '{"kind": "kit-coding", "version": 1}', '{"kind": "other"}',
           '{"kind": "kit-coding", "version": 1, "article": "convoy-x", "sha": "", "coder": "me", "codebook": "", "saved": "", "serial": "1", "marks": []}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_set_aside_untouched_and_said(desk: Path, text: str) -> None:
    desk.mkdir()
    (desk / "coding-me-convoy-x.json").write_text(text, encoding="utf-8")
    session = at_work()
    session.change((), (mark("rebels"),))
    assert "set aside as aside-1-coding-me-convoy-x.json" in session.notices[0]
    assert (desk / "aside-1-coding-me-convoy-x.json").read_text(encoding="utf-8") == text
    assert len(at_work().coding.marks) == 1
    with pytest.raises(files.CodingError, match="damaged"):
        files.read(desk / "aside-1-coding-me-convoy-x.json")


ODD = [7, {"start": "1", "end": 2, "code": "x"}, {"start": 5, "end": 2, "code": "x"}, {"start": True, "end": 2, "code": "x"},
       {"start": 1, "end": 2, "code": ""}, {"start": 1, "end": 2, "code": "x", "note": 5}, {"start": -1, "end": 2, "code": "x"}]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_an_entry_that_is_no_mark_is_left_out_and_the_file_kept(desk: Path, odd: object) -> None:
    at_work().change((), (mark("rebels"),))
    content = saved(desk)
    content["marks"].append(odd)
    (desk / "coding-me-convoy-x.json").write_text(json.dumps(content), encoding="utf-8")
    session = at_work()
    assert [one.quote for one in session.coding.marks] == ["rebels"] and "1 of 2 entries" in session.notices[0]
    assert saved(desk, "aside-1-coding-me-convoy-x") == content and at_work().notices == []


def test_a_newer_file_stays_as_it_is(desk: Path) -> None:
    at_work().change((), (mark("rebels"),))
    newer = json.dumps({**saved(desk), "version": 2})
    (desk / "coding-me-convoy-x.json").write_text(newer, encoding="utf-8")
    with pytest.raises(files.CodingError, match="another version of the kit"):
        at_work()
    assert (desk / "coding-me-convoy-x.json").read_text(encoding="utf-8") == newer


def test_somebody_elses_file_stays_as_it_is(desk: Path) -> None:
    at_work(coder="Mina").change((), (mark("rebels"),))
    os.replace(desk / "coding-Mina-convoy-x.json", desk / "coding-me-convoy-x.json")
    with pytest.raises(files.CodingError, match="what 'Mina' coded in 'convoy-x'. Choose another coder name"):
        at_work()


def test_two_windows_on_one_file_keep_the_marks_of_both() -> None:
    first, second = at_work(), at_work()
    first.change((), (mark("rebels"),))
    second.change((), (mark("rebels", nth=1),))
    first.change((), (mark("حلب"),))
    assert len(first.coding.marks) == len(at_work().coding.marks) == 3
    assert first.notices == second.notices == []
    first.undo()
    first.undo()
    assert [one.start for one in at_work().coding.marks] == [mark("rebels", nth=1).start]
    second.change((), (mark("Convoy"),))
    assert len(at_work().coding.marks) == 2 and "took away in another window" in second.notices[0]


def test_the_loser_of_a_race_is_kept_beside_and_told(desk: Path) -> None:
    first, second = (files.load(article(), "me", BOOK) for _ in "ab")
    first = files.save(replace(first, marks=(mark("rebels"),)))
    second = files.save(replace(second, marks=(mark("حلب"),)))
    assert "stays as it is" in second.said[0] and "aside-1-coding-me-convoy-x.json" in second.said[0]
    second = files.save(second)
    assert second.said == () and saved(desk, "aside-1-coding-me-convoy-x")["serial"] == 2
    assert files.load(article(), "me", BOOK).marks == first.marks
    third = files.save(replace(files.load(article(), "me", BOOK), seen="stale"))
    assert third.name == "aside-2-coding-me-convoy-x"


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("of, step", [(Path, "open"), (os, "fsync"), (os, "replace")])
def test_on_a_full_disk_the_work_stays_and_is_saved_with_the_next_change(desk: Path, monkeypatch: pytest.MonkeyPatch, of: object, step: str) -> None:
    session = at_work()
    session.change((), (mark("rebels"),))
    before = saved(desk)
    with monkeypatch.context() as patch:
        patch.setattr(of, step, full)
        session.change((), (mark("حلب"),))
        assert "No space left" in session.unsaved and "stay in this window" in session.unsaved
    assert saved(desk) == before and len(session.coding.marks) == 2
    session.change((), (mark("rebels", nth=1),))
    assert session.unsaved == "" and len(saved(desk)["marks"]) == 3


def test_work_that_could_not_be_saved_while_another_window_did_is_kept_beside(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, other = at_work(), at_work()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        session.change((), (mark("حلب"),))
    other.change((), (mark("rebels"),))
    session.change((), (mark("rebels", nth=1),))
    assert len(saved(desk)["marks"]) == 1 and len(saved(desk, "aside-1-coding-me-convoy-x")["marks"]) == 2
    assert any("changed in another window" in sentence for sentence in session.notices)


def test_a_file_that_is_deleted_or_spoilt_meanwhile_takes_nothing_from_the_window(desk: Path) -> None:
    session = at_work()
    session.change((), (mark("rebels"),))
    (desk / "coding-me-convoy-x.json").unlink()
    session.change((), (mark("حلب"),))
    assert len(saved(desk)["marks"]) == 2
    (desk / "coding-me-convoy-x.json").write_text("{", encoding="utf-8")
    session.change((), (mark("rebels", nth=1),))
    assert len(saved(desk, "aside-1-coding-me-convoy-x")["marks"]) == 3
    assert (desk / "coding-me-convoy-x.json").read_text(encoding="utf-8") == "{"


def test_a_folder_that_cannot_be_made_is_said(desk: Path) -> None:
    desk.write_text("a file", encoding="utf-8")
    session = at_work()
    session.change((), (mark("rebels"),))
    assert "could not be saved" in session.unsaved and len(session.coding.marks) == 1


@given(st.lists(st.sampled_from(["mark", "remove", "undo", "redo"]), max_size=12))
def test_undo_and_redo_walk_through_every_state(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    os.chdir(tmp_path_factory.mktemp("undo"))
    session, states, place = at_work(), [()], 0
    for k, step in enumerate(steps):
        if step == "mark":
            session.change((), (replace(mark("rebels"), code=f"c{k}"),))
        elif step == "remove" and session.coding.marks:
            session.change(session.coding.marks[:1], ())
        elif step in ("undo", "redo"):
            there = place > 0 if step == "undo" else place < len(states) - 1
            assert (session.undo() if step == "undo" else session.redo()) == there
            place += there * (1 if step == "redo" else -1)
            assert session.coding.marks == states[place]
            continue
        else:
            continue
        place += 1
        states[place:] = [session.coding.marks]
    assert at_work().coding.marks == states[place]


def test_a_partner_is_found_and_read_without_being_touched(desk: Path) -> None:
    at_work(coder="ليلى").change((), (mark("rebels"),))
    at_work(coder="Mina").change((), (mark("حلب"),))
    (desk / "coding-x-convoy-x.json").write_text("{", encoding="utf-8")
    assert set(files.found("convoy-x")) == {"ليلى", "Mina"}
    before = {path: path.read_bytes() for path in desk.iterdir()}
    read = files.read(files.found("convoy-x")["ليلى"], article=article("More. " + TEXT))
    assert read.marks[0].start == 47 + 6 and read.marks[0].coder == "ليلى" and read.said
    assert {path: path.read_bytes() for path in desk.iterdir()} == before
    with pytest.raises(files.CodingError, match="nobody.json cannot be read"):
        files.read(desk / "nobody.json")


def spans(*marks: str, coder: str = "me") -> list[Annotation]:
    """Marks written as "start-end code" or "code answer"."""
    rows = [one.rsplit(" ", 1) for one in marks]
    return [Annotation("a", 0, 9, row[0], coder, quote="head", note=row[1]) if row[0].startswith("frame") else
            Annotation("a", *map(int, row[0].split("-")), row[1], coder, quote=row[0]) for row in rows]


@pytest.mark.parametrize("mine, theirs, hows", [
    (["0-5 party.state"], ["0-5 party.state"], ["both"]),
    (["0-5 party.state"], ["2-9 party.state"], ["other edges"]),
    (["0-5 party.state"], ["0-5 party.allies"], ["other code"]),
    (["0-5 party.state"], ["0-5 content"], ["only mine", "only theirs"]),
    (["0-5 not-sure"], ["0-5 content"], ["other code"]),
    (["0-5 party.state"], ["5-9 party.state"], ["only mine", "only theirs"]),
    (["0-5 party.state", "0-5 party.allies"], ["0-5 party.allies"], ["both", "only mine"]),
    (["0-9 party.state"], ["0-4 party.state", "5-9 party.state"], ["other edges", "only theirs"]),
    (["frame.x.1 yes", "frame.x.2 yes;why", "frame.x.3 no"], ["frame.x.1 yes;because", "frame.x.2 no", "frame.x.4 no"], ["both", "other answer", "only mine", "only theirs"]),
    ([], [], []),
])
def test_two_codings_meet_and_part(mine: list[str], theirs: list[str], hows: list[str]) -> None:
    found = places(spans(*mine), spans(*theirs, coder="key"))
    assert [place.how for place in found] == hows and len(place_table(found)) == len(hows)
    back = {"only mine": "only theirs", "only theirs": "only mine"}
    assert sorted(place.how for place in places(spans(*theirs), spans(*mine))) == sorted(back.get(how, how) for how in hows)


def test_without_codes_only_the_words_are_compared_and_voices_count_where_both_have_one() -> None:
    words = [Annotation("a", 0, 5, "rebel", "lexicon:x", "attributed", quote="rebel")]
    assert [place.how for place in places(spans("0-5 party.state"), words, by_code=False)] == ["both"]
    heard = [replace(spans("0-5 party.state")[0], voice=voice) for voice in ("attributed", "scare quotes")]
    assert [place.how for place in places(heard[:1], heard[1:])] == ["other voice"]


def test_agreement_is_told_in_counts_and_never_as_right_or_wrong() -> None:
    key = tables.annotations("convoy-quwaiq", coder="key")
    mine = [mark for k, mark in enumerate(tables.annotations("convoy-quwaiq", coder="a")) if k % 5]
    said = told(places(mine, key), "the key")
    assert "only from the key" in said and "question" in said and not {"right", "wrong", "error", "mistake"} & set(said.lower().split())
    same = [place for place in places(key, key) if place.how != "both"]
    assert same == [] and told([], "the key") == "Neither you nor the key marked anything here."

