"""How well attributions and voice are read, on PolNeAR (Newell et al. 2018): articles with marks of who says what.

The corpus states no licence: it is read where it lies (``../shared/corpora/polnear``, or under ``KIT_SHARED``) and
nothing of it enters the project. Rules were tuned on the earlier half of each outlet's articles of the development
part; the later half was only measured.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from kit.model import Attribution, Span
from kit.reading.attribution import attributions
from kit.reading.quotes import quotations
from kit.reading.voice import voices
from kit.text import any_of, fold, words

SHARED = Path(os.environ.get("KIT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
FOLDER = SHARED / "corpora" / "polnear" / "dev"

#: Words that carry judgement, alarm or praise in news of any subject: what the voice reader is asked about.
LOADED = """
abus* accus* aggress* alarm* allegation* anger angr* appalling assault* atroc* attack* authoritarian* awful bad
battl* best betray* bias* bigot* blame* bloody bold brave brutal* bully* catastroph* chao* cheat* clash* collaps*
condemn* controvers* corrupt* courag* coward* crazy crim* cris* critic* crook* cruel* crush* danger* dead* decei*
deep* defeat* defen* demoniz* deplorabl* despair desperat* destroy* devastat* dictator* dignity disast*
discriminat* disgrac* dishonest* disgust* dishonor* doom* elit* embarrass* enem* evil* excellent extrem* fail* fair
fake false* fanatic* fascis* fear* fight* fierce* fool* fraud* freedom great* greed* guilt* harass* harm* hate*
hateful hatred hero* honest* honor* horr* hostil* huge humiliat* hypocri* ignoran* illegal* immoral* incompeten*
injust* innocen* insult* irresponsib* justice kill* liar* liberat* lie lied lies lying loser* love* loyal*
massacre* massive militant* misogyn* mock* murder* nasty nightmare* offens* oppress* outrag* panic* patriot* peace*
phony poison* powerful pride proud* provocat* racis* radical* reckless* regime* revolution* ridiculous* rigged
ruin* sad scandal* scare* scary secret* serious* sexis* shame* shock* sick slam* slaughter* smear* strong* stupid*
success* suffer* terrible terribl* terror* threat* torture* toxic tragic* tragedy* traitor* tremendous* troubl*
tyran* ugly unaccept* unconscionable unfair* unfit* unprecedented victim* vicious* victor* violen* war warn* weak*
win winning worst wrong*
""".split()


#: How many were right, how many were found, how many there were to find.
Counts = tuple[int, int, int]


class Gold(NamedTuple):
    """One article with what its annotator marked: for each attribution the spans of its source, cue and content."""

    name: str
    text: str
    marked: list[dict[str, list[Span]]]


def articles() -> list[Gold]:
    """The articles, each with the marks of one annotator (the first, where several read it)."""
    files = {path.name[:-9]: path for path in sorted((FOLDER / "attributions").glob("*.ann"), reverse=True)}
    return [Gold(name, _text(name), _marked(path)) for name, path in sorted(files.items())]


def _text(name: str) -> str:
    """An article's text, line ends untouched, so that offsets hold."""
    with open(FOLDER / "text" / f"{name}.txt", encoding="utf-8", newline="") as file:
        return file.read()


def _marked(path: Path) -> list[dict[str, list[Span]]]:
    """The attributions of a brat file: T lines hold spans, E lines join them."""
    rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
    spans = {row[0]: _spans(row[1].split(" ", 1)[1]) for row in rows if row[0][0] == "T"}
    events = []
    for row in (row for row in rows if row[0][0] == "E"):
        event: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, mark in (part.split(":") for part in row[1].split()):
            event.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(mark, []))
        events.append(event)
    return events


def _spans(written: str) -> list[Span]:
    """The pieces of one mark, written "12 20;31 40"."""
    return [tuple(map(int, pair.split())) for pair in written.split(";")]


def stripped(gold: Gold) -> Gold:
    """An article as some corpora hold it: on one line, without commas, apostrophes and curly marks; spans moved."""
    kept, place = [], []
    for character in gold.text:
        place.append(len(kept))
        if character not in ",'\u2018\u2019":
            kept.append('"' if character in "\u201c\u201d" else " " if character in "\r\n" else character)
    place.append(len(kept))
    moved = [{role: [(place[a], place[b]) for a, b in spans] for role, spans in event.items()} for event in gold.marked]
    return Gold(gold.name, "".join(kept), moved)


