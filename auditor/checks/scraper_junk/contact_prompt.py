"""A prompt to follow or write to the reporter was scraped along.

"Follow Jane on Twitter", "Send letters to ...": it stands under every article of the author. Silent for the plain note
of who the author is.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The dam held.\n[[Follow Jane Roe on Twitter: @janeroe]]"),
    Bad("The dam held.\n[[Send letters to letters@paper.example]]"),
    Bad("Jane Roe covers water for the paper. [[Follow her on Twitter @janeroe.]]"),
    Bad("The dam held.\n[[Do you have a tip about the dam? Fill out this form, or reach out on Signal.]]"),
    Bad("The dam held.\n[[Follow our coverage of the flood at https://paper.example/flood]]"),
    Good("Do you have a tip jar? The waiters of the port do, and they share it."),
    Good("Jane Roe covers water for the paper."),
    Good("Engineers follow the level of the lake on a screen, she wrote on Twitter."),
    Good("The mayor asked people to follow him on Twitter during the flood."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("contact"):
        yield Hit(item.span, "This asks the reader to follow or write to the author", item.sure, fix="")
