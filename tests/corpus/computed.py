"""Values that page script computes from what stands in the page alone: a hash of it, base64 as hexadecimal, Basic."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import Asked, Reply, Target, hexadecimal, json, need, page, token

_APP = """<div id="ids" data-basic="BASIC" data-hex="HEX" data-challenge="CHALLENGE"></div>
<button id="go">Go</button><p id="says"></p><script>
const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
document.getElementById('go').onclick = async () => {
  const ids = document.getElementById('ids').dataset;
  const proof = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ids.challenge)));
  const body = {proof, digest: hex(Uint8Array.from(atob(ids.hex), c => c.charCodeAt(0)))};
  const got = await fetch('/go', {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json',
    Authorization: 'Basic ' + btoa('api:' + ids.basic)}});
  document.getElementById('says').textContent = (await got.json()).says;
};</script>"""


class Computed(Target):
    """One call whose three values stand nowhere as they are sent."""

    needs: ClassVar[frozenset[str]] = frozenset({"proof", "digest", "authorization"})

    def walk(self, page: Page) -> None:
        """Press the button."""
        use(page, "#go", "Done")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            session.update(basic=hexadecimal(10), hex=token(24), challenge=hexadecimal(16))
            body = _APP.replace("BASIC", session["basic"]).replace("HEX", session["hex"])
            return page("Go", body.replace("CHALLENGE", session["challenge"]))
        basic = base64.b64encode(f"api:{session['basic']}".encode()).decode()
        need(asked.headers.get("authorization") == f"Basic {basic}", "Basic")
        need(asked.json["proof"] == hashlib.sha256(session["challenge"].encode()).hexdigest(), "hash")
        need(asked.json["digest"] == base64.b64decode(session["hex"]).hex(), "base64 as hexadecimal")
        self.finish(session)
        return json({"says": "Done"})
