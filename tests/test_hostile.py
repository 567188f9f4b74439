"""The hostile corpus through every door and format: an error or a result, nothing lost, nothing run, nothing sent."""

from __future__ import annotations

import csv
import dataclasses
import functools
import html.parser
import http.client
import json
import os
import re
import socket
import xml.etree.ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import auditor
from auditor import Gatekeeper
from auditor.config import load
from auditor.doors.frame import audit_frame
from auditor.doors.stream import filter_stream
from auditor.intake import ArticleError, InputError, Record, Reject, read
from auditor.render import formats
from tests import hostile
from tests.doors import TODAY, background, cli
from tests.test_service import listening, started

RECORDS = list(hostile.records())
FILES = list(hostile.files())
SOME = RECORDS[::30]
"""For the doors that cost a process; the long form takes them all."""

every = pytest.mark.parametrize("rows", [SOME, pytest.param(RECORDS, marks=pytest.mark.long)], ids=["some", "all"])


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    assert len(RECORDS) + len(FILES) >= 1000
    assert len({name for name, _ in RECORDS}) == len(RECORDS)
    assert len({name for name, _ in FILES}) == len(FILES)


@pytest.fixture(autouse=True)
def _nothing_is_run_or_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No connection beyond this machine, and no file that only running an input would make."""
    connect = socket.socket.connect

    def local(self: socket.socket, address: Any) -> None:
        assert address[0] == "127.0.0.1", f"a connection to {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local)
    monkeypatch.setattr(socket, "getaddrinfo", functools.partial(_resolve, socket.getaddrinfo))
    before = set(Path.cwd().iterdir())
    yield
    assert set(Path.cwd().iterdir()) <= before | {Path.cwd() / "reports"}
    assert not list(tmp_path.rglob(hostile.CANARY))


def _resolve(real: Any, host: str, *args: Any, **kwargs: Any) -> Any:
    assert host == "127.0.0.1", f"a name to resolve: {host}"
    return real(host, *args, **kwargs)


@functools.cache
def keeper() -> Gatekeeper:
    return Gatekeeper(today=TODAY)


BY_NAME = dict(RECORDS)


@functools.cache
def answer_of(name: str) -> bool | None:
    """Return what the library says of a record: accepted or not, None where it refuses it with a reason."""
    try:
        decision = keeper().decide(BY_NAME[name])
    except ArticleError as error:
        assert 0 < len(str(error)) < 600  # noqa: PT017  (both ways out are right)
        return None
    sound(decision.audited)
    return decision.accepted


def sound(audited: Any) -> None:
    """Spans lie inside the text, messages and excerpts are bounded, no check ended in an error."""
    fields = {"text": audited.article.text, "title": audited.article.title or ""}
    for finding in audited.findings:
        assert 0 <= finding.start <= finding.end <= len(fields.get(finding.field, "")), finding
        assert len(finding.message) <= 400, finding
        assert len(finding.text) <= 400, finding
        assert 0 <= finding.confidence <= 1, finding
    failed = {name: why for name, why in audited.not_measured.items() if why.startswith(("failed", "time limit"))}
    assert not failed, (audited.article.text[:80], failed)
    assert 0 <= audited.score.total <= 100


@every
def test_the_library_answers_or_says_why_not(rows: list[tuple[str, Any]]) -> None:
    refused = {name for name, _ in rows if answer_of(name) is None}
    assert 1 <= len(refused) < len(rows) / 4


@pytest.mark.parametrize(
    "name", ["no-fields", "other-fields", "long-id", "nested-70", "nested-600", "no-character-0-text"]
)
def test_what_must_be_refused(name: str) -> None:
    assert answer_of(name) is None


def test_a_frame_keeps_every_row() -> None:
    names = {name for _, record in SOME for name in record} & {"id", "text", "title", "source", "url", "published"}
    rows = [{key: record.get(key) for key in names} for _, record in SOME]
    out = audit_frame(pd.DataFrame(rows, dtype="object"), keeper())
    assert len(out) == len(SOME)
    for (name, record), accepted in zip(SOME, out["auditor_accepted"], strict=True):
        if record.keys() <= names and not isinstance(record.get("text"), dict | list):
            assert (None if accepted is pd.NA else accepted) == answer_of(name), name


@every
def test_the_filter_loses_no_line_and_gives_the_same_answers(rows: list[tuple[str, Any]]) -> None:
    lines = b"".join(json.dumps(record).encode() + b"\n" for _, record in rows)
    done = cli("gate", "-", "--today", TODAY, stdin=lines)
    assert done.returncode == 0, done.stderr[-500:]
    kept = [json.loads(line)["auditor"] for line in done.stderr.splitlines() if b"\x1b" not in line]
    refused = {item["line"] for item in kept if isinstance(item, dict) and "rejected" in item}
    accepted = len(done.stdout.splitlines())
    assert accepted + len(kept) == len(rows)
    assert {rows[number - 1][0] for number in refused} == {name for name, _ in rows if answer_of(name) is None}
    assert accepted == sum(answer_of(name) is True for name, _ in rows)


@every
def test_the_service_answers_each_of_them(rows: list[tuple[str, Any]]) -> None:
    with background(started("--workers", 1)) as process:
        port = listening(process).port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for name, record in rows:
            body = json.dumps(record).encode()
            connection.request("POST", "/v1/audit", body, {"content-type": "application/json"})
            answer = connection.getresponse()
            said = json.loads(answer.read())
            if answer_of(name) is None:
                assert answer.status in (400, 422), (name, answer.status)
                assert 0 < len(said["error"]) < 600
            else:
                assert (answer.status, said["accepted"]) == (200, answer_of(name)), (name, said)
        connection.close()


def test_the_scrapy_pipeline_takes_each_of_them() -> None:
    from scrapy.exceptions import DropItem

    from tests.test_scrapy import pipeline

    drop, stats = pipeline(AUDITOR_MODE="drop")
    drop.keeper = keeper()
    went_on = 0
    for name, record in SOME:
        if any(not isinstance(key, str) for key in record) or name.startswith("nested"):
            continue  # itemadapter takes items apart by recursion
        try:
            drop.process_item(dict(record))
            went_on += 1
        except DropItem as error:
            assert len(str(error)) < 1000  # noqa: PT017  (both ways out are right)
    assert went_on == stats.values["auditor/accepted"]


@every
def test_every_format_is_written_whole_and_safe(rows: list[tuple[str, Any]], tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"".join(json.dumps(record).encode() + b"\n" for _, record in rows))
    config = load(overrides={"formats": list(formats()), "jobs": 1})
    result = auditor.run([str(source)], tmp_path / "out", config, suite=keeper().suite, today=TODAY)
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert all(path.resolve().is_relative_to(tmp_path / "out") for path in written)
    assert result.summary.articles + result.summary.rejected == len(rows)
    assert not result.summary.failed_checks
    accepted = len((tmp_path / "out" / "accepted.jsonl").read_bytes().splitlines())
    kept = len((tmp_path / "out" / "quarantine.jsonl").read_bytes().splitlines())
    assert accepted + kept == result.summary.articles
    for path in written:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.reader(file):
                    assert not [cell for cell in row if re.match(r"[=+@\t\r\n＝＋－＠]|-(?![\d.]+$)", cell)], row
        elif path.suffix == ".html":
            page = Page()
            page.feed(path.read_text(encoding="utf-8"))
            assert not page.alarms, (path, page.alarms[:3])
        elif path.suffix == ".xml":
            xml.etree.ElementTree.parse(path)
        elif path.suffix in (".sarif", ".json"):
            json.loads(path.read_bytes())
        elif path.suffix == ".jsonl":
            for line in path.read_bytes().splitlines():
                json.loads(line)
        elif path.name == "github.txt":
            text = path.read_text(encoding="utf-8")
            assert all(line.startswith("::") for line in text.splitlines() if line)
            assert "\x1b" not in text


class Page(html.parser.HTMLParser):
    """Notes what an article could only have brought into a page as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.alarms: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.alarms.append(f"<{tag} {name}={value!r}>")
        if tag in ("iframe", "base", "object", "embed") or (tag == "meta" and ("http-equiv", "refresh") in attrs):
            self.alarms.append(f"<{tag}>")

    def handle_data(self, data: str) -> None:
        if self._script and "alert(1)" in data:
            self.alarms.append(data[:80])


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_of_hostile_cells_lose_no_row(form: str, tmp_path: Path) -> None:
    rows = [
        {"id": name, "text": record["text"], "title": record.get("title")}
        for name, record in SOME
        if _cells(name, record)
    ]
    path = tmp_path / f"in.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, ["id", "text", "title"])
            table.writeheader()
            table.writerows(rows)
    else:
        pd.DataFrame(rows).to_parquet(path)
    read_back = list(read([str(path)]))
    assert len(read_back) == len(rows)
    for row, item in zip(rows, read_back, strict=True):
        assert isinstance(item, Record) is (answer_of(row["id"]) is not None), row["id"]


