# ruff: noqa: E501  (markup stands as it comes)
"""Pages, archives and feeds: their articles, what they say of themselves, and what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.config import load
from auditor.intake import InputError, Record, Reject, pages, read
from tests.doors import TODAY
from tests.test_doors import OTHER, STORY

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "headline": "Not this one"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harbour gets a plan",
            "datePublished": "2024-03-06T08:00:00Z",
            "inLanguage": "en-GB",
            "author": [{"@type": "Person", "name": "A. Writer"}, {"name": "B. Writer"}],
            "publisher": {"name": "Harbour Gazette"},
        },
    ],
}


def page(body: str = STORY, head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plan | Gazette</title>{head}</head>
    <body><nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav><article><h1>Harbour gets a plan</h1>{paragraphs}
    </article><footer>All rights reserved</footer><script>document.write("drawn by a script")</script></body></html>""".encode()


def taken(path: Path) -> tuple[list[Record], list[Reject]]:
    items = list(read([str(path)]))
    return [item for item in items if isinstance(item, Record)], [item for item in items if isinstance(item, Reject)]


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    head = f'<script type="application/ld+json">{json.dumps(LINKED)}</script><link rel=canonical href="https://x.example/a">'
    (tmp_path / "a.html").write_bytes(page(STORY + "\n\n" + OTHER, head))
    ((record,), rejects) = taken(tmp_path / "a.html")
    article = record.article
    assert not rejects
    assert "The council of the harbour town" in article.text
    assert "Fishermen" in article.text
    for left in ("Sport", "rights reserved", "drawn by a script", "<p>"):
        assert left not in article.text
    assert (article.id, article.title, article.source) == ("a.html", "Harbour gets a plan", "Harbour Gazette")
    assert (article.published, article.language, article.url) == ("2024-03-06T08:00:00Z", "en", "https://x.example/a")
    assert record.article.authors == ("A. Writer", "B. Writer")
    assert record.record["page"]["head"]["title"] == "Plan | Gazette"


def test_open_graph_where_there_is_no_json_ld(tmp_path: Path) -> None:
    head = """<meta property="og:title" content="By graph"><meta property="article:published_time" content="2024-03-07">
    <meta property="og:site_name" content="Site"><meta property="og:locale" content="en_GB">
    <script type="application/ld+json">{broken</script>"""
    (tmp_path / "a.htm").write_bytes(page(head=head))
    ((record,), _) = taken(tmp_path / "a.htm")
    assert (record.article.title, record.article.published, record.article.source) == ("By graph", "2024-03-07", "Site")


def test_metadata_of_the_page_is_held_against_the_text(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2999-01-01">'
    (tmp_path / "a.html").write_bytes(page(head=head))
    config = load(overrides={"formats": ["jsonl"], "jobs": 1})
    auditor.run([str(tmp_path)], tmp_path / "out", config, today=TODAY)
    rules = [json.loads(line)["rule"] for line in (tmp_path / "out" / "findings.jsonl").read_text().splitlines()]
    assert "metadata/published-in-future" in rules


def warc(*entries: tuple[str, str, bytes]) -> bytes:
    from fastwarc.warc import WarcRecord, WarcRecordType

    out = io.BytesIO()
    for address, kind, body in entries:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = address
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        record.set_bytes_content(http)
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.write(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_gives_its_pages(name: str, tmp_path: Path) -> None:
    raw = warc(
        ("https://x.example/1", "text/html; charset=utf-8", page()),
        ("https://x.example/p.png", "image/png", b"\x89PNG"),
        ("https://y.example/2", "text/html", page(OTHER)),
        ("https://y.example/3", "text/html", b"<html></html>"),
    )
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    records, rejects = taken(tmp_path / name)
    assert [(item.article.url, item.line) for item in records] == [
        ("https://x.example/1", 1),
        ("https://y.example/2", 2),
    ]
    assert [item.article.source for item in records] == ["x.example", "y.example"]
    assert [(item.line, item.reason[:7]) for item in rejects] == [(3, "no text")]


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><language>en-us</language>
<item><guid>g1</guid><title>Plan &amp; quay</title><link>https://x.example/1</link><pubDate>Wed, 06 Mar 2024 08:00:00 GMT</pubDate>
<description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>No text</title></item></channel></rss>"""


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)
    records, rejects = taken(tmp_path / "a.rss")
    (record,) = records
    assert record.article.text == STORY
    assert (record.article.id, record.article.title, record.article.source) == ("g1", "Plan & quay", "Gazette")
    assert (record.article.published, record.article.language) == ("Wed, 06 Mar 2024 08:00:00 GMT", "en")
    assert [item.line for item in rejects] == [2]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><title>&j;</title><item><title>&j;</title><description>&j;</description></item></channel></rss>"
)
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss><channel><item><description>text &a; text</description></item></channel></rss>"""
BAD: dict[str, bytes] = {
    "empty.html": b"", "nul.html": b"\0" * 900, "binary.html": bytes(range(256)) * 40, "deep.html": b"<div>" * 50_000 + b"x", "nested.html": b"<p>" + b"<q>" * 50_000 + b"x",
    "open.html": b"<" * 50_000, "attributes.html": b"<a " + b"x=1 " * 50_000 + b">", "huge.html": b"<p>" + b"x" * 5_100_000,
    "linked.html": page(head='<script type="application/ld+json">' + "[" * 5000 + "</script>"),
    "odd.html": page(head='<script type="application/ld+json">[1,null,{"@type":7},{"@type":"Article","author":[[["x"]]]}]</script>'),
    "canonical.html": page(head='<link rel=canonical href="http://[::1">'),
    "utf-16.html": page().decode().encode("utf-16"), "latin.html": "<p>café ".encode("latin-1") * 50,
    "empty.warc": b"", "text.warc": b"no archive", "cut.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nx",
    "bad.warc.gz": b"\x1f\x8b" + b"\xff" * 50, "empty.rss": b"", "html.rss": page(), "bomb.rss": BOMB.encode(),
    "outside.rss": OUTSIDE.encode(), "address.rss": b"https://x.invalid/feed", "path.rss": b"/etc/passwd",
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_pages_are_read_or_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    (tmp_path / name).write_bytes(BAD[name])
    records, rejects = taken(tmp_path / name)
    assert records or rejects
    assert all(len(item.reason) < 600 and len(item.excerpt) <= 200 for item in rejects)
    assert all("root:" not in item.article.text and len(item.article.text) < 5_000_000 for item in records)


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "NEEDED", {"html": ("no_such_module",)})
    (tmp_path / "a.html").write_bytes(page())
    with pytest.raises(InputError, match=r"pip install 'article-auditor\[html\]'"):
        list(read([str(tmp_path / "a.html")]))
    (reject,) = list(read([str(tmp_path)]))
    assert isinstance(reject, Reject)
