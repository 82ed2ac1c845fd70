"""Events in words: the six patterns, doer and means apart, and what is no event."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.reading.acts import verbs
from kit.reading.agency import agency
from kit.reading.doers import nouns

#: A text, and its events as "pattern: words | doer | means".
CASES = {
    "Rebels shelled the district.": ["active: shelled | Rebels"],
    "The army has retaken the town.": ["active: retaken | The army"],
    "Warplanes are bombing the road.": ["active: bombing | Warplanes"],
    "The monitor said government forces killed at least ten people.": ["active: killed | government forces"],
    "On Monday army units seized the farms.": ["active: seized | army units"],
    "Air strikes on the city killed ten people.": ["nominal: Air strikes", "active: killed | | Air strikes on the city"],
    "Russian air strikes killed ten people.": ["nominal: air strikes | Russian", "active: killed | Russian | Russian air strikes"],
    "Ten people were killed by rebels.": ["passive: were killed | rebels"],
    "Ten people were killed.": ["agentless: were killed"],
    "Ten people were killed by shelling.": ["agentless: were killed | | shelling", "nominal: shelling"],
    "Ten people were killed in air strikes.": ["agentless: were killed | | air strikes", "nominal: air strikes"],
    "Ten killed in strikes": ["participle: killed | | strikes", "nominal: strikes"],
    "Convoy hit near Aleppo": ["participle: hit"],
    "Ten killed by snipers": ["participle: killed | snipers"],
    "Those killed in the town were buried.": ["participle: killed"],
    "They condemned the shelling of the market.": ["nominal: shelling"],
    "The bombardment by government forces went on.": ["nominal: bombardment | government forces"],
    "Rebel shelling went on.": ["nominal: shelling | Rebel"],
    "IS killed ten people.": ["active: killed | IS"],
    "IS shelling went on.": ["nominal: shelling | IS"],
    "Three of them died.": ["intransitive: died"],
    "Thousands have fled.": ["intransitive: fled"],
    "The siege was lifted.": ["nominal: siege", "agentless: was lifted"],
    "A rocket landed, killing two.": ["active: killing"],
    "The army withdrew from the town.": ["active: withdrew | The army"],
    "The army cuts off the east.": ["active: cuts | The army"],
    "The so-called “rebels” shelled the town.": ["active: shelled | The so-called “rebels”"],
    "The commander, a father of two, died on Sunday.": ["intransitive: died"],
    "Jaish al-Fatah, an alliance of rebels, seized the farms.": ["active: seized | Jaish al-Fatah"],
    "Ten men were killed and two tanks destroyed.": ["agentless: were killed", "agentless: destroyed"],
    "Army jets carried out ten raids.": ["nominal: raids | Army jets"],
    "The breaking of the siege went on.": ["nominal: breaking", "nominal: siege"],
    "Rockets fired at the town killed ten.": ["participle: fired", "active: killed | | Rockets fired at the town"],
    "Families left the district on Monday.": ["intransitive: left"],
    "Rebels seized the road on Friday and shelled the farms.": ["active: seized | Rebels", "active: shelled | Rebels"],
    "Warplanes hit the depot, killing two.": ["active: hit | Warplanes", "active: killing | Warplanes"],
    "The army shelled the town. It then fell.": ["active: shelled | The army", "intransitive: fell"],
    "ALEPPO, 7 August - Rebels shelled the road": ["active: shelled | Rebels"],
}
#: Words of the list that are no event here.
NONE = ["The wounded left.", "They live in besieged Aleppo.", "The death toll rose.", "A break in the talks.",
        "They lifted the box.", "The strike force met.", "Mortar rounds and shells were found.", "Free food for all.",
        ""]


def shown(text: str) -> list[str]:
    """The events of a text as written in CASES."""
    def part(span: tuple[int, int] | None) -> str:
        return " | " + text[slice(*span)] if span else " |"
    said = [f"{c.pattern}: {text[c.start:c.end]}" + part(c.agent) + part(c.instrument) for c in agency(text)]
    return [line.rstrip(" |") for line in said]


@pytest.mark.parametrize("text", CASES)
def test_pattern_doer_and_means(text: str) -> None:
    assert shown(text) == CASES[text]


@pytest.mark.parametrize("text", NONE)
def test_no_event(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(("text", "negated", "threatened"), [
    ("The army did not shell the town.", True, False), ("No one was killed.", True, False),
    ("Russia denied bombing the hospital.", True, False), ("Rebels failed to capture the town.", True, False),
    ("They threatened to shell the town.", False, True), ("The army will retake the town.", False, True),
    ("They were preparing to attack the town.", False, True), ("Rebels shelled the town.", False, False)])
def test_what_did_not_happen_and_what_has_not_yet(text: str, negated: bool, threatened: bool) -> None:
    assert [(c.negated, c.threatened) for c in agency(text) if c.pattern != "nominal"] == [(negated, threatened)]


@pytest.mark.parametrize("form", sorted({row.past for rows in verbs().values() for _, row in rows
                                         if row.use == "transitive" and not row.near}))
def test_every_verb_of_the_list_is_read_as_an_act(form: str) -> None:
    assert shown(f"They {form} the whole place.") == [f"active: {form} | They"]


TRAPS = sorted({(row.noun, word) for row in nouns().values() for word in row.trap.split()})


@pytest.mark.parametrize(("noun", "following"), TRAPS)
def test_a_trap_of_a_noun_is_no_event(noun: str, following: str) -> None:
    assert [event for event in shown(f"A {noun} {following} is here.") if event.startswith("nominal")] == []


WORDS = st.sampled_from("ten people killed were by strikes in the army shelling of , . \n not İ 👦 siege".split(" "))


@given(st.lists(WORDS).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_in_range(text: str) -> None:
    for c in agency(text):
        spans = [(c.start, c.end), *(span for span in (c.agent, c.instrument) if span)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert c.pattern in ("active", "passive", "agentless", "participle", "nominal", "intransitive")


@pytest.mark.parametrize("piece", [
    "killed ", "shelling ", "were killed by ", "strikes killed ", "a", "killed, ", "the ", "killed in the a a a "])
def test_reading_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text, began = piece * (size // len(piece)), time.perf_counter()
        agency(text)
        return time.perf_counter() - began
    agency("warm up was killed")
    assert seconds(500_000) < 40 * seconds(50_000) + 0.5
