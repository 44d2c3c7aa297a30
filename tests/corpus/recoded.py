"""Values that page script writes in other letters before it sends them, and the hash of a typed password."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import PASSWORD, PASSWORDS, USER, Asked, Reply, Target, hexadecimal, json, need, new_uuid, page

_APP = """<div id="ids" data-case="CASE" data-tenant="TENANT"></div><input id="user"><input id="password" type="password">
<button id="go">Go</button><p id="says"></p><script>
const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
const value = id => document.getElementById(id).value;
const post = (path, body) => fetch(path, {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}});
document.getElementById('go').onclick = async () => {
  const ids = document.getElementById('ids').dataset;
  await post('/session', {username: value('user'), password: value('password')});
  const proof = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value('password'))));
  const got = await post('/go', {caseId: ids.case.toUpperCase(), tenant: ids.tenant.toLowerCase(), proof});
  document.getElementById('says').textContent = (await got.json()).says;
};</script>"""


class Recoded(Target):
    """Ids that stand in the page in small letters and are wanted in capitals, and the other way round."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"case_id", "tenant"})

    def walk(self, page: Page) -> None:
        """Log in and go."""
        use(page, "#go", "Done", fill=[("#user", USER), ("#password", PASSWORD)])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            session.update(case=hexadecimal(12), tenant=new_uuid().upper())
            return page("Go", _APP.replace("CASE", session["case"]).replace("TENANT", session["tenant"]))
        if asked.path == "/session":
            need(PASSWORDS.get(asked.json["username"]) == asked.json["password"], "log-in")
            session["user"] = asked.json["username"]
            return json({"says": "Logged in"})
        need(asked.json["caseId"] == session["case"].upper(), "capitals")
        need(asked.json["tenant"] == session["tenant"].lower(), "small letters")
        word = PASSWORDS[session["user"]].encode()
        need(asked.json["proof"] == hashlib.sha256(word).hexdigest(), "hash of the password")
        self.finish(session)
        return json({"says": "Done"})
