"""Agreement of many coders: pinned to the coefficients, to pairs and to the coders' own table; and the board that shows it."""

from __future__ import annotations

import json
import math
import random
import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import tables
from kit.coding.fitting import fingerprint
from kit.model import Annotation, Article, Code
from kit.reliability.coefficients import alpha, percent
from kit.reliability.crowd import beside, confusion, parts, table, tally, word_agreement
from kit.reliability.panel import by_coder, groups, only, without
from kit.reliability.partings import parting_table, partings, stretches
from kit.reliability.unitizing import alpha_spans
from kit.widgets.board import Board
from test_export import exported

TEXT = Article.of("one two three four five six seven. eight nine ten.", id="t")
SPANS = [(0, 3), (4, 7), (8, 13), (14, 18), (19, 23), (24, 27), (28, 33), (35, 40), (41, 45), (46, 49)]


def marks(codes: str, coder: str, article: str = "t") -> list[Annotation]:
    """A mark on each word whose letter is not a dot."""
    return [Annotation(article, *span, f"x.{code}", coder) for span, code in zip(SPANS, codes) if code != "."]


def only_group(*coders: list[Annotation], texts: tuple[Article, ...] = (TEXT,)):
    return groups(texts, by_coder(mark for one in coders for mark in one))[0]


# The numbers ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.text("ab.", min_size=10, max_size=10), min_size=2, max_size=5))
def test_alpha_and_percent_are_the_coefficients_of_the_kit(coded: list[str]) -> None:
    coded = [one for one in coded if one.strip(".")]
    if len(coded) >= 2:
        found = word_agreement([TEXT], *(marks(one, f"c{k}") for k, one in enumerate(coded))).iloc[0]
        assert found["percent"] == pytest.approx(percent(*coded))
        expected = alpha(*coded)
        assert math.isnan(found["alpha"]) if math.isnan(expected) else found["alpha"] == pytest.approx(expected)


@given(st.lists(st.text("ab.", min_size=10, max_size=10), min_size=2, max_size=4), st.sampled_from("ab"))
def test_a_code_against_the_rest_is_the_coefficient_of_yes_and_no(coded: list[str], code: str) -> None:
    if all(one.strip(".") for one in coded) and {"a", "b"} <= set("".join(coded)):
        found = word_agreement([TEXT], *(marks(one, f"c{k}") for k, one in enumerate(coded))).set_index("code").loc[f"x.{code}"]
        assert found["alpha"] == pytest.approx(alpha(*[[letter == code for letter in one] for one in coded]), nan_ok=True)


def test_a_text_that_a_coder_did_not_code_is_a_gap() -> None:
    other = Article.of(TEXT.text, id="u")
    found = only_group(marks("aab.......", "m"), marks("aa........", "l"), marks("a.........", "m", "u"), marks("ab........", "n", "u"), texts=(TEXT, other))
    expected = [[*"aab.......", *"a........."], [*"aa........", *[None] * 10], [*[None] * 10, *"ab........"]]
    assert float(table([found])["alpha"].iloc[0]) == pytest.approx(alpha(expected))


def test_a_coder_who_never_used_a_group_did_not_look_for_it() -> None:
    found = word_agreement([TEXT], marks("aa........", "m"), marks("ab........", "l"), [Annotation("t", 0, 3, "y", "n")]).iloc[0]
    assert found["coders"] == 2 and found["alpha"] == pytest.approx(alpha("aa........", "ab........"))


def test_where_marks_lie_over_each_other_the_shortest_counts() -> None:
    group = only_group([Annotation("t", 0, 13, "x.a", "m"), Annotation("t", 4, 7, "x.b", "m")], marks("aaa.......", "l"))
    assert [group.codes[cell] for cell in group.cells[0][:4]] == ["x.a", "x.b", "x.a", "no mark"]


@pytest.mark.parametrize("code", ["party.opposition", "party.state", "hedge", "content", "cue.confrontational"])
def test_it_agrees_with_the_table_of_the_two_coders_of_the_key(code: str) -> None:
    from coders import by_word

    texts = [one for one in tables.articles() if one.event in ("omran", "castello")]
    coders = [{one.id: tables.annotations(one.id, coder=name) for one in texts} for name in "ab"]
    judged = next(judged for name, _, judged, _ in by_word(texts, coders) if name == code)
    found = word_agreement(texts, tables.annotations(coder="a"), tables.annotations(coder="b"))
    assert found[found["code"] == code].iloc[-1]["alpha"] == pytest.approx(alpha(*judged), abs=0.01)


