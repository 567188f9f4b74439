"""Parquet data sets at an address: the same findings as from a file here, results that are whole or not there."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor import api, remote
from auditor.config import load
from auditor.intake import InputError
from auditor.remote import RemoteError, is_remote, shown
from tests.test_store import BODY, TODAY, record

fsspec = pytest.importorskip("fsspec", reason="needs the extra `remote`")

ROWS = [record(number, BODY + f" It sat for {number + 2} hours.") for number in range(7)]


@pytest.fixture
def files() -> Iterator[Any]:
    files = fsspec.filesystem("memory")
    yield files
    for path in files.ls("/", detail=False):
        files.rm(path, recursive=True)


def put(files: Any, path: str, rows: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    files.pipe_file(path, sink.getvalue())


def data_set(files: Any) -> None:
    put(files, "/day/part-00000.parquet", ROWS[:4])
    put(files, "/day/more/part-00001.parquet", ROWS[4:])
    put(files, "/day/_temporary/part-00002.parquet", ROWS[:1])
    files.pipe_file("/day/_SUCCESS", b"")


def test_a_data_set_is_read_and_written_at_addresses(files: Any, tmp_path: Path) -> None:
    data_set(files)
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS[4:] + ROWS[:4]))
    config = load(overrides={"formats": ["jsonl", "parquet"], "jobs": 1})
    here = api.run([str(tmp_path / "rows.jsonl")], tmp_path / "out", config, today=TODAY)
    there = api.run(["memory://day"], "memory://audits/first", config, today=TODAY)
    assert (there.summary.articles, there.summary.rejected) == (here.summary.articles, 0) == (7, 0)
    assert there.directory == "memory://audits/first"
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert sorted(path.rpartition("/")[2] for path in files.ls("/audits/first", detail=False)) == names
    assert files.cat_file("/audits/first/findings.jsonl") == (tmp_path / "out" / "findings.jsonl").read_bytes()
    assert api.run(["memory://day/*.parquet"], tmp_path / "some", config, today=TODAY).summary.articles == 4
    with pytest.raises(InputError, match=r"memory:///audits/first/articles\.parquet: no field 'text' for the text"):
        api.run(["memory://audits/first/articles.parquet"], tmp_path / "none", config)


def test_the_file_that_tells_that_all_are_there_comes_last(
    files: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("run.json", "articles.jsonl"):
        (tmp_path / name).write_text("new")
        files.pipe_file(f"/out/{name}", b"old")
    put_file = type(files).put_file

    def breaks(self: Any, here: str, there: str, **more: Any) -> None:
        assert not self.exists("/out/run.json")
        if there.endswith("articles.jsonl"):
            raise OSError("the line is down")
        put_file(self, here, there, **more)

    monkeypatch.setattr(type(files), "put_file", breaks)
    with pytest.raises(RemoteError, match="memory://out: cannot be written: the line is down"):
        remote.send(tmp_path, "memory://out", last="run.json")
    monkeypatch.undo()
    remote.send(tmp_path, "memory://out", last="run.json")
    assert files.cat_file("/out/run.json") == b"new"


def test_what_cannot_be_read_is_told(files: Any, tmp_path: Path) -> None:
    files.pipe_file("/day/notes.txt", b"x")
    with pytest.raises(InputError, match=r"memory://day: no Parquet file there; 1 other files; allowed: \.parquet"):
        api.run(["memory://day"], tmp_path / "out")
    with pytest.raises(InputError, match="no Parquet file there"):
        api.run(["memory://absent"], tmp_path / "out")
    with pytest.raises(InputError, match="nosuch://a: cannot be used"):
        api.run(["nosuch://a"], tmp_path / "out")
    with pytest.raises(RemoteError, match="nosuch://a: cannot be used"):
        api.run([str(tmp_path)], "nosuch://a")
    files.pipe_file("/day/part.parquet", b"PAR1 broken")
    result = api.run(["memory://day"], tmp_path / "out", load(overrides={"formats": ["jsonl"], "jobs": 1}))
    assert (result.summary.articles, result.summary.rejected) == (0, 1)


def test_secrets_of_an_address_are_not_shown() -> None:
    assert shown("s3://key:secret@bucket/day?token=x") == "s3://bucket/day"
    assert is_remote("s3://bucket")
    assert is_remote("simplecache::s3://bucket")
    assert not is_remote("C:/day")
    assert not is_remote("day/s3://x")
