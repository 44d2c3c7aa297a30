"""Jupyter: UUIDs in paths, a cookie `_xsrf` that comes back as a header, a parameter or a field."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import use
from tests.corpus.target import Asked, Reply, Target, hexadecimal, json, need, new_uuid, page

_APP = """<button id="new">New</button><button id="run">Run</button><button id="stop">Stop</button><p id="says"></p><script>
const says = text => document.getElementById('says').textContent = text;
const xsrf = () => document.cookie.match('\\\\b_xsrf=([^;]*)\\\\b')[1];
let session;
async function call(method, path, body) {
  const headers = {'Content-Type': 'application/json', 'X-XSRFToken': xsrf()};
  const got = await fetch('/api' + path, {method, headers, body: body && JSON.stringify(body)});
  return got.status == 204 ? null : got.json();
}
document.getElementById('new').onclick = async () => {
  session = await call('POST', '/sessions', {path: 'Moss.ipynb', type: 'notebook', name: '', kernel: {name: 'python3'}});
  says('Kernel idle');
};
document.getElementById('run').onclick = async () => {
  const content = {cells: [{cell_type: 'code', id: session.cell, source: 'print(1)'}]};
  await call('PUT', '/contents/Moss.ipynb', {type: 'notebook', format: 'json', content});
  await call('POST', '/kernels/' + session.kernel.id + '/restart?_xsrf=' + encodeURIComponent(xsrf()));
  says('Saved');
};
document.getElementById('stop').onclick = async () => {
  await call('PATCH', '/sessions/' + session.id, {id: session.id, kernel: session.kernel});
  await call('DELETE', '/sessions/' + session.id);
  says('Shut down');
};</script>"""


class Jupyter(Target):
    """Sessions with kernels, each known by a UUID that the server makes."""

    needs: ClassVar[frozenset[str]] = frozenset({"xsrf_token", "sessions", "kernel_id", "cell"})

    def walk(self, page: Page) -> None:
        """Start a kernel, save and restart, shut down."""
        use(page, "#new", "Kernel idle")
        use(page, "#run", "Saved")
        use(page, "#stop", "Shut down")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            session["xsrf"] = f"2|{hexadecimal(4)}|{hexadecimal(16)}|1763851234"
            return page("Notebooks", _APP, ("Set-Cookie", f"_xsrf={session['xsrf']}; Path=/"))
        need(asked.cookies.get("_xsrf") == session.get("xsrf"), "_xsrf cookie")
        need(asked.headers.get("x-xsrftoken") == session["xsrf"], "_xsrf header")
        if asked.path == "/api/sessions":
            session.update(id=new_uuid(), kernel=new_uuid(), cell=new_uuid())
            return json({"id": session["id"], "cell": session["cell"], "kernel": {"id": session["kernel"]}}, 201)
        if asked.path.startswith("/api/contents/"):
            need(asked.json["content"]["cells"][0]["id"] == session["cell"], "cell")
            return json({"name": "Moss.ipynb"})
        if asked.path.startswith("/api/kernels/"):
            need(asked.path == f"/api/kernels/{session['kernel']}/restart", "kernel", 404)
            need(asked.query.get("_xsrf") == session["xsrf"], "_xsrf parameter")
            session["restarted"] = True
            return json({"id": session["kernel"]})
        need(asked.path == f"/api/sessions/{session['id']}", "session", 404)
        if asked.method == "PATCH":
            need(asked.json == {"id": session["id"], "kernel": {"id": session["kernel"]}}, "what was changed")
            return json({"id": session["id"]})
        need(session.get("restarted"), "not restarted")
        self.finish(session)
        return Reply("", 204)
