"""Findings: the fingerprint survives what a re-scrape changes, and nothing is lost on the way to JSON and back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from auditor.finding import Finding, Place, excerpt, fingerprint
from auditor.span import Span, strip

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=9, max_size=14)
SPACE = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t", " \n\n "])


def spread(words: list[str], gaps: list[str], first: int, last: int) -> tuple[str, Span]:
    """Join words by gaps; return the text and the span of words[first:last]."""
    text, start, end = "", 0, 0
    for number, word in enumerate(words):
        start = len(text) if number == first else start
        text += word
        end = len(text) if number == last - 1 else end
        text += gaps[number % len(gaps)]
    return text, Span(start, end)


@given(WORDS, st.lists(SPACE, min_size=1, max_size=4), st.text("xyz ", max_size=30))
def test_fingerprint_survives_shifts_and_white_space(words: list[str], gaps: list[str], before: str) -> None:
    plain, span = spread(words, [" "], 4, 5)
    spaced, moved = spread(words, gaps, 4, 5)
    text = before + "\n" + spaced
    assert fingerprint("a/b", "text", plain, span) == fingerprint("a/b", "text", text, moved.shift(len(before) + 1))


def test_fingerprint_tells_rule_words_and_neighbours_apart() -> None:
    text = "one two three four five six seven"
    base = fingerprint("a/b", "text", text, Span(14, 18))
    assert text[14:18] == "four"
    assert base != fingerprint("a/c", "text", text, Span(14, 18))
    assert base != fingerprint("a/b", "title", text, Span(14, 18))
    assert base != fingerprint("a/b", "text", text.replace("four", "fore"), Span(14, 18))
    assert base != fingerprint("a/b", "text", text.replace("five", "fine"), Span(14, 18))
    assert base == fingerprint("a/b", "text", text.upper(), Span(14, 18))


def test_json_round_trip_keeps_everything() -> None:
    finding = Finding(
        article_id="a",
        rule="typos/doubled-word",
        family="typos",
        start=3,
        end=10,
        text="the the",
        severity="minor",
        confidence=0.9,
        message='"the" stands twice',
        fingerprint="0123456789abcdef",
        fix="the",
        related=(Place(article_id="b", span=Span(1, 2), text="x"), Place(article_id="table", span=None, text="y")),
        preview=True,
    )
    assert Finding.from_json(json.loads(json.dumps(finding.to_json()))) == finding
    assert finding.certainty == "sure"


def test_excerpt_is_cut_at_its_limit() -> None:
    assert excerpt("a" * 400) == "a" * 400
    assert excerpt("a" * 401) == "a" * 399 + "…"


@given(st.text(" \n\u00a0ab", max_size=20))
def test_strip_keeps_what_str_strip_keeps(text: str) -> None:
    assert strip(Span(0, len(text)), text).of(text) == text.strip()
