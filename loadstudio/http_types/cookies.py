"""The cookies of one user, by RFC 6265 with the prefixes and size limits of its successor (draft 6265bis). Nothing
here reads a clock: the present is always given.

Rules that differ from the letter: SameSite is ignored (a replayed user is always on the site), and loopback counts as
secure, as in browsers.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from loadstudio.http_types.cookie_date import parse_cookie_date
from loadstudio.http_types.url import is_ip_address, is_loopback, is_public_suffix

type _Key = tuple[bytes, str, bool]
"""What makes two cookies of a domain one: name, path, and whether they are for the host alone."""
type _Request = tuple[str, str, bool]
"""What of a request decides which cookies it carries: host, path, and whether it is secure."""

_LONGEST_PAIR_BYTES = 4096
_LONGEST_ATTRIBUTE_BYTES = 1024
_MOST_PER_DOMAIN = 180
_MOST_CACHED = 32
_LONGEST_AGE_S = 400 * 86_400.0  # draft 6265bis, 5.5
_has_control = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]").search


class Cookie:
    """A stored cookie. `value` is as received; `expires_s` is infinite for a session cookie; `turn` tells which came
    into the jar earlier.
    """

    __slots__ = ("expires_s", "host_only", "http_only", "name", "pair", "path", "secure", "turn", "value")

    def __init__(self, name: bytes, path: str, host_only: bool, secure: bool) -> None:
        self.turn = 0
        self.name = name
        self.path = path
        self.host_only = host_only
        self.secure = secure

    def take(self, value: bytes, traits: _Traits, expires_s: float) -> None:
        """Have this value and this end from now on."""
        self.value = value
        self.pair = self.name + b"=" + value if self.name else value
        self.http_only = traits.http_only
        self.expires_s = expires_s


class _Traits(NamedTuple):
    """What the attributes of a Set-Cookie say. `domain` and `path` are '' where they are missing or void."""

    domain: str
    path: str
    secure: bool
    http_only: bool
    max_age_s: float | None
    expires_s: float | None


class _Reception(NamedTuple):
    """What becomes of a cookie with these `traits` from this host. `domain` is '' where it is refused."""

    domain: str
    host_only: bool
    traits: _Traits


class Jar:
    """One user's cookies.

    `host` is always the request's host in lower case without port, `path` its path without query, `secure` whether
    the scheme is https, `now_s` seconds since the epoch.
    """

    __slots__ = ("_chosen", "_domains", "_has_secure", "_lines", "_roots_only", "_turn")

    def __init__(self) -> None:
        self._domains: dict[str, dict[_Key, Cookie]] = {}
        self._chosen: dict[_Request, tuple[list[Cookie], float]] = {}  # until a cookie comes, ends, or moves
        self._lines: dict[_Request, tuple[bytes, float]] = {}  # until a value changes, too
        self._roots_only = True
        self._has_secure = False
        self._turn = 0

    def header(self, host: str, path: str, secure: bool, now_s: float) -> bytes:
        """Return the value of the Cookie header (`a=1; b=2`), b"" when no cookie is to be sent."""
        if not self._domains:
            return b""
        request = (host, "/" if self._roots_only else path, secure)
        known = self._lines.get(request)
        if known is not None and now_s < known[1]:
            return known[0]
        chosen = self._chosen.get(request)
        if chosen is None or now_s >= chosen[1]:
            cookies = self._matching(host, path, secure, now_s)
            chosen = cookies, min([cookie.expires_s for cookie in cookies], default=math.inf)
            if len(self._chosen) >= _MOST_CACHED:
                self._forget_chosen()
            self._chosen[request] = chosen
        cookies, until_s = chosen
        line = cookies[0].pair if len(cookies) == 1 else b"; ".join([cookie.pair for cookie in cookies])
        self._lines[request] = (line, until_s)
        return line

    def store(self, host: str, path: str, secure: bool, set_cookie: bytes, now_s: float) -> bool:
        """Take the value of one Set-Cookie header; returns whether it was acceptable (deleting counts)."""
        pair, _, attributes = set_cookie.partition(b";")
        name, mark, value = pair.partition(b"=")
        if not mark:
            name, value = b"", name
        name, value = name.strip(b" \t"), value.strip(b" \t")
        if not (name or value) or len(name) + len(value) > _LONGEST_PAIR_BYTES or _has_control(set_cookie):
            return False
        domain, host_only, traits = _reception(host, secure, attributes)
        if not domain or ((name or value)[:2] == b"__" and not _may_have_prefix(name, value, traits)):
            return False
        cookie_path = traits.path or _default_path(path)
        expires_s = _end_s(traits, now_s)
        cookies = self._domains.get(domain)
        old = None if cookies is None else cookies.get((name, cookie_path, host_only))
        if (
            old is not None
            and now_s < old.expires_s <= expires_s
            and old.secure == traits.secure
            and (secure or not self._has_secure)
        ):
            if old.value != value:
                self._lines.clear()
            old.take(value, traits, expires_s)  # which keeps its creation time: RFC 6265, 5.3
            return True
        cookie = Cookie(name, cookie_path, host_only, traits.secure)
        cookie.take(value, traits, expires_s)
        if self._has_secure and not secure and self._hides_secure(domain, cookie, now_s) and not is_loopback(host):
            return False
        self._put(domain, cookie, now_s)
        return True

    def get(self, name: str) -> str | None:
        """Return the value of the cookie `name` that was stored last for the most specific domain and path, or None.

        Expired cookies are found until they are next looked at for sending.
        """
        wanted = name.encode()
        found = [
            (len(domain), len(cookie.path), cookie)
            for domain, cookies in self._domains.items()
            for cookie in cookies.values()
            if cookie.name == wanted
        ]
        return _text(max(found, key=lambda item: item[:2])[2].value) if found else None

    def cookies(self) -> tuple[tuple[str, Cookie], ...]:
        """Return all cookies, each with its domain."""
        return tuple((domain, cookie) for domain, cookies in self._domains.items() for cookie in cookies.values())

    def clear(self) -> None:
        """Forget everything, as a fresh browser."""
        self._domains.clear()
        self._forget_chosen()
        self._roots_only = True
        self._has_secure = False

    def __len__(self) -> int:
        return sum(map(len, self._domains.values()))

    def _forget_chosen(self) -> None:
        self._chosen.clear()
        self._lines.clear()

    def _hides_secure(self, domain: str, new: Cookie, now_s: float) -> bool:
        """Tell whether a cookie from a page without TLS would take the place of a secure one, or stand before it (draft
        6265bis, 5.7, 11).
        """
        return any(
            cookie.name == new.name
            and cookie.secure
            and now_s < cookie.expires_s
            and _path_matches(new.path, cookie.path)
            for known, cookies in self._domains.items()
            if known == domain or known.endswith("." + domain) or domain.endswith("." + known)
            for cookie in cookies.values()
        )

    def _put(self, domain: str, cookie: Cookie, now_s: float) -> None:
        cookies = self._domains.setdefault(domain, {})
        key = (cookie.name, cookie.path, cookie.host_only)
        old = cookies.get(key)
        if cookie.expires_s <= now_s:
            if old is not None:
                del cookies[key]
                self._forget_chosen()
            if not cookies:
                del self._domains[domain]
            return
        self._turn += 1
        cookie.turn = old.turn if old is not None and old.expires_s > now_s else self._turn  # RFC 6265, 5.3
        cookies[key] = cookie
        if cookie.path != "/":
            self._roots_only = False
        if cookie.secure:
            self._has_secure = True
        self._forget_chosen()
        if len(cookies) > _MOST_PER_DOMAIN:
            del cookies[next(iter(cookies))]

    def _matching(self, host: str, path: str, secure: bool, now_s: float) -> list[Cookie]:
        found: list[Cookie] = []
        for domain in _domains_of(host):
            cookies = self._domains.get(domain)
            if cookies is None:
                continue
            for cookie in tuple(cookies.values()):
                if cookie.expires_s <= now_s:
                    del cookies[cookie.name, cookie.path, cookie.host_only]
                elif (
                    (domain == host or not cookie.host_only)
                    and (not cookie.secure or secure or is_loopback(host))
                    and (cookie.path == "/" or _path_matches(path, cookie.path))
                ):
                    found.append(cookie)
        if len(found) > 1:
            found.sort(key=lambda cookie: (-len(cookie.path), cookie.turn))
        return found


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


@lru_cache(maxsize=1024)
def _reception(host: str, secure: bool, attributes: bytes) -> _Reception:
    """Read the attributes once; all users get the same ones, and only the date of Expires moves."""
    traits = _traits(attributes)
    if traits.secure and not (secure or is_loopback(host)):
        return _Reception("", True, traits)
    return _Reception(*_domain_for(host, traits.domain), traits)


def _traits(attributes: bytes) -> _Traits:
    known: dict[bytes, bytes] = {}
    max_age_s = expires_s = None
    for part in attributes.split(b";"):
        name, _, value = part.partition(b"=")
        name, value = name.strip(b" \t").lower(), value.strip(b" \t")
        if len(value) > _LONGEST_ATTRIBUTE_BYTES:
            continue
        known[name] = value
        if name == b"max-age" and (age_s := _max_age_s(value)) is not None:
            max_age_s = age_s
        elif name == b"expires" and (end_s := parse_cookie_date(_text(value))) is not None:
            expires_s = end_s
    path = _text(known.get(b"path", b""))
    return _Traits(
        domain=_text(known.get(b"domain", b"")).removeprefix(".").lower(),
        path=path if path.startswith("/") else "",
        secure=b"secure" in known,
        http_only=b"httponly" in known,
        max_age_s=max_age_s,
        expires_s=expires_s,
    )


def _max_age_s(text: bytes) -> float | None:
    if not text.removeprefix(b"-").isdigit():
        return None
    return -math.inf if text.startswith(b"-") or not text.strip(b"0") else float(text[:18])


def _domain_for(host: str, domain: str) -> tuple[str, bool]:
    """Return the domain under which a cookie is kept ('' when the host may not set it) and whether it is for the host
    alone.
    """
    if not domain or (domain == host and (is_ip_address(host) or is_public_suffix(host))):
        return host, True
    if domain == host:
        return host, False
    if is_ip_address(host) or not host.endswith("." + domain) or is_public_suffix(domain):
        return "", False
    return domain, False


def _may_have_prefix(name: bytes, value: bytes, traits: _Traits) -> bool:
    """Tell whether a cookie is what its prefix promises, which stands in its name, or its value where it has none."""
    prefix = (name or value).lower()
    if prefix.startswith(b"__host-"):
        return traits.secure and not traits.domain and traits.path == "/" and bool(name)
    if prefix.startswith(b"__secure-"):
        return traits.secure and bool(name)
    return True


def _end_s(traits: _Traits, now_s: float) -> float:
    """Return when a cookie ends; Max-Age goes before Expires."""
    if traits.max_age_s is not None:
        return now_s + min(traits.max_age_s, _LONGEST_AGE_S)
    if traits.expires_s is not None:
        return min(traits.expires_s, now_s + _LONGEST_AGE_S)
    return math.inf


def _default_path(path: str) -> str:
    """RFC 6265, 5.1.4."""
    return path[: path.rfind("/")] or "/" if path.startswith("/") else "/"


def _path_matches(path: str, cookie_path: str) -> bool:
    if not path.startswith(cookie_path):
        return False
    return len(path) == len(cookie_path) or cookie_path.endswith("/") or path[len(cookie_path)] == "/"


@lru_cache(maxsize=4096)
def _domains_of(host: str) -> tuple[str, ...]:
    """Return the host and the domains above it that could hold its cookies."""
    if is_ip_address(host):
        return (host,)
    labels = host.split(".")
    return tuple(".".join(labels[place:]) for place in range(len(labels)))
