"""Takes the pictures in README: the report of the sample, and the desk over the same articles.

    python -m tests.pictures

writes them into `reports/seeds`.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from auditor import api
from auditor.config import load
from auditor.server.review.app import application
from auditor.store import decisions, runs
from auditor.store.database import Store
from auditor.store.decisions import Wish
from tests.browser import chromium
from tests.desk import listening

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "seeds"
NOW = datetime.datetime(2026, 11, 1, 3, 0, tzinfo=datetime.UTC)
SIZE: ViewportSize = {"width": 1280, "height": 860}


def take(browser: Browser, into: Path, scratch: Path) -> list[Path]:
    """Write `report.png` and `desk.png`, and return them."""
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    page.goto((SAMPLE / "report.html").as_uri())
    made = [into / "report.png"]
    page.screenshot(path=made[0], clip={"x": 0, "y": 0, "width": SIZE["width"], "height": 860})
    store = scratch / "auditor.db"
    config = load(overrides={"formats": ["jsonl"], "jobs": 1})
    api.run([str(ROOT / "seeds")], scratch / "seeds", config, store=str(store), today=NOW.date(), now=NOW)
    with Store.open(store) as opened:
        newest = runs.latest(opened)
        assert newest is not None
        first = next(runs.articles(opened, newest.id))
        for finding in first.findings[:3]:
            wish = Wish(kind="confirm", who="mk", fingerprint=finding.fingerprint, rule=finding.rule)
            decisions.append(opened, wish, now=NOW)
        with listening(application(opened, newest, who="mk", today=NOW.date)) as address:
            page.goto(f"{address}/queue?status=open&family=contradictions")
            page.evaluate("scrollTo(0, 0)")
            made.append(into / "desk.png")
            page.screenshot(path=made[1])
    page.close()
    return made


if __name__ == "__main__":
    with chromium() as started, tempfile.TemporaryDirectory() as folder:
        for picture in take(started, SAMPLE, Path(folder)):
            sys.stdout.write(f"{picture}\n")
