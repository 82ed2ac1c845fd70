"""Counting, keyness, concordance and claims: pinned to published examples, or worked out by hand beside the test."""

import math
import pickle
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from kit.errors import KitError
from kit.measure.contested import claim_table, disagreement
from kit.measure.context import collocates, concordance, direction
from kit.measure.tokens import corpus
from kit.measure.keywords import dispersion, keyness, log_likelihood, log_odds, log_ratio
from kit.measure.lookup import hits, spread
from kit.measure.shares import against, share, touching
from kit.measure.rates import FEW_MARKS, FEW_TEXTS, UNREAD, count, counts, coverage, rates
from kit.model import VOICES, Annotation, Article, Claim, Fact
from kit.text import any_of, fold, words

TEXTS = [
    "“Rebels” seize road\n\nThe rebels, rebel-held east: anti-rebel forces. Rebel's rebellion… cease-fire, ceasefire.",
    "الثوار في حلب\nقال الثوّار إن المعارضة المسلحة 😀 دخلت حلب.",
    "House-to-house fighting in the rebel -\nheld city;  armed opposition, armed\nopposition groups 1,200 of 8,000.",
    "", " \n- ", "Again again again, again.",
]
ARTICLES = [Article.of(text, outlet="AB"[k % 2], id=f"t{k}") for k, text in enumerate(TEXTS)]
PATTERNS = ["rebel", "rebel*", "REBELS", "cease-fire", "ceasefire", "armed opposition", "armed opp*", "house", "the", "a*",
            "الثوار", "حلب", "المعارضة المسلحة", "1,200", "8,000", "held", "rebel-held", "rebel's", "to-house", "again again", "zzz"]


def article(text: str, **facts: str) -> Article:
    return Article.of(text, **{"outlet": "A", **facts})


# reading

@given(st.lists(st.text(st.sampled_from("ab ظبَ \n\t\u00a0'’-‑,.12İß😀中_"), max_size=40), max_size=4))
def test_a_corpus_has_the_words_of_its_texts_and_their_places(texts):
    read = corpus([article(text, id=str(k)) for k, text in enumerate(texts)])
    for k, text in enumerate(texts):
        part = slice(read.bounds[k], read.bounds[k + 1])
        assert read.starts[part].tolist() == [a for a, _ in words(text)]
        assert [read.vocabulary[i] for i in read.ids[part]] == [fold(text[a:b]) for a, b in words(text)]
    assert len(read.ids) == read.bounds[-1] == read.frequencies.sum()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_corpus_finds_what_the_lexicon_reader_would_find(pattern):
    found = hits(corpus(ARTICLES), pattern)
    expected = [(k, *match.span()) for k, text in enumerate(TEXTS) for match in any_of([pattern]).finditer(fold(text))]
    assert list(zip(*(part.tolist() for part in found[:3]))) == expected
    assert spread(corpus(ARTICLES), pattern).tolist() == [sum(one[0] == k for one in expected) for k in range(len(TEXTS))]


@pytest.mark.parametrize("pattern", ["", "*", "*ist", "re*bel", "'moderate' rebels", "..."])
def test_a_pattern_that_cannot_be_looked_up_says_why(pattern):
    with pytest.raises(ValueError, match="Give a word or a phrase"):
        hits(corpus(ARTICLES), pattern)


def test_part_of_a_corpus_is_the_corpus_of_the_part():
    read, alone = corpus(ARTICLES).where(outlet="A"), corpus(ARTICLES[::2])
    assert [read.vocabulary[i] for i in read.ids] == [alone.vocabulary[i] for i in alone.ids]
    assert read.bounds.tolist() == alone.bounds.tolist() and read.starts.tolist() == alone.starts.tolist()


def test_a_corpus_and_a_count_can_be_sent_to_another_process():
    again = pickle.loads(pickle.dumps(corpus(ARTICLES)))
    assert again.ids.tolist() == corpus(ARTICLES).ids.tolist() and pickle.loads(pickle.dumps(count))([]) == Counter()


@pytest.mark.parametrize("terms", [["rebel*", "armed opposition"], []])
def test_counts_of_parts_add_up_to_the_count_of_the_whole(terms):
    parts = sum((count([one], terms) for one in ARTICLES), Counter())
    assert parts == count(ARTICLES, terms) != Counter()


