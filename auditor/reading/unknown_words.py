"""Words that no dictionary has, and what each may have been meant to be.

A letter slipped ("goverment") or the blank between two words was lost ("ofthe"). Names are not judged here: a word with
a capital in mid-sentence may be spelt any way its bearer likes. How the trees were made and how well they do:
`knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from auditor.reading.edits import COSTS, cost, one_slip_away, slip_between
from auditor.reading.language_model import UNKNOWN, language_model
from auditor.reading.lexicon import common_words, lexicon
from auditor.reading.tokens import Token
from auditor.reading.trees import load_trees
from auditor.reading.word_stream import WordStream

Kind = Literal["slip", "joined"]

_NO_WORD = "<unknown>"

MOST_LETTERS = 40
"""Longer runs of letters are no words: addresses, cries, encoded data."""

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april august september october november "
    "december".split()
)
"""Words with a capital in mid-sentence that are no one's name to spell. March, May, June and July are too short."""

_SPLIT_COST, _SHORT_SPLIT_COST, _CAMEL_COST = 3.5, 5.0, 2.0
_SLIPS = {slip: float(number) for number, slip in enumerate(COSTS)}
_CLITIC = re.compile(r"(?:'(?:s|d|ll|ve|re|m)|n't|s')$")
_PREFIXES = re.compile(
    r"(?:anti|auto|bio|co|counter|cross|cyber|de|dis|eco|ex|geo|hyper|inter|mega|meta|micro|mid|mini|mis|multi|nano|neo|"
    r"non|out|over|para|petro|post|pre|pro|pseudo|psycho|re|self|semi|sub|super|techno|tele|trans|ultra|un|under|up)$"
)
_SUFFIXES = re.compile(
    r"(?:able|ably|ation|back|based|dom|down|ed|er|ers|ery|esque|est|fest|free|friendly|ful|gate|hood|holic|ian|ians|ibly|"
    r"ic|ically|ify|ing|ings|ish|ism|isms|ist|ists|ity|ization|ize|ized|izing|less|like|ly|maker|making|man|men|ness|nomics|"
    r"off|ology|out|person|phobe|phobia|phobic|proof|s|ship|side|style|up|ville|ward|wards|wide|wise|woman|women|y)$"
)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A spelling that is no word: where it stands, and the likeliest meaning if there is a likely one."""

    token: Token
    meant: str
    kind: Kind
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """The best guess at an unknown word, with what the trees are shown."""

    token: Token
    meant: str
    kind: Kind
    features: Mapping[str, float]


@functools.cache
def _by_start() -> Mapping[str, tuple[str, ...]]:
    """Return the common words of six letters and more by first letter and length, for slips of two letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in common_words():
        if len(word) >= 6:
            found[f"{word[0]}{len(word)}"].append(word)
    return {key: tuple(words) for key, words in found.items()}


@functools.lru_cache(maxsize=50_000)
def _near(word: str) -> tuple[tuple[str, float], ...]:
    """Return common words that `word` may stand for, with the cost of the slip."""
    near = [(other, cost(word, other)) for other in one_slip_away(word, common_words()) if len(other) > 1]
    if not near and len(word) >= 6:
        from rapidfuzz.distance import OSA  # noqa: PLC0415  (needed for few words)
        from rapidfuzz.process import extract  # noqa: PLC0415  (likewise)

        pool = [
            other
            for length in range(len(word) - 2, len(word) + 3)
            for other in _by_start().get(f"{word[0]}{length}", ())
        ]
        hits = extract(word, pool, scorer=OSA.distance, score_cutoff=2, limit=8)
        near = [(other, COSTS["far"]) for other, _, _ in hits]
    return tuple(near)


