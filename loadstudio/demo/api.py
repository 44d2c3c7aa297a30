"""The JSON API: suggestions for anybody, and the account's favourites and reviews for who bears an access token."""

from __future__ import annotations

from http.client import responses
from typing import Any

import msgspec

from loadstudio.demo.catalogue import price, suggest
from loadstudio.demo.handlers import ShopHandler
from loadstudio.demo.refusals import AccessRefused, Invalid, LogInNeeded, Refusal
from loadstudio.demo.shop import Account, Review
from loadstudio.demo.tokens import ACCESS_TOKEN_LIFETIME_S


class ReviewDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent to write a review."""

    product: str
    stars: int
    text: str


class ApiHandler(ShopHandler):
    """Counts the call and answers refusals as `{"error": SENTENCE}`."""

    def prepare(self) -> None:
        """Count."""
        self.shop.facts.api_calls += 1

    def require_account(self) -> Account:
        """Return the account that the bearer token opens. Raises AccessRefused."""
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        return self.shop.account_for(token.strip() if scheme.lower() == "bearer" else "")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer the sentence of the refusal."""
        problem = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(problem, AccessRefused):
            self.set_header("WWW-Authenticate", 'Bearer error="invalid_token"')
        sentence = str(problem) if isinstance(problem, Refusal) else responses.get(status_code, "Failed")
        self.answer_json({"error": sentence}, status_code)


class Suggestions(ApiHandler):
    """GET /api/suggest?q=TEXT."""

    def get(self) -> None:
        """Answer products whose name fits what was typed so far."""
        typed = self.get_query_argument("q", "")[:100]
        found = [{"name": product.name, "href": f"/product/{product.slug}"} for product in suggest(typed)]
        self.answer_json({"query": typed, "suggestions": found})


class Token(ApiHandler):
    """POST /api/token, with the session cookie and the page's token in `X-CSRF-Token`."""

    def post(self) -> None:
        """Answer an access token (fields as in RFC 6749, section 5.1)."""
        visit = self.find_visit()
        if visit is None:
            raise LogInNeeded
        token = self.shop.grant_access(visit, self.request.headers.get("X-CSRF-Token", ""))
        self.answer_json({"access_token": token, "token_type": "Bearer", "expires_in": ACCESS_TOKEN_LIFETIME_S})


class AccountDetails(ApiHandler):
    """GET /api/account."""

    def get(self) -> None:
        """Answer the account."""
        account = self.require_account()
        liked = [self.shop.product(slug) for slug in sorted(account.favourites)]
        favourites = [
            {"slug": product.slug, "name": product.name, "price": price(product.price_cents)} for product in liked
        ]
        user = {"username": account.user.name, "full_name": account.user.full_name}
        self.answer_json({**user, "points": account.points, "favourites": favourites})


class Favourite(ApiHandler):
    """PUT and DELETE /api/favourites/SLUG."""

    def put(self, slug: str) -> None:
        """Add the product to the favourites."""
        self._set(slug, True)

    def delete(self, slug: str) -> None:
        """Take the product out of the favourites."""
        self._set(slug, False)

    def _set(self, slug: str, wanted: bool) -> None:
        self.shop.set_favourite(self.require_account(), slug, wanted)
        self.answer_json({"product": slug, "favourite": wanted})


class Reviews(ApiHandler):
    """POST /api/reviews."""

    def post(self) -> None:
        """Store a review and answer 201 with its address."""
        account = self.require_account()
        try:
            draft = msgspec.json.decode(self.request.body, type=ReviewDraft)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Invalid(f"This is not a review: {error}.") from error
        review = self.shop.add_review(account, draft.product, draft.stars, draft.text)
        self.set_header("Location", _address(review))
        self.answer_json({"id": review.id, "href": _address(review)}, 201)


class ReviewDetails(ApiHandler):
    """GET /api/reviews/ID."""

    def get(self, review_id: str) -> None:
        """Answer one review."""
        self.require_account()
        self.answer_json(self.shop.review(review_id))


def _address(review: Review) -> str:
    return f"/api/reviews/{review.id}"
