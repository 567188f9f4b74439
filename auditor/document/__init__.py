"""Lazy views over one article, each computed once. A check reads these and never splits text itself.

One class, in four files, each building on those before: the text, the facts it states, the page it came from, its
wording. A view is a property with one line that calls its reader in `auditor.reading`.
"""

from __future__ import annotations

from auditor.document.wording_views import WordingViews

__all__ = ["Document"]


class Document(WordingViews):
    """One article with everything read from it. All spans are code points into `article.text`."""
