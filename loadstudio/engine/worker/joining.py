"""How a worker joins a run: it waits until the master answers, does not let it in, or is not to be found. Pure: it is
given what sends and what waits.
"""

from __future__ import annotations

from collections.abc import Callable

from loadstudio.base.errors import EngineFailed
from loadstudio.base.units import duration_text

_TICK_S = 0.2


def join_run(
    knock: Callable[[], bool],
    answered: Callable[[float], bool],
    is_refused: Callable[[], bool],
    *,
    where: str,
    wait_s: float,
) -> None:
    """Wait until the master at `where` answers, for `wait_s` at most. Raises EngineFailed.

    `knock` sends and tells whether that was possible: whoever is refused at once may have no way to send. `answered`
    waits so many seconds for the answer and tells whether it is there.
    """
    has_knocked = knock()
    tried_s = 0.0
    while not answered(_TICK_S):
        tried_s += _TICK_S
        if is_refused():
            raise EngineFailed(
                f"The run at {where} did not let this computer in: the connection string is of another run. "
                "Copy the one that this run printed."
            )
        if tried_s >= wait_s:
            raise EngineFailed(
                f"No run answered at {where} within {duration_text(wait_s)}. Does it wait there, is "
                "the port open in the firewall, and is the connection string the one that this run printed?"
            )
        has_knocked = has_knocked or knock()
