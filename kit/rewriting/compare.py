"""A new version beside its original and the facts: what is left out, what nothing supports, what is said too surely."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.model import Annotation, Clause, Figure, Span
from kit.reading.figures import PEOPLE as NOUNS
from kit.rewriting.found import AHEAD, DENIED, FLAT, Found, certainty, doer_of, size, speaker
from kit.rewriting.ground import CONTESTED, DENIAL, FINDING, Ground, figures_of, named, supports
from kit.rewriting.who import nobody, telling, who

#: Nouns for people: a figure of pupils may take up one of children.
PEOPLE = NOUNS | {"pupils", "students", "schoolchildren", "dead"}
#: What is somebody's, and nobody else's, to say.
CLAIMED = (CONTESTED, FINDING)
LEFT, UNSUPPORTED, TOO_SURE = "left out", "not supported", "too sure"


def left_out(found: Found, base: Ground) -> list[Annotation]:
    """What the original names and the new version no longer does, as marks on the original: doers, sources, labels,
    figures, hedges. To leave out is to choose; it is no mistake by itself."""
    old = base.original
    made = [*_agents_left(old, found), *_sources_left(old, found), *_labels_left(old, found)]
    for figure in old.figures:
        alike = [other for other in found.figures if other.low == figure.low or other.high == figure.high]
        if not any((one.low, one.high) == (figure.low, figure.high) for one in alike):
            note = f"figure: “{size(alike[0])}” stands there now" if alike else "figure"
            made.append(_mark(old, (figure.start, figure.end), LEFT, note))
    kept = {mark.note for mark in found.hedges}
    gone = [mark.start for mark in made]
    made += [_mark(old, (mark.start, mark.end), LEFT, mark.code) for mark in old.hedges
             if mark.note not in kept and not any(mark.start <= start <= mark.end + 1 for start in gone)]
    return _once(made)


def _agents_left(old: Found, new: Found) -> Iterator[Annotation]:
    acting = [doer_of(new, clause) for clause in new.clauses if clause.agent]
    for clause in old.clauses:
        phrase = doer_of(old, clause)
        if phrase and not nobody(phrase) and not any(_alike(phrase, other) for other in acting):
            still = " (still named, but no longer as the one who acts)" if _alike(phrase, new.article.text) else ""
            yield _mark(old, clause.agent, LEFT, f"doer{still}")


def _sources_left(old: Found, new: Found) -> Iterator[Annotation]:
    speaking = [new.words(one.source) for one in new.said if one.source]
    for one in old.said:
        words = old.words(one.source)
        if words and not nobody(words) and not any(_alike(words, other) for other in speaking):
            still = " (still named, but no longer as the one who speaks)" if _alike(words, new.article.text) else ""
            yield _mark(old, one.source, LEFT, f"source{still}")


def _labels_left(old: Found, new: Found) -> Iterator[Annotation]:
    now = {(mark.coder, part) for mark in new.labels for part in (mark.note, "")}
    for mark in old.labels:
        if (mark.coder, mark.note) not in now:
            others = [other.quote for other in new.labels if other.coder == mark.coder]
            now_there = f": “{others[0]}” stands there now" if others else ""
            yield _mark(old, (mark.start, mark.end), LEFT, f"label{now_there}")


def _alike(one: str, other: str) -> bool:
    """Whether two phrases name the same: the same party, or where they name none a word in common.

    >>> _alike("the regime's army", "Syrian troops"), _alike("two drivers", "the drivers"), _alike("Moscow", "rebels")
    (True, True, False)
    """
    return bool(who(one) & who(other)) if who(one) else bool(telling(one) & telling(other))


def unsupported(found: Found, base: Ground) -> list[Annotation]:
    """Doers, sources and figures that neither the original nor the facts support, with the reason."""
    return _once([*_false_agents(found, base), *_false_sources(found, base), *_false_figures(found, base)])


def _false_agents(found: Found, base: Ground) -> Iterator[Annotation]:
    for clause in found.clauses:
        phrase = doer_of(found, clause)
        if not phrase or nobody(phrase) or certainty(found, clause)[0] in (DENIED, AHEAD):
            continue
        reasons = supports(base, phrase, _event(found, clause))
        says = speaker(found, clause.agent[0])
        source = found.words(says.source) if says else ""
        if not reasons:
            note = f"doer: neither the original nor the facts say that {phrase} did it{_otherwise(base, phrase)}"
            yield _mark(found, clause.agent, UNSUPPORTED, note)
        elif source and not nobody(source) and named(base, source) and not _says_so(source, reasons, base):
            note = f"source: by the facts, {short(reasons[0][1])} says so ({reasons[0][2]})"
            yield _mark(found, says.source, UNSUPPORTED, note)


def _otherwise(base: Ground, phrase: str) -> str:
    """What the ground says of a party that it does not have act."""
    about = [one.status for one in base.statements if who(phrase) & who(f"{one.found.article.text} {one.claimant}")]
    if not who(phrase) or not about:
        return ""
    return ("; they have this party only deny" if set(about) == {DENIAL} else
            "; they name this party, but not as the one who did it")


def _says_so(source: str, reasons: list[tuple[str, str, str]], base: Ground) -> bool:
    """Whether a source is one of those who say so; what is agreed or given anybody may say."""
    return any(status not in CLAIMED or _alike(source, says) or telling(source) & telling(says)
               for status, says, _ in reasons)


def _false_sources(found: Found, base: Ground) -> Iterator[Annotation]:
    for one in found.said:
        words = found.words(one.source)
        if words and not nobody(words) and not named(base, words):
            note = f"source: {words} does not speak in the original, nor in the facts"
            yield _mark(found, one.source, UNSUPPORTED, note)


def _false_figures(found: Found, base: Ground) -> Iterator[Annotation]:
    known, speakers = [figure for figure, *_ in figures_of(base)], [one.source for one in found.said if one.source]
    for figure in found.figures:
        if any(start <= figure.start < end for start, end in speakers):  # "two officials say" counts nobody
            continue
        near = [one for one in known if one.low == figure.low or one.high == figure.high]
        if not any(_same_figure(figure, one) for one in near):
            there = f"; “{size(near[0])} {near[0].what or near[0].unit}” stands there" if near else ""
            counted = f"{size(figure)} {figure.what or figure.unit}"
            yield _mark(found, (figure.start, figure.end), UNSUPPORTED,
                        f"figure: {counted} stands neither in the original nor in the facts{there}")


def _same_figure(one: Figure, other: Figure) -> bool:
    """The same size, and the same people or things or the same fate, as far as both say."""
    counted = (bool(telling(one.unit) & telling(other.unit)) or not (one.unit and other.unit)
               or {one.unit, other.unit} <= PEOPLE)
    return (one.low, one.high) == (other.low, other.high) and (counted or bool(one.what) and one.what == other.what)


def too_sure(found: Found, base: Ground) -> list[Annotation]:
    """Doers and figures stated flatly that the facts give as a claim or as a finding of somebody's."""
    made = []
    for clause in found.clauses:
        phrase, degree = doer_of(found, clause), certainty(found, clause)[0]
        flat = phrase and not nobody(phrase) and degree == FLAT
        reasons = supports(base, phrase, _event(found, clause)) if flat else []
        if reasons and reasons[0][0] in CLAIMED:
            made.append(_mark(found, clause.agent, TOO_SURE, f"doer: {_whose(*reasons[0])}"))
    known = figures_of(base)
    for figure in found.figures:
        alike = [(status, says, name) for one, status, says, name in known if _same_figure(figure, one)]
        said = figure.source or speaker(found, figure.start)
        if alike and not said and all(status in CLAIMED for status, *_ in alike):
            made.append(_mark(found, (figure.start, figure.end), TOO_SURE, f"figure: {_whose(*alike[0])}"))
    return _once(made)


def _whose(status: str, says: str, name: str) -> str:
    kind = "a claim" if status == CONTESTED else "a finding"
    return f"{kind} of {short(says)} ({name}); say whose it is" if says else f"{kind} ({name}); say whose it is"


def short(claimant: str) -> str:
    """A claimant without places and dates.

    >>> short("two United States officials, to Reuters")
    'two United States officials'
    """
    return re.split(r"[,;]| through | to ", claimant)[0]


def _event(found: Found, clause: Clause) -> str:
    if clause.pattern == "blamed":
        return ""
    return f"{found.words((clause.start, clause.end))} {found.words(clause.instrument)}"


def _once(made: list[Annotation]) -> list[Annotation]:
    """The marks in the order of the text, each once."""
    return sorted({(mark.start, mark.note): mark for mark in made}.values(), key=lambda mark: mark.start)


def _mark(found: Found, span: Span, code: str, note: str) -> Annotation:
    return Annotation(found.article.id, *span, code, "rule:rewriting", quote=found.words(span), note=note)
