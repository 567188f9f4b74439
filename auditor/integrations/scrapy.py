"""Scrapy: an item pipeline that audits every item and keeps back those that fail.

    ITEM_PIPELINES = {"auditor.integrations.scrapy.AuditPipeline": 300}
    AUDITOR_MODE = "quarantine"                    # or "drop", "annotate"
    AUDITOR_SUITE = "expectations/ingest.json"     # default: all but the verdict reject passes
    AUDITOR_QUARANTINE = "quarantine.jsonl"        # file for the mode quarantine; it is added to
    AUDITOR_FIELDS = {"text": "body"}              # names of an item's fields; default: the configuration's
    AUDITOR_CONFIG = "auditor.toml"                # default: the configuration in force
    AUDITOR_KEY = "auditor"                        # field for the mode annotate, and key in the quarantine

*drop* and *quarantine* raise `DropItem`; *annotate* lets every item go on, with `accepted`, score, verdict and reasons
in the field. Statistics: `auditor/accepted`, `auditor/quarantined`, `auditor/unreadable`, `auditor/verdict/<verdict>`,
`auditor/failed/<expectation>`, `auditor/score/sum`. The log says what failed, and at its level DEBUG alone what Scrapy
adds, the item.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import IO, Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from auditor.catalog import close_matches
from auditor.config import ConfigError, load
from auditor.doors.gatekeeper import Gatekeeper
from auditor.gating.reasons import KEY, line, with_reasons
from auditor.intake import ArticleError

MODES = ("quarantine", "drop", "annotate")


class AuditPipeline:
    """The pipeline; see the module for its settings. Raises `ConfigError` or `SuiteError` when the crawl starts."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.mode: str = settings.get("AUDITOR_MODE", "quarantine")
        if self.mode not in MODES:
            raise ConfigError(f"AUDITOR_MODE: found {self.mode!r}; {close_matches(str(self.mode), MODES)}")
        file = settings.get("AUDITOR_CONFIG")
        config = load(Path(file) if file else None)
        if fields := settings.getdict("AUDITOR_FIELDS"):
            named = load(overrides={"fields": fields}).fields
            config = dataclasses.replace(config, fields={**config.fields, **{name: named[name] for name in fields}})
        self.keeper = Gatekeeper(config, settings.get("AUDITOR_SUITE"))
        self.key: str = settings.get("AUDITOR_KEY", KEY)
        self._path = Path(settings.get("AUDITOR_QUARANTINE", "quarantine.jsonl"))
        self._file: IO[bytes] | None = None
        assert crawler.stats is not None
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AuditPipeline:
        """Make the pipeline as Scrapy does."""
        return cls(crawler)

    def open_spider(self, spider: Any = None) -> None:
        """Open the file of the quarantine."""
        if self.mode == "quarantine":
            self._file = self._path.open("ab")

    def close_spider(self, spider: Any = None) -> None:
        """Close it."""
        if self._file is not None:
            self._file.close()

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Return the item if it may go on; raises `DropItem`."""
        record = ItemAdapter(item).asdict()
        try:
            decision = self.keeper.decide(record)
        except ArticleError as error:
            self._stats.inc_value("auditor/unreadable")
            return self._kept_back(item, record, {"accepted": False, "rejected": str(error)}, str(error))
        audited = decision.audited
        self._stats.inc_value("auditor/accepted" if decision.accepted else "auditor/quarantined")
        self._stats.inc_value(f"auditor/verdict/{audited.verdict}")
        self._stats.inc_value("auditor/score/sum", audited.score.total)  # type: ignore[arg-type]  # any number adds up
        failed = [str(part["expectation"]) for part in decision.failed]
        for name in failed:
            self._stats.inc_value(f"auditor/failed/{name}")
        said = decision.reasons()
        if decision.accepted:
            return self._annotated(item, {"accepted": True, **said}) if self.mode == "annotate" else item
        return self._kept_back(item, record, {"accepted": False, **said}, f"failed {', '.join(failed)}")

    def _kept_back(self, item: Any, record: dict[str, Any], said: dict[str, Any], why: str) -> Any:
        if self.mode == "annotate":
            return self._annotated(item, said)
        if self._file is not None:
            self._file.write(line(with_reasons(record, {k: v for k, v in said.items() if k != "accepted"}, self.key)))
            self._file.flush()
        raise DropItem(f"article {str(said.get('id', ''))[:100]!r}: {why}", log_level="DEBUG")

    def _annotated(self, item: Any, said: dict[str, Any]) -> Any:
        try:
            ItemAdapter(item)[self.key] = said
        except KeyError:
            raise ConfigError(
                f"the item {type(item).__name__} has no field {self.key!r} for what the audit says; "
                "add it to the item, or name another by AUDITOR_KEY"
            ) from None
        return item
