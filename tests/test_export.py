"""What leaves JupyterLab: exported, a widget is a text or a table with the same content, and nothing in it runs."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)><style>p{display:none}</style>'


def exported(tmp_path: Path, *sources: str) -> str:
    """The HTML that nbconvert makes of a notebook with these cells, executed."""
    cells = [nbformat.v4.new_code_cell(source) for source in ("import kit", *sources)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, store_widget_state=False, resources={"metadata": {"path": str(tmp_path)}}).execute()
    return HTMLExporter().from_notebook_node(notebook)[0]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return exported(
        tmp_path_factory.mktemp("export"),
        'kit.Reader(kit.article("ramouseh-arwad"), kit.article("ramouseh-quwaiq"), lexicons=["event-verbs"])',
        'kit.Reader(kit.article("ramouseh-halyard"), layers=["voice", "agency"])',
        'kit.Swapper(kit.article("ramouseh-marchmont"))',
        'one = kit.Exercise("00.2")\none.check([0])\none',
        'two = kit.Exercise("01.2")\ntwo',
        'three = kit.Exercise("00.6")\nthree.check("A mark is a question because a list cannot know who is meant or speaks")\nthree',
        f"bad = {HOSTILE!r}\nkit.Reader(kit.Article.of('Rebels ' + bad, outlet=bad))",
    )


@pytest.mark.parametrize("words", [
    "Arwad News Agency", "Quwaiq Press", "The Marchmont Courier", "composed for teaching", "الراموسة",
    "Marks in this text", "no attribution found",  # the Reader's and the Swapper's tables
    "Halyard News Agency", "(Cue, confrontational)",  # a layer
    "Exercise 00.2", "How many fighters the text mentions (chosen)</li>", "Not people but words are counted",  # choose, answered
    "Exercise 01.2", "Aleppo siege broken, Syrian rebels say",  # order
    "A mark is a question because a list cannot know",  # a student's own words
])
def test_a_widget_is_exported_with_its_content(page: str, words: str) -> None:
    assert words in page


def test_no_widget_is_left_that_would_need_a_script(page: str) -> None:
    assert "vnd.jupyter.widget-view" not in page


def test_nothing_in_a_text_runs_in_the_export(page: str) -> None:
    assert "<script>alert" not in page and not re.search(r"<img[^>]*onerror", page) and "<style>p{" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_marks_are_told_apart_without_colour(page: str) -> None:
    marks = re.findall(r"<mark style=\"[^\"]*underline (\w+) [^\"]*\">[^<]*(?:<[^>]+>[^<]*)*?</mark>.{0,200}?<sup aria-hidden=\"true\"[^>]*>([A-Z])", page)
    assert len(set(marks)) >= 4 and len({line for line, _ in marks}) >= 3
