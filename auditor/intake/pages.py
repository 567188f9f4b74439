"""HTML pages, WARC archives and feeds: the article of each page, and what the page says of itself as its metadata.

The text is what the extractor takes for the article; its offsets are those of that text. Title, date, source, address
and language come from the page's own JSON-LD, then OpenGraph, then its head, so that the checks of metadata hold them
against the text. What was read stands in the record under `page`. Scripts are not run, and nothing is fetched.

Needs the extra `html`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import urllib.parse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from auditor.extraction import MAX_LEVELS, depth, elements, furniture
from auditor.intake.records import MAX_RECORD_BYTES, Unfit, excerpt, too_long
from auditor.intake.streams import DamagedError

KINDS = ("html", "warc", "feed")
NEEDED = {"html": ("resiliparse",), "warc": ("fastwarc", "resiliparse"), "feed": ("feedparser", "resiliparse")}

_ARTICLES = ("newsarticle", "article", "reportagenewsarticle", "blogposting", "opinionnewsarticle", "report", "webpage")
"""Types of schema.org that can be the article, the likeliest first."""
_MAX_DATA = 200_000
"""Code points of one JSON-LD block that are read; no page needs a tenth of that."""
_MAX_SHORT = 2_000
_TAGS = 300
"""Elements of one kind in the head of a page that are read."""

Item = tuple[int | None, dict[str, Any] | Unfit, str]


def missing(kind: str) -> str:
    """Return why files of this kind cannot be read here; "" if they can."""
    absent = [name for name in NEEDED.get(kind, ()) if importlib.util.find_spec(name) is None]
    if not absent:
        return ""
    return f"reading it needs {' and '.join(absent)}; install with: pip install 'article-auditor[html]'"


def html_page(stream: io.BufferedReader) -> Iterator[Item]:
    """Yield the one record of an HTML file."""
    raw = stream.read(MAX_RECORD_BYTES + 1)
    if len(raw) > MAX_RECORD_BYTES:
        yield None, Unfit(too_long("the page")), excerpt(raw)
        return
    yield None, _record(raw, None), excerpt(raw)


def warc(path: Path) -> Iterator[Item]:
    """Yield a record for every HTML page of an archive, plain or compressed, numbered among them from 1."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  (only for archives)

    number = 0
    try:
        with path.open("rb") as stream, _panics_told():
            for entry in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                if "html" not in (entry.http_content_type or "").lower():
                    continue
                number += 1
                raw = entry.reader.read(MAX_RECORD_BYTES + 1)
                if len(raw) > MAX_RECORD_BYTES:
                    yield number, Unfit(too_long("the page")), excerpt(raw)
                    continue
                yield number, _record(raw, entry.headers.get("WARC-Target-URI"), entry.http_charset), excerpt(raw)
    except (OSError, ValueError, RuntimeError) as error:
        raise DamagedError(f"the WARC file is damaged: {str(error)[:200]}") from None
    if not number:
        raise DamagedError("the file holds no HTML page; is it a WARC archive of a crawl?")


