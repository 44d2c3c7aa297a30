"""The scenario's values: steps, requests, bodies, variables, data sources, hosts.

All are frozen; an edit replaces (see `edit`). Identity is by `id`, stable through edits. Text that may hold variables
is a *template* (see `template`): `Hello ${name}`. The values that produce variables stand in `extractor`, the checks
in `assertion`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from loadstudio.scenario.assertion import Check
from loadstudio.scenario.extractor import Extractor

SCENARIO_VERSION = 1


class Field(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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
    """A part of a multipart body: a text (template) or, when `file_name` is set, a file with its recorded `content`."""

    name: str
    text: str = ""
    file_name: str = ""
    content_type: str = ""
    content: bytes = b""


class MultipartBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="multipart"):
    """A `multipart/form-data` body; the boundary is kept as recorded and stands in the Content-Type header too."""

    boundary: str
    parts: tuple[Part, ...]


class BinaryBody(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="binary"):
    """A body sent byte for byte (base64 in the file)."""

    content: bytes


type Body = FormBody | TextBody | MultipartBody | BinaryBody


class RecordedAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the recording holds for a request: which entry it is, and the facts of its answer that need no HAR."""

    entry_id: str
    status: int = 0
    mime_type: str = ""
    size_bytes: int = 0
    duration_ms: float = 0
    offset_ms: float = 0
    """When it was sent, since the start of its step."""


class HttpRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="request"):
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
    extractors: tuple[Extractor, ...] = ()
    checks: tuple[Check, ...] = ()
    static: bool = False
    """An image, style sheet, script or font of a page."""
    recorded: RecordedAnswer | None = None


class ThinkTime(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="think_time"):
    """A pause of the person, `seconds` long as recorded; the plan may scale it."""

    id: str
    seconds: float
    enabled: bool = True


type Node = HttpRequest | ThinkTime


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What follows one action of the person; measured as one transaction (think times excluded)."""

    id: str
    name: str
    children: tuple[Node, ...] = ()
    enabled: bool = True


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
    status: Literal["proposed", "confirmed", "constant", "unresolved"] = "proposed"
    explanation: str = ""
    """One sentence: where it comes from and where it goes."""
    secret: bool = False
    enabled: bool = True


class DataSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A table of test data; templates use it as `${name.column}`. `file` is relative to the scenario's folder.

    `policy`: the next row for each pass in order (`sequential`), any (`random`), or each row once for a user
    (`unique`).
    """

    name: str
    file: str
    columns: tuple[str, ...]
    policy: Literal["sequential", "random", "unique"] = "sequential"
    secret_columns: tuple[str, ...] = ()


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


def requests_of(scenario: Scenario, *, enabled_only: bool = False) -> tuple[HttpRequest, ...]:
    """Return all requests in the order in which a pass sends them."""
    return tuple(
        node
        for step in scenario.steps
        if step.enabled or not enabled_only
        for node in step.children
        if isinstance(node, HttpRequest) and (node.enabled or not enabled_only)
    )
