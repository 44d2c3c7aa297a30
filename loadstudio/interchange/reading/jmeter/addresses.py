"""Where a request of JMeter goes: its own parts of the address, filled up from the request defaults that apply."""

from __future__ import annotations

import re

from loadstudio.interchange.reading.brought import Marks
from loadstudio.interchange.reading.jmeter.expressions import Reference, parsed
from loadstudio.interchange.reading.jmeter.pieces import Pieces, joined
from loadstudio.interchange.reading.jmeter.places import Place
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.template import Hole

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_NO_HOST = "localhost"


class Addresses:
    """Puts addresses together, with a sign for each value in them."""

    def __init__(self, values: Values, told: list[str]) -> None:
        self._values = values
        self._marks = Marks()
        self._told = told
        self._told_of_site = False

    def address(self, sampler: Element, place: Place, *, where: str, marks: Marks) -> str:
        """Return the address of a sampler, the query that stands in its path included."""
        self._marks = marks
        path = self._path(setting(sampler, place, "path"), where)
        head = "".join(one for one in path if isinstance(one, str))
        if path and isinstance(path[0], str) and _ADDRESS.match(head):
            return self._signed(path)
        site = self._site(sampler, place, where)
        starts = isinstance(path[0], str) and path[0].startswith("/") if path else False
        return f"{site}{'' if starts else '/'}{self._signed(path)}"

    def _path(self, text: str, where: str) -> Pieces:
        """A value in the beginning may be the address of the site."""
        first = next(iter(parsed(text)), "")
        if isinstance(first, Reference):
            plain = self._values.plain(f"${{{first.name}}}", where)
            if _ADDRESS.match(plain):
                rest = text.partition("}")[2]
                return joined(plain, *self._values.pieces(rest, where))
        return self._values.pieces(text, where)

    def _site(self, sampler: Element, place: Place, where: str) -> str:
        protocol, domain, port = (
            self._values.pieces(setting(sampler, place, name), where, plain=True)
            for name in ("protocol", "domain", "port")
        )
        scheme = "".join(one for one in protocol if isinstance(one, str)).strip().lower() or "http"
        if scheme not in ("http", "https"):
            raise ValueError(f"it goes to an address of the kind '{scheme}'")
        host = self._host(domain, where)
        number = "".join(one for one in port if isinstance(one, str)).strip()
        usual = {"http": "80", "https": "443"}[scheme]
        return f"{scheme}://{host}" + (f":{number}" if number.isdecimal() and number != usual else "")

    def _host(self, domain: Pieces, where: str) -> str:
        text = "".join(one for one in domain if isinstance(one, str)).strip()
        if any(isinstance(one, Hole) for one in domain):
            self._told.append(f"The address of the site in {where}, which changes: {_NO_HOST} stands for it.")
            return _NO_HOST
        if not text and not self._told_of_site:
            self._told_of_site = True
            self._told.append(
                f"The address of the site is not in the test plan (in {where}). {_NO_HOST} stands for it; say where to"
                " on the Load screen, or with --base-url."
            )
        if not text:
            return _NO_HOST
        return f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text

    def _signed(self, pieces: Pieces) -> str:
        return "".join(self._marks.sign(one) if isinstance(one, Hole) else one for one in pieces)


def setting(sampler: Element, place: Place, name: str) -> str:
    """Return a setting of a request: its own, or that of the nearest request defaults that have one."""
    key = f"HTTPSampler.{name}"
    for one in (sampler, *reversed(place.of_kind("ConfigTestElement"))):
        if found := one.text(key).strip():
            return found
    return ""
