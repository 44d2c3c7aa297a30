"""Starts each role of a built program once, as a user would: window, recorder, demo shop, engine, workers, commands.

Usage: smoke_test.py PROGRAM [ARGUMENT...]   where PROGRAM is the executable, or a Python with `-m loadstudio`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "recordings" / "demo-shop.scenario.json"
TIMEOUT_S = 120
_ONLY_FOR_TESTS = ("k6", "django", "jupyter", "pytest", "hypothesis", "playwright")


def main(program: list[str]) -> int:
    """Run every role; the first that fails ends the test with its output."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LOADSTUDIO_HOME": folder}
        _say("version", _call([*program, "--version"], environment).stdout)
        _say("window", _window(program, environment))
        _say("recorder", _recorder(program, environment, Path(folder)))
        _say("demo shop, engine, workers, report", _run(program, environment, Path(folder)))
    if len(program) == 1:
        _say("licences", _tools_left_out(Path(program[0]).parent))
    return 0


def _tools_left_out(built: Path) -> str:
    """What only the tests use has licences of its own (k6: AGPL) and must not be shipped."""
    shipped = [str(path.relative_to(built)) for path in built.rglob("*") if path.name.split("-")[0] in _ONLY_FOR_TESTS]
    assert not shipped, shipped
    return f"none of {', '.join(_ONLY_FOR_TESTS)} is in it"


def _window(program: list[str], environment: dict[str, str]) -> str:
    shown = _call(program, {**environment, "QT_QPA_PLATFORM": "offscreen", "LOADSTUDIO_SMOKE": "1"})
    answer = json.loads(shown.stdout.splitlines()[0])
    assert answer["window"] == "shown", shown.stdout
    return f"shown after {answer['startup_ms']:.0f} ms"


def _recorder(program: list[str], environment: dict[str, str], folder: Path) -> str:
    har = folder / "smoke.har"
    recorder = subprocess.Popen(
        [*program, "record", "--browser", "none", "-o", str(har)], env=environment, stdout=subprocess.PIPE, text=True
    )
    shop, url = _shop(program, environment)
    try:
        assert recorder.stdout is not None
        proxy = json.loads(recorder.stdout.readline())["proxy"]
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://{proxy}"}))
        page = opener.open(f"{url}/login", timeout=20).read()
        assert b"csrf_token" in page
        recorder.send_signal(signal.SIGTERM)
        assert recorder.wait(TIMEOUT_S) == 0, recorder.returncode
    finally:
        recorder.kill()
        _end(shop)
    entries = json.loads(har.read_bytes())["log"]["entries"]
    assert any(entry["request"]["url"].endswith("/login") for entry in entries), entries
    return f"recorded {len(entries)} request(s)"


def _run(program: list[str], environment: dict[str, str], folder: Path) -> str:
    shop, url = _shop(program, environment)
    pdf, summary = folder / "smoke.pdf", folder / "smoke.json"
    try:
        command = ["run", str(SAMPLE), "--base-url", url, "--users", "4", "--iterations", "4", "--workers", "2"]
        done = _call([*program, *command, "--json", str(summary), "--report", str(pdf)], environment)
        facts = json.loads(urllib.request.urlopen(f"{url}/facts", timeout=20).read())
    finally:
        _end(shop)
    numbers = json.loads(summary.read_bytes())
    assert numbers["iterations"] == {"completed": 4, "failed": 0, "dropped": 0}, (numbers, done.stderr)
    assert facts["orders"] == 4, facts
    assert pdf.read_bytes().startswith(b"%PDF"), pdf
    return f"{numbers['requests']['count']} requests, {facts['orders']} orders, {pdf.stat().st_size} bytes of PDF"


def _shop(program: list[str], environment: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    shop = subprocess.Popen(
        [*program, "demo", "--until-stdin-closes"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert shop.stdout is not None
    return shop, json.loads(shop.stdout.readline())["url"]


def _end(shop: subprocess.Popen[str]) -> None:
    shop.communicate(timeout=20)


def _call(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def _say(what: str, fact: str) -> None:
    print(f"{what}: {fact.strip()}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
