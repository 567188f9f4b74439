"""Who may come in, and which requests are the desk's own.

Bound to this machine, the desk answers only to its own name (so no page elsewhere reaches it through a name of its own)
and asks no token. Bound beyond it, every request needs the token: once in the address, then as a cookie that scripts
cannot read and other sites cannot send. A request that changes something must come from a page of the desk: by its
origin, and by a value in the form that only such a page holds.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION, KEY, NAME, FILTERS = "desk_session", "desk_key", "desk_name", "desk_filters"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LARGEST = 64_000
"""Bytes of a form."""


class Guard:
    """Wraps an application. `token`: None on a loopback address. `policy`: the content security policy."""

    def __init__(self, app: ASGIApp, *, token: str | None, policy: str) -> None:
        self._app = app
        self._token = token
        self._headers = [
            (b"content-security-policy", policy.encode("ascii")),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cache-control", b"no-store"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what may not pass, hand on the rest."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = cookies(request).get(SESSION, "")
        fresh = None if len(session) == 64 and session.isalnum() else secrets.token_hex(32)
        scope.setdefault("state", {})["session"] = fresh or session
        refused = self._refused(request, fresh or session)
        secure = request.url.scheme == "https"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *self._headers]
                if fresh is not None:
                    headers.append((b"set-cookie", cookie(SESSION, fresh, secure=secure).encode("ascii")))
                message = {**message, "headers": headers}
            await send(message)

        await (refused or self._app)(scope, receive, sending)

    def _refused(self, request: Request, session: str) -> Response | None:
        """Return the answer to a request that may not pass; None lets it through."""
        host = request.headers.get("host", "")
        if self._token is None:
            if _name_of(host) not in _LOOPBACK:
                return PlainTextResponse("The desk answers to 127.0.0.1 and localhost only.\n", 421)
        else:
            wanted = signed(self._token, session)
            if not hmac.compare_digest(cookies(request).get(KEY, "").encode(), wanted.encode()):
                return self._let_in(request, wanted)
        if request.method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("GET or POST\n", 405)
        if request.method == "POST":
            origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "same-origin")
            if site != "same-origin" or (origin is not None and urlsplit(origin).netloc != host):
                return PlainTextResponse("This request does not come from a page of the desk.\n", 403)
            length = request.headers.get("content-length", "")
            if not length.isdigit() or int(length) > _LARGEST:
                return PlainTextResponse("The form is too large.\n", 413)
        return None

    def _let_in(self, request: Request, key: str) -> Response:
        """Answer a request without the cookie: with the token in its address it gets one."""
        given = request.query_params.get("token", "")
        if request.method == "GET" and hmac.compare_digest(given.encode(), (self._token or "").encode()):
            rest = urlencode([pair for pair in parse_qsl(request.url.query) if pair[0] != "token"])
            answer = RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), 303)
            answer.headers.append("set-cookie", cookie(KEY, key, secure=request.url.scheme == "https"))
            return answer
        return PlainTextResponse("This desk needs a token: open the address that it printed when it started.\n", 401)


class Seal:
    """Gives and tests the value that every form of a session carries."""

    def __init__(self) -> None:
        self._secret = secrets.token_hex(32)

    def of(self, request: Request) -> str:
        """Return the value for a session."""
        return signed(self._secret, request.state.session)

    def holds(self, request: Request, form: Mapping[str, str]) -> bool:
        """Whether a form carries it."""
        return hmac.compare_digest(form.get("seal", "").encode(), self.of(request).encode())


def signed(secret: str, text: str) -> str:
    """Return an HMAC as hexadecimal digits."""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def cookie(name: str, value: str, *, secure: bool) -> str:
    """Return the header of a cookie that scripts cannot read and other sites cannot send."""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"


def cookies(request: Request) -> dict[str, str]:
    """Return the cookies of a request; a header that cannot be read has none."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(request.headers.get("cookie", "")[:8_192])
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _name_of(host: str) -> str:
    """Return the name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()
