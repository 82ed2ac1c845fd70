"""The house: each room stands on a floor and imports only from lower ones."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import kit

KIT = Path(__file__).parent.parent / "kit"
#: From the ground up; rooms of one floor do not know each other.
FLOORS = [
    {"errors"}, {"model", "sealed"}, {"moving", "spreadsheet", "text", "work"}, {"tables"}, {"coding", "reading"}, {"corpora", "measure", "provenance", "reliability", "rewriting"}, {"answers", "fa_kes", "guessing", "study", "survey"},
    {"download", "render", "exercise"}, {"chart", "classroom", "evidence", "lines", "reports"}, {"widgets"}, {"check", "lab", "site"}, {"__init__", "__main__"},
]
#: These rooms run in a browser with the standard library and nltk alone.
PLAIN = {"answers", "study", "survey", "sealed", "rewriting", "coding", "errors", "model", "moving", "text", "tables", "guessing", "provenance", "reading", "exercise", "work", "spreadsheet"}
#: Nothing else may open files.
READERS = {"classroom", "coding", "tables", "corpora", "fa_kes", "download", "work", "widgets", "check", "lab", "site", "__main__"}


def rooms() -> list[Path]:
    return sorted(path for path in KIT.rglob("*.py") if "labconfig" not in path.parts)


def room(path: Path) -> str:
    """The room that a file belongs to: its folder in the kit, or its own name."""
    first = path.relative_to(KIT).parts[0]
    return first.removesuffix(".py")


def floor(name: str) -> int:
    return next((place for place, names in enumerate(FLOORS) if name in names), -1)


def imported(path: Path) -> set[str]:
    """The rooms that a file imports."""
    found = set()
    for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(part, ast.ImportFrom):
            absolute = (part.module or "").removeprefix("kit.") if (part.module or "").split(".")[0] == "kit" else None
            base = path.relative_to(KIT).parent.parts
            if part.level:
                inside = [*base[:len(base) - part.level + 1], *(part.module or "").split(".")]
                inside = [name for name in inside if name]
                found |= {inside[0]} if inside else {alias.name for alias in part.names}
            elif absolute is not None:
                found |= {absolute.split(".")[0]} if absolute != "kit" else {alias.name for alias in part.names}
    return found


@pytest.mark.parametrize("path", rooms(), ids=lambda path: str(path.relative_to(KIT)))
def test_imports_go_down(path: Path) -> None:
    mine = floor(room(path))
    assert mine >= 0, f"{path.name} stands on no floor: add the room to FLOORS"
    for other in imported(path) - {room(path)}:
        assert 0 <= floor(other) < mine, f"{path.name} imports {other}, which is not on a lower floor"


@pytest.mark.parametrize("path", [path for path in rooms() if room(path) in PLAIN], ids=lambda path: path.name)
def test_plain_rooms_need_nothing_but_nltk(path: Path) -> None:
    outside = {"pandas", "numpy", "matplotlib", "anywidget", "ipywidgets", "traitlets", "pooch", "requests", "IPython"}
    names = {alias.name.split(".")[0] for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(part, ast.Import) for alias in part.names}
    names |= {(part.module or "").split(".")[0] for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
              if isinstance(part, ast.ImportFrom) and not part.level}
    assert not names & outside


@pytest.mark.parametrize("path", [path for path in rooms() if room(path) not in READERS], ids=lambda path: path.name)
def test_only_some_rooms_open_files(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for call in ("open(", ".read_text(", ".read_bytes(", ".write_text(", "read_csv(", ".to_csv("):
        assert call not in source, f"{path.name} opens a file itself ({call})"


def test_no_catch_all_rooms() -> None:
    assert not {path.stem for path in rooms()} & {"utils", "util", "common", "helpers", "helper", "misc"}


def test_nothing_happens_at_import() -> None:
    """A module's top level holds imports, definitions, constants and docstrings: nothing is printed, read or downloaded."""
    for path in rooms():
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            assert not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Call)), f"{path.name}:{part.lineno}"
            assert not isinstance(part, (ast.For, ast.While, ast.With)), f"{path.name}:{part.lineno}"


@pytest.mark.parametrize("name", kit.__all__)
def test_every_public_name_is_there_with_a_docstring_and_hides_no_room(name: str) -> None:
    found = getattr(kit, name)
    assert found.__doc__ and found.__doc__.strip() and name not in {room(path) for path in rooms()}


SHEETS = sorted(path for path in (KIT / "widgets" / "static").glob("*.css") if path.stem != "kit")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_style_sheet_speaks_of_its_own_widget_alone(path: Path) -> None:
    """A sheet stays in the page when another widget comes: one rule for all would change that one's look."""
    rules = re.sub(r"@[^{]*\{", "", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{[^{}]*\}", rules) for one in re.split(r",(?![^(]*\))", rule)]
    assert selectors and [one for one in selectors if not one.startswith(f".kit-{path.stem}")] == []


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match="The kit has nothing called 'concordanc'. It has: .*concordance"):
        kit.concordanc
