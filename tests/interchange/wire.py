"""What a scenario's requests look like when they are sent."""

from __future__ import annotations

import random

from loadstudio.playback.assemble import compile_request
from loadstudio.playback.generate import Generators
from loadstudio.playback.render import render
from loadstudio.playback.slots import Slots
from loadstudio.scenario.model import HttpRequest, Scenario, requests_of


def sent(scenario: Scenario, **values: str) -> list[str]:
    """Return all requests as they are sent, with constants and these values."""
    known = {one.name: one.recorded_value for one in scenario.variables if one.origin == "constant"} | values
    return [_written(request, known) for request in requests_of(scenario)]


def _written(request: HttpRequest, known: dict[str, str]) -> str:
    slots = Slots()
    generators = Generators(clock=lambda: 1_795_000_000.0, chance=random.Random(1))
    compiled = compile_request(request, slots, generators=generators, fixed=known, files={"leaf.png": b"leaf"})
    return render(compiled, [None] * len(slots)).decode()
