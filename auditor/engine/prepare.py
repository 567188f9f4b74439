"""From a configuration to an `Audit` that is ready to work."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from auditor import catalog
from auditor.config import Config
from auditor.dismissals import Dismissals
from auditor.engine.inspection import Plan
from auditor.engine.run import Audit, Progress
from auditor.engine.templates import load as load_templates
from auditor.intake import Reject


def _can_run(rule: str, config: Config) -> bool:
    """Whether a rule has what the configuration alone can give; without a model an inference is no part of an audit."""
    check = catalog.all_checks().get(rule)
    return check is None or "inference" not in check.requires or bool(config.inference)


def prepare(
    config: Config,
    dismissals: Dismissals,
    today: datetime.date | None,
    *,
    jobs: int,
    rejected: Callable[[Reject], None] = lambda item: None,
    progress: Progress = lambda step, done, of: None,
    engine: str = "local",
    scheduler: str | None = None,
) -> Audit:
    """Return an audit with the rules, options and thresholds of `config`. `jobs`: processes; 0 = one per core.

    `engine`: "local" or "dask"; `scheduler`: address of a Dask cluster, None for one of this machine.
    """
    plan = Plan(
        rules=tuple(rule for rule in catalog.rule_ids() if config.selects(rule) and _can_run(rule, config)),
        options=config.checks,
        allowed=config.allowed,
        today=today,
        templates=load_templates(Path(config.templates)) if config.templates else {},
        facts=config.fact_rows,
        inference=config.inference.get("model", ""),
        time_limit=config.time_limit,
    )
    audit = Audit(
        plan,
        dismissals=dismissals,
        accept=config.thresholds["accept"],
        reject=config.thresholds["reject"],
        jobs=jobs or os.cpu_count() or 1,
        rejected=rejected,
        progress=progress,
        precision_floor=config.precision_floor,
    )
    if engine == "dask":
        from auditor.engine.cluster import DaskCrew  # noqa: PLC0415  (an extra, and a second to import)

        audit.crew = partial(DaskCrew, scheduler=scheduler)
    return audit
