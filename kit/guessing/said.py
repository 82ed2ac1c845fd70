"""What there is to say to a guess: who printed the text, agency copy, the score, and the habits of the houses."""

from __future__ import annotations

from collections.abc import Iterable

from ..tables import outlets, styles
from .blind import cut_short
from .score import CUES, chance


def name_of(outlet: str) -> str:
    """An outlet's full name where the table has it, else its id."""
    return next((one.name for one in outlets() if one.id == outlet), outlet)


def message(row: dict, choices: int) -> str:
    """What to say to a guess (outlet, guess, sure, right, brier, agency copy of) among so many outlets."""
    said = [f"{'Yes' if row['right'] else 'No'}: this was printed by {name_of(row['outlet'])}. "
            f"You said {name_of(row['guess'])}, {row['sure']} % sure."]
    if row["agency copy of"]:
        said.append(f"But the text is agency copy: {row['agency copy of']}. The outlet printed another house's words, "
                    "so its own habits are not in it, and the credit was hidden. To be unsure was right here.")
        if writer(row, [row["guess"]]) == row["guess"]:
            said.append("You named the house whose words they are.")
    said.append(f"This guess scores {row['brier']:.2f} (0 is best; {chance(choices):.2f} is what giving all {choices} "
                "outlets the same chance would score).")
    return " ".join(said)


def writer(row: dict, choices: Iterable[str]) -> str:
    """Whose words a text has: its outlet's; for agency copy those of the house it names, "" where that is no choice."""
    if not row["agency copy of"]:
        return row["outlet"]
    house = row["agency copy of"].split(" (")[0]
    return next((id for id in choices if house in (id, name_of(id), cut_short(name_of(id)))), "")


def habits(outlet: str) -> list[list[str]]:
    """The lines of an outlet's style sheet as [aspect, rule], [] where there is none."""
    return [[one.aspect, one.rule] for one in styles() if one.outlet == outlet]


def beside(row: dict, cues: Iterable[str], choices: Iterable[str]) -> dict:
    """The habits that the cues belong to: of the house that wrote the text and, where that is another, of the guess.

    ``sheets`` has [title, lines of a style sheet], ``house`` who wrote it and ``more`` the other lines of its sheet.
    """
    used = {aspect for cue in cues for aspect in CUES[cue]}
    house = writer(row, choices)
    titles = {house: name_of(house) + (", whose words these are" if row["agency copy of"] else "")} if house else {}
    titles.setdefault(row["guess"], f"{name_of(row['guess'])}, your guess")
    sheets = [[title, [one for one in habits(id) if one[0] in used]] for id, title in titles.items()]
    return {"sheets": [sheet for sheet in sheets if sheet[1]], "house": name_of(house),
            "more": [one for one in habits(house) if one[0] not in used]}
