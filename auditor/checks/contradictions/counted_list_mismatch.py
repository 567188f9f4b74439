"""A number announces a list that has more or fewer items.

"Four states — Ohio, Iowa and Utah — sent delegates": one is missing, or the number is wrong. In scraped and translated
text an item is often lost.

Only closed lists count: after a colon to the end of the sentence, or between dashes, with a final "and", short items
and no verbs. Every further "and" may join two words of one item, so the check speaks only when no reading fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("Delegates from [[four states — Ohio, Iowa and Utah]] — arrived on Monday."),
    Bad("The plan rests on [[two pillars: roads, schools and clinics]]."),
    Good("Delegates from three states — Ohio, Iowa and Utah — arrived on Monday."),
    Good("The plan rests on four pillars: research and development, roads, schools and clinics."),
    Good("Three lawmakers — two Greens and one Liberal — voted against it."),
    Good("It won in six of eight districts — Upton, Marsh and Hale — and lost the rest."),
    Good("He told the three men: come early and bring water."),
)

_LIST = re.compile(
    r"(?:\sof\s(?:the|his|her|its|their)(?:\s[a-z]+['’]s)?)?(?:[\s-](?!years?\b|days?\b|weeks?\b|months?\b|hours?\b|times\b|percent\b|and\b|or\b|of\b|to\b|in\b|the\b)"
    r"[a-z][a-z'’-]{1,20}){1,4}s(?P<open>:\s|\s?[–—]\s?|\s--?\s)(?P<list>(?:(?!\s--?\s)[^–—:;()?!\d\"“”]){5,300})"
)
_DASH = re.compile(r"\s?[–—]|\s?--")
_SENTENCE_PART = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|should|said|says|do|does|did|who|which|that"
    r"|whose|where|when|while|because|if|including|such|like|to|for|from|on|at|by|with|as|about|but|or|not|than|then"
    r"|they|he|she|it|we|you|i|his|her|both|either|others?|more|among|plus|also|who've|it's|[a-z]{3,}ing)\b"
)
_PAIR_OF_KINDS = re.compile(
    r"(?:republicans?|democrats?|democratic|men|women|male|female|black|white|young|old|local|national|foreign|public|private)"
    r" and \w+",
    re.IGNORECASE,
)
"""Two bare words behind three things tell of what kinds they are: "three presidents -- Republican and Democrat"."""
_OF_MANY = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|most|many|any|none|several|half|all) of "
    r"(?:the |his |her |its |their |those |these |[A-Z]\w+['’]s )?(?:[a-z]{2,12} )?$|[-–\d]$"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every closed list whose length cannot be the number before it."""
    text, ends = document.text, {sentence.span.end for sentence in document.sentences}
    for number in document.numbers:
        if number.ordinal or number.bound in ("about", "at most") or not 2 <= number.value <= 10 or number.step != 1:
            continue
        match = _LIST.match(text, number.span.end)
        if match is None or _OF_MANY.search(text[max(0, number.span.start - 32) : number.span.start]):
            continue
        start, stop = match.span("list")
        ended = min((end for end in ends if start < end <= stop + 2), default=None)
        dashed = ":" not in match["open"]
        if ended is not None:
            stop = min(stop, ended)
            printed = text[start:stop].rstrip(".…")
        elif dashed and _DASH.match(text, stop):
            printed = text[start:stop].rstrip(" -")
        else:
            continue
        size = _size(printed)
        inside = Span(start, start + len(printed))
        if (
            size is None
            or _PAIR_OF_KINDS.fullmatch(printed.strip())
            or any(n.span.overlaps(inside) for n in document.numbers)
        ):
            continue
        least, most = size
        if any(least <= n.value <= most and 0 < number.span.start - n.span.end < 60 for n in document.numbers):
            continue  # "five countries named in two lists — ...": the list belongs to the other number
        if number.value > most or (number.value < least and number.bound == "exact"):
            count = f"{least}" if least == most else f"{least} to {most}"
            said = f'"{number.span.of(text)}" announces a list of {count} items'
            places = (here(number.span, number.span.of(text)), here(inside, printed))
            yield Hit(Span(number.span.start, inside.end), said, 0.75, related=places)


def _size(printed: str) -> tuple[int, int] | None:
    """Return how few and how many items the list may have; None where it is no plain list."""
    if " and " not in printed or _SENTENCE_PART.search(printed):
        return None
    items = [item.strip() for item in printed.split(",")]
    if not all(items) or any(len(part.split()) > 9 for item in items for part in item.split(" and ")):
        return None
    last = items[-1]
    ands = sum(f" {item} ".count(" and ") for item in items)
    if " and " not in f" {last}":
        return None
    least = len(items) + (not last.startswith("and "))
    return least, least + ands - 1