def halves() -> dict[str, list[Gold]]:
    """Each outlet's articles by date: the earlier half was used for tuning, the later half was not."""
    found: dict[str, list[Gold]] = {"tuned on": [], "held out": []}
    by_outlet: dict[str, list[Gold]] = {}
    for gold in articles():
        by_outlet.setdefault(gold.name.split("_")[0], []).append(gold)
    for golds in by_outlet.values():
        golds.sort(key=lambda gold: gold.name.split("_")[1])
        found["tuned on"] += golds[: len(golds) // 2]
        found["held out"] += golds[len(golds) // 2 :]
    return found


def overlap(span: Span, others: list[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def covered(length: int, spans: list[Span]) -> bytearray:
    """For each character 1 if one of the spans covers it, else 0."""
    cover = bytearray(length + 1)
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def row(reader: str, counts: Counts, on: str) -> dict:
    """A line of the result from how many were right, found and to be found."""
    right, found, wanted = counts
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return dict(reader=reader, on=on, precision=round(precision, 3), recall=round(recall, 3), f1=round(f1, 3), n=wanted)


def content(golds: list[Gold], read: list[list[Attribution]]) -> Counts:
    """Words inside content: in both, in ours, in theirs."""
    counts = [0, 0, 0]
    for gold, found in zip(golds, read):
        ours = covered(len(gold.text), [each.content for each in found if each.content])
        theirs = covered(len(gold.text), [span for event in gold.marked for span in event["Content"]])
        for start, _ in words(gold.text):
            counts = [counts[0] + (ours[start] & theirs[start]), counts[1] + ours[start], counts[2] + theirs[start]]
    return tuple(counts)


def cues_and_sources(golds: list[Gold], read: list[list[Attribution]]) -> tuple[Counts, Counts]:
    """Cues that overlap; and, where a cue of theirs that has a source was met, whether our source overlaps it."""
    met = found = wanted = right = asked = 0
    for gold, ours in zip(golds, read):
        cued = [each for each in ours if each.cue]
        found += len(cued)
        for event in (event for event in gold.marked if event["Cue"]):
            wanted += 1
            fitting = [each for each in cued if overlap(each.cue, event["Cue"])]
            met += bool(fitting)
            if fitting and event["Source"]:
                asked += 1
                right += any(each.source and overlap(each.source, event["Source"]) for each in fitting[:1])
    return (met, found, wanted), (right, asked, asked)


def voice(golds: list[Gold], read: list[list[Attribution]]) -> dict[str, Counts]:
    """Loaded words whose voice is right: by the reader, by quotation marks alone, and what each verdict is worth."""
    pattern, tallies = any_of(LOADED), {"voice": [0, 0], "marks": [0, 0], "attributed": [0, 0], "none": [0, 0]}
    for gold, ours in zip(golds, read):
        spans = [match.span() for match in pattern.finditer(fold(gold.text))]
        theirs = covered(len(gold.text), [span for event in gold.marked for span in event["Content"]])
        marks = covered(len(gold.text), quotations(gold.text))
        for (start, _), verdict in zip(spans, voices(gold.text, spans, ours)):
            said = verdict == "attributed"
            for key, agrees in (("voice", said == theirs[start]), ("marks", marks[start] == theirs[start])):
                tallies[key] = [tallies[key][0] + agrees, tallies[key][1] + 1]
            key = "attributed" if said else "none"
            tallies[key] = [tallies[key][0] + (said == theirs[start]), tallies[key][1] + 1]
    return {key: (right, n, n) for key, (right, n) in tallies.items()}


def measure(golds: list[Gold] | None = None, on: str = "PolNeAR dev") -> list[dict]:
    """The figures for some articles, one row a reader; if none are given, for all of the part, as it is and stripped.

    A row has reader, on, precision, recall, f1 and n; where every case gets a verdict the three shares are the same.
    """
    if golds is None:
        golds = articles()
        bare = [stripped(gold) for gold in golds]
        return measure(golds, on) + measure(bare, f"{on}, stripped of commas and apostrophes")
    read = [attributions(gold.text) for gold in golds]
    cue, source = cues_and_sources(golds, read)
    heard = voice(golds, read)
    return [
        row("attribution: words of content", content(golds, read), on),
        row("attribution: cue", cue, on),
        row("attribution: source, given its cue", source, on),
        row("voice of loaded words", heard["voice"], on),
        row("voice: verdict 'attributed'", heard["attributed"], on),
        row("voice: verdict 'no attribution found'", heard["none"], on),
        row("voice by quotation marks alone", heard["marks"], on),
    ]


if __name__ == "__main__":
    for half, part in halves().items():
        for line in measure(part, half) + measure([stripped(gold) for gold in part], f"{half}, stripped"):
            print(*line.values(), sep="\t")
