"""Shares of one whole: "35 of 38 (92 percent)", "43 percent said yes, 35 percent no, and 22 percent were undecided"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.reading.numbers import Number, Quantity
from auditor.reading.sentences import Sentence
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class FractionShare:
    """`part` of `whole` is `share`, the article says."""

    span: Span
    part: Number
    whole: Number
    share: Quantity


@dataclass(frozen=True, slots=True)
class WholeOfShares:
    """Shares that leave nothing of their whole out: one is of those without an answer, or the last one remains."""

    span: Span
    shares: tuple[Quantity, ...]


_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?\Z")
_GAP = re.compile(r"(?:\s[A-Za-z][\w’'-]*|\s-\s?[A-Za-z]+){0,6}(?:\s?\(|,?\s(?:or|i\.e\.)\s|\s?[–—]\s?(?:or\s)?"
    r"|\s--?\s(?:or\s)?)"
                  r"(?:about |roughly |nearly |some |around |almost |just over |just under )?\Z")  # fmt: skip
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


def read_fraction_shares(
    text: str, numbers: tuple[Number, ...], quantities: tuple[Quantity, ...]
) -> tuple[FractionShare, ...]:
    """Return the fractions with a percentage beside them, in text order."""
    shares = {quantity.number.span: quantity for quantity in quantities if quantity.unit == "%"}
    found: list[FractionShare] = []
    for part, whole, share in zip(numbers, numbers[1:], numbers[2:], strict=False) if shares else ():
        quantity = shares.get(share.span)
        if quantity is None or part.ordinal or whole.ordinal or not 0 < part.value <= whole.value:
            continue
        if whole.span.start - part.span.end > 14 or not _OF.match(text[part.span.end : whole.span.start]):
            continue
        if text[part.span.start - 1 : part.span.start] in ("-", "–", "."):
            continue
        if share.span.start - whole.span.end > 60 or not _GAP.match(text[whole.span.end : share.span.start]):
            continue
        found.append(FractionShare(Span(part.span.start, quantity.span.end), part, whole, quantity))
    return tuple(found)


def read_wholes_of_shares(
    text: str, quantities: tuple[Quantity, ...], sentences: tuple[Sentence, ...]
) -> tuple[WholeOfShares, ...]:
    """Return the sentences with three shares, or with three at the end, that make a whole."""
    shares = [quantity for quantity in quantities if quantity.unit == "%"]
    found: list[WholeOfShares] = []
    at = 0
    for sentence in sentences if len(shares) >= 3 else ():
        inside: list[Quantity] = []
        while at < len(shares) and shares[at].span.start < sentence.span.end:
            inside.append(shares[at])
            at += 1
        inside = inside[-3:] if len(inside) == 4 and inside[-1].span.end - inside[1].span.start < 160 else inside
        if len(inside) != 3 or not _leaves_nothing_out(text, inside, sentence.span.end):
            continue
        if not _OTHERS.search(text[sentence.span.start : inside[-1].span.end]):
            found.append(WholeOfShares(Span(inside[0].span.start, inside[-1].span.end), tuple(inside)))
    return tuple(found)


def _leaves_nothing_out(text: str, shares: Sequence[Quantity], end: int) -> bool:
    """Whether the first or the last share is of those without an answer, or the last of the remaining ones."""
    first, second, last = shares
    if _REMAINING.search(text, max(0, last.span.start - 12), last.span.start):
        return True
    stretches = ((first.span.end, second.span.start), (last.span.end, end))
    return any(_REST.search(text, start, min(stop, start + 60)) for start, stop in stretches)
