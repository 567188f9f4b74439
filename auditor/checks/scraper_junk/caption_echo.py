"""A caption stands twice: once by itself and once before its credit, or both times by itself.

Pages print the alternative text of a picture beside its caption; extractors keep both.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document

examples = (
    Bad("[[Anna Roe]]\nAnna Roe / Photo: EPA / JOHN DOE\n\nAnna Roe won the race on Sunday."),
    Bad("[[The new harbour]]\nThe new harbour. (Photo: Jane Doe)\nIt opens today."),
    Bad("Anna Roe wins. Photo: Port of Lund\n[[Anna Roe wins]]\nIt opens today, the mayor said."),
    Bad("Anna Roe at the port\n[[Anna Roe at the port]]\nIt opens today, the mayor said."),
    Bad("• Anna Roe at the port\n[[Anna Roe at the port]]\nIt opens today, the mayor said."),
    Bad("Port opens\n[[Port opens]]\n[[Port opens]]\nIt opens today, the mayor said.", title="Port opens"),
    Bad("[[The port opens today after nine years]]\nThe port opens today after nine years.\nShips came."),
    Good("Sail away\nSail away\nSail away\nThe song was sung thrice."),
    Good("Anna Roe\nAnna Roe won the race on Sunday."),
    Good("The winner\nAnna Roe / Photo: EPA / JOHN DOE"),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the line without the credit, or the second of two that are alike."""
    for echo in document.echoes:
        above = echo.other.number < echo.line.number
        said = f"This line repeats the one {'above' if above else 'below'}"
        if echo.captioned:
            said = "The line beside it repeats this caption"
        sure = 0.9 if echo.captioned else 0.85
        yield Hit(echo.line.span, said, sure, fix="", related=(here(echo.other.span),))
