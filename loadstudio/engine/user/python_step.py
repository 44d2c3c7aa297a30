"""Runs the code of a Python step for a user: with `session` to make requests, `values` to read and set the scenario's
values, and `log`.

Code that fails is a failed request with the line and the reason; the pass goes on. Code that computes for long holds up
all users of its worker, which the run's lateness shows.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Literal

from loadstudio.engine.user.sampling import Tally
from loadstudio.metrics.exchange import Exchange
from loadstudio.playback.program import CompiledCode
from loadstudio.playback.python_code import file_name
from loadstudio.playback.slots import Slots, Values

if TYPE_CHECKING:
    from loadstudio.engine.user.steps import Visitor

logger = logging.getLogger(__name__)

_REASON_SHOWN = 200
_LINES_KEPT = 1000


class CodeAction:
    """A step in Python. `tally` counts it where it fails; its requests have tallies of their own."""

    __slots__ = ("_code", "_step", "_tally")

    is_request: Literal[False] = False

    def __init__(self, code: CompiledCode, step: str, tally: Tally) -> None:
        self._code = code
        self._step = step
        self._tally = tally

    def do(self, visitor: Visitor) -> bool:
        """Run it. The pass goes on in any case: a request that needs a value that was not set says so."""
        code = self._code
        session = visitor.session_for_code(self._step, code.id, code.name)
        lines: list[str] = []

        def log(*parts: object) -> None:
            text = " ".join(map(str, parts))
            logger.info("%s: %s", code.name, text)
            if len(lines) < _LINES_KEPT:
                lines.append(text)

        reason = ""
        try:
            exec(
                code.code,
                {"__name__": code.name, "session": session, "values": NamedValues(visitor), "log": log},
            )
        except (Exception, SystemExit) as error:
            reason = _reason(error, code.name)
            self._tally.unsent += 1
        finally:
            visitor.end_code()
        visitor.tell(self._tally, reason, lambda: self._exchange(reason, lines))
        return True

    def _exchange(self, reason: str, lines: list[str]) -> Exchange:
        """What it said stands where an answer's body would."""
        said = "\n".join(lines).encode("utf-8", "replace")
        return Exchange(
            request_id=self._code.id,
            label=self._code.name,
            step=self._step,
            method="Python",
            url="",
            response_body=said,
            response_bytes=len(said),
            failure=reason,
        )


class NamedValues(MutableMapping[str, str]):
    """A user's values by name: the scenario's variables and the columns of its data (`users.name`)."""

    def __init__(self, visitor: Visitor) -> None:
        self._slots: Slots = visitor.slots
        self._values: Values = visitor.values

    def __getitem__(self, name: str) -> str:
        value = self._values[self._slot(name)]
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name: str, value: object) -> None:
        self._values[self._slot(name)] = str(value)

    def __delitem__(self, name: str) -> None:
        self._values[self._slot(name)] = None

    def __iter__(self) -> Iterator[str]:
        return (name for name, value in zip(self._slots.names, self._values, strict=False) if value is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _slot(self, name: str) -> int:
        slot = self._slots.find(name)
        if slot is None or slot >= len(self._values):
            raise KeyError(name)
        return slot


def _reason(error: BaseException, name: str) -> str:
    """Return the line of the code in which it went wrong, and what did."""
    line, place = 0, error.__traceback__
    while place is not None:
        if place.tb_frame.f_code.co_filename == file_name(name):
            line = place.tb_lineno
        place = place.tb_next
    text = " ".join(str(error).split())
    reason = f"line {line}: {type(error).__name__}" + (f": {text}" if text else "")
    return reason if len(reason) <= _REASON_SHOWN else reason[: _REASON_SHOWN - 1] + "…"
