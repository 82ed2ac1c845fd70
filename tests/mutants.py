"""How much of the kit do the tests hold? Small faults are put into a copy of the kit at random; how many do tests find?

    python tests/mutants.py 300 1 "measure|reading" again.txt   # number, seed; rooms; only those that again.txt quotes

A fault is a comparison, a sign, a number, a condition, a slice, a word, or what is returned. For each one, the tests that
call the faulty function run, the quickest first: those without a browser, a lesson's execution or the corpora. Not for
Windows (it forks). Nothing is changed but the copy, in a temporary folder.
"""

from __future__ import annotations

import ast
import compileall
import importlib
import json
import os
import py_compile
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import anywidget  # noqa: F401 - loaded once, before the forks, with what follows
import matplotlib.pyplot  # noqa: F401
import nltk  # noqa: F401
import pandas  # noqa: F401
import pytest
from calls import LEFT, Plugin

ROOT = Path(__file__).resolve().parent.parent
PAIRS = "Lt LtE, Gt GtE, Eq NotEq, In NotIn, Is IsNot, And Or, Add Sub, Mult Div, BitOr BitAnd"
SWAPS = {getattr(ast, a): getattr(ast, b) for pair in PAIRS.split(", ") for a, b in (pair.split(), pair.split()[::-1])}
SECONDS = 15  # of tests for one fault


def forked(arguments: list[str], kit: str, seconds: float) -> int | None:
    """pytest's exit code, or None after so many seconds; in a process that has everything loaded but the kit."""
    if not (child := os.fork()):
        os.setpgid(0, 0)
        with open("last.txt", "w") as out:
            os.dup2(out.fileno(), 1), os.dup2(out.fileno(), 2)
        os._exit(int(pytest.main([*arguments, "-p", "no:cacheprovider", "--basetemp=tmp"], plugins=[Plugin(kit)])))
    end = time.monotonic() + seconds
    while not (done := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.killpg(child, 9), os.waitpid(child, 0)
            return None
        time.sleep(0.02)
    return os.waitstatus_to_exitcode(done[1])


def faults(node: ast.AST, line: int = 0) -> Iterator[tuple[ast.AST, ast.AST, int]]:
    """Every fault: the node, what takes its place, and the first line of the function (0: none)."""
    if isinstance(node, ast.FunctionDef):
        line = min(part.lineno for part in (node, *node.decorator_list))
    yield from ((node, new, line) for new in variants(node, line))
    for name, value in ast.iter_fields(node) if not isinstance(node, ast.JoinedStr) else ():
        for part in (value if isinstance(value, list) else [value]) if name not in ("annotation", "returns") else ():
            if isinstance(part, ast.AST) and not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)):
                yield from faults(part, line)


def variants(node: ast.AST, line: int) -> Iterator[ast.AST]:
    """What may take the place of one node."""
    match node:
        case ast.Compare(ops=[op, *more]) if type(op) in SWAPS:
            yield ast.Compare(node.left, [SWAPS[type(op)](), *more], node.comparators)
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPS:
            yield type(node)(**{**vars(node), "op": SWAPS[type(node.op)]()})
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool() | int() | float()):
            yield ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
        case ast.Constant(value=str()) if line and node.value and " " not in node.value:
            yield ast.Constant(node.value + "x")
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.Slice():
            yield from (ast.Slice(*ends) for ends in ((None, node.upper), (node.lower, None)) if ends != (node.lower, node.upper))
        case ast.If() | ast.While() | ast.IfExp():
            node.test.negate = True
    if getattr(node, "negate", False):
        yield ast.UnaryOp(ast.Not(), node)


def tried(fault: tuple, rows: list) -> str:
    """What comes of a fault: killed, time out, survived, or not called by any test."""
    path, node, new, line = fault
    source, tests, seconds = path.read_bytes(), [], 0.0
    for test, took, called in sorted(rows, key=lambda row: row[1]):
        if seconds + took < SECONDS and any(where == path.relative_to("kit").as_posix() and line in (0, first) for where, first in called):
            tests, seconds = [*tests, test], seconds + took
    if not tests:
        return "not called"
    lines, text = source.splitlines(keepends=True), ast.unparse(ast.fix_missing_locations(new))
    start, end = (sum(map(len, lines[:row - 1])) + column for row, column in
                  ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)))
    text = text if isinstance(node, (ast.Slice, ast.stmt, ast.Constant)) else f"({text})"
    path.write_bytes(source[:start] + text.encode() + source[end:])
    try:
        return {None: "time out", 0: "survived"}.get(forked([*tests, "-x"], "", 4 * seconds + 30), "killed")
    finally:
        path.write_bytes(source)


def main(number: str = "300", seed: str = "1", rooms: str = "", again: str = "") -> None:
    """Draws, tries one after the other, and reports room by room; stopped with Ctrl+C, it reports what it has."""
    quoted, found = Path(again).read_text(encoding="utf-8") if again else "", defaultdict(list)
    home = Path(tempfile.mkdtemp(prefix="mutants-")).resolve() / "kit"
    shutil.copytree(ROOT, home, ignore=shutil.ignore_patterns(".*", "__pycache__", "my_work"))
    os.chdir(home)
    os.environ["PYTHONPATH"], sys.path[:1] = str(home), [str(home)]
    compileall.compile_dir("kit", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    forked([*sorted(str(path) for path in Path("tests").glob("test_*.py") if not LEFT.search(path.name)), "kit"], f"{home}/kit/", 7200)
    rows, sys.dont_write_bytecode = json.loads(Path("calls.json").read_text()), True
    drawn = [(path, *fault) for path in sorted(Path("kit").rglob("*.py")) if re.match(rooms, path.as_posix()[4:])
             for fault in faults(ast.parse(path.read_text(encoding="utf-8")))]
    print(f"{len(rows)} tests, {len(drawn)} possible faults", flush=True)
    try:
        for path, node, new, line in random.Random(int(seed)).sample(drawn, min(int(number), len(drawn))):
            place = f"{path.as_posix()}:{node.lineno}:{node.col_offset} "
            if place in quoted or not again:
                what = tried((path, node, new, line), rows)
                print(f"{what}: {place}{' '.join(ast.unparse(node).split())[:70]} -> {ast.unparse(ast.fix_missing_locations(new))[:70]}", flush=True)
                for room in (re.split(r"[/.]", place)[1], "all of it"):
                    found[room].append(what)
    finally:
        share = importlib.import_module("kit.measure.shares").share
        for room, what in sorted(found.items()):
            print(f"{room:12} {share(what.count('killed') + what.count('time out'), len(what))} {dict(Counter(what))}")
        shutil.rmtree(home.parent)


if __name__ == "__main__":
    main(*sys.argv[1:])
