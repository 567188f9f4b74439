"""Slips put into articles of the archives, so that the trees see more of them than are labelled."""

from __future__ import annotations

import functools
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from auditor.article import Article
from auditor.document import Document
from auditor.reading.edits import ALPHABET
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import common_words, lexicon, look_alikes
from auditor.reading.tokens import Token
from auditor.training.lexicon import plain_list

WORDS_APART = 90
"""Words between two slips, on average."""


@functools.cache
def _confusions() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in plain_list("confusions.txt"):
        for word in group:
            found[word] |= {other for other in group if other != word}
    return {word: tuple(sorted(others)) for word, others in found.items()}


@functools.cache
def _printed_for() -> Mapping[str, tuple[tuple[str, ...], tuple[float, ...]]]:
    """Return for each word those that a slip may make of it, with weights: frequent words are slipped into sooner."""
    found: dict[str, list[str]] = defaultdict(list)
    for printed, others in look_alikes().items():
        if len(printed) > 1 and language_model().word(printed) > -14:
            for meant in others:
                found[meant].append(printed)
    weigh = language_model().word
    return {
        meant: (tuple(row), tuple(2.718 ** (0.35 * weigh(word)) for word in row))
        for meant, row in sorted(found.items())
    }


def real_word_slip(word: str, chance: random.Random) -> str | None:
    """Return another word that a slip may make of `word`, None where there is none."""
    if chance.random() < 0.4 and (often := _confusions().get(word)):
        return chance.choice(often)
    choices = _printed_for().get(word)
    return chance.choices(choices[0], choices[1])[0] if choices else None


def misspelling(word: str, chance: random.Random) -> str | None:
    """Return `word` with one letter lost, doubled, replaced or swapped; None where that makes a word."""
    at = chance.randrange(len(word))
    kind = chance.randrange(5)
    letter = chance.choice(ALPHABET)
    made = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        word[:at] + letter + word[at:],
    )[kind]
    return None if made == word or lexicon().knows(made) or made in common_words() else made


def _joins(text: str, one: Token, other: Token) -> bool:
    """Whether two words may be joined: plain ones with a blank between, one of them with a capital."""
    return (
        text[one.end : other.start] == " "
        and other.text.isascii()
        and other.text.isalpha()
        and not (one.text.isupper() or other.text.isupper())
        and (one.text[0].isupper() or other.text[0].isupper())
    )


def with_slips(row: Mapping[str, Any], kind: str, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the article with slips of one kind in it, in the form of the labelled rows, if it takes any.

    `kind`: "realword" (lower-case words only), "nonword" (every third one on a word with a capital in mid-sentence), or
    "joined" (one of two words at least with a capital).
    """
    text = row["text"]
    document = Document(Article(text=text))
    opens = document.sentence_starts
    parts, errors, end, shift, wait = [], [], 0, 0, chance.randrange(WORDS_APART)
    capital = False
    behind: Token | None
    for token, behind in zip_longest(document.words, document.words[1:]):
        wait -= 1
        if (
            wait > 0
            or token.start < end
            or not token.text.isascii()
            or not token.text.isalpha()
            or token.start in opens
        ):
            continue
        last = token
        if kind == "joined":
            if behind is None or not _joins(text, token, behind):
                continue
            made, last = token.text + behind.text, behind
        elif kind == "realword":
            made = real_word_slip(token.text, chance) if token.text.islower() else None
        elif len(token.text) < 4 or token.text.isupper() or token.text[0].isupper() != capital:
            continue
        else:
            made = misspelling(token.text.lower(), chance)
            made = made and (made.capitalize() if capital else made)
        if not made:
            continue
        wait = chance.randrange(WORDS_APART // 2, WORDS_APART * 3 // 2)
        capital = chance.random() < 1 / 3
        parts += [text[end : token.start], made]
        start = token.start + shift
        meant = text[token.start : last.end]
        errors.append([start, start + len(made), made, meant, kind])
        shift += len(made) - len(meant)
        end = last.end
    if errors:
        yield {**row, "text": "".join((*parts, text[end:])), "errors": errors, "ignore": []}
