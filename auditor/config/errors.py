"""The error of a configuration that cannot be followed."""

from __future__ import annotations

from auditor.errors import AuditorError


class ConfigError(AuditorError):
    """A configuration is wrong; the message gives the place, what was found, what is allowed and the next step."""
