"""Texts, values and calls of an outline in Python, and which helpers of `resources/export/locust.txt` they use."""

from __future__ import annotations

from collections.abc import Iterable

from loadstudio.interchange.json_path import (
    AnyOf,
    Below,
    Both,
    Compared,
    Either,
    Every,
    Filter,
    Not,
    Operand,
    Path,
    Query,
    Slice,
    Step,
    Test,
)
from loadstudio.interchange.lines import quoted
from loadstudio.interchange.outline import Question
from loadstudio.interchange.texts import Site, Text, Value
from loadstudio.playback.generate import alphabet_of, around_mark
from loadstudio.playback.moment import offset_of
from loadstudio.scenario.functions import HASHES, Argument, Call, Secret

_FILTERS = {
    "url": "component",
    "form": "form_field",
    "json": "json_escaped",
    "html": "html_escaped",
    "base64": "base64_of",
    "base64url": "base64url_of",
    "base64hex": "hex_of_base64",
    "s256": "s256",
}
_PLACES = {"form": "form_field", "component": "component", "path": "path"}


class PythonWords:
    """Writes expressions. `helpers` collects the names of the helpers that they call; `values` is how the person's
    values are called where they stand.
    """

    def __init__(self) -> None:
        self.helpers: set[str] = set()

    def text(self, text: Text, *, known: bool = False) -> str:
        """Return the expression of a text; with `known` a value that was not taken counts as empty."""
        if not text:
            return '""'
        pieces = [piece if isinstance(piece, str) else self._hole(piece, known) for piece in text]
        if len(text) == 1:
            return quoted(text[0]) if isinstance(text[0], str) else pieces[0]
        if any(
            '"' in one or "\\" in one for one, piece in zip(pieces, text, strict=True) if not isinstance(piece, str)
        ):
            parts = (quoted(p) if isinstance(p, str) else one for one, p in zip(pieces, text, strict=True))
            return f"({' + '.join(parts)})"
        parts = (
            quoted(p)[1:-1].replace("{", "{{").replace("}", "}}") if isinstance(p, str) else f"{{{one}}}"
            for one, p in zip(pieces, text, strict=True)
        )
        return f'f"{"".join(parts)}"'

    def _hole(self, hole: Value | Site, known: bool) -> str:
        if isinstance(hole, Site):
            return "site"
        name = _single(hole.name)
        made = self.call(hole.call) if hole.call else f"values.get({name}, '')" if known else f"values[{name}]"
        for one in hole.filters:
            made = self._filtered(one, made)
        return self._helper(_PLACES[hole.place], made) if hole.place in _PLACES else made

    def _helper(self, name: str, *arguments: str) -> str:
        self.helpers.add(name)
        return f"{name}({', '.join(arguments)})"

    def _filtered(self, call: Call, made: str) -> str:
        arguments = [self._argument(one) for one in call.arguments]
        if call.name in _FILTERS:
            return self._helper(_FILTERS[call.name], made)
        if call.name in HASHES:
            return self._helper("hashed", _single(call.name), made)
        if call.name == "hmac":
            return self._helper("signed", *arguments, made)
        if call.name in ("before", "after"):
            return f"({arguments[0]} + {made})" if call.name == "before" else f"({made} + {arguments[0]})"
        return f"{made}.{call.name}()"  # upper, lower

    def _argument(self, argument: Argument) -> str:
        if isinstance(argument, Secret):
            return self._helper("env", _single(argument.name))
        return str(argument) if isinstance(argument, int) else _single(argument)

    def call(self, call: Call) -> str:  # noqa: PLR0911 - one for each function
        """Return the expression that makes a value. Raises ValueError for an offset that is none."""
        arguments = [self._argument(one) for one in call.arguments]
        match call.name:
            case "now":
                return self._now(call.arguments)
            case "uuid":
                return self._helper("made_uuid")
            case "random_string":
                signs = str(call.arguments[1]) if len(call.arguments) > 1 else "a-z0-9"
                return self._helper("random_string", arguments[0], _single(alphabet_of(signs)))
            case "random_choice":
                return self._helper("random_choice", *(_single(str(one)) for one in call.arguments))
            case "unique":
                return self._helper("unique", *(_single(one) for one in around_mark(*map(str, call.arguments))))
            case "counter":
                first = call.arguments[0] if call.arguments else 0
                return self._helper("counter", _single(f"from {first}"), str(first))
            case "env":
                return self._helper("env", _single(str(call.arguments[0])))
            case _:
                return self._helper(call.name, *arguments)

    def _now(self, arguments: tuple[Argument, ...]) -> str:
        shape, offset, zone = (*map(str, arguments), *("ms", "", "utc")[len(arguments) :])
        months, seconds = offset_of(offset)
        moved = [f"{name}={value}" for name, value in (("months", months), ("seconds", seconds)) if value]
        return self._helper("now", _single(shape), *moved, *(["local=True"] if zone == "local" else []))

    def question(self, question: Question) -> str:
        """Return a condition."""
        if question.operator in ("exists", "missing"):
            names = [_single(one.name) for one in question.left if isinstance(one, Value) and one.name]
            asked = " and ".join(f"{name} in values" for name in names) or "True"
            return asked if question.operator == "exists" else f"not ({asked})"
        left, right = self.text(question.left, known=True), self.text(question.right, known=True)
        match question.operator:
            case "contains" | "lacks":
                return f"{right} {'in' if question.operator == 'contains' else 'not in'} {left}"
            case "matches":
                return self._helper("matches", left, right)
            case "less" | "more":
                sign = "<" if question.operator == "less" else ">"
                return f"{self._helper('number', left)} {sign} {self._helper('number', right)}"
            case _:
                return f"{left} {'==' if question.operator == 'equals' else '!='} {right}"

    def steps(self, path: Path) -> str:
        """Return the steps of a JSONPath as arguments."""
        return ", ".join(self._step(step) for step in path)

    def _step(self, step: Step) -> str:  # noqa: PLR0911 - one for each kind
        match step:
            case int():
                return str(step)
            case Slice(start, end, by):
                return f"slice({start}, {end}, {by})"
            case Every():
                self.helpers.add("Every")
                return "every"
            case Filter(test):
                return f"lambda child, root: {self._test(test)}"
            case AnyOf(steps):
                return self._helper("AnyOf", *(self._step(one) for one in steps))
            case Below(one):
                return self._helper("Below", self._step(one))
            case _:
                return self.text(step)

    def _test(self, test: Test) -> str:
        match test:
            case Query():
                return f"{self._operand(test)} is not nothing"
            case Both(tests):
                return " and ".join(f"({self._test(one)})" for one in tests)
            case Either(tests):
                return " or ".join(f"({self._test(one)})" for one in tests)
            case Not(one):
                return f"not ({self._test(one)})"
            case Compared(left, operator, right):
                return self._compared(operator, self._operand(left), self._operand(right))

    def _compared(self, operator: str, left: str, right: str) -> str:
        self.helpers.add("at")
        if operator in ("==", "!="):
            same = self._helper("same", left, right)
            return same if operator == "==" else f"not {same}"
        ordered = self._helper("less", *((left, right) if operator[0] == "<" else (right, left)))
        return f"({ordered} or {self._helper('same', left, right)})" if operator.endswith("=") else ordered

    def _operand(self, operand: Operand) -> str:
        if isinstance(operand, Query):
            return self._helper("at", "root" if operand.from_root else "child", *map(self._step, operand.steps))
        if isinstance(operand, float):
            return repr(int(operand) if operand.is_integer() else operand)
        return repr(operand) if operand is None or isinstance(operand, bool) else self.text(operand)


def _single(text: str) -> str:
    """Return a literal in single quotes where that needs no escapes, so that it can stand within an f-string."""
    literal = quoted(text)
    return f"'{literal[1:-1]}'" if "\\" not in literal and "'" not in literal else literal


def call_text(name: str, arguments: Iterable[str]) -> str:
    """Return a call."""
    return f"{name}({', '.join(arguments)})"