# rates and counts

def marked(text: str, k: int, codes: str, outlet: str = "A") -> tuple[Article, list[Annotation]]:
    one = article(text, id=f"m{outlet}{k}", outlet=outlet)
    return one, [Annotation(one.id, i, i + 1, code, "list", VOICES[i % 3]) for i, code in enumerate(codes)]


def sample(texts: int) -> tuple[list[Article], list[Annotation]]:
    """Each text has ten words and 0, 1, 2, 0, 1, 2 ... marks."""
    pairs = [marked("one two three four five six seven eight nine ten", k, "x" * (k % 3)) for k in range(texts)]
    return [one for one, _ in pairs], [mark for _, marks in pairs for mark in marks]


def test_a_rate_is_marks_per_thousand_words_with_its_n():
    line = rates(*sample(9)).iloc[0]
    assert (line["outlet"], line["code"], line["count"], line["words"], line["texts"], line["rate"]) == ("A", "x", 9, 90, 9, 100)
    assert 0 <= line["low"] < line["rate"] < line["high"] <= 200 and line["note"] == ""


def test_rates_are_the_same_every_time_and_per_what_is_asked():
    first, second = rates(*sample(9)), rates(*sample(9))
    assert first.equals(second)
    assert rates(*sample(9), per=10_000)["high"].tolist() == pytest.approx((10 * first["high"]).tolist())


@pytest.mark.parametrize("texts, marks, few", [(FEW_TEXTS - 1, 9, "4 texts"), (9, 4, "4 marks"), (1, 1, "1 text, 1 mark")])
def test_too_little_gets_no_interval(texts, marks, few):
    articles, _ = sample(texts)
    found = rates(articles, [Annotation(articles[0].id, i, i + 1, "x", "list") for i in range(marks)]).iloc[0]
    assert found["note"] == f"too few: {few}" and math.isnan(found["low"]) and math.isnan(found["high"]) and found["rate"] > 0


def test_just_enough_gets_an_interval():
    articles, _ = sample(FEW_TEXTS)
    found = rates(articles, [Annotation(articles[0].id, i, i + 1, "x", "list") for i in range(FEW_MARKS)]).iloc[0]
    assert found["note"] == "" and found["low"] == 0 and found["high"] > found["rate"]


def test_every_outlet_has_a_row_for_every_code_also_for_none():
    one, two = marked("a b", 1, "xy"), marked("c d", 1, "", outlet="B")
    found = rates([one[0], two[0]], one[1])
    assert [tuple(row) for row in found[["outlet", "code", "count"]].values] == [
        ("A", "x", 1), ("A", "y", 1), ("B", "x", 0), ("B", "y", 0)]
    assert rates([two[0]], [], code="x")["count"].tolist() == [0]


def test_marks_elsewhere_are_counted_as_left_out_and_never_in():
    articles, marks = sample(9)
    found = rates(articles[:5], marks)
    assert found["count"].sum() == 4 and found.attrs["left out"] == 5
    with pytest.raises(ValueError, match="None of the marks is in these articles"):
        rates(articles, [Annotation("elsewhere", 0, 1, "x", "list")])


def test_rates_by_voice_add_up_to_the_rate():
    articles, marks = sample(9)
    split = rates(articles, marks, voice=True)
    assert set(split["voice"]) <= set(VOICES)
    assert split["rate"].sum() == pytest.approx(rates(articles, marks)["rate"].sum())


