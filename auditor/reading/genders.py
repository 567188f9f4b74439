"""The one person a text names, and pronouns of the other gender that must mean the same person.

Sure only in plain cases: everything before the pronoun names one person alone, whose gender is told by a title ("Mrs
Danova") or by a given name and a pronoun, and speaks of nobody else whom the pronoun could mean.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor import knowledge
from auditor.reading.lexicon import lexicon
from auditor.reading.names import Name
from auditor.reading.tokens import Token
from auditor.reading.word_places import WordPlaces
from auditor.span import Span


@dataclass(frozen=True, slots=True)
class GenderDrift:
    """A pronoun, what shows the gender of the one person it can mean, and which gender that is."""

    pronoun: Span
    evidence: Span
    gender: str


@dataclass(frozen=True, slots=True)
class _Gender:
    titles: frozenset[str]
    names: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    subject: str


_OTHER_THAN = {"male": "female", "female": "male"}


def read_gender_drift(
    text: str, words: Sequence[Token], places: WordPlaces, names: Sequence[Name]
) -> tuple[GenderDrift, ...]:
    """Return the first such pronoun of a text, if there is one; `places` are those of `words`."""
    for wrong, right in _OTHER_THAN.items():
        odd = _first(places, (genders()[wrong].subject,))
        if odd is not None and (drift := _judge(text, words, places, names, odd, wrong, right)):
            return (drift,)
    return ()


def _judge(
    text: str, words: Sequence[Token], places: WordPlaces, names: Sequence[Name], odd: int, wrong: str, right: str
) -> GenderDrift | None:
    pronoun = words[odd].span
    before = [name for name in names if name.span.end <= pronoun.start]
    people = [name for name in before if _is_person(text, name)]
    theirs = genders()[wrong].nouns | genders()[wrong].pronouns
    if not people or any(at < odd for word in theirs for at in places.get(word, ())):
        return None
    surnames = {name.words[-1] for name in people}
    evidence = [name for name in people if _gender(text, name) == right]
    if len(surnames) != 1 or not evidence or any(_gender(text, name) == wrong for name in people):
        return None
    titled = next((name for name in evidence if _title(text, name)), None)
    own = _first(places, genders()[right].pronouns)
    if titled is None and (own is None or own > odd):
        return None
    surname = surnames.pop()
    strange = [
        name
        for name in before
        if surname not in name.words
        and not _is_thing(text, name)
        and not (name.starts_sentence and len(name.words) == 1 and name.text.lower() in lexicon())
    ]
    if strange or any(at < odd for word in _others() for at in places.get(word, ())):
        return None
    if pronoun.start - people[-1].span.end > _FARTHEST:
        return None
    shown = titled or evidence[0]
    return GenderDrift(pronoun, shown.span, right)


_FARTHEST = 600
"""Characters between the last mention of the person and the pronoun: further on another may have been meant."""
_PLACING = ("in", "from", "at", "to", "of", "the", "near", "on", "since", "until", "last")


def _is_thing(text: str, name: Name) -> bool:
    """Whether the words before a name, or its shape, show a place, a body or a day and not a person."""
    if any(word.isupper() for word in name.words) or (name.starts_sentence and name.words[0].lower() in _PLACING):
        return True
    before = text[max(0, name.span.start - 12) : name.span.start].split()
    return bool(before) and before[-1].lower() in _PLACING and _gender(text, name) is None


def _is_person(text: str, name: Name) -> bool:
    return _gender(text, name) is not None


def _gender(text: str, name: Name) -> str | None:
    """Return the gender that a title, or a given name before a surname, shows."""
    title = _title(text, name)
    for gender, words in genders().items():
        if title and title in words.titles:
            return gender
        if len(name.words) > 1 and name.words[-2] in words.names:
            return gender
    return None


def _title(text: str, name: Name) -> str | None:
    """Return the title that opens the run of capitals or stands before it with a full stop."""
    before = text[max(0, name.span.start - 5) : name.span.start].split()
    candidates = [*(before[-1:]), *(name.words[:1] if len(name.words) > 1 else ())]
    titles = [word for word in candidates if any(word in words.titles for words in genders().values())]
    return titles[0] if titles else None


def _first(places: WordPlaces, wanted: Sequence[str] | frozenset[str]) -> int | None:
    return min((places[word][0] for word in wanted if word in places), default=None)


@functools.cache
def genders() -> Mapping[str, _Gender]:
    """Return the words of both genders."""
    lists = knowledge.toml("translation/genders.toml")
    return {
        gender: _Gender(
            frozenset(lists[gender]["titles"]),
            frozenset(lists[gender]["names"].split()),
            frozenset(lists[gender]["nouns"]),
            frozenset(lists[gender]["pronouns"]),
            lists[gender]["subject"],
        )
        for gender in _OTHER_THAN
    }


@functools.cache
def _others() -> frozenset[str]:
    return frozenset(knowledge.toml("translation/genders.toml")["other"]["nouns"])
