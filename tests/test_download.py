"""fetch: a corpus comes to the user's own machine, whole or not at all, and what is there already is never lost."""

from __future__ import annotations

import errno
import hashlib
import socket
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from kit import download
from kit.corpora import CorpusError, CorpusWarning

HEADER = "unit_id,article_title,article_content,source,date,location,labels,,,,\n"
FILE = (HEADER + "".join(f'{n},Title {n},"Wed 0{n} Aug 2016 {"Text " * 400}{n}",sana,8/{n}/2016,aleppo,1,,,,\n'
                          for n in range(1, 9))).encode("latin-1")


MOVED = {"moved": "/elsewhere.csv", "round and round": "/file.csv", "to another scheme": "file:///etc/hostname"}


class Server(BaseHTTPRequestHandler):
    """Serves FILE in the way that the test asks for: whole, broken off, wrong, missing, moved."""

    way, asked, ended = "whole", [], threading.Event()

    def do_GET(self) -> None:
        type(self).asked.append(self.headers.get("Range"))
        if self.way in MOVED and (self.path == "/file.csv" or self.way == "round and round"):
            self.send_response(302)
            self.send_header("Location", MOVED[self.way])
            self.end_headers()
            return
        if self.way.isdigit():
            self.send_error(int(self.way))
            return
        if self.way == "slow":
            self.ended.wait(20)
            return
        start = int((self.headers.get("Range") or "bytes=0-").split("=")[1].rstrip("-"))
        body = b"not the file" if self.way == "wrong" else FILE[start:]
        self.send_response(206 if start else 200)
        if self.way != "broken, no length":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if self.way.startswith("broken") else body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Server]]:
    """A corpus on a server of our own, instead of the real one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    real = download.KNOWN["fa-kes"]
    mine = replace(real, url=f"http://127.0.0.1:{server.server_port}/file.csv", sha256=hashlib.sha256(FILE).hexdigest(), size=len(FILE))
    monkeypatch.setitem(download.KNOWN, "fa-kes", mine)
    Server.way, Server.asked = "whole", []
    Server.ended.clear()
    yield Server
    Server.ended.set()
    server.shutdown()
    server.server_close()


def fetched(folder: Path) -> list:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)
        return download.fetch("fa-kes", folder=folder)


def test_the_file_comes_once_and_is_read(corpus: type[Server], tmp_path: Path) -> None:
    assert [article.outlet for article in fetched(tmp_path)] == ["sana"] * 8
    fetched(tmp_path)
    assert len(corpus.asked) == 1


def test_where_nothing_can_be_downloaded_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pooch", None)  # as in a browser
    with pytest.raises(CorpusError, match="Nothing can be downloaded in the browser edition: bring the file from https://"):
        download.fetch("fa-kes")


def test_what_to_keep_in_mind_is_said(corpus: type[Server], tmp_path: Path) -> None:
    with pytest.warns(CorpusWarning, match="sampled around deadly events.*stripped at source.*not truth"):
        download.fetch("fa-kes", folder=tmp_path)


def test_a_redirect_is_followed(corpus: type[Server], tmp_path: Path) -> None:
    corpus.way = "moved"
    assert len(fetched(tmp_path)) == 8


def test_after_a_break_it_goes_on_from_there(corpus: type[Server], tmp_path: Path) -> None:
    corpus.way = "broken"
    with pytest.raises(CorpusError, match="Nothing is lost: the next try goes on from there"):
        fetched(tmp_path)
    [part] = tmp_path.glob("*.part")
    have = part.stat().st_size
    corpus.way = "whole"
    assert len(fetched(tmp_path)) == 8
    assert have > 0 and corpus.asked[-1] == f"bytes={have}-"


def test_another_file_is_thrown_away_and_said(corpus: type[Server], tmp_path: Path) -> None:
    corpus.way = "wrong"
    with pytest.raises(CorpusError, match="its checksum differs"):
        fetched(tmp_path)
    corpus.way = "whole"
    assert len(fetched(tmp_path)) == 8


@pytest.mark.parametrize("way, said", [
    ("404", "the server answered 404"), ("500", "the server answered 500"), ("503", "the server answered 503"),
    ("416", "the server answered 416"), ("slow", "no connection"), ("broken", "no connection"),
    ("broken, no length", "checksum differs"), ("wrong", "checksum differs"), ("round and round", "could not be downloaded"),
    ("to another scheme", "no connection"), ("full disk", "No space left on device"), ("no name", "no connection"),
])
def test_what_goes_wrong_is_a_sentence_and_leaves_what_is_there(
        corpus: type[Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, said: str) -> None:
    """An earlier file, here an outdated one, stays until the new one is whole; the next try brings that."""
    earlier = tmp_path / download.KNOWN["fa-kes"].file
    earlier.write_text("mine", encoding="utf-8")
    corpus.way = way
    with monkeypatch.context() as patched, pytest.raises(CorpusError, match=f"{said}.*file="):
        patched.setattr(download, "PATIENCE", 0.3)
        hindered(way, patched)
        fetched(tmp_path)
    assert earlier.read_text(encoding="utf-8") == "mine"
    corpus.way = "whole"
    assert len(fetched(tmp_path)) == 8 and [path.name for path in tmp_path.iterdir()] == [earlier.name]


def hindered(way: str, patched: pytest.MonkeyPatch) -> None:
    """A full disk, or a network that knows no names."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def nameless(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    if way == "full disk":
        patched.setattr(requests.Response, "iter_content", full)
    if way == "no name":
        patched.setattr(socket, "getaddrinfo", nameless)


def test_without_a_network_a_file_at_hand_serves(corpus: type[Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(download.KNOWN, "fa-kes", replace(download.KNOWN["fa-kes"], url="http://127.0.0.1:9/file.csv"))
    with pytest.raises(CorpusError, match="no connection to the server.*file="):
        fetched(tmp_path)
    (tmp_path / "mine.csv").write_bytes(FILE)
    with pytest.warns(CorpusWarning):
        assert len(download.fetch("fa-kes", file=tmp_path / "mine.csv")) == 8


def test_a_file_at_hand_must_be_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no file called"):
        download.fetch("fa-kes", file=tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("x", encoding="utf-8")
    with pytest.raises(CorpusError, match="not the file that was expected"):
        download.fetch("fa-kes", file=tmp_path / "other.csv")


def test_an_unknown_corpus_is_said() -> None:
    with pytest.raises(CorpusError, match="Choose one of: fa-kes"):
        download.fetch("fakes")
