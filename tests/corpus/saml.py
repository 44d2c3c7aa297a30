"""SAML 2: requests and answers travel as base64 in forms that submit themselves, between two hosts."""

from __future__ import annotations

import base64
import html
from typing import Any, ClassVar
from urllib.parse import quote

from playwright.sync_api import Page

from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, log_in, need, page, to

_SUBMIT = "<script>document.forms[0].submit()</script>"


class Saml(Target):
    """A service that sends its users to an identity provider; the answer names the request and is good once."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"saml_request", "relay_state", "saml_response", "execution"})

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, dict[str, Any]] = {}

    def walk(self, page: Page) -> None:
        """Go in by way of the provider."""
        page.click("text=Sign in")
        page.wait_for_selector("[name=username]")
        page.fill("[name=username]", USER)
        page.fill("[name=password]", PASSWORD)
        page.wait_for_timeout(40)
        page.click("#go")
        page.wait_for_selector("text=Welcome inside")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.host in self.url:
            return self._service(asked, session)
        if asked.path == "/sso":
            known = self._known.get(asked.query.get("SAMLRequest", ""))
            need(known and asked.query.get("RelayState") == known["relay"], "SAMLRequest or RelayState")
            session["execution"] = f"{hexadecimal(16)}_{base64.b64encode(hexadecimal(200).encode()).decode()}"
            session["request"] = asked.query["SAMLRequest"]
            return to("/login?service=" + quote(f"{self.url}/acs", safe=""))
        if asked.method == "GET":
            fields = '<input name="username"><input type="password" name="password"><button id="go">Go</button>'
            hidden = f'<input type="hidden" name="execution" value="{session["execution"]}">'
            return page("Identity", f'<form method="post">{fields}{hidden}</form>')
        need(asked.form.get("execution") == session.pop("execution", None), "execution")
        user = log_in(asked.form)
        need(user, "log-in")
        known = self._known[session["request"]]
        text = f'<samlp:Response ID="_{hexadecimal()}" InResponseTo="{known["id"]}">{user}</samlp:Response>'
        known.update(response=base64.b64encode(text.encode()).decode(), user=user)
        fields = {"SAMLResponse": known["response"], "RelayState": known["relay"]}
        inputs = "".join(f'<input type="hidden" name="{n}" value="{html.escape(v)}"/>' for n, v in fields.items())
        return page("Working", f'<form method="POST" action="{self.url}/acs">{inputs}</form>{_SUBMIT}')

    def _service(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/":
            return page("Service", '<a href="/inside">Sign in</a>')
        if asked.path == "/acs":
            known = self._known.get(session.get("request", ""), {})
            need(known and asked.form.get("SAMLResponse") == known.pop("response", None), "SAMLResponse")
            need(asked.form.get("RelayState") == known["relay"], "RelayState")
            session["user"] = known["user"]
            return to("/inside")
        if "user" in session:
            self.finish(session)
            return page("Welcome inside", "")
        known = {"id": f"_{hexadecimal()}", "relay": f"ss:mem:{hexadecimal(20)}"}
        request = base64.b64encode(f'<samlp:AuthnRequest ID="{known["id"]}"/>'.encode()).decode()
        session["request"] = request
        self._known[request] = known
        return to(f"{self.other}/sso?SAMLRequest={quote(request, safe='')}&RelayState={quote(known['relay'], safe='')}")
