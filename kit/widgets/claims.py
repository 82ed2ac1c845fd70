"""The Claims widget: one contested quantity over time, a row a source, and beside each figure what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd
import traitlets

from .. import tables
from ..errors import KitError
from ..measure.contested import DATE, SHARE, claim_table, scale
from ..model import Claim
from ..render import Html, show_table
from .base import Shown, script, style

ENOUGH = 2  # claims about one quantity, below which there is nothing to compare
MANY = 20  # claims, above which one event is shown first
#: Quantities whose name in the table is too short to be read.
NAMES = {"share_jfs": "Jabhat Fatah al-Sham: share or number", "area_share": "share of the area",
         "killed_share": "share of the dead", "trapped": "people trapped", "strikes": "strikes and impact sites"}
_COLUMNS = "date claimant kind as_worded low high bound unit denominator covers reported_by later_finding url".split()


class Claims(Shown):
    """Who gave which figure, when and of what: ``kit.Claims("convoy")``, ``kit.Claims("share_jfs")``.

    The first word is an event or a quantity, the second a quantity; choose others in the menus. Nothing is averaged.
    ``table`` has the claims now shown, ``chosen`` is the claim that was opened (None at first).
    """

    _esm = script("claims")
    _css = style("claims")
    rows = traitlets.List().tag(sync=True)
    names = traitlets.Dict().tag(sync=True)
    quantity = traitlets.Unicode().tag(sync=True)
    event = traitlets.Unicode().tag(sync=True)  # "" for all events
    base = traitlets.Unicode().tag(sync=True)  # a denominator; "" for all
    off = traitlets.List().tag(sync=True)  # kinds of source that are left out
    picked = traitlets.Unicode().tag(sync=True)  # the id of the claim that is open
    as_table = traitlets.Bool(False).tag(sync=True)

    def __init__(self, about: str = "", quantity: str = "", *, claims: Iterable[Claim] | None = None,
                 **kwargs: object) -> None:
        self._claims = in_order(tables.claims() if claims is None else claims)
        quantity, event = subject(self._claims, about, quantity)
        super().__init__(rows=claims_data(self._claims), names=_names(self._claims), quantity=quantity,
                         event=event, **kwargs)
        self.observe(self._settle, names=["quantity", "event"])

    def show(self, about: str = "", quantity: str = "") -> Claims:
        """Goes to another event or quantity, as the two menus do."""
        self.quantity, self.event = subject(self._claims, about, quantity)
        return self

    def choose(self, id: str) -> Claim:
        """Opens one of the claims now shown, by its id."""
        self.picked = tables.choose(id, [one.id for one in self._shown()], "claim shown here")
        return self.chosen

    def _settle(self, _change: dict) -> None:
        """What no longer fits the quantity and the event is given up."""
        if self.event not in {one.event for one in self._claims if one.quantity == self.quantity} | {""}:
            self.event = ""
        now = [one for one in self._claims if one.quantity == self.quantity and self.event in ("", one.event)]
        if self.base not in {one.denominator for one in now}:
            self.base = ""
        if self.picked not in {one.id for one in now}:
            self.picked = ""

    def _shown(self) -> list[Claim]:
        return [one for one in self._claims if one.quantity == self.quantity and self.event in ("", one.event)
                and self.base in ("", one.denominator) and one.claimant_kind not in self.off]

    @property
    def table(self) -> pd.DataFrame:
        """The claims now shown, by date: date, claimant, kind, as_worded, low, high, bound, unit, denominator, ..."""
        shown = self._shown()
        table = claim_table(shown).assign(kind=[one.claimant_kind for one in shown],
                                          later_finding=[one.later_finding for one in shown])
        return table[_COLUMNS].sort_values(["date", "claimant"], kind="stable", ignore_index=True)

    @property
    def chosen(self) -> Claim | None:
        """The claim that is open."""
        return next((one for one in self._shown() if one.id == self.picked), None)

    def twin(self) -> Html:
        """The claims now shown, as a table."""
        rows = [{"date": row["day"], "who says it": row["claimant"], "kind": row["kind"], "figure": row["figure"],
                 "in words": row["wording"], "what is counted": row["base"], "days": row["days"],
                 "reported by": row["by"], "address": row["url"]}
                for row in sorted(claims_data(self._shown()), key=lambda row: (row["date"], row["claimant"]))]
        where = self.names["events"].get(self.event, "all events")
        return show_table(rows, caption=f"Claims: {self.names['quantities'][self.quantity]}, {where}")


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims about quantities that have enough of them, in the order of `claim_table`."""
    claims = list(claims)
    many = Counter(one.quantity for one in claims)
    kept = [one for one in claims if many[one.quantity] >= ENOUGH]
    if not kept:
        raise KitError(f"There are no {ENOUGH} claims about one quantity here, so there is nothing to compare. "
                       'Leave claims= out, or give more rows, such as kit.claims("convoy").')
    return sorted(kept, key=lambda one: (one.event, one.quantity, one.claim_date, one.claimant))


