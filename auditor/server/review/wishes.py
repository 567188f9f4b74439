"""Forms to decisions: what an editor filled in, made into what the store keeps, or an error that says what may be."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from auditor.server.review.standing import Standing
from auditor.server.review.worklist import Item
from auditor.store.decisions import Decision, Kind, Wish

REASONS = (
    "right as it stands",
    "quoted as spoken",
    "a name or term of its own",
    "house style",
    "the check misread the text",
    "not worth an editor's time",
)
"""Reasons offered for a dismissal; any other text is as good."""

SCOPES: Mapping[str, str] = {
    "finding": "this finding",
    "rule": "this rule on this source",
    "phrase": "this phrase everywhere",
}
_KINDS: Mapping[str, Kind] = {"confirm": "confirm", "dismiss": "dismiss", "note": "note", "assign": "assign"}
_LONGEST, _LONGEST_NAME = 2_000, 80
_FILTERS, _FILTERS_LONGEST = 12, 1_800
"""How many filters a browser keeps, and their bytes in all: a cookie has room for twice as many, in hexadecimal."""


class FormError(Exception):
    """A form that cannot be; the message says which field, what it holds, and what it may hold."""


def one(form: Mapping[str, str], item: Item, who: str) -> tuple[Wish, int]:
    """Return the decision of a form about one finding, and the number of decisions on it that its editor saw."""
    seen = form.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        raise FormError("seen: not a number; load the page again")
    kind, reason, owner, until = _filled(form)
    scope = form.get("scope") or "finding"
    if scope not in SCOPES:
        raise FormError(f"scope: found {scope[:40]!r}; allowed: {', '.join(SCOPES)}")
    finding = item.finding
    shared = {"kind": kind, "who": who, "reason": reason, "owner": owner, "until": until}
    if scope == "finding" or kind != "dismiss":
        wish = Wish(fingerprint=finding.fingerprint, rule=finding.rule, source=item.source, **shared)  # type: ignore[arg-type]  # a dict of several types
    elif scope == "rule":
        wish = Wish(scope="rule", rule=finding.rule, source=item.source, **shared)  # type: ignore[arg-type]  # the same
    elif finding.text.strip():
        wish = Wish(scope="phrase", phrase=finding.text.strip(), **shared)  # type: ignore[arg-type]  # the same
    else:
        raise FormError("scope: this finding marks no words; allowed: finding, rule")
    return wish, int(seen)


def many(form: Mapping[str, str], items: Sequence[Item], standing: Standing, who: str) -> tuple[list[Wish], list[int]]:
    """Return one decision for each finding, equal ones once, and the number of decisions on each so far."""
    kind, reason, owner, until = _filled(form)
    wishes = {
        item.finding.fingerprint: Wish(
            kind=kind,
            who=who,
            fingerprint=item.finding.fingerprint,
            rule=item.finding.rule,
            source=item.source,
            reason=reason,
            owner=owner,
            until=until,
        )
        for item in items
    }
    return list(wishes.values()), [standing.revision(wish) for wish in wishes.values()]


def undoing(batch: Sequence[Decision], standing: Standing, who: str) -> tuple[list[Wish], list[int]]:
    """Return what takes back decisions, and the number of decisions on each target so far."""
    wishes = [
        Wish(
            kind="undo",
            who=who,
            scope=made.scope,
            fingerprint=made.fingerprint,
            article=made.article,
            rule=made.rule,
            source=made.source,
            phrase=made.phrase,
            undoes=made.id,
        )
        for made in batch
    ]
    return wishes, [standing.revision(wish) for wish in wishes]


def named(text: str) -> str:
    """Return the name of an editor."""
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise FormError(f"name: found {name[:_LONGEST_NAME]!r}; allowed: 1 to {_LONGEST_NAME} printable characters")
    return name


def filters_with(kept: Sequence[tuple[str, str]], label: str, query: str) -> list[tuple[str, str]]:
    """Return the kept filters with one more, or changed; an empty `query` forgets the one of that name."""
    name = named(label)
    rest = [(other, its) for other, its in kept if other != name]
    if not query:
        return rest
    made = sorted([*rest, (name, query)])
    if len(made) > _FILTERS or len(repr(made).encode()) > _FILTERS_LONGEST:
        raise FormError(f"At most {_FILTERS} filters are kept, of moderate length; forget one first.")
    return made


def _filled(form: Mapping[str, str]) -> tuple[Kind, str, str | None, datetime.date | None]:
    kind = _KINDS.get(form.get("kind", ""))
    if kind is None:
        raise FormError(f"kind: found {form.get('kind', '')[:40]!r}; allowed: {', '.join(_KINDS)}")
    reason = " ".join(form.get("reason", "").split())
    owner = " ".join(form.get("owner", "").split()) or None
    if len(reason) > _LONGEST or len(owner or "") > _LONGEST_NAME:
        raise FormError(f"reason, owner: at most {_LONGEST:,} and {_LONGEST_NAME} characters")
    if kind in ("dismiss", "note") and not reason:
        raise FormError("A dismissal needs a reason, and a note its text: it is what the next editor reads.")
    if kind == "assign" and owner is None:
        raise FormError("owner: empty; allowed: the name of whoever is to act")
    until = form.get("until", "").strip()
    try:
        return kind, reason, owner, datetime.date.fromisoformat(until) if until else None
    except ValueError:
        raise FormError(f"until: found {until[:40]!r}; allowed: a day such as 2026-12-31, or nothing") from None
