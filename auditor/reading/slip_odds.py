"""How sure a slip is in text as it is published, given what a model says that was taught on text with more slips.

The labelled articles have a slip in 409 words (half of them have slips put in, one in 150 words), news as it is printed
about one in 2,500. Slips that are so much rarer make each odds so much lower (Bayes); read by eye, 14 of 53 findings to
which the trees gave 0.4 to 0.85 were slips, and 12 of 15 above that.
"""

from __future__ import annotations

_TAUGHT, _PRINTED = 409.0, 2500.0
"""Words to a slip."""


def in_print(probability: float) -> float:
    """Return the probability in published text of what has `probability` in text as the models were taught on."""
    if probability >= 1:
        return 1.0
    odds = probability / (1 - probability) * _TAUGHT / _PRINTED
    return odds / (1 + odds)