@contextlib.contextmanager
def _panics_told() -> Iterator[None]:
    """Turn a panic of a library in Rust, which no `except Exception` sees, into an error like any other."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError(str(error)) from None
        raise


def feed(stream: io.BufferedReader) -> Iterator[Item]:
    """Yield a record for every entry of an RSS or Atom feed, numbered from 1."""
    import feedparser  # noqa: PLC0415  (only for feeds)

    raw = stream.read(MAX_RECORD_BYTES + 1)
    if len(raw) > MAX_RECORD_BYTES:
        yield None, Unfit(too_long("the feed")), excerpt(raw)
        return
    # Bytes that begin like an address or a path would be fetched or opened; a stream never is.
    parsed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    about = parsed.get("feed", {})
    if not parsed.entries:
        why = str(parsed.get("bozo_exception") or "it has no entry")[:200]
        raise DamagedError(f"no feed, or an empty one: {why}")
    for number, entry in enumerate(parsed.entries, 1):
        body = max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")
        body = body or entry.get("summary") or ""
        record = {
            "id": entry.get("id") or entry.get("link"),
            "text": _text(f"<article>{body}</article>", main=False) if "<" in body else body,
            "title": entry.get("title"),
            "source": about.get("title"),
            "url": entry.get("link"),
            "published": entry.get("published") or entry.get("updated"),
            "language": _language(about.get("language")),
            "authors": [{"name": who["name"]} for who in entry.get("authors") or () if who.get("name")],
        }
        yield number, {name: value for name, value in record.items() if value}, excerpt(str(record["title"] or ""))


def _record(raw: bytes, address: str | None, charset: str | None = None) -> dict[str, Any] | Unfit:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415  (only for pages)
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415  (as above)

    try:
        markup = bytes_to_str(raw, charset or detect_encoding(raw) or "utf-8").replace("\0", "\ufffd")
        if depth(markup) > MAX_LEVELS:
            return Unfit(f"the page is nested deeper than {MAX_LEVELS:,} levels")
        with _panics_told():
            tree = HTMLTree.parse(markup)
    except (ValueError, LookupError, RuntimeError) as error:
        return Unfit(f"the page cannot be parsed: {str(error)[:200]}")
    text = _text(tree, main=True) or _text(tree, main=False)
    if not text:
        return Unfit("no text: the page holds none; was it drawn by a script?")
    page = _metadata(tree)
    data, graph, head = page["json_ld"], page["open_graph"], page["head"]
    url = address or data.get("url") or graph.get("url") or head.get("canonical")
    host = _host(url)
    record = {
        "text": text,
        "title": data.get("headline") or graph.get("title") or head.get("title"),
        "source": data.get("publisher") or graph.get("site_name") or host,
        "url": url,
        "published": data.get("datePublished") or graph.get("published_time"),
        "language": _language(data.get("inLanguage") or head.get("language") or graph.get("locale")),
        "authors": data.get("author") or graph.get("author") or head.get("author"),
        "page": {name: part for name, part in page.items() if part} | {"furniture": furniture(markup, text) or {}},
    }
    return {name: value for name, value in record.items() if value}


def _host(url: str | None) -> str | None:
    try:
        return urllib.parse.urlsplit(url).hostname if url and url.isprintable() else None
    except ValueError:  # e.g. half of an IPv6 address
        return None


def _text(page: Any, *, main: bool) -> str:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415  (only for pages)

    return str(
        extract_plain_text(page, main_content=main, preserve_formatting=True, list_bullets=False, alt_texts=False)
    ).strip()


def _metadata(tree: Any) -> dict[str, dict[str, str]]:
    """Return what the page says of itself: `json_ld`, `open_graph`, `head`, each a flat mapping of short texts."""
    graph: dict[str, str] = {}
    head: dict[str, str] = {"title": tree.title or ""}
    for node in elements(tree.document, "meta", _TAGS):
        name = (node.getattr("property", "") or node.getattr("name", "") or "").lower()
        if name == "author":
            head.setdefault(name, node.getattr("content", "") or "")
        prefix, _, key = name.partition(":")
        if prefix in ("og", "article") and key:
            graph.setdefault(key, node.getattr("content", "") or "")
    root = tree.document.query_selector("html")
    head["language"] = (root.getattr("lang", "") or "") if root is not None else ""
    canonical = tree.document.query_selector("link[rel=canonical]")
    head["canonical"] = (canonical.getattr("href", "") or "") if canonical is not None else ""
    data: dict[str, str] = {}
    for node in elements(tree.document, 'script[type="application/ld+json"]', _TAGS):
        if not data:
            data = _linked(node.text)
    return {"json_ld": _short(data), "open_graph": _short(graph), "head": _short(head)}


def _linked(block: str) -> dict[str, str]:
    """Return the article that a block of JSON-LD describes, flat; {} if there is none, or it cannot be read."""
    if len(block) > _MAX_DATA:
        return {}
    try:
        content = orjson.loads(block.strip())
    except orjson.JSONDecodeError:
        return {}
    nodes = content if isinstance(content, list) else [content]
    nodes = [node for node in nodes if isinstance(node, Mapping)]
    for node in list(nodes):
        graph = node.get("@graph")
        nodes += [item for item in graph if isinstance(item, Mapping)] if isinstance(graph, list) else []
    ranked = [(rank, number) for number, node in enumerate(nodes) if (rank := _kind(node)) is not None]
    if not ranked:
        return {}
    best = nodes[min(ranked)[1]]
    names = ("headline", "datePublished", "dateModified", "inLanguage", "url", "author", "publisher")
    return {name: said for name in names if (said := _said(best.get(name)))}


def _kind(node: Mapping[str, Any]) -> int | None:
    kinds = node.get("@type")
    known = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return min((_ARTICLES.index(kind) for kind in known if kind in _ARTICLES), default=None)


def _said(value: Any) -> str:
    """Return a value of JSON-LD as one text: a string, the name of a thing, or the names of several."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        named = value.get("name") or value.get("@id")
        return named if isinstance(named, str) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_said(item) for item in value[:20] if not isinstance(item, list))))
    return ""


def _short(table: Mapping[str, str]) -> dict[str, str]:
    return {
        name[:100]: " ".join(value.split())[:_MAX_SHORT] for name, value in list(table.items())[:50] if value.strip()
    }


def _language(value: object) -> str | None:
    """Return the language of a tag such as "en-GB" or "en_GB"."""
    code = str(value or "").replace("_", "-").split("-", 1)[0].strip().lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None
