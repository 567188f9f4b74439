"""Sends alarms to where people see them. Where to is told by the environment alone, for it is secret.

    AUDITOR_WEBHOOK     https://...: gets {"text", "alarms"} as JSON, which Slack and its likes show as a message
    AUDITOR_SMTP        smtp://user:password@host:587 (STARTTLS), smtps://... or smtp+plain://host:25
    AUDITOR_MAIL_FROM   address of the sender
    AUDITOR_MAIL_TO     addresses, comma-separated

A message that says why something could not be sent names the host and no more of the address.
"""

from __future__ import annotations

import os
import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import orjson

WEBHOOK, SMTP, MAIL_FROM, MAIL_TO = "AUDITOR_WEBHOOK", "AUDITOR_SMTP", "AUDITOR_MAIL_FROM", "AUDITOR_MAIL_TO"
_SECONDS = 15
_SHOWN = 50
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What Slack reads as mark-up: a source may be called <!channel>."""


def send(
    alarms: Sequence[Mapping[str, Any]], run: str, say: Callable[[str], None], env: Mapping[str, str] | None = None
) -> bool:
    """Send alarms by every way that the environment names; return whether all of them worked."""
    env = os.environ if env is None else env
    if not alarms:
        return True
    done = True
    for name, way in ((WEBHOOK, _post), (SMTP, _mail)):
        if env.get(name):
            try:
                way(alarms, run, env)
            except (OSError, ValueError, smtplib.SMTPException) as error:
                done = False
                say(f"alarms were not sent ({name}, {_host(env[name])}): {_kind(error)}; the next run tries again")
    return done


def text(alarms: Sequence[Mapping[str, Any]], run: str) -> str:
    """Return the message: one line an alarm."""
    lines = [f"- {' '.join(str(alarm['message']).split())[:400]}" for alarm in alarms[:_SHOWN]]
    more = [f"and {len(alarms) - _SHOWN} more"] if len(alarms) > _SHOWN else []
    count = f"{len(alarms)} alarm{'s' if len(alarms) > 1 else ''}"
    return "\n".join([f"{count} in run {' '.join(run.split())[:100]} of the article audit", *lines, *more])


def _post(alarms: Sequence[Mapping[str, Any]], run: str, env: Mapping[str, str]) -> None:
    url = env[WEBHOOK]
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("no http address")
    rows = [{key: value for key, value in alarm.items() if key != "sent"} for alarm in alarms]
    body = orjson.dumps({"text": text(alarms, run).translate(_ESCAPED), "alarms": rows})
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310  (scheme seen to above)
    with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310  (as above)
        pass


def _mail(alarms: Sequence[Mapping[str, Any]], run: str, env: Mapping[str, str]) -> None:
    server = urlsplit(env[SMTP])
    if server.scheme not in ("smtp", "smtps", "smtp+plain") or not server.hostname:
        raise ValueError("no smtp address")
    if not env.get(MAIL_FROM) or not env.get(MAIL_TO):
        raise ValueError(f"{MAIL_FROM} and {MAIL_TO} are needed")
    message = EmailMessage()
    message["From"], message["To"] = env[MAIL_FROM], env[MAIL_TO]
    body = text(alarms, run)
    message["Subject"] = body.split("\n", 1)[0]
    message.set_content(body)
    context = ssl.create_default_context()
    if server.scheme == "smtps":
        client: smtplib.SMTP = smtplib.SMTP_SSL(server.hostname, server.port or 465, timeout=_SECONDS, context=context)
    else:
        client = smtplib.SMTP(
            server.hostname, server.port or (25 if "plain" in server.scheme else 587), timeout=_SECONDS
        )
    with client:
        if server.scheme == "smtp":
            client.starttls(context=context)
        if server.username:
            client.login(unquote(server.username), unquote(server.password or ""))
        client.send_message(message)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "no host"
    except ValueError:
        return "no host"


def _kind(error: Exception) -> str:
    """Return what went wrong, without what a server or a library may have repeated of the address."""
    if isinstance(error, urllib.error.HTTPError):
        return f"answer {error.code}"
    if isinstance(error, urllib.error.URLError):
        return type(error.reason).__name__ if isinstance(error.reason, Exception) else "not reached"
    return str(error) if type(error) is ValueError else type(error).__name__
