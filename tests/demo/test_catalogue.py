"""Products, search and suggestions, and the people who may log in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import loadstudio.demo
from loadstudio.demo.catalogue import PRODUCTS, goes_with, price, search, suggest
from loadstudio.demo.people import csv_of_testers, recognise


def test_every_product_has_an_address_and_a_picture_of_its_own() -> None:
    assert loadstudio.demo.__file__
    pictures = Path(loadstudio.demo.__file__).parent / "static" / "products"
    assert {f"{product.slug}.svg" for product in PRODUCTS} == {path.name for path in pictures.iterdir()}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("fern", ["boston-fern", "birds-nest-fern", "maidenhair-fern"]),
        ("  Aloe ", ["aloe"]),
        ("BEGINNER plant", ["snake-plant", "aloe"]),
        ("water", ["watering-can", "plant-mister"]),
        ("palm", []),
    ],
)
def test_search_finds_products_that_hold_every_word(words: str, found: list[str]) -> None:
    assert [product.slug for product in search(words)] == found


def test_search_without_words_finds_everything() -> None:
    assert set(search("")) == set(PRODUCTS)


def test_suggestions_begin_with_what_was_typed() -> None:
    assert [product.slug for product in suggest("ma")] == ["maidenhair-fern"]
    assert len(suggest("p", limit=1)) == 1
    assert suggest(" ") == ()


def test_products_go_with_others() -> None:
    for product in PRODUCTS:
        others = goes_with(product)
        assert len(others) == 3
        assert product not in others


def test_prices_are_shown_in_euros() -> None:
    assert [price(0), price(490), price(123_456)] == ["€0.00", "€4.90", "€1,234.56"]


def test_all_testers_of_the_csv_may_log_in() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of_testers())))
    assert (rows[0], len(rows)) == ({"username": "tester001", "password": "secret-001"}, 500)
    users = [recognise(row["username"], row["password"]) for row in rows]
    assert len({user.full_name for user in users if user}) == 500
    assert recognise("demo", "demo")
    assert recognise("demo", "Demo") is None
