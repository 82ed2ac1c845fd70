"""A lesson about an instructor's own texts: from a folder to a notebook with exercises, which she then edits."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from .. import corpora, exercise, work
from ..errors import KitError
from ..reading.lexicon import find

HERE = Path(__file__).resolve().parent


def write(folder: str, title: str = "") -> list[str]:
    """Writes the lesson and its exercises for the texts of a folder beside the lessons; never over a file.

    Gives sentences that say what to do next; raises KitError where there is no such folder or nothing to read.
    """
    lessons = exercise.folder().parent
    place = lessons / Path(folder).name
    if not Path(folder).name.strip(".") or not os.path.isdir(place):
        raise KitError(f"There is no folder {place.name!r} beside the lessons. Make it in {lessons.name}/, put your texts in it "
                       "(.txt, in a sub-folder for each outlet), and give its name.")
    if not re.fullmatch(r"[\w .-]+", place.name):
        raise KitError(f"Please give the folder a name of letters, digits, spaces, '.', '-' and '_'; {place.name!r} has other signs.")
    topic = re.sub(r"[^a-z0-9]+", "_", place.name.lower()).strip("_")
    if topic and (made := next(lessons.glob(f"[0-9][0-9]_{topic}.ipynb"), None)):
        raise KitError(f"There is a lesson on this folder: {made.name}. To make it anew, delete it and "
                       f"exercises/{made.stem}.toml first, or give the folder another name.")
    facts = _facts(place, title or place.name.replace("_", " ").replace("-", " ").capitalize())
    stem = f"{facts['number']}_{topic or 'own'}"
    notebook, sheet = lessons / f"{stem}.ipynb", exercise.folder() / f"{stem}.toml"
    work.create({notebook: lesson(facts, stem), sheet: filled((HERE / "starter.toml").read_text(encoding="utf-8"), facts)})
    return [f"Wrote {notebook.name} and exercises/{sheet.name} on {facts['n']} texts by {facts['outlets']}.",
            f"The list Evaluation, which the lesson counts, was made for news of war; it finds {facts['count']} words here. "
            "Too few? notebooks/README.md says how to count a list of your own.",
            "Open the lesson, write its content note, change what you like; the exercises are text. Then run: python -m kit check"]


def _facts(place: Path, title: str) -> dict[str, object]:
    """What the templates ask for: number, title, folder, n, outlets, the first text of another outlet, count."""
    texts = corpora.read_folder(place)
    if len(texts) < 2:
        raise KitError(f"A lesson compares at least two texts; {place.name} has {len(texts)}.")
    taken = [int(path.name[:2]) for path in place.parent.glob("[0-9][0-9]_*.ipynb")]
    number = max([12, *taken]) + 1
    if number > 99:
        raise KitError("There are 99 lessons already. Take one away first.")
    outlets = list(dict.fromkeys(text.outlet or "an unnamed outlet" for text in texts))
    other = next((place for place, text in enumerate(texts) if text.outlet != texts[0].outlet), 1)
    named = ", ".join(outlets[:4]) + (f" and {len(outlets) - 4} more" if len(outlets) > 4 else "")
    return {"number": number, "title": plain(title), "folder": place.name, "n": len(texts), "outlets": plain(named), "other": other,
            "count": len(find("evaluation", texts, voice=False))}


def plain(text: str) -> str:
    """Text that is safe in Markdown and in TOML: no quotation marks, backslashes, brackets or lines.

    >>> plain('A "new" <b>paper</b>')
    'A new bpaper/b'
    """
    return " ".join(re.sub(r"""["\\<>\[\]{}`$*#~]""", "", text).encode("utf-8", "replace").decode().split())


def filled(text: str, facts: dict[str, object]) -> str:
    """A template with its {places} filled in; other brackets stay."""
    return re.sub(r"\{(\w+)\}", lambda found: str(facts.get(found[1], found[0])), text)


def lesson(facts: dict[str, object], stem: str) -> str:
    """The notebook as JSON, from the template's cells."""
    cells = []
    for place, part in enumerate((HERE / "starter.md").read_text(encoding="utf-8").split("%% ")[1:]):
        (kind, *tags), body = part.split("\n", 1)[0].split(), filled(part.split("\n", 1)[1].strip("\n"), facts)
        cell = {"cell_type": "markdown" if kind == "md" else "code", "id": f"{stem[:2]}-{place:02d}",
                "metadata": {"tags": tags} if tags else {}, "source": body}
        cells.append(cell if kind == "md" else {**cell, "execution_count": None, "outputs": []})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}, "title": facts["title"]},
            "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"
