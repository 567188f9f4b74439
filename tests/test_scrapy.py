"""The Scrapy pipeline in a real crawl of a site that this machine serves."""

from __future__ import annotations

import functools
import html
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.config import ConfigError
from tests.doors import INGEST, Answer, as_answer
from tests.test_doors import STORY, expected, records

__all__ = ["expected", "records"]  # fixtures

SPIDER = """
import json

import scrapy


class Spider(scrapy.Spider):
    name = "articles"
    start_urls = [ADDRESS + "/index.html"]

    def parse(self, response):
        yield from response.follow_all(css="a::attr(href)", callback=self.article)

    def article(self, response):
        yield json.loads(response.css("pre::text").get())
"""


@pytest.fixture(scope="module")
def site(records: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    pages = [*records, {"id": "empty", "text": ""}]
    for number, record in enumerate(pages):
        page = f"<html><body><pre>{html.escape(json.dumps(record))}</pre></body></html>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    links = "".join(f'<a href="{number}.html">{number}</a>' for number in range(len(pages)))
    (folder / "index.html").write_text(f"<html><body>{links}</body></html>", encoding="utf-8")
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


def crawl(site: str, folder: Path) -> tuple[str, dict[str, Any]]:
    """Return the log and the items that came out, by id."""
    (folder / "spider.py").write_text(f"ADDRESS = {site!r}\n{SPIDER}", encoding="utf-8")
    given = {
        "ITEM_PIPELINES": json.dumps({"auditor.integrations.scrapy.AuditPipeline": 300}),
        "TELNETCONSOLE_ENABLED": "0",
        "AUDITOR_SUITE": str(INGEST),
        "LOG_LEVEL": "INFO",
    }
    options = [part for key, value in given.items() for part in ("-s", f"{key}={value}")]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "runspider", "spider.py", "-O", "items.jsonl", *options],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "no_proxy": "*"},
    )  # fmt: skip
    items = (
        [json.loads(line) for line in (folder / "items.jsonl").read_text().splitlines()] if not done.returncode else []
    )
    return done.stderr, {str(item.get("id")): item for item in items}


def test_quarantine_parts_items_as_every_other_door_does(
    site: str, records: list[dict[str, Any]], expected: dict[str, Answer], tmp_path: Path
) -> None:
    log, items = crawl(site, tmp_path)
    assert set(items) == {name for name, answer in expected.items() if answer.accepted}
    originals = {record["id"]: record for record in records}
    assert all(items[name] == originals[name] for name in items)
    kept = [json.loads(line) for line in (tmp_path / "quarantine.jsonl").read_text().splitlines()]
    answers = {record["id"]: as_answer(record) for record in kept if "rejected" not in record["auditor"]}
    assert answers == {name: answer for name, answer in expected.items() if not answer.accepted}
    assert [record["auditor"] for record in kept if record["id"] == "empty"] == [
        {"rejected": "no text: the field is empty"}
    ]
    assert f"'auditor/accepted': {len(items)}" in log
    assert f"'auditor/quarantined': {len(answers)}" in log
    assert "'auditor/unreadable': 1" in log
    assert "'auditor/failed/dated': " in log
    assert "Share this" not in log
    assert STORY[:40] not in log


def pipeline(**settings: Any) -> tuple[Any, Stats]:
    """Return a pipeline as Scrapy makes it, and where it counts."""
    from scrapy.utils.test import get_crawler

    from auditor.integrations.scrapy import AuditPipeline

    crawler = get_crawler(settings_dict=settings)
    stats = Stats()
    crawler.stats = stats  # type: ignore[assignment]  # all that the pipeline needs
    return AuditPipeline.from_crawler(crawler), stats


def test_annotate_lets_everything_go_on(records: list[dict[str, Any]], expected: dict[str, Answer]) -> None:
    annotate, _ = pipeline(
        AUDITOR_MODE="annotate", AUDITOR_FIELDS={"text": "body"}, AUDITOR_KEY="audit", AUDITOR_SUITE=str(INGEST)
    )
    for record in records:
        item = {"body" if key == "text" else key: value for key, value in record.items()}
        said = annotate.process_item(item)["audit"]
        answer = expected[record["id"]]
        assert (said["accepted"], said["verdict"], said["score"]) == (answer.accepted, answer.verdict, answer.score)
    assert annotate.process_item({"body": ""})["audit"] == {
        "accepted": False,
        "rejected": "no text: the field is empty",
    }


def test_an_item_without_the_field_for_the_annotation_is_a_clear_error() -> None:
    import scrapy

    class Item(scrapy.Item):
        text = scrapy.Field()

    annotate, _ = pipeline(AUDITOR_MODE="annotate")
    with pytest.raises(ConfigError, match="no field 'auditor'"):
        annotate.process_item(Item(text=STORY))


def test_wrong_settings_are_told_when_the_crawl_starts() -> None:
    with pytest.raises(ConfigError, match=r"did you mean drop\?"):
        pipeline(AUDITOR_MODE="dorp")
    with pytest.raises(ConfigError, match="field of an article"):
        pipeline(AUDITOR_FIELDS={"txt": "body"})


def test_drop_keeps_nothing(tmp_path: Path) -> None:
    from scrapy.exceptions import DropItem

    drop, stats = pipeline(AUDITOR_MODE="drop")
    drop.open_spider()
    item = {"text": STORY}
    assert drop.process_item(item) is item
    with pytest.raises(DropItem, match="no text"):
        drop.process_item({"text": " "})
    with pytest.raises(DropItem, match="not-rejected"):
        drop.process_item({"text": "Leave a Reply\n\nYour email address will not be published.\n\nShare this:"})
    drop.close_spider()
    assert stats.values["auditor/quarantined"] == stats.values["auditor/verdict/reject"] == 1
    assert not Path("quarantine.jsonl").exists()


class Stats:
    def __init__(self) -> None:
        self.values: dict[str, float] = {}

    def inc_value(self, name: str, count: float = 1, start: float = 0) -> None:
        self.values[name] = self.values.get(name, start) + count
