"""The site: every lesson as a page to be read, projected or printed, and a first page that leads to them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path

from nbformat import NotebookNode

from .. import exercise, work
from ..errors import KitError
from ..model import VERSION
from . import page, runs

_MARK = 'name="generator" content="framing-kit'


class SiteError(KitError):
    """No site can be made; the sentence says why."""


def write(target: Path, *, only: Sequence[str] = (), solutions: bool = False, lite: bool = False) -> list[str]:
    """Writes the reading edition into a folder, a new one or an earlier site, and says so; raises KitError.

    ``only`` names lessons by number; without it all are made. With ``lite``, pages lead to the browser edition beside them.
    """
    lessons = chosen(only)
    ours(target)
    books = dict(zip([path.stem for path in lessons], runs.executed(lessons)))
    pages = {f"{stem}.html": whole(stem, book, list(books), solutions=solutions, lite=lite) for stem, book in books.items()}
    _put(target.resolve(), {**pages, "index.html": index(books, lite=lite)})
    ends = ", with solutions for instructors" if solutions else ""
    return [f"Wrote {len(books)} lessons to {target.name}{ends}. Open {target.name}/index.html in a browser; print a lesson from there."]


def chosen(only: Sequence[str] = ()) -> list[Path]:
    """The lessons, in order, or those whose numbers are given; raises SiteError where there are none."""
    folder = exercise.folder().parent
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    lessons = [path for path in found if not only or path.name.startswith(tuple(only))]
    if not lessons:
        there = f"There are: {', '.join(path.name[:2] for path in found)}." if found else "Start this in the folder that holds notebooks/."
        raise SiteError(f"There is no such lesson here to make a page of. {there}")
    return lessons


def ours(target: Path) -> None:
    """Raises SiteError where anything lies but an earlier site, which a new one may replace."""
    if not os.path.exists(target):  # tried now: to run the lessons takes minutes
        try:
            target.mkdir(parents=True)
            target.rmdir()
        except OSError as error:
            raise _closed(target, error) from None
        return
    if target.is_dir() and not any(target.iterdir()):
        return
    first = target / "index.html"
    if not first.is_file() or _MARK not in first.read_text(encoding="utf-8", errors="replace"):
        raise SiteError(f"{target.name} is there already, is no site of this kit, and was not touched. Name a new folder.")


def whole(stem: str, book: NotebookNode, stems: Sequence[str], *, solutions: bool = False, lite: bool = False) -> str:
    """A lesson's page, with the ways to the lessons before and after it."""
    main = page.lesson(book, solutions=solutions)
    place = stems.index(stem)
    ways = [(f"{stems[place - 1]}.html", f"Lesson {stems[place - 1][:2]} (before)")] if place else []
    ways += [("index.html", "All lessons")]
    ways += [(f"{stems[place + 1]}.html", f"Lesson {stems[place + 1][:2]} (next)")] if place + 1 < len(stems) else []
    ways += [(f"lite/lab/index.html?path={stem}.ipynb", "Run this lesson in the browser")] if lite else []
    links = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in ways)
    navs = [f'<nav aria-label="{name}"><ul>{links}</ul></nav>' for name in ("Lessons", "On from here")]
    return page.framed(f"{stem[:2]} {page.title(book)}", main, above=f"<header>{navs[0]}{page.contents(main)}</header>", below=navs[1])


def index(books: dict[str, NotebookNode], *, lite: bool = False) -> str:
    """The first page: each lesson with what it is about and its time."""
    items = "".join(_entry(stem, book) for stem, book in books.items())
    run = '<p><a href="lite/lab/index.html">Run the lessons in your browser</a>, without installing anything.</p>' if lite else ""
    main = (f"<h1>Media framing: Aleppo 2016</h1><p>News outlets described the same days in very different words. These lessons show how. "
            "This is the edition to read, project or print: what a cell shows stands below it, and exercises have room to write.</p>"
            f'{run}<h2>Lessons</h2><ol class="lessons">{items}</ol>'
            "<h2>To print</h2><p>Open a lesson and print it, or save it as PDF, with your browser. Tables that are folded on the screen "
            f'are open on paper.</p><p class="minor">Version {escape(VERSION)}</p>')
    return page.framed("Media framing: Aleppo 2016", main)


def _entry(stem: str, book: NotebookNode) -> str:
    first = book.cells[0].source.partition("\n")[2].strip()
    time = re.search(r"\*\*Time\*\*\s*([^.:]+)", book.cells[1].source)
    return (f'<li><p><a href="{escape(stem)}.html"><strong>{escape(stem[:2])} {escape(page.title(book))}</strong></a></p>'
            f'<p>{escape(re.sub(r"[*_`]", "", first))}</p><p class="minor">{escape(time.group(1).strip() if time else "")}</p></li>')


def _put(target: Path, pages: dict[str, str]) -> None:
    """The pages in the place of an earlier site, which stays until all of them are written."""
    beside = target.with_name(f".{target.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        work.create({beside / name: text for name, text in pages.items()})
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
    except (OSError, KitError) as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise _closed(target, error) from None


def _closed(target: Path, error: Exception) -> SiteError:
    return SiteError(f"{target.name} cannot be written ({getattr(error, 'strerror', error)}). Is there such a place, and may you write in it?")
