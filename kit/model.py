"""The nouns of the kit: plain frozen records. This room imports nothing of ours.

The order of a record's fields is the order of its table's columns, so a row *is* an object.
A span is a half-open, 0-based pair of character positions: ``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

#: The version of kit, tables and texts; pyproject.toml and CITATION.cff say the same.
VERSION = "0.1.0"

Span = tuple[int, int]

#: The three verdicts of the voice reader. The last is never called "own voice" without a person's look.
VOICES = ("attributed", "scare quotes", "no attribution found")


@dataclass(frozen=True)
class Outlet:
    """A publisher of news: real (seen only in labels, claims and counts) or fictional (composed texts)."""

    id: str
    name: str
    status: str  # real | fictional
    country: str
    kind: str  # state | public | private | wire | party | ngo | un | monitor | other
    owner: str  # owner or funder, as plain fact
    languages: str  # ISO 639-1 codes, separated by spaces
    site: str  # the outlet's own domains, separated by spaces
    source: str
    terms: str


@dataclass(frozen=True)
class Event:
    """One of the events that outlets described, with its agreed core and its names."""

    id: str
    title: str
    start: str  # ISO date
    end: str
    place: str
    variants: str  # Latin-script spellings, separated by " | "
    arabic: str  # Arabic-script spellings, separated by " | "
    core: str  # what all accounts agree on
    content_note: str
    source: str
    terms: str


@dataclass(frozen=True)
class Fact:
    """A statement about an event, agreed, contested or found by an inquiry, with who says so."""

    id: str  # <event>.<k>
    event: str
    fact: str
    status: str  # agreed | contested | finding | denial
    claimant: str
    date: str
    source: str
    terms: str


@dataclass(frozen=True)
class Label:
    """A short real label: at most six words that an outlet used, with the address where they were seen."""

    id: str
    event: str
    outlet: str
    credit: str  # wire credit, where the page names one
    seen_at: str  # publication or domain where it was seen
    seen: str  # own | copy
    date: str
    date_basis: str  # stated | url | inferred
    lang: str
    slot: str  # armed_opposition | jfs | state_side | allies | civilians | event | place | source_descriptor
    label: str
    gloss: str
    voice: str  # own | attributed | quoted | headline
    attributed_to: str
    url: str
    checked: str  # "" | confirmed | corrected
    terms: str


@dataclass(frozen=True)
class Claim:
    """A contested figure: who gave it, for what, over which days, and where it was reported."""

    id: str
    event: str
    quantity: str
    unit: str
    low: str
    high: str
    as_worded: str
    claimant: str
    claimant_kind: str
    claim_date: str
    covers_from: str
    covers_to: str
    denominator: str
    reported_by: str
    url: str
    later_finding: str
    note: str
    checked: str
    terms: str


@dataclass(frozen=True)
class Rule:
    """What a house's style guide says of a word, in our words."""

    id: str
    house: str
    edition: str
    word: str
    rule: str
    basis: str  # guide | practice
    source: str
    terms: str


@dataclass(frozen=True)
class Accuracy:
    """How often a reader was right on texts that people had marked; shares from 0 to 1, n cases."""

    reader: str
    on: str
    precision: str
    recall: str
    f1: str
    n: str


@dataclass(frozen=True)
class Style:
    """One line of a fictional outlet's style sheet."""

    outlet: str
    aspect: str  # uses | avoids | verbs | attribution | spelling | sources | figures | hedges | order | headline
    rule: str
    modelled_on: str


@dataclass(frozen=True)
class Trace:
    """One line of a spliced page in its key: whose words they are, from which text, and what happened on the way."""

    line: str  # its place among the lines that are not blank, from 1
    text_start: str  # its first words
    voice: str  # an outlet's id | page | boilerplate
    origin: str  # an article's id | original | boilerplate
    phenomenon: str  # separated by " | "
    contradicts: str  # places of other lines, separated by spaces
    note: str


@dataclass(frozen=True)
class Code:
    """One code of the codebook: what it means, what to ask, and how to decide hard cases."""

    id: str
    family: str
    title: str
    definition: str
    question: str
    example: str
    counter_example: str
    decision: str


