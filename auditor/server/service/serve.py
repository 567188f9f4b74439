"""The server: its address, its signals, its end."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import uvicorn

from auditor.config import Config, ConfigError
from auditor.doors.gatekeeper import Gatekeeper
from auditor.gating import Suite
from auditor.server.service.app import application
from auditor.server.service.limits import Limits

TOKEN = "AUDITOR_TOKEN"  # noqa: S105  (the name of the variable)


def serve(
    config: Config, suite: Suite | Path | None, limits: Limits, *, host: str, port: int, token: str | None = None
) -> None:
    """Serve until a signal; then take no more, let what is under way end, and return.

    Raises `ConfigError` for an address beyond this machine without a token, `SuiteError` for a bad suite.
    """
    if token is None and not loopback(host):
        raise ConfigError(
            f"--host {host} can be reached from other machines, so a token is needed: set the variable {TOKEN}"
        )
    config = replace(config, time_limit=limits.article_seconds)
    suite = Gatekeeper(config, suite).suite  # what is wrong with either is told here, not by a worker
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn hands its signals on once it has ended; by then there is nothing left to do.
        signal.signal(number, lambda *_: None)
    settings = uvicorn.Config(
        application(config, suite, limits, token),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,  # addresses and paths are nobody's business here; the metrics count
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=limits.stop_seconds,
        lifespan="on",
        ws="none",
    )
    _Server(settings).run(sockets=[_bound(settings)])


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for bound in sockets or ():
            host, port = bound.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            sys.stderr.write(f"auditor: serving at http://{shown}:{port}\n")
            sys.stderr.flush()


def _bound(settings: uvicorn.Config) -> socket.socket:
    """Return the socket; raises `ConfigError`, where uvicorn would end the process."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host, settings.port))
    except OSError as error:
        bound.close()
        raise ConfigError(
            f"cannot listen at {settings.host} port {settings.port}: {error.strerror or error}; choose another --port"
        ) from None
    return bound


def loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
