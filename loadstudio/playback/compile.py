"""Compiles a whole scenario once, before any user starts: requests, extractors, checks, pauses, and what is put into a
user's values at the beginning of a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types import url as url_module
from loadstudio.playback.assemble import compile_request, origin_from
from loadstudio.playback.check import CompiledChecks, compile_checks
from loadstudio.playback.extract import CompiledExtractor, compile_extractors
from loadstudio.playback.feed import Feed
from loadstudio.playback.generate import Generator, Generators, compile_generator, is_live
from loadstudio.playback.render import CompiledRequest, Origin
from loadstudio.playback.slots import Slots, Values
from loadstudio.scenario.model import HttpRequest, Node, Scenario, ThinkTime, Variable, requests_of


@dataclass(frozen=True, slots=True)
class CompiledExchange:
    """A request, what to take from its answer and how to judge it. `node` is the scenario's own request."""

    node: HttpRequest
    request: CompiledRequest
    extractors: tuple[CompiledExtractor, ...]
    checks: CompiledChecks


@dataclass(frozen=True, slots=True)
class Pause:
    """A think time, `seconds` long as recorded."""

    id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """A step's requests and pauses that are on, in order."""

    id: str
    name: str
    children: tuple[CompiledExchange | Pause, ...]


class CompiledScenario:
    """What one virtual user does in one pass, ready to be done. `origins` are all places that requests without a hole
    in the host go to.
    """

    __slots__ = ("_feeds", "_generated", "_size", "id", "name", "origins", "slots", "steps")

    def __init__(
        self,
        scenario: Scenario,
        steps: tuple[CompiledStep, ...],
        slots: Slots,
        feeds: tuple[tuple[Feed, tuple[tuple[int, int], ...]], ...],
        generated: tuple[tuple[int, Generator], ...],
    ) -> None:
        self.id = scenario.id
        self.name = scenario.name
        self.steps = steps
        self.slots = slots
        self.origins = frozenset(item.request.origin for item in exchanges_of(steps) if item.request.origin)
        self._feeds = feeds
        self._generated = generated
        self._size = len(slots)

    def new_values(self) -> Values:
        """Return the values of a new user: nothing is known yet."""
        return [None] * self._size

    def begin_pass(self, values: Values, user: int) -> None:
        """Forget what the pass before took; write the data rows of user `user` (counted from 0 in this worker) and the
        values made once a pass. Raises InvalidInput when a user has no row left.
        """
        values[:] = [None] * self._size
        for feed, writes in self._feeds:
            row = feed.row(user)
            for column, slot in writes:
                values[slot] = row[column]
        for slot, make in self._generated:
            values[slot] = make()


def compile_scenario(
    scenario: Scenario,
    *,
    generators: Generators,
    feeds: Iterable[Feed] = (),
    base_url: str = "",
    include_static: bool = True,
) -> CompiledScenario:
    """Return the scenario compiled. `base_url` takes the place of scheme, host and port of the first-party host, that
    of `start_url` or else of the first request. `include_static` False leaves images, scripts and the like out.

    Raises InvalidInput with a sentence that names the request or the data when something cannot work.
    """
    url_module.is_public_suffix("com")  # reads the list of suffixes now, so that no running user waits for it
    slots = Slots()
    rebase = _rebase(scenario, base_url)
    fixed, live, once = _variables(scenario.variables)

    def compiled(node: HttpRequest) -> CompiledExchange:
        request = compile_request(node, slots, rebase=rebase, generators=generators, fixed=fixed, live=live)
        wanted = tuple(extractor for extractor in node.extractors if extractor.variable not in fixed)
        try:
            extractors = compile_extractors(wanted, slots)
        except InvalidInput as error:
            raise InvalidInput(f"The request '{node.name}' takes a value in a way that cannot work: {error}") from error
        return CompiledExchange(node, request, extractors, compile_checks(node.checks))

    steps = tuple(
        CompiledStep(
            step.id,
            step.name,
            tuple(
                compiled(node) if isinstance(node, HttpRequest) else _pause(node)
                for node in step.children
                if node.enabled and (include_static or not (isinstance(node, HttpRequest) and node.static))
            ),
        )
        for step in scenario.steps
        if step.enabled
    )
    generated = tuple(
        (slot, compile_generator(expression, generators))
        for name, expression in once.items()
        if (slot := slots.find(name)) is not None
    )
    return CompiledScenario(scenario, _with_needs(steps), slots, _bound(scenario, feeds, slots), generated)