@pytest.mark.parametrize("call, said", [
    (lambda: rates(ARTICLES, [], by="colour"), "no field called 'colour'"),
    (lambda: rates([ARTICLES[0]] * 2, []), "have the id 't0'"),
    (lambda: counts([], by="outlet"), "Give the articles too"),
])
def test_errors_of_counting_say_what_to_do(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_counts_split_by_voice_and_say_where_nobody_read_it():
    articles, marks = sample(9)
    found = counts([*marks, Annotation("mA0", 0, 1, "x", "Mina")], articles, by="outlet")
    assert list(found.columns) == [*VOICES, UNREAD, "all"]
    assert found.loc["A"].tolist() == [6, 3, 0, 1, 10]
    assert counts(marks).loc["x", "all"] == 9 and list(counts(marks, voice=False).columns) == ["all"]


# who reports what

def test_coverage_tells_silence_from_not_having_looked():
    texts = [article("x", id=id, outlet=outlet, event=event) for id, outlet, event in
             (("1", "A", "convoy"), ("2", "A", "convoy"), ("3", "B", "convoy"), ("4", "C", "convoy"), ("5", "D", "omran"), ("6", "E", "castello"))]
    facts = [Fact(f"convoy.{k}", "convoy", f"fact {k}", "agreed", "", "", "", "") for k in (1, 2)]
    marks = [Annotation(id, 0, 1, code, "Mina") for id, code in
             (("1", "fact.convoy.1"), ("2", "fact.convoy.1"), ("2", "fact.convoy.1"), ("3", "frame.cause"), ("5", "fact.convoy.2"), ("6", "party.state"))]
    found = coverage(texts, facts, marks)
    assert found.astype(object).where(found.notna(), "?").values.tolist() == [[2, 0], [0, 0], ["?", "?"], [0, 1], ["?", "?"]]
    assert found.attrs["facts"] == {"convoy.1": "fact 1", "convoy.2": "fact 2"}


# keyness

WAR = (620, 267, 1_017_879, 1_007_532)  # "war" in AmE06 and BE06: Brezina 2018, Statistics in Corpus Linguistics, ch. 3


def test_brezinas_textbook_example():
    assert log_likelihood(*WAR, cells=2) == pytest.approx(140.87, abs=0.005)
    assert log_ratio(*WAR) == pytest.approx(1.20, abs=0.005)


@pytest.mark.parametrize("cells, published", [(2, 27.3508), (4, 27.3694)])
def test_both_forms_of_log_likelihood(cells, published):
    assert log_likelihood(100, 50, 100_000, 120_000, cells=cells) == pytest.approx(published, abs=5e-5)


def test_manning_and_schuetze_most_powerful():
    """Foundations of Statistical NLP, table 5.12: c(most) = 12,593, c(powerful) = 932, together 150, N = 14,307,668.

    The book prints 1291.42; nltk, which tests itself against the book, finds 1291.32 as we do.
    """
    assert log_likelihood(150, 932 - 150, 12_593, 14_307_668 - 12_593) == pytest.approx(1291.42, abs=0.11)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(70, 9000), st.integers(70, 9000))
def test_four_cells_are_nltks_likelihood_ratio(a, b, n, m):
    theirs = BigramAssocMeasures.likelihood_ratio(a, (a + b, n), n + m)
    assert log_likelihood(a, b, n, m) == pytest.approx(theirs, rel=1e-6, abs=1e-6)


def test_log_odds_by_hand():
    """Counts 8, 2 against 2, 8 and a prior of 10 words: pooled 10, 10 of 20, so 5 a word.

    The first word: 13 of 20 against 7 of 20; ln(13/7) - ln(7/13) = 2 ln(13/7); variance 1/13 + 1/7.
    """
    z = 2 * math.log(13 / 7) / math.sqrt(1 / 13 + 1 / 7)
    assert log_odds([8, 2], [2, 8], prior=10).tolist() == pytest.approx([z, -z])
    assert z == pytest.approx(2.641, abs=0.001)


def test_a_larger_prior_pulls_harder():
    small, large = (abs(log_odds([8, 2, 90], [2, 8, 90], prior=prior)[0]) for prior in (10, 1000))
    assert large < small


def test_gries_dispersion_example():
    """Gries 2008, pp. 415-416: five parts of 9, 10, 10, 10 and 11 words with 1, 2, 3, 4 and 5 hits: DP = 0.18."""
    parts = [article("a " * k + "b " * (n - k), id=str(k)) for k, n in zip((1, 2, 3, 4, 5), (9, 10, 10, 10, 11))]
    read = corpus(parts)
    assert dispersion(read)[read.vocabulary.index("a")] == pytest.approx(0.18)


