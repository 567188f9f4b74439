"""auditor run: audit articles and write a report."""

from __future__ import annotations

from typing import Any

from auditor.cli.options import (
    BaselineAt,
    ConfigFile,
    Dismissed,
    Engine,
    FailOn,
    Format,
    Ignore,
    InputsOrQuery,
    Jobs,
    Out,
    Profiled,
    Query,
    Quiet,
    Scheduler,
    Select,
    Sql,
    StoreAt,
    Strict,
    Templates,
    Today,
    Wait,
    audited,
    configured,
    engine_of,
    fails,
    finish,
    inputs_of,
)


def run(
    inputs: InputsOrQuery = None,
    sql: Sql = None,
    query: Query = None,
    out: Out = None,
    format_: Format = None,
    jobs: Jobs = None,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    dismissed: Dismissed = None,
    templates: Templates = None,
    today: Today = None,
    store: StoreAt = None,
    baseline: BaselineAt = None,
    fail_on: FailOn = None,
    wait: Wait = 0.0,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    profile: Profiled = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Audit articles and write a report.

    Exit status: 0 done, 1 something of --fail-on was found, 2 usage, input or configuration error, 3 some record could
    not be read and --strict was given, or not one could be read.
    """
    where: dict[str, Any] = engine_of(engine, scheduler)
    failing = fails(fail_on, store, baseline)
    given = inputs_of(inputs, sql, query)
    settings = configured(
        config, select=select, ignore=ignore, dismissed=dismissed, formats=format_, jobs=jobs, templates=templates
    )
    result = audited(
        given, out, settings, None, today, quiet, store=store, baseline=baseline, wait=wait, profile=profile, **where
    )
    finish(result, settings, strict=strict, quiet=quiet, fail_on=failing)
