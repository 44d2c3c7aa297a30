"""The scripts of a test plan that only put values together, take them from answers or judge answers. What does more is
not understood, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from loadstudio.interchange.reading.jmeter.java_meaning import Meaning
from loadstudio.interchange.reading.jmeter.java_reading import (
    Array,
    Call,
    Given,
    Java,
    Literal,
    Name,
    Statement,
    statements_in,
)
from loadstudio.interchange.reading.jmeter.pieces import Pieces
from loadstudio.interchange.reading.jmeter.places import Place, called
from loadstudio.interchange.reading.jmeter.takings import path_of, source_of
from loadstudio.interchange.reading.jmeter.values import Values
from loadstudio.interchange.reading.jmeter.xml_reading import Element
from loadstudio.interchange.writing.jmeter_xml import READ_HELPERS
from loadstudio.playback.generate import is_live
from loadstudio.scenario.assertion import Check, HeaderCheck, JsonCheck, JsonKeysCheck
from loadstudio.scenario.extractor import (
    Extractor,
    Source,
)
from loadstudio.scenario.functions import is_call
from loadstudio.scenario.template import Hole

_BEFORE = ("BeanShellPreProcessor", "JSR223PreProcessor", "BSFPreProcessor")
_AFTER = ("BeanShellPostProcessor", "JSR223PostProcessor", "BSFPostProcessor")
_JUDGES = ("BeanShellAssertion", "JSR223Assertion", "BSFAssertion")
_PUTS = re.compile(r"""(?:vars\.put(?:Object)?|\btake)\(\s*(["'])([^"'$]+)\1""")
_NEEDED = {"headerProblem": 2, "keysProblem": 2, "jsonProblem": 3}
_QUIET = frozenset(("log", "print", "println", "OUT", "System.out"))


class Row(NamedTuple):
    """`takeRow(file, policy, when used up)`: a script of ours that takes a row of data."""

    file: str
    policy: str
    when_used_up: str


class Scripts:
    """Understands the scripts of one thread group."""

    def __init__(self, values: Values, told: list[str]) -> None:
        self._values = values
        self._told = told
        self._lasting: dict[str, Pieces | None] = {}

    def before(self, place: Place) -> None:
        """Let names stand for what the scripts before a request make of them, until `done`."""
        for element in place.of_kind(*_BEFORE):
            for name, pieces in self._puts(element, place.where()):
                self._set(name, pieces)
                self._lasting[name] = None

    def done(self) -> None:
        """Take back what scripts before a request have made."""
        for name in self._lasting:
            self._values.computed(name, None)
        self._lasting.clear()

    def once(self, place: Place) -> None:
        """Let names stand for what the scripts of a pause make of them, from now on."""
        for element in place.of_kind(*_BEFORE, *_AFTER):
            for name, pieces in self._puts(element, place.where()):
                if pieces is not None and len(pieces) == 1 and isinstance(pieces[0], Hole) and _is_made(pieces[0]):
                    self._values.generated(name, pieces[0].expression)
                else:
                    self._values.computed(name, pieces)

    def _set(self, name: str, pieces: Pieces | None) -> None:
        """The present is made at each use, so a value may keep its name; all else is put where it is used."""
        only = pieces[0] if pieces is not None and len(pieces) == 1 else None
        if isinstance(only, Hole) and not only.filters and is_live(only.expression) and not name.startswith("made_"):
            self._values.generated(name, only.expression)
        else:
            self._values.computed(name, pieces)

    def sample(self, element: Element, place: Place) -> None:
        """Let names stand for what a script in its own turn makes of them, from now on."""
        where = place.where(element)
        if self.is_understood(element, where):
            self.once(Place(place.path, (replace(element, kind=_BEFORE[0]),)))

    def after(self, element: Element, where: str, request_id: str) -> Iterator[Extractor]:
        """Yield what a script takes from an answer; what else it makes counts from now on."""
        for statement in self._statements(element, where)[1]:
            match statement:
                case Call(None, "take", (Literal(str() as name), _, Array(items))):
                    sources, decode = self._sources(items, where)
                    if sources:
                        variable = self._values.taken(name, request_id)
                        yield Extractor(variable=variable, sources=sources, decode=decode, enabled=element.enabled)
        for name, pieces in self._puts(element, where):
            self._values.computed(name, pieces)

    def checks(self, element: Element, where: str) -> Iterator[Check]:
        """Yield what a script asks of an answer."""
        meaning, statements = self._statements(element, where)
        for statement in statements:
            if not isinstance(statement, Given) or not isinstance(statement.value, Call):
                continue
            call = statement.value
            if len(call.arguments) < _NEEDED.get(call.name, 0):
                continue
            if call.name == "headerProblem":
                name, text = (meaning.text(one) or "" for one in call.arguments[:2])
                yield HeaderCheck(name=name, text=text, enabled=element.enabled)
            elif call.name == "keysProblem" and (keys := meaning.texts(call.arguments[1])) is not None:
                yield JsonKeysCheck(keys=keys, enabled=element.enabled)
            elif call.name == "jsonProblem" and (path := path_of(call.arguments[1])) is not None:
                equals = meaning.text(call.arguments[2]) or ""
                yield JsonCheck(path=path, equals=equals, absent=not equals, enabled=element.enabled)

    def rows(self, element: Element, where: str) -> Iterator[Row]:
        """Yield the rows that a script takes."""
        meaning, statements = self._statements(element, where)
        for statement in statements:
            if isinstance(statement, Call) and statement.name == "takeRow" and len(statement.arguments) == 3:
                file, policy, used_up = (meaning.text(one) for one in statement.arguments)
                if file is not None and policy is not None and used_up is not None:
                    yield Row(file, policy, used_up)

    def is_understood(self, element: Element, where: str) -> bool:
        """Tell whether nothing of a script would be lost; tells people where something is."""
        meaning, statements = self._statements(element, where)
        is_own = script_of(element).startswith(READ_HELPERS)
        has_meaning = all(is_own or self._has_meaning(one, meaning) for one in statements)
        if is_judge(element):
            has_meaning = next(self.checks(element, where), None) is not None
        if statements and has_meaning:
            return True
        names = ", ".join(sorted(set(names_set(element))))
        more = f" It sets {names}: give what is needed of it under Values." if names else ""
        self._told.append(f"The script {called(element)} in {where}: it does more than is understood.{more}")
        return False

    def _has_meaning(self, statement: Statement, meaning: Meaning) -> bool:
        match statement:
            case Call(Name("vars"), "put", (_, value)):
                return meaning.pieces(value) is not None
            case Given(name, value):
                pieces = meaning.pieces(value)
                meaning.names[name] = pieces or ()
                return pieces is not None
            case Call(None, "take" | "takeRow", _):
                return False
        return True

    def _puts(self, element: Element, where: str) -> Iterator[tuple[str, Pieces | None]]:
        meaning, statements = self._statements(element, where)
        for statement in statements:
            match statement:
                case Call(Name("vars"), "put", (Literal(str() as name), value)):
                    yield name, meaning.pieces(value)
                case Given(name, value) if (pieces := meaning.pieces(value)) is not None:
                    meaning.names[name] = pieces

    def _statements(self, element: Element, where: str) -> tuple[Meaning, tuple[Statement, ...]]:
        if element.text("filename").strip():
            return self._values.meaning(where, []), ()
        text, holes = self._values.script(script_of(element), where)
        found = statements_in(_bare(text)) or ()
        return self._values.meaning(where, holes), found if all(map(_is_known, found)) else ()

    def _sources(self, items: tuple[Java, ...], where: str) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        meaning = self._values.meaning(where, [])
        decode: tuple[str, ...] = ()
        sources: list[Source] = []
        for item in items:
            call = item
            if isinstance(call, Call) and call.name == "decoded" and len(call.arguments) == 2:
                decode = meaning.texts(call.arguments[1]) or ()
                call = call.arguments[0]
            source = source_of(call, meaning) if isinstance(call, Call) else None
            if source is not None:
                sources.append(source)
        return tuple(sources), decode


def script_of(element: Element) -> str:
    """Return the text of a script."""
    return element.text("script") or element.text("BeanShellSampler.query") or element.text(f"{element.kind}.query")


def names_set(element: Element) -> Iterator[str]:
    """Yield the names that a script gives values, whether it is understood or not."""
    for found in _PUTS.finditer(script_of(element)):
        yield found[2]


def answers_in(element: Element) -> Iterator[tuple[str, Java]]:
    """Yield the names that a script keeps answers or choices under, as expressions."""
    for statement in statements_in(_bare(script_of(element))) or ():
        match statement:
            case Call(Name("vars"), "put", (Literal(str() as name), Call(Name("String"), "valueOf", (answer,)))):
                yield name, answer


def is_script(element: Element) -> bool:
    """Tell whether an element is a script around a request."""
    return element.kind in (*_BEFORE, *_AFTER, *_JUDGES)


def is_after(element: Element) -> bool:
    """Tell whether a script runs after an answer."""
    return element.kind in _AFTER


def is_judge(element: Element) -> bool:
    """Tell whether a script judges an answer."""
    return element.kind in _JUDGES


def _bare(script: str) -> str:
    return script.removeprefix(READ_HELPERS)


def _is_made(hole: Hole) -> bool:
    return is_call(hole.expression) and not hole.filters


def _is_known(statement: Statement) -> bool:
    match statement:
        case Given(name, Call(None, "answerText" | "keysProblem" | "jsonProblem" | "headerProblem", _)):
            return True
        case Given(name, _):
            return name not in ("prev", "vars", "props")
        case Call(Name(name), "put", (Literal(str()), _)):
            return name == "vars"
        case Call(Name(name), _, _):
            return name in _QUIET
        case Call(None, name, _):
            return name in ("take", "takeRow", *_QUIET)
    return False
