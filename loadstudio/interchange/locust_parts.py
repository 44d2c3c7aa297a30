"""What one person does, as a function of a Locust script: steps, requests, pauses and blocks."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.lines import Identifiers, Lines, one_line, quoted
from loadstudio.interchange.outline import (
    BytesSent,
    Check,
    Code,
    ElementTaking,
    Exchange,
    FormSent,
    Group,
    HeaderTaking,
    Journey,
    JsonTaking,
    JsonValue,
    LogIn,
    MultipartSent,
    Part,
    PartSent,
    Pause,
    Pick,
    Repeat,
    Sent,
    Source,
    Taking,
    TextSent,
    Together,
    When,
)
from loadstudio.interchange.python_words import PythonWords, call_text
from loadstudio.interchange.texts import values_in
from loadstudio.scenario.assertion import JsonKeysCheck, NoLoginFormCheck, RedirectCheck, TextCheck
from loadstudio.scenario.extractor import CookieSource, InputSource, RegexSource

_CODINGS = ("gzip", "deflate", "identity")


class LocustParts:
    """Writes journeys as functions; `words.helpers` collects what they call."""

    def __init__(self, words: PythonWords, names: Identifiers) -> None:
        self._words = words
        self._names = names
        self._codes: list[str] = []
        self._headers = ""

    def journey(self, journey: Journey, function: str, headers: str) -> str:
        """Return the function of a journey; `headers` is the name of the headers that all its requests send, or ''."""
        self._headers = headers
        self._codes = []
        out = Lines()
        out(f"def {function}(person):")
        with out.deeper():
            out(f"# {one_line(journey.name)}: one pass of one person.")
            out("site, values = person.host, person.values")
            for name, call in journey.makes:
                out(f"values[{quoted(name)}] = {self._words.call(call)}")
            self._parts(out, journey.parts)
        return "\n\n\n".join((*self._codes, out.text()))

    def _parts(self, out: Lines, parts: Iterable[Part]) -> None:
        is_empty = True
        for part in parts:
            self._part(out, part)
            is_empty = False
        if is_empty:
            out("pass")

    def _part(self, out: Lines, part: Part) -> None:
        match part:
            case Exchange():
                self._makes(out, (part,))
                out(self._request(part))
            case Together(exchanges):
                self._makes(out, exchanges)
                self._words.helpers.add("together")
                out("together(")
                with out.deeper():
                    for exchange in exchanges:
                        out(f"lambda: {self._request(exchange)},")
                out(")")
            case Pause(seconds):
                out(f"person.think({seconds:g})")
            case Code(name, code):
                self._words.helpers.add("run_code")
                out(f"run_code(person, {quoted(name)}, {self._code(name, code)})")
            case Group():
                self._group(out, part)
            case Repeat() | When():
                self._block(out, part)
            case Pick(groups):
                self._pick(out, groups)

    def _group(self, out: Lines, group: Group) -> None:
        if group.note:
            out(f"# {one_line(group.note)}")
        out(f"with person.step({quoted(group.name)}):")
        with out.deeper():
            self._parts(out, group.children)

    def _block(self, out: Lines, block: Repeat | When) -> None:
        if isinstance(block, When):
            out(f"if {self._words.question(block.condition)}:")
        else:
            out(f"for _ in range({block.times}):")
        with out.deeper():
            if isinstance(block, Repeat) and block.condition is not None:
                out(f"if not ({self._words.question(block.condition)}):")
                with out.deeper():
                    out("break")
            self._parts(out, block.children)

    def _pick(self, out: Lines, groups: tuple[Group, ...]) -> None:
        self._words.helpers.add("pick")
        choices = []
        for group in groups:
            name = self._names.function(group.name, "choice")
            out(f"def {name}():")
            with out.deeper():
                self._group(out, group)
            choices.append(f"({group.share:g}, {name})")
        out()
        out(call_text("pick", choices))

    def _makes(self, out: Lines, exchanges: Iterable[Exchange]) -> None:
        made = {name: call for exchange in exchanges for name, call in exchange.makes}
        for name, call in made.items():
            out(f"values[{quoted(name)}] = {self._words.call(call)}")

    def _request(self, exchange: Exchange) -> str:
        words = self._words
        more = [f"name={quoted(exchange.name)}"]
        if headers := self._header_lines(exchange):
            more.append(f"headers={headers}")
        if exchange.cookies:
            words.helpers.add("cookies_in")
            more.append(f"cookies=cookies_in({words.text(exchange.cookies)})")
        if exchange.body is not None:
            more.append(f"data={self._body(exchange.body)}")
        if exchange.log_in is not None:
            more.append(f"auth={self._log_in(exchange.log_in)}")
        if exchange.status:
            more.append(f"status={exchange.status if exchange.status.isdigit() else quoted(exchange.status)}")
        if exchange.checks:
            more.append(f"checks=[{', '.join(self._check(check) for check in exchange.checks)}]")
        if exchange.takes:
            more.append("takes={\n" + "".join(f"    {self._taking(one)},\n" for one in exchange.takes) + "}")
        written = "".join(textwrap.indent(f"{one},\n", "    ") for one in more)
        return f"person.send(\n    {quoted(exchange.node.method)},\n    {words.text(exchange.url)},\n{written})"

    def _header_lines(self, exchange: Exchange) -> str:
        own: dict[str, str] = {}
        for name, value in exchange.headers:
            key, said = self._words.text(name), value
            if len(value) == 1 and isinstance(value[0], str) and key.lower() == '"accept-encoding"':
                said = (known_codings(value[0], _CODINGS),)
            written = self._words.text(said)
            own[key] = f'{own[key]} + ", " + {written}' if key in own else written
        if not own:
            return self._headers
        first = [f"    **{self._headers},\n"] if self._headers else []
        return "{\n" + "".join((*first, *(f"    {name}: {value},\n" for name, value in own.items()))) + "}"

    def _body(self, body: Sent) -> str:
        match body:
            case FormSent(pairs):
                if any(pair.raw or pair.value is None for pair in pairs):
                    return self._raw_form(body)
                self._words.helpers.add("form")
                written = ", ".join(f"({self._words.text(n)}, {self._words.text(v or ())})" for n, v, _ in pairs)
                return f"form({written})"
            case TextSent(text):
                return f"{self._words.text(text)}.encode()"
            case BytesSent(file):
                self._words.helpers.add("content")
                return f"content({quoted(file)})"
            case MultipartSent(boundary, parts):
                self._words.helpers.add("multipart")
                written = "".join(f"    {self._body_part(part)},\n" for part in parts)
                return f"multipart(\n    {quoted(boundary)},\n{written})"

    def _raw_form(self, form: FormSent) -> str:
        self._words.helpers.add("form_field")
        pieces = []
        for name, value, raw in form.pairs:
            texts = [self._words.text(one) for one in (name, value) if one is not None]
            pieces.append(' + "=" + '.join(one if raw else f"form_field({one})" for one in texts))
        return "(" + ' + "&" + '.join(pieces or ['""']) + ").encode()"

    def _body_part(self, part: PartSent) -> str:
        if part.file:
            self._words.helpers.add("content")
        said = f"content({quoted(part.file)})" if part.file else self._words.text(part.text)
        return f"({quoted(part_head(part))}, {said})"

    def _log_in(self, log_in: LogIn) -> str:
        if log_in.kind == "digest":
            self._words.helpers.add("digest")
        else:
            self._words.helpers.add("basic")
        return call_text(log_in.kind, (self._words.text(log_in.username), self._words.text(log_in.password)))

    def _check(self, check: Check) -> str:
        match check:
            case TextCheck(text=text, absent=absent):
                return self._called("lacks" if absent else "contains", quoted(text))
            case RedirectCheck(route=route):
                return self._called("leads_to", quoted(route_pattern(route)))
            case NoLoginFormCheck():
                self._words.helpers.add("no_log_in_form")
                return "no_log_in_form"
            case JsonKeysCheck(keys=keys):
                return self._called("has_keys", *map(quoted, keys))
            case JsonValue(steps, _, equals, absent):
                wanted = "absent" if absent else f"json.loads({quoted(equals)})"
                return self._called("json_is", wanted, *filter(None, [self._words.steps(steps)]))

    def _taking(self, taking: Taking) -> str:
        sources = [self._decoded(self._source(source), taking.decode) for source in taking.sources]
        return f"{quoted(taking.variable)}: ({taking.needed}, [{', '.join(sources)}])"

    def _decoded(self, source: str, ways: tuple[str, ...]) -> str:
        return self._called("decoded", source, *map(quoted, ways)) if ways else source

    def _source(self, source: Source) -> str:  # noqa: PLR0911 - one for each kind
        match source:
            case JsonTaking(steps, _, "", _):
                return self._called("json_at", *filter(None, [self._words.steps(steps)]))
            case JsonTaking(steps, _, selector, attribute):
                steps_written = filter(None, [self._words.steps(steps)])
                return self._called("json_in", quoted(selector), quoted(attribute), *steps_written)
            case InputSource(name=name, form=form, occurrence=occurrence):
                return self._called("field", quoted(name), *_given(form=form, occurrence=occurrence))
            case ElementTaking(selector, attribute, pattern, occurrence):
                written = self._words.text(selector)
                if values_in(selector):
                    written = f"lambda: {self._css(selector)}"
                return self._called(
                    "attribute", written, *_given(name=attribute, pattern=pattern, occurrence=occurrence)
                )
            case HeaderTaking(name, occurrence, pattern):
                return self._called("header", quoted(name), *_given(pattern=pattern, occurrence=occurrence))
            case CookieSource(name=name):
                return self._called("cookie", quoted(name))
            case RegexSource(pattern=pattern, occurrence=occurrence):
                return self._called("pattern", quoted(pattern), *_given(occurrence=occurrence))

    def _css(self, selector: tuple[object, ...]) -> str:
        self._words.helpers.add("css")
        pieces = (
            quoted(piece) if isinstance(piece, str) else f"css({self._words.text((piece,))})"  # type: ignore[arg-type]
            for piece in selector
        )
        return " + ".join(pieces)

    def _called(self, helper: str, *arguments: str) -> str:
        self._words.helpers.add(helper)
        return call_text(helper, arguments)

    def _code(self, name: str, code: str) -> str:
        """Write the code of a Python step as a function; return the function's name."""
        function = self._names.function(name, "python_step")
        self._codes.append(code_function(function, name, code))
        return function