@dataclass(frozen=True)
class Entry:
    """One line of a lexicon. ``gloss`` finishes "it may frame because it ..."."""

    term: str  # lower case; "*" only at the end
    code: str
    stance: str  # legitimising | delegitimising | descriptive | solidary
    gloss: str
    trap: str = ""  # known false positives, separated by " | "


@dataclass(frozen=True)
class Lexicon:
    """A list of entries with its catalogue row: where it comes from and how often it was right."""

    id: str
    title: str
    about: str
    source: str
    licence: str
    precision: str  # share of judged hits that were right, "" when not judged
    judged: str  # number of hits judged
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Judged:
    """A hit of a lexicon that a person judged: where it stands, not its text."""

    lexicon: str
    term: str
    corpus: str  # fa-kes (2016, Aleppo) | fa-kes all years | composed
    article: str
    position: str
    verdict: str  # 1 right | 0 wrong | ? not sure
    why: str


@dataclass(frozen=True, repr=False)
class Article:
    """A text and where it comes from. ``text`` begins with the headline, on a line of its own."""

    id: str
    event: str
    outlet: str
    date: str
    lang: str
    status: str  # composed | real
    content_note: str
    source: str
    terms: str
    text: str = field(default="", repr=False)

    @classmethod
    def of(cls, text: str, outlet: str = "", **facts: str) -> Article:
        """Any text as an article.

        >>> Article.of("Convoy hit\\n\\nTrucks burned.", outlet="My paper").headline
        'Convoy hit'
        """
        known = dict(event="", date="", lang="en", status="real", content_note="", source="", terms="")
        identity = facts.pop("id", "text-" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8])
        return cls(id=identity, outlet=outlet, text=text, **{**known, **facts})

    def __repr__(self) -> str:
        return f"Article {self.id} ({', '.join(filter(None, (self.outlet, self.date)))}): {self.headline}"

    @property
    def headline(self) -> str:
        """The first line that is not blank."""
        return next((line.strip() for line in self.text.splitlines() if line.strip()), "")

    @property
    def sha(self) -> str:
        """SHA-256 of the text, to know later that a mark was made on these very characters."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Annotation:
    """One mark: a coder (a person, a list or a rule) says that a span of an article has a code."""

    article: str
    start: int
    end: int
    code: str
    coder: str
    voice: str = ""
    unit: str = ""  # marks of one thing (source, cue and content; clause, agent and instrument) share a unit
    quote: str = ""  # the characters marked, so that a moved offset is noticed
    note: str = ""


@dataclass(frozen=True)
class Attribution:
    """Who says what: spans of source, cue and content (None where the text gives none)."""

    article: str
    source: Span | None
    cue: Span | None
    content: Span | None
    stance: str  # neutral | endorsing | distancing | confrontational
    kind: str = ""  # direct | indirect | mixed | according | headline | orphaned
    hops: int = 1  # voices between the writer and the content: "X, citing Y" has two


@dataclass(frozen=True)
class Clause:
    """An event in words: where, in which pattern, by whom and with what."""

    article: str
    start: int
    end: int
    pattern: str  # active | passive | agentless | participle | nominal | intransitive
    agent: Span | None = None
    instrument: Span | None = None
    negated: bool = False
    threatened: bool = False


@dataclass(frozen=True)
class Figure:
    """A number in words or digits: what it counts, how exactly, on whose word, in which sentence."""

    article: str
    start: int
    end: int
    low: float
    high: float
    unit: str
    what: str
    source: Span | None
    sentence: Span


@dataclass(frozen=True)
class Exercise:
    """One exercise as an instructor wrote it in ``notebooks/exercises``."""

    id: str
    kind: str  # choose | mark | number | order | rewrite | discuss
    title: str
    minutes: tuple[int, int]
    prompt: str
    hints: tuple[str, ...]
    solution: str
    spec: dict = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Item:
    """A question of the test before and after the course: two parallel forms, four skills, one right option."""

    id: str
    form: str  # A | B
    skill: str  # naming | voice | agency | counting
    prompt: str
    options: str  # divided by " | "
    right: str  # the place of the right option, from 1
