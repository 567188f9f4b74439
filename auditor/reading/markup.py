"""Code that an extraction left in a text: tags, entities, attributes, unfilled places of templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.entities import html5

from auditor.reading.lines import Line
from auditor.span import Span

_RESIDUE = re.compile(
    r"<(?:/|&sol;)?(?:a|b|i|p|br|em|strong|div|span|img|ul|ol|li|h[1-6]|script|style|iframe|blockquote|figure|figcaption|table|tr|td|video|source)"
    r"(?:\s[^<>\n]{0,300})?/?>"
    r"|&(?:amp;)?(?:(?P<entity>[A-Za-z][A-Za-z\d]{1,31})|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
    r"|\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|<%[^<>\n]{1,80}%>|\$\{[\w.]{1,60}\}|<!--.{0,80}?-->"
    r"|\[/?(?:pullquote|caption|embed|gallery|video|audio|youtube|dfp|vc_\w{2,20}|et_pb_\w{2,20}|ad_\d{1,2})\b[^\[\]\n]{0,200}\]"
    r"|\[/?[a-z][a-z_-]{2,24}(?: [a-z_]{2,20}=[\"”“″'][^\[\]\n]{0,120}){1,6}\]"
    r"|\b(?:poster|src|href|class|style|onclick)=\"[^\"\n]{1,300}\""
    r"|<!\[CDATA\[|\]\]>|%MCEPASTEBIN%"
    r"|\*[A-Z]{2,20}(?:_[A-Z\d]{1,20}){1,6}|%[A-Z]{2,20}(?:_[A-Z\d]{1,20}){0,6}%|\[email[ \u00a0]protected\]"
    r"|\{\\displaystyle\b[^{}\n]{0,200}\}?|\\newcommand\{[^{}\n]{0,80}\}|\b[Ll]orem ipsum dolor\b(?: sit amet)?"
)
_CUE = re.compile(r"[<&{\[%]|=\"|\]>|\*[A-Z]{2}|ipsum")


def read_markup(lines: Sequence[Line], code: Iterable[Line]) -> tuple[Span, ...]:
    """Return the remains among `lines`, in order; none in those that are `code` as a whole.

    Remains that touch are one.
    """
    passed = {line.number for line in code}
    found: list[Span] = []
    for line in lines:
        if line.number not in passed and _CUE.search(line.text):
            for match in _RESIDUE.finditer(line.text):
                if match["entity"] and f"{match['entity']};" not in html5:
                    continue
                span = Span(*match.span()).shift(line.span.start)
                if found and found[-1].end == span.start:
                    span = Span(found.pop().start, span.end)
                found.append(span)
    return tuple(found)
