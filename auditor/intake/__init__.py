"""Doors in: files, folders and standard input as a stream of records; what cannot be read is a reject, not an end."""

from auditor.intake.records import MAX_RECORD_BYTES, InputError, Record, Reject
from auditor.intake.sources import read

__all__ = ["MAX_RECORD_BYTES", "InputError", "Record", "Reject", "read"]
