"""Doors in: every kind of input gives its articles, every broken record gives one reject with its place and reason."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.intake import MAX_RECORD_BYTES, InputError, Record, Reject, read
from auditor.intake.parquet import plain
from auditor.intake.records import FieldNames, Unfit

ROW = {"id": "a1", "text": "Some text, “quoted”, žučić.", "title": "T", "source": "s", "published": "2022-02-09"}


def taken(*inputs: Path | str, fields: Any = None) -> tuple[list[Record], list[Reject]]:
    rows = list(read([str(item) for item in inputs], fields))
    return [row for row in rows if isinstance(row, Record)], [row for row in rows if isinstance(row, Reject)]


def texts(*inputs: Path | str, fields: Any = None) -> list[str]:
    return [record.article.text for record in taken(*inputs, fields=fields)[0]]


def jsonl(path: Path, *rows: Any) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def parquet(path: Path, **columns: Any) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path)
    return path


def comma_separated() -> bytes:
    return (",".join(ROW) + "\n" + ",".join(f'"{value}"' for value in ROW.values()) + "\n").encode()


KINDS: dict[str, Callable[[Path], Any]] = {
    "a.jsonl": lambda path: jsonl(path, ROW),
    "a.ndjson": lambda path: jsonl(path, "", ROW, "   "),
    "a.jsonl.gz": lambda path: path.write_bytes(gzip.compress(json.dumps(ROW).encode())),
    "a.jsonl.zst": lambda path: path.write_bytes(zstandard.compress(json.dumps(ROW).encode())),
    "gzip_by_its_bytes.jsonl": lambda path: path.write_bytes(gzip.compress(json.dumps(ROW).encode())),
    "a.json": lambda path: path.write_text(json.dumps([ROW], indent=2)),
    "one.json": lambda path: path.write_text(json.dumps(ROW, indent=2)),
    "lines.json": lambda path: jsonl(path, ROW, ""),
    "a.csv": lambda path: path.write_bytes(comma_separated()),
    "a.csv.gz": lambda path: path.write_bytes(gzip.compress(comma_separated())),
    "semicolons.csv": lambda path: path.write_text(";".join(ROW) + "\r\n" + ";".join(ROW.values()) + "\r\n"),
    "a.tsv": lambda path: path.write_text("\t".join(ROW) + "\r\n" + "\t".join(ROW.values()) + "\r\n"),
    "a.parquet": lambda path: parquet(path, **{key: [value] for key, value in ROW.items()}),
    "bom.jsonl": lambda path: path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode()),
    "bom.csv": lambda path: path.write_bytes(b"\xef\xbb\xbf" + comma_separated()),
    "utf16.jsonl": lambda path: path.write_bytes((json.dumps(ROW, ensure_ascii=False) + "\n").encode("utf-16")),
    "utf16.csv": lambda path: path.write_bytes(comma_separated().decode().encode("utf-16")),
    "utf32.jsonl": lambda path: path.write_bytes(json.dumps(ROW, ensure_ascii=False).encode("utf-32")),
    "no_ending": lambda path: jsonl(path, "", ROW),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_gives_the_same_article(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    KINDS[name](path)
    (record,), rejects = taken(path)
    assert rejects == []
    article = record.article
    assert (article.id, article.text, article.title, article.source, article.published) == tuple(ROW.values())
    assert article.origin is not None
    assert article.origin.file == str(path)
    assert dict(record.record) == ROW


def test_origins_count_lines_and_rows_from_one(tmp_path: Path) -> None:
    lines = jsonl(tmp_path / "a.jsonl", "", {"text": "a"}, "", {"text": "b"})
    assert [record.line for record in taken(lines)[0]] == [2, 4]
    table = tmp_path / "a.csv"
    table.write_text('text,id\n"one\ntwo",1\n\nlast,2\n')
    assert [record.line for record in taken(table)[0]] == [2, 5]
    array = tmp_path / "a.json"
    array.write_text(json.dumps([{"text": "a"}, 3, {"text": "b"}]))
    records, (reject,) = taken(array)
    assert [record.line for record in records] == [1, 3]
    assert (reject.line, "found a number" in reject.reason) == (2, True)


# Folders


def test_a_folder_stands_for_its_text_files_by_path(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.txt").write_bytes(b"two\r\nlines")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "z.md.gz").write_bytes(gzip.compress(b"three"))
    (tmp_path / ".hidden.txt").write_text("not read")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("not read")
    (tmp_path / "README.md").write_text("not read")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    jsonl(tmp_path / "gold.jsonl", {"file": "a.txt"})
    records, rejects = taken(tmp_path)
    assert [(record.article.id, record.article.text) for record in records] == [
        ("a.txt", "one"),
        ("inner/b.txt", "two\r\nlines"),
        ("z.md.gz", "three"),
    ]
    assert records[1].record == {"id": "inner/b.txt", "text": "two\r\nlines"}
    assert rejects == []


def test_a_folder_without_text_files_gives_its_data_files(tmp_path: Path) -> None:
    jsonl(tmp_path / "b.jsonl", {"text": "b"})
    jsonl(tmp_path / "a.jsonl", {"text": "a"})
    (tmp_path / "readme.txt").write_text("about the data")
    (tmp_path / "sources.csv").write_text("source,country\nx,y\n" * 3)
    records, (reject,) = taken(tmp_path)
    assert [record.article.text for record in records] == ["a", "b"]
    assert reject.file.endswith("sources.csv")
    assert "no field 'text'" in reject.reason


def test_a_single_text_file_takes_its_name_as_id(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffŽivot\r\n".encode())
    (record,), _ = taken(path, fields={"text": "body"})
    assert (record.article.id, record.article.text, record.line) == ("a.txt", "Život\r\n", None)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse names that are not Unicode")
def test_a_file_name_that_is_not_utf8_can_be_reported(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("x")
    (record,), _ = taken(tmp_path)
    assert record.article.id == "caf\\xe9.txt"


# Records that are none


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{broken", "not valid JSON"),
        ('["a"]', "found a list"),
        ('{"id": "a"}', "no field 'text' for the text; there are: id"),
        ('{"Text": "a"}', "did you mean Text?"),
        ('{"text_": "a"}', "did you mean text_?"),
        ('{"text": ""}', "the field is empty"),
        ('{"text": " \\n "}', "the field is empty"),
        ('{"text": null}', "the field is empty"),
        ('{"text": 5}', "found a number"),
        ('{"text": "\\ud800"}', "not valid JSON"),
        ('{"text": "a\\u0000b"}', "NUL character at 1"),
        ('{"text": "x", "title": ["a"]}', "field 'title' must be a string; found a list"),
        ('{"text": "x", "source": {"name": "a"}}', "field 'source'"),
        ('{"text": "x", "id": {}}', "field 'id'"),
        ('{"text": "x", "id": 1.5}', "field 'id'"),
        ('{"text": "x", "id": "' + "i" * 501 + '"}', "501 characters"),
        ('{"text": "x", "published": true}', "field 'published'"),
        ("[" * 5000, "not valid JSON"),
    ],
)
def test_a_broken_record_is_one_reject_and_the_run_goes_on(row: str, reason: str, tmp_path: Path) -> None:
    records, (reject,) = taken(jsonl(tmp_path / "a.jsonl", {"text": "before"}, row, {"text": "after"}))
    assert [record.article.text for record in records] == ["before", "after"]
    assert (reject.file, reject.line) == (str(tmp_path / "a.jsonl"), 2)
    assert reason in reject.reason
    assert 0 < len(reject.to_json()["excerpt"]) <= 200


def test_wrong_encoding_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "ok"}\n{"text": "caf\xe9"}\n')
    records, (reject,) = taken(path)
    assert len(records) == 1
    assert "byte 0xe9 at offset 28" in reject.reason
    assert "caf\ufffd" in reject.excerpt
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    assert "byte 0xe9 at offset 3" in taken(tmp_path / "b.txt")[1][0].reason


def test_a_record_over_the_limit_is_skipped(tmp_path: Path) -> None:
    long = "x" * (MAX_RECORD_BYTES + 10)
    records, (reject,) = taken(jsonl(tmp_path / "a.jsonl", {"text": long}, {"text": "after"}))
    assert [record.article.text for record in records] == ["after"]
    assert (reject.line, reject.reason) == (1, "the line is over 5 MB")
    (tmp_path / "b.txt").write_text(long)
    assert taken(tmp_path / "b.txt")[1][0].reason == "the file is over 5 MB"
    (tmp_path / "c.csv").write_text(f'id,text\n1,"{long}"\n2,after\n')
    records, (reject,) = taken(tmp_path / "c.csv")
    assert [record.article.text for record in records] == ["after"]
    assert (reject.line, "over 5 MB" in reject.reason) == (2, True)
    accents = "é" * (MAX_RECORD_BYTES // 2 + 1)  # few characters, many bytes
    (reject, *_) = taken(parquet(tmp_path / "d.parquet", text=[accents, "after"]))[1]
    assert (reject.line, reject.reason) == (1, "the text is over 5 MB")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_memory_does_not_grow_with_a_line(name: str, tmp_path: Path) -> None:
    whole = b'{"text": "' + b"x" * 80_000_000 + b'"}\n{"text": "after"}\n'
    if name.endswith(".gz"):
        whole = gzip.compress(whole, 1)
    elif name.endswith(".zst"):
        whole = zstandard.compress(whole)
    (tmp_path / name).write_bytes(whole)
    del whole
    tracemalloc.start()
    try:
        assert texts(tmp_path / name) == ["after"]
        assert tracemalloc.get_traced_memory()[1] < 45_000_000
    finally:
        tracemalloc.stop()


# Tables


def test_csv_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,text\n1,"two\nlines, ""and"" more"\n2,a,b\n3\n4,caf\xe9\n5,last\n')
    records, rejects = taken(path)
    assert [(record.article.id, record.article.text) for record in records] == [
        ("1", 'two\nlines, "and" more'),
        ("5", "last"),
    ]
    assert [reject.line for reject in rejects] == [4, 5, 6]
    assert "3 fields; the first row names 2" in rejects[0].reason
    assert "byte 0xe9 at offset" in rejects[2].reason


def test_a_stray_quote_does_not_glue_articles_together(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"He said "hi" there"\n2,fine\n3,"never closed\n4,lost\n')
    records, rejects = taken(path)
    assert [record.article.text for record in records] == ["fine"]
    assert [(reject.line, reject.reason) for reject in rejects] == [
        (2, "a quotation mark stands inside a quoted field; there it must be doubled"),
        (4, "a quoted field is not closed before the end of the file"),
    ]


def test_a_table_that_names_no_text_is_an_error_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1,some text\n2,more\n")
    with pytest.raises(InputError, match=r"a\.csv: no field 'text'.*\(the first row must name the fields"):
        read([str(path)])
    with pytest.raises(InputError, match=r"did you mean texts\?"):
        read([str(parquet(tmp_path / "a.parquet", texts=["x"]))])
    assert texts(path, fields={"text": "some text"}) == ["more"]


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"", "empty"), (b"text,text\na,b\n", "names text twice"), (b"," * 20_000, "20,001 fields")]
)
def test_a_table_without_usable_header_is_one_reject(raw: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(raw)
    records, (reject,) = taken(tmp_path / "a.csv")
    assert records == []
    assert reason in reject.reason


def test_parquet_values_become_plain_data(tmp_path: Path) -> None:
    import pyarrow as pa

    moment = datetime.datetime(2022, 2, 9, 8, 38, tzinfo=datetime.UTC)
    path = parquet(
        tmp_path / "a.parquet",
        text=["a", "b"],
        published=pa.array([moment, None], pa.timestamp("ns", "UTC")),
        day=pa.array([moment.date(), None]),
        score=[0.5, float("nan")],
        tags=[["x"], None],
        raw=[b"\xff", b"ok"],
    )
    (first, second), rejects = taken(path)
    assert rejects == []
    assert first.article.published == "2022-02-09T08:38:00+00:00"
    assert first.record["day"] == "2022-02-09"
    assert (first.record["tags"], first.record["raw"], second.record["raw"]) == (["x"], "ff", "ok")
    assert (second.article.published, second.record["score"], second.line) == (None, None, 2)
    json.dumps([dict(first.record), dict(second.record)], allow_nan=False)


def test_one_parquet_cell_that_is_not_utf8_costs_one_row(tmp_path: Path) -> None:
    import pyarrow as pa

    column = pa.array([b"a", b"caf\xe9", b"c"], pa.binary()).view(pa.string())
    records, (reject,) = taken(parquet(tmp_path / "a.parquet", text=column))
    assert [record.article.text for record in records] == ["a", "c"]
    assert reject.line == 2


@given(st.recursive(st.none() | st.floats() | st.integers() | st.binary() | st.dates() | st.times(), st.lists))
def test_plain_data_is_json(value: Any) -> None:
    json.dumps(plain(value), allow_nan=False)


# Damage


@pytest.mark.parametrize(
    ("name", "reason"), [("a.jsonl.gz", "cut off"), ("a.jsonl.zst", "cut off"), ("a.csv.gz", "cut off")]
)
def test_what_stands_before_the_damage_is_kept(name: str, reason: str, tmp_path: Path) -> None:
    rng = random.Random(1)
    rows = [{"text": "".join(rng.choices("abcdefghijklmnop", k=400))} for _ in range(2000)]
    whole = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if "csv" in name:
        whole = b"text\n" + b"".join(row["text"].encode() + b"\n" for row in rows)
    packed = gzip.compress(whole) if name.endswith("gz") else zstandard.compress(whole)
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    records, rejects = taken(tmp_path / name)
    assert [record.article.text for record in records] == [row["text"] for row in rows[: len(records)]]
    assert 500 < len(records) < 1500
    assert reason in rejects[-1].reason
    assert rejects[-1].line == (records[-1].line or 0) + len(rejects)


def test_zstandard_frames_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    frames = [zstandard.compress(json.dumps({"text": text}).encode() + b"\n") for text in "ab"]
    (tmp_path / "a.jsonl.zst").write_bytes(b"".join(frames))
    assert texts(tmp_path / "a.jsonl.zst") == ["a", "b"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_one_reject(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"no archive at all")
    other = jsonl(tmp_path / "b.jsonl", {"text": "read"})
    records, (reject,) = taken(tmp_path / name, other)
    assert [record.article.text for record in records] == ["read"]
    assert (reject.file, reject.line) == (str(tmp_path / name), None)
    assert "damaged" in reject.reason


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from([*KINDS, "a.txt", "a.txt.zst"]),
    raw=st.binary(max_size=400) | st.text('{}[]",:;\\\r\n\0text1é\ud7ff', max_size=80).map(str.encode),
    keep=st.integers(0, 200),
)
def test_no_bytes_end_in_a_traceback(name: str, raw: bytes, keep: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        if name in KINDS:
            KINDS[name](path)
        path.write_bytes((path.read_bytes()[:keep] if name in KINDS else b"") + raw)
        try:
            rows = list(read([str(path)]))
        except InputError:
            return
        for row in rows:
            if isinstance(row, Reject):
                json.dumps(row.to_json(), ensure_ascii=False).encode("utf-8")
                assert row.reason
                assert len(row.excerpt) <= 200
            else:
                assert row.article.text.strip()
                json.dumps(row.record, ensure_ascii=False, allow_nan=False).encode("utf-8")


# Names of fields


def test_a_record_of_countless_fields_is_told_off_at_once(tmp_path: Path) -> None:
    row = {f"name{number}": 0 for number in range(200_000)}
    _, (reject,) = taken(jsonl(tmp_path / "a.jsonl", row))
    assert len(reject.reason) < 500


def test_other_names_are_mapped(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"body": "x", "nr": 7, "outlet": {"name": "The Herald"}},
        {"content": "y", "body": "", "outlet.name": "flat"},
        {"text": "z"},
    )
    fields = {"text": ("content", "body"), "id": "nr", "source": "outlet.name"}
    records, (reject,) = taken(path, fields=fields)
    assert [record.article.text for record in records] == ["x", "y"]
    assert [record.article.source for record in records] == ["The Herald", "flat"]
    assert records[0].article.id == "7"
    assert records[1].article.id.startswith("sha256-")
    assert "no field 'content' or 'body'" in reject.reason


def test_numbers_and_blanks_in_metadata(tmp_path: Path) -> None:
    row = {"id": "", "text": "x", "title": 1984, "published": 1644393480, "source": None, "url": " "}
    (record,), _ = taken(jsonl(tmp_path / "a.jsonl", row))
    article = record.article
    assert (article.title, article.published, article.source, article.url) == ("1984", 1644393480, None, None)
    assert record.record == row


# Inputs that cannot be opened


def test_an_input_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    jsonl(tmp_path / "articles.jsonl", {"text": "x"})
    with pytest.raises(InputError, match=r"did you mean articles\.jsonl\?"):
        read([str(tmp_path / "artcles.jsonl")])
    (tmp_path / "corpus").mkdir()
    with pytest.raises(InputError, match=r"did you mean corpus\?"):
        read([str(tmp_path / "corpsu" / "a.jsonl")])
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputError, match=r"\.pdf are not read; allowed: \.txt"):
        read([str(tmp_path / "a.pdf")])
    with pytest.raises(InputError, match="holds no article; it is empty"):
        read([str(tmp_path / "corpus")])
    (tmp_path / "corpus" / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputError, match=r"holds no article; endings found: \.pdf"):
        read([str(tmp_path / "corpus")])
    with pytest.raises(InputError, match="no such file"):
        read(["a\0b.txt"])
    with pytest.raises(InputError, match="named twice"):
        read(["-", "-"])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", {"text": "x"})
    path.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read([str(path)])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', [("a", 1), ("b", 2)]),
        (b'\n \n{"text": "a"}\n', [("a", 3)]),
        (b"Plain text.\nMore.", [("Plain text.\nMore.", None)]),
        (b"  {not JSON\n", []),
        (b"", []),
        (b" " * 200_000, []),
        (gzip.compress(b'{"text": "a"}'), [("a", 1)]),
    ],
)
def test_standard_input(raw: bytes, expected: list[tuple[str, int | None]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    records, rejects = taken("-")
    assert [(record.article.text, record.line) for record in records] == expected
    assert len(rejects) == (0 if expected else 1)
    assert all(reject.file == "-" for reject in rejects)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="needs /dev/fd")
def test_an_open_pipe_can_be_named_as_a_file() -> None:
    outlet, inlet = os.pipe()
    os.write(inlet, b'{"text": "a"}\n')
    os.close(inlet)
    try:
        assert texts(f"/dev/fd/{outlet}") == ["a"]
    finally:
        os.close(outlet)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe, John Roe; Anna  Poe & Ivo Roe", ("Jane Doe", "John Roe", "Anna Poe", "Ivo Roe")),
        (["Jane Doe", {"name": "Doe, John"}, {"@id": "x"}, "Jane Doe"], ("Jane Doe", "Doe, John")),
        ({"name": "Jane Doe"}, ("Jane Doe",)),
        ([], ()),
        (None, ()),
        ("Jane Doe ,  and John Roe | Ivo Roe\n\nAnna Poe", ("Jane Doe", "John Roe", "Ivo Roe", "Anna Poe")),
        ("x," * 100_000, ("x",)),
    ],
)
def test_authors_are_read_from_a_string_a_list_or_objects(listed: object, names: tuple[str, ...]) -> None:
    assert FieldNames({}).article({"text": "The harbour opened.", "authors": listed}, None).authors == names


@pytest.mark.parametrize("fill", [" ", "\n", ", ", "a and "])
def test_hostile_authors_take_linear_time(fill: str) -> None:
    listed = [fill * 5_000] * 200
    began = time.process_time()
    assert len(FieldNames({}).article({"text": "The harbour opened.", "authors": listed}, None).authors) <= 1
    assert time.process_time() - began < 5  # it took 23 s once, with blanks


@pytest.mark.parametrize("listed", [5, [["Jane Doe"]], {"name": 5}, ["Jane\0"]])
def test_authors_of_another_kind_are_told(listed: object) -> None:
    with pytest.raises(Unfit, match="authors"):
        FieldNames({}).article({"text": "The harbour opened.", "authors": listed}, None)
