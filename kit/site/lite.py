"""The browser edition: JupyterLite with all lessons, exercises and data as files, and the kit and its widgets as wheels.

Pyodide (Python in WebAssembly) brings IPython, nltk, pandas and matplotlib: from its public address, or from a folder given.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import exercise, tables
from ..model import VERSION
from . import wheels
from .build import SiteError, chosen

#: Where it lies in the site.
FOLDER = "lite"
#: What Pyodide carries and every lesson needs, and what is shipped beside the kit because Pyodide has it not.
CARRIED = ("ipython", "jedi", "typing-extensions", "nltk", "pandas", "matplotlib")
SHIPPED = ("comm", "ipywidgets", "anywidget", "psygnal")
#: From the script that runs Python to the site's own folder of wheels.
_WHEELS = "../../../../static/wheels/"
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_BUILD = "from jupyterlite_core.app import main; main()"


def able(pyodide: str = "") -> None:
    """Raises SiteError where something is missing that the browser edition is made with."""
    lacks = [name for name in ("jupyterlite_core", "jupyterlite_pyodide_kernel", "hatchling") if find_spec(name) is None]
    if lacks:
        raise SiteError(f"The browser edition needs {', '.join(lacks)}: run `pip install -e \".[site]\"` (in .venv: "
                        "`.venv/bin/python -m pip ...`), then try again. Without --lite only pages to read are made.")
    if pyodide and not all((Path(pyodide) / name).is_file() for name in ("pyodide.mjs", "pyodide-lock.json")):
        raise SiteError(f"{Path(pyodide).name} is no folder of Pyodide: pyodide.mjs and pyodide-lock.json are not in it. "
                        "Unpack a release of Pyodide (the full one, with its packages) and name that folder.")


def write(target: Path, pyodide: str = "") -> list[str]:
    """Writes the browser edition into a folder of the site, and says so; raises SiteError."""
    able(pyodide)
    with TemporaryDirectory() as place:
        home, made = Path(place), target.resolve()
        contents(home / "contents")
        if pyodide:
            shutil.copytree(pyodide, home / "static" / "pyodide")
        names = wheels.write(home / "static" / "wheels", SHIPPED)
        made_settings = json.dumps(settings(names, carried(pyodide), local=bool(pyodide)))
        (home / "jupyter-lite.json").write_text(made_settings, encoding="utf-8", newline="\n")
        command = [sys.executable, "-c", _BUILD, "build", "--apps", "lab", "--no-sourcemaps", "--lite-dir", place,
                   "--contents", str(home / "contents"), "--output-dir", str(made)]
        done = subprocess.run(command, cwd=place, capture_output=True, encoding="utf-8", errors="replace")
        if done.returncode:
            raise SiteError(f"JupyterLite could not be built. It said: {done.stderr.strip()[-600:] or done.stdout.strip()[-600:]}")
        shutil.copytree(home / "static" / "wheels", made / "static" / "wheels", dirs_exist_ok=True)
    lost = [name for name in CARRIED if name not in carried(pyodide)]
    return [f"Wrote the browser edition to {target.name}. Serve the site's folder with any web server; a page opened from "
            "disk cannot run it.",
            *([f"That folder of Pyodide lacks {', '.join(lost)}: where a cell would count or draw, it says so; the others run."] if lost else [])]


def contents(folder: Path) -> None:
    """The files that a student finds: lessons with a note on this edition, exercises, data to read."""
    lessons = chosen()
    shutil.copytree(exercise.folder(), folder / "exercises")
    shutil.copytree(tables.home(), folder / "data", ignore=shutil.ignore_patterns(".*"))
    for lesson in lessons:
        book = json.loads(lesson.read_text(encoding="utf-8"))
        first = book["cells"][0]
        first["source"] = "".join(first["source"]) + note()
        (folder / lesson.name).write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def note() -> str:
    """What each lesson says below its title: which version this is, where work stays, and how the original comes back."""
    return (f"\n\n*Browser edition {VERSION}.* The first cell takes up to a minute. What you do stays in this browser, on this computer; "
            "your answers are in the folder *my_work* of the list on the left. To keep a file, right-click it in that list and choose "
            "*Download*. **To restore the original** of this lesson, right-click it there, choose *Delete*, and open it again: your copy "
            "goes, the original comes back.")


def settings(names: Sequence[str], packages: Sequence[str], *, local: bool = False) -> dict:
    """JupyterLite's settings: what Python loads at its start; with ``local`` nothing is asked of another host."""
    load = {"packages": [*packages, *(_WHEELS + name for name in names)]}
    kernel = {"loadPyodideOptions": load, **({"disablePyPIFallback": True} if local else {})}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": f"Framing kit {VERSION}", "contentsStorageName": "framing-kit", "settingsStorageName": "framing-kit-settings",
        "workspacesStorageName": "framing-kit-workspaces", "exposeAppInBrowser": True, "disabledExtensions": [],
        "litePluginSettings": {_KERNEL: kernel}}}


def carried(pyodide: str = "") -> list[str]:
    """What Pyodide can be asked for: everything of CARRIED, or what a folder holds with all that it needs."""
    if not pyodide:
        return list(CARRIED)
    known = json.loads((Path(pyodide) / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    return [name for name in CARRIED if all((Path(pyodide) / known[one]["file_name"]).is_file() for one in needed(name, known))]


def needed(name: str, known: dict[str, dict]) -> list[str]:
    """A package of a lock file, and what it needs, once each."""
    found, wanted = [], [name]
    while wanted:
        found.append(wanted.pop())
        depends = (one.lower().replace("_", "-") for one in known[found[-1]]["depends"])
        wanted += [one for one in depends if one not in (*found, *wanted)]
    return found
