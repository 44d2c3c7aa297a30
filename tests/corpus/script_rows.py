"""Rows that only scripts read: addresses and values in attributes of a library (htmx), ids in calls, items of JSON with
their texts in an object of their own (JSON:API), flattened JSON (SvelteKit). All count from 12 in lists that all share.
"""

from __future__ import annotations

import html
from typing import Any, ClassVar

import msgspec
from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import Asked, Reply, Target, json, need, page, to, token

_SAYS = "<p id=says></p><script>const $ = name => document.querySelector(name), says = text => $('#says').textContent = text;"
_JSON = "const send = (method, url, sent) => fetch(url, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(sent)});"


class SharedPlants(Target):
    """A list that all share; each plants one and waters her own."""

    def __init__(self) -> None:
        super().__init__()
        self.plants: dict[int, tuple[str, str]] = {11: ("Fern", ""), 12: ("Ivy", "")}

    def walk(self, page: Page) -> None:
        """Plant, water what was planted."""
        use(page, "#add", "Water Moss", fill=[("#name", "Moss")])
        use(page, "text=Water Moss", "Wet")

    def plant(self, name: str, session: dict[str, Any]) -> int:
        """Add one; return its number."""
        number = max(self.plants) + 1
        self.plants[number] = (name, session["sid"])
        return number

    def water(self, number: object, session: dict[str, Any]) -> None:
        """Water one's own, the end of the journey."""
        owner = next((owner for known, (_, owner) in self.plants.items() if str(known) == str(number)), None)
        need(owner is not None, "no such plant", 404)
        need(owner == session["sid"], "somebody else's plant")
        self.finish(session)


class Htmx(SharedPlants):
    """`hx-delete`, `hx-vals` in rows with which the script's own POST is answered, `hx-headers` for all."""

    needs: ClassVar[frozenset[str]] = frozenset({"csrf_token", "plant_id", "id", "name"})

    def walk(self, page: Page) -> None:
        """Plant, water, dig out."""
        use(page, "#add", "Moss", fill=[("#name", "Moss")])
        use(page, "li:has-text('Moss') .water", "Wet")
        use(page, "li:has-text('Moss') .dig", "Gone")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            session["token"] = token()
            head = f"""<div id=all hx-headers='{{"X-CSRFToken": "{session["token"]}"}}'>"""
            return page(
                "Garden", f"{head}<input id=name><button id=add>Add</button><ul id=list></ul></div>{_SAYS}{_HTMX}"
            )
        need(asked.headers.get("x-csrftoken") == session["token"], "token")
        if asked.path == "/plants":
            self.plant(asked.form["name"], session)
            return Reply(
                "".join(_HTMX_ROW.format(number, html.escape(name)) for number, (name, _) in self.plants.items())
            )
        if asked.method == "POST":
            need(self.plants[int(asked.form["id"])][1] == session["sid"], "waters somebody else's")
            session["wet"] = asked.form["id"]
            return Reply("Wet")
        need(asked.path == f"/plants/{session['wet']}", "digs out another")
        self.water(session["wet"], session)
        return Reply("Gone")


_HTMX_ROW = """<li>{1} <button class=water hx-post="/water" hx-vals='{{"id": {0}}}'>Water</button>
<button class=dig hx-delete="/plants/{0}">Dig out</button></li>"""
_HTMX = """
const ask = async (method, url, sent) => (await fetch(url, {method, body: sent && new URLSearchParams(sent),
  headers: JSON.parse($('#all').getAttribute('hx-headers'))})).text();
$('#add').onclick = async () => {
  $('#list').innerHTML = await ask('POST', '/plants', {name: $('#name').value});
  for (const one of document.querySelectorAll('[hx-post]'))
    one.onclick = async () => says(await ask('POST', one.getAttribute('hx-post'), JSON.parse(one.getAttribute('hx-vals'))));
  for (const one of document.querySelectorAll('[hx-delete]'))
    one.onclick = async () => says(await ask('DELETE', one.getAttribute('hx-delete')));
};</script>"""


class Calls(SharedPlants):
    """`onclick="water(12, 'can')"`, sent as JSON under another name."""

    needs: ClassVar[frozenset[str]] = frozenset({"plant", "name"})

    def walk(self, page: Page) -> None:
        """Plant by a form, water by script."""
        go(page, "#add", fill=[("#name", "Moss")])
        use(page, "tr:has-text('Moss') button", "Wet")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page(
                "Garden", "<form method=post action=/plants><input id=name name=name><button id=add>Add</button></form>"
            )
        if asked.method == "POST" and asked.path == "/plants":
            self.plant(asked.form["name"], session)
            return to("/plants")
        if asked.path == "/plants":
            rows = "".join(
                f"<tr><td>{html.escape(name)}</td><td><button onclick=\"water({number}, 'can')\">Water</button></td></tr>"
                for number, (name, _) in self.plants.items()
            )
            water = (
                "const water = async (plant, how) => { await send('POST', '/api/water', {plant, how}); says('Wet'); };"
            )
            return page("Plants", f"<table>{rows}</table>{_SAYS}{_JSON}{water}</script>")
        self.water(asked.json["plant"], session)
        return json({"done": 1})


