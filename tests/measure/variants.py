"""Spelling variants, measured on pairs of the checked table: the skeleton alone, with the table, and a foil.

"Held out": in each of five folds a fifth of the spellings is taken out of the table; only pairs with one of them count.
The foil, Jaro-Winkler, gets the threshold that suits it best. Rules and table were written by one hand: an upper bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

from nltk.metrics.distance import jaro_winkler_similarity

from kit.reading.variants import Names, Variant, canonical, skeleton, spelling, variants

FOLDS = 5
#: Translations, acronyms and second names share no consonants: no skeleton can propose them, only the table knows.
OTHER = "another name, not a spelling"


def measure() -> list[dict]:
    """One row a reader: pairs right, precision, recall and F1."""
    everything = variants()
    rows = [row for row in everything if row.note != OTHER]
    latin = [row for row in rows if row.script == "latin"]
    return [score("skeleton alone", "all pairs", by_key(rows, skeleton)),
            score("skeleton alone", "pairs in Latin script", by_key(latin, skeleton)),
            score("Jaro-Winkler, best threshold", "pairs in Latin script", jaro_winkler(latin)),
            score("skeleton and table", "pairs with a spelling held out of the table", held_out(rows)),
            score("skeleton and table", "the same, Latin script", held_out(latin)),
            score("skeleton and table", "the same, with translations and acronyms", held_out(everything))]


def by_key(rows: list[Variant], key: Callable[[str], str]) -> Counter:
    """Right, proposed and true pairs where names with the same key are proposed as one."""
    keys = [key(row.variant) for row in rows]
    pairs = combinations(range(len(rows)), 2)
    return count((keys[i] == keys[j], rows[i].canonical == rows[j].canonical) for i, j in pairs)


def count(pairs: Iterator[tuple[bool, bool]]) -> Counter:
    """Counts of (proposed, true) among pairs."""
    return Counter(pairs)


def jaro_winkler(rows: list[Variant]) -> Counter:
    """The counts at the threshold with the best F1 on these very pairs: a foil that is given every advantage."""
    names = [spelling(row.variant) for row in rows]
    scored = [(jaro_winkler_similarity(names[i], names[j]), rows[i].canonical == rows[j].canonical)
              for i, j in combinations(range(len(rows)), 2)]
    tries = (count((near >= limit / 100, true) for near, true in scored) for limit in range(76, 100, 2))
    return max(tries, key=lambda counts: f1(counts)[2])


def held_out(rows: list[Variant]) -> Counter:
    """The counts over the folds, for pairs with at least one spelling that the table did not know."""
    total: Counter = Counter()
    for fold in range(FOLDS):
        out = [row for place, row in enumerate(rows) if place % FOLDS == fold]
        kept = [row for place, row in enumerate(rows) if place % FOLDS != fold]
        names = Names.of(kept)
        found = [(canonical(row.variant, names) or skeleton(row.variant), row.canonical) for row in out]
        known = [(row.canonical, row.canonical) for row in kept]
        pairs = ((one, other) for place, one in enumerate(found) for other in [*found[place + 1:], *known])
        total += count((one[0] == other[0], one[1] == other[1]) for one, other in pairs)
    return total


def f1(counts: Counter) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts of (proposed, true)."""
    right = counts[True, True]
    precision = right / max(1, right + counts[True, False])
    recall = right / max(1, right + counts[False, True])
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def score(reader: str, on: str, counts: Counter) -> dict:
    """One row of the measurement; n is the number of true pairs."""
    precision, recall, both = f1(counts)
    n = counts[True, True] + counts[False, True]
    return {"reader": reader, "on": on, "precision": round(precision, 3), "recall": round(recall, 3),
            "f1": round(both, 3), "n": n}


if __name__ == "__main__":
    for line in measure():
        print(line)
