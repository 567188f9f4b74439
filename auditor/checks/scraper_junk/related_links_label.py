"""The label of a list of related stories was scraped along.

What follows is the headlines of other stories. Also "(RELATED: ...)" put into a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("Trains run again.\n[[Related Articles]]\n[[Read more: Strike ends after nine days]]"),
    Bad("Trains run again. [[(RELATED: Strike Ends After Nine Days)]] Buses do not."),
    Bad("The dam held.\n[[Related What the dam has cost the valley so far]]\nThe river rose."),
    Bad("The dam held.\n[[( Also on VALLEY: Roe for (vice) mayor)]]\nThe river rose."),
    Good("Related To The Flood\nThe river rose."),
    Bad(
        "Rail: the strike ended on Monday after nine days. [[Dig deeper]]\n"
        "Courts: a judge in Lund let the bridge vote stand. [[Dig deeper]]\n"
        "Weather: the storm has reached the coast near Oslo. [[Dig deeper]]"
    ),
    Good("Rail: the strike ended on Monday after nine long days. Dig deeper"),
    Good("The two cases are related, police said."),
    Good("Read more slowly, the teacher told them."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the furniture of this kind, and the words that end line after line."""
    for item in document.furniture_of("related-label"):
        yield Hit(item.span, "This points to other stories", item.sure, fix="")
    for span in document.repeated_endings:
        if not any(item.span.overlaps(span) for item in document.furniture):
            yield Hit(
                span,
                "These words end line after line behind the last sentence, as the label of a link does",
                0.85,
                fix="",
            )
