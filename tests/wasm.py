"""What tests/wasm.mjs runs inside Pyodide: the doctests of the plain rooms and the tests that need nothing else.

Before that it holds what tests/test_site.py says of Pyodide against this Pyodide.
"""

import ast
import json
import os
import re
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import nltk
import pytest

os.chdir("/kit")
sys.path[:0] = ["/kit", "/kit/tests"]
PLAIN = ast.literal_eval(re.search(r"^PLAIN = (\{.*?\})", Path("tests/test_floors.py").read_text(), re.M | re.S).group(1))
told = re.search(r"^PYODIDE = (\{.*?\})\n.*?^ABSENT = set\(\"(.*?)\"", Path("tests/test_site.py").read_text(), re.M | re.S)
lock = json.loads(Path("pyodide-lock.json").read_text())["packages"].values()
carried = {name: package["version"] for package in lock for name in package["imports"]}
assert {name: carried.get(name) for name in ast.literal_eval(told[1])} == ast.literal_eval(told[1]), "PYODIDE is another's"
absent = {name for name in sys.stdlib_module_names if not name.startswith("_") and find_spec(name) is None}
assert absent <= {*told[2].split(), "nt", "pydoc_data"}, f"ABSENT lacks {absent}"
ROOMS = [str(path) for name in sorted(PLAIN) for path in (Path("kit", name), Path("kit", f"{name}.py")) if path.exists()]


def plain(path: Path) -> bool:
    """Whether a file of tests imports nothing but the standard library, pytest, nltk and the plain rooms."""
    known = set(sys.stdlib_module_names) - {"subprocess"} | {"pytest", "nltk", "__future__"} | ({"hypothesis"} if find_spec("hypothesis") else set())
    for part in ast.walk(ast.parse(path.read_text())):
        if isinstance(part, ast.Import) and any(name.name.split(".")[0] not in known for name in part.names):
            return False
        if isinstance(part, ast.ImportFrom):
            first, *rest = (part.module or "").split(".")
            rooms = {rest[0]} if rest else {name.name for name in part.names}
            beside = Path("tests", f"{first}.py")
            if first not in known and not (first == "kit" and rooms <= PLAIN) and not (beside.exists() and plain(beside)):
                return False
    return True


files = [str(path) for path in sorted(Path("tests").rglob("test_*.py")) if plain(path)]
began = time.perf_counter()
# A file of 100,000 brackets is deeper than the stack that Node gives to WebAssembly: this one test is left out here.
deep = ["-k", "not what_cannot_be_read_is_set_aside"]
options = [*deep, "-q", "-p", "no:cacheprovider", "--noconftest", "--doctest-modules", "-o", "addopts=", "-o", "filterwarnings=", "--tb=short"]
status = pytest.main([*options, *ROOMS, *files])
print(f"Python {sys.version.split()[0]}, nltk {nltk.__version__}: rooms {', '.join(sorted(PLAIN))}; {len(files)} files of tests: "
      f"{', '.join(Path(file).stem for file in files)}; {time.perf_counter() - began:.1f} s")
int(status)
