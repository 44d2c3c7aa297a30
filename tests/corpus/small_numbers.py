"""A young application: ids count from 1, so that they are short and another user's id is always a good one, too."""

from __future__ import annotations

from itertools import count
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, json, logged_in, need, page, to

_LIST = """<button id="add">Add</button><p id="says"></p><a href="/lists/LIST">Open</a><script>
document.getElementById('add').onclick = async () => {
  const send = (method, path, body) => fetch(path, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}).then(got => got.json());
  const todo = await send('POST', '/api/todos', {listId: LIST, text: 'Water the moss', priority: 1});
  await send('PATCH', '/api/todos/' + todo.id, {done: true, position: 1});
  document.getElementById('says').textContent = 'Added';
};</script>"""


class SmallNumbers(Target):
    """Lists with things to do; whoever touches another user's is refused."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"list_id", "todo_id"})

    def __init__(self) -> None:
        super().__init__()
        self._lists, self._todos = count(1), count(1)

    def walk(self, page: Page) -> None:
        """Log in, make a list, add and finish a thing to do, close the list."""
        go(page, "#in", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        go(page, "#make", fill=[("[name=name]", "Garden")])
        use(page, "#add", "Added")
        go(page, "text=Open")
        go(page, "#close")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if reply := logged_in(asked, session, "/lists"):
            return reply
        if asked.path == "/lists":
            if asked.method == "POST":
                session["list"] = str(next(self._lists))
                return to(f"/lists/{session['list']}")
            form = '<form method="post"><input name="name"><button id="make">Make</button></form>'
            return page("Lists", f"<p>3 of 10 lists</p>{form}")
        if asked.path == "/api/todos":
            need(str(asked.json["listId"]) == session["list"], "list of the thing to do")
            session["todo"] = next(self._todos)
            return json({"id": session["todo"], "listId": asked.json["listId"], "done": False, "version": 1}, 201)
        if asked.path.startswith("/api/todos/"):
            need(asked.path == f"/api/todos/{session['todo']}", "thing to do", 404)
            session["done"] = True
            return json({"id": session["todo"], "done": True})
        need(asked.path.split("/")[2] == session.get("list"), "list", 404)
        if asked.method == "GET":
            close = (
                f'<form method="post" action="/lists/{session["list"]}/close"><button id="close">Close</button></form>'
            )
            return page("Garden", _LIST.replace("LIST", session["list"]) + close)
        need(session.get("done"), "closed before it was done")
        self.finish(session)
        return page("Closed", "")
