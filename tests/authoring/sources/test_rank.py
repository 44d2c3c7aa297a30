"""`rank`: tokens are told from words, and evidence adds up to the right side of the line."""

from __future__ import annotations

import random
import string

import pytest
from msgspec.structs import replace

from loadstudio.authoring.places.field_names import names_alike, same_name
from loadstudio.authoring.places.value_look import is_commonplace, looks_like_words, looks_random
from loadstudio.authoring.sources.rank import ACCEPTED, Evidence, score

_NUMBER = Evidence(value="1047", scanned_bytes=300_000, key="orders", name="orders", kind="link")


@pytest.mark.parametrize(
    "text",
    [
        "checkout",
        "maidenhair-fern",
        "Mia Keller",
        "tester001",
        "myOrderList",
        "shop.css",
        "Moss Lane 7",
        "aloe",
        "step2",
        "invoices",
        "wp-json",
        "admin-ajax.php",
        "%2Fwp-admin%2Fedit-tags.php%3Ftaxonomy%3Dcategory",
    ],
)
def test_words_are_words(text: str) -> None:
    assert looks_like_words(text)
    assert not looks_random(text)


@pytest.mark.parametrize(
    "text",
    ["8f3ab2c91d", "FM-7K3Q9T2H", "rv-8k2m9xqa", "550e8400-e29b-41d4-a716-446655440000", "k3X9+/7Qx==", "10471234"],
)
def test_tokens_are_random(text: str) -> None:
    assert not looks_like_words(text)
    assert looks_random(text)


@pytest.mark.parametrize("alphabet", [string.hexdigits[:16], string.ascii_letters + string.digits + "-_"])
def test_machines_seldom_make_words(alphabet: str) -> None:
    chance = random.Random(4)
    made = ["".join(chance.choices(alphabet, k=16)) for _ in range(2000)]
    assert sum(map(looks_like_words, made)) <= 4


@pytest.mark.parametrize("text", ["true", "en-US", "text/html", "POST", "asc", "✓", ""])
def test_what_stands_everywhere(text: str) -> None:
    assert is_commonplace(text)


def test_names_of_one_field() -> None:
    assert same_name("X-CSRF-Token", "csrf_token")
    assert same_name("orders", "order_id")
    assert same_name("article[lock_version]", "lockVersion")
    assert not same_name("", "")
    assert names_alike("_token", "csrf-token")
    assert not names_alike("product", "order_id")


def test_a_long_token_needs_no_context() -> None:
    assert score(Evidence(value="8f3ab2c91d7e5501", scanned_bytes=10_000_000)) >= ACCEPTED
    assert score(Evidence(value="8f3ab2c91d7e5501", scanned_bytes=10_000_000, in_script=True)) < ACCEPTED


def test_a_short_number_needs_to_be_created() -> None:
    assert score(_NUMBER) < ACCEPTED
    assert score(replace(_NUMBER, created=True)) >= ACCEPTED
    assert score(replace(_NUMBER, value="7", kind="location", created=True)) >= ACCEPTED
    assert score(replace(_NUMBER, value="7", name="", key="quantity", kind="text", created=True)) < ACCEPTED


def test_words_count_only_where_a_field_was_filled_in() -> None:
    name = Evidence(value="Mia Keller", scanned_bytes=1000, key="full_name", name="full_name", kind="input")
    assert score(name) < ACCEPTED
    assert score(replace(name, prefilled=True)) >= ACCEPTED
    assert score(replace(name, value="1", key="quantity", name="quantity", prefilled=True)) < ACCEPTED


def test_dates_count_only_as_versions() -> None:
    date = Evidence(value="2026-11-22T21:15:03Z", scanned_bytes=1000, key="arrival", name="arrival", kind="json")
    assert score(date) < ACCEPTED
    assert score(replace(date, key="updated_at", name="updated_at")) >= ACCEPTED


def test_an_id_of_letters_counts_where_something_was_created() -> None:
    made = Evidence(value="corvenal", scanned_bytes=300_000, key="reviews", name="reviews", kind="location")
    assert score(replace(made, created=True)) < ACCEPTED
    assert score(replace(made, identified=True)) < ACCEPTED
    assert score(replace(made, created=True, identified=True)) >= ACCEPTED
