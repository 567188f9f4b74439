"""From some paragraph on, the text tells another story.

Pages that load the next article below the first, and live pages, run several stories together; an extractor joins them.
Figures and names of the second are then searched and counted under the title of the first. Judged from the place behind
which no word of the title's topic stands any more: what follows shares no name and hardly a word with what came before.

Silent for short tails, where the two parts name too little to compare, and without a title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lines import Line
from auditor.reading.topic import topic_words, touches

requires = ("english",)
preview = (
    "of its 19 hits in 6,300 news articles most were digressions of one story; it finds a quarter of those run together"
)

_FIRST = (
    "The harbour of Split will open in May after nine years of work, said the mayor, Anna Roe.\n\n"
    "Ships from Hvar will be the first to use the new quay, which cost nine million, the port of Split said.\n\n"
    "The ministry in Zagreb had asked for a longer trial, but Roe says that its pilots know the water well enough.\n\n"
    "The first ferry, from Hvar, is due on Monday, and Roe wants to be on the quay of Split to see its captain.\n\n"
)
_SECOND = (
    "A singer from Oslo has cancelled a winter tour after surgery on the throat, Kari Berg told fans.\n\n"
    "Tickets for the concerts in Bergen and Tromso keep their value, and those who cannot wait get money back.\n\n"
    "Doctors gave Berg three months of silence. The band, which plays with Berg since Tromso, goes on with a choir.\n\n"
    "Her last record sold well in Norway, where critics praised songs about snow, trains and a lost brother.\n\n"
)
examples = (
    Bad(
        _FIRST + f"[[{_SECOND.split(chr(10), maxsplit=1)[0]}]]" + _SECOND[_SECOND.index("\n") :],
        title="Harbour opens in May with ships for Hvar",
    ),
    Bad(
        _SECOND + f"[[{_FIRST.split(chr(10), maxsplit=1)[0]}]]" + _FIRST[_FIRST.index("\n") :],
        title="Singer cancels winter tour after surgery",
    ),
    Good(_FIRST + _SECOND.replace("Kari Berg", "Roe"), title="Harbour opens in May with ships for Hvar"),
    Good(_FIRST + _SECOND, title="Harbour opens, singer Berg falls silent"),
    Good(_FIRST + _SECOND.split("\n", maxsplit=1)[0], title="Harbour opens in May with ships for Hvar"),
)

_PARAGRAPH = 12
"""Words from which a line is compared."""
_MOST_PARAGRAPHS = 400
_MOST_WORDS, _MOST_NAMES = 0.13, 0.1
"""Shares of the topic words and of the names of the poorer part that the other part may have too."""


def find(document: Document, *, least_words: int = 70, least_names: int = 3) -> Iterator[Hit]:
    """Yield the first paragraph of the other story.

    `least_words`: words that either part must have. `least_names`: the same for different names.
    """
    title = topic_words(document.title[:400])
    paragraphs = [line for line in document.lines if line.words >= _PARAGRAPH][:_MOST_PARAGRAPHS]
    tail = _untouched(paragraphs, title, least_words)
    if not title or tail is None or not any(touches(line.text, title) for line in paragraphs[:tail]):
        return
    names, topics = _names(paragraphs, document), [topic_words(line.text) for line in paragraphs]
    best: tuple[float, int] | None = None
    for at in range(max(2, tail), len(paragraphs) - 1):
        before, behind = paragraphs[:at], paragraphs[at:]
        if min(sum(line.words for line in part) for part in (before, behind)) < least_words:
            continue
        shared_names = _shared(names[:at], names[at:], least_names)
        shared_words = _shared(topics[:at], topics[at:], 1)
        if shared_names <= _MOST_NAMES and shared_words <= _MOST_WORDS:
            best = min(best or (2.0, at), (2 * shared_names + shared_words, at))
    if best:
        words = sum(line.words for line in paragraphs[best[1] :])
        said = f"From here on, for {words} words, the text names nobody and nothing that it named before"
        yield Hit(paragraphs[best[1]].span, said, 0.7)


def _untouched(paragraphs: Sequence[Line], title: frozenset[str], least_words: int) -> int | None:
    """Return the first paragraph behind the last that has a word of the title, if enough words follow it."""
    words = 0
    for at in range(len(paragraphs) - 1, -1, -1):
        if touches(paragraphs[at].text, title):
            return at + 1 if words >= least_words else None
        words += paragraphs[at].words
    return None


def _names(paragraphs: Sequence[Line], document: Document) -> list[frozenset[str]]:
    """Return the words of the names in each paragraph, those that open a sentence left out."""
    found: list[set[str]] = [set() for _ in paragraphs]
    at = 0
    for name in document.names:
        while at < len(paragraphs) and paragraphs[at].span.end <= name.span.start:
            at += 1
        if at < len(paragraphs) and name.span.start >= paragraphs[at].span.start:
            found[at].update(word for word in name.words[name.starts_sentence :] if len(word) > 2)
    return [frozenset(words) for words in found]


def _shared(before: Sequence[frozenset[str]], behind: Sequence[frozenset[str]], least: int) -> float:
    """Return the share of the poorer part that the other has too, 1 where a part has fewer than `least`."""
    one, other = frozenset().union(*before), frozenset().union(*behind)
    if min(len(one), len(other)) < least:
        return 1.0
    return len(one & other) / min(len(one), len(other))
