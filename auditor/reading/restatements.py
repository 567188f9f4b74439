"""Statements that an article prints twice in the same words but one: a "not", an antonym, a figure.

Only the neighbours of "not", "never", of figures and of the words in `knowledge/facts/antonyms.toml` are looked up
elsewhere in the article; from such a place the match is extended both ways, over one word that only one side has.
"""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from auditor.knowledge import toml
from auditor.reading.quotes import Quote
from auditor.reading.sentences import Sentence
from auditor.reading.tokens import Token
from auditor.span import Span

_NEGATIONS = frozenset(["not", "never"])
_NEGATIVE = frozenset(["no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "my", "your"])
_FULL = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
_MOST_PLACES = 12
"""A pair of neighbours that stands in more places than this is grammar ("it is ... that"), not a statement."""
_INFLECTED = 8
"""Words that agree at least beside a verb in another form: "he did not serve", "he served"."""
_MOST_PAIRS = 400
"""An antonym and its partner that meet more often than this stand in a list."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """Two stretches with the same words but one.

    `turned`: the negation, or the antonym or figure in `second`; `kept`: what stands for it in `first` ("" for a
    negation). `words`: how many words agree. `exact`: nothing else differs between the first of them and the last.
    `covers`: the larger and the smaller share of the sentence or quotation around each stretch that agrees. `apart`:
    characters between the two places. `quoted`: both stand in quotations.
    """

    kind: Literal["negation", "antonym", "figure"]
    first: Span
    second: Span
    kept: str
    turned: str
    words: int
    exact: bool
    covers: tuple[float, float]
    apart: int
    quoted: bool


@functools.cache
def _antonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in toml("facts/antonyms.toml")["pair"]:
        one, other = row["words"]
        found[one].append(other)
        found[other].append(one)
    return {word: tuple(others) for word, others in found.items()}


def read_restatements(
    tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]
) -> tuple[Restatement, ...]:
    """Return the repeats in the order of their turned stretch."""
    words, texts = _words(tokens)
    sites = list(itertools.chain(_negated(texts), _exchanged(texts), _other_figures(texts)))
    if not sites:
        return ()
    around = _Containers(words, sentences, quotes)
    found = [repeat for site in sites if (repeat := _repeat(words, texts, site, around)) is not None]
    return tuple(sorted(found, key=lambda repeat: (repeat.second, repeat.first)))


class _Site(NamedTuple):
    """Where two passages may agree: the last word of each before the difference, the first word of each after it."""

    kind: Literal["negation", "antonym", "figure"]
    left: tuple[int, int]
    right: tuple[int, int]
    turned: int
    kept: int | None


def _words(tokens: tuple[Token, ...]) -> tuple[list[Token], list[str]]:
    """Return the words and figures, and their lower-cased texts; a verb with "n't" stands twice, as verb and "not"."""
    words = [token for token in tokens if token[3] != "mark" and token[3] != "address"]  # by place: names are slow
    lowered = "\n".join([token[2] for token in words]).lower().replace("’", "'")  # at once: ten times as fast
    texts = lowered.split("\n") if words else []
    if "n't" not in lowered and "cannot" not in lowered:
        return words, texts
    joined = [at for at, text in enumerate(texts) if text in _FULL or text.endswith("n't")]
    for at in reversed(joined):
        text = texts[at]
        texts[at : at + 1] = [_FULL.get(text, text[:-3]), "not"]
        words[at : at + 1] = [words[at], words[at]]
    return words, texts


def _negated(texts: list[str]) -> Iterator[_Site]:
    wanted: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    inflected: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for at in [at for at, text in enumerate(texts) if text in _NEGATIONS]:
        if 0 < at < len(texts) - 1:
            wanted[texts[at - 1], texts[at + 1]].append((at - 1, at, at + 1))
            if texts[at - 1] in ("do", "does", "did") and at > 1:  # "they do not want", "they want"
                wanted[texts[at - 2], texts[at + 1]].append((at - 2, at, at + 1))
                if texts[at - 1] != "do" and at < len(texts) - 2:  # "they did not have it", "they had it"
                    inflected[texts[at - 2], texts[at + 2]].append((at - 2, at, at + 2))
    if wanted:
        yield from _without(texts, wanted, 1)
    if inflected:
        for site in _without(texts, inflected, 2):
            if texts[site.left[0] + 1][0] == texts[site.turned + 1][0]:
                yield site


def _without(texts: list[str], wanted: dict[tuple[str, str], list[tuple[int, int, int]]], gap: int) -> Iterator[_Site]:
    """Yield where the words beside a negation stand `gap` words apart without it.

    Words that do so in too many places have to be followed by the same word.
    """
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, pair in enumerate(zip(texts, texts[gap:], strict=False)):
        if pair in wanted:
            places[pair].append(at)
    for pair, others in places.items():
        many = len(others) > _MOST_PLACES
        after: dict[str, list[int]] = defaultdict(list)
        for other in others:
            after[texts[other + gap + 1] if many and other + gap + 1 < len(texts) else ""].append(other)
        for left, at, right in wanted[pair]:
            alike = after.get(texts[right + 1] if many and right + 1 < len(texts) else "", ())
            for other in alike if len(alike) <= _MOST_PLACES else ():
                if other not in (left, at):
                    yield _Site("negation", (other, left), (other + gap, right), at, None)


def _exchanged(texts: list[str]) -> Iterator[_Site]:
    antonyms = _antonyms()
    places: dict[str, list[int]] = defaultdict(list)
    for at in [at for at, text in enumerate(texts) if text in antonyms]:
        places[texts[at]].append(at)
    for text, mine in places.items():
        for partner in antonyms[text]:
            theirs = places.get(partner, ())
            if len(mine) * len(theirs) > _MOST_PAIRS:
                continue
            for at, other in itertools.product(mine, theirs):
                same = 0 < other < at < len(texts) - 1 and texts[at - 1] == texts[other - 1]
                if same and texts[at + 1] == texts[other + 1]:
                    yield _Site("antonym", (other - 1, at - 1), (other + 1, at + 1), at, other)


def _other_figures(texts: list[str]) -> Iterator[_Site]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        if text[0].isdigit() and 0 < at < len(texts) - 1:
            places[texts[at - 1], texts[at + 1]].append(at)
    for others in places.values():
        if len(others) <= _MOST_PLACES:
            for one, other in itertools.combinations(others, 2):
                if _plain(texts[one]) != _plain(texts[other]):
                    yield _Site("figure", (one - 1, other - 1), (one + 1, other + 1), other, one)


def _plain(figure: str) -> str:
    """Return a figure in one form: 100k and 100,000 are 100000."""
    plain = figure.replace(",", "")
    return plain[:-1] + "000" if plain.endswith("k") else plain


def _repeat(words: list[Token], texts: list[str], site: _Site, around: _Containers) -> Restatement | None:
    start, before, leapt_back = _extend(texts, site.left, -1)
    stop, after, leapt = _extend(texts, site.right, 1)
    agree = before + after
    inflected = site.kind == "negation" and site.right[0] - site.left[0] > 1
    if agree < (_INFLECTED if inflected else 4) or _other_subject(words, start, around):
        return None
    if site.kind == "figure" and before < 2 and not _opens(words, start[1], around):
        return None  # "under 50 - and young", "under 40 - and young"
    if site.kind == "negation" and after < 3 and not _ends(words, stop[1], around):
        return None  # "is not expected to recover much", "is expected to lose it all"
    first = Span(words[start[0]].start, words[stop[0]].end)
    second = Span(words[start[1]].start, words[stop[1]].end)
    if first.overlaps(second):
        return None
    size, quoted = around.of(site.left[0])
    other_size, other_quoted = around.of(site.turned)
    shares = sorted((min(1.0, agree / size), min(1.0, agree / other_size)), reverse=True)
    apart = max(first.start, second.start) - min(first.end, second.end)
    kept = texts[site.kept] if site.kept is not None else ""
    return Restatement(
        site.kind,
        first,
        second,
        kept,
        texts[site.turned],
        agree,
        not (leapt or leapt_back),
        (shares[0], shares[1]),
        apart,
        quoted and other_quoted,
    )


def _extend(texts: list[str], at: tuple[int, int], step: int) -> tuple[tuple[int, int], int, bool]:
    """Follow two places while their words agree, once over a word that one side lacks or that differs.

    Returns the last places that agree, how many words did and whether such a word was passed over.
    """
    one, other = at
    agree, leaps = 1, 0
    limit = len(texts)
    while True:
        a, b = one + step, other + step
        if 0 <= a < limit and 0 <= b < limit and texts[a] == texts[b]:
            one, other, agree = a, b, agree + 1
            continue
        if leaps:
            return (one, other), agree, True
        for skip_a, skip_b in ((step, 0), (0, step), (step, step)):
            c, d = a + skip_a, b + skip_b
            if all(0 <= i < limit for i in (c, d, c + step, d + step)) and (
                texts[c] == texts[d] and texts[c + step] == texts[d + step]
            ):
                if _NEGATIVE.intersection((texts[a] if skip_a else "", texts[b] if skip_b else "")):
                    return (one, other), agree, False  # "not reporting incidents", "reporting no incidents"
                one, other, agree, leaps = c + step, d + step, agree + 2, 1
                break
        else:
            return (one, other), agree, False


def _other_subject(words: list[Token], start: tuple[int, int], around: _Containers) -> bool:
    """Whether two different names stand right before the stretches, so that they speak of different things."""
    one, other = ("" if _opens(words, at, around) else words[at - 1].text for at in start)
    return _is_name(one) and _is_name(other) and one.lower() != other.lower()


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in _PRONOUNS


def _opens(words: list[Token], at: int, around: _Containers) -> bool:
    """Whether the word is the first of its sentence or quotation."""
    return at == 0 or around.parted(words[at - 1].start, words[at].start)


def _ends(words: list[Token], at: int, around: _Containers) -> bool:
    """Whether the word is the last of its sentence or quotation."""
    return at == len(words) - 1 or around.parted(words[at].start, words[at + 1].start)


class _Containers:
    """The sentence or quotation round a word, and its length in words."""

    def __init__(self, words: list[Token], sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]) -> None:
        self._starts = [word.start for word in words]
        self._sentences = [sentence.span for sentence in sentences]
        self._sentence_starts = [span.start for span in self._sentences]
        self._quotes = [quote.inner for quote in quotes]
        self._quote_starts = [span.start for span in self._quotes]

    def parted(self, one: int, other: int) -> bool:
        """Whether two offsets lie in different sentences or quotations."""
        return any(
            _holding(spans, starts, one) != _holding(spans, starts, other)
            for spans, starts in ((self._sentences, self._sentence_starts), (self._quotes, self._quote_starts))
        )

    def of(self, word: int) -> tuple[int, bool]:
        """Return the words of the smaller of the sentence and the quotation round a word, and if it is a quotation."""
        offset = self._starts[word]
        quote = _holding(self._quotes, self._quote_starts, offset)
        sentence = _holding(self._sentences, self._sentence_starts, offset)
        spans = [span for span in (quote, sentence) if span is not None]
        sizes: Iterable[int] = (
            bisect_right(self._starts, span.end - 1) - bisect_right(self._starts, span.start - 1) for span in spans
        )
        return max(1, min(sizes, default=len(self._starts))), quote is not None


def _holding(spans: list[Span], starts: list[int], offset: int) -> Span | None:
    at = bisect_right(starts, offset) - 1
    return spans[at] if at >= 0 and offset < spans[at].end else None
