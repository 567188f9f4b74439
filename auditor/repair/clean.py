"""Cleaning one article: choose edits from findings, apply them, audit again, until nothing is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from auditor.article import Article
from auditor.catalog import all_checks
from auditor.config.settings import matches
from auditor.finding import SURE, Finding
from auditor.repair.patch import Edit, Patch, digest
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


@dataclass(frozen=True)
class Cleaned:
    """The cleaned article, the patch that undoes it, and how many audits it took."""

    article: Article
    patch: Patch
    rounds: int


def clean(
    article: Article,
    audit: Callable[[Article], Sequence[Finding]],
    *,
    only: Sequence[str] = DEFAULT_ONLY,
    min_confidence: float = SURE,
) -> Cleaned:
    """Return `article` without what its findings ask to be taken out or mended.

    `audit`: the findings of an article. `only`: families, rules or globs whose fixes are applied. `min_confidence`:
    findings under it are left alone. An article that would be left without a letter stays as it is.
    """
    text, rounds = article.text, 0
    pieces = Pieces(article.text)
    seen = {text: pieces}
    while True:
        rounds += 1
        findings = audit(replace(article, text=text))
        edits = chosen(text, findings, only, min_confidence)
        changed = pieces.edited(edits)
        after = changed.text
        if not edits or not any(char.isalnum() for char in after):
            break
        if after in seen:
            # Two repairs undo one another: the least of the texts they lead through is the end of every such circle.
            at = list(seen)
            text = min(at[at.index(after) :], key=lambda item: (len(item), item))
            pieces = seen[text]
            break
        seen[after] = pieces = changed
        text = after
    edits = pieces.edits()
    patch = Patch(article.id, digest(article.text), digest(text), edits)
    return Cleaned(replace(article, text=text), patch, rounds)


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


class Pieces:
    """A text as pieces of an original: (start, end, inserted text or None, rules), so that rounds of edits add up."""

    def __init__(self, original: str, pieces: list[tuple[int, int, str | None, tuple[str, ...]]] | None = None) -> None:
        self.original = original
        self.pieces = [(0, len(original), None, ())] if pieces is None else pieces

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(self.original[start:end] if new is None else new for start, end, new, _ in self.pieces)

    def edited(self, edits: Sequence[Edit]) -> Pieces:
        """Return the pieces after edits in places of the present text."""
        found: list[tuple[int, int, str | None, tuple[str, ...]]] = []
        queue = list(edits)
        at = 0
        for start, end, new, rules in self.pieces:
            width = end - start if new is None else len(new)
            if not width:
                found.append((start, end, new, rules))
                continue
            low = at
            while queue and queue[0].start < at + width:
                edit = queue[0]
                if edit.start > low:
                    found.append(_cut((start, end, new, rules), low - at, edit.start - at))
                stop = min(edit.end, at + width)
                part = _cut((start, end, new, rules), max(low, edit.start) - at, stop - at)
                text = edit.inserted if edit.start >= at else ""
                found.append((part[0], part[1], text, tuple(sorted({*rules, *edit.rules}))))
                low = stop
                if edit.end > at + width:
                    break
                queue.pop(0)
            if low < at + width:
                found.append(_cut((start, end, new, rules), low - at, width))
            at += width
        return Pieces(self.original, found)

    def edits(self) -> tuple[Edit, ...]:
        """Return what differs from the original, neighbouring changes as one edit."""
        found: list[Edit] = []
        for start, end, new, rules in self.pieces:
            if new is None:
                continue
            removed = self.original[start:end]
            if found and found[-1].end == start:
                last = found.pop()
                found.append(
                    Edit(last.start, last.removed + removed, last.inserted + new, tuple(sorted({*last.rules, *rules})))
                )
            else:
                found.append(Edit(start, removed, new, rules))
        assert all(before.end <= after.start for before, after in pairwise(found))
        return tuple(edit for edit in found if edit.removed != edit.inserted)


def _cut(
    piece: tuple[int, int, str | None, tuple[str, ...]], low: int, high: int
) -> tuple[int, int, str | None, tuple[str, ...]]:
    """Return characters `low` to `high` of a piece; the first part of an insertion stands for all it replaced."""
    start, end, new, rules = piece
    if new is None:
        return start + low, start + high, None, rules
    return (start if low == 0 else end), end, new[low:high], rules
