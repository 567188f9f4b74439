"""Real words that stand where a look-alike fits far better: "must remain clam" for "calm".

The language model weighs each word against its look-alikes in the three windows that hold it; a small set of trees
turns what it says into a probability. How the trees were made and how well they do: `knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.reading.edits import COSTS, cost, slip_between
from auditor.reading.language_model import CLOSE, OPEN, language_model
from auditor.reading.lexicon import look_alikes
from auditor.reading.tokens import Token
from auditor.reading.trees import load_trees
from auditor.reading.word_stream import WordStream

LEAST_GAIN = 4.0
"""Log-likelihood ratio under which a look-alike is not looked at: of the slips that pass 3, one in twenty is lost."""

GATE = -16.0
"""A word is looked at only where the log probability of its windows is lower: loses 2% of the slips."""

_SLIPS = {slip: float(number) for number, slip in enumerate(COSTS)}


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that may stand for another: `meant` in the printed capitals, `probability` that it does."""

    token: Token
    meant: str
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A look-alike that fits better, with what the trees are shown."""

    token: Token
    meant: str
    features: Mapping[str, float]


def candidates(text: str, stream: WordStream) -> Iterator[Candidate]:
    """Yield for each word the look-alike that fits best, where it fits better by `LEAST_GAIN`."""
    words, tokens = stream.words, stream.tokens
    if len(words) < 3:
        return
    model = language_model()
    after = model.after
    similar = look_alikes()
    log = model.along(words)
    counts = Counter(words)
    last = len(words) - 1
    for at in range(1, last):
        follow = words[at + 1]
        beyond = words[at + 2] if follow != CLOSE and at + 2 <= last else ""
        own = (log[at], log[at + 1], log[at + 2] if beyond else 0.0)
        total = own[0] + own[1] + own[2]
        if total > GATE:
            continue
        word, token = words[at], tokens[at]
        others = similar.get(word)
        if token is None or others is None or not _looks_plain(text, token, words[at - 1]):
            continue
        one, two = words[at - 1], words[at - 2] if at > 1 else CLOSE
        best, best_terms, second = "", (0.0, 0.0, 0.0), total
        best_total = total + LEAST_GAIN
        for other in others:
            first = after(other, one, two)
            if first < second:
                continue
            middle = after(follow, other, one)
            if first + middle < second:
                continue
            end = after(beyond, follow, other) if beyond else 0.0
            value = first + middle + end
            if value > best_total:
                second = max(second, best_total) if best else second
                best, best_terms, best_total = other, (first, middle, end), value
            elif value > second:
                second = value
        if best:
            yield Candidate(
                token,
                _in_case(token.text, best),
                {
                    "gain": best_total - total,
                    "gain_left": best_terms[0] - own[0],
                    "gain_middle": best_terms[1] - own[1],
                    "gain_right": best_terms[2] - own[2],
                    "word_left": own[0],
                    "word_middle": own[1],
                    "word_right": own[2],
                    "meant_left": best_terms[0],
                    "meant_middle": best_terms[1],
                    "meant_right": best_terms[2],
                    "word_alone": model.word(word),
                    "meant_alone": model.word(best),
                    "word_expected": own[0] - model.word(word),
                    "meant_expected": best_terms[0] - model.word(best),
                    "follow_expected": own[1] - model.word(follow),
                    "follow_meant": best_terms[1] - model.word(follow),
                    "margin": best_total - second,
                    "slip": _SLIPS[slip_between(word, best)],
                    "cost": cost(word, best),
                    "length": float(len(word)),
                    "word_count": float(counts[word]),
                    "meant_count": float(counts[best]),
                    "opens": float(one == OPEN),
                    "closes": float(follow == CLOSE),
                    "mark_before": float(token.start > 0 and text[token.start - 1] not in " \n"),
                    "mark_after": float(token.end < len(text) and text[token.end] not in " \n"),
                    "comma_before": float(text[max(0, token.start - 2) : token.start] == ", "),
                    "previous_known": float(model.knows(one)),
                    "next_known": float(model.knows(follow)),
                    "previous_capital": float(bool(tokens[at - 1]) and tokens[at - 1].text[0].isupper()),  # type: ignore[union-attr]  # bool() has told it apart
                    "next_capital": float(bool(tokens[at + 1]) and tokens[at + 1].text[0].isupper()),  # type: ignore[union-attr]  # likewise
                },
            )


def read_word_slips(text: str, stream: WordStream, allowed: frozenset[str]) -> tuple[Slip, ...]:
    """Return the words that probably stand for a look-alike, words in `allowed` left out."""
    trees = load_trees("spelling/word_slips.json")
    found = []
    for candidate in candidates(text, stream):
        if candidate.token.text.lower() not in allowed:
            probability = trees.probability(candidate.features)
            if probability >= trees.threshold:
                found.append(Slip(candidate.token, candidate.meant, probability))
    return tuple(found)


def _looks_plain(text: str, token: Token, previous: str) -> bool:
    """Whether a word is plain prose: no name in mid-sentence, no part of a compound, nothing bracketed."""
    if not (token.text.islower() or previous == OPEN or token.text == "I"):
        return False
    before = text[token.start - 1] if token.start else " "
    behind = text[token.end] if token.end < len(text) else " "
    return before not in "-–/[]()@#_*&.'’" and behind not in "-/[]()@_*&'’"


def _in_case(printed: str, meant: str) -> str:
    if meant in ("i", "i'm", "i'll", "i've", "i'd"):
        return meant.capitalize()
    return meant.capitalize() if printed[0].isupper() and printed != "I" else meant
