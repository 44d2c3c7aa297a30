"""Texts, values, calls and conditions of an outline in a language with functions: what Python and JavaScript have in
common. Both have the same helpers, below `resources/export`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from loadstudio.interchange.writing.json_path import Operand, Path, Step, Test
from loadstudio.interchange.writing.lines import quoted
from loadstudio.interchange.writing.outline import Question
from loadstudio.interchange.writing.texts import Site, Text, Value
from loadstudio.playback.generate import alphabet_of, around_mark
from loadstudio.playback.moment import offset_of
from loadstudio.scenario.functions import HASHES, Argument, Call, Secret
from loadstudio.scenario.json_path import AnyOf, Below, Both, Compared, Either, Every, Filter, Not, Query, Slice

_FILTERS = {
    "url": "component",
    "form": "form_field",
    "json": "json_escaped",
    "html": "html_escaped",
    "base64": "base64_of",
    "base64url": "base64url_of",
    "base64hex": "hex_of_base64",
    "calculated": "calculated",
    "s256": "s256",
}
_PLACES = {"form": "form_field", "component": "component", "path": "path"}


class ScriptWords(ABC):
    """Writes expressions; `helpers` collects the names of the helpers that they call, as the sections are called."""

    site: str
    both: str
    either: str
    negated: str
    compared: Mapping[str, str]
    """Whether two texts are to each other as asked, with `{0}` and `{1}` for them."""

    def __init__(self) -> None:
        self.helpers: set[str] = set()

    @abstractmethod
    def text(self, text: Text, *, known: bool = False) -> str:
        """Return the expression of a text; with `known` a value that was not taken counts as empty."""

    @abstractmethod
    def value(self, name: str, *, known: bool) -> str:
        """Return the expression of a person's value."""

    @abstractmethod
    def is_known(self, name: str) -> str:
        """Return whether a person has a value."""

    @abstractmethod
    def named(self, **arguments: str | int | bool) -> list[str]:
        """Return arguments that are told by name, without those that say nothing."""

    @abstractmethod
    def function(self, parameters: str, result: str) -> str:
        """Return a function without a name."""

    @abstractmethod
    def helper_name(self, name: str) -> str:
        """Return what a helper is called in this language."""

    def literal(self, text: str) -> str:
        """Return a text that can stand within another."""
        return quoted(text)

    def called(self, name: str, *arguments: str) -> str:
        """Return the call of a helper."""
        self.helpers.add(name)
        return f"{self.helper_name(name)}({', '.join(arguments)})"

    def hole(self, hole: Value | Site, *, known: bool) -> str:
        """Return the expression of a hole."""
        if isinstance(hole, Site):
            return self.site
        made = self.call(hole.call) if hole.call else self.value(hole.name, known=known)
        for one in hole.filters:
            made = self._filtered(one, made)
        return self.called(_PLACES[hole.place], made) if hole.place in _PLACES else made

    def _filtered(self, call: Call, made: str) -> str:
        arguments = [self._argument(one) for one in call.arguments]
        if call.name in _FILTERS:
            return self.called(_FILTERS[call.name], made)
        if call.name in HASHES:
            return self.called("hashed", self.literal(call.name), made)
        if call.name == "hmac":
            return self.called("signed", *arguments, made)
        if call.name in ("before", "after"):
            return f"({arguments[0]} + {made})" if call.name == "before" else f"({made} + {arguments[0]})"
        return self.cased(made, call.name)

    @abstractmethod
    def cased(self, made: str, case: str) -> str:
        """Return a text in `upper` or `lower` case."""

    def _argument(self, argument: Argument) -> str:
        if isinstance(argument, Secret):
            return self.called("env", self.literal(argument.name))
        return str(argument) if isinstance(argument, int) else self.literal(argument)

    def call(self, call: Call) -> str:  # noqa: PLR0911 - one for each function
        """Return the expression that makes a value. Raises ValueError for an offset that is none."""
        arguments = [self._argument(one) for one in call.arguments]
        match call.name:
            case "now":
                return self._now(call.arguments)
            case "uuid":
                return self.called("made_uuid")
            case "random_string":
                signs = str(call.arguments[1]) if len(call.arguments) > 1 else "a-z0-9"
                return self.called("random_string", arguments[0], self.literal(alphabet_of(signs)))
            case "random_choice":
                return self.called("random_choice", *(self.literal(str(one)) for one in call.arguments))
            case "unique":
                return self.called("unique", *map(self.literal, around_mark(*map(str, call.arguments))))
            case "counter":
                first = call.arguments[0] if call.arguments else 0
                return self.called("counter", self.literal(f"from {first}"), str(first))
            case "env":
                return self.called("env", self.literal(str(call.arguments[0])))
            case _:
                return self.called(call.name, *arguments)

    def _now(self, arguments: tuple[Argument, ...]) -> str:
        shape, offset, zone = (*map(str, arguments), *("ms", "", "utc")[len(arguments) :])
        months, seconds = offset_of(offset)
        moved = self.named(months=months, seconds=seconds, local=zone == "local")
        return self.called("now", self.literal(shape), *moved)

    def question(self, question: Question) -> str:
        """Return a condition."""
        if question.operator in ("exists", "missing"):
            names = [one.name for one in question.left if isinstance(one, Value) and one.name]
            asked = self.both.join(self.is_known(name) for name in names) or self.constant(True)
            return asked if question.operator == "exists" else f"{self.negated}({asked})"
        left, right = self.text(question.left, known=True), self.text(question.right, known=True)
        if question.operator in ("less", "more"):
            sign = "<" if question.operator == "less" else ">"
            return f"{self.called('number', left)} {sign} {self.called('number', right)}"
        if question.operator == "matches":
            return self.called("matches", left, right)
        return self.compared[question.operator].format(left, right)

    @abstractmethod
    def constant(self, value: bool | None) -> str:
        """Return what true, false and nothing are called."""

    def steps(self, path: Path) -> tuple[str, ...]:
        """Return the steps of a JSONPath as arguments."""
        return tuple(self._step(step) for step in path)

    def _step(self, step: Step) -> str:  # noqa: PLR0911 - one for each kind
        match step:
            case int():
                return str(step)
            case Slice(start, end, by):
                bounds = (self.constant(None) if one is None else str(one) for one in (start, end, by))
                return self.called("part_of", *bounds)
            case Every():
                self.helpers.add("every")
                return self.helper_name("every")
            case Filter(test):
                return self.function("child, root", self._test(test))
            case AnyOf(steps):
                return self.called("any_of", *(self._step(one) for one in steps))
            case Below(one):
                return self.called("below", self._step(one))
            case _:
                return self.text(step)

    def _test(self, test: Test) -> str:
        match test:
            case Query():
                return self.called("is_there", self._operand(test))
            case Both(tests):
                return self.both.join(f"({self._test(one)})" for one in tests)
            case Either(tests):
                return self.either.join(f"({self._test(one)})" for one in tests)
            case Not(one):
                return f"{self.negated}({self._test(one)})"
            case Compared(left, operator, right):
                return self._ordered(operator, self._operand(left), self._operand(right))

    def _ordered(self, operator: str, left: str, right: str) -> str:
        same = self.called("same", left, right)
        if operator in ("==", "!="):
            return same if operator == "==" else f"{self.negated}({same})"
        ordered = self.called("less", *((left, right) if operator[0] == "<" else (right, left)))
        return f"({ordered}{self.either}{same})" if operator.endswith("=") else ordered

    def _operand(self, operand: Operand) -> str:
        if isinstance(operand, Query):
            return self.called("at", "root" if operand.from_root else "child", *map(self._step, operand.steps))
        if operand is None or isinstance(operand, bool):
            return self.constant(operand)
        if isinstance(operand, float):
            return repr(int(operand) if operand.is_integer() else operand)
        return self.text(operand)
