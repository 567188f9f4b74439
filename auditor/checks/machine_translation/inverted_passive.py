"""A passive verb stands before its subject: "on Monday was held a meeting", "there will be formed the new government".

Slavic languages, Spanish and German put what is new at the end of the sentence; a system that keeps their order leaves
English a passive with an object that it cannot have.

Only verbs that take one object are judged. Silent in quotations, where the noun is a time or a measure ("was held the
next day"), behind "it", and where the noun has a verb of its own ("before he was killed the men were ..."). All of 22
findings in 19,861 articles and pages stand in translations by machine or by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("On Monday in Ankara [[was held the]] eighth meeting of the two committees."),
    Bad("In the square there [[will be opened a]] new library of the town."),
    Bad("On that evening [[were killed two]] people of the village."),
    Good("The meeting was held the next day, and the library was opened a week later."),
    Good("On Sunday it was announced the tournament would not take place."),
    Good("Before the general was killed the militias were already going back to war."),
    Good("It was the hall that had been built the old way."),
)

_VERBS = (
    "adopted announced arrested built celebrated constructed created destroyed detained determined discovered discussed"
    " erected established formed founded held implemented inaugurated injured introduced killed launched noted opened"
    " organised organized planned prepared published realised realized recorded registered signed"
).split()
_BE = frozenset("is are was were be been being".split())
_DETERMINERS = frozenset("a an the two three four five six seven eight nine ten several many some".split())
_SUBJECTS = frozenset("it he she they this that which who we i you".split())
_TIMES = frozenset(
    "day days week weeks month months year years night nights morning evening afternoon moment minute minutes"
    " hour hours time times weekend season decade decades century following next same previous last past few"
    " couple first second third while once summer winter spring fall whole entire usual hard right wrong way old"
    " original generation seconds mile miles percent point points foot feet metres meters block blocks kilometers"
    " kilometres lot little bit".split()
)
_FINITE = frozenset(
    "is are was were be been has have had will would could can may might must shall should does do did said"
    " says".split()
)
_PHRASE = 4
"""Words behind the determiner in which a time or a finite verb tells that it opens no object."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the passive with the word that opens its subject."""
    text, words = document.text, document.words
    for verb in _VERBS:
        for at in document.word_places.get(verb, ()):
            if not 1 < at < len(words) - 2 or words[at - 1].text not in _BE:
                continue
            opener = words[at + 1]
            first = at - 1
            while first and words[first - 1].text in ("will", "has", "have", "had", "be", "been"):
                first -= 1
            subject = words[first - 1] if first else None
            if opener.text not in _DETERMINERS or subject is None or subject.text.lower() in _SUBJECTS:
                continue
            behind = {word.text.lower() for word in words[at + 2 : at + 2 + _PHRASE]}
            span = Span(words[first].start, opener.end)
            runs_on = all(char.isalpha() or char == " " for char in text[subject.start : words[at + 2].end])
            if runs_on and not behind & (_TIMES | _FINITE) and not document.in_quote(span):
                yield Hit(span, f"“{span.of(text)}” puts the verb before its subject", 0.75)
