"""The parts of a closed group do not add up to the number printed before it.

"The other 12 senators, three Democrats and ten Republicans": thirteen. Only groups that leave nothing out are added up:
parties of one chamber, men and women, children and adults. Silent where the total is rounded, or where more groups may
follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.numbers import Number
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The other [[12 senators were split: three Democrats and ten Republicans]] voted against it."),
    Bad("The clinic treats [[19 patients (six males and 16 females]]), a doctor said."),
    Good("The other 13 senators were split: three Democrats and ten Republicans voted against it."),
    Good("The clinic treats 22 patients (six males and 16 females), a doctor said."),
    Good("Some 20 lawmakers came, and three Democrats and ten Republicans spoke."),
    Good("The panel has 30 members, three Democrats and ten Republicans among them."),
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


def find(document: Document) -> Iterator[Hit]:
    """Yield every total that its two or three parts do not make."""
    text, numbers = document.text, document.numbers
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
        made = sum(part.value for part in parts)
        if made == total.value or (
            made < total.value and not between.strip().startswith(("(", ",", ":", "-", "–", "—"))
        ):
            continue
        if made < total.value and len(parts) == 2 and made < 0.75 * total.value:
            continue  # others may be left unnamed
        end = parts[-1].span.end
        last = _NOUN.match(text, end)
        end = last.end() if last else end
        sum_ = " + ".join(f"{part.value:g}" for part in parts)
        said = f"{sum_} = {made:g}, not {total.value:g}"
        inside = Span(parts[0].span.start, end)
        places = (here(total.span, total.span.of(text)), here(inside, inside.of(text)))
        yield Hit(Span(total.span.start, end), said, 0.8 if made > total.value else 0.6, related=places)


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
