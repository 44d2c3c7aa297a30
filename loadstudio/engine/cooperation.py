"""The standard library's blocking parts give way to gevent's, so that thousands of users share a process.

gevent offers each step of that to plug-ins of other packages, and to find them reads the metadata of all that is
installed, 25 times: 0.7 s of every process of every run where many packages are. Nobody here plugs in.
"""

from __future__ import annotations

from gevent import events, monkey


def make_blocking_calls_cooperative() -> None:
    """To be called before anything else is imported."""
    ask_plug_ins = events.notify_and_call_entry_points
    events.notify_and_call_entry_points = events.notify
    try:
        monkey.patch_all()
    finally:
        events.notify_and_call_entry_points = ask_plug_ins
