"""Texts about the catalog: the listing, the explanation of one rule, the skeleton of a new check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import auditor
from auditor import catalog
from auditor.check import Bad, Check, Example, Miss
from auditor.corpus_check import Pass
from auditor.finding import FAMILIES
from auditor.measure import Measure
from auditor.scoring.score import severity_of

if TYPE_CHECKING:
    from auditor.store.precision import Measured

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_SKELETON = '''"""One sentence that says what stands there, e.g. "A word is printed twice in a row".

Why it matters, the usual cause, and when this check stays silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.check import Bad, Good, Hit
from auditor.document import Document

preview = "precision is not measured yet"

examples = (
    Bad("Mark what must be flagged [[like this]]."),
    Bad("A second one, of [[another kind]]."),
    Good("What must not be flagged."),
    Good("A near miss."),
)


def find(document: Document) -> Iterator[Hit]:
    """Yield every place."""
    for token in document.tokens:
        if token.text == "replace this":
            yield Hit(token.span, "One sentence of fact, with both values")
'''


def entries() -> dict[str, Check | Pass | Measure]:
    """Return everything the catalog holds, by id."""
    return {**catalog.all_checks(), **catalog.all_passes(), **catalog.all_measures()}


def _family(item: Check | Pass | Measure) -> str:
    return "measure" if isinstance(item, Measure) else item.family or "context"


def listing(family: str | None, *, as_json: bool, measured: Mapping[str, Measured] | None = None) -> Iterator[str]:
    """Yield a line for every entry: id, state, summary; with `measured`, how often editors confirmed it."""
    width = max(map(len, entries()))
    for identity, item in entries().items():
        if family not in (None, _family(item)):
            continue
        preview = isinstance(item, Check) and item.preview is not None
        off = isinstance(item, Check) and item.off is not None
        known = (measured or {}).get(identity)
        if as_json:
            row = {"id": identity, "family": _family(item), "preview": preview, "off": off, "summary": item.summary}
            if known is not None:
                row |= {"confirmed": known.confirmed, "decided": known.decided, "at_least": round(known.lower, 3)}
            yield json.dumps(row)
        else:
            said = f" [{known}]" if known else ""
            state = "preview" if preview else "off" if off else ""
            yield f"{identity:<{width}}  {state:<9}{item.summary}{said}"


def explanation(identity: str) -> tuple[str, bool]:
    """Return the text about one entry and True, or a message for an unknown id and False."""
    item = entries().get(identity)
    if item is None:
        return f"no rule {identity!r}; {catalog.close_matches(identity, entries())}", False
    parts = [identity, "=" * len(identity), "", item.description, ""]
    if isinstance(item, Check):
        parts.append(f"Family: {item.family}. Severity: {severity_of(item.id)}.")
        if item.by_hand:
            parts.append(f"Its fixes are never applied by `auditor clean`: {item.by_hand}.")
        if item.preview:
            parts.append(f"Preview (reported, neither scored nor gated): {item.preview}.")
        if item.off:
            parts.append(f"Off unless `select` names {item.id}: {item.off}.")
        if item.requires:
            parts.append(f"Needs: {', '.join(item.requires)}; without it the article counts as not checked.")
        for name, default in item.options.items():
            parts.append(f"Option: {name} = {default!r}")
        parts += ["", "Examples ([[...]] is flagged)", ""]
        parts += [_show(example) for example in item.examples]
    elif isinstance(item, Pass):
        parts.append(f"A corpus pass that {'reports' if item.stage == 'report' else 'gathers'}.")
    else:
        parts.append(f"Measured as: {', '.join(item.names)}.")
        parts += [f"Option: {name} = {default!r}" for name, default in item.options.items()]
    return "\n".join(parts).rstrip(), True


def _show(example: Example) -> str:
    kind = "flagged   " if isinstance(example, Bad) else "missed yet" if isinstance(example, Miss) else "passes    "
    facts = [f"{name}: {value}" for name in ("title", "source", "published") if (value := getattr(example, name))]
    return f"  {kind}  {example.marked!r}" + (f"  ({'; '.join(facts)})" if facts else "")


def skeleton(identity: str) -> tuple[str, bool]:
    """Write the file of a new check; return what to say and whether it was written."""
    family, _, name = identity.partition("/")
    if family not in FAMILIES:
        return f"family {family!r}; {catalog.close_matches(family, FAMILIES)}", False
    if not _NAME.fullmatch(name):
        return f"defect {name!r}: lower-case words joined by hyphens, e.g. typos/doubled-word", False
    package = Path(auditor.__file__).parent
    path = package / "checks" / family.replace("-", "_") / f"{name.replace('-', '_')}.py"
    if path.exists():
        return f"{path} exists already", False
    path.write_text(_SKELETON, encoding="utf-8")
    return f"{path}\nFill in docstring, examples and find; `pytest -k {identity}` runs the examples.", True
