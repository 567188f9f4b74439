"""Whether the place of a word tells that it is meant to stand so: "Wikileakes (sic)", "[pullquote]", "9 mln"."""

from __future__ import annotations

_SIC = ("(sic", "[sic")
_REACH = 3
"""Characters between a word and its "sic" at most: a closing quotation mark, a stop, a blank."""

_LONGEST_UNIT = 4
_VOWELS = frozenset("aeiouy")


def as_printed(text: str, start: int, end: int) -> bool:
    """Whether "sic" follows `text[start:end]`, brackets hold it alone, or it is a short unit behind a figure.

    Brackets hold the marks of a page's machinery; a unit has no vowel.
    """
    behind = text[end : end + _REACH + 4].lower()
    if "sic" in behind and any(mark in behind for mark in _SIC):
        return True
    if end - start <= _LONGEST_UNIT and text[max(0, start - 2) : start - 1].isdigit() and text[start - 1] in " \u00a0":
        return not _VOWELS.intersection(text[start:end].lower())
    return text[start - 1 : start] == "[" and behind[:1] == "]"
