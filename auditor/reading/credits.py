"""Photo credits: who took a picture, as pages print it beside or under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.reading.lines import Line
from auditor.span import Span

_AGENCY = (
    r"(?:AP|AFP|ANP|ANSA|APA|ATA|Associated Press|Beta|BETAPHOTO|BTA|Bloomberg|CTK|DPA|dpa|EFE|EPA(?:-EFE)?|FENA|FoNet"
    r"|Getty(?: Images)?|HINA|Hina|iStock(?:photo)?|MIA|MTI|NASA|NurPhoto|PA(?: Wire| Images| Media)?|PAP|PTI|Pixabay"
    r"|Pixsell|PIXSELL|Reuters|REUTERS|Rex|Shutterstock|Sputnik|TASS|Tanjug|TANJUG|Unsplash|UPI|Xinhua|Zuma(?: Press)?"
    r"|ZUMA)"
)
_WORD = (
    r"(?!(?:The|A|An|In|On|At|He|She|It|They|We|I|But|And|As|For|This|That|By|With|After|Photo)\b)"
    r"[A-ZÀ-ÞŠĐČĆŽ][\w'’.-]*"
)
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|de|van|von|der|el|al|bin)){{0,3}}"
_PART = rf"(?:{_AGENCY}(?:\s(?:Photo|Images|Pool|via\s{_AGENCY}|file))?|{_NAME}|Pool|POOL|file|handout)"
_LABEL = (
    r"(?:(?:Photo(?:graph)?|PHOTO)(?:\s(?:credit|by|courtesy(?: of)?))?|(?:Image|IMAGE)(?:\s(?:credit|source|by))?"
    r"|Picture(?:\s(?:credit|by))?|Pic|Foto|FOTO|Fotografija|Bild|Credits?|CREDIT)"
)
_LABELLED = re.compile(
    rf"(?:{_NAME}\s?[/|,-]\s?)?\(?\b{_LABEL}\s?[:/|]\s?(?:\(?(?:AP|AFP)\)?\s?)?{_PART}"
    rf"(?:\s?(?:[/|,]|via|for|–|-)\s?{_PART}){{0,4}}\)?"
)
_CHAIN = re.compile(
    rf"(?:\bSource\s?:\s?)?(?<![\w/-]){_AGENCY}(?:\s?/\s?{_PART}){{1,4}}(?![\w/])"
    rf"|(?<![\w/-]){_NAME}\s?/\s?{_AGENCY}(?:\s?/\s?{_PART}){{0,3}}(?![\w/])"
)
_BRACKETED = re.compile(rf"\((?:{_AGENCY}\sPhoto|Photo(?:graph)? by|Image:|Photo:|Credit:)[^()\n]{{0,80}}\)")
_BY = re.compile(
    rf"(?:Photo(?:graph)?|Image|Picture)s?\s(?:by|courtesy of|credit)\s{_NAME}(?:\s?[/|]\s?{_PART}){{0,3}}\.?"
)
_GETTY = re.compile(rf"(?:{_NAME}\s?[/|–-]\s?)?(?:Getty Images|AFP via Getty Images|Shutterstock|iStock(?:photo)?)\.?")
_CUE = re.compile(r"/|(?i:photo|image|picture|foto|credit|bild)|Getty|Shutterstock|iStock")


@dataclass(frozen=True, slots=True)
class Credit:
    """A photo credit. `line`: whether it is a line of its own, else it stands inside one. `sure`: 0 to 1."""

    span: Span
    line: bool
    sure: float


def read_credits(text: str, lines: tuple[Line, ...]) -> tuple[Credit, ...]:
    """Return the photo credits of `text` in order."""
    found: list[Credit] = []
    for line in lines:
        if not _CUE.search(line.text):
            continue
        reached = 0
        for pattern, sure in ((_LABELLED, 0.93), (_BRACKETED, 0.93), (_CHAIN, 0.92)):
            for match in pattern.finditer(line.text):
                start, end = match.span()
                whole = end - start >= 0.8 * len(line.text)
                if start >= reached and (
                    whole or pattern is not _LABELLED or line.words > 12 or end >= len(line.text) - 1
                ):
                    reached = end
                    found.append(Credit(Span(start, end).shift(line.span.start), whole, sure))
        if not reached:
            for pattern in (_BY, _GETTY):
                if pattern.fullmatch(line.text):
                    found.append(Credit(line.span, True, 0.93))
                    break
    return tuple(sorted(found, key=lambda credit: credit.span))
