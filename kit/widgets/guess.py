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
from ..guessing.said import beside, message, name_of
from ..model import Article
from ..render import Html, paragraphs, safe, show_table
from .base import Shown, script, style

_COLUMNS = ["text", "article", "outlet", "guess", "sure", "right", "brier", "cues", "agency copy of"]


class Guess(Shown):
    """Which outlet is it? ``kit.Guess()`` draws six blind texts; the same ``seed`` draws the same ones for everybody.

    ``articles`` may be your own, of two outlets or more (``kit.read_folder``); ``mask`` hides more words in them. An
    outlet may be drawn more than once, or never. ``guesses`` is a table of what you guessed, ``score`` how good it was,
    ``calibration()`` how sure you were beside how often you were right. Guesses are saved in ``my_work``.
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

    def __init__(self, n: int = 6, *, seed: int = 1, articles: Iterable[Article] | None = None,
                 mask: Sequence[str] = (), **kwargs: object) -> None:
        known = list(tables.articles() if articles is None else articles)
        self._articles = blind.draw(known, n, seed)
        names = {one.outlet: name_of(one.outlet) for one in known if one.outlet}
        self._outlets = sorted(names, key=lambda id: names[id].removeprefix("The "))
        texts = [blind.blind(one, known, also=mask) for one in self._articles]
        self._round = sha256("\n".join([one.sha for one in self._articles] + self._outlets).encode("utf-8", "replace")).hexdigest()[:12]
        super().__init__(texts=[[text[a:b] for a, b in paragraphs(text)] for text in texts], choices={
            "outlets": [(id, names[id]) for id in self._outlets], "levels": score.levels(len(self._outlets)),
            "cues": list(score.CUES), "composed": all(one.status == "composed" for one in self._articles)}, **kwargs)
        self._restore()
        self.on_msg(self._told)

    # What a person does -----------------------------------------------------------------------------------------------

    def note(self, text: int, outlet: str = "", sure: float | str = "", cues: Iterable[str] = ()) -> dict:
        """Notes a guess for one text (from 1) without opening the answer: outlet, how sure (per cent), cues."""
        place, cues = self._here(text), [tables.choose(cue, score.CUES, "kind of cue") for cue in cues]
        if place in self.shown:
            return self.given[place]
        if outlet:
            tables.choose(outlet, self._outlets, "outlet here")
        if sure != "" and sure not in self.choices["levels"]:
            levels = ", ".join(map(str, self.choices["levels"]))
            raise KitError(f"Say how sure you are with one of these, in per cent: {levels}. "
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
        """A row a guess: text (from 1), article, outlet, guess, sure (per cent), right, brier, cues, agency copy of."""
        return pd.DataFrame([self._row(place) for place in sorted(self.shown, key=int)], columns=_COLUMNS)

    @property
    def score(self) -> dict:
        """n, hits, hits by chance, brier (0 is best), brier by chance, note ("too few" below 20 guesses)."""
        return score.total([self._row(place) for place in self.shown], len(self._outlets))

    def calibration(self, *, rounds: str = "all") -> Chart:
        """How sure you said you were beside how often you were right, in all rounds you played or in "this" one."""
        tables.choose(rounds, ("all", "this"), "choice of rounds")
        made = [{name: row[name] for name in ("sure", "right")} for row in self.guesses.to_dict("records")]
        if rounds == "all":
            made += [one for id, played in _load().items() if id != self._round for one in _results(played)]
        count = f"{len(made)} guess{'' if len(made) == 1 else 'es'}"
        few = len(made) < score.ENOUGH
        note = (f"Too few: {count}. With fewer than {score.ENOUGH} nothing can be said about how well you know what "
                "you know; play another round (another seed).")
        return calibration(pd.DataFrame(score.calibration(made), columns=COLUMNS),
                           title=f"How sure, and how often right: {count}", note=note * few)

    def twin(self) -> Html:
        """The blind texts, and what was guessed, as HTML."""
        texts = "".join(f"<section><h4>Text {place}</h4>{''.join(f'<p>{safe(part)}</p>' for part in text)}"
                        f"<p><em>{safe(self.shown.get(str(place), {}).get('message', ''))}</em></p></section>"
                        for place, text in enumerate(self.texts, 1))
        names = ", ".join(name for _, name in self.choices["outlets"])
        made = show_table(self.guesses.drop(columns="article"), caption="Your guesses") if self.shown else ""
        composed = " The texts are composed for teaching." if self.choices["composed"] else ""
        return Html('<section class="tex2jax_ignore mathjax_ignore"><p>Which outlet printed it? '
                    f"{safe(names)}.{composed}</p>{texts}{made}</section>")

    # What holds it together -------------------------------------------------------------------------------------------

    def _here(self, text: int) -> str:
        if type(text) is not int or not 1 <= text <= len(self.texts):
            raise KitError(f"There is no text {text!r}; here are the texts 1 to {len(self.texts)}.")
        return str(text)

    def _row(self, place: str) -> dict:
        article, given = self._articles[int(place) - 1], self.given[place]
        right, sure, outlets = given["outlet"] == article.outlet, given["sure"], len(self._outlets)
        share = 1 / outlets if sure == self.choices["levels"][0] else sure / 100
        cells = (int(place), article.id, article.outlet, given["outlet"], sure, right,
                 score.brier(share, right, outlets), " | ".join(given["cues"]), blind.agency(article))
        return dict(zip(_COLUMNS, cells))

    def _said(self, place: str) -> dict:
        """What the browser shows after a guess."""
        row = self._row(place)
        return {"message": message(row, len(self._outlets)), "right": row["right"], "copy": row["agency copy of"],
                **beside(row, self.given[place]["cues"], self._outlets)}

    def _sum(self) -> None:
        rows = [self._row(place) for place in self.shown]
        by_cue = {cue: [row["right"] for row in rows if cue in row["cues"].split(" | ")] for cue in score.CUES}
        cues = [[cue, len(right), sum(right)] for cue, right in by_cue.items() if right]
        self.sums = {**score.total(rows, len(self._outlets)), "cues": cues} if rows else {}

    def _told(self, _widget: object, said: dict, _buffers: object) -> None:
        """A message from the browser; each has the whole guess for its text, and none is lost while Python is busy."""
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
        given, made = (part if isinstance(part := before.get(name), dict) else {} for name in ("given", "made"))
        places = map(str, range(1, len(self.texts) + 1))
        self.given = {place: given[place] for place in places if self._is_guess(given.get(place))}
        self.shown = {place: self._said(place) for place in made if self.given.get(place, {}).get("outlet") and self.given[place]["sure"] != ""}
        self._sum()

    def _is_guess(self, one: object) -> bool:
        """Whether what a file has for a text can have been noted here."""
        return (isinstance(one, dict) and one.get("outlet") in ("", *self._outlets) and one.get("sure") in ("", *self.choices["levels"])
                and isinstance(one.get("cues"), list) and all(cue in list(score.CUES) for cue in one["cues"]))


def _load() -> dict[str, dict]:
    """All rounds that were played: {round: {given, made}}."""
    return {id: played for id, played in work.load("guess").items() if isinstance(played, dict)}


def _results(played: dict) -> list[dict]:
    """How sure and how right the guesses of a round were."""
    made = played["made"].values() if isinstance(played.get("made"), dict) else ()
    return [one for one in made if isinstance(one, dict) and type(one.get("sure")) in (int, float) and type(one.get("right")) is bool]
