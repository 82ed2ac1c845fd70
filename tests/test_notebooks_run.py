"""Every lesson runs from top to bottom without a browser, two at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from time import perf_counter

import nbformat
import offline
import pytest
from browser import ROOT, copy_notebooks, own_places
from nbclient import NotebookClient

LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def execute(folder: Path, name: str) -> nbformat.NotebookNode:
    """Run a notebook in its folder, with places of its own; the notebook with its outputs, errors among them."""
    notebook = nbformat.read(folder / name, as_version=4)
    client = NotebookClient(notebook, timeout=300, allow_errors=True, resources={"metadata": {"path": str(folder)}})
    return client.execute(env=own_places(folder.parent))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the lessons are executed."""
    return tmp_path_factory.mktemp("executed")


@pytest.fixture(scope="module")
def executed(home: Path, measured: list[str]) -> Iterator[dict[str, Future]]:
    """For each lesson the promise of its executed notebook; two run at once."""
    folder = copy_notebooks(home)
    began = perf_counter()
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(execute, folder, name) for name in LESSONS}
        pool.shutdown(cancel_futures=True)
    measured.append(f"{len(LESSONS)} lessons executed, two at once: {perf_counter() - began:.1f} s")


@pytest.mark.parametrize("lesson", LESSONS)
def test_lesson_runs(lesson: str, executed: dict[str, Future]) -> None:
    cells = [cell for cell in executed[lesson].result().cells if cell.cell_type == "code"]
    assert [error for cell in cells for error in errors(cell)] == []
    assert all(cell.execution_count for cell in cells if cell.source.strip())


def test_no_lesson_asks_another_host(executed: dict[str, Future], home: Path) -> None:
    """Each kernel was watched, and none of them looked for or connected to another host."""
    wait(executed.values())
    processes, asked = offline.watched(home)
    assert processes >= len(LESSONS) and asked == []


def errors(cell: nbformat.NotebookNode) -> list[str]:
    """The errors among a cell's outputs, unless the cell says that it raises them on purpose."""
    if "raises-exception" in cell.metadata.get("tags", []):
        return []
    return [f"{out.ename}: {out.evalue}\n{cell.source}" for out in cell.outputs if out.output_type == "error"]
