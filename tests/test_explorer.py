"""The Explorer without a browser: what it counts, what it lets one read, what it refuses, what an export keeps."""

from __future__ import annotations

import json
import pytest
from test_export import HOSTILE, exported

import kit
from kit import tables
from kit.errors import KitError
from kit.lines.grid import ALL, EVERY, LETTERS, MOST, OTHER, columns, inside, keys, tally
from kit.lines.line import LANGUAGES, LISTS, SLOTS, label_lines, mark_lines
from kit.widgets.explorer import COLUMNS, FILTERS, ROWS, Explorer

LINES = label_lines(tables.labels())


def test_every_label_is_a_line_and_every_code_has_a_name() -> None:
    assert len(LINES) == len(tables.labels())
    assert {line.slot for line in LINES} == set(SLOTS) and {line.lang for line in LINES} <= set(LANGUAGES)
    assert {line.voice for line in LINES} <= set(LETTERS)


@pytest.mark.parametrize("by", COLUMNS)
@pytest.mark.parametrize("event", tables.events(), ids=lambda event: event.id)
def test_a_cell_counts_the_lines_that_are_read_in_it(by: str, event: kit.Event) -> None:
    lines = [line for line in LINES if line.event == event.id]
    cells, names = tally(lines, by), columns(lines, by)
    assert len(names) <= MOST + 1
    for name in (ALL, *names):
        assert sum(sum(row.get(name, {}).values()) for row in cells.values()) == len(inside(lines, by, (EVERY, name)))
    for outlet, row in cells.items():
        assert all(sum(found.values()) == len(inside(lines, by, (outlet, name))) for name, found in row.items())


@pytest.mark.parametrize("slot", sorted(LISTS))
def test_word_groups_come_from_the_list_of_the_slot(slot: str) -> None:
    codes = {entry.code for id in LISTS[slot] for entry in kit.lexicon(id).entries}
    found = {key for line in LINES if line.slot == slot for key in keys(line, "words")}
    assert found - {OTHER} <= codes and found - {OTHER}


def test_a_label_in_another_language_stands_in_the_group_of_its_translation() -> None:
    russian = [line for line in LINES if line.lang == "ru" and line.slot == "armed_opposition" and "террорист" in line.label.lower()]
    assert russian and all("terrorist" in line.words for line in russian)


def test_filters_narrow_down_and_columns_follow_the_slot() -> None:
    widget = Explorer("ramouseh")
    assert widget.by == "slot" and widget.table[ALL].sum() == len(tables.labels("ramouseh"))
    widget.show(slot="armed_opposition", lang="ar")
    wanted = tables.labels("ramouseh", slot="armed_opposition", lang="ar")
    assert widget.by == "words" and sorted(widget.lines["label"]) == sorted(label.label for label in wanted)
    widget.show(slot="place")
    assert widget.by == "event"


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_has_a_menu_whose_numbers_are_those_of_the_labels(name: str) -> None:
    widget = Explorer()
    menu = next(menu for menu in widget.grid["menus"] if menu["name"] == name)
    value, _, n = max(menu["choices"], key=lambda choice: choice[2])
    assert sum(choice[2] for choice in menu["choices"]) == menu["all"] == len(LINES)
    widget.show(**{name: value})
    assert len(widget.lines) == n


def test_a_cell_gives_its_lines_and_sums_can_be_chosen() -> None:
    widget = Explorer(slot="armed_opposition")
    lines = widget.choose("sana", "terrorist")
    assert widget.cell == ["SANA (English)", "terrorist"] and len(lines) == widget.table.loc["SANA (English)", "terrorist"]
    assert set(lines["outlet"]) == {"SANA (English)"} and all("terrorist" in words for words in lines["words"])
    assert len(widget.choose(column="terrorist")) == widget.table["terrorist"].sum()
    widget.search = "zzz"
    assert widget.lines.empty and widget.table.empty and widget.grid["rows"] == []
    widget.search = "sana"
    assert [row["outlet"] for row in widget.grid["rows"]] == [EVERY, "SANA (English)"]


def test_sorting_and_pages() -> None:
    widget = Explorer(slot="armed_opposition")
    widget.order = "terrorist"
    assert widget.table["terrorist"].is_monotonic_decreasing
    widget.order = "outlet"
    names = [name.casefold() for name in widget.table.index]
    assert names[0] < names[-1] and len(names) > ROWS
    widget.page = 10_000
    assert widget.grid["page"] == widget.grid["pages"] - 1 and widget.grid["rows"][-1]["outlet"] == widget.table.index[-1]
    widget.lang = "tr"
    assert widget.page == 0


def test_a_page_is_small_however_many_outlets_there_are() -> None:
    assert len(Explorer().grid["rows"]) == ROWS + 1
    assert len(json.dumps(Explorer().grid)) < 60_000


def test_marks_of_composed_texts_and_counts_without_texts() -> None:
    texts = kit.articles()
    marks = kit.find("armed-opposition", texts)
    widget = Explorer(marks=marks, articles=texts)
    assert widget.table[ALL].sum() == len(marks) and "composed for teaching" in widget.about["title"]
    assert len(widget.table) == 6 and all(widget.lines["gloss"].str.len() > 0)
    counts = kit.fa_kes_counts()
    widget = Explorer(counts=counts)
    columns = [name for name in counts if name.startswith("terrorist: ")]
    assert widget.table["terrorist"].sum() == counts[columns].to_numpy().sum()
    assert widget.about["notes"] == counts.attrs["care"]


def test_composed_and_real_texts_are_not_put_into_one_grid() -> None:
    texts = [kit.articles()[0], kit.Article.of("Rebels.", outlet="x")]
    with pytest.raises(KitError, match="do not belong in one grid"):
        mark_lines(kit.find("armed-opposition", texts), texts)


@pytest.mark.parametrize(("asked", "said"), [
    ({"event": "ramuseh"}, "no event called 'ramuseh'. Did you mean 'ramouseh'"), ({"slot": "rebels"}, "no what is named called 'rebels'"),
    ({"lang": "xx"}, "no language called 'xx'"), ({"marks": []}, "nothing to explore")])
def test_a_wrong_name_is_answered_with_a_sentence(asked: dict, said: str) -> None:
    with pytest.raises(KitError, match=said):
        Explorer(**asked)


def test_wrong_filters_and_cells_are_answered_with_a_sentence() -> None:
    widget = Explorer("ramouseh", "armed_opposition")
    with pytest.raises(KitError, match="no filter 'language'. Choose among: event"):
        widget.show(language="ar")
    with pytest.raises(KitError, match="no column shown here called 'terorist'. Did you mean 'terrorist'"):
        widget.choose(column="terorist")


def test_the_export_has_the_grid_and_the_lines_and_nothing_runs(tmp_path) -> None:
    page = exported(
        tmp_path, 'one = kit.Explorer(slot="armed_opposition", lang="ar")\none.choose(column="terrorist")\none',
        f"bad = {HOSTILE!r}\na = kit.Article.of('Rebels ' + bad, outlet=bad)\ntwo = kit.Explorer(marks=[kit.Annotation(a.id, 0, 9, bad, 'x', '')], articles=[a])\n"
        "two.choose(bad, bad)\ntwo")
    for words in ("Labels by outlet", "never make a rate", "in quotation marks)", 'dir="rtl"', "translation (ours)", "all outlets, terrorist"):
        assert words in page
    assert "<script>alert" not in page and "<style>p{" not in page and "&lt;script&gt;alert(1)" in page
