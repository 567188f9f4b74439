"""Sentences whose words do not hang together, as a system leaves them that has lost the thread.

A trigram model of English tells how much better each word fits after the two before it than anywhere; a small set of
trees judges the sentence by that, by what is repeated and by what no dictionary has. Figures:
`knowledge/translation/GARBLED_MODEL_CARD.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.reading.language_model import CLOSE, OPEN, UNKNOWN
from auditor.reading.trees import load_trees
from auditor.reading.word_patterns import is_grammar
from auditor.reading.word_stream import NUMBER, WordStream
from auditor.span import Span

LEAST_WORDS = 11
MOST_WORDS = 120
LIKELY, REPEATED = -6.8, 0.5
"""Mean ln p of a word, and share of words said before: a sentence above the one and below the other hangs together,
whatever else is wrong with it."""
MOST_FIGURES = 0.25
"""Of the words: with more a sentence is a table or a list of references."""
_FIVE = 5


@dataclass(frozen=True, slots=True)
class Garbled:
    """One sentence, and the share of it that a corrector would probably change."""

    span: Span
    share: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence with what the trees are shown."""

    span: Span
    features: Mapping[str, float]


def read_garbled(text: str, stream: WordStream) -> tuple[Garbled, ...]:
    """Return the sentences that the trees call, in text order."""
    trees = None
    found = []
    for candidate in candidates(text, stream):
        trees = trees or load_trees("translation/garbled.json")
        share = trees.probability(candidate.features)
        if share >= trees.threshold:
            found.append(Garbled(candidate.span, share))
    return tuple(found)


def candidates(text: str, stream: WordStream) -> Iterator[Candidate]:
    """Yield the sentences of `text` of eleven words and more that are unlikely or say much twice."""
    words, tokens, log, alone = stream.words, stream.tokens, stream.log.tolist(), stream.alone
    start = 0
    for at, word in enumerate(words):
        if word == OPEN:
            start = at + 1
        elif word == CLOSE and LEAST_WORDS <= at - start <= MOST_WORDS:
            fit, inside = log[start:at], words[start:at]
            repeated = 1 - len(set(inside)) / len(inside)
            first, last = tokens[start], tokens[at - 1]
            if inside.count(NUMBER) > MOST_FIGURES * len(inside):
                continue
            if (repeated > REPEATED or sum(fit) < LIKELY * len(fit)) and first is not None and last is not None:
                span = Span(first.start, last.end)
                small = [token is not None and token.text[0].islower() for token in tokens[start:at]]
                commas = text.count(",", span.start, span.end)
                yield Candidate(
                    span,
                    {
                        **_features(inside, fit, alone[start:at].tolist(), small),
                        "repeated": repeated,
                        "commas": commas / len(fit),
                    },
                )


def _features(words: list[str], fit: list[float], alone: list[float], small: list[bool]) -> dict[str, float]:
    """Return what the trees are shown of a sentence.

    `alone`: ln p of each word wherever it stands; `small`: which words have no capital.
    """
    count = len(words)
    bonds, strange = [], 0
    for common, value, is_small in zip(alone, fit, small, strict=True):
        bonds.append(value - common if value > UNKNOWN and common > UNKNOWN else None)
        strange += is_small and common <= UNKNOWN
    known = sorted(bond for bond in bonds if bond is not None) or [0.0]
    filled = [bond or 0.0 for bond in bonds]
    runs = [sum(filled[at : at + _FIVE]) / _FIVE for at in range(count - _FIVE + 1)]
    content = [word for word in words if not is_grammar(word)]
    worst = sorted(fit)[: max(1, count // _FIVE)]
    return {
        "words": float(count),
        "known": len(known) / count,
        "strange": strange / count,
        "bond": sum(known) / len(known),
        "middle_bond": known[len(known) // 2],
        "loose": sum(bond < 0 for bond in known) / len(known),
        "torn": sum(bond < -1 for bond in known) / len(known),
        "likely": sum(fit) / count,
        "worst": sum(worst) / len(worst),
        "worst_run": min(runs),
        "grammar": 1 - len(content) / count,
        "repeated_content": 1 - len(set(content)) / max(len(content), 1),
        "capitals": 1 - sum(small) / count,
        "the": words.count("the") / count,
        "of": words.count("of") / count,
        "is": words.count("is") / count,
    }
