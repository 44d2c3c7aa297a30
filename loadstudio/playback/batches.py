"""Which requests of a step are sent at the same time: those that the browser had under way at the same time.

A request waits for the earlier ones that were over when the browser sent it, for the page (what is loaded with a page
cannot be asked for before it is there), and for those whose values it sends or takes again.
"""

from __future__ import annotations

from collections.abc import Iterable

from loadstudio.playback.program import Batch, CompiledExchange, CompiledNode
from loadstudio.recording.entry import CLOCK_SLACK_US
from loadstudio.scenario.model import HttpRequest

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def with_batches(nodes: Iterable[CompiledNode]) -> tuple[CompiledNode, ...]:
    """Return the parts of a step or block with neighbouring requests put together where they go at the same time."""
    found: list[CompiledNode] = []
    run: list[CompiledExchange] = []
    waits: list[int] = []

    def end_run() -> None:
        found.extend(run if len(run) < 2 else (Batch(tuple(run), tuple(waits)),))
        run.clear()
        waits.clear()

    for node in nodes:
        if not isinstance(node, CompiledExchange):
            end_run()
            found.append(node)
            continue
        mask = sum(1 << position for position, earlier in enumerate(run) if _waits_for(node, earlier))
        if mask == (1 << len(run)) - 1:  # it waits for all of them
            end_run()
            mask = 0
        run.append(node)
        waits.append(mask)
    end_run()
    return tuple(found)


def _waits_for(later: CompiledExchange, earlier: CompiledExchange) -> bool:
    return not overlap(earlier.node, later.node) or is_page(earlier.node) or _share_values(earlier, later)


def overlap(earlier: HttpRequest, later: HttpRequest) -> bool:
    """Tell whether both were under way at once; a request that a person moved or copied is not compared.

    Where a computer is busy the end of an answer is seen late: what a script sent then may well have waited for it.
    """
    was, now = earlier.recorded, later.recorded
    if was is None or now is None or was.entry_id == now.entry_id:
        return False
    slack_ms = 0 if later.static else CLOCK_SLACK_US / 1000
    return was.offset_ms <= now.offset_ms < was.offset_ms + was.duration_ms - slack_ms


def is_page(request: HttpRequest) -> bool:
    """Tell whether a request asks for a page: what is loaded with it cannot be asked for before it is there."""
    if request.static or request.recorded is None or request.recorded.mime_type not in _PAGE_TYPES:
        return False
    sent = {field.name.lower(): (field.value or "").lower() for field in request.headers}
    return sent.get("sec-fetch-dest", "document") == "document" and "x-requested-with" not in sent


def _share_values(earlier: CompiledExchange, later: CompiledExchange) -> bool:
    """Tell whether one of the two takes a value that the other sends or takes."""
    taken = {item.slot for item in earlier.extractors}
    taken_later = {item.slot for item in later.extractors}
    return bool(taken & (later.request.uses | taken_later) or taken_later & earlier.request.uses)
