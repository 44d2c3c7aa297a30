"""Jakarta Faces: a view state renewed by partial answers in XML, log-in in two steps, ids of components with colons."""

from __future__ import annotations

import html
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go, use
from tests.corpus.target import PASSWORD, PASSWORDS, USER, Asked, Reply, Target, need, number, page, to

_SCRIPT = """<p id="says"></p><script>
document.getElementById('more').onclick = async event => {
  event.preventDefault();
  const form = document.getElementById('f'), body = new URLSearchParams(new FormData(form));
  body.set('jakarta.faces.partial.ajax', 'true'); body.set('jakarta.faces.source', 'f:more');
  const got = await fetch(form.action, {method: 'POST', body, headers: {'Faces-Request': 'partial/ajax'}});
  const xml = new DOMParser().parseFromString(await got.text(), 'text/xml');
  document.getElementsByName('jakarta.faces.ViewState')[0].value = xml.querySelector('[id$="ViewState:0"]').textContent;
  document.getElementById('says').textContent = xml.querySelector('[id="f:says"]').textContent;
};</script>"""


class Faces(Target):
    """A counter; each view state is good once."""

    start: ClassVar[str] = "/login.xhtml"
    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"view_state"})

    def walk(self, page: Page) -> None:
        """Give the name, then the password, count twice, finish."""
        go(page, "#next", fill=[("[name='f:user']", USER)])
        go(page, "#next", fill=[("[name='f:password']", PASSWORD)])
        use(page, "#more", "Counted 1")
        use(page, "#more", "Counted 2")
        go(page, "#next")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST":
            need(asked.form.get("jakarta.faces.ViewState") == session.get("state"), "view state", 500)
        if asked.path == "/login.xhtml":
            if asked.method == "GET":
                return self._page(session, "Who are you?", '<input name="f:user">')
            session["name"] = asked.form["f:user"]
            return to("/password.xhtml")
        if asked.path == "/password.xhtml":
            if asked.method == "GET":
                return self._page(session, "Password", '<input type="password" name="f:password">')
            need(PASSWORDS.get(session["name"]) == asked.form["f:password"], "log-in")
            session.update(user=session["name"], count=0)
            return to("/count.xhtml")
        need("user" in session, "not logged in")
        if asked.method == "GET":
            return self._page(session, "Count", '<button id="more">More</button>', _SCRIPT)
        if asked.headers.get("faces-request") == "partial/ajax":
            session["count"] += 1
            self._renew(session)
            text = (
                f'<?xml version="1.0" encoding="UTF-8"?><partial-response id="j_id1"><changes><update id="f:says"><![CDATA[Counted '
                f'{session["count"]}]]></update><update id="j_id1:jakarta.faces.ViewState:0"><![CDATA[{session["state"]}]]>'
                f"</update></changes></partial-response>"
            )
            return Reply(text, kind="text/xml;charset=UTF-8")
        need(session["count"] == 2, "count")
        self.finish(session)
        return page("Thank you", "")

    def _renew(self, session: dict[str, Any]) -> None:
        session["state"] = f"-{number(10**17, 10**18)}:{number(10**17, 10**18)}"

    def _page(self, session: dict[str, Any], title: str, fields: str, script: str = "") -> Reply:
        self._renew(session)
        state = f'<input type="hidden" name="jakarta.faces.ViewState" id="j_id1:jakarta.faces.ViewState:0" value="{html.escape(session["state"])}" />'
        form = f'<form id="f" method="post"><input type="hidden" name="f" value="f" />{fields}<button id="next" name="f:next">Next</button>{state}</form>'
        return page(title, form + script)
