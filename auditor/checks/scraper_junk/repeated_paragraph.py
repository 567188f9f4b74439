"""A paragraph stands twice in the text, word for word, by itself or at one end of a longer one.

Usual causes: a teaser scraped with the article, a page joined to itself, a pull quote of whole sentences. Silent for
short paragraphs, for list items, and for what stands there more than twice (a refrain, a timetable).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.repeats import LEAST_REPEAT

_LONG = "The council voted on Tuesday to close the old bridge for two years while it is rebuilt."
examples = (
    Bad(f"{_LONG}\n\nTraffic will be led through the park.\n\n[[{_LONG}]]"),
    Bad(f"{_LONG}\n[[{_LONG}]]\nTraffic will be led through the park."),
    Bad(
        f"{_LONG} The other one stays open (Ann Roe for Lund Post)\n"
        f"[[{_LONG} The other one stays open (Ann Roe for Lund Post)]]"
    ),
    Bad(
        f"Lund: council votes {_LONG} The other one stays open, the mayor said on Monday.\nTraffic\n"
        f"[[{_LONG} The other one stays open, the mayor said on Monday.]]"
    ),
    Bad(
        f"[[{_LONG} The other one stays open, the mayor said …]]\n"
        f"{_LONG} The other one stays open, the mayor said on Monday."
    ),
    Good(f"{_LONG}\n\nTraffic will be led through the park."),
    Good(f"- {_LONG}\n- Traffic will be led through the park.\n- {_LONG}"),
    Good("Yes.\n\nShe paused.\n\nYes."),
)


def find(document: Document, *, least_words: int = LEAST_REPEAT) -> Iterator[Hit]:
    """Yield each second copy. `least_words`: shorter paragraphs may repeat."""
    for repeat in document.repeats:
        if repeat.words >= least_words:
            said = f"This paragraph repeats paragraph {repeat.first.number + 1}"
            yield Hit(repeat.second.span, said, 0.85, fix="", related=(here(repeat.first.span),))
