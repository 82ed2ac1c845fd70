"""Hedges (doubt about whether it is so) and approximators (a rough number): two classes, after Hyland 1998.

The words stand in ``kit/lexicons/hedges.csv``. A few need a look at their neighbours: "may" is no month, "a reported
strike" is a hedge and "SANA reported" is not, "some" counts only before a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kit import tables
from kit.model import Annotation, Article, Entry, Lexicon
from kit.reading.grammar import DETERMINERS, NO_OBJECT, NUMBERS, PREPOSITIONS, around, plain
from kit.reading.lexicon import Scanner

#: A number begins: digits, perhaps after a currency, or a number word, perhaps after "a", "the" or "one of".
NUMBER = re.compile(rf"(?: (?:a|an|the))? ?[$€£]?(?:\d|(?<=[ -])(?:{'|'.join(sorted(NUMBERS))}|half|dozens?|hundreds|"
                    r"thousands|millions|tens of|several (?:dozen|hundred|thousand))(?![\w'-]))")
#: Approximators that are none without a number behind them ("some people", "about him").
NEED_NUMBER = frozenset(
    "about|around|some|roughly|approximately|circa|over|under|up to|at least|at most|more than|less than|fewer than|"
    "as many as|as few as|close to|between|just over|just under|well over|in excess of|upwards of|somewhere between|"
    "an estimated|estimated".split("|"))
#: Adjectives before a noun ("a reported strike"), reporting verbs elsewhere ("SANA reported a strike").
BEFORE_NOUN = frozenset("reported alleged".split())


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    entries = tables.read(Entry, tables.lexicon_folder() / "hedges.csv")
    return Scanner.of(Lexicon("hedges", "", "", "", "", "", "", tuple(entries)))


def hedges(article: Article | str) -> list[Annotation]:
    """Every hedge and approximator as a mark with the code "hedge" or "approximator"; ``note`` is the term of the list.

    >>> [(m.quote, m.code) for m in hedges("In May some 300 may have died in a reported strike, AFP reported.")]
    [('some', 'approximator'), ('may', 'hedge'), ('reported', 'hedge')]
    """
    article = article if isinstance(article, Article) else Article.of(article)
    text, found = plain(article.text), []
    for start, end, entry, _ in _scanner().scan(text):
        if _stands(entry.term, article.text, text, (start, end)):
            quote = article.text[start:end]
            found.append(Annotation(article.id, start, end, entry.code, "rule:hedges", quote=quote, note=entry.term))
    return found


def _stands(term: str, original: str, text: str, span: tuple[int, int]) -> bool:
    """Whether a term of the list is a hedge here, by its neighbours."""
    start, end = span
    if term in NEED_NUMBER:
        return bool(NUMBER.match(text, end))
    if term == "may":
        return original[start].islower() and not re.match(r",? \d", text[end:end + 4])
    if term in BEFORE_NOUN or term == "might":
        before, after = around(text, start, end)
        last = before[-1] if before else ""
        return last not in DETERMINERS if term == "might" else before_noun(last, after)
    return True


def before_noun(last: str, after: list[str]) -> bool:
    """Whether a word like "reported" is an adjective between these words, not a verb.

    >>> before_noun("a", ["strike"]), before_noun("sana", ["a", "strike"])
    (True, False)
    """
    adjective = not last or last in DETERMINERS or last in PREPOSITIONS or last == "of" or last.endswith("ing")
    return adjective and bool(after) and after[0] not in NO_OBJECT and after[0] not in DETERMINERS
