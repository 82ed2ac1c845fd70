"""How well every reader agrees with the kit's own key: the composed articles as coded by hand, by the codebook.

The key is ``data/annotations.csv``, coder "key". Only articles count that have a key whose marks still quote their
text; how many these are stands in the rows. What the key calls "not sure" is left out of the naming. The same project
wrote articles, codebook, key and rules: these figures are an upper bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kit import tables
from kit.model import VOICES, Annotation, Article, Span
from kit.reading.agency import agency
from kit.reading.attribution import attributions
from kit.reading.figures import MEASURES, figures
from kit.reading.hedges import hedges
from kit.reading.lexicon import find
from kit.reading.voice import voices

from measure.polnear import Counts, Gold, content, cues_and_sources, overlap, row

#: What is measured: the lexicons, the marks of the key that it should hit, its codes that stand for something else, and marks on
#: which a hit is passed over.
NAMING = {
    "armed-opposition": (("armed-opposition",), ("party.opposition",), (), ("not-sure",)),
    "state-side, without its allies": (("state-side",), ("party.state",), ("militia",), ("not-sure", "party.allies")),
    "state-side, with its allies": (("state-side", "allies"), ("party.state", "party.allies"), (), ("not-sure",)),
    "civilians": (("civilians",), ("party.civilians",), ("witness",), ("not-sure",)),
}


class Coded(NamedTuple):
    """One article with its marks in the key."""

    article: Article
    marks: list[Annotation]

    def spans(self, *codes: str) -> list[Span]:
        """The spans of the marks whose code begins with one of these."""
        return [(mark.start, mark.end) for mark in self.marks if mark.code.startswith(codes)]

    def units(self, *codes: str) -> list[dict[str, list[Span]]]:
        """What belongs together: for each unit with a mark of one of these codes, the spans of each family of code."""
        found: dict[str, dict[str, list[Span]]] = {}
        for mark in self.marks:
            if mark.unit:
                found.setdefault(mark.unit, {}).setdefault(mark.code, []).append((mark.start, mark.end))
        return [unit for unit in found.values() if any(code.startswith(codes) for code in unit)]


def coded() -> list[Coded]:
    """The articles that have a key which fits their text, with their marks."""
    marks: dict[str, list[Annotation]] = {}
    for mark in tables.annotations(coder="key"):
        marks.setdefault(mark.article, []).append(mark)
    found = [Coded(article, marks[article.id]) for article in tables.articles() if article.id in marks]
    return [one for one in found if all(one.article.text[m.start:m.end] == m.quote for m in one.marks if m.quote)]


def gold(one: Coded) -> Gold:
    """An article's attributions as the measures of PolNeAR take them."""
    marked = [{"Cue": [span for code, spans in unit.items() if code.startswith("cue.") for span in spans],
               "Source": unit.get("source", []), "Content": unit.get("content", [])}
              for unit in one.units("cue.", "content")]
    return Gold(one.article.id, one.article.text, marked)


def compare(ours: Iterable[Span], theirs: list[Span]) -> Counts:
    """Spans of theirs that one of ours meets; these and those of ours that meet none; theirs."""
    ours = list(ours)
    met = sum(overlap(span, ours) for span in theirs)
    astray = sum(not overlap(span, theirs) for span in ours)
    return met, met + astray, len(theirs)


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return tuple(map(sum, zip(*counts))) or (0, 0, 0)


def share(verdicts: Iterable[bool]) -> Counts:
    """Counts of verdicts, where each case gets one."""
    verdicts = list(verdicts)
    return sum(verdicts), len(verdicts), len(verdicts)


def voice(keys: list[Coded]) -> list[bool]:
    """For each marked name of a party, whether its voice is the key's."""
    found = []
    for article, marks in keys:
        named = [mark for mark in marks if mark.code.startswith("party.") and mark.voice in VOICES]
        heard = voices(article, [(mark.start, mark.end) for mark in named])
        found += [mark.voice == verdict for mark, verdict in zip(named, heard)]
    return found


