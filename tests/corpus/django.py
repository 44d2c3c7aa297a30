"""Django: the secret in a cookie, `csrfmiddlewaretoken` masked differently on each page, and the Referer looked at."""

from __future__ import annotations

import secrets
import string
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, log_in, need, number, page, to

_LETTERS = string.ascii_letters + string.digits


class Django(Target):
    """An admin in which something is added; after a log-in the secret is another one."""

    start: ClassVar[str] = "/admin/"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"csrfmiddlewaretoken", "plant_id", "plant_ptr"})

    def walk(self, page: Page) -> None:
        """Log in by way of a redirect, add a plant, change it, log out."""
        go(page, "#in", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        go(page, "text=Add plant")
        go(page, "[name=_continue]", fill=[("[name=name]", "Fern & Söhne")])
        go(page, "[name=_save]", fill=[("[name=height]", "40")])
        go(page, "#out")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST":
            self._judge(asked, session)
        if asked.path == "/admin/login/":
            return self._log_in(asked, session)
        if "user" not in session:
            return to(f"/admin/login/?next={asked.path}")
        if asked.path == "/admin/logout/":
            need(session.get("saved"), "logged out before it was saved")
            self.finish(session)
            session.pop("user")
            return page("Logged out", "Thank you.")
        if asked.path == "/admin/":
            return self._page(session, "Administration", '<a href="/admin/plant/add/">Add plant</a>', "/admin/logout/")
        if asked.path == "/admin/plant/add/":
            if asked.method == "POST":
                need(asked.form.get("name") == "Fern & Söhne", "name")
                session["plant"] = number(1, 900)
                return to(f"/admin/plant/{session['plant']}/change/")
            fields = '<input name="name"><input type="submit" name="_continue" value="Save and continue editing">'
            return self._page(session, "Add plant", "", "", fields)
        need(asked.path == f"/admin/plant/{session.get('plant')}/change/", "plant", 404)
        if asked.method == "POST":
            need(asked.form.get("plant_ptr") == session["plant"], "inline row")
            session["saved"] = True
            return to("/admin/")
        hidden = f'<input type="hidden" name="plant_ptr" value="{session["plant"]}">'
        fields = f'{hidden}<input name="height"><input type="submit" name="_save" value="Save">'
        return self._page(session, "Change plant", "", "/admin/logout/", fields)

    def _log_in(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST" and (user := log_in(asked.form)):
            session.update(user=user, secret=self._masked("x"))
            return to(asked.form["next"], ("Set-Cookie", self._cookie(session)))
        fields = '<input name="username"><input type="password" name="password"><input type="hidden" name="next"'
        fields += f' value="{asked.query.get("next", "/admin/")}"><input type="submit" id="in" value="Log in">'
        return self._page(session, "Log in", "", "", fields)

    def _judge(self, asked: Asked, session: dict[str, Any]) -> None:
        given = asked.form.get("csrfmiddlewaretoken", "")
        need(given in session.get("given", ()), "csrfmiddlewaretoken")
        need(session["given"][given] == asked.cookies.get("csrftoken"), "csrf cookie")
        need(asked.headers.get("referer", "").startswith(f"http://{asked.host}/admin/"), "referer")

    def _page(self, session: dict[str, Any], title: str, body: str, out: str, fields: str = "") -> Reply:
        """Return a page with a log-out form and, with `fields`, a form that leads to itself, masked in the same way."""
        session.setdefault("secret", self._masked(title))
        masked = self._masked(session["secret"])
        session.setdefault("given", {})[masked] = session["secret"]
        hidden = f'<input type="hidden" name="csrfmiddlewaretoken" value="{masked}">'
        logout = f'<form action="{out}" method="post">{hidden}<button id="out">Log out</button></form>' if out else ""
        form = f'<form method="post">{hidden}{fields}</form>' if fields else ""
        return page(title, logout + body + form, ("Set-Cookie", self._cookie(session)))

    def _cookie(self, session: dict[str, Any]) -> str:
        return f"csrftoken={session['secret']}; expires=Mon, 22 Nov 2038 10:00:00 GMT; Max-Age=31449600; Path=/"

    def _masked(self, _secret: str) -> str:
        return "".join(secrets.choice(_LETTERS) for _ in range(64))
