"""Page and key of a splice: read together, compared with a reader's tracing; each mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import content
import pytest

import kit
from kit import provenance, tables
from kit.check import content as in_tables
from kit.measure.reuse import reuse, shared_words

HEAD = "line,text_start,voice,origin,phenomenon,contradicts,note\n"
GOOD = HEAD + "1,Share,boilerplate,boilerplate,boilerplate,,\n2,Rebels win,page,original,contradiction,3,\n3,The army won,arwad,x,contradiction | my own kind,2,Why.\n"
PAGE = "Share this\n\n  Rebels win the road  \nThe army won the road\n"


def pair(folder: Path, key: str = GOOD, page: str = PAGE) -> tuple[Path, Path]:
    (folder / "page.txt").write_text(page, encoding="utf-8")
    (folder / "key.csv").write_text(key, encoding="utf-8")
    return folder / "page.txt", folder / "key.csv"


def test_a_page_of_ones_own_is_read_with_its_key(tmp_path: Path) -> None:
    lines, key = provenance.read(*pair(tmp_path))
    assert lines == ["Share this", "Rebels win the road", "The army won the road"]
    assert provenance.of_key(key[2]) == {"voice": "arwad", "origin": "x", "phenomena": ["contradiction", "my own kind"], "contradicts": [2]}


def test_what_a_spreadsheet_does_to_the_key_is_accepted(tmp_path: Path) -> None:
    text, key = pair(tmp_path)
    key.write_bytes(("\ufeff" + GOOD.replace(",", ";")).replace("\n", "\r\n").encode("utf-8"))
    text.write_bytes(PAGE.replace("\n", "\r\n").encode("utf-8"))
    assert len(provenance.read(text, key)[0]) == 3


@pytest.mark.parametrize("key, page, words", [
    (GOOD.replace("3,The army", "4,The army"), PAGE, ["key.csv:4:", "'4'", "3 is next"]),
    (GOOD.replace("Rebels win", "Rebels lose"), PAGE, ["key.csv:3:", "'Rebels lose'", "page.txt:3", "'Rebels win the road'"]),
    (GOOD, PAGE + "One more\n", ["key.csv:4:", "3 rows", "page.txt has 4 lines"]),
    (GOOD.replace("page,original", ",original"), PAGE, ["key.csv:3:", "'voice' is empty"]),
    (GOOD.replace("contradiction,3", "contradicton,3"), PAGE, ["key.csv:3:", "'contradicton'", "did you mean 'contradiction'?"]),
    (GOOD.replace("contradiction,3", "contradiction,9"), PAGE, ["key.csv:3:", "'9'", "1 to 3"]),
    (GOOD.replace("contradiction,3", "contradiction,2"), PAGE, ["key.csv:3:", "'2'", "other lines"]),
    (GOOD.replace("voice,", "voices,"), PAGE, ["key.csv:1:", "'voice' is missing"]),
    (GOOD.replace("Why.", 'Why, "so"'), PAGE, ["key.csv:4:", "8 cells"]),
    (HEAD, PAGE, ["key.csv", "0 rows"]),
])
def test_each_mistake_is_named_with_its_line(tmp_path: Path, key: str, page: str, words: list[str]) -> None:
    with pytest.raises(tables.TableError) as error:
        provenance.read(*pair(tmp_path, key, page))
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(tables.TableError, match="no file called .*nowhere.txt"):
        provenance.read(tmp_path / "nowhere.txt", pair(tmp_path)[1])


def test_the_check_of_all_tables_looks_through_the_splice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = content.copy(tmp_path, monkeypatch)
    line = content.change(house / "data" / "splice.csv", 6, contradicts="2 77")
    assert [said for said in in_tables.problems() if said.startswith(f"splice.csv:{line}: 'contradicts' has '77'")]


def test_the_shipped_key_is_whole() -> None:
    lines, key = provenance.read()
    articles = {one.id: one.outlet for one in kit.articles()}
    assert [line for line in kit.splice().text.split("\n\n")] == lines
    for row in key:
        assert provenance.phenomena(row) <= set(provenance.PHENOMENA)
        assert row.origin in (*articles, provenance.ORIGINAL, provenance.NOBODY)
        assert row.origin not in articles or articles[row.origin] == row.voice
    pairs = {(int(row.line), other) for row in key for other in provenance.of_key(row)["contradicts"]}
    assert pairs == {(other, line) for line, other in pairs}


def test_somebody_who_says_what_the_key_says_agrees_wholly() -> None:
    _, key = provenance.read()
    same = provenance.agreement({int(row.line): provenance.of_key(row) for row in key}, key)
    assert all(row["only you"] == row["only the key"] == 0 and row["shared"] for row in same)
    assert {row["what"]: row["shared"] for row in same}["contradicting pairs"] == sum(len(row.contradicts.split()) for row in key) / 2


def test_agreement_counts_only_what_was_answered() -> None:
    _, key = provenance.read()
    mine = {7: {"voice": "halyard", "phenomena": ["off topic", "false meanwhile"], "contradicts": [6]}, 1: {"voice": provenance.UNSURE}}
    rows = {row["what"]: (row["shared"], row["only you"], row["only the key"]) for row in provenance.agreement(mine, key)}
    assert rows["voice"] == (0, 1, 2) and rows["off topic"] == (0, 1, 0) and rows["false meanwhile"] == (1, 0, 0)
    assert rows["contradicting pairs"] == (1, 0, 4) and "duplicate" not in rows


def test_a_pair_named_from_either_end_is_one_pair() -> None:
    _, key = provenance.read()
    one = provenance.agreement({6: {"contradicts": [7]}, 7: {}}, key)
    both = provenance.agreement({6: {"contradicts": [7]}, 7: {"contradicts": [6]}}, key)
    assert one[-1]["shared"] == both[-1]["shared"] == 1


def test_every_copied_line_is_nearest_to_the_text_that_the_key_names() -> None:
    found = reuse(kit.splice(), kit.articles("ramouseh"))
    copied = [(row.article, one.origin) for row, one in zip(found.itertuples(), provenance.read()[1]) if one.origin.startswith("ramouseh")]
    assert len(copied) >= 15 and all(near == origin for near, origin in copied)


def test_reuse_in_the_page_itself_finds_the_caption_that_exact_comparison_misses() -> None:
    page = kit.splice()
    lines = page.text.split("\n\n")
    twice = {number for number, line in enumerate(lines, 1) if lines.count(line) > 1}
    near = set(reuse(page, page).query("share > 0.5")["line"])
    assert near - twice == {8, 31} and twice < near


def test_reuse_says_nothing_where_nothing_is_shared() -> None:
    page = kit.Article.of("Road\n\nحلب")
    found = reuse(page, [kit.Article.of("Other words", id="b")])
    assert found["share"].tolist() == [0, 0] and found["article"].tolist() == ["", ""]
    assert reuse(kit.Article.of("…"), []).to_dict("records") == [{"line": 1, "share": 0.0, "article": "", "text": "…", "sentence": ""}]


@pytest.mark.parametrize("line, other", [("a b c", "b c d"), ("", "x"), ("حلب المدينة 💚 سقطت", "حلب المدينة"), ("x y", "x y")])
def test_pieces_make_up_the_line(line: str, other: str) -> None:
    assert "".join(piece for piece, _ in shared_words(line, other)) == line


def test_what_lesson_06_says_of_copies_still_holds() -> None:
    page, accounts, key = kit.splice(), kit.articles("ramouseh"), provenance.read()[1]
    lines, origins = page.text.split("\n\n"), {int(row.line): row.origin for row in key}
    found = reuse(page, accounts).query("share >= 0.3")
    copied = {line for line, origin in origins.items() if origin.startswith("ramouseh-")}
    assert (sum(line in one.text for line in lines for one in accounts), sum(lines.count(line) > 1 for line in lines)) == (0, 2)
    assert (len(copied), len(found), set(found["line"]) - copied, copied - set(found["line"])) == (18, 16, {24}, {7, 10, 27})


def test_what_lesson_06_says_of_readers_and_counts_still_holds() -> None:
    page, key = kit.splice(), {int(row.line): row for row in provenance.read()[1]}
    lines = page.text.split("\n\n")
    assert {each.hops for each in kit.attributions(page)} == {1}
    heard = {place: [lines[place - 1][slice(*each.source)] for each in kit.attributions(lines[place - 1]) if each.source] for place in (15, 19, 23)}
    assert heard == {15: ["he"], 19: ["The victory"], 23: []}
    marks = kit.find("armed-opposition", page)
    assert len({key[page.text.count("\n\n", 0, mark.start) + 1].voice for mark in marks}) == 6
    assert [mark.voice for mark in marks if mark.code == "terrorist"] == ["attributed", "no attribution found"]
    hostages = [one for one in kit.labels("corridors") if "hostage" in one.label + one.gloss and one.date < "2016-08"]
    assert sorted(one.voice for one in hostages) == ["headline", "own"] + ["quoted"] * 5 and len({one.lang for one in hostages}) == 4
    assert {one.attributed_to for one in hostages if one.voice == "quoted"} == {"Defence Minister Shoigu"}
