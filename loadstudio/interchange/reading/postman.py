"""Postman collections (2.0 and 2.1): folders become steps, requests requests, `{{names}}` values; what simple scripts
take from answers is taken here too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from loadstudio.http_types.url import completed, encode_form
from loadstudio.interchange.reading.brought import (
    Brought,
    Marks,
    Names,
    a_step,
    as_scenario,
    constant,
    redirects_followed,
    wire_request,
)
from loadstudio.interchange.reading.postman_scripts import scripts_of, statuses_of, takings_of, understood
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.extractor import Extractor, JsonSource
from loadstudio.scenario.model import (
    Auth,
    BasicAuth,
    DigestAuth,
    FileBody,
    HttpRequest,
    MultipartBody,
    Node,
    Part,
    Step,
    Variable,
)
from loadstudio.scenario.template import escape

_NAME = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_DYNAMIC = {
    "$guid": "uuid()", "$randomUUID": "uuid()", "$timestamp": "now('s')", "$isoTimestamp": "now('iso')",
    "$randomInt": "random_int(0,1000)", "$randomAlphaNumeric": "random_string(1)",
    "$randomPassword": "random_string(15)", "$randomFirstName": "unique('Mia')", "$randomLastName": "unique('Keller')",
    "$randomFullName": "unique('Mia Keller')", "$randomUserName": "unique('mia')",
    "$randomEmail": "unique('mia@shop.example')", "$randomWord": "unique('moss')",
    "$randomBoolean": "random_choice('true','false')", "$randomWords": "unique('green moss')",
}  # fmt: skip
_KINDS = {
    "json": "application/json",
    "xml": "application/xml",
    "html": "text/html",
    "javascript": "application/javascript",
}
_BOUNDARY = "----LoadStudioFormBoundary"


def is_postman(value: Any) -> bool:
    """Tell whether a JSON value is a collection."""
    return isinstance(value, dict) and isinstance(value.get("info"), dict) and isinstance(value.get("item"), list)


def from_postman(value: Mapping[str, Any], name: str) -> Brought:
    """Return a collection as a scenario. Raises InvalidInput when nothing in it can be sent."""
    return _Collection(value).brought(str(value["info"].get("name") or name))


class _Collection:
    """Goes through one collection."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self._told: list[str] = []
        self._names = Names()
        self._marks = Marks()
        self._known = {
            str(one["key"]): str(one.get("value") or "")
            for one in value.get("variable") or ()
            if isinstance(one, dict) and "key" in one
        }
        self._used: dict[str, None] = {}
        self._taken: dict[str, str] = {}
        self._following = 0

    def brought(self, name: str) -> Brought:
        self._tell_of_scripts("the collection", self._value)
        steps = [self._as_step(node) for node in self._nodes(self._value["item"], self._value.get("auth"))]
        scenario = as_scenario(name, steps, self._variables())
        if self._following:
            self._told.append(redirects_followed(self._following))
        return Brought(scenario, tuple(dict.fromkeys(self._told)))

    def _as_step(self, node: Node) -> Step:
        return node if isinstance(node, Step) else a_step(getattr(node, "name", ""), (node,))

    def _variables(self) -> Iterable[Variable]:
        for name in self._used:
            if name in self._taken:
                yield Variable(name=self._names.of(name), label=name, source_request_id=self._taken[name])
                continue
            if not self._known.get(name):
                self._told.append(f"The value of '{name}' is not in the collection. Give it one under Values.")
            yield constant(self._names.of(name), self._known.get(name, ""), "It was a variable of the collection.")

    def _nodes(self, items: Iterable[Any], auth: Any) -> list[Node]:
        nodes: list[Node] = []
        for item in items:
            if not isinstance(item, dict):
                continue
            if isinstance(item.get("item"), list):
                self._tell_of_scripts(f"the folder '{item.get('name', '')}'", item)
                children = self._nodes(item["item"], item.get("auth") or auth)
                if children:
                    nodes.append(a_step(str(item.get("name") or "Folder"), children, _text(item.get("description"))))
            elif (request := self._request(item, auth)) is not None:
                nodes.append(request)
        return nodes

    def _request(self, item: Mapping[str, Any], auth: Any) -> HttpRequest | None:
        given = item.get("request")
        given = {"url": given, "method": "GET"} if isinstance(given, str) else given
        name = str(item.get("name") or "")
        if not isinstance(given, dict):
            return None
        headers = self._headers(given)
        body, kind = self._body(given.get("body"), name)
        if kind and not any(key.lower() == "content-type" for key, _ in headers):
            headers.append(("Content-Type", kind))
        try:
            address = self._address(given.get("url"))
            whole_auth = self._auth(given.get("auth") or auth, headers)
            method = str(given.get("method") or "GET")
            request = wire_request(method, address, tuple(headers), body.encode(), name=name, of=self._marks)
        except ValueError as error:
            self._told.append(f"The request '{name}': {error}.")
            return None
        behaviour = item.get("protocolProfileBehavior")
        self._following += not (isinstance(behaviour, dict) and behaviour.get("followRedirects") is False)
        request = replace(request, auth=whole_auth, **self._files(given.get("body"), name))
        return self._with_scripts(request, item)

    def _address(self, url: Any) -> str:
        raw = str(url.get("raw") or "") if isinstance(url, dict) else str(url or "")
        if isinstance(url, dict) and not raw:
            raw = f"{url.get('protocol') or 'https'}://{_dotted(url.get('host'), '.')}/{_dotted(url.get('path'), '/')}"
        bare, _, query = raw.partition("?")
        if isinstance(url, dict):
            values = {str(one.get("key")): str(one.get("value") or "") for one in url.get("variable") or ()}
            bare = re.sub(r"(?<=/):([^/?#]+)", lambda found: values.get(found[1], found[0]), bare)
            if isinstance(url.get("query"), list):
                pairs = [one for one in url["query"] if isinstance(one, dict) and not one.get("disabled")]
                query = "&".join(self._pair(one) for one in pairs)
        scheme, mark, rest = self._site_known(bare).partition("://")
        site, _, path = (rest if mark else scheme).partition("/")
        whole = completed(f"{scheme + mark if mark else ''}{site}/{self._signed(path)}")
        return f"{whole}?{self._signed(query)}" if query else whole

    def _site_known(self, address: str) -> str:
        """Return an address with the names in its beginning replaced: a site is a name of a host, not a value."""
        for _ in range(9):
            head = address.partition("://")[2] or address
            found = _NAME.search(address[: len(address) - len(head)] + head.partition("/")[0])
            if found is None:
                return address
            said = self._known.get(found[1], "")
            if not said:
                self._told.append(
                    f"The address {found[0]}: it is not in the collection. localhost stands for it; say where to on the"
                    " Load screen, or with --base-url."
                )
                said = "localhost" if found.start() else "http://localhost"
            address = address.replace(found[0], said.removesuffix("/"), 1)
        return address

    def _pair(self, one: Mapping[str, Any]) -> str:
        pieces = (_encoded(str(one.get(key) or "")) for key in ("key", "value"))
        return "=".join(pieces) if one.get("value") is not None else _encoded(str(one.get("key") or ""))

    def _signed(self, text: str) -> str:
        """Return a text with signs in the place of names."""

        def sign(found: re.Match[str]) -> str:
            name = found[1]
            if name in _DYNAMIC:
                return self._marks.sign(_DYNAMIC[name])
            if name.startswith("$"):
                self._told.append(f"The made-up value {found[0]}: a text of random signs stands for it.")
                return self._marks.sign("random_string(8)")
            self._used[name] = None
            return self._marks.sign(self._names.of(name))

        return _NAME.sub(sign, text)

    def _headers(self, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        listed = given.get("header")
        if isinstance(listed, str):
            pairs = [line.partition(":")[::2] for line in listed.splitlines() if ":" in line]
        else:
            shown = (one for one in listed or () if isinstance(one, dict) and not one.get("disabled"))
            pairs = [(str(one.get("key") or ""), str(one.get("value") or "")) for one in shown]
        return [(self._signed(key.strip()), self._signed(value.strip())) for key, value in pairs if key.strip()]

    def _body(self, body: Any, name: str) -> tuple[str, str]:
        """Return a body that is a text, and its kind."""
        if not isinstance(body, dict) or body.get("disabled"):
            return "", ""
        mode = body.get("mode")
        if mode == "raw":
            language = ((body.get("options") or {}).get("raw") or {}).get("language", "")
            return self._signed(str(body.get("raw") or "")), _KINDS.get(language, "text/plain")
        if mode == "urlencoded":
            shown = (one for one in body.get("urlencoded") or () if isinstance(one, dict) and not one.get("disabled"))
            return self._signed("&".join(self._pair(one) for one in shown)), "application/x-www-form-urlencoded"
        if mode == "graphql":
            return self._signed(self._graphql(body.get("graphql") or {}, name)), "application/json"
        return "", ""

    def _graphql(self, given: Mapping[str, Any], name: str) -> str:
        variables = given.get("variables") or {}
        try:
            variables = json.loads(variables) if isinstance(variables, str) else variables
        except ValueError:
            self._told.append(f"The GraphQL variables of '{name}', which are no JSON.")
            variables = {}
        return json.dumps({"query": given.get("query", ""), "variables": variables}, ensure_ascii=False)

    def _files(self, body: Any, name: str) -> dict[str, Any]:
        """Return a body that holds files."""
        mode = body.get("mode") if isinstance(body, dict) else ""
        if mode == "formdata":
            shown = (one for one in body.get("formdata") or () if isinstance(one, dict) and not one.get("disabled"))
            parts = tuple(self._part(one) for one in shown)
            return {"body": MultipartBody(boundary=_BOUNDARY, parts=parts)} if parts else {}
        if mode == "file":
            file = _bare((body.get("file") or {}).get("src"))
            self._told.append(f"The file {file} of '{name}': put it beside the scenario.")
            return {"body": FileBody(path=file)} if file else {}
        return {}

    def _part(self, one: Mapping[str, Any]) -> Part:
        name, kind = str(one.get("key") or ""), str(one.get("contentType") or "")
        if one.get("type") == "file":
            source = one.get("src")
            file = _bare(source[0] if isinstance(source, list) and source else source)
            self._told.append(
                f"The file {file or 'of the field ' + name}: put it beside the scenario, or choose another."
            )
            return Part(name=name, file_name=file or "file", content_type=kind, path=file)
        return Part(name=name, text=self._template(str(one.get("value") or "")), content_type=kind)

    def _template(self, text: str) -> str:
        return self._marks.holes(escape(self._signed(text)))

    def _auth(self, auth: Any, headers: list[tuple[str, str]]) -> Auth | None:
        if not isinstance(auth, dict) or auth.get("type") in (None, "noauth"):
            return None
        kind = str(auth["type"])
        said = auth.get(kind)
        pairs = said if isinstance(said, dict) else {one.get("key"): one.get("value") for one in said or ()}
        if kind in ("basic", "digest"):
            made = BasicAuth if kind == "basic" else DigestAuth
            name, password = (self._template(str(pairs.get(key) or "")) for key in ("username", "password"))
            return made(username=name, password=password)
        if kind in ("bearer", "oauth2"):
            token = str(pairs.get("token") or pairs.get("accessToken") or "{{access_token}}")
            headers.append(("Authorization", self._signed(f"Bearer {token}")))
        elif kind == "apikey" and pairs.get("in") != "query":
            headers.append((str(pairs.get("key") or ""), self._signed(str(pairs.get("value") or ""))))
        else:
            self._told.append(f"The log-in of the kind '{kind}'.")
        return None

    def _with_scripts(self, request: HttpRequest, item: Mapping[str, Any]) -> HttpRequest:
        extractors: list[Extractor] = []
        checks: list[StatusCheck] = []
        for listen, script in scripts_of(item):
            taken = takings_of(script) if listen == "test" else ()
            for variable, path in taken:
                self._used[variable] = None
                self._taken.setdefault(variable, request.id)
                extractors.append(Extractor(variable=self._names.of(variable), sources=(JsonSource(path=path),)))
            checks += (StatusCheck(recorded=status, exact=True) for status in statuses_of(script))
            if not understood(script):
                when = "before it is sent" if listen == "prerequest" else "after its answer"
                self._told.append(f"The script that runs {when} in '{request.name}', or a part of it.")
        return replace(request, extractors=tuple(extractors), checks=tuple(checks[:1]))

    def _tell_of_scripts(self, where: str, item: Mapping[str, Any]) -> None:
        if any(not understood(script) for _, script in scripts_of(item)):
            self._told.append(f"The scripts of {where}.")


def _dotted(parts: Any, sign: str) -> str:
    return sign.join(str(part) for part in parts) if isinstance(parts, list) else str(parts or "")


def _encoded(text: str) -> str:
    """Encode what stands around names; a text that was encoded already stays."""
    pieces = re.split(r"(\{\{[^{}]*\}\})", text)
    return "".join(piece if piece.startswith("{{") or "%" in piece else encode_form(piece) for piece in pieces)


def _bare(path: Any) -> str:
    return str(path or "").replace("\\", "/").rpartition("/")[2]


def _text(value: Any) -> str:
    return str(value.get("content") or "") if isinstance(value, dict) else str(value or "")
