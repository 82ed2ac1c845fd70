"""The Agreement board as static HTML: what an export, a printer or GitHub shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..render import Html, direction, region, safe
from .parted import HOW, KEY

#: Places that are shown of the chosen group.
FEW = 10
_LEFT = 'style="text-align:left"'


def board_twin(board: dict, group: str, names: Sequence[str], troubles: Sequence[str]) -> Html:
    """All groups, and the codes, the confusion and the places of one of them."""
    whole = [row for row in board["rows"] if row["code"] == row["group"]]
    codes = [row for row in board["rows"] if row["group"] == group and row["code"] != group]
    parts = [f"<p><strong>Agreement board.</strong> {safe(board['summary'])}</p>",
             _agreement(whole, "Agreement, group by group", board["key"])]
    if codes:
        parts.append(_agreement(codes, f"{titled(board, group)}: code by code", board["key"]))
    if group in board["mixed"]:
        parts += [_confusion(board, group), _places(board, group, names)]
    if troubles:
        parts.append(f"<p>About the files:</p><ul>{''.join(f'<li>{safe(said)}</li>' for said in troubles)}</ul>")
    return Html(f'<section class="tex2jax_ignore mathjax_ignore">{"".join(parts)}<p>{safe(HOW)}</p></section>')


def titled(board: dict, code: str) -> str:
    """A code's title, or the code."""
    return board["titles"].get(code, code)


def percent(share: float | None) -> str:
    """A share in words of a hundred.

    >>> percent(0.5), percent(0.004), percent(None)
    ('50 %', '0.4 %', '–')
    """
    if share is None:
        return "–"
    return f"{100 * share:.0f} %" if share in (0, 1) or 0.1 <= share < 0.995 else f"{100 * share:.1f} %"


def number(value: float | None) -> str:
    """A coefficient with two decimals, a dash where there is none."""
    return "–" if value is None else f"{value:.2f}"


def between(row: dict) -> str:
    """An interval in words."""
    return "–" if row["low"] is None else f"{number(row['low'])} to {number(row['high'])}"


def _agreement(rows: Sequence[dict], caption: str, key: bool) -> Html:
    heads = ["codes", "alpha", "95 % interval", "what it allows", "same", "prevalence", "coders", "units"]
    lines = [[row["title"], number(row["alpha"]), between(row), row["note"], percent(row["percent"]),
              percent(row["prevalence"]), row["coders"], f"{row['units']} {row['compared']}"] for row in rows]
    if key:
        heads, lines = [*heads, "alpha with the key"], [[*line, number(row["key"])] for line, row in zip(lines, rows)]
    return _table(heads, lines, caption)


def _table(heads: Iterable[str], lines: Iterable[Sequence[object]], caption: str) -> Html:
    head = "".join(f'<th scope="col" {_LEFT}>{safe(name)}</th>' for name in heads)
    cells = [[safe(str(cell)) for cell in line] for line in lines]
    body = "".join(f'<tr><th scope="row" {_LEFT}>{first}</th>' + "".join(f"<td {_LEFT}>{cell}</td>" for cell in rest) + "</tr>"
                   for first, *rest in cells)
    return region(f"<table><caption {_LEFT}>{safe(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
                  caption)


def _confusion(board: dict, group: str) -> Html:
    mixed, name = board["mixed"][group], lambda code: titled(board, code)
    lines = [[name(code), *map(percent, shares)] for code, shares in zip(mixed["rows"], mixed["shares"])]
    return _table(["one coder says", *map(name, mixed["columns"])], lines,
                  f"{name(group)}: where one coder says the row, what the others say")


def _places(board: dict, group: str, names: Sequence[str]) -> str:
    shown = board["places"][group][:FEW]
    if not shown:
        return "<p>Nowhere do these coders part.</p>"
    items = "".join(f"<li>{_place(one, board, names)}</li>" for one in shown)
    return f"<p>Where these coders part most: {len(shown)} of {board['parted'][group]} places</p><ol>{items}</ol>"


def _place(one: dict, board: dict, names: Sequence[str]) -> str:
    before, inside, after = (one[name] for name in ("before", "words", "after"))
    words = f'<p dir="{direction(before + inside)}">{safe(before)}<mark>{safe(inside)}</mark>{safe(after)}</p>'
    if one["question"]:
        words = f"<p>{safe(board['questions'].get(one['question'], one['question']))}</p>"
    called = lambda place: names[place] if place >= 0 else KEY
    who = lambda numbers: safe(", ".join(sorted(map(called, numbers), key=lambda name: (len(name), name))))
    votes = "; ".join(f"{safe(titled(board, code))}: {len(numbers)} ({who(numbers)})" for code, numbers in one["votes"])
    key = f" The key: {safe(titled(board, one['key']))}." if one["key"] else ""
    return f"<p>{safe(one['outlet'])}: {safe(one['headline'])}</p>{words}<p>{votes}.{key}</p>"
