"""Words that no dictionary has, and what each may have been meant to be.

A letter slipped ("goverment") or the blank between two words was lost ("ofthe"). Names are not judged here: a word with
a capital in mid-sentence may be spelt any way its bearer likes. How the trees were made and how well they do:
`knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from auditor.reading.as_printed import as_printed
from auditor.reading.edits import COSTS, slip_between
from auditor.reading.foreign_company import in_foreign_company
from auditor.reading.joined_clitics import read_joined_clitics
from auditor.reading.known_names import known_names
from auditor.reading.language_model import UNKNOWN, language_model
from auditor.reading.lexicon import common_words, known_slips, lexicon
from auditor.reading.name_forms import bare
from auditor.reading.near_words import SHORT_SPLIT_COST, SPLIT_COST, near_names, near_words, splits
from auditor.reading.slip_odds import in_print
from auditor.reading.tokens import Token
from auditor.reading.trees import Trees, load_trees
from auditor.reading.usage import Usage, seen_on_the_web, usage
from auditor.reading.word_shape import PREFIXES, affixed, odd_triples
from auditor.reading.word_stream import WordStream
from auditor.span import Span

Kind = Literal["slip", "joined", "name"]

_NO_WORD = "<unknown>"
_MACHINE = frozenset({"http", "https", "www"})

_MOST_SOURCES = 60
"""Sources of what is meant are told apart up to so many."""

_ENOUGH_SOURCES = 3
"""A name that so many other sources print is right."""

_LEAST_OF_LISTED, _AS_OFTEN_MADE = 0.05, 0.85
"""A slip that many people make is one where the trees do not rule it out: of 230 so found two were none."""

_SURE_OF_CLITICS = 0.9
"""In 5.45 million words of the archives two words go on behind a short form, both slips."""

_LEAST_OF_NAMES = 0.45
"""A name that nothing speaks for but its likeness to another has to be likelier to be a slip than a word."""

_MANY_JOINED, _WELL_JOINED, _BONUS_OF_MANY = 4, 4.0, 5.0
"""An article with so many joined words, each likelier by so much than an unknown one, lost its blanks on the way:
another is likelier there than a slip ("tohis": "to his", not "this")."""

_LEAST_OF_MANY = 0.2
"""The probability from which another joined word is called in such an article."""

_LEAST_LETTERS = 4
"""Names that a word may be joined to have so many letters."""

MOST_JUDGED = 500
"""Unknown spellings judged in one article: with more it is no prose, and each costs a fraction of a millisecond."""

_SLIPS = {slip: float(number) for number, slip in enumerate(COSTS)}
_CLITIC = re.compile(r"(?:'(?:s|d|ll|ve|re|m)|n't|s')$")


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

    @property
    def spans(self) -> Sequence[Span]:
        """Where it stands."""
        return (self.token.span,)


def candidates(text: str, stream: WordStream, printed: Usage | None = None) -> Iterator[Candidate]:
    """Yield the best guess at each unknown word, once per distinct spelling. `printed`: None for the shipped table."""
    unknown = stream.unknown
    if not unknown:
        return
    printed = printed or usage()
    judged: dict[str, tuple[int, Token, list[_Choice]]] = {}
    for at, token in enumerate(stream.tokens):
        if token is None or token.text not in unknown:
            continue
        form = bare(token.text)
        if form in judged:
            continue
        if len(judged) >= MOST_JUDGED:
            break
        place = token if form == token.text else Token(token.start, token.start + len(form), form, "word")
        judged[form] = (at, place, _choices(text, stream, at, place, printed))
    counts = stream.counts
    # The model has met some misspellings; here each counts as a word it has not met.
    asked = [
        (at, [(_NO_WORD,), *(choice.words for choice in choices)]) for at, _, choices in judged.values() if choices
    ]
    weighed = stream.weigh([(at, 1, words) for at, row in asked for words in row])

    def best(cheaper: float) -> list[Candidate]:
        fits = iter(weighed)
        return [
            _best(text, stream, at, place, choices, list(islice(fits, 1 + len(choices))), counts, printed, cheaper)
            for at, place, choices in judged.values()
            if choices
        ]

    found = best(0.0)
    joined = sum(one.kind == "joined" and one.features["gain"] > _WELL_JOINED for one in found)
    yield from best(_BONUS_OF_MANY) if joined >= _MANY_JOINED else found


class _Choice(NamedTuple):
    """What a spelling may stand for: as the language model reads it, as it would be printed, at what price."""

    words: tuple[str, ...]
    shown: str
    price: float
    kind: Kind


def _choices(text: str, stream: WordStream, at: int, token: Token, printed: Usage) -> list[_Choice]:
    """Return what an unknown word may stand for; nothing where it is none or there is no telling."""
    known, listed = lexicon(), known_names()
    form, word = token.text, token.text.lower()
    if _touches(text, token, "@#/_*&=\u00ad") or _letters_in_brackets(text, token):
        return []
    if as_printed(text, token.start, token.end):
        return []
    if word.endswith("in") and text[token.end : token.end + 1] in ("'", "’"):
        return []
    if word in _MACHINE or (form.islower() and text[token.start - 1 : token.start] == "."):
        return []  # "setup.exe"
    if word[-1] == "o" and text[token.end : token.end + 1] == "-":
        return []  # "socio-economic"
    before = stream.tokens[at - 1]
    if (
        before is not None
        and text[before.end : token.start] == "-"
        and ((before.text + form).lower() in known or affixed(word) or (before.text[0].isupper() and form.islower()))
    ):
        return []  # "pre-empted", "self-servingly", "Joon-seok"
    named = form[0].isupper() and before is not None
    if named and form[1:].islower() and (form in listed or printed.sources(form) >= _ENOUGH_SOURCES):
        return []
    choices: list[_Choice] = []
    if form[1:].islower():
        near = [
            (other, other.capitalize() if form[0].isupper() else other, price)
            for other, price in near_words(word, far=not named and word not in known)
        ]
        if form[0].isupper():
            seen = {shown for _, shown, _ in near}
            near += [(other.lower(), other, price) for other, price in near_names(word) if other not in seen]
        choices = [
            _Choice((other,), shown, price, "name" if named or _only_name(shown) else "slip")
            for other, shown, price in near
            if not _only_variant(word, other)
        ]
    return choices + [
        _Choice((left.lower(), right.lower()), f"{left} {right}", price, "joined")
        for left, right, price in (*splits(form), *_behind_names(form, stream.counts.keys()))
        if not right[0].isupper() or _set_apart(left, right, printed)
    ]


def _set_apart(left: str, right: str, printed: Usage) -> bool:
    """Whether these are two words and no brand ("BuzzFeed"): news has them apart, or the first is small."""
    if right.isupper() and len(right) > 1:
        return False
    if left[0].isupper():
        return printed.run(left.lower(), right.lower()) > 0
    return len(left) > 1 and not PREFIXES.match(left)


def _behind_names(form: str, printed: Set[str]) -> Iterator[tuple[str, str, float]]:
    """Yield the ways to read `form` as a name that the article has, which no dictionary does, and a frequent word."""
    if form[0].isupper():
        for at in range(_LEAST_LETTERS, len(form) - 1):
            name, rest = form[:at], form[at:]
            if name.lower() in printed and rest in common_words() and not lexicon().knows(name):
                yield name, rest, SHORT_SPLIT_COST if len(rest) < 3 else SPLIT_COST


def _best(
    text: str,
    stream: WordStream,
    at: int,
    token: Token,
    choices: Sequence[_Choice],
    fits: Sequence[float],
    counts: Counter[str],
    printed: Usage,
    bonus: float,
) -> Candidate:
    """Return the best of some choices.

    `fits`: how well an unknown word and each of them fits the place; `bonus`: what two words are preferred by.
    """
    base = fits[0]
    model, known, listed = language_model(), lexicon(), known_names()
    form, word = token.text, token.text.lower()
    before, behind = stream.tokens[at - 1], stream.tokens[at + 1]
    named = form[0].isupper() and before is not None
    ranked = sorted(
        (
            (
                fit - choice.price + bonus * (choice.kind == "joined"),
                choice.shown,
                choice.price,
                fit,
                choice.kind,
            )
            for choice, fit in zip(choices, fits[1:], strict=True)
        ),
        reverse=True,
    )
    score, meant, price, fit, kind = ranked[0]
    joined = kind == "joined"
    rival = next((row for row in ranked if (row[4] == "joined") != joined), None)
    first, _, rest = meant.lower().partition(" ")
    alone = min(model.word(first), model.word(rest) if rest else 0.0)
    features = {
        "gain": score - base,
        "margin": score - ranked[1][0] if len(ranked) > 1 else 30.0,
        "margin_other_kind": score - rival[0] if rival else 30.0,
        "fit": fit,
        "base": base,
        "price": price,
        "joined": float(joined),
        "slip": -1.0 if joined else _SLIPS[slip_between(word, first)],
        "length": float(len(word)),
        "shortest_part": float(min(len(first), len(rest)) if joined else 0),
        "meant_alone": alone,
        "first_alone": model.word(first) if rest else 0.0,
        "last_alone": model.word(rest) if rest else 0.0,
        "last_length": float(len(rest)),
        "parts_use": printed.run(first, rest) if rest else 0.0,
        "behind_name": float(bool(rest) and not known.knows(meant.partition(" ")[0])),
        "part_after_part": model.after(rest, first, stream.words[at - 1]) if rest else 0.0,
        "repeated": float(counts[stream.words[at]] > 2),
        "meant_count": float(counts[first] if not rest else min(counts[first], counts[rest])),
        "meant_sources": float(0 if rest else min(max(printed.sources(meant), printed.sources(first)), _MOST_SOURCES)),
        "word_sources": float(min(printed.sources(form), 20)),
        # Of a compound only: the web is full of "goverment" and "ofthe".
        "seen": float(seen_on_the_web().get(word) if rest and min(len(first), len(rest)) > 3 else 0),
        "name_seen": float(seen_on_the_web().get(word) if form[0].isupper() and not rest else 0),
        "opens": float(before is None),
        "capital": float(form[0].isupper()),
        "named": float(named),
        "meant_is_word": float(first in common_words()),
        "listed": float(form.capitalize() in listed),
        "known_slip": float(meant.lower() in known_slips().meant_by(word)),
        "camel": float(not form[1:].islower()),
        # The model has met common slips, too; what tells is how much rarer than the word it may stand for it is.
        "rarer": alone - (model.word(word) if model.knows(word) else UNKNOWN - 4),
        "name": float(known.is_name(word)),
        "rare_word": float(word in known),
        "affixed": float(affixed(word)),
        "previous_unknown": float(before is not None and not known.knows(before.text)),
        "next_unknown": float(behind is not None and not known.knows(behind.text)),
        "meant_is_small": float(first in known),
        "previous_listed": float(before is not None and before.text in listed),
        "next_listed": float(behind is not None and behind.text in listed),
        "previous_capital": float(
            before is not None and stream.tokens[at - 2] is not None and before.text[0].isupper()
        ),
        "next_capital": float(behind is not None and behind.text[0].isupper()),
        "hyphen": float(_touches(text, token, "-–")),
        "quoted": float(_touches(text, token, "\"“”‘’'")),
        "bracketed": float(_touches(text, token, "()[]")),
        "candidates": float(len(ranked)),
        "vowels": sum(letter in "aeiouy" for letter in word) / len(word),
        "first_changed": float(not joined and word[0] != first[0]),
        "last_changed": float(not joined and word[-1] != first[-1]),
        "odd_triples": odd_triples(word),
    }
    return Candidate(token, meant, kind, features)


def _only_name(word: str) -> bool:
    """Whether `word` is written with a capital wherever it stands: its spelling is for a person to judge."""
    return word[0].isupper() and word.lower() not in lexicon()


def read_unknown_words(text: str, stream: WordStream, allowed: frozenset[str]) -> tuple[UnknownWord, ...]:
    """Return the unknown words that probably stand for something else.

    Words in `allowed` and those that stand among words of another language are left out.
    """
    trees = load_trees("spelling/unknown_words.json")
    judged = [
        candidate
        for candidate in candidates(text, stream)
        # A slip is not made three times.
        if not (candidate.features["repeated"] and (candidate.kind == "name" or candidate.features["camel"]))
        and candidate.token.text.lower() not in allowed
    ]
    likely: dict[str, tuple[str, Kind, float]] = {}
    for candidate in judged:
        if (sure := _sure(candidate, trees)) is not None:
            likely[candidate.token.text] = (candidate.meant, candidate.kind, sure)
    if sum(kind == "joined" for _, kind, _ in likely.values()) >= _MANY_JOINED:
        # They are the way of this text, not the rare slips of a writer.
        for candidate in judged:
            probability = trees.probability(candidate.features, whole=True) if candidate.kind == "joined" else 0.0
            if probability >= _LEAST_OF_MANY:
                likely[candidate.token.text] = (candidate.meant, candidate.kind, probability)
    places = [
        UnknownWord(token, meant, "joined", _SURE_OF_CLITICS)
        for token, meant in read_joined_clitics(stream)
        if token.text.lower() not in allowed and not as_printed(text, token.start, token.end)
    ]
    if not likely:
        return tuple(places)
    for at, token in enumerate(stream.tokens):
        if token is not None and (form := bare(token.text)) in likely and not in_foreign_company(stream, at):
            whole = form == token.text
            place = token if whole else Token(token.start, token.start + len(form), form, "word")
            places.append(UnknownWord(place, *likely[form]))
    return tuple(sorted(places, key=lambda word: word.token.start))


def _sure(candidate: Candidate, trees: Trees) -> float | None:
    """Return how sure a candidate is a slip in print, None where it is not likely enough to be called."""
    if candidate.features["known_slip"] and not candidate.features["named"]:
        probability = trees.probability(candidate.features, whole=True)
        return max(in_print(probability), _AS_OFTEN_MADE) if probability >= _LEAST_OF_LISTED else None
    probability = trees.probability(candidate.features)
    least = _LEAST_OF_NAMES if candidate.kind == "name" else trees.threshold
    return in_print(probability) if probability >= least else None


def _touches(text: str, token: Token, marks: str) -> bool:
    before = text[token.start - 1] if token.start else " "
    behind = text[token.end] if token.end < len(text) else " "
    return before in marks or behind in marks


def _letters_in_brackets(text: str, token: Token) -> bool:
    """Whether an editor put letters of the word in brackets: "[G]iven", "(m)uch", "want[s]"."""
    before, behind = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 2]
    return (
        before[-1:] in ("]", ")")
        or behind[:1] in ("[", "(")
        or (before[-1:] in ("[", "(") and behind[:1] in ("]", ")") and (before[:1].isalpha() or behind[1:].isalpha()))
    )


def _only_variant(word: str, other: str) -> bool:
    """Whether the two differ only as British and American do, or as singular and plural."""
    if other == word + "s" or word == other + "s":
        return True
    return word.replace("is", "iz") == other.replace("is", "iz") or word.replace("ys", "yz") == other.replace(
        "ys", "yz"
    )
