"""The text is a transcript: most of its lines open with the name of a speaker.

A transcript of a programme was stored as an article. Its sentences are spoken, and what a guest says stands there
unattributed to a reader of single lines. Judged by lines that open with a name in capitals or with a short name and a
colon. Silent for an interview with fewer than ten such turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad(
        "\n".join(["ROE: When will the harbour open?", "DOE: In May, I think, or in June."] * 8), fields=("text_kind",)
    ),
    Bad(
        "\n".join(["Anna Roe: When will it open?", "John Doe: In May, I think, or in June."] * 8), fields=("text_kind",)
    ),
    Good("ROE: When will the harbour open?\nDOE: In May, I think.\nThe harbour opened in June."),
    Good(
        "\n".join(f"Day {n}: the ships came in, and the mayor spoke of the port and of its debts." for n in range(20))
    ),
)

_TURN = re.compile(r"(?P<who>[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ(][\w.'’)-]*){0,4}(?:,\s[A-Z ]{2,40})?):\s\S")


def find(document: Document, *, least_turns: int = 10, least_share: float = 0.6) -> Iterator[Hit]:
    """Yield one hit for the whole text. `least_share`: the share of lines that open with a speaker's name."""
    turns = [match["who"] for line in document.lines if (match := _TURN.match(line.text[:120]))]
    speakers = [who for who, count in Counter(turns).items() if count >= 3]
    count = sum(turns.count(who) for who in speakers[:20])
    if len(speakers) >= 2 and count >= least_turns and count >= least_share * len(document.lines):
        said = f"{count} of {len(document.lines)} lines open with the name of a speaker"
        yield Hit(Span(0, 0), said, 0.8, field="text_kind")
