"""Log-ins in HTTP's own way (Basic and Digest), found in a recording: where a server asks the browser for one the
refused tries are left out, and what the browser answered becomes the log-in of its requests. So are those of scripts
whose token had run out.

Name and password that a script sends unasked are a person's, too, unless the site gave them out: what stands in an
answer before is the secret of an application, and a value like any other.
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

_UNAUTHORIZED = 401
_KNOWN_SCHEMES = frozenset({"basic", "digest", "ntlm", "negotiate"})
_RENEWED_WITHIN_US = 10_000_000

type Kind = Literal["basic", "digest"]


class ServerLogIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who logged in and how. `password` is '' where the recording cannot hold it (Digest), `username` where the server
    wanted it hashed. `by_script`: nobody had asked for it.
    """

    kind: Kind
    username: str
    password: str = ""
    by_script: bool = False


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
    persons: dict[tuple[str, str], bool] = {}
    for entry in entries:
        scheme = _answer(entry)
        if scheme is None:
            continue
        if scheme.name in ("ntlm", "negotiate"):
            unknown[{"ntlm": "NTLM", "negotiate": "Negotiate"}[scheme.name]] = None
        elif scheme.name == "digest":
            by_entry[entry.id] = ServerLogIn(kind="digest", username=_digest_user(scheme))
        elif pair := basic_credentials(scheme):
            was_asked = origin(entry.request.url) in asked or entry.resource_type == "document"
            if pair not in persons:
                is_client = b"grant_type" in entry.request.body  # OAuth: an application says who it is itself
                persons[pair] = all(pair) and not is_client and not _was_given_out(pair, scheme, entry, entries)
            if was_asked or persons[pair]:
                by_entry[entry.id] = ServerLogIn(
                    kind="basic", username=pair[0], password=pair[1], by_script=not was_asked
                )
    return FoundLogIns(by_entry=by_entry, tries=_tries(entries, by_entry), unknown=tuple(unknown))


def _was_given_out(pair: tuple[str, str], scheme: Scheme, sent: Entry, entries: Sequence[Entry]) -> bool:
    """Tell whether an answer before held the two as they are sent, or the password as scripts write a text."""
    name, password = pair
    texts = [text.encode() for text in (scheme.token, f"{name}:{password}", f'"{password}"', f"'{password}'")]
    return any(
        entry.response is not None and any(text in entry.response.body for text in texts)
        for entry in entries
        if entry.started_us < sent.started_us
    )


def _logs_in(refused: Entry, again: Entry, by_entry: dict[str, ServerLogIn]) -> bool:
    other = get(refused.request.headers, "authorization") != get(again.request.headers, "authorization")
    return other and again.id in by_entry and by_entry[again.id].kind in _challenges(refused)


def _is_renewed(refused: Entry, again: Entry) -> bool:
    """Tell whether a script's token had run out, and the script asked again with another: in a replay, which is faster,
    it may be good still, and then the first try would do it all twice.
    """
    if refused.response is None or again.response is None or refused.resource_type not in ("fetch", "xhr"):
        return False
    ran_out = refused.response.status == _UNAUTHORIZED and not _challenges(refused) & _KNOWN_SCHEMES
    accepted = again.response.status < _UNAUTHORIZED and again.resource_type == refused.resource_type
    return ran_out and accepted and 0 <= again.started_us - refused.ended_us < _RENEWED_WITHIN_US


def _tries(entries: Sequence[Entry], by_entry: dict[str, ServerLogIn]) -> frozenset[str]:
    """Return the entries that were refused and asked again with other credentials, or with a token that was renewed."""
    next_of: dict[tuple[str, str, bytes], Entry] = {}
    tries: set[str] = set()
    for entry in reversed(entries):
        key = entry.request.method, entry.request.url, entry.request.body
        again = next_of.get(key)
        if again is not None and (_logs_in(entry, again, by_entry) or _is_renewed(entry, again)):
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
