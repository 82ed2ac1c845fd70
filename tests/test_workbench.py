"""The Workbench: what may stand in a list, what a step changes, what is kept; that a saved list is read back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure.key import coded, naming
from test_export import exported

import kit
from kit import spreadsheet, tables, work
from kit.errors import KitError
from kit.measure import shares
from kit.measure.trial import Trial, by_key, entries
from kit.model import Article, Entry, Lexicon
from kit.reading.editing import Step, edited, from_json, lines, to_json, verdicts, what
from kit.reading.entries import EntryError, checked, tidy
from kit.widgets.workbench import Workbench

REBEL = Entry("rebel*", "rebel", "legitimising", "", "rebel-held")
REGIME = Entry("regime", "regime", "delegitimising", "denies a standing")
SMALL = Lexicon("small", "A small list", "", "", "", "0.90", "50", (REBEL, REGIME))
TEXTS = [Article.of("Rebels left the rebel-held east.\n\nA rebel group stayed, the regime said.", id="one", outlet="A"),
         Article.of("The regime and its ceasefire regime.\n\nFighters of both sides left.", id="two", outlet="B")]
WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
ENTRY = st.builds(Entry, WORDS, WORDS, st.sampled_from(["descriptive", "solidary"]), WORDS, WORDS)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What may stand in a list ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry, field, said", [
    (Entry("", "c", "descriptive", ""), "term", "Write a word or a phrase first"),
    (Entry(" \n\0", "c", "descriptive", ""), "term", "Write a word or a phrase first"),
    (Entry("*", "c", "descriptive", ""), "term", "A \\* alone would find every word"),
    (Entry("...", "c", "descriptive", ""), "term", "has no letter"),
    (Entry("re*bel", "c", "descriptive", ""), "term", "only at the very end"),
    (Entry("rebel *", "c", "descriptive", ""), "term", "right behind a letter"),
    (Entry("a|b", "c", "descriptive", ""), "term", "make several entries"),
    (Entry("REBEL*", "c", "descriptive", ""), "term", "“rebel\\*” stands on the list already"),
    (Entry("x" * 81, "c", "descriptive", ""), "term", "81 characters; 80 are the most"),
    (Entry("gang*", "", "descriptive", ""), "code", "to which word group"),
    (Entry("gang*", "c" * 41, "descriptive", ""), "code", "40 are the most"),
    (Entry("gang*", "c", "bad", ""), "stance", "legitimising, delegitimising"),
    (Entry("gang*", "c", "descriptive", "x" * 301), "gloss", "300 are the most"),
    (Entry("gang*", "c", "descriptive", "", "group of boys"), "trap", "does not hold “gang\\*”"),
    (Entry("gang*", "c", "descriptive", "", "gang*"), "trap", "would keep out every hit"),
    (Entry("gang*", "c", "descriptive", "", "a gang * of"), "trap", "only at the very end"),
])
def test_a_bad_entry_is_answered_by_a_sentence_about_its_field(entry: Entry, field: str, said: str) -> None:
    with pytest.raises(EntryError, match=said) as caught:
        checked(entry, SMALL.entries)
    assert caught.value.field == field


def test_an_entry_is_put_in_order() -> None:
    typed = Entry("  Opposition\nTroops ", " Army", "descriptive", " a  b ", "Opposition troops’ tea |")
    kept = Entry("opposition troops", "army", "descriptive", "a b", "opposition troops’ tea")
    assert checked(typed, SMALL.entries) == kept
    assert checked(Entry("إرهابي*", "terrorist", "delegitimising", ""), SMALL.entries).term == "إرهابي*"
    assert tidy("a\u202eb\u200c\u0000") == "ab\u200c"


def test_a_narrower_term_loses_the_traps_that_no_longer_fit() -> None:
    old = Entry("opposition*", "o", "descriptive", "", "opposition media | opposition fighters' families")
    assert checked(replace(old, term="opposition fighter*"), (), old.trap.split(" | ")).trap == "opposition fighters' families"
    with pytest.raises(EntryError, match="does not hold"):
        checked(replace(old, term="opposition fighter*", trap="new words"), (), [])


@pytest.mark.parametrize("lexicon", [row.id for row in tables.lexicons()])
def test_every_list_of_the_kit_stands_as_it_is(lexicon: str) -> None:
    found = tables.lexicon(lexicon).entries
    assert [entry for entry in found if checked(entry, [one for one in found if one is not entry]) != entry] == []


# Steps ----------------------------------------------------------------------------------------------------------------

GANG = Entry("gang*", "gang", "delegitimising", "")


@pytest.mark.parametrize("steps, terms, said", [
    ([], ["rebel*", "regime"], []),
    ([Step("add", entry=GANG)], ["rebel*", "regime", "gang*"], ["added"]),
    ([Step("add", entry=GANG), Step("drop", "gang*")], ["rebel*", "regime"], []),
    ([Step("drop", "regime")], ["rebel*"], ["dropped"]),
    ([Step("drop", "regime"), Step("add", entry=REGIME)], ["rebel*", "regime"], []),
    ([Step("change", "rebel*", replace(REBEL, term="rebels"))], ["rebels", "regime"], ["narrowed from rebel*"]),
    ([Step("change", "rebel*", replace(REBEL, term="rebels")), Step("change", "rebels", REBEL)], ["rebel*", "regime"], []),
    ([Step("change", "regime", replace(REGIME, term="regime*"))], ["rebel*", "regime*"], ["widened from regime"]),
    ([Step("change", "regime", replace(REGIME, term="the régime"))], ["rebel*", "the régime"], ["changed from regime"]),
    ([Step("change", "regime", replace(REGIME, trap="ceasefire regime"))], ["rebel*", "regime"],
     ["trap added: ceasefire regime"]),
    ([Step("change", "rebel*", replace(REBEL, trap="", code="x"))], ["rebel*", "regime"],
     ["traps removed: rebel-held; other code"]),
    ([Step("change", "gone", GANG), Step("drop", "gone")], ["rebel*", "regime"], []),
    ([Step("judge", places=(("one", 0, 6, "Rebels"),), verdict="right")], ["rebel*", "regime"], []),
])
def test_what_came_of_a_list(steps: list[Step], terms: list[str], said: list[str]) -> None:
    assert [entry.term for entry in edited(SMALL, steps).entries] == terms
    assert [what(line) for line in lines(SMALL, steps) if what(line)] == said
    assert from_json(json.loads(json.dumps(to_json(steps)))) == steps
    assert edited(SMALL, steps) is SMALL or edited(SMALL, steps).precision == ""


@pytest.mark.parametrize("rows", [
    None, 7, "x", [7], [{}], [{"do": "add"}], [{"do": "add", "entry": {"term": "x"}}], [{"do": "fly", "term": "x"}],
    [{"do": "judge", "places": [[1]], "verdict": "right"}], [{"do": ["add"]}], [{"do": "judge", "verdict": "maybe"}]])
def test_a_file_changed_by_hand_does_no_harm(rows: object) -> None:
    assert from_json(rows) == []


def test_the_last_verdict_holds() -> None:
    place = ("one", 0, 6, "Rebels")
    said = [Step("judge", places=(place,), verdict=verdict) for verdict in ("right", "wrong", "")]
    assert [verdicts(said[:n]).get(place) for n in range(4)] == [None, "right", "wrong", None]


# Measures -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right, n, low, high", [
    (81, 263, .2553, .3662), (15, 148, .0624, .1605), (0, 20, 0, .1611), (1, 29, .0061, .1718)])
def test_the_interval_is_that_of_newcombe_1998(right: int, n: int, low: float, high: float) -> None:
    """Method 3 of his table I, Statistics in Medicine 17, 857-872."""
    assert shares.share(right, n).interval == pytest.approx((low, high), abs=5e-5)


def test_few_cases_are_called_few_and_nonsense_is_answered() -> None:
    assert "too few" in repr(kit.share(19, 19)) and "too few" not in repr(kit.share(20, 20))
    assert kit.share(0, 0).interval == (0, 1) and repr(kit.share(0, 0)) == "0 of 0 (no case yet)"
    for right, n in ((3, 2), (-1, 2)):
        with pytest.raises(KitError, match="is no share"):
            kit.share(right, n)


def test_hits_won_and_lost_are_places() -> None:
    trial = Trial.of(SMALL, TEXTS).after([
        Step("change", "rebel*", replace(REBEL, term="rebel group*")),
        Step("add", entry=Entry("fighter*", "f", "descriptive", "")),
        Step("change", "regime", replace(REGIME, trap="ceasefire regime"))])
    assert [hit.quote for hit in trial.was] == ["Rebels", "rebel", "regime", "regime", "regime"]
    assert [hit.quote for hit in trial.hits] == ["rebel group", "regime", "regime", "Fighters"]
    assert [hit.quote for hit in trial.won] == ["Fighters"] and [hit.quote for hit in trial.lost] == ["Rebels", "regime"]
    found = {row["entry"].term: (row["was"], row["now"]) for row in entries(trial)}
    assert found == {"rebel group*": (2, 1), "regime": (3, 2), "fighter*": (0, 1)}


def test_precision_and_recall_on_the_key_are_those_of_the_measured_table() -> None:
    """Counted here and in tests/measure, which makes data/accuracy.csv; a mark that two hits meet makes a small difference."""
    trial = Trial.of(tables.lexicon("armed-opposition"), tables.articles())
    met, counted, marked = naming(coded(), "armed-opposition")
    precision, recall = by_key(trial, trial.hits)
    assert (recall.right, recall.n, len(trial.missed)) == (met, marked, marked - met)
    assert precision.share == pytest.approx(met / counted, abs=.02)


def test_hits_in_texts_that_nobody_marked_are_not_held_against_a_list() -> None:
    marked, changed = tables.article("castello-halyard"), tables.article("convoy-halyard")
    other = [*TEXTS, replace(changed, text="Rebels. " + changed.text)]
    alone, mixed = (Trial.of(tables.lexicon("armed-opposition"), texts) for texts in ([marked], [marked, *other]))
    assert len(mixed.hits) > len(alone.hits) and repr(by_key(alone, alone.hits)) == repr(by_key(mixed, mixed.hits))


def test_texts_that_nobody_marked_have_no_key() -> None:
    assert [found.n for found in by_key(Trial.of(tables.lexicon("armed-opposition"), TEXTS), [])] == [0, 0]
    assert Workbench("armed-opposition", TEXTS).recall.n == 0


def test_the_figures_that_lesson_07_names() -> None:
    verdicts = [row.verdict for row in kit.judged("armed-opposition", corpus="fa-kes")]
    assert [verdicts.count(one) for one in "10?"] == [92, 8, 5]
    codes = {entry.term: entry.code for entry in kit.lexicon("armed-opposition").entries}
    rows = [(codes[row.term], row.verdict == "1") for row in kit.judged("armed-opposition", corpus="fa-kes all years")]
    shares = {code: kit.share(rows.count((code, True)), sum(one == code for one, _ in rows)) for code in ("rebel", "terrorist")}
    assert [(one.right, one.n) for one in shares.values()] == [(20, 20), (24, 37)]
    assert shares["rebel"].interval[0] > shares["terrorist"].interval[1]


def test_a_key_word_of_lesson_07_is_one_texts_topic() -> None:
    """Two key words alike in evidence and size, and not in spread; nearly all of one stands in one text."""
    arwad = kit.articles(outlet="arwad")
    keys = kit.keyness(arwad, kit.articles(outlet="quwaiq")).set_index("word")
    even, uneven = keys.loc["gunmen"], keys.loc["militants"]
    assert even["log_likelihood"] == uneven["log_likelihood"] > 3.84 and even["log_ratio"] == uneven["log_ratio"]
    assert even["dp_first"] < uneven["dp_first"] and even["texts_first"] > uneven["texts_first"]
    assert kit.concordance(arwad, "militants").groupby("article").size().max() >= uneven["first"] - 1


# The widget without a browser -------------------------------------------------------------------------------------------


def test_a_task_from_python(desk: Path) -> None:
    bench = Workbench(SMALL, TEXTS)
    assert bench.add("fighter*", code="fighter") == "“fighter*” added. 1 hits won, 0 lost."
    assert bench.add("fighter*", code="fighter").endswith("just so.")
    assert bench.trap("regime", "ceasefire regime") == "“regime” changed. 0 hits won, 1 lost."
    assert bench.change("rebel*", term="rebels").startswith("“rebel*” changed. 0 hits won, 1 lost.")
    assert bench.drop("rebels") == "“rebels” dropped. 0 hits won, 1 lost."
    assert bench.changes.to_dict("records") == [
        {"entry": "rebel*", "code": "rebel", "change": "dropped", "hits_won": 0, "hits_lost": 2},
        {"entry": "regime", "code": "regime", "change": "trap added: ceasefire regime", "hits_won": 0, "hits_lost": 1},
        {"entry": "fighter*", "code": "fighter", "change": "added", "hits_won": 1, "hits_lost": 0}]
    assert bench.judge(bench.hits[0], "wrong") == "1 judged wrong." and bench.judge(bench.hits[1:], "right") == "2 judged right."
    assert (bench.precision.right, bench.precision.n) == (2, 3)
    assert {mark.voice for mark in bench.hits} <= set(kit.model.VOICES)
    assert bench.undo() == bench.undo() == "The verdict was taken back." and bench.precision.n == 0
    assert bench.restore("rebel*").startswith("“rebel*” put back.") and bench.undo().startswith("The added entry was taken away.")
    assert bench.undo() == "The entry is back. 1 hits won, 0 lost." and bench.undo() == "The change was undone. 1 hits won, 0 lost."
    assert Workbench(SMALL, TEXTS).changes["entry"].tolist() == ["regime", "fighter*"]


def test_two_benches_on_one_list_keep_each_others_steps() -> None:
    first, second = Workbench(SMALL, TEXTS), Workbench(SMALL, TEXTS)
    first.add("gang*", code="gang")
    second.add("fighter*", code="fighter")
    assert {"gang*", "fighter*"} <= {entry.term for entry in Workbench(SMALL, TEXTS).lexicon.entries}


def test_a_full_disk_loses_nothing_of_what_is_in_hand(desk: Path) -> None:
    (desk / "my_work").write_text("a file where the folder should be")
    bench = Workbench(SMALL, TEXTS)
    bench.add("gang*", code="gang")
    assert "could not be saved" in bench.view["said"]["trouble"]
    bench.add("fighter*", code="fighter")
    (desk / "my_work").unlink()
    bench.drop("regime")
    assert [entry.term for entry in Workbench(SMALL, TEXTS).lexicon.entries] == ["rebel*", "gang*", "fighter*"]


def test_what_the_browser_asks_is_done_or_answered(desk: Path) -> None:
    bench = Workbench(SMALL, TEXTS)
    ask = lambda do, of=(), **more: bench._asked(None, {"do": do, "of": of, "with": more, "draft": "x", "count": 7}, None)
    ask("add", ["re*bel"], code="c")
    assert bench.view["said"]["field"] == "term" and bench.view["said"]["draft"] == "x" and not bench.view["said"]["kept"]
    ask("add", ["gang*"], code="c")
    assert bench.view["said"] | {"sentence": ""} == {"sentence": "", "answers": 7, "kept": "x", "trouble": ""}
    ask("look", lines="all")
    places = [[row["article"], row["start"], row["end"]] for row in bench.view["lines"]]
    ask("judge", [places[:1], "wrong"])
    ask("judge", [places, "right", True])
    assert (bench.precision.right, bench.precision.n) == (len(places) - 1, len(places))
    ask("save", ["../x"])
    assert "cannot be a file name" in bench.view["said"]["sentence"] and not (desk / "x.csv").exists()
    ask("save", ["armed-opposition"])
    assert "Choose another name" in bench.view["said"]["sentence"]
    ask("look", lines="nonsense")
    assert "Choose one of" in bench.view["said"]["sentence"]


@pytest.mark.parametrize("articles, said", [([], "no article"), ([TEXTS[0], TEXTS[0]], "same id")])
def test_texts_that_cannot_be_tried_are_answered(articles: list[Article], said: str) -> None:
    with pytest.raises(KitError, match=said):
        Workbench(SMALL, articles)


def test_the_export_has_the_figures_the_changes_and_the_lines(tmp_path: Path) -> None:
    page = exported(tmp_path, 'b = kit.Workbench()\nb.add("faction*", code="<script>alert(1)</script>")\nb')
    for words in ("Armed opposition, tried on 48 composed texts", "marks of two coders that are found",
                  "What has changed since the first list", "faction*", "Entries with hits", "hits of the chosen entry"):
        assert words in page
    assert "vnd.jupyter.widget-view" not in page and "<script>alert" not in page


# Saved as a spreadsheet takes it ----------------------------------------------------------------------------------------


@given(WORDS)
def test_a_cell_is_safe_and_comes_back(cell: str) -> None:
    safe = spreadsheet.guarded(cell)
    assert spreadsheet.unguarded(safe) == cell and not safe.lstrip()[:1] in tuple("=+-@")


@given(st.lists(ENTRY, max_size=6))
def test_a_saved_list_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, given_: list[Entry]) -> None:
    kept: list[Entry] = []
    for entry in given_:
        try:
            kept.append(checked(entry, kept))
        except EntryError:
            pass
    target = work.write(tmp_path_factory.mktemp("lists") / "my list.csv", spreadsheet.as_csv(
        tables.columns(Entry), [[getattr(entry, name) for name in tables.columns(Entry)] for entry in kept]))
    assert list(tables.lexicon(target).entries) == kept


@pytest.mark.parametrize("term, stored", [
    ("-held", "'-held"), ("@home", "'@home"), ("=sum(a1)", "'=sum(a1)"), ("+1", "'+1"), ("rebel*", "rebel*")])
def test_a_formula_is_no_formula_in_the_file(desk: Path, term: str, stored: str) -> None:
    bench = Workbench(replace(SMALL, entries=()), TEXTS)
    bench.add(term, code="c")
    saved = bench.save("mine")
    assert saved.read_text(encoding="utf-8").splitlines() == ["term,code,stance,gloss,trap", f"{stored},c,descriptive,,"]
    assert kit.lexicon("mine").entries == kit.lexicon(saved).entries == kit.lexicon(str(saved)).entries == bench.lexicon.entries


def test_a_saved_list_is_found_by_name_and_by_path(desk: Path) -> None:
    saved = Workbench(SMALL, TEXTS).save("mine.csv")
    assert [mark.coder for mark in kit.find("mine", TEXTS)] == ["lexicon:mine"] * 5 == [mark.coder for mark in kit.find(saved, TEXTS)]
    assert Workbench("mine", TEXTS).lexicon.entries == SMALL.entries and kit.Reader(*TEXTS, lexicons=["mine"]).marks
    for name, said in (("nowhere.csv", "There is no list called"), ("mien", "Did you mean 'mine'")):
        with pytest.raises(KitError, match=said):
            kit.lexicon(name)
    (desk / "my_work" / "mine.csv").write_text("word;code\nrebel*;rebel\n")
    with pytest.raises(KitError, match="the column 'term' is missing"):
        kit.lexicon("mine")
    with pytest.raises(KitError, match="no list that can be read. Choose another name"):
        Workbench(SMALL, TEXTS).save("mine")
    assert (desk / "my_work" / "mine.csv").read_text() == "word;code\nrebel*;rebel\n"
