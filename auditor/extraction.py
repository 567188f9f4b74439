"""What junk an extractor left in a text although the page marks it as no part of the article.

Needs the page: an input that is HTML, or a record that brings its page as `html` beside the text. A line is called by
the page's own markup, if it stands in an element for navigation, sharing, comments, advertisements and the like, and
nowhere else on the page. So an extraction that goes by the markup leaves it out, and a finding of junk in that line is
one that a better extraction removes.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.finding import Finding

MAX_LEVELS = 1_000
"""Nesting beyond which a page is not taken apart: time grows with the square of the depth; real ones have thirty."""
_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|table|tr|td|ul|ol|b|i|em|strong|font|a|blockquote"
    r"|nav|aside|header|footer|main|form|figure|button)\b",
    re.IGNORECASE,
)
_NAMES = (
    "share", "social", "comment", "related", "recommend", "promo", "newsletter", "subscri", "advert", "sponsor",
    "sidebar", "breadcrumb", "cookie", "most-read", "read-more", "readmore", "tags", "footer", "navigation", "toolbar",
)  # fmt: skip
"""What classes and ids of such elements are called."""
_MARKED = ", ".join(
    [
        "nav, aside, footer, form, button, [role=navigation], [role=complementary], [role=contentinfo], [role=search]",
        *(f'[class*="{name}" i], [id*="{name}" i]' for name in _NAMES),
    ]
)
_ELEMENTS, _LINES, _SIZE = 400, 400, 200_000
"""Elements, lines of the text, and characters of all elements that are looked at."""
_MOST = 0.5
"""An element with more of the text than this is the article, whatever it is called."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the page tells of the junk in its text.

    `junk`: findings of junk in the text. `removable`: fingerprint to the element in which such a finding stands, of
    those that a better extraction removes.
    """

    junk: int
    removable: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data, elements with the number of findings."""
        elements = Counter(self.removable.values())
        return {"junk": self.junk, "removable": len(self.removable), "elements": dict(sorted(elements.items()))}


def extraction(record: Mapping[str, Any], text: str, findings: Iterable[Finding]) -> Extraction | None:
    """Return what the page of a record tells of the findings of junk; None without a page that can be read."""
    page = record.get("page")
    marked: Any = page.get("furniture") if isinstance(page, Mapping) else None
    if not isinstance(marked, Mapping):
        markup = record.get("html")
        if not isinstance(markup, str) or not markup.strip() or importlib.util.find_spec("resiliparse") is None:
            return None
        marked = furniture(markup, text)
        if marked is None:
            return None
    junk = [item for item in findings if item.family == "scraper-junk" and item.field == "text"]
    removable = {}
    for item in junk:
        start = text.rfind("\n", 0, item.start) + 1
        end = text.find("\n", max(item.start, item.end - 1))
        lines = [_plain(line) for line in text[start : end if end >= 0 else len(text)].split("\n")]
        places = [marked.get(line) for line in lines if line]
        if places and all(isinstance(place, str) for place in places):
            removable[item.fingerprint] = str(places[0])
    return Extraction(len(junk), removable)


def furniture(markup: str, text: str) -> dict[str, str] | None:
    """Return the lines of `text` that the page marks as furniture, each with its element; None for no page.

    Needs resiliparse. Lines are given with single spaces.
    """
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415  (only where a page is at hand)

    if depth(markup) > MAX_LEVELS:
        return None
    try:
        body = HTMLTree.parse(markup.replace("\0", "\ufffd")).body
    except (ValueError, RuntimeError):
        return None
    if body is None:
        return None
    whole = len(_squeezed(text))
    places: list[tuple[str, str]] = []
    taken = []
    size = 0
    for node in elements(body, _MARKED, _ELEMENTS):
        content = _squeezed(node.text or "")
        size += len(content)
        if not content or len(content) > _MOST * whole or size > _SIZE:
            continue
        places.append((_named(node), content))
        taken.append(node)
    for node in reversed(taken):  # inner ones come after those that hold them
        node.decompose()
    rest = _squeezed(body.text or "")
    found = {}
    for line in dict.fromkeys(map(_plain, text.split("\n")[:_LINES])):
        squeezed = _squeezed(line)
        if squeezed and squeezed not in rest:
            place = next((name for name, content in reversed(places) if squeezed in content), None)
            if place is not None:
                found[line] = place
    return found


def elements(node: Any, selector: str, most: int) -> Sequence[Any]:
    """Return the first elements below `node` that a selector finds; walking them all may take quadratic time."""
    nodes = node.query_selector_all(selector)
    found: Sequence[Any] = nodes[:most] if len(nodes) else ()  # an empty collection cannot be cut
    return found


def depth(markup: str) -> int:
    """Return about how deep elements are nested; what the parser closes by itself counts as open."""
    level = deepest = 0
    for match in _TAG.finditer(markup):
        level = max(0, level - 1) if match[1] else level + 1
        deepest = max(deepest, level)
    return deepest


def _named(node: Any) -> str:
    """Return what an element is called: its tag, and the class or id that says what it is."""
    labels = [*(node.class_name or "").split(), *(node.id or "").split()]
    telling = next((label for label in labels if any(name in label.lower() for name in _NAMES)), "")
    shown = f"{node.tag}.{telling}" if telling else str(node.tag)
    return "".join(char for char in shown if char.isprintable())[:_SHOWN]


def _plain(line: str) -> str:
    return " ".join(line.split())


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
