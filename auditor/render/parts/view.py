"""One article as the page shows it: its text in blocks, its findings as numbered notes, its score as a sum.

A view holds no more than is printed.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from dataclasses import dataclass, replace

from auditor import catalog
from auditor.article import Article
from auditor.engine.audited import Audited
from auditor.extraction import Extraction
from auditor.finding import Finding, excerpt
from auditor.measure import Value
from auditor.render.parts import words
from auditor.render.parts.plain import one_line
from auditor.render.parts.repaired import Repaired, repaired
from auditor.render.parts.segments import Block, Mark, blocks
from auditor.render.parts.sister import Lookup, Room, Sister, sisters
from auditor.scoring.score import Score

NOTES = 300
"""Findings of one article that are shown; those that weigh most come first, the rest is counted."""

_RELATED = 8
_FIXED = 20
_TITLE, _EXCERPT = 160, 240


@dataclass(frozen=True, slots=True)
class Related:
    """A place that a note speaks of. `anchor`: its mark in the same article, None if it lies in another or nowhere."""

    article_id: str
    text: str
    anchor: str | None
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as the page shows it. `points`: None for a preview. `state`: "new", "still", or None: not known.

    `element`: where on the page it stands, if the page itself marks that as no part of the article. `like`: the number
    of an earlier note that says the same word for word.
    """

    number: int
    anchor: str
    finding: Finding
    points: float | None
    summary: str
    related: tuple[Related, ...]
    state: str | None = None
    element: str | None = None
    like: int | None = None

    @property
    def message(self) -> str:
        """The message on one line."""
        return one_line(self.finding.message)

    @property
    def excerpt(self) -> str:
        """What stands there, on one line."""
        return excerpt(one_line(self.finding.text), _EXCERPT)

    @property
    def fix(self) -> str:
        """What should stand there, on one line."""
        return excerpt(one_line(self.finding.fix or ""), _EXCERPT)

    @property
    def where(self) -> str:
        """What a reader calls the field of the finding."""
        return words.FIELD.get(self.finding.field, self.finding.field)


@dataclass(frozen=True, slots=True)
class View:
    """An article as the page shows it.

    `beside`: notes by the number of the block they stand beside. `apart`: notes on metadata. `unplaced`: notes whose
    place is left out of a long text. `unshown`: number of findings beyond those shown. `skipped`: code points left out
    at the end. `unmeasured`: reason to the checks and measures it kept from running. `fixed`: what the
    baseline has and this run no longer, a line each.
    """

    ordinal: int
    anchor: str
    id: str
    heading: str
    source: str
    url: str | None
    date: str | None
    score: Score
    verdict: str
    language: str | None
    dismissed: int
    characters: int
    blocks: tuple[Block, ...]
    skipped: int
    notes: tuple[Note, ...]
    beside: dict[int, tuple[Note, ...]]
    apart: tuple[Note, ...]
    unplaced: tuple[Note, ...]
    unshown: int
    measures: tuple[tuple[str, str], ...]
    unmeasured: tuple[tuple[str, tuple[str, ...]], ...]
    repaired: Repaired | None
    sisters: tuple[Sister, ...]
    fixed: tuple[str, ...]
    extraction: Extraction | None

    @property
    def uncapped(self) -> float:
        """The score before caps."""
        return max(0.0, 100 - math.fsum(part.points for part in self.score.families))


def anchor_of(article_id: str) -> str:
    """Return the name of an article's place on the page; the same in every run."""
    return "a-" + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def view(
    audited: Audited, lookup: Lookup = lambda identity: None, *, whole: bool = True, room: Room | None = None
) -> View:
    """Return what the page shows of one article.

    `lookup`: gives the sister articles that findings name. `whole`: False shows the text around the findings only.
    `room`: what is left for the text of a sister article beside this one.
    """
    article = audited.article
    anchor = anchor_of(article.id)
    shown = _shown(audited)
    marks = [mark for number, finding in enumerate(shown, 1) for mark in _marks(number, finding)]
    cut, skipped = blocks(article.text, marks, whole=whole)
    printed = {mark for block in cut for piece in block.pieces for mark in piece.begins}
    notes = _alike([_note(n, finding, audited, anchor, printed, whole) for n, finding in enumerate(shown, 1)])
    placed = {number for block in cut for number in block.notes}
    return View(
        ordinal=audited.ordinal,
        anchor=anchor,
        id=article.id,
        heading=heading_of(article),
        source=article.source or "",
        url=article.url,
        date=_date(audited),
        score=audited.score,
        verdict=audited.verdict,
        language=audited.language,
        dismissed=len(audited.dismissed),
        characters=len(article.text),
        blocks=tuple(cut),
        skipped=skipped,
        notes=tuple(notes),
        beside={at: tuple(notes[n - 1] for n in block.notes) for at, block in enumerate(cut) if block.notes},
        apart=tuple(note for note in notes if note.finding.field != "text"),
        unplaced=tuple(note for note in notes if note.finding.field == "text" and note.number not in placed),
        unshown=len(audited.findings) - len(shown),
        measures=tuple((name.replace("_", " "), _value(value)) for name, value in audited.measures.items() if whole),
        unmeasured=_unmeasured(audited),
        repaired=repaired(article.text, audited.findings) if whole else None,
        sisters=sisters(article, shown, lookup, room if whole else None),
        extraction=audited.extraction,
        fixed=tuple(f"{gone.rule}: {excerpt(one_line(gone.message), _TITLE)}" for gone in audited.fixed[:_FIXED]),
    )


