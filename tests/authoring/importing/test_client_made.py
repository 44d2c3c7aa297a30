"""`client_made`: what the page's script made up is known by its shape or its name, what it computed by computing it."""

from __future__ import annotations

import random
import string

import pytest

from loadstudio.authoring.importing.client_made import derivations, names_visit, recipe
from loadstudio.authoring.places.value_look import is_made_up


@pytest.mark.parametrize(
    ("key", "text", "generator"),
    [
        ("id", "0b7e4a52-8d6c-4f0e-9a51-3c2d1e0f9a8b", "uuid()"),
        ("id", "0e7ab6f2-5e21-44e0-c0aa-91f2d3a4b5c6", "uuid()"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "traceparent()"),
        ("X-Request-Id", "0af7651916cd43dd8448eb211c80319c", "random_string(32,'0-9a-f')"),
        ("state", "JXaAuJlh7cVX6OGg-sZ63w", "random_string(22,'0-9A-Za-z_-')"),
        ("draft", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "random_string(26,'0-9A-HJKMNP-TV-Z')"),
        ("visit", "V1StGXR8_Z5jdHi6B-myT", "random_string(21,'0-9A-Za-z_-')"),
        ("visit", "aOiJjo_zYzZxiCcWVaCmZ", "random_string(21,'0-9A-Za-z_-')"),  # chance gave it no digit
        ("visit", "MyVeryLongNameOfThing", ""),
        ("visit", "iPhone-CaseForMacBook", ""),
        ("state", "Bavaria", ""),
        ("state", "qjxwkzpvbfg", "random_string(11,'0-9a-z')"),
        ("state", "registration", ""),
        ("x-api-key", "0af7651916cd43dd8448eb211c80319c", ""),
        ("_wpnonce", "8f44534960", ""),
        ("sha256Hash", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ""),
    ],
)
def test_recipes(key: str, text: str, generator: str) -> None:
    assert recipe(text, key) == generator


def test_names_of_one_visit() -> None:
    assert all(map(names_visit, ("session_hash", "sessionId", "tab-id", "params.conversation_id", "deviceUuid")))
    assert not any(map(names_visit, ("client_id", "session_token", "api_key", "id", "possession_id", "sessions")))


def test_what_differs_each_time_is_made_anew() -> None:
    assert recipe("8f44534960", "mark", is_new_each_time=True) == "random_string(10,'0-9a-f')"


def test_hashes_are_known_by_what_they_are_of() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"  # both from RFC 7636, appendix B
    md5 = "5ebe2294ecd0e0f08eab7690d2a6ee69"
    assert derivations([challenge, verifier, md5], ["secret"]) == {
        challenge: (verifier, "s256"),
        md5: ("secret", "md5"),
    }


def test_ids_that_scripts_make_are_no_words() -> None:
    chance = random.Random(7)
    alphabet = string.digits + string.ascii_lowercase
    made = ["".join(chance.choices(alphabet, k=11)) for _ in range(20_000)]
    assert sum(not is_made_up(text) for text in made) < 0.002 * len(made)
    words = ("settings", "dashboard", "preferences", "production", "einstellungen", "kundenkonto", "development")
    assert not any(map(is_made_up, words))
