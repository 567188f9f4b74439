"""A statement is printed twice in the same words, once with the opposite word: before and after, rose and fell.

"The calm before the storm", and in the repeat of the quotation "the calm after the storm". Whoever copies or translates
a passage twice writes one thing and then the other.

Silent for headings, which play on each other, for two places close together ("more likely ... less likely" are the
answers of a poll) unless whole sentences agree, and for short agreements.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.checks.contradictions.negated_repeat import same_statement
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

_FILL = (
    " The report was written by a group of engineers who had worked on the dam for eleven months and who spoke with "
    "farmers, fishermen and the people of three villages below it."
)
examples = (
    Bad(
        f'"This is only the calm before the storm," he said.{_FILL} The general had said: '
        '"[[This is only the calm after the storm]]."'
    ),
    Bad(
        f"Exports of grain rose in the first quarter of the year.{_FILL} "
        "[[Exports of grain fell in the first quarter of the year]]."
    ),
    Good(
        f"The rise of cable news had a lot to do with news\n{_FILL}\nThe fall of cable news had a lot to do with news"
    ),
    Good("Asked whether it makes them more likely to vote or less likely to vote, most said neither."),
    Good(f"The shop opened before the war.{_FILL} The school opened after the war and was closed again."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every statement that is repeated with the opposite word."""
    seen = set()
    for repeat in document.claims.restatements:
        if repeat.kind != "antonym" or not same_statement(repeat) or repeat.second in seen:
            continue
        if repeat.quoted or not any(_in_heading(document, span) for span in (repeat.first, repeat.second)):
            seen.add(repeat.second)
            said = f'"{repeat.turned}" stands here where the same {repeat.words} words say "{repeat.kept}" elsewhere'
            related = (here(repeat.first, repeat.first.of(document.text)),)
            yield Hit(repeat.second, said, 0.8, related=related)


def _in_heading(document: Document, span: Span) -> bool:
    """Whether `span` stands in a line that is no sentence."""
    return any(line.span.overlaps(span) and not line.ends_sentence for line in document.lines)
