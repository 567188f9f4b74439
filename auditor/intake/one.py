"""One record that is in memory already: the same demands and the same reasons as for records of a file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from auditor.article import Article, Origin
from auditor.intake.errors import ArticleError
from auditor.intake.records import MAX_ID, FieldNames, Record, Unfit, check_characters, check_text, kind


def one_record(given: Article | Mapping[str, Any] | str, fields: FieldNames, origin: Origin | None = None) -> Record:
    """Return the record that `given` is: bare text, a mapping with the names of `fields`, or an article as it is.

    Raises `ArticleError` for what is no article: no text, over 5 MB, a NUL, half a surrogate pair, a field of another
    kind than it must be.
    """
    try:
        match given:
            case str():
                check_text(given)
                article = Article(text=given, origin=origin)
                return Record(article, {"id": article.id, "text": given})
            case Article():
                _check(given)
                return Record(given, _as_record(given))
            case Mapping():
                return Record(fields.article(given, origin), given)
    except Unfit as fault:
        raise ArticleError(str(fault)) from None
    raise ArticleError(f"an article is a text, a mapping or an Article; found {kind(given)}")


def _check(article: Article) -> None:
    if not isinstance(article.text, str):
        raise Unfit(f"the text must be a string; found {kind(article.text)}")
    check_text(article.text)
    for field in ("id", "title", "source", "url", "language"):
        value = getattr(article, field)
        if value is not None and not isinstance(value, str):
            raise Unfit(f"field {field!r} must be a string; found {kind(value)}")
        check_characters(field, value or "")
    if isinstance(article.published, bool) or not isinstance(
        article.published, str | int | float | datetime.date | None
    ):
        raise Unfit(f"field 'published' must be a date, a string or a number; found {kind(article.published)}")
    if isinstance(article.published, str):
        check_characters("published", article.published)
    if not isinstance(article.authors, tuple) or not all(isinstance(name, str) for name in article.authors):
        raise Unfit(f"field 'authors' must be a tuple of names; found {kind(article.authors)}")
    for name in article.authors:
        check_characters("authors", name)
    if len(article.id) > MAX_ID:
        raise Unfit(f"field 'id' has {len(article.id):,} characters; allowed: {MAX_ID}")


def _as_record(article: Article) -> dict[str, Any]:
    published = article.published
    fields = {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": published.isoformat() if isinstance(published, datetime.date) else published,
        "language": article.language,
        "authors": list(article.authors) or None,
    }
    return {name: value for name, value in fields.items() if value is not None}