@pytest.mark.parametrize("block", [1, 4, 10**6])
def test_dispersion_is_gries_sum_for_every_word_however_many_are_counted_at_once(block, monkeypatch):
    monkeypatch.setattr("kit.measure.keywords.BLOCK", block)
    read = corpus(ARTICLES)
    for k, found in enumerate(dispersion(read)):
        here = [list(read.ids[a:b]).count(k) for a, b in zip(read.bounds, read.bounds[1:])]
        assert found == pytest.approx(sum(abs(n / sum(here) - size / len(read.ids)) for n, size in zip(here, read.sizes)) / 2)


def test_keyness_shows_effect_evidence_spread_and_texts_together():
    first = [article("siege siege siege road", id=str(k)) for k in range(3)]
    second = [article("road road regime regime", id="s"), article("road", id="r")]
    found = keyness(first, second, minimum=1).set_index("word")
    assert list(found.index) == ["siege", "road", "regime"]
    line = found.loc["siege"]
    assert (line["first"], line["second"], line["texts_first"], line["texts_second"]) == (9, 0, 3, 0)
    assert line["log_ratio"] == pytest.approx(math.log2((9 / 12) / (0.5 / 5)))  # none in five words stands as one half
    assert line["dp_first"] == pytest.approx(0) and math.isnan(line["dp_second"])
    assert found.loc["regime", "note"] == "in one text only" and found.loc["road", "note"] == ""


@pytest.mark.parametrize("apart", [True, False])
def test_keyness_is_the_same_for_groups_read_apart_or_together(apart):
    first, second = ARTICLES[::2], ARTICLES[1::2]
    whole = corpus(ARTICLES)
    found = keyness(*((first, second) if apart else (whole.where(outlet="A"), whole.where(outlet="B"))), minimum=1)
    turned = keyness(second, first, minimum=1).set_index("word")
    assert found["first"].sum() == sum(len(words(one.text)) for one in first)
    for line in found.itertuples():
        assert line.log_odds_z == pytest.approx(-turned.loc[line.word, "log_odds_z"])


def test_keyness_needs_two_groups_with_words():
    with pytest.raises(ValueError, match="the second has no words"):
        keyness([article("a b")], [])


# concordance and collocates

@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_line_of_a_concordance_is_in_its_text(pattern):
    texts = {one.id: one.text for one in ARTICLES}
    for line in concordance(ARTICLES, pattern, width=20).itertuples():
        text = texts[line.article]
        assert text[line.start:line.end] == line.hit
        flat = " ".join(text.split())
        assert f"{line.left}" in flat and f"{line.right}" in flat and max(len(line.left), len(line.right)) <= 20


def test_a_concordance_cuts_no_word_and_knows_its_direction():
    lines = concordance(ARTICLES, "rebel*", width=12)
    assert lines.iloc[1].tolist() == ["road The", "rebels", ", rebel-held", "t0", "A", 25, 31, "ltr"]
    assert lines.iloc[3][["left", "hit", "right"]].tolist() == ["east: anti-", "rebel", "forces."]
    assert set(concordance(ARTICLES, "حلب")["direction"]) == {"rtl"}
    mixed = [article("Al Jazeera: الثوار في حلب", id="m"), article("The word حلب means", id="n"), article("1 2", lang="he", id="o")]
    assert [direction(one) for one in mixed] == ["rtl", "ltr", "rtl"]
    assert concordance(ARTICLES, "zzz").columns.tolist() == lines.columns.tolist()


def test_collocates_by_hand():
    """"x" stands twice; within one word of it stand a (twice), b, and "the" once; the text is 8 words long."""
    texts = [article("a x a b the", id="1"), article("the x b", id="2")]
    found = collocates(texts, "x", window=1, minimum=1).set_index("word")
    assert found["near"].to_dict() == {"a": 2, "b": 1, "the": 1}
    assert found["elsewhere"].to_dict() == {"a": 0, "b": 1, "the": 1} and found["texts"].to_dict() == {"a": 1, "b": 1, "the": 1}
    assert found.loc["a", "log_likelihood"] == pytest.approx(float(log_likelihood(2, 0, 4, 2)))
    assert found.loc["a", "logdice"] == pytest.approx(14 + math.log2(2 * 2 / (2 + 2)))  # Rychlý 2008: 14, always together


