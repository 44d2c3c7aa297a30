"""Log-ins that a server asks the browser for (HTTP's Basic and Digest), found in a recording: the refused tries are
left out, and what the browser answered becomes the log-in of its requests.

What scripts send in an Authorization field unasked is a value like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from urllib.parse import unquote

import msgspec

from loadstudio.http_types.authentication import Scheme, basic_credentials, schemes_of
from loadstudio.http_types.headers import get, get_all
from loadstudio.http_types.url import origin
from loadstudio.recording.entry import Entry

type Kind = Literal["basic", "digest"]


class ServerLogIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who logged in and how. `password` is '' where the recording cannot hold it (Digest), `username` where the server
    wanted it hashed.
    """

    kind: Kind
    username: str
    password: str = ""


class FoundLogIns(msgspec.Struct, frozen=True, kw_only=True):
    """The log-in of entries, by their ids; the ids of entries that were only refused tries; and the names of the ways
    to log in that are not understood.
    """

    by_entry: dict[str, ServerLogIn]
    tries: frozenset[str]
    unknown: tuple[str, ...] = ()


def found_log_ins(entries: Sequence[Entry]) -> FoundLogIns:
    """Return what browsers answered to servers that asked for a log-in. `entries` in order of their start."""
    asked = {origin(entry.request.url) for entry in entries if "basic" in _challenges(entry)}
    by_entry: dict[str, ServerLogIn] = {}
    unknown: dict[str, None] = {}
    for entry in entries:
        scheme = _answer(entry)
        if scheme is None:
            continue
        if scheme.name in ("ntlm", "negotiate"):
            unknown[{"ntlm": "NTLM", "negotiate": "Negotiate"}[scheme.name]] = None
        elif scheme.name == "digest":
            by_entry[entry.id] = ServerLogIn(kind="digest", username=_digest_user(scheme))
        elif (pair := basic_credentials(scheme)) and (
            origin(entry.request.url) in asked or entry.resource_type == "document"
        ):
            by_entry[entry.id] = ServerLogIn(kind="basic", username=pair[0], password=pair[1])
    return FoundLogIns(by_entry=by_entry, tries=_tries(entries, by_entry), unknown=tuple(unknown))


def _tries(entries: Sequence[Entry], by_entry: dict[str, ServerLogIn]) -> frozenset[str]:
    """Return the entries that were refused and asked again with other credentials."""
    next_of: dict[tuple[str, str, bytes], Entry] = {}
    tries: set[str] = set()
    for entry in reversed(entries):
        key = entry.request.method, entry.request.url, entry.request.body
        again = next_of.get(key)
        if (
            again is not None
            and again.id in by_entry
            and by_entry[again.id].kind in _challenges(entry)
            and get(entry.request.headers, "authorization") != get(again.request.headers, "authorization")
        ):
            tries.add(entry.id)
        next_of[key] = entry
    return frozenset(tries)


def _challenges(entry: Entry) -> frozenset[str]:
    if entry.response is None or entry.response.status != 401:
        return frozenset()
    fields = get_all(entry.response.headers, "www-authenticate")
    return frozenset(scheme.name for field in fields for line in field.split("\n") for scheme in schemes_of(line))


def _answer(entry: Entry) -> Scheme | None:
    return next(iter(schemes_of(get(entry.request.headers, "authorization"))), None)


def _digest_user(scheme: Scheme) -> str:
    said = scheme.parameters
    if said.get("userhash", "").lower() == "true":
        return ""
    if "username*" in said:
        return unquote(said["username*"].rpartition("'")[2])
    return said.get("username", "")
