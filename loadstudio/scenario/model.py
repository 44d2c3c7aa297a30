"""The scenario's values: steps, requests, bodies, variables, data sources, hosts.

All are frozen; an edit replaces (see `edit`). Identity is by `id`, stable through edits. Text that may hold variables
is a *template* (see `template`): `Hello ${name}`. The values that produce variables stand in `extractor`, the checks
in `assertion`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from loadstudio.scenario.assertion import Check
from loadstudio.scenario.extractor import Extractor

SCENARIO_VERSION = 3


class Field(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A name and a value: query parameter, form field or header. Both are templates.

    Query and form fields are written decoded and encoded when sent (WHATWG urlencoded, as browsers do). With `raw`
    they are sent exactly as written, since the recorded spelling cannot be had by encoding; a raw field without `=`
    has `value` None.
    """

    name: str
    value: str | None = ""
    enabled: bool = True
    raw: bool = False


class FormBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="form"):
    """An `application/x-www-form-urlencoded` body; order and duplicates kept."""

    fields: tuple[Field, ...]


class TextBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="text"):
    """JSON, XML, GraphQL or any other text as one template, sent in UTF-8. The Content-Type stands among the
    headers.
    """

    text: str


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a multipart body: a text (template) or, when `file_name` is set, a file: its recorded `content`, or the
    file at `path` (relative to the scenario's folder) where one is given.
    """

    name: str
    text: str = ""
    file_name: str = ""
    content_type: str = ""
    content: bytes = b""
    path: str = ""


class MultipartBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="multipart"):
    """A `multipart/form-data` body; the boundary is kept as recorded and stands in the Content-Type header too."""

    boundary: str
    parts: tuple[Part, ...]


class BinaryBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="binary"):
    """A body sent byte for byte (base64 in the file)."""

    content: bytes


class FileBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="file"):
    """The bytes of a file; `path` is relative to the scenario's folder. The Content-Type stands among the headers."""

    path: str


type Body = FormBody | TextBody | MultipartBody | BinaryBody | FileBody


class BasicAuth(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="basic"):
    """User name and password in the Authorization header (RFC 7617); both are templates."""

    username: str
    password: str


class DigestAuth(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="digest"):
    """An answer to the server's challenge (RFC 7616); both are templates."""

    username: str
    password: str


type Auth = BasicAuth | DigestAuth


class RecordedAnswer(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What the recording holds for a request: which entry it is, and the facts of its answer that need no HAR."""

    entry_id: str
    status: int = 0
    mime_type: str = ""
    size_bytes: int = 0
    duration_ms: float = 0
    offset_ms: float = 0
    """When it was sent, since the start of its step."""


class HttpRequest(
    msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="kind", tag="request"
):
    """One request. `name` is its label in every table: `GET /path` unless renamed.

    `url` is a template of scheme, host and path as sent (percent-encoded), without the query. Host, Content-Length,
    Connection and Cookie are never among `headers`: connection and cookie jar write them. Redirects are requests of
    their own, as recorded.
    """

    id: str
    name: str
    method: str
    url: str
    enabled: bool = True
    query: tuple[Field, ...] = ()
    headers: tuple[Field, ...] = ()
    body: Body | None = None
    auth: Auth | None = None
    extractors: tuple[Extractor, ...] = ()
    checks: tuple[Check, ...] = ()
    static: bool = False
    """An image, style sheet, script or font of a page."""
    recorded: RecordedAnswer | None = None
    ignored: tuple[str, ...] = ()
    """Texts of the recorded answer that may differ: comparisons grey them out."""


class ThinkTime(
    msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="kind", tag="think_time"
):
    """A pause of the person, `seconds` long as recorded; the plan may scale it."""

    id: str
    seconds: float
    enabled: bool = True


class PythonCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="python"):
    """A step in Python, for what cannot be said otherwise. It is run once where it stands, with `session` (a
    `requests.Session` with the user's cookies, whose requests are measured), `values` (the scenario's variables by
    name, to read and to set) and `log`.
    """

    id: str
    name: str
    code: str
    enabled: bool = True


class Comparison(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether `left` is to `right` as `operator` says; both are templates. `less` and `more` compare numbers, `exists`
    asks whether the values in `left` have been taken, `matches` takes `right` as a regular expression.
    """

    left: str
    operator: Literal["equals", "differs", "contains", "lacks", "matches", "less", "more", "exists", "missing"]
    right: str = ""


class Loop(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="loop"):
    """Its children `times` times; with `condition` at most so often, and only while it holds before a turn."""

    id: str
    times: int = 2
    condition: Comparison | None = None
    children: tuple[Node, ...] = ()
    enabled: bool = True


class If(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="if"):
    """Its children when the condition holds."""

    id: str
    condition: Comparison
    children: tuple[Node, ...] = ()
    enabled: bool = True


class Choice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="choice"):
    """One of its steps by chance, anew in each pass; each as often as its `share` among all shares says."""

    id: str
    children: tuple[Node, ...] = ()
    enabled: bool = True


class Step(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="kind", tag="step"):
    """What follows one action of the person; measured as one transaction (think times excluded).

    Inside of another step or a block it is a group with a transaction of its own. `share` counts in a choice.
    """

    id: str
    name: str
    children: tuple[Node, ...] = ()
    enabled: bool = True
    share: float = 1.0
    note: str = ""


type Block = Loop | If | Choice
"""What says whether and how often its children are done."""

type Node = HttpRequest | ThinkTime | PythonCode | Block | Step

BLOCKS = (Loop, If, Choice)
HOLDERS = (*BLOCKS, Step)
"""The kinds that have children."""


class Variable(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A changing value and its evidence. `name` is what templates use, `label` what people read.

    `origin`: taken from an answer (`extracted`, then `source_request_id` names it), made anew (`generated`, then
    `generator` is a template expression such as `now('ms')`), or as recorded (`constant`). Columns of data sources
    are not listed here. `status` is what a replay said: not replayed yet (`proposed`), `confirmed`, `constant` so
    far, or `unresolved`.
    """

    name: str
    label: str
    origin: Literal["extracted", "generated", "constant"] = "extracted"
    source_request_id: str = ""
    generator: str = ""
    recorded_value: str = ""
    replayed_value: str = ""
    """What the last replay found in its place, or ''."""
    status: Literal["proposed", "confirmed", "constant", "unresolved"] = "proposed"
    explanation: str = ""
    """One sentence: where it comes from and where it goes."""
    secret: bool = False
    enabled: bool = True


class GeneratedColumn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column of made-up values: `maker` names what is made (`name`, `email`, `city`), `pattern` how where it needs
    it.
    """

    name: str
    maker: str
    pattern: str = ""


class GeneratedRows(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Made-up rows instead of a file's; the same `seed` makes the same ones. `locale` is such as `de_DE`."""

    columns: tuple[GeneratedColumn, ...]
    count: int = 1000
    locale: str = "en_US"
    seed: int = 0


class DataSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A table of test data; templates use it as `${name.column}`. `file` is relative to the scenario's folder, '' where
    the rows are `generated`.

    `policy`: the next row for each pass in order (`sequential`), any (`random`), a row of its own for each user in all
    its passes (`unique`), a row of its own for each pass, never used again (`unique_pass`), or one row for each user in
    all its passes, which users may share (`per_user`). `when_used_up` says what happens behind the last row: begin
    again, keep the last, or stop the users that find none. `headers` are the names of columns in the file, where they
    are others than in templates.
    """

    name: str
    file: str = ""
    columns: tuple[str, ...] = ()
    policy: Literal["sequential", "random", "unique", "unique_pass", "per_user"] = "sequential"
    when_used_up: Literal["repeat", "keep_last", "stop"] = "repeat"
    secret_columns: tuple[str, ...] = ()
    generated: GeneratedRows | None = None
    headers: dict[str, str] = {}


def columns_in(source: DataSource, header: tuple[str, ...]) -> tuple[str, ...]:
    """Return what templates call the columns that a file's header names."""
    behind = {named: column for column, named in source.headers.items()}
    return tuple(behind.get(named, named) for named in header)


class Host(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A host of the recording (`host` or `host:port`): whether its requests are kept, and why in a few words."""

    name: str
    kept: bool
    reason: str = ""
    requests: int = 0


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """What one virtual user does in one pass. `recording` is the HAR's path relative to the scenario's folder, or
    ''.
    """

    version: int = SCENARIO_VERSION
    id: str
    name: str
    start_url: str = ""
    recording: str = ""
    hosts: tuple[Host, ...] = ()
    steps: tuple[Step, ...] = ()
    variables: tuple[Variable, ...] = ()
    data_sources: tuple[DataSource, ...] = ()


def walk(nodes: Iterable[Node], *, enabled_only: bool = False) -> Iterator[Node]:
    """Yield nodes with all that is in them, each before what it holds; `enabled_only` leaves out what is off."""
    for node in nodes:
        if enabled_only and not node.enabled:
            continue
        yield node
        if isinstance(node, HOLDERS):
            yield from walk(node.children, enabled_only=enabled_only)


def requests_of(scenario: Scenario, *, enabled_only: bool = False) -> tuple[HttpRequest, ...]:
    """Return all requests in the order in which they stand."""
    found: list[HttpRequest] = []
    _take_requests(scenario.steps, enabled_only, found)
    return tuple(found)


def _take_requests(nodes: Iterable[Node], enabled_only: bool, found: list[HttpRequest]) -> None:
    """Append all requests: of thousands this takes a third of what `walk` takes."""
    for node in nodes:
        if node.enabled or not enabled_only:
            if isinstance(node, HttpRequest):
                found.append(node)
            elif isinstance(node, HOLDERS):
                _take_requests(node.children, enabled_only, found)
