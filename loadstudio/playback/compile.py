"""Compiles a whole scenario once, before any user starts: its program, and what is put into a user's values at the
beginning of a pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

from loadstudio.base.errors import InvalidInput
from loadstudio.http_types import url as url_module
from loadstudio.playback.assemble import compile_request
from loadstudio.playback.batches import with_batches
from loadstudio.playback.check import compile_checks
from loadstudio.playback.conditions import Condition, compile_condition
from loadstudio.playback.extract import compile_extractors
from loadstudio.playback.feed import Feed
from loadstudio.playback.generate import Generator, Generators, compile_generator, is_live
from loadstudio.playback.needs import with_needs
from loadstudio.playback.origins import origin_from
from loadstudio.playback.pieces import Names
from loadstudio.playback.program import (
    CompiledChoice,
    CompiledCode,
    CompiledExchange,
    CompiledIf,
    CompiledLoop,
    CompiledNode,
    CompiledStep,
    Pause,
    exchanges_of,
)
from loadstudio.playback.python_code import compiled_code, names_in_code
from loadstudio.playback.render import Origin
from loadstudio.playback.slots import Slots, Values
from loadstudio.scenario.model import (
    Choice,
    Comparison,
    HttpRequest,
    If,
    Loop,
    Node,
    PythonCode,
    Scenario,
    Step,
    ThinkTime,
    Variable,
    requests_of,
)

_NO_FILES: Mapping[str, bytes] = {}


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
        values made once a pass. Raises RowsUsedUp when a user has no row left.
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
    parallel: bool = False,
    files: Mapping[str, bytes] = _NO_FILES,
) -> CompiledScenario:
    """Return the scenario compiled. `base_url` takes the place of scheme, host and port of the first-party host, that
    of `start_url` or else of the first request. `include_static` False leaves images, scripts and the like out.
    With `parallel` the requests that the browser sent at the same time are put into batches. `files` are the contents
    of the files that requests send, by the path in the scenario.

    Raises InvalidInput with a sentence that names the request or the data when something cannot work.
    """
    url_module.is_public_suffix("com")  # reads the list of suffixes now, so that no running user waits for it
    slots = Slots()
    fixed, live, once = _variables(scenario.variables)
    compiler = _Compiler(
        slots,
        generators,
        rebase=_rebase(scenario, base_url),
        fixed=fixed,
        live=live,
        files=files,
        include_static=include_static,
        parallel=parallel,
    )
    steps = tuple(compiler.step(step) for step in scenario.steps if step.enabled)
    generated = tuple(
        (slot, compile_generator(expression, generators))
        for name, expression in once.items()
        if (slot := slots.find(name)) is not None
    )
    return CompiledScenario(scenario, with_needs(steps), slots, _bound(scenario, feeds, slots), generated)


class _Compiler:
    """Compiles the parts of one scenario."""

    def __init__(
        self,
        slots: Slots,
        generators: Generators,
        *,
        rebase: Mapping[str, Origin],
        fixed: Mapping[str, str],
        live: Mapping[str, str],
        files: Mapping[str, bytes],
        include_static: bool,
        parallel: bool,
    ) -> None:
        self._slots = slots
        self._generators = generators
        self._rebase = rebase
        self._fixed = fixed
        self._live = live
        self._files = files
        self._include_static = include_static
        self._parallel = parallel

    def step(self, step: Step) -> CompiledStep:
        return CompiledStep(step.id, step.name, self._all(step.children), step.share)

    def _all(self, nodes: Iterable[Node]) -> tuple[CompiledNode, ...]:
        compiled = tuple(compiled for node in nodes if node.enabled and (compiled := self._one(node)) is not None)
        return with_batches(compiled) if self._parallel else compiled

    def _one(self, node: Node) -> CompiledNode | None:
        """Return the part compiled, None where nothing is left to do."""
        compiled: CompiledNode | None = None
        match node:
            case HttpRequest():
                compiled = self._exchange(node) if self._include_static or not node.static else None
            case ThinkTime():
                compiled = Pause(node.id, node.seconds)
            case PythonCode():
                names = ((name, self._slots.index(name)) for name in names_in_code(node.code))
                compiled = CompiledCode(node.id, node.name, compiled_code(node), tuple(names))
            case Step():
                compiled = self.step(node)
            case Loop():
                holds = None if node.condition is None else self._condition(node.condition)
                children = self._all(node.children)
                if children and node.times > 0:
                    compiled = CompiledLoop(node.times, holds, children, children)
            case If():
                compiled = CompiledIf(self._condition(node.condition), self._all(node.children))
            case Choice():
                compiled = self._choice(node)
        return compiled

    def _exchange(self, node: HttpRequest) -> CompiledExchange:
        request = compile_request(
            node,
            self._slots,
            rebase=self._rebase,
            generators=self._generators,
            fixed=self._fixed,
            live=self._live,
            files=self._files,
        )
        wanted = tuple(extractor for extractor in node.extractors if extractor.variable not in self._fixed)
        try:
            extractors = compile_extractors(wanted, self._slots, self._fixed)
        except InvalidInput as error:
            raise InvalidInput(f"The request '{node.name}' takes a value in a way that cannot work: {error}") from error
        try:
            checks = compile_checks(node.checks)
        except InvalidInput as error:
            raise InvalidInput(f"The request '{node.name}' has a check that cannot work: {error}") from error
        return CompiledExchange(node, request, extractors, checks)

    def _condition(self, comparison: Comparison) -> Condition:
        try:
            return compile_condition(comparison, Names(self._slots, self._generators, self._fixed, self._live))
        except InvalidInput as error:
            raise InvalidInput(f"A condition asks in a way that cannot work: {error}") from error

    def _choice(self, choice: Choice) -> CompiledChoice | None:
        steps: list[CompiledStep] = []
        for node in choice.children:
            if not isinstance(node, Step):
                raise InvalidInput("A random choice chooses among steps. Put what stands in it directly into steps.")
            if node.enabled and node.share > 0:
                steps.append(self.step(node))
        return CompiledChoice(tuple(steps), tuple(accumulate(step.share for step in steps))) if steps else None


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


def _bound(
    scenario: Scenario, feeds: Iterable[Feed], slots: Slots
) -> tuple[tuple[Feed, tuple[tuple[int, int], ...]], ...]:
    """Join each feed, in their order, with the slots that its columns fill: pairs of column and slot."""
    wanted: dict[str, list[str]] = {source.name: [] for source in scenario.data_sources}
    given = {feed.name: feed for feed in feeds}
    wanted |= {name: [] for name in given}
    for name in slots.names:
        source, dot, column = name.partition(".")
        if dot and source in wanted:
            wanted[source].append(column)
    for source, columns in wanted.items():
        if columns and source not in given:
            raise InvalidInput(f"The scenario uses the data '{source}', but no rows are given for it.")
    return tuple(
        (feed, tuple(_write(feed, column, slots) for column in wanted[feed.name]))
        for feed in given.values()
        if wanted[feed.name]
    )


def _write(feed: Feed, column: str, slots: Slots) -> tuple[int, int]:
    if column not in feed.columns:
        known = ", ".join(feed.columns)
        raise InvalidInput(f"The data '{feed.name}' has no column '{column}', which the scenario uses. It has {known}.")
    return feed.columns.index(column), slots.index(f"{feed.name}.{column}")
