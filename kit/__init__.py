"""The public names of the kit. Nouns fetch, verbs act, widgets are Capitalised. Each room is imported when first used."""

import sys
from importlib import import_module

from .errors import KitError
from .model import VERSION

#: Where each public name lives.
ROOMS = {
    "model": "Annotation Article Attribution Claim Clause Code Entry Event Fact Figure Label Lexicon Outlet Rule Style "
             "Trace",
    "tables": "annotations article articles claims codebook event events facts judged labels lexicon lexicons outlet outlets rules "
              "splice styles",
    "corpora": "read_csv read_folder",
    "download": "fetch",
    "fa_kes": "fa_kes_counts fa_kes_rates",
    "reading.lexicon": "find",
    "reading.attribution": "attributions",
    "reading.voice": "voice voices",
    "reading.passive": "passives",
    "reading.agency": "agency",
    "reading.hedges": "hedges",
    "reading.sentiment": "vader vader_ratings",
    "reading.figures": "figures",
    "reading.layers": "layer",
    "reading.prompts": "prompts",
    "reading.speakers": "speakers",
    "reading.variants": "canonical mentions same_name",
    "measure.tokens": "corpus",
    "measure.rates": "count counts coverage rates",
    "measure.crossed": "crosstab",
    "measure.context": "collocates concordance",
    "measure.keywords": "keyness",
    "measure.contested": "claim_table comparable disagreement figure_table",
    "measure.reuse": "reuse",
    "measure.items": "frame_means item_answers",
    "measure.shares": "share",
    "reliability.coefficients": "alpha cohen fleiss percent prevalence",
    "reliability.unitizing": "alpha_spans span_agreement",
    "reliability.crowd": "word_agreement",
    "reliability.overview": "agreement disagreements",
    "render": "highlight show_concordance show_table side_by_side",
    "reports": "report",
    "classroom.record": "progress",
    "classroom.handing": "hand_in",
    "evidence": "accuracy naming_grid rule_and_practice",
    "chart.bars": "bars dots split_bars",
    "chart.panels": "heat timeline",
    "widgets.board": "Board",
    "widgets.claims": "Claims",
    "widgets.coder": "Coder",
    "widgets.exercise": "Exercise",
    "widgets.explorer": "Explorer",
    "widgets.planner": "Planner",
    "widgets.guess": "Guess",
    "widgets.reader": "Reader",
    "widgets.survey": "Survey",
    "widgets.rewriter": "Rewriter",
    "widgets.swapper": "Swapper",
    "widgets.tracer": "Tracer",
    "widgets.workbench": "Workbench",
}
__version__ = VERSION
__all__ = sorted(name for names in ROOMS.values() for name in names.split())


def __getattr__(name: str) -> object:
    room = next((room for room, names in ROOMS.items() if name in names.split()), None)
    if room is None:
        raise AttributeError(f"The kit has nothing called {name!r}. It has: {', '.join(__all__)}.")
    try:
        globals()[name] = getattr(import_module(f"{__name__}.{room}"), name)
    except ModuleNotFoundError as error:
        if str(error.name).startswith(__name__):
            raise
        raise KitError(f"kit.{name} needs {error.name}, which is not here, so it shows nothing. Texts, marks and exercises go without it: "
                       "run the next cell. For whoever set this up: notebooks/README.md says how to get it.") from None
    if pandas := sys.modules.get("pandas"):  # what stands in a table is text: JupyterLab must not read $ as mathematics
        pandas.set_option("display.html.use_mathjax", False)
    return globals()[name]


def __dir__() -> list[str]:
    return __all__
