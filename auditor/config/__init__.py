"""Configuration: what is in force, and where each value comes from.

Read from `auditor.toml`, or from `[tool.auditor]` of `pyproject.toml`, in the current folder or the nearest one above
it, as far as the root of the repository. Where both lie in one folder, `auditor.toml` counts. Values given on the
command line come on top.
"""

from auditor.config.errors import ConfigError
from auditor.config.load import load
from auditor.config.settings import FIELDS, Config

__all__ = ["FIELDS", "Config", "ConfigError", "load"]
