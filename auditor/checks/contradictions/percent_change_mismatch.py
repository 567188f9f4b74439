"""A percentage of change does not follow from the two amounts printed beside it.

"Sales rose 16% to $3.1bn from $2.8bn": the amounts make 11%. One of the three figures is wrong, most often the share.
The rounding of all three is allowed for. Silent where the verb and the amounts point in different directions, as then
other amounts may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.changes import Change

requires = ("english",)

examples = (
    Bad("Sales rose [[25% to $3.1bn from $2.8bn]] a year earlier."),
    Bad("The number of pupils fell by [[seven percent, from 36,200 in 2003 to 28,000]] last year."),
    Bad("Turnover rose [[20.8% to $87.1 million from $72.6 million]]."),
    Good("Turnover rose 20.1% to $87.1 million from $72.6 million."),
    Good("Sales rose 11% to $3.1bn from $2.8bn a year earlier."),
    Good("The number of pupils fell by 23 percent, from 36,200 in 2003 to 28,000 last year."),
    Good("Support rose 7 percent, to 45 from 52 a year earlier, in one of the two counts."),
    Good("Output rose 4% in 2019 from 2018, to 12.4 billion."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every percentage that the amounts rule out."""
    for change in document.claims.changes:
        bounds = _bounds(change) if change.kind == "%" else None
        if bounds is None:
            continue
        low, high, exact = bounds
        if not low <= change.amount.value <= high:
            verb = "a rise" if change.rises else "a fall"
            said = (
                f"From {change.old.span.of(document.text)} to {change.new.span.of(document.text)} is {verb} of "
                f"{exact:.3g}%, not {change.amount.value:g}%"
            )
            places = tuple(here(n.span, n.span.of(document.text)) for n in (change.amount, change.old, change.new))
            yield Hit(change.span, said, 0.9, related=places)


def _bounds(change: Change) -> tuple[float, float, float] | None:
    """Return the least and the most that rounding allows for the share, and the share itself."""
    old, new = change.old.value, change.new.value
    if old <= 0 or new <= 0 or not 0.02 < new / old < 50 or (new > old) != change.rises:
        return None
    half_old, half_new = change.old.step / 2, change.new.step / 2
    if half_old >= old or half_new >= new:
        return None
    sign = 1 if change.rises else -1
    ends = [
        sign * 100 * ((new + a * half_new) / (old + b * half_old) - 1) for a in (-1, 1) for b in (-1, 1)
    ]  # fmt: skip
    slack = min(change.amount.grain, 10) / 2 + 0.02 * change.amount.value
    return min(ends) - slack, max(ends) + slack, sign * 100 * (new / old - 1)
