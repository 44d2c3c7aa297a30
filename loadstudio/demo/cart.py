"""Carts and orders: what a visitor wants to buy, and what a user bought."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from loadstudio.base.clock import now_utc
from loadstudio.demo.catalogue import Product
from loadstudio.demo.refusals import Invalid

MOST_OF_ONE_PRODUCT = 20
_SHIPPING_CENTS = 490
_FREE_SHIPPING_FROM_CENTS = 6_000
_ORDER_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LONGEST_ADDRESS_LINE = 120


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """So many pieces of one product."""

    product: Product
    quantity: int

    @property
    def total_cents(self) -> int:
        """Price of all pieces."""
        return self.product.price_cents * self.quantity


@dataclass(slots=True)
class Cart:
    """What one visitor has chosen; `id` is made by the server and stands in the paths of the checkout."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    _lines: dict[str, Line] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The contents in the order in which they were chosen."""
        return tuple(self._lines.values())

    @property
    def count(self) -> int:
        """Number of pieces."""
        return sum(line.quantity for line in self._lines.values())

    def add(self, product: Product, quantity: int) -> None:
        """Put more of a product in. Raises Invalid when the quantity makes no sense or is too large in all."""
        line = self._lines.get(product.slug)
        total = quantity + (line.quantity if line else 0)
        if quantity < 1 or total > MOST_OF_ONE_PRODUCT:
            raise Invalid(f"One order holds 1 to {MOST_OF_ONE_PRODUCT} pieces of a product.")
        self._lines[product.slug] = Line(product=product, quantity=total)

    def remove(self, product: Product) -> None:
        """Take all pieces of a product out."""
        self._lines.pop(product.slug, None)


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be paid, in cents."""

    goods_cents: int
    shipping_cents: int

    @property
    def total_cents(self) -> int:
        """Goods and shipping."""
        return self.goods_cents + self.shipping_cents


def bill_for(lines: tuple[Line, ...]) -> Bill:
    """Return the bill; shipping is free from 60 euros."""
    goods = sum(line.total_cents for line in lines)
    free = goods >= _FREE_SHIPPING_FROM_CENTS or not lines
    return Bill(goods_cents=goods, shipping_cents=0 if free else _SHIPPING_CENTS)


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where an order goes."""

    full_name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def problem(self) -> str:
        """What is wrong with it as a sentence for the person; empty when it is complete."""
        parts = (self.full_name, self.street, self.postcode, self.city)
        if not all(part.strip() for part in parts):
            return "Please fill in every line of the address."
        if max(map(len, parts)) > _LONGEST_ADDRESS_LINE:
            return f"A line of the address may have at most {_LONGEST_ADDRESS_LINE} characters."
        return ""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a user bought; `id` is the order number."""

    id: str
    user_name: str
    lines: tuple[Line, ...]
    address: Address
    placed_utc: datetime

    @property
    def bill(self) -> Bill:
        """What the order cost."""
        return bill_for(self.lines)


def new_order(user_name: str, lines: tuple[Line, ...], address: Address) -> Order:
    """Return an order with a new number such as `FM-7K3Q9T2H`."""
    number = "".join(secrets.choice(_ORDER_ALPHABET) for _ in range(8))
    return Order(id=f"FM-{number}", user_name=user_name, lines=lines, address=address, placed_utc=now_utc())
