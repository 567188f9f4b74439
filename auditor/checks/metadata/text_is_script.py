"""The text is the script of a video or broadcast, not an article.

Editing notes ("NATS", "SOT", "VO", "//", "ENDIT"), speech in capitals, sounds in brackets: what was written for a
voice and a cutter was stored as the article beside it. Its half sentences make no sense to a reader. Judged by the
share of lines that carry such notes. Silent for a single sound mark in a report of a broadcast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

preview = "too few scripts were among the articles it was measured on"
# What every note holds one of.
needs = anchors(
    "//", "NAT", "SOT", "VO", "ROLL", "CUTAWAY", "ENDIT", "STAND", "CHYRON", "THIRD", "V/O", "TRACK", "GFX", "[music",
    "[applause", "[laugh", "[crosstalk", "[inaudible", "[cheering", "[sigh", "[singing", "[noise", "(music",
    "(applause", "(laugh", "(crosstalk", "(inaudible", "(cheering", "(sigh", "(singing", "(noise",
)  # fmt: skip

_SCENE = "HARBOUR SCENE, SHIPS COME IN // THE MAYOR SPEAKS ON THE QUAY\nSOT mayor: we have waited long enough\n"
examples = (
    Bad(_SCENE * 3 + "ENDIT", fields=("text_kind",)),
    Bad("[music]\nThe harbour is open. [applause]\nSo what now? [music]\nWe wait. [laughs]", fields=("text_kind",)),
    Good("The harbour is open.\n(SOUNDBITE OF SHIP'S HORN)\nShips came in.\nThe mayor spoke.\nPeople cheered."),
    Good("THE HARBOUR IS OPEN AGAIN\nShips came in on Monday.\nThe mayor spoke.\nPeople cheered."),
)

_NOTE = re.compile(
    r"\s//(?:\s|$)|\b(?:NATS?|SOT|VO|VOSOT|B-?ROLL|CUTAWAY|ENDIT|STAND-?UP|CHYRON|LOWER THIRD|V/O|TRACK \d|GFX)\b"
    r"|[\[(](?:music|applause|laughs?|laughter|crosstalk|inaudible|cheering|sighs?|singing|noise)[^\])\n]{0,40}[\])]",
)


def find(document: Document, *, least_notes: int = 4, least_share: float = 0.3) -> Iterator[Hit]:
    """Yield one hit for the whole text. `least_share`: the share of lines that carry a note, 0 to 1."""
    lines = document.lines
    if len(lines) < least_notes:
        return
    notes = sum(bool(_NOTE.search(line.text[:2000])) for line in lines)
    if notes >= least_notes and notes >= least_share * len(lines):
        said = f"{notes} of {len(lines)} lines carry notes for a voice or a cutter"
        yield Hit(Span(0, 0), said, 0.8, field="text_kind")
