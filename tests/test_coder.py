"""The Coder without a browser: what Python does with what a person asks, and what an export shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_export import HOSTILE, exported

import kit
from kit import tables
from kit.coding.items import answer, is_item
from kit.errors import KitError
from kit.model import Annotation, Article
from kit.render import paragraphs
from kit.widgets.coder import Coder
from kit.widgets.codes import pieces
from kit.widgets.partners import SOUGHT

ID = "ramouseh-halyard"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(widget: Coder, what: str, *given: object, **more: object) -> str:
    """What the browser sends, and what it is told."""
    widget._handle_custom_msg({"what": what, "with": list(given), "more": more, "id": f"view:{what}"}, [])
    assert widget.state["done"] == f"view:{what}"
    return widget.state["said"]


def coded(*, coder: str = "me") -> Coder:
    """An article coded as in the key."""
    widget = Coder(ID, coder=coder)
    for mark in tables.annotations(ID, coder="key"):
        if is_item(mark.code):
            widget.answer(mark.code, answer(mark))
        elif not mark.code.startswith("fact."):
            widget.mark(mark.start, mark.end, mark.code, voice=mark.voice)
    return widget


def test_what_the_browser_asks_is_done_saved_and_found_again() -> None:
    widget = Coder(ID, codes=["party", "frame.conflict"])
    assert "Marked “siege” as Not sure" in ask(widget, "mark", 7, 12, "not-sure")
    assert "already" in ask(widget, "mark", 7, 12, "not-sure")
    ask(widget, "change", 7, 12, "not-sure", note="hard ")
    ask(widget, "change", 7, 12, "not-sure", voice="attributed")
    assert ask(widget, "answer", "frame.conflict.1", "yes", "both sides speak") == "Conflict, item 1: yes."
    ask(widget, "answer", "frame.conflict.2", "not sure")
    again = Coder(ID, codes=["party", "frame.conflict"])
    assert again.marks == widget.marks and again.state["marks"] == widget.state["marks"]
    assert again.answers == {"frame.conflict.1": "yes", "frame.conflict.2": "not sure"}
    assert [(mark.quote, mark.note) for mark in again.notes] == [(tables.article(ID).headline, "yes; both sides speak"), ("siege", "hard")]
    assert (again.marks[-1].voice, again.marks[-1].coder) == ("attributed", "me") and again.saved.startswith("my_work/coding-me-")
    ask(widget, "remove", 7, 12, "not-sure")
    ask(widget, "answer", "frame.conflict.1", "")
    assert len(widget.marks) == 1 and ask(widget, "undo") == "Undone." and len(widget.marks) == 2
    assert ask(widget, "redo") == "Done again." and ask(widget, "redo") == "There is nothing to redo."
    assert Coder(ID).answers == {"frame.conflict.2": "not sure"}


def test_a_note_typed_key_by_key_is_saved_each_time_and_undone_at_once() -> None:
    widget = Coder(ID, codes=["party", "frame.conflict"])
    ask(widget, "mark", 7, 12, "not-sure")
    ask(widget, "answer", "frame.conflict.1", "yes")
    for note in ("h", "ha", "har"):
        ask(widget, "change", 7, 12, "not-sure", note=note)
        assert Coder(ID, codes=["party"]).marks[-1].note == note
    for why in ("b", "bo"):
        ask(widget, "answer", "frame.conflict.1", "yes", why)
    ask(widget, "answer", "frame.conflict.1", "no", "bo")
    for said, note in (("yes; bo", "har"), ("yes", "har"), ("yes", "")):
        ask(widget, "undo")
        assert [mark.note for mark in widget.marks] == [said, note]


@pytest.mark.parametrize("what, given, more, words", [
    ("mark", (0, 5, "party.stat"), {}, "no code on offer here called 'party.stat'. Did you mean 'party.state'?"),
    ("mark", (0, 99_999, "party.state"), {}, "Characters 0 to 99999 are no part of this text"),
    ("mark", (5, 5, "party.state"), {}, "are no part of this text"), ("mark", ("0", 5, "party.state"), {}, "are no part of this text"),
    ("mark", (0, 5, "frame.conflict.1"), {}, "asks about the whole text"), ("answer", ("party.state", "yes"), {}, "is no question"),
    ("mark", (0, 5, "party.state"), {"voice": "own"}, "no voice called 'own'"), ("answer", ("frame.conflict.1", "maybe"), {}, "An answer is one of"),
    ("remove", (0, 5, "party.state"), {}, "You have no mark 'party.state' on characters 0 to 5"), ("compare", ("nobody",), {}, "coder or list to compare with here called 'nobody'"),
])
def test_what_cannot_be_done_is_said_and_changes_nothing(what: str, given: tuple, more: dict, words: str) -> None:
    widget = Coder(ID)
    assert words in ask(widget, what, *given, **more) and widget.marks == []
    with pytest.raises(KitError):
        getattr(widget, what)(*given, **more)


@pytest.mark.parametrize("make, words", [
    (lambda: Coder("ramouseh"), "There is no article called 'ramouseh'"), (lambda: Coder(7), "needs an article with a text"),
    (lambda: Coder(Article.of(" \n ")), "needs an article with a text"), (lambda: Coder(ID, coder=" "), "The coder is a short name"),
    (lambda: Coder(ID, coder="a\nb"), "The coder is a short name"), (lambda: Coder(ID, codes=["partys"]), "Did you mean 'party'"),
    (lambda: Coder(ID, codes=[]), "No code is on offer"), (lambda: Coder(ID, "nothing.csv"), "nothing.csv: this file is missing"),
])
def test_a_coder_that_cannot_be_made_says_why(make: object, words: str) -> None:
    with pytest.raises(KitError, match=words):
        make()


def test_codes_can_be_picked_and_marks_with_others_are_kept() -> None:
    Coder(ID).mark(7, 12, "clause.nominal")
    widget = Coder(ID, codes=["party", "journalism.war"])
    assert [code["id"] for code in widget.book] == ["party.opposition", "party.state", "party.allies", "party.civilians", "not-sure"]
    assert [group["title"] for group in widget.items] == ["War journalism"] and len(widget.items[0]["items"]) == 8
    assert widget.marks == [] and widget.state["hidden"] == 1
    widget.mark(0, 6, "party.state")
    assert len(Coder(ID).marks) == 2
    assert [code["id"] for code in Coder(ID, codes="frame").book] == []


def test_a_codebook_of_ones_own_and_a_code_that_it_lost(desk: Path) -> None:
    rows = "id,family,title,definition,question,example,counter_example,decision\nx.1,x,First,D,Q?,,,\nx.2,x,Second,D,Q?,,,\n"
    (desk / "mine.csv").write_text(rows, encoding="utf-8")
    Coder(ID, "mine.csv").mark(0, 6, "x.2")
    (desk / "mine.csv").write_text(rows.replace("x.2", "x.3"), encoding="utf-8")
    widget = Coder(ID, "mine.csv")
    assert [code["id"] for code in widget.book] == ["x.1", "x.3", "x.2", "not-sure"] and len(widget.marks) == 1
    assert len(widget.state["notices"]) == 2 and ask(widget, "read") == "" and widget.state["notices"] == []


def test_whoever_codes_as_the_key_agrees_with_it_everywhere() -> None:
    widget = coded()
    table = widget.compare("key")
    assert set(table["how"]) == {"both"} and "in 36 of 36 questions" in table.attrs["said"]
    assert list(table.columns) == "how words mine theirs their_words start end".split()
    assert set(widget.compare("key", codes="party")["mine"]) <= {code.id for code in tables.codebook("party")}


def test_only_the_families_in_use_are_compared() -> None:
    widget = Coder(ID)
    assert "You have not marked anything yet" in ask(widget, "compare", "key") and widget.comparison["rows"] == []
    widget.mark(7, 12, "party.opposition")
    table = widget.compare("key")
    assert {code.partition(".")[0] for code in {*table["mine"], *table["theirs"]} - {""}} == {"party"}
    assert table["how"].tolist().count("only mine") == 1


@pytest.mark.parametrize("list_id", SOUGHT)
def test_a_list_of_words_is_compared_with_the_codes_that_it_looks_for(list_id: str) -> None:
    widget = coded()
    assert list_id in [one["id"] for one in widget.others]
    table = widget.compare(list_id)
    wanted = {code.id for code in tables.codebook() if SOUGHT[list_id] in (code.id, code.family, code.id.partition(".")[0])} | {"not-sure", ""}
    assert set(table["mine"]) <= wanted and not set(table["how"]) & {"other code", "other answer"}
    assert len(table[table["theirs"] != ""]) == len({(mark.start, mark.end) for mark in kit.find(list_id, tables.article(ID))})


def test_a_partner_a_file_and_marks_can_be_compared(desk: Path) -> None:
    coded(coder="Mina")
    widget = Coder(ID)
    widget.mark(20, 32, "party.opposition")
    assert [one["id"] for one in widget.others][:4] == ["key", "a", "b", "Mina"]
    tables_ = [widget.compare(other) for other in ("Mina", desk / "my_work" / f"coding-Mina-{ID}.json", coded(coder="Leo").marks)]
    assert all(table.drop(columns="words").equals(tables_[0].drop(columns="words")) for table in tables_[1:])
    other = Coder("convoy-arwad", coder="Mina")
    other.mark(0, 5, "not-sure")
    with pytest.raises(KitError, match="is about the article 'convoy-arwad'"):
        widget.compare(desk / "my_work" / "coding-Mina-convoy-arwad.json")


TEXTS = [tables.article(ID).text, "“No”💚💔 قالت حلب\n\n قال المتحدث الراموسة\u200cاليوم…\n\n👨‍👩‍👧x \ud800\ud800 y_z rebel-held"]


@given(st.one_of(st.sampled_from(TEXTS), st.text(max_size=60)), st.lists(st.integers(0, 60), max_size=4))
def test_pieces_are_the_text_without_a_gap_and_end_where_marks_do(text: str, cuts: list[int]) -> None:
    for first, last in paragraphs(text):
        cut = pieces(text, first, last, cuts)
        assert [(start, end) for _, start, end, _ in cut] == list(zip([first, *(end for _, _, end, _ in cut)], [*(start for _, start, _, _ in cut[1:]), last]))
        assert all(words == text[start:end].encode("utf-8", "replace").decode() for words, start, end, _ in cut)
        assert {place for place in cuts if first < place < last} <= {start for _, start, _, _ in cut}


def test_a_mark_inside_a_word_cuts_the_word() -> None:
    widget = Coder(Article.of("Rebel-held Aleppo", id="x"), codes="party")
    widget.mark(0, 5, "party.opposition")
    assert [piece[0] for piece in widget.text["parts"][0]["pieces"]] == ["Rebel", "-held", " ", "Aleppo"]


def test_an_export_has_the_text_the_marks_the_answers_and_the_notes(tmp_path: Path) -> None:
    page = exported(
        tmp_path,
        f'w = kit.Coder("{ID}")\nw.mark(21, 34, "party.opposition", voice="attributed", note="a note")\nw.answer("frame.conflict.1", "not sure")\nw',
        f"bad = {HOSTILE!r}\nv = kit.Coder(kit.Article.of('Rebels ' + bad, outlet=bad, id='b'), [kit.Code(bad, bad, bad, bad, bad, bad, bad, bad)])\n"
        "v.mark(0, 6, bad, note=bad)\nv.compare([kit.Annotation('b', 0, 6, bad, bad, quote=bad)])\nv",
    )
    for words in ("Coded by me", "Armed opposition", "“Syrian rebels”: a note", "Conflict, item 1", "parties, persons or groups disagree?", "not sure"):
        assert words in page
    assert "vnd.jupyter.widget-view" not in page
    assert "<script>alert" not in page and "<img src=x" not in page and "<style>p{" not in page and "&lt;script&gt;alert(1)" in page


def test_a_mark_of_another_article_is_not_compared() -> None:
    widget = Coder(ID)
    widget.mark(20, 32, "party.opposition")
    strange = [replace(mark, article="other") for mark in widget.marks]
    assert widget.compare(strange)["how"].tolist() == ["only mine"]
    assert isinstance(widget.marks[0], Annotation)
