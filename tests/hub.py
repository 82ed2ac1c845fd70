"""A class on a hub, all at once: ``make hub N=20``. What does a student need, and does each stay by herself?

A real JupyterHub with its proxy gives each student a server and a home of her own. All log in at the same moment, as a
browser does it (form, cookies, keys against forgery), load JupyterLab's scripts, open lesson 02, run every cell through
the websocket, answer two exercises with the widgets' own messages, and save. Then each tries her neighbour's doors.

Needs Linux and, beside the kit: ``pip install jupyterhub`` and ``npm install configurable-http-proxy``, looked for on
the path and in ``node_modules`` here. With another Python: ``make hub N=20 PY=path/to/python``. All students are one
user of this machine and share a password: this measures, it is no hub for a class.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Barrier

import psutil
import requests
from hub_student import LESSON, PASSWORD, PROGRESS, WAIT, Student

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
SETTINGS = """
c.JupyterHub.bind_url = {address!r}
c.JupyterHub.hub_port = {ports[0]}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.args = {args!r}
c.Spawner.http_timeout = c.Spawner.start_timeout = 300
"""


def free() -> int:
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(folder: Path, names: list[str]) -> tuple[psutil.Popen, str]:
    """A hub, and its address; the students' homes, each with a copy of the lessons, lie in this folder."""
    address, proxy = f"http://127.0.0.1:{free()}", "configurable-http-proxy"
    proxy = shutil.which(proxy) or shutil.which(f"node_modules/.bin/{proxy}") or sys.exit(f"npm install {proxy}")
    for name in names:
        ignored = shutil.ignore_patterns("my_work", ".ipynb_checkpoints")
        shutil.copytree(NOTEBOOKS, folder / "homes" / name / "notebooks", ignore=ignored)
    args = ["--allow-root"] if os.geteuid() == 0 else []
    settings = SETTINGS.format(address=address, ports=(free(), free()), proxy=str(Path(proxy).resolve()), args=args,
                               password=PASSWORD, homes=str(folder / "homes"))
    (folder / "jupyterhub_config.py").write_text(settings, encoding="utf-8")
    places = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    with (folder / "hub.log").open("w", encoding="utf-8") as log:
        hub = psutil.Popen([sys.executable, "-m", "jupyterhub"], cwd=folder, env=places, stdout=log, stderr=log)
    while hub.poll() is None:
        try:
            requests.get(f"{address}/hub/login", timeout=WAIT).raise_for_status()
            return hub, address
        except requests.RequestException:
            time.sleep(0.2)
    sys.exit(f"No hub started; it needs: pip install jupyterhub\n{(folder / 'hub.log').read_text(encoding='utf-8')}")


def stop(hub: psutil.Popen) -> None:
    """End the hub, and what it leaves: proxy, servers, kernels."""
    family = hub.children(recursive=True)
    hub.terminate()
    for process in psutil.wait_procs([hub, *family], timeout=60)[1]:
        process.kill()


def report(students: list[Student], hub: psutil.Popen) -> None:
    """Print how long they waited, and memory and processor time of each kind of process."""
    for what in students[0].waited:
        times = sorted(one.waited[what] for one in students if what in one.waited)
        print(f"{what:28} median {median(times):6.1f} s, last {times[-1]:6.1f} s, n = {len(times)}")
    found: dict[str, list] = {"hub and proxy": [], "server": [], "kernel": []}
    for one in [hub, *hub.children(recursive=True)]:
        line, memory = " ".join(one.cmdline()), one.memory_full_info()
        kind = "kernel" if "ipykernel" in line else "server" if "singleuser" in line else "hub and proxy"
        found[kind].append((memory.pss / 2**20, memory.rss / 2**20, sum(one.cpu_times()[:4])))
    for kind, figures in found.items():
        pss, rss, used = zip(*figures)
        print(f"{kind:28} median {median(pss):4.0f} MB PSS, {median(rss):4.0f} MB RSS (most {max(rss):.0f}), "
              f"{median(used):4.1f} s of a core; together {sum(pss):6.0f} MB PSS, {sum(used):4.0f} s; n = {len(pss)}")
    print(f"{'the students of this test':28} {time.process_time():.0f} s of a core")


def mixed(homes: Path, students: list[Student]) -> list[str]:
    """Files in a home that name another student, or that lack its own student's work."""
    found = []
    for one in students:
        texts = {path: path.read_text(encoding="utf-8", errors="ignore")
                 for path in (homes / one.name).rglob("*") if path.is_file()}
        found += [f"{path} names {other.name}" for path, text in texts.items() for other in students
                  if other is not one and other.name in text]
        mine = (homes / one.name / LESSON, homes / one.name / PROGRESS)
        found += [f"{path} lacks the work of {one.name}" for path in mine if one.name not in texts.get(path, "")]
    return found


def measure(folder: Path, n: int) -> list[str]:
    """Hold the class, print what it needed, and return what went wrong."""
    hub, address = start(folder, names := [f"student-{number:03}" for number in range(n)])
    try:
        students, together = [Student(name, address) for name in names], Barrier(n)
        with ThreadPoolExecutor(n) as room:
            runs = [(one, room.submit(one.learn, together)) for one in students]
        failed = [f"{one.name}: {run.exception()!r}" for one, run in runs if run.exception()]
        report(students, hub)
        pairs = zip(students, students[1:] + students[:1]) if n > 1 and not failed else ()
        opened = [f"{one.name} at {other.name}'s: {door}" for one, other in pairs for door in one.intrude(other)]
        return failed + opened + mixed(folder / "homes", students)
    finally:
        stop(hub)


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    cores = len(os.sched_getaffinity(0))
    print(f"{size} students at once, {cores} cores, load {os.getloadavg()[0]:.1f} before", flush=True)
    with tempfile.TemporaryDirectory() as place:
        wrong = measure(Path(place), size)
    print("\n".join(wrong) or f"No failure, nothing mixed, no door open; load {os.getloadavg()[0]:.1f} after")
    sys.exit(bool(wrong))
