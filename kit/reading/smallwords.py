"""The small words by which the attribution rules see where a phrase begins and ends: folded, in closed lists."""

from __future__ import annotations

PUNCTUATION = frozenset(",;:()[]{}\"-\u2013\u2014\u2015!?|/<>=*\u060c")
PRONOUNS = frozenset("he she they we it i you".split())
POSSESSIVES = frozenset("his her its their our my your".split())
DETERMINERS = POSSESSIVES | frozenset("the a an this these those some any no every each another several".split())
#: They open reported content: said that, asked whether.
QUESTIONS = frozenset("that how whether why what if".split())
#: They begin a clause, so that no noun phrase reaches across them.
JOINERS = QUESTIONS | frozenset(
    "because while as when before after where although though since so than until unless who which whom "
    "whose or but yet despite".split()
)
PREPOSITIONS = frozenset(
    "in on at during after before to from with by for of about into over under through via amid against "
    "since per".split()
)
FINITE = frozenset(
    "is are was were has have had will would may might can could should must did does do isn't aren't wasn't "
    "weren't hasn't haven't hadn't won't wouldn't didn't doesn't don't can't cannot couldn't shouldn't".split()
)
BE = frozenset("is are was were be been being get got gets isn't aren't wasn't weren't".split())
#: What may stand between a subject and its verb.
BETWEEN = FINITE | BE | frozenset(
    "to not never also then still often even just further again already now once first long ever always".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning "
    "afternoon evening night earlier later recently last this once again afterward afterwards previously "
    "meanwhile however".split()
)
#: Common verbs whose past does not end in -ed, so that a subject is seen to end before them.
PASTS = frozenset(
    "spoke took began led left made gave came went got met held kept won lost sent put set ran fell brought "
    "stood sat struck fought hit became broke drove flew grew rose saw shot threw".split()
)
#: They count, as digits do.
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten dozens hundreds thousands some more about around "
    "nearly there".split()
)
_NO_ADVERBS = frozenset("family italy daily assembly rally ally only".split())


def adverb(word: str) -> bool:
    """Whether a word is an adverb or a time by its look: it says nothing of who or what.

    >>> adverb("repeatedly"), adverb("sunday"), adverb("ally")
    (True, True, False)
    """
    return word in TIMES or len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS
