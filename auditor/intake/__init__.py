"""The doors in: files, folders and standard input become a stream of articles.

    text        .txt .text .md            one article a file; its id is its file name (in a folder: its path there)
    JSON Lines  .jsonl .ndjson            one object a line
    JSON        .json                     one array of objects, one object, or JSON Lines under another name
    tables      .csv .tsv .parquet        one article a row; a CSV file begins with the names of its columns
    pages       .html .htm .xhtml         one article a page, with the metadata it states (these three: extra `html`)
    archives    .warc                     one article an HTML page
    feeds       .rss .atom                one article an entry
    any         - or no ending            standard input and the like: JSON Lines if it begins with "{", else one text
    databases   a `Query`                 one row an article

All but Parquet may be compressed (`.gz`, `.zst` behind the ending). Text is UTF-8, or UTF-16 or UTF-32 with a byte
order mark.

A folder stands for its articles: the text files in it and below it, by path. Only a folder without any stands for its
data files (the other kinds), because a file of records beside articles is usually about them. Hidden files, folders
behind symbolic links, and README, LICENSE, CHANGELOG and CONTRIBUTING files are passed over; a symbolic link to a file
outside the folder is a reject.

What cannot be opened at all is an `InputError`, raised before anything is read. What cannot be read on the way is a
`Reject`, and the stream goes on. Memory holds one record at a time, whatever the size of the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from auditor.intake.errors import ArticleError, InputError
from auditor.intake.one import one_record
from auditor.intake.read import read_source
from auditor.intake.records import MAX_RECORD_BYTES, FieldNames, Record, Reject
from auditor.intake.sources import find_sources
from auditor.intake.sql import Query, query_rows

__all__ = [
    "MAX_RECORD_BYTES",
    "ArticleError",
    "FieldNames",
    "InputError",
    "Query",
    "Record",
    "Reject",
    "one_record",
    "read",
]


def read(
    inputs: Sequence[str | Query], fields: Mapping[str, str | Sequence[str]] | None = None
) -> Iterator[Record | Reject]:
    """Return the records of `inputs`, in order, those of queries after those of files.

    `fields`: other names of the article's fields, e.g. `{"text": "body"}` or `{"text": ["body", "content"]}`, of which
    the first that a record has counts. "source.name" reaches into an object. Inputs are looked up at once, and read as
    the iterator is.
    """
    names = FieldNames(fields or {})
    sources = find_sources([item for item in inputs if isinstance(item, str)], names)
    asked = [query_rows(item, names) for item in inputs if isinstance(item, Query)]
    return chain(chain.from_iterable(read_source(source, names) for source in sources), *asked)
