"""A site whose log-in the server itself asks for (Digest, RFC 7616): each answer counts up, and a new session asks anew."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, PASSWORDS, USER, Asked, Reply, Target, need, page

_REALM = "garden"


class Digest(Target):
    """A notebook behind Digest log-in with SHA-256; a nonce is good in its session only, and each count once."""

    start: ClassVar[str] = "/hello"
    logs_in: ClassVar[bool] = True

    def walk(self, page: Page) -> None:
        """Open what is guarded as a person who has typed into the browser's dialog, write, look."""
        page.goto(self.url.replace("//", f"//{USER}:{PASSWORD}@") + "/notes")
        go(page, "#save", fill=[("#note", "Moss")])
        go(page, "#done")

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.path == "/hello":
            return page("Hello", '<a href="/notes">Notes</a>')
        said = dict(re.findall(r'(\w+)="?([^",]*)"?', asked.headers.get("authorization", "")))
        if not said:
            session["nonce"], session["count"] = secrets.token_hex(16), 0
            ask = f'Digest realm="{_REALM}", nonce="{session["nonce"]}", qop="auth", algorithm=SHA-256, opaque="o"'
            return Reply("<title>Who</title>", 401, (("WWW-Authenticate", ask),))
        session["user"] = self._user(asked, said, session)
        if asked.path == "/notes" and asked.method == "POST":
            session["note"] = asked.form["note"]
        elif asked.path == "/done":
            need(session.get("note") == "Moss", "no note")
            self.finish(session)
            return page("Done", "")
        return page(
            "Notes",
            '<form action="/notes" method="post"><input id="note" name="note"><button id="save">Save</button></form>'
            '<a id="done" href="/done">Done</a>',
        )

    def _user(self, asked: Asked, said: dict[str, str], session: dict[str, Any]) -> str:
        """Return who answers. Raises Refused for an answer that is wrong or was there before."""
        user, count = said["username"], int(said["nc"], 16)
        need(said["nonce"] == session.get("nonce"), "another session's nonce", 401)
        need(count > session["count"], "a count that was there before", 401)
        session["count"] = count
        secret = _h(f"{user}:{_REALM}:{PASSWORDS.get(user)}")
        middle = ":".join((said["nonce"], said["nc"], said["cnonce"], said["qop"]))
        need(said["response"] == _h(f"{secret}:{middle}:{_h(f'{asked.method}:{said["uri"]}')}"), "wrong password", 401)
        return user


def _h(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
