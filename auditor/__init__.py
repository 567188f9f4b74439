"""Audits news text for scraper junk, machine-translation artefacts, typos and contradictions, and scores it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.article import Article
from auditor.errors import AuditorError
from auditor.finding import Finding
from auditor.span import Span

if TYPE_CHECKING:
    from auditor.api import audit, audit_frame, gate, run
    from auditor.document import Document
    from auditor.doors.gatekeeper import Gatekeeper
    from auditor.gating import Decision
    from auditor.intake import ArticleError, Query

__version__ = "0.1.0"
__all__ = [
    "Article",
    "ArticleError",
    "AuditorError",
    "Decision",
    "Document",
    "Finding",
    "Gatekeeper",
    "Query",
    "Span",
    "__version__",
    "audit",
    "audit_frame",
    "gate",
    "run",
]
_LATER = {
    "audit": "auditor.api",
    "audit_frame": "auditor.api",
    "gate": "auditor.api",
    "run": "auditor.api",
    "Document": "auditor.document",
    "Gatekeeper": "auditor.doors.gatekeeper",
    "Decision": "auditor.gating",
    "ArticleError": "auditor.intake",
    "Query": "auditor.intake",
}
"""Loaded when they are first used: they bring all readers, or the whole engine, with them."""


def __getattr__(name: str) -> Any:
    """Load what is needed later."""
    if name in _LATER:
        import importlib  # noqa: PLC0415  (only when a door is used)

        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