@functools.lru_cache(maxsize=50_000)
def _splits(word: str) -> tuple[tuple[str, str, float], ...]:
    """Return the ways to read `word` as two words, with the cost of a lost blank."""
    common, model, known = common_words(), language_model(), lexicon()
    found = []
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        camel = left[-1].islower() and right[0].isupper()
        if not camel and not (right.islower() and (left.islower() or left[1:].islower() or left in "AI")):
            continue
        a, b = left.lower(), right.lower()
        if (len(a) == 1 and a not in "ai") or (len(b) == 1 and b not in "ai"):
            continue
        frequent = a in common and b in common
        rare = len(a) > 2 and len(b) > 2 and known.knows(left) and known.knows(right)
        easy = max(model.word(a), model.word(b)) > -11 or len(word) >= 12
        if frequent or (rare and easy):
            price = _CAMEL_COST if camel else _SHORT_SPLIT_COST if min(len(a), len(b)) < 3 else _SPLIT_COST
            found.append((left, right, price))
    return tuple(found)


def is_unknown(word: str) -> bool:
    """Whether `word` (straight apostrophes) is a plain word of three letters or more that the lexicon does not know."""
    if not (2 < len(word) <= MOST_LETTERS) or not word.isascii() or word.isupper():
        return False
    known = lexicon()
    if known.knows(word):
        return False
    base = _CLITIC.sub("", word)
    return base == word if "'" in word else True


def candidates(text: str, stream: WordStream) -> Iterator[Candidate]:
    """Yield the best guess at each unknown word that is no name, once per distinct spelling."""
    judged: set[str] = set()
    counts: Counter[str] = Counter()
    verdicts: dict[str, bool] = {}
    places: list[int] = []
    for at, token in enumerate(stream.tokens):
        if token is None or token.kind != "word":
            continue
        counts[stream.words[at]] += 1
        unknown = verdicts.get(token.text)
        if unknown is None:
            unknown = verdicts[token.text] = is_unknown(token.text.replace("’", "'"))
        if unknown:
            places.append(at)
    for at in places:
        token = stream.tokens[at]
        assert token is not None
        if token.text in judged or "'" in token.text or "’" in token.text:
            continue
        opens = stream.tokens[at - 1] is None
        camel = not token.text[1:].islower()
        if token.text[0].isupper() and not opens and not camel and not _calendar_slip(token.text):
            continue
        judged.add(token.text)
        candidate = _best(text, stream, at, token, counts)
        if candidate is not None:
            yield candidate


def _best(text: str, stream: WordStream, at: int, token: Token, counts: Counter[str]) -> Candidate | None:
    model, known = language_model(), lexicon()
    printed, word = token.text, token.text.lower()
    if _touches(text, token, "[]()@#/_*&=") or (word.endswith("in") and text[token.end : token.end + 1] in ("'", "’")):
        return None
    # The model has met some misspellings; here each counts as a word it has not met.
    base = stream.log_probability(at, (_NO_WORD,))
    before, behind = stream.tokens[at - 1], stream.tokens[at + 1]
    slips: list[tuple[float, str, float, float]] = []
    if printed[1:].islower():
        for other, price in _near(word):
            if _only_variant(word, other) or (before is not None and printed[0].isupper() and other not in _CALENDAR):
                continue
            fit = stream.log_probability(at, (other,))
            slips.append((fit - price, other, price, fit))
    splits: list[tuple[float, str, float, float]] = []
    for left, right, price in _splits(printed):
        fit = stream.log_probability(at, (left.lower(), right.lower()))
        splits.append((fit - price, f"{left} {right}", price, fit))
    slips.sort(reverse=True)
    splits.sort(reverse=True)
    ranked = sorted([(*row, 0.0) for row in slips] + [(*row, 1.0) for row in splits], reverse=True)
    if not ranked:
        return None
    score, meant, price, fit, joined = ranked[0]
    rival = (slips if joined else splits)[:1]
    own = counts[stream.words[at]]
    first, _, rest = meant.lower().partition(" ")
    features = {
        "gain": score - base,
        "margin": score - ranked[1][0] if len(ranked) > 1 else 30.0,
        "margin_other_kind": score - rival[0][0] if rival else 30.0,
        "fit": fit,
        "base": base,
        "price": price,
        "joined": joined,
        "slip": -1.0 if joined else _SLIPS[slip_between(word, first)],
        "length": float(len(word)),
        "shortest_part": float(min(len(first), len(rest)) if joined else 0),
        "meant_alone": min(model.word(first), model.word(rest) if rest else 0.0),
        "part_after_part": model.after(rest, first, stream.words[at - 1]) if rest else 0.0,
        "repeated": float(own > 2),
        "meant_count": float(counts[first] if not rest else min(counts[first], counts[rest])),
        "opens": float(before is None),
        "capital": float(printed[0].isupper()),
        "camel": float(not printed[1:].islower()),
        "model_knows": float(model.knows(word)),
        "model_alone": model.word(word) if model.knows(word) else UNKNOWN - 4,
        "name": float(known.is_name(word)),
        "affixed": float(_affixed(word)),
        "previous_unknown": float(before is not None and not known.knows(before.text)),
        "next_unknown": float(behind is not None and not known.knows(behind.text)),
        "previous_capital": float(
            before is not None and stream.tokens[at - 2] is not None and before.text[0].isupper()
        ),
        "next_capital": float(behind is not None and behind.text[0].isupper()),
        "hyphen": float(_touches(text, token, "-–")),
        "quoted": float(_touches(text, token, "\"“”‘’'")),
        "candidates": float(len(ranked)),
        "vowels": sum(letter in "aeiouy" for letter in word) / len(word),
        "first_changed": float(not joined and word[0] != first[0]),
        "last_changed": float(not joined and word[-1] != first[-1]),
        "odd_triples": _odd_triples(word),
    }
    if not joined and printed[0].isupper():
        meant = meant.capitalize()
    return Candidate(token, meant, "joined" if joined else "slip", features)


