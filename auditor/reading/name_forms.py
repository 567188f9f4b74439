"""The spellings of the names of an article, word by word, with their places."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from auditor.reading.lexicon import lexicon
from auditor.reading.tokens import Token
from auditor.span import Span

_MOST_LETTERS = 30
_PLAIN = str.maketrans({"đ": "dj", "Đ": "Dj", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class NameForm:
    """One spelling of one word of a name: `places` in the text, possessive 's left out, and its uses in the title."""

    form: str
    places: tuple[Span, ...]
    in_title: int
    neighbours: frozenset[str]
    """Capitalised words that stand directly before or after it."""

    @property
    def count(self) -> int:
        """How often the article uses this spelling, title included."""
        return len(self.places) + self.in_title


def read_name_forms(
    text: str, tokens: tuple[Token, ...], sentence_starts: frozenset[int], title: tuple[Token, ...]
) -> tuple[NameForm, ...]:
    """Return the capitalised words of three letters or more that are names, in the order of their first place.

    A word that opens a sentence counts only if the dictionary does not have it in lower case; a word in capitals
    throughout never counts; nor does one that the article also writes small.
    """
    places: dict[str, list[Span]] = {}
    neighbours: dict[str, set[str]] = {}
    small: set[str] = set()
    known = lexicon()
    for at, token in enumerate(tokens):
        start, _, word, kind = token
        if kind != "word":
            continue
        if word[0].islower():
            small.add(word)
            continue
        form = bare(word)
        if not _may_be_name(form) or (start in sentence_starts and form.lower() in known):
            continue
        places.setdefault(form, []).append(Span(start, start + len(form)))
        around = neighbours.setdefault(form, set())
        for other in (tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None):
            if other is not None and other.kind == "word" and other.text[0].isupper() and _touch(text, token, other):
                around.add(bare(other.text))
    titled: dict[str, int] = {}
    for token in title:
        if token.kind == "word" and token.text[0].isupper():
            titled[bare(token.text)] = titled.get(bare(token.text), 0) + 1
    return tuple(
        NameForm(form, tuple(spans), titled.get(form, 0), frozenset(neighbours[form]))
        for form, spans in places.items()
        if form.lower() not in small
    )


def bare(word: str) -> str:
    """Return `word` without a possessive 's or its apostrophe."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def without_marks(form: str) -> str:
    """Return `form` without diacritics, as a keyboard of English would print it."""
    if form.isascii():
        return form
    plain = unicodedata.normalize("NFKD", form.translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _may_be_name(form: str) -> bool:
    return 3 <= len(form) <= _MOST_LETTERS and not form.isupper() and "'" not in form and "’" not in form


def _touch(text: str, one: Token, other: Token) -> bool:
    first, second = sorted((one, other), key=lambda token: token.start)
    return text[first.end : second.start] in (" ", "\u00a0")
