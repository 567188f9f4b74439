"""The text begins in the middle of the story: its first paragraphs are missing.

The first words lean on something that was never said: "But there was relief", "He also said", "That gap is echoed".
Extractors lose what stands above a picture or a player. Columns open so on purpose, to be clever; so an opening "But"
or "And" counts only at the head of a long paragraph of plain reporting, without a question, a "you" or an "I".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

_MORE = " The ministry had asked for a longer trial, and the port says that its pilots know the water well enough."
examples = (
    Bad("[[He also said]] that the bridge would stay closed until spring."),
    Bad("[[Meanwhile, the other]] bidders have asked for their money back, the ministry said."),
    Bad("[[But there]] was relief in Split as thousands of sailors were sent home on Monday evening." + _MORE),
    Bad("[[That gap]] is echoed in ports all over the coast, where few of those who may vote did so." + _MORE),
    Good("He was born in a small town and never left it."),
    Good("But for the rain, it was a perfect day."),
    Good("But would you drink the water of this port? The mayor says that you should." + _MORE),
    Good("That port is ours, they sang."),
)

_LEANS = re.compile(
    r"(?:(?:He|She|They)\s(?:also|further|then|later|added|continued|went on)\b(?:\s\w+)?"
    r"|(?:Meanwhile|However|Moreover|Furthermore|In addition|Similarly|Nevertheless),\s\w+\s\w+"
    r"|The (?:latter|former)(?=\s(?:is|was|has|had|said|will|would)\b))"
)
_MAY_LEAN = re.compile(
    r"(?:But|And|Yet|Nor)\s(?!for\b|so\b|then again\b|first\b)\w+"
    r"|(?:She|He)\s(?:said|added|told)\b"
    r"|That\s[a-z]{3,20}(?=\s(?:is|was|has|had|came|comes|would)\b)"
)
_OWN_VOICE = re.compile(
    r"\b(?:I|you|your|my|me|us|let’s|let's)\b|[?!]|\b(?:isn|aren|don|can|won)[’']t\b", re.IGNORECASE
)
_LONG = 22
"""Words of a first paragraph that is a report and not a flourish."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the first words of a text that leans on what is missing."""
    furniture = {item.span for item in document.furniture if item.line}
    first = next((line for line in document.lines if line.span not in furniture), None)
    if first is None or not first.is_prose:
        return
    match, sure = _LEANS.match(first.text), 0.7
    if match is None and first.words >= _LONG and not _OWN_VOICE.search(first.text[:600]):
        match, sure = _MAY_LEAN.match(first.text), 0.6
    if match:
        yield Hit(Span(*match.span()).shift(first.span.start), "The text begins in the middle of its story", sure)
