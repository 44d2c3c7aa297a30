"""Requests per CPU-second of our engine, of wrk and of Locust's FastHttpUser against the same nginx in the same rounds.

    python -m tests.benchmarks.engine_speed [--rounds 3] [--seconds 4] [--tls]

nginx has one process on one core, the generator runs on another, 50 connections are kept, the body is 1 KB. CPU time
counts, not the clock, so other work on the machine disturbs little; ratios are of the same round, and their median is
printed. Ours runs as in a real run: Locust's master and one worker, labels, histograms, checks, cookies, timeouts,
results in SQLite.
Needs nginx and wrk. Goals: 0.55x wrk and 10x Locust for plain HTTP, 0.5x wrk for TLS.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from loadstudio.plan.model import NetworkSettings
from loadstudio.scenario.assertion import StatusCheck, TextCheck
from loadstudio.scenario.model import Field, RecordedAnswer
from loadstudio.wire.run_messages import RunFinished, RunStarted, StartRun
from tests.support.engine_program import a_spec, an_engine, closed_load
from tests.support.raw_server import self_signed
from tests.support.scenarios import a_request, a_scenario, a_step

CONNECTIONS = 50
_CONF = """
worker_processes 1; worker_cpu_affinity 01; daemon off; pid {folder}/pid; error_log /dev/null crit;
events {{ worker_connections 20000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port}{tls}; root {folder};
    location = /cookie {{ add_header Set-Cookie "visit=$msec; Path=/"; try_files /page.html =404; }}
  }}
}}
"""
_HEADERS = (
    Field(name="User-Agent", value="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"),
    Field(name="Accept", value="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    Field(name="Accept-Language", value="en-GB,en;q=0.9"),
)


@contextlib.contextmanager
def running_nginx(folder: Path, *, tls: bool) -> Iterator[str]:
    """Serve a page of 1 KB and yield the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "page.html").write_text("<h1>Welcome</h1>" + "x" * 1008)
    folder.chmod(0o755)
    extra = ""
    if tls:
        self_signed(folder)
        extra = f" ssl; ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem"
    (folder / "nginx.conf").write_text(_CONF.format(folder=folder, port=port, tls=extra))
    with subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]) as nginx:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        finally:
            nginx.terminate()


def measured(command: list[str]) -> tuple[str, float]:
    """Run a command on the generator's core and return what it printed and its CPU seconds."""
    process = subprocess.Popen(["taskset", "-c", "1", *command], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    process.stdout.close()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return printed, usage.ru_utime + usage.ru_stime


def wrk(url: str, seconds: float) -> float:
    """Return wrk's requests per CPU-second."""
    printed, cpu_s = measured(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", url])
    found = re.search(r"(\d+) requests in", printed)
    assert found, printed
    return int(found.group(1)) / cpu_s


def locust(url: str, seconds: float) -> float:
    """Return Locust's requests per CPU-second."""
    script = Path(__file__).with_name("locust_fast.py")
    printed, _ = measured([sys.executable, str(script), url, str(seconds), str(CONNECTIONS)])
    answer = json.loads(printed.splitlines()[-1])
    return float(answer["requests"]) / float(answer["cpu_s"])


def ours(url: str, seconds: float, folder: Path, *, heavy: bool) -> float:
    """Return our worker's requests per CPU-second; the first and the last second do not count.

    `heavy` adds a check of the page's text and a cookie that changes with every answer.
    """
    checks = (StatusCheck(recorded=200), *((TextCheck(text="Welcome"),) if heavy else ()))
    page = url.removesuffix("/page.html") + ("/cookie" if heavy else "/page.html")
    request = a_request(
        url=page, name="GET /page", headers=_HEADERS, checks=checks, recorded=RecordedAnswer(entry_id="e", status=200)
    )
    scenario = a_scenario(a_step("", request), start_url=page)
    with an_engine() as engine:
        load = closed_load(CONNECTIONS, hold_s=seconds + 2)
        engine.send(StartRun(spec=a_spec(scenario, folder, load, network=NetworkSettings(verify_tls=False))))
        engine.wait_for(RunStarted)
        (worker,) = engine.workers()
        os.sched_setaffinity(worker.pid, {1})
        summary = engine.wait_for(RunFinished, timeout_s=seconds + 20).summary
        assert summary.requests.failed == 0, summary.errors
        whole = engine.intervals[1:-1]
    requests = sum(part.count for interval in whole for part in interval.labels if part.kind == "request")
    return requests / sum(interval.generator.cpu_percent / 100 for interval in whole)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--tls", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="engine-speed-"))
    rounds: list[dict[str, float]] = []
    try:
        with running_nginx(folder, tls=options.tls) as address:
            url = f"{address}/page.html"
            for number in range(options.rounds):
                seconds = options.seconds
                rounds.append(
                    {
                        "wrk": wrk(url, seconds),
                        "ours": ours(url, seconds, folder / f"a{number}", heavy=False),
                        "ours, text check and cookie": ours(url, seconds, folder / f"b{number}", heavy=True),
                        "Locust FastHttpUser": locust(url, seconds),
                    }
                )
                print({name: round(value) for name, value in rounds[-1].items()}, file=sys.stderr)
    finally:
        shutil.rmtree(folder)
    print(f"{'requests per CPU-second':30} {'median':>9} {'of wrk':>8} {'of Locust':>10}")
    for name in rounds[0]:
        of_wrk = median(one[name] / one["wrk"] for one in rounds)
        of_locust = median(one[name] / one["Locust FastHttpUser"] for one in rounds)
        print(f"{name:30} {median(one[name] for one in rounds):9,.0f} {of_wrk:7.2f}x {of_locust:9.1f}x")


if __name__ == "__main__":
    main()
