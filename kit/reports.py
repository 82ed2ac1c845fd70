"""The report of a study as one HTML file: plan, texts with hashes, lexicons with versions, and what was counted.

The same plan, texts and counts give the same bytes, whenever and wherever it is made: nothing in it is a time or a place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from . import study, tables, work
from .errors import KitError
from .model import VERSION, Annotation, Article
from .render import Html, safe, show_table

SHEET = """body{font:1rem/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:.5rem 0}th,td{padding:.25rem .7rem;border-bottom:1px solid #767676;vertical-align:top;text-align:start}
caption{text-align:start;font-weight:600}img{max-width:100%;height:auto}figure{margin:0}code{font-size:.9em;overflow-wrap:anywhere}
[tabindex]{max-height:none!important}@media print{details{display:block}h2{break-after:avoid}}"""
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"  # nothing in the file can run or be fetched


class Report(Html):
    """A report: shown in a notebook, and saved as a file by ``save``."""

    name = "my-study"

    def save(self, name: str = "") -> str:
        """Writes the report into ``my_work`` and gives the file's place, from the notebook's folder."""
        file = work.write(work.path(f"report-{name or self.name}", ".html"), page(str(self)))
        return f"{file.parent.name}/{file.name}"


def report(name: str, articles: Sequence[Article], *parts: object, marks: Iterable[Annotation] = ()) -> Report:
    """The report of the study planned under ``name``: ``parts`` are sentences, tables and charts in the order to be shown.

    ``marks`` are what was counted; from them the lexicons, readers and coders are named, with versions. Raises KitError
    where no article is given; an unfinished plan is reported as such.
    """
    state, articles, marks = study.load(name), _articles(articles), list(marks)
    body = [_plan(state), _texts(articles), _tools(marks, articles), *_results(parts), _limits(state)]
    made = Report(f'<article class="kit-report tex2jax_ignore mathjax_ignore"><h2>{safe(_title(state))}</h2>{"".join(body)}</article>')
    made.name = name
    return made


def _articles(articles: Sequence[Article] | Article) -> list[Article]:
    articles = [articles] if isinstance(articles, Article) else list(articles)
    if not articles or not all(isinstance(one, Article) for one in articles):
        raise KitError("A report needs the articles that were read: kit.report(name, articles, ...), at least one.")
    return articles


def _title(state: dict) -> str:
    return state["plan"].get("question") or "A framing study"


def _plan(state: dict) -> str:
    rows = [{"step": step.title, "plan": state["plan"][step.id] or "(empty)"} for step in study.STEPS]
    when, changed = state.get("when"), study.changed(state)
    fixed = (f"The plan was fixed on {when}." if when else "The plan was not fixed before counting."
             if any(state["plan"].values()) else "No plan was written yet: fill in kit.Planner and make the report again.")
    since = f" Changed since then: {', '.join(changed)}." if changed else ""
    lacking = study.gaps(state["plan"])
    still = f" Still lacking: {', '.join(lacking)}." if lacking else ""
    return f"<h3>Plan</h3>{show_table(rows, caption='The study in seven steps')}<p>{safe(fixed + since + still)}</p>"


def _texts(articles: Sequence[Article]) -> str:
    rows = [{"text": one.id, "outlet": tables.outlet_name(one), "date": one.date, "status": one.status,
             "words": len(one.text.split()), "sha": one.sha[:12]} for one in articles]
    composed = sum(one.status == "composed" for one in articles)
    said = (f"n = {len(articles)} texts by {len({one.outlet for one in articles})} outlets"
            + (f"; {composed} of them were composed for teaching and stand under fictional outlets" if composed else ""))
    return f"<h3>Texts</h3><p>{said}.</p>{show_table(rows, caption='What was read; sha: the beginning of each text’s SHA-256')}"


def _tools(marks: Sequence[Annotation], articles: Sequence[Article]) -> str:
    if not marks:
        return ""
    ids = {one.id for one in articles}
    outside = sum(mark.article not in ids for mark in marks)
    counts = Counter(mark.coder for mark in marks if mark.article in ids)
    rows = [{"made by": coder, "version": version(coder), "marks": n} for coder, n in sorted(counts.items())]
    left = f"<p>{outside} marks belong to other texts and are not counted here.</p>" if outside else ""
    return f"<h3>Measures</h3>{show_table(rows, caption='Lexicons, readers and coders')}{left}"


def version(coder: str) -> str:
    """The version of what made a mark: the kit's, and for a lexicon the beginning of a hash of its entries.

    >>> version("me")
    'a person'
    """
    kind, _, id = coder.partition(":")
    if kind == "lexicon":
        known = {one.id for one in tables.lexicons()}
        if id not in known:
            return "a list of your own: save it beside the report"
        entries = repr(tables.lexicon(id).entries)
        return f"kit {VERSION}, {hashlib.sha256(entries.encode()).hexdigest()[:12]}"
    return f"kit {VERSION}" if kind == "rule" else "a person"


def _results(parts: Iterable[object]) -> Iterable[str]:
    yield "<h3>Results</h3>"
    tables_so_far = 0
    for part in parts:
        if isinstance(part, pd.DataFrame):
            tables_so_far += 1
            named = part.reset_index() if part.index.name or part.index.nlevels > 1 else part
            yield str(show_table(named, caption=f"Table {tables_so_far}"))
            yield "".join(f"<p>Keep in mind: {safe(line)}</p>" for line in part.attrs.get("care", ()))
        elif hasattr(part, "twin"):
            yield str(part.twin())
        elif hasattr(part, "_repr_html_"):
            yield str(part._repr_html_())
        else:
            yield f"<p>{safe(str(part))}</p>"


def _limits(state: dict) -> str:
    said = state["plan"]["caveat"] or "(no caveat was written)"
    return (f"<h3>What this does not show</h3><p>{safe(said)}</p><p>A difference between texts is a difference between these texts. "
            "Counts of words do not show what anybody meant, and not what was true.</p>")


def page(body: str) -> str:
    """A whole HTML file around a report, in which nothing can run."""
    return ('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>Report of a framing study</title>'
            f"<style>{SHEET}</style></head><body><main><h1>Report of a framing study</h1>{body}</main></body></html>\n")
