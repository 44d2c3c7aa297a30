"""A little browser for tests: it visits a site made of plain functions, and its recorder writes down what happened. And
its counterpart, a pass of a scenario against the same kind of site, with the program's own playback.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from loadstudio.authoring.importing.importer import ImportResult
from loadstudio.http_types.cookies import Jar
from loadstudio.http_types.headers import Headers, get, get_all
from loadstudio.http_types.url import split
from loadstudio.metrics.exchange import Exchange
from loadstudio.plan.run_spec import DataTable
from loadstudio.playback.answer import Answer
from loadstudio.playback.check import failure_of
from loadstudio.playback.compile import CompiledScenario, compile_scenario
from loadstudio.playback.extract import extract
from loadstudio.playback.feed import open_feed
from loadstudio.playback.generate import Generators
from loadstudio.playback.program import CompiledExchange
from loadstudio.playback.render import MissingValue, render
from loadstudio.recording.entry import Recording
from tests.support.recordings import FORM, RecordingBuilder, urlencoded

_HOST = "shop.test"


class Sent(NamedTuple):
    """A request as a site sees it; `form` and `query` are decoded, `json` is None when the body is none."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    json: Any
    headers: Headers
    cookies: dict[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value or ''."""
        return get(self.headers, name)


class Got(NamedTuple):
    """What a site answers."""

    body: str = ""
    status: int = 200
    headers: Headers = ()
    kind: str = "text/html; charset=utf-8"


type Site = Callable[[Sent], Got]


class Browser:
    """Visits `site` and records: `step` names what follows."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._builder = RecordingBuilder()
        self._jar = Jar()
        self.page = LexborHTMLParser("")
        self.url = f"http://{_HOST}/"
        self.last = Got()

    def step(self, title: str) -> Browser:
        """Begin a step, two seconds later."""
        self._builder.wait(2.0)
        self._builder.page(title)
        return self

    def get(self, url: str, **fields: Any) -> Browser:
        """Load a page, following redirects."""
        return self._send("GET", url, **fields)

    def submit(self, selector: str, typed: Mapping[str, str]) -> Browser:
        """Fill in and send the form that a CSS selector finds."""
        form = self.page.css_first(selector)
        assert form is not None, f"no form {selector} on {self.url}"
        fields = {
            str(node.attributes["name"]): node.attributes.get("value") or ""
            for node in form.css("input, textarea")
            if node.attributes.get("name")
        }
        body = urlencoded(fields | typed)
        action = form.attributes.get("action") or self.url
        if (form.attributes.get("method") or "get").lower() == "get":
            return self._send("GET", f"{action}?{body}")
        return self._send("POST", action, body=body.encode(), headers=FORM)

    def follow(self, selector: str) -> Browser:
        """Click on a link."""
        return self.get(self.node(selector).attributes["href"] or "")

    def node(self, selector: str) -> LexborNode:
        """Return an element of the page."""
        found = self.page.css_first(selector)
        assert found is not None, f"no {selector} on {self.url}"
        return found

    def api(self, method: str, url: str, sent: object = None, headers: Headers = ()) -> Any:
        """Call an API as a page's script does and return the decoded JSON, or None."""
        body = msgspec.json.encode(sent) if sent is not None else b""
        kept = self.page, self.url
        self._send(method, url, body=body, headers=(*headers, ("Content-Type", "application/json")), kind="fetch")
        self.page, self.url = kept
        return msgspec.json.decode(self.last.body) if self.last.body else None

    def cookie(self, name: str) -> str:
        """Return a cookie as a script reads it."""
        return self._jar.get(name) or ""

    def recording(self) -> Recording:
        """Return what was recorded."""
        return self._builder.recording()

    def now_ms(self) -> int:
        """Return the browser's clock."""
        return self._builder.now_us // 1000

    def _send(
        self, method: str, url: str, *, body: bytes = b"", headers: Headers = (), kind: str = "document"
    ) -> Browser:
        url = urljoin(self.url, url)
        cookie = self._jar.header(_HOST, urlsplit(url).path or "/", False, self._builder.now_us / 1e6).decode()
        sent_headers = (*headers, ("Referer", self.url), *((("Cookie", cookie),) if cookie else ()))
        got = self._site(sent_of(method, url, sent_headers, body))
        self._builder.send(
            method,
            url,
            headers=sent_headers,
            body=body,
            status=got.status,
            answer=got.body,
            answer_headers=(*got.headers, ("Content-Type", got.kind)),
            resource_type=kind,
        )
        _keep_cookies(self._jar, urlsplit(url).path or "/", got.headers, self._builder.now_us / 1e6)
        self.last, self.url = got, url
        if location := get(got.headers, "location"):
            if got.status in (301, 302, 303):
                return self._send("GET", location, kind=kind)
            return self
        self.page = LexborHTMLParser(got.body) if kind == "document" else self.page
        return self


class Replayed(NamedTuple):
    """What a pass did: the failures as `request: reason`, the variables that it took, by name, and the exchanges as
    the engine traces them.
    """

    failures: list[str]
    values: dict[str, str | None]
    requests: list[Sent]
    exchanges: list[Exchange]


def replay(result: ImportResult, site: Site, rows: Mapping[str, tuple[str, ...]] = {}, *, seed: int = 1) -> Replayed:
    """Do one pass of an imported scenario against a site, with a fresh jar. `rows` replace those of the recording."""
    compiled = _compiled(result, rows, seed)
    values = compiled.new_values()
    compiled.begin_pass(values, 0)
    jar = Jar()
    failures: list[str] = []
    requests: list[Sent] = []
    traced: list[Exchange] = []
    for exchange in _exchanges(compiled):
        try:
            sent, got, failure = _do(exchange, values, jar, site)
        except MissingValue as missing:
            failures.append(f"{exchange.node.name}: {missing}")
            break
        requests.append(sent)
        traced.append(_traced(exchange, sent, got, failure, values))
        failures += [f"{exchange.node.name}: {failure}"] if failure else []
    return Replayed(failures, dict(zip(compiled.slots.names, values, strict=False)), requests, traced)


def _traced(exchange: CompiledExchange, sent: Sent, got: Got, failure: str, values: list[str | None]) -> Exchange:
    content = got.body.encode()
    return Exchange(
        request_id=exchange.node.id,
        label=exchange.node.name,
        step="",
        method=sent.method,
        url=f"http://{_HOST}{sent.path}",
        request_headers=sent.headers,
        request_body=sent.body,
        status=got.status,
        response_headers=(*got.headers, ("Content-Type", got.kind)),
        response_body=content,
        response_bytes=len(content),
        failure=failure,
        taken=tuple(
            (extractor.variable, value)
            for extractor in exchange.extractors
            if (value := values[extractor.slot]) is not None
        ),
    )


def replay_against_itself(result: ImportResult, recording: Recording) -> None:
    """Do a pass in which every answer is the recorded one, and assert that every request is, too (but for the
    spelling of escapes), that every value is there to be taken, and that every check passes.
    """
    compiled = _compiled(result, {}, 1)
    values = compiled.new_values()
    compiled.begin_pass(values, 0)
    for variable in result.scenario.variables:
        if variable.origin != "extracted" and (slot := compiled.slots.find(variable.name)) is not None:
            values[slot] = variable.recorded_value
    jar = Jar()
    recorded = {entry.id: entry for entry in recording.entries}
    for exchange in _exchanges(compiled):
        assert exchange.node.recorded
        entry = recorded[exchange.node.recorded.entry_id]
        assert entry.response
        head, _, body = render(exchange.request, values).partition(b"\r\n\r\n")
        url = split(entry.request.url)
        target = url.path + ("" if url.query is None else f"?{url.query}")
        assert _meaning(head.split(b" ")[1]) == _meaning(target.encode())
        assert body == entry.request.body or _meaning(body) == _meaning(entry.request.body)
        _keep_cookies(jar, url.path, entry.response.headers, 0.0)
        answer = Answer.of(entry.response.status, entry.response.headers, entry.response.body, path=url.path, jar=jar)
        assert failure_of(exchange.checks, answer) is None
        assert extract(exchange.extractors, answer, values) == ()


def _meaning(text: bytes) -> str:
    """Return a text free of the spellings that a filter cannot give again: `%2b` for `%2B`, `&#43;` for `+`."""
    return html.unescape(unquote(text.decode("latin-1"))).replace("\\/", "/")


def _exchanges(compiled: CompiledScenario) -> list[CompiledExchange]:
    children = (child for step in compiled.steps for child in step.children)
    return [child for child in children if isinstance(child, CompiledExchange)]


def _compiled(result: ImportResult, rows: Mapping[str, tuple[str, ...]], seed: int) -> CompiledScenario:
    sources = result.scenario.data_sources
    tables = [
        DataTable(
            name=table.name, columns=table.columns, rows=(rows.get(table.name, table.rows[0]),), policy=source.policy
        )
        for table, source in zip(result.tables, sources, strict=True)
    ]
    generators = Generators(clock=lambda: 1_900_000_000.0, chance=random.Random(seed))
    feeds = tuple(open_feed(table) for table in tables)
    return compile_scenario(result.scenario, generators=generators, feeds=feeds)


def _do(exchange: CompiledExchange, values: list[str | None], jar: Jar, site: Site) -> tuple[Sent, Got, str]:
    path = exchange.request.path or "/"
    data = render(exchange.request, values, jar.header(_HOST, path, False, 0.0))
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    headers = tuple((name, value) for name, _, value in (line.partition(": ") for line in lines))
    sent = sent_of(method, f"http://{_HOST}{target}", headers, body)
    got = site(sent)
    _keep_cookies(jar, sent.path, got.headers, 0.0)
    answer = Answer.of(
        got.status, (*got.headers, ("Content-Type", got.kind)), got.body.encode(), path=sent.path, jar=jar
    )
    failure = failure_of(exchange.checks, answer)
    missing = extract(exchange.extractors, answer, values)
    return sent, got, failure or ", ".join(extractor.failure for extractor in missing)


def sent_of(method: str, url: str, headers: Headers, body: bytes) -> Sent:
    """Return a request as a site sees it."""
    parts = urlsplit(url)
    kind = get(headers, "content-type")
    cookies = dict(
        pair.strip().partition("=")[::2] for value in get_all(headers, "cookie") for pair in value.split(";")
    )
    return Sent(
        method=method,
        path=parts.path or "/",
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        form=dict(parse_qsl(body.decode(), keep_blank_values=True)) if "urlencoded" in kind else {},
        json=msgspec.json.decode(body) if "json" in kind and body else None,
        headers=headers,
        cookies=cookies,
        body=body,
    )


def _keep_cookies(jar: Jar, path: str, headers: Headers, now_s: float) -> None:
    for value in get_all(headers, "set-cookie"):
        jar.store(_HOST, path, False, value.encode(), now_s)
