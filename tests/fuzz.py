"""A target for atheris: bytes become files and texts, and nothing may raise but the errors that are meant.

    pip install atheris && python tests/fuzz.py -max_total_time=600 [corpus folder]

What it finds becomes a string in tests/hostile.py. tests/test_fuzz.py runs it for a moment where atheris is installed.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["auditor.intake", "auditor.reading", "auditor.checks"]):
    from auditor import Gatekeeper
    from auditor.config import load
    from auditor.intake import ArticleError, InputError, read

ENDINGS = ("jsonl", "json", "csv", "tsv", "txt", "jsonl.gz", "jsonl.zst", "parquet")

keeper = Gatekeeper(load(overrides={"time_limit": 20}))
folder = Path(tempfile.mkdtemp(prefix="auditor-fuzz-"))


def one(data: bytes) -> None:
    """Read the bytes as one kind of file, and audit them as a text."""
    given = atheris.FuzzedDataProvider(data)
    path = folder / f"in.{ENDINGS[given.ConsumeIntInRange(0, len(ENDINGS) - 1)]}"
    as_text = given.ConsumeBool()
    rest = given.ConsumeBytes(sys.maxsize) if not as_text else b""
    if as_text:
        with contextlib.suppress(ArticleError):
            audited = keeper.audit(given.ConsumeUnicode(sys.maxsize))
            for finding in audited.findings:
                assert 0 <= finding.start <= finding.end <= len(audited.article.text)
                assert len(finding.message) <= 400
            assert not [why for why in audited.not_measured.values() if why.startswith(("failed", "time limit"))]
        return
    path.write_bytes(rest)
    with contextlib.suppress(InputError):
        for item in read([str(path)]):
            assert item.line is None or item.line > 0


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
