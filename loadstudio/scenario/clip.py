"""Parts of a scenario on their way to another place, perhaps in another scenario: with the variables and data that they
use. As JSON they travel by the system's clipboard.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from loadstudio.base.typed import decode
from loadstudio.scenario import edit, selection
from loadstudio.scenario.model import HOLDERS, DataSource, HttpRequest, Node, Scenario, Step, Variable, walk
from loadstudio.scenario.validate import holes_of


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """Parts as they were in the scenario `scenario_id`; `variables` and `data_sources` are those that they use."""

    scenario_id: str
    parts: tuple[Node, ...]
    variables: tuple[Variable, ...] = ()
    data_sources: tuple[DataSource, ...] = ()


def clip_of(scenario: Scenario, ids: Iterable[str]) -> Clip:
    """Return these parts, ready to be put elsewhere."""
    parts = selection.outermost(scenario, ids)
    used = {hole.expression.partition(".")[0] for node in walk(parts) for hole in holes_of(node)}
    used |= {hole.expression for node in walk(parts) for hole in holes_of(node)}
    used |= {taken.variable for node in walk(parts) if isinstance(node, HttpRequest) for taken in node.extractors}
    return Clip(
        scenario_id=scenario.id,
        parts=parts,
        variables=tuple(variable for variable in scenario.variables if variable.name in used),
        data_sources=tuple(source for source in scenario.data_sources if source.name in used),
    )


def clip_bytes(clip: Clip) -> bytes:
    """Return a clip as JSON."""
    return msgspec.json.encode(clip)


def clip_from(content: bytes) -> Clip | None:
    """Return the clip in a JSON text, or None when it is none."""
    try:
        return decode(content, Clip)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def pasted(scenario: Scenario, clip: Clip, chosen_id: str) -> tuple[Scenario, tuple[str, ...]]:
    """Return the scenario with copies of the clip's parts behind the chosen one, and the ids of the copies.

    Variables and data that the scenario does not know come along. The recorded answer of a part stays behind when it
    comes from another scenario: its recording is another one.
    """
    parts = tuple(map(edit.copied, clip.parts))
    if clip.scenario_id != scenario.id:
        parts = tuple(map(_unrecorded, parts))
    if not scenario.steps and not all(isinstance(part, Step) for part in parts):
        parts = tuple(map(selection.as_step, parts))
    parent_id, index = selection.place_for(scenario, chosen_id, parts)
    after = selection.put(scenario, parts, parent_id=parent_id, index=index)
    names = {variable.name for variable in scenario.variables}
    sources = {source.name for source in scenario.data_sources}
    after = replace(
        after,
        variables=(*after.variables, *(known for known in clip.variables if known.name not in names)),
        data_sources=(*after.data_sources, *(known for known in clip.data_sources if known.name not in sources)),
    )
    return after, tuple(part.id for part in parts)


def _unrecorded(part: Node) -> Node:
    if isinstance(part, HttpRequest) and part.recorded is not None:
        return replace(part, recorded=replace(part.recorded, entry_id=""))
    return replace(part, children=tuple(map(_unrecorded, part.children))) if isinstance(part, HOLDERS) else part
