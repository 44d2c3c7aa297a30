"""What all targets of the corpus share: sessions, tokens, counters of whole journeys and of what was refused.

A target judges by its own state, as a real application's database would; status codes prove nothing.
"""

from __future__ import annotations

import base64
import secrets
import threading
import uuid
from collections import Counter
from typing import Any, ClassVar, NamedTuple

import msgspec
from playwright.sync_api import Page

PASSWORDS = {f"tester{number:03}": f"secret-{number:03}" for number in range(1, 41)}
USER = "tester001"
PASSWORD = PASSWORDS[USER]


class Asked(NamedTuple):
    """A request as a target sees it; `query` and `form` are decoded, `json` is None when the body is none."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    json: Any
    headers: dict[str, str]
    cookies: dict[str, str]
    host: str


class Reply(NamedTuple):
    """What a target answers."""

    body: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "text/html; charset=utf-8"


class Refused(Exception):
    """A request that the application does not accept; `reason` is counted."""

    def __init__(self, reason: str, status: int = 403) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Target:
    """One small, strict application. `done` counts whole journeys by who made them, `refused` what was not accepted.

    Every session is new; so is every token, and none is good in another session. `url` is where it is served, `other`
    the same server under another host and port.
    """

    start: ClassVar[str] = "/"
    logs_in: ClassVar[bool] = False
    needs: ClassVar[frozenset[str]] = frozenset()
    """The changing values that a replay must take or make, as variables are called (without numbers)."""

    def __init__(self) -> None:
        self.url = self.other = ""
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._sessions: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def walk(self, page: Page) -> None:
        """Do the journey that is recorded; the browser stands at `start`."""
        raise NotImplementedError

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        """Answer a request. Raises Refused."""
        raise NotImplementedError

    def look(self) -> None:
        """Bring the counters up to date, where they are kept elsewhere."""

    def reset(self) -> None:
        """Count from zero."""
        self.done.clear()
        self.refused.clear()

    def __call__(self, asked: Asked) -> Reply:
        with self._lock:
            name = asked.cookies.get("sid", "")
            is_new = name not in self._sessions
            if is_new:
                name = secrets.token_hex(16)
                self._sessions[name] = {"sid": name}
            try:
                reply = self.answer(asked, self._sessions[name])
            except Refused as refused:
                self.refused[refused.reason] += 1
                return Reply(f"<title>Refused</title>{refused.reason}", refused.status)
            except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
                self.refused[f"{asked.method} {asked.path}: {error!r}"] += 1
                return Reply("<title>Broken</title>", 500)
            cookie = (("Set-Cookie", f"sid={name}; Path=/; HttpOnly"),) if is_new else ()
            return reply._replace(headers=(*reply.headers, *cookie))

    def finish(self, session: dict[str, Any]) -> None:
        """Count a journey that took effect; each session does so once."""
        need("finished" not in session, "finished twice")
        session["finished"] = True
        self.done[session["user"] if "user" in session else session["sid"]] += 1


def need(fact: object, reason: str, status: int = 403) -> None:
    """Refuse the request unless `fact` is true."""
    if not fact:
        raise Refused(reason, status)


def log_in(form: dict[str, str], user: str = "username", password: str = "password") -> str | None:
    """Return who logs in with these fields, or None when the password is wrong."""
    name = form.get(user, "")
    return name if name in PASSWORDS and PASSWORDS[name] == form.get(password) else None


def page(title: str, body: str, *headers: tuple[str, str]) -> Reply:
    """Return a page of the application."""
    text = (
        f"<!doctype html><html><head><title>{title} - Corpus</title></head><body><h1>{title}</h1>{body}</body></html>"
    )
    return Reply(text, 200, headers)


def to(location: str, *headers: tuple[str, str]) -> Reply:
    """Return a redirect."""
    return Reply("", 302, (("Location", location), *headers))


def logged_in(asked: Asked, session: dict[str, Any], home: str) -> Reply | None:
    """Answer with the form at `/` and its log-in, which leads home; None for who is logged in and asks for more."""
    if asked.path == "/":
        fields = '<input name="username"><input type="password" name="password"><button id="in">In</button>'
        return page("Log in", f'<form method="post" action="/login">{fields}</form>')
    if asked.path == "/login":
        user = log_in(asked.form)
        need(user, "log-in")
        session["user"] = user
        return to(home)
    need("user" in session, "not logged in")
    return None


def json(value: object, status: int = 200, *headers: tuple[str, str]) -> Reply:
    """Return JSON."""
    return Reply(msgspec.json.encode(value).decode(), status, headers, "application/json")


def token(size: int = 32) -> str:
    """Return standard base64 in which `+`, `/` and `=` occur."""
    return base64.b64encode(b"\xfb\xef\xff" + secrets.token_bytes(size - 2)).decode()


def hexadecimal(size: int = 16) -> str:
    """Return lower-case hexadecimal."""
    return secrets.token_hex(size)


def number(low: int = 1000, high: int = 999_999) -> str:
    """Return a number as text."""
    return str(low + secrets.randbelow(high - low))


def new_uuid() -> str:
    """Return a UUID."""
    return str(uuid.uuid4())
