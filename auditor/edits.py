"""What the findings of an article ask to be changed: their fixes, made into edits that can be applied together.

`auditor clean` applies them, again and again until nothing is left; a report shows what one round makes of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.catalog import all_checks
from auditor.config.settings import matches
from auditor.finding import Finding
from auditor.span import Span

DEFAULT_ONLY = (
    "scraper-junk",
    "typos/doubled-punctuation",
    "typos/missing-space-after-stop",
    "machine-translation/space-before-punctuation",
)
"""Junk, and repairs of typography; repairs of wording have to be asked for."""

_BREAKS = "\n\r\u2028\u2029\x0b\x0c\x85"
_SPACES = " \t\u00a0"


@dataclass(frozen=True, slots=True)
class Edit:
    """`removed` stood at `start` (code points of the original) and `inserted` stands in its place.

    `rules`: the rules whose findings asked for it.
    """

    start: int
    removed: str
    inserted: str = ""
    rules: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Offset behind what was removed, in the original."""
        return self.start + len(self.removed)


def chosen(text: str, findings: Iterable[Finding], only: Sequence[str], min_confidence: float) -> tuple[Edit, ...]:
    """Return the edits that the findings ask for, in order and apart from one another.

    Deletions come first, and those that touch become one; a repair inside a deletion is dropped. A deletion takes with
    it what would be left behind: an emptied line with its break, one of two spaces. Fixes of a check that states
    `by_hand`, as those of names do, are never applied.
    """
    by_hand = {rule for rule, check in all_checks().items() if check.by_hand}
    wanted = [
        finding
        for finding in findings
        if finding.field == "text"
        and finding.fix is not None
        and not finding.preview
        and finding.confidence >= min_confidence
        and finding.rule not in by_hand
        and any(matches(pattern, finding.rule) for pattern in only)
    ]
    gone = _merged([(finding.span, finding.rule) for finding in wanted if finding.fix == ""])
    found = [(_widened(span, text), rules) for span, rules in gone]
    edits = [Edit(span.start, span.of(text), "", rules) for span, rules in _joined(found)]
    for finding in sorted(wanted, key=lambda item: (item.start, -item.end, item.rule)):
        fix = finding.fix
        if (
            fix
            and fix != finding.span.of(text)
            and not any(edit.start < finding.end and finding.start < edit.end for edit in edits)
        ):
            edits.append(Edit(finding.start, finding.span.of(text), fix, (finding.rule,)))
    return tuple(sorted((edit for edit in edits if edit.removed), key=lambda edit: edit.start))


def _merged(spans: list[tuple[Span, str]]) -> list[tuple[Span, tuple[str, ...]]]:
    return _joined([(span, (rule,)) for span, rule in spans])


def _joined(spans: list[tuple[Span, tuple[str, ...]]]) -> list[tuple[Span, tuple[str, ...]]]:
    """Join spans that touch or overlap."""
    found: list[tuple[Span, tuple[str, ...]]] = []
    for span, rules in sorted(spans):
        if found and span.start <= found[-1][0].end:
            before, named = found[-1]
            found[-1] = (Span(before.start, max(before.end, span.end)), tuple(sorted({*named, *rules})))
        else:
            found.append((span, rules))
    return found


def _widened(span: Span, text: str) -> Span:
    start, end = span
    while start and text[start - 1] in _SPACES:
        start -= 1
    while end < len(text) and text[end] in _SPACES:
        end += 1
    opens, closes = start == 0 or text[start - 1] in _BREAKS, end == len(text) or text[end] in _BREAKS
    if opens and closes:
        while end < len(text) and (text[end] in _BREAKS or text[end] in _SPACES):
            end += 1
        if end < len(text):
            # Up to the next line, whose indentation stays.
            while end > span.end and text[end - 1] in _SPACES:
                end -= 1
        else:
            while start and (text[start - 1] in _BREAKS or text[start - 1] in _SPACES):
                start -= 1
        return Span(start, end)
    if opens or closes:
        return Span(span.start if opens else start, end if opens else span.end)
    # Between two words one space stays, the one before.
    return Span(span.start, end) if start < span.start else Span(span.start, span.end)
