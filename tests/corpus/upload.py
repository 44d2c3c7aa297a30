"""A multipart form with a token and a file, and the number of what was uploaded in the next address."""

from __future__ import annotations

import html
from typing import Any, ClassVar

from playwright.sync_api import Page

from tests.corpus.journeys import go
from tests.corpus.target import PASSWORD, USER, Asked, Reply, Target, hexadecimal, log_in, need, page, to, token


class Upload(Target):
    """Pictures that are uploaded, described and published."""

    logs_in: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"request_verification_token", "picture_id"})

    def walk(self, page: Page) -> None:
        """Log in, upload a file, describe it."""
        go(page, "#in", fill=[("[name=username]", USER), ("[name=password]", PASSWORD)])
        picture = {"name": "moss.txt", "mimeType": "text/plain", "buffer": b"a picture of moss\r\n--not a boundary"}
        page.set_input_files("[name=file]", picture)  # type: ignore[arg-type]  # a FilePayload
        go(page, "#send", fill=[("[name=title]", "Moss & more")])
        go(page, "#publish", fill=[("[name=text]", "green\nand wet")])

    def answer(self, asked: Asked, session: dict[str, Any]) -> Reply:
        if asked.method == "POST":
            given = asked.form.get("__RequestVerificationToken")
            need(given and given == session.pop("token", None), "verification token", 400)
        if asked.path == "/":
            fields = '<input name="username"><input type="password" name="password"><button id="in">In</button>'
            return page("Log in", self._form(session, "/login", fields))
        if asked.path == "/login":
            user = log_in(asked.form)
            need(user, "log-in")
            session["user"] = user
            return to("/upload")
        need("user" in session, "not logged in")
        if asked.path == "/upload" and asked.method == "GET":
            fields = '<input name="title"><input type="file" name="file"><button id="send">Send</button>'
            return page("Upload", self._form(session, "/upload", fields))
        if asked.path == "/upload":
            need(asked.form.get("file") == "a picture of moss\r\n--not a boundary", "file")
            need(asked.form.get("title") == "Moss & more", "title")
            session["picture"] = hexadecimal(4)
            return to(f"/pictures/{session['picture']}")
        need(asked.path.split("/")[2] == session.get("picture"), "picture", 404)
        if asked.method == "GET":
            fields = '<textarea name="text">\n</textarea><button id="publish">Publish</button>'
            return page("Picture", self._form(session, f"/pictures/{session['picture']}/text", fields))
        need(asked.form.get("text") == "green\r\nand wet", "text")
        self.finish(session)
        return page("Published", "")

    def _form(self, session: dict[str, Any], action: str, fields: str) -> str:
        session["token"] = "CfDJ8" + token(90).replace("+", "-").replace("/", "_").rstrip("=")
        hidden = f'<input name="__RequestVerificationToken" type="hidden" value="{html.escape(session["token"])}" />'
        return f'<form method="post" action="{action}" enctype="multipart/form-data">{fields}{hidden}</form>'
