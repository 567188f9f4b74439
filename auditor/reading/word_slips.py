"""Real words that stand where a look-alike fits far better: "must remain clam" for "calm".

The language model weighs each word against its look-alikes in the three windows that hold it; a small set of trees
turns what it says into a probability. Pairs that the text behind the language model confuses as well ("its", "it's")
are told apart by models of their own. How all of them were made and how well they do:
`knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from auditor.reading.as_printed import as_printed
from auditor.reading.edits import COSTS, cost, slip_between
from auditor.reading.language_model import CLOSE, OPEN, Numbers, language_model
from auditor.reading.lexicon import look_alikes
from auditor.reading.slip_odds import in_print
from auditor.reading.substitutes import Substitutes
from auditor.reading.tokens import Token
from auditor.reading.trees import load_trees
from auditor.reading.usage import Usage, usage
from auditor.reading.word_pairs import LEAST_SURPLUS, WordPairs, word_pairs
from auditor.reading.word_stream import WordStream
from auditor.reading.word_windows import WordWindows, word_windows
from auditor.span import Span

LEAST_GAIN = 4.0
"""Log-likelihood ratio under which a look-alike is not looked at: the trees accept one slip in a hundred with less."""

LEAST_SUITED, _HALF_GAIN = 4.0, 0.5
"""What the log odds by the words around (see `word_windows`) and half the gain have to sum up to: below it the trees
accept no slip in a hundred."""

GATE, LEAST_EXPECTED, WITH_NEXT, NEXT = -15.0, -3.8, -9.0, -1.2
"""A word is looked at only where the log probability of its windows, its own after the two before it, that of both it
and the next word, and that of the next word are lower: the trees accept one slip in a hundred above each, or fewer."""

_LEFT, _MIDDLE, _LEAST_LEFT, _WORSE = 10.0, 6.0, -11.0, 2.6
"""A look-alike is given up where its own log probability exceeds that of the windows by less, or with that of the word
behind it by less, or is lower, or lower than that of the printed word by more: each loses one accepted slip in a
hundred or none, and together they spare two calls of the model in three."""

PAIR_OWN, PAIR_EXPECTED, LEAST_ODDS = -2.0, -7.0, 1.0
"""A word of a pair is looked at only where its log probability, and that of it and the word behind it, are lower, and
called only with so much log odds."""

_PAIR_LEFT, _PAIR_MIDDLE = -2.2, 1.0
"""The least gain at the word itself, and with the word behind it, from which the models of a pair of frequent words are
asked: each loses one slip in a hundred, and both spare nine of ten questions."""

_WEIGHT_OF_GAIN, _LEAST_PAIR_GAIN = 0.5, -3.0
"""What the gain by the language model counts beside the log odds of a pair, and the least gain."""

_LEAST_PAIR_ASKED = 1.5
"""The least log odds by the words around: of 183 slips of pairs one lay below, of 31 false alarms four."""

_BLANKS = (" ", "\n", "\u00a0")

_MOST_FITTING = 3
"""Of the look-alikes that fit better, so many are compared by what news prints."""

_WEIGHT_OF_USE = 0.35
"""What one doubling of the counts of news is worth beside the natural log of the language model."""

_Fit = tuple[float, str, tuple[float, float, float]]
"""The log probability of the three windows with a look-alike, the look-alike, and the windows one by one."""

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

    @property
    def spans(self) -> Sequence[Span]:
        """Where it stands."""
        return (self.token.span,)


def candidates(
    text: str, stream: WordStream, printed: Usage | None = None, windows: WordWindows | None = None
) -> Iterator[Candidate]:
    """Yield for each word the look-alike that fits best, where it fits better by `LEAST_GAIN`.

    `printed`, `windows`: None for the shipped ones.
    """
    words, tokens, log = stream.words, stream.tokens, stream.log
    model, printed, windows = language_model(), printed or usage(), windows or word_windows()
    counts = stream.counts
    for at, fits in _fitting(text, stream):
        word, token, one, follow = words[at], tokens[at], words[at - 1], words[at + 1]
        assert token is not None
        own = (float(log[at]), float(log[at + 1]), float(log[at + 2]) if stream.goes_on[at] else 0.0)
        total = sum(own)
        fitting = sorted(fits, reverse=True)[:_MOST_FITTING]
        around = windows.asks(text, words, tokens, at)
        suited = {other: windows.odds(around, word, other) for _, other, _ in fitting}
        if all(suited[other][0] + _HALF_GAIN * (fit - total) < LEAST_SUITED for fit, other, _ in fitting):
            continue
        use = {other: _use(printed, words, at, other) for _, other, _ in fitting}
        value, best, terms = max(fitting, key=lambda row: (row[0] + _WEIGHT_OF_USE * sum(use[row[1]]), row[1]))
        odds, word_asked, meant_asked = suited[best]
        if odds + _HALF_GAIN * (value - total) < LEAST_SUITED:
            continue
        rivals = [row[0] for row in fitting if row[1] != best]
        yield Candidate(
            token,
            _in_case(token.text, best),
            {
                "gain": value - total,
                "asked": odds,
                "word_asked": word_asked,
                "meant_asked": meant_asked,
                "gain_left": terms[0] - own[0],
                "gain_middle": terms[1] - own[1],
                "gain_right": terms[2] - own[2],
                "word_left": own[0],
                "word_middle": own[1],
                "word_right": own[2],
                "meant_left": terms[0],
                "meant_middle": terms[1],
                "meant_right": terms[2],
                "word_alone": model.word(word),
                "meant_alone": model.word(best),
                "word_expected": own[0] - model.word(word),
                "meant_expected": terms[0] - model.word(best),
                "follow_expected": own[1] - model.word(follow),
                "follow_meant": terms[1] - model.word(follow),
                "margin": value - max([total, *rivals]),
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
                **_printed(printed, words, at, best, use[best]),
            },
        )


def _fitting(text: str, stream: WordStream) -> Iterator[tuple[int, list[_Fit]]]:
    """Yield the places of words that look-alikes fit better by `LEAST_GAIN`, each with those.

    The look-alikes of all words are weighed together, window by window; those that one rules out are not asked further.
    """
    words, log = stream.words, stream.log
    if len(words) < 3:
        return
    own, behind = log[:-1], log[1:]
    total = own + behind + np.where(stream.goes_on[:-1], np.append(log[2:], 0.0), 0.0)
    odd = (own <= LEAST_EXPECTED) & (behind <= NEXT) & (own + behind <= WITH_NEXT) & (total <= GATE)
    similar = _similar()
    asked = [
        at
        for at in np.flatnonzero(odd & similar.has[stream.numbers[:-1]]).tolist()
        if (token := stream.tokens[at]) is not None and _looks_plain(text, token, words[at - 1])
    ]
    rivals = similar.of(stream, np.array(asked, np.int64))
    at = rivals.at
    fits = rivals.own >= np.maximum(np.maximum(total[at] + _LEFT, _LEAST_LEFT), own[at] - _WORSE)
    rivals = rivals.only(fits)
    rivals = rivals.only(rivals.own + rivals.behind >= total[rivals.at] + _MIDDLE)
    value = rivals.own + rivals.behind + rivals.beyond
    fits = value >= total[rivals.at] + LEAST_GAIN
    rivals = rivals.only(fits)
    terms = zip(rivals.own.tolist(), rivals.behind.tolist(), rivals.beyond.tolist(), strict=True)
    rows = zip(rivals.at.tolist(), value[fits].tolist(), rivals.spellings(), terms, strict=True)
    for place, row in groupby(rows, key=itemgetter(0)):
        yield place, [(worth, spelling, parts) for _, worth, spelling, parts in row]


@dataclass(frozen=True, slots=True)
class _LookAlikes:
    """The look-alikes of each word by its number in the language model: those from `first` on to that of the next."""

    first: Numbers
    others: Numbers
    has: NDArray[np.bool_]
    """Whether the word has any; at the end, where the number -1 points, none."""

    def of(self, stream: WordStream, at: Numbers) -> Substitutes:
        """Return those of the words at some places of a stream."""
        words = stream.numbers[at]
        count = self.first[words + 1] - self.first[words]
        skipped = np.cumsum(count) - count
        rows = np.arange(count.sum()) + np.repeat(self.first[words] - skipped, count)
        return Substitutes(stream, np.repeat(at, count), self.others[rows])


@functools.cache
def _similar() -> _LookAlikes:
    index, similar = language_model().index, look_alikes()
    words = sorted(similar, key=index.__getitem__)
    count = np.zeros(len(index) + 1, np.int64)
    count[[index[word] for word in words]] = [len(similar[word]) for word in words]
    first = np.concatenate([[0], np.cumsum(count)])
    return _LookAlikes(first, np.array([index[other] for word in words for other in similar[word]]), count > 0)


def _use(printed: Usage, words: list[str], at: int, word: str) -> tuple[float, float, float, float, float]:
    """Return how often news prints the runs of two and three words around `at`, with `word` there (binary logs)."""
    one, follow = words[at - 1], words[at + 1]
    two = words[at - 2] if one != OPEN and at > 1 else ""
    beyond = words[at + 2] if follow != CLOSE and at + 2 < len(words) else ""
    left, right = printed.run(one, word), printed.run(word, follow)
    return (
        left,
        right,
        printed.run(two, one, word) if left and two else 0.0,
        printed.run(one, word, follow) if left and right else 0.0,
        printed.run(word, follow, beyond) if right and beyond else 0.0,
    )


_RUNS = ("pair_left", "pair_right", "triple_left", "triple_middle", "triple_right")


def _printed(
    printed: Usage, words: list[str], at: int, meant: str, use: tuple[float, float, float, float, float]
) -> dict[str, float]:
    """Return what news prints of the word and of the meant one."""
    own = _use(printed, words, at, words[at])
    found = {f"use_{name}": value for name, value in zip(_RUNS, own, strict=True)}
    found |= {f"meant_{name}": value for name, value in zip(_RUNS, use, strict=True)}
    found |= {f"more_{name}": one - other for name, one, other in zip(_RUNS, use, own, strict=True)}
    found["more_use"] = sum(use) - sum(own)
    found["word_sources"] = float(min(printed.sources(words[at]), 100))
    found["meant_sources"] = float(min(printed.sources(meant), 100))
    return found


def read_word_slips(text: str, stream: WordStream, allowed: frozenset[str]) -> tuple[Slip, ...]:
    """Return the words that probably stand for a look-alike, words in `allowed` left out."""
    trees = load_trees("spelling/word_slips.json")
    found = {slip.token.start: slip for slip in paired(text, stream)}
    for candidate in candidates(text, stream):
        probability = trees.probability(candidate.features)
        if probability >= trees.threshold:
            found[candidate.token.start] = Slip(candidate.token, candidate.meant, in_print(probability))
    return tuple(
        slip
        for _, slip in sorted(found.items())
        if slip.token.text.lower() not in allowed and not as_printed(text, slip.token.start, slip.token.end)
    )


def paired(
    text: str, stream: WordStream, pairs: WordPairs | None = None, windows: WordWindows | None = None
) -> Iterator[Slip]:
    """Yield the words of often confused pairs where the other one belongs, by the models of those pairs.

    `pairs`, `windows`: None for the shipped ones.
    """
    words, log, pairs, windows = stream.words, stream.log, pairs or word_pairs(), windows or word_windows()
    odd = (log[:-1] <= PAIR_OWN) & (log[:-1] + log[1:] <= PAIR_EXPECTED)
    asked = [
        (at, token)
        for at in np.flatnonzero(odd).tolist()
        if words[at] in pairs.others
        and (token := stream.tokens[at]) is not None
        and _looks_plain(text, token, words[at - 1])
        # The models know nothing of punctuation: across a comma neighbours tell nothing.
        and text[token.end : token.end + 1] in _BLANKS
        and "," not in text[max(0, token.start - 2) : token.start]
    ]
    likely = _likely_pairs(stream, pairs, [at for at, _ in asked])
    for at, token in asked:
        fitting = [
            (pairs.odds(words, at, other), other, least)
            for other, least in pairs.others[words[at]]
            if least < LEAST_SURPLUS or (at, other) in likely
        ]
        odds, other, least = max(fitting, default=(0.0, "", 0.0))
        if odds < LEAST_ODDS:
            continue
        meant, own = stream.log_probabilities(at, [(other,), (words[at],)])
        gain = meant - own
        surplus = odds + _WEIGHT_OF_GAIN * gain - least
        if gain > _LEAST_PAIR_GAIN and surplus >= 0:
            around = windows.asks(text, words, stream.tokens, at)
            if windows.odds(around, words[at], other)[0] >= _LEAST_PAIR_ASKED:
                yield Slip(token, _in_case(token.text, other), in_print(min(0.95, 0.75 + 0.05 * surplus)))


def _likely_pairs(stream: WordStream, pairs: WordPairs, asked: Sequence[int]) -> set[tuple[int, str]]:
    """Return which words of pairs fit the places `asked`, and the words behind them, well enough."""
    others = [[other for other, _ in pairs.others[stream.words[at]]] for at in asked]
    rivals, log = Substitutes.of(stream, asked, others), stream.log
    own = rivals.own - log[rivals.at]
    likely = rivals.only((own >= _PAIR_LEFT) & (own + rivals.behind - log[rivals.at + 1] >= _PAIR_MIDDLE))
    return set(zip(likely.at.tolist(), likely.spellings(), strict=True))


def _looks_plain(text: str, token: Token, previous: str) -> bool:
    """Whether a word is plain prose: no name in mid-sentence, no part of a compound, nothing bracketed."""
    if not (token.text.islower() or previous == OPEN or token.text == "I"):
        return False
    before = text[token.start - 1] if token.start else " "
    behind = text[token.end] if token.end < len(text) else " "
    return before not in "-–/[]()@#_*&.'’\u00ad" and behind not in "-/[]()@_*&'’\u00ad"


def _in_case(printed: str, meant: str) -> str:
    if meant in ("i", "i'm", "i'll", "i've", "i'd"):
        return meant.capitalize()
    return meant.capitalize() if printed[0].isupper() and printed != "I" else meant
