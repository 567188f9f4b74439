"""What a report says of a rule: what it looks for, and how much it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from auditor import catalog
from auditor.engine.audited import Summary
from auditor.scoring.score import severity_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that found something.

    `preview`: why its findings are not scored, None if they are. `measured`: how often editors confirmed, in words.
    """

    id: str
    family: str
    severity: str
    summary: str
    paragraphs: tuple[str, ...]
    preview: str | None
    findings: int
    articles: int
    measured: str | None = None


def rules_of(summary: Summary, articles_with: Callable[[str], int]) -> list[Rule]:
    """Return the rules that found something in a run, the most frequent first."""
    by_count = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
    return [
        replace(
            described(rule, count, articles_with(rule), summary.held.get(rule)), measured=summary.measured.get(rule)
        )
        for rule, count in by_count
    ]


def described(identity: str, findings: int = 0, articles: int = 0, held: str | None = None) -> Rule:
    """Return what is known of a rule, with how much it found. `held`: why it is taken for a preview."""
    check = catalog.all_checks().get(identity)
    known = check or catalog.all_passes().get(identity)
    family = identity.partition("/")[0]
    paragraphs = known.description.split("\n\n")[1:] if known else []
    return Rule(
        id=identity,
        family=family,
        severity=severity_of(identity),
        summary=known.summary if known else "",
        paragraphs=tuple(" ".join(part.split()) for part in paragraphs),
        preview=held or (check.preview if check else None),
        findings=findings,
        articles=articles,
    )
