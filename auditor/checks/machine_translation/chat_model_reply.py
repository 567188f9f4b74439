"""The reply of a language model to its user stands in the text.

A model that was asked to translate or write answers in its own voice before or instead of the text. A reader takes
nothing else in such an article on trust.

Silent inside quotations: articles about such models quote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

requires = ("english",)
needs = anchors(
    *(" model", " assistant", " sorry", "Here is", "Here are", "Here's", "Here’s", "Certainly", "Sure", "Of course"),
    *(" text you", " text to be", " text that", "my knowledge", "my training", "this translation"),
    "Regenerate response",
)

examples = (
    Bad("The bridge was closed. [[As an AI language model]], I cannot give opinions on bridges."),
    Bad("[[Here is the translation]] of the text into English:\nThe bridge was closed."),
    Bad("[[I'm sorry, but I cannot translate]] this text because it is incomplete."),
    Good("Asked about bridges, the chatbot said: “As an AI language model, I have no opinion.”"),
    Good("I am sorry, but the bridge is closed, said the guard, as an AI language course began next door."),
)

_SORRY = r"(?:I['’]m|I am) (?:very )?sorry,? (?:but )?"
_REPLY = re.compile(
    r"\bAs an? (?:AI|artificial intelligence|large)(?: language)? (?:model|assistant)\b"
    r"|\b" + _SORRY + r"(?:I )?(?:can(?:no|['’])t|can not|am unable to|['’]m unable to|am not able to) "
    r"(?:translate|fulfill|fulfil|assist|help you with|provide|complete|generate|rewrite)\b"
    r"|\bHere(?:['’]s| is| are) (?:the|a|your|my) (?:\w+ )?(?:translation|translated (?:text|version)|rewritten "
    r"(?:text|version|article)|English translation)\b(?= (?:of|into|in|to|from)\b|:)"
    r"|\b(?:Certainly|Sure|Of course)[!,] [Hh]ere(?:['’]s| is| are)\b"
    r"|\b(?:Please (?:provide|enter|paste) the (?:source )?text (?:you|to be|that)|"
    r"(?:the|your) (?:source )?text you(?: have|['’]ve)? provided)\b"
    r"|\bmy (?:knowledge|training) (?:cut-?off|data (?:only )?(?:goes|ends|extends))\b"
    r"|\bI (?:hope|trust) this translation (?:helps|is)\b|\bRegenerate response\b"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield each reply."""
    for match in _REPLY.finditer(document.text):
        span = Span(*match.span())
        if not document.in_quote(span):
            yield Hit(span, f"“{match.group()}” is what a language model says to its user", 0.9)
