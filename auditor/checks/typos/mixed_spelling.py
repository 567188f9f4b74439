"""British and American spellings stand in one article.

Both are right; in one article they say that two texts were put together, or that a quotation was respelt. A remark and
no more. Only words in lower case are looked at, outside quotations: names of bodies ("Labour", "Pearl Harbor") keep
their own spelling wherever they are printed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.knowledge import toml
from auditor.reading.tokens import Token

requires = ("english",)

preview = "a remark on style, no slip"

examples = (
    Bad("The colour of the theatre was praised by the neighbours. The [[center]] was praised as well."),
    Bad("He traveled to the center of the city and took a gray car; his [[favourite]] one was sold."),
    Good("The colour of the theatre was praised by the neighbours of the centre."),
    Good("The colour of it was praised at the Center for Theater. “My favorite color,” he said of the grey one."),
)


@functools.cache
def _sides() -> Mapping[str, tuple[int, str]]:
    """Return for each spelling its side (0 British, 1 American) and the spelling of the other."""
    found = {}
    for pair in toml("spelling/british_american.toml")["pairs"].split(","):
        british, american = pair.split()
        found[british], found[american] = (0, american), (1, british)
    return found


def find(document: Document) -> Iterator[Hit]:
    """Yield the words of the side that the article uses less."""
    sides = _sides()
    if sides.keys().isdisjoint(document.spellings):
        return
    uses: tuple[list[Token], list[Token]] = ([], [])
    for token in document.tokens:
        side = sides.get(token.text)
        if side is not None and not document.in_quote(token.span):
            uses[side[0]].append(token)
    british, american = uses
    if not british or not american or len(british) == len(american):
        return
    usual, rare = (british, american) if len(british) > len(american) else (american, british)
    names = ("British", "American") if usual is american else ("American", "British")
    for token in rare:
        if token.text not in document.context.allowed:
            yield Hit(
                token.span,
                f"“{token.text}” is {names[0]} spelling; the article prints {len(usual)} words such as "
                f"“{usual[0].text}” in {names[1]} spelling",
                confidence=0.6,
                fix=sides[token.text][1],
                related=(here(usual[0].span, usual[0].text),),
            )
