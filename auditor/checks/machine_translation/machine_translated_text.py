"""The whole article reads as if a machine had translated it.

Many small choices that translation systems make, none of them wrong, add up: "because of the", "the …tion of the", "at
the same time" where people write otherwise. A quotation in such a text may be a translation of a translation. The
message names the five strongest signs; in a pattern "…" stands for any word, "Name" for one with a capital.

Flagged from a probability on that at most 1% of texts written in English, and 2% of human translations, reach in years
that the model had not seen; `auditor explain machine-translation-probability` tells what the figure means. From 2019 on
systems leave few signs: most of their texts pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.translation_signs import load_model, reasons
from auditor.span import Span

requires = ("english",)

_WRITTEN = (
    "The council voted on Monday to fix the old bridge, and nobody had expected a deal so soon. “We couldn't wait any "
    "longer,” said the mayor, who'd spent the weekend reading the engineer's report. Traffic will be cut off for about "
    "eleven months, which shopkeepers on the left bank aren't happy about; two of them walked out. Children from both "
    "villages face an extra half-mile to school. "
) * 2
_TRANSLATED = (
    "The chairman of the council of the city, that the reconstruction of the bridge has decided, it is said that the "
    "works will be of 11 months. Because of the bad condition of the bridge it is not possible, that the people of the "
    "city the bridge use, pointed out the mayor. Among other things, it is the traffic in the city, which is a big "
    "problem. The people of the left side of the river are because of the decision not satisfied, because the way of "
    "the children in the school is of 2 kilometers longer. "
) * 2

examples = (
    Bad(_TRANSLATED, fields=("text_origin",)),
    Bad(_TRANSLATED.replace("mayor", "governor").replace("11", "12"), fields=("text_origin",)),
    Good(_WRITTEN),
    Good(_TRANSLATED[:200]),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit for the whole text."""
    signs = document.translation_signs
    if signs is None or signs.log_odds <= load_model().threshold:
        return
    probability = signs.probability()
    listed = ", ".join(
        f"“{reason.text}”" + (f" ({reason.times} times)" if reason.times > 1 else "") for reason in reasons(signs)
    )
    message = (
        f"The wording is that of machine translation: probability {probability:.2f} where half of all texts are; "
        f"strongest signs: {listed}"
    )
    yield Hit(Span(0, 0), message, round(min(probability, 0.85), 2), field="text_origin")
