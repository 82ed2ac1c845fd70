"""The Reader without a browser: layers as marks, what it shows and counts, what it says of a mark, its twin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit import render, tables
from kit.errors import KitError
from kit.model import Annotation, Article
from kit.reading.layers import LAYERS, layer, signs
from kit.widgets.explain import traps
from kit.widgets.reader import Reader
from kit.widgets.texts import text_data

ARTICLES = tables.articles()
LETTERED = [sign for sign in signs().values() if sign.letter]


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_marks_as_a_person_does(name: str) -> None:
    """Every mark quotes its text, has a code of the codebook and a row in the table of layers, and stands in order."""
    marks, book = layer(name, ARTICLES), {code.id for code in tables.codebook()}
    texts = {article.id: article.text for article in ARTICLES}
    assert len(marks) > 100
    for mark in marks:
        assert texts[mark.article][mark.start:mark.end] == mark.quote and mark.coder == f"rule:{name}"
        assert mark.code in book and signs()[mark.code].layer == name
    order = [(list(texts).index(mark.article), mark.start, -mark.end) for mark in marks]
    assert order == sorted(order)


@pytest.mark.parametrize("name, families", [("voice", ("source", "cue", "content")), ("agency", ("clause", "agent", "instrument")),
                                            ("figures", ("figure", "figure.source"))])
def test_what_belongs_together_shares_a_unit(name: str, families: tuple[str, ...]) -> None:
    """No unit has two marks of one family: a source, a cue, a content; an event, a doer, a means; a figure, its source."""
    seen = set()
    for mark in layer(name, ARTICLES):
        family = mark.code if mark.code in families else mark.code.split(".")[0]
        assert family in families and mark.unit and (mark.article, mark.unit, family) not in seen
        seen.add((mark.article, mark.unit, family))


def test_a_layer_has_what_its_reader_found() -> None:
    for article in ARTICLES[:8]:
        found = {(each.start, each.end) for each in kit.agency(article)}
        assert {(m.start, m.end) for m in layer("agency", article) if m.code.startswith("clause.")} == found
        contents = {each.content for each in kit.attributions(article) if each.content}
        assert {(m.start, m.end) for m in layer("voice", article) if m.code == "content"} == contents


@pytest.mark.parametrize("sign", LETTERED, ids=lambda sign: sign.code)
def test_every_sign_has_a_rule_and_its_measured_error(sign: object) -> None:
    measured = {row.reader for row in tables.table("accuracy")}
    assert sign.code in {code.id for code in tables.codebook()}
    assert sign.rule or sign.layer == "voice"  # there the kind of attribution is the rule
    assert not sign.measured or set(sign.measured.split(" | ")) <= measured
    assert sign.line in {line for _, line in render.LOOKS}


def test_signs_are_told_apart_by_their_letters() -> None:
    letters = [sign.letter for sign in LETTERED]
    assert len(set(letters)) == len(letters) and not any(letter.isupper() for letter in letters)  # capitals are the lexicons'


def test_every_kind_of_attribution_has_its_rule() -> None:
    kinds = {mark.note.partition(", ")[0] for mark in layer("voice", ARTICLES)} | {"headline", "orphaned"}
    assert {f"kind.{kind}" for kind in kinds} <= signs().keys()


@pytest.mark.parametrize("on, layers", [("armed-opposition", ()), ("voice", ("voice",)), ("agency", ("agency", "voice"))])
def test_it_opens_on_the_first_layer_or_the_first_lexicon(on: str, layers: tuple[str, ...]) -> None:
    assert Reader(ARTICLES[0], layers=layers).on == [on]


def test_no_two_marks_of_a_reader_look_alike() -> None:
    """A pair of colour and underline of its own, and a letter of its own, for each code of every list and layer."""
    reader = Reader(*ARTICLES[:4], lexicons=["armed-opposition", "state-side"], layers=list(LAYERS))
    codes = [code for one in reader.lists for code in one["codes"]]
    assert len(codes) > 25
    for looks in ([(code["colour"], code["line"]) for code in codes], [code["letter"] for code in codes]):
        assert len(set(looks)) == len(looks)


def test_marks_and_counts_follow_what_is_on() -> None:
    reader = Reader(*ARTICLES[:2], layers=["voice", "hedges"])
    for on in (["voice"], ["voice", "hedges"], ["armed-opposition", "hedges"], []):
        reader.on = on
        expected = [mark for id in on for article in ARTICLES[:2]
                    for mark in (layer(id, article) if id in LAYERS else kit.find(id, article))]
        assert reader.marks == expected and sum(reader.counts.values()) == len(expected)
    reader.on = ["voice"]
    assert {voice for _, voice in reader.counts} == {""}


def test_a_layer_is_read_when_it_is_first_wanted_and_marks_keep_their_numbers() -> None:
    reader = Reader(*ARTICLES[:2], lexicons=["armed-opposition"], layers=["voice", "agency"])
    before = [text["marks"] for text in reader.texts]
    assert {mark["list"] for marks in before for mark in marks} == {"armed-opposition", "voice"}
    reader.on = ["voice", "agency"]
    after = [text["marks"] for text in reader.texts]
    assert [[{**mark, "why": 0} for mark in marks[:len(old)]] for marks, old in zip(after, before)] == [
        [{**mark, "why": 0} for mark in old] for old in before]
    assert {mark["list"] for marks in after for mark in marks} == {"armed-opposition", "voice", "agency"}
    said = [[text["lines"][line] for line in mark["why"]] for text in reader.texts for mark in text["marks"]]
    reader.on = ["armed-opposition", "voice", "agency"]
    assert sorted(said) == sorted([list(line) for line in reader.why(mark)] for mark in reader.marks)


@given(st.text(st.sampled_from("ab “”.,\n\u0627😀"), max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5))
def test_the_pieces_for_the_browser_are_the_text(text: str, spans: list) -> None:
    marks = [Annotation("x", start, min(start + size, len(text)), "c", "me") for start, size in spans if start < len(text)]
    data = text_data(Article.of(text, id="x"), {"mine": marks})
    pieces = [piece for paragraph in data["paragraphs"] for piece in paragraph]
    assert "".join(words for words, _ in pieces) == "".join(text[a:b] for a, b in render.paragraphs(text))
    for number, mark in enumerate(marks):
        covered = "".join(words for words, over in pieces if number in over)
        assert covered == "".join(text[max(a, mark.start):min(b, mark.end)] for a, b in render.paragraphs(text))


@pytest.mark.parametrize("layers, code, words", [
    (["voice"], "source", ["Rule", "Found", "Ask", "It can be wrong", "How often right"]),
    (["agency"], "clause.agentless", ["Rule", "Found", "Ask", "It can be wrong", "How often right (agency: clause)"]),
    (["figures"], "figure", ["Rule", "Found", "Note", "Ask", "It can be wrong", "How often right"]),
    (["hedges"], "approximator", ["Rule", "Ask", "It may frame because it", "How often right"]),
    ([], "rebel", ["Word group", "Choosing it is", "It may frame because it", "Not marked in", "How often this list was right"]),
])
def test_a_mark_is_explained(layers: list[str], code: str, words: list[str]) -> None:
    reader = Reader(tables.article("ramouseh-halyard"), layers=layers)
    said = dict(reader.why(next(mark for mark in reader.marks if mark.code == code)))
    assert set(words) <= said.keys() and all(said.values())
    assert re.search(r"(?:\d+ cases\)|judged hits were right)$", [said[name] for name in said if name.startswith("How often")][-1])


def test_an_explanation_names_what_was_found_and_what_was_not() -> None:
    reader = Reader(Article.of("The town was shelled by the army. Ten were killed, the monitor said."), layers=["agency", "voice"])
    reader.on = ["agency", "voice"]
    said = {mark.quote: dict(reader.why(mark)) for mark in reader.marks}
    assert said["was shelled"]["Found"] == "passive with agent “was shelled”; agent “the army”"
    assert said["were killed"]["Found"] == "passive without agent “were killed”; agent: nobody named here"
    assert said["said"]["Found"] == "source “the monitor”; cue, neutral “said”; content “Ten were killed”"
    assert "voice: attributed" in said["were killed"]["Marked as"]


def test_long_lists_of_traps_are_shortened() -> None:
    assert all(len(traps(entry.trap)) < 200 for one in tables.lexicons() for entry in tables.lexicon(one.id).entries)
    assert traps("") == "" and traps("a | b") == "a, b"


def test_the_twin_has_the_letters_of_the_widget_and_a_table_by_layer() -> None:
    reader = Reader(*ARTICLES[:2], layers=["voice", "agency"])
    reader.on = ["armed-opposition", "voice", "agency"]
    twin, letters = reader.twin(), {code["letter"] for one in reader.lists for code in one["codes"]}
    assert set(re.findall(r"<sup[^>]*>([^<”‘’]+)", twin)) <= letters
    for words in ("Who says what", "Who does what", "Armed opposition", "composed for teaching", "Passive without agent", "Cue, neutral"):
        assert words in twin
    offsets = set(re.findall(r"text-underline-offset:(\d+)px", twin))
    assert len(offsets) == 3, "each of the three has a line of its own under the words"


def test_a_lexicon_of_ones_own_can_be_read() -> None:
    mine = kit.Lexicon("mine", "My list", "", "", "", "", "", (kit.Entry("corridor*", "way", "descriptive", "opens a way"),))
    reader = Reader(tables.article("ramouseh-halyard"), lexicons=[mine])
    assert {mark.code for mark in reader.marks} == {"way"} and reader.lists[0]["title"] == "My list"
    assert dict(reader.why(reader.marks[0]))["How often this list was right"] == "not judged yet"


@pytest.mark.parametrize("call, sentence", [
    (lambda: Reader(), "shows one to four articles, not 0"),
    (lambda: Reader(*ARTICLES[:5]), "shows one to four articles, not 5"),
    (lambda: Reader(ARTICLES[0], layers=["voices"]), "There is no layer called 'voices'. Did you mean 'voice'?"),
    (lambda: Reader(ARTICLES[0], lexicons=["rebels"]), "There is no lexicon called 'rebels'"),
    (lambda: Reader(ARTICLES[0], lexicons=["hedges"], layers=["hedges"]), "cannot stand in one Reader"),
    (lambda: setattr(Reader(ARTICLES[0]), "on", ["voice"]), "no lexicon or layer in this Reader called 'voice'"),
    (lambda: Reader(ARTICLES[0]).why(Annotation("x", 0, 1, "c", "me")), "not among those that the Reader shows"),
    (lambda: layer("mood", ARTICLES[0]), "There is no layer called 'mood'"),
])
def test_what_cannot_be_done_is_said(call, sentence: str) -> None:
    with pytest.raises(KitError, match=re.escape(sentence)):
        call()
