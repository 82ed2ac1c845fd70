"""How far many coders agree, code by code: alpha with its interval, and who takes one code for another.

Every judgement counts, also where not all coders judged. Intervals draw whole sentences anew, since the words of one
sentence hang together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from kit.model import Annotation, Article
from kit.reliability.coefficients import DRAWS, FEW_UNITS, SEED
from kit.reliability.overview import reading
from kit.reliability.panel import GAP, Group, by_coder, codes_in, groups, only

COLUMNS = "group code compared coders units marked percent alpha low high prevalence note".split()


def word_agreement(articles: Iterable[Article], *coders: Iterable[Annotation]) -> pd.DataFrame:
    """Agreement on marks that coders chose freely, compared word by word; one list of marks a coder, or one list of all.

    A row for each group of codes and each code in it: compared ("words", "texts", or "questions" put to texts), coders,
    units (judged by two or more), marked (units that anybody gave the code), percent, Krippendorff's alpha with its 95 %
    interval (sentences, or texts, drawn anew), prevalence (the code's share of judgements), note (what alpha allows).
    """
    held = {name: coded for marks in coders for name, coded in by_coder(marks).items()}
    return table(groups(articles, held))


def table(found: Iterable[Group]) -> pd.DataFrame:
    """The rows of `word_agreement` for some groups."""
    rows = [_row(group.name, part) for group in found for part in parts(group)]
    return pd.DataFrame(rows, columns=COLUMNS)


def parts(group: Group) -> list[Group]:
    """The group whole, and then each of its codes against the rest where it has several."""
    codes = codes_in(group)
    return [group, *(only(group, code) for code in codes if len(codes) > 1)]


def _row(name: str, group: Group) -> tuple:
    counts = tally(group)
    two = counts.sum(axis=1) >= 2
    counts, blocks = counts[two], group.blocks[two]
    n, marked = len(counts), int((counts[:, 1:].sum(axis=1) > 0).sum())
    apart, often = parting(counts), counts.sum(axis=0)
    value = float(nominal(apart.sum(), often))
    pairs = (counts.sum(axis=1) * (counts.sum(axis=1) - 1)).sum()
    same = float((counts * (counts - 1)).sum() / pairs) if pairs else float("nan")
    few = 0 < marked < FEW_UNITS and not group.by_text
    note = f"too few: {marked} word{'' if marked == 1 else 's'} with it" if few else reading(value, n)
    edges = (float("nan"), float("nan")) if few else interval(apart, counts, blocks)
    compared = "words" if not group.by_text else "questions" if len({unit[3] for unit in group.units}) > 1 else "texts"
    return (name, group.name, compared, len(group.coders), n, marked, same,
            value, *edges, float(often[1:].sum() / often.sum()) if n else float("nan"), note)


def tally(group: Group) -> np.ndarray:
    """How many coders gave each unit each code: units x codes."""
    return np.stack([(group.cells == code).sum(axis=0) for code in range(len(group.codes))], axis=1)


def parting(counts: np.ndarray) -> np.ndarray:
    """For each unit the pairs of judgements that differ, each judgement counted once (Krippendorff's coincidences)."""
    judged = counts.sum(axis=1)
    return (judged**2 - (counts**2).sum(axis=1)) / np.maximum(1, judged - 1)


def nominal(apart: np.ndarray, often: np.ndarray) -> np.ndarray:
    """Krippendorff's nominal alpha from the pairs that differ and from how often each code was given (last axis).

    >>> float(nominal(np.array(2.0), np.array([10, 10]))).__round__(3)
    0.81
    """
    often = np.asarray(often, float)
    total = often.sum(axis=-1)
    expected = (total**2 - (often**2).sum(axis=-1)) / np.maximum(1, total - 1)
    return np.where(expected > 0, 1 - np.asarray(apart, float) / np.where(expected > 0, expected, 1), np.nan)


def interval(apart: np.ndarray, counts: np.ndarray, blocks: np.ndarray) -> tuple[float, float]:
    """The 95 % interval of alpha, drawing whole blocks anew; not numbers where there are fewer than `FEW_UNITS`."""
    known, place = np.unique(blocks, return_inverse=True)
    if len(known) < FEW_UNITS:
        return float("nan"), float("nan")
    sums = np.zeros((len(known), counts.shape[1] + 1))
    np.add.at(sums, place, np.column_stack([apart, counts]))
    drawn = _draws(len(known)) @ sums
    found = nominal(drawn[:, 0], drawn[:, 1:])
    found = found[~np.isnan(found)]
    return tuple(float(edge) for edge in np.percentile(found, (2.5, 97.5))) if len(found) else (float("nan"), float("nan"))


@lru_cache(maxsize=4)
def _draws(n: int) -> np.ndarray:
    """How often each of n blocks is in each of `DRAWS` samples of n."""
    return np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)


def beside(group: Group, coder: str) -> float:
    """How far the others agree with one coder: the mean of alpha over the pairs; not a number where there is none."""
    if coder not in group.coders:
        return float("nan")
    one, found = group.cells[group.coders.index(coder)], []
    for name, other in zip(group.coders, group.cells):
        both = (one != GAP) & (other != GAP)
        if name != coder and both.any():
            often = np.bincount(np.concatenate([one[both], other[both]]), minlength=len(group.codes))
            found.append(float(nominal(2 * (one[both] != other[both]).sum(), often)))
    return float(np.nanmean(found)) if any(value == value for value in found) else float("nan")


def confusion(group: Group) -> pd.DataFrame:
    """Where one coder gave the code of a row, the share of the others' judgements that gave the code of a column.

    "no mark" has no row: nearly all words have none.
    """
    counts = tally(group)
    judged = counts.sum(axis=1)
    counts, judged = counts[judged >= 2], judged[judged >= 2]
    pairs = (counts / (judged - 1)[:, None]).T @ counts - np.diag((counts / (judged - 1)[:, None]).sum(axis=0))
    shares = pairs / np.where(pairs.sum(axis=1, keepdims=True) > 0, pairs.sum(axis=1, keepdims=True), 1)
    found = pd.DataFrame(shares, list(group.codes), list(group.codes))
    return found if group.by_text else found.iloc[1:, [*range(1, len(group.codes)), 0]]