def naming(keys: list[Coded], name: str) -> Counts:
    """Hits of lexicons against the marks of its party; hits on words that the key is not sure of are passed over."""
    (lists, codes, others, passed), counts = NAMING[name], []
    for one in keys:
        hits = [(hit.start, hit.end) for hit in find(lists, one.article, voice=False) if hit.code not in others]
        unsure = one.spans(*passed)
        counts.append(compare((hit for hit in hits if not overlap(hit, unsure)), one.spans(*codes)))
    return total(counts)


def events(keys: list[Coded]) -> tuple[Counts, Counts, Counts]:
    """Clauses that overlap; the pattern of those that do; whether an agent of the key is met, where the clause is."""
    found, patterns, agents = [], [], []
    for one in keys:
        read, units = agency(one.article), one.units("clause.")
        found.append(compare(((c.start, c.end) for c in read), one.spans("clause.")))
        for unit in units:
            code, (span, *_) = next((code, spans) for code, spans in unit.items() if code.startswith("clause."))
            fitting = [c for c in read if overlap((c.start, c.end), [span])]
            for c in fitting[:1]:
                patterns.append(f"clause.{c.pattern}" == code)
                agents.append(_same(c.agent, unit.get("agent")))
    return total(found), share(patterns), share(agents)


def numbers(keys: list[Coded]) -> tuple[Counts, Counts]:
    """Figures that overlap; and, where one does, whether its source is the key's, or neither has one.

    The codebook counts no durations and distances; the reader gives them with their unit, and here they are left out.
    """
    found, sources = [], []
    for one in keys:
        read = [figure for figure in figures(one.article) if figure.unit not in MEASURES]
        wanted = [span for unit in _figures(one) for span in unit["figure"]]
        found.append(compare(((f.start, f.end) for f in read), wanted))
        for unit in _figures(one):
            fitting = [f for f in read if overlap((f.start, f.end), unit["figure"])]
            sources += [_same(f.source, unit.get("figure.source")) for f in fitting[:1]]
    return total(found), share(sources)


def _same(ours: Span | None, theirs: list[Span] | None) -> bool:
    """Whether both name somebody and overlap, or neither names anybody."""
    return overlap(ours, theirs) if ours and theirs else not ours and not theirs


def _figures(one: Coded) -> list[dict[str, list[Span]]]:
    """The figures of an article with their sources; a figure without source may have no unit."""
    alone = [{"figure": [(mark.start, mark.end)]} for mark in one.marks if mark.code == "figure" and not mark.unit]
    return [unit for unit in one.units("figure") if "figure" in unit] + alone


def certainty(keys: list[Coded], code: str) -> Counts:
    """Hedges, or approximators, that overlap."""
    return total(compare(((mark.start, mark.end) for mark in hedges(one.article) if mark.code == code), one.spans(code))
                 for one in keys)


def measure(keys: list[Coded] | None = None) -> list[dict]:
    """One row a reader: reader, on, precision, recall, f1, n; the shares are one where each case gets a verdict."""
    keys = coded() if keys is None else keys
    on = f"the kit's own key ({len(keys)} articles)"
    golds, read = [gold(one) for one in keys], [attributions(one.article) for one in keys]
    cue, source = cues_and_sources(golds, read)
    (clause, pattern, agent), (figure, origin) = events(keys), numbers(keys)
    return [
        row("attribution: words of content", content(golds, read), on),
        row("attribution: cue", cue, on),
        row("attribution: source, given its cue", source, on),
        row("voice of names of parties", share(voice(keys)), on),
        *(row(f"naming: {name}", naming(keys, name), on) for name in NAMING),
        row("agency: clause", clause, on),
        row("agency: pattern, given the clause", pattern, on),
        row("agency: agent, given the clause", agent, on),
        row("figures", figure, on),
        row("figures: source, given the figure", origin, on),
        *(row(f"{code}s", certainty(keys, code), on) for code in ("hedge", "approximator")),
    ]


if __name__ == "__main__":
    for line in measure():
        print(*line.values(), sep="\t")
