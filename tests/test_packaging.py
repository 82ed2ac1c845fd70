"""What installs the kit: pins, ranges, the wheel, the two commands; and that no file names a machine or a registry."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import licences
import pytest
import yaml
from conftest import leave_out
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

from kit import lab, tables

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [Requirement(line) for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"]]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.findall(r"^\S.*?(?=\n\S|\n?\Z)", LOCK, re.MULTILINE | re.DOTALL)
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("anaconda", "org"))]
MACHINE = re.compile(r"(?<![\w./~$}\\-])/(work|root|tmp|opt)/\w")


def tracked() -> list[Path]:
    """The files under version control; none where the project came without git."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# Pins and ranges ------------------------------------------------------------------------------------------------------


def test_every_pin_is_exact_and_has_hashes() -> None:
    shape = re.compile(r"[\w.-]+==[\w.!+]+( ; [^\\]+?)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [pin for pin in PINS if not shape.fullmatch(pin)] == []


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "--index-url" not in LOCK


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_lock_is_within_the_range(wanted: Requirement) -> None:
    pins = [Requirement(pin.split(" \\")[0]) for pin in PINS]
    versions = [str(pin.specifier)[2:] for pin in pins if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
    assert versions
    assert [version for version in versions if not wanted.specifier.contains(version, prereleases=True)] == []


def test_every_licence_is_known_to_be_compatible() -> None:
    assert len(licences.stated()) > 100
    assert licences.unfit() == []


def test_conda_gets_the_same_ranges() -> None:
    specs = [Requirement(spec.replace("-base", "")) for spec in ENVIRONMENT[2:] if isinstance(spec, str)]
    ranges = {wanted.name: wanted.specifier for wanted in map(Requirement, PROJECT["project"]["dependencies"])}
    assert {spec.name: spec.specifier for spec in specs} == ranges


def test_conda_gets_a_python_that_the_kit_knows() -> None:
    version = re.fullmatch(r"python=(3\.\d+)", ENVIRONMENT[0]).group(1)
    assert Requirement("python" + PROJECT["project"]["requires-python"]).specifier.contains(version)
    assert ENVIRONMENT[1] == "pip"


def test_conda_gets_the_kit_from_this_folder() -> None:
    assert {"pip": ["-e ."]} in ENVIRONMENT


# The wheel ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as a wheel, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_everything(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    places = {"kit": ROOT / "kit", "kit/data": ROOT / "data", "kit/exercises": ROOT / "notebooks" / "exercises"}
    files = {f"{name}/{path}" for name, place in places.items() for path in contents(place)}
    assert files - names == set()


def contents(folder: Path) -> list[str]:
    """The files in a folder, as paths below it, without caches and hidden ones."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    left_out = re.compile(r"__pycache__|\..*")
    return [path.as_posix() for path in found if not any(map(left_out.fullmatch, path.parts))]


USE = """
import kit
texts = kit.articles("ramouseh")
kit.Reader(texts[0], layers=["voice"]), kit.Coder(texts[0].id)
kit.bars(kit.rates(texts, kit.find("armed-opposition", texts)), title="Labels")._repr_html_()
kit.Exercise("00.2").check([0])
kit.report("no-plan", texts).save()
print(len(kit.events())); print(kit.__file__)
"""


def test_the_wheel_works_elsewhere_and_writes_nothing_where_it_lies(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    alone = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONDONTWRITEBYTECODE": "1"}
    before, desk = state(tmp_path / "site"), tmp_path / "desk"
    desk.mkdir()
    said = subprocess.run([sys.executable, "-c", USE], cwd=desk, env=alone, capture_output=True, check=True, text=True).stdout
    events, place = said.splitlines()
    assert int(events) == len(tables.events())
    assert Path(place).is_relative_to(tmp_path / "site")
    assert state(tmp_path / "site") == before
    assert {path.relative_to(desk).parts[0] for path in desk.rglob("*")} == {"my_work"}


def state(folder: Path) -> dict[Path, int]:
    """When each file and folder was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


# The two commands -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target, command", [("lab", "-m kit lab"), ("check", "-m kit check"), ("test", "-m pytest")])
def test_make_knows(target: str, command: str) -> None:
    said = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert f".venv/bin/python {command}" in said


def test_what_is_needed_and_missing_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIT_NEED_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="No browser"):
        leave_out("No browser.", "KIT_NEED_BROWSER")
    monkeypatch.delenv("KIT_NEED_BROWSER")
    with pytest.raises(pytest.skip.Exception, match="No browser"):
        leave_out("No browser.", "KIT_NEED_BROWSER")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two lessons and a notebook that is none."""
    place = tmp_path / "a class" / "notebooks"
    place.mkdir(parents=True)
    for name in ("00_start.ipynb", "01_what is it?.ipynb", "scratch.ipynb"):
        (place / name).write_text("{}")
    return place


def test_a_lesson_is_found_by_its_number(folder: Path) -> None:
    assert lab.notebooks(folder.parent.parent, folder.parent) == folder == lab.notebooks(folder)
    assert lab.find(folder, "01") == "01_what is it?.ipynb"
    assert any("/01_what%20is%20it%3F.ipynb" in option for option in lab.settings(folder, "01_what is it?.ipynb"))


def test_a_missing_lesson_is_named_in_a_sentence(folder: Path) -> None:
    with pytest.raises(ValueError, match="no lesson called '07'.*00_start.ipynb, 01_what"):
        lab.find(folder, "07")
    with pytest.raises(FileNotFoundError, match="no lessons"):
        lab.notebooks(folder.parent.parent)


# Windows and macOS ----------------------------------------------------------------------------------------------------

NO_NAME = re.compile(r'[<>:"|?*\\]|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)[./]', re.IGNORECASE)
ELSEWHERE = {"fcntl", "fork", "grp", "killpg", "posix", "pwd", "resource", "setsid", "SIGKILL", "symlink_to", "termios"}


def one_system(tree: ast.AST) -> list[str]:
    """What in a file only Linux and macOS have, or what is read and written otherwise on Windows."""
    found = []
    for part in ast.walk(tree):
        names = {alias.name for alias in part.names} if isinstance(part, (ast.Import, ast.ImportFrom)) else set()
        found += ELSEWHERE & (names | {getattr(part, "attr", "")})
        found += without(part) if isinstance(part, ast.Call) and "archive." not in ast.unparse(part.func) else []
    return found


def without(call: ast.Call) -> list[str]:
    """A call that reads or writes text and leaves encoding or line ends to the system."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    said = [one.value for argument in call.args for one in ast.walk(argument) if isinstance(one, ast.Constant)]
    mode = "".join(word for word in map(str, said) if re.fullmatch("[abrtwx+]{1,3}", word))
    given = {keyword.arg for keyword in call.keywords}
    starts = name in {"Popen", "check_output", "run"} and "text" in given
    if not starts and (name not in {"fdopen", "open", "read_text", "write_text"} or "b" in mode):
        return []
    writes = name == "write_text" or set("awx") & set(mode)
    lacking = ({"encoding", "newline"} if writes else {"encoding"}) - given
    return [f"{ast.unparse(call)} lacks {lacking}"] if lacking else []


@pytest.mark.parametrize("path", sorted((ROOT / "kit").rglob("*.py")), ids=lambda path: path.name)
def test_the_kit_is_for_every_system(path: Path) -> None:
    assert one_system(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_lessons_are_plain_python(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    trees = [ast.parse("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]  # no ! and no %
    names = {part.id for tree in trees for part in ast.walk(tree) if isinstance(part, ast.Name)}
    assert names & {"os", "sys", "subprocess", "open", "get_ipython"} == set()


@pytest.mark.skipif(not tracked(), reason="This copy came without git: which files are the project's is not known.")
def test_every_file_can_lie_on_every_disk() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [name for name in names if NO_NAME.search(name) or len(name) > 120] == []
    assert len({name.lower() for name in names}) == len(names)


# What no file says ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not tracked(), reason="This copy came without git: which files are the project's is not known.")
def test_no_file_names_this_machine_or_a_registry() -> None:
    found = [f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}" for path in tracked()
             for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1)
             if MACHINE.search(line) or any(host in line for host in HOSTS)]
    assert found == []


def test_lock_files_with_addresses_are_not_tracked() -> None:
    assert {path.name for path in tracked()} & {"uv.lock", "pylock.toml", "package-lock.json"} == set()


@pytest.mark.parametrize("name", PROJECT["project"]["license-files"])
def test_the_licence_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "MIT" in text
    assert "CC BY 4.0" in text or "CC-BY-4.0" in text or "Attribution 4.0 International" in text
