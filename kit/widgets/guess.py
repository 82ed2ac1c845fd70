"""The Guess widget: blind texts, a guess of the outlet and how sure it is, and then what tells the outlets apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import pandas as pd
import traitlets

from .. import tables, work
from ..chart.calibration import COLUMNS, calibration
from ..chart.canvas import Chart
from ..errors import KitError
from ..guessing import blind, score
from ..model import Article
from ..render import Html, paragraphs, safe, show_table
from .base import Shown, script, style


class Guess(Shown):
    """Which outlet is it? ``kit.Guess()`` draws six blind texts; the same ``seed`` draws the same ones for everybody.

    ``articles`` may be your own, of two outlets or more (``kit.read_folder``); ``mask`` hides more words in them. An outlet may
    be drawn more than once, or never. ``guesses`` is a table of what you guessed, ``score`` how good it was, ``calibration()``
    how sure you were beside how often you were right, over all the rounds you played. Guesses are saved in ``my_work``.
    """

    _esm = script("guess")
    _css = style("guess")
    texts = traitlets.List().tag(sync=True)  # the blind texts, each a list of paragraphs
    choices = traitlets.Dict().tag(sync=True)  # outlets, levels, cues, composed
    given = traitlets.Dict().tag(sync=True)  # {place: {outlet, sure, cues}}, places from 1, as text
    shown = traitlets.Dict().tag(sync=True)  # {place: what was said to the guess}
    sums = traitlets.Dict().tag(sync=True)  # the score, and the cues in a table
    heard = traitlets.Dict().tag(sync=True)  # {view: the number of its last message}
    trouble = traitlets.Unicode().tag(sync=True)

    def __init__(self, n: int = 6, *, seed: int = 1, articles: Iterable[Article] | None = None, mask: Sequence[str] = (),
                 **kwargs: object) -> None:
        known = list(tables.articles() if articles is None else articles)
        self._articles = blind.draw(known, n, seed)
        self._outlets = sorted({one.outlet for one in known if one.outlet}, key=lambda id: _name(id).removeprefix("The "))
        texts = [blind.blind(one, known, also=mask) for one in self._articles]
        self._round = sha256("\n".join([one.sha for one in self._articles] + self._outlets).encode()).hexdigest()[:12]
        super().__init__(texts=[[text[a:b] for a, b in paragraphs(text)] for text in texts], choices={
            "outlets": [(id, _name(id)) for id in self._outlets], "levels": score.levels(len(self._outlets)), "cues": list(score.CUES),
            "composed": all(one.status == "composed" for one in self._articles)}, **kwargs)
        self._restore()
        self.on_msg(self._told)

    # What a person does -----------------------------------------------------------------------------------------------

    def note(self, text: int, outlet: str = "", sure: float | str = "", cues: Iterable[str] = ()) -> dict:
        """Notes a guess for one text (from 1) without telling you the answer: outlet, how sure in per cent, what you went by."""
        place, cues = self._here(text), [tables.choose(cue, score.CUES, "kind of cue") for cue in cues]
        if place in self.shown:
            return self.given[place]
        if outlet:
            tables.choose(outlet, self._outlets, "outlet here")
        if sure != "" and sure not in self.choices["levels"]:
            raise KitError(f"Say how sure you are with one of these, in per cent: {', '.join(map(str, self.choices['levels']))}. "
                           f"{self.choices['levels'][0]} is a pure guess among {len(self._outlets)} outlets.")
        self.given = {**self.given, place: {"outlet": outlet, "sure": sure, "cues": cues}}
        self._save()
        return self.given[place]

    def guess(self, text: int, outlet: str = "", sure: float | str = "", cues: Iterable[str] = ()) -> str:
        """Makes a guess for one text (from 1) and returns what there is to say to it. A guess cannot be taken back.

        Without an outlet it takes what you noted before: ``guess(1, "halyard", 70, ["verbs", "spelling"])``.
        """
        place = self._here(text)
        if outlet or sure != "":
            self.note(text, outlet, sure, cues)
        now = self.given.get(place, {})
        if not now.get("outlet") or now.get("sure", "") == "":
            raise KitError("Choose an outlet and say how sure you are; then the answer opens.")
        self.shown = {**self.shown, place: self._said(place)}
        self._sum()
        self._save()
        return self.shown[place]["message"]

    # What comes of it -------------------------------------------------------------------------------------------------

    @property
    def guesses(self) -> pd.DataFrame:
        """One row a guess made: text (from 1), article, outlet, guess, sure (per cent), right, brier, cues, agency copy of."""
        return pd.DataFrame([self._row(place) for place in sorted(self.shown, key=int)],
                            columns=["text", "article", "outlet", "guess", "sure", "right", "brier", "cues", "agency copy of"])

    @property
    def score(self) -> dict:
        """n, hits, hits by chance, brier (0 is best), brier by chance, note ("too few" below 20 guesses)."""
        return score.total([self._row(place) for place in self.shown], len(self._outlets))

    def calibration(self, *, rounds: str = "all") -> Chart:
        """How sure you said you were beside how often you were right; ``rounds="this"`` leaves out other rounds you played."""
        tables.choose(rounds, ("all", "this"), "choice of rounds")
        mine = [{name: row[name] for name in ("sure", "right")} for row in self.guesses.to_dict("records")]
        others = [one for id, played in _load().items() if id != self._round for one in _results(played)] if rounds == "all" else []
        rows = score.calibration([*mine, *others])
        n = len(mine) + len(others)
        note = "" if n >= score.ENOUGH else (f"Too few: {n} guess{'' if n == 1 else 'es'}. With fewer than {score.ENOUGH} nothing can be "
                                             "said about how well you know what you know; play more rounds (another seed).")
        return calibration(pd.DataFrame(rows, columns=COLUMNS), title=f"How sure, and how often right: {n} guess{'' if n == 1 else 'es'}", note=note)

    def twin(self) -> Html:
        """The blind texts, and what was guessed, as HTML."""
        texts = "".join(f"<section><h4>Text {place}</h4>{''.join(f'<p>{safe(part)}</p>' for part in text)}"
                        f"<p><em>{safe(self.shown.get(str(place), {}).get('message', ''))}</em></p></section>"
                        for place, text in enumerate(self.texts, 1))
        names = ", ".join(name for _, name in self.choices["outlets"])
        made = show_table(self.guesses.drop(columns="article"), caption="Your guesses") if self.shown else ""
        composed = " The texts are composed for teaching." if self.choices["composed"] else ""
        return Html(f'<section class="tex2jax_ignore mathjax_ignore"><p>Which outlet wrote it? {safe(names)}.{composed}</p>{texts}{made}</section>')

    # What holds it together -------------------------------------------------------------------------------------------

    def _here(self, text: int) -> str:
        if type(text) is not int or not 1 <= text <= len(self.texts):
            raise KitError(f"There is no text {text!r}; here are the texts 1 to {len(self.texts)}.")
        return str(text)

    def _row(self, place: str) -> dict:
        article, given = self._articles[int(place) - 1], self.given[place]
        right = given["outlet"] == article.outlet
        return {"text": int(place), "article": article.id, "outlet": article.outlet, "guess": given["outlet"], "sure": given["sure"],
                "right": right, "brier": score.brier(self._share(given["sure"]), right, len(self._outlets)),
                "cues": " | ".join(given["cues"]), "agency copy of": blind.agency(article)}

    def _share(self, sure: float) -> float:
        """What was said as a share; the lowest step is exactly the chance level."""
        return 1 / len(self._outlets) if sure == self.choices["levels"][0] else sure / 100

    def _said(self, place: str) -> dict:
        """What there is to say to a guess: the outlet, the score, agency copy, and the habits that the cues belong to."""
        row, cues = self._row(place), self.given[place]["cues"]
        used = {aspect for cue in cues for aspect in score.CUES[cue]}
        house = writer(row, self._outlets)
        sheets = [(house, "whose words these are" if row["agency copy of"] else "")] if house else []
        sheets += [(row["guess"], "your guess")] if row["guess"] not in (house, "") else []
        shown = [[f"{_name(id)}{why and ', ' + why}", rules] for id, why in sheets if (rules := [one for one in habits_of(id) if one[0] in used])]
        more = [one for one in habits_of(house) if one[0] not in used]
        return {"message": message(row, len(self._outlets)), "right": row["right"], "sheets": shown, "house": _name(house), "more": more}

    def _sum(self) -> None:
        rows = [self._row(place) for place in self.shown]
        cues = [[cue, len(used), sum(row["right"] for row in used)] for cue in score.CUES
                if (used := [row for row in rows if cue in row["cues"].split(" | ")])]
        self.sums = {**score.total(rows, len(self._outlets)), "cues": cues} if rows else {}

    def _told(self, _widget: object, said: dict, _buffers: object) -> None:
        """A message from the browser; each carries the whole guess for its text, and none is lost while Python is busy."""
        acts = {"note": self.note, "guess": self.guess}
        self.trouble = ""
        try:
            acts[said["do"]](said["text"], said["outlet"], said["sure"], said["cues"])
        except KitError as error:
            self.trouble = str(error)
        self.heard = {**self.heard, said["view"]: said["count"]}

    def _save(self) -> None:
        made = {row["text"]: {"sure": row["sure"], "right": row["right"]} for row in map(self._row, self.shown)}
        try:
            work.save("guess", {**_load(), self._round: {"given": self.given, "made": made}})
        except work.WorkError as error:
            self.trouble = str(error)

    def _restore(self) -> None:
        try:
            before = _load().get(self._round, {})
        except work.WorkError as error:
            self.trouble = str(error)
            return
        places = {str(place) for place in range(1, len(self.texts) + 1)}
        self.given = {place: one for place, one in before.get("given", {}).items() if place in places}
        self.shown = {place: self._said(place) for place in before.get("made", {}) if place in self.given}
        self._sum()


def message(row: dict, outlets: int) -> str:
    """What to say to a guess, in plain words."""
    name, guessed, copy = _name(row["outlet"]), _name(row["guess"]), row["agency copy of"]
    said = [f"{'Yes: ' if row['right'] else 'No: '}this was printed by {name}. You said {guessed}, {row['sure']} % sure."]
    if copy:
        said.append(f"But the text is agency copy: {copy}. The outlet printed another house's words, so its own habits are not in it, and "
                    "the credit was hidden. To be unsure was right here.")
        if writer(row, [row["guess"]]) == row["guess"]:
            said.append("You named the house whose words they are.")
    said.append(f"This guess scores {row['brier']:.2f} (0 is best; {score.chance(outlets):.2f} is what giving all {outlets} outlets the same "
                "chance would score).")
    return " ".join(said)


def writer(row: dict, outlets: Iterable[str]) -> str:
    """Whose words a text has: its outlet's, or for agency copy those of the house it names, "" where that is none of these outlets."""
    if not row["agency copy of"]:
        return row["outlet"]
    return next((id for id in outlets if row["agency copy of"].split(" (")[0] in (id, _name(id), blind.cut_short(_name(id)))), "")


def habits_of(outlet: str) -> list[list[str]]:
    """The lines of an outlet's style sheet as [aspect, rule], [] where there is none."""
    return [[one.aspect, one.rule] for one in tables.styles() if one.outlet == outlet]


def _name(outlet: str) -> str:
    return next((one.name for one in tables.outlets() if one.id == outlet), outlet)


def _load() -> dict[str, dict]:
    """All rounds that were played: {round: {given, made}}."""
    return {id: played for id, played in work.load("guess").items() if isinstance(played, dict)}


def _results(played: dict) -> list[dict]:
    return [one for one in played.get("made", {}).values() if isinstance(one, dict) and {"sure", "right"} <= set(one)]
