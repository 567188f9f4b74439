"""Furniture: the lines and stretches that a web page puts round an article.

Each line is classed once, so that two checks never claim the same one. Wording is data (`knowledge/junk/phrases.toml`);
shapes that need a pattern (share bars, credits, counters) stand here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor import knowledge
from auditor.reading.lines import Line
from auditor.span import Span

PHRASES = "junk/phrases.toml"
_LONGEST_START = 12
_NOT_LETTERS = re.compile(r"[^\w]+|_+|\d+")

_SHARE_WORD = (
    r"(?:Tweet|Share|Facebook|Twitter|WhatsApp|Whatsapp|Viber|LinkedIn|Linkedin|Pinterest|Reddit|Telegram|Print|Email"
    r"|E-mail|Messenger|Copy link|Instagram|Pin|Flipboard|Tumblr|X)"
)
_SHARE_RUN = re.compile(rf"(?<![\w-]){_SHARE_WORD}(?:[\s|·•,/\d]+{_SHARE_WORD})+(?![\w-])")
_COUNTER = re.compile(
    r"(?:Slide(?:show)?|Image|Photo|Picture|Gallery|Hide Caption|Page)?\s*\(?\d{1,3}\s*(?:/|of|Images?|Photos?)\s*"
    r"\d{0,3}\s*(?:Images?|Photos?|slides?)?\)?",
    re.IGNORECASE,
)
_COUNTER_WORD = re.compile(r"slide|image|photo|picture|gallery|caption|page", re.IGNORECASE)
_COUNT = re.compile(
    r"\d[\d.,]*[KkMm]?\s(?:comments?|shares?|views?|likes?|retweets?|followers|reactions?|votes?|replies)",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\d{1,2}[\s-]?(?:min(?:ute)?s?)\.?\s(?:read|listen|watch)|reading time:?\s.{0,12}", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}|by\b|[A-Z])", re.IGNORECASE)
_LENGTH = re.compile(r"(?:[►▶⏵]\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\s*/?\s*\d{1,2}:\d\d(?::\d\d)?)?")
_TAGS = re.compile(r"(?:tags?|topics|categories|filed under|keywords|oznake|tagovi)\s*:\s*\S.*", re.IGNORECASE)
_LABELLED = re.compile(
    r"\(?(?:read more|read also|also read|see also|related|more|read next|watch|don[’']t miss|recommended|lesen sie auch"
    r"|lire aussi|leggi anche)\s*[:»>|]\s*\S.{3,160}",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(
    r"\((?:RELATED|READ MORE|SEE ALSO|WATCH|MORE|ALSO READ|Related|Read more|See also)\s*:\s[^()\n]{5,200}\)"
)
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*){2,}")
_TWEET_SIGNATURE = re.compile(r"[—–-]{1,2}\s?.{1,50}\(@\w{2,15}\).{0,40}|pic\.twitter\.com/\w+", re.IGNORECASE)
_TRAIL = re.compile(r"\(\s*[A-Z][\w.&/ -]{2,30}\)|\((?:[\w-]+\.)+[a-z]{2,4}\)")
_BREADCRUMB = re.compile(r"[^\s>›»][^>›»\n]{0,30}(?:\s[>›»]\s?[^>›»\n]{1,60}){1,6}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of furniture. `kind`: a section of the phrase file, or "counter", "social-embed". `sure`: 0 to 1.

    `line`: whether it is a whole line (else it stands inside one).
    """

    span: Span
    kind: str
    sure: float
    line: bool


@dataclass(frozen=True, slots=True)
class _Phrases:
    whole: dict[str, str]
    starts: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]
    quick: re.Pattern[str]


def normal(text: str) -> str:
    """Return text folded for comparison: case, figures, punctuation and symbols do not count."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


@functools.cache
def _phrases() -> _Phrases:
    whole: dict[str, str] = {}
    starts: list[tuple[str, str]] = []
    inside: list[tuple[str, str]] = []
    for kind, lists in knowledge.toml(PHRASES).items():
        for phrase in lists["whole"]:
            whole.setdefault(phrase, kind)
        starts += [(phrase, kind) for phrase in lists["starts"]]
        inside += [(phrase, kind) for phrase in lists["inside"]]
    quick = re.compile("|".join(re.escape(phrase.split(" ")[0]) for phrase, _ in inside))
    return _Phrases(whole, tuple(starts), tuple(inside), quick)


def read_furniture(text: str, lines: tuple[Line, ...]) -> tuple[Furniture, ...]:
    """Return the furniture of `text` in order; no two stretches overlap."""
    found: list[Furniture] = []
    for line in lines:
        item = _line(line, last=line.number >= len(lines) - 3)
        if item is not None:
            found.append(item)
        else:
            found += _inside(text, line)
    return tuple(found)


def _line(line: Line, *, last: bool) -> Furniture | None:
    """Class a whole line, or return None."""
    if line.words > 60:
        return None
    phrases, folded = _phrases(), normal(line.text)
    if not folded:
        return Furniture(line.span, "player", 0.9, True) if _LENGTH.fullmatch(line.text) else None
    kind = phrases.whole.get(folded)
    if kind is not None:
        return Furniture(line.span, kind, _trust(kind, folded, line), True)
    if line.words <= _LONGEST_START:
        for phrase, kind in phrases.starts:
            if folded.startswith(phrase) and not line.ends_sentence:
                return Furniture(line.span, kind, 0.85, True)
    for pattern, kind, sure in _SHAPES:
        if pattern.fullmatch(line.text):
            return Furniture(line.span, kind, sure, True)
    if _COUNTER.fullmatch(line.text) and _COUNTER_WORD.search(line.text):
        return Furniture(line.span, "counter", 0.95, True)
    if _COPYRIGHT.match(line.text) and line.words <= 30:
        return Furniture(line.span, "legal-footer", 0.95, True)
    if last and _TRAIL.fullmatch(line.text):
        return Furniture(line.span, "source-trailer", 0.9, True)
    if line.words <= 40 and phrases.quick.search(folded):
        for phrase, kind in phrases.inside:
            if phrase in folded and line.words <= 3 * (phrase.count(" ") + 1) + 12:
                return Furniture(line.span, kind, 0.95, True)
    return None


_SHAPES: tuple[tuple[re.Pattern[str], str, float], ...] = (
    (_SHARE_RUN, "share-bar", 0.97),
    (_COUNT, "comment-thread", 0.9),
    (_READING, "author-box", 0.93),
    (_TAGS, "tag-list", 0.85),
    (_HASHTAGS, "tag-list", 0.8),
    (_LABELLED, "related-label", 0.85),
    (_PARENTHESIS, "related-label", 0.93),
    (_TWEET_SIGNATURE, "social-embed", 0.85),
    (_LENGTH, "player", 0.9),
    (_BREADCRUMB, "navigation", 0.8),
)


def _trust(kind: str, folded: str, line: Line) -> float:
    """Return how sure a whole-line phrase is: one bare word may also be a heading of the author's."""
    if " " in folded:
        return 0.95
    return 0.9 if kind in ("share-bar", "advertisement", "navigation") else 0.8


def _inside(text: str, line: Line) -> Iterator[Furniture]:
    """Yield the furniture glued into a line of prose."""
    for match in _SHARE_RUN.finditer(line.text):
        if "," in match.group():
            continue  # "on Facebook, Twitter and X" is prose
        yield Furniture(Span(*match.span()).shift(line.span.start), "share-bar", 0.9, False)
    if "(" in line.text:
        for match in _PARENTHESIS.finditer(line.text):
            yield Furniture(Span(*match.span()).shift(line.span.start), "related-label", 0.93, False)
