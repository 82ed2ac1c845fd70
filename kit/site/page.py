"""An executed lesson as one HTML file that needs nothing else: no script, no other file, no other host."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from bs4 import BeautifulSoup
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from ..model import VERSION
from ..render import quoted
from . import sheet
from .tidy import tidy

_EXERCISE = re.compile(r'kit\.Exercise\("([\w.]+)"\)')


def style() -> str:
    """The style sheet of every page."""
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def framed(title: str, main: str, *, above: str = "", below: str = "") -> str:
    """A whole page. Its policy lets it show its own style and pictures and nothing else."""
    css = style()
    known = b64encode(sha256(css.encode()).digest()).decode()
    policy = (f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; style-src-elem 'sha256-{known}'; "
              "base-uri 'none'; form-action 'none'")
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="framing-kit {VERSION}">'
            f'<meta name="referrer" content="no-referrer"><title>{quoted(title)}</title><style>{css}</style></head><body>'
            f'<a class="skip" href="#main">Skip to the lesson</a>{above}<main id="main" tabindex="-1">{main}</main>{below}'
            f"<footer><p>A teaching kit on media framing, version {VERSION}. Lessons, texts and tables: CC BY 4.0; code: MIT. "
            "The full articles are composed for teaching, under fictional outlets.</p></footer></body></html>\n")


def title(book: NotebookNode) -> str:
    """The lesson's title: its first heading."""
    return re.sub(r"^#\s*|[*_`]", "", book.cells[0].source.split("\n")[0])


def lesson(book: NotebookNode, *, solutions: bool = False) -> str:
    """The main part of a lesson's page: prose, code, what it puts out, exercises as sheets."""
    asked = [found.group(1) for cell in book.cells if (found := _EXERCISE.fullmatch(cell.source.strip()))]
    end = f'<section class="solutions"><h2>Solutions and hints, for instructors</h2>{"".join(map(sheet.solution, asked))}</section>'
    return tidy("".join(map(cell, book.cells)) + (end if solutions and asked else ""))


def contents(main: str) -> str:
    """Links to the parts of a page, for its top."""
    heads = BeautifulSoup(main, "html.parser")("h2")
    items = "".join(f'<li><a href="#{quoted(one["id"])}">{quoted(one.get_text())}</a></li>' for one in heads)
    return f'<nav aria-label="In this lesson" class="contents"><ul>{items}</ul></nav>'


def cell(one: NotebookNode) -> str:
    """A cell as HTML; an exercise stands for itself, without the code that asks for it."""
    if one.cell_type == "markdown":
        return linked(MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True)).render(one.source))
    if one.cell_type != "code" or not one.source.strip():
        return ""
    if found := _EXERCISE.fullmatch(one.source.strip()):
        return sheet.sheet(found.group(1))
    code = "" if "hide-input" in one.metadata.get("tags", ()) else f"<pre class=\"code\"><code>{quoted(one.source)}</code></pre>"
    return f'{code}{"".join(map(output, one.outputs))}'


def linked(html: str) -> str:
    """Prose whose links to other lessons go to their pages."""
    return re.sub(r'href="([\w-]+)\.ipynb', r'href="\1.html', html)


def output(out: NotebookNode) -> str:
    """What a cell put out: HTML first, a picture with its words, else text."""
    if out.output_type == "error":
        said = strip_ansi("\n".join(out.traceback)) if len(out.traceback) == 1 else f"{out.ename}: {out.evalue}"
        return f'<pre class="out error">{quoted(said)}</pre>'
    if out.output_type == "stream":
        return f'<pre class="out">{quoted(strip_ansi(out.text))}</pre>' if out.name == "stdout" else ""
    data = out.data
    if "text/html" in data:
        return f'<div class="out">{data["text/html"]}</div>'
    if "image/png" in data:
        return f'<img alt="{quoted(data.get("text/plain", ""))}" src="data:image/png;base64,{data["image/png"].strip()}">'
    return f'<pre class="out">{quoted(strip_ansi(data.get("text/plain", "")))}</pre>'
