"""The gate behind HTTP: answers, limits, overload, lost workers, a graceful end; by a real server and real sockets."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.config import ConfigError, load
from auditor.server.service.limits import Limits
from auditor.server.service.serve import loopback, serve
from tests.doors import INGEST, Answer, background
from tests.test_doors import STORY, expected, records

__all__ = ["expected", "records"]  # fixtures


class Server:
    """A running service."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            given = {"content-type": "application/json"} if headers is None else headers
            connection.request(method, path, raw, given)
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def post(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        status, _, raw = self.ask("POST", path, body, {"content-type": "application/json", **headers})
        return status, json.loads(raw)

    def metrics(self) -> dict[str, float]:
        _, _, page = self.ask("GET", "/metrics")
        return {name: float(value) for name, value in re.findall(r"^([^#\s]\S*) (\S+)$", page.decode(), re.MULTILINE)}


def started(*args: object, **env: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "auditor", "serve", "--port", "0", *map(str, args)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, **env})


def listening(process: subprocess.Popen[bytes]) -> Server:
    assert process.stderr is not None
    line = process.stderr.readline().decode()
    found = re.search(r"serving at http://127\.0\.0\.1:(\d+)", line)
    assert found, line
    return Server(process, int(found[1]))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    limits = ("--workers", 1, "--queue", 2, "--wait", 20, "--max-body", 300_000)
    with background(started("--suite", INGEST, *limits)) as process:
        yield listening(process)


@pytest.fixture(scope="module")
def openapi(server: Server) -> dict[str, Any]:
    status, _, raw = server.ask("GET", "/openapi.json")
    assert status == 200
    document: dict[str, Any] = json.loads(raw)
    return document


def valid(value: Any, name: str, openapi: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", **openapi}).validate(value)


def test_the_service_gives_the_verdicts_of_every_other_door(
    server: Server, openapi: dict[str, Any], records: list[dict[str, Any]], expected: dict[str, Answer]
) -> None:
    for record in records:
        status, said = server.post("/v1/audit", record)
        assert status == 200
        valid(said, "Answer", openapi)
        answer = Answer(
            said["accepted"], tuple(item["expectation"] for item in said["failed"]), said["verdict"], said["score"]
        )
        assert answer == expected[record["id"]], record["id"]
    status, batch = server.post("/v1/batch", {"articles": [*records, {"text": ""}, 7]})
    assert status == 200
    assert [item.get("id") for item in batch["results"]] == [*(record["id"] for record in records), None, None]
    assert batch["results"][-2] == {"error": "no text: the field is empty"}
    assert "found a number" in batch["results"][-1]["error"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "said"),
    [
        (b"{", {}, 400, "not valid JSON"),
        (b"[" * 100_000, {}, 400, "not valid JSON"),
        (b'{"text": "\xff"}', {}, 400, "not valid JSON"),
        ([1], {}, 422, "one object"),
        ({"body": "x"}, {}, 422, "no field 'text'"),
        ({"text": 7}, {}, 422, "must be a string"),
        ({"text": "x\0"}, {}, 422, "NUL"),
        ({"text": "x", "more": json.loads("[" * 200 + "]" * 200)}, {}, 422, "nested deeper"),
        ({"text": "x", "more": json.loads("[" * 600 + "]" * 600)}, {}, 422, "nested too deep"),
        (b"{}", {"content-type": "text/plain"}, 415, "application/json"),
        (b"{}", {"content-encoding": "gzip"}, 415, "compressed"),
        (b'"' + b"x" * 300_001 + b'"', {}, 413, "over 300,000 bytes"),
    ],
)
def test_what_cannot_be_served_is_told(
    server: Server, openapi: dict[str, Any], body: Any, headers: dict[str, str], status: int, said: str
) -> None:
    got, answer = server.post("/v1/audit", body, **headers)
    assert got == status
    assert said in answer["error"]
    valid(answer, "Error", openapi)


def test_too_many_articles_in_one_request(server: Server) -> None:
    status, answer = server.post("/v1/batch", {"articles": [{"text": "x"}] * 101})
    assert (status, "allowed in one request: 100" in answer["error"]) == (413, True)


