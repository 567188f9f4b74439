"""A quotation, or a whole sentence, is printed twice with another figure in it.

"It looks like a 50-mile-wide scar", and under the photo "It looks like a 52-mile-wide scar": the speaker said one of
them. Only quotations, long sentences and long stretches that agree in every other word count, since lists, polls and
captions repeat their wording with other figures on purpose; but a whole caption that is printed twice is one caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.restatements import Restatement

requires = ("english",)

_FILL = (
    " The report was written by a group of engineers who had worked on the dam for eleven months and who spoke with "
    "farmers, fishermen and the people of three villages below it."
)
examples = (
    Bad(f'"It is like a 50-mile wide scar," the pilot said.{_FILL} He said: "[[It is like a 52-mile wide scar]]."'),
    Bad(
        f'"We sold 300 tickets on the first day," she said.{_FILL} '
        'To the paper she said: "[[We sold 500 tickets on the first day]]."'
    ),
    Bad(
        f"The judge told The Herald that the 164 men let go since the trial of the captain are proof enough.{_FILL} "
        "As the paper wrote, he [[told The Herald that the 151 men let go since the trial of the captain are proof"
        " enough]] of how hard it is."
    ),
    Good(f'"It is like a 50-mile wide scar," the pilot said.{_FILL} He said: "It is like a 50-mile wide scar."'),
    Good(f"Output rose 3 percent in the first quarter.{_FILL} Output rose 5 percent in the second quarter."),
)


_ON_PURPOSE = re.compile(
    r"\b(?:caption|photos?|slide|update[ds]?|soundbite|polls?|pollsters?|surveyed|questioned|respondents|margin|adjusted"
    r"|chapter|episode|delegates)\b",
    re.IGNORECASE,
)

_LONG = 15
"""Words in a row that nobody prints twice by chance; twice as many are a whole caption."""
_POINTS_BACK = re.compile(r"(?:The|This|That|These|Those|It|He|She|They|Its|His|Her|Their)\b")
"""What such a short sentence is about stands before it: "The proposal would raise $9 billion"."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every such repeat."""
    seen = set()
    for repeat in document.claims.restatements:
        if repeat.kind == "figure" and _same(repeat) and repeat.second not in seen:
            one, other = repeat.first.of(document.text), repeat.second.of(document.text)
            if (repeat.words >= 2 * _LONG or not _ON_PURPOSE.search(one)) and not (
                _POINTS_BACK.match(one) and repeat.words < 13 and not repeat.quoted
            ):
                seen.add(repeat.second)
                said = (
                    f"The same {repeat.words} words are printed with {repeat.kept[:30]} and with {repeat.turned[:30]}"
                )
                yield Hit(repeat.second, said, 0.8, related=(here(repeat.first, one), here(repeat.second, other)))


def _same(repeat: Restatement) -> bool:
    large, small = repeat.covers
    if repeat.quoted and repeat.apart >= 160 and repeat.words >= 5 and small >= 0.8:
        return True
    if repeat.exact and repeat.words >= _LONG and small >= 0.4:
        return True
    return repeat.words >= 9 and large >= 0.9 and small >= 0.8
