from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import Article, Document
from auditor.catalog import all_checks
from auditor.check import Check

CHECKS = [check for check in all_checks().values() if check.family == "contradictions"]
WORDS = (
    "his ten-year term ends on October 1 , . ( ) and from to 2019 2012 fell rose 12% 9 points percent $3bn two three "
    "states — : Ohio Utah Friday March 5 10 km (6 miles) years ago in between seven"
).split()


def hits(check: Check, text: str) -> list[str]:
    document = Document(Article(text=text, published="2020-02-02"))
    found = list(check.find(document))
    assert all(0 <= hit.span.start < hit.span.end <= len(text) for hit in found)
    return [hit.message for hit in found]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_row_of_cue_words_is_read(check: Check, words: list[str]) -> None:
    text = " ".join(words)
    assert hits(check, text) == hits(check, text)


@pytest.mark.parametrize(
    "piece", ["a", " ", '"', "1 ", "two states: a, ", "9 points from ", "5 km (", "ten years from 1990 to ", "and "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    document = Document(Article(text=piece * (100_000 // len(piece)), published="2020-02-02"))
    _ = document.dates, document.claims.changes, document.quantities, document.claims.terms
    start = time.process_time()
    for check in CHECKS:
        list(check.find(document))
    assert time.process_time() - start < 5


@given(st.integers(1, 5000))
def test_exact_conversions_are_never_flagged(miles: int) -> None:
    check = next(check for check in CHECKS if check.id.endswith("unit-conversion-mismatch"))
    assert not hits(check, f"The road is {miles:,} miles ({miles * 1.609344:,.0f} km) long.")
    assert not hits(check, f"The road is {miles * 1.609344:,.1f} km ({miles:,} miles) long.")
    assert hits(check, f"The road is {miles:,} miles ({miles * 3 + 5:,} km) long.")


@given(st.integers(200, 900), st.integers(200, 900))
def test_true_changes_are_never_flagged(old: int, new: int) -> None:
    check = next(check for check in CHECKS if check.id.endswith("percent-change-mismatch"))
    verb, share = ("rose", new / old - 1) if new > old else ("fell", 1 - new / old)
    text = f"Sales {verb} {{:.0f}}% to ${new} million from ${old} million a year before."
    assert not hits(check, text.format(100 * share))
    if share > 0.05:
        assert hits(check, text.format(100 * share * 2 + 20))
