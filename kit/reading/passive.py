"""Passive clauses of any verb, with the doer named or left out. No tagger: a rule, a table and a few short lists.

The rule: a form of *be* or *get*, a few adverbs at most, then a participle; in a question the subject stands between.
A participle ends in *-ed* or stands in ``words/participles.csv``, as does what only looks like one ("was concerned").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kit import tables
from kit.model import Article, Clause, Span
from kit.reading.doers import WORDS, doer_and_means
from kit.reading.grammar import folded

#: What may stand between *be* and its participle, besides words in -ly.
BETWEEN = (
    "all|almost|already|also|always|best|better|both|either|else|even|ever|far|first|further|half|hence|here|hereby|"
    "indeed|instead|just|later|long|more|most|much|neither|never|next|not|now|often|once|only|otherwise|perhaps|"
    "quite|"
    "rather|seldom|so|sometimes|soon|still|then|thereby|therefore|though|thus|today|together|too|twice|very|well|"
    "yesterday|yet|as well|at (?:first|least|last|once|times)|by (?:far|now|then)|in (?:effect|fact|part|turn)|"
    "no longer|"
    "of course|to date")
#: Subjects of one word, and the words that begin a longer one, where it follows *be* ("when was the road cut?").
PRONOUNS = frozenset(
    "i you he she it we they this that these those anyone anything everyone everything nobody nothing".split())
DETERMINERS = frozenset("the a an this that these those my your his her its our their any some all many no".split())
#: After these a participle is a quality ("very divided"), unless "by" follows.
DEGREE = frozenset("very so too quite rather".split())
#: Who can have finished or grown used to something: "they were done", but "it was done".
PERSONS = frozenset("i we you they he she".split())
#: With a hyphen only these make a verb ("re-taken"); other compounds are adjectives ("well-known").
PREFIXES = frozenset("re co de dis mis out over pre self under air cross fast".split())

#: Each form of *be* or *get*. What stands before it is looked at second, which is many times faster than first.
_FORMS = "|".join(rf"{form}(?<![\w'-]{form})(?:n't)?" for form in
                  "am is are was were being been be getting gotten gets get got".split())
_SHORT = "|".join(rf"'{end}(?<={word}'{end})(?<![\w'-]{word}'{end})" for word, end in (
    pair.split("'") for pair in "i'm we're you're they're who're it's he's that's what's who's".split()))
_GAP = rf"(?:,? (?:{BETWEEN}|[a-z]+ly)(?![\w'-]),?){{0,4}}"
_NEXT = r"(?= (?P<word>[a-z]+(?:-[a-z]+)*)(?![\w'-])(?: (?P<next>[a-z]+))?)"
_AUX = re.compile(rf"(?:{_FORMS}|{_SHORT})(?P<gap>{_GAP}){_NEXT}")
_ADVERBS = re.compile(_GAP)
_ASKS = re.compile(r"(?:\A|\n|(?<![\w'-])(?:how|why|when|where|what|nor|neither)"
                   r"(?: (?:about|else|exactly|much|often|[a-z]+ly))? )\Z")
_FRONT = re.compile(r"(?:(?:\A|[.?!:;\"(\n]) ?|, )([a-z-]+) \Z")
_WORD = re.compile(r" ([a-z]+(?:['-][a-z]+)*)")


@dataclass(frozen=True)
class Form:
    """A word of the table and its kind; of two words, the second must follow ("committed to")."""

    form: str
    kind: str  # participle (not in -ed) | adjective (unless "by" follows) | state (after get) | finished | other (none)


@lru_cache(maxsize=1)
def forms() -> dict[str, frozenset[str]]:
    """The table of participles, and of what only looks like one, by kind."""
    rows = tables.read(Form, WORDS / "participles.csv")
    return {kind: frozenset(row.form for row in rows if row.kind == kind) for kind in {row.kind for row in rows}}


def is_participle(word: str) -> bool:
    """Whether a folded word can be a participle of the passive.

    >>> [word for word in ("killed", "re-taken", "red", "hundred", "bombing") if is_participle(word)]
    ['killed', 're-taken']
    """
    known, (prefix, _, last) = forms(), word.rpartition("-")
    if prefix and prefix not in PREFIXES:
        return False
    if last in known["participle"]:
        return True
    made = last.endswith("ed") and len(last) > 3 and not last.endswith("eed")
    return made and last not in known["other"] and not (last.startswith("un") and not last.startswith("under"))


def is_passive(word: str, following: str, *, get: bool = False) -> bool:
    """Whether a participle after *be* (or *get*) makes a passive; the word that follows may decide.

    >>> [is_passive(*words.split()) for words in ("surprised at", "surprised by", "committed to", "committed in")]
    [False, True, False, True]
    """
    if not is_participle(word):
        return False
    known = forms()
    if f"{word} {following}" in known["adjective"] or get and word in known["state"]:
        return False
    return following == "by" or word not in known["adjective"]


def passives(article: Article | str) -> list[Clause]:
    """Every passive clause, from *be* or *get* to the end of the participle; "agentless" where no doer follows "by".

    A weapon or an attack after "by" or "in" is the clause's instrument, not its agent.

    >>> text = "The road was cut by the army and is still closed."
    >>> [(text[c.start:c.end], c.pattern, c.agent and text[slice(*c.agent)]) for c in passives(text)]
    [('was cut', 'passive', 'the army'), ('is still closed', 'agentless', None)]
    """
    article = article if isinstance(article, Article) else Article.of(article)
    return list(_read(article.text, article.id))


@lru_cache(maxsize=8)  # the reader of agency asks for the same article
def _read(original: str, name: str) -> tuple[Clause, ...]:
    """The passive clauses of a text, with its article's id."""
    text, found = folded(original), []
    for aux in _AUX.finditer(text):
        span = _plain(aux, original) or _inverted(aux, original)
        if span:
            agent, tool = doer_and_means(text, max(span[1], aux.end()))
            negated = "n't" in aux.group() or " not" in aux["gap"] or "never" in aux["gap"]
            found.append(Clause(name, *span, "passive" if agent else "agentless", agent, tool, negated))
    return tuple(found)


