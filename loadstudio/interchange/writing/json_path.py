"""JSONPaths of a scenario for other programs: steps whose names and texts may hold values. What a path means is
`playback.jsonpath`'s.
"""

from __future__ import annotations

import msgspec

from loadstudio.interchange.writing.texts import Names, Text, Value, joined
from loadstudio.scenario import json_path as syntax
from loadstudio.scenario.json_path import AnyOf, Below, Both, Compared, Either, Filter, Not, Query
from loadstudio.scenario.template import Hole, parse

type Operand = syntax.Operand[Text]
type Test = syntax.Test[Text]
type Step = syntax.Step[Text]
type Path = syntax.Path[Text]

_FIRST_MARK = 0xF0000  # a private sign stands for each hole while the path is read


def json_steps(path: str, names: Names) -> Path:
    """Return the steps of a path, within whose quotes holes may stand. Raises InvalidInput when it is none."""
    marked, holes = "", list[Text]()
    for piece in parse(path):
        if isinstance(piece, Hole):
            marked += chr(_FIRST_MARK + len(holes))
            holes.append(names.text(str(piece)))
        else:
            marked += piece
    return _Filled(tuple(holes)).path(syntax.json_steps(marked))


def plain_keys(steps: Path) -> tuple[str | int, ...] | None:
    """Return names and places where a path has nothing else, None where it has."""
    keys: list[str | int] = []
    for step in steps:
        if isinstance(step, int):
            keys.append(step)
        elif isinstance(step, tuple) and all(isinstance(piece, str) for piece in step):
            keys.append("".join(str(piece) for piece in step))
        else:
            return None
    return tuple(keys)


def is_name(step: Step) -> bool:
    """Tell whether a step is the name of a member."""
    return isinstance(step, tuple)


class _Filled:
    """Puts holes where their marks stand in the texts of a path."""

    def __init__(self, holes: tuple[Text, ...]) -> None:
        self._holes = holes

    def path(self, steps: syntax.Path[str]) -> Path:
        return tuple(map(self._step, steps))

    def _step(self, step: syntax.Step[str]) -> Step:
        match step:
            case str():
                return self._text(step)
            case Filter():
                return Filter(self._test(step.test))
            case AnyOf():
                return AnyOf(tuple(map(self._step, step.steps)))
            case Below():
                return Below(self._step(step.step))
            case _:
                return step

    def _test(self, test: syntax.Test[str]) -> Test:
        match test:
            case Query():
                return self._query(test)
            case Compared():
                return Compared(self._operand(test.left), test.operator, self._operand(test.right))
            case Both():
                return Both(tuple(map(self._test, test.tests)))
            case Either():
                return Either(tuple(map(self._test, test.tests)))
            case Not():
                return Not(self._test(test.test))

    def _operand(self, operand: syntax.Operand[str]) -> Operand:
        match operand:
            case Query():
                return self._query(operand)
            case str():
                return self._text(operand)
            case _:
                return operand

    def _query(self, query: Query[str]) -> Query[Text]:
        return Query(query.from_root, self.path(query.steps))

    def _text(self, text: str) -> Text:
        pieces: list[Text] = []
        for sign in text:
            number = ord(sign) - _FIRST_MARK
            pieces.append(self._holes[number] if 0 <= number < len(self._holes) else (sign,))
        return joined(*(piece for several in pieces for piece in several)) or ("",)


def values_of(steps: Path) -> tuple[Value, ...]:
    """Return the values that stand in a path."""
    return tuple(_values(steps))


def _values(part: object) -> list[Value]:
    if isinstance(part, Value):
        return [part]
    parts = msgspec.structs.astuple(part) if isinstance(part, msgspec.Struct) else part
    return [value for one in parts for value in _values(one)] if isinstance(parts, tuple) else []
