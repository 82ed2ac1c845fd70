"""Coefficients of agreement: percent, Cohen's and Fleiss' kappa, Krippendorff's alpha with its interval.

Each takes a table, one row a coder (see `kit.reliability.judgements`), or one list of marks a coder, or one row of codes a coder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from math import fsum  # the same sum in any order, and on any version of Python

import numpy as np
import pandas as pd

from kit.errors import KitError
from kit.reliability.judgements import as_table

FEW_UNITS = 10  # below this many units judged by two coders or more, no interval is drawn
DRAWS, SEED = 1000, 2016
LEVELS = ("nominal", "ordinal", "interval", "ratio")


def alpha(*coders: Iterable, level: str = "nominal") -> float:
    """Krippendorff's (2011) alpha for any number of coders, with gaps: 1 agreement, 0 as by chance, below 0 worse.

    ``level`` is "nominal", "ordinal", "interval" or "ratio". Not a number where every judgement is the same: no
    disagreement could be expected, so nothing was tested.

    >>> round(alpha("1101001101", "1101001001"), 3), round(alpha("1111111110", "1111111111"), 3)
    (0.808, 0.0)
    """
    contributions, distance = _units(as_table(coders), level)
    return float(_alpha(contributions.sum(axis=0), distance))


def _units(table: pd.DataFrame, level: str) -> tuple[np.ndarray, Callable[[np.ndarray], np.ndarray]]:
    """Each unit's share of the coincidence matrix (units x codes x codes), and the metric between codes."""
    codes = codes_of(table)
    seen = np.array([(table == code).sum() for code in codes], float).T
    pairs = seen[:, :, None] * seen[:, None, :] - seen[:, :, None] * np.eye(len(codes))
    return pairs / (seen.sum(axis=1) - 1)[:, None, None], _metric(codes, level)


def codes_of(table: pd.DataFrame) -> list:
    """The codes that occur, sorted; numbers before words."""
    found = {code for code in table.to_numpy(object).flat if not pd.isna(code)}
    return sorted(found, key=lambda code: (isinstance(code, str), code))


def prevalence(table: pd.DataFrame) -> dict:
    """Each code's share of all judgements: its prevalence."""
    judged = table.notna().to_numpy().sum()
    return {code: float((table == code).to_numpy().sum() / judged) for code in codes_of(table)}


def _metric(codes: list, level: str):
    """The squared difference between codes, as a function of how often each occurs (only "ordinal" needs it)."""
    if level not in LEVELS:
        raise KitError(f"There is no level called {level!r}. Choose one of: {', '.join(LEVELS)}.")
    if level == "nominal":
        return lambda often: 1 - np.eye(len(codes))
    try:
        value = np.array([float(code) for code in codes])
    except (TypeError, ValueError):
        raise KitError(f"The level {level!r} needs numbers as codes, and here are {codes}. "
                         "Use level='nominal'.") from None
    order = np.argsort(value)
    low, high = np.meshgrid(value, value)
    if level == "ordinal":
        return lambda often: _ranks(often, order)
    if level == "interval":
        return lambda often: (low - high) ** 2
    return lambda often: ((low - high) / np.where(low + high, low + high, 1)) ** 2


def _ranks(often: np.ndarray, order: np.ndarray) -> np.ndarray:
    """The ordinal metric: how many judgements lie between two codes, the codes themselves counted half; squared."""
    middle = np.empty(len(often))
    middle[order] = np.cumsum(often[order]) - often[order] / 2
    return np.subtract.outer(middle, middle) ** 2


def _alpha(coincidences: np.ndarray, distance) -> float:
    """Alpha of a coincidence matrix; not a number where no disagreement could be expected."""
    often = coincidences.sum(axis=1)
    metric = distance(often)
    expected = (np.outer(often, often) * metric).sum() / max(1.0, often.sum() - 1)
    return 1 - (coincidences * metric).sum() / expected if expected > 0 else np.nan


def percent(*coders: Iterable) -> float:
    """The share of pairs of judgements of one unit that agree, 0 to 1 (Osgood 1959; Holsti 1969).

    >>> percent("1101001101", "1101001001")
    0.9
    """
    same = pairs = 0
    for unit in as_table(coders).to_numpy(object).T:
        for one, other in combinations(unit[~pd.isna(unit)], 2):
            same, pairs = same + (one == other), pairs + 1
    return same / pairs


def cohen(*coders: Iterable) -> float:
    """Cohen's (1960) kappa of two coders, on the units that both judged; not a number where both use one code only.

    >>> round(cohen("1101001101", "1101001001"), 3)
    0.8
    """
    table = as_table(coders)
    if len(table) != 2:
        raise KitError(f"Cohen's kappa is for two coders, and here are {len(table)}. Use fleiss(...) or alpha(...).")
    one, other = table.to_numpy(object)
    chance = fsum((one == code).mean() * (other == code).mean() for code in {*one, *other})
    return float(((one == other).mean() - chance) / (1 - chance)) if chance < 1 else float("nan")


def fleiss(*coders: Iterable) -> float:
    """Fleiss' (1971) kappa of several coders who all judged every unit (nltk calls it ``pi``)."""
    table = as_table(coders)
    if table.isna().to_numpy().any():
        raise KitError("Fleiss' kappa needs every unit judged by every coder, and there are gaps. Use alpha(...).")
    chance = fsum(share**2 for share in prevalence(table).values())
    return (percent(table) - chance) / (1 - chance) if chance < 1 else float("nan")


def interval(*coders: Iterable, level: str = "nominal", draws: int = DRAWS) -> tuple[float, float]:
    """The 95 % percentile interval of alpha, drawing whole units anew; not numbers with fewer than `FEW_UNITS` units.

    Draws in which every judgement is the same have no alpha and are left out.
    """
    contributions, distance = _units(as_table(coders), level)
    n, draw = len(contributions), np.random.default_rng(SEED)
    if n < FEW_UNITS:
        return (float("nan"), float("nan"))
    found = [_alpha(contributions[draw.integers(n, size=n)].sum(axis=0), distance) for _ in range(draws)]
    known = [value for value in found if not np.isnan(value)]
    return tuple(float(edge) for edge in np.percentile(known, (2.5, 97.5))) if known else (float("nan"), float("nan"))
