"""A measure and its conversion in brackets are not the same amount.

"115,000 acres (69,750 hectares)": one of the two is wrong, most often by a digit or by a factor used the wrong way
round. Rounding on either side is allowed for, and so are the units that share a name (short and metric tons, US and
imperial gallons, land and sea miles); a temperature may be a point on the scale or a difference.

Silent for ranges, for feet with inches and for "x by y".
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.numbers import Number, Quantity
from auditor.reading.units import convert, unit

requires = ("english",)

examples = (
    Bad("The fire spread over [[20,000 acres (18,100 hectares)]] in two days."),
    Bad("The village lies [[40 km, or about 45 miles]], from the border."),
    Bad("It was [[35C (75F)]] in the shade."),
    Bad("Each bag weighs [[50kg (90lb)]]."),
    Good("The fire spread over 20,000 acres (8,100 hectares) in two days."),
    Good("The village lies 40 km, or about 25 miles, from the border."),
    Good("The sea has warmed by 1C (1.8F) since 1900, to 15C (59F)."),
    Good("The ship took 100 tons (100 tonnes) on board."),
    Good("He is 6 feet 2 inches (188 cm) tall and ran 3-5 miles (8 km)."),
)

_TOLERANCE = 0.08
"""Share by which conversions differ in print without harm: 20 miles (30 km) is 7% off."""

_ROUNDING = 0.15
"""Most that zeros at the end count for: "2,000 miles" is not taken for 2,500."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every pair whose amounts differ."""
    text = document.text
    for pair in document.claims.unit_pairs:
        first, second = pair.first, pair.second
        if first.dimension == "money":
            continue
        right = _nearest(first, second)
        if right is not None:
            said = f"{first.span.of(text)} is {right:,.4g} {second.unit}, not {second.span.of(text)}".replace("e+", "e")
            yield Hit(
                pair.span,
                said,
                0.92,
                related=(here(first.span, first.span.of(text)), here(second.span, second.span.of(text))),
            )


def _nearest(first: Quantity, second: Quantity) -> float | None:
    """Return what the first amount is in the second's unit; None where the two agree."""
    source, target = unit(first.unit), unit(second.unit)
    if source is None or target is None:
        return None
    there = convert(first.number.value, source, target)
    back = convert(second.number.value, target, source)
    if any(_close(value, second.number) for value in there) or any(_close(value, first.number) for value in back):
        return None
    return there[0]


def _close(value: float, printed: Number) -> bool:
    gap = abs(value - printed.value)
    size = abs(printed.value)
    return gap <= max(_TOLERANCE * size, 1.01 * printed.step, min(0.5 * printed.grain, _ROUNDING * size))