def _plain(aux: re.Match, original: str) -> Span | None:
    """The span of "was [adverbs] taken"; a capital after a small *be* is a name ("is United")."""
    word, following, (start, end) = aux["word"], aux["next"] or "", aux.span("word")
    if not is_passive(word, following, get=aux[0][0] == "g"):
        return None
    degree = aux["gap"].rpartition(" ")[2] in DEGREE and following != "by"
    done = not forms()["finished"].isdisjoint((word, f"{word} {following}"))
    name = original[start].isupper() and original[aux.start():aux.start() + 2].islower()
    if degree or name or done and _last_word(aux.string, aux.start()) in PERSONS:
        return None
    return aux.start(), end


def _last_word(text: str, end: int) -> str:
    """The word that ends at ``end`` or at the space before it; at most six characters of it."""
    return text[max(0, end - 6):end].rstrip(" ").rpartition(" ")[2]


def _inverted(aux: re.Match, original: str) -> Span | None:
    """The span of "was the road cut" after a question word or at the start, or of "Attached is ..."."""
    start, text = aux.start(), aux.string
    if aux["gap"] or aux[0][0] == "g":
        return None
    front = _FRONT.search(text, max(0, start - 25), start)
    if front and is_passive(front[1], "") and not is_participle(aux["word"]):
        return front.span(1)
    if original[start].isupper() or _ASKS.search(text, max(0, start - 25), start):
        return _after_subject(text, start, aux.end())
    return None


def _after_subject(text: str, start: int, at: int) -> Span | None:
    """The span from *be* to a participle that follows a subject of one to three words."""
    first = _WORD.match(text, at)
    if first[1] in ("be", "been", "being"):
        return None
    shortest, longest = 1 if first[1] in PRONOUNS else 2, 3 if first[1] in DETERMINERS else 1
    word = first
    for length in range(1, longest + 1):
        word = _WORD.match(text, _ADVERBS.match(text, word.end()).end())
        if not word:
            return None
        if length >= min(shortest, longest) and is_passive(word[1], ""):
            return start, word.end()
    return None
