"""Why a request could not be made from its template. During a run these become failed samples, elsewhere messages."""

from __future__ import annotations

from loadstudio.base.errors import InvalidInput


class RenderError(InvalidInput):
    """A request cannot be written; `reason` is a short sentence without changing parts."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class MissingValue(RenderError):
    """A hole's value has not been taken, so what needs it cannot be sent."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the value '{name}' is missing")
