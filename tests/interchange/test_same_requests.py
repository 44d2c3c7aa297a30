"""All targets send what our own engine sends, of a scenario that has one of everything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from loadstudio.cli.main import main
from loadstudio.scenario.file import save_scenario, save_table
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.template import escape
from tests.interchange.everything import SITE, everything
from tests.interchange.recording_site import a_site, comparable
from tests.interchange.test_real_tools import jmeter_command

pytestmark = pytest.mark.system

WORDS = "Moss + Co's ü {x}"
K6 = ["k6", "run", "--no-usage-report", "--quiet"]
LOCUST = [sys.executable, "-m", "locust", "--headless", "-u", "1", "-r", "1", "-f"]


def _scenario(address: str) -> Scenario:
    """Everything on one site; the log-in at the wrong path is the one that the form is looked for by."""
    raw = msgspec.json.encode(everything(escape(WORDS))).replace(SITE.encode(), address.encode())
    return msgspec.json.decode(raw.replace(b"https://api.shop.test", address.encode()), type=Scenario)


def _written(folder: Path, address: str) -> Path:
    file = folder / "all.scenario.json"
    save_scenario(file, _scenario(address))
    save_table(folder / "users.csv", ("username", "password"), (("ann", "a&b"),))
    (folder / "in").mkdir()
    (folder / "in/leaf.bin").write_bytes(b"\x00leaf")
    return file


def _ours(folder: Path) -> list[tuple[str, str, str]]:
    folder.mkdir()
    with a_site(WORDS) as site:
        file = _written(folder, site.address)
        assert main(["check", str(file)]) in (0, 4)
        return comparable(site)


@pytest.mark.parametrize("target", ["locust", "k6", "jmeter"])
def test_other_tools_send_the_same(target: str, tmp_path: Path) -> None:
    endings = {"locust": ".py", "k6": ".js", "jmeter": ".jmx"}
    if target != "locust" and shutil.which(target) is None:
        pytest.skip(f"{target} is not installed")
    wanted = _ours(tmp_path / "ours")
    assert len(wanted) > 12
    folder = tmp_path / target
    folder.mkdir()
    with a_site(WORDS) as site:
        file = _written(folder, site.address)
        script = folder / f"script{endings[target]}"
        assert main(["export", str(file), "--to", target, "-o", str(script)]) == 0
        if target == "locust":
            text = script.read_text(encoding="utf-8")
            script.write_text(
                text.replace("self.make_pass()", "self.make_pass()\n        self.environment.runner.quit()"),
                encoding="utf-8",
            )
        commands = {
            "locust": LOCUST,
            "k6": K6,
            "jmeter": [*jmeter_command(), "-n", "-l", "out.jtl", "-j", "jmeter.log", "-t"],
        }
        done = subprocess.run(
            [*commands[target], str(script)], cwd=folder, env=os.environ, capture_output=True, timeout=80, check=False
        )
        found = comparable(site)
    if target == "jmeter":  # what a path finds is too much for it, which is told
        wanted = [one for one in wanted if one[1] != "/more"]
    assert [one[:2] for one in found] == [one[:2] for one in wanted], (
        done.stdout.decode()[-3000:] + done.stderr.decode()[-3000:]
    )
    told = _without_what_jmeter_tells if target == "jmeter" else str
    assert [told(one[2]) for one in found] == [told(one[2]) for one in wanted]


def _without_what_jmeter_tells(request: str) -> str:
    """Leave out a header beyond ASCII, which it sends in Latin-1, the kind of a body for which none is named, and what
    a form with files holds: it has an empty file field and a value that is missing.
    """
    if request.startswith("POST /upload"):
        return request.partition("\ncontent-type")[0].partition("cookie")[0]
    return re.sub(
        r"(?m)^(?:x-words: .*|content-type: application/(?:octet-stream|x-www-form-urlencoded))\n", "", request
    )
