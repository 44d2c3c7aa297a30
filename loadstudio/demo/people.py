"""Who may log in: `demo` with password `demo`, and `tester001` to `tester500` with `secret-001` to `secret-500`."""

from __future__ import annotations

import hmac

import msgspec

TESTERS = 500

_FIRST_NAMES = (
    "Mia", "Jonas", "Aisha", "Luca", "Ingrid", "Mateo", "Yuki", "Clara", "Tariq", "Nora", "Emil", "Priya", "Hugo",
    "Zofia", "Daniel", "Leila", "Oskar", "Amara", "Felix", "Rosa", "Kenji", "Elif", "Anton", "Sofia", "Malik",
)  # fmt: skip
_LAST_NAMES = (
    "Keller", "Okafor", "Lindgren", "Moreau", "Tanaka", "Silva", "Novak", "Haddad", "Fischer", "Rossi",
    "Jensen", "Kowalski", "Mehta", "Dubois", "Aydin", "Brandt", "Costa", "Petrov", "Marin", "Walsh",
)  # fmt: skip


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who may log in: `name` is typed into the form, `full_name` is shown."""

    name: str
    full_name: str
    password: str


def _tester(number: int) -> User:
    first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    last = _LAST_NAMES[number // len(_FIRST_NAMES) % len(_LAST_NAMES)]
    return User(name=f"tester{number:03d}", full_name=f"{first} {last}", password=f"secret-{number:03d}")


_DEMO = User(name="demo", full_name="Dana Demo", password="demo")
_USERS = {user.name: user for user in (_DEMO, *map(_tester, range(1, TESTERS + 1)))}


def recognise(name: str, password: str) -> User | None:
    """Return the user with this name and password, or None when they do not belong together."""
    user = _USERS.get(name)
    known = user.password if user else ""
    fits = hmac.compare_digest(known.encode(), password.encode())
    return user if user and fits else None


def csv_of_testers() -> str:
    """Return the testers as CSV text with the columns `username` and `password`, ready to be a data source."""
    users = (_tester(number) for number in range(1, TESTERS + 1))
    return "username,password\n" + "".join(f"{user.name},{user.password}\n" for user in users)
