"""A word is spelt well but is the wrong word: "remain clam".

Each rare word in its place is held against the words that are one slip of the keyboard away, in the context of the two
words before and after it. Only a candidate that fits beyond doubt is reported. Silent in quotations of dialect, for names,
for words that the article uses again, and beside unknown words, where the model has no opinion.

Source of the model: CMU Sphinx, carried by pocketsphinx.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.language_model import FLOOR, LanguageModel, language_model
from auditor.reading.tokens import Token

requires = ("english",)

examples = (
    Bad("Both sides must remain [[clam]] and avoid any step that could make things worse.", fix="calm"),
    Bad("The team won the cup for the [[fist]] time since the war.", fix="first"),
    Good("Both sides must remain calm and avoid any step that could make things worse."),
    Good("He ate a clam chowder by the harbour."),
    Good("The tern colony has grown since the island was closed."),
)

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SURPRISE = -16.0
"""Summed ln probability of the three windows of the word; above it the word fits, and nothing is tried."""
_COMMON = -13.1
"""Ln probability from which a word is common enough to have been meant."""


def find(document: Document, *, least_gain: float = 9.0) -> Iterator[Hit]:
    """Yield words for which another fits better. `least_gain`: by how much (natural logarithm of the ratio)."""
    tokens = document.tokens
    uses = Counter(token.text.lower() for token in tokens if token.kind == "word")
    model = language_model()
    for number, token in enumerate(tokens):
        if token.kind != "word" or not token.text.islower() or len(token.text) < 3 or not token.text.isascii():
            continue
        word = token.text
        if uses[word] > 1 or word in document.context.allowed or "'" in word:
            continue
        window = _window(document, tokens, number)
        if window is None:
            continue
        plain = model.score([*window[:2], word, *window[2:]], 2)
        if plain > _SURPRISE * (len(window) - 1) / 3 or not model.knows(word):
            continue
        best, fix = max(
            ((model.score([*window[:2], other, *window[2:]], 2), other) for other in _near(word)), default=(FLOOR, "")
        )
        gain = best - plain
        if fix and not _inflected(word, fix) and gain >= least_gain and best > -6.0 * (len(window) - 1):
            sure = min(0.92, 0.7 + 0.04 * (gain - least_gain))
            yield Hit(token.span, f'"{fix}" fits here, "{word}" does not', round(sure, 2), fix=fix)


def _window(document: Document, tokens: tuple[Token, ...], number: int) -> list[str] | None:
    """Return two words before and up to two after; None where a neighbour is no plain English word of the sentence."""
    left: list[str] = []
    for token in reversed(tokens[max(0, number - 2) : number]):
        if token.kind != "word" or not language_model().knows(token.text.lower()):
            break
        left.insert(0, token.text.lower())
    if not left or (number and document.text[tokens[number - 1].end : tokens[number].start] != " "):
        return None
    if len(left) == 1:
        left.insert(0, "<s>" if tokens[number - 1].start in document.sentence_starts else "")
    right: list[str] = []
    for token in tokens[number + 1 : number + 3]:
        if token.kind != "word" or not token.text[0].islower() or not language_model().knows(token.text.lower()):
            break
        right.append(token.text.lower())
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is not None and following.text in "-'’/":
        return None
    if not right and (len(left) < 2 or "" in left):
        return None
    return [*left, *right]


def _inflected(word: str, fix: str) -> bool:
    """Whether the two are forms of one word: those differ in grammar, which trigrams judge badly."""
    short, long = sorted((word, fix), key=len)
    return long in (short + "s", short + "d", short + "r", short + "y")


@functools.lru_cache(maxsize=20_000)
def _near(word: str) -> tuple[str, ...]:
    """Return the common words that are one slip away: a letter more, less, another, or two that changed places."""
    model = language_model()
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {left + right[1:] for left, right in splits if right}
    made |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    made |= {left + letter + right[1:] for left, right in splits if right for letter in _LETTERS}
    made |= {left + letter + right for left, right in splits for letter in _LETTERS}
    return tuple(sorted(other for other in made - {word} if len(other) > 1 and _meant(model, other)))


def _meant(model: LanguageModel, word: str) -> bool:
    return model.prob(word, "", "") > _COMMON
