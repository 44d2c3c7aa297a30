"""The run of the design's pictures, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.metrics.interval import Interval
from tests.support import runs


@pytest.fixture(scope="session")
def shop_intervals() -> tuple[Interval, ...]:
    """Return 14 minutes of a shop that breaks at its checkout."""
    return runs.shop_run()


@pytest.fixture(scope="session")
def shop_dir(shop_intervals: tuple[Interval, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of that run. Only to be read."""
    folder = tmp_path_factory.mktemp("shop") / "run"
    runs.write_run(folder, shop_intervals, moments=[(400, "The number of people was set to 200 by hand.", "users")])
    return folder
