"""A list of links to other stories was scraped along.

Several headline-like lines stand together where the page had its boxes "Related", "Most read", "Latest". The words of
other stories then count for this one. Silent for the points of a list that the article itself makes, and for texts of
a few lines, where nothing tells the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

_BODY = (
    "The harbour will open in May after nine years of work, the mayor said on Tuesday evening.\n\n"
    "Ships from the island will be the first to use the new quay, which cost nine million.\n\n"
    "The ministry had asked for a longer trial, but the port says that its pilots know the water well enough.\n\n"
)
examples = (
    Bad(
        _BODY + "You may also like\n\n[[Parliament rejects tax on sugary drinks]]\n\n"
        "[[Wolves return to northern forests]]\n\n[[Singer cancels tour after surgery]]\n\nLeave a Reply"
    ),
    Bad(
        _BODY + "Most Popular\n\n[[Ten Ways to Cook an Egg]]\n\n[[Which Phone Should You Buy This Year?]]\n\n"
        "[[The Best Beaches of the South]]\n\nSubscribe to our newsletter"
    ),
    Bad(
        _BODY + "[[Town hall sold - November 6, 2020]]\n-\n[[Wolf seen near mill - November 6, 2020]]\n-\n"
        "[[Singer cancels tour - November 3, 2020]]"
    ),
    Bad(
        "[[Rathaus wird verkauft]]\n[[6. November 2023]]\n[[Wolf an der Mühle gesehen]]\n[[6. November 2023]]\n"
        "[[Sängerin sagt ihre Tournee ab]]\n[[3. November 2023]]\nDer Hafen öffnet im Mai."
    ),
    Bad(
        _BODY + "[[Wolves Seen at Old Stone Mill -]]\n[[Singer Berg Ends Tour After Surgery -]]\n"
        "[[Which Phone Should You Buy? -]]\n[[Town Hall of Lund Sold to Bank -]]"
    ),
    Good(_BODY + "Quay One For Old Ships\nQuay Two For Big Ships\nQuay Three For Pilots\nQuay Four For Island Ships"),
    Good(_BODY + "April 1, 2020 - The mill burns\nMay 2, 2020 - The mayor goes\nMay 9, 2020 - The harbour opens"),
    Good(_BODY + "The port has three tasks:\n- to dredge the channel\n- to train the pilots\n- to pay its debts"),
    Good(_BODY + "What comes next\n\nThe first ship is expected on Monday, and the mayor wants to be there to see it."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each line of such a list."""
    for item in document.furniture_of("link-list"):
        yield Hit(item.span, "This is one of a list of links to other stories", item.sure, fix="")
