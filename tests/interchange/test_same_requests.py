"""All targets send what our own engine sends, of a scenario that has one of everything."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from loadstudio.cli.main import main
from loadstudio.scenario.file import save_scenario, save_table
from loadstudio.scenario.model import Scenario
from loadstudio.scenario.template import escape
from tests.interchange.everything import SITE, everything
from tests.interchange.recording_site import a_site, comparable
from tests.support.other_tools import JMETERS, LOCUST, jmeter_command, k6_command

pytestmark = pytest.mark.system

WORDS = "Moss + Co's ü {x}"


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


def _command(target: str, version: str) -> list[str]:
    if target == "locust":
        return [*LOCUST, "-u", "1", "-r", "1", "-f"]
    if target == "k6":
        return k6_command("run", "--quiet")
    return [*jmeter_command(version), "-l", "out.jtl", "-j", "jmeter.log", "-t"]


@pytest.mark.parametrize("target", ["locust", "k6", *(f"jmeter {version}" for version in JMETERS)])
def test_other_tools_send_the_same(target: str, tmp_path: Path) -> None:
    endings = {"locust": ".py", "k6": ".js", "jmeter": ".jmx"}
    target, _, version = target.partition(" ")
    command = _command(target, version)
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
        done = subprocess.run(
            [*command, str(script)], cwd=folder, env=os.environ, capture_output=True, timeout=80, check=False
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
