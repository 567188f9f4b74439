"""An amount of money is written as in another language: "500 €", "30 $", "5 Mrd. euros".

Most languages set the sign of the currency behind the figure and shorten millions and billions in their own way.
English sets the sign in front. Software that looks for "€500" passes the amount by.

One finding an article and form, at the first place. Silent where the article also sets the sign in front, which is then
its style, and where another figure or letter follows the sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(*"€£$", "Mrd", "Mio", "mlrd", "mrd", "tys")

examples = (
    Bad("The fine is [[500 €]] for each boat.", fix="€500"),
    Bad("A ticket costs [[30$]] now, and 20$ in winter.", fix="$30"),
    Bad("The dam cost [[2.5 Mrd.]] euros, the bank says.", fix="2.5 billion"),
    Good("The fine is €500 for each boat, or 600 € in summer."),
    Good("He wrote 5 $5 notes and 20 $20 notes, and US$ and A$ and 3 $s."),
    Good("Mr. Mio paid 3 mio of his own, and the MRD has 5 Mrdel."),
)

_SIGN = re.compile(r"(?<![\d.,$€£\w-])(\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?|\d+)[ \u00a0\u202f]?([€£$])(?![\w$€£])")
_IN_FRONT = re.compile(r"[€£$][ \u00a0]?\d")
_SHORT = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{1,2})?)[ \u00a0](Mrd|Mio|mlrd|mrd|tys)\b\.?"
    r"(?=[ \u00a0](?:euros?|dollars|crowns|zlotys?|[€$]))"
)
_FULL = {"mrd": "billion", "mlrd": "billion", "mio": "million", "tys": "thousand"}


def find(document: Document) -> Iterator[Hit]:
    """Yield the first amount of each form."""
    text = document.text
    if any(sign in text for sign in "€£$") and (match := _SIGN.search(text)) and not _IN_FRONT.search(text):
        fix = match[2] + match[1]
        yield Hit(Span(*match.span()), f"“{match.group()}” is “{fix}” in English", 0.7, fix=fix)
    if any(short in text for short in ("Mrd", "Mio", "lrd", "mrd", "tys")) and (match := _SHORT.search(text)):
        fix = f"{match[1]} {_FULL[match[2].lower()]}"
        yield Hit(Span(*match.span()), f"“{match.group()}” is “{fix}” in English", 0.85, fix=fix)
