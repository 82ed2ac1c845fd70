"""VADER, a sentiment lexicon made for social media: here as a foil, to see what such a score can and cannot say of news.

The list (Hutto and Gilbert 2014, MIT licence, unchanged) lies in ``kit/lexicons/vader``, its scoring is NLTK's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from kit import tables
from kit.model import Article
from kit.text import fold, words

LIST = "vader/vader_lexicon.txt"


def vader(texts: str | Article | Iterable[str | Article]) -> list[dict]:
    """VADER's score of one text or several: a row a text, for `kit.show_table`.

    ``compound`` runs from -1 (as negative as can be) to 1; ``words`` names the words of the text that VADER knows, each
    with the mean of ten people's ratings from -4 to 4. What is said of whom, and by whom, it does not look at.

    >>> vader("Free Syrian Army shelled the district.")
    [{'text': 'Free Syrian Army shelled the district.', 'compound': 0.51, 'words': 'free 2.3'}]
    """
    texts = [texts] if isinstance(texts, (str, Article)) else texts
    return [_scored(text.text, text.headline) if isinstance(text, Article) else _scored(text, text) for text in texts]


def _scored(text: str, shown: str) -> dict:
    reader = analyzer()
    parts = [*(text[a:b] for a, b in words(text)), *text.split()]  # the latter for signs such as ":)"
    known = [word for part in parts if (word := fold(part)) in reader.lexicon]
    rated = " · ".join(f"{word} {reader.lexicon[word]:.1f}" for word in dict.fromkeys(known))
    return {"text": shown, "compound": round(reader.polarity_scores(text)["compound"], 2), "words": rated}


def vader_ratings(*terms: str) -> list[dict]:
    """How ten people rated words for VADER, from -4 to 4: a row a word, with mean and ratings where it is on the list.

    >>> [row["mean"] for row in vader_ratings("party", "siege")]
    ['1.7', 'not on the list']
    """
    lines = (line.split("\t") for line in _text().split("\n"))
    known = {cells[0]: cells for cells in lines}
    return [{"word": term, "mean": known[term][1] if term in known else "not on the list",
             "ratings of ten people": known[term][3].strip("[]") if term in known else ""} for term in terms]


@lru_cache(maxsize=1)
def analyzer() -> SentimentIntensityAnalyzer:
    """NLTK's reader with the shipped list: its own way of loading wants a download, or refuses a shared folder."""
    reader = object.__new__(SentimentIntensityAnalyzer)
    reader.lexicon_file = _text()
    reader.lexicon, reader.constants = reader.make_lex_dict(), VaderConstants()
    return reader


@lru_cache(maxsize=1)
def _text() -> str:
    """The list: word, mean, spread and ten ratings, divided by tabs."""
    text, trouble = tables.text_of(tables.lexicon_folder() / LIST)
    if trouble:
        raise tables.TableError(trouble)
    return text.strip("\n")
