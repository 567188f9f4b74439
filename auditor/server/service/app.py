"""The routes of the service, and what a request must be before an article is looked at."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from auditor.config import Config
from auditor.gating import Suite
from auditor.server.service.description import description
from auditor.server.service.limits import Limits
from auditor.server.service.metrics import CONTENT_TYPE, Metrics
from auditor.server.service.workers import BusyError, LostError, Workers

_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
_RETRY_SECONDS = "1"
_HEARD_OUT = 1_000_000
"""Bytes beyond the limit that are read and thrown away: a client cut off while it sends may never see the answer."""
_OPEN = ("/healthz", "/readyz")
"""Paths that answer without the token, for those who watch the process."""


class Refusal(HTTPException):
    """A request that is answered with a status and one sentence."""


def application(config: Config, suite: Suite | Path | None, limits: Limits, token: str | None = None) -> Starlette:
    """Return the service. `token`: what a request must carry as `Authorization: Bearer TOKEN`; None: nothing."""
    service = _Service(config, suite, limits, token)
    routes = [
        Route("/v1/audit", service.route("audit", service.audit), methods=["POST"]),
        Route("/v1/batch", service.route("batch", service.batch), methods=["POST"]),
        Route("/healthz", service.route("healthz", service.health), methods=["GET"]),
        Route("/readyz", service.route("readyz", service.ready), methods=["GET"]),
        Route("/metrics", service.route("metrics", service.metrics_page), methods=["GET"]),
        Route("/openapi.json", service.route("openapi", service.openapi), methods=["GET"]),
    ]
    return Starlette(
        routes=routes,
        lifespan=service.lifespan,
        exception_handlers={HTTPException: service.refused, Exception: service.failed},
    )


Handler = Callable[[Request], Awaitable[Response]]


class _Service:
    def __init__(self, config: Config, suite: Suite | Path | None, limits: Limits, token: str | None) -> None:
        self.limits = limits
        self.workers = Workers(config, suite, limits)
        self._token = token
        self.metrics = Metrics(
            {
                "auditor_workers": ("Worker processes asked for.", lambda: limits.workers),
                "auditor_workers_idle": ("Worker processes that wait for an article.", lambda: self.workers.idle),
                "auditor_requests_under_way": ("Requests being served or waiting.", lambda: self.workers.taken),
            }
        )

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self.workers.start()
        try:
            yield
        finally:
            await self.workers.stop()

    def route(self, name: str, handler: Handler) -> Handler:
        """Return the handler with what all of them share: the token, and a count by status."""

        async def handle(request: Request) -> Response:
            try:
                self._admit(request)
                response = await handler(request)
            except HTTPException as refusal:
                response = await self.refused(request, refusal)
            self.metrics.count("auditor_requests_total", route=name, status=str(response.status_code))
            return response

        return handle

    def _admit(self, request: Request) -> None:
        if self._token is None or request.url.path in _OPEN:
            return
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
            raise Refusal(401, "a token is needed: Authorization: Bearer TOKEN", {"www-authenticate": "Bearer"})

    async def refused(self, request: Request, error: Exception) -> Response:
        """Return the answer to a request that cannot be served."""
        assert isinstance(error, HTTPException)
        return _json({"error": error.detail}, error.status_code, dict(error.headers or {}))

    async def failed(self, request: Request, error: Exception) -> Response:
        """Return the answer to a fault of the service's own: what it was goes to the log, not to the client."""
        return _json({"error": "internal error"}, 500)

    async def audit(self, request: Request) -> Response:
        """Answer one article."""
        record = await self._body(request)
        if not isinstance(record, dict):
            raise Refusal(422, "the body must be one object with the fields of an article, at least `text`")
        with _Place(self):
            try:
                said = await self._ask(record)
            except LostError as error:
                raise Refusal(500, str(error)) from None
        if "error" in said:
            return _json(said, 422)
        return _json(said)

    async def batch(self, request: Request) -> Response:
        """Answer several articles, each judged by itself, in their order."""
        body = await self._body(request)
        articles = body.get("articles") if isinstance(body, dict) else None
        if not isinstance(articles, list):
            raise Refusal(422, 'the body must be an object {"articles": [...]}')
        if len(articles) > self.limits.batch:
            raise Refusal(413, f"{len(articles)} articles; allowed in one request: {self.limits.batch}")
        results = []
        with _Place(self):
            for record in articles:
                try:
                    results.append(await self._ask(record))
                except LostError as error:
                    results.append({"error": str(error)})
        return _json({"results": results})

    async def _ask(self, record: object) -> dict[str, Any]:
        began = time.monotonic()
        try:
            said = await self.workers.ask(orjson.dumps(record))
        except orjson.JSONEncodeError:  # it reads more levels than it writes
            said = {"error": "the record is nested too deep"}
        except BusyError:
            raise self._busy() from None
        except LostError:
            self.metrics.count("auditor_workers_lost_total")
            raise
        self.metrics.took(time.monotonic() - began)
        if "error" in said:
            self.metrics.count("auditor_refused_total")
            return said
        accepted = "true" if said["accepted"] else "false"
        self.metrics.count("auditor_articles_total", verdict=said["verdict"], accepted=accepted)
        if any(str(why).startswith("time limit") for why in said["not_measured"].values()):
            self.metrics.count("auditor_cut_off_total")
        return said

    def _busy(self) -> Refusal:
        self.metrics.count("auditor_busy_total")
        return Refusal(429, "the service is at its capacity; try again", {"retry-after": _RETRY_SECONDS})

    async def _body(self, request: Request) -> Any:
        """Return the JSON of the body, read no further than allowed."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refusal(415, "the body must be sent as content-type: application/json")
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refusal(415, "compressed bodies are not read; send it as it is")
        limit = self.limits.body_bytes
        too_large = Refusal(413, f"the body is over {limit:,} bytes", {"connection": "close"})
        declared = request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared[:20]) > limit + _HEARD_OUT:
            raise too_large
        body, came = bytearray(), 0
        try:
            async with asyncio.timeout(self.limits.body_seconds):
                async for chunk in request.stream():
                    came += len(chunk)
                    if came > limit + _HEARD_OUT:
                        raise too_large
                    if came <= limit:
                        body += chunk
        except TimeoutError:
            seconds = f"{self.limits.body_seconds:g}"
            raise Refusal(408, f"the body did not arrive within {seconds} s", {"connection": "close"}) from None
        except ClientDisconnect:
            raise Refusal(400, "the client left") from None
        if came > limit:
            raise too_large
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise Refusal(400, f"not valid JSON: {error.msg}, at character {error.pos + 1:,}") from None

    async def health(self, request: Request) -> Response:
        """Say that the process lives."""
        return _json({"status": "ok"})

    async def ready(self, request: Request) -> Response:
        """Say whether a request would find a place now."""
        full = self.workers.taken >= self.limits.workers + self.limits.queue
        return _json({"status": "busy" if full else "ready"}, 503 if full else 200)

    async def metrics_page(self, request: Request) -> Response:
        """Return the counters."""
        return Response(self.metrics.page(), headers={**_HEADERS, "content-type": CONTENT_TYPE})

    async def openapi(self, request: Request) -> Response:
        """Return the description of all this."""
        return _json(description(self.limits))


class _Place:
    """A place for one request, from here to the end of the block."""

    def __init__(self, service: _Service) -> None:
        self._service = service

    def __enter__(self) -> None:
        try:
            self._service.workers.enter()
        except BusyError:
            raise self._service._busy() from None

    def __exit__(self, *_: object) -> None:
        self._service.workers.leave()


def _json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        orjson.dumps(content), status, headers={**_HEADERS, **(headers or {})}, media_type="application/json"
    )
