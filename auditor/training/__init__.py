"""Builds the data files and models that the auditor ships; nothing here runs in an audit."""
