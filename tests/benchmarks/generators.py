"""Requests per CPU-second of load generators, each run on core 1: wrk, Locust, k6 where it is installed, and ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

from loadstudio.plan.model import NetworkSettings
from loadstudio.plan.run_spec import DataTable
from loadstudio.scenario.assertion import StatusCheck, TextCheck
from loadstudio.scenario.extractor import Extractor, InputSource, JsonSource
from loadstudio.scenario.model import DataSource, Field, FormBody, HttpRequest, RecordedAnswer, Scenario, Variable
from loadstudio.wire.run_messages import RunFinished, RunStarted, StartRun
from tests.support.engine_program import a_spec, an_engine, closed_load
from tests.support.other_tools import k6_program
from tests.support.scenarios import a_request, a_scenario, a_step

CONNECTIONS = 50
GENERATOR_CORE = 1
_HEADERS = (
    Field(name="User-Agent", value="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"),
    Field(name="Accept", value="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    Field(name="Accept-Language", value="en-GB,en;q=0.9"),
)
USERS_TABLE = DataTable(
    name="users",
    columns=("username", "password"),
    rows=tuple((f"user{number}", f"secret {number}") for number in range(1000)),
)

type Work = Literal["page", "cookie", "journey"]
"""`page`: one page, its status checked. `cookie`: a Set-Cookie that changes in every answer, and a text check.
`journey`: get a form and take its token, post it with a row of data, get the order by its id, get a page.
"""


def wrk(address: str, seconds: float) -> float:
    """Return what wrk does with one page."""
    printed, cpu_s = _measured(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", f"{address}/page.html"])
    found = re.search(r"(\d+) requests in", printed)
    assert found, printed
    return int(found.group(1)) / cpu_s


def locust(address: str, seconds: float, work: Work) -> float:
    """Return what Locust's FastHttpUser does."""
    script = Path(__file__).with_name("locust_fast.py")
    printed, _ = _measured([sys.executable, str(script), address, str(seconds), str(CONNECTIONS), work])
    answer = json.loads(printed.splitlines()[-1])
    return float(answer["requests"]) / float(answer["cpu_s"])


def k6(address: str, seconds: float, work: Work) -> float | None:
    """Return what k6 does; None where it is not installed."""
    program = k6_program()
    if program is None:
        return None
    script = Path(__file__).with_name("k6_script.js")
    settings = {"ADDRESS": address, "WORK": work, "SECONDS": str(seconds), "USERS": str(CONNECTIONS)}
    command = [program, "run", "--quiet", "--no-usage-report", "--insecure-skip-tls-verify"]
    command += [part for name, value in settings.items() for part in ("-e", f"{name}={value}")]
    printed, cpu_s = _measured([*command, str(script)])
    return float(json.loads(printed.splitlines()[-1])["requests"]) / cpu_s


def ours(address: str, seconds: float, folder: Path, work: Work) -> float:
    """Return what one worker of ours does in a real run: Locust's master, results in SQLite. The first and the last
    second do not count.
    """
    scenario = scenario_of(work, address)
    data = (USERS_TABLE,) if work == "journey" else ()
    with an_engine() as engine:
        load = closed_load(CONNECTIONS, hold_s=seconds + 2)
        spec = a_spec(scenario, folder, load, network=NetworkSettings(verify_tls=False), data=data)
        engine.send(StartRun(spec=spec))
        engine.wait_for(RunStarted)
        (worker,) = engine.workers()
        os.sched_setaffinity(worker.pid, {GENERATOR_CORE})
        summary = engine.wait_for(RunFinished, timeout_s=seconds + 20).summary
        assert summary.requests.failed == 0, summary.errors
        whole = engine.intervals[1:-1]
    requests = sum(part.count for interval in whole for part in interval.labels if part.kind == "request")
    return requests / sum(interval.generator.cpu_percent / 100 for interval in whole)


def scenario_of(work: Work, address: str) -> Scenario:
    """Return what our users do."""
    if work == "journey":
        return _journey(address)
    page, checks = f"{address}/page.html", (StatusCheck(recorded=200),)
    if work == "cookie":
        page, checks = f"{address}/cookie", (*checks, TextCheck(text="Welcome"))  # type: ignore[assignment]  # one more
    return a_scenario(a_step("", _request(page, checks=checks)), start_url=page)


def _journey(address: str) -> Scenario:
    token = Extractor(variable="token", sources=(InputSource(name="token"),))
    order = Extractor(variable="order", sources=(JsonSource(path="$.order"),))
    fields = ("username", "${users.username}"), ("password", "${users.password}"), ("token", "${token}")
    form = FormBody(fields=tuple(Field(name=name, value=value) for name, value in fields))
    requests = (
        _request(f"{address}/sign-in", extractors=(token,)),
        _request(f"{address}/orders", method="POST", body=form, extractors=(order,)),
        _request(f"{address}/orders/${{order}}", name="GET /orders/ID"),
        _request(f"{address}/page.html"),
    )
    return a_scenario(
        a_step("", *requests),
        start_url=address,
        variables=(Variable(name="token", label="Token"), Variable(name="order", label="Order")),
        data_sources=(DataSource(name="users", file="users.csv", columns=USERS_TABLE.columns),),
    )


def _request(url: str, **fields: object) -> HttpRequest:
    defaults: dict[str, object] = {
        "headers": _HEADERS,
        "checks": (StatusCheck(recorded=200),),
        "recorded": RecordedAnswer(entry_id="e", status=200),
    }
    return a_request(url=url, **(defaults | fields))


def _measured(command: list[str]) -> tuple[str, float]:
    """Run a command on the generator's core and return what it printed and its CPU seconds."""
    process = subprocess.Popen(["taskset", "-c", str(GENERATOR_CORE), *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    process.stdout.close()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return printed, usage.ru_utime + usage.ru_stime
