"""A person is called by another first name once.

"John Kerry" above, "Kevin Kerry" below. Relatives and namesakes are common, so the check speaks only where the one
name is known from other news (or the same title stands before both), the other is not, and the other stands a single
time, without a word of introduction ("Kevin Kerry, a painter"), of kinship or a title of its own. A conflict to
verify: some people have an unknown relative.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.full_names import FullName, is_first_name, is_known, is_short_for

requires = ("english",)

_FILL = (
    " The report was written by a group of engineers who had worked on the dam for eleven months and who spoke with "
    "farmers, fishermen and the people of three villages below it."
)
examples = (
    Bad(f"The embassy was opened by John Kerry on Friday.{_FILL} When [[Kevin Kerry]] left the city, it rained."),
    Bad(f"Nobody asked Angela Merkel about it.{_FILL} On Monday [[Barbara Merkel]] will speak in the city."),
    Bad(
        f"The embassy was opened by Paul Ryan on Friday.{_FILL} It is the fault of the House, [[Gerald Ryan]] told us."
    ),
    Good(f"The embassy was opened by John Kerry on Friday.{_FILL} Carol Hale, Kevin Kerry and Jim Roe left early."),
    Good(f"The embassy was opened by John Kerry on Friday.{_FILL} When Kerry left the city, it rained."),
    Good(f"The embassy was opened by John Kerry on Friday.{_FILL} His brother Kevin Kerry left before the rain."),
    Good(f"The embassy was opened by John Kerry on Friday.{_FILL} Kevin Kerry, a painter, left before the rain."),
    Good(f"Susan Vessel came first.{_FILL} When Linda Vessel left the city, it rained."),
)

_KIN = re.compile(
    r"\b(?:wife|husband|sons?|daughters?|brothers?|sisters?|father|mother|parents?|family|cousin|uncle|aunt|nephew|niece"
    r"|widow|spouse|couple|grand\w+|married|relatives?|siblings?|twins?|first lady|no relation|namesake|Jr|dynasty"
    r"|child"
    r"|children|kids?)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?P<title>Dr|Judge|Justice|Sen|Rep|Gov|Mr|Mrs|Ms|Mayor|Sheriff|Prof|Gen|Col|Capt|Sgt|Lt|President|Secretary|Minister"
    r"|Ambassador|Chief|Officer|Rev|Senator|Governor|Congressman|Congresswoman|Representative|Sir|Pastor|General|Coach"
    r"|Speaker|Director|Leader|Attorney|[a-z]{3,12}(?:er|or|ist|man|ian|ant|ney|ess))\.?\s$"
)
_INTRODUCED = re.compile(r"(?:[’']s?)?(?:,\s(?:who|whose|an?|the|then|also|one|another|of|\d|[A-Z])|\s\(|\s[A-Z])")
_LISTED = re.compile(r"(?P<first>[A-Z]\w+)(?:\s[A-Z]\.)?\s[A-Z][\w-]+,\s$")
_MONTHS = frozenset(["April", "May", "June", "August", "Virginia", "Florence", "Charlotte", "Jordan", "Lincoln"])


def find(document: Document) -> Iterator[Hit]:
    """Yield every first name that stands once beside a surname known with another one."""
    people: dict[str, list[FullName]] = defaultdict(list)
    for name in document.full_names:
        people[name.surname].append(name)
    text = document.text
    for mentions in people.values():
        if len({mention.first for mention in mentions}) != 2:
            continue
        pair = _odd_and_usual(text, mentions)
        if pair is None or not _same_person(text, pair[0], mentions):
            continue
        odd, usual = pair
        said = f'"{odd.span.of(text)}" here, "{usual.span.of(text)}" elsewhere'
        yield Hit(odd.span, said, 0.6, related=(here(usual.span, usual.span.of(text)),))


def _odd_and_usual(text: str, mentions: list[FullName]) -> tuple[FullName, FullName] | None:
    """Return the single unknown name, and one that is well known or has the same title before it."""
    unknown = [mention for mention in mentions if not is_known(mention.first, mention.surname)]
    known = [mention for mention in mentions if is_known(mention.first, mention.surname, well=True)]
    if not known:
        titles = Counter(_title(text, mention.span.start) for mention in mentions)
        if len(titles) != 1 or "" in titles:
            return None
        known, unknown = mentions[:1], [mention for mention in mentions if mention.first != mentions[0].first]
    if len(unknown) != 1 or len({mention.first for mention in known}) != 1 or unknown[0].first == known[0].first:
        return None
    one, other = unknown[0].first, known[0].first
    if one[:3] == other[:3] or is_short_for(one, other) or _MONTHS & {one, other}:
        return None
    return unknown[0], known[0]


def _same_person(text: str, odd: FullName, mentions: list[FullName]) -> bool:
    """Whether nothing around the odd name says that it is somebody else."""
    start, end = odd.span
    if is_first_name(odd.leads) or _KIN.search(text, max(0, start - 120), end + 120):
        return False
    listed = _LISTED.search(text, max(0, start - 36), start)
    if _INTRODUCED.match(text, end) or (listed and is_first_name(listed["first"])):
        return False
    others = [mention for mention in mentions if mention is not odd]
    if min(abs(mention.span.start - start) for mention in others) < 150:
        return False
    title = _title(text, start)
    return not title or any(_title(text, mention.span.start) == title for mention in others)


def _title(text: str, start: int) -> str:
    match = _TITLE.search(text[max(0, start - 16) : start])
    return match["title"].lower() if match else ""
