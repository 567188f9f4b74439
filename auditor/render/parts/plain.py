"""Text from outside, made safe to print: no character steers a terminal, a parser or a reader's eye.

Article text is hostile. Control characters can clear a screen, end an XML parser or, as bidirectional overrides, make a
line read backwards. No face passes them on as they are.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"

JOINERS = "\u200c\u200d"
"""Invisible, but needed to write Persian, Hindi and some emoji; harmless alone."""

_CLASS = (
    r"[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_UNSEEN = re.compile(_CLASS)
_UNSEEN_RUN = re.compile(rf"({_CLASS})\1*")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def unseen(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the first run, from `start` on, of one character that is invisible or steers the output."""
    return _UNSEEN_RUN.search(text, start)


def one_line(text: str) -> str:
    """Return `text` on one line: white space runs become a space, every unseen character the replacement mark."""
    return visible(" ".join(text.split()))


def visible(text: str) -> str:
    """Return `text` with every unseen character, line ends among them, as the replacement mark."""
    return _UNSEEN.sub(REPLACEMENT, text)


def lines(text: str) -> str:
    """Return `text` with its line feeds kept, tabs as spaces, every other unseen character as the replacement mark."""
    return "\n".join(map(visible, text.replace("\r", "").replace("\t", " ").split("\n")))


def xml(text: str) -> str:
    """Return `text` without the characters that XML 1.0 forbids; each becomes the replacement mark."""
    return _NOT_XML.sub(REPLACEMENT, text)


def name_of(character: str) -> str:
    """Return how an unseen character is told to a reader: "U+200B ZERO WIDTH SPACE"."""
    point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{point} {name}" if name else point
