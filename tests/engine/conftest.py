"""What several tests of the engine need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loadstudio.engine.http.network import Network


@pytest.fixture
def network() -> Iterator[Network]:
    """Return a network of its own; what is left open in it is closed after the test."""
    network = Network(timeout_s=2.0)
    yield network
    for connection in tuple(network.reactor.open):
        connection.close()  # type: ignore[attr-defined]  # all that is open are connections
    network.reactor.close()
