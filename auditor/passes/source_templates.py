"""Lines that stand in several articles of one source: what its pages print round every story.

A newsletter prompt or a disclaimer gives itself away by recurring, in whatever language. Each line of an article is
compared with the lines of its source, figures, handles, addresses and names masked; copies of one page count once.
Whether a line that recurs is furniture or a rubric of the house is for the checks to judge, with the line model.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.corpus_check import Row
from auditor.document import Document
from auditor.reading.template_lines import packed, template_keys

stage = "gather"

FEWEST = 3
"""Pages of the source that have to share a line."""


def keys(document: Document) -> Iterator[str]:
    """Yield source and masked line, a long one hashed, for every line that a template may hold."""
    source = (document.article.source or "").strip()
    if source:
        seen = {packed(key) for line in document.lines for key in template_keys(line)}
        yield from (f"{source}\n{key}" for key in sorted(seen))


def row(document: Document) -> Mapping[str, Any]:
    """Return what tells the page from another: its address, else its title, else its longest paragraph, hashed."""
    article = document.article
    longest = max((line.text for line in document.lines), key=len, default="")
    name = article.url or document.title or longest
    return {
        "page": zlib.crc32(name.encode("utf-8", "surrogatepass")),
        "text": zlib.crc32(longest.encode("utf-8", "surrogatepass")),
    }


def judge(key: str, rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield every article that has the line, with the number of pages that share it at least: 3, 4, 8, 16 ...

    Rounded down, so that an article's verdicts stay as they are, and its results can be used again, while its source
    grows.
    """
    pages = min(len({item.data["page"] for item in rows}), len({item.data["text"] for item in rows}))
    if pages >= FEWEST:
        line, at_least = key.partition("\n")[2], max(FEWEST, 1 << (pages.bit_length() - 1))
        for item in rows:
            yield item.ordinal, {"line": line, "articles": at_least}
