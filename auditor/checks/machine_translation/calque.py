"""A phrase keeps the wording of another language.

Translators, human and machine, who follow the source word by word leave phrases that no native writer would choose:
"depends of", "in the frames of", "he told that". The reader understands them; a quotation in such wording is no longer
what was said.

The phrases are data (`knowledge/translation/calques/`), each with its confidence and the languages that word it so.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

requires = ("english",)

examples = (
    Bad("The price [[depends of]] the weather.", fix="depends on"),
    Bad("The match went on [[despite of]] the rain.", fix="despite"),
    Good("The price depends on the weather."),
    Good("The match went on in spite of the rain."),
    Good("They took over the duties of the governor."),
)


_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bs": "Bosnian", "cs": "Czech", "da": "Danish", "de": "German", "es": "Spanish",
    "fa": "Persian", "fr": "French", "hi": "Hindi", "hr": "Croatian", "it": "Italian", "mk": "Macedonian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def find(document: Document) -> Iterator[Hit]:
    """Yield the calques."""
    for calque in document.calques:
        if calque.kind == "calque":
            named = [_LANGUAGES[code] for code in calque.languages[:2]]
            meant = f"; English says “{calque.instead}”" if calque.instead else ""
            yield Hit(
                calque.span,
                f"“{calque.text}” is word-for-word translation, as {' or '.join(named)} has it{meant}",
                calque.sure,
                calque.instead,
            )
