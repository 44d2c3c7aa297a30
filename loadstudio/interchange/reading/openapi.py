"""Descriptions of APIs (OpenAPI 3, JSON or YAML): a step for each tag, a request for each operation, with examples or
sample values. Names in paths, and log-ins, become values that the person fills in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types.url import encode_component, encode_form, split
from loadstudio.interchange.reading.brought import Brought, Marks, Names, a_step, as_scenario, constant, wire_request
from loadstudio.interchange.reading.schema_sample import Samples
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.model import Auth, BasicAuth, HttpRequest, MultipartBody, Part, Step, Variable
from loadstudio.scenario.template import escape

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_BOUNDARY = "----LoadStudioFormBoundary"


def is_openapi(value: Any) -> bool:
    """Tell whether a value is a description of an API, of whatever version."""
    return (
        isinstance(value, dict) and ("openapi" in value or "swagger" in value) and isinstance(value.get("paths"), dict)
    )


def from_openapi(value: Mapping[str, Any], name: str) -> Brought:
    """Return a description as a scenario. Raises InvalidInput for another version, and where no site is named."""
    if not str(value.get("openapi", "")).startswith("3"):
        raise InvalidInput("This is version 2 of the format (Swagger). Convert it to OpenAPI 3 first.")
    info = value.get("info")
    title = str(info.get("title") or name) if isinstance(info, dict) else name
    return _Description(value).brought(title)


class _Description:
    """Goes through one description."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self._samples = Samples(value)
        self._marks = Marks()
        self._names = Names()
        self._variables: dict[str, Variable] = {}
        self._told: list[str] = []
        self._site = self._server()

    def _server(self) -> str:
        servers = self._value.get("servers")
        first = servers[0] if isinstance(servers, list) and servers and isinstance(servers[0], dict) else {}
        address = str(first.get("url") or "")
        for key, one in (first.get("variables") or {}).items():
            address = address.replace(f"{{{key}}}", str(one.get("default", "")) if isinstance(one, dict) else "")
        try:
            split(address)
        except ValueError:
            self._told.append(f"The site: the description names none ('{address}'). http://localhost stands for it.")
            address = "http://localhost/" + address.strip("/")
        return address.rstrip("/")

    def brought(self, name: str) -> Brought:
        by_tag: dict[str, list[HttpRequest]] = {}
        for path, given in self._value["paths"].items():
            item = self._samples.resolved(given)
            if not isinstance(item, dict):
                continue
            for method in _METHODS:
                operation = item.get(method)
                if isinstance(operation, dict):
                    tags = operation.get("tags")
                    tag = str(tags[0]) if isinstance(tags, list) and tags else name
                    by_tag.setdefault(tag, []).append(self._request(method, str(path), item, operation))
        steps: list[Step] = [a_step(tag, requests) for tag, requests in by_tag.items()]
        scenario = as_scenario(name, steps, self._variables.values())
        return Brought(scenario, tuple(dict.fromkeys(self._told)))

    def _request(self, method: str, path: str, item: Mapping[str, Any], operation: Mapping[str, Any]) -> HttpRequest:
        label = f"{method.upper()} {path}"
        address, query, headers = path, list[str](), list[tuple[str, str]]()
        cookies: list[str] = []
        for one in self._parameters(item, operation):
            key, where = str(one.get("name") or ""), one.get("in")
            sample = _plain(self._sample(one))
            if where == "path":
                address = address.replace(f"{{{key}}}", self._value_sign(key, sample))
            elif not one.get("required") and "example" not in one:
                continue
            elif where == "query":
                query.append(f"{encode_form(key)}={encode_form(sample)}")
            elif where == "header":
                headers.append((key, sample))
            elif where == "cookie":
                cookies.append(f"{key}={encode_component(sample)}")
        for missing in re.findall(r"\{([^{}]+)\}", address):
            address = address.replace(f"{{{missing}}}", self._value_sign(missing, "1"))
        auth = self._log_in(operation, headers, query)
        body, kind, parts = self._body(operation, label)
        if kind:
            headers.append(("Content-Type", kind))
        if cookies:
            headers.append(("Cookie", "; ".join(cookies)))
        url = f"{self._site}{address}" + (f"?{'&'.join(query)}" if query else "")
        request = wire_request(method, url, tuple(headers), body.encode(), name=label, of=self._marks)
        if parts:
            request = replace(request, body=MultipartBody(boundary=_BOUNDARY, parts=parts))
        return replace(request, auth=auth, checks=_status(operation))

    def _parameters(self, item: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        listed = [
            self._samples.resolved(one)
            for one in (*(item.get("parameters") or ()), *(operation.get("parameters") or ()))
        ]
        known = {(one.get("name"), one.get("in")): one for one in listed if isinstance(one, dict)}
        return known.values()

    def _sample(self, one: Mapping[str, Any]) -> Any:
        if "example" in one:
            return one["example"]
        examples = one.get("examples")
        if isinstance(examples, dict) and examples:
            first = self._samples.resolved(next(iter(examples.values())))
            return first.get("value") if isinstance(first, dict) else first
        return self._samples.of(one.get("schema"))

    def _value_sign(self, key: str, sample: str, *, secret: bool = False) -> str:
        name = self._names.of(key)
        if name not in self._variables:
            made = constant(name, sample, "The description names it; this is a sample. Say what it is for real.")
            self._variables[name] = replace(made, secret=secret)
        return self._marks.sign(name)

    def _log_in(self, operation: Mapping[str, Any], headers: list[tuple[str, str]], query: list[str]) -> Auth | None:
        asked = operation.get("security", self._value.get("security"))
        first = next((one for one in asked or () if isinstance(one, dict) and one), {})
        schemes = (self._value.get("components") or {}).get("securitySchemes") or {}
        auth: Auth | None = None
        for key in first:
            scheme = self._samples.resolved(schemes.get(key))
            if not isinstance(scheme, dict):
                continue
            kind, way = scheme.get("type"), str(scheme.get("scheme", "")).lower()
            if kind == "http" and way == "basic":
                for word in ("username", "password"):
                    self._value_sign(word, "", secret=word == "password")
                auth = BasicAuth(
                    username=f"${{{self._names.of('username')}}}", password=f"${{{self._names.of('password')}}}"
                )
            elif kind == "apiKey" and scheme.get("in") == "query":
                query.append(f"{encode_form(str(scheme.get('name')))}={self._value_sign(key, '', secret=True)}")
            elif kind == "apiKey":
                name = "Cookie" if scheme.get("in") == "cookie" else str(scheme.get("name"))
                said = self._value_sign(key, "", secret=True)
                headers.append((name, f"{scheme.get('name')}={said}" if name == "Cookie" else said))
            elif kind in ("oauth2", "openIdConnect") or way == "bearer":
                headers.append(("Authorization", f"Bearer {self._value_sign('access_token', '', secret=True)}"))
            else:
                self._told.append(f"The log-in '{key}' of the kind {kind} {way}".strip() + ".")
        if first:
            self._told.append(
                "What logs in: fill in the values under Values, or take them from a request that logs in."
            )
        return auth

    def _body(self, operation: Mapping[str, Any], label: str) -> tuple[str, str, tuple[Part, ...]]:
        """Return a text and its kind, or parts of a form with files."""
        body = self._samples.resolved(operation.get("requestBody"))
        content = body.get("content") if isinstance(body, dict) else None
        if not isinstance(content, dict) or not content:
            return "", "", ()
        kind = next((one for one in content if "json" in one), next(iter(content)))
        media = content[kind] if isinstance(content[kind], dict) else {}
        value = self._sample(media)
        if "json" in kind:
            return json.dumps(value, ensure_ascii=False), kind, ()
        if kind == "multipart/form-data":
            return "", "", self._parts(media, value, label)
        if kind == "application/x-www-form-urlencoded" and isinstance(value, dict):
            return "&".join(f"{encode_form(k)}={encode_form(_plain(v))}" for k, v in value.items()), kind, ()
        if not isinstance(value, str):
            self._told.append(f"The body of {label}, of the kind {kind}: write it by hand.")
            return "", "", ()
        return value, kind, ()

    def _parts(self, media: Mapping[str, Any], value: Any, label: str) -> tuple[Part, ...]:
        schema = self._samples.resolved(media.get("schema"))
        members = schema.get("properties") if isinstance(schema, dict) else None
        parts = []
        for name, said in (value if isinstance(value, dict) else {}).items():
            member = self._samples.resolved((members or {}).get(name))
            if isinstance(member, dict) and member.get("format") == "binary":
                self._told.append(f"The file '{name}' of {label}: choose one.")
                parts.append(
                    Part(name=name, file_name="file.bin", content_type="application/octet-stream", content=b"sample")
                )
            else:
                parts.append(Part(name=name, text=escape(_plain(said))))
        return tuple(parts)


def _status(operation: Mapping[str, Any]) -> tuple[StatusCheck, ...]:
    """Return the check of the first answer that is a success."""
    codes = [str(code) for code in operation.get("responses") or ()]
    good = next((code for code in codes if re.fullmatch(r"[23]\d\d", code)), "")
    return (StatusCheck(recorded=int(good)),) if good else ()


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return (
        json.dumps(value, ensure_ascii=False) if not isinstance(value, list) else ",".join(_plain(one) for one in value)
    )
