"""What every widget shares: its script and style sheet, and a static twin that survives export and printing."""

from __future__ import annotations

from pathlib import Path

import anywidget

STATIC = Path(__file__).resolve().parent / "static"


def script(name: str) -> str:
    """The ES module of one widget, with the few functions that all share written before it."""
    return "\n".join((STATIC / f"{part}.js").read_text(encoding="utf-8") for part in ("base", name))


def style(name: str = "") -> str:
    """The style sheet of all widgets, and that of one widget, if it has its own.

    Every widget brings the common sheet along; ``:root`` gives a widget's own rules the upper hand, whichever came last.
    """
    own = f":root {{\n{_sheet(name)}\n}}" if name else ""
    return f"{_sheet('kit')}\n{own}"


def _sheet(name: str) -> str:
    return (STATIC / f"{name}.css").read_text(encoding="utf-8")


class Shown(anywidget.AnyWidget):
    """A widget that carries its content as HTML too: ``twin`` is what an export, a printer or GitHub shows."""

    def twin(self) -> str:
        """The widget's content as static HTML."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict] | dict | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, about = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        return {**data, "text/html": self.twin(), "text/plain": f"{type(self).__name__} widget"}, about