def test_the_interval_holds_alpha_widens_with_fewer_sentences_and_is_the_same_every_time() -> None:
    texts, both = [one for one in tables.articles() if one.event != "ramouseh"], [tables.annotations(coder=name) for name in "ab"]
    many, again, few = word_agreement(texts, *both), word_agreement(texts, *both), word_agreement(texts[:4], *both)
    rows = [frame[frame["code"] == "party"].iloc[0] for frame in (many, again, few)]
    assert rows[0]["low"] < rows[0]["alpha"] < rows[0]["high"] and rows[0]["low"] == rows[1]["low"]
    assert rows[2]["high"] - rows[2]["low"] > rows[0]["high"] - rows[0]["low"]


def test_too_few_words_have_no_interval_and_say_so() -> None:
    found = word_agreement([TEXT], marks("ab........", "m"), marks("aa........", "l")).iloc[0]
    assert math.isnan(found["low"]) and found["note"] == "too few: 2 words with it"


def items(answers: str, coder: str) -> list[Annotation]:
    """Answers to a question about ten texts: y, n, or ? for not sure; a dot for none."""
    said = {"y": "yes; for a reason", "n": "no", "?": "not sure"}
    return [Annotation(f"t{k}", 0, 3, "frame.conflict.1", coder, note=said[one]) for k, one in enumerate(answers) if one != "."]


def test_questions_are_compared_text_by_text_and_not_sure_is_a_gap() -> None:
    texts = [Article.of(TEXT.text, id=f"t{k}") for k in range(10)]
    one, other = "yyyynnnnn?", "yyynnnnn?y"
    found = word_agreement(texts, items(one, "m"), items(other, "l")).iloc[0]
    clean = [[None if letter == "?" else letter for letter in coded] for coded in (one, other)]
    assert (found["compared"], found["units"]) == ("texts", 8) and found["alpha"] == pytest.approx(alpha(clean))


def test_a_fact_not_marked_in_a_text_is_a_no() -> None:
    texts = [Article.of(TEXT.text, id=id, event="omran") for id in "ab"]
    mina, leo = ([Annotation(text, 0, 3, "fact.omran.1", name) for text in where] for name, where in (("m", "ab"), ("l", "a")))
    group = groups(texts, {"m": {"a": mina[:1], "b": mina[1:]}, "l": {"a": leo, "b": []}})[0]
    assert group.cells.tolist() == [[1, 1], [1, 0]] and parts(group) == [group]


def test_confusion_says_what_the_others_say() -> None:
    found = confusion(only_group(marks("aab.......", "m"), marks("abb.......", "l"), marks("aa........", "n")))
    pairs = [(a, b) for column in zip("aab", "abb", "aa.") for k, a in enumerate(column) for b in column[:k] + column[k + 1:]]
    expected = sum(b == "b" for a, b in pairs if a == "a") / sum(a == "a" for a, _ in pairs)
    assert found.loc["x.a", "x.b"] == pytest.approx(expected) and list(found.columns) == ["x.a", "x.b", "no mark"]
    assert found.sum(axis=1).tolist() == pytest.approx([1, 1]) and "no mark" not in found.index


def test_beside_is_the_mean_over_pairs() -> None:
    group = only_group(marks("aab.......", "m"), marks("abb.......", "l"), marks("aa........", "n"))
    expected = [alpha("aab.......", "abb......."), alpha("aab.......", "aa........")]
    assert beside(group, "m") == pytest.approx(sum(expected) / 2) and math.isnan(beside(group, "nobody"))


def test_one_coder_can_be_taken_away() -> None:
    group = without(only_group(marks("a.........", "m"), marks("b.........", "l"), marks("b.........", "n")), "l")
    assert group.coders == ("m", "n") and list(group.marks) == ["m", "n"] and tally(only(group, "x.a"))[0].tolist() == [1, 1]


def test_partings_come_with_votes_and_those_that_part_most_come_first() -> None:
    group = only_group(marks("abaa......", "m"), marks("aba.......", "l"), marks("aa.b......", "n"), marks("aa........", "o"))
    found = partings(group, [TEXT])
    assert [one.start for one in found] == [14, 4, 8] and found[0].votes == {"no mark": ("l", "o"), "x.a": ("m",), "x.b": ("n",)}
    pairs = list(combinations(["x.a", "no mark", "x.b", "no mark"], 2))
    assert found[0].share == pytest.approx(sum(a != b for a, b in pairs) / len(pairs))
    assert parting_table(found, [TEXT])["words"].tolist() == ["four", "two", "three"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_stretches_cover_all_marks_and_do_not_meet(spans: list[tuple[int, int]]) -> None:
    found = stretches([Annotation("t", start, start + length, "x", "m") for start, length in spans])
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:]))
    assert {k for a, b in found for k in range(a, b)} == {k for start, length in spans for k in range(start, start + length)}


# The board ------------------------------------------------------------------------------------------------------------

BOOK = fingerprint(tables.codebook())


