"""Debian's chromium for the tests: one for all of them, without a network beyond this machine."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which(os.environ.get("AUDITOR_CHROMIUM", "chromium")) or ""
expect.set_options(timeout=20_000)  # milliseconds; the machine may be busy

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a running browser; the test is skipped where there is none."""
    if not CHROMIUM:
        pytest.skip("needs chromium (Debian's package, or the path in AUDITOR_CHROMIUM)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A fresh window that notes whatever must not happen: a dialog, a request elsewhere, an error on the page."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(**options)
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.wrong: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("console", lambda line: self.wrong.append(line.text) if line.type == "error" else None)
        self.page.on("popup", lambda popup: self.wrong.append(f"popup: {popup.url}"))
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def left(self, address: str) -> list[str]:
        """Return the requests that went anywhere but to `address`."""
        return [url for url in self.requests if not url.startswith(address)]


def axe(page: Page) -> list[str]:
    """Return what axe-core finds serious or worse on a page; skips where axe-core is not installed.

    It lies in the folder named by AUDITOR_AXE, which `npm install axe-core` has filled.
    """
    file = Path(os.environ.get("AUDITOR_AXE", "/tmp/axe")) / "node_modules" / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("needs axe-core: npm install axe-core, and its folder in AUDITOR_AXE")
    session = page.context.new_cdp_session(page)  # the page's own policy lets no script in, as it should
    session.send("Runtime.evaluate", {"expression": file.read_text(encoding="utf-8")})
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": "axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify("
            "found.violations.map(one => [one.impact, one.id, one.nodes.map(node => node.html.slice(0, 160))])))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    assert "value" in answer["result"], answer
    found = json.loads(answer["result"]["value"])
    return [f"{name}: {nodes[:3]}" for impact, name, nodes in found if impact in ("serious", "critical")]
