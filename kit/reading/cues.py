"""The words that show somebody else speaking, by what they take and by the stance that choosing them lends the writer.

A regular verb is written by its base form; "/" adds forms that the rule would get wrong, "-" a particle. The four
stances are the kit's (after Thompson & Ye 1991 and Bergler 1992): they describe the choice of a word, never whether
what is said is true.
"""

from __future__ import annotations

from typing import NamedTuple

#: Speech: a quotation, a clause, or nothing at all when the words stand first ("..., he said").
SPEECH = {
    "neutral": "say/said/says tell/told add state remark announce declare write/wrote/written tweet post explain "
    "continue reply respond answer ask recall joke comment report mention testify reiterate repeat recount quip "
    "estimate predict reckon wonder inform specify elaborate relay",
    "endorsing": "note observe acknowledge concede admit conclude confirm emphasize emphasise stress reveal "
    "recognize recognise clarify remind agree disclose affirm underline underscore point-out stipulate",
    "distancing": "claim allege assert maintain insist contend argue boast suggest brag profess opine muse "
    "speculate hint",
    "confrontational": "warn charge complain counter lament retort caution exclaim shout fume vow pledge promise "
    "threaten",
}
#: Thought: a clause with or without "that".
THOUGHT = {
    "neutral": "think/thought feel/felt hope expect predict imagine guess forecast doubt worry fear/feared",
    "endorsing": "know/knew/known understand/understood realize realise",
    "distancing": "believe suspect assume consider",
}
#: Only with "that", "how", "whether", "what" or a quotation behind it.
THAT = {
    "neutral": "learn hear/heard decide indicate imply mean/meant signal propose recommend say/said write/wrote "
    "read remember rule agree hold/held see/saw/seen calculate concern",
    "endorsing": "make/made/making-clear show/showed/shown find/found prove/proved/proven demonstrate establish "
    "document discover illustrate conclude ensure verify determine",
    "distancing": "pretend suppose",
    "confrontational": "deny demand urge insist",
}
#: "to" and a verb, with or without somebody between.
INFINITIVE = {
    "neutral": "want hope plan agree ask intend aim offer propose seek/sought decide expect wish invite encourage",
    "distancing": "claim purport profess",
    "confrontational": "vow pledge promise threaten refuse decline demand urge warn order challenge",
}
#: In the passive with "to" or "that": is believed to. Nobody is named who believes.
REPUTED = {
    "neutral": "expect say/said report know/known understand/understood think/thought consider feel/felt",
    "endorsing": "find/found show/showed/shown prove/proved/proven",
    "distancing": "believe allege suppose assume presume suspect claim rumour rumor fear/feared",
}
#: Something or somebody judged, named or asked for.
OBJECT = {
    "neutral": "describe discuss announce propose cite mention predict recommend ask call-for call-on call ask-for "
    "ask-about point-to refer-to talk-about speak/spoke/spoken-of speak/spoke/spoken-about talk-of warn-of "
    "warn-about write-about want favor favour expect question express voice designate regard",
    "endorsing": "acknowledge admit confirm reveal praise endorse welcome hail laud admire applaud advocate tout "
    "explain emphasize stress highlight",
    "distancing": "suggest label brand dub characterize characterise compare liken portray view consider",
    "confrontational": "criticize criticise condemn denounce blame accuse reject dismiss deny oppose demand decry "
    "deride mock ridicule slam rebuke dispute threaten disavow lambaste deplore chide scold rebuff vilify refute",
}
#: Something, with "at" and a number behind it: puts the toll at 20.
NUMBER = {"neutral": "put/put/putting estimate"}
#: Nouns with "that", "of", "to", "about", "over" or "for" behind them.
NOUNS = {
    "neutral": "statement report announcement belief hope hopes concern concerns view idea promise proposal "
    "decision plan plans argument question questions comment comments remarks fear fears prediction worries worry "
    "call calls desire opinion",
    "endorsing": "acknowledgment acknowledgement admission conclusion finding findings recognition support praise "
    "confirmation evidence",
    "distancing": "claim claims allegation allegations suggestion assertion contention notion suspicion suspicions",
    "confrontational": "accusation accusations warning warnings charge charges criticism denial complaint "
    "complaints threat threats condemnation opposition rejection vow pledge demand demands skepticism",
}
#: After a form of "be", "seem" or "feel", with "that", "of", "about", "to" or a clause behind them.
ADJECTIVES = {
    "neutral": "hopeful optimistic pessimistic skeptical sceptical doubtful worried concerned afraid unsure willing "
    "unwilling ready eager reluctant determined keen",
    "endorsing": "aware certain sure confident convinced clear adamant",
    "distancing": "suspicious",
    "confrontational": "critical dismissive opposed supportive outraged angry",
}

#: Verbs that double their last letter before -ed and -ing.
DOUBLING = frozenset("admit quip brag plan rebut confer concur blog".split())


def inflect(verb: str) -> dict[str, str]:
    """The forms of a verb as written in a list, each with its kind: base, s, past or ing.

    >>> inflect("deny")
    {'deny': 'base', 'denies': 's', 'denied': 'past', 'denying': 'ing'}
    >>> list(inflect("write/wrote/written"))
    ['write', 'writes', 'wrote', 'written', 'writing']
    """
    base, *special = verb.split("/")
    stem = base + base[-1] if base in DOUBLING else base
    if base.endswith("y") and base[-2:-1] not in "aeo":
        s, past, ing = base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    elif base.endswith("e"):
        s, past, ing = base + "s", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    else:
        s, past, ing = base + ("es" if base.endswith(("s", "sh", "ch")) else "s"), stem + "ed", stem + "ing"
    pasts = [form for form in special if form != s] or [past]
    return {base: "base", s: "s", **dict.fromkeys(pasts, "past"), ing: "ing"}


class Sense(NamedTuple):
    """What a form on the page may be: a form (base, s, past, ing, noun, adjective) of a cue that takes something."""

    takes: str  # one of LISTS
    stance: str
    kind: str
    lemma: str
    particle: str  # "for" in "call for"; "" for most


LISTS = {
    "reputed": REPUTED, "speech": SPEECH, "thought": THOUGHT, "that": THAT, "infinitive": INFINITIVE, "object": OBJECT,
    "number": NUMBER, "noun": NOUNS, "adjective": ADJECTIVES,
}


def _senses() -> dict[str, list[Sense]]:
    """Every form of every list, with all that it may be."""
    table: dict[str, list[Sense]] = {}
    for takes, stances in LISTS.items():
        for stance, word in ((stance, word) for stance, words in stances.items() for word in words.split()):
            verb, _, particle = word.partition("-")
            for form, kind in ({word: takes} if takes in ("noun", "adjective") else inflect(verb)).items():
                table.setdefault(form, []).append(Sense(takes, stance, kind, verb.split("/")[0], particle))
    return table


#: What each form may be, the first list first.
CUES = _senses()

#: Forms that are as often nouns or names: read as verbs only where their neighbours say so.
NOUNLIKE = frozenset(
    "report reports reporting claim claims charge charges note notes state states plan plans hope hopes fear fears "
    "call calls demand demands comment comments answer answers question questions post posts promise promises "
    "pledge pledges vow vows estimate estimates doubt doubts worry worries remark remarks tweet tweets view views "
    "offer offers challenge rule rules document label labels brand forecast guess suspect suspects favor favour "
    "dispute disputes welcome praise cite joke jokes order orders mean means find finds finding read reading wish "
    "wishes counter warning feeling meaning understanding ruling concern concerns wonder advocate advocates signal "
    "signals reply urge aim aims talk talks want".split()
)
