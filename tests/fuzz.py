"""A target for atheris: bytes become files, texts and pages, and nothing may raise but the errors that are meant.

Every reader, view, check and renderer is run: files of every kind are read, texts are audited, what came of them is
written in every format and cleaned, pages are taken apart beside a text.

    pip install atheris && python tests/fuzz.py -max_total_time=600 [corpus folder]

What it finds becomes a string in tests/hostile.py. tests/test_fuzz.py runs it for a moment where atheris is installed.
"""

from __future__ import annotations

import contextlib
import datetime
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["auditor.intake", "auditor.reading", "auditor.checks", "auditor.render"]):
    from auditor import Article, Gatekeeper
    from auditor.config import load
    from auditor.engine.audited import Audited, Summary
    from auditor.extraction import extraction
    from auditor.intake import ArticleError, InputError, read
    from auditor.render import formats, writer
    from auditor.render.parts.beside import beside
    from auditor.repair import clean

ENDINGS = ("jsonl", "json", "csv", "tsv", "txt", "jsonl.gz", "jsonl.zst", "parquet", "html", "warc", "rss")

keeper = Gatekeeper(load(overrides={"time_limit": 20}))
folder = Path(tempfile.mkdtemp(prefix="auditor-fuzz-"))


def one(data: bytes) -> None:
    """Take the bytes as one kind of file, as a text, or as a page beside a text."""
    given = atheris.FuzzedDataProvider(data)
    path = folder / f"in.{ENDINGS[given.ConsumeIntInRange(0, len(ENDINGS) - 1)]}"
    match given.ConsumeIntInRange(0, 3):
        case 0:
            as_file(path, given.ConsumeBytes(sys.maxsize))
        case 1:
            as_page(given.ConsumeUnicode(2_000), given.ConsumeUnicode(sys.maxsize))
        case _:
            as_text(given.ConsumeUnicode(sys.maxsize))


def as_file(path: Path, content: bytes) -> None:
    """Read a file."""
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        for item in read([str(path)]):
            assert item.line is None or item.line > 0


def as_page(text: str, markup: str) -> None:
    """Hold a text against a page, and beside it."""
    extraction({"html": markup}, text, ())
    beside(text, markup)


def as_text(text: str) -> None:
    """Audit a text, write what came of it in every format, and clean it."""
    with contextlib.suppress(ArticleError):
        audited = keeper.audit({"id": "a", "text": text, "title": text[:80], "source": text[-80:], "url": text[:200]})
        for finding in audited.findings:
            if finding.field == "text":
                assert 0 <= finding.start <= finding.end <= len(audited.article.text)
            assert len(finding.message) <= 400
        assert not [why for why in audited.not_measured.values() if why.startswith(("failed", "time limit"))]
        as_reports(audited)
        cleaned = clean(Article(text=text, id="a"), lambda article: keeper.audit(article).findings)
        assert cleaned.patch.undo(cleaned.article.text) == text


def as_reports(audited: Audited) -> None:
    """Write an article in every format."""
    summary = Summary(run="r", started=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), version="0", inputs=("-",))
    summary.add(audited)
    for name in formats():
        face = writer(name, folder)
        face.add(audited)
        face.close(summary)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
