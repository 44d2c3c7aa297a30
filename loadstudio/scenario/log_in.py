"""The log-in that a request carries in its Authorization header, as name and password instead of a coded header."""

from __future__ import annotations

from base64 import b64decode
from typing import Literal

from msgspec.structs import replace

from loadstudio.scenario.model import BasicAuth, DigestAuth, HttpRequest
from loadstudio.scenario.template import escape

type LogInKind = Literal["none", "basic", "digest"]


def log_in_kind(request: HttpRequest) -> LogInKind:
    """Return how a request logs in by itself."""
    return "none" if request.auth is None else "basic" if isinstance(request.auth, BasicAuth) else "digest"


def with_log_in(request: HttpRequest, kind: LogInKind) -> HttpRequest:
    """Return the request with this kind of log-in. Name and password stay, or are taken from a recorded Basic header,
    which then goes.
    """
    if kind == "none":
        return replace(request, auth=None)
    name, password = "", ""
    if request.auth is not None:
        name, password = request.auth.username, request.auth.password
    elif (recorded := _recorded(request)) is not None:
        name, password = recorded
        headers = tuple(field for field in request.headers if field.name.lower() != "authorization")
        request = replace(request, headers=headers)
    made = BasicAuth if kind == "basic" else DigestAuth
    return replace(request, auth=made(username=name, password=password))


def sends_other_authorization(request: HttpRequest) -> bool:
    """Return whether a header says something else than the log-in, which is sent in its place."""
    named = any(field.enabled and field.name.lower() == "authorization" for field in request.headers)
    return named and request.auth is not None


def _recorded(request: HttpRequest) -> tuple[str, str] | None:
    for field in request.headers:
        scheme, _, coded = (field.value or "").partition(" ")
        if field.name.lower() == "authorization" and scheme.lower() == "basic":
            try:
                name, colon, password = b64decode(coded.strip(), validate=True).decode().partition(":")
            except ValueError:
                return None
            return (escape(name), escape(password)) if colon else None
    return None