def code_function(function: str, name: str, code: str) -> str:
    """Return code as a function of `session`, `values` and `log`; code that cannot stand in one is kept as a text.
    Raises InvalidInput for code that is no Python.
    """
    head = f"def {function}(session, values, log):\n"
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError) as error:
        raise InvalidInput(f"The Python step '{name}' cannot be understood: {error}.") from error
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr))
    if tree.body and all(node.end_lineno == node.lineno for node in texts):
        whole = head + textwrap.indent(code.rstrip(), "    ", lambda _line: True)
        try:
            compile(whole, name, "exec")
        except SyntaxError:
            pass
        else:
            return "\n".join(line.rstrip() for line in whole.split("\n"))
    return f'{head}    exec({quoted(code)}, {{"session": session, "values": values, "log": log}})  # noqa: S102'


def part_head(part: PartSent) -> str:
    """Return the lines before the content of a part of a multipart body."""
    named = f'; filename="{_in_quotes(part.file_name)}"' if part.file_name is not None else ""
    kind = f"\r\nContent-Type: {part.content_type}" if part.content_type else ""
    return f'Content-Disposition: form-data; name="{_in_quotes(part.name)}"{named}{kind}'


def _in_quotes(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def route_pattern(route: str) -> str:
    """Return the regular expression of a route, in which `*` stands for one segment; Python, JavaScript and Java read
    it alike.
    """
    signs = ("[^/]+" if sign == "*" else sign if sign.isalnum() or sign in "/_-~" else f"\\{sign}" for sign in route)
    return "".join(signs)


def known_codings(accepted: str, known: Iterable[str]) -> str:
    """Return an Accept-Encoding without what the tool cannot undo."""
    codings = [item.strip() for item in accepted.split(",")]
    kept = set(known)
    return ", ".join(item for item in codings if item.split(";")[0].strip().lower() in kept) or "identity"


def _given(**arguments: str | int) -> list[str]:
    return [
        f"{name}={quoted(value) if isinstance(value, str) else value}" for name, value in arguments.items() if value
    ]
