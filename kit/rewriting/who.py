"""Who is meant by a phrase: the party behind whatever label, and the means. "Regime jets" are "the Syrian air force".

The words stand in ``parties.csv`` here and in the lexicons of the two sides; they are few, and made for Aleppo in 2016.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kit import tables
from kit.model import Entry, Lexicon
from kit.reading.grammar import BE, DETERMINERS, HAVE, NUMBERS, PREPOSITIONS, PRONOUNS, plain
from kit.reading.lexicon import Scanner
from kit.text import fold, words

STATE, OPPOSITION, ALLIES = "state", "armed opposition", "allies"
#: What is used and not who uses it.
MEANS = frozenset({"aircraft", "shells", "car bombs", "gas"})
#: Codes of the list for the state side that mean others.
FOREIGN = frozenset({"allies", "hezbollah", "foreign militia"})
#: Words that tell nobody from anybody else.
EMPTY = DETERMINERS | PREPOSITIONS | PRONOUNS | BE | HAVE | NUMBERS | frozenset(
    "and of the said says say who what".split())

#: What may stand first with a capital and is no name: people by their work or part, and words before them.
ORDINARY = frozenset(
    "activist agency aid army attacker authoritie commander commission committee doctor driver envoy eyewitness "
    "eyewitnesse familie father fighter former government group hospital inquiry investigator jet jihadist journalist "
    "local many media medic medical militant military minister ministry monitor mother neighbour nurse officer "
    "official opposition other pilot plane police rebel report reporter rescue rescuer resident rocket senior several shell "
    "soldier some source spokesman spokeswoman state survivor teacher troop unnamed victim volunteer warplane witness "
    "witnesse worker".split())

#: Words that stand where a name would stand and name nobody.
OPEN = frozenset(
    "air anybody anything assailant attacker both culprit force ground gunman nobody other people perpetrator somebody "
    "someone something unidentified unknown".split())


@dataclass(frozen=True)
class Party:
    """A word for a party or a means ("" where it leaves open which); with words of ``trap`` around it, for another."""

    word: str
    who: str
    trap: str = ""


@lru_cache(maxsize=1)
def _scanners() -> tuple[Scanner, Scanner]:
    """One scanner for parties and one for means; a word of the table goes before the same word of a lexicon."""
    rows = tables.read(Party, Path(__file__).parent / "parties.csv")
    own = [Entry(row.word, row.who, "", "", row.trap) for row in rows]
    known = {fold(entry.term) for entry in own}
    sides = [Entry(entry.term, ALLIES if entry.code in FOREIGN else party, "", "", entry.trap)
             for id, party in (("armed-opposition", OPPOSITION), ("state-side", STATE))
             for entry in tables.lexicon(id).entries if fold(entry.term) not in known]
    parties = [entry for entry in own + sides if entry.code not in MEANS]
    return _of(parties), _of([entry for entry in own if entry.code in MEANS])


def _of(entries: list[Entry]) -> Scanner:
    return Scanner.of(Lexicon("who", "", "", "", "", "", "", tuple(entries)))


@lru_cache(maxsize=2048)
def who(phrase: str) -> frozenset[str]:
    """The parties and the means that a phrase names. Names of two letters (UN, US) count in capitals only.

    >>> sorted(who("Russian or government warplanes")), sorted(who("the drivers who told us"))
    (['Russia', 'aircraft', 'state'], [])
    """
    found = {entry.code for scanner in _scanners() for start, end, entry, _ in scanner.scan(plain(phrase))
             if entry.code and (end - start > 2 or phrase[start:end].isupper())}
    return frozenset(found | ({STATE} if re.search(r"(?<![\w'-])syrian (?:or|and) ", plain(phrase)) else set()))


@lru_cache(maxsize=4096)
def telling(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell who or what it is, folded, without a plural or possessive ending.

    >>> sorted(telling("the drivers' union of Aleppo"))
    ['aleppo', 'driver', 'union']
    """
    folded = fold(phrase)
    found = (re.sub(r"'s?$|(?<=[^s'])s'?$", "", folded[start:end]) for start, end in words(folded))
    return frozenset(word for word in found if word and word not in EMPTY and not word[0].isdigit())


def names(phrase: str) -> frozenset[str]:
    """The telling words that are written with a capital, without an ordinary word that may only begin a sentence.

    >>> sorted(names("Local officials at Brinkwater")), sorted(names("Marlowe officials"))
    (['brinkwater'], ['marlowe'])
    """
    found = [part for start, end in words(phrase) if phrase[start].isupper() for part in telling(phrase[start:end])]
    return frozenset(found[found[:1] != [] and found[0] in ORDINARY:])


def nobody(phrase: str) -> bool:
    """Whether a phrase tells nobody from anybody else: a pronoun, "unknown attackers".

    >>> nobody("they"), nobody("Unknown attackers"), nobody("jets")
    (True, True, False)
    """
    return telling(phrase) <= OPEN


def head(phrase: str) -> frozenset[str]:
    """The noun that a phrase is about: its last telling word before a preposition or comma.

    >>> sorted(head("a rescue worker at the depot"))
    ['worker']
    """
    first = re.split(rf",|(?<!^)(?<![\w'-])(?:of|{'|'.join(PREPOSITIONS)})(?![\w'-])", fold(phrase))[0]
    spans = [span for span in words(first) if telling(first[slice(*span)])]
    return telling(first[slice(*spans[-1])]) if spans else frozenset()
