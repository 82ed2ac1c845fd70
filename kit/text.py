"""Words, sentences and folded text: pure functions on str. A span is half-open, in characters of the text given.

The readers look for patterns in *folded* text: exactly as long as the original, in lower case, with one kind of
quotation mark, apostrophe, hyphen and space. What is found there stands at the same place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kit.model import Span

APOSTROPHES = "'\u2018\u2019\u201a\u201b\u2032\u02bb\u02bc\u2039\u203a`\u00b4\uff07"
QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02'
HYPHENS = "-\u2010\u2011\ufe63\uff0d"
DASHES = "\u2013\u2014\u2015"
SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"

#: Marks written over or under a letter, the Arabic tatweel, and the joiners of Persian: part of the word they stand in.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u200c\u200d"
)

#: Signs without a width that belong to words: Persian is written with them.
JOINERS = "\u200c\u200d"

#: Short forms whose full stop does not end a sentence. Single letters ("J.") and "U.N." need no entry.
ABBREVIATIONS = frozenset(
    "adm al brig capt cf cmdr cmr co col corp cpl cpt del dept dr ed eds etc ft gen gov hon inc jr lt ltd maj "
    "messrs mr mrs ms mt no pres prof pvt rep reps rev sen sens sgt sr st supt vol vs jan feb mar apr aug sep "
    "sept oct nov dec".split()
)
#: After a short form that can also stand last ("U.S.", "p.m.", "Inc."), these words show that a new sentence begins.
STARTERS = frozenset(
    "a after although an and as at both but by despite during for from he her his however i if in it its last "
    "many meanwhile more most no on once one our she since so some such that the their then there these they "
    "this those to two we what when where while who why with yet you".split()
)
_FINAL = frozenset("co corp etc inc jr ltd sr".split())

_KINDS = ((APOSTROPHES, "'"), (QUOTES, '"'), (HYPHENS, "-"), (SPACES, " "))
_FOLD = {ord(character): same for many, same in _KINDS for character in many}
_FOLD |= {0x0130: "i", ord("_"): " "}  # the one letter that lower() would make longer; an underscore is no letter
_ODD = re.compile(f"[{re.escape(''.join(chr(point) for point, same in _FOLD.items() if chr(point) != same))}]")

#: What Arabic writes in one with the word behind it: "and", "then"; "with", "like", "to"; "the".
_ATTACHED = "(?:[\u0648\u0641]?(?:\u0627\u0644|\u0644\u0644|[\u0628\u0643\u0644](?:\u0627\u0644)?)?)"
_LETTER = rf"[\w{MARKS}]"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)+|[^\W_][^\W_{MARKS}]*(?:[{MARKS}]+[^\W_]*)*"
    rf"(?:[{HYPHENS}{APOSTROPHES}][^\W_](?:[^\W_]|[{MARKS}])*)*"
)
_LINE = re.compile(rf"[^{BREAKS}]+")
_STOP = re.compile(r"(?<![.!?…؟۔])[.!?…؟۔]+[\"'\u2019\u201d\u00bb\u203a)\]]*(?=[\s\u2018\u201c\u201e\u00ab(\[]|$)\s*")
_LAST = re.compile(rf"[\w.{MARKS}]{{1,12}}$")
_FIRST = re.compile(rf"[^\w\s]{{0,4}}([^\W\d_](?:[^\W\d_]|[{MARKS}])*)?")


def words(text: str) -> list[Span]:
    """The words of a text: letters and digits in any script, with the hyphens and apostrophes inside them.

    >>> [text[a:b] for text in ["Aleppo's rebel-held east: 1,200 dead."] for a, b in words(text)]
    ["Aleppo's", 'rebel-held', 'east', '1,200', 'dead']
    """
    return [match.span() for match in _WORD.finditer(text)]


def count(text: str) -> int:
    """How many words a text has.

    >>> count("The monitor said so.")
    4
    """
    return len(_WORD.findall(text))


def tidy(text: str) -> str:
    """A cell as a list holds it: in one line, in composed letters, without what no file can hold.

    >>> tidy(" Rebel \\n fighters\\0")
    'Rebel fighters'
    """
    whole = unicodedata.normalize("NFC", str(text).encode("utf-8", "replace").decode("utf-8"))
    shown = (char for char in whole if char in JOINERS or char.isspace() or unicodedata.category(char) not in ("Cc", "Cf"))
    return " ".join("".join(shown).split())


def fold(text: str) -> str:
    """The text in lower case with one kind of quotation mark, apostrophe, hyphen and space; every offset survives.

    >>> fold("The “so‑called” RÉGIME’s")
    'the "so-called" régime\\'s'
    """
    if text.isascii():  # six times as fast
        return text.lower().replace("_", " ").replace("`", "'").replace("\t", " ")
    return _ODD.sub(lambda sign: _FOLD[ord(sign[0])], text).lower()


def lines(text: str) -> list[Span]:
    """The lines that hold something other than space, without the space around them.

    >>> lines(" Convoy hit \\r\\n\\r\\nTrucks burned.")
    [(1, 11), (16, 30)]
    """
    spans = (_trim(text, *match.span()) for match in _LINE.finditer(text))
    return [span for span in spans if span[0] < span[1]]


def sentences(text: str) -> list[Span]:
    """The sentences of a text. A line break always ends one; a full stop after a short form does not.

    >>> [text[a:b] for text in ["Convoy hit\\nGen. Ali of the U.N. left. He said so."] for a, b in sentences(text)]
    ['Convoy hit', 'Gen. Ali of the U.N. left.', 'He said so.']
    """
    found = []
    for start, end in lines(text):
        for stop in _STOP.finditer(text, start, end):
            if _ends(text, start, stop):
                found.append(_trim(text, start, stop.end()))
                start = stop.end()
        if start < end:
            found.append((start, end))
    return found


def _ends(text: str, start: int, stop: re.Match) -> bool:
    """Whether a sentence that began at ``start`` ends at this mark: the words on both sides decide."""
    following = _FIRST.match(text, stop.end()).group(1) or ""
    if following[:1].islower():
        return False
    last = _LAST.search(text, max(start, stop.start() - 12), stop.start())
    short = unicodedata.normalize("NFC", last.group()).lower() if last and stop.group()[0] == "." else ""
    if short in _FINAL or "." in short.strip("."):
        return not following or following.lower() in STARTERS
    return not (short in ABBREVIATIONS or len(short) == 1 and short.isalpha())


def _trim(text: str, start: int, end: int) -> Span:
    """The same span without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


