"""What a scenario does and under which load, ready to be written for another tool: addresses resolved, texts encoded
where they are literal, values known for good put in. `outlining` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from loadstudio.interchange.writing.json_path import Path
from loadstudio.interchange.writing.texts import Text
from loadstudio.plan.model import Load, NetworkSettings, Plan, ThinkTimes
from loadstudio.scenario.assertion import HeaderCheck, JsonKeysCheck, NoLoginFormCheck, RedirectCheck, TextCheck
from loadstudio.scenario.extractor import CookieSource, InputSource
from loadstudio.scenario.functions import Call
from loadstudio.scenario.model import HttpRequest


class Pair(NamedTuple):
    """A field of a form: to be urlencoded, or with `raw` to be sent as written; None is a name without `=`."""

    name: Text
    value: Text | None
    raw: bool = False


class FormSent(NamedTuple):
    """A urlencoded form."""

    pairs: tuple[Pair, ...]


class TextSent(NamedTuple):
    """A text, sent in UTF-8."""

    text: Text


class BytesSent(NamedTuple):
    """The content of a file, by its name among the outline's."""

    file: str


class PartSent(NamedTuple):
    """A part of a multipart body: a `text`, or the content of a `file` (by its name among the outline's) under
    `file_name`; '' as `file` where the person chose none.
    """

    name: str
    text: Text
    file: str = ""
    file_name: str | None = None
    content_type: str = ""


class MultipartSent(NamedTuple):
    """A form with files."""

    boundary: str
    parts: tuple[PartSent, ...]


type Sent = FormSent | TextSent | BytesSent | MultipartSent


class LogIn(NamedTuple):
    """A log-in by the Authorization header."""

    kind: Literal["basic", "digest"]
    username: Text
    password: Text


class JsonTaking(NamedTuple):
    """A value in a JSON body, or in the JSON of an element that `selector` finds."""

    steps: Path
    path: str
    selector: str
    attribute: str


class ElementTaking(NamedTuple):
    """An attribute of an element, its text with ''; `pattern` takes a part."""

    selector: Text
    attribute: str
    pattern: str
    occurrence: int


class HeaderTaking(NamedTuple):
    """A header of the answer."""

    name: str
    occurrence: int
    pattern: str


class PatternTaking(NamedTuple):
    """The group of a regular expression, the holes of which find a value however a script spells it."""

    pattern: Text
    occurrence: int


class NestedTaking(NamedTuple):
    """What `source` finds in the text that `within` gives, with encodings undone."""

    within: Source
    source: Source
    decode: tuple[str, ...]


type Source = JsonTaking | ElementTaking | HeaderTaking | InputSource | CookieSource | PatternTaking | NestedTaking


class Taking(NamedTuple):
    """A value taken from an answer; `needed` where something uses it."""

    variable: str
    sources: tuple[Source, ...]
    decode: tuple[str, ...]
    needed: bool


class JsonValue(NamedTuple):
    """What must stand at a path in the JSON: `equals`, a JSON text, or with `absent` nothing."""

    steps: Path
    path: str
    equals: str
    absent: bool


type Check = TextCheck | HeaderCheck | RedirectCheck | NoLoginFormCheck | JsonKeysCheck | JsonValue


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with what is asked of its answer. `status` is a number, a class such as `2xx` (to which 304 belongs),
    `any`, or '' for all below 400. `makes` are values made anew just before. `in_chunks` tells that the body goes
    without its length before it; `trailers` are the names of the fields that then follow it.
    """

    node: HttpRequest
    url: Text
    headers: tuple[tuple[Text, Text], ...]
    cookies: Text
    body: Sent | None
    log_in: LogIn | None
    makes: tuple[tuple[str, Call], ...]
    takes: tuple[Taking, ...]
    status: str
    checks: tuple[Check, ...]
    in_chunks: bool = False
    trailers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its label."""
        return self.node.name


class Together(NamedTuple):
    """Requests that are sent at the same time."""

    exchanges: tuple[Exchange, ...]


class Pause(NamedTuple):
    """A think time."""

    seconds: float


class Code(NamedTuple):
    """A step in Python."""

    name: str
    code: str


class Question(NamedTuple):
    """A condition; `exists` and `missing` ask for the values named in `left`."""

    left: Text
    operator: str
    right: Text


class Group(NamedTuple):
    """What is measured as one transaction; `share` counts in a choice."""

    name: str
    children: tuple[Part, ...]
    share: float
    note: str


class Repeat(NamedTuple):
    """`children` so many times, with a condition only while that holds."""

    times: int
    condition: Question | None
    children: tuple[Part, ...]


class When(NamedTuple):
    """`children` where the condition holds."""

    condition: Question
    children: tuple[Part, ...]


class Pick(NamedTuple):
    """One of the groups by chance."""

    groups: tuple[Group, ...]


type Part = Exchange | Together | Pause | Code | Group | Repeat | When | Pick


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of test data, under the names that holes use (`users.password`). `file` is its file's name."""

    name: str
    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    policy: str
    when_used_up: str


@dataclass(frozen=True, slots=True)
class Journey:
    """What one person does in one pass. `site` is scheme, host and port. `headers` are those of every request; they do
    not stand among the requests' own. `makes` are values made once a pass. `load` is its own, where it has one.
    """

    name: str
    site: str
    headers: tuple[tuple[str, str], ...]
    makes: tuple[tuple[str, Call], ...]
    tables: tuple[Table, ...]
    parts: tuple[Part, ...]
    weight: float = 1.0
    load: Load | None = None


@dataclass(slots=True)
class Outline:
    """Everything to be written. `files` are the contents of bodies that are no text, by name; `plan` is None where a
    scenario alone is taken along: then who runs it says how many people there are.
    """

    name: str
    journeys: tuple[Journey, ...]
    plan: Plan | None
    think_times: ThinkTimes
    network: NetworkSettings
    timeout_s: float
    files: dict[str, bytes] = field(default_factory=dict)
