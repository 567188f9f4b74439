"""The dismissals that editors have decided on, as a run applies them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.dismissals import Dismissal
from auditor.store import decisions
from auditor.store.database import Store


def dismissals(store: Store) -> Iterator[Dismissal]:
    """Yield every dismissal of the store that was not taken back; expired ones too, for the run reports them."""
    for item in decisions.active(store):
        if item.kind == "dismiss":
            yield Dismissal(
                fingerprint=item.fingerprint or "",
                reason=item.reason,
                who=item.who,
                until=item.until,
                article_id=item.article,
                rule=item.rule if item.scope != "finding" else None,
                source=item.source if item.scope != "finding" else None,
                phrase=item.phrase if item.scope != "finding" else None,
                place=f"{store.name}: decision {item.id}",
            )
