"""The error of a configuration that cannot be followed."""

from __future__ import annotations


class ConfigError(Exception):
    """A configuration is wrong; the message gives the place, what was found, what is allowed and the next step."""
