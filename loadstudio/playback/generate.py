"""Values made anew: `now('ms')`, `uuid()`, `random_int(1,6)`, `random_string(8)`, `random_choice('a','b')`,
`unique('Moss')`, `counter()`, `traceparent()`, and secrets of the environment, `env('TOKEN')`.

Expressions are read at compile time (`scenario.functions`), never evaluated as Python; clock, chance and secrets are
injected.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from loadstudio.base.errors import InvalidInput
from loadstudio.playback.moment import moment_text
from loadstudio.scenario.functions import Argument, Secret, function_of, is_call

type Generator = Callable[[], str]

_RANGE = re.compile(r"[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]")
_LONGEST_TEXT = 100_000
_MARKS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is taken for another
_MARK_LENGTH = 8
_NO_SECRETS: Mapping[str, str] = MappingProxyType({})


class Generators:
    """Where generated values come from: `clock` gives seconds since the epoch, `chance` is seeded by the caller
    (differently for each worker). Counters of worker `worker` of `workers` never meet those of the others. `secrets`
    are the environment's, by name.
    """

    __slots__ = ("_chance", "_clock", "_worker", "_workers", "secrets")

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        chance: random.Random,
        worker: int = 0,
        workers: int = 1,
        secrets: Mapping[str, str] = _NO_SECRETS,
    ) -> None:
        self.secrets = secrets
        self._clock = clock
        self._chance = chance
        self._worker = worker
        self._workers = workers

    def now(self, shape: str = "ms", offset: str = "", zone: str = "utc") -> Generator:
        """The present, as `moment` writes it."""
        return moment_text(self._clock, shape, offset, zone)

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
        alphabet = alphabet_of(signs)
        if not alphabet:
            raise ValueError("random_string takes at least one sign")
        choices = self._chance.choices
        return lambda: "".join(choices(alphabet, k=length))

    def random_choice(self, *choices: str | int) -> Generator:
        """One of the values, each as likely."""
        texts = tuple(map(str, choices))
        choice = self._chance.choice
        return lambda: choice(texts)

    def unique(self, text: str, sign: str | None = None) -> Generator:
        """The text with a mark of its own at its end, `Moss k3v9x0qa`: in an e-mail address at the end of the name,
        behind a hyphen where the text is one word of small letters, as in an address. `sign` stands before the mark
        instead.
        """
        before, after = around_mark(text, sign)
        choices = self._chance.choices
        return lambda: f"{before}{''.join(choices(_MARKS, k=_MARK_LENGTH))}{after}"

    def traceparent(self) -> Generator:
        """The id of a new trace, as the header of that name has it (W3C Trace Context)."""
        bits = self._chance.getrandbits
        return lambda: f"00-{bits(128):032x}-{bits(64):016x}-01"

    def counter(self, first: int = 0) -> Generator:
        """`first`, the next, ... over all users; each worker counts in steps of their number."""
        numbers = itertools.count(first + self._worker, self._workers)
        return lambda: str(next(numbers))

    def env(self, value: str) -> Generator:
        """A secret of the environment, the same all the time."""
        return lambda: value


def alphabet_of(signs: str) -> str:
    """Return the signs that `a-z0-9` stands for."""
    return _RANGE.sub(_spelled_out, signs)


def around_mark(text: str, sign: str | None = None) -> tuple[str, str]:
    """Return what stands before and behind the mark that makes a text unique."""
    name, at, host = text.partition("@")
    usual = "-" if at or not (" " in text or text != text.lower()) else " "
    return name + (usual if sign is None else sign), at + host


def _spelled_out(span: re.Match[str]) -> str:
    first, last = span[0].split("-")
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def is_generator(expression: str) -> bool:
    """Tell whether a hole's expression is a function call and not a name."""
    return is_call(expression)


def is_live(expression: str) -> bool:
    """Tell whether the value is made at each use (the present moves on), not once a pass."""
    return is_call(expression) and expression.strip().startswith("now")


def compile_generator(expression: str, generators: Generators) -> Generator:
    """Return the function that an expression names. Raises InvalidInput with a sentence when there is none such."""
    call = function_of(expression)
    arguments = call.arguments
    if call.name == "env":
        arguments = tuple(Secret(str(argument)) for argument in arguments)
    try:
        made: Generator = getattr(generators, call.name)(*(known(each, generators.secrets) for each in arguments))
    except ValueError as error:
        raise InvalidInput(f"'{expression}' cannot be used: {error}.") from error
    return made


def known(argument: Argument, secrets: Mapping[str, str]) -> str | int:
    """Return what an argument stands for. Raises InvalidInput for a secret that is not there."""
    if not isinstance(argument, Secret):
        return argument
    if argument.name not in secrets:
        raise InvalidInput(f"The environment has no {argument.name}. Set it before the run: export {argument.name}=…")
    return secrets[argument.name]
