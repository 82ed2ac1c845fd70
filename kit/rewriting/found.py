"""What the readers find in a short text: who acts, who speaks, which labels, how sure, how many. Each may be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from kit import tables
from kit.model import Annotation, Article, Attribution, Clause, Figure, Span
from kit.reading.agency import agency
from kit.reading.attribution import attributions
from kit.reading.doers import noun_phrase
from kit.reading.figures import figures
from kit.reading.grammar import folded
from kit.reading.hedges import hedges
from kit.reading.lexicon import find
from kit.reading.voice import ATTRIBUTED, SCARE, voices
from kit.rewriting.headlines import blamed, spoken
from kit.text import sentences

#: The lists whose words count as labels here; those that the kit does not have are passed over.
SIDES = ("armed-opposition", "state-side")
LABELS = (*SIDES, "allies", "civilians", "event-verbs", "evaluation")
#: How sure a text is of an event, from least to most.
DENIED, AHEAD, HEDGED, HELD_OFF, SAID, FLAT = (
    "said not to be so", "not done yet, or only tried", "hedged", "in scare quotes", "attributed", "stated flatly")
PATTERNS = {"active": "active", "passive": "passive", "agentless": "passive without a doer",
            "participle": "participle, as in headlines", "nominal": "noun for an event",
            "intransitive": "intransitive: it happens", "blamed": "blame, or “carried out by”"}
#: What no name of a doer has in it.
VERB = re.compile(r"(?<![\w'-])(?:is|are|was|were|been|has|have|had)(?![\w'-])")
#: A direction behind a verb is no object of it.
WHERE = re.compile(r" (?:just )?(?:north|south|east|west)(?:-?(?:east|west))?(?![\w-])", re.IGNORECASE)
PAST = frozenset("attacked bombed burned destroyed hit killed shelled struck targeted wrecked".split())
#: Characters: in longer texts the patterns of headlines are not looked for.
SHORT = 600


@dataclass(frozen=True)
class Found:
    """A text and what each reader found in it, in the order of the text."""

    article: Article
    clauses: tuple[Clause, ...]
    said: tuple[Attribution, ...]
    labels: tuple[Annotation, ...]
    hedges: tuple[Annotation, ...]
    figures: tuple[Figure, ...]

    def words(self, span: Span | None) -> str:
        """The characters of a span, "" for None."""
        return self.article.text[slice(*span)] if span else ""


@lru_cache(maxsize=256)
def read(text: str, name: str = "") -> Found:
    """All readers on one text; ``name`` is the id that the marks carry.

    >>> found = read("Rebels say jets hit ten trucks.")
    >>> found.words(found.clauses[0].agent), found.words(found.said[0].source), found.figures[0].unit
    ('jets', 'Rebels', 'trucks')
    """
    article = Article.of(text, **({"id": name} if name else {}))
    said, known = tuple(attributions(article)), {row.id for row in tables.lexicons()}
    said += tuple(spoken(text, article.id, said)) if len(text) < SHORT else ()
    labels = find([id for id in LABELS if id in known], article, voice=False)
    spoken_by = voices(article, [(mark.start, mark.end) for mark in labels], said)
    labels = [replace(mark, voice=voice) for mark, voice in zip(labels, spoken_by)]
    acts = [_trimmed(one, said, article.text) for one in agency(article)]
    clauses = sorted([*acts, *blamed(text, article.id, acts)], key=lambda one: one.start)
    return Found(article, tuple(clauses), said, tuple(labels), tuple(hedges(article)), tuple(figures(article, said)))


def _trimmed(clause: Clause, said: tuple[Attribution, ...], text: str) -> Clause:
    """The clause as a headline has it: "UN finds jets" is "jets"; "convoy attacked west of the city" has no doer."""
    if clause.pattern == "active" and WHERE.match(text, clause.end) and text[clause.start:clause.end].lower() in PAST:
        return replace(clause, pattern="participle", agent=None, instrument=None)
    start = max((one.content[0] for one in said if one.cue and one.content and clause.agent
                 and clause.agent[0] <= one.cue[0] < one.content[0] < clause.agent[1]), default=None)
    return clause if start is None else replace(clause, agent=(start, clause.agent[1]))


def speaker(found: Found, at: int) -> Attribution | None:
    """Whose words stand at a place: the attribution whose content begins nearest before it, None where none does."""
    around = [one for one in found.said if one.content and one.content[0] <= at < one.content[1]]
    return max(around, key=lambda one: one.content[0], default=None)


def sentence(found: Found, at: int) -> Span:
    """The sentence in which a place lies."""
    text = found.article.text
    return next((span for span in sentences(text) if span[0] <= at < span[1]), (0, len(text)))


def certainty(found: Found, clause: Clause) -> tuple[str, str]:
    """How sure the text is of an event, and the words that say so.

    >>> found = read("Moscow denied that jets hit it. Jets may have hit it. Ten died.")
    >>> [certainty(found, clause)[0] for clause in found.clauses]
    ['said not to be so', 'hedged', 'stated flatly']
    """
    start, end = sentence(found, clause.start)
    says, doubt = speaker(found, clause.start), [mark.quote for mark in found.hedges
                                                 if mark.code == "hedge" and start <= mark.start < end]
    if clause.negated:
        return DENIED, found.words(says.cue) if says else ""
    if doubt:
        return HEDGED, doubt[0]
    if clause.threatened:
        return AHEAD, ""
    voice = voices(found.article, [(clause.start, clause.end)], found.said)[0]
    if voice == ATTRIBUTED:
        return SAID, found.words(says and says.source)
    return (HELD_OFF, "") if voice == SCARE else (FLAT, "")


def doer_of(found: Found, clause: Clause) -> str:
    """The doer as the text has it, with what "or" adds ("Russian or government warplanes"); "" where none is named."""
    if not clause.agent:
        return ""
    text, (start, end) = found.article.text, clause.agent
    if clause.instrument and clause.instrument[0] <= start and end <= clause.instrument[1]:
        start, end = clause.instrument  # "government artillery": who, and with what, in one
    if text[max(0, start - 4):start] == " or ":
        start = text.rfind(" ", 0, start - 4) + 1
    if text.startswith(" or ", end):
        end = (noun_phrase(folded(text), end + 4) or (end, end))[1]
    phrase = re.split(r"(?<![\w'-])(?:who|whom|which)(?![\w'-])", text[start:end])[-1].strip(" '‘’\"")
    return "" if VERB.search(folded(phrase)) else phrase  # a verb inside: the reader took in too much


def marks(found: Found) -> list[Annotation]:
    """What was found as marks; ``note`` says in words what the reader makes of it."""
    made = [*_agency(found), *_voice(found), *_labels(found), *_figures(found)]
    made += [_mark(found, (one.start, one.end), one.code, "rule:hedges",
                   "leaves open whether it is so" if one.code == "hedge" else "a rough number") for one in found.hedges]
    return sorted(made, key=lambda mark: (mark.start, -mark.end))


def _mark(found: Found, span: Span, code: str, coder: str, note: str) -> Annotation:
    return Annotation(found.article.id, *span, code, coder, quote=found.words(span), note=note)


def _agency(found: Found) -> Iterator[Annotation]:
    for clause in found.clauses:
        agent, tool = doer_of(found, clause), found.words(clause.instrument)
        who = f"doer: {agent}" if agent else "no doer is named here" + (f", only a means: {tool}" if tool else "")
        degree, by = certainty(found, clause)
        span = (clause.start, clause.end)
        yield _mark(found, span, "agency", "rule:agency", f"{PATTERNS[clause.pattern]}; {who}")
        yield _mark(found, span, "certainty", "rule:certainty", degree + (f": {by}" if by else ""))


def _voice(found: Found) -> Iterator[Annotation]:
    for one in found.said:
        span = one.source or one.cue or one.content
        cue = f"“{found.words(one.cue)}” ({one.stance})" if one.cue else "quotation marks"
        if span:
            note = f"speaks; cue: {cue}" if one.source else f"somebody speaks, nobody is named; cue: {cue}"
            yield _mark(found, span, "voice", "rule:attribution", note)


def _labels(found: Found) -> Iterator[Annotation]:
    stances = {(entry.term, id): entry.stance for id in {mark.coder.partition(":")[2] for mark in found.labels}
               for entry in tables.lexicon(id).entries}
    for mark in found.labels:
        stance = stances.get((mark.note, mark.coder.partition(":")[2]), "")
        yield Annotation(mark.article, mark.start, mark.end, "label", mark.coder, mark.voice, quote=mark.quote,
                         note=f"{mark.code}, {stance}; {mark.voice}")


def _figures(found: Found) -> Iterator[Annotation]:
    for one in found.figures:
        source = found.words(one.source)
        note = f"{size(one)} {one.what or one.unit}; {f'source: {source}' if source else 'no source is named'}"
        yield _mark(found, (one.start, one.end), "figure", "rule:figures", note)


def size(figure: Figure) -> str:
    """How many a figure says.

    >>> size(read("At least 18 trucks were hit.").figures[0])
    'at least 18'
    """
    if figure.high == inf:
        return f"at least {figure.low:g}"
    if figure.low == figure.high:
        return f"{figure.low:g}"
    return f"up to {figure.high:g}" if not figure.low else f"{figure.low:g} to {figure.high:g}"
