"""A capital follows a quoted word though the sentence goes on.

A system that translates a quoted fragment as a sentence of its own starts the next fragment with a capital: "the union
“likes” It was told". No full stop stands between, so either the stop or the small letter is missing.

Silent where the quotation ends with a stop, opens its sentence, or is longer than four words; a quoted sentence
that runs into "he said" is `machine-translation/broken-quote-attribution`. After a comma at the closing mark the length
does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The guide said that the club [[“likes” It]] joined the league to save the ground."),
    Bad("They praised the [[“new road” But]] nobody drove on it."),
    Bad("“We drove on the new road[[,” The]] driver said, and left."),
    Good("“We drove on the new road,” The Times said, and “we left.” The driver slept."),
    Good("They praised the “new road.” But nobody drove on it."),
    Good("They praised the “new road”. But nobody drove on it."),
    Good("In “Alien” It Was My Turn sings of a road."),
    Good("“New road”\nBut nobody drove on it, and a “toll” He-Man poster hung there."),
)

MOST_WORDS = 4
_OPENERS = frozenset(["It", "He", "She", "They", "But", "And", "So", "This", "That", "We", "Which", "Because", "When"])


def find(document: Document) -> Iterator[Hit]:
    """Yield quotation and capital."""
    text = document.text
    for quote in document.quotes:
        inner = quote.inner.of(text)
        if quote.closed and inner.endswith(","):
            yield from _after_comma(text, quote.span.end)
        if not quote.closed or not inner[-1:].isalnum() or len(inner.split()) > MOST_WORDS:
            continue
        follows = text[quote.span.end : quote.span.end + 24]
        words = follows.split(" ")
        if len(words) < 3 or words[0] or words[1] not in _OPENERS or not words[2][:1].islower():
            continue
        before = text[max(0, quote.span.start - 2) : quote.span.start]
        if len(before) == 2 and before[0].isalnum() and before[1] == " ":
            span = Span(quote.span.start, quote.span.end + 1 + len(words[1]))
            yield Hit(span, f"“{words[1]}” has a capital, but no sentence ends after “{inner}”", 0.8)


def _after_comma(text: str, end: int) -> Iterator[Hit]:
    """Yield comma, mark and capital where the sentence goes on after a quotation that ends at `end`."""
    words = text[end : end + 24].split(" ")
    if len(words) > 2 and not words[0] and words[1] in (*_OPENERS, "The") and words[2][:1].islower():
        span = Span(end - 2, end + 1 + len(words[1]))
        yield Hit(span, f"“{words[1]}” has a capital, but the quotation ends with a comma", 0.75)
