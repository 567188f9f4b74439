"""Airflow: gate a night's articles before anything downstream sees them. Copy, and set the four variables.

The auditor runs as a program of its own, so its libraries need not fit those of Airflow. The task fails when the gate
fails, and hands on where the accepted articles lie, with the counts.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowFailException

AUDITOR = os.environ.get("AUDITOR", "auditor")
ARTICLES = os.environ.get("AUDITOR_ARTICLES", "articles.jsonl")
SUITE = os.environ.get("AUDITOR_SUITE", "expectations/nightly.json")
OUT = os.environ.get("AUDITOR_OUT", "reports/nightly")

PASSED, FAILED = 0, 1


@dag(schedule=None, catchup=False, tags=["articles"])
def article_gate() -> None:
    """Audit, then load what was accepted."""

    @task
    def gate() -> dict[str, Any]:
        command = [AUDITOR, "gate", ARTICLES, "--suite", SUITE, "--out", OUT, "--quiet"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  (a list, no shell)
        if done.returncode not in (PASSED, FAILED):
            raise AirflowFailException(done.stderr.strip())
        validation = json.loads((Path(OUT) / "validation.json").read_text(encoding="utf-8"))
        if done.returncode == FAILED:
            failed = [item["id"] for item in validation["expectations"] if not item["success"]]
            raise AirflowFailException(f"the gate failed: {', '.join(failed)}")
        counts = {name: validation[name] for name in ("articles", "accepted", "quarantined")}
        return {"file": str(Path(OUT) / "accepted.jsonl"), **counts}

    @task
    def load(passed: dict[str, Any]) -> int:
        with Path(passed["file"]).open(encoding="utf-8") as lines:
            return sum(1 for _ in lines)

    load(gate())


pipeline = article_gate()
