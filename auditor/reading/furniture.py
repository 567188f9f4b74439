"""Furniture: the lines and stretches that a web page puts round an article.

Each line is classed once, so that two checks never claim the same one. Wording is data (`auditor.reading.phrases`);
shapes that need a pattern (share bars, counters, tags) stand here. A bare word such as "Email" or "Next" is furniture
only beside other furniture: alone between two paragraphs it may be a heading of the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.reading.lines import Line
from auditor.reading.phrases import fold, fold_lines, glued_wording, kind_of_label, kind_of_line, phrases, wording_in
from auditor.reading.story_lists import read_story_lists
from auditor.span import Span

_LONGEST = 60
"""Words above which a line is taken for prose; only what is glued into it is looked at."""

_LONGEST_LABELLED = 30
"""Words of a line that a label may open."""

_NETWORK = (
    r"(?:Tweet|Share|Post|Facebook|Twitter|WhatsApp|Viber|LinkedIn|Pinterest|Reddit|Telegram|Print|E-?mail|Messenger"
    r"|Copy link|Instagram|Pin|Flipboard|Tumblr|Bluesky|Threads|X)"
)
_SHARE_LINE = re.compile(rf"(?:{_NETWORK}[\s|·•,/\d+]{{1,5}}){{1,12}}{_NETWORK}[\s\d+]{{0,4}}", re.IGNORECASE)
_SHARE_RUN = re.compile(rf"(?<![\w-]){_NETWORK}(?:[ |·•/]{{1,3}}{_NETWORK}){{1,12}}(?![\w-])")
_BAR_VERB = re.compile(r"Tweet|Share|Print|E-?mail|Pin\b|Copy link|[|·•]")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_SHAPES: tuple[tuple[re.Pattern[str], str, float], ...] = (
    (_SHARE_LINE, "share-bar", 0.97),
    (
        re.compile(
            r"\d[\d.,]{0,6}[KkMm]?\s(?:comments?|shares?|views?|likes?|retweets?|followers|reactions?|votes?|replies)",
            re.IGNORECASE,
        ),
        "comment-thread",
        0.92,
    ),
    (
        re.compile(
            r"(?:sign up|subscribe|get|join)\b.{0,80}\bnewsletters?\b.{0,60}"
            r"|subscribe to .{1,40} on (?:youtube|apple podcasts|spotify).{0,20}",
            re.IGNORECASE,
        ),
        "newsletter",
        0.9,
    ),
    (
        re.compile(r"(?:views?\s?:\s?)?\d[\d.,]{0,9} (?:total )?views?(?: today| this week)?", re.IGNORECASE),
        "comment-thread",
        0.9,
    ),
    (
        re.compile(
            r"(?:one|\d{1,4}) (?:thoughts?|comments?|responses?|replies|reply) (?:on|to):? ?[\"“«‘'].{2,200}"
            r"|\d{1,4} (?:thoughts|responses)(?: so far)?",
            re.IGNORECASE,
        ),
        "comment-thread",
        0.92,
    ),
    (
        re.compile(r"(?:\d{1,2}|an?) (?:second|minute|hour|day|week|month|year)s? ago", re.IGNORECASE),
        "comment-thread",
        0.85,
    ),
    (
        re.compile(rf"{_MONTH}\.? \d{{1,2}},? \d{{4}},? at \d{{1,2}}[:.]\d\d ?[ap]\.?m\.?", re.IGNORECASE),
        "comment-thread",
        0.85,
    ),
    (
        re.compile(
            r"(?:Text|Words|Texto|Testo|Tekst|Texte|Текст|Autorin?|Auteur)\s?:"
            r"(?:\s?[A-ZÀ-ÞĀ-ſА-Я][^\W\d_A-Z]{1,20}){2,3}"
        ),
        "author-box",
        0.88,
    ),
    (
        re.compile(r"\d{1,2}[\s-]?(?:min(?:ute)?s?)\.?\s(?:read|listen|watch)|reading time:?\s.{1,12}", re.IGNORECASE),
        "author-box",
        0.93,
    ),
    (
        re.compile(
            r"(?:tags|topics|categories|filed under|keywords|oznake|tagovi|schlagwörter)\s?:\s?\S.{0,300}",
            re.IGNORECASE,
        ),
        "tag-list",
        0.85,
    ),
    (re.compile(r"(?:#\w{1,40}[\s,]{0,3}){2,30}"), "tag-list", 0.8),
    (
        re.compile(
            r"[(\[*]{0,2}\s?(?:(?i:read more|and see|now watch|also watch"
            r"|read also|also read|see also|also see|read next|read on|don[’']t miss|recommended"
            r"|more on this|for more|related|related (?:story|article)|special coverage|full coverage|lesen sie auch"
            r"|lire aussi|leggi anche|lee también|leia também|pročitajte još)"
            r"|READ|Read|SEE|See|WATCH|Watch|MORE|More)\s?[:»>|]\s?[\w\"“‘'].{2,160}",
        ),
        "related-label",
        0.85,
    ),
    (re.compile(r"Related (?=(?:\S+ ){3})[A-Z“‘\"'][^\n]{15,150}[^.!:;,\n]"), "related-label", 0.8),
    (re.compile(r"Click here (?:to|for) .{3,150}"), "call-to-action", 0.85),
    (
        re.compile(
            r"(?:Do you |Have |Got )(?:have )?(?:a|an|any) (?:news |confidential )?(?:tip|story idea|information)s?\b"
            r".{0,160}(?:e-?mail|@|signal|contact|reach|form).{0,160}",
            re.IGNORECASE,
        ),
        "contact",
        0.9,
    ),
    (re.compile(r"Follow (?!the )\S.{2,80} (?:at|on|here:?) https?://\S.{2,120}"), "contact", 0.92),
    (re.compile(r"(?:[►▶⏵]\s?)?\d{1,2}:\d\d(?::\d\d)?(?:\s?/?\s?\d{1,2}:\d\d(?::\d\d)?)?"), "player", 0.85),
    (re.compile(r"LISTEN TO ARTICLE(?: \d{1,2}:\d\d)?.{0,60}"), "player", 0.95),
    (
        re.compile(r"[—–-]{1,2}\s?.{1,50}\(@\w{2,15}\).{0,40}|pic\.twitter\.com/\w{1,20}", re.IGNORECASE),
        "social-embed",
        0.85,
    ),
    (re.compile(r"[\w&' ]{1,30}(?:\s[>›»]\s[\w&',.:’ -]{1,60}){1,6}"), "navigation", 0.85),
    (
        re.compile(
            r"(?:Slide(?:show)?|Image|Photo|Picture|Gallery|Page)?\s?\(?\d{1,3}\s?(?:/|of)\s?\d{1,3}\)?"
            r"(?:\s(?:Images?|Photos?|Slides?))?|Slideshow\s\(\d{1,3}\s\w{4,6}\)|\d{1,3}\s(?:Images|Photos|Slides)",
            re.IGNORECASE,
        ),
        "counter",
        0.93,
    ),
    (
        re.compile(
            r"(?:You can )?(?:Follow|FOLLOW|Like|Find|Reach|Contact|Email|E-mail|Write to)\s(?!up\b|the rules)"
            r".{1,80}?(?:\bon (?:Twitter|Facebook|Instagram|X|LinkedIn|YouTube)\b|@\w{2,40}).{0,80}",
        ),
        "contact",
        0.92,
    ),
    (
        re.compile(r"(?:E-?mail|Mail|E-?Mail-Adresse)\s?:?\s?[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,40}", re.IGNORECASE),
        "contact",
        0.9,
    ),
    (
        re.compile(r"(?:Sources?|Quellen?|Fuentes?|Fonte|Izvor|Źródło|Bron|Источник|Джерело|Извор)\s?:\s?\S.{1,60}"),
        "source-trailer",
        0.85,
    ),
    (
        re.compile(r"(?:Send|E-?mail)\s(?:letters|tips|comments|questions|feedback)\s(?:to)?:?\s?\S{3,60}"),
        "contact",
        0.92,
    ),
)
_BLANKS = re.compile(" {2,}")
_ENDINGS: tuple[tuple[str, re.Pattern[str], str, float], ...] = (
    ("ign up here", re.compile(r"[.?!:] sign up here\.?$", re.IGNORECASE), "newsletter", 0.9),
    (
        "\u00b7",
        re.compile(r"\b(?:Listen|Download|Play)\s?\u00b7\s?\d{1,2}:\d\d(?:\s\d{1,2}:\d\d)?$", re.IGNORECASE),
        "player",
        0.9,
    ),
)
"""Endings that make furniture of a whole line: a stretch that has to stand in it, the ending, its kind, how sure."""

_BARS = re.compile(r"\s*[|•·]\s*")
"""What parts the entries of a menu that was run together."""

_LONGEST_MENU, _FEWEST_ENTRIES = 25, 2
"""Words of such a line, and its entries."""

_BROWSER = re.compile(r"\b(?:brows|navigat|naveg|przegląd|prohlíž|прегле|брауз|браўз|tarayıcı|selain)", re.IGNORECASE)
_SUPPORTS = re.compile(
    r"support|unterst|sopor|suport|podrž|podrz|podpor|obsług|wspier|destek|поддерж|підтрим|подрж|ondersteun|prend pas",
    re.IGNORECASE,
)
_LONGEST_PLAYER_NOTE = 16
"""Words of a line in which a player says, in any language, that the browser cannot show it."""

_BAR_SIGNS = ("Tweet", "Share", "Print", "mail", "Pin", "Copy link", "|", "\u00b7", "•")
"""What every run of share buttons holds one of."""

_SENTENCE_WORDS, _SENTENCE_END = 8, re.compile(r"[^\W\d_]{2}[.!?](?:\s|$)")
_COUNTER_WORD = re.compile(r"slide|image|photo|picture|gallery|page", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:(?:©|\(c\))\s?(?:copyright\s)?(?:\d{4}|[A-Z])|copyright\s?(?:©|\(c\)|\d{4}|by [A-Z])).{0,300}", re.IGNORECASE
)
_TRAILER = re.compile(r"\(\s?[A-Z][\w.&/ -]{2,30}\)|\((?:[\w-]{1,40}\.){1,3}[a-z]{2,4}\)")
_DOMAIN_END = re.compile(r"(?<=[.!?\"”’])\s?\((?:[\w-]{1,40}\.){1,3}[a-z]{2,4}\)$", re.IGNORECASE)
_PARENTHESIS = re.compile(
    r"\(\s{0,3}(?:(?i:related|read\s{1,3}more|see\s{1,3}also|also\s{1,3}read|read\s{1,3}also)|READ|WATCH|MORE|VIDEOS?"
    r"|PHOTOS?|GALLERY|Also\s{1,3}on\s{1,3}[A-Z][\w ]{1,30})\s?:\s[^()\n]{5,200}(?:\([^()\n]{1,60}\)[^()\n]{0,120})?\)"
)
_GLUED_CONTACT = re.compile(
    r"(?<=[.!?”\"] )(?:You can )?[Ff]ollow (?:him|her|them|me|us|[A-Z]\w{1,20}(?: [A-Z]\w{1,20}){0,2}) on "
    r"(?:Twitter|Facebook|Instagram|X)(?:\s?(?:at|:|,)?\s?(?:@\w{1,20}|https?://\S{4,60}))?\.?"
    r"|(?<=[.!?”\"] )(?:He|She|They|You) can (?:be reached|contact (?:him|her|them|us)) at \S{3,40}@\S{3,40}(?<!\.)\.?"
)
_GLUED_POST = re.compile(r"pic\.twitter\.com/\w{4,20}")
"""The address of a picture in a post. The signature of a post that is printed whole credits it, as it should."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of furniture.

    `kind`: a section of the phrase file, or "counter", "social-embed", "contact", "link-list". `sure`: 0 to 1.
    `line`: whether it is a whole line (else it stands inside one).
    """

    span: Span
    kind: str
    sure: float
    line: bool


def read_furniture(lines: tuple[Line, ...]) -> tuple[Furniture, ...]:
    """Return the furniture among `lines` in order; no two stretches overlap."""
    folded = fold_lines([line.text for line in lines])
    wording = wording_in(folded)
    classed = [
        _line(line, key, wording.get(line.number, ()), last=line.number >= len(lines) - 3)
        for line, key in zip(lines, folded, strict=True)
    ]
    _settle_bare_words(lines, folded, classed)
    for number in read_story_lists(lines):
        classed[number] = classed[number] or Furniture(lines[number].span, "link-list", 0.9, True)
    found: list[Furniture] = []
    for line, item in zip(lines, classed, strict=True):
        if item is not None:
            found.append(item)
        else:
            found += _inside(line, wording.get(line.number, ()))
    return tuple(found)


def _is_short(line: Line) -> bool:
    return line.words <= _LONGEST and len(line.text) <= 12 * _LONGEST


def _line(line: Line, folded: str, wording: Sequence[str], *, last: bool) -> Furniture | None:
    """Class a line by itself, or return None."""
    if not _is_short(line):
        return None
    if folded:
        known = kind_of_line(folded, line.words, sentence=line.ends_sentence, wording=wording)
        if known is not None:
            return Furniture(line.span, known[0], known[1], True)
    # A scraper doubles blanks as it likes; the shapes know single ones.
    text = line.text if "  " not in line.text else _BLANKS.sub(" ", line.text)
    if line.words <= _LONGEST_LABELLED and (kind := kind_of_label(text)):
        return Furniture(line.span, kind, 0.88, True)
    for pattern, kind, sure in _SHAPES:
        if pattern.fullmatch(text) and _may_be(kind, line):
            return Furniture(line.span, kind, sure, True)
    for sign, ending, kind, sure in _ENDINGS:
        if sign in text and ending.search(text, max(0, len(text) - 60)):
            return Furniture(line.span, kind, sure, True)
    if line.words <= _LONGEST_MENU and ("|" in text or "•" in text or "·" in text) and (kind := _kind_of_menu(text)):
        return Furniture(line.span, kind, 0.9, True)
    if "HTML" in text and line.words <= _LONGEST_PLAYER_NOTE and _BROWSER.search(text) and _SUPPORTS.search(text):
        return Furniture(line.span, "player", 0.92, True)
    if line.words <= 30 and _NOTICE.fullmatch(text):
        return Furniture(line.span, "legal-footer", 0.95, True)
    if last and _TRAILER.fullmatch(text):
        return Furniture(line.span, "source-trailer", 0.9, True)
    return None


def _may_be(kind: str, line: Line) -> bool:
    """Whether a line of the shape of a kind is of it: a counter counts something, and no tag is a sentence."""
    if kind == "counter":
        return _COUNTER_WORD.search(line.text) is not None
    return kind != "tag-list" or line.words < _SENTENCE_WORDS or not _SENTENCE_END.search(line.text)


def _kind_of_menu(text: str) -> str | None:
    """Return what a line with bars between its entries is, if most of them are furniture; a row of a table is none."""
    if text[0] == text[-1] == "|":
        return None
    known = phrases()
    entries = [fold(part) for part in _BARS.split(text) if part]
    kinds = [kind for entry in entries if (kind := known.whole.get(entry) or known.beside.get(entry))]
    if len(entries) < _FEWEST_ENTRIES or len(kinds) * 2 <= len(entries):
        return None
    commonest = max(dict.fromkeys(kinds), key=kinds.count)
    return commonest if kinds.count(commonest) * 2 > len(kinds) else "navigation"


def _settle_bare_words(lines: tuple[Line, ...], folded: list[str], classed: list[Furniture | None]) -> None:
    """Class bare words beside furniture, down and then up, and raise the trust in furniture that stands in a run."""
    known = phrases().beside
    for order, step in ((range(len(lines)), -1), (range(len(lines) - 1, -1, -1), 1)):
        for number in order:
            neighbour = number + step
            if classed[number] is not None or not 0 <= neighbour < len(lines) or classed[neighbour] is None:
                continue
            kind = known.get(folded[number])
            if kind is not None:
                classed[number] = Furniture(lines[number].span, kind, 0.85, True)
    in_run = [
        item is not None and (_at(classed, number - 1) is not None or _at(classed, number + 1) is not None)
        for number, item in enumerate(classed)
    ]
    for number, item in enumerate(classed):
        if item is not None and in_run[number] and item.kind != "related-label":
            classed[number] = replace(item, sure=max(item.sure, 0.92))


def _at(items: list[Furniture | None], number: int) -> Furniture | None:
    return items[number] if 0 <= number < len(items) else None


def _inside(line: Line, wording: Sequence[str]) -> Iterator[Furniture]:
    """Yield the furniture glued into a line of prose, in order and without overlaps."""
    text = line.text
    found = [(start, end, kind, 0.9) for start, end, kind in glued_wording(text, wording)]
    if any(sign in text for sign in _BAR_SIGNS):
        found += [
            (*match.span(), "share-bar", 0.9) for match in _SHARE_RUN.finditer(text) if _BAR_VERB.search(match.group())
        ]
    if "(" in text:
        found += [(*match.span(), "related-label", 0.93) for match in _PARENTHESIS.finditer(text)]
        trailer = _DOMAIN_END.search(text, max(0, len(text) - 150))
        if trailer:
            start = trailer.start() + (trailer.group()[0] == " ")
            found.append((start, trailer.end(), "source-trailer", 0.9))
    if "ollow " in text or " can " in text:
        found += [(*match.span(), "contact", 0.9) for match in _GLUED_CONTACT.finditer(text)]
    if "pic.twitter.com/" in text:
        found += [(*match.span(), "social-embed", 0.75) for match in _GLUED_POST.finditer(text)]
    reached = 0
    for start, end, kind, sure in sorted(found):
        if start >= reached:
            reached = end
            yield Furniture(Span(start, end).shift(line.span.start), kind, sure, False)
