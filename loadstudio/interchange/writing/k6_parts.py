"""What one person does, as a function of a k6 script: steps, requests, pauses and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import override

from loadstudio.interchange.writing.javascript_words import JavaScriptWords
from loadstudio.interchange.writing.lines import Lines, one_line, quoted
from loadstudio.interchange.writing.outline import (
    BytesSent,
    Code,
    Exchange,
    FormSent,
    Group,
    Journey,
    MultipartSent,
    Part,
    Pause,
    Pick,
    Repeat,
    Sent,
    TextSent,
    Together,
    When,
)
from loadstudio.interchange.writing.script_parts import ScriptParts, not_sent_so, part_head
from loadstudio.interchange.writing.texts import Text

_UNSAFE_IN_TAG = re.compile(r"[,{}\"'\\:]|[^ -~]")


class K6Parts(ScriptParts):
    """Writes journeys as functions. `opened` are the files that they send, by path, with the name of each; `told` is
    what cannot be said.
    """

    def __init__(self, words: JavaScriptWords) -> None:
        super().__init__(words)
        self.opened: dict[str, str] = {}
        self.told: list[str] = []
        self._headers = ""

    def journey(self, journey: Journey, function: str, headers: str) -> str:
        """Return the function of a journey; `headers` is the name of the headers that all its requests send, or ''."""
        self._headers = headers
        out = Lines()
        out(f"// {one_line(journey.name)}: one pass of one person.")
        out(f"function {function}() {{")
        with out.deeper():
            for name, call in journey.makes:
                out(f"values[{quoted(name)}] = {self._words.call(call)};")
            self._parts(out, journey.parts)
        out("}")
        return out.text()

    @override
    def css(self, selector: Text) -> Text:
        return tuple(
            piece.replace(":lexbor-contains(", ":contains(") if isinstance(piece, str) else piece for piece in selector
        )

    @override
    def pattern(self, expression: str) -> str:
        if re.search(r"\(\?>|[*+?}]\+|\(\?\(|\(\?[aiLmsux-]+[:)]", expression):
            self.told.append(f"The regular expression {expression}: JavaScript may read it in another way.")
        return expression.replace("(?P<", "(?<").replace(r"\A", "^").replace(r"\Z", "$")

    def _parts(self, out: Lines, parts: Iterable[Part]) -> None:
        for part in parts:
            self._part(out, part)

    def _part(self, out: Lines, part: Part) -> None:
        match part:
            case Exchange():
                self._makes(out, (part,))
                out(f"send({self._request(part)});")
            case Together(exchanges):
                self._makes(out, exchanges)
                out(f"together({', '.join(self._request(exchange) for exchange in exchanges)});")
            case Pause(seconds):
                out(f"think({seconds:g});")
            case Code(name, code):
                self.told.append(
                    f"The Python step '{name}': k6 runs no Python. Its code stands in the script as a comment."
                )
                out(f"// Not taken along: the Python step {quoted(name)}.")
                out.all(f"//     {line.rstrip()}" for line in quoted(code)[1:-1].split("\\n"))
            case Group():
                self._group(out, part)
            case Repeat() | When():
                self._block(out, part)
            case Pick(groups):
                out(f"{self._words.helper_name('pick')}(")
                self._words.helpers.add("pick")
                with out.deeper():
                    for group in groups:
                        out(f"[{group.share:g}, () => {{")
                        with out.deeper():
                            self._group(out, group)
                        out("}],")
                out(");")

    def _group(self, out: Lines, group: Group) -> None:
        if group.note:
            out(f"// {one_line(group.note)}")
        out(f"step({quoted(group.name)}, () => {{")
        with out.deeper():
            self._parts(out, group.children)
        out("});")

    def _block(self, out: Lines, block: Repeat | When) -> None:
        if isinstance(block, When):
            out(f"if ({self._words.question(block.condition)}) {{")
        else:
            out(f"for (let turn = 0; turn < {block.times}; turn += 1) {{")
        with out.deeper():
            if isinstance(block, Repeat) and block.condition is not None:
                out(f"if (!({self._words.question(block.condition)})) break;")
            self._parts(out, block.children)
        out("}")

    def _makes(self, out: Lines, exchanges: Iterable[Exchange]) -> None:
        made = {name: call for exchange in exchanges for name, call in exchange.makes}
        for name, call in made.items():
            out(f"values[{quoted(name)}] = {self._words.call(call)};")

    def _request(self, exchange: Exchange) -> str:
        words = self._words
        out = Lines()
        out("{")
        with out.deeper():
            out(f"method: {quoted(exchange.node.method)},")
            out(f"url: {words.text(exchange.url)},")
            out(f"name: {quoted(exchange.name)},")
            if tag := tag_of(exchange.name):
                out(f"tags: {{ label: {quoted(tag)} }},")
            if headers := self._header_lines(exchange):
                out(f"headers: {headers},")
            if exchange.cookies:
                out(f"cookies: {words.called('cookies_in', words.text(exchange.cookies))},")
            if exchange.body is not None:
                out(f"body: {self._body(exchange.body)},")
            self.told += not_sent_so(exchange, "k6", chunks=False)
            if exchange.log_in is not None and exchange.log_in.kind == "digest":
                out(f"digest: [{words.text(exchange.log_in.username)}, {words.text(exchange.log_in.password)}],")
            if status := self.status(exchange):
                out(f"status: {status},")
            if exchange.checks:
                out(f"checks: [{', '.join(self.check(check) for check in exchange.checks)}],")
            if exchange.takes:
                out("takes: {")
                with out.deeper():
                    for one in exchange.takes:
                        out(f"{quoted(one.variable)}: [{str(one.needed).lower()}, [{self.sources(one)}]],")
                out("},")
        out("}")
        return out.text()

    def _header_lines(self, exchange: Exchange) -> str:
        own: dict[str, str] = {}
        for name, value in exchange.headers:
            key, written = self._words.text(name), self._words.text(value)
            own[key] = f'{own[key]} + ", " + {written}' if key in own else written
        if exchange.log_in is not None and exchange.log_in.kind == "basic":
            texts = (self._words.text(exchange.log_in.username), self._words.text(exchange.log_in.password))
            own['"Authorization"'] = self._words.called("basic", *texts)
        if not own:
            return self._headers
        out = Lines()
        out("{")
        with out.deeper():
            if self._headers:
                out(f"...{self._headers},")
            for key, said in own.items():
                out(f"{key if key.startswith(chr(34)) else f'[{key}]'}: {said},")
        out("}")
        return out.text()

    def _body(self, body: Sent) -> str:
        match body:
            case FormSent():
                if any(pair.raw or pair.value is None for pair in body.pairs):
                    return self.raw_form(body)
                fields = (f"[{self._words.text(n)}, {self._words.text(v or ())}]" for n, v, _ in body.pairs)
                return self._words.called("form", *fields)
            case TextSent(text):
                return self._words.text(text)
            case BytesSent(file):
                return self._opened(file)
            case MultipartSent(boundary, parts):
                pairs = (
                    (quoted(part_head(one)), self._opened(one.file) if one.file else self._words.text(one.text))
                    for one in parts
                )
                written = (f"[{head}, {content}]" for head, content in pairs)
                return self._words.called("multipart", quoted(boundary), *written)

    def _opened(self, file: str) -> str:
        return self.opened.setdefault(file, f"FILE_{len(self.opened) + 1}")


def tag_of(name: str) -> str:
    """Return by which tag `label` a threshold finds a request whose name cannot stand in one; '' where it can."""
    return _UNSAFE_IN_TAG.sub("_", name) if _UNSAFE_IN_TAG.search(name) else ""
