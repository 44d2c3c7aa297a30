"""A tool for a database that sends its forms as HTML within JSON; a row is known by a condition, which its page holds in
attributes for scripts. Whoever changes another's row is not told.
"""

from __future__ import annotations

import html
import re
from typing import Any, ClassVar
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, json, logged_in, need, page

_SCRIPT = """<div id="editor"></div><p id="says"></p><script>
const post = async (address, body) => (await fetch(address, {method: 'POST', headers:
  {'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'XMLHttpRequest'}, body})).json();
document.addEventListener('click', async event => {
  const link = event.target.closest('[data-post]');
  if (link) {
    event.preventDefault();
    const answer = await post('/row', link.dataset.post);
    document.getElementById('editor').innerHTML = answer.message;
    document.getElementById('says').textContent = answer.success ? 'Opened' : 'No';
  }
});
document.addEventListener('submit', async event => {
  event.preventDefault();
  const answer = await post(event.target.getAttribute('action'), new URLSearchParams(new FormData(event.target)).toString());
  document.getElementById('editor').innerHTML = answer.message;
  document.getElementById('says').textContent = answer.success ? 'Done' : 'No';
});
</script>"""


class Fragments(Target):
    """Bushes of a garden: a row is inserted, found in the table that all share, and changed."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"token", "where_clause", "bush"})

    def __init__(self) -> None:
        super().__init__()
        self._bushes: list[dict[str, str]] = [{"bush": "Hazel", "height": "120", "owner": "nobody"}]

    def walk(self, page: Page) -> None:
        """Log in, insert a bush, find it in the table, open and change it."""
        go(page, "#in", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        use(page, "text=Insert", "Opened")
        use(page, "#go", "Done", fill=[("[name=bush]", "Box & yew"), ("[name=height]", "40")])
        go(page, "text=Browse")
        use(page, "tr:has-text('Box & yew') >> text=Edit", "Opened")
        use(page, "#go", "Done", fill=[("[name=height]", "55")])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if reply := logged_in(asked, session, "/table"):
            return reply
        if asked.path == "/table":
            return page("Bushes", self._table() + _SCRIPT)
        return self._editor(asked, session) if asked.path == "/row" else self._save(asked, session)

    def _table(self) -> str:
        rows = "".join(
            f'<tr><td><input type="checkbox" id="row_{place}" name="rows[{place}]" value="{_condition(place)}"></td>'
            f'<td><a href="#" data-post="{html.escape(urlencode({"mode": "edit", "where_clause": _condition(place)}))}">'
            f"Edit</a></td><td>{html.escape(bush['bush'])}</td><td>{bush['height']}</td></tr>"
            for place, bush in enumerate(self._bushes)
        )
        links = '<a href="#" data-post="mode=insert">Insert</a> <a href="/table">Browse</a>'
        return f"{links}<table>{rows}</table>"

    def _editor(self, asked: Asked, session: dict[str, Any]) -> Reply:
        session["token"] = hexadecimal()
        fields = f'<input type="hidden" name="token" value="{session["token"]}">'
        bush = {"bush": "", "height": ""}
        if asked.form["mode"] == "edit":
            clause = asked.form["where_clause"]
            bush = self._bushes[_place(clause)]
            fields += f'<input type="hidden" name="where_clause[0]" value="{html.escape(clause)}">'
        for name in ("bush", "height"):
            fields += f'<input name="{name}" value="{html.escape(bush[name])}">'
        form = f'<form id="editor-form" action="/save" method="post">{fields}<button id="go">Go</button></form>'
        return json({"success": True, "message": form, "menu": "<ul><li><a href='/table'>Table</a></li></ul>"})

    def _save(self, asked: Asked, session: dict[str, Any]) -> Reply:
        need(asked.form["token"] == session.pop("token", None), "token")
        values = {name: asked.form[name] for name in ("bush", "height")}
        if "where_clause[0]" not in asked.form:
            need(values["bush"].startswith("Box & yew"), "name")
            self._bushes.append(values | {"owner": session["sid"]})
            return json({"success": True, "message": "<div class='success'>1 row inserted.</div>"})
        bush = self._bushes[_place(asked.form["where_clause[0]"])]
        bush["height"] = values["height"]
        if bush["owner"] == session["sid"]:
            self.finish(session)
        return json({"success": True, "message": "<div class='success'>1 row affected.</div>"})


def _condition(place: int) -> str:
    return f"`bushes`.`id` = {place}"


def _place(clause: str) -> int:
    match = re.fullmatch(r"`bushes`\.`id` = (\d+)", clause)
    need(match, "condition")
    assert match is not None
    return int(match[1])