def hand_in(folder: Path, coder: str, text: Article, coded: list[Annotation], **facts: object) -> None:
    """Writes a coding's file."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{name: getattr(mark, name) for name in ("start", "end", "code", "voice", "quote", "note")} for mark in coded]
    content = {"kind": "kit-coding", "version": 1, "article": text.id, "sha": text.sha, "coder": coder, "codebook": BOOK,
               "saved": "2026-11-22T10:00:00+00:00", "serial": 1, "marks": rows, **facts}
    (folder / f"coding-{len(list(folder.iterdir()))}-{text.id}.json").write_text(json.dumps(content), encoding="utf-8")


def shaken(article: str, coder: int) -> list[Annotation]:
    """The key as somebody else might have coded it: marks left out, parties exchanged, answers turned round."""
    dice = random.Random(f"{coder} {article}")
    kept = [mark for mark in tables.annotations(article, coder="key") if dice.random() < 0.8]
    turned = lambda mark: {"yes": "no", "no": "yes"}.get(mark.note.split(";")[0], "") if dice.random() < 0.2 else mark.note
    other = lambda mark: "party.allies" if mark.code == "party.state" and dice.random() < 0.3 else mark.code
    return [Annotation(article, mark.start, mark.end, other(mark), "", mark.voice, quote=mark.quote, note=turned(mark)) for mark in kept]


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty files: ten coders on four texts, each in a folder of their own; and three that cannot be used as they are."""
    folder = tmp_path_factory.mktemp("class")
    for coder in range(10):
        for outlet in ("halyard", "arwad", "quwaiq", "sanbuk"):
            hand_in(folder / f"Surname Name {coder}", f"Student{coder}", tables.article(f"ramouseh-{outlet}"), shaken(f"ramouseh-{outlet}", coder))
    (folder / "Surname Name 3" / "coding-cut.json").write_text("{", encoding="utf-8")
    hand_in(folder / "Surname Name 4" / "old", "Student99", Article.of("Never seen", id="never-seen"), [])
    hand_in(folder / "Surname Name 5" / "new", "Student98", tables.article("ramouseh-halyard"), shaken("ramouseh-halyard", 98), version=7)
    return folder


@pytest.fixture(scope="module")
def board(forty: Path) -> Board:
    return Board(str(forty), key=True)


def test_forty_files_become_one_table(board: Board) -> None:
    whole = board.table[board.table["code"] == board.table["group"]].set_index("code")
    assert (whole["coders"] == 10).all() and {"party", "clause", "cue", "content", "fact", "frame", "journalism", "hedge"} <= set(whole.index)
    assert (whole["alpha"].between(0.2, 0.95)).all() and (whole["key"] > whole["alpha"]).all()
    assert whole.loc["party", "low"] < whole.loc["party", "alpha"] < whole.loc["party", "high"]
    assert board.board["summary"] == "40 codings of 4 texts by 10 coders."


def test_states_taken_for_allies_stand_in_the_confusion_and_among_the_places(board: Board) -> None:
    board.group = "party"
    assert board.confusion.loc["party.state", "party.allies"] > 0.1 > board.confusion.loc["party.state", "party.civilians"]
    found = board.disagreements
    assert found["share"].is_monotonic_decreasing and (found["party.allies"] > 0).any() and found["words"].str.len().gt(0).all()
    for row in found.head(5).to_dict("records"):
        assert tables.article(row["article"]).text[row["start"]:row["end"]] == row["words"]


def test_an_unknown_group_is_a_sentence(board: Board) -> None:
    board.group = "heroes"
    with pytest.raises(ValueError, match="no group of codes here called 'heroes'.*party"):
        board.confusion
    board.group = "party"


def test_bad_files_are_named_and_the_rest_is_shown(board: Board) -> None:
    board.named = True
    said = " ".join(board.troubles)
    assert "coding-cut.json: damaged" in said and "a text called 'never-seen'" in said and "another version of the kit" in said
    board.named = False


def test_names_of_coders_and_files_leave_python_only_when_asked(board: Board) -> None:
    assert not re.search("Student|Surname", json.dumps([board.board, board.names, board.troubles]) + board.twin())
    assert sorted(board.names) == sorted(f"Coder {k}" for k in range(1, 11)) and board.names != sorted(board.names)
    board.named = True
    assert set(board.names) == {f"Student{k}" for k in range(10)} and any("Surname Name 3" in said for said in board.troubles)
    assert board.coders["Student3"] == "Student3" and "Student3" in board.twin()
    board.named = False


def test_the_board_takes_marks_as_well_as_files() -> None:
    found = Board([*tables.annotations("ramouseh-halyard", coder="a"), *tables.annotations("ramouseh-halyard", coder="b")])
    assert found.board["summary"] == "2 codings of 1 text by 2 coders." and "key" not in found.table


