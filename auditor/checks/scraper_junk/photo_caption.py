"""A photo caption was scraped along, with its credit.

A line that ends in a credit tells what a picture shows; without the picture it interrupts the story, and its present
tense and old dates mislead. So does one that tells in the present tense, with a full date, what can be seen. Silent
for a long paragraph into which a credit ran: there only the credit is marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

examples = (
    Bad("The port is open.\n[[Ships wait outside the port on Monday. (AP Photo/Jane Doe)]]\nIt had been shut."),
    Bad("[[Ships wait outside the port (Shutterstock.com)]]\nThe port is open."),
    Bad("[[Ships wait outside the port on Monday. (Jane Doe/Lund Post via AP)]]\nThe port is open."),
    Bad("The port is open.\n[[FILE PHOTO: A ship waits outside the port, May 3, 2020]]\nIt had been shut."),
    Bad("[[Anna Roe leaves the port office in March. REUTERS/John Doe]]\nThe port is open."),
    Bad("[[Mayor Anna Roe speaks during a ceremony at the port of Split, May 3, 2020.]]\nThe port is open."),
    Bad("The port is open.\n[[Mayor Anna Roe signs the law for the port on Tuesday. Jane Doe/Harbour Times]]\nIt was."),
    Bad(
        "The port is open.\n[[Empty Berths How many ships came since the quay was closed Source: World Bank]]\nIt was."
    ),
    Bad("The port is open.\n[[Ships outside the port on Monday. Photo: Port of Lund]]\nIt had been shut."),
    Bad("Luka je otvorena.\n[[Brodovi čekaju pred lukom u ponedjeljak (AFP)]]\nBila je zatvorena."),
    Bad("The port is open.\n[[Anna Roe has run the port since 2011. – EPA pic, August 20, 2022.]]\nIt was shut."),
    Good("The port was shut on Monday, the agency said. (AFP)"),
    Good("Mayor Anna Roe speaks of her port often, and on May 3, 2020, she said that it was the best of all."),
    Good("The port is open, Anna Roe told Reuters on Monday."),
    Good("He filed the photo of the port under his own name."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every caption that carries a credit or label, and lines that the line model takes for one."""
    for item in document.furniture_of("caption"):
        yield Hit(item.span, "This reads like the caption of a picture that is not in the text", item.sure, fix="")
    for credit in document.credits:
        if credit.kind == "caption":
            yield Hit(
                credit.span,
                "This is the caption of a picture that is not in the text",
                document.trust(credit.span, credit.sure),
                fix="",
            )
