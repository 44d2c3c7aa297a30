"""A JSON island: the page's data in `<script type="application/json">`, Next.js and Inertia style."""

from __future__ import annotations

import html
from typing import Any, ClassVar

import msgspec
from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import Asked, Reply, Target, hexadecimal, json, need, new_uuid, number, page, token

_SCRIPT = """<button id="vote">Vote</button><p id="says"></p><script>
document.getElementById('vote').onclick = async () => {
  const {props} = JSON.parse(document.getElementById('__NEXT_DATA__').textContent);
  const page = JSON.parse(document.getElementById('app').dataset.page);
  const choice = props.pageProps.poll.choices.find(choice => choice.name == 'Fern');
  const got = await fetch('/api/polls/' + props.pageProps.poll.id + '/votes', {method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Inertia-Version': page.version},
    body: JSON.stringify({choiceId: choice.id, csrfToken: props.csrfToken, visit: page.props.visit})});
  document.getElementById('says').textContent = (await got.json()).says;
};</script>"""


class JsonIsland(Target):
    """A poll whose ids are nowhere but in islands of JSON."""

    needs: ClassVar[frozenset[str]] = frozenset({"poll_id", "choice_id", "csrf_token", "visit"})

    def walk(self, page: Page) -> None:
        """Open the poll and vote."""
        go(page, "text=Poll")
        use(page, "#vote", "Thank you")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Home", '<a href="/poll">Poll</a>')
        if asked.path == "/poll":
            names = ("Moss", "Fern", "Ivy")
            session.update(
                poll=new_uuid(), csrf=token(), visit=hexadecimal(8), choices={n: int(number()) for n in names}
            )
            choices = [{"id": made, "name": name} for name, made in session["choices"].items()]
            data = {
                "props": {
                    "pageProps": {"poll": {"id": session["poll"], "choices": choices}},
                    "csrfToken": session["csrf"],
                }
            }
            island = msgspec.json.encode(data).decode().replace("/", "\\u002f").replace("+", "\\u002b")
            shown = html.escape(
                msgspec.json.encode({"version": "9c1e5b70", "props": {"visit": session["visit"]}}).decode()
            )
            body = f'<div id="app" data-page="{shown}"></div><script id="__NEXT_DATA__" type="application/json">{island}</script>'
            return page("Poll", body + _SCRIPT)
        need(asked.path == f"/api/polls/{session.get('poll')}/votes", "poll", 404)
        need(asked.headers.get("x-inertia-version") == "9c1e5b70", "version of the build", 409)
        expected = {"choiceId": session["choices"]["Fern"], "csrfToken": session["csrf"], "visit": session["visit"]}
        need(asked.json == expected, "what was sent")
        self.finish(session)
        return json({"says": "Thank you"})