def test_the_invented_class_disagrees_where_it_should() -> None:
    found = Board(tables.annotations(coder="class"))
    rows = found.table.set_index("code")
    assert rows.loc["party", "alpha"] > 0.667 > rows.loc["frame", "alpha"] and rows.loc["frame.conflict.1", "note"].startswith("undefined")


def lists_of(marks: list[Annotation]) -> list[list[Annotation]]:
    return [[mark for mark in marks if mark.coder == name] for name in sorted({mark.coder for mark in marks})]


def test_what_lesson_10_says_of_the_invented_class_is_so() -> None:
    """The numbers that its exercises name."""
    readers = tables.annotations(coder="class")
    found = Board(readers, group="party")
    rows = found.table.set_index("code")
    assert rows["alpha"][["party.opposition", "party.civilians", "party.state", "frame"]].round(2).tolist() == [0.84, 0.79, 0.70, 0.65]
    assert rows.loc["frame", ["low", "high"]].astype(float).round(2).tolist() == [0.50, 0.77] and round(rows.loc["party.state", "percent"], 2) == 0.99
    assert found.confusion.loc["party.state"].round(2)[["no mark", "party.allies", "party.opposition"]].tolist() == [0.22, 0.07, 0.0]
    assert (rows.loc["frame.conflict.4", "alpha"], round(rows.loc["frame.conflict.4", "percent"], 2)) == (0, 0.88)
    volunteer = found.disagreements.set_index("words").loc["volunteer"]
    assert (volunteer["party.state"], volunteer["party.allies"]) == (4, 4)
    merged = [Annotation(m.article, m.start, m.end, m.code.replace("party.allies", "party.state"), m.coder) for m in readers]
    assert word_agreement(tables.articles("ramouseh"), merged).set_index("code").loc["party.state", "alpha"] > 0.8
    assert [sum(label.checked == said for label in tables.labels()) for said in ("confirmed", "corrected")] == [85, 10]
    assert alpha_spans(tables.articles("ramouseh"), *lists_of(readers), code="frame.human-interest.2") == 1
    assert rows.loc["frame.human-interest.2", "alpha"] < 0


def test_one_coder_and_none_are_said_kindly() -> None:
    one = Board(tables.annotations("ramouseh-halyard", coder="a"))
    assert one.board["summary"] == "1 coding of 1 text by one coder: agreement needs two." and one.table.empty
    with pytest.raises(ValueError, match="Nothing can be compared here. 1 coding"):
        one.confusion
    assert "No codings were found here" in Board([]).twin()


def test_a_single_coder_can_be_laid_beside_the_key() -> None:
    one = Board(tables.annotations("ramouseh-halyard", coder="a"), key=True)
    rows = one.table.set_index("code")
    assert rows.loc["party", "alpha"] == pytest.approx(rows.loc["party", "key"])
    one.group = "party"
    assert "the key" in one.twin() or one.disagreements.empty


@pytest.mark.parametrize("source, said", [("no such folder", "no folder or zip called 'no such folder'"), (7, "needs a folder of codings"),
                                          (["x"], "needs a folder of codings")])
def test_what_is_no_work_of_a_class_is_a_sentence(source: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Board(source)


def test_texts_and_codes_of_ones_own(tmp_path: Path) -> None:
    mine = Article.of(TEXT.text, id="mine")
    book = [Code("theme.road", "theme", "Road", "", "", "", "", "")]
    for coder, span in (("Mina", (0, 7)), ("Leo", (4, 7))):
        hand_in(tmp_path / "own", coder, mine, [Annotation("mine", *span, "theme.road", coder, quote=mine.text[span[0]:span[1]])])
    assert Board(tmp_path / "own").board["summary"].startswith("No codings")
    found = Board(tmp_path / "own", articles=[mine], codebook=book)
    assert found.table[["title", "units", "marked"]].values.tolist() == [["Theme", 10, 2]]


def test_hostile_names_words_and_codes_stay_text(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    mine = Article.of(f"{bad} one two", id="mine", outlet=bad)
    for coder, end in ((f"A{bad}", 9), ("B", 12)):
        hand_in(tmp_path / "own", coder, mine, [Annotation("mine", 0, end, f"x.{bad}", coder, quote=mine.text[:end])])
    found = Board(tmp_path / "own", articles=[mine], codebook=[Code(f"x.{bad}", "x", bad, "", "", "", "", "")], named=True)
    assert "<script" not in found.twin() and "&lt;script" in found.twin()


def test_the_board_is_exported_with_its_content(tmp_path: Path) -> None:
    page = exported(tmp_path, 'b = kit.Board(kit.annotations(coder="class"), key=True)\nb.group = "party"\nb')
    for words in ("Agreement, group by group", "Party: code by code", "Where these coders part most", "sectarian militias", "Coder 3",
                  "too low to conclude from", "where one coder says the row", "The key:"):
        assert words in page
    assert "vnd.jupyter.widget-view" not in page and "Hana" not in page
