"""Bodies and officials called by a noun that only a dictionary puts beside the right one: "the cluster" for the bloc.

The definite noun must act ("the cluster announced") or be addressed ("called the cluster", "launched by the Union"),
stand without an article of its own elsewhere in the text, and the article must speak of such a body.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor import knowledge
from auditor.reading.tokens import Token
from auditor.reading.word_places import WordPlaces
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """One mention: `noun` as printed, `meant` what English news says, `body` what shows it, with its place or None."""

    span: Span
    noun: str
    meant: tuple[str, ...]
    body: str
    body_span: Span | None
    languages: tuple[str, ...]
    sure: float


_PARTICIPLES = frozenset(["said", "reported", "estimated", "ordered", "called", "asked", "told", "invited", "approved"])


@dataclass(frozen=True, slots=True)
class _Verbs:
    acts: frozenset[str]
    helpers: frozenset[str]
    addressed: frozenset[str]
    done_by: frozenset[str]


def read_role_nouns(text: str, words: Sequence[Token], places: WordPlaces) -> tuple[RoleNoun, ...]:
    """Return the mentions in text order, at most one for each noun; `places` are those of `words`."""
    found = []
    for role in entries():
        for noun in role["printed"]:
            at = _alone(text, words, places.get(noun.lower(), ()), noun)
            if at is None:
                continue
            span = _with_verb(text, words, at)
            if span is None or any(word in places for word in role["never"]):
                continue
            body = _body(text, words, places, role, span)
            if body is not None:
                found.append(RoleNoun(span, noun, tuple(role["meant"]), *body, tuple(role["from"]), role["sure"]))
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _alone(text: str, words: Sequence[Token], places: Sequence[int], noun: str) -> int | None:
    """Return the place of the only mention of `noun`, with "the" before it; None where it stands elsewhere too.

    Where the noun has a capital, names that hold it ("European Union") are no mentions.
    """
    if noun[0].isupper():
        places = [at for at in places if not at or not words[at - 1].text[0].isupper() or words[at - 1].text == "The"]
    if len(places) != 1 or not places[0]:
        return None
    at = places[0]
    before = words[at - 1]
    fits = words[at].text == noun and before.text in ("the", "The") and text[before.end : words[at].start] == " "
    return at if fits else None


def _with_verb(text: str, words: Sequence[Token], at: int) -> Span | None:
    """Return noun and verb where the noun acts or is addressed."""
    verbs = _verbs()
    last = at + 1
    while last < len(words) and words[last].text in verbs.helpers and last < at + 3:
        last += 1
    if last < len(words) and words[last].text in verbs.acts and _unbroken(text, words, at, last):
        if (
            words[last].text in _PARTICIPLES
            and last + 1 < len(words)
            and words[last + 1].text in ("to", "at", "by", "as")
        ):
            return None  # "the dish said to be the best"
        return Span(words[at - 1].start, words[last].end)
    ends = at + 1 >= len(words) or text[words[at].end : words[at + 1].start] != " " or _is_link(words[at + 1].text)
    if at < 2 or not ends:
        return None
    before = words[at - 2].text
    if before in verbs.addressed and _unbroken(text, words, at - 2, at):
        return Span(words[at - 2].start, words[at].end)
    if before == "by" and at > 2 and words[at - 3].text in verbs.done_by and _unbroken(text, words, at - 3, at):
        return Span(words[at - 3].start, words[at].end)
    return None


def _is_link(word: str) -> bool:
    return word.lower() in ("to", "for", "in", "against", "on", "that", "and", "at", "with", "after", "from", "not")


def _unbroken(text: str, words: Sequence[Token], first: int, last: int) -> bool:
    return all(text[words[at].end : words[at + 1].start] == " " for at in range(first, last))


def _body(
    text: str, words: Sequence[Token], places: WordPlaces, role: Mapping[str, Any], span: Span
) -> tuple[str, Span | None] | None:
    """Return what shows that such a body is spoken of: the last naming before `span`, or a word of the field."""
    if "where" in role:
        word = next((word for word in role["where"] if word in places), None)
        return (word, Span(words[places[word][0]].start, words[places[word][0]].end)) if word else None
    named = list(_named(text, role["bodies"], span.start))
    if not named:
        return None
    last = max(named, key=lambda mention: mention.start)
    if role["printed"][0][0].isupper():
        # "The Union" may be any body that carries the word in its name, unless another one was named last.
        others = [kind for kind in ("alliance", "union") if kind != role["bodies"]]
        nearest = max((other.end for kind in others for other in _named(text, kind, span.start)), default=-1)
        if nearest > last.start or (nearest >= 0 and "." not in text[nearest : last.start]):
            return None
    return last.of(text), last


def _named(text: str, kind: str, before: int) -> Iterator[Span]:
    """Yield the last mention before `before` of each body of `kind`."""
    for name in knowledge.toml("translation/role_nouns.toml")["bodies"][kind]:
        at = text.rfind(name, 0, before)
        while at >= 0 and (text[at - 1 : at].isalnum() or text[at + len(name) : at + len(name) + 1].isalnum()):
            at = text.rfind(name, 0, at)
        if at >= 0:
            yield Span(at, at + len(name))


def entries() -> tuple[Mapping[str, Any], ...]:
    """Return the roles as written."""
    return tuple(knowledge.toml("translation/role_nouns.toml")["role"])


@functools.cache
def _verbs() -> _Verbs:
    lists = knowledge.toml("translation/role_nouns.toml")["verbs"]
    return _Verbs(*(frozenset(lists[name]) for name in ("acts", "helpers", "addressed", "done_by")))
