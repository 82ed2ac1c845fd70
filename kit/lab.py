"""JupyterLab, opened on a lesson: ``python -m kit lab``, the way that needs no make."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

HOME = Path(__file__).parent.parent


def lab(lesson: str = "00", *options: str) -> None:
    """Open JupyterLab on a lesson, named by its number or the start of its name; stays until Ctrl-C.

    ``options`` are JupyterLab's own, such as ``--no-browser`` or ``--port=9000``. The address is always printed,
    for where no browser opens by itself. Ends with a sentence if there is no such lesson.
    """
    try:
        from jupyterlab.labapp import LabApp
    except ModuleNotFoundError:
        sys.exit("This Python has no JupyterLab. Use `make lab`, or install the kit first: README.md says how.")
    try:
        folder = notebooks(Path.cwd(), HOME)
        arguments = settings(folder, find(folder, lesson))
    except (FileNotFoundError, ValueError) as error:
        sys.exit(str(error))
    put_first("PYTHONPATH", HOME)
    put_first("JUPYTER_CONFIG_PATH", HOME / "kit")  # labconfig/: no pop-up about news; the user's own settings win
    os.environ.setdefault("JUPYTER_TOKEN", token_hex(24))
    server = LabApp.initialize_server(argv=[*arguments, *options])
    server.web_app.settings["page_config_hook"] = at_home
    page = server.local_url.partition("?")[0]
    server.io_loop.add_callback(print, welcome(f"{page}?token={server.identity_provider.token}"), flush=True)
    server.start()


def at_home(_: object, page: dict) -> dict:
    """JupyterLab's page without what JupyterLite alone can load (`kit.site` brings it along)."""
    page["federated_extensions"] = [one for one in page["federated_extensions"] if not one["name"].startswith("@jupyterlite/")]
    return page


def put_first(name: str, folder: Path) -> None:
    """Add a folder in front of those that an environment variable lists."""
    os.environ[name] = os.pathsep.join(filter(None, [str(folder), os.environ.get(name)]))


def notebooks(*places: Path) -> Path:
    """The first folder of lessons at one of these places: its ``notebooks/``, or the place itself."""
    folders = [folder for place in places for folder in (place / "notebooks", place)]
    for folder in folders:
        if lessons(folder):
            return folder
    raise FileNotFoundError(f"There are no lessons in {folders[0]}. Start this in the folder that holds notebooks/.")


def lessons(folder: Path) -> list[str]:
    """The file names of the lessons in a folder, in order: those that begin with their number."""
    return sorted(path.name for path in folder.glob("[0-9][0-9]_*.ipynb"))


def find(folder: Path, lesson: str) -> str:
    """The file name of the lesson that begins so: "04" finds ``04_who_says_so.ipynb``."""
    names = lessons(folder)
    for name in names:
        if name.startswith(lesson):
            return name
    raise ValueError(f"There is no lesson called {lesson!r}. Choose one of: {', '.join(names)}.")


def settings(folder: Path, name: str) -> list[str]:
    """JupyterLab's options: its files, the page it opens, in a workspace of its own; no questions."""
    import zmq

    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    private = ["--KernelManager.transport_encryption=auto"] if zmq.has("curve") else []
    return [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/workspaces/framing-kit/tree/{quote(name)}",
        "--ServerApp.answer_yes=True",
        "--Application.log_level=ERROR",
        *as_root,
        *private,
    ]


def welcome(address: str) -> str:
    """What the terminal says when the server is ready."""
    return (
        "JupyterLab is running. The lesson opens in your browser; if it does not, open this address there:\n\n"
        f"    {address}\n\n"
        "Leave this window open while you work. To stop: save your notebook, then press Ctrl-C here."
    )
