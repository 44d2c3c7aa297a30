"""Rails: a token for each form under one name, another one in a meta tag for scripts, records by number with a lock."""

from __future__ import annotations

import html
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, json, log_in, need, number, page, to, token


class Rails(Target):
    """Articles that are written, liked by script, changed and deleted."""

    start: ClassVar[str] = "/login"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"authenticity_token", "csrf_token", "article_id", "lock_version"})

    def walk(self, page: Page) -> None:
        """Log in, write, like, change, delete."""
        go(page, "#in", fill=[("[name='user[login]']", USER), ("[name='user[password]']", PASSWORD)])
        go(page, "text=New article")
        go(page, "#write", fill=[("[name='article[title]']", "Moss in shade")])
        use(page, "#like", "Likes: 1")
        go(page, "text=Edit")
        go(page, "#save", fill=[("[name='article[title]']", "Moss in deep shade")])
        go(page, "#delete")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        tokens = session.setdefault("tokens", {})
        if asked.method == "POST":
            method = asked.form.get("_method", "post")
            given = asked.form.get("authenticity_token") or asked.headers.get("x-csrf-token", "")
            need(tokens.get(given) in ("script", f"{method} {asked.path}"), "authenticity token", 422)
        routes = {"GET": self._get, "POST": self._post}
        return routes[asked.method](asked, session)

    def _get(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/login":
            fields = (
                '<input name="user[login]"><input type="password" name="user[password]"><button id="in">In</button>'
            )
            return self._page(session, "Sign in", self._form(session, "/login", "post", fields))
        need("user" in session, "not logged in", 401)
        if asked.path == "/articles":
            search = self._form(session, "/search", "post", '<input name="q">')
            return self._page(session, "Articles", f'{search}<a href="/articles/new">New article</a>')
        if asked.path == "/articles/new":
            fields = '<input name="article[title]"><button id="write">Write</button>'
            return self._page(session, "New article", self._form(session, "/articles", "post", fields))
        need(asked.path.split("/")[2] == session.get("article"), "article", 404)
        path = f"/articles/{session['article']}"
        if asked.path.endswith("/edit"):
            lock = f'<input type="hidden" name="article[lock_version]" value="{session["lock"]}">'
            fields = f'{lock}<input name="article[title]" value="Moss"><button id="save">Save</button>'
            return self._page(session, "Edit", self._form(session, path, "patch", fields))
        delete = self._form(session, path, "delete", '<button id="delete">Delete</button>')
        share = self._form(session, f"{path}/share", "post", "<button>Share</button>")
        script = f"""<button id="like" onclick="like()">Like</button><p id="likes"></p><script>async function like() {{
            const token = document.querySelector('meta[name=csrf-token]').content;
            const got = await fetch('{path}/likes', {{method: 'POST', headers: {{'X-CSRF-Token': token}}}});
            document.getElementById('likes').textContent = 'Likes: ' + (await got.json()).likes; }}</script>"""
        return self._page(session, "Article", f'{share}{delete}{script}<a href="{path}/edit">Edit</a>')

    def _post(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/login":
            user = log_in(asked.form, "user[login]", "user[password]")
            need(user, "log-in")
            session["user"] = user
            return to("/articles")
        if asked.path == "/articles":
            need(asked.form.get("article[title]"), "title", 422)
            session.update(article=number(), lock=int(number(1, 90)), marks=set())
            return to(f"{self.url}/articles/{session['article']}")
        need(asked.path.split("/")[2] == session.get("article"), "article", 404)
        if asked.path.endswith("/likes"):
            session["marks"].add("like")
            return json({"likes": 1})
        if asked.form["_method"] == "patch":
            need(asked.form.get("article[lock_version]") == str(session["lock"]), "stale article", 409)
            session["lock"] += 1
            session["marks"].add("patch")
            return to(f"{self.url}/articles/{session['article']}")
        need(session["marks"] == {"like", "patch"}, "deleted before it was liked and changed")
        self.finish(session)
        return to("/articles")

    def _form(self, session: dict[str, Any], action: str, method: str, fields: str) -> str:
        given = self._token(session, f"{method} {action}")
        return (
            f'<form action="{action}" accept-charset="UTF-8" method="post"><input name="utf8" type="hidden" '
            f'value="&#x2713;"><input type="hidden" name="_method" value="{method}"><input type="hidden" '
            f'name="authenticity_token" value="{html.escape(given)}" autocomplete="off">{fields}</form>'
        )

    def _page(self, session: dict[str, Any], title: str, body: str) -> Reply:
        meta = f'<meta name="csrf-token" content="{html.escape(self._token(session, "script"))}">'
        return page(title, meta + body)

    def _token(self, session: dict[str, Any], purpose: str) -> str:
        made = token(48)
        session["tokens"][made] = purpose
        return made