def exchanges_of(steps: Iterable[CompiledStep]) -> tuple[CompiledExchange, ...]:
    """Return all exchanges in the order of a pass."""
    return tuple(child for step in steps for child in step.children if isinstance(child, CompiledExchange))


def _pause(node: Node) -> Pause:
    if not isinstance(node, ThinkTime):
        raise InvalidInput("Repetitions, conditions, choices and groups cannot be run yet. Switch them off.")
    return Pause(node.id, node.seconds)


def _rebase(scenario: Scenario, base_url: str) -> Mapping[str, Origin]:
    if not base_url:
        return {}
    try:
        origin = origin_from(url_module.split(url_module.completed(base_url)))
    except ValueError as error:
        raise InvalidInput(f"'{base_url}' is no address of a site. Write it like https://test.shop.example.") from error
    for address in (scenario.start_url, *(request.url for request in requests_of(scenario))):
        try:
            return {url_module.host_name(address): origin}
        except ValueError:
            continue
    return {}


def _variables(variables: Iterable[Variable]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the variables with one value for good, those made at each use and those made once a pass (these two with
    their generator's expression).
    """
    fixed: dict[str, str] = {}
    live: dict[str, str] = {}
    once: dict[str, str] = {}
    for variable in variables:
        if not variable.enabled or variable.origin == "constant":
            fixed[variable.name] = variable.recorded_value
        elif variable.origin == "generated":
            expression = variable.generator.removeprefix("${").removesuffix("}")
            (live if is_live(expression) else once)[variable.name] = expression
    return fixed, live, once


def _with_needs(steps: tuple[CompiledStep, ...]) -> tuple[CompiledStep, ...]:
    """Mark the extractors whose value a later request reads before another extractor writes it again."""
    read: set[int] = set()
    marked: list[CompiledStep] = []
    for step in reversed(steps):
        children: list[CompiledExchange | Pause] = []
        for child in reversed(step.children):
            if isinstance(child, CompiledExchange):
                extractors = tuple(replace(item, needed=item.slot in read) for item in child.extractors)
                read -= {item.slot for item in extractors}
                read |= child.request.uses
                children.append(replace(child, extractors=extractors))
            else:
                children.append(child)
        marked.append(replace(step, children=tuple(reversed(children))))
    return tuple(reversed(marked))


def _bound(
    scenario: Scenario, feeds: Iterable[Feed], slots: Slots
) -> tuple[tuple[Feed, tuple[tuple[int, int], ...]], ...]:
    """Join each feed with the slots that its columns fill: pairs of column and slot."""
    wanted: dict[str, list[str]] = {source.name: [] for source in scenario.data_sources}
    given = {feed.name: feed for feed in feeds}
    wanted |= {name: [] for name in given}
    for name in slots.names:
        source, dot, column = name.partition(".")
        if dot and source in wanted:
            wanted[source].append(column)
    bound: list[tuple[Feed, tuple[tuple[int, int], ...]]] = []
    for source, columns in wanted.items():
        if not columns:
            continue
        if source not in given:
            raise InvalidInput(f"The scenario uses the data '{source}', but no rows are given for it.")
        bound.append((given[source], tuple(_write(given[source], column, slots) for column in columns)))
    return tuple(bound)


def _write(feed: Feed, column: str, slots: Slots) -> tuple[int, int]:
    if column not in feed.columns:
        known = ", ".join(feed.columns)
        raise InvalidInput(f"The data '{feed.name}' has no column '{column}', which the scenario uses. It has {known}.")
    return feed.columns.index(column), slots.index(f"{feed.name}.{column}")
