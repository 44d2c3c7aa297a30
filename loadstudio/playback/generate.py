"""Values made anew: `now('ms')`, `uuid()`, `random_int(1,6)`, `random_string(8)`, `counter()`, `traceparent()`.
Expressions are parsed at compile time, never evaluated as Python; clock and chance are injected.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime

from loadstudio.base.clock import iso_utc
from loadstudio.base.errors import InvalidInput

type Generator = Callable[[], str]

_CALL = re.compile(r"\s*([a-z_]+)\s*\((.*)\)\s*", re.DOTALL)
_ARGUMENT = re.compile(r"\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d{1,18}))\s*(,|$)")
_RANGE = re.compile(r"[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]")
_LONGEST_TEXT = 100_000


class Generators:
    """Where generated values come from: `clock` gives seconds since the epoch, `chance` is seeded by the caller
    (differently for each worker). Counters of worker `worker` of `workers` never meet those of the others.
    """

    __slots__ = ("_chance", "_clock", "_worker", "_workers")

    def __init__(self, *, clock: Callable[[], float], chance: random.Random, worker: int = 0, workers: int = 1) -> None:
        self._clock = clock
        self._chance = chance
        self._worker = worker
        self._workers = workers

    def now(self, unit: str = "ms") -> Generator:
        """The present: whole `ms`, `s` or `us` since the epoch, or `iso` with milliseconds."""
        clock = self._clock
        if unit == "iso":
            return lambda: iso_utc(datetime.fromtimestamp(clock(), UTC))
        factors = {"s": 1, "ms": 1_000, "us": 1_000_000}
        if unit not in factors:
            raise ValueError("now takes 'ms', 's', 'us' or 'iso'")
        factor = factors[unit]
        return lambda: str(int(clock() * factor))

    def uuid(self) -> Generator:
        """A random UUID (version 4)."""
        bits = self._chance.getrandbits

        def make() -> str:
            digits = f"{bits(128):032x}"
            variant = "89ab"[int(digits[16], 16) & 3]
            return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"

        return make

    def random_int(self, low: int, high: int) -> Generator:
        """A whole number from `low` to `high`, both included."""
        if low > high:
            raise ValueError("random_int takes the smaller number first")
        randrange = self._chance.randrange
        return lambda: str(randrange(low, high + 1))

    def random_string(self, length: int, signs: str = "a-z0-9") -> Generator:
        """Lower-case letters and digits, or other `signs`, of which `a-z` names a range."""
        if not 0 < length <= _LONGEST_TEXT:
            raise ValueError(f"random_string takes a length from 1 to {_LONGEST_TEXT}")
        alphabet = _RANGE.sub(_spelled_out, signs)
        if not alphabet:
            raise ValueError("random_string takes at least one sign")
        choices = self._chance.choices
        return lambda: "".join(choices(alphabet, k=length))

    def traceparent(self) -> Generator:
        """The id of a new trace, as the header of that name has it (W3C Trace Context)."""
        bits = self._chance.getrandbits
        return lambda: f"00-{bits(128):032x}-{bits(64):016x}-01"

    def counter(self) -> Generator:
        """0, 1, 2, ... over all users; each worker counts in steps of their number."""
        numbers = itertools.count(self._worker, self._workers)
        return lambda: str(next(numbers))


def _spelled_out(span: re.Match[str]) -> str:
    first, last = span[0].split("-")
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


_SIGNATURES: dict[str, tuple[tuple[type, ...], ...]] = {
    "now": ((), (str,)),
    "uuid": ((),),
    "random_int": ((int, int),),
    "random_string": ((int,), (int, str)),
    "traceparent": ((),),
    "counter": ((),),
}


def is_generator(expression: str) -> bool:
    """Tell whether a hole's expression is a function call and not a name."""
    return _CALL.fullmatch(expression) is not None


def is_live(expression: str) -> bool:
    """Tell whether the value is made at each use (the present moves on), not once a pass."""
    match = _CALL.fullmatch(expression)
    return match is not None and match.group(1) == "now"


def compile_generator(expression: str, generators: Generators) -> Generator:
    """Return the function that an expression names. Raises InvalidInput with a sentence when there is none such."""
    match = _CALL.fullmatch(expression)
    name = match.group(1) if match else ""
    if match is None or name not in _SIGNATURES:
        known = ", ".join(_SIGNATURES)
        raise InvalidInput(f"'{expression}' makes no value. There are {known}.")
    arguments = _arguments(match.group(2), expression)
    if tuple(type(argument) for argument in arguments) not in _SIGNATURES[name]:
        raise InvalidInput(f"'{expression}' has the wrong values in its brackets. {_EXAMPLES[name]}")
    try:
        made: Generator = getattr(generators, name)(*arguments)
    except ValueError as error:
        raise InvalidInput(f"'{expression}' cannot be used: {error}.") from error
    return made


_EXAMPLES = {
    "now": "Write now('ms'), now('s'), now('us') or now('iso').",
    "uuid": "Write uuid().",
    "random_int": "Write it like random_int(1,6).",
    "random_string": "Write it like random_string(8) or random_string(8,'0-9A-F').",
    "traceparent": "Write traceparent().",
    "counter": "Write counter().",
}


def _arguments(text: str, expression: str) -> tuple[str | int, ...]:
    arguments: list[str | int] = []
    position = 0
    while text.strip():
        match = _ARGUMENT.match(text, position)
        if match is None:
            raise InvalidInput(f"'{expression}' cannot be read. Texts stand in quotes, and a comma between values.")
        single, double, number, comma = match.groups()
        arguments.append(int(number) if number is not None else (single if single is not None else double))
        position = match.end()
        if not comma:
            break
    return tuple(arguments)
