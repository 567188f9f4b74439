"""What a finding was called before its text was edited, so that what was decided on it then still holds.

A fingerprint is made from the words of a finding and those beside it; an edit of one of them changes it. Findings of an
article are paired with those of its last delivery as everywhere (see `compare`), and the pair tells the former names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, select

from auditor.article import Article
from auditor.dismissals import Dismissal
from auditor.finding import Finding
from auditor.store.compare import compare
from auditor.store.database import Store
from auditor.store.packing import column
from auditor.store.records import article_key
from auditor.store.runs import past_of
from auditor.store.schema import finding

_CHUNK = 500


class Lineage:
    """The former names of the findings of those articles in which something is dismissed; of others nothing is read."""

    def __init__(self, store: Store, dismissals: Iterable[Dismissal]) -> None:
        self._store = store
        self._articles: set[str] = set()
        decided = sorted({item.fingerprint for item in dismissals if item.fingerprint})
        open_ = select(finding.c.article).where(finding.c.fixed_run.is_(None)).distinct()
        with store.read() as connection:
            for start in range(0, len(decided), _CHUNK):
                some = decided[start : start + _CHUNK]
                named = or_(finding.c.fingerprint.in_(some), finding.c.identity.in_(some))
                self._articles.update(connection.scalars(open_.where(named)))
            if decided:
                self._articles.update(connection.scalars(open_.where(finding.c.dismissed.is_(True))))

    def of(self, article: Article, findings: Sequence[Finding]) -> Mapping[str, tuple[str, ...]]:
        """Return the former fingerprints of each of `findings`, by its present one, the latest first."""
        key = column(article_key(article))
        if key not in self._articles:
            return {}
        query = select(finding).where(finding.c.article == key, finding.c.fixed_run.is_(None)).order_by(finding.c.id)
        with self._store.read() as connection:
            known = [past_of(row) for row in connection.execute(query)]
        return {item.fingerprint: past.names for past, item in compare(known, findings).still}
