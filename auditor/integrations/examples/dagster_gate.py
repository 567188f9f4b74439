"""Dagster: a blocking check on an asset of articles. Copy, and set the four variables.

The auditor runs as a program of its own, so its libraries need not fit those of Dagster. The check passes when the gate
passes; its metadata has the counts, and which expectations failed.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import dagster

AUDITOR = os.environ.get("AUDITOR", "auditor")
ARTICLES = os.environ.get("AUDITOR_ARTICLES", "articles.jsonl")
SUITE = os.environ.get("AUDITOR_SUITE", "expectations/nightly.json")
OUT = os.environ.get("AUDITOR_OUT", "reports/nightly")

PASSED, FAILED = 0, 1


@dagster.asset
def articles() -> str:
    """Name the file that the scraper left."""
    return ARTICLES


@dagster.asset_check(asset=articles, blocking=True)
def articles_pass_the_gate(articles: str) -> dagster.AssetCheckResult:
    """Audit the articles and part them into accepted.jsonl and quarantine.jsonl."""
    command = [AUDITOR, "gate", articles, "--suite", SUITE, "--out", OUT, "--quiet"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  (a list, no shell)
    if done.returncode not in (PASSED, FAILED):
        raise dagster.Failure(done.stderr.strip())
    validation = json.loads((Path(OUT) / "validation.json").read_text(encoding="utf-8"))
    failed = [item["id"] for item in validation["expectations"] if not item["success"]]
    counts = {name: validation[name] for name in ("articles", "accepted", "quarantined")}
    return dagster.AssetCheckResult(passed=done.returncode == PASSED, metadata={**counts, "failed": ", ".join(failed)})


@dagster.asset(deps=[articles])
def collection() -> int:
    """Load what was accepted; a failed check keeps this from running."""
    with (Path(OUT) / "accepted.jsonl").open(encoding="utf-8") as lines:
        return sum(1 for _ in lines)


definitions = dagster.Definitions(assets=[articles, collection], asset_checks=[articles_pass_the_gate])
