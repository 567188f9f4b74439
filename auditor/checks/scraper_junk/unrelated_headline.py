"""The headline of another story stands in the text.

Related-story boxes leave bare headlines behind, and a search then finds the article under words it does not contain.
A line counts when it looks like a headline and either the line model takes it for furniture by its wording, place and
neighbours, or it stands among furniture and shares no word of its topic with title and body. Silent for sub-headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lines import Line
from auditor.reading.topic import topic_words

_BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening.\n\n"
    "Ships from the island will be the first to use the new quay, which cost nine million.\n\n"
)
examples = (
    Bad(_BODY + "[[Singer cancels tour after surgery]]\n\nSource link"),
    Bad(
        _BODY + "Related Articles\n\n[[Parliament rejects tax on sugary drinks]]\n[[Wolves return to northern forests]]"
    ),
    Good(_BODY + "New quay costs nine million\n\nSource link"),
    Good(
        _BODY
        + "Why wolves matter\n\nThe wolves of the northern forests have nothing to do with it, hunters said on Monday."
    ),
)


def find(document: Document, *, least_words: int = 3) -> Iterator[Hit]:
    """Yield headline-like lines that share no topic word. `least_words`: topic words a line needs to be judged."""
    called = {item.span for item in document.boilerplate}
    for item in document.furniture_of("headline"):
        yield Hit(item.span, "This headline does not belong to the article", item.sure, fix="")
    lines = document.lines
    prose = [line for line in lines if line.is_prose]
    if len(prose) < 2 or sum(line.words for line in prose) < 25:
        return
    furniture = {item.span for item in document.furniture if item.line}
    if not furniture:
        return
    labels = {item.span for item in document.furniture if item.kind == "related-label" and item.line}
    body = topic_words(document.title + "\n" + "\n".join(line.text for line in prose))
    in_list = False
    for line in lines:
        if line.span in furniture:
            in_list = line.span in labels
            continue
        if not _headline(line) or line.number == 0:
            in_list = False
            continue
        near = lines[max(0, line.number - 2) : line.number + 3]
        at_end = line.span.start > prose[-1].span.end and any(other.span in furniture for other in near)
        words = topic_words(line.text)
        if line.span in called:
            continue
        if (in_list or at_end) and len(words) >= least_words and not words & body:
            yield Hit(line.span, "This headline shares no word of its topic with the article", 0.85, fix="")


def _headline(line: Line) -> bool:
    return (
        4 <= line.words <= 20
        and not line.text.endswith((".", ":", ";", ","))
        and line.text.lstrip("\"'“‘")[:1].isupper()
    )
