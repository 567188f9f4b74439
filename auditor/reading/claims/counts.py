"""Counts with what they count: "four states — Ohio, Iowa and Utah", "12 senators, two Greens and ten Liberals"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.numbers import Number
from auditor.reading.sentences import Sentence
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class CountedList:
    """A number that announces a closed list of `least` to `most` items (an "and" may join words of one item)."""

    span: Span
    number: Number
    items: Span
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TotalOfParts:
    """A total, and the two or three parts of a closed group behind it (parties, men and women).

    `announced`: a comma, colon, dash or bracket leads straight to the parts, so that none is left out.
    """

    span: Span
    total: Number
    parts: tuple[Number, ...]
    announced: bool


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
_GROUPS = (
    ("republican", "democrat", "independent"),
    ("men", "women", "children"),
    ("male", "female"),
    ("boys", "girls"),
    ("adults", "children"),
    ("civilians", "soldiers", "police"),
    ("dead", "wounded"),
)
_NOUN = re.compile(r"\s(?:Senate\s|House\s|were\s|are\s|was\s)?(?P<noun>[A-Za-z]+)")
_TOTAL = re.compile(
    r"\s(?:[a-z-]+\s){0,2}(?:people|persons|members|senators|lawmakers|patients|victims|passengers|justices|judges|students"
    r"|seats|governors|jurors|officers|workers|candidates|votes|residents|delegates|representatives|congressmen|others)\b"
)
_BETWEEN = re.compile(r"(?:[^.;!?\n]|\.(?=\S)){0,60}?(?:[,:(]|\s[–—-]{1,2})\s?\Z")
_OPEN = re.compile(r"\b(?:including|include[sd]?|among|led by|plus|joined|as well as|other than|with|and at least)\b")


def read_counted_lists(
    text: str, numbers: tuple[Number, ...], sentences: tuple[Sentence, ...]
) -> tuple[CountedList, ...]:
    """Return the numbers from two to ten with a closed list behind them, in text order."""
    ends = {sentence.span.end for sentence in sentences}
    found: list[CountedList] = []
    for number in numbers:
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
        if size is None or _PAIR_OF_KINDS.fullmatch(printed.strip()) or any(n.span.overlaps(inside) for n in numbers):
            continue
        found.append(CountedList(Span(number.span.start, inside.end), number, inside, *size))
    return tuple(found)


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


def read_totals(text: str, numbers: tuple[Number, ...]) -> tuple[TotalOfParts, ...]:
    """Return the exact totals with their parts, in text order."""
    found: list[TotalOfParts] = []
    for at, total in enumerate(numbers):
        if total.ordinal or total.bound != "exact" or total.step != 1 or not 3 <= total.value <= 700:
            continue
        noun = _TOTAL.match(text, total.span.end)
        if noun is None or at + 2 >= len(numbers):
            continue
        parts = _parts(text, numbers[at + 1 : at + 4])
        if len(parts) < 2 or parts[0].span.start - noun.end() > 60:
            continue
        between = text[noun.end() : parts[0].span.start]
        if not _BETWEEN.fullmatch(between) or _OPEN.search(between):
            continue
        last = _NOUN.match(text, parts[-1].span.end)
        end = last.end() if last else parts[-1].span.end
        announced = between.strip().startswith(("(", ",", ":", "-", "–", "—"))
        found.append(TotalOfParts(Span(total.span.start, end), total, tuple(parts), announced))
    return tuple(found)


def _parts(text: str, following: tuple[Number, ...]) -> list[Number]:
    """Return the numbers from the first on that count members of one closed group, each member once."""
    parts: list[Number] = []
    group: tuple[str, ...] | None = None
    seen: set[str] = set()
    for number in following:
        match = _NOUN.match(text, number.span.end)
        word = match["noun"].lower() if match else ""
        member = next((m for g in _GROUPS for m in g if word in (m, m.rstrip("s") + "s", m + "s")), None)
        if number.ordinal or number.step != 1 or member is None or member in seen:
            break
        group = group or next(g for g in _GROUPS if member in g)
        if member not in group or (parts and number.span.start - parts[-1].span.end > 40):
            break
        seen.add(member)
        parts.append(number)
    return parts
