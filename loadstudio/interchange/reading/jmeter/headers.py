"""The header fields, fixed cookies and log-ins that apply to a request of JMeter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from loadstudio.interchange.reading.jmeter.places import Place
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.model import Auth, BasicAuth, DigestAuth

_PLEASE_CHOOSE = "if it does not work, choose Digest under Log-in"


class Given(NamedTuple):
    """A header field, its texts as the plan has them."""

    name: str
    value: str
    enabled: bool


def headers_at(place: Place) -> tuple[Given, ...]:
    """Return the header fields that apply; a nearer manager's take the place of those further out (as JMeter's merging
    does). Fields of managers that are off are off.
    """
    found: list[Given] = []
    for manager in reversed(place.of_kind("HeaderManager", enabled_only=False)):
        own = [
            Given(name, one.text("Header.value"), manager.enabled)
            for one in manager.elements("HeaderManager.headers")
            if (name := (one.text("Header.name") or one.name).strip())
        ]
        known = {given.name.lower() for given in found}
        found += [given for given in own if given.name.lower() not in known or not given.enabled]
    return tuple(found)


def cookies_at(place: Place, host: str) -> str:
    """Return the cookies that the plan itself says for a host, as one header field; '' where there are none."""
    pairs = [
        f"{one.name}={one.text('Cookie.value')}"
        for manager in place.of_kind("CookieManager")
        for one in manager.elements("CookieManager.cookies")
        if _is_for(host, one.text("Cookie.domain"))
    ]
    return "; ".join(pairs)


def _is_for(host: str, domain: str) -> bool:
    bare = domain.strip().lstrip(".").lower()
    name = host.partition(":")[0].lower()
    return not bare or name == bare or name.endswith(f".{bare}")


class LogIns:
    """The log-ins that apply; `told` says where one was guessed."""

    def __init__(self, values: Values, told: list[str]) -> None:
        self._values = values
        self._told = told

    def of(self, address: str, place: Place) -> Auth | None:
        """Return the log-in of a request to an address, whose values are signs still."""
        for manager, entry in _entries(place):
            where = place.where(manager)
            pieces = self._values.pieces(entry.text("Authorization.url"), where, plain=True)
            start = "".join(map(str, takewhile(lambda one: isinstance(one, str), pieces))).strip()  # up to what changes
            if not _begins(address, start):
                continue
            name = self._values.template(entry.text("Authorization.username"), where)
            password = self._values.template(entry.text("Authorization.password"), where)
            kind = entry.text("Authorization.mechanism").strip().upper()
            if kind == "KERBEROS":
                self._told.append(f"The log-in by Kerberos in {where}.")
                return None
            if kind == "DIGEST" or (not kind and "digest" in manager.name.lower()):
                return DigestAuth(username=name, password=password)
            if kind != "BASIC":
                self._told.append(
                    f"Which kind the log-in in {where} has is not said. It is sent as Basic; {_PLEASE_CHOOSE}."
                )
            return BasicAuth(username=name, password=password)
        return None


def _entries(place: Place) -> Iterator[tuple[Element, Element]]:
    for manager in reversed(place.of_kind("AuthManager")):
        for entry in manager.elements("AuthManager.auth_list"):
            yield manager, entry


def _begins(address: str, start: str) -> bool:
    if not start or "://" not in start:
        return True
    bare = address.partition("?")[0].lower()
    return bare.startswith(start.lower().partition("?")[0].rstrip("/"))
