"""A word of another language stands untranslated in an English sentence.

Systems copy words that they do not know: "the law on Verkehrssündern", "honoured two spaciálních units". In lower case
and with letters that English does not have, such a word is neither a name nor a title.

Silent for loan words that English writes with accents ("café", "fiancée"), in quotations and brackets, for words with a
capital, and where two or more stand together (a foreign phrase, mostly meant).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from auditor import knowledge
from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The town honoured two [[spaciálních]] units of the fire brigade."),
    Bad("They did not want to be [[zurückgeschückt]] by the guard at the door."),
    Good("She met her fiancé in a café and wore a décolleté dress."),
    Good("They ate “smörgåsbordar” (a cold meal) with Zoë and Łukasz."),
)

_WORD = re.compile(r"(?<![\w'’@#./-])[a-zß-öø-ÿāăąćčďđēęěģğīįıķľļłńňņōőřśşšťţūůűųźżž]{4,}(?![\w'’@/-])")


def find(document: Document) -> Iterator[Hit]:
    """Yield the words."""
    text = document.text
    if text.isascii():
        return
    loans = _loans()
    for token in document.words:
        word = token.text
        if word.isascii() or not _WORD.fullmatch(word) or _plain(word) in loans:
            continue
        before, after = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 2]
        if before[-1:] != " " or after[:1] not in (" ", ",", ".", ";") or not before[:1].isalnum():
            continue
        if not document.in_quote(token.span) and not document.in_brackets(token.span):
            yield Hit(token.span, f"“{word}” is not an English word and stands in the run of the sentence", 0.7)
