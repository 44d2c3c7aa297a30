"""Finds out which values a pass cannot do without, so that it ends where one is missing and not requests later.

A value is needed when whatever may follow reads it before it is taken again. What only a condition asks for, or only a
branch sends that may not be run, is not needed: where the branch is run after all, its request says what it lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

from loadstudio.playback.program import (
    Batch,
    CompiledChoice,
    CompiledCode,
    CompiledExchange,
    CompiledIf,
    CompiledLoop,
    CompiledNode,
    CompiledStep,
    Pause,
)

type Needed = frozenset[int]
"""Slots that are read, whatever happens, before they are written."""


def with_needs(steps: tuple[CompiledStep, ...]) -> tuple[CompiledStep, ...]:
    """Return the steps of a pass with each extractor's `needed` set."""
    return _backwards(steps, frozenset(), _step)[0]


def _backwards[Part](
    parts: Sequence[Part], after: Needed, mark: Callable[[Part, Needed], tuple[Part, Needed]]
) -> tuple[tuple[Part, ...], Needed]:
    """Mark parts that are done one after the other; return them and what is needed before them."""
    marked: list[Part] = []
    for part in reversed(parts):
        finished, after = mark(part, after)
        marked.append(finished)
    return tuple(reversed(marked)), after


def _node(node: CompiledNode, after: Needed) -> tuple[CompiledNode, Needed]:
    marked: CompiledNode = node
    before = after
    match node:
        case CompiledExchange():
            marked, before = _exchange(node, after)
        case Batch():
            exchanges, before = _backwards(node.exchanges, after, _exchange)
            marked = replace(node, exchanges=exchanges)
        case CompiledStep():
            marked, before = _step(node, after)
        case CompiledLoop():
            marked, before = _loop(node, after)
        case CompiledIf():
            children, needed = _backwards(node.children, after, _node)
            marked, before = replace(node, children=children), needed & after
        case CompiledChoice():
            steps = [_step(step, after) for step in node.steps]
            marked = replace(node, steps=tuple(step for step, _ in steps))
            before = reduce(frozenset.intersection, (needed for _, needed in steps))
        case CompiledCode():
            before = after - {slot for _, slot in node.names}  # it may set them
        case Pause():
            pass
    return marked, before


def _exchange(exchange: CompiledExchange, after: Needed) -> tuple[CompiledExchange, Needed]:
    asked = frozenset(slot for item in exchange.extractors for slot in item.uses)
    extractors = tuple(replace(item, needed=item.slot in after or item.slot in asked) for item in exchange.extractors)
    before = ((after | asked) - {item.slot for item in extractors}) | exchange.request.uses
    return replace(exchange, extractors=extractors), before


def _step(step: CompiledStep, after: Needed) -> tuple[CompiledStep, Needed]:
    children, before = _backwards(step.children, after, _node)
    return replace(step, children=children), before


def _loop(loop: CompiledLoop, after: Needed) -> tuple[CompiledLoop, Needed]:
    last, before = _backwards(loop.children, after, _node)
    if loop.holds is not None:
        before &= after  # the condition may end it before any turn
    children = last if loop.times == 1 else _backwards(loop.children, before, _node)[0]
    return replace(loop, children=children, last=last), before
