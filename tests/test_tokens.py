"""Tokens: the short way that most text is read by gives what the full pattern gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading import tokens
from auditor.reading.tokens import Token, read_tokens

_PIECES = st.sampled_from(
    ["a", "word", "don't", "it’s", "3.5", "1,000", "5G", "x_1", "@", "#", "://", "http", "www.", ".com", ".co",
     ".uk", "/",
     ".", "-", "+", '"', "”", " ", "\n", "\u00a0", "info@site.org", "https://a.b/c?d",
     "@user", "#tag", "site.news", "é", "中"]
)  # fmt: skip


def by_full_pattern(text: str) -> tuple[Token, ...]:
    found = tokens._TOKEN.finditer(text)
    return tuple(Token(m.start(), m.end(), m.group(), m.lastgroup) for m in found)  # type: ignore[arg-type]


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=20).map("".join)))
def test_tokens_are_those_of_the_full_pattern(text: str) -> None:
    assert read_tokens(text) == by_full_pattern(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write to info@site.org, today.", ["word", "word", "address", "mark", "word", "mark"]),
        ("(https://site.org/a-b) 5G x", ["mark", "address", "mixed", "word"]),
        ("#tag @user site.com/x", ["address", "address", "address"]),
        ("3.5 rock-n-roll", ["number", "word", "mark", "word", "mark", "word"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in read_tokens(text)] == kinds
