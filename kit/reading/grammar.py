"""Closed classes of English words, in folded form, that the readers share. Nothing here is learnt or guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from kit.text import fold

BE = frozenset("am is are was were be been being 's 're".split())
HAVE = frozenset("has have had having 've".split())
#: After these a verb stands in its base form.
BEFORE_BASE = frozenset(
    "to will would shall should can could may might must do does did don't didn't doesn't not won't can't cannot "
    "couldn't wouldn't".split())
PRONOUNS = frozenset("i you he she it we they who which that this these those".split())
DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any all no every each both another more "
    "most several many few".split())
PREPOSITIONS = frozenset(
    "about across after against along amid among around as at because before between but by despite during "
    "following for from if in inside into near off on onto or out outside over per since so than through "
    "throughout to toward towards under until up upon via when where while with within".split())
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million".split())
#: Before a number they belong to it.
QUANTIFIERS = frozenset("about almost around between nearly over roughly some up".split())
#: What can follow a verb without being its object.
NO_OBJECT = PREPOSITIONS | BE | HAVE | frozenset(
    "again ago also and away back badly earlier early elsewhere here however last late later less more nearby now "
    "of only overnight said says simultaneously then there today together tomorrow too very which who whom whose "
    "will would yesterday yet monday tuesday wednesday thursday friday saturday sunday".split())
#: What takes an event back: it is said not to have happened.
NOT = frozenset(
    "not never no nobody none without neither nor cannot deny denies denied denying fail fails failed failing".split())
#: What puts an event ahead: it is threatened, planned, tried or thinkable, not reported as done.
AHEAD = frozenset(
    "aim aimed aiming aims attempt attempted attempting attempts could going intend intended intends may might "
    "order ordered orders plan planned planning plans pledge pledged pledges prepare prepared prepares preparing "
    "seek seeks shall sought threat threaten threatened threatening threatens threats tried tries try trying vow "
    "vowed vowing vows want wanted wants will would".split())
#: Marks that end a clause; a comma or a full stop inside a number or after "U.S." and "U.N." does not.
STOP = r"(?<!u\.[nsk])[.,](?=\s|\Z)"
EDGE = re.compile(r"(?<= )-(?= )|[.,;:?!\"()\n\u2013\u2014](?:(?<![.,])|(?<!u\.[nsk].)(?=\s|\Z))")
#: The group "IS", not the verb "is": in capitals where the next word is not.
GROUP = re.compile(r"IS(?<![\w'-]IS)(?![\w'-])(?! [A-Z]{2})")


#: The folded text, kept for the readers that ask for the same article in turn.
plain = lru_cache(maxsize=8)(fold)


@lru_cache(maxsize=8)
def folded(text: str) -> str:
    """The folded text, of the same length, where the group "IS" is written with an undotted i: it is no form of *be*.

    >>> folded("IS fighters said it is so.")
    'ıs fighters said it is so.'
    """
    return fold(GROUP.sub("ıs", text)) if GROUP.search(text) else plain(text)


def around(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words before and after a span of a folded text, inside the same clause: whole words within 60 characters.

    >>> around("on monday, the army shelled the town. it fell", 20, 27)
    (['the', 'army'], ['the', 'town'])
    """
    left, right = text[max(0, start - 60):start], text[end:end + 60]
    edge = EDGE.search(right)
    before, after = EDGE.split(left)[-1].split(), right[:edge.start() if edge else 60].lstrip("'").split()
    if before[-1:] == ["'"]:  # a quotation mark opens here
        before = before[:-1]
    cut = len(right) == 60 and len(" ".join(after)) > 57
    return before[len(left) == 60 and len(" ".join(before)) > 57:], after[:-1] if cut else after
