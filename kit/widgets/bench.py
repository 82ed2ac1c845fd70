"""What the Workbench shows: a trial as tables of plain values, for the browser and for an export."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from .. import tables
from ..measure.context import around, direction
from ..measure.shares import Share, touching
from ..measure.trial import Trial, by_chance, by_key, by_outlet, changes, entries, place, precision
from ..model import Annotation
from ..reading.entries import STANCES, traps
from ..reading.voice import voices
from ..render import Html, show_concordance, show_table

PAGE = 15  # lines on a page
#: Which lines can be shown.
LINES = {"entry": "hits of the chosen entry", "all": "all hits", "open": "hits not judged yet",
         "wrong": "hits judged wrong", "won": "hits won by your changes", "lost": "hits lost by your changes",
         "missed": "places two coders marked and the list misses"}
ORDERS = {"chance": "by chance", "next": "by the next word", "before": "by the word before"}


class Look(NamedTuple):
    """What is looked at: the chosen entry, which lines in which order, the page, and whose rates."""

    entry: str = ""
    lines: str = "entry"
    order: str = "chance"
    page: int = 1
    code: str = ""

    def to(self, trial: Trial, **what: object) -> Look:
        """Another look; a choice that there is not is answered by a sentence."""
        codes = ["", *dict.fromkeys(entry.code for entry in trial.lexicon.entries)]
        terms = ["", *(row["entry"].term for row in entries(trial))]
        known = {"entry": terms, "lines": LINES, "order": ORDERS, "code": codes}
        for name, value in what.items():
            if name in known:
                tables.choose(value, known[name], name)
            elif name != "page":
                tables.choose(name, (*known, "page"), "thing to look at")
        usual = {"page": 1, **({"lines": "entry"} if "entry" in what else {})}
        return self._replace(**{**usual, **what})


def chosen(trial: Trial, look: Look) -> list[Annotation]:
    """All lines of a look, in its order."""
    which: dict[str, Callable] = {
        "entry": lambda: [hit for hit in trial.hits if hit.note == look.entry], "all": lambda: trial.hits,
        "open": lambda: [hit for hit in trial.hits if place(hit) not in trial.verdicts],
        "wrong": lambda: [hit for hit in trial.hits if trial.verdicts.get(place(hit)) == "wrong"],
        "won": lambda: trial.won, "lost": lambda: trial.lost, "missed": lambda: trial.missed}
    texts = {article.id: article.text for article in trial.articles}
    orders: dict[str, Callable] = {
        "chance": by_chance, "next": lambda hit: around(texts[hit.article], hit.start, hit.end)[1].lower(),
        "before": lambda hit: around(texts[hit.article], hit.start, hit.end)[0].lower().split()[::-1]}
    lines = "all" if look.lines == "entry" and not look.entry else look.lines
    return sorted(which[lines](), key=orders[look.order])


def concordance(trial: Trial, look: Look) -> pd.DataFrame:
    """The lines of the page that is looked at, as in `kit.concordance`, with code, term, voice and verdict."""
    page = chosen(trial, look)[PAGE * (look.page - 1):PAGE * look.page]
    known = {article.id: article for article in trial.articles}
    spoken = {id: voices(known[id], [(hit.start, hit.end) for hit in page if hit.article == id])
              for id in {hit.article for hit in page}}
    rows = [_line(hit, known[hit.article], spoken[hit.article].pop(0), trial) for hit in page]
    return pd.DataFrame(rows, columns="left hit right article outlet start end direction code term voice verdict".split())


def _line(hit: Annotation, article: object, voice: str, trial: Trial) -> tuple:
    left, right = around(article.text, hit.start, hit.end)
    return (left, hit.quote, right, hit.article, article.outlet, hit.start, hit.end, direction(article),
            hit.code, hit.note, voice, trial.verdicts.get(place(hit), ""))


def measures(trial: Trial) -> list[dict]:
    """How the list does: a row a measure, before and now, in words."""
    was, now = precision(trial.was, trial.verdicts), precision(trial.hits, trial.verdicts)
    rows = [("hits", f"{len(trial.was):,}", f"{len(trial.hits):,}"),
            ("right, of the hits that you judged", _said(was), _said(now))]
    if trial.key:
        first, last = by_key(trial, trial.was), by_key(trial, trial.hits)
        rows += [("hits that meet a mark of two coders", _said(first[0]), _said(last[0])),
                 ("marks of two coders that are found", _said(first[1]), _said(last[1]))]
    return [{"measure": name, "before": before, "now": after} for name, before, after in rows]


def _said(share: Share) -> str:
    return repr(share) if share.n else "none yet"


def shown(trial: Trial, look: Look, said: dict) -> dict:
    """All that the browser shows, as plain values."""
    found = chosen(trial, look)
    pages = max(1, -(-len(found) // PAGE))
    look = look._replace(page=min(max(1, int(look.page)), pages))
    kinds = {name: text for name, text in LINES.items() if name != "missed" or trial.key}
    return {
        "title": trial.first.title, "texts": _texts(trial), "measures": measures(trial), "said": said,
        "look": look._asdict(), "choices": {"lines": kinds, "order": ORDERS}, "stances": list(STANCES),
        "codes": list(dict.fromkeys(entry.code for entry in trial.lexicon.entries)),
        "entries": [_row(row) for row in entries(trial)], "steps": len(trial.steps),
        "lines": concordance(trial, look).to_dict("records"), "of": len(found), "pages": pages,
        "rates": _rates(trial, look.code), "changes": changes(trial).to_dict("records"),
        "won": len(trial.won), "lost": len(trial.lost)}


def _texts(trial: Trial) -> str:
    composed = all(article.status == "composed" for article in trial.articles)
    return f"{len(trial.articles):,} {'composed ' if composed else ''}text{'' if len(trial.articles) == 1 else 's'}"


def _row(row: dict) -> dict:
    """An entry with its fields and how it does."""
    entry, judged = row["entry"], row["right"] + row["wrong"]
    return {"term": entry.term, "code": entry.code, "stance": entry.stance, "gloss": entry.gloss,
            "traps": traps(entry), "change": row["what"].split(" ")[0].rstrip(":;"), "dropped": row["what"] == "dropped",
            "was": row["was"], "now": row["now"], "texts": row["texts"],
            "judged": f"{row['right']} of {judged}" if judged else ""}


def _rates(trial: Trial, code: str) -> list[dict]:
    """How often the list, or one code of it, is found in each outlet's texts: before and now."""
    was, now = by_outlet(trial, trial.was, code), by_outlet(trial, trial.hits, code)
    names = {one.id: one.name for one in tables.outlets()}
    return [{"outlet": names.get(row.outlet, row.outlet), "texts": row.texts, "count": row.count,
             "was": f"{old:.1f}", "now": f"{row.rate:.1f}", "interval": row.note or f"{row.low:.1f}–{row.high:.1f}"}
            for row, old in zip(now.itertuples(index=False), was["rate"])]


