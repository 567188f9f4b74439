"""A word that no dictionary has stands one slip away from a word that fits its place.

One letter too many, one too few, a wrong one, or two that changed places. Copy-editors catch these; text that reaches
an archive with many of them was typed in haste, scanned, or altered on its way.

The candidates are ranked by a trigram model of English and judged by a small set of trees (see
`auditor/reading/unknown_words.py`). British and American spellings both pass. Names are never judged here: a word with
a capital in mid-sentence may be spelt any way its bearer likes, unless it is a slip of a weekday or a month.

In other languages that have a word list (Czech, Dutch, French, German, Italian, Polish, Portuguese, Russian, Spanish,
Swedish, Ukrainian) words in lower case are held against it, without context, so only sure slips of frequent words are
named (see `auditor/reading/foreign_words.py`). In the rest the article counts as not measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("word-list",)

examples = (
    Bad("The [[goverment]] said it would publish the report next week.", fix="government"),
    Bad("Farmers had [[recieved]] no money from the fund by Friday.", fix="received"),
    Bad("The bridge was closed [[becuase]] of strong winds.", fix="because"),
    Good("The colour of the theatre was criticised by the neighbours; the center was not organized."),
    Good("Officials in Metohija and Podgorica declined to comment, as did Ms Qwelani."),
    Good("The letter said that the goverment (sic) had recieved [sic] the money. [pullquote]"),
    Good("The letter pre-empted the speech."),
    Good("The so-called petro-nationalists posted selfies from the lockdown."),
    Good("“Ustedes van a poder lograr todas las cosas que nosotros no pudimos,” his father used to tell them."),
    Bad("Die Regierung hat den Entwurf am Freitag [[veröfentlicht]], sagte ein Sprecher.", language="de"),
    Bad("Le ministre a dit que le [[gouvernemnt]] publiera le rapport la semaine prochaine.", language="fr"),
    Good("Die Bundesregierung will am Freitag über die Schifffahrtsverordnung beraten.", language="de"),
    Good("“[G]iven the facts, it is (m)uch better,” the e-mail to press@example.org said."),
)

_FOREIGN = 0.7
"""Of thirteen findings in 180,000 words of German web pages nine were slips."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every place of an unknown word that one slip explains."""
    if not document.english:
        for slip in document.foreign_slips:
            yield Hit(
                slip.token.span,
                f"“{slip.token.text}” is not in the word list; “{slip.meant}” is, one slip away",
                confidence=_FOREIGN,
                fix=slip.meant if slip.exact else None,
            )
        return
    for word in document.unknown_words:
        if word.kind == "slip":
            yield Hit(
                word.token.span,
                f"“{word.token.text}” is not a word; “{word.meant}” fits here",
                confidence=round(word.probability, 2),
                fix=word.meant,
            )
