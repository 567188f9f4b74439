"""A word of grammar or a verb has a capital letter in the middle of a sentence.

English capitalises names and the first word of a sentence. A capital in the midst of lower-case words ("under pressure
From the council") comes from systems that join fragments, each translated as a sentence of its own.

Silent in headings, titles and names ("Gone With the Wind", and what is printed so twice), after punctuation, and for
"He" and "They" where the text speaks of God.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor import knowledge
from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.tokens import Token
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The town gave in to pressure [[From]] the council and rebuilt the old mill."),
    Bad("The mayor praised the choir but [[He]] left the hall early that evening."),
    Bad("The minister did [[Pledge So]] that the farmers never forget the flood."),
    Good("The film is called Gone With the Wind and runs for four hours."),
    Good("She said: From the tower you see the sea, and then “He” was all she wrote."),
    Good("They thank God that He heard their prayers in the flood."),
    Good("He moved from The Hague to Is-sur-Tille, where Grant did Ford a favour."),
)

_RELIGION = frozenset(["God", "Lord", "Jesus", "Christ", "Allah", "Saviour", "Savior", "Messiah", "Bible", "Church"])
_BEFORE_TITLES = frozenset(
    ["documentary", "film", "movie", "book", "novel", "song", "single", "album", "show", "series", "play", "musical",
     "band", "memoir", "called", "titled", "entitled", "named", "comedy", "drama", "painting", "poem", "movement",
     "party", "campaign", "group", "magazine", "podcast", "episode", "and"]
)  # fmt: skip
_HOLY = frozenset(["He", "You", "Your", "Who", "They", "Them", "We", "Our", "She", "Their"])


def find(document: Document) -> Iterator[Hit]:
    """Yield the words, two neighbours as one."""
    tokens = document.tokens
    found = list(_candidates(document))
    # What is printed twice with the word that follows is a title: "Under the Gun".
    phrases = [tuple(token.text for token in tokens[first : last + 2]) for first, last in found]
    times = Counter(phrases)
    for (first, last), phrase in zip(found, phrases, strict=True):
        if times[phrase] == 1:
            span = Span(tokens[first].start, tokens[last].end)
            message = f"“{span.of(document.text)}” has a capital, but no sentence ends before it"
            yield Hit(span, message, 0.75)


def _candidates(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the first and the last token of each stretch with stray capitals."""
    grammar, auxiliaries, verbs, numbers = _words()
    text, tokens = document.text, document.tokens
    holy: bool | None = None
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        word = token.text
        if not ("A" <= word[0] <= "Z" and word[1:].islower() and token.kind == "word"):
            continue
        folded, before = word.lower(), tokens[at - 1].text
        is_grammar = folded in grammar or (folded in numbers and before != "of")
        if not is_grammar and not (folded in verbs and before in auxiliaries):
            continue
        last = at
        if not is_grammar and tokens[at + 1].text.istitle() and tokens[at + 1].text.lower() in grammar:
            last = at + 1
        if not _between_lower_case(text, tokens, at, last) or token.start in document.sentence_starts:
            continue
        if word in _HOLY:
            holy = any(other.text in _RELIGION for other in tokens) if holy is None else holy
            if holy:
                continue
        yield at, last


def _between_lower_case(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Return whether lower-case words stand on both sides, a blank apart."""
    if last + 1 >= len(tokens):
        return False
    before, after = tokens[first - 1], tokens[last + 1]
    if before.text in _BEFORE_TITLES:
        return False
    if first >= 2 and last + 2 < len(tokens) and tokens[first - 2].text.istitle() and tokens[last + 2].text.istitle():
        return False  # a headline: "Help Live from Under the Rubble"
    return (
        before.is_word
        and after.is_word
        and before.text.islower()
        and after.text.islower()
        and text[before.end : tokens[first].start] == " "
        and text[tokens[last].end : after.start] == " "
    )


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    lists = knowledge.toml("translation/capitals.toml")
    grammar, auxiliaries, verbs, numbers = (
        frozenset(lists[name]) for name in ("grammar", "auxiliaries", "verbs", "numbers")
    )
    return grammar, auxiliaries, verbs, numbers
