"""Form tokens and JSON Web Tokens, and the dictionary that forgets."""

from __future__ import annotations

import base64
import json

import pytest

from loadstudio.demo.recent import Recent
from loadstudio.demo.refusals import AccessRefused, TokenRejected
from loadstudio.demo.tokens import ACCESS_TOKEN_LIFETIME_S, AccessTokens, FormTokens


class Clock:
    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def part(token: str, index: int) -> dict[str, object]:
    text = token.split(".")[index]
    decoded: dict[str, object] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return decoded


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_an_access_token_is_a_jwt_with_expiry_and_identity() -> None:
    tokens = AccessTokens(now_s=Clock())
    first, second = tokens.issue("tester001"), tokens.issue("tester001")
    assert part(first, 0) == {"alg": "HS256", "typ": "JWT"}
    claims = part(first, 1)
    assert (claims["sub"], claims["exp"]) == ("tester001", 1_000 + ACCESS_TOKEN_LIFETIME_S)
    assert claims["jti"] != part(second, 1)["jti"]
    assert tokens.verify(first).sub == "tester001"


def test_an_access_token_expires() -> None:
    clock = Clock()
    tokens = AccessTokens(now_s=clock)
    token = tokens.issue("tester001")
    clock.now_s += ACCESS_TOKEN_LIFETIME_S - 1
    assert tokens.verify(token).exp == 1_000 + ACCESS_TOKEN_LIFETIME_S
    clock.now_s += 1
    with pytest.raises(AccessRefused, match="expired"):
        tokens.verify(token)


def test_forged_and_malformed_access_tokens_are_refused() -> None:
    tokens = AccessTokens()
    token = tokens.issue("tester001")
    header, claims, signature = token.split(".")
    other_user = encoded({**part(token, 1), "sub": "tester002"})
    unsigned = encoded({"alg": "none", "typ": "JWT"})
    forged = (
        f"{header}.{other_user}.{signature}",
        f"{unsigned}.{claims}.",
        f"{header}.{claims}",
        AccessTokens().issue("tester001"),
        "",
        "a.b.c",
        "ä.ö.ü",
    )
    for text in forged:
        with pytest.raises(AccessRefused, match="malformed or its signature"):
            tokens.verify(text)


def test_a_visitor_keeps_the_tokens_of_the_last_forms_only() -> None:
    tokens = FormTokens()
    first = tokens.issue("login")
    later = [tokens.issue("login") for _ in range(32)]
    with pytest.raises(TokenRejected):
        tokens.spend("login", first)
    tokens.spend("login", later[0])


def test_recent_forgets_what_was_longest_unused() -> None:
    recent: Recent[str, int] = Recent(2)
    recent["a"], recent["b"] = 1, 2
    assert recent.get("a") == 1
    recent["c"] = 3
    assert [recent.get(key) for key in "abc"] == [1, None, 3]
    assert len(recent) == 2
    assert recent.pop("a") == 1
    assert recent.pop("a") is None
