"""A stored run of a few invented articles, some of them hostile, and a desk that answers about it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from auditor import api
from auditor.config import load
from auditor.server.review.app import application
from auditor.store import runs
from auditor.store.database import Store

SIGN = "They met on Tuesday, 3 March 2024, in the town hall."
ATTACK = (
    "<script>alert(1)</script></script><img src=x onerror=alert(2)> {{ 7 * 7 }} {% raw %} ${7*7} "
    "<a href=javascript:alert(3)>x</a> \u202eevil\u202c the the\x07 end."
)
ARTICLES: list[dict[str, str]] = [
    {
        "id": "a",
        "source": "Post",
        "title": "A bridge",
        "text": f"The the bridge was closed. {SIGN}\n\nIt it will open.",
    },
    {"id": "b", "source": "Post", "title": "A ferry", "text": f"A ferry ran aground near the the harbour. {SIGN}"},
    {
        "id": "c",
        "source": "Mail",
        "title": "A school",
        "text": "The roof was was safe, the the school said.",
    },
    {"id": "d", "source": "Mail", "title": "Quiet", "text": "Nothing happened in the village this week."},
    {
        "id": '"><script>alert(9)</script>',
        "source": "<img src=x onerror=alert(4)>",
        "title": "</title><script>alert(5)</script>\u202e",
        "text": f"{ATTACK} {SIGN}\n\n" + "x" * 1_000_000 + " of of it.",
    },
]
RULES = ["typos/doubled-word", "contradictions/weekday-date-mismatch"]


def stored(folder: Path, articles: list[dict[str, str]] | None = None, *, name: str = "first") -> Path:
    """Audit the articles into a store in `folder`, and return its file."""
    file = folder / "in.jsonl"
    file.write_text("".join(json.dumps(item) + "\n" for item in articles or ARTICLES))
    config = load(overrides={"select": RULES, "formats": ["html", "jsonl"], "jobs": 1})
    api.run([str(file)], folder / name, config, store=str(folder / "auditor.db"))
    return folder / "auditor.db"


@contextmanager
def desk(file: Path, *, token: str | None = None, who: str = "mk") -> Iterator[ASGIApp]:
    """Yield the desk for the newest run."""
    with Store.open(file) as store:
        run = runs.latest(store)
        assert run is not None
        yield application(store, run, who=who, token=token)


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """Serve an application at a free port, and yield its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the desk did not start")
        thread.join(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


class Editor:
    """Someone at the desk, without a browser."""

    def __init__(self, app: ASGIApp, base: str = "http://127.0.0.1") -> None:
        self.client = TestClient(app, base_url=base, follow_redirects=False)
        self.page = ""
        self.code = 0

    def look(self, path: str) -> str:
        """Open a page."""
        answer = self.client.get(path)
        while answer.status_code == 303:
            answer = self.client.get(answer.headers["location"])
        self.page, self.code = answer.text, answer.status_code
        return self.page

    def send(self, path: str, page: str | None = None, **values: object) -> int:
        """Send a form with the hidden values of a page (default: the one last seen), and follow where it leads."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page or self.page))
        answer = self.client.post(path, data={**hidden, **{name: str(value) for name, value in values.items()}})
        if answer.status_code == 303:
            self.look(answer.headers["location"])
            return 303
        self.page, self.code = answer.text, answer.status_code
        return answer.status_code
