"""Events that went one way or the other: who, did what or its opposite, to what: "the council rejected the plan".

The verbs stand in `knowledge/facts/opposites.toml`, in pairs: a rise and a fall, an approval and a rejection. Each
event keeps the words before its verb and behind it, so that two events can be compared by what they are about.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.knowledge import toml
from auditor.reading.sentences import Sentence
from auditor.reading.stems import content_stems
from auditor.reading.tokens import Token
from auditor.span import Span, strip


@dataclass(frozen=True, slots=True)
class Event:
    """An event. `pair`: the number of its pair of verbs; `way`: which side of the pair, turned round by a "not".

    `subject`, `object`: stems of the content words before and behind the verb inside the clause, in order. `sentence`:
    the number of its sentence. `around`: verb with those words.
    """

    span: Span
    around: Span
    verb: str
    pair: int
    way: bool
    subject: tuple[str, ...]
    object: tuple[str, ...]
    sentence: int


_CLAUSE = re.compile(
    r"[;:,!?“”\"—–()]|\b(?:and|but|while|after|before|when|because|that|which|who|if|as|although|than|with|since)\b"
)
_NEGATED = re.compile(r"(?:\b(?:not|never)|n[’']t)\s(?:been\s)?$")
_NO_VERB = re.compile(r"\b(?:of|in|an?|any|no|the|its|their|his|her|by|for|with|from|on|most|more|very)\s$")
"""Before a participle that is an adjective: "of increased mortality", "the closed road"."""
_UNSURE = re.compile(
    r"\b(?:would|could|should|might|may|if|whether|to|will|can|must|asked|vowed|threatened|nearly|almost|wants?|first|initially|previously|earlier|once|had|like)\b",
    re.IGNORECASE,
)
_REACH = 80
_LEAST = 3
"""Content words round a verb that make an event of it."""


@functools.cache
def _verbs() -> dict[str, tuple[int, bool]]:
    found: dict[str, tuple[int, bool]] = {}
    for number, row in enumerate(toml("facts/opposites.toml")["pair"]):
        found |= dict.fromkeys(row["one"], (number, True)) | dict.fromkeys(row["other"], (number, False))
    return found


def read_events(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> tuple[Event, ...]:
    """Return the events that are told as done; hopes, conditions and earlier turns are left out."""
    verbs = _verbs()
    found: list[Event] = []
    at = 0
    for token in tokens:
        if token.text not in verbs:
            continue
        while at < len(sentences) and sentences[at].span.end <= token.start:
            at += 1
        if at == len(sentences):
            break
        bounds = sentences[at].span
        if not bounds.start <= token.start < bounds.end:
            continue
        before = text[max(bounds.start, token.start - _REACH) : token.start]
        behind = text[token.end : min(bounds.end, token.end + _REACH)]
        before = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
        stop = _CLAUSE.search(behind)
        behind = behind[: stop.start()] if stop else behind
        if _UNSURE.search(before) or _NO_VERB.search(before):
            continue
        pair, way = verbs[token.text]
        turned = _NEGATED.search(before) is not None
        subject, object_ = tuple(content_stems(before)), tuple(content_stems(behind))
        if len(subject) + len(object_) >= _LEAST:
            around = strip(Span(token.start - len(before), token.end + len(behind)), text)
            found.append(
                Event(Span(token.start, token.end), around, token.text, pair, way != turned, subject, object_, at)
            )
    return tuple(found)