def moved(before: Trial, now: Trial) -> str:
    """How many hits a change of the list has won and lost; nothing where the list stayed as it was."""
    if before.lexicon.entries == now.lexicon.entries:
        return ""
    won, lost = touching(now.hits, before.hits).count(False), touching(before.hits, now.hits).count(False)
    return f"{won} hits won, {lost} lost."


def nothing(trial: Trial, term: str) -> str:
    """A sentence where the entry that was just added or changed has no hit."""
    if not term or any(hit.note == term for hit in trial.hits):
        return ""
    said = (f"“{term}” has no hit in these {len(trial.articles)} texts: a word that is never used, a spelling to "
            "look at, or places that another entry takes or its traps keep out.")
    arabic = re.search("[\u0600-\u06ff]", term)
    return said + (" It is written in Arabic letters, and these texts are mostly not." if arabic else "")


def static(trial: Trial, look: Look) -> Html:
    """The same as HTML for an export: figures, changes, the entries with most hits, the lines of this page."""
    changed, listed = changes(trial), [_row(row) for row in entries(trial) if row["now"] or row["what"]]
    which = f"{LINES[look.lines]} {look.entry if look.lines == 'entry' else ''}"
    parts = [show_table(measures(trial), caption=f"{trial.first.title}, tried on {_texts(trial)}"),
             show_table(changed, caption="What has changed since the first list") if len(changed) else "",
             show_table(listed, "term", "code", "was", "now", "judged", "change", caption="Entries with hits"),
             show_concordance(concordance(trial, look), caption=f"Lines: {which}")]
    return Html("".join(parts))
