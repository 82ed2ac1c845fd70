"""Charts say in words and in a table what they show in colour, and leave nothing behind."""

import base64
import re
import subprocess
import sys
from html import unescape

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from kit.chart.canvas import FILLS, HATCHES, INK, MARKERS, drawable, legible, said
from kit.chart.bars import CARE, bars, dots, split_bars
from kit.measure.rates import counts
from kit.model import VOICES, Annotation, Claim
from kit.chart.panels import heat, timeline

RATES = pd.DataFrame({
    "outlet": ["Meridian Wire", "State Bulletin", "Meridian Wire", "State Bulletin"], "code": ["rebel", "rebel", "terrorist", "terrorist"],
    "rate": [4.0, 1.25, 0.0, 9.5], "low": [3.0, float("nan"), float("nan"), 7.0], "high": [5.5, float("nan"), float("nan"), 12.0],
    "note": ["", "too few: 3 texts", "too few: 0 marks", ""]})
RATES.attrs["per"] = 1000
ALPHAS = pd.DataFrame({"code": ["cause", "moral"], "alpha": [0.81, 0.3], "low": [0.7, float("nan")], "high": [0.9, float("nan")],
                       "note": ["", "too few: 4 units"]})
GRID = pd.DataFrame({"convoy.1": [2, 0], "omran.1": [1, pd.NA]}, index=["Meridian Wire", "State Bulletin"], dtype="Int64")
GRID.attrs["facts"] = {"convoy.1": "trucks burned"}
MARKS = [Annotation("a", i, i + 1, code, "list", voice) for i, (code, voice) in
         enumerate([("rebel", VOICES[0]), ("rebel", VOICES[2]), ("terrorist", VOICES[1])])]


def claim(low: str, high: str, **facts: str) -> Claim:
    empty = dict.fromkeys(Claim.__dataclass_fields__, "")
    return Claim(**{**empty, "event": "convoy", "quantity": "trucks_hit", "unit": "trucks", "low": low, "high": high, **facts})


CLAIMS = [claim("18", "18", claimant="UN", claim_date="2016-09-19", denominator="a convoy of 31"),
          claim("17", "20", claimant="SOHR", claim_date="2016-09-20", unit="lorries")]
DAYS = [claim("2016-07-07", "2016-07-17", unit="date", claimant="SOHR", claim_date="2016-07-17")]
CHARTS = {
    "bars": (lambda: bars(RATES, title="Who is called what"), ["Meridian Wire, rebel: 4 (95 % between 3 and 5.50)", "9.50",
                                                               "State Bulletin, rebel: 1.25 (too few)", "per 1,000 words"]),
    "split bars": (lambda: split_bars(counts(MARKS), title="In whose voice"), ["rebel: 1 attributed", "1 no attribution found"]),
    "dots": (lambda: dots(ALPHAS, title="Agreement", lines={"firm": 0.8}), ["cause: 0.81 (95 % between 0.70 and 0.90)",
                                                                            "moral: 0.30 (too few)", "0.80: firm"]),
    "heat": (lambda: heat(GRID, title="Who reports what"), ["Meridian Wire: convoy.1 2, omran.1 1", "convoy.1 0, omran.1 unknown"]),
    "timeline": (lambda: timeline(CLAIMS, title="How many trucks?"), ["2016-09-19, UN: 18 trucks", "2016-09-20, SOHR: 17–20 lorries"]),
    "days": (lambda: timeline(DAYS, title="When?"), ["2016-07-17, SOHR: 7 Jul 2016–17 Jul 2016"]),
}


def alt(html: str) -> str:
    return unescape(re.search(r'<img alt="([^"]*)"', html).group(1))


@pytest.mark.parametrize("name", CHARTS)
def test_the_description_gives_title_and_values(name):
    draw, told = CHARTS[name]
    chart = draw()
    words = alt(chart._repr_html_())
    assert words == repr(chart) and words.startswith(chart.title)
    for value in told:
        assert value in words


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_is_there_with_headings_and_every_row(name):
    chart = CHARTS[name][0]()
    html = chart._repr_html_()
    table = html[html.index("<details>"):]
    assert table.count("<tr>") == len(chart.table) + 1 and table.count('<th scope="col">') >= len(chart.table.columns)
    assert table.count('<th scope="row"') == len(chart.table)
    assert "<caption" in table and "nan" not in table.lower().replace("nan</th>", "")


@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_is_the_same_every_time_and_really_one(name):
    one, two = CHARTS[name][0]().png(), CHARTS[name][0]().png()
    assert one == two and one.startswith(b"\x89PNG") and len(one) > 5000
    assert base64.b64encode(one).decode() in CHARTS[name][0]()._repr_html_()


@pytest.mark.parametrize("name", CHARTS)
def test_everything_drawn_is_inside_the_picture(name):
    figure = CHARTS[name][0]().figure
    figure.draw_without_rendering()
    frame = figure.get_window_extent()
    texts = [text for axes in figure.axes for text in [*axes.texts, *axes.get_yticklabels(), axes.xaxis.label] if text.get_text()]
    for text in [*texts, *(part for legend in figure.legends for part in legend.get_texts())]:
        box = text.get_window_extent()
        assert frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1 and frame.y0 - 1 <= box.y0 and box.y1 <= frame.y1 + 1, text


