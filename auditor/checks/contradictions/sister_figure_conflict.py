"""Another article on the same event gives a different figure for the same thing.

"139 passengers" here, "176 passengers" there. One of the two has a slip, an older count or another counter; the message
says that the articles differ, never which of them is right. Where most articles agree, only the one that stands apart
is marked; where two stand against each other, both are.

Two figures are compared when unit, the words behind them and the words around them agree, and neither stands anywhere
in the other article. Rounding, "about", "more than" and "nearly" are understood; of two counts on different days the
later one may be higher.

Versions of one article, near-copies by the same source or by no source, are not compared: the later one corrects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.context import Sister
from auditor.document import Document
from auditor.finding import Place
from auditor.reading.figure_pairs import agree, close, one_statement, same_thing, stands_among
from auditor.reading.figures import Figure

requires = ("english",)

_SISTER = {
    "article_id": "b",
    "source": "The Herald",
    "date": "2024-03-02",
    "figures": [
        [40, 54, "139 passengers", 139.0, 1.0, "exact", "", ["passe", "board", "train"],
         ["carry", "crew", "passe", "board", "train", "derai"], ["kent"]],
    ],
}  # fmt: skip
examples = (
    Bad(
        "The train that derailed in Kent was carrying eight crew and [[176]] passengers on board, the train's owner"
        " said.",
        published="2024-03-02",
        context={"sister-articles": (_SISTER,)},
    ),
    Bad(
        "Officials in Kent said the derailed train was carrying crew and [[98]] passengers on board.",
        published="2024-03-02",
        context={"sister-articles": (_SISTER,)},
    ),
    Bad(
        "The train that derailed in Kent was carrying eight crew and [[176]] passengers on board; its owner gave 140"
        " blankets.",
        published="2024-03-02",
        context={"sister-articles": (_SISTER,)},
    ),
    Good(
        "The train that derailed in Kent was carrying eight crew and about 140 passengers on board, its owner said.",
        published="2024-03-02",
        context={"sister-articles": (_SISTER,)},
    ),
    Good(
        "The train that derailed in Kent was carrying eight crew and 176 passengers on board, its owner said; the"
        " police "
        "counted 139.",
        published="2024-03-02",
        context={"sister-articles": (_SISTER,)},
    ),
    Good(
        "The train that derailed in Kent was carrying eight crew and 176 passengers on board.", published="2024-03-02"
    ),
)

_COUNTS = re.compile(
    r"^(?:kille|dead|death|die|died|toll|acre|hecta|scorc|case|injur|wound|infec|arres|missi|victi|hospi|evacu)"
)
_SHOWN = 6


def find(document: Document) -> Iterator[Hit]:
    """Yield every figure that sisters contradict, unless more of them confirm it."""
    sisters = _of_others(document)
    own = document.figures if sisters else ()
    for figure in own:
        against: list[tuple[float, Sister, Figure]] = []
        confirmed = 0
        for sister in sisters:
            best = max(
                ((same_thing(figure, other), other) for other in sister.figures),
                key=lambda scored: (scored[0], -scored[1].span.start),
                default=(0.0, figure),
            )
            score, other = best
            if stands_among(figure, sister.figures, of=other if score else None):
                confirmed += 1
                continue
            differ = score > 0 and not agree(figure, other) and not stands_among(other, own, of=figure)
            if differ and not _update(document, figure, sister, other):
                against.append((score, sister, other))
        if not against or confirmed + 1 > len(against):
            continue
        against.sort(key=lambda item: (-item[0], item[1].article_id))
        _, sister, other = against[0]
        where = sister.source or f"the article {sister.article_id[:60]!r}"
        said = f'"{figure.printed}" here, "{other.printed}" in {where}, of the same thing'
        places = tuple(
            Place(article_id=s.article_id, span=o.span, text=o.printed)
            for _, s, best in against[:_SHOWN]
            for o in (best, *_again(figure, best, s))
        )
        yield Hit(figure.span, said, 0.45, related=places)


def _of_others(document: Document) -> tuple[Sister, ...]:
    """Return the sisters without the versions of this article: near-copies by the same source, or by none."""
    source = (document.article.source or "").casefold()
    copies = {copy.article_id for copy in document.near_copies}
    return tuple(
        sister
        for sister in document.sisters
        if sister.article_id not in copies or (source and sister.source and sister.source.casefold() != source[:80])
    )


def _again(figure: Figure, best: Figure, sister: Sister) -> tuple[Figure, ...]:
    """Return where the sister gives the same figure again, of the same thing."""
    others = (other for other in sister.figures if other != best and close(best, other))
    return tuple(other for other in others if other.unit == best.unit and same_thing(figure, other))


def _update(document: Document, figure: Figure, sister: Sister, other: Figure) -> bool:
    """Whether the two can be figures of two days or hours: a count that grows, or a share that moves."""
    mine, theirs = document.own_date.date if document.own_date else None, sister.date
    apart = mine is not None and theirs is not None and mine != theirs
    if figure.unit and not apart and one_statement(figure, other):
        return False
    if apart and (figure.unit == "%" or "point" in figure.nouns):
        return True
    if not any(_COUNTS.match(noun) for noun in (*figure.near, *other.near)):
        return False
    if mine is None or theirs is None or not apart:
        return max(figure.value, other.value) < 1.2 * min(figure.value, other.value)
    return (mine > theirs) == (figure.value > other.value)
