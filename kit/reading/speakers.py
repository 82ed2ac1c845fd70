"""What kind of source speaks: a government, an armed group, a monitor, the UN, people there, other media; or nobody can tell.

The kind is read off the words that name the source (``words/speakers.csv``), not off what is known of it: "he", "the
source" and "a commander" stay "not said". It says who is quoted, not on which side they stand, nor whether they are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.model import Annotation, Article, Entry, Lexicon
from kit.reading.attribution import attributions
from kit.reading.doers import WORDS
from kit.reading.grammar import plain
from kit.reading.lexicon import Scanner

#: The kinds, in the order in which they are shown.
KINDS = ("government", "opposition", "monitor", "UN and aid", "people there", "media", "not said")
#: The head of a noun phrase ends here: "a spokesman | for one rebel group", "Syria's army |, quoted by".
HEAD_END = re.compile(r",| (?:of|for|in|to|by|at|from|who|which|that|close|quoted|reached|near|inside) ")


@dataclass(frozen=True)
class Speaker:
    """A word that tells what kind of source a noun phrase names."""

    term: str  # "*" only at the end
    kind: str


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    rows = tables.read(Speaker, WORDS / "speakers.csv")
    return Scanner.of(Lexicon("speakers", "", "", "", "", "", "", tuple(Entry(row.term, row.kind, "", "") for row in rows)))


def speakers(articles: Article | Iterable[Article]) -> list[Annotation]:
    """A mark on the source of every attribution that names one: ``code`` is one of `KINDS`, ``note`` the word that tells.

    A source that says three things has three marks, all in the order of the text. The unit is that of `kit.layer` ("voice").

    >>> [(m.quote, m.code) for m in speakers(Article.of("A rebel commander said so. UN officials denied it. He said no more."))]
    [('A rebel commander', 'opposition'), ('UN officials', 'UN and aid'), ('He', 'not said')]
    """
    marks = []
    for article in [articles] if isinstance(articles, Article) else articles:
        said = ((each.source, f"a{n}") for n, each in enumerate(attributions(article), 1) if each.source)
        for span, unit in sorted(said, key=lambda pair: pair[0]):
            quote = article.text[slice(*span)]
            code, word = kind(quote)
            marks.append(Annotation(article.id, *span, code, "rule:speakers", unit=unit, quote=quote, note=word))
    return marks


def kind(source: str) -> tuple[str, str]:
    """The kind of a source and the word that tells it: the last such word in the phrase's head, else the first behind it.

    >>> kind("state news agency SANA"), kind("a spokesman for one rebel group"), kind("the source")
    (('media', 'sana'), ('opposition', 'rebel*'), ('not said', ''))
    """
    text = plain(source)
    end = HEAD_END.search(text)
    head = end.start() if end else len(text)
    hits = list(_scanner().scan(text))
    inside, behind = [hit for hit in hits if hit[0] < head], [hit for hit in hits if hit[0] >= head]
    told = inside[-1:] or behind[:1]
    return (told[0][2].code, told[0][2].term) if told else ("not said", "")
