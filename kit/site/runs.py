"""The lessons, executed: in a copy of their folder, two at once, so that nobody's work is touched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from .. import survey, work
from ..errors import KitError

HOME = Path(__file__).resolve().parents[2]
#: What is nobody's lesson: students' work, and what JupyterLab leaves.
LEFT = ("my_work", ".ipynb_checkpoints", "*.part")
#: Whose work it is: every page shows the same two forms of the test, whenever it is made.
READER = {"kind": survey.KIND, "id": "0"}


def executed(lessons: Sequence[Path]) -> list[NotebookNode]:
    """The lessons, which lie in one folder, with their outputs; raises KitError with lesson and cell."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "notebooks"
        shutil.copytree(lessons[0].parent, folder, ignore=shutil.ignore_patterns(*LEFT))
        work.write(folder / "my_work" / "survey.json", json.dumps(READER))
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda lesson: execute(folder / lesson.name), lessons))


def execute(path: Path) -> NotebookNode:
    """One lesson with its outputs; only a cell with the tag ``raises-exception`` may end in an error."""
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(book, timeout=300, store_widget_state=False, resources={"metadata": {"path": str(path.parent)}})
    client.coalesce_streams = True  # what is printed in parts is one text, however it arrives
    client.config.KernelManager.transport_encryption = "auto"  # as `kit.lab` does
    try:
        return client.execute(env=_places(path.parent.parent))
    except CellExecutionError as error:
        place = next((number for number, cell in enumerate(book.cells, 1) if _failed(cell)), 0)
        raise KitError(f"{path.name}, cell {place}: {error.ename}: {error.evalue}. Open the lesson, mend the cell, and "
                       "try again.") from None


def _failed(cell: NotebookNode) -> bool:
    meant = "raises-exception" in cell.metadata.get("tags", ())
    return not meant and any(out.output_type == "error" for out in cell.get("outputs", ()))


def _places(home: Path) -> dict[str, str]:
    """The environment, with places of its own for what Jupyter and matplotlib write, and this kit first."""
    names = "JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR JUPYTER_RUNTIME_DIR IPYTHONDIR MPLCONFIGDIR".split()
    path = os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH")]))
    return {**os.environ, **{name: str(home / name.lower()) for name in names}, "PYTHONPATH": path}
