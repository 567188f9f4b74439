"""One name is carried over from another alphabet in two spellings: "Kharkov" and "Kharkiv", "Zelensky", "Zelenskiy".

Each is right by some rule, and both in one article show that two sources, or two translations, were put together. A
search for the one misses the other.

From a table of such names (`knowledge/names/transliterations.toml`), and from spellings of equal sound beside the same
other name. What one letter or a diacritic explains is `typos/name-variant` or `typos/name-diacritics`, never both.
Silent where the text sets the two against each other ("Kyiv, formerly Kiev", "Kiev (Kyiv)"). The fix is a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

requires = ("english",)

by_hand = "a name is spelt as its bearer spells it"

examples = (
    Bad("The train left Mumbai at noon. In [[Bombay]] it had been late; in Mumbai nobody knew.", fix="Mumbai"),
    Bad("Yevgeny Orlov came first. Later [[Evgueni]] Orlov left, and Yevgeny Orlov slept.", fix="Yevgeny"),
    Good("The train left Mumbai, formerly Bombay, at noon."),
    Good("The train left Mumbai (Bombay) at noon."),
    Good("Daniel Orlov came first. Later Daniela Orlov left, and Daniel Orlov slept."),
    Good("President Vladimir Orlov wrote to President Volodymyr Petrov. Mr Petrov thanked President Vladimir Orlov."),
    Good("Yevgeny Orlov came first. Later Evgueni Petrov left."),
)

_SET_AGAINST = re.compile(r"\(|\b(?:formerly|aka|also|known|called|spelled|spelt|or|renamed|name|names)\b|/")
_NEAR = 40


def find(document: Document) -> Iterator[Hit]:
    """Yield the first place of the rarer spelling of each pair."""
    text = document.text
    for pair in document.transliterations:
        first, usual = pair.rare.places[0], pair.usual.places[0]
        between = text[min(first.end, usual.end) : max(first.start, usual.start)]
        if len(between) <= _NEAR and _SET_AGAINST.search(between):
            continue
        message = (
            f"The name is “{pair.rare.form}” here and “{pair.usual.form}” elsewhere in the article: one name in two "
            f"spellings ({pair.rare.count} and {pair.usual.count} times)"
        )
        sure = 0.75 if pair.listed else 0.6
        yield Hit(first, message, sure, fix=pair.usual.form, related=(here(usual, pair.usual.form),))
