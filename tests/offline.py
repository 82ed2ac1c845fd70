"""Shuts every Python that starts with an environment from `shut` off from all hosts but this machine, and keeps who asked.

An audit hook sees what any library asks for and cannot be taken off again; it is set by a copy of this file that each
Python runs at its start.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import get_ident

#: What asks for a host, and where in its arguments the host or address stands.
EVENTS = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0,
          "socket.gethostbyaddr": 0}
HERE = ("localhost", "127.", "::1", "0.0.0.0")
WATCHING = "watching"


def shut(home: Path) -> dict[str, str]:
    """What the environment of a process needs, beside its own PYTHONPATH, to be shut off; its record lies in ``home``."""
    place = home / "offline"
    place.mkdir(exist_ok=True)
    whole = place / f"{get_ident()}.part"  # a Python that starts just now must not read half a file
    whole.write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
    whole.replace(place / "sitecustomize.py")
    path = os.pathsep.join(filter(None, [str(place), str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH")]))
    return {"PYTHONPATH": path, "KIT_ASKED": str(place / "asked.txt")}


def watched(home: Path) -> tuple[int, list[str]]:
    """How many processes were shut off, and what they asked of other hosts: a line each, with the program."""
    record = home / "offline" / "asked.txt"
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    return sum(line.startswith(WATCHING) for line in lines), [line for line in lines if not line.startswith(WATCHING)]


def _asked(event: str, given: tuple) -> None:
    """Refuses what goes to another host, after writing it down."""
    if event in EVENTS:
        address = given[EVENTS[event]]
        host = address[0] if isinstance(address, tuple) else "" if event == "socket.connect" else address  # "": a socket's file
        if host and not str(host).startswith(HERE):
            _note(f"{event} {host}")
            raise OSError(f"no network here: {host}")


def _note(what: str) -> None:
    line = f"{what} by {' '.join(sys.orig_argv)}"[:300].encode("ascii", "replace").replace(b"\n", b" ")
    handle = os.open(os.environ["KIT_ASKED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.write(handle, line + b"\n")
    os.close(handle)


if __name__ == "sitecustomize" and "KIT_ASKED" in os.environ:
    _note(WATCHING)
    sys.addaudithook(_asked)
