"""The address the desk listens at, and its end."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable

import uvicorn

from auditor.server.review.app import application
from auditor.store import runs
from auditor.store.database import Store
from auditor.store.errors import StoreError

TOKEN = "AUDITOR_TOKEN"  # noqa: S105  (the name of the variable)


def serve(
    address: str,
    which: str,
    *,
    who: str,
    host: str,
    port: int,
    token: str | None,
    floor: float,
    page: str = "",
    say: Callable[[str], None] = lambda line: None,
) -> None:
    """Serve one run of the store at `address` until a signal.

    `which`: number or name of the run, or "latest". `token`: demanded beyond this machine, where one is made up if none
    is given. `page`: where an editor begins.
    `say` is told where the desk is. Raises `StoreError` for a store, a run or an address that cannot be used.
    """
    with Store.open(address, create=False) as store:
        run = runs.find(store, which)
        token = None if loopback(host) else token or secrets.token_urlsafe(24)
        bound = _bound(host, port)
        app = application(store, run, who=who, token=token, floor=floor)
        shown = f"[{host}]" if ":" in host else host
        say(f"auditor: the desk for run {run.name} is at http://{shown}:{bound.getsockname()[1]}/{page}{_query(token)}")
        settings = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
        )
        uvicorn.Server(settings).run(sockets=[bound])


def _query(token: str | None) -> str:
    return "" if token is None else f"?token={token}"


def loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bound(host: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise StoreError(
            f"cannot listen at {host} port {port}: {error.strerror or error}; choose another --port"
        ) from None
    return bound


__all__ = ["TOKEN", "loopback", "serve"]
