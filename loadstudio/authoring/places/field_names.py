"""What the name of a field says: a token, an id, a lock; and whether two names mean the same."""

from __future__ import annotations

import re
from collections.abc import Callable

_SURE_TOKENS = re.compile(
    r"csrf|xsrf|token|nonce|viewstate|eventvalidation|authenticity|antiforgery|session|sid$|jwt|bearer|authori[sz]ation"
    r"|assertion|saml|relaystate|execution|(^|[_-])(state|code|challenge|signature|ticket|lt)$",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"(?:^|_)(?:id|pk|uuid|guid|ref|reference|number)$|(?:Id|Ref|Number)$|(?:^|[a-z_])(?:ID|UUID|GUID)$"
)
_VERSIONS = re.compile(
    r"updated|modified|changed|last_?activity|stamp|etag|if-match|revision|(^|[_.\[-])(lock_?)?version|lockversion",
    re.IGNORECASE,
)


def is_token_name(name: str) -> bool:
    """Tell whether a field of this name holds a token by the field's custom: csrf, state, session and the like."""
    return bool(_SURE_TOKENS.search(name))


def is_lock(name: str) -> bool:
    """Tell whether a field of this name says in which state something was read: `lock_version`, `If-Match`."""
    return bool(_VERSIONS.search(name))


def is_identity(name: str) -> bool:
    """Tell whether a field of this name identifies something: `id`, `order_id`, `orderRef`, `uuid`."""
    return bool(_IDENTITY.search(name))


def names_alike(first: str, second: str) -> bool:
    """Tell whether two names may mean the same: the same field, or both a token by their names."""
    return same_name(first, second) or (is_token_name(first) and is_token_name(second))


def same_name(first: str, second: str) -> bool:
    """Tell whether two names mean the same field: `X-CSRF-Token` and `csrf_token`, `orders` and `order_id`."""
    return bool(first) and bare_name(first) == bare_name(second)


def ends_alike(name: str, other: str) -> bool:
    """Tell whether a name means the same as another, at its end: `item_set-0-order` and `orders`."""
    return same_name(name, other) or same_name(re.split(r"[-.:\[\]]+", name.rstrip("]"))[-1], other)


def bare_name(name: str) -> str:
    """Return what names of one field have in common: `list` for `lists`, `listId`, `item[list_id]` and `list[0]`."""
    last = last_word(name) or name
    plain = re.sub(r"[^a-z0-9]", "", last.lower())
    plain = plain.removeprefix("x") if plain.startswith(("xcsrf", "xxsrf", "xauth", "xtoken", "xsession")) else plain
    return re.sub(r"(?<=...)(?:s|ids?)$", "", plain)


def last_word(name: str, is_meant: Callable[[str], bool] = bool) -> str:
    """Return the last part of a name with parts, numbers of places left out: `list_id` of `item[list_id][0]`. Only what
    `is_meant` is looked at.
    """
    words = [word for word in re.split(r"[.\[\]:$]+", name) if word and is_meant(word)]
    return next((word for word in reversed(words) if not word.isdigit()), words[-1] if words else "")
