"""What really happened in the shop, counted by the server: the judge of a replay.

`GET /facts` answers these counts as one JSON object and `POST /facts/reset` sets all of them to zero. Requests for the
facts themselves are never counted. The keys:

- `visitors`: visitor cookies handed out, that is browsers or virtual users seen for the first time
- `pages`: HTML pages answered with status 200
- `searches`: search pages shown for at least one word
- `logins`: successful log-ins per user name, `{"tester001": 2}`
- `failed_logins`: log-ins with a wrong name or password
- `logouts`: log-outs that were carried out
- `cart_items`: times a product was put into a cart
- `orders`: orders placed; `orderers`: different users who placed one; `orders_per_user`: orders per user name
- `uploads`: account pictures stored
- `access_tokens`: JSON Web Tokens handed out by `POST /api/token`
- `api_calls`: requests to `/api/...`, refused ones included
- `reviews`, `favourites`: reviews and favourites stored through the API
- `rejected_tokens`: forms and calls refused because their token was missing, wrong or already used
- `rejected_jwts`: API calls refused because their bearer token was missing, wrong, expired or revoked
- `refused_carts`: requests for a cart that is not the visitor's own
- `slow_pages`: slow pages delivered
- `websocket_connections`, `websocket_messages`: connections opened, and messages received from browsers
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Facts:
    """The counts since the start or the last reset; see the module for what each one means."""

    visitors: int = 0
    pages: int = 0
    searches: int = 0
    failed_logins: int = 0
    logouts: int = 0
    cart_items: int = 0
    uploads: int = 0
    access_tokens: int = 0
    api_calls: int = 0
    reviews: int = 0
    favourites: int = 0
    rejected_tokens: int = 0
    rejected_jwts: int = 0
    refused_carts: int = 0
    slow_pages: int = 0
    websocket_connections: int = 0
    websocket_messages: int = 0
    logins: Counter[str] = field(default_factory=Counter)
    orders_per_user: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, int | dict[str, int]]:
        """Return the counts as they are answered by `GET /facts`."""
        totals = {"orders": self.orders_per_user.total(), "orderers": len(self.orders_per_user)}
        return {**vars(self), **totals}

    def reset(self) -> None:
        """Set every count to zero."""
        vars(self).update(vars(Facts()))
