"""Audits news text for scraper junk, machine-translation artefacts, typos and contradictions, and scores it."""

from auditor.article import Article
from auditor.document import Document
from auditor.finding import Finding
from auditor.span import Span

__version__ = "0.1.0"
__all__ = ["Article", "Document", "Finding", "Span", "__version__"]
