"""Where each word of an article stands, so that a check on certain words looks at those alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

WordPlaces = Mapping[str, Sequence[int]]
"""Word in lower case, with a straight apostrophe, to the numbers of the words (as in `Document.words`), in order."""


def read_word_places(words: Sequence[str]) -> WordPlaces:
    """Return the places of `words`, which are in lower case."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    for curly in [word for word in places if "’" in word]:
        straight = curly.replace("’", "'")
        places[straight] = sorted(places[straight] + places.pop(curly))
    return dict(places)
