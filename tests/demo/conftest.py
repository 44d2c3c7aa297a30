"""One running shop for the tests of a module."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.support.demo_program import first_line, running_shop


@pytest.fixture(scope="module")
def shop_url() -> Iterator[str]:
    """The address of one shop, shared by the tests of a module."""
    with running_shop("--until-stdin-closes") as process:
        url: str = json.loads(first_line(process))["url"]
        yield url
