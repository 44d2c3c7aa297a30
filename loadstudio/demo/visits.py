"""Visits: what the server remembers about one browser between two requests, found again by a session cookie."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from loadstudio.demo.cart import Cart
from loadstudio.demo.people import User
from loadstudio.demo.recent import Recent
from loadstudio.demo.refusals import LogInNeeded, TokenRejected
from loadstudio.demo.tokens import FormTokens, new_secret

_VISITS = 50_000
_ACCESS_TOKENS_PER_VISIT = 8


@dataclass(slots=True)
class Visit:
    """One session. `csrf_token` holds for the session, `form_tokens` for one form each; a log-in starts a new visit."""

    id: str = field(default_factory=new_secret)
    csrf_token: str = field(default_factory=new_secret)
    form_tokens: FormTokens = field(default_factory=FormTokens)
    user: User | None = None
    cart: Cart | None = None
    access_tokens: tuple[str, ...] = ()

    @property
    def cart_count(self) -> int:
        """How many pieces lie in the cart."""
        return self.cart.count if self.cart else 0

    def require_user(self) -> User:
        """Return who is logged in. Raises LogInNeeded."""
        if self.user is None:
            raise LogInNeeded
        return self.user

    def require_csrf(self, token: str) -> None:
        """Raise TokenRejected unless `token` is the one of this session."""
        if not hmac.compare_digest(token.encode(), self.csrf_token.encode()):
            raise TokenRejected

    def remember_access(self, token: str) -> None:
        """Keep an access token, to revoke it at the log-out."""
        self.access_tokens = (*self.access_tokens, token)[-_ACCESS_TOKENS_PER_VISIT:]


class Visits:
    """The sessions of the last visitors, by the value of their session cookie."""

    def __init__(self) -> None:
        self._visits: Recent[str, Visit] = Recent(_VISITS)

    def begin(self, user: User | None = None, cart: Cart | None = None) -> Visit:
        """Start and return a session, empty or with what is carried over from before a log-in."""
        visit = Visit(user=user, cart=cart)
        self._visits[visit.id] = visit
        return visit

    def find(self, visit_id: str) -> Visit | None:
        """Return the session with this cookie value, or None when it never was or is over."""
        return self._visits.get(visit_id)

    def end(self, visit: Visit) -> None:
        """Forget a session; its cookie and its tokens are worth nothing any more."""
        self._visits.pop(visit.id)
