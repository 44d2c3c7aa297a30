"""Made-up rows: the same recipe, the same rows; what must be unique is."""

from __future__ import annotations

import re

import msgspec
import pytest

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.made_rows import MAKERS, first_made_rows, made_rows
from loadstudio.scenario.model import GeneratedColumn, GeneratedRows


def a_recipe(*makers: str, pattern: str = "", count: int = 50, locale: str = "en_US", seed: int = 1) -> GeneratedRows:
    columns = tuple(GeneratedColumn(name=maker, maker=maker, pattern=pattern) for maker in makers)
    return GeneratedRows(columns=columns, count=count, locale=locale, seed=seed)


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "ja_JP"])
def test_every_maker_makes_the_same_rows_again(locale: str) -> None:
    recipe = a_recipe(*(maker for maker in MAKERS if maker not in ("number", "date")), locale=locale, count=20)
    rows = made_rows(recipe)
    assert rows == made_rows(recipe)
    assert rows == made_rows(msgspec.structs.replace(recipe, count=30))[:20]
    assert rows != made_rows(msgspec.structs.replace(recipe, seed=2))
    assert all(text for row in rows for text, maker in zip(row, MAKERS, strict=False) if maker != "pattern" and text)


def test_what_a_sign_up_wants_once_is_made_once() -> None:
    rows = made_rows(a_recipe("email", "user_name", "row_number", count=3_000))
    for column in zip(*rows, strict=True):
        assert len(set(column)) == 3_000


def test_numbers_dates_and_patterns() -> None:
    assert all(5 <= int(row[0]) <= 7 for row in made_rows(a_recipe("number", pattern="5-7")))
    assert all(
        re.fullmatch(r"AB-\d\d-[a-z]-\d+", row[0]) for row in made_rows(a_recipe("pattern", pattern="AB-##-?-@"))
    )
    assert all(re.fullmatch(r"\d\d\.\d\d\.\d{4}", row[0]) for row in made_rows(a_recipe("date", pattern="%d.%m.%Y")))


@pytest.mark.parametrize(
    ("recipe", "sentence"),
    [
        (a_recipe("unicorn"), "asks for 'unicorn'. There are name, first_name"),
        (a_recipe("name", count=0), "0 made-up rows cannot be"),
        (a_recipe("name", count=10_000_000), "Ask for 1 to 100,000"),
        (a_recipe("name", locale="xx_YY"), "'xx_YY' is no language"),
        (a_recipe("number", pattern="7-5"), "no range of numbers"),
        (a_recipe(), "need a column"),
    ],
)
def test_what_cannot_be_made_is_said(recipe: GeneratedRows, sentence: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        made_rows(recipe)
    assert sentence in str(caught.value)
    with pytest.raises(InvalidInput) as caught:
        first_made_rows(recipe, 1)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("most", [0, 1, 20, 21])
def test_the_first_rows_are_those_of_all(most: int) -> None:
    recipe = a_recipe("name", "email", "pattern", pattern="#?@", count=20)
    assert first_made_rows(recipe, most) == made_rows(recipe)[:most]
