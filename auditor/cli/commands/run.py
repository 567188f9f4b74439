"""auditor run: audit articles and write a report."""

from __future__ import annotations

from auditor.cli.options import (
    BaselineAt,
    ConfigFile,
    Dismissed,
    FailOn,
    Format,
    Ignore,
    Inputs,
    Jobs,
    Out,
    Quiet,
    Select,
    StoreAt,
    Strict,
    Templates,
    Today,
    Wait,
    audited,
    configured,
    fails,
    finish,
)


def run(
    inputs: Inputs,
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
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Audit articles and write a report.

    Exit status: 0 done, 1 something of --fail-on was found, 2 usage, input or configuration error, 3 some record could
    not be read and --strict was given.
    """
    failing = fails(fail_on, store, baseline)
    settings = configured(config, select, ignore, dismissed, format_, jobs, templates)
    result = audited(inputs, out, settings, None, today, quiet, store=store, baseline=baseline, wait=wait)
    finish(result, settings, strict=strict, quiet=quiet, fail_on=failing)
