"""A word is printed twice in a row.

A slip of typing or of editing. Silent for pairs that English allows ("had had", "that that", "very very"), for names, for
words in capitals, and where anything but blanks stands between the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The council met in [[the the]] old hall.", fix="the"),
    Bad("She said that it [[was was]] too late to turn back.", fix="was"),
    Good("He had had enough, and said that that was all."),
    Good("They walked and walked. And then it rained, rained hard."),
    Good("New York New York is a song; bye bye, it goes."),
)

_LEGAL = frozenset(
    ["had", "that", "ha", "la", "blah", "bye", "very", "really", "no", "so", "far", "long", "many", "much", "now", "there", "knock", "hear", "tut", "night", "win", "wait", "please", "her", "again", "well", "yes", "yeah", "go", "more", "never", "ever", "same", "old", "big", "bad", "nudge", "chop", "hush", "who", "what", "too", "on", "up", "down", "out", "over", "and", "tsk", "boo", "ho", "bang"]
)
_NEVER_LEGAL = frozenset(["the", "a", "an", "of", "to", "for", "with", "from", "at", "was", "are", "were", "by"])


def find(document: Document) -> Iterator[Hit]:
    """Yield both words."""
    tokens = document.tokens
    for one, two in zip(tokens, tokens[1:], strict=False):
        if one.kind != "word" or two.kind != "word" or one.text.casefold() != two.text.casefold():
            continue
        gap = document.text[one.end : two.start]
        if not gap or gap.strip(" \u00a0") or two.text[0].isupper() or (one.text.isupper() and len(one.text) > 1):
            continue
        word = two.text.casefold()
        if word in _LEGAL or (len(word) < 2 and word != "a"):
            continue
        if two.end < len(document.text) and document.text[two.end] in "-'’":
            continue
        sure = 0.95 if word in _NEVER_LEGAL else 0.85
        yield Hit(Span(one.start, two.end), f'"{two.text}" stands twice', sure, fix=one.text)
