"""What a browser may keep of an answer, and for how long: RFC 9111 as a private cache follows it. Pure.

Times are seconds since the epoch. Only what decides about asking again is looked at; bodies are nobody's business here.
Answers below 400 alone are kept, so that no error is hidden. Where `Vary` names what may differ between two requests of
one browser (all but what it accepts, its name and its origin), an answer is asked for again with its validators.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from loadstudio.http_types.cookie_date import parse_cookie_date as parse_date  # reads the three forms of HTTP too

_BY_GUESS = frozenset((200, 203, 204, 300, 301, 308))
"""Statuses that may be kept when the answer does not say so (RFC 9110, 15.1)."""
_SAME_IN_ONE_BROWSER = frozenset(
    ("accept", "accept-encoding", "accept-language", "user-agent", "origin", "access-control-request-headers")
)
_GUESSED_SHARE = 0.1  # of the time since it was changed: RFC 9111, 4.2.2
_FIELDS = re.compile(
    rb"\n(age|cache-control|date|etag|expires|last-modified|pragma|vary)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE
)
_DIRECTIVE = re.compile(r"([\w-]+)(?:=(?:\"([^\"]*)\"|([^\s,]*)))?")


class Kept(NamedTuple):
    """What is known of an answer in the cache: it is good until `fresh_until_s`, then to be asked for again with the
    validators ('' where there is none). `lifetime_s` is how long it may be kept when it comes new.
    """

    fresh_until_s: float
    lifetime_s: float
    etag: bytes = b""
    last_modified: bytes = b""

    @property
    def conditions(self) -> bytes:
        """The header lines that ask whether it has changed."""
        none_match = b"If-None-Match: " + self.etag + b"\r\n" if self.etag else b""
        return none_match + (b"If-Modified-Since: " + self.last_modified + b"\r\n" if self.last_modified else b"")


def kept_of(status: int, head: bytes, sent_s: float, received_s: float) -> Kept | None:
    """Return what a browser keeps of an answer to a GET, None when it keeps nothing that saves it from asking.

    `head` is the status line with the fields; the times are when it was asked for and when it came.
    """
    fields = _fields(head)
    directives = _directives(fields)
    vary = {name.strip().lower() for name in fields.get("vary", b"").decode("latin-1").split(",") if name.strip()}
    if not 200 <= status < 400 or status in (206, 304) or "no-store" in directives or "*" in vary:
        return None
    etag, last_modified = fields.get("etag", b""), fields.get("last-modified", b"")
    stated_s = _stated_lifetime_s(fields, directives)
    if stated_s is None and status not in _BY_GUESS:
        return None
    lifetime_s = _guessed_lifetime_s(fields, received_s) if stated_s is None else stated_s
    if "no-cache" in directives or not vary <= _SAME_IN_ONE_BROWSER:
        lifetime_s = 0.0
    fresh_until_s = received_s + lifetime_s - _age_s(fields, sent_s, received_s)
    if fresh_until_s <= received_s and not (etag or last_modified):
        return None
    return Kept(fresh_until_s, lifetime_s, etag, last_modified)


def renewed(kept: Kept, head: bytes, sent_s: float, received_s: float) -> Kept:
    """Return what is kept after a 304 has said that it is still good (RFC 9111, 4.3.4)."""
    fields = _fields(head)
    directives = _directives(fields)
    stated_s = 0.0 if "no-cache" in directives else _stated_lifetime_s(fields, directives)
    lifetime_s = kept.lifetime_s if stated_s is None else stated_s
    return Kept(
        received_s + lifetime_s - _age_s(fields, sent_s, received_s),
        lifetime_s,
        fields.get("etag", kept.etag),
        fields.get("last-modified", kept.last_modified),
    )


def _fields(head: bytes) -> dict[str, bytes]:
    """Return the fields that matter, by name in lower case; several of one name are joined."""
    found: dict[str, bytes] = {}
    for name, value in _FIELDS.findall(head):
        key = name.lower().decode()
        found[key] = found[key] + b", " + value.strip() if key in found else value.strip()
    return found


def _directives(fields: dict[str, bytes]) -> dict[str, str]:
    text = fields.get("cache-control", b"").decode("latin-1")
    if "cache-control" not in fields and b"no-cache" in fields.get("pragma", b"").lower():
        text = "no-cache"  # old servers; browsers take it so
    found: dict[str, str] = {}
    for match in _DIRECTIVE.finditer(text):
        found.setdefault(match[1].lower(), match[2] if match[2] is not None else match[3] or "")
    return found


def _stated_lifetime_s(fields: dict[str, bytes], directives: dict[str, str]) -> float | None:
    """RFC 9111, 4.2.1; None where the answer says nothing. What cannot be read is stale."""
    if "max-age" in directives:
        text = directives["max-age"]
        return float(text[:12]) if text.isdigit() else 0.0
    if "expires" not in fields:
        return None
    expires_s = parse_date(_text(fields["expires"]))
    if expires_s is None:
        return 0.0
    date_s = parse_date(_text(fields.get("date", b"")))
    return max(0.0, expires_s - date_s) if date_s is not None else 0.0


def _guessed_lifetime_s(fields: dict[str, bytes], received_s: float) -> float:
    changed_s = parse_date(_text(fields.get("last-modified", b"")))
    if changed_s is None:
        return 0.0
    date_s = parse_date(_text(fields.get("date", b"")))
    return max(0.0, (received_s if date_s is None else date_s) - changed_s) * _GUESSED_SHARE


def _age_s(fields: dict[str, bytes], sent_s: float, received_s: float) -> float:
    """How old it was when it came (RFC 9111, 4.2.3)."""
    date_s = parse_date(_text(fields.get("date", b"")))
    apparent_s = 0.0 if date_s is None else max(0.0, received_s - date_s)
    stated = _text(fields.get("age", b"")).partition(",")[0].strip()
    corrected_s = (float(stated[:12]) if stated.isdigit() else 0.0) + received_s - sent_s
    return max(apparent_s, corrected_s)


def _text(value: bytes) -> str:
    return value.decode("latin-1")
