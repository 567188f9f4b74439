"""Changes told with both ends: "rose 12% to $3.1bn from $2.8bn", "fell nine points, from 71 percent to 62 percent"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.reading.numbers import Number, Quantity
from auditor.reading.sentences import Sentence
from auditor.span import Span

_UP = r"rose|risen|rise|grew|grown|grow|increas\w+|jump\w*|climb\w*|surg\w+|soar\w*|gain\w*|up|higher|growth"
_DOWN = r"fell|fallen|fall|drop\w*|declin\w+|decreas\w+|down|slip\w*|plung\w+|plummet\w*|lost|shrank|slid|lower|off"
_DIRECTION = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_POINTS = re.compile(r"[\s-](?:percentage[\s-])?points?\b")
_LEAD = re.compile(r"(?:[,:]?\s?[-–—(]{0,2}\s?)(?P<way>to|from)\s(?:about |around |some |just )?(?:[$€£¥]|US\$)?\Z")
_LEAD_POINTS = re.compile(r"(?:[^.;:]{0,60}?)[,\s(](?P<way>from)\s(?:about |around |just )?\Z")
_SECOND = re.compile(r"[^.;]{0,40}?[,\s](?P<way>to|from)\s(?:about |around |some |just )?(?:[$€£¥]|US\$)?\Z")
_LEAD_TO = re.compile(r"\s(?P<way>to)\s(?:about |around |just )?\Z")
_BREAK = re.compile(r"\b(?:while|and|but|compared|versus|whereas)\b")
_BEHIND = re.compile(
    r"[^.;\n]{0,30}?(?:,\s|\s?[–—(]\s?|\s--?\s)(?:or\s)?(?:about\s|nearly\s|roughly\s)?(?:an?\s)?(?:whopping\s|nearly\s)?\Z"
)
_CHANGE_NOUN = re.compile(
    r"\s?(?:%|percent|per cent|pct)?[\s-](?P<noun>increase|rise|jump|gain|growth|decrease|drop|decline|fall"
    r"|reduction)\b"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change by `amount` ("%": relative, "points": percentage points) from `old` to `new`.

    `rises`: what the verb says. `span` runs from the amount to the second end; neither end is a bare year.
    """

    span: Span
    amount: Number
    kind: Literal["%", "points"]
    rises: bool
    old: Number
    new: Number


def read_changes(
    text: str, sentences: tuple[Sentence, ...], numbers: tuple[Number, ...], quantities: tuple[Quantity, ...]
) -> tuple[Change, ...]:
    """Return the changes whose amount stands before both ends, or right behind them ("from 40 to 50, a 25% rise")."""
    shares = {quantity.number.span: quantity for quantity in quantities if quantity.dimension == "share"}
    ends = [sentence.span.end for sentence in sentences]
    found: list[Change] = []
    reach = 0
    for place, amount in enumerate(numbers):
        share = shares.get(amount.span)
        points = share.unit == "pp" if share else _POINTS.match(text, amount.span.end) is not None
        if (share is None and not points) or amount.ordinal or amount.is_year:
            continue
        while reach < len(ends) and ends[reach] <= amount.span.start:
            reach += 1
        limit = ends[reach] if reach < len(ends) else len(text)
        following = [n for n in numbers[place + 1 : place + 6] if not n.is_year and n.span.end <= limit][:2]
        change = _change(text, amount, share, points, following)
        if change is None and share is not None and not points:
            earlier = [
                n for n in numbers[max(0, place - 5) : place] if not n.is_year and n.span.end > amount.span.start - 90
            ]
            change = _told_after(text, amount, share, earlier[-2:])
        if change is not None:
            found.append(change)
    return tuple(found)


def _change(text: str, amount: Number, share: Quantity | None, points: bool, following: list[Number]) -> Change | None:
    if len(following) < 2:
        return None
    first, second = following
    if first.ordinal or second.ordinal or second.span.end - amount.span.end > 150:
        return None
    behind = _POINTS.match(text, amount.span.end)
    start = behind.end() if behind else share.span.end if share else amount.span.end
    before, between = text[start : first.span.start], text[first.span.end : second.span.start]
    lead = (_LEAD_POINTS if points else _LEAD).match(before) or (_LEAD_TO.match(before) if points else None)
    way = _SECOND.match(between)
    if lead is None or way is None or lead["way"] == way["way"] or _BREAK.search(before) or _BREAK.search(between):
        return None
    verbs = list(_DIRECTION.finditer(text, max(0, amount.span.start - 45), amount.span.start))
    if not verbs:
        return None
    old, new = (first, second) if lead["way"] == "from" else (second, first)
    kind: Literal["%", "points"] = "points" if points else "%"
    return Change(Span(amount.span.start, second.span.end), amount, kind, bool(verbs[-1]["up"]), old, new)


def _told_after(text: str, amount: Number, share: Quantity, ends: list[Number]) -> Change | None:
    """Read "from A to B, a P% increase"."""
    noun = _CHANGE_NOUN.match(text, amount.span.end, amount.span.end + 30)
    if noun is None or len(ends) < 2 or any(end.ordinal for end in ends):
        return None
    old, new = ends
    between, before = text[old.span.end : new.span.start], text[max(0, old.span.start - 12) : old.span.start]
    way = _SECOND.match(between)
    if not re.search(r"\bfrom\s(?:about |around |some )?(?:US)?[$€£]?$", before) or way is None or way["way"] != "to":
        return None
    if not _BEHIND.fullmatch(text[new.span.end : amount.span.start]) or _BREAK.search(between):
        return None
    rises = noun["noun"] in ("increase", "rise", "jump", "gain", "growth")
    return Change(Span(old.span.start, share.span.end), amount, "%", rises, old, new)
