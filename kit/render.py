"""Accessible, escaped HTML: texts with marks, accounts side by side, tables.

Marks are told apart by a letter and an underline style as well as by colour, voice by a sign. Every text is
untrusted: it is escaped, its right-to-left runs are isolated, and nothing in it is read as mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from unicodedata import bidirectional

from . import tables
from .model import VOICES, Annotation, Article, Span
from .reading.layers import LAYERS, signs

#: Colour (Okabe and Ito 2008) and underline of the first, second, ... code in a text.
LOOKS = (("#0072B2", "solid"), ("#D55E00", "double"), ("#009E73", "dashed"), ("#CC79A7", "wavy"),
         ("#E69F00", "dotted"), ("#56B4E9", "solid"))
#: Whole clauses: underlined, without a colour behind the words.
WIDE = frozenset({"content"})
#: The sign that follows a mark, by voice.
SIGNS = {"attributed": "”", "scare quotes": "‘’", "no attribution found": "", "": ""}

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\\s\u200c\u200d.-]+"
                  "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*")
_SPOKEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"


class Html(str):
    """HTML that a notebook shows as such and that stays a plain string for everything else."""

    def _repr_html_(self) -> str:
        return str(self)


def safe(text: str) -> str:
    """Text as HTML: escaped, never mathematics, right-to-left runs isolated.

    >>> safe("<b> costs $5")
    '&lt;b&gt; costs <span>$</span>5'
    """
    if direction(text) == "rtl":
        return _plain(text)
    parts, last = [], 0
    for run in _RTL.finditer(text):
        parts += [_plain(text[last:run.start()]), f"<bdi>{_plain(run.group())}</bdi>"]
        last = run.end()
    return "".join(parts) + _plain(text[last:])


def direction(text: str) -> str:
    """"rtl" when the first letter that has a direction is written from right to left, else "ltr".

    >>> direction("7 آب: rebels"), direction("Rebels حلب")
    ('rtl', 'ltr')
    """
    first = next((kind for char in text if (kind := bidirectional(char)) in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def quoted(text: str) -> str:
    """Text as an attribute's value, between double quotation marks: escaped, and such that a file can hold it."""
    return escape(text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd"))


def _plain(text: str) -> str:
    return re.sub(r"[$\\]", lambda found: f"<span>{found.group()}</span>", quoted(text))


def segments(text: str, marks: Iterable[Annotation]) -> list[tuple[int, int, list[Annotation]]]:
    """The text cut at every edge of a mark or paragraph: (start, end, the marks over it), without gaps."""
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    inner = {edge for mark in marks for edge in (mark.start, mark.end)}
    inner |= {edge for paragraph in paragraphs(text) for edge in paragraph}
    edges = sorted({0, len(text)} | {edge for edge in inner if 0 < edge < len(text)})
    pieces, open_marks, ahead = [], [], 0
    for start, end in zip(edges, edges[1:]):
        while ahead < len(marks) and marks[ahead].start <= start:
            open_marks.append(marks[ahead])
            ahead += 1
        open_marks = [mark for mark in open_marks if mark.end > start]
        pieces.append((start, end, list(open_marks)))
    return pieces


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs: runs of lines between blank ones.

    >>> paragraphs("Headline\\n\\nDateline - text")
    [(0, 8), (10, 25)]
    """
    edges, start = [], 0
    for gap in re.finditer(r"\n[^\S\n]*(?=\n)|\Z", text):
        if text[start:gap.start()].strip():
            edges.append((start + len(text[start:gap.start()]) - len(text[start:gap.start()].lstrip()), gap.start()))
        start = gap.end()
    return edges


def look(codes: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Letter, colour and underline of each code: its own where a reader's layer has it, else the next pair of colour and
    underline that no other code here has.

    >>> look(["rebel", "source"])
    {'rebel': ('A', '#D55E00', 'double'), 'source': ('s', '#0072B2', 'solid')}
    """
    known, lines = signs(), [line for _, line in LOOKS[:5]]
    looks = {code: (known[code].letter, known[code].colour, known[code].line) for code in codes if code in known}
    pairs = [(LOOKS[place % len(LOOKS)][0], lines[(place + place // len(LOOKS)) % 5]) for place in range(5 * len(LOOKS))]
    pairs = [pair for pair in pairs if pair not in {own[1:] for own in looks.values()}]
    free = [code for code in dict.fromkeys(codes) if code not in known]
    looks |= {code: (chr(65 + place % 26), *pairs[place % len(pairs)]) for place, code in enumerate(free)}
    return {code: looks[code] for code in codes}


def title(code: str) -> str:
    """A code's name in the codebook, or the code itself: lexicons name their own.

    >>> title("clause.agentless"), title("rebel")
    ('Passive without agent', 'rebel')
    """
    return next((one.title for one in tables.codebook() if one.id == code), code)


def coder_title(coder: str) -> str:
    """What a coder is called: a lexicon or a layer by its title, a person as they signed.

    >>> coder_title("rule:voice"), coder_title("lexicon:hedges"), coder_title("key")
    ('Who says what', 'Hedges and approximators', 'key')
    """
    kind, _, name = coder.partition(":")
    known = LAYERS if kind == "rule" else {one.id: one.title for one in tables.lexicons()} if kind == "lexicon" else {}
    return known.get(name, name or coder)


def highlight(article: Article, marks: Iterable[Annotation] = (), *, heading: str = "", looks: dict | None = None) -> Html:
    """The article with its marks and a legend that counts them by code and voice; ``looks`` as `look` gives them."""
    marks = [mark for mark in marks if mark.article == article.id]
    looks = looks or look([mark.code for mark in marks])
    return Html(f'<article class="kit-text tex2jax_ignore mathjax_ignore" style="max-width:42rem;line-height:1.7">'
                f"{_head(article, heading)}{body(article, marks, looks)}{legend(marks, looks)}</article>")


def body(article: Article, marks: Sequence[Annotation], looks: dict) -> str:
    """The article's paragraphs as HTML, each with a direction of its own; one line of underlines for each coder."""
    pieces, lanes = segments(article.text, marks), list(dict.fromkeys(mark.coder for mark in marks))
    height = f";line-height:{1.5 + 0.35 * len(lanes):.2f}" if len(lanes) > 1 else ""
    shown = []
    for place, (first, last) in enumerate(paragraphs(article.text)):
        inside = "".join(_underlined(safe(article.text[start:end]), over, looks, lanes)
                         + "".join(dict.fromkeys(_tag(mark, looks[mark.code][0]) for mark in reversed(over) if mark.end == end))
                         for start, end, over in pieces if first <= start and end <= last)
        bold = "" if place else ";font-weight:700;font-size:1.15em"
        style = f' style="{(height + bold)[1:]}"' if height or bold else ""
        shown.append(f'<p dir="{direction(article.text[first:last])}"{style}>{inside}</p>')
    return "".join(shown)


def _underlined(html: str, over: Sequence[Annotation], looks: dict, lanes: Sequence[str]) -> str:
    """HTML with an underline for the innermost mark of each coder, each coder's on a line of its own."""
    inner = sorted({mark.coder: mark for mark in over}.values(), key=lambda mark: lanes.index(mark.coder))
    narrow = [looks[mark.code][1] for mark in over if mark.code not in WIDE]
    behind = f"color-mix(in srgb,{narrow[-1]} 18%,transparent)" if narrow else "none"
    for place, mark in enumerate(inner, 1):
        _, colour, line = looks[mark.code]
        tag, more = ("mark", f"background:{behind};color:inherit;") if place == len(inner) else ("span", "")
        html = (f'<{tag} style="{more}text-decoration:underline {line} {colour} 2px;'
                f'text-underline-offset:{3 + 5 * lanes.index(mark.coder)}px">{html}</{tag}>')
    return html


def _tag(mark: Annotation, letter: str) -> str:
    said = ", ".join(part for part in (title(mark.code), mark.voice) if part)
    return (f'<sup aria-hidden="true" style="font-size:.7em;font-weight:700">{letter}{SIGNS.get(mark.voice, "")}</sup>'
            f'<span style="{_SPOKEN}"> ({safe(said)}) </span>')


def _head(article: Article, heading: str) -> str:
    where = " · ".join(part for part in (heading or tables.outlet_name(article), article.date) if part)
    composed = " · composed for teaching" if article.status == "composed" else ""
    return f'<p dir="auto" style="font-size:.9em;margin-bottom:.2em">{safe(where)}{composed}</p>'


def legend(marks: Sequence[Annotation], looks: dict) -> str:
    """A table of the codes, by coder where there are several: letter, name, and how many marks in each voice."""
    if not marks:
        return ""
    voices = [voice for voice in VOICES if any(mark.voice == voice for mark in marks)]
    coders = {coder: [mark for mark in marks if mark.coder == coder] for coder in dict.fromkeys(mark.coder for mark in marks)}
    rows = ""
    for coder, mine in coders.items():
        if len(coders) > 1:
            rows += (f'<tr><th scope="rowgroup" colspan="{2 + len(voices)}" style="text-align:left;font-weight:400">'
                     f"{safe(coder_title(coder))}</th></tr>")
        rows += "".join(_counted(code, looks[code], [mark.voice for mark in mine if mark.code == code], voices)
                        for code in looks if any(mark.code == code for mark in mine))
    heads = "".join(f'<th scope="col">{voice} {SIGNS[voice]}</th>' for voice in voices)
    return (f'<table><caption style="text-align:left">Marks in this text</caption><thead><tr><th scope="col">code</th>'
            f'<th scope="col">marks</th>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def _counted(code: str, looks: tuple[str, str, str], heard: Sequence[str], voices: Sequence[str]) -> str:
    """A row of the legend: a code, its marks, and its marks in each voice; a dash where marks have no voice."""
    letter, colour, line = looks
    cells = "".join(f"<td>{heard.count(voice) if any(heard) else '–'}</td>" for voice in voices)
    return (f'<tr><th scope="row" style="text-align:left"><span style="text-decoration:underline {line} {colour} 2px">'
            f"{letter} {safe(title(code))}</span></th><td>{len(heard)}</td>{cells}</tr>")


def side_by_side(*articles: Article, marks: Iterable[Annotation] = (), looks: dict | None = None) -> Html:
    """Two to four accounts next to each other, a code with one look in all; in a narrow window, one below the other."""
    marks = list(marks)
    looks = looks or look([mark.code for mark in marks])
    columns = "".join(f'<div style="flex:1 1 18rem;min-width:0">{highlight(one, marks, looks=looks)}</div>' for one in articles)
    return Html(f'<div style="display:flex;flex-wrap:wrap;gap:1.5rem">{columns}</div>')


def show_table(rows: Sequence, *columns: str, caption: str = "") -> Html:
    """Records, dictionaries or a DataFrame as a table with a caption and headings that a screen reader can follow.

    Addresses (http...) become links that open in a new tab; everything else is shown as text.
    """
    rows = rows.to_dict("records") if hasattr(rows, "to_dict") else [_cells(row) for row in rows]
    columns = columns or tuple(rows[0] if rows else ())
    names = {one.id: one.name for one in tables.outlets()} if "outlet" in columns else {}
    rows = [{**row, "outlet": names.get(row["outlet"], row["outlet"])} if "outlet" in row else row for row in rows]
    head = "".join(f'<th scope="col" style="text-align:left">{safe(name.replace("_", " "))}</th>' for name in columns)
    lines = "".join("<tr>" + "".join(_cell(row.get(name, "")) for name in columns) + "</tr>" for row in rows)
    return region(f'<table><caption style="text-align:left">{safe(caption)} '
                f"({len(rows)} row{'s' * (len(rows) != 1)})</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>", caption or "table", rows=len(rows))


def region(html: str, name: str, *, rows: int = 0) -> Html:
    """HTML in a box of its own, which scrolls when it is wide or has many rows, and can be reached and scrolled by keyboard."""
    height = ";max-height:40rem" if rows > 25 else ""
    return Html(f'<div class="tex2jax_ignore mathjax_ignore" style="overflow:auto{height}" tabindex="0" role="region" '
                f'aria-label="{quoted(name)}">{html}</div>')


def show_concordance(lines: object, *, caption: str = "Concordance") -> Html:
    """The lines of `kit.concordance`: the word in the middle, each row in the direction of its text."""
    rows = "".join(f'<tr dir="{row["direction"]}"><td style="text-align:end">{safe(row["left"])}</td>'
                   f'<th scope="row" style="text-align:center;white-space:nowrap">{safe(row["hit"])}</th>'
                   f'<td style="text-align:start">{safe(row["right"])}</td><td>{safe(row["outlet"])}</td></tr>'
                   for row in lines.to_dict("records"))
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("before", "word", "after", "outlet"))
    return region(f'<table><caption style="text-align:left">{safe(caption)} ({len(lines)} lines)</caption><thead><tr>{heads}</tr>'
                  f"</thead><tbody>{rows}</tbody></table>", caption)


def link(address: str, words: str = "") -> str:
    """A link that opens in a new tab, shown as the site's name or the given words; only http and https become links."""
    if not re.match(r"https?://[^/]", address):
        return safe(words or address)
    shown = words or address.split("/")[2].removeprefix("www.")
    return f'<a href="{quoted(address)}" target="_blank" rel="noopener noreferrer">{safe(shown)}</a>'


def _cells(row: object) -> dict:
    if isinstance(row, dict):
        return row
    names = [name for name in dir(row) if not name.startswith("_") and name not in ("of", "text")]
    return {name: getattr(row, name) for name in names}


def _cell(value: object) -> str:
    text = "" if value is None or value != value else f"{value:.2f}" if isinstance(value, float) else str(value)
    parts = text.split(" | ")
    if all(re.fullmatch(r"https?://[^\s\"'<>]+", part) for part in parts):
        return f'<td style="text-align:left">{"<br>".join(map(link, parts))}</td>'
    return f'<td dir="{direction(text)}" style="text-align:left">{safe(text)}</td>'
