"""The one walk over scenarios that all targets share: what is off is left out, names are resolved, addresses and bodies
made ready, requests put together that are sent at the same time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from loadstudio.base.ids import slug
from loadstudio.http_types import url as url_module
from loadstudio.interchange.writing.outline import (
    Code,
    Exchange,
    Group,
    Journey,
    Outline,
    Part,
    Pause,
    Pick,
    Question,
    Repeat,
    Table,
    Together,
    When,
)
from loadstudio.interchange.writing.request_outline import RequestOutlines
from loadstudio.interchange.writing.texts import Names, Value, literal
from loadstudio.plan.model import NetworkSettings, Plan, RecordedThinkTimes
from loadstudio.plan.run_spec import ScenarioShare
from loadstudio.plan.tables import columns_used
from loadstudio.playback.batches import is_page, overlap
from loadstudio.playback.generate import is_live
from loadstudio.playback.python_code import names_in_code
from loadstudio.scenario.functions import Call, function_of
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
    requests_of,
    walk,
)
from loadstudio.scenario.validate import holes_of

_TIMEOUT_S = 30.0


def outline_of(
    shares: Sequence[ScenarioShare], plan: Plan | None, *, name: str, stem: str, table_ending: str
) -> Outline:
    """Return what scenarios with their data do, under the load of a plan where there is one. `stem` begins the names of
    files that will stand beside what is written. Raises InvalidInput, naming the request, for what can never be sent.
    """
    outline = Outline(
        name=name,
        journeys=(),
        plan=plan,
        think_times=plan.think_times if plan else RecordedThinkTimes(),
        network=plan.network if plan else NetworkSettings(),
        timeout_s=plan.timeout_s if plan else _TIMEOUT_S,
    )
    tables: dict[str, Table] = {}
    outline.journeys = tuple(
        _Walk(share, plan, outline, stem, tables, table_ending=table_ending).journey() for share in shares
    )
    return outline


class _Walk:
    """Goes through one scenario."""

    def __init__(
        self,
        share: ScenarioShare,
        plan: Plan | None,
        outline: Outline,
        stem: str,
        tables: dict[str, Table],
        *,
        table_ending: str,
    ) -> None:
        self._share = share
        self._scenario = share.scenario
        self._include_static = plan.include_static if plan else True
        self._parallel = outline.network.parallel
        fixed, live, self._once = _variables(share.scenario)
        self._names = Names(fixed, live)
        self._used = _used(share.scenario)
        self._site, self._moved = site_of(share.scenario, plan.base_url if plan else "")
        self._requests = RequestOutlines(
            self._names, self._used, fixed, share.files, outline, site=self._site, moved=self._moved, stem=stem
        )
        self._stem = stem
        self._tables = tables
        self._table_ending = table_ending

    def journey(self) -> Journey:
        parts = self._all(self._scenario.steps)
        headers = _common_headers(_exchanges(parts))
        return Journey(
            name=self._scenario.name,
            site=self._site,
            headers=headers,
            makes=tuple((name, call) for name, call in self._once.items() if name in self._used),
            tables=tuple(self._table(position) for position in range(len(self._share.data))),
            parts=tuple(_without(part, frozenset(headers)) for part in parts),
            weight=self._share.weight,
            load=self._share.load,
        )

    def _table(self, position: int) -> Table:
        data = self._share.data[position]
        source = next(one for one in self._scenario.data_sources if one.name == data.name)
        needed = columns_used(self._scenario, source)
        places = [data.columns.index(column) for column in needed]
        bare = f"{self._stem}-{slug(data.name, 'data')}"
        file = bare + self._table_ending
        number = 1
        while True:
            table = Table(
                name=data.name,
                file=file,
                columns=tuple(f"{data.name}.{column}" for column in needed),
                rows=tuple(tuple(row[place] for place in places) for row in data.rows),
                policy=data.policy,
                when_used_up=data.when_used_up,
            )
            if self._tables.setdefault(file, table) == table:
                return self._tables[file]
            number += 1
            file = f"{bare}-{number}{self._table_ending}"

    def _all(self, nodes: Iterable[Node]) -> tuple[Part, ...]:
        parts = [part for node in nodes if node.enabled and (part := self._one(node)) is not None]
        return tuple(_in_waves(parts)) if self._parallel else tuple(parts)

    def _one(self, node: Node) -> Part | None:
        part: Part | None = None
        match node:
            case HttpRequest():
                part = self._requests.exchange(node) if self._include_static or not node.static else None
            case ThinkTime(seconds=seconds):
                part = Pause(seconds)
            case PythonCode():
                part = Code(node.name, node.code)
            case Step():
                part = self._group(node)
            case Loop():
                children = self._all(node.children)
                if children and node.times > 0:
                    part = Repeat(node.times, self._question(node.condition), children)
            case If():
                question = self._question(node.condition)
                children = self._all(node.children)
                part = When(question, children) if question and children else None
            case Choice():
                steps = [one for one in node.children if isinstance(one, Step) and one.enabled and one.share > 0]
                part = Pick(tuple(self._group(step) for step in steps)) if steps else None
        return part

    def _group(self, step: Step) -> Group:
        return Group(step.name, self._all(step.children), step.share, step.note)

    def _question(self, condition: Comparison | None) -> Question | None:
        if condition is None:
            return None
        left, right = (
            tuple(self._made_here(piece) if isinstance(piece, Value) else piece for piece in self._names.text(text))
            for text in (condition.left, condition.right)
        )
        return Question(left, condition.operator, right)

    def _made_here(self, value: Value) -> Value:
        call = self._names.live.get(value.name)
        return value if call is None else value._replace(name="", call=call)


def site_of(scenario: Scenario, base_url: str) -> tuple[str, str]:
    """Return scheme, host and port of the site itself as requests are to go there, and the host as recorded."""
    for address in (scenario.start_url, *(request.url for request in requests_of(scenario))):
        try:
            recorded = url_module.host_name(address)
            return url_module.origin(url_module.completed(base_url) if base_url else address), recorded
        except ValueError:
            continue
    return "", ""


def _variables(scenario: Scenario) -> tuple[dict[str, str], dict[str, Call], dict[str, Call]]:
    """Return the variables with one value for good, those made at each use and those made once a pass."""
    fixed: dict[str, str] = {}
    live: dict[str, Call] = {}
    once: dict[str, Call] = {}
    for variable in scenario.variables:
        if not variable.enabled or variable.origin == "constant":
            fixed[variable.name] = variable.recorded_value
        elif variable.origin == "generated":
            expression = variable.generator.removeprefix("${").removesuffix("}")
            (live if is_live(expression) else once)[variable.name] = function_of(expression)
    return fixed, live, once


def _used(scenario: Scenario) -> frozenset[str]:
    used: set[str] = set()
    for node in walk(scenario.steps, enabled_only=True):
        used |= {hole.expression for hole in holes_of(node)}
        if isinstance(node, PythonCode):
            used |= set(names_in_code(node.code))
    return frozenset(used)


def _in_waves(parts: Sequence[Part]) -> Iterable[Part]:
    """Put neighbouring requests together that are sent at the same time: each waits for the last wave that it must."""
    waves: list[list[Exchange]] = []
    for part in (*parts, None):
        if isinstance(part, Exchange):
            place = 1 + max(
                (n for n, wave in enumerate(waves) if any(_waits_for(part, one) for one in wave)), default=-1
            )
            if place == len(waves):
                waves.append([])
            waves[place].append(part)
            continue
        yield from (wave[0] if len(wave) == 1 else Together(tuple(wave)) for wave in waves)
        waves = []
        if part is not None:
            yield part


def _waits_for(later: Exchange, earlier: Exchange) -> bool:
    taken = {taking.variable for taking in earlier.takes}
    taken_later = {taking.variable for taking in later.takes}
    shared = taken & (_reads(later) | taken_later) or taken_later & _reads(earlier)
    return bool(shared) or is_page(earlier.node) or not overlap(earlier.node, later.node)


def _reads(exchange: Exchange) -> set[str]:
    return {hole.expression for hole in holes_of(exchange.node)}


def _exchanges(parts: Iterable[Part]) -> Iterable[Exchange]:
    for part in parts:
        match part:
            case Exchange():
                yield part
            case Together(exchanges):
                yield from exchanges
            case Group(children=children) | Repeat(children=children) | When(children=children):
                yield from _exchanges(children)
            case Pick(groups):
                yield from _exchanges(groups)
            case Pause() | Code():
                pass


def _common_headers(exchanges: Iterable[Exchange]) -> tuple[tuple[str, str], ...]:
    """Return the headers that all requests send alike, and only once: others of the name would take their place."""
    common: dict[tuple[str, str], None] | None = None
    count = 0
    for exchange in exchanges:
        pairs = [(literal(name), literal(value)) for name, value in exchange.headers]
        names = Counter((name or "").lower() for name, _ in pairs)
        own = {
            (name, value): None
            for name, value in pairs
            if name is not None and value is not None and names[name.lower()] == 1
        }
        common = own if common is None else {pair: None for pair in common if pair in own}
        count += 1
    return tuple(common or ()) if count > 1 else ()


def _without(part: Part, headers: frozenset[tuple[str, str]]) -> Part:
    """Return a part whose requests do not name the common headers again."""
    match part:
        case Exchange():
            kept = tuple(pair for pair in part.headers if (literal(pair[0]), literal(pair[1])) not in headers)
            return replace(part, headers=kept)
        case Together(exchanges):
            return Together(tuple(_without(one, headers) for one in exchanges))  # type: ignore[misc]  # exchanges stay
        case Group() | Repeat() | When():
            return part._replace(children=tuple(_without(child, headers) for child in part.children))
        case Pick(groups):
            return Pick(tuple(_without(group, headers) for group in groups))  # type: ignore[misc]  # groups stay
        case Pause() | Code():
            return part
