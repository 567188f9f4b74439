"""A word of another language stands untranslated in an English sentence.

Systems copy words that they do not know: "the law on Verkehrssündern", "honoured two spaciálních units". In lower case
and with letters that English does not have, such a word is neither a name nor a title.

Silent for loan words that English writes with accents ("café", "fiancée"), in quotations and brackets, for words with a
capital, and where two or more stand together (a foreign phrase, mostly meant).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from auditor import knowledge
from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document

requires = ("english",)
needs = anchors(beyond_ascii=True)

examples = (
    Bad("The town honoured two [[spaciálních]] units of the fire brigade."),
    Bad("They did not want to be [[zurückgeschückt]] by the guard at the door."),
    Good("She met her fiancé in a café and wore a décolleté dress."),
    Good("They ate “smörgåsbordar” (a cold meal) with Zoë and Łukasz."),
)

_WORD = re.compile("[a-zß-öø-ÿāăąćčďđēęěģğīįıķľļłńňņōőřśşšťţūůűųźżž]{4,}")


def find(document: Document) -> Iterator[Hit]:
    """Yield the words."""
    text, words = document.text, document.words
    if text.isascii():
        return
    furniture = [item.span for item in document.furniture]
    for at in range(1, len(words) - 1):
        token = words[at]
        word = token.text
        if word.isascii() or not _WORD.fullmatch(word) or _is_loan(word):
            continue
        before, after = words[at - 1], words[at + 1]
        alone = before.text.isascii() and after.text.isascii()
        inside = text[before.end : token.start] == " " and text[token.end : after.start] in (" ", ", ")
        told = document.in_quote(token.span) or document.in_foreign_passage(token.span)
        told = told or any(span.covers(token.span) for span in furniture)
        if alone and inside and not told:
            yield Hit(token.span, f"“{word}” is not an English word and stands in the run of the sentence", 0.7)


def _is_loan(word: str) -> bool:
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return not {plain, plain.removesuffix("s"), plain.removesuffix("es")}.isdisjoint(_loans())


@functools.cache
def _loans() -> frozenset[str]:
    return frozenset(knowledge.toml("translation/loan_words.toml")["words"])
