"""What cells put out, made fit for a page without scripts: nothing runs, headings in order, each region with its own name."""

from __future__ import annotations

import re
from collections import Counter

from bs4 import BeautifulSoup, Tag

#: Elements that could run, fetch or restyle the page.
ACTIVE = ("script", "style", "iframe", "object", "embed", "link", "meta", "base", "form", "input", "button", "svg", "math",
          "template", "video", "audio", "source", "noscript")

#: Columns above which a printed table may break words, and above which it is printed across.
WIDE, WIDER = 8, 12


def tidy(html: str) -> str:
    """The page's main part, mended; see the functions below."""
    page = BeautifulSoup(html, "html.parser")
    still(page)
    order(page)
    head(page)
    name(page)
    return str(page)


def still(page: BeautifulSoup) -> None:
    """Takes out what could run or be fetched from elsewhere; links stay, others' pictures give way to their description."""
    for node in page(ACTIVE):
        node.decompose()
    for node in page(True):
        for key in [key for key in node.attrs if key.startswith("on") or key in ("srcset", "background", "ping", "srcdoc")]:
            del node[key]
        if not re.match(r"https?://|#|[\w.-]+\.html\b", node.get("href", "#")):
            del node["href"]
        if "url(" in node.get("style", "").lower():
            del node["style"]
    for picture in page("img"):
        if not picture.get("src", "").startswith("data:image/"):
            picture.replace_with(picture.get("alt", ""))


def order(page: BeautifulSoup) -> None:
    """One h1, and no heading more than one level below the one before; each with an id to be linked."""
    before, seen = 0, Counter()
    for heading in page(re.compile("^h[1-6]$")):
        level = min(int(heading.name[1]), before + 1)
        heading.name = f"h{level if before == 0 else max(level, 2)}"
        before = int(heading.name[1])
        words = re.sub(r"\W+", "-", heading.get_text().lower()).strip("-") or "part"
        seen[words] += 1
        heading["id"] = words if seen[words] == 1 else f"{words}-{seen[words]}"


def name(page: BeautifulSoup) -> None:
    """Regions of one name are numbered, so that a list of them can be used."""
    seen = Counter()
    for node in page.find_all(role="region"):
        seen[label := node.get("aria-label", "table")] += 1
        node["aria-label"] = label if seen[label] == 1 else f"{label} ({seen[label]})"


def head(page: BeautifulSoup) -> None:
    """Empty heads of columns become cells; each table stands in a box that scrolls and can be reached by keyboard; wide ones, dates marked."""
    for cell in page("th"):
        if not cell.get_text(strip=True):
            cell.name, cell.attrs = "td", {}
    for table in page("table"):
        if table.find_parent(role="region") is None:
            caption = table.find("caption")
            words = caption.get_text(" ", strip=True) if isinstance(caption, Tag) else "Table"
            table.wrap(page.new_tag("div", attrs={"role": "region", "tabindex": "0", "class": "scroll", "aria-label": words}))
        columns = max((len(row(["th", "td"])) for row in table("tr")), default=0)
        for cell in table("td", string=re.compile(r"^\s*\d{4}-\d\d-\d\d\s*$")):
            cell["class"] = ["date"]
        table["class"] = ["wider" if columns > WIDER else "wide"] if columns > WIDE else []
