"""Log-in, log-out and the account page with its picture."""

from __future__ import annotations

import re

from loadstudio.demo.handlers import SESSION_COOKIE, PageHandler
from loadstudio.demo.refusals import NotFound, WrongPassword

_MEMBER_COOKIE = "fern_member"
_A_MONTH_S = 2_592_000
_ADDRESS_INSIDE = re.compile(r"/(?![/\\])[!-~]*")  # `//host` and `/\host` would lead to another server


def _inside(address: str) -> str:
    """Return an address of this shop to go on to after the log-in; anything else becomes the account page."""
    return address if _ADDRESS_INSIDE.fullmatch(address) else "/account"


class LogIn(PageHandler):
    """GET and POST /login."""

    def get(self) -> None:
        """Show the form."""
        self._show_form(self.get_query_argument("next", ""))

    def post(self) -> None:
        """Log in and go on; with a wrong name or password show the form again, with status 200."""
        name, after = self.field("username"), self.field("next")
        password = self.get_body_argument("password", "", strip=False)
        try:
            visit = self.shop.log_in(self.visit, name, password, self.field("csrf_token"))
        except WrongPassword as problem:
            self._show_form(after, name, str(problem))
            return
        self.keep(visit)
        self.set_cookie(_MEMBER_COOKIE, "yes", max_age=_A_MONTH_S, samesite="Lax")
        self.redirect(_inside(after), status=303)

    def _show_form(self, after: str, name: str = "", problem: str = "") -> None:
        token = self.visit.form_tokens.issue("login")
        self.show("login.html", csrf_token=token, after=after, name=name, problem=problem)


class LogOut(PageHandler):
    """POST /logout."""

    def post(self) -> None:
        """End the session and take its cookie away."""
        self.shop.log_out(self.visit, self.field("csrf_token"))
        self.clear_cookie(SESSION_COOKIE)
        self.redirect("/", status=303)


class AccountPage(PageHandler):
    """GET /account: orders and picture; the rest is fetched by the page's script from the API."""

    def get(self) -> None:
        """Show the account of who is logged in."""
        user = self.visit.require_user()
        picture = self.shop.picture_of(user)
        self.show("account.html", user=user, orders=self.shop.orders_of(user), has_picture=picture is not None)


class AccountPicture(PageHandler):
    """GET and POST /account/picture."""

    def get(self) -> None:
        """Answer the stored picture of who is logged in."""
        picture = self.shop.picture_of(self.visit.require_user())
        if picture is None:
            raise NotFound("You have not stored a picture.")
        self.set_header("Content-Type", picture.media_type)
        self.set_header("Cache-Control", "no-store")
        self.finish(picture.content)

    def post(self) -> None:
        """Store an uploaded picture (multipart/form-data, field `picture`)."""
        uploads = self.request.files.get("picture", [])
        self.shop.change_picture(self.visit, self.field("csrf_token"), uploads[0].body if uploads else b"")
        self.redirect("/account", status=303)
