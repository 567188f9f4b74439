"""The stated language is not the one that the text is written in.

A page keeps the language code of its site while the story comes from a partner, or the scraper fetched another edition.
Every check that needs English trusts the code.

Silent where langdetect is less than 99 % sure, for texts under 50 letters, and between neighbours that it confuses
(Serbian, Croatian and Bosnian; Danish and Norwegian; Indonesian and Malay; Czech and Slovak).
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad(
        "Der Gemeinderat hat am Montag beschlossen, die alte Brücke über den Fluss im Sommer zu sanieren.",
        language="en",
        fields=("language",),
    ),
    Bad(
        "The council decided on Monday to repair the old bridge over the river this summer.",
        language="German",
        fields=("language",),
    ),
    Good("The council decided on Monday to repair the old bridge over the river this summer.", language="en-GB"),
    Good("The council decided on Monday to repair the old bridge over the river this summer."),
    Good("Bridge open.", language="de"),
)

SURE = 0.99
_NEIGHBOURS = (
    frozenset(["sr", "hr", "bs", "sl", "mk", "bg", "sh", "me"]),
    frozenset(["da", "no", "nb", "nn", "sv"]),
    frozenset(["id", "ms"]),
    frozenset(["cs", "sk"]),
    frozenset(["pt", "gl", "es", "ca"]),
    frozenset(["nl", "af"]),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit on the field."""
    language = document.language
    if not language.stated or language.measured in (None, language.code) or (language.confidence or 0) < SURE:
        return
    if any({language.code, language.measured} <= group for group in _NEIGHBOURS):
        return
    message = f"The language is stated as “{document.article.language}”, but the text reads as “{language.measured}”"
    yield Hit(Span(0, 0), message, 0.85, field="language")
