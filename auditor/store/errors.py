"""What can go wrong with a store."""

from __future__ import annotations

from auditor.errors import AuditorError


class StoreError(AuditorError):
    """The store cannot be opened, read or written; the message says where, why and what to do, and no password."""


class Busy(StoreError):  # noqa: N818  (a state, and the name that reads best where it is caught)
    """Another run is using the store."""
