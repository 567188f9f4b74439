"""Photo credits and captions: who took a picture and what it shows, as pages print it beside or under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.reading.lines import Line
from auditor.span import Span, strip

_AGENCY = (
    r"(?:AFP|ANP|ANSA|APA|AP|ATA|Associated Press|BETAPHOTO|Beta|BTA|Bloomberg|CTK|DPA|dpa|EFE|EPA(?:-EFE)?|FENA|FoNet"
    r"|Getty(?: Images)?|HINA|Hina|iStock(?:photo)?|MIA|MTI|NASA|NurPhoto|PA(?: Wire| Images| Media)?|PAP|PTI|Pixabay"
    r"|Pixsell|PIXSELL|Reuters|REUTERS|Rex|Shutterstock|Sputnik|TASS|Tanjug|TANJUG|Unsplash|UPI|Xinhua|Zuma(?: Press)?"
    r"|ZUMA|USA TODAY Sports)"
)
_STOCK = (
    r"(?:Adobe Stock|Alamy|Depositphotos|Dreamstime|Getty Images|iStock(?:photo)?|Pexels|Pixabay|Shutterstock|Unsplash"
    r"|Wikimedia Commons)(?:\.com)?"
)
_WORD = (
    r"(?!(?:The|A(?!\.)|An|In|On|At|He|She|It|They|We|I|But|And|As|For|This|That|By|With|After|Photo|Ipsos|YouGov"
    r"|Tweet|Share|Print|Email|Facebook|Twitter|WhatsApp)\b)"
    r"[A-ZÀ-ÞŠĐČĆŽ][\w'’.-]{0,24}"
)
_LINK = r"(?:de|van|von|der|el|al|bin)"
# Two words, and a third only where the credit stops behind it: "REUTERS/Jane Doe Ships came in" is glued to prose.
_STOP = r"(?=\s{0,2}(?:$|[/|,.)\]\n–-]))"
_PERSON = rf"{_WORD}\s(?:{_LINK}\s)?{_WORD}(?:\s{_WORD}(?:\s{_WORD})?{_STOP})?"
_PART = (
    rf"(?:{_AGENCY}(?:\s(?:Photo|Images|Pool|via\s{_AGENCY}|file))?|(?i:pool|file|handout|stringer)\b"
    rf"|{_PERSON}|{_WORD}{_STOP})"
)
_LABEL = (
    r"(?:Photo(?:graph)?(?:\s(?:credit|by|courtesy(?: of)?|illustration by))?|Image(?:\s(?:credit|source|by))?"
    r"|Picture(?:\s(?:credit|by))?|Pic|Fotos?|Fotografija|Fotografía|Bild(?:er)?|Credits?"
    r"|Crédits?(?: photos?)?|Créditos?"
    r"|Fot\.|Фото|Снимка)"
)
_LABELLED = re.compile(
    rf"(?:(?<![\w.])(?:{_PERSON}|{_WORD})\s?[/|,-]\s?)?[(\[]?\b(?i:{_LABEL})\s?[:/|]\s?(?:\(?(?:AP|AFP)\)?\s?)?{_PART}"
    rf"(?:\s?(?:[/|,]|via|for|–|-)\s?{_PART}){{0,4}}[)\]]?"
)
_CHAIN = re.compile(
    rf"[(\[]?(?:\bSource\s?:\s?)?(?<![\w/.-]){_AGENCY}(?:\s(?:Photo|File))?(?:\s?/\s?{_PART}){{1,4}}(?![\w/])[)\]]?"
    rf"|[(\[]?(?<![\w/.-]){_PERSON}\s?[/|]\s?{_AGENCY}(?:\s?/\s?{_PART}){{0,3}}(?![\w/])[)\]]?"
)
_PAPER = re.compile(
    rf"(?<=[^\W\d][.!?”\"]\s){_PERSON}/(?:For\s|The\s|the\s){{0,2}}[A-Z][\w-]+(?:\s[A-Z][\w-]+){{0,2}}$"
)
"""The photographer and the paper behind the last sentence: "Jane Doe/Sun-Times"."""

_LABEL_AT_END = re.compile(r"(?<=[\w.!?…”\"’)])\s(?:Photos?|Photograph|Fotos?):\s?[A-ZÀ-Þ][^.!?:\n]{2,60}\.?$")
"""Behind what a picture shows, whoever took it: "Photo: Government of Malta"."""

_AGENCY_AT_END = re.compile(
    rf"[^.!?\n]{{20,220}}[^\W\d_]\s\({_AGENCY}(?: [Pp]hoto| [Ff]ile)?\)"
    rf"|.{{20,240}}\s[–—-]\s?{_AGENCY} (?:file )?pic(?:ture)?s?(?:, [A-Z][a-z]{{2,8}} \d{{1,2}}, \d{{4}})?\.?"
)
"""What a picture shows, without a stop, before an agency in brackets; or any wording before "– EPA pic"."""

_BRACKETED = re.compile(
    rf"\((?:(?:File |Handout )?(?:Photo|Image|Picture|Credit)s?(?: by|:)|{_AGENCY} (?:Photo|photo|File)\b|{_AGENCY}:\s"
    rf"|(?:Video|Screenshot) via)[^()\n]{{0,80}}\)"
    rf"|\([A-ZÀ-ÞŠĐČĆŽ][^()\n]{{2,80}}\svia\s{_AGENCY}\)|\({_STOCK}\)"
)
_WHOLE = re.compile(
    rf"(?:(?:Photo(?:graph)?|Image|Picture)s?\s(?:by|courtesy of|credit)\s[A-Z@].{{2,60}}"
    rf"|(?:Photo|Image|Picture)\s(?i:credits?|source|courtesy|by)\s?:\s?.{{2,60}}"
    r"|[(\[]?(?:Video|Photo|Image|Screenshot|Graphic|Illustration)s?\s(?:via|from|courtesy of)\s[A-Z@].{2,60}[)\]]?"
    rf"|{_PERSON}(?:\sand\s{_PERSON})?\s?/\s?(?:Handout|File|Pool)"
    rf"|(?:{_PERSON}\s?[/|–-]\s?)?(?:Getty Images|AFP via Getty Images|Shutterstock|iStock(?:photo)?"
    rf"|{_AGENCY} (?:Photo|File))"
    rf"|Photo\s\(c\).{{2,60}}"
    r"|(?i:Bildnachweis|Bildquelle|Beitragsbild|Titelbild|Titelfoto|Fotocredit|Bildrechte|Foto di|Crédit photos?"
    r"|Crédits?|Zdjęcie|Fotografija|Foto arhiva|Imagen|Imagem|Φωτογραφία)\s?(?::|/|via|©)\s?.{2,80}"
    r"|[(\[]?(?i:(?:file|stock|handout|archive|archival|representational|representative|illustrative)"
    r"\s(?:photo(?:graph)?|image|picture|pic)(?:\sof\s.{3,80})?"
    r"|(?:photo|image|picture|pic)\s(?:is\s|used\s)?for\s(?:representation|illustrat|reference)[a-z]{0,5}.{0,20})[)\]]?"
    r")\.?"
)
_CHART = re.compile(r"[^\n]{10,260}[^\W_]\sSources?: [A-Z][\w&.’'-]*(?:,? (?:and |of )?[A-Z][\w&.’'-]*){0,9}")
"""What a chart shows and whose figures it draws, run together without a stop."""

_MARKED = re.compile(r"(?:.{0,240}\s)?(?:©|\([Cc]\))\s?[\w@][^©]{1,60}")
_BAR_AGENCY = re.compile(rf".{{20,300}}\s\|\s{_AGENCY}(?:\s(?:Photos?|Images))?(?:\s.{{3,80}})?")
# A caption tells in the present tense what can be seen, and dates it: no sentence of a story does both.
_SEEN = re.compile(
    r"[^\W\d_a-z][^\n“\"]{2,220}?\s(?:speaks|listens?|gestures|arrives|walks|poses?|waves?|looks? on|attends"
    r"|signs|displays|shakes? hands|testifies|answers|stands|sits|departs|meets|greets|gathers?|reacts|smiles|addresses"
    r"|holds? up|receives applause)\s"
    r"(?:during|at|in|on|before|outside|after|as|with|to|for|from|alongside|while|next|near|about|by|questions)\b"
    r"[^\n“\"]{0,240}\s[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, (?:19|20)\d\d\b"
)
_TOLD = re.compile(r"\b(?:said|says|told|was|were|had|would|will|has|have|could|did)\b")
_YEAR = (", 20", ", 19")
_CUES = (
    "/", " | ", "©", "(c)", "(reuters", "(ap", "(afp", "(epa", "(dpa", "(pti", "(xinhua", "(tanjug",
    "(beta", "(hina", "(fena", "(tass", " pic", "photo", "image", "imag", "picture", "fot", "crédit",
    "credit", "bild", "via", "getty", "stock", "alamy", "dreamstime", "pexels", "pixabay",
    "unsplash", "wikimedia", "фото", "снимка", "zdjęcie", "φωτο",
)  # fmt: skip
"""What every credit holds, in small letters."""

_CAPTION = re.compile(
    r"(?:(?:In this (?:\w+ ){0,2}(?:photo|image|frame|still|photograph)(?: \w+){0,2}?"
    r" (?:taken|provided|released|made|from)\b"
    r"|In this (?:\w{3,6}day, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4},? (?:file )?(?:photo|image|frame|picture)\b"
    r"|FILE PHOTO|FILE -|FILE –|Image caption|Photo caption|Media caption|Image:|Caption:)\s?.{3,})"
    r"|(?:Bild )?[Vv]ergrößern [A-ZÄÖÜ].{10,}"
    r"|.{3,} hide caption(?: .{2,80})?|Enlarge this image.{3,}|.{0,120}toggle caption.{3,}"
)
_LABELS = (
    "In this ",
    "FILE",
    "Image",
    "Photo caption",
    "Media caption",
    "Caption:",
    "Enlarge this image",
    "Vergrößern ",
    "Bild vergrößern ",
)
_POLL = re.compile(r"\s(?:poll|polling|survey|index)\b", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[a-z\d)][.!?][\"”’]?\s+[A-Z“\"]")
_LONGEST_CAPTION, _LONGEST_LABELLED = 70, 160
"""Words of a caption, and of one that says that it is one."""

_LONGEST_CHART = 40
_LEAST_TOLD = 50
"""Characters of a caption before the name of a photographer whom no agency gives away."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A photo credit or caption. `sure`: 0 to 1.

    `kind`: "line" is a credit on a line of its own, "glued" one inside a paragraph, "caption" a whole line that tells
    what a picture shows, with or without its credit.
    """

    span: Span
    kind: Literal["line", "glued", "caption"]
    sure: float


def read_credits(lines: tuple[Line, ...], taken: tuple[Span, ...]) -> tuple[Credit, ...]:
    """Return the photo credits and captions among `lines` in order.

    `taken`: other furniture and date stamps; a line that holds one is a page header run together, never a caption.
    """
    found: list[Credit] = []
    for line in lines:
        if line.words <= _LONGEST_LABELLED and (_labels(line.text) or _pictures(line)):
            found.append(Credit(line.span, "caption", 0.9))
        elif _may_credit(line.text):
            found += _credits(line, taken)
    return tuple(found)


def _labels(text: str) -> bool:
    return (text.startswith(_LABELS) or "caption" in text) and bool(_CAPTION.fullmatch(text))


def _pictures(line: Line) -> bool:
    text = line.text
    if not 8 <= line.words <= _LONGEST_CAPTION:
        return False
    if any(sign in text for sign in _YEAR) and not _TOLD.search(text) and _SEEN.match(text):
        return True
    return line.words <= _LONGEST_CHART and "Source" in text and bool(_CHART.fullmatch(text))


def _may_credit(text: str) -> bool:
    low = text.lower()
    return any(cue in low for cue in _CUES)


def _credits(line: Line, taken: tuple[Span, ...]) -> list[Credit]:
    text = line.text
    if line.words <= 12 and _WHOLE.fullmatch(text):
        return [Credit(line.span, "line", 0.88)]
    if 5 <= line.words <= _LONGEST_CHART and _AGENCY_AT_END.fullmatch(text):
        return [Credit(line.span, "caption", 0.85)]
    if line.words <= 30 and line.span not in taken and (_MARKED.fullmatch(text) or _BAR_AGENCY.fullmatch(text)):
        return [Credit(line.span, "caption" if line.words > 8 else "line", 0.88)]
    matches = [Span(*match.span()) for pattern in (_BRACKETED, _LABELLED, _CHAIN) for match in pattern.finditer(text)]
    if match := _PAPER.search(text, _LEAST_TOLD):
        matches.append(Span(*match.span()))
    if not matches and (match := _LABEL_AT_END.search(text)):
        matches.append(strip(Span(*match.span()), text))
    spans: list[Span] = []
    for span in sorted(matches, key=lambda span: (span.start, -span.end)):
        if not _POLL.match(text, span.end) and not (spans and span.overlaps(spans[-1])):
            spans.append(span)
    if not spans:
        return []
    last = spans[-1]
    if sum(span.width for span in spans) >= 0.8 * len(text):
        return [Credit(line.span, "line", 0.95)]
    at_end = len(text) - last.end <= 2
    short = line.words <= _LONGEST_CAPTION and len(_TWO_SENTENCES.findall(text[: last.start])) <= 1
    if at_end and short and not any(line.span.covers(span) for span in taken):
        return [Credit(line.span, "caption", 0.92)]
    return [Credit(span.shift(line.span.start), "glued", 0.92) for span in spans]