def test_collocates_stay_in_their_text_and_count_a_word_once():
    texts = [article("a b", id="1"), article("x y x", id="2"), article("c", id="3")]
    found = collocates(texts, "x", window=5, minimum=1)
    assert found[["word", "near"]].values.tolist() == [["y", 1]]
    assert collocates(texts, "zzz").empty


def test_the_words_of_a_phrase_are_not_its_collocates():
    found = collocates([article("the armed opposition groups")], "armed opposition", window=2, minimum=1)
    assert sorted(found["word"]) == ["groups", "the"]


def test_a_phrase_at_either_end_of_a_corpus_has_its_words():
    read = corpus([article("armed opposition seized it", id="1"), article("the armed opposition left", id="2")])
    assert [list(map(int, row)) for row in zip(*hits(read, "armed opposition"))] == [[0, 0, 16, 0, 2], [1, 4, 20, 5, 7]]


# shares

@pytest.mark.parametrize("right, n, low, high, note", [  # Wilson (1927), worked out: z = 1.959964
    (0, 0, 0, 1, "no case yet"), (0, 20, 0, 0.16113, ""), (20, 20, 0.83887, 1, ""), (10, 20, 0.29930, 0.70070, ""), (19, 19, 0.83182, 1, "too few: 20 cases"),
])
def test_a_share_has_wilsons_interval_and_too_few_cases_are_said(right, n, low, high, note):
    one = share(right, n)
    assert one.interval == pytest.approx((low, high), abs=1e-5) and one.note.startswith(note) and bool(one.note) == bool(note)


@pytest.mark.parametrize("right, n", [(5, 4), (-1, 4)])
def test_more_right_than_there_are_is_no_share(right, n):
    with pytest.raises(KitError, match="is no share"):
        share(right, n)


def test_only_marks_that_share_a_character_meet_and_doubtful_ones_do_not_count():
    key, unsure = [Annotation("a", 4, 9, "x", "key")], [Annotation("a", 20, 25, "x", "key")]
    marks = [Annotation(text, start, end, "x", "list") for text, start, end in
             [("a", 0, 4), ("a", 9, 12), ("a", 8, 10), ("b", 4, 9), ("a", 24, 30)]]
    assert touching(marks, key) == [False, False, True, False, False]
    precision, recall = against(marks, key, passed=unsure)
    assert (precision.right, precision.n, recall.right, recall.n) == (1, 4, 1, 1)
    assert against(marks[-1:], [*key, *unsure], passed=unsure)[0].right == 1  # it meets the key as well


# claims

def claim(low: str, high: str = "", **facts: str) -> Claim:
    empty = dict.fromkeys(Claim.__dataclass_fields__, "")
    base = {"id": "c1", "event": "convoy", "quantity": "trucks_hit", "unit": "trucks", "claim_date": "2016-09-20"}
    return Claim(**{**empty, **base, "low": low, "high": high, **facts})


def test_disagreement_names_the_ends_and_the_bases():
    found = disagreement([claim("18", claimant="UN", denominator="31 trucks", claim_date="2016-09-19"),
                          claim("10", claimant="SNHR", denominator="trucks burned"), claim("17", "20", claimant="SOHR")]).iloc[0]
    assert (found["low"], found["lowest_by"], found["high"], found["highest_by"], found["ratio"]) == (
        10, "SNHR, 2016-09-20", 20, "SOHR, 2016-09-20", 2)
    assert (found["claims"], found["first"], found["last"]) == (3, "2016-09-19", "2016-09-20")
    assert (found["denominators"], found["periods"], found["comparable"]) == ("different", "not stated", "no")


def test_dates_are_compared_as_dates_and_units_kept_apart():
    found = disagreement([claim("2016-07-17", unit="date"), claim("2016-07-07", unit="date"), claim("5")])
    assert found["unit"].tolist() == ["date", "trucks"] and found.loc[0, ["low", "high"]].tolist() == ["2016-07-07", "2016-07-17"]


@pytest.mark.parametrize("low, high, said", [("many", "", "which are not numbers"), ("9", "3", "above its upper bound")])
def test_a_claim_with_a_wrong_bound_is_named(low, high, said):
    with pytest.raises(ValueError, match=f"The claim c1 has .*{said}"):
        claim_table([claim(low, high)])
