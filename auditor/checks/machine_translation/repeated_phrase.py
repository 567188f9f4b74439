"""A phrase of two to seven words is printed twice in a row.

Neural systems loop: "the Department of the Interior of the Interior". People repeat a phrase for effect, with a comma
and in speech; a loop has no comma.

One word printed twice is `typos/doubled-word`, a phrase printed three times `machine-translation/phrase-loop`. Silent
in quotations, for figures, for capitalised names said twice ("New York, New York") and for phrases that people double
("over and over", "more and more").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.tokens import Token
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The letter went to the Department [[of the Interior of the Interior]] on Monday."),
    Bad("It helped her [[to keep a place and to keep a place]]."),
    Good("It was the bubble that always — always — caught him, he wrote of those years."),
    Good("They rang over and over and over until it was day after day after day."),
    Good("“Location and location”, he said; the rain fell and fell and the wind rose."),
    Good("There are friends and there are friends. Some stay."),
    Good("She sang row, row, row your boat, row, row, row your boat."),
)

MOST = 7
_LINKS = frozenset(["and", "or", "of"])
_DASHES = frozenset("—–-")
_NAMING = frozenset(["call", "calls", "called", "calling"])
_DOUBLED_BY_PEOPLE = frozenset(
    ["over", "again", "more", "round", "around", "up", "down", "back", "forth", "time", "day", "year", "step", "on",
     "week", "side", "less", "out", "blah", "ha", "la", "no", "yes", "very", "bit", "piece", "one", "two", "door",
     "face", "hand", "end", "point", "block", "house", "page", "years", "hours", "days", "months", "miles"]
)  # fmt: skip


def find(document: Document) -> Iterator[Hit]:
    """Yield phrase and repetition."""
    tokens = document.tokens
    free = 0
    for repeat in document.word_repeats:
        first, position, distance = repeat.first, repeat.second, repeat.distance
        if first < free or not 2 <= distance <= MOST + 1:
            continue
        linked = distance > 2 and tokens[position - 1].text in _LINKS
        for length in (distance, distance - 1) if linked else (distance,):
            last = position + length - 1
            if length <= MOST and _twice(tokens, first, position, length):
                span = Span(tokens[first].start, tokens[last].end)
                phrase = [token.text for token in tokens[first : first + length]]
                link = tokens[position - 1].text if length < distance else ""
                before = tokens[first - 1].text.lower() if first else ""
                if _twice(tokens, position, position + distance, length):
                    break  # three times and more: `machine-translation/phrase-loop`
                if before in _NAMING or before == phrase[-1].lower():
                    continue  # "call a spade a spade"; "attack and attack and attack"
                if (
                    _is_slip(phrase)
                    and not (link and _may_be_meant(phrase, link, tokens, last))
                    and _unbroken(document.text, tokens, first, last)
                    and not document.in_quote(span)
                ):
                    printed = document.text[span.start : tokens[first + length - 1].end]
                    yield Hit(span, f"“{printed}” is printed twice in a row", 0.7 if link else 0.9, fix=printed)
                    free = last + 1
                    break


def _twice(tokens: Sequence[Token], first: int, second: int, length: int) -> bool:
    return second + length <= len(tokens) and all(
        tokens[first + step].text.lower() == tokens[second + step].text.lower() for step in range(length)
    )


def _is_slip(phrase: Sequence[str]) -> bool:
    folded = {word.lower() for word in phrase}
    if not folded.isdisjoint(_DASHES):
        return False  # "any statement — any statement — must be weighed" is said with a raised finger
    if phrase[-1] in ("and", "or") or (len(phrase) == 2 and phrase[0] == "to"):
        # "fell and fell and" is one word doubled for effect; "we are going to have to have a talk" is good English.
        return False
    return len(folded) > 1 and folded.isdisjoint(_DOUBLED_BY_PEOPLE) and not all(word[0].isupper() for word in phrase)


def _may_be_meant(phrase: Sequence[str], link: str, tokens: Sequence[Token], last: int) -> bool:
    """Return whether a repetition over a linking word may be no slip.

    "A peach and a peach tree" goes on with a noun, so `and` and `or` count only before a mark. "The worst of the worst"
    is an idiom, "jump and fall and jump and fall" an effect.
    """
    if link == "of":
        return len(phrase) == 2
    if phrase[0].lower() == "there":
        return True  # "there are friends and there are friends"
    goes_on = last + 1 < len(tokens) and (tokens[last + 1].is_word or tokens[last + 1].text == "-")
    return goes_on or not {"and", "or"}.isdisjoint(phrase)


def _unbroken(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    return all(text[tokens[at].end : tokens[at + 1].start] in (" ", "\u00a0") for at in range(first, last))
