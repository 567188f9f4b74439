"""One phrase is printed three times running or more: the system went round in a loop.

Neural systems that lose their place repeat a phrase until their text is full: "the work is done, the work is done, the
work is done". Whatever stood there in the source is lost.

With commas between a phrase counts from the fourth time, for speakers say things three times. Silent in quotations, for
figures, and for single words of up to three letters or that people repeat ("very very very").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.tokens import Token
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("They say that [[the work is done, the work is done, the work is done, the work is done]] by noon."),
    Bad("The letter went to [[Harbour Harbour Harbour Harbour]] and was lost."),
    Bad("They met on the square [[of the town of the town of the town]] hall."),
    Good("Keep the bridge, keep the bridge, keep the bridge: that is all they want, want, want."),
    Good("It was a very, very, very long day, and the crowd sang “Go home, go home, go home”."),
    Good("He came, he saw, he won; row, row, row your boat; and 1, 1, 1 was the score."),
)

LEAST, LEAST_WITH_COMMAS = 3, 4
_SAID_THRICE = frozenset(
    "very far many much more long never ever again really please years days hours miles over down down blah work "
    "location education drill money wait stop help fight build lock hurrah hooray hallelujah free holy same knock "
    "bang boom fire jobs no yes row run".split()
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each run."""
    tokens = document.tokens
    free = 0
    for repeat in document.word_repeats:
        first, length = repeat.first, repeat.distance
        if first < free:
            continue
        last = _end_of_run(tokens, first, length)
        phrase = [token.text.lower() for token in tokens[first : first + length]]
        # The comma that parts two phrases is missing after the last one.
        times = (last - first + (phrase[-1] == ",")) // length
        if times < LEAST:
            continue
        free = last  # so that no run is walked through twice, whatever it is
        span = Span(tokens[first].start, tokens[min(last, first + times * length) - 1].end)
        if ("," not in phrase or times >= LEAST_WITH_COMMAS) and _is_loop(phrase) and not document.in_quote(span):
            printed = Span(tokens[first].start, tokens[first + length - 1].end).of(document.text).rstrip(" ,")
            yield Hit(span, f"“{printed}” is printed {times} times running", 0.9)


def _end_of_run(tokens: Sequence[Token], first: int, length: int) -> int:
    """Return the number of the first token from `first + length` on that differs from the one `length` before it."""
    at = first + length
    while at < len(tokens) and tokens[at].text.lower() == tokens[at - length].text.lower():
        at += 1
    return at


def _is_loop(phrase: Sequence[str]) -> bool:
    words = [word for word in phrase if word != ","]
    if not all(word[0].isalpha() for word in words) or words[-1] in ("and", "or"):
        return False
    return len(set(words)) > 1 or (len(words[0]) > 3 and words[0] not in _SAID_THRICE)
