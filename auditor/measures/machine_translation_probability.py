"""The probability that the English of the article was translated by machine.

A model of words, patterns of grammar and letters, fitted to news that was written in English, translated by people and
translated by machine, 2012 to 2022, and calibrated on years that it had not seen.

What the figure means: of the texts with this figure in a collection of which half is machine-translated, so many are.
For a collection with another share set `prior`; where one article in ten is machine-translated (prior 0.1) a figure of
.5 becomes .1, and .9 becomes .5. The wording counts, not the truth of a single sign: `machine-translated-text` names
the strongest.

What it does not mean: that the article is wrong, or how good its translation is. A low figure clears nobody: output of
systems up to 2014 is mostly told apart (AUC .86 in years that the model had not seen), that of 2020 and later often
reads like a person's (AUC .76). A high figure may be a literal translation by a person; texts written in English hardly
ever have one. The model card, auditor/knowledge/translation/MODEL_CARD.md, has all figures, by year and system.

Not measured under 60 words and for other languages; texts under 300 words lean towards .5.
"""

from __future__ import annotations

from auditor.document import Document
from auditor.reading.translation_signs import EVEN


def measure(document: Document, *, prior: float = EVEN) -> float | None:
    """Return a probability from 0 to 1, or None. `prior`: the share of machine translations in the collection."""
    if not 0 < prior < 1:
        raise ValueError(f"prior is {prior}; allowed: a number above 0 and below 1")
    signs = document.translation_signs
    return round(signs.probability(prior), 4) if signs else None