def _cells(name: str, record: dict[str, Any]) -> bool:
    """Whether a table can hold the record as it is."""
    values = [record.get("text"), record.get("title", "")]
    text = "".join(value for value in values if isinstance(value, str))
    return (
        record.keys() <= {"id", "text", "title"}
        and all(isinstance(value, str) for value in values)
        and record.get("id") == name
        and not re.search("[\ud800-\udfff]", text)
    )


# Files


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in FILES:
        (folder / name).write_bytes(content)
    return folder


def test_every_hostile_file_is_read_or_told(folder: Path) -> None:
    """Each file gives records, rejects or one `InputError`; reasons and excerpts are bounded and printable."""
    silent = []
    for name, content in FILES:
        try:
            items = list(read([str(folder / name)]))
        except InputError as error:
            assert name in str(error)  # noqa: PT017  (both ways out are right)
            continue
        for item in items:
            if isinstance(item, Reject):
                assert item.reason
                assert len(item.reason) < 600
                assert len(item.excerpt) <= 200
                item.reason.encode()
                item.excerpt.encode()
        if not items and content.strip(b" \n\t\xef\xbb\xbf\xfe\xff"):
            silent.append(name)
    assert [name for name in silent if not name.startswith("header-alone")] == []


def test_a_folder_of_them_is_audited_to_its_end(folder: Path, tmp_path: Path) -> None:
    names = [str(folder / name) for name, _ in FILES[::3]]
    sound_names = []
    for name in names:
        try:
            next(iter(read([name])), None)
            sound_names.append(name)
        except InputError:
            continue
    config = load(overrides={"formats": ["jsonl"], "jobs": 1, "select": ["typos/doubled-word"]})
    result = auditor.run(sound_names, tmp_path / "out", config, today=TODAY)
    rejected = (tmp_path / "out" / "rejected.jsonl").read_bytes().splitlines()
    assert len(rejected) == result.summary.rejected > 50


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret that lies elsewhere.")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "more.txt").write_text("Another secret.")
    inputs = tmp_path / "in"
    (inputs / "sub").mkdir(parents=True)
    (inputs / "own.txt").write_text("A text of this folder.")
    (inputs / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inputs / "folder").symlink_to(tmp_path / "secrets")
    (inputs / "absolute.txt").symlink_to("/etc/hostname")
    (inputs / "broken.txt").symlink_to("nowhere")
    (inputs / "loop.txt").symlink_to("loop.txt")
    (inputs / "sub" / "inside.txt").symlink_to(inputs / "own.txt")
    texts = [item.article.text for item in read([str(inputs)]) if isinstance(item, Record)]
    assert texts == ["A text of this folder."] * 2
    rejects = [item for item in read([str(inputs)]) if isinstance(item, Reject)]
    assert {Path(item.file).name for item in rejects} == {"link.txt", "absolute.txt", "broken.txt", "loop.txt"}


@pytest.mark.skipif(os.name != "posix", reason="needs special files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "own.txt").write_text("A text of this folder.")
    assert len(list(read([str(tmp_path)]))) == 1


def test_the_filter_in_memory_loses_nothing_either(tmp_path: Path) -> None:
    items = list(read([str(path)]) if (path := _some(tmp_path)) else [])
    with (tmp_path / "a").open("wb") as accepted, (tmp_path / "q").open("wb") as quarantine:
        passed = filter_stream(items, accepted, quarantine, keeper())
    assert sum(dataclasses.astuple(passed)) == len(items)


def _some(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(
        b"\n".join(content for name, content in FILES if name.endswith(".jsonl") and len(content) < 10_000)
    )
    return path
