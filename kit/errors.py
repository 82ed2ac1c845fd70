"""What went wrong, as a sentence: a notebook shows it without a traceback."""


class KitError(ValueError):
    """A mistake that a sentence explains: what was wrong, where, and what to do."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class UnknownName(KitError, LookupError):
    """A name that no table has; the sentence lists those there are."""
