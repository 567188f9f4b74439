"""A blank stands before the hyphen of a compound: "full -scale war", "the state -run agency".

Newer systems write words in pieces, and where they put a compound together again a blank stays behind before the
hyphen. Readers stumble, and a search for "full-scale" misses it.

Only second parts that do not begin a clause are judged, so that a dash set without its second blank ("he came -and
left") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(" -")

examples = (
    Bad("It was a [[full -scale]] search of the valley.", fix="full-scale"),
    Bad("The [[state -run]] agency has a [[five -year]] plan."),
    Good("It was a full-scale search, and nobody - scale or no scale - was found."),
    Good("He came -and left, and ran grep -old on the list."),
)

_SPLIT = re.compile(
    r"(?<![\w-])[a-z]{2,14} -(?:"
    r"scale|called|run|based|made|level|term|year|month|day|party|speaking|born|led|backed|owned|known|"
    r"controlled|occupied|held|style|class|sized|range|profile|ranking|ethnic|democratic|affiliated|"
    r"related|caused|sponsored|friendly|minister|president|in-chief|general|democrats?|dependent|driven|"
    r"wide|free|ready|oriented|language|annual|monthly|final|finals|finalist|official|governmental|legged|"
    r"storey|story|bed|point|kilometer|kilometre|meter|metre|hour|week|minute|century|generation|sided|"
    r"looking|going|lasting|standing|reaching|awaited|trained|armed|built|established|equipped|paid|"
    r"educated|to-date|to-face|old"
    r")(?![\w-])"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the compounds."""
    text = document.text
    for match in _SPLIT.finditer(text):
        if match.group().endswith("-old") and "year" not in match.group():
            continue
        fix = match.group().replace(" -", "-")
        yield Hit(Span(*match.span()), f"A blank stands before the hyphen of “{fix}”", 0.85, fix=fix)
