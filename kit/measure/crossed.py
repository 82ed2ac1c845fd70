"""Codes across outlets, events or days: a plain table of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from kit.errors import KitError
from kit.model import Annotation, Article


def crosstab(marks: Iterable[Annotation], articles: Iterable[Article], *, by: str = "outlet") -> pd.DataFrame:
    """How many marks of each code are in each outlet's (event's, date's) texts: one row a group, one column a code.

    The commonest code comes first; then ``all`` marks and the number of ``texts``. Counts, not rates: where texts differ in
    length, say so, or take `kit.rates`. Marks in other articles are left out.

    >>> one = Article.of("Rebels said the rebels left.", id="x", outlet="A")
    >>> crosstab([Annotation("x", 0, 6, "rebel", "me"), Annotation("x", 16, 22, "rebel", "me")], [one]).values.tolist()
    [['A', 2, 2, 1]]
    """
    articles = tuple(articles)
    if by not in Article.__dataclass_fields__:
        raise KitError(f"Articles have no field called {by!r}. Choose one of: {', '.join(Article.__dataclass_fields__)}.")
    group = {article.id: getattr(article, by) for article in articles}
    found = Counter((group[mark.article], mark.code) for mark in marks if mark.article in group)
    sizes, totals = Counter(group.values()), Counter()
    for (_, code), n in found.items():
        totals[code] += n
    codes = [code for code, _ in totals.most_common()]
    rows = [[name, *(found[name, code] for code in codes), sum(found[name, code] for code in codes), n] for name, n in sizes.items()]
    return pd.DataFrame(rows, columns=[by, *codes, "all", "texts"])
