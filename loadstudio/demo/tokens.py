"""Tokens against forged requests: single-use ones inside forms, and signed JSON Web Tokens for the API.

Sessions and their cookies are in `visits`.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import time
from collections.abc import Callable

import msgspec

from loadstudio.demo.recent import Recent
from loadstudio.demo.refusals import AccessRefused, TokenRejected

ACCESS_TOKEN_LIFETIME_S = 300
_FORMS_PER_VISIT = 32
_ACCESS_TOKENS = 100_000
_HEADER = {"alg": "HS256", "typ": "JWT"}


def new_secret() -> str:
    """Return 128 random bits as text that is safe in URLs and cookies."""
    return secrets.token_urlsafe(16)


class FormTokens:
    """The tokens that stand in the forms shown to one visitor, each for one purpose and one use.

    They are standard base64 (`+`, `/` and `=` occur), as in many frameworks, so that a form has to encode them.
    """

    def __init__(self) -> None:
        self._purposes: Recent[str, str] = Recent(_FORMS_PER_VISIT)

    def issue(self, purpose: str) -> str:
        """Return a new token for one form; `purpose` names what the form does, for example `cart:aloe`."""
        token = base64.b64encode(secrets.token_bytes(16)).decode()
        self._purposes[token] = purpose
        return token

    def spend(self, purpose: str, token: str) -> None:
        """Use up `token`. Raises TokenRejected when it was not issued for this purpose or was used before."""
        if self._purposes.get(token) != purpose:
            raise TokenRejected
        self._purposes.pop(token)


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What an access token says (RFC 7519, section 4.1); times are seconds since 1970."""

    iss: str
    sub: str
    iat: int
    exp: int
    jti: str


class AccessTokens:
    """Issues and verifies JSON Web Tokens signed with HMAC-SHA-256 (RFC 7515, RFC 7519)."""

    def __init__(self, now_s: Callable[[], float] = time.time) -> None:
        self._now_s = now_s
        self._key = secrets.token_bytes(32)
        self._live: Recent[str, str] = Recent(_ACCESS_TOKENS)

    def issue(self, user_name: str) -> str:
        """Return a new token for this user, valid for `ACCESS_TOKEN_LIFETIME_S`."""
        issued = int(self._now_s())
        expires = issued + ACCESS_TOKEN_LIFETIME_S
        claims = Claims(iss="fern-market", sub=user_name, iat=issued, exp=expires, jti=new_secret())
        self._live[claims.jti] = user_name
        signed = f"{_segment(msgspec.json.encode(_HEADER))}.{_segment(msgspec.json.encode(claims))}"
        return f"{signed}.{self._signature(signed)}"

    def verify(self, token: str) -> Claims:
        """Return the claims of a valid token. Raises AccessRefused when it is malformed, forged, expired or revoked."""
        signed, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            raise AccessRefused("The access token is malformed or its signature is wrong.")
        claims = msgspec.json.decode(_unsegment(signed.partition(".")[2]), type=Claims)
        if claims.exp <= self._now_s():
            raise AccessRefused("The access token has expired.")
        if self._live.get(claims.jti) is None:
            raise AccessRefused("The access token was revoked by a log-out.")
        return claims

    def revoke(self, token: str) -> None:
        """Make a token that was issued here invalid; expired ones are ignored."""
        try:
            self._live.pop(self.verify(token).jti)
        except AccessRefused:
            return

    def _signature(self, signed: str) -> str:
        return _segment(hmac.digest(self._key, signed.encode(), "sha256"))


def _segment(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _unsegment(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
