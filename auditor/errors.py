"""What all errors have in common that whoever runs the auditor can put right."""

from __future__ import annotations


class AuditorError(Exception):
    """Something is wrong with an input, an option or a file.

    The message is one sentence: the place, what was found, and what is allowed or what to do next. The command line
    prints it and exits with 2; a program that uses the library catches this class for all of them.
    """
