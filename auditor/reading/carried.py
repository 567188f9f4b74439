"""Views that go from the first sweep of a run to the second, so that they are not read twice.

The language, sentences, names and numbers are dear to read and small to write down: together a tenth of an audit, and
two and a half kilobytes of JSON. What is carried gives exactly the views that would be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from auditor.reading.language import Language
from auditor.reading.names import Name
from auditor.reading.numbers import Number
from auditor.reading.sentences import Sentence
from auditor.span import Span

Carried = Mapping[str, list[Any]]
"""Name of the view to its items, each a list of plain data; of the language, its fields."""


def carry(views: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return, as plain data, those of `views` (by name, as far as they have been read) that are carried."""
    found: dict[str, list[Any]] = {}
    if "language" in views:
        found["language"] = list(astuple(views["language"]))
    if "sentences" in views:
        found["sentences"] = [[*item.span, item.paragraph, item.first] for item in views["sentences"]]
    if "names" in views:
        found["names"] = [[*item.span, item.words, item.starts_sentence] for item in views["names"]]
    if "numbers" in views:
        found["numbers"] = [
            [*item.span, item.value, item.step, item.written, item.bound, item.ordinal] for item in views["numbers"]
        ]
    return found


def language(row: list[Any]) -> Language:
    """Return the language as it was carried."""
    return Language(*row)


def sentences(text: str, rows: list[Any]) -> tuple[Sentence, ...]:
    """Return the sentences of `text` as they were carried."""
    return tuple(
        Sentence(Span(start, end), text[start:end], number, paragraph, first)
        for number, (start, end, paragraph, first) in enumerate(rows)
    )


def names(text: str, rows: list[Any]) -> tuple[Name, ...]:
    """Return the names of `text` as they were carried."""
    return tuple(Name(Span(start, end), text[start:end], tuple(words), starts) for start, end, words, starts in rows)


def numbers(rows: list[Any]) -> tuple[Number, ...]:
    """Return the numbers as they were carried."""
    return tuple(Number(Span(start, end), *rest) for start, end, *rest in rows)
