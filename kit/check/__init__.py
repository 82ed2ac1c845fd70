"""``python -m kit check``: reads everything an instructor may change and says what is wrong, where, and what to do.

Each answer is a sentence ``file:line: what is wrong, what to do``; no answer means that all is well.
"""

from __future__ import annotations

from . import content, exercises, lexicons, notebooks


def problems() -> list[str]:
    """A sentence for each thing that is wrong in tables, texts, lexicons, exercises and notebooks."""
    return [*content.problems(), *lexicons.problems(), *exercises.problems(), *notebooks.problems()]
