"""A verb after "did not", "will" or "would" has the wrong form: "did not went", "would took".

English marks the time once, on the helping verb. Systems that choose each word by itself mark it twice.

Silent in quotations, across marks, and for "will", which may be a noun ("the will took effect").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The miners [[did not went]] home that evening.", fix="did not go"),
    Bad("She said the council [[would took]] the case to court.", fix="would take"),
    Bad("They [[didn't knew]] the way.", fix="didn't know"),
    Good("The will took effect in May, and what he could was not enough."),
    Good("Those who did went home; he did not, went the story."),
)

_FORMS = {
    "went": "go", "took": "take", "gave": "give", "came": "come", "knew": "know", "wrote": "write", "became": "become",
    "began": "begin", "saw": "see", "spoke": "speak", "chose": "choose", "fell": "fall", "grew": "grow",
    "got": "get", "made": "make", "thought": "think", "brought": "bring", "bought": "buy", "held": "hold",
    "kept": "keep", "led": "lead", "lost": "lose", "met": "meet", "paid": "pay", "sent": "send", "sold": "sell",
    "told": "tell", "won": "win", "understood": "understand", "wanted": "want", "decided": "decide", "had": "have",
    "goes": "go", "takes": "take", "gives": "give", "comes": "come", "knows": "know", "becomes": "become",
    "begins": "begin", "wants": "want", "makes": "make", "has": "have",
}  # fmt: skip
_AFTER_NOT = frozenset(["did", "does", "do", "will", "would", "could", "should", "can", "must"])
_SHORT = frozenset(["didn't", "doesn't", "don't", "won't", "wouldn't", "couldn't", "shouldn't", "can't", "cannot"])
_PLAIN = frozenset(["would", "should"])
_MAY_STAND_ALONE = frozenset(
    ["as", "than", "who", "what", "that", "which", "if", "he", "she", "they", "we", "you", "i"]
)
_HELPERS = ("not", *sorted(_SHORT), *sorted(_PLAIN))


def find(document: Document) -> Iterator[Hit]:
    """Yield helping verb and verb."""
    text, words = document.text, document.words
    for helper in _HELPERS:
        for at in document.word_places.get(helper, ()):
            if not 0 < at < len(words) - 1 or (base := _FORMS.get(words[at + 1].text)) is None:
                continue
            before = words[at - 1].text.lower()
            if before not in _AFTER_NOT if helper == "not" else helper in _PLAIN and before in _MAY_STAND_ALONE:
                continue
            verb = words[at + 1]
            span = Span(words[at - (helper == "not")].start, verb.end)
            stretch = span.of(text)
            if all(char.isalpha() or char in " '’" for char in stretch) and not document.in_quote(span):
                fix = f"{stretch[: len(stretch) - len(verb.text)]}{base}"
                yield Hit(span, f"“{stretch}” should read “{fix}”", 0.75, fix=fix)
