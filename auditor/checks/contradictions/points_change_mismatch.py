"""A change in percentage points is not the difference of the two shares printed beside it.

"Approval fell nine points, from 54 percent to 48": the difference is six. Poll reports are full of such sums, and the
points are what gets mistyped or mistranslated.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("Approval fell [[nine points, from 54 percent to 48]] percent."),
    Bad("The share rose [[11 percentage points – from 45% to 52]]%."),
    Good("Approval fell six points, from 54 percent to 48 percent."),
    Good("The index fell 90 points from 1,200 to 1,110."),
    Good("Joblessness jumped more than 20 points (from 11 percent to 31.9 percent)."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every number of points that the shares rule out."""
    text = document.text
    shares = {quantity.number.span for quantity in document.quantities if quantity.unit == "%"}
    for change in document.claims.changes:
        if change.kind != "points" or not {change.old.span, change.new.span} & shares:
            continue
        old, new = change.old.value, change.new.value
        if max(old, new) > 100 or min(old, new) < 0 or (new > old) != change.rises:
            continue
        gap = abs(new - old)
        if abs(gap - change.amount.value) > 1 + (change.amount.bound != "exact"):
            said = (
                f"From {change.old.span.of(text)} to {change.new.span.of(text)} percent is {gap:.3g} points, "
                f"not {change.amount.span.of(text)}"
            )
            places = tuple(
                here(number.span, number.span.of(text)) for number in (change.amount, change.old, change.new)
            )
            yield Hit(change.span, said, 0.9, related=places)
