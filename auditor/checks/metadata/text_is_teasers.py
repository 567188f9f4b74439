"""The text is no article: most of its paragraphs are excerpts of others that break off.

A page of a tag, an author or a search was stored as an article: headlines, each with the beginning of its story cut at
an ellipsis, before "Read more", or behind a word that needs another. Judged by paragraphs of a dozen words and more;
silent under three excerpts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

_CUT = "\nThe council of the town met on Tuesday and spoke for three hours about the old"
_WHOLE = "\nThe council of the town met on Tuesday and spoke for three hours about the old bridge."
examples = (
    Bad("\n".join(f"Bridge closes {number}{_CUT} […]" for number in range(3)), fields=("text_kind",)),
    Bad("\n".join(f"Bridge closes {number}{_CUT}… Read more" for number in range(4)), fields=("text_kind",)),
    Bad(
        "\n".join(f"Bridge closes {number}{_CUT} river\nContinue reading" for number in range(3)), fields=("text_kind",)
    ),
    Bad("\n".join(f"Bridge closes {number}{_CUT} bridge of the" for number in range(3)), fields=("text_kind",)),
    Good("\n".join(f"Bridge closes {number}{_WHOLE}\nContinue reading" for number in range(4))),
    Good(
        "".join(f"{_CUT} bridge of the\ntown, which has stood there for as long as anyone can say." for _ in range(4))
    ),
    Good("“Wait …”, she said of the bridge that had been closed for so many years in Lund …" + _WHOLE * 4),
)

_EXCERPT = re.compile(
    r"(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\])\s?(?:\[?(?i:read more|continue reading|more|read)\]?)?\s?[»>→]{0,2}$"
)
_OPEN = re.compile(
    r"\b(?:the|a|an|of|to|and|in|for|with|that|by|from|on|at|about|as|is|was|were|his|her|their|its|who|which|but)$"
)
_FEWEST, _LEAST_SHARE = 3, 0.5
_PARAGRAPH = 12


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit for the whole text."""
    labels = {item.span for item in document.furniture if item.line and item.kind == "related-label"}
    whole = document.paragraphs
    paragraphs = cut = 0
    for paragraph, following in zip_longest(whole, whole[1:]):
        if sum(line.words for line in paragraph.lines) < _PARAGRAPH:
            continue
        paragraphs += 1
        labelled = following is not None and following.lines[0].span in labels
        tail = max(0, len(paragraph.text) - 60)
        ended = _EXCERPT.search(paragraph.text, tail) or _OPEN.search(paragraph.text, tail)
        cut += bool(ended) or (labelled and not paragraph.lines[-1].ends_sentence)
    if cut >= _FEWEST and cut >= _LEAST_SHARE * paragraphs:
        said = f"{cut} of {paragraphs} paragraphs break off like excerpts: a page of teasers, no article"
        yield Hit(Span(0, 0), said, 0.85, field="text_kind")