def test_a_body_without_a_length_is_cut_at_the_limit(server: Server) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 10_000

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("POST", "/v1/audit", pieces(), {"content-type": "application/json"}, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


def test_a_body_without_end_is_not_heard_out(server: Server) -> None:
    """The sender is cut off, whether or not it still hears why."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as client:
        client.sendall(
            b"POST /v1/audit HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b"transfer-encoding: chunked\r\n\r\n"
        )
        sent = 0
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while sent < 100_000_000:
                client.sendall(b"2710\r\n" + b" " * 10_000 + b"\r\n")
                sent += 10_000
    assert sent < 100_000_000
    assert server.ask("GET", "/healthz")[0] == 200


def test_unknown_paths_and_methods(server: Server) -> None:
    assert server.ask("GET", "/v1/audit")[0] == 405
    assert server.ask("GET", "/../../etc/passwd")[0] == 404
    assert json.loads(server.ask("GET", "/none")[2]) == {"error": "Not Found"}


def test_metrics_count_what_was_done_and_hold_nothing_from_outside(server: Server) -> None:
    before = server.metrics()
    server.post("/v1/audit", {"text": STORY, "id": 'x"} 1\ninjected 1'})
    server.post("/v1/audit", {"text": ""})
    after = server.metrics()
    name = 'auditor_articles_total{accepted="false",verdict="accept"}'
    assert after[name] == before.get(name, 0) + 1  # undated, so the suite keeps it back
    assert after["auditor_refused_total"] == before.get("auditor_refused_total", 0) + 1
    assert after["auditor_workers"] == 1
    assert after["auditor_requests_under_way"] == 0
    assert after['auditor_article_seconds_bucket{le="+Inf"}'] == after["auditor_article_seconds_count"]
    assert not any("injected" in key for key in after)


def test_health_and_readiness(server: Server) -> None:
    status, headers, body = server.ask("GET", "/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers
    assert server.ask("GET", "/readyz")[0] == 200


def test_four_times_its_capacity_gets_429_and_the_service_lives_on(server: Server) -> None:
    """One worker and two places: of twelve at once some are served, the others are told to come again."""
    body = {"text": " ".join([STORY] * 60)}
    with ThreadPoolExecutor(12) as clients:
        answers = list(clients.map(lambda _: server.ask("POST", "/v1/audit", body), range(12)))
    statuses = [status for status, _, _ in answers]
    assert set(statuses) == {200, 429}
    assert statuses.count(200) >= 3
    assert all(headers["retry-after"] == "1" for status, headers, _ in answers if status == 429)
    assert server.post("/v1/audit", {"text": STORY})[0] == 200
    assert server.metrics()["auditor_busy_total"] >= statuses.count(429)


def test_a_client_that_leaves_frees_its_place(server: Server) -> None:
    body = json.dumps({"text": " ".join([STORY] * 60)}).encode()
    for _ in range(6):
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            head = ["POST /v1/audit HTTP/1.1", "host: x", "content-type: application/json"]
            head += [f"content-length: {len(body)}", "", ""]
            client.sendall("\r\n".join(head).encode() + body[: len(body) // 2])
    deadline = time.monotonic() + 30
    while server.metrics()["auditor_requests_under_way"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert server.post("/v1/audit", {"text": STORY})[0] == 200


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the worker under /proc")
def test_a_worker_that_dies_is_replaced(server: Server) -> None:
    (worker,) = workers_of(server.process.pid)
    os.kill(worker, signal.SIGKILL)
    status, said = server.post("/v1/audit", {"text": STORY})
    assert (status, said["error"]) == (500, "the process that audited this article died")
    assert server.post("/v1/audit", {"text": STORY})[0] == 200
    assert workers_of(server.process.pid) != [worker]
    assert server.metrics()["auditor_workers_lost_total"] >= 1


def workers_of(parent: int) -> list[int]:
    """Return the processes that audit below `parent`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"spawn_main" in command:
            found.append(int(path.parent.name))
    return found


def test_it_ends_gracefully_and_answers_what_is_under_way() -> None:
    with background(started("--workers", 1)) as process:
        server = listening(process)
        answers: list[int] = []
        body = {"text": " ".join([STORY] * 300)}
        client = threading.Thread(target=lambda: answers.append(server.post("/v1/audit", body)[0]))
        client.start()
        while not server.metrics()["auditor_requests_under_way"]:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        client.join(60)
        assert answers == [200]
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", server.port), timeout=5)


def test_a_token_is_demanded_where_one_is_set_and_never_told() -> None:
    with background(started("--workers", 1, AUDITOR_TOKEN="s3cret")) as process:
        server = listening(process)
        assert server.post("/v1/audit", {"text": STORY})[0] == 401
        assert server.ask("GET", "/metrics")[0] == 401
        assert server.ask("GET", "/healthz")[0] == 200
        for wrong in ("Bearer", "Bearer wrong", "s3cret", "Basic s3cret", "Bearer s3cret\xe9"):
            assert server.post("/v1/audit", {"text": STORY}, authorization=wrong)[0] == 401
        assert server.post("/v1/audit", {"text": STORY}, authorization="Bearer s3cret")[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert b"s3cret" not in process.stderr.read()


def test_beyond_this_machine_a_token_is_needed() -> None:
    with pytest.raises(ConfigError, match="AUDITOR_TOKEN"):
        serve(load(), None, Limits(), host="0.0.0.0", port=0)
    assert [loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.org")] == [True] * 3 + [
        False
    ] * 2


def test_mistakes_are_told_before_anything_starts() -> None:
    for args, said in (
        (("--suite", "none.json"), b"none.json"),
        (("--host", "192.0.2.1"), b"AUDITOR_TOKEN"),
        (("--dismissed", "none.jsonl"), b"none.jsonl"),
    ):
        with background(started(*args)) as process:
            assert process.wait(60) == 2
            assert process.stderr is not None
            text = process.stderr.read()
            assert said in text
            assert b"Traceback" not in text
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        background(started("--port", taken.getsockname()[1])) as process,
    ):
        assert process.wait(60) == 2
        assert process.stderr is not None
        assert b"choose another --port" in process.stderr.read()
