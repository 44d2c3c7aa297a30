"""The shop itself: every rule that a request is judged by, on state in memory. Nothing here knows of HTTP.

Methods raise a `Refusal` when something is not carried out, and count in `facts` what happened.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import msgspec

from loadstudio.base.ids import new_id
from loadstudio.demo.cart import Address, Cart, Order, new_order
from loadstudio.demo.catalogue import PRODUCTS, Product, product_called
from loadstudio.demo.facts import Facts
from loadstudio.demo.people import User, recognise
from loadstudio.demo.pictures import Picture, read_picture
from loadstudio.demo.recent import Recent
from loadstudio.demo.refusals import (
    AccessRefused,
    CartRefused,
    Invalid,
    NotFound,
    TokenRejected,
    WrongPassword,
)
from loadstudio.demo.tokens import AccessTokens
from loadstudio.demo.visits import Visit, Visits

_ORDERS = 50_000
_REVIEWS = 10_000
_PICTURES = 100
_FULL_SHELF = 40
_LONGEST_REVIEW = 500


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What a user thinks of a product, with one to five stars."""

    id: str
    product: str
    author: str
    stars: int
    text: str


@dataclass(slots=True)
class Account:
    """What the shop keeps about one user over all visits."""

    user: User
    order_ids: deque[str] = field(default_factory=lambda: deque(maxlen=5))
    favourites: set[str] = field(default_factory=set)
    points: int = 0


