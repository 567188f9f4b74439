"""The label of a video, audio or picture player was scraped along.

"Video of the day", "Play video", a running time: the player itself is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The storm passed.\n[[Video of the day]]"),
    Bad("The storm passed.\n[[Watch the video below]]\n[[02:31]]"),
    Bad("Oluja je prošla.\n[[Vaš browser ne podržava HTML5]]"),
    Good("Every browser now supports HTML5, the language of the web, and the standard is ten years old this week."),
    Good("The video of the day care centre was shown in court."),
    Good("Watch the skies tonight, astronomers said."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind."""
    for item in document.furniture_of("player"):
        yield Hit(item.span, "This labels a player or gallery that is not in the text", item.sure, fix="")
