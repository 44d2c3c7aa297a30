"""The words of the template language: functions that make a value, filters that change one, and what stands in their
brackets. Here calls are read and judged; making the values is `playback`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loadstudio.base.errors import InvalidInput

_CALL = re.compile(r"\s*([a-z_][a-z0-9_]*)\s*\((.*)\)\s*", re.DOTALL)
_ARGUMENT = re.compile(r"\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d{1,18})|env\(\s*(?:'([^'\"]*)'|\"([^'\"]*)\")\s*\))\s*(,|$)")
_VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Secret(NamedTuple):
    """`env('TOKEN')`: a text that is read from the environment when a run starts, and never kept."""

    name: str


type Argument = str | int | Secret


class Call(NamedTuple):
    """A function or filter with what stands in its brackets."""

    name: str
    arguments: tuple[Argument, ...] = ()


class Signature(NamedTuple):
    """What may stand in the brackets: one of the rows of kinds, `str` or `int`; with `more` the last kind may go on.
    `example` is for people.
    """

    takes: tuple[tuple[type, ...], ...]
    example: str
    more: bool = False

    def fits(self, arguments: Sequence[Argument]) -> bool:
        """Tell whether these can stand in the brackets. A secret is a text."""
        kinds = tuple(str if isinstance(argument, Secret) else type(argument) for argument in arguments)
        if kinds in self.takes:
            return True
        return self.more and bool(kinds) and all(kind in {row[-1] for row in self.takes if row} for kind in kinds)


HASHES = ("md5", "sha1", "sha256", "sha512")
"""What `hmac` takes as its first text."""

FUNCTIONS: Mapping[str, Signature] = {
    "now": Signature(
        ((), (str,), (str, str), (str, str, str)),
        "Write now('ms'), now('s'), now('us'), now('iso') or now('%Y-%m-%d','+2d','local').",
    ),
    "uuid": Signature(((),), "Write uuid()."),
    "random_int": Signature(((int, int),), "Write it like random_int(1,6)."),
    "random_string": Signature(((int,), (int, str)), "Write it like random_string(8) or random_string(8,'0-9A-F')."),
    "random_choice": Signature(((str,), (int,)), "Write it like random_choice('red','green','blue').", more=True),
    "unique": Signature(((str,), (str, str)), "Write it like unique('Moss') or unique('Moss', '_')."),
    "traceparent": Signature(((),), "Write traceparent()."),
    "counter": Signature(((), (int,)), "Write counter() or, to begin at 1000, counter(1000)."),
    "env": Signature(((str,),), "Write it like env('API_TOKEN')."),
}

FILTERS: Mapping[str, Signature] = {
    name: Signature(((),), f"Write it like |{name}.")
    for name in ("url", "form", "json", "html", "base64", "base64url", "upper", "lower", *HASHES, "s256")
} | {
    "base64hex": Signature(((),), "Write it like |base64hex."),
    "calculated": Signature(((),), "Write it like |calculated."),
    "before": Signature(((str,),), "Write it like |before('user:')."),
    "after": Signature(((str,),), "Write it like |after('=')."),
    "hmac": Signature(((str, str),), "Write it like |hmac('sha256',env('KEY'))."),
}


def is_call(expression: str) -> bool:
    """Tell whether a hole's expression is a function call and not a name."""
    return _CALL.fullmatch(expression) is not None


def is_secret(expression: str) -> bool:
    """Tell whether an expression is a secret of the environment, which has one value all through a run."""
    return is_call(expression) and expression.strip().startswith("env")


def function_of(expression: str) -> Call:
    """Return the function that an expression calls. Raises InvalidInput with a sentence when it makes no value."""
    match = _CALL.fullmatch(expression)
    if match is None or match[1] not in FUNCTIONS:
        raise InvalidInput(f"'{expression}' makes no value. There are {', '.join(FUNCTIONS)}.")
    return _fitting(expression, match, FUNCTIONS[match[1]])


def filter_of(text: str) -> Call:
    """Return the filter that stands after a `|`. Raises InvalidInput with a sentence when there is none such."""
    match = _CALL.fullmatch(text if "(" in text else f"{text}()")
    if match is None or match[1] not in FILTERS:
        raise InvalidInput(f"'|{text}' is no filter. There are {', '.join(FILTERS)}.")
    call = _fitting(text, match, FILTERS[match[1]])
    if call.name == "hmac" and call.arguments[0] not in HASHES:
        raise InvalidInput(f"'|{text}' names no hash that there is. There are {', '.join(HASHES)}.")
    return call


def secrets_in(text: str) -> tuple[str, ...]:
    """Return the names of the environment secrets that an expression or a filter uses, () too where it is nonsense."""
    try:
        match = _CALL.fullmatch(text)
        call = Call(match[1], _arguments(match[2], text)) if match else Call("")
    except InvalidInput:
        return ()
    if call.name == "env" and len(call.arguments) == 1 and isinstance(call.arguments[0], str):
        return (call.arguments[0],)
    return tuple(argument.name for argument in call.arguments if isinstance(argument, Secret))


def _fitting(text: str, match: re.Match[str], signature: Signature) -> Call:
    call = Call(match[1], _arguments(match[2], text))
    if not signature.fits(call.arguments):
        raise InvalidInput(f"'{text}' has the wrong values in its brackets. {signature.example}")
    names = [argument.name for argument in call.arguments if isinstance(argument, Secret)]
    names += [str(argument) for argument in call.arguments if call.name == "env"]
    for name in names:
        if not _VARIABLE_NAME.fullmatch(name):
            raise InvalidInput(f"'{text}' names no environment variable: letters, digits and _ make a name.")
    return call


def _arguments(text: str, whole: str) -> tuple[Argument, ...]:
    arguments: list[Argument] = []
    position = 0
    while text.strip():
        match = _ARGUMENT.match(text, position)
        if match is None:
            raise InvalidInput(f"'{whole}' cannot be read. Texts stand in quotes, and a comma between values.")
        single, double, number, secret, secret_too, comma = match.groups()
        if number is not None:
            arguments.append(int(number))
        elif secret is not None or secret_too is not None:
            arguments.append(Secret(secret or secret_too or ""))
        else:
            arguments.append(single if single is not None else double)
        position = match.end()
        if not comma:
            break
    return tuple(arguments)
