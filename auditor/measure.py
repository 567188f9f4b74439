"""The contract of a measure: a module with a docstring and `measure(document) -> float | int | str | None`.

None means that it could not be measured (text too short, another language); the report says so, it is never a zero.
A module that yields several values at once has `measures(document) -> Mapping[str, value]` and `names` instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Value = float | int | str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as the catalog found it: one or several named values of a document."""

    id: str
    names: tuple[str, ...]
    summary: str
    description: str
    measure: Callable[..., Mapping[str, Value]]
    path: str
    options: Mapping[str, Any] = field(default_factory=dict)
    """Keyword-only parameters with their defaults, set like those of a check."""
