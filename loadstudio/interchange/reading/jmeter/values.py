"""What the names in a test plan stand for: user-defined variables, columns of data, what answers give, what functions
and scripts make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loadstudio.interchange.reading.brought import Names, constant
from loadstudio.interchange.reading.jmeter.expressions import Called, Expression, Reference, parsed
from loadstudio.interchange.reading.jmeter.functions import made_by, value_named
from loadstudio.interchange.reading.jmeter.java_meaning import Meaning
from loadstudio.interchange.reading.jmeter.java_reading import expression_in
from loadstudio.interchange.reading.jmeter.pieces import (
    Pieces,
    joined,
    literal,
    marked,
    template,
    unmarked,
    with_filter,
)
from loadstudio.scenario.model import Variable
from loadstudio.scenario.template import Hole

FIRST_MARK = 0xF8000
_PROPERTIES = {"__P": 1, "__property": 2}
_SCRIPTS = ("__groovy", "__jexl2", "__jexl3", "__javaScript", "__BeanShell")
_FOLDER = "getBaseDir()"
_SITE = re.compile(r"https?://[^/?#\s]+")


class Values:
    """The names of one thread group. `told` collects a sentence for each thing that could not be taken."""

    def __init__(self, told: list[str]) -> None:
        self._told = told
        self._names = Names()
        self._texts: dict[str, str] = {}
        self._holes: dict[str, Hole] = {}
        self._computed: dict[str, Pieces] = {}
        self._variables: dict[str, Variable] = {}
        self._resolving: set[str] = set()
        self._unknown: dict[str, str] = {}
        self._encoded: dict[Hole, Pieces] = {}

    def define(self, name: str, text: str) -> None:
        """Note a user-defined variable; `text` is as the plan has it."""
        if name:
            self._texts[name] = text

    def column(self, name: str, expression: str) -> None:
        """Note that a name is a column of test data."""
        self._holes[name] = Hole(expression)

    def free_name(self, name: str) -> str:
        """Return a name for test data that no value has."""
        return self._names.of(f"data {name}" if name in self._names_used() else name)

    def _names_used(self) -> Iterable[str]:
        return (*self._texts, *self._holes)

    def taken(self, name: str, request_id: str = "") -> str:
        """Note that answers give a value; return its name here. The first request that gives it is its source."""
        ours = self._names.of(name)
        self._holes.setdefault(name, Hole(ours))
        self._computed.pop(name, None)
        known = self._variables.get(ours)
        if known is None or (known.origin == "extracted" and not known.source_request_id):
            self._variables[ours] = Variable(name=ours, label=name, source_request_id=request_id)
        return ours

    def generated(self, name: str, expression: str) -> Pieces:
        """Note that a value is made anew by a call of ours; return it."""
        ours = self._names.of(name)
        self._holes.setdefault(name, Hole(ours))
        made = Variable(name=ours, label=name, origin="generated", generator=expression)
        self._variables.setdefault(ours, made)
        return (self._holes[name],)

    def computed(self, name: str, pieces: Pieces | None) -> None:
        """Note that a script puts a text together; None takes that back."""
        if pieces is None:
            self._computed.pop(name, None)
        else:
            self._computed[name] = pieces

    def expect(self, name: str) -> None:
        """Note that something in the plan gives a name a value."""
        self._holes.setdefault(name, Hole(self._names.of(name)))

    def base64(self, pieces: Pieces) -> Pieces:
        """Return a text in base64. What no template says gets a name, for a log-in may take it apart again."""
        made = with_filter(pieces, "base64") or (Hole(self._names.of(f"base64 {len(self._encoded) + 1}")),)
        if isinstance(made[0], Hole):
            self._encoded[made[0]] = pieces
        return made

    def encoded(self, hole: Hole) -> Pieces | None:
        """Return the text that a value is the base64 of, None where it is none."""
        return self._encoded.get(hole)

    def knows(self, name: str) -> bool:
        """Tell whether a name stands for something."""
        return name in self._computed or name in self._holes or name in self._texts

    def variables(self, used: Iterable[str]) -> tuple[Variable, ...]:
        """Return the values of the scenario; one that is used and that nothing gives is for the person to fill in."""
        columns = {hole.expression for hole in self._holes.values() if "." in hole.expression}
        for name in used:
            if name not in self._variables and name not in columns:
                self._told.append(
                    f"The value '{name}' is made in a way that is not understood. Give it one under Values."
                )
                self._variables[name] = constant(name, "", "It was a value of the test plan.")
        return tuple(self._variables.values())

    def pieces(self, text: str, where: str, *, plain: bool = False) -> Pieces:
        """Return a text of the plan as literals and holes; with `plain` known texts are put in. `where` names the place
        for people.
        """
        return self._all(parsed(text), where, plain=plain)

    def template(self, text: str, where: str) -> str:
        """Return a text of the plan as a template."""
        return template(self.pieces(text, where))

    def plain(self, text: str, where: str) -> str:
        """Return a text of the plan where only text can stand; what changes in it is left out."""
        return "".join(one for one in self.pieces(text, where, plain=True) if isinstance(one, str))

    def label(self, text: str) -> str:
        """Return a name for people: known texts are put in, what changes stays as it is written."""
        said = ""
        for one in parsed(text):
            if isinstance(one, str):
                said += one
            elif isinstance(one, Called):
                said += one.written
            else:
                known = literal(self.named(one.name, "", plain=True)) if one.name in self._texts else None
                said += f"${{{one.name}}}" if known is None else known
        return said

    def number(self, text: str, where: str, otherwise: float) -> float:
        """Return a number that may stand in a value or a property."""
        said = self.plain(text, where).strip()
        try:
            found = float(said)
        except ValueError:
            if said or text.strip():
                self._told.append(f"The number {text.strip()} of {where}: {otherwise:g} stands for it.")
            return otherwise
        return found if 0 <= abs(found) < float("inf") else otherwise

    def meaning(self, where: str, holes: list[Hole]) -> Meaning:
        """Return what understands scripts in which `holes` are marked."""
        return Meaning(
            lambda name: self.named(name, where), lambda text: unmarked(text, holes, FIRST_MARK), encode=self.base64
        )

    def script(self, text: str, where: str) -> tuple[str, list[Hole]]:
        """Return a script with a private sign for each `${…}` in it, and what the signs stand for."""
        holes: list[Hole] = []
        if "${" not in text:
            return text, holes
        return marked(self.pieces(text, where), holes, FIRST_MARK), holes

    def named(self, name: str, where: str, *, plain: bool = False) -> Pieces:
        """Return what a name stands for; one that stands for nothing becomes a value for the person to fill in."""
        if name in self._computed:
            return self._computed[name]
        if plain and (known := self._constant_text(name)) is not None:
            return joined(known)
        if name in self._holes and not (plain and name in self._texts):
            return (self._holes[name],)
        if name in self._texts and name not in self._resolving:
            self._resolving.add(name)
            found = self._all(parsed(self._texts[name]), where, plain=plain)
            self._resolving.discard(name)
            return self._constant(name, found, plain=plain)
        self._tell_once(name, f"The value '{name}' is not in the test plan. Give it one under Values.")
        return self._made_constant(name, "")

    def _constant_text(self, name: str) -> str | None:
        hole = self._holes.get(name)
        known = self._variables.get(hole.expression) if hole is not None else None
        return known.recorded_value if known is not None and known.origin == "constant" else None

    def _constant(self, name: str, pieces: Pieces, *, plain: bool) -> Pieces:
        text = literal(pieces)
        is_sign = text is not None and len(text) == 1 and not text.isalnum()  # it means something to JMeter
        if plain or is_sign or (text is not None and _SITE.fullmatch(text)):
            return pieces
        only = pieces[0] if len(pieces) == 1 else None
        if text is not None:
            return self._made_constant(name, text)
        if isinstance(only, Hole) and only.expression.endswith(")") and not only.filters:
            return self.generated(name, only.expression)
        return pieces

    def _made_constant(self, name: str, text: str) -> Pieces:
        ours = self._names.of(name)
        self._variables.setdefault(ours, constant(ours, text, "It was a value of the test plan."))
        self._holes[name] = Hole(ours)
        return (self._holes[name],)

    def _all(self, expression: Expression, where: str, *, plain: bool) -> Pieces:
        found: list[str | Hole] = []
        for one in expression:
            match one:
                case str():
                    found.append(one)
                case Reference(name):
                    found += self.named(name, where, plain=plain)
                case Called():
                    found += self._call(one, where, plain=plain)
        return joined(*found)

    def _call(self, call: Called, where: str, *, plain: bool) -> Pieces:
        arguments = [self._all(one, where, plain=plain) for one in call.arguments]
        if call.function in _PROPERTIES:
            return self._property(call, arguments, plain=plain)
        if call.function in ("__V", "__evalVar") and arguments and (name := literal(arguments[0])):
            return self.named(name, where, plain=plain)
        made = self._made(call, arguments)
        if made is None:
            return self._no_equal(call, where)
        name = value_named(call.function, arguments)
        if name and len(made) == 1 and isinstance(made[0], Hole) and not made[0].filters:
            return self.generated(name, made[0].expression)
        if name:
            self.computed(name, made)
        return made

    def _made(self, call: Called, arguments: list[Pieces]) -> Pieces | None:
        if _FOLDER in call.written:
            return (".",)
        if call.function == "__base64Encode" and arguments:
            return self.base64(arguments[0])
        return self._script(call, arguments) if call.function in _SCRIPTS else made_by(call.function, arguments)

    def _script(self, call: Called, arguments: list[Pieces]) -> Pieces | None:
        holes: list[Hole] = []
        script = marked(arguments[0], holes, FIRST_MARK) if arguments else ""
        java = expression_in(script)
        return None if java is None else self.meaning(call.written, holes).pieces(java)

    def _property(self, call: Called, arguments: list[Pieces], *, plain: bool) -> Pieces:
        """A property is a value that stays as it is, with its default: whoever runs the plan may say another."""
        name = (literal(arguments[0]) or "").strip() if arguments else ""
        place = _PROPERTIES[call.function]
        default = arguments[place] if place < len(arguments) else ("1",) if call.function == "__P" else ()
        text = literal(default)
        if plain or text is None or not name:
            return default
        return self._holes_or(name, text.strip() if call.function == "__P" else text)

    def _holes_or(self, name: str, text: str) -> Pieces:
        if name in self._resolving or not self.knows(name):
            return (text,) if name in self._resolving else self._made_constant(name, text)
        known = self._holes.get(name)
        return (known,) if known is not None else (text,)

    def _no_equal(self, call: Called, where: str) -> Pieces:
        """A value that nothing here makes stays as the person says."""
        name = self._unknown.setdefault(call.written, f"{call.function.strip('_')}_{len(self._unknown) + 1}")
        self._tell_once(
            name, f"The value {call.written} of {where}: nothing here makes it. Give '{name}' a value under Values."
        )
        return self._made_constant(name, "")

    def _tell_once(self, name: str, sentence: str) -> None:
        if name not in self._holes:
            self._told.append(sentence)