def _shown(audited: Audited) -> list[Finding]:
    """Return the findings that are shown, by place; metadata first."""
    points = audited.score.points
    heaviest = sorted(audited.findings, key=lambda item: (-points.get(item.fingerprint, 0.0), item.preview))[:NOTES]
    return sorted(heaviest, key=lambda item: (item.field == "text", item.field, item.start, item.end, item.rule))


def _marks(number: int, finding: Finding) -> list[Mark]:
    of_text = finding.field == "text"
    related = [
        Mark(number, place.span, related=True)
        for place in finding.related[:_RELATED]
        if place.article_id == finding.article_id
        and place.span is not None
        and place.span.width
        and not (of_text and finding.span.covers(place.span))
    ]
    return [Mark(number, finding.span), *related] if of_text else related


def _alike(notes: list[Note]) -> list[Note]:
    """Return the notes; one that says what the note above it says is told by that one's number."""
    found: list[Note] = []
    for note in notes:
        above = found[-1] if found else None
        if above is not None and _said(note) == _said(above) and note.finding.field == "text" and not note.related:
            note = replace(note, like=above.like or above.number)  # noqa: PLW2901  (the note as it is shown)
        found.append(note)
    return found


def _said(note: Note) -> tuple[str, ...]:
    finding = note.finding
    return finding.rule, note.message, note.element or "", finding.severity, finding.fix or "" if finding.fix else "-"


def _note(number: int, finding: Finding, audited: Audited, anchor: str, printed: set[Mark], whole: bool) -> Note:
    known = catalog.all_checks().get(finding.rule) or catalog.all_passes().get(finding.rule)
    related = []
    for place in finding.related[:_RELATED]:
        same = place.article_id == finding.article_id
        marked = same and place.span is not None and Mark(number, place.span, related=True) in printed
        target = f"{anchor}-{number}-{place.span.start}" if marked and place.span else None
        related.append(Related(place.article_id, excerpt(one_line(place.text), 120), target, not same))
    return Note(
        number=number,
        anchor=f"{anchor}-{finding.fingerprint}",
        finding=finding,
        points=None if finding.preview else audited.score.points.get(finding.fingerprint, 0.0),
        summary=known.summary if known and whole else "",
        related=tuple(related),
        state=audited.states.get(finding.fingerprint),
        element=audited.extraction.removable.get(finding.fingerprint) if audited.extraction else None,
    )


def heading_of(article: Article) -> str:
    """Return the title; without one, the first words of the text, which a reader knows it by."""
    if article.title and article.title.strip():
        return excerpt(one_line(article.title[:2_000]), _TITLE)
    first = one_line(article.text[:2_000].strip().partition("\n")[0])
    return excerpt(first, _TITLE // 2) if first else article.id


def _date(audited: Audited) -> str | None:
    own = audited.own_date
    if own is None:
        return None
    origin = words.DATE_FROM[own.origin]
    if own.article_id:
        origin = f"{origin}, {excerpt(one_line(own.article_id), 60)}"
    if own.alternatives:
        origin += f"; it can also be read as {' or '.join(map(words.day, own.alternatives))}"
    return f"{words.day(own.date)} ({origin})"


def _value(value: Value) -> str:
    if value is None:
        return "not measured"
    if isinstance(value, str):
        return value
    return words.number(value, 0 if isinstance(value, int) else 2)


def _unmeasured(audited: Audited) -> tuple[tuple[str, tuple[str, ...]], ...]:
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for name, reason in audited.not_measured.items():
        reasons[reason].append(name)
    return tuple((reason, tuple(sorted(names))) for reason, names in sorted(reasons.items()))
