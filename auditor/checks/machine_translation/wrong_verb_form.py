"""A verb after a helping verb and "not" has the wrong form: "did not went", "would took", "are not intend".

English marks the time once, on the helping verb, and needs "do" before a plain verb. Systems that choose each word by
itself mark the time twice or take "be" for "do".

Silent in quotations, across marks, and for "will", which may be a noun ("the will took effect").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.reading.lexicon import lexicon
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The miners [[did not went]] home that evening.", fix="did not go"),
    Bad("She said the council [[would took]] the case to court.", fix="would take"),
    Bad("They [[didn't knew]] the way.", fix="didn't know"),
    Bad("The army [[won't hesitated]] to answer.", fix="won't hesitate"),
    Bad("They said they [[are not intend]] to vote that day."),
    Bad("The company [[is not agree]] with the ruling."),
    Good("What he does is not believe his own men; the aim is not to agree, and he is not, know it or not, alone."),
    Good("Those who could not suffered, and this is not make-believe."),
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
_BE = frozenset(["am", "is", "are", "was", "were"])
_PLAIN_VERBS = frozenset(
    "accept achieve add admit agree allow announce appear apply arrive ask avoid believe belong bring"
    " choose confirm consider contain continue create decide deny depend describe destroy discuss eat"
    " enjoy ensure exist expect explain give go happen hear imagine improve include inform intend join"
    " keep know learn listen lose make mention obey occur participate prepare prevent promote protect"
    " prove provide reach receive recognise recognize remember represent require seem send solve speak"
    " succeed suffer suggest take think understand write".split()
)
"""Verbs that are neither nouns nor their own participles."""
_CLEFT = frozenset(["do", "does", "did", "doing", "done", "to", "can", "could", "will", "would", "should", "must"])
"""Words of a clause that ends in "is" before a plain verb: "what he does is not believe them"."""
_CLAUSE = 8
_SHORTEST = 5
_NO_PAST = frozenset(["embed", "unwed", "sacred", "naked", "hundred", "kindred", "hatred"])
_HELPERS = ("not", *sorted(_SHORT), *sorted(_PLAIN))


def _runs_on(stretch: str) -> bool:
    """Return whether nothing but blanks parts the words."""
    return all(char.isalpha() or char in " '’" for char in stretch)


def find(document: Document) -> Iterator[Hit]:
    """Yield helping verb and verb."""
    text, words = document.text, document.words
    yield from _after_be(document)
    for helper in _HELPERS:
        negated = helper == "not"
        for at in document.word_places.get(helper, ()):
            if not 0 < at < len(words) - 1:
                continue
            verb, before = words[at + 1], words[at - 1].text.lower()
            base = _FORMS.get(verb.text) or (_regular(verb.text) if negated or helper in _SHORT else None)
            if base is None or (
                before not in _AFTER_NOT if negated else helper in _PLAIN and before in _MAY_STAND_ALONE
            ):
                continue
            span = Span(words[at - negated].start, verb.end)
            stretch = span.of(text)
            if _runs_on(stretch) and not document.in_quote(span) and "who" not in _clause(document, at):
                fix = f"{stretch[: len(stretch) - len(verb.text)]}{base}"
                yield Hit(span, f"“{stretch}” should read “{fix}”", 0.75, fix=fix)


def _after_be(document: Document) -> Iterator[Hit]:
    """Yield "are not intend": a plain verb after a form of "be"."""
    text, words = document.text, document.words
    for at in document.word_places.get("not", ()):
        if 0 < at < len(words) - 1 and words[at - 1].text in _BE and words[at + 1].text in _PLAIN_VERBS:
            span = Span(words[at - 1].start, words[at + 1].end)
            stretch = span.of(text)
            if (
                _runs_on(stretch)
                and text[span.end : span.end + 1] != "-"
                and not _clause(document, at) & _CLEFT
                and not document.in_quote(span)
            ):
                yield Hit(span, f"“{stretch}” mixes two forms: a verb after “{words[at - 1].text}” ends in -ing", 0.75)


def _clause(document: Document, at: int) -> frozenset[str]:
    """Return the words before the helping verb numbered `at`, in small letters."""
    return frozenset(word.text.lower() for word in document.words[max(0, at - _CLAUSE) : max(0, at - 1)])


@functools.lru_cache(maxsize=4096)
def _regular(verb: str) -> str | None:
    """Return the plain form of a regular past tense ("hesitated"), None for any other word."""
    if len(verb) < _SHORTEST or not verb.endswith("ed") or verb.endswith("eed") or verb in _NO_PAST:
        return None
    plain = verb[:-3] + "y" if verb.endswith("ied") else verb[:-1]
    doubled = verb[:-3] if verb[-3] == verb[-4] else verb[:-2]
    return next((form for form in (plain, verb[:-2], doubled) if form in lexicon()), None)
