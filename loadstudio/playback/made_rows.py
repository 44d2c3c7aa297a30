"""Made-up rows of test data: names, addresses, numbers, patterns. The same recipe makes the same rows, and one that
asks for more of them begins with the same ones.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from loadstudio.base.errors import InvalidInput
from loadstudio.scenario.model import GeneratedColumn, GeneratedRows

if TYPE_CHECKING:
    from faker import Faker

ROWS_MAX = 100_000
"""They are made before the run starts; so many of four columns take a quarter of a minute."""

type Row = tuple[str, ...]
type _Maker = Callable[[Faker, random.Random, int, str], str]

_RANGE = re.compile(r"\s*(-?\d{1,18})\s*(?:\.\.|to|-)\s*(-?\d{1,18})\s*")


def _number(_fake: Faker, chance: random.Random, _number: int, pattern: str) -> str:
    match = _RANGE.fullmatch(pattern or "1-1000")
    if match is None or int(match[1]) > int(match[2]):
        raise InvalidInput(f"'{pattern}' is no range of numbers. Write it like 1-1000, the smaller number first.")
    return str(chance.randint(int(match[1]), int(match[2])))


def _pattern(_fake: Faker, chance: random.Random, number: int, pattern: str) -> str:
    """`#` is a digit, `?` a letter, `@` the row's number; all else stands for itself."""
    signs = {"#": "0123456789", "?": "abcdefghijklmnopqrstuvwxyz"}
    return "".join(
        chance.choice(signs[sign]) if sign in signs else str(number + 1) if sign == "@" else sign for sign in pattern
    )


MAKERS: Mapping[str, _Maker] = {
    "name": lambda fake, _c, _n, _p: fake.name(),
    "first_name": lambda fake, _c, _n, _p: fake.first_name(),
    "last_name": lambda fake, _c, _n, _p: fake.last_name(),
    "user_name": lambda fake, _c, number, _p: f"{fake.user_name()}{number + 1}",  # the number keeps it unique
    "email": lambda fake, _c, number, _p: f"{fake.user_name()}.{number + 1}@example.com",
    "password": lambda fake, _c, _n, _p: fake.password(length=14),
    "phone": lambda fake, _c, _n, _p: fake.phone_number(),
    "company": lambda fake, _c, _n, _p: fake.company(),
    "job": lambda fake, _c, _n, _p: fake.job(),
    "street": lambda fake, _c, _n, _p: fake.street_address(),
    "city": lambda fake, _c, _n, _p: fake.city(),
    "postcode": lambda fake, _c, _n, _p: fake.postcode(),
    "country": lambda fake, _c, _n, _p: fake.country(),
    "address": lambda fake, _c, _n, _p: fake.address().replace("\n", ", "),
    "date": lambda fake, _c, _n, pattern: fake.date(pattern or "%Y-%m-%d"),
    "word": lambda fake, _c, _n, _p: fake.word(),
    "sentence": lambda fake, _c, _n, _p: fake.sentence(),
    "text": lambda fake, _c, _n, _p: fake.text(),
    "number": _number,
    "row_number": lambda _f, _c, number, _p: str(number + 1),
    "pattern": _pattern,
}
"""What a column's `maker` may be."""


def made_rows(recipe: GeneratedRows) -> tuple[Row, ...]:
    """Return the rows of a recipe, one text for each of its columns. Raises InvalidInput with a sentence."""
    return first_made_rows(recipe, ROWS_MAX)


def first_made_rows(recipe: GeneratedRows, most: int) -> tuple[Row, ...]:
    """Return the first `most` rows of a recipe, or all where it has fewer. Raises what `made_rows` raises: a recipe of
    which no rows can be made shows none.
    """
    if not 1 <= recipe.count <= ROWS_MAX:
        raise InvalidInput(f"{recipe.count:,} made-up rows cannot be. Ask for 1 to {ROWS_MAX:,}.")
    if not recipe.columns:
        raise InvalidInput("Made-up rows need a column. Add one.")
    makers = tuple((_maker(column), column.pattern) for column in recipe.columns)
    fake = _faker(recipe.locale)
    fake.seed_instance(recipe.seed)
    chance = random.Random(recipe.seed)
    return tuple(
        tuple(make(fake, chance, number, pattern) for make, pattern in makers)
        for number in range(min(recipe.count, most))
    )


def _maker(column: GeneratedColumn) -> _Maker:
    if column.maker not in MAKERS:
        raise InvalidInput(f"The column '{column.name}' asks for '{column.maker}'. There are {', '.join(MAKERS)}.")
    return MAKERS[column.maker]


def _faker(locale: str) -> Faker:
    from faker import Faker  # noqa: PLC0415 - takes long to import, and few scenarios have made-up rows

    try:
        return Faker(locale, use_weighting=False)  # six times as fast; rare names come as often as frequent ones
    except (AttributeError, ValueError) as error:
        raise InvalidInput(
            f"'{locale}' is no language that rows can be made in. Write it like en_US or de_DE."
        ) from error
