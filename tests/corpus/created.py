"""REST: what is created is known by `Location` alone; changes need the `ETag` in `If-Match` and a date as the lock."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import Asked, Reply, Target, hexadecimal, json, need, number, page

_APP = """<button id="make">Make</button><button id="change">Change</button><button id="drop">Drop</button><p id="says"></p><script>
const says = text => document.getElementById('says').textContent = text;
let place, tag, record;
const call = (method, path, body, headers) => fetch(path, {method, body: body && JSON.stringify(body),
  headers: {'Content-Type': 'application/json', ...headers}});
document.getElementById('make').onclick = async () => {
  place = (await call('POST', '/records', {name: 'Moss'})).headers.get('Location');
  const got = await call('GET', place);
  tag = got.headers.get('ETag'); record = await got.json();
  says('Made');
};
document.getElementById('change').onclick = async () => {
  const got = await call('PUT', place, {...record, name: 'Fern'}, {'If-Match': tag});
  tag = got.headers.get('ETag'); record = await got.json();
  const note = (await call('POST', place + '/notes', {text: 'dry'})).headers.get('Location');
  await call('PUT', '/notes/' + note.split('/').pop(), {text: 'wet'});
  says('Changed');
};
document.getElementById('drop').onclick = async () => {
  await call('DELETE', place + '?updated_at=' + encodeURIComponent(record.updated_at), null, {'If-Match': tag});
  says('Dropped');
};</script>"""


class Created(Target):
    """Records with optimistic locks; answers to creations have no body."""

    needs: ClassVar[frozenset[str]] = frozenset({"record_id", "note_id", "if_match", "updated_at", "version"})

    def walk(self, page: Page) -> None:
        """Make a record, change it, make and change a note, drop the record."""
        use(page, "#make", "Made")
        use(page, "#change", "Changed")
        use(page, "#drop", "Dropped")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Records", _APP)
        if asked.path == "/records":
            session.update(id=number(), note=hexadecimal(3), version=int(number(2, 60)), name=asked.json["name"])
            self._touch(session)
            return Reply("", 201, (("Location", f"/records/{session['id']}"),))
        if asked.path == f"/notes/{session.get('note')}":
            session["noted"] = True
            return json({"text": asked.json["text"]})
        need(asked.path.split("/")[2] == session.get("id"), "record", 404)
        if asked.path.endswith("/notes"):
            return Reply("", 201, (("Location", f"{self.url}/notes/{session['note']}"),))
        if asked.method == "GET":
            return self._record(session)
        need(asked.headers.get("if-match") == session["tag"], "If-Match", 412)
        if asked.method == "PUT":
            need(asked.json["version"] == session["version"], "version", 409)
            need(asked.json["updated_at"] == session["updated"], "updated_at", 409)
            self._touch(session)
            return self._record(session)
        need(asked.query.get("updated_at") == session["updated"], "updated_at when dropped", 409)
        need(session.get("noted"), "no note")
        self.finish(session)
        return Reply("", 204)

    def _touch(self, session: dict[str, Any]) -> None:
        session["version"] += 1
        session["tag"] = f'W/"{hexadecimal(8)}"'
        moment = datetime.now(UTC) - timedelta(seconds=secrets.randbelow(3000), microseconds=secrets.randbelow(10**6))
        session["updated"] = moment.isoformat()

    def _record(self, session: dict[str, Any]) -> Reply:
        record = {"name": session["name"], "version": session["version"], "updated_at": session["updated"]}
        return json(record, 200, ("ETag", session["tag"]))
