"""The vocabulary of a run: unknown spellings by the number of its sources that print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.reading.tokens import Token
from auditor.reading.usage import usage
from auditor.reading.word_facts import word_facts

FEWEST_FOR_NAMES, FEWEST_FOR_WORDS = 3, 5
"""Sources that have to print a spelling for it to be right: common words are misspelt alike by many."""

_AS_OFTEN, _AS_OFTEN_ANYWHERE = 5, 12
"""A spelling is a slip all the same where the one it is taken for has so many times as many sources in the run, or in
the archives behind `usage`: a known word ("Obamacare") has no count in the run."""

MOST_KEPT = 300
"""Unknown spellings of one article that take part: with more it is no prose of news."""


def unknown_spellings(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield each unknown spelling once (possessive left out), with the number of the token that has it first."""
    facts = word_facts()
    words = [word if kind == "word" else "" for _, _, word, kind in tokens]
    first = dict(zip(reversed(words), range(len(words) - 1, -1, -1), strict=True))
    first.pop("", None)
    seen: set[str] = set()
    for at, form in sorted((at, form) for word, at in first.items() if (form := facts[word][2])):
        if form not in seen:
            seen.add(form)
            yield form, at


def vouched(printed: str, meant: str, sources: Mapping[str, int]) -> bool:
    """Whether enough sources of the run print `printed`, beside those that print `meant`."""
    count = sources.get(printed, 0)
    fewest = FEWEST_FOR_NAMES if printed[:1].isupper() else FEWEST_FOR_WORDS
    if count < fewest or sources.get(meant, 0) >= _AS_OFTEN * count:
        return False
    return usage().sources(meant) < _AS_OFTEN_ANYWHERE * count
