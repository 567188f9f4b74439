"""A sum of money and its conversion in brackets are out of all proportion.

"$10 million (£80 million)": no rate since 1990 makes that. Usually "million" stands for "billion", a digit was lost, or
the rate was used the wrong way round. Exchange rates move, so the widest bounds of three decades are allowed, and a
third beyond them for old prices in today's money; "$" and "¥" may be any currency printed so.

Silent for other currencies than the ten of the table, without a bracket, and in articles from before 1990.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.exchange_rates import bounds

examples = (
    Bad("The bridge cost [[£20 million ($260 million)]], a tenth of it for paint."),
    Bad("The fund lent [[€1.2 billion ($1.4 million)]] to three towns."),
    Bad("A ticket costs [[100 yen (£45)]] at the gate."),
    Good("The bridge cost £20 million ($26 million), a tenth of it for paint."),
    Good("The fund lent €1.2 billion ($1.4 billion) to three towns."),
    Good("The fund lent €1.2 billion, or a third more than the $1.4 million of 2010."),
    Good("Last year's loss was £20 million ($45 million of it in Canada)."),
)

_SPARE = 1.35


def find(document: Document) -> Iterator[Hit]:
    """Yield every pair that no rate makes."""
    text = document.text
    year = document.own_date.date.year if document.own_date else 2000
    for pair in document.claims.unit_pairs:
        if pair.first.dimension != "money" or pair.first.number.value <= 0 or pair.second.number.value <= 0:
            continue
        allowed = bounds(pair.first.unit, pair.second.unit, year)
        if allowed is None:
            continue
        low, high = allowed
        rate = pair.second.number.value / pair.first.number.value
        if low / _SPARE <= rate <= high * _SPARE:
            continue
        one, other = pair.first, pair.second
        said = (
            f"{one.span.of(text)} is {_amount(one.number.value * low)} to {_amount(one.number.value * high)} "
            f"{other.unit} at the rates since 1990, not {other.span.of(text)}"
        )
        places = (here(one.span, one.span.of(text)), here(other.span, other.span.of(text)))
        yield Hit(pair.span, said, 0.9, related=places)


def _amount(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
