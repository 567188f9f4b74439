"""A person has two forms of address, one of them left from the source: "Mr. Herr Weber", "President Mr. Okur".

Many languages set the word for Mr before a title ("Sayın Cumhurbaşkanı", "pan premier", "al-sayyid al-rais"); English
sets one of the two.

Silent in quotations, where a comma stands between, and for titles in English order ("Mr. President", "Professor Sir").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

requires = ("english",)

examples = (
    Bad("The town thanked [[Mr. Herr]] Weber for the bells."),
    Bad("They were met by [[President Mr.]] Okur and his wife."),
    Bad("She wrote to [[Mr. Mr.]] Lind about the noise."),
    Good("“Mr. President Okur”, he began, and the president, Mr. Okur, nodded to Mr. Minister."),
    Good("Professor Sir John Lind and Dr. Lind met Mr. and Mrs. Okur."),
)

_ENGLISH = frozenset(["Mr", "Mrs", "Ms", "Miss", "Mister"])
_FOREIGN = frozenset(
    ["Herr", "Frau", "Monsieur", "Madame", "Mademoiselle", "Señor", "Señora", "Senor", "Senora", "Signor", "Signora",
     "Senhor", "Senhora", "Gospodin", "Gospođa", "Pan", "Pani", "Bay", "Bayan", "Sayın", "Bey"]
)  # fmt: skip
_OFFICES = frozenset(
    ["President", "Minister", "Premier", "Chancellor", "Mayor", "Governor", "Ambassador", "Chairman", "Director",
     "Deputy", "Senator", "Secretary", "Commissioner", "Spokesman", "Spokesperson", "Professor", "Dr", "Prof"]
)  # fmt: skip


def find(document: Document) -> Iterator[Hit]:
    """Yield both forms of address."""
    text, words = document.text, document.words
    for address in _ENGLISH | _FOREIGN:
        for at in document.word_places.get(address.lower(), ()):
            if not 0 < at < len(words) - 1 or words[at].text != address:
                continue
            one, other, named = words[at - 1 : at + 2]
            between = text[one.end : other.start]
            span = Span(one.start, other.end + (text[other.end : other.end + 1] == "."))
            if not named.text[0].isupper() or text[span.end : named.start] != " " or document.in_quote(span):
                continue
            twice = one.text in _ENGLISH and (address in _FOREIGN or one.text == address) and between in (" ", ". ")
            office = one.text in _OFFICES and address in _ENGLISH and between == " "
            if twice or office:
                yield Hit(span, f"“{span.of(text)} {named.text}” has two forms of address; English sets one", 0.8)
