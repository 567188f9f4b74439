"""The desk as an ASGI application: its addresses, and the run it is about.

The run is the one it was started with, until an editor goes on to a later one; then it is that one for everybody, and
a form from a page of the run before keeps nothing and says so.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from auditor.server.review import pages
from auditor.server.review.desk import Desk
from auditor.server.review.security import Guard, Seal
from auditor.server.review.standing import Standing
from auditor.server.review.wishes import FormError
from auditor.store import runs
from auditor.store.database import Store
from auditor.store.decisions import Conflict
from auditor.store.errors import StoreError
from auditor.store.records import Run

Page = Callable[[Desk, Request, Mapping[str, str]], Response]

LOOK: Mapping[str, Page] = {
    "/": Desk.home,
    "/queue": Desk.queue,
    "/bulk": Desk.bulk,
    "/rules": Desk.rules,
    "/log": Desk.log,
    "/rate": Desk.rate,
    "/finding/{fingerprint}": Desk.finding,
}
DO: Mapping[str, Page] = {
    "/decide": Desk.decide,
    "/bulk": Desk.decide_all,
    "/undo": Desk.undo,
    "/name": Desk.name,
    "/keep": Desk.keep,
    "/rate": Desk.keep_rating,
}


class Front:
    """Takes every request to the desk of the run at hand."""

    def __init__(self, store: Store, run: Run, who: str, *, today: Callable[[], datetime.date], floor: float) -> None:
        self._store, self._who, self._floor = store, who, floor
        self._standing = Standing(store, today)
        self._seal = Seal()
        self._lock = threading.Lock()
        self._desk = self._desk_of(run)

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            *(Route(path, self._looking(page), methods=["GET"]) for path, page in LOOK.items()),
            *(Route(path, self._doing(page), methods=["POST"]) for path, page in DO.items()),
            Route("/later", self._doing(self._go_on, of_any_run=True), methods=["POST"]),
        ]

    def _desk_of(self, run: Run) -> Desk:
        return Desk(self._store, run, self._who, standing=self._standing, seal=self._seal, floor=self._floor)

    def _looking(self, page: Page) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            return await self._answer(self._desk, page, request, {})

        return endpoint

    def _doing(self, page: Page, *, of_any_run: bool = False) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            desk = self._desk
            body = (await request.body()).decode("utf-8", "replace")
            form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=60))
            if not self._seal.holds(request, form):
                return desk.told(request, 403, "This form is from another session; go back and load the page again.")
            if not of_any_run and form.get("run", str(desk.run.id)) != str(desk.run.id):
                said = f"Not kept. The desk has gone on to the run {desk.run.name}; this form was about an earlier one."
                return desk.told(request, 409, said)
            return await self._answer(desk, page, request, form)

        return endpoint

    async def _answer(self, desk: Desk, page: Page, request: Request, form: Mapping[str, str]) -> Response:
        try:
            return await run_in_threadpool(page, desk, request, form)
        except FormError as error:
            return desk.told(request, 400, str(error))
        except StoreError as error:
            return desk.told(request, 409 if isinstance(error, Conflict) else 503, str(error))

    def _go_on(self, desk: Desk, request: Request, form: Mapping[str, str]) -> Response:
        """Go on to the newest run, for everybody at the desk."""
        with self._lock:
            newest = runs.latest(self._store)
            if newest is not None and newest.id > self._desk.run.id:
                self._desk = self._desk_of(newest)
        return RedirectResponse("/", 303)


def application(
    store: Store,
    run: Run,
    *,
    who: str,
    token: str | None = None,
    floor: float = 0.0,
    today: Callable[[], datetime.date] = lambda: datetime.datetime.now(datetime.UTC).date(),
) -> ASGIApp:
    """Return the desk, to begin with for one run of a store.

    `token`: what every visitor has to show; None on this machine alone. `floor`: the precision below which a run takes
    a rule for a preview.
    """
    front = Front(store, run, who, today=today, floor=floor)
    return Guard(Starlette(routes=front.routes()), token=token, policy=pages.policy())