class ScriptCalls(SharedPlants):
    """A list as calls of a script in a field of JSON, ids beside names; the answer to a creation says nothing of it."""

    needs: ClassVar[frozenset[str]] = frozenset({"pid", "name"})

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page(
                "Garden", f"<input id=name><button id=add>Add</button><div id=list></div>{_SAYS}{_JSON}{_CALLING}"
            )
        if asked.method == "POST":
            self.plant(asked.json["name"], session)
            return json({"exec": 'this.say("Saved");'})
        if "_pid" in asked.query:
            self.water(asked.query["_pid"], session)
            return json({"exec": 'this.say("Wet");'})
        rows = "".join(
            f'this.add_row("{number}",{msgspec.json.encode({"name": f"{name} (pot)"}).decode()},3);\n'
            for number, (name, _) in self.plants.items()
        )
        return json({"action": "list", "exec": f"this.set_count({len(self.plants)});\n{rows}"})


_CALLING = """
const page = {
  say: says, set_count: () => 0,
  add_row: (id, {name}) => {
    const one = document.createElement('button'); one.textContent = 'Water ' + name; $('#list').append(one);
    one.onclick = () => run('/water?_pid=' + id);
  },
};
const run = async (url, sent) => {
  const answer = await (sent ? send('POST', url, sent) : fetch(url));
  Function((await answer.json()).exec).call(page);
};
$('#add').onclick = async () => { await run('/plants', {name: $('#name').value}); await run('/plants?remote=1'); };</script>"""


class JsonApi(SharedPlants):
    """Items with their texts in `attributes`; the answer to a creation is empty."""

    needs: ClassVar[frozenset[str]] = frozenset({"plant_id", "name"})

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page(
                "Garden", f"<input id=name><button id=add>Add</button><div id=list></div>{_SAYS}{_JSON}{_JSON_API}"
            )
        if asked.method == "POST":
            self.plant(asked.json["data"]["attributes"]["name"], session)
            return Reply("", 204)
        if asked.method == "GET":
            items = [{"id": str(number), "attributes": {"name": name}} for number, (name, _) in self.plants.items()]
            return Reply(msgspec.json.encode({"data": items}).decode(), 200, (), "application/vnd.api+json")
        need(asked.path == f"/api/plants/{asked.json['data']['id']}", "address and body differ")
        self.water(asked.json["data"]["id"], session)
        return json({"data": {"id": asked.json["data"]["id"]}})


_JSON_API = """
$('#add').onclick = async () => {
  await send('POST', '/api/plants', {data: {type: 'plants', attributes: {name: $('#name').value}}});
  for (const {id, attributes} of (await (await fetch('/api/plants?sort=name')).json()).data) {
    const one = document.createElement('button'); one.textContent = 'Water ' + attributes.name; $('#list').append(one);
    one.onclick = async () => { await send('PATCH', '/api/plants/' + id, {data: {id, attributes: {wet: true}}}); says('Wet'); };
  }
};</script>"""


class Flattened(SharedPlants):
    """Members and items are places of one list, as SvelteKit sends a page's data."""

    needs: ClassVar[frozenset[str]] = frozenset({"id", "name"})

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/" and asked.method == "GET":
            return page("Garden", f"<input id=name><button id=add>Add</button><div id=list></div>{_SAYS}{_FLATTENED}")
        if asked.path == "/__data.json":
            plants = [{"id": number, "name": name} for number, (name, _) in reversed(self.plants.items())]
            return json({"type": "data", "nodes": [None, {"type": "data", "data": _flat({"plants": plants})}]})
        if "name" in asked.form:
            self.plant(asked.form["name"], session)
        else:
            self.water(asked.form["id"], session)
        return json({"type": "success", "status": 200, "data": msgspec.json.encode(_flat({"ok": True})).decode()})


def _flat(value: object) -> list[object]:
    items: list[object] = []

    def put(node: object) -> int:
        place = len(items)
        items.append(node)
        if isinstance(node, dict):
            items[place] = {key: put(child) for key, child in node.items()}
        elif isinstance(node, list):
            items[place] = [put(child) for child in node]
        return place

    put(value)
    return items


_FLATTENED = """
const act = (name, sent) => fetch('/?/' + name, {method: 'POST', body: new URLSearchParams(sent)});
const whole = items => { const at = place => { const one = items[place]; return Array.isArray(one) ? one.map(at) :
  one && typeof one === 'object' ? Object.fromEntries(Object.entries(one).map(([name, place]) => [name, at(place)])) : one; };
  return at(0); };
$('#add').onclick = async () => {
  await act('create', {name: $('#name').value});
  for (const {id, name} of whole((await (await fetch('/__data.json')).json()).nodes[1].data).plants) {
    const one = document.createElement('button'); one.textContent = 'Water ' + name; $('#list').append(one);
    one.onclick = async () => { await act('water', {id}); says('Wet'); };
  }
};</script>"""
