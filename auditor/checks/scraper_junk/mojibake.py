"""Characters were decoded with the wrong encoding ("â€™" for an apostrophe), or lost in it (U+FFFD).

Judged by ftfy, which looks for sequences that hardly occur except by mis-decoding; its repair is the suggested fix.
What became U+FFFD cannot be brought back. Silent for foreign words that are well encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.check import Bad, Good, Hit, anchors
from auditor.document import Document
from auditor.span import Span

needs = anchors(*"ÂÃâÅÄÐÑĂ", "ï¿½", "\ufffd")

examples = (
    Bad("The mayor [[doesnâ€™t]] agree."),
    Bad("The [[cafÃ©]] has closed."),
    Bad("The [[mayor\ufffds]] plan for the [[caf\ufffd]] failed."),
    Good("The café in Čačak has closed."),
    Good("He doesn’t agree; naïve, she said."),
)

_CUE = re.compile(r"[ÂÃâÅÄÐÑĂ][\u0080-\u00bf€™œšžŸ‚„†‡ˆ‰‹›“”•–—˜¦©«®°±²³´µ¶·¸¹»¼½¾¿]|ï¿½|\ufffd")
_LOST = "\ufffd"
_WORD = re.compile(r"\S+")


def find(document: Document) -> Iterator[Hit]:
    """Yield every word that ftfy judges to be mis-decoded."""
    if not _CUE.search(document.text):
        return
    from ftfy import fix_encoding  # noqa: PLC0415  (only where a cue was seen)
    from ftfy.badness import is_bad  # noqa: PLC0415  (as above)

    for line in document.lines:
        if not _CUE.search(line.text):
            continue
        for match in _WORD.finditer(line.text):
            word = match.group()
            trimmed = word.rstrip(".,;:!?")
            span = Span(match.start(), match.start() + len(trimmed)).shift(line.span.start)
            if _LOST in word:
                yield Hit(span, f"A character of {trimmed[:40]!r} was lost: no encoding has it (U+FFFD)", 0.95)
                continue
            if not _CUE.search(word) or not is_bad(word):
                continue
            fixed = fix_encoding(word)
            sure = 0.95 if fixed != word else 0.7
            yield Hit(
                span,
                f"{trimmed[:40]!r} was decoded with the wrong encoding",
                sure,
                fix=fix_encoding(trimmed) if fixed != word else None,
            )
