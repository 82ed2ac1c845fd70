"""Lines counted into a grid of outlets and columns, with the voices apart, and read again cell by cell.

A grid of labels shows what is held, not how often an outlet writes so: labels were looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kit.lines.line import Line
from kit.text import fold

OTHER, ALL, EVERY = "other words", "all", "all outlets"
MOST = 10  # columns that fit beside each other
#: The letter that stands for a voice in a cell, and how a voice is called where its own name is too short.
LETTERS = {"own": "o", "headline": "h", "attributed": "a", "quoted": "q", "no attribution found": "n",
           "scare quotes": "s", "voice not read": "v"}
VOICES = {"own": "own words", "quoted": "in quotation marks"}


def keys(line: Line, by: str) -> tuple[str, ...]:
    """The columns in which a line is counted; several where a label holds words of several groups."""
    value = getattr(line, by)
    return value if isinstance(value, tuple) and value else (value or OTHER,)


def columns(lines: Iterable[Line], by: str) -> list[str]:
    """The columns of a grid, the fullest first; what goes beyond `MOST` of them is counted as other words, at the end.

    >>> [columns([Line(*"ababc", words, *"fghijkl")], "words") for words in (("rebel", "army"), ())]
    [['army', 'rebel'], ['other words']]
    """
    sums: Counter[str] = Counter()
    for line in lines:
        sums.update({key: line.n for key in keys(line, by)})
    ranked = sorted((key for key in sums if key != OTHER), key=lambda key: (-sums[key], key))
    return ranked[:MOST] + [OTHER] * (len(ranked) > MOST or OTHER in sums)


def tally(lines: Iterable[Line], by: str) -> dict[str, dict[str, Counter[str]]]:
    """For each outlet and column (and the column "all") how many lines stand in which voice."""
    lines = list(lines)
    shown = set(columns(lines, by))
    found: dict[str, dict[str, Counter[str]]] = {}
    for line in lines:
        row = found.setdefault(line.outlet, {})
        for key in {ALL, *(key if key in shown else OTHER for key in keys(line, by))}:
            row.setdefault(key, Counter())[line.voice] += line.n
    return found


def kept(lines: Iterable[Line], wanted: dict[str, str], outlet: str = "") -> list[Line]:
    """The lines that have these values ("" for any), of outlets with some characters in their name."""
    asked, seek = [(name, value) for name, value in wanted.items() if value], fold(outlet.strip())
    return [line for line in lines if seek in fold(line.outlet)
            and all(getattr(line, name) == value for name, value in asked)]


def inside(lines: Sequence[Line], by: str, cell: Sequence[str]) -> list[Line]:
    """The lines of one cell, given as outlet and column; either may be the sum ("all outlets", "all")."""
    outlet, column = cell
    shown = set(columns(lines, by)) - {OTHER}
    return [line for line in lines if outlet in (EVERY, line.outlet)
            and (column == ALL or column in keys(line, by) or column == OTHER and set(keys(line, by)) - shown)]


def ordered(cells: dict[str, dict[str, Counter[str]]], order: str) -> list[str]:
    """The outlets by name ("outlet"), or by a column, the fullest first."""
    return sorted(cells, key=lambda outlet: (-sum(cells[outlet].get(order, {}).values()), fold(outlet)))


def row(outlet: str, cells: Mapping[str, Counter[str]], names: Iterable[str]) -> dict:
    """A row of the grid: for the sum and each column, pairs of a voice's letter and its number."""
    found = [cells.get(name, Counter()) for name in (ALL, *names)]
    return {"outlet": outlet,
            "cells": [[[LETTERS[voice], cell[voice]] for voice in LETTERS if cell[voice]] for cell in found]}


def sums(cells: Mapping[str, Mapping[str, Counter[str]]], names: Iterable[str]) -> dict[str, Counter[str]]:
    """The same for all outlets together."""
    return {name: sum((one.get(name, Counter()) for one in cells.values()), Counter()) for name in (ALL, *names)}


def spoken(cell: Sequence[Sequence]) -> str:
    """A cell in words.

    >>> spoken([["o", 2], ["a", 1]]), spoken([])
    ('3 (2 own words, 1 attributed)', '')
    """
    names = {letter: VOICES.get(voice, voice) for voice, letter in LETTERS.items()}
    return f"{sum(n for _, n in cell)} ({', '.join(f'{n} {names[letter]}' for letter, n in cell)})" if cell else ""


def plural(n: int, what: str) -> str:
    """A number of labels, marks or outlets.

    >>> plural(1, "labels"), plural(1806, "labels")
    ('1 label', '1806 labels')
    """
    return f"{n} {what.removesuffix('s') if n == 1 else what}"


def menu(lines: Iterable[Line], name: str, chosen: str, called: Mapping[str, str]) -> dict:
    """The values of a field, and how many lines have each: ``all`` and ``choices`` of [value, how it is called, n]."""
    found: Counter[str] = Counter()
    for line in lines:
        found[getattr(line, name)] += line.n
    choices = [[value, called.get(value, value), found[value]] for value in {*found, chosen} - {""}]
    return {"name": name, "all": sum(found.values()), "choices": sorted(choices, key=lambda choice: (fold(choice[1]), choice[0]))}
