"""Suites of expectations."""


class SuiteError(Exception):
    """A suite that cannot be used."""
