"""A pronoun and its verb do not agree: "they is", "he are".

Systems that translate into English from a language where the pronoun is part of the verb put the two together anew, and
now and then the number goes wrong.

Judged only where the pronoun opens its sentence or clause, so that it must be the subject. Silent in quotations, where
people speak as they speak, and for forms that a wish allows ("if he were").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The farmers say that [[they is]] waiting for rain.", fix="they are"),
    Bad("[[He are]] on the bridge every morning.", fix="He is"),
    Bad("The wardens added that [[we was]] late.", fix="we were"),
    Good("He and she are waiting; what they is supposed to mean, “they is”, nobody says."),
    Good("If he were here, they would be glad; the rooms in it are small, and those he knows are few."),
)

_WRONG = {
    "they": {"is": "are", "was": "were", "has": "have"},
    "we": {"is": "are", "was": "were", "has": "have"},
    "he": {"are": "is"},
    "she": {"are": "is"},
    "it": {"are": "is"},
}
_CLAUSE_OPENS = frozenset(
    ["that", "because", "when", "where", "while", "whether", "since", "though", "although", "until", "why", "how", "if"]
)


def find(document: Document) -> Iterator[Hit]:
    """Yield pronoun and verb."""
    text, words = document.text, document.words
    for pronoun, right in _WRONG.items():
        for at in document.word_places.get(pronoun, ()):
            one, other = words[at], words[min(at + 1, len(words) - 1)]
            if other.text not in right or text[one.end : other.start] != " ":
                continue
            opens = not at or words[at - 1].text in _CLAUSE_OPENS or one.start in document.sentence_starts
            span = Span(one.start, other.end)
            if opens and not document.in_quote(span):
                fix = f"{one.text} {right[other.text]}"
                yield Hit(span, f"“{span.of(text)}” should read “{fix}”", 0.75, fix=fix)
