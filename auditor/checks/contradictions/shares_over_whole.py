"""Shares of one whole add up to more than all of it.

"43 percent said yes, 35 percent said no and 35 percent were"
" undecided": 113 percent. Told only where one of the shares is
of those who gave no answer ("undecided", "don't know"), or of "the remaining", so that the shares are meant to be all.
Rounding of each share is allowed for. Silent where an earlier count or another group is named in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.numbers import Quantity
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("Asked about the tax, [[43 percent said yes, 35 percent said no, and 35 percent]] were undecided."),
    Bad("In the poll [[52% back the plan, 41% oppose it and 27%]] don't know."),
    Good("Asked about the tax, 43 percent said yes, 35 percent said no, and 21 percent were undecided."),
    Good("In the poll 52% back the plan, 41% oppose it, up from 38%, and 7% don't know."),
    Good("Of the women 52% back the plan, of the men 61% do, and among students 47% do."),
)

_REST = re.compile(
    r"\b(?:undecided|unsure|no opinion|(?:do|did|does)(?:n[’']t| not) (?:know|have an opinion)|not sure|uncertain"
    r"|no answer|avoided comment|neither|had not decided|have not decided|haven[’']t decided)\b"
)
_REMAINING = re.compile(r"\bremaining\s$")
_OTHERS = re.compile(
    r"(?<!^)\b(?:among(?! [a-z ]{0,40}voters,)|up from|down from|last (?:year|month|week)|previous|earlier|respectively"
    r"|points?|change|margin of|than|of (?:the )?(?:women|men|republicans|democrats|independents|whites|blacks)"
    r"|(?:republicans|democrats|independents|men|women|whites?|blacks?|hispanics?|latinos?) (?:and|said|say|who))\b",
    re.IGNORECASE,
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every sentence whose three or four shares make more than the whole."""
    shares = [quantity for quantity in document.quantities if quantity.unit == "%"]
    if len(shares) < 3:
        return
    at = 0
    for sentence in document.sentences:
        inside: list[Quantity] = []
        while at < len(shares) and shares[at].span.start < sentence.span.end:
            inside.append(shares[at])
            at += 1
        inside = inside[-3:] if len(inside) == 4 and inside[-1].span.end - inside[1].span.start < 160 else inside
        if len(inside) != 3 or not _leaves_nothing_out(document.text, inside[-1], sentence.span.end):
            continue
        if _OTHERS.search(document.text[sentence.span.start : inside[-1].span.end]):
            continue
        total = sum(share.number.value for share in inside)
        if any(share.number.bound in ("at most", "about") for share in inside):
            continue
        if 100 + 0.5 * len(inside) + 1 < total < 160:
            printed = " + ".join(f"{share.number.value:g}" for share in inside)
            whole = Span(inside[0].span.start, inside[-1].span.end)
            places = tuple(here(share.span, share.span.of(document.text)) for share in inside)
            yield Hit(whole, f"{printed} = {total:g} percent of one whole", 0.8, related=places)


def _leaves_nothing_out(text: str, last: Quantity, end: int) -> bool:
    """Whether the last share is of those without an answer, or of the remaining ones."""
    behind = text[last.span.end : min(end, last.span.end + 60)]
    return _REST.search(behind) is not None or _REMAINING.search(text[: last.span.start][-12:]) is not None
