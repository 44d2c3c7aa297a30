"""Times made by page script: cache busters, milliseconds, seconds and ISO times that the server rejects when stale."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import Asked, Reply, Target, json, need, page

_FRESH_S = 4.0
_APP = """<button id="poll">Poll</button><button id="send">Send</button><p id="says"></p><script>
const says = text => document.getElementById('says').textContent = text;
document.getElementById('poll').onclick = async () => {
  await fetch('/poll?callback=jQuery36007135_' + Date.now() + '&_=' + (Date.now() + 1));
  says((await (await fetch('/events?since=' + Math.floor(Date.now() / 1000))).json()).says);
};
document.getElementById('send').onclick = async () => {
  const body = JSON.stringify({at: new Date().toISOString(), ts: Date.now(), local: new Date().toLocaleDateString('en-GB')});
  says((await (await fetch('/beat', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Timestamp': String(Date.now())}, body})).json()).says);
};</script>"""


class Clock(Target):
    """A heart beat that must be of now, four seconds at most."""

    needs: ClassVar[frozenset[str]] = frozenset({"now"})

    def walk(self, page: Page) -> None:
        """Poll, wait until what was recorded is stale, send."""
        use(page, "#poll", "polled")
        use(page, "#send", "sent")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Beat", _APP)
        if asked.path == "/poll":
            _fresh(float(asked.query["_"]) / 1000, "_")
            _fresh(float(asked.query["callback"].rpartition("_")[2]) / 1000, "callback")
            return Reply(f"{asked.query['callback']}({{}})", kind="text/javascript")
        if asked.path == "/events":
            _fresh(float(asked.query["since"]), "since")
            session["polled"] = True
            return json({"says": "polled"})
        _fresh(float(asked.headers.get("x-timestamp", "0")) / 1000, "X-Timestamp")
        _fresh(asked.json["ts"] / 1000, "ts")
        _fresh(datetime.fromisoformat(asked.json["at"]).timestamp(), "at")
        need(session.get("polled"), "not polled")
        self.finish(session)
        return json({"says": "sent"})


def _fresh(moment_s: float, name: str) -> None:
    need(abs(time.time() - moment_s) < _FRESH_S, f"stale {name}", 400)