def read_unknown_words(text: str, stream: WordStream, allowed: frozenset[str]) -> tuple[UnknownWord, ...]:
    """Return the unknown words that probably stand for something else, words in `allowed` left out."""
    trees = load_trees("spelling/unknown_words.json")
    likely: dict[str, tuple[str, Kind, float]] = {}
    for candidate in candidates(text, stream):
        if candidate.token.text.lower() not in allowed:
            probability = trees.probability(candidate.features)
            if probability >= trees.threshold:
                likely[candidate.token.text] = (candidate.meant, candidate.kind, probability)
    if not likely:
        return ()
    return tuple(
        UnknownWord(token, *likely[token.text]) for token in stream.tokens if token is not None and token.text in likely
    )


def _touches(text: str, token: Token, marks: str) -> bool:
    before = text[token.start - 1] if token.start else " "
    behind = text[token.end] if token.end < len(text) else " "
    return before in marks or behind in marks


def _calendar_slip(printed: str) -> bool:
    word = printed.lower()
    return any(
        word[0] == day[0] and abs(len(word) - len(day)) < 2 and slip_between(word, day) != "far" for day in _CALENDAR
    )


def _only_variant(word: str, other: str) -> bool:
    """Whether the two differ only as British and American do, or as singular and plural."""
    if other == word + "s" or word == other + "s":
        return True
    return word.replace("is", "iz") == other.replace("is", "iz") or word.replace("ys", "yz") == other.replace(
        "ys", "yz"
    )


@functools.lru_cache(maxsize=50_000)
def _affixed(word: str) -> bool:
    """Whether `word` is a known word of four letters or more with a prefix or suffix of English."""
    known = lexicon()
    for at in range(2, len(word)):
        head, tail = word[:at], word[at:]
        if len(tail) >= 4 and _PREFIXES.match(head) and tail in known:
            return True
        if len(head) >= 4 and _SUFFIXES.match(tail) and (head in known or head + "e" in known or known.is_name(head)):
            return True
    return False


@functools.cache
def _triples() -> Counter[str]:
    return Counter(word[at : at + 3] for word in common_words() for at in range(len(word) - 2))


def _odd_triples(word: str) -> float:
    """Return the share of its runs of three letters that stand in fewer than five common words."""
    triples = _triples()
    runs = [word[at : at + 3] for at in range(len(word) - 2)]
    return sum(triples[run] < 5 for run in runs) / len(runs) if runs else 0.0
