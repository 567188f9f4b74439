"""Audits news text for scraper junk, machine-translation artefacts, typos and contradictions, and scores it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.article import Article
from auditor.document import Document
from auditor.finding import Finding
from auditor.span import Span

if TYPE_CHECKING:
    from auditor.api import audit, run

__version__ = "0.1.0"
__all__ = ["Article", "Document", "Finding", "Span", "__version__", "audit", "run"]


def __getattr__(name: str) -> Any:
    """Load `audit` and `run` when they are first used: they bring the whole engine with them."""
    if name in ("audit", "run"):
        from auditor import api  # noqa: PLC0415  (see above)

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
