"""More text than one memory holds: parts counted in other processes, by Dask, give the table of the whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import kit

WHY = "Dask is not here: it comes with the extra called large."
dask_bag = pytest.importorskip("dask.bag", reason=WHY)
distributed = pytest.importorskip("distributed", reason=WHY)

TEXTS = ["“Rebels” seized a road.\n\nThe rebels, in rebel-held east.", "الثوار في حلب 😀",
         "A cease-fire; the ceasefire held.", "Rebel groups of the armed\nopposition.", "",
         "Militants left. The armed opposition did not.", "the the the"]
TERMS = ["rebel*", "cease-fire", "armed opposition", "حلب", "nowhere"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """Two processes of one thread each on this machine."""
    where = {"host": "127.0.0.1", "dashboard_address": None}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **where) as local:
        with distributed.Client(local) as client:
            client.wait_for_workers(2, timeout=60)
            yield client


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Texts of two outlets, one file each, in a folder for each outlet."""
    places = [tmp_path / "AB"[k % 2] / f"{k}.txt" for k in range(len(TEXTS))]
    for place, text in zip(places, TEXTS):
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return places


def article(file: Path) -> kit.Article:
    """What a user writes to read one file: its folder is its outlet."""
    return kit.Article.of(file.read_text("utf-8"), file.parent.name)


@pytest.mark.parametrize("terms", [[], TERMS], ids=["every word", "a list of terms"])
@pytest.mark.parametrize("parts", [1, 3, 7])
def test_a_bag_of_files_is_counted_as_the_same_articles_in_memory(
    cluster: object, files: list[Path], terms: list[str], parts: int
) -> None:
    texts = dask_bag.from_sequence(files, npartitions=parts).map(
        lambda file: kit.Article.of(file.read_text("utf-8"), file.parent.name))
    table = texts.reduction(partial(kit.count, terms=terms), lambda counts: sum(counts, Counter())).compute()
    assert table == kit.count(map(article, files), terms)
    assert table["A", "rebel*" if terms else "rebels"] == (3 if terms else 2)


def test_the_three_lines_of_the_documentation_hold_for_a_bag_of_folders(cluster: object, files: list[Path]) -> None:
    folders, terms = sorted({file.parent for file in files}), {"terms": ["rebel*"]}
    files[4].unlink()  # the text without words, which read_folder would leave out with a warning
    texts = dask_bag.from_sequence(folders).map(kit.read_folder).flatten()
    parts = texts.reduction(partial(kit.count, **terms), lambda counts: sum(counts, Counter()))
    assert parts.compute() == sum((kit.count(kit.read_folder(folder), **terms) for folder in folders), Counter())
    assert set(kit.count.__doc__.split()) >= {"dask.bag.from_sequence(folders).map(kit.read_folder).flatten()"}


def test_the_counting_is_done_by_two_processes_and_not_here(cluster: object) -> None:
    workers = cluster.run(os.getpid)
    assert len(set(workers.values())) == 2 and os.getpid() not in workers.values()
    counted = cluster.gather(cluster.map(counts_and_process, TEXTS[:2], workers=list(workers), pure=False))
    assert {process for _, process in counted} <= set(workers.values())
    assert sum((table for table, _ in counted), Counter()) == kit.count(map(kit.Article.of, TEXTS[:2]), TERMS)


def counts_and_process(text: str) -> tuple[Counter, int]:
    """The count of one text and the number of the process that made it."""
    return kit.count([kit.Article.of(text)], TERMS), os.getpid()
