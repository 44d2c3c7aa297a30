"""The standard library's blocking parts are gevent's in an engine, whatever else is installed.

Each test asks an interpreter of its own: what is replaced stays so.
"""

from __future__ import annotations

import subprocess
import sys

import msgspec

_PROBE = """
import importlib.metadata, json
from importlib.metadata import entry_points

asked = []
importlib.metadata.entry_points = lambda **group: asked.append(group) or entry_points(**group)
{patch}
from gevent import events, monkey
print(json.dumps([
    sorted((module, name) for module, names in monkey.saved.items() for name in names),
    len(asked),
    events.notify_and_call_entry_points.__name__,
]))
"""
_OURS = "from loadstudio.engine.cooperation import make_blocking_calls_cooperative as patch; patch()"
_GEVENTS = "from gevent import monkey; monkey.patch_all()"


def _ask(patch: str) -> tuple[list[list[str]], int, str]:
    probe = subprocess.run(
        [sys.executable, "-c", _PROBE.format(patch=patch)], capture_output=True, text=True, timeout=60, check=True
    )
    assert not probe.stderr
    return tuple(msgspec.json.decode(probe.stdout))


def test_all_that_gevent_replaces_is_replaced_without_reading_what_is_installed() -> None:
    replaced, scans, asker = _ask(_OURS)
    wanted, scans_of_gevent, _ = _ask(_GEVENTS)

    assert replaced == wanted
    assert scans == 0
    assert scans_of_gevent > 0, "gevent asks no plug-ins any more: leave the module out"
    assert asker == "notify_and_call_entry_points", "what comes later is told to plug-ins as ever"
