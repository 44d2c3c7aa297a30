"""How parts of a scenario read on screen: templates with their variables between ⟨ ⟩, where values come from, checks.

Pure values to words; what they do is decided in `playback`.
"""

from __future__ import annotations

from collections.abc import Callable

from loadstudio.base.units import duration_text
from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.extractor import (
    AttributeSource,
    CookieSource,
    HeaderSource,
    InputSource,
    JsonSource,
    NestedSource,
    RegexSource,
    Source,
    has_holes,
)
from loadstudio.scenario.model import (
    Body,
    Field,
    FormBody,
    HttpRequest,
    MultipartBody,
    Scenario,
    TextBody,
    ThinkTime,
    requests_of,
)
from loadstudio.scenario.template import Hole, names_in, parse

type Tr = Callable[[str], str]


def chip_text(expression: str) -> str:
    """Return a variable as people read it: `⟨users.username⟩`."""
    return f"⟨{expression}⟩"


def template_text(template: str) -> str:
    """Return a template with its variables as chips in words."""
    return "".join(chip_text(piece.expression) if isinstance(piece, Hole) else piece for piece in parse(template))


def path_text(request: HttpRequest) -> str:
    """Return what tells requests of one site apart: path and query."""
    text = template_text(request.url)
    _, separator, rest = text.partition("://")
    slash = rest.find("/")
    path = (rest[slash:] if slash >= 0 else "/") if separator else text
    fields = [field_text(field) for field in request.query if field.enabled]
    return f"{path}?{'&'.join(fields)}" if fields else path


def field_text(field: Field) -> str:
    """Return a field as `name=value`."""
    name = template_text(field.name)
    return name if field.value is None else f"{name}={template_text(field.value)}"


def request_title(request: HttpRequest) -> str:
    """Return a request's own name, or path and query while it has the name that the recording gave it."""
    return path_text(request) if has_recorded_name(request) else request.name


def has_recorded_name(request: HttpRequest) -> bool:
    """Return whether a request is still called `GET /path`."""
    return request.name.startswith(f"{request.method} /")


def pause_text(pause: ThinkTime) -> str:
    """Return how long a think time is."""
    return duration_text(pause.seconds) if pause.seconds < 60 else duration_text(round(pause.seconds))


def names_used(request: HttpRequest) -> tuple[str, ...]:
    """Return the expressions that a request sends, each once, in the order in which they stand."""
    texts = [request.url]
    for field in (*request.query, *request.headers, *_body_fields(request.body)):
        texts += [field.name, field.value or ""]
    if isinstance(request.body, TextBody):
        texts.append(request.body.text)
    if isinstance(request.body, MultipartBody):
        texts += [part.text for part in request.body.parts]
    return tuple(dict.fromkeys(name for text in texts for name in names_in(text)))


def _body_fields(body: Body | None) -> tuple[Field, ...]:
    return body.fields if isinstance(body, FormBody) else ()


def search_text(request: HttpRequest) -> str:
    """Return all that a search looks through: name, address and values."""
    parts = [request.name, request.method, template_text(request.url)]
    parts += [field_text(field) for field in (*request.query, *_body_fields(request.body))]
    if isinstance(request.body, TextBody):
        parts.append(request.body.text[:10_000])
    return "\n".join(parts).lower()


def source_text(source: Source, tr: Tr) -> str:
    """Return where in an answer a value stands."""
    match source:
        case JsonSource():
            words = tr("field {0}").format(source.path.removeprefix("$."))
        case InputSource():
            words = tr("hidden field {0}").format(source.name)
        case AttributeSource():
            words = tr("element {0}").format(source.selector)
        case HeaderSource():
            words = tr("header {0}").format(source.name)
        case CookieSource():
            words = tr("cookie {0}").format(source.name)
        case RegexSource(pattern=pattern) if has_holes(pattern):
            words = tr("the text beside {0}").format(", ".join(map(chip_text, names_in(pattern))))
        case RegexSource():
            words = tr("text of the page")
        case NestedSource():
            words = tr("{0} in {1}").format(source_text(source.source, tr), source_text(source.within, tr))
    return words


def origin_text(scenario: Scenario, expression: str, tr: Tr) -> str:
    """Return where the value of an expression comes from: a file, an answer, or made anew."""
    data = next((source for source in scenario.data_sources if expression.startswith(f"{source.name}.")), None)
    if data is not None:
        return data.file
    variable = next((known for known in scenario.variables if known.name == expression), None)
    if variable is None:
        return tr("made anew each time") if "(" in expression else tr("unknown: nothing fills it")
    if not variable.enabled:
        return tr("switched off, sent as recorded")
    if variable.origin == "extracted":
        return _place_text(scenario, expression, tr)
    return tr("made anew for each person") if variable.origin == "generated" else tr("fixed, as recorded")


def _place_text(scenario: Scenario, variable: str, tr: Tr) -> str:
    for request in requests_of(scenario):
        for extractor in request.extractors:
            if extractor.variable == variable and extractor.sources:
                return tr("{0} of {1}").format(source_text(extractor.sources[0], tr), request.name)
    return tr("unknown: nothing fills it")


def sample_of(scenario: Scenario, expression: str) -> str:
    """Return the recorded value of an expression; dots for a secret, '' where none is known."""
    source_name, _, column = expression.partition(".")
    for source in scenario.data_sources:
        if source.name == source_name and column in source.secret_columns:
            return "••••••••"
    for variable in scenario.variables:
        if variable.name == expression:
            return "••••••••" if variable.secret else shortened(variable.recorded_value)
    return ""


def shortened(value: str, longest: int = 18) -> str:
    """Return a value cut in its middle."""
    half = (longest - 1) // 2
    return value if len(value) <= longest else f"{value[:half]}…{value[-half:]}"


def check_text(check: Check, tr: Tr) -> str:
    """Return a check as a sentence."""
    match check:
        case StatusCheck() if check.exact:
            words = tr("The answer is {0}").format(check.recorded)
        case StatusCheck():
            words = tr("The status is {0}xx like the recorded {1}").format(check.recorded // 100, check.recorded)
        case TextCheck():
            text = shortened(check.text, 60)
            words = tr("The answer does not contain “{0}”") if check.absent else tr("The answer contains “{0}”")
            words = words.format(text)
        case HeaderCheck():
            words = tr("The header {0} contains “{1}”") if check.text else tr("The answer has the header {0}")
            words = words.format(check.name, shortened(check.text, 60))
        case RedirectCheck():
            words = tr("It leads on to {0}").format(check.route)
        case NoLoginFormCheck():
            words = tr("The page does not ask to log in again")
        case JsonKeysCheck():
            words = tr("The answer has the fields {0}").format(", ".join(check.keys))
        case JsonCheck():
            words = tr("The answer has nothing in {0}") if check.absent else tr("The answer has {1} in {0}")
            words = words.format(check.path.removeprefix("$."), shortened(check.equals, 60))
    return words


def checks_summary(request: HttpRequest, tr: Tr) -> str:
    """Return the checks of a request in one line."""
    parts: list[str] = []
    for check in request.checks:
        if not check.enabled:
            continue
        match check:
            case StatusCheck():
                parts.append(tr("the answer is {0}").format(check.recorded))
            case TextCheck() if not check.absent:
                parts.append(tr("contains “{0}”").format(shortened(check.text, 32)))
            case RedirectCheck():
                parts.append(tr("leads to {0}").format(check.route))
    if not parts:
        return tr("No check: any answer below 400 counts as good")
    return tr("Checks: {0}").format(tr(" and ").join(parts[:3]))
