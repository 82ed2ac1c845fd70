"""Makes texts blind: the names of outlets become "[outlet]"; bylines, credits, addresses and handles are taken out.

What stays is the writing: datelines, spellings, quotation marks, sources. A placeholder for a credit would be a hint.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from ..errors import KitError
from ..model import Article
from ..tables import outlets

MASK = "[outlet]"
#: Words that may stand at either end of a name and are not the name: Halyard *News Agency*.
KINDS = frozenset("the news agency press tv television channel international network daily weekly times post courier "
                  "herald tribune gazette journal observer english arabic online radio media broadcasting corporation "
                  "company world today service group bulletin wire".split())
#: Places: they never stand for an outlet when its name is cut short (The *Damascus* Times).
PLACES = frozenset("syria syrian aleppo damascus idlib homs beirut lebanon jordan iraq iran russia moscow turkey "
                   "turkish israel jerusalem arab middle east eastern west western london washington york new paris "
                   "berlin geneva europe american".split())
AGENCIES = ("AP|AFP|Reuters|REUTERS|dpa|DPA|UPI|EFE|ANSA|IANS|PTI|AAP|Xinhua|TASS|Interfax|SANA|Anadolu|Agencies|"
            "Agence France-Presse|Associated Press")
LONGEST = 600  # words of a text that are shown
_WORK = r"(?:reporting|writing|editing|photo(?:graphs?)?) by"
_CREDIT = re.compile(rf"\W*(?:(?:additional|with)?\s*{_WORK}|©|copyright|\(c\)|(?:photo|image) credit)\b", re.I)
_INLINE = re.compile(rf"\s*\((?:(?:additional |with )?{_WORK} [^()]*|[^().]{{0,60}}\bagencies)\)", re.I)
_BYLINE = re.compile(r"\s*(?:by|BY|By)\s+[A-Z].{1,80}(?<![.?!”\"])$")
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:al|bin|da|de|el|van|von) )?[A-Z][\w’'.-]*)+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+|\b[\w.-]+@[\w.-]+|"
                      r"\b[\w-]+\.(?:com|net|org|info|tv|co\.\w\w)\b\S*")
_BRACKET = re.compile(rf"\((?:{AGENCIES})\)")


def blind(article: Article, articles: Iterable[Article], *, also: Sequence[str] = ()) -> str:
    """An article's text without what names its outlet or another outlet of ``articles``; ``also`` hides more words.

    >>> one = Article.of("Road cut\\n\\nBEIRUT - Rebels left, Sanbuk’s man said.\\n\\n(Halyard)", outlet="Sanbuk TV")
    >>> blind(one, [one, Article.of("x", outlet="Halyard")])
    'Road cut\\n\\nBEIRUT - Rebels left, [outlet]’s man said.'
    """
    names = hidden_names(articles) + list(also)
    paragraphs = [part for part in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", article.text.strip())]
    lines = [paragraphs[0], *(part for part in paragraphs[1:] if not _is_credit(part, names))]
    people = [name for part in paragraphs[1:] if _BYLINE.match(part) for name in _PERSON.findall(part.lstrip()[3:])]
    text = _ADDRESS.sub("[link]", _INLINE.sub("", "\n\n".join(lines)))
    return shortened(_BRACKET.sub("([agency])", _pattern(names + people).sub(_masked, text)))


def hidden_names(articles: Iterable[Article]) -> list[str]:
    """What the outlets of some articles may be called: as given, in full, and cut short."""
    full = {one.id: one.name for one in outlets()}
    given = {article.outlet for article in articles} - {""}
    long = given | {full.get(name, name) for name in given}
    return sorted(long | {cut for name in long if (cut := cut_short(name))}, key=lambda name: (-len(name), name))


def cut_short(name: str) -> str:
    """A name without what kind of outlet it is, "" where nothing that names it is left.

    >>> cut_short("The Marchmont Courier"), cut_short("The Damascus Times"), cut_short("SANA (English)")
    ('Marchmont', '', 'SANA')
    """
    words = re.sub(r"\s*\([^()]*\)$", "", name).split()
    while words and words[0].lower() in KINDS:
        words.pop(0)
    while words and words[-1].lower() in KINDS:
        words.pop()
    return " ".join(words) if len(" ".join(words)) > 2 and not {word.lower() for word in words} <= PLACES else ""


def _is_credit(part: str, names: Sequence[str]) -> bool:
    """Whether a paragraph is a byline, or a line of a few words that says where the text comes from."""
    if _BYLINE.match(part) or _CREDIT.match(part) and len(part.split()) <= 25:
        return True
    few = len(part.split()) <= 6 and not part.rstrip().endswith((".", "”", '"', "?", "!"))
    return few and bool(_pattern(names).search(part) or re.search(rf"\b(?:{AGENCIES})\b", part))


def _pattern(names: Sequence[str]) -> re.Pattern:
    """One pattern for all names, the longest first; short names (AP, RT) only as they are written, or in capitals."""
    forms = {form for name in names if name.strip() for form in (name, name.upper())}
    longest = sorted(forms, key=lambda form: (-len(form), form))
    plain = [(name, r"\s+".join(map(re.escape, name.split()))) for name in longest]
    parts = [pattern if len(name) < 4 else f"(?i:{pattern})" for name, pattern in plain]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else re.compile(r"(?!)")


def _masked(found: re.Match) -> str:
    """The mask, but a word in small letters stays: "independent" is a word, "The Independent" a name."""
    return found.group() if found.group().islower() else MASK


def shortened(text: str) -> str:
    """The text up to the paragraph in which `LONGEST` words are reached."""
    kept, count = [], 0
    for part in text.split("\n\n"):
        if count >= LONGEST:
            return "\n\n".join([*kept, "[…]"])
        kept.append(part)
        count += len(part.split())
    return "\n\n".join(kept)


def agency(article: Article) -> str:
    """Whose copy an article carries, where its ``source`` begins "agency copy", else "".

    >>> agency(Article.of("x", source="agency copy: Halyard (fictional); composed")), agency(Article.of("x"))
    ('Halyard (fictional)', '')
    """
    if not article.source.lower().startswith("agency copy"):
        return ""
    return article.source[len("agency copy"):].split(";")[0].strip(" :.") or "an agency"


def draw(articles: Iterable[Article], n: int, seed: int) -> list[Article]:
    """``n`` of the articles that have an outlet, the same ones for the same seed; a KitError where that cannot be."""
    known = sorted((one for one in articles if one.outlet and one.text.strip()), key=lambda one: one.id)
    if len({one.outlet for one in known}) < 2:
        raise KitError("To guess there must be articles of two outlets or more, each with its outlet named: put them "
                       "into one folder an outlet and read them with kit.read_folder.")
    if type(n) is not int or not 1 <= n <= len(known):
        raise KitError(f"n is {n!r}; there are {len(known)} articles to draw from, so choose a whole number from 1 to "
                       f"{len(known)}.")
    return random.Random(f"guess {seed}").sample(known, n)
