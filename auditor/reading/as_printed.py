"""Whether the writer tells that a word is meant to stand as it does: "Wikileakes (sic)", "[pullquote]"."""

from __future__ import annotations

_SIC = ("(sic", "[sic")
_REACH = 3
"""Characters between a word and its "sic" at most: a closing quotation mark, a stop, a blank."""


def as_printed(text: str, start: int, end: int) -> bool:
    """Whether "sic" follows `text[start:end]`, or brackets hold it alone, as they do a mark of a page's machinery."""
    behind = text[end : end + _REACH + 4].lower()
    if "sic" in behind and any(mark in behind for mark in _SIC):
        return True
    return text[start - 1 : start] == "[" and behind[:1] == "]"
