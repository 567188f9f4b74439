"""The gatekeeper: reads configuration, dismissals and suite once, then answers for any number of articles."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from auditor.article import Article, Origin
from auditor.config import Config, load
from auditor.dismissals import Dismissals
from auditor.engine.audited import Audited
from auditor.engine.prepare import prepare
from auditor.gating import BY_VERDICT, Decider, Decision, Suite, load_suite
from auditor.intake import FieldNames, Record, one_record

Given = Article | Mapping[str, Any] | str
"""What counts as one article: an `Article`, a record with the field names of the configuration, or bare text."""


class Gatekeeper:
    """Audits single articles and decides on them.

    `config`: the configuration (default: the one in force). `suite`: a suite of expectations or its file (default: all
    but the verdict reject goes on); of its expectations only those of grain "article" apply. `today`: the last day an
    article can be of (default: the current day, UTC, at the time of the question).

    The answer to one article does not depend on those before it, and holds no reference to them: memory stays flat.
    """

    def __init__(
        self,
        config: Config | None = None,
        suite: Suite | Path | str | None = None,
        *,
        today: datetime.date | None = None,
    ) -> None:
        self.config = config or load()
        self.suite = load_suite(Path(suite)) if isinstance(suite, str | Path) else suite or BY_VERDICT
        self.fields = FieldNames(self.config.fields)
        self._decider = Decider(self.suite)
        self._dismissals = Dismissals.load(Path(self.config.dismissed)) if self.config.dismissed else Dismissals()
        self._today = today
        self._day: datetime.date | None = None

    def record(self, given: Given, origin: Origin | None = None) -> Record:
        """Return the record of an article; raises `ArticleError`."""
        return one_record(given, self.fields, origin)

    def audit(self, given: Given | Record) -> Audited:
        """Return what the audit says of one article; raises `ArticleError`."""
        record = given if isinstance(given, Record) else self.record(given)
        day = self._today or datetime.datetime.now(datetime.UTC).date()
        if day != self._day:
            self._audit, self._day = prepare(self.config, self._dismissals, day, jobs=1), day
        return self._audit.one(record.article, dict(record.record))

    def decide(self, given: Given | Record) -> Decision:
        """Return the decision on one article; raises `ArticleError`."""
        return self._decider.decide(self.audit(given))