def subject(claims: Sequence[Claim], about: str, quantity: str) -> tuple[str, str]:
    """The quantity and the event ("" for all) that are meant by an event or a quantity, and a quantity."""
    events, quantities = {one.event for one in claims}, {one.quantity for one in claims}
    if about:
        tables.choose(about, events | quantities, "event or quantity with claims to compare")
    if quantity:
        tables.choose(quantity, quantities, "quantity with claims to compare")
    event = about if about in events else ""
    quantity = quantity or ("" if event else about)
    there = Counter(one.quantity for one in claims if event in ("", one.event))
    if quantity and quantity not in there:
        raise KitError(f"There is no claim about {quantity!r} of the event {event!r}. "
                       f"It has: {', '.join(sorted(there))}.")
    quantity = quantity or there.most_common(1)[0][0]
    return quantity, event or _first_event([one for one in claims if one.quantity == quantity])


def _first_event(claims: Sequence[Claim]) -> str:
    """The event shown first for a quantity: all, unless that were too many rows to read."""
    return "" if len(claims) <= MANY else Counter(one.event for one in claims).most_common(1)[0][0]


def _names(claims: Sequence[Claim]) -> dict[str, dict[str, str]]:
    """How quantities and events are called in the menus, and which event is shown first for a quantity."""
    titles = {one.id: one.title for one in tables.events()}
    first = {one.quantity: _first_event([each for each in claims if each.quantity == one.quantity]) for one in claims}
    return {"first": first,
            "quantities": {one.quantity: NAMES.get(one.quantity, one.quantity.replace("_", " "))
                           for one in sorted(claims, key=lambda one: one.quantity)},
            "events": {one.event: titles.get(one.event, one.event) for one in claims}}


def claims_data(claims: Sequence[Claim]) -> list[dict]:
    """Claims as the browser shows them: bounds as numbers (a date as its day number), everything else in words."""
    names = {one.id: one.name for one in tables.outlets()}
    return [_claim_data(one, row, names) for one, row in zip(claims, claim_table(claims).to_dict("records"))]


def _claim_data(claim: Claim, row: dict, names: dict[str, str]) -> dict:
    low, high = ((end.toordinal() if claim.unit == DATE else end) for end in (row["low"], row["high"]))
    return {"id": claim.id, "event": claim.event, "quantity": claim.quantity, "scale": scale(claim.unit),
            "unit": claim.unit, "low": low, "high": high, "bound": row["bound"],
            "figure": " ".join(filter(None, [row["bound"], figure(low, high, claim.unit)])),
            "date": claim.claim_date, "day": day(claim.claim_date), "claimant": claim.claimant,
            "kind": claim.claimant_kind, "wording": claim.as_worded, "base": claim.denominator, "days": row["covers"],
            "by": names.get(claim.reported_by, claim.reported_by), "url": claim.url,
            "later": claim.later_finding, "note": claim.note}


def day(iso: str) -> str:
    """A day in words; what is no full date stays as it is.

    >>> day("2016-09-05"), day("2016-09")
    ('5 Sep 2016', '2016-09')
    """
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {when:%b %Y}"


def figure(low: float, high: float, unit: str) -> str:
    """The bounds of a claim in words.

    >>> figure(24, 99, "people"), figure(17, 17, "trucks"), figure(50, 100, "percent"), figure(736158, 736158, "date")
    ('24–99 people', '17 trucks', '50–100 %', '13 Jul 2016')
    """
    ends = [day(date.fromordinal(int(end)).isoformat()) if unit == DATE else f"{end:,.10g}" for end in (low, high)]
    after = {DATE: "", SHARE: " %"}.get(unit, f" {unit}")
    return "–".join(dict.fromkeys(ends)) + after
