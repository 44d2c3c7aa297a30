"""ASP.NET Web Forms: every page posts back to itself with a large `__VIEWSTATE` that is good only once."""

from __future__ import annotations

from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, log_in, need, page, to, token

_SCRIPT = """<script>function __doPostBack(target, argument) {
  var form = document.forms['aspnetForm'];
  form.__EVENTTARGET.value = target; form.__EVENTARGUMENT.value = argument; form.submit(); }</script>"""
_PARTS = ("__VIEWSTATE", "__EVENTVALIDATION")


class WebForms(Target):
    """A grid that is paged, sorted and edited by postbacks made by page script."""

    start: ClassVar[str] = "/login.aspx"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"viewstate", "eventvalidation"})

    def walk(self, page: Page) -> None:
        """Log in, go to the second page, sort, choose a row."""
        user, password = "[name='ctl00$user']", "[name='ctl00$password']"
        go(page, "[name='ctl00$in']", fill=[(user, USER), (password, PASSWORD)])
        go(page, "text=Page 2")
        go(page, "text=Sort by name")
        go(page, "text=Select")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST":
            need(all(asked.form.get(name) == session["state"][name] for name in _PARTS), "view state", 500)
            if asked.path == "/login.aspx":
                user = log_in(asked.form, "ctl00$user", "ctl00$password")
                need(user, "log-in")
                session.update(user=user, events=[])
                return to("/grid.aspx")
            session["events"].append((asked.form["__EVENTTARGET"], asked.form["__EVENTARGUMENT"]))
            if session["events"] == [("ctl00$grid", "Page$2"), ("ctl00$grid", "Sort$Name"), ("ctl00$grid$row4", "")]:
                self.finish(session)
        if asked.path == "/login.aspx":
            fields = '<input name="ctl00$user"><input name="ctl00$password" type="password">'
            return self._page(session, "Sign in", fields + '<input type="submit" name="ctl00$in" value="Sign in">')
        need("user" in session, "not logged in")
        links = {"Page 2": ("grid", "Page$2"), "Sort by name": ("grid", "Sort$Name"), "Select": ("grid$row4", "")}
        body = "".join(
            f"""<a href="javascript:__doPostBack('ctl00${target}','{argument}')">{text}</a> """
            for text, (target, argument) in links.items()
        )
        return self._page(session, "Grid", body)

    def _page(self, session: dict[str, Any], title: str, body: str) -> Reply:
        session["state"] = {"__VIEWSTATE": "/wEPDwUK" + token(9000), "__EVENTVALIDATION": "/wEdAA" + token(600)}
        hidden = {"__EVENTTARGET": "", "__EVENTARGUMENT": "", **session["state"], "__VIEWSTATEGENERATOR": "CA0B0334"}
        fields = "".join(f'<input type="hidden" name="{n}" id="{n}" value="{v}" />' for n, v in hidden.items())
        return page(
            title, f'<form method="post" action="" id="aspnetForm" name="aspnetForm">{fields}{body}</form>{_SCRIPT}'
        )
