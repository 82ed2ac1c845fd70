"""What students handed in, as files: from a folder, sub-folders and zips, as a learning platform exports them.

Nothing is unpacked to disk and no link is followed. What is too large, damaged or named to lead elsewhere is left out
with a sentence; the names of files are shown, never used.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST = 5_000_000  # bytes of one file
LARGEST_ZIP = 200_000_000
LARGEST_CLASS = 500_000_000  # bytes of all that one class handed in, unpacked
MOST = 5_000  # files in one zip
DEEPEST = 2  # zips within zips
#: What is read, and what lies about in such exports and needs no word.
KINDS = (".json", ".csv", ".zip")
DEBRIS = ("__MACOSX", "__pycache__")


@dataclass(frozen=True)
class Piece:
    """One file as it was handed in: its name as shown, the folder it lay in, its bytes."""

    name: str
    place: str
    raw: bytes

    @property
    def kind(self) -> str:
        """The end of the file's name, in small letters."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True)
class Trouble:
    """What there is to say about one file; the sentence begins with its name."""

    file: str
    said: str


def pieces(source: Path) -> Iterator[Piece | Trouble]:
    """Every file below a folder, or in one zip, in order of their names; a Trouble in place of what cannot be read."""
    size = 0
    for piece in _all(source):
        size += len(getattr(piece, "raw", b""))
        if size > LARGEST_CLASS:
            said = f"with it there are more than {LARGEST_CLASS // 1_000_000} MB; the rest was not read."
            yield Trouble(piece.name, f"{piece.name}: {said}")
            return
        yield piece


def _all(source: Path) -> Iterator[Piece | Trouble]:
    if source.is_file():
        yield from _file(source, shown(source.name))
        return
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        name = shown("/".join(parts))
        if _debris(parts):
            continue
        if path.is_symlink():
            yield Trouble(name, f"{name}: a link to another place; links are not followed.")
        elif path.is_file():
            yield from _file(path, name)


def _debris(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") and part != ".." or part in DEBRIS for part in parts)


def shown(name: str) -> str:
    """A file's name as it may be shown: on one line, without what a screen does not show, 120 characters at most.

    >>> shown("a\\x1b[31m\\nb.json")
    'a\ufffd[31m\ufffdb.json'
    """
    plain = legible(name)
    return plain if len(plain) <= 120 else f"{plain[:60]}…{plain[-59:]}"


def legible(text: str) -> str:
    """Text without what a screen does not show or a terminal obeys."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text.encode("utf-8", "replace").decode())


def _file(path: Path, name: str) -> Iterator[Piece | Trouble]:
    limit = LARGEST_ZIP if path.suffix.lower() == ".zip" else LARGEST
    try:
        if path.suffix.lower() in KINDS and path.stat().st_size > limit:
            yield Trouble(name, f"{name}: larger than {limit // 1_000_000} MB, so it was not read.")
            return
        raw = path.read_bytes() if path.suffix.lower() in KINDS else b""
    except OSError as error:
        yield Trouble(name, f"{name}: cannot be read ({error.strerror}).")
        return
    yield from _opened(Piece(name, _folder(name), raw), 0)


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _opened(piece: Piece, depth: int) -> Iterator[Piece | Trouble]:
    """The piece itself, or what is in it if it is a zip."""
    if piece.kind != ".zip":
        yield piece
    elif depth >= DEEPEST:
        yield Trouble(piece.name, f"{piece.name}: a zip within a zip within a zip; unpack it first.")
    else:
        try:
            yield from _members(piece, depth)
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error):
            yield Trouble(piece.name, f"{piece.name}: a damaged zip, or none; ask for it again.")


def _members(piece: Piece, depth: int) -> Iterator[Piece | Trouble]:
    with ZipFile(BytesIO(piece.raw)) as archive:
        entries = [entry for entry in archive.infolist()
                   if not entry.is_dir() and not _debris(entry.filename.split("/"))]
        if len(entries) > MOST:
            yield Trouble(piece.name, f"{piece.name}: holds {len(entries):,} files; the first {MOST:,} were read.")
        left = LARGEST_ZIP
        for entry in sorted(entries[:MOST], key=lambda one: one.filename):
            name = shown(f"{piece.name}/{entry.filename}")
            raw = _bytes(archive, entry, name, left)
            if isinstance(raw, Trouble):
                yield raw
                continue
            left -= len(raw)
            yield from _opened(Piece(name, _folder(name), raw), depth + 1)


def _bytes(archive: ZipFile, entry: ZipInfo, name: str, left: int) -> bytes | Trouble:
    """What an entry of a zip holds, never more than the limit whatever it says of itself."""
    if leads_away(entry.filename):
        return Trouble(name, f"{name}: its name leads out of the zip; it was left out.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Trouble(name, f"{name}: a link to another place; links are not followed.")
    if entry.flag_bits & 1:
        return Trouble(name, f"{name}: locked with a password; unlock it first.")
    kind = PurePosixPath(entry.filename).suffix.lower()
    if kind not in KINDS:
        return b""
    limit = min(left, LARGEST_ZIP if kind == ".zip" else LARGEST)
    try:
        with archive.open(entry) as file:
            raw = file.read(limit + 1)
    except Exception:  # each way of packing has errors of its own
        return Trouble(name, f"{name}: damaged in its zip; ask for it again.")
    large = Trouble(name, f"{name}: larger than {limit // 1_000_000} MB, so it was not read.")
    return raw if len(raw) <= limit else large


def leads_away(name: str) -> bool:
    """Whether the name of a file in a zip points to a place outside the folder it would be unpacked into.

    >>> [leads_away(name) for name in ("a/b.json", "../b.json", "/etc/b", "C:\\\\b", "a\\\\..\\\\..\\\\b")]
    [False, True, True, True, True]
    """
    windows = PureWindowsPath(name)
    return bool(windows.drive or windows.root or ".." in windows.parts or ".." in PurePosixPath(name).parts)
