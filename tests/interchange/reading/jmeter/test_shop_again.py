"""The demo shop's scenario, taken to JMeter and brought back, still buys something in the shop."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from loadstudio.cli.main import main
from tests.interchange.shop_job import PASSES, USERS, a_shop, exported_shop

pytestmark = pytest.mark.system


def test_what_comes_back_from_jmeter_still_buys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    output = folder / "shop.scenario.json"
    with a_shop() as address:
        script = exported_shop("jmeter", ".jmx", tmp_path, address, passes_each=True)
        assert main(["import", str(script), "-o", str(output)]) == 0
        said = capsys.readouterr().err
        assert "Not taken: " not in said.partition(f"{output}:")[2]
        assert main(["run", str(folder / "shop.plan.json"), "--out", str(tmp_path / "run")]) == 0, (
            capsys.readouterr().err
        )
        facts = requests.get(f"{address}/facts", timeout=10).json()
    assert facts["orders"] == facts["orderers"] == facts["logouts"] == PASSES
    assert facts["failed_logins"] == facts["rejected_tokens"] == facts["rejected_jwts"] == 0
    assert USERS < PASSES