def test_drawing_leaves_no_global_state():
    before = dict(mpl.rcParams)
    for draw, _ in CHARTS.values():
        draw().png()
    assert dict(mpl.rcParams) == before
    code = "import sys, kit.chart.bars, kit.chart.panels; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


# care

def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    def light(colour: str) -> float:
        return sum(weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
                   for weight, part in zip((0.2126, 0.7152, 0.0722), to_rgb(colour)))
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_has_contrast_on_white_and_on_the_deepest_cell():
    assert contrast(INK, "white") >= 4.5 and contrast(INK, FILLS[0]) >= 4.5


def test_nothing_is_said_by_colour_alone():
    assert len(set(FILLS)) == len(set(HATCHES)) == len(set(MARKERS)) == len(FILLS)
    figure = CHARTS["split bars"][0]().figure
    assert len({patch.get_hatch() for patch in figure.axes[0].patches}) == 3


def test_the_voice_chart_warns_of_what_it_cannot_know():
    chart = split_bars(counts(MARKS), title="Voice", note="Right in 60 of 100.")
    assert CARE in chart.note and "Right in 60 of 100." in chart._repr_html_()


def test_rates_with_a_voice_can_be_split():
    long = pd.DataFrame({"outlet": ["A", "A"], "code": ["x", "x"], "voice": list(VOICES[:2]), "rate": [1.5, 2.5]})
    assert "1.50 attributed, 2.50 scare quotes" in repr(split_bars(long, title="Voice"))


@pytest.mark.parametrize("order", [[3, 1, 0, 2], [0, 1, 3]], ids=["sorted", "chosen"])
@pytest.mark.parametrize("draw", [bars, dots, split_bars])
def test_rows_that_were_sorted_or_chosen_keep_their_names(draw, order):
    table = pd.DataFrame({"outlet": [*"abcd"], **({"attributed": [1, 2, 3, 4]} if draw is split_bars else {"rate": [1.0, 2.0, 3.0, 4.0]})})
    chart = draw(table.iloc[order], title="Some rows")
    assert f"{'abcd'[order[0]]}: " in repr(chart) and '<th scope="col">index</th>' not in chart._repr_html_()


@pytest.mark.parametrize("label, shown", [("rebels", True), ("opposants armés", True), ("боевики", True), ("الثوار", False),
                                          ("מורדים", False), ("叛军", False), ("$x$", True)])
def test_what_the_figure_cannot_draw_gives_way_to_a_gloss(label, shown):
    assert drawable(label) == shown
    assert legible([label], ["a gloss"]) == ([label] if shown else ["a gloss (gloss)"])


def test_arabic_stays_in_the_table_and_the_description_says_so():
    table = pd.DataFrame({"label": ["الثوار", "rebels"], "gloss": ["the revolutionaries", ""], "count": [3, 2]})
    chart = bars(table, title="الثوار")
    drawn = {text.get_text() for text in chart.figure.axes[0].get_yticklabels()}
    assert drawn == {"the revolutionaries (gloss)", "rebels"} and "Labels in another script: 1" in chart.alt
    assert re.search('<th scope="row"[^>]*>(<bdi>)?الثوار', chart._repr_html_())


@pytest.mark.filterwarnings("error")
def test_labels_are_text_never_mathematics_or_html():
    table = pd.DataFrame({"label": ["$x_1$ <b>", r"\frac & 'q' \"p\""], "count": [1, 2]})
    chart = bars(table, title='<script>"$5 & $6"')
    html = chart._repr_html_()
    drawn = [chart.figure.get_suptitle(), *(text.get_text() for text in chart.figure.axes[0].get_yticklabels())]
    assert drawn == ['<script>"$5 & $6"', "$x_1$ <b>", r"\frac & 'q' \"p\""]
    assert not any(text.get_parse_math() for text in chart.figure.findobj(Text))
    assert "<script>" not in html and "<b>" not in html and alt(html).startswith('<script>"$5 & $6"')


@pytest.mark.parametrize("call, told", [
    (lambda: bars(RATES[["outlet", "code"]], title="x"), "Name one with value="),
    (lambda: bars(RATES, title="x", value="share"), "no column 'share'"),
    (lambda: bars(RATES[:0], title="x"), "nothing to draw"),
    (lambda: split_bars(RATES[["outlet"]], title="x"), "no voice to split by"),
    (lambda: timeline([], title="x"), "no claim at all"),
    (lambda: timeline(CLAIMS + DAYS, title="x"), "one quantity on one scale"),
    (lambda: timeline([*CLAIMS, claim("50", "50", unit="percent")], title="x"), "one quantity on one scale"),
])
def test_errors_say_what_to_do(call, told):
    with pytest.raises(ValueError, match=told):
        call()


@pytest.mark.parametrize("value, told", [(1234, "1,234"), (0.5, "0.50"), (pd.NA, "not known"), (float("nan"), "not known"), ("x", "x"), (True, "True")])
def test_cells_are_read_out_plainly(value, told):
    assert said(value) == told
