"""Invisible or private characters stand inside the text.

Zero-width characters, soft hyphens, direction marks, private-use glyphs and control characters break searches and
matching and can hide text. Silent for the joiners that emoji and Indic or Arabic scripts need, and for direction marks
in a text that has letters written from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document
from auditor.span import Span

examples = (
    Bad("The gov[[\u00ad]]ernment met."),
    Bad("The minis[[\u200b]]ter left.[[\u202e]]"),
    Good("The family 👨\u200d👩\u200d👧 came."),
    Good("The sign read \u200fשלום\u200e, she said."),
    Good("The government met, as planned."),
)

_DIRECTION = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = (
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060-\u2064\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ue000-\uf8ff"
)
_INVISIBLE = re.compile(f"[{_CONTROL}{_DIRECTION}]+")
_INVISIBLE_BESIDE_RIGHT_TO_LEFT = re.compile(f"[{_CONTROL}]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def find(document: Document) -> Iterator[Hit]:
    """Yield runs of such characters."""
    right_to_left = _RIGHT_TO_LEFT.search(document.text)
    for match in (_INVISIBLE_BESIDE_RIGHT_TO_LEFT if right_to_left else _INVISIBLE).finditer(document.text):
        code = ord(match.group()[0])
        name = unicodedata.name(match.group()[0], "private or control character").lower()
        yield Hit(Span(*match.span()), f"U+{code:04X} ({name}) cannot be seen", 0.95, fix="")