@lru_cache(maxsize=4096)
def phrase(term: str) -> str:
    """The regular expression of a term, for folded text; it does not look at what stands before the term: see `any_of`.

    "*" ends a word freely. A space in the term is a space, a hyphen or one line break; a hyphen may also be missing. An
    Arabic word may carry its article, "and" and prepositions, vowel signs and tatweel.

    >>> bool(re.fullmatch(phrase("cease-fire violat*"), "ceasefire violations"))
    True
    """
    folded = " ".join(fold(unicodedata.normalize("NFC", term)).split())
    body, free = (folded.rstrip("*"), f"{_LETTER}*") if folded.endswith("*") else (folded, "")
    prefix = _ATTACHED if _arabic(body[:1]) else ""
    gaps = {" ": r"(?: {1,2}|-|\r?\n)", "-": r"[- ]?"}
    return prefix + "".join(gaps.get(c) or _letter(c) for c in body) + free + f"(?!{_LETTER})"


def _letter(character: str) -> str:
    """One letter of a term, whole or as letter and mark; Arabic letters may carry vowel signs or tatweel."""
    apart = unicodedata.normalize("NFD", character)
    signs = "[\u0640\u064b-\u0652]*" if _arabic(character) else ""
    plain = re.escape(character)
    return (plain if apart == character else f"(?:{plain}|{re.escape(apart)})") + signs


def _arabic(character: str) -> bool:
    """Whether a character is an Arabic letter."""
    return "\u0621" <= character <= "\u06d3"


def any_of(terms: Iterable[str]) -> re.Pattern:
    """One pattern for many terms, for folded text: whole words, the longest term first.

    >>> [m.group() for m in any_of(["rebel*", "rebel fighters"]).finditer(fold("Rebel fighters, rebels; corebel"))]
    ['rebel fighters', 'rebels']
    """
    folded = {fold(term) for term in terms}
    longest = sorted((term for term in folded if re.search(r"[^\s*-]", term)), key=lambda term: (-len(term), term))
    return re.compile(f"(?<!{_LETTER})(?:{_branches(map(phrase, longest))})" if longest else "(?!)")


def _branches(patterns: Iterable[str]) -> str:
    """Patterns as one alternation in which those that begin with the same letter share it: twice as fast to scan."""
    grouped: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[:1] if pattern[:1].isalnum() and pattern[1:2] not in "?*" else ""
        grouped.setdefault(first, []).append(pattern[len(first):])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in grouped.items())