class Shop:
    """All state of one running shop."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.visits = Visits()
        self.access_tokens = AccessTokens()
        self.stock = {product.slug: _FULL_SHELF for product in PRODUCTS}
        self._accounts: dict[str, Account] = {}
        self._orders: Recent[str, Order] = Recent(_ORDERS)
        self._reviews: Recent[str, Review] = Recent(_REVIEWS)
        self._latest_reviews: dict[str, deque[Review]] = {product.slug: deque(maxlen=3) for product in PRODUCTS}
        self._pictures: Recent[str, Picture] = Recent(_PICTURES)

    def product(self, slug: str) -> Product:
        """Return the product with this slug. Raises NotFound."""
        product = product_called(slug)
        if product is None:
            raise NotFound("There is no such product in this shop.")
        return product

    def account(self, user: User) -> Account:
        """Return what is known about a user."""
        return self._accounts.setdefault(user.name, Account(user=user))

    def log_in(self, visit: Visit, name: str, password: str, token: str) -> Visit:
        """Start and return a new visit for the user. Raises TokenRejected or WrongPassword."""
        self._spend(visit, "login", token)
        user = recognise(name, password)
        if user is None:
            self.facts.failed_logins += 1
            raise WrongPassword
        self.visits.end(visit)
        self.facts.logins[user.name] += 1
        return self.visits.begin(user, visit.cart)

    def log_out(self, visit: Visit, csrf_token: str) -> None:
        """End the visit and make its access tokens invalid. Raises TokenRejected."""
        self.check_csrf(visit, csrf_token)
        for token in visit.access_tokens:
            self.access_tokens.revoke(token)
        self.visits.end(visit)
        self.facts.logouts += visit.user is not None

    def add_to_cart(self, visit: Visit, slug: str, quantity: int, token: str) -> None:
        """Put pieces of a product into the visitor's cart. Raises TokenRejected, NotFound or Invalid."""
        self._spend(visit, f"cart:{slug}", token)
        cart = visit.cart or Cart()
        cart.add(self.product(slug), quantity)
        visit.cart = cart
        self.facts.cart_items += 1

    def remove_from_cart(self, visit: Visit, slug: str, csrf_token: str) -> None:
        """Take a product out of the visitor's cart. Raises TokenRejected, NotFound."""
        self.check_csrf(visit, csrf_token)
        if visit.cart:
            visit.cart.remove(self.product(slug))

    def own_cart(self, visit: Visit, cart_id: str) -> Cart:
        """Return the visitor's cart if it is the one asked for. Raises CartRefused."""
        if visit.cart is None or visit.cart.id != cart_id:
            self.facts.refused_carts += 1
            raise CartRefused
        return visit.cart

    def place_order(self, visit: Visit, cart_id: str, address: Address, token: str) -> Order:
        """Turn the cart into an order. Raises LogInNeeded, CartRefused, TokenRejected, or Invalid for the address."""
        user = visit.require_user()
        cart = self.own_cart(visit, cart_id)
        self._spend(visit, f"order:{cart_id}", token)
        if address.problem:
            raise Invalid(address.problem)
        if not cart.lines:
            raise Invalid("Your cart is empty. Choose something first.")
        order = new_order(user.name, cart.lines, address)
        visit.cart = None
        self._keep_order(user, order)
        return order

    def own_order(self, user: User, order_id: str) -> Order:
        """Return an order of this user. Raises NotFound, also when it is somebody else's."""
        order = self._orders.get(order_id)
        if order is None or order.user_name != user.name:
            raise NotFound("You have no order with this number.")
        return order

    def orders_of(self, user: User) -> tuple[Order, ...]:
        """Return the latest orders of a user, newest first."""
        found = (self._orders.get(order_id) for order_id in reversed(self.account(user).order_ids))
        return tuple(order for order in found if order)

    def change_picture(self, visit: Visit, csrf_token: str, content: bytes) -> None:
        """Store the user's picture. Raises LogInNeeded, TokenRejected, or Invalid when it is none."""
        user = visit.require_user()
        self.check_csrf(visit, csrf_token)
        self._pictures[user.name] = read_picture(content)
        self.facts.uploads += 1

    def picture_of(self, user: User) -> Picture | None:
        """Return the user's picture, or None."""
        return self._pictures.get(user.name)

    def grant_access(self, visit: Visit, csrf_token: str) -> str:
        """Return a new access token for the API. Raises LogInNeeded or TokenRejected."""
        user = visit.require_user()
        self.check_csrf(visit, csrf_token)
        token = self.access_tokens.issue(self.account(user).user.name)
        visit.remember_access(token)
        self.facts.access_tokens += 1
        return token

    def account_for(self, bearer_token: str) -> Account:
        """Return the account that an access token opens. Raises AccessRefused."""
        try:
            return self._accounts[self.access_tokens.verify(bearer_token).sub]
        except AccessRefused:
            self.facts.rejected_jwts += 1
            raise

    def set_favourite(self, account: Account, slug: str, wanted: bool) -> None:
        """Add a product to the user's favourites or take it out. Raises NotFound."""
        product = self.product(slug)
        if wanted:
            account.favourites.add(product.slug)
            self.facts.favourites += 1
        else:
            account.favourites.discard(product.slug)

    def add_review(self, account: Account, slug: str, stars: int, text: str) -> Review:
        """Store and return a review. Raises NotFound or Invalid."""
        product = self.product(slug)
        if not 1 <= stars <= 5 or not 1 <= len(text.strip()) <= _LONGEST_REVIEW:
            raise Invalid(f"A review has 1 to 5 stars and 1 to {_LONGEST_REVIEW} characters.")
        author = account.user.full_name
        review = Review(id=new_id("rv"), product=product.slug, author=author, stars=stars, text=text.strip())
        self._reviews[review.id] = review
        self._latest_reviews[product.slug].appendleft(review)
        self.facts.reviews += 1
        return review

    def review(self, review_id: str) -> Review:
        """Return one review. Raises NotFound."""
        review = self._reviews.get(review_id)
        if review is None:
            raise NotFound("There is no such review.")
        return review

    def latest_reviews(self, product: Product) -> tuple[Review, ...]:
        """Return the newest reviews of a product, newest first."""
        return tuple(self._latest_reviews[product.slug])

    def check_csrf(self, visit: Visit, token: str) -> None:
        """Compare with the token of the session. Raises TokenRejected and counts it."""
        try:
            visit.require_csrf(token)
        except TokenRejected:
            self.facts.rejected_tokens += 1
            raise

    def _spend(self, visit: Visit, purpose: str, token: str) -> None:
        try:
            visit.form_tokens.spend(purpose, token)
        except TokenRejected:
            self.facts.rejected_tokens += 1
            raise

    def _keep_order(self, user: User, order: Order) -> None:
        self._orders[order.id] = order
        account = self.account(user)
        account.order_ids.append(order.id)
        account.points += order.bill.goods_cents // 100
        self.facts.orders_per_user[user.name] += 1
        for line in order.lines:
            left = self.stock[line.product.slug] - line.quantity
            self.stock[line.product.slug] = (
                left if left > 0 else _FULL_SHELF
            )  # a delivery comes when the shelf is empty
