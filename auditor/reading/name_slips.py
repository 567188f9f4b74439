"""Names of an article that are probably slips of another name of the same article: "Stolternberg" for "Stoltenberg".

Each spelling is compared with the more frequent ones that lie one letter away; a small set of trees judges the pair.
How the trees were made and how well they do: `knowledge/spelling/MODEL_CARD.md`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.reading.edits import COSTS, cost, shared_start, slip_between
from auditor.reading.known_names import known_names
from auditor.reading.language_model import language_model
from auditor.reading.lexicon import lexicon
from auditor.reading.name_forms import NameForm, without_marks
from auditor.reading.sentences import Sentence
from auditor.reading.trees import load_trees
from auditor.reading.usage import Usage, usage
from auditor.span import Span

_SLIPS = {slip: float(number) for number, slip in enumerate(COSTS)}

_CROWD = 8
"""More spellings than this under one key are no slips of each other but a table or a hostile text."""


@dataclass(frozen=True, slots=True)
class NameSlip:
    """A spelling that probably stands for `usual`, and how probable that is."""

    rare: NameForm
    usual: NameForm
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of spellings with what the trees are shown."""

    rare: NameForm
    usual: NameForm
    features: Mapping[str, float]

    @property
    def spans(self) -> Sequence[Span]:
        """Where the rarer spelling stands."""
        return self.rare.places


def _pairs(names: Sequence[NameForm]) -> Iterator[tuple[NameForm, NameForm]]:
    """Yield the pairs of spellings that one slip parts."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        form = name.form.lower()
        groups[form].append(number)
        for left_out in {form[:at] + form[at + 1 :] for at in range(len(form))}:
            groups[left_out].append(number)
    pairs = {
        (one, other)
        for members in groups.values()
        if 1 < len(members) <= _CROWD
        for one in members
        for other in members
        if one < other
    }
    for one, other in sorted(pairs):
        yield names[one], names[other]


def candidates(
    names: Sequence[NameForm], sentences: Sequence[Sentence], printed: Usage | None = None
) -> Iterator[Candidate]:
    """Yield for each spelling that one slip parts from a more frequent one the likeliest pair."""
    known, model, listed = lexicon(), language_model(), known_names()
    printed = printed or usage()
    best: dict[str, tuple[float, Candidate]] = {}
    plain = [name for name in names if len(name.form) >= 3 and name.form.lower().isalpha() and name.form[1:].islower()]
    for one, other in _pairs(plain):
        rare, usual = _order(one, other)
        a, b = rare.form.lower(), usual.form.lower()
        slip = slip_between(a, b)
        if slip == "far" or rare.count > 3 or max(len(a), len(b)) < 4 or without_marks(a) == without_marks(b):
            continue
        side_by_side = _side_by_side(rare, usual, sentences)
        if side_by_side and _inflected(a, b):
            continue
        start = shared_start(a, b)
        price = cost(a, b)
        features = {
            "rare_count": float(rare.count),
            "usual_count": float(min(usual.count, 12)),
            "usual_in_title": float(usual.in_title > 0),
            "rare_in_title": float(rare.in_title > 0),
            "slip": _SLIPS[slip],
            "price": price,
            "length": float(len(a)),
            "longer": float(len(a) - len(b)),
            "at_start": float(start),
            "from_end": float(max(len(a), len(b)) - start),
            "plural": float(a == b + "s" or b == a + "s"),
            "ending": float(_inflected(a, b)),
            "rare_known": float(known.knows(rare.form)),
            "usual_known": float(known.knows(usual.form)),
            "rare_is_word": float(a in known),
            "usual_is_word": float(b in known),
            "rare_alone": model.word(a),
            "usual_alone": model.word(b),
            "rare_listed": float(rare.form in listed),
            "usual_listed": float(usual.form in listed),
            "rare_sources": float(min(printed.sources(rare.form), 50)),
            "usual_sources": float(min(printed.sources(usual.form), 50)),
            "together": float(len(rare.neighbours & usual.neighbours)),
            "rare_neighbours": float(len(rare.neighbours)),
            "side_by_side": float(side_by_side),
        }
        found = best.get(rare.form)
        merit = usual.count - price
        if found is None or merit > found[0]:
            best[rare.form] = (merit, Candidate(rare, usual, features))
    for _, candidate in best.values():
        yield candidate


def read_name_slips(
    names: Sequence[NameForm], sentences: Sequence[Sentence], allowed: frozenset[str]
) -> tuple[NameSlip, ...]:
    """Return the spellings that are probably slips, those in `allowed` left out."""
    trees = load_trees("spelling/name_slips.json")
    found = []
    for candidate in candidates(names, sentences):
        if {candidate.rare.form.lower(), candidate.usual.form.lower()} & allowed:
            continue
        probability = trees.probability(candidate.features)
        if probability >= trees.threshold:
            found.append(NameSlip(candidate.rare, candidate.usual, probability))
    return tuple(found)


def _order(one: NameForm, other: NameForm) -> tuple[NameForm, NameForm]:
    """Return the likely slip first; without a majority that is the spelling fewer know, else the shorter one."""
    known, listed = lexicon(), known_names()

    def rank(name: NameForm) -> tuple[int, bool, int, int]:
        return name.count, known.knows(name.form) or name.form in listed, len(name.form), -name.places[0].start

    rare, usual = sorted((one, other), key=rank)
    return rare, usual


def _inflected(a: str, b: str) -> bool:
    """Whether the two may be forms of one name, as plurals, demonyms and cases are, or one of its short forms."""
    near_end = max(len(a), len(b)) - shared_start(a, b) <= 2
    slip = slip_between(a, b)
    return near_end and (slip == "vowel" if len(a) == len(b) else slip not in ("double", "undouble"))


def _side_by_side(one: NameForm, other: NameForm, sentences: Sequence[Sentence]) -> bool:
    """Whether both stand in one sentence of the article: then the writer tells them apart."""
    ends = [sentence.span.end for sentence in sentences]
    first = {bisect_right(ends, place.start) for place in one.places[:2]}
    return any(bisect_right(ends, place.start) in first for place in other.places[:20])
