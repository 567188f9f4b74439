"""A share printed beside a fraction is not that fraction.

"35 of 38 (78 percent)": 35 of 38 are 92. The percentage may stand in brackets, between dashes or after "or". Rounding
of the percentage is allowed for, and a point more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The party lost seats in [[35 out of 38 (78 percent]]) of these elections."),
    Bad("They found mould in [[12 of 40 flats, or 45 percent]], last spring."),
    Good("The party lost seats in 35 out of 38 (92 percent) of these elections."),
    Good("They found mould in 12 of 40 flats, or 30 percent, last spring."),
    Good("On 10-16 of 1,172 days (45 percent of them dry) it rained."),
)

_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?\Z")
_GAP = re.compile(r"(?:\s[A-Za-z][\w’'-]*|\s-\s?[A-Za-z]+){0,6}(?:\s?\(|,?\s(?:or|i\.e\.)\s|\s?[–—]\s?(?:or\s)?"
    r"|\s--?\s(?:or\s)?)"
                  r"(?:about |roughly |nearly |some |around |almost |just over |just under )?\Z")  # fmt: skip


def find(document: Document) -> Iterator[Hit]:
    """Yield every percentage that the fraction rules out."""
    text = document.text
    shares = {quantity.number.span: quantity for quantity in document.quantities if quantity.unit == "%"}
    numbers = document.numbers
    for part, whole, share in zip(numbers, numbers[1:], numbers[2:], strict=False):
        quantity = shares.get(share.span)
        if quantity is None or part.ordinal or whole.ordinal or not 0 < part.value <= whole.value:
            continue
        if whole.span.start - part.span.end > 14 or not _OF.match(text[part.span.end : whole.span.start]):
            continue
        if text[part.span.start - 1 : part.span.start] in ("-", "–", ".") or "exact" not in (part.bound, whole.bound):
            continue
        if share.span.start - whole.span.end > 60 or not _GAP.match(text[whole.span.end : share.span.start]):
            continue
        actual = 100 * part.value / whole.value
        slack = 1.0 + share.step / 2 + 50 * (part.step % 1) / whole.value
        if abs(actual - share.value) > slack and "exact" in (share.bound, "exact"):
            said = f"{part.span.of(text)} of {whole.span.of(text)} is {actual:.3g} percent, not {share.value:g}"
            both = Span(part.span.start, whole.span.end)
            yield Hit(
                Span(part.span.start, quantity.span.end),
                said,
                0.9,
                related=(here(both, both.of(text)), here(quantity.span, quantity.span.of(text))),
            )
