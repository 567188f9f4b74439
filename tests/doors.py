"""Every door of the auditor as a function from records to answers, for the tests that compare them."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import auditor
from auditor.config import load
from tests.conftest import ROOT

TODAY = datetime.date(2026, 1, 1)
INGEST = ROOT / "expectations" / "ingest.json"

Records = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door says of one article: nothing but `reasons` where it says no more."""

    accepted: bool
    reasons: tuple[str, ...] = ()
    verdict: str | None = None
    score: float | None = None
    """`verdict` and `score` are None where the door does not give them for an accepted article."""


def as_answer(record: Mapping[str, Any]) -> Answer:
    """Return the answer that a quarantined record carries."""
    said = record["auditor"]
    return Answer(False, tuple(item["expectation"] for item in said["failed"]), said["verdict"], said["score"])


def library(records: Records, folder: Path) -> dict[str, Answer]:
    return {row["id"]: of(auditor.gate(row, INGEST, today=TODAY)) for row in records}


def of(decision: auditor.Decision) -> Answer:
    failed = tuple(item["expectation"] for item in decision.failed)
    return Answer(decision.accepted, failed, decision.audited.verdict, decision.audited.score.total)


def frame(records: Records, folder: Path) -> dict[str, Answer]:
    out = auditor.audit_frame(pd.DataFrame(records), INGEST, today=TODAY)
    columns = ("id", "auditor_accepted", "auditor_reasons", "auditor_verdict", "auditor_score")
    return {
        identity: Answer(accepted, tuple(reasons), verdict, score)
        for identity, accepted, reasons, verdict, score in zip(*(out[name] for name in columns), strict=True)
    }


def cli(*args: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "auditor", *map(str, args)], input=stdin, capture_output=True, check=False
    )


def json_lines(records: Records) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in records)


def stream(records: Records, folder: Path) -> dict[str, Answer]:
    done = cli("gate", "-", "--suite", INGEST, "--today", TODAY, stdin=json_lines(records))
    assert done.returncode == 0, done.stderr
    return parted(done.stdout, done.stderr)


def parted(accepted: bytes, quarantine: bytes) -> dict[str, Answer]:
    answers = {json.loads(line)["id"]: Answer(True) for line in accepted.splitlines()}
    for line in quarantine.splitlines():
        record = json.loads(line)
        answers[record["id"]] = as_answer(record)
    return answers


def run(source: Path, folder: Path) -> dict[str, Answer]:
    auditor.run([str(source)], folder / "out", load(overrides={"formats": ["jsonl"]}), suite=INGEST, today=TODAY)
    return parted((folder / "out" / "accepted.jsonl").read_bytes(), (folder / "out" / "quarantine.jsonl").read_bytes())


def folder_of_json_lines(records: Records, folder: Path) -> dict[str, Answer]:
    (folder / "in.jsonl").write_bytes(json_lines(records))
    return run(folder / "in.jsonl", folder)


def folder_of_csv(records: Records, folder: Path) -> dict[str, Answer]:
    names = list(dict.fromkeys(name for row in records for name in row))
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, names)
    table.writeheader()
    table.writerows(records)
    (folder / "in.csv").write_text(written.getvalue(), encoding="utf-8", newline="")
    return run(folder / "in.csv", folder)


def folder_of_parquet(records: Records, folder: Path) -> dict[str, Answer]:
    pd.DataFrame(records).to_parquet(folder / "in.parquet")
    return run(folder / "in.parquet", folder)


DOORS: dict[str, Callable[[Records, Path], dict[str, Answer]]] = {
    "library": library,
    "frame": frame,
    "stream": stream,
    "JSON Lines": folder_of_json_lines,
    "CSV": folder_of_csv,
    "Parquet": folder_of_parquet,
}


@contextlib.contextmanager
def background(process: subprocess.Popen[Any]) -> Iterator[subprocess.Popen[Any]]:
    """End a process with its block, whatever happens in it."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)
