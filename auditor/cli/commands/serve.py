"""auditor serve: the gate behind HTTP."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.errors import say
from auditor.cli.options import ConfigFile, Dismissed, Ignore, Select, configured


def serve(
    suite: Annotated[
        Path | None,
        typer.Option("--suite", help="A suite of expectations. [default: all but the verdict reject passes]"),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 = any that is free.")] = 8765,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes; 0 = one per processor core.")] = 0,
    queue: Annotated[int, typer.Option("--queue", min=0, help="Requests that may wait; the next one gets 429.")] = 8,
    wait: Annotated[float, typer.Option("--wait", min=0, help="Seconds one waits before it gets 429.")] = 10.0,
    max_body: Annotated[int, typer.Option("--max-body", min=1000, help="Bytes of a request.")] = 6_000_000,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0.5, help="Processor seconds an article.")] = 20.0,
    config: ConfigFile = None,
    select: Select = None,
    ignore: Ignore = None,
    dismissed: Dismissed = None,
) -> None:
    """Answer over HTTP for single articles and small batches.

    POST /v1/audit, /v1/batch; GET /healthz, /readyz, /metrics, /openapi.json.

    The environment variable AUDITOR_TOKEN, if set, is demanded as `Authorization: Bearer TOKEN`; beyond the loopback
    address it must be set. Ends gracefully on SIGTERM or Ctrl-C. Needs the extra `service`.
    """
    try:
        from auditor.server.service.limits import Limits
        from auditor.server.service.serve import TOKEN, serve
    except ModuleNotFoundError as error:
        raise typer.Exit(
            say(f"no module {error.name!r}; install with: pip install 'article-auditor[service]'")
        ) from None
    settings = configured(config, select=select, ignore=ignore, dismissed=dismissed)
    limits = Limits(
        workers=workers or os.cpu_count() or 1,
        queue=queue,
        wait=wait,
        body_bytes=max_body,
        article_seconds=time_limit,
    )
    serve(settings, suite, limits, host=host, port=port, token=os.environ.get(TOKEN) or None)
