"""Rating whole articles blind: the text alone, without findings, score or source.

Articles are chosen so that all scores are rated alike: round by round one from each tenth of the scale, in an order
that differs from person to person but not from visit to visit.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from auditor.render.parts.plain import visible
from auditor.render.parts.view import heading_of
from auditor.server.review.wishes import FormError
from auditor.store import ratings, runs
from auditor.store.database import Store

SCALE = ((1, "unusable"), (2, "poor"), (3, "so-so"), (4, "good"), (5, "clean"))
WANTED = 100
"""Articles that one person is asked for."""
_LONGEST = 40_000


class Rounds:
    """The articles of a run in the order in which people are asked about them."""

    def __init__(self, store: Store, run: int) -> None:
        self._store, self._run = store, run
        self._bins: defaultdict[int, list[str]] = defaultdict(list)
        for stored in runs.articles(store, run):
            self._bins[min(9, int(stored.score // 10))].append(stored.key)

    def order(self, who: str) -> list[str]:
        """Return the keys of the articles to ask a person about."""
        drawn = [sorted(keys, key=lambda key: _drawn(who, key)) for _, keys in sorted(self._bins.items())]
        longest = max(map(len, drawn), default=0)
        return [keys[at] for at in range(longest) for keys in drawn if at < len(keys)][:WANTED]

    def page(self, who: str, skip: str) -> dict[str, Any]:
        """Return what the page shows: the next article that the person has not rated."""
        order = self.order(who)
        rated = {item.article for item in ratings.ratings(self._store, run=self._run) if item.who == who}
        left = [key for key in order if key not in rated]
        skipped = int(skip[:6]) if skip.isascii() and skip.isdigit() else 0
        values: dict[str, Any] = {"done": len(rated), "wanted": len(order), "article": None}
        if not left:
            return values
        key = left[skipped % len(left)]
        stored = runs.article(self._store, key, run=self._run)
        if stored is None:
            return values
        text = stored.article.text[:_LONGEST].replace("\r", "").replace("\t", " ")
        return values | {
            "article": stored.article,
            "key": key,
            "heading": heading_of(stored.article),
            "lines": [visible(line) for line in text.split("\n") if line.strip()],
            "scale": SCALE,
            "skip": skipped + 1,
        }

    def keep(self, form: Mapping[str, str], who: str) -> None:
        """Keep a rating. Raises `FormError`."""
        value = form.get("value", "")
        if value not in {str(number) for number, _ in SCALE}:
            raise FormError(f"value: found {value[:20]!r}; allowed: 1 to 5")
        key = form.get("article", "")
        if runs.article(self._store, key, run=self._run) is None:
            raise FormError("article: this run has no such article; load the page again")
        ratings.append(self._store, key, self._run, who, int(value))


def _drawn(who: str, key: str) -> str:
    return hashlib.sha256(f"{who}\0{key}".encode("utf-8", "replace")).hexdigest()
