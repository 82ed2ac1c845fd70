"""The same everywhere: whatever the hash seed, the language, the time zone or the encoding of the machine, and as open as asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit import work

ROOT = Path(__file__).parent.parent
#: Machines that differ in everything that is nobody's choice: order of sets, language, clock, and what a terminal can show.
MACHINES = {
    "plain": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "turkish": {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONIOENCODING": "cp1254"},
    "arabic": {"PYTHONHASHSEED": "2", "LC_ALL": "ar_EG.UTF-8", "TZ": "America/St_Johns", "PYTHONIOENCODING": "ascii"},
}


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the languages of `MACHINES`, made here where this machine can; else they act as plain C."""
    folder = tmp_path_factory.mktemp("locales")
    for name in {machine["LC_ALL"] for machine in MACHINES.values()} - {"C"} if shutil.which("localedef") else ():
        subprocess.run(["localedef", "-i", name.split(".")[0], "-f", "UTF-8", folder / name], capture_output=True)
    return folder


@pytest.fixture(scope="module")
def made(locales: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """For each machine, what `digest.py` says of each thing that the kit makes; all run at once."""
    runs = {}
    for name, machine in MACHINES.items():
        environment = {**os.environ, **machine, **({"LOCPATH": str(locales)} if any(locales.iterdir()) else {})}
        runs[name] = subprocess.Popen([sys.executable, ROOT / "tests" / "digest.py"], cwd=tmp_path_factory.mktemp(name), env=environment,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="ascii", errors="replace")
    said = {name: run.communicate() for name, run in runs.items()}
    assert [error for name, run in runs.items() if run.returncode for error in said[name]] == []
    return {name: dict(line.rsplit(": ", 1) for line in out.splitlines()) for name, (out, _) in said.items()}


@pytest.mark.parametrize("machine", [name for name in MACHINES if name != "plain"])
def test_every_table_mark_count_page_and_picture_is_the_same(machine: str, made: dict[str, dict[str, str]]) -> None:
    assert len(made["plain"]) > 30
    assert made[machine] == made["plain"]


def test_a_terminal_that_cannot_show_a_word_is_no_error(tmp_path: Path) -> None:
    """Windows writes what a command says into a file in the machine's own encoding."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-m", "kit", "student", "حلب.zip"], cwd=tmp_path, env=environment, capture_output=True)
    assert (said.returncode, said.stderr) == (0, b"") and said.stdout.isascii() and list(tmp_path.iterdir()) == [tmp_path / "حلب.zip"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
@pytest.mark.parametrize("mask", [0o002, 0o022, 0o077], ids=oct)
def test_a_new_file_is_as_open_as_the_umask_says_and_an_old_one_stays_so(
    mask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = os.umask(mask)
    try:
        file = work.save("progress", {"00.1": {}})
        assert [path.stat().st_mode & 0o777 for path in (file.parent, file)] == [0o777 & ~mask, 0o666 & ~mask]
        file.chmod(0o640)
        assert work.save("progress", {"00.2": {}}).stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)
