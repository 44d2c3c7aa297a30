"""A scenario as it is run: requests ready to be written, pauses, code, and the blocks that say whether and how often.

Values only; `compile` makes them, the engine goes through them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import CodeType

from loadstudio.playback.check import CompiledChecks
from loadstudio.playback.conditions import Condition
from loadstudio.playback.extract import CompiledExtractor
from loadstudio.playback.render import CompiledRequest
from loadstudio.scenario.model import HttpRequest


@dataclass(frozen=True, slots=True)
class CompiledExchange:
    """A request, what to take from its answer and how to judge it. `node` is the scenario's own request."""

    node: HttpRequest
    request: CompiledRequest
    extractors: tuple[CompiledExtractor, ...]
    checks: CompiledChecks


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests that the browser had under way at the same time, in order. Bit i of `waits[k]` says that request k is
    sent only when request i is answered.
    """

    exchanges: tuple[CompiledExchange, ...]
    waits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A think time, `seconds` long as recorded."""

    id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CompiledCode:
    """A step in Python. `names` are the values that it reads or sets by name, and their slots."""

    id: str
    name: str
    code: CodeType
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """A step's parts that are on, in order; `share` counts in a choice."""

    id: str
    name: str
    children: tuple[CompiledNode, ...]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class CompiledLoop:
    """`children` `times` times, with `holds` only while it says so before a turn. The last turn does `last`: the same
    parts, except that values for a next turn are not needed.
    """

    times: int
    holds: Condition | None
    children: tuple[CompiledNode, ...]
    last: tuple[CompiledNode, ...]


@dataclass(frozen=True, slots=True)
class CompiledIf:
    """`children` when `holds` says so."""

    holds: Condition
    children: tuple[CompiledNode, ...]


@dataclass(frozen=True, slots=True)
class CompiledChoice:
    """One of the steps by chance; none has a share of 0. `up_to` are the sums of their shares from the first on."""

    steps: tuple[CompiledStep, ...]
    up_to: tuple[float, ...]


type CompiledNode = (
    CompiledExchange | Batch | Pause | CompiledCode | CompiledStep | CompiledLoop | CompiledIf | CompiledChoice
)


def exchanges_of(nodes: Iterable[CompiledNode]) -> tuple[CompiledExchange, ...]:
    """Return all exchanges in the order in which they stand, each once."""
    return tuple(_exchanges(nodes))


def _exchanges(nodes: Iterable[CompiledNode]) -> Iterator[CompiledExchange]:
    for node in nodes:
        match node:
            case CompiledExchange():
                yield node
            case Batch():
                yield from node.exchanges
            case CompiledChoice():
                yield from _exchanges(node.steps)
            case CompiledStep() | CompiledLoop() | CompiledIf():
                yield from _exchanges(node.children)
            case Pause() | CompiledCode():
                pass
