"""Downloads a corpus to the user's own machine: on request only, with a checksum, going on where it broke off."""

from __future__ import annotations

import hashlib
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

from . import fa_kes
from .corpora import CorpusError, CorpusWarning
from .model import Article


@dataclass(frozen=True)
class Corpus:
    """A corpus that can be had: where, what its file must be, and what to keep in mind."""

    title: str
    url: str
    file: str
    sha256: str
    size: int  # bytes
    care: tuple[str, ...]


KNOWN = {"fa-kes": Corpus(
    "FA-KES: 804 articles on the Syrian war, 2011-2018", "https://zenodo.org/records/2607278/files/FA-KES-Dataset.csv",
    "FA-KES-Dataset.csv", "90822dc38d080fa220960d4b7c704fb66adba0feaf038ab44e56ec4d6f2e15ab", 1_619_809, fa_kes.CARE)}

#: How long a server may say nothing.
PATIENCE = 30  # seconds


def fetch(name: str, *, file: str | Path | None = None, folder: str | Path | None = None) -> list[Article]:
    """The articles of a known corpus, downloaded once (to the user's cache) or read from a ``file`` at hand.

    Raises CorpusError with a sentence when the name is unknown, the file is another one, or the network is not there.
    """
    path, corpus = path_of(name, file=file, folder=folder), KNOWN[name]
    warnings.warn(f"{corpus.title}. Keep in mind: " + " ".join(corpus.care), CorpusWarning, stacklevel=2)
    return fa_kes.read(path)


def path_of(name: str, *, file: str | Path | None = None, folder: str | Path | None = None) -> Path:
    """The corpus's file, checked: the one at hand, the one downloaded before, or a fresh download."""
    if name not in KNOWN:
        raise CorpusError(f"There is no corpus called {name!r} to download. Choose one of: {', '.join(KNOWN)}.")
    path = Path(file) if file else _downloaded(KNOWN[name], Path(folder) if folder else None)
    _checked(path, KNOWN[name])
    return path


def _checked(path: Path, corpus: Corpus) -> None:
    if not os.path.isfile(path):
        raise CorpusError(f"There is no file called {str(path)!r} here; name the downloaded {corpus.file} exactly.")
    if hashlib.sha256(path.read_bytes()).hexdigest() != corpus.sha256:
        raise CorpusError(f"{path.name} is not the file that was expected ({corpus.file}, {corpus.size:,} bytes): its "
                          f"checksum differs. Download it again from {corpus.url}.")


def _downloaded(corpus: Corpus, folder: Path | None) -> Path:
    try:
        import pooch  # only here: nothing that downloads is loaded before somebody asks for it
    except ModuleNotFoundError:
        raise CorpusError(f"Nothing can be downloaded in the browser edition: {_brought(corpus)}") from None
    folder = folder or Path(pooch.os_cache("framing-kit"))
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise CorpusError(f"{folder.name} is no folder to keep the download in. Name a folder, or none.")
    log = pooch.get_logger()
    log.setLevel("WARNING")
    try:
        return Path(pooch.retrieve(corpus.url, f"sha256:{corpus.sha256}", corpus.file, folder, downloader=_Resuming(folder)))
    except OSError as error:  # first: a few of requests' errors are ValueErrors too
        raise CorpusError(f"{corpus.file} could not be downloaded ({_short(error)}). Nothing is lost: the next try goes "
                          f"on from there. With no internet here, {_brought(corpus)}") from None
    except ValueError:
        raise CorpusError(f"The server sent another file than {corpus.file}: its checksum differs, and it was thrown "
                          f"away. Try again later, or {_brought(corpus)}") from None


def _brought(corpus: Corpus) -> str:
    return f'bring the file from {corpus.url} and name it: kit.fetch("fa-kes", file="{corpus.file}").'


def _short(error: OSError) -> str:
    """Why, in a few words: what the server answered, what the disk said, or that there was no connection."""
    response = getattr(error, "response", None)
    return f"the server answered {response.status_code}" if response is not None else error.strerror or "no connection to the server"


class _Resuming:
    """A downloader for pooch that keeps what it has in ``<file>.part`` and asks the server for the rest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, url: str, output_file: str | Path, pooch: object, **_: object) -> None:
        import requests

        part = self.folder / f"{url.rsplit('/', 1)[-1]}.part"
        have = part.stat().st_size if part.exists() else 0
        with requests.get(url, headers={"Range": f"bytes={have}-"} if have else {}, stream=True, timeout=PATIENCE) as answer:
            if answer.status_code == 416:
                part.unlink(missing_ok=True)
            answer.raise_for_status()
            with part.open("ab" if answer.status_code == 206 else "wb") as file:
                for piece in answer.iter_content(4_096):
                    file.write(piece)
        part.replace(output_file)
