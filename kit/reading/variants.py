"""Spellings of one name in Latin, Arabic and Cyrillic script: a consonant skeleton proposes, a checked table decides.

Arabic writes few vowels and transliteration invents them: Ramouseh, Ramussa and الراموسة share the consonants r-m-s.
So do names that have nothing to do with each other (Daraa and Daraya are d-r): ``data/variants.csv`` has the last word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nltk.metrics.distance import jaro_similarity

from kit import tables

#: Words that are no part of the name itself: articles, "front", "road", "town".
GENERIC = frozenset(
    "al ar as ash an ad az at el er es esh ez ul de di of the jabhat jabhet jabha jabhah front frente harakat movement "
    "group road street farms city town district neighbourhood neighborhood village "
    "جبهة حركة حي مدينة مزارع джебхат фронт аль ан аш ас эль эз эс эш эн эд ад".split())
#: Arabic and Cyrillic letters in Latin ones; "'" stands for a vowel or ain.
LETTERS = {pair[0]: pair[1:] for pair in (
    "ا' أ' إ' آ' ء' ئ' ؤ' ع' بb تt ثṯ جj حh خḵ دd ذd رr زz سs شš صs ضd طt ظz غg فf قk كk لl مm نn هh وw يy ةh ى' پb گg "
    "а' бb вw гg дd е' ё' жj зz и' йy кk лl мm нn о' пb рr сs тt у' фf хḵ цs чš шš щš ъ ы' ь э' юy яy і'").split()}
#: Groups of Latin letters that write one consonant, and consonants that are not told apart.
SOUNDS = (
    ("dsch|dj|dz(?=h)|дж", "j"), ("tsch|tch|sch|sh|ch", "š"), ("kh", "ḵ"), ("gh", "g"), ("th", "ṯ"),
    ("dh", "d"), ("ph", "f"), ("ck|qu|q|c(?![eiy])", "k"), ("c", "s"), ("x", "ks"), ("p", "b"), ("v", "w"),
    ("[aeiouıəø`'’‘ʿʾʼ]", "'"))
_WORD = re.compile(r"[^\W_]+(?:['’‘ʿʾʼ`][^\W_]+)*")


@dataclass(frozen=True)
class Variant:
    """One spelling of one name, checked by hand."""

    id: str
    kind: str  # place | group | person
    canonical: str
    variant: str
    script: str  # latin | arabic | cyrillic | other
    note: str
    source: str


class Names(NamedTuple):
    """A table made ready: canonical names by spelling, and spellings by skeleton."""

    known: dict[str, str]
    proposed: dict[str, list[tuple[str, str]]]

    @classmethod
    def of(cls, rows: Iterable[Variant]) -> Names:
        """The names of some rows."""
        known = {spelling(row.variant): row.canonical for row in rows}
        proposed: dict[str, list[tuple[str, str]]] = {}
        for written, name in known.items():
            proposed.setdefault(skeleton(written), []).append((written, name))
        return cls(known, proposed)


def variants() -> list[Variant]:
    """The rows of ``data/variants.csv``."""
    return tables.read(Variant, tables.home() / "variants.csv")


@lru_cache(maxsize=1)
def _shipped() -> Names:
    return Names.of(variants())


def spelling(name: str) -> str:
    """A name in lower case, with plain spaces, without hyphens, apostrophes and accents.

    >>> spelling("Fu'ah"), spelling("Deir ez‑Zor"), spelling("Hamdaniyé")
    ('fuah', 'deir ez zor', 'hamdaniye')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()) if not unicodedata.combining(c))
    return " ".join("".join(filter(str.isalnum, word)) for word in _WORD.findall(plain))


def skeleton(name: str) -> str:
    """The consonants of a name without article and generic words; the same key for most spellings of one name.

    >>> [skeleton(name) for name in ("Ramouseh", "al-Ramussa", "الراموسة", "Рамусса")]
    ['rms', 'rms', 'rms', 'rms']
    """
    words = spelling(name).split()
    own = " ".join([word for word in words if word not in GENERIC] or words)
    return "".join(_consonants(word) for word in own.replace("ة ", "ت ").split())


def _consonants(word: str) -> str:
    """The consonants of one word: the first letter stays, also a vowel ("'"); inside, vowels, w, y, h and kh go."""
    word = re.sub(r"^(?:ال(?=..)|al(?=[^aeiou].)|[aeاа](?=b[ou]+$|بو$|бу$)|e(?=([drstz])\1))", "", word)
    for letters, sound in SOUNDS:
        word = re.sub(letters, sound, word)
    word = re.sub(r"(.)\1+", r"\1", "".join(LETTERS.get(letter, letter) for letter in word))
    return (word[:1] + re.sub("['wyhḵ]", "", word[1:])).replace("ṯ", "t").replace("ḵ", "h")


def canonical(name: str, names: Names | None = None) -> str | None:
    """The canonical form of a name: by the table; else by the skeleton, nearest spelling first; None if nothing fits.

    >>> canonical("Deraa"), canonical("Kastillo"), canonical("London")
    ('Daraa', 'Castello Road', None)
    """
    names, written = names or _shipped(), spelling(name)
    if written in names.known:
        return names.known[written]
    near = names.proposed.get(skeleton(name), [])
    return max(near, key=lambda pair: (jaro_similarity(written, pair[0]), pair))[1] if written and near else None


def same_name(one: str, other: str, names: Names | None = None) -> bool:
    """Whether two spellings name the same: the table decides where it knows them, else the skeleton proposes.

    >>> same_name("Ramussa", "الراموسة"), same_name("Daraa", "Daraya"), same_name("Tuman", "Touman")
    (True, False, True)
    """
    first, second = canonical(one, names), canonical(other, names)
    if first is None and second is None:
        return skeleton(one) == skeleton(other)
    return first == second


def mentions(text: str, name: str, names: Names | None = None) -> str:
    """How a text spells a name: its words as written, at most four of them; "" where the name does not stand there.

    >>> mentions("near Kastillo yolu, they say", "Castello Road"), mentions("the road to London", "Castello Road")
    ('Kastillo', '')
    """
    wanted, parts = canonical(name, names), list(_WORD.finditer(text))
    runs = [(parts[first], parts[last]) for size in range(4) for first, last in zip(range(len(parts)), range(size, len(parts)))]
    found = [text[first.start():last.end()] for first, last in runs
             if wanted and canonical(text[first.start():last.end()], names) == wanted]
    return min(found, key=len, default="")
