"""A student on a hub, and her browser: what `hub.py` sends through the proxy twenty times at once."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from threading import Barrier

import requests
import websocket
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session

LESSON, PROGRESS = "notebooks/02_who_is_named.ipynb", "notebooks/my_work/progress.json"
SCRIPTS = sorted(Path(sys.prefix, "share/jupyter/lab/static").glob("*.js"), key=lambda path: -path.stat().st_size)[:9]
#: What a page asks for before it shows a lesson: a browser loads 6.9 MB of scripts, as much as the nine largest.
PAGE = [*(f"static/lab/{path.name}" for path in SCRIPTS), "lab/api/settings", "api/kernelspecs", "api/contents"]
PASSWORD = "only for measuring"
WAIT = 300  # seconds before a wait is a failure


class Student:
    """One student: her browser with its cookies, the line to her kernel, and how long she waited for what."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address, self.home = name, address, f"/user/{name}/"
        self.browser, self.session = requests.Session(), Session()
        self.kernel, self.waited, self.verdicts = None, {}, []

    def visit(self, path: str, *, method: str = "GET", part: str = "", **more: object) -> requests.Response:
        """A request as a page sends it, to her server or to the hub (``part="/hub/"``); 400 or more is an error."""
        key = {"X-XSRFToken": self.browser.cookies.get("_xsrf", default="", path=part or self.home)}
        place = self.address + (part or self.home) + path
        found = self.browser.request(method, place, headers=key, timeout=WAIT, **more)
        found.raise_for_status()
        return found

    def line(self, path: str) -> websocket.WebSocket:
        """A websocket, with her cookies."""
        request = requests.Request("GET", self.address + path).prepare()
        key = self.browser.cookies.get("_xsrf", default="", path=self.home)
        return websocket.create_connection(
            f"{request.url.replace('http', 'ws', 1)}?session_id={self.session.session}&_xsrf={key}", timeout=WAIT,
            cookie=requests.cookies.get_cookie_header(self.browser.cookies, request), origin=self.address)

    def log_in(self) -> None:
        """From the form to JupyterLab's page and its scripts; the server starts on the way."""
        self.visit("login", part="/hub/")
        form = {"username": self.name, "password": PASSWORD, "_xsrf": self.browser.cookies.get("_xsrf", path="/hub/")}
        self.visit(f"login?next=/hub/user-redirect/lab/tree/{LESSON}", part="/hub/", method="POST", data=form)
        steps = self.visit(f"api/users/{self.name}/server/progress", part="/hub/", stream=True).iter_lines()
        last = [json.loads(line[6:]) for line in steps if line.startswith(b"data: ")][-1]
        assert last.get("ready"), last
        for path in (f"lab/tree/{LESSON}", *PAGE):
            self.visit(path)

    def send(self, kind: str, content: dict) -> list[tuple[str, dict]]:
        """A message to the kernel, and kind and content of what came back until it had nothing more to do."""
        asked = self.session.msg(kind, content)
        self.kernel.send(json.dumps({**asked, "channel": "shell"}, default=json_default))
        found, awaited = [], {"idle", "execute_reply"} if kind == "execute_request" else {"idle"}
        while awaited:
            said = json.loads(self.kernel.recv())
            if said["parent_header"].get("msg_id") == asked["msg_id"]:
                found.append((said["header"]["msg_type"], said["content"]))
                awaited -= {said["header"]["msg_type"], said["content"].get("execution_state")}
        return found

    def run(self, cell: dict) -> list[dict]:
        """Run one cell: outputs go into the cell; what opened widgets is returned."""
        said = self.send("execute_request", {"code": "".join(cell["source"]), "silent": False, "allow_stdin": False})
        kinds = ("display_data", "execute_result", "stream", "error")
        cell["outputs"] = [{key: value for key, value in {"output_type": kind, **content}.items() if key != "transient"}
                           for kind, content in said if kind in kinds]
        assert not any(output["output_type"] == "error" for output in cell["outputs"]), cell["outputs"]
        return [content for kind, content in said if kind == "comm_open"]

    def answer(self, widgets: list[dict], exercise: str, given: object) -> None:
        """Press *Check* as the page does, and note the verdict."""
        states = {one["data"]["state"].get("task", {}).get("id"): one["comm_id"] for one in widgets}
        ask = {"ask": {"what": "check", "answer": given, "count": 1}}
        change = {"method": "update", "state": ask, "buffer_paths": []}
        said = self.send("comm_msg", {"comm_id": states[exercise], "data": change})
        replies = [content["data"].get("state", {}).get("reply") for kind, content in said if kind == "comm_msg"]
        self.verdicts.append([reply["verdict"] for reply in replies if reply][-1])

    def learn(self, start: Barrier) -> None:
        """The whole lesson; waiting times count from the moment when all begin."""
        start.wait()
        begin, widgets = time.monotonic(), []
        self.log_in()
        self.waited["JupyterLab is there"] = time.monotonic() - begin
        lesson = self.visit(f"api/contents/{LESSON}?content=1").json()["content"]
        wanted = {"path": LESSON, "name": LESSON, "type": "notebook", "kernel": {"name": "python3"}}
        number = self.visit("api/sessions", method="POST", json=wanted).json()["kernel"]["id"]
        self.kernel = self.line(f"{self.home}api/kernels/{number}/channels")
        for cell in (cell for cell in lesson["cells"] if cell["cell_type"] == "code"):
            widgets += self.run(cell)
            if cell["outputs"]:
                self.waited.setdefault("first output", time.monotonic() - begin)
        self.answer(widgets, "02.2", [0, 2, 4])
        self.answer(widgets, "02.10", f"I am {self.name}. " + "A rule of one house is not the rule of another. " * 4)
        assert self.verdicts == ["right", "compare"], self.verdicts
        lesson["cells"][0]["source"] += f"\n\nThis is the copy of {self.name}."
        self.visit(f"api/contents/{LESSON}", method="PUT", json={"type": "notebook", "content": lesson})
        self.waited["lesson run, answered, saved"] = time.monotonic() - begin

    def intrude(self, other: Student) -> list[str]:
        """The doors of another student that open for her token, cookies or websocket: none should."""
        made = self.visit(f"api/users/{self.name}/tokens", part="/hub/", method="POST", json={"note": "a try"}).json()
        token, door = {"Authorization": f"token {made['token']}"}, "{}{}api/contents/" + PROGRESS
        assert requests.get(door.format(self.address, self.home), headers=token, timeout=WAIT).ok
        tries = {"token": requests.get(door.format(self.address, other.home), headers=token, timeout=WAIT),
                 "cookies": self.browser.get(door.format(self.address, other.home), timeout=WAIT),
                 "path": self.browser.get(f"{self.address}{self.home}api/contents/..%2F{other.name}", timeout=WAIT)}
        opened = [f"{way}: {found.status_code}" for way, found in tries.items() if found.status_code not in (403, 404)]
        try:
            self.line(f"{other.home}api/events/subscribe").close()
        except websocket.WebSocketBadStatusException:
            return opened
        return [*opened, "websocket"]
