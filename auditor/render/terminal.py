"""The short table at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from auditor.engine.audited import Audited, Summary
from auditor.finding import excerpt
from auditor.render.parts.plain import one_line
from auditor.render.parts.words import count

if TYPE_CHECKING:
    from auditor.gating import Validation


def plain(text: str, limit: int = 60) -> Text:
    """Return text from outside so that it can neither mark up nor steer the terminal."""
    return Text(excerpt(one_line(text), limit))


def _since(baseline: str | None) -> str:
    return "an article was last delivered" if baseline == "store" else f"{baseline}"


def show(
    summary: Summary,
    worst: Sequence[Audited],
    directory: Path | str,
    validation: Validation | None = None,
    console: Console | None = None,
) -> None:
    """Print verdicts, findings by family, the worst articles, what could not be read, and where the report lies."""
    console = console or Console(soft_wrap=False, highlight=False)
    verdicts = ", ".join(f"{number} {name}" for name, number in summary.verdicts.items())
    if summary.mean_score is None:
        none = "none that could be read" if summary.rejected else "no record"
        console.print(Text(f"No article to audit: the input holds {none}"))
    else:
        console.print(Text(f"{count(summary.articles, 'article')}, mean score {summary.mean_score:.1f}: {verdicts}"))
    if summary.extracted["removable"]:
        console.print(Text(f"Junk that a better extraction removes: {summary.extracted['removable']}"))
    if summary.families:
        console.print(
            Text("Findings: " + ", ".join(f"{number} {name}" for name, number in sorted(summary.families.items())))
        )
    if summary.changes is not None:
        changes = ", ".join(f"{number} {state}" for state, number in summary.changes.items())
        number = f" (run {summary.stored} of the store)" if summary.stored is not None else ""
        console.print(Text(f"Since {_since(summary.baseline)}: {changes}{number}"))
    for rule, why in sorted(summary.held.items()):
        console.print(Text(f"{rule} counts as a preview, {why}"))
    for alarm in summary.alarms[:20]:
        console.print(Text(f"Alarm: {one_line(alarm)[:300]}"))
    if worst:
        table = Table("article", "score", "verdict", "most frequent rules", box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for audited in worst:
            rules = Counter(finding.rule.partition("/")[2] for finding in audited.findings if not finding.preview)
            top = ", ".join(f"{name} ({times})" if times > 1 else name for name, times in rules.most_common(3))
            table.add_row(plain(audited.article.id, 40), f"{audited.score.total:.1f}", audited.verdict, top)
        console.print(table)
    if summary.rejected:
        console.print(Text(f"{count(summary.rejected, 'record')} could not be read: {directory}/rejected.jsonl"))
    if summary.failed_checks:
        console.print(Text("Checks that failed on some article: " + ", ".join(sorted(summary.failed_checks))))
    if summary.unused_dismissals:
        console.print(
            Text(f"{count(len(summary.unused_dismissals), 'dismissal')} covering nothing in this run (see run.json)")
        )
    if validation is not None:
        console.print(Text(validation.sentence()))
    console.print(Text(f"Report: {directory}"), soft_wrap=True)
