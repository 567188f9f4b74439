"""A person's age does not follow from the day of birth and the article's date.

"Ann Roe, 38, was born on May 22, 1990" in an article of 2020: she is 29 or 30. A year more is allowed for, as many
articles print the age of the next birthday.

The birth must be that of the person that "she" clearly stands for, of the only one with an age in the sentences
before, or stand beside the same name. Silent for the dead ("would have been", "died"), for ages of another time, and
where the text names another year beside the age.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.ages import AgeMention
from auditor.reading.calendar import in_words
from auditor.reading.claims.births import Birth
from auditor.span import Span

requires = ("english", "date")

examples = (
    Bad("Ann Roe, 38, came first. She was [[born on May 22, 1990]], in Lund.", published="2020-06-10"),
    Bad(
        "They found Eve Hale, an 8-year-old girl. She was [[born on May 22, 2005]], papers show.",
        published="2020-02-10",
    ),
    Bad("Ann Roe ([[born 5 May 1950]]) runs. The race was won by Ann Roe, 38, of Lund.", published="2020-06-10"),
    Good("Ann Roe, 30, came first. She was born on May 22, 1990, in Lund.", published="2020-06-10"),
    Bad(
        "Ann Roe, 38, and Eve Hale, 25, came first. It was a good day for Ann Roe. She was [[born on May 22, 1990]].",
        published="2020-06-10",
    ),
    Good("Ann Roe, 38, came first. Her son was born on May 22, 2015, in Lund.", published="2020-06-10"),
    Good("Ann Roe, 38, died in May. She was born on May 22, 1975, in Lund.", published="2020-06-10"),
    Good("Ann Roe, then 12, came first. She was born on May 22, 1990, in Lund.", published="2020-06-10"),
    Good("Ann Roe, 38, and Eve Hale, 25, came first. She was born on May 22, 1990, in Lund.", published="2020-06-10"),
)

_GONE = ("died", "dead", "death", "killed", "late ", "would have", "was found", "murder", "suicide", "obituary")
_AROUND = 250
_REACH = 12
"""Sentences before a pronoun in which its person is looked for, as long as no other person has an age."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every birth that the age rules out."""
    if document.own_date is None or not document.claims.births:
        return
    own, text = document.own_date.date, document.text
    for birth in document.claims.births:
        aged = _aged(document, birth)
        if aged is None or _gone(text, birth.span) or _gone(text, aged.span):
            continue
        least = own.year - birth.when.last.year - ((own.month, own.day) < (birth.when.last.month, birth.when.last.day))
        most = own.year - birth.when.first.year
        if least - 1 <= aged.years <= most + 1:
            continue
        due = f"{least}" if least == most else f"{least} or {most}"
        said = f"Who was born {birth.when} is {due} on {in_words(own)}, not {aged.years}"
        yield Hit(birth.span, said, 0.8, related=(here(aged.span, aged.span.of(text)),))


def _gone(text: str, span: Span) -> bool:
    """Whether the words around tell of a death, which ends an age."""
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND].lower()
    return any(word in around for word in _GONE)


def _aged(document: Document, birth: Birth) -> AgeMention | None:
    """Return the age of the person who was born: by name, or the only one aged just before."""
    ages = [age for age in document.claims.ages if not age.past]
    if birth.who:
        *firsts, surname = birth.who.split()
        same = [age for age in ages if age.surname == surname and (not firsts or age.first in ("", firsts[0]))]
        return same[0] if len({age.years for age in same}) == 1 else None
    before = document.text[max(0, birth.span.start - 12) : birth.span.start].rstrip().lower()
    if not before.endswith(("she was", "he was", " who was")):
        return None
    earlier = [age for age in ages if age.span.start < birth.span.start]
    clear = next((one for one in document.pronouns if 0 < birth.span.start - one.span.end <= len(" was ")), None)
    if clear is not None:
        earlier = [age for age in earlier if age.surname in ("", clear.surname)]
    starts = [sentence.span.start for sentence in document.sentences if sentence.span.start <= birth.span.start]
    left = starts[max(0, len(starts) - _REACH)] if starts else 0
    near = [age for age in earlier if left <= age.span.start]
    names = {age.surname for age in earlier if age.surname}
    return near[-1] if near and len(names) == 1 and len({age.years for age in near}) == 1 else None
