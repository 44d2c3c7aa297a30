"""What one person does, as a function of a Locust script: steps, requests, pauses and blocks."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable

from loadstudio.base.errors import InvalidInput
from loadstudio.interchange.writing.lines import Identifiers, Lines, one_line, quoted
from loadstudio.interchange.writing.outline import (
    BytesSent,
    Code,
    Exchange,
    FormSent,
    Group,
    Journey,
    LogIn,
    MultipartSent,
    Part,
    PartSent,
    Pause,
    Pick,
    Repeat,
    Sent,
    TextSent,
    Together,
    When,
)
from loadstudio.interchange.writing.python_words import PythonWords
from loadstudio.interchange.writing.script_parts import ScriptParts, not_sent_so, part_head

_CODINGS = ("gzip", "deflate", "identity")


class LocustParts(ScriptParts):
    """Writes journeys as functions; `words.helpers` collects what they call."""

    def __init__(self, words: PythonWords, names: Identifiers) -> None:
        super().__init__(words)
        self._names = names
        self._codes: list[str] = []
        self._headers = ""
        self.told: list[str] = []
        """What Locust has no words for."""

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
        choices = []
        for group in groups:
            name = self._names.function(group.name, "choice")
            out(f"def {name}():")
            with out.deeper():
                self._group(out, group)
            choices.append(f"({group.share:g}, {name})")
        out()
        out(self._words.called("pick", *choices))

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
            body = self._body(exchange.body)
            more.append(f"data={words.called('InChunks', body) if exchange.in_chunks else body}")
        self.told += not_sent_so(exchange, "Locust", chunks=True)
        if exchange.log_in is not None:
            more.append(f"auth={self._log_in(exchange.log_in)}")
        if exchange.status:
            more.append(f"status={self.status(exchange)}")
        if exchange.checks:
            more.append(f"checks=[{', '.join(self.check(check) for check in exchange.checks)}]")
        if exchange.takes:
            takes = (f"    {quoted(one.variable)}: ({one.needed}, [{self.sources(one)}]),\n" for one in exchange.takes)
            more.append("takes={\n" + "".join(takes) + "}")
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
                    return f"({self.raw_form(body)}).encode()"
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

    def _body_part(self, part: PartSent) -> str:
        if part.file:
            self._words.helpers.add("content")
        said = f"content({quoted(part.file)})" if part.file else self._words.text(part.text)
        return f"({quoted(part_head(part))}, {said})"

    def _log_in(self, log_in: LogIn) -> str:
        return self._words.called(log_in.kind, self._words.text(log_in.username), self._words.text(log_in.password))

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


def known_codings(accepted: str, known: Iterable[str]) -> str:
    """Return an Accept-Encoding without what the tool cannot undo."""
    codings = [item.strip() for item in accepted.split(",")]
    kept = set(known)
    return ", ".join(item for item in codings if item.split(";")[0].strip().lower() in kept) or "identity"
