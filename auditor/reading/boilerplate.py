"""Lines that the line model takes for page furniture and no rule has named, each with the kind it most looks like.

The model says that a line does not belong to the article; what it is follows from its shape and its neighbours. A line
that a rule has claimed, wholly or for half its characters, is left to the rule; of a line with a smaller claim the
longest stretch that is left is reported, so that nothing is reported twice. It is not, if it holds a whole sentence:
then furniture ran into a paragraph, and the model judged both as one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor import knowledge
from auditor.reading.furniture import Furniture
from auditor.reading.line_features import CUES
from auditor.reading.line_model import LineScore
from auditor.reading.lines import Line
from auditor.span import Span, strip

FEWEST_LINES, FEWEST_WORDS = 4, 60
"""A text under either gives the model too little to go by: nothing is called."""

_KIND_OF_GROUP = {
    "comment": "comment-thread", "form": "comment-form", "share": "share-bar", "newsletter": "newsletter",
    "consent": "cookie-consent", "legal": "legal-footer", "player": "player", "navigation": "navigation",
    "author": "author-box", "related": "related-label",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_I = frozenset("i i'm i've my me mine ich mein meine mir yo mi je moi mon ja moj".split())
_WE_AND_YOU = frozenset("we our us you your yours wir uns unser sie ihr ihre nous vous nuestro tu".split())
_PICTURED = re.compile(
    r"\b(?:photos?|image|pictured?|poses?|foto|bild|seen (?:here|in)|shown (?:here|in)|file photo|screenshot)\b"
    r"|\((?:left|right|center|centre|top|bottom|L|R|C)\)|, (?:left|right),|\bvia (?:AP|Getty|Reuters|AFP)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\b(?:author|editor|writer|reporter|journalist|columnist|correspondent|founder|professor|freelance|covers|writes)\b"
)
_CLOCK = re.compile(r"\d[:.]\d\d ?(?:[ap]\.?m\b|uhr|h\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^\W\d_]\S* ){7}[^.!?]{0,400}[a-z)][.!?][\"”’)]?(?= |$)")
"""Eight words and more, then a full stop behind a small letter."""
_COMMENTS = ("comment-form", "comment-thread")
_LONGEST_CAPTION = 90
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line, or what a rule has left of it.

    `kind`: a kind of furniture (see `auditor.reading.furniture`), or "headline", "link-list", "reader-comment",
    "caption", "line". `sure`: 0 to 1, measured on sites that the model had not seen.
    """

    span: Span
    kind: str
    sure: float


def read_boilerplate(
    text: str,
    lines: Sequence[Line],
    scores: Sequence[LineScore],
    title: str,
    furniture: Sequence[Furniture],
    others: Sequence[Span],
) -> tuple[Boilerplate, ...]:
    """Return the lines that the model calls, the article's own headline left out.

    `furniture`, `others`: what rules report.
    """
    if not speaks(lines):
        return ()
    stretches = _free(lines, scores, sorted([*(item.span for item in furniture), *others]), text)
    whole = [item for item in furniture if item.line]
    labels = {item.span for item in whole if item.kind == "related-label"}
    comments = min((item.span.start for item in whole if item.kind in _COMMENTS), default=len(text))
    return tuple(
        Boilerplate(span, _kind(number, lines, stretches, labels, comments), scores[number].sure)
        for number, span in stretches.items()
        if not _own_headline(lines[number], title)
    )


def _own_headline(line: Line, title: str) -> bool:
    """Whether a line repeats the title, or is a headline that opens the text."""
    own = " ".join(title.casefold().split())
    text = " ".join(line.text.casefold().split())
    return (line.number == 0 and _headline(line)) or (line.words >= 3 and bool(own) and (text in own or own in text))


def speaks(lines: Sequence[Line]) -> bool:
    """Whether the text is long enough for the line model to be heard."""
    return len(lines) >= FEWEST_LINES and sum(line.words for line in lines) >= FEWEST_WORDS


def _free(lines: Sequence[Line], scores: Sequence[LineScore], claimed: list[Span], text: str) -> dict[int, Span]:
    """Return, by number of the line, the stretch of each called line that no rule has claimed."""
    found: dict[int, Span] = {}
    next_claim = 0
    for line, score in zip(lines, scores, strict=True):
        while next_claim < len(claimed) and claimed[next_claim].end <= line.span.start:
            next_claim += 1
        if not score.called:
            continue
        at, best, taken, number = line.span.start, Span(line.span.start, line.span.start), 0, next_claim
        while number < len(claimed) and claimed[number].start < line.span.end:
            start, end = max(at, claimed[number].start), min(claimed[number].end, line.span.end)
            if start - at > best.width:
                best = Span(at, start)
            taken += max(0, end - start)
            at, number = max(at, end), number + 1
        if line.span.end - at > best.width:
            best = Span(at, line.span.end)
        rest = strip(best, text)
        if taken and _SENTENCE.search(text, rest.start, rest.end):
            continue
        if taken * 2 < line.span.width and best.width * 2 >= line.span.width:
            found[line.number] = rest
    return found


def _headline(line: Line) -> bool:
    first = line.text.lstrip("\"'“‘•-–*· ")[:1]
    plain = 4 <= line.words <= 22 and not line.text.endswith((".", ":", ";", ",")) and not first.islower()
    return plain and not _CLOCK.search(line.text)


def _kind(number: int, lines: Sequence[Line], called: dict[int, Span], labels: set[Span], comments: int) -> str:
    """Return the kind of a line. `labels`: lines that announce links. `comments`: where the readers' part begins."""
    line = lines[number]
    if line.words <= _SHORT and (kind := _by_cue(line.text)):
        return kind
    if line.words >= _SHORT and (line.ends_sentence or line.span.start > comments):
        words = [word.casefold() for word in _WORD.findall(line.text[:400])]
        own, ours = sum(word in _I for word in words), sum(word in _WE_AND_YOU for word in words)
        if own + ours >= 2 and (own or line.span.start > comments) and not _NOTE.search(line.text[:200]):
            return "reader-comment"
        if ours >= 2:
            return "call-to-action"
    if _headline(line):
        above = lines[number - 1] if number else None
        beside = [other for other in (number - 1, number + 1) if other in called and _headline(lines[other])]
        return "link-list" if beside or (above is not None and above.span in labels) else "headline"
    if line.words <= _LONGEST_CAPTION and _PICTURED.search(line.text):
        return "caption"
    if line.words >= _SHORT and _NOTE.search(line.text[:200]):
        return "author-box"
    return "line"


@functools.cache
def _cue_words() -> dict[str, str]:
    """Return the kind that each single cue word speaks for."""
    lists: dict[str, list[str]] = knowledge.toml(CUES)
    return {
        word: kind
        for group, kind in _KIND_OF_GROUP.items()
        for word in reversed(lists[group])
        if " " not in word and len(word) > 2
    }


def _by_cue(text: str) -> str | None:
    """Return the kind that most of the words of a short line speak for, if one does."""
    words = [word.casefold() for word in _WORD.findall(text)]
    kinds = [kind for word in words if (kind := _cue_words().get(word))]
    if not kinds or len(kinds) * 3 < len(words):
        return None
    best = max(dict.fromkeys(kinds), key=kinds.count)
    return best if kinds.count(best) * 3 >= len(words) else None
