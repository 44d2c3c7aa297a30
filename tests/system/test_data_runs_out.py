"""Test data that is used up before the end of a run: told before and after; all results and the exit code are kept."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from loadstudio.results.query import open_run
from loadstudio.scenario.file import save_scenario, save_table
from loadstudio.scenario.model import DataSource
from tests.support.raw_server import OK, Peer, raw_server
from tests.support.scenarios import a_request, a_scenario, a_step, a_think_time
from tests.system.main_job import PROGRAM

pytestmark = [pytest.mark.system, pytest.mark.timeout(120)]


@pytest.mark.parametrize(("limit", "exit_code"), [("errors<1%", 0), ("p95<0.001ms", 4)])
def test_rows_that_run_out_end_a_run_in_order(tmp_path: Path, limit: str, exit_code: int) -> None:
    served: Counter[str] = Counter()

    def serve(peer: Peer, _index: int) -> None:
        while request := peer.request():
            served[request.split(b" ")[1].decode()] += 1
            peer.send(OK)

    with raw_server(serve) as server:
        site = f"http://127.0.0.1:{server.port}"
        source = DataSource(
            name="codes", file="codes.csv", columns=("code",), policy="unique_pass", when_used_up="stop"
        )
        request = a_request(url=f"{site}/${{codes.code}}")
        scenario = a_scenario(
            a_step("s", request, a_think_time("", 0.05)), start_url=f"{site}/", data_sources=(source,)
        )
        save_scenario(tmp_path / "shop.scenario.json", scenario)
        save_table(tmp_path / "codes.csv", ("code",), tuple((f"c{number}",) for number in range(30)))
        options = ("--users", "4", "--duration", "60s", "--workers", "2", "--limit", limit)
        run = subprocess.run(
            [*PROGRAM, "run", "shop.scenario.json", *options, "--json", "summary.json", "--out", "results"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
    assert run.returncode == exit_code, run.stderr
    assert "The data 'codes' has 30 rows and is used up after about" in run.stderr, "told before the run"
    assert "The data 'codes' is used up: all its 30 rows have been taken." in run.stderr
    assert "4 users stopped before the end, since the data 'codes' was used up." in run.stderr
    assert served == {f"/c{number}": 1 for number in range(30)}
    summary = json.loads((tmp_path / "summary.json").read_bytes())
    assert summary["iterations"] == {"completed": 30, "failed": 0, "dropped": 0}
    assert summary["duration_s"] < 30
    with open_run(tmp_path / "results") as stored:
        assert stored.summary().requests.count == 30
        assert any("used up" in moment.text for moment in stored.moments())
