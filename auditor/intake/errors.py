"""The error of an input that cannot be opened at all."""

from __future__ import annotations

from auditor.errors import AuditorError


class InputError(AuditorError):
    """An input that does not exist, may not be read or is of no known kind; the message says what to do next."""


class ArticleError(InputError, ValueError):
    """One record is no article; the message is the reason."""
