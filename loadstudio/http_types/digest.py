"""Digest log-ins (RFC 7616, and RFC 2069 and 2617 before it): a server's challenge read, and the answer to it. Nothing
here makes random numbers: the client's nonce is always given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urljoin

from loadstudio.http_types import url as url_module
from loadstudio.http_types.authentication import Scheme, schemes_of

_HASHES = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}
_STRENGTH = {name: strength for strength, name in enumerate(_HASHES) if _HASHES[name] in hashlib.algorithms_available}


class Challenge(NamedTuple):
    """What a server asks. `algorithm` is such as `SHA-256`, `is_session` says that it had `-sess`; `qop` is `auth`,
    `auth-int` or '' (RFC 2069); `opaque` is None where the server sent none; `space` are the addresses (without query)
    below which the log-in counts, all of the server where there are none.
    """

    realm: str
    nonce: str
    algorithm: str = "MD5"
    is_session: bool = False
    names_algorithm: bool = False
    qop: str = ""
    opaque: str | None = None
    stale: bool = False
    userhash: bool = False
    is_utf8: bool = False
    space: tuple[str, ...] = ()

    def covers(self, origin: str, asked_origin: str, path: str) -> bool:
        """Tell whether the answer to this challenge of the server `asked_origin` (`scheme://host[:port]`) is to be sent
        with a request for this path unasked.
        """
        if not self.space:
            return origin == asked_origin
        return any(_is_below(origin + path, place) for place in self.space)


def challenge_of(fields: Iterable[str], asked: str = "") -> Challenge | None:
    """Return the strongest Digest challenge among the WWW-Authenticate fields of an answer that can be met, or None.
    `asked` is the address of the request, from which relative addresses in the challenge go.
    """
    schemes = (scheme for field in fields for scheme in schemes_of(field) if scheme.name == "digest")
    known = [challenge for scheme in schemes if (challenge := _challenge(scheme, asked)) is not None]
    return max(known, key=lambda challenge: _STRENGTH[challenge.algorithm], default=None)


def _challenge(scheme: Scheme, asked: str) -> Challenge | None:
    said = scheme.parameters
    algorithm = said.get("algorithm", "MD5").upper()
    plain = algorithm.removesuffix("-SESS")
    offered = [one.strip().lower() for one in said.get("qop", "").split(",") if one.strip()]
    qop = next((one for one in ("auth", "auth-int") if one in offered), "")
    if plain not in _STRENGTH or "nonce" not in said or (offered and not qop):
        return None
    return Challenge(
        realm=said.get("realm", ""),
        nonce=said["nonce"],
        algorithm=plain,
        is_session=algorithm != plain,
        names_algorithm="algorithm" in said,
        qop=qop,
        opaque=said.get("opaque"),
        stale=said.get("stale", "").lower() == "true",
        userhash=said.get("userhash", "").lower() == "true",
        is_utf8=said.get("charset", "").upper() == "UTF-8",
        space=tuple(place for text in said.get("domain", "").split() if (place := _place(asked, text))),
    )


def _place(asked: str, text: str) -> str:
    """Return an address of the protection space as `scheme://host[:port]/path`, '' for one that is none."""
    try:
        parts = url_module.split(urljoin(asked, text))
    except ValueError:
        return ""
    return f"{parts.scheme}://{url_module.authority(parts)}{parts.path}"


def _is_below(address: str, place: str) -> bool:
    return address.startswith(place) and (place.endswith("/") or address[len(place) :][:1] in ("", "/"))


def authorization(
    challenge: Challenge, credentials: tuple[str, str], request: tuple[str, str, bytes], count: int, cnonce: str
) -> str:
    """Return the Authorization field's value. `credentials` are user name and password, `request` the method, the
    target as it is sent, and the body; `count` says how often this nonce was answered, this time included.
    """
    method, target, body = request
    name, password = credentials
    secret = _hashed(challenge, f"{name}:{challenge.realm}:{password}")
    if challenge.is_session:
        secret = _hashed(challenge, f"{secret}:{challenge.nonce}:{cnonce}")
    asked = f"{method}:{target}"
    if challenge.qop == "auth-int":
        asked += ":" + _hashed(challenge, body)
    nc = f"{count:08x}"
    middle = f":{nc}:{cnonce}:{challenge.qop}" if challenge.qop else ""
    response = _hashed(challenge, f"{secret}:{challenge.nonce}{middle}:{_hashed(challenge, asked)}")
    said = [
        _user(challenge, name),
        f"realm={_quoted(challenge.realm)}",
        f"nonce={_quoted(challenge.nonce)}",
        f"uri={_quoted(target)}",
        f'response="{response}"',
    ]
    if challenge.names_algorithm:
        said.append(f"algorithm={challenge.algorithm}{'-sess' if challenge.is_session else ''}")
    if challenge.qop:
        said += [f"qop={challenge.qop}", f"nc={nc}"]
    if challenge.qop or challenge.is_session:
        said.append(f'cnonce="{cnonce}"')
    if challenge.opaque is not None:
        said.append(f"opaque={_quoted(challenge.opaque)}")
    if challenge.userhash:
        said.append("userhash=true")
    return "Digest " + ", ".join(said)


def next_nonce(field: str) -> str:
    """Return the nonce that an Authentication-Info field wants from now on (RFC 7616, 3.5), '' for none."""
    schemes = schemes_of(f"Info {field}")
    return schemes[0].parameters.get("nextnonce", "") if schemes else ""


def _user(challenge: Challenge, name: str) -> str:
    if challenge.userhash:
        return f'username="{_hashed(challenge, f"{name}:{challenge.realm}")}"'
    if challenge.is_utf8 and not name.isascii():
        return f"username*=UTF-8''{quote(name, safe='')}"
    return f"username={_quoted(name)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _hashed(challenge: Challenge, content: str | bytes) -> str:
    data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    return hashlib.new(_HASHES[challenge.algorithm], data, usedforsecurity=False).hexdigest()
