"""The same name stands with and without its diacritics in one article.

"Vučić" in one sentence and "Vucic" in the next: two sources, or two translations, were put together. Neither spelling
is wrong; the message says which one the article uses more, and the fix is a suggestion for a person to take over. Less
sure where the plain spelling is in English dictionaries and no neighbour shows that one bearer is meant ("Plaza de las
Américas").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, here
from auditor.document import Document
from auditor.reading.lexicon import lexicon
from auditor.reading.name_forms import NameForm, without_marks

requires = ("english",)

by_hand = "a name is spelt as its bearer spells it"

examples = (
    Bad("Ivan Kovacic arrived early. Reporters asked Kovacic about it. Later [[Kovačić]] left."),
    Bad("A crowd waited for Muller in Bonn, and Muller waved. [[Müller]] then spoke."),
    Bad("In Bonn a crowd saw [[Muller]] wave. The mayor met Müller in the hall."),
    Good("Novak Kovačić arrived early. Later Kovačić left."),
    Good("Maria Kovač met Ana Kovan in Zagreb, and Kovač thanked Kovan."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the first place of each spelling that is not the article's usual one."""
    if document.text.isascii():
        return
    groups: dict[str, list[NameForm]] = defaultdict(list)
    for name in document.name_forms:
        groups[without_marks(name.form)].append(name)
    for forms in groups.values():
        if len(forms) < 2:
            continue
        # Of spellings as frequent the one with its marks is the whole name.
        usual = max(forms, key=lambda name: (name.count, not name.form.isascii(), -name.places[0].start))
        for name in forms:
            if name is not usual and name.form.lower() not in document.context.allowed:
                plain = lexicon().knows(without_marks(name.form)) and not name.neighbours & usual.neighbours
                yield Hit(
                    name.places[0],
                    f"The name is “{name.form}” here and “{usual.form}” elsewhere in the article "
                    f"({name.count} and {usual.count} times)",
                    confidence=0.6 if plain else 0.88,
                    fix=usual.form,
                    related=(here(usual.places[0], usual.form),),
                )
