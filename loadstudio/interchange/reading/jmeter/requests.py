"""A request of JMeter, with all that applies to it where it stands, as a request of ours."""

from __future__ import annotations

from base64 import b64decode
from collections import Counter

from msgspec.structs import replace

from loadstudio.http_types.url import host_name
from loadstudio.interchange.reading.brought import Marks, wire_request
from loadstudio.interchange.reading.jmeter.addresses import Addresses, setting
from loadstudio.interchange.reading.jmeter.answers import Answers
from loadstudio.interchange.reading.jmeter.bodies import (
    BOUNDARY,
    Files,
    Read,
    arguments_of,
    as_readable,
    fields_in,
    is_raw,
)
from loadstudio.interchange.reading.jmeter.extractors import Parts
from loadstudio.interchange.reading.jmeter.headers import LogIns, cookies_at, headers_at
from loadstudio.interchange.reading.jmeter.pieces import Pieces
from loadstudio.interchange.reading.jmeter.places import Place
from loadstudio.interchange.reading.jmeter.scripts import Scripts
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.scenario.model import BasicAuth, Field, FormBody, HttpRequest
from loadstudio.scenario.template import Hole, parse, unparse

_IN_ADDRESS = frozenset(("GET", "HEAD", "DELETE", "OPTIONS", "TRACE"))
_FORM = "application/x-www-form-urlencoded"


class Requests:
    """Reads the requests of one thread group; `used` are the parts of values that its plan uses. `habits` counts what
    JMeter does by itself for them.
    """

    def __init__(self, values: Values, scripts: Scripts, read: Read, used: Parts, told: list[str]) -> None:
        self._values = values
        self._scripts = scripts
        self._marks = Marks(in_json=False)
        self._told = told
        self._addresses = Addresses(values, told)
        self._files = Files(read, values, told)
        self._log_ins = LogIns(values, told)
        self.answers = Answers(values, scripts, used, told)
        self.habits: Counter[str] = Counter()

    def request(self, sampler: Element, place: Place) -> HttpRequest | None:
        """Return a request; None, and tell why, where it cannot be sent. `place` is what stands below it."""
        where = place.where()
        self._scripts.before(place)
        try:
            made = self._made(sampler, place, where)
        except ValueError as error:
            self._told.append(f"The request {where}: {str(error).removesuffix('.')}.")
            return None
        finally:
            self._scripts.done()
        self._count_habits(sampler, place)
        extractors, checks = self.answers.of(place, made.id, made.name)
        return replace(made, enabled=sampler.enabled, extractors=extractors, checks=checks)

    def _made(self, sampler: Element, place: Place, where: str) -> HttpRequest:
        self._marks = Marks(in_json=False)
        method = (self._values.plain(setting(sampler, place, "method"), where) or "GET").strip().upper()
        address = self._addresses.address(sampler, place, where=where, marks=self._marks)
        arguments = arguments_of(sampler, place)
        files = self._files.of(sampler, where)
        raw = self._signed("".join(one.value for one in arguments), where) if is_raw(sampler) and not files else ""
        request = wire_request(
            method,
            address,
            self._headers(place, address, where),
            raw.encode(),
            name=self._values.label(sampler.name),
            of=self._marks,
        )
        request = replace(request, query=tuple(map(as_readable, request.query)))
        if isinstance(request.body, FormBody):
            request = replace(request, body=FormBody(fields=tuple(map(as_readable, request.body.fields))))
        off = tuple(
            Field(name=given.name, value=self._values.template(given.value, where), enabled=False)
            for given in headers_at(place)
            if not given.enabled
        )
        request = self._with_log_in(replace(request, headers=(*request.headers, *off)), address, place)
        if raw:
            return request
        if files and not (arguments or files[0][1]):
            return replace(request, body=self._files.body(files[0][0], where))
        if files or (sampler.flag("HTTPSampler.DO_MULTIPART_POST") and method not in _IN_ADDRESS):
            return self._with_form(request, self._files.form(arguments, files, where))
        fields = fields_in(arguments, self._values, where)
        if method in _IN_ADDRESS:
            return replace(request, query=(*request.query, *fields))
        return replace(request, body=FormBody(fields=fields)) if fields else request

    def _with_form(self, request: HttpRequest, body: object) -> HttpRequest:
        kept = tuple(field for field in request.headers if field.name.lower() != "content-type")
        kind = Field(name="Content-Type", value=f"multipart/form-data; boundary={BOUNDARY}")
        return replace(request, headers=(*kept, kind), body=body)

    def _headers(self, place: Place, address: str, where: str) -> tuple[tuple[str, str], ...]:
        pairs = [
            (self._signed(given.name, where), self._signed(given.value, where))
            for given in headers_at(place)
            if given.enabled
        ]
        if any(name.lower() == "host" for name, _ in pairs):
            self._told.append(f"The header Host of {where}: it always names the site that a request goes to.")
        cookies = self._signed(cookies_at(place, host_name(address)), where)
        return (*pairs, ("Cookie", cookies)) if cookies else tuple(pairs)

    def _with_log_in(self, request: HttpRequest, address: str, place: Place) -> HttpRequest:
        """`Basic ` and a name with its password in base64 is a log-in, too."""
        found = self._log_ins.of(address, place)
        if found is not None:
            return replace(request, auth=found)
        for field in request.headers:
            pair = self._pair_in(field) if field.name.lower() == "authorization" and field.enabled else None
            name, password = _halves(pair) if pair is not None else (None, None)
            if name is not None and password is not None:
                kept = tuple(one for one in request.headers if one is not field)
                return replace(
                    request, headers=kept, auth=BasicAuth(username=unparse(name), password=unparse(password))
                )
        return request

    def _pair_in(self, field: Field) -> Pieces | None:
        """Return the name and password that a header holds in base64."""
        pieces = parse(field.value or "")
        if len(pieces) == 2 and pieces[0] == "Basic " and isinstance(pieces[1], Hole):
            return self._values.encoded(pieces[1])
        kind, _, coded = str(pieces[0]).partition(" ") if len(pieces) == 1 else ("", "", "")
        try:
            text = b64decode(coded, validate=True).decode()
        except ValueError:
            return None
        return (text,) if kind == "Basic" and ":" in text else None

    def _signed(self, text: str, where: str) -> str:
        pieces = self._values.pieces(text, where)
        return "".join(self._marks.sign(one) if isinstance(one, Hole) else one for one in pieces)

    def _count_habits(self, sampler: Element, place: Place) -> None:
        if not sampler.enabled:
            return
        for habit in ("follow_redirects", "auto_redirects", "image_parser"):
            self.habits[habit] += setting(sampler, place, habit).lower() == "true"
        self.habits["kept alive"] += setting(sampler, place, "use_keepalive").lower() == "false"
        self.habits["cookies"] += not place.of_kind("CookieManager")


def _halves(pieces: Pieces) -> tuple[Pieces | None, Pieces | None]:
    """Return what stands before and behind the first colon."""
    for place, one in enumerate(pieces):
        if isinstance(one, str) and ":" in one:
            before, _, behind = one.partition(":")
            return (*pieces[:place], *([before] if before else [])), (
                *([behind] if behind else []),
                *pieces[place + 1 :],
            )
    return None, None
