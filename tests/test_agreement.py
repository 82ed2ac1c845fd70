"""Agreement: every coefficient pinned to a published example, every trap answered with a sentence."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from kit.reliability.overview import agreement, disagreements, reading
from kit.reliability.judgements import codings
from kit.reliability.coefficients import FEW_UNITS, alpha, cohen, fleiss, interval, percent, prevalence
from kit.model import Annotation, Article
from kit.reliability.unitizing import alpha_spans, expected, observed, span_agreement

GAP = None
#: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units, gaps.
EXAMPLE_C = [[1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
             [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP]]
#: Fleiss 1971 as in "Fleiss' kappa" (Wikipedia): fourteen raters, ten subjects, five categories: how many chose each.
FLEISS = ["0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1",
          "7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"]


def marks(codes: str, coder: str, article: str = "a") -> list[Annotation]:
    """One mark a letter, each on a character of its own; a dot is a gap."""
    return [Annotation(article, i, i + 1, code, coder) for i, code in enumerate(codes) if code != "."]


@pytest.mark.parametrize("level, published", [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_of_krippendorffs_example_c(level, published):
    assert alpha(EXAMPLE_C, level=level) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize("one, other, published", [
    ("0100000000", "1110010100", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)])
def test_alpha_of_krippendorffs_examples_a_and_b(one, other, published):
    """Krippendorff 2011: two observers; binary codes of ten units, then five codes of twelve units."""
    assert alpha(one, other) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize("one, other, published", [("1101001101", "1101001001", 0.808), ("1111111110", "1111111111", 0.0)])
def test_ninety_percent_agreement_can_be_firm_or_worth_nothing(one, other, published):
    assert percent(one, other) == pytest.approx(0.9) and alpha(one, other) == pytest.approx(published, abs=0.0005)


def test_fleiss_kappa_of_the_textbook_table():
    subjects = [[code for code, n in enumerate(map(int, line.split())) for _ in range(n)] for line in FLEISS]
    assert fleiss(list(zip(*subjects))) == pytest.approx(0.210, abs=0.0005)


@pytest.mark.parametrize("table, published", [((20, 5, 10, 15), 0.40), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)])
def test_cohens_kappa_of_two_by_two_tables(table, published):
    """Both yes, only the first yes, only the second yes, both no: examples of "Cohen's kappa" (Wikipedia)."""
    pairs = [pair for pair, n in zip(((1, 1), (1, 0), (0, 1), (0, 0)), table) for _ in range(n)]
    assert cohen(*zip(*pairs)) == pytest.approx(published, abs=0.0001)


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=2, max_size=12))
def test_alpha_is_nltks_where_nltks_is_defined(units):
    data = [(f"coder {k}", i, code) for i, unit in enumerate(units) for k, code in enumerate(unit)]
    if len({code for _, _, code in data}) > 1:
        assert alpha(*zip(*units)) == pytest.approx(AnnotationTask(data).alpha())


# traps

def test_one_coder_is_a_sentence_not_perfect_agreement():
    for call in (alpha, percent, cohen, fleiss, agreement, interval):
        with pytest.raises(ValueError, match="nobody can disagree with oneself"):
            call(marks("xyx", "Mina"))


def test_one_code_only_is_undefined_not_perfect():
    assert all(math.isnan(call("1111", "1111")) for call in (alpha, cohen, fleiss))
    assert agreement("1111", "1111").loc[0, "note"].startswith("undefined")


@pytest.mark.parametrize("call, said", [
    (lambda: alpha(marks("xy", "Mina"), marks("xy", "Leo", "b")), "use alpha_spans"),
    (lambda: alpha("ab", "ab", level="interval"), "needs numbers"),
    (lambda: alpha("ab", "ab", level="norminal"), "Choose one of: nominal"),
    (lambda: cohen("ab", "ab", "ab"), "Use fleiss"),
    (lambda: fleiss(EXAMPLE_C), "there are gaps"),
    (lambda: codings(marks("x", "Mina") + marks("y", "Mina"), marks("x", "Leo")), "two codes, 'x' and 'y'"),
    (lambda: alpha_spans([Article.of("text", id="a")], marks("x", "Mina")), "nobody can disagree"),
    (lambda: alpha_spans([Article.of("text", id="a")], marks("x", "Mina"), marks("x", "Leo"), code="z"), "Marked were: x"),
])
def test_errors_say_what_to_do(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_gaps_do_not_count():
    assert alpha(marks("xyxy", "Mina"), marks("xy..", "Leo"), marks("..xx", "Ada")) == alpha(
        [["x", "y", "x", "y"], ["x", "y", GAP, GAP], [GAP, GAP, "x", "x"]])
    assert percent(marks("xyxy", "Mina"), marks("xyx.", "Leo")) == 1


# the whole picture

def test_the_picture_has_a_row_for_each_code_with_its_prevalence():
    found = agreement("1101001101", "1101001001").set_index("code")
    assert list(found.index) == ["all codes", "0", "1"]
    assert found.loc["1", "prevalence"] == pytest.approx(11 / 20) and found.loc["0", "prevalence"] == pytest.approx(9 / 20)
    assert prevalence(codings(marks("xxy", "Mina"), marks("xxx", "Leo"))) == {"x": 5 / 6, "y": 1 / 6}
    assert found["kappa"].tolist() == pytest.approx([0.8] * 3)


def test_a_code_is_compared_with_all_others_together():
    one, other = "aabbccaabb", "aabbccabba"
    found = agreement(one, other).set_index("code")
    for code in "abc":
        assert found.loc[code, "alpha"] == pytest.approx(alpha([c == code for c in one], [c == code for c in other]))


def test_a_gap_is_not_a_judgement_that_the_code_is_absent():
    one, other, third = ["a", "b", "a", GAP], ["a", "b", GAP, "a"], ["b", GAP, "a", "a"]
    binary = [[code if code is GAP else code == "a" for code in row] for row in (one, other, third)]
    found = agreement([one, other, third]).set_index("code")
    assert found.loc["a", "alpha"] == pytest.approx(alpha(binary)) and found.loc["a", "percent"] == percent(binary)


def test_the_interval_holds_alpha_and_is_the_same_every_time():
    low, high = interval("1101001101", "1101001001")
    assert low < alpha("1101001101", "1101001001") < high <= 1 and (low, high) == interval("1101001101", "1101001001")


def test_too_few_units_have_no_interval():
    few = "10" * (FEW_UNITS // 2 - 1)
    assert all(math.isnan(edge) for edge in interval(few, few[::-1]))
    assert agreement(few, few).loc[0, "note"] == f"too few: {FEW_UNITS - 2} units"


@pytest.mark.parametrize("value, said", [(0.8, "firm"), (0.799, "tentative"), (0.667, "tentative"), (0.666, "too low"), (-0.2, "too low")])
def test_krippendorffs_limits(value, said):
    assert reading(value, 40).startswith(said)


def test_disagreements_show_place_words_and_codes():
    text = Article.of("abcd", id="a")
    found = disagreements(marks("xyx", "Mina"), marks("xxx.", "Leo"), articles=[text])
    assert found.values.tolist() == [["a", 1, 2, "b", "y", "x"]] and list(found.columns)[-2:] == ["Mina", "Leo"]
    assert disagreements("12", "11").values.tolist() == [[1, "2", "1"]]


def test_two_lists_of_one_name_stay_two_coders():
    assert list(codings(marks("x", "list"), marks("y", "list")).index) == ["list", "coder 2"]


# spans

#: Krippendorff 2004, Content Analysis, 2nd ed., p. 254: two observers, 300 units of length (from 150 to 450).
CODE_C = [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]]
CODE_K = [[(30, 90), (150, 200)]] * 2
#: Krippendorff 1995, Sociological Methodology 25, p. 57: the pairs A to D, 24 units of length.
PAIRS = {
    "A": [[(2, 10), (14, 20)], [(4, 8), (15, 17)]],
    "B": [[(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)]],
    "C": [[(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]],
    "D": [[(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)], [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)]],
}


def laid(units: list, coder: int, code: str) -> list[Annotation]:
    return [Annotation("a", start, end, code, f"coder {coder}") for start, end in units[coder]]


def test_alpha_for_unitizing_of_the_textbook_example():
    assert (observed(CODE_C, 300), expected(CODE_C, 300)) == pytest.approx((0.0144, 0.0532), abs=0.00005)
    assert (observed(CODE_K, 300), expected(CODE_K, 300)) == pytest.approx((0.0, 0.0490), abs=0.00005)
    coders = [laid(CODE_C, k, "c") + laid(CODE_K, k, "k") for k in (0, 1)]
    found = span_agreement([Article.of("x" * 300, id="a")], *coders).set_index("code")
    assert found.loc["c", "alpha"] == pytest.approx(0.7286, abs=0.0001) and found.loc["k", "alpha"] == 1
    assert found.loc["all codes", "alpha"] == pytest.approx(0.8591, abs=0.0005) and found.loc["all codes", "spans"] == 9


@pytest.mark.parametrize("pair, published", [("A", 0.03125), ("B", 2.26736), ("C", 0.02777), ("D", 0.38715)])
def test_observed_disagreement_of_the_1995_pairs(pair, published):
    assert observed(PAIRS[pair], 24) == pytest.approx(published, abs=0.00001)


@pytest.mark.parametrize("pair, published", [("A", 0.553), ("D", 0.066)])
def test_alpha_of_the_1995_pairs_on_a_long_text(pair, published):
    """With the lengths stretched by 50,000, as in the article; its B and C rest on an expected value corrected in 2004."""
    long = [[(start * 50_000, end * 50_000) for start, end in coder] for coder in PAIRS[pair]]
    assert 1 - observed(long, 1_200_000) / expected(long, 1_200_000) == pytest.approx(published, abs=0.0005)


def test_articles_are_laid_end_to_end_and_overlaps_joined():
    texts = [Article.of("x" * 150, id="a"), Article.of("x" * 150, id="b")]
    split = [[Annotation("a", 75, 120, "c", "1"), Annotation("a", 100, 145, "c", "1"), Annotation("b", 70, 100, "c", "1")],
             [Annotation("a", 70, 150, "c", "2"), Annotation("b", 55, 75, "c", "2"), Annotation("b", 100, 120, "c", "2")]]
    assert alpha_spans(texts, *split, code="c") == pytest.approx(0.7286, abs=0.0001)


def test_no_marks_at_all_is_undefined():
    assert math.isnan(alpha_spans([Article.of("text", id="a")], [], []))
