"""What the readers of whole articles pass over and headlines are full of: "Monitor: ...", "..., inquiry finds", blame.

A few patterns, read sentence by sentence, for texts of a line or two. On whole articles they are not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.model import Attribution, Clause
from kit.reading.grammar import folded
from kit.rewriting.who import MEANS, who
from kit.text import sentences

#: "Source: content"; "content, say source"; "content: source"; "content, source finds"; "source finds (that) content".
#: A source has no comma and no quotation mark.
FORMS = (re.compile(r"(?P<source>[^:,\"]{2,45})(?P<cue>:) (?P<content>.+)"),
         re.compile(r"(?P<content>.+?),? (?P<cue>says?|said) (?P<source>[^:,\"]{2,45}?)\W*\Z"),
         re.compile(r"(?P<content>.+)(?P<cue>:) (?P<source>(?:[\w.'-]+ ?){1,3})\Z"),
         re.compile(r"(?P<content>.+?),? (?P<source>(?:an? |the )?[^,:\"]{2,45}?) (?P<cue>finds|found|rules|ruled)"
                    r"(?: in [\w ]{4,16}| on [\w ]{4,20})?\W*\Z"),
         re.compile(r"(?P<source>[^:,\"]{2,45}?) (?P<cue>finds|found|rules|ruled) (?:that )?(?P<content>.+)"),
         re.compile(r"(?:[^:]{2,40}: )?(?P<source>[^:,\"]{2,45}?) (?P<cue>holds?|held) (?P<content>.+ responsible.*)"))
_WHO = r"(?P<who>(?!who |what |nobody |it )[^.,;:\"]{2,60}?)"
_END = r"(?=[.,;]|\s*\Z)"
#: Blame, and "carried out by": where those stand who are named as doers.
BLAME = [re.compile(form) for form in (
    rf"accus(?:e|es|ed|ing) {_WHO} of(?![\w-])", rf"(?:holds?|held|holding) {_WHO} responsible",
    rf"(?<!to )blam(?:e|es|ed|ing) {_WHO} (?:for|over)(?![\w-])",
    rf"(?<!to )blam(?:e|es|ed|ing) (?![^.,;:]* (?:for|over|on) ){_WHO}{_END}",
    rf"(?<!to )blam(?:e|es|ed|ing) (?![^.,;:]* (?:for|over) )[^.,;:\"]{{2,60}}? on {_WHO}{_END}",
    rf"(?:carried out|committed|launched|staged) by {_WHO}{_END}",
    rf"(?:(?<=and )|(?<=that )|(?<=[.:;,] )|(?<!.))(?!and |that ){_WHO} "
    r"(?:was|were|is|are) (?:to blame|responsible)(?![\w-])")]


def spoken(text: str, name: str, said: Sequence[Attribution]) -> list[Attribution]:
    """Attributions that short texts make without a verb of speech; none where one was found in the sentence already.

    >>> [(one.source, one.content) for one in spoken("UN commission: jets hit convoy", "", [])]
    [((0, 13), (15, 30))]
    """
    found = []
    for start, end in sentences(text):
        if any(one.content and start <= one.content[0] < end for one in said):
            continue
        tried = (form.fullmatch(folded(text), start, end) for form in FORMS)
        made = next((match for match in tried if match and _party(text, match)), None)
        if made:
            found.append(Attribution(name, made.span("source"), made.span("cue"), made.span("content"),
                                     "neutral" if made["cue"] == ":" else "endorsing", "headline"))
    return found


def _party(text: str, match: re.Match) -> bool:
    """Whether a source names a party, not only a means or an event."""
    return bool(who(text[slice(*match.span("source"))]) - MEANS)


def blamed(text: str, name: str, clauses: Sequence[Clause] = ()) -> list[Clause]:
    """Those who are blamed, each as a clause whose doer they are. Blame for what is no event ("for breaking the truce")
    is left out where the text's ``clauses`` are given.

    >>> [text[one.start:one.end] for text in ["UN blames Syrian jets for it"] for one in blamed(text, "")]
    ['Syrian jets']
    """
    plain = folded(text)
    spans = sorted({match.span("who") for form in BLAME for match in form.finditer(plain)})
    return [Clause(name, *span, "blamed", span, negated=_taken_back(plain, span[0])) for span in spans
            if not clauses or _charged(plain, span[1], clauses)]


def _charged(plain: str, end: int, clauses: Sequence[Clause]) -> bool:
    """Whether what somebody is blamed for is an event that was read, or is not said just behind."""
    charge = re.compile(r" (?:for|of|over) [^.,;:]*").match(plain, end)
    return not charge or any(charge.start() <= clause.start < charge.end() for clause in clauses)


def _taken_back(plain: str, start: int) -> bool:
    """Whether somebody denies the blame, just before it."""
    return bool(re.search(r"(?:not?|n't|never|den(?:y|ies|ied)) [^.]{0,30}\Z", plain[max(0, start - 40):start]))
