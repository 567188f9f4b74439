"""The title and the text belong to different stories.

Scrapers pick up the story next to the one they wanted, and pages replace a story at the same address. Two signs: the
title names people or places, two at least, of whom the text has none, and hardly a word besides; or not one of its
words of topic stands in the text, which a witty headline can bring about too and a person has to judge.

Silent for short titles, for texts too short to take the title up, and where the two are in different scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lexicon import lexicon
from auditor.reading.topic import stem, topic_words, touches
from auditor.span import Span

requires = ("english",)

_BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening. Ships from the island "
    "will be the first to use the new quay, which cost nine million. "
) * 4
examples = (
    Bad(_BODY, title="Parliament rejects tax on sugary drinks", fields=("title",)),
    Bad(_BODY, title="Work on tax treaty with Norway stalls as Sweden objects", fields=("title",)),
    Good(_BODY, title="Work on quay with crane from Norway ends as Sweden delivers"),
    Good(_BODY, title="Island ferries get a home at last"),
    Good(_BODY, title="At long last"),
)

_WORD = re.compile(r"(?P<opens>(?:^|[.:;?!–—]\s|[“‘\"'])?)(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTENED = re.compile(r"['’](?!s?$)")
_MOST_SHARED = 0.25
_FEWEST_NAMES = 2


def find(document: Document, *, least_topic_words: int = 4, least_words: int = 100) -> Iterator[Hit]:
    """Yield one hit on the title.

    `least_topic_words`: words of topic a title needs to be judged. `least_words`: the same for the words of the text.
    """
    title = document.title[:400]
    topic = topic_words(title)
    if "://" in title or len(topic) < least_topic_words or sum(line.words for line in document.lines) < least_words:
        return
    whole = Span(0, len(title))
    names = _names(title, topic)
    if len(names) >= _FEWEST_NAMES and not touches(document.text, frozenset(map(stem, names))):
        if len(topic & topic_words(document.text)) <= _MOST_SHARED * len(topic):
            said = f"The title speaks of {names[0]} and {names[1]}, the text of neither, nor of most else in the title"
            yield Hit(whole, said, 0.75, field="title")
    elif len(topic) > least_topic_words and not touches(document.text, topic):
        said = f"None of the {len(topic)} words that carry the title's topic stands in the text"
        yield Hit(whole, said, 0.45, field="title")


def _names(title: str, topic: frozenset[str]) -> list[str]:
    """Return the names in a title: words known with a capital only, or any with one where most of its words have none.

    Who stands before a colon speaks and need not be spoken of.
    """
    matches = list(_WORD.finditer(title, max(0, title.find(": "))))
    long = [match["word"] for match in matches[1:] if len(match["word"]) > 3]
    sentence = 2 * sum(word[0].isupper() for word in long) <= len(long)
    found: list[str] = []
    for match in matches:
        word = _POSSESSIVE.sub("", match["word"])
        if len(word) < 4 or not word[0].isupper() or _SHORTENED.search(word) or stem(word) not in topic:
            continue
        if lexicon().is_name(word) or (sentence and not match["opens"] and match.start()):
            found.append(word)
    return found
