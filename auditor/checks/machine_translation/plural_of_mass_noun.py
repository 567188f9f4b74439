"""A noun that English does not count stands in the plural: "informations", "equipments", "several evidences".

Most languages count information, advice and equipment, and a system or a writer who thinks in them carries the plural
over. Silent in quotations, for names, and where the form may be a verb ("it evidences").
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The agency has no [[informations]] on the ship.", fix="information"),
    Bad("They brought new [[equipments]] for the port.", fix="equipment"),
    Bad("The court saw several [[evidences]] of it.", fix="evidence"),
    Good("The agency has no information on the equipment of the ship."),
    Good("The letter evidences that the port was sold, and he researches why."),
    Good("He called them “informations” and laughed."),
    Good("The Informations Services Group of Lund was sold."),
)

_SINGULARS = {
    "informations": "information", "advices": "advice", "equipments": "equipment", "furnitures": "furniture",
    "luggages": "luggage", "baggages": "baggage", "homeworks": "homework", "aircrafts": "aircraft",
    "hardwares": "hardware", "knowledges": "knowledge", "feedbacks": "feedback", "sceneries": "scenery",
    "evidences": "evidence", "researches": "research",
}  # fmt: skip
_VERBS = ("evidences", "researches")
_COUNTING = frozenset(
    "the these those some many several few other new such all of any more no his her their our and two three".split()
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the noun."""
    text, words = document.text, document.words
    for plural, singular in _SINGULARS.items():
        for at in document.word_places.get(plural, ()):
            word = words[at]
            before = words[at - 1].text.lower() if at and text[words[at - 1].end : word.start] == " " else ""
            if not word.text.islower() or document.in_quote(word.span) or document.in_foreign_passage(word.span):
                continue
            if plural in _VERBS and before not in _COUNTING:
                continue
            yield Hit(word.span, f"“{plural}”: English does not count “{singular}”", 0.75, fix=singular)
