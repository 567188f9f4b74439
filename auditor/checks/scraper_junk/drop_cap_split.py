"""The first letter of a paragraph stands apart from its word: "V ladimir", "T he council".

The page draws the letter large, in an element of its own, and the extractor puts a space between the two. A search for
the word or the name then misses it. Fires where the two together are a word, or stand together elsewhere in the text.
Silent for the words A, I and O before a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lexicon import lexicon
from auditor.span import Span

examples = (
    Bad("[[T he]] council will vote on Monday, the mayor said.", fix="The"),
    Bad("[[V ladimir]] Roe left the port office in March. Vladimir Roe had led it for nine years.", fix="Vladimir"),
    Bad("Trains ran late.\n\n“[[A fter]] nine years we are glad,” she said.", fix="After"),
    Good("A dog barked, and I heard it."),
    Good("X marks the spot, and vitamin C major brands sell well."),
    Good("E coli was found in the lake, officials said."),
)

_WORDS = "AIOU"
_SPLIT = re.compile(r"[\"“‘'„«]?(?P<word>(?P<letter>[^\W\d_a-z]) (?P<rest>[^\W\d_A-Z]+))(?![\w’'-])")


def find(document: Document) -> Iterator[Hit]:
    """Yield each parted word at the head of a paragraph, with the word as its fix."""
    for paragraph in document.paragraphs:
        if " " not in paragraph.text[1:3]:
            continue
        match = _SPLIT.match(paragraph.text)
        if match is None or not match["letter"].isupper():
            continue
        rest, joined = match["rest"], match["letter"] + match["rest"]
        known = match["letter"] in _WORDS and rest in lexicon()
        whole = joined.casefold() in lexicon() or f" {joined} " in document.text
        if whole and not known:
            span = Span(*match.span("word")).shift(paragraph.span.start)
            yield Hit(span, f"“{match['word']}” is “{joined}”, parted behind its first letter", 0.92, fix=joined)
