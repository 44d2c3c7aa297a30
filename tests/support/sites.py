"""Small sites in the manner of the usual frameworks, strict about their tokens; each makes tokens of its own."""

from __future__ import annotations

import base64
import html
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec

from tests.support.browser import Got, Sent

PASSWORDS = {"mia.keller": "gar+den&42", "tester007": "secret-007"}


class _Base:
    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.facts: list[str] = []

    def _token(self, size: int = 16) -> str:
        """Return standard base64 in which `+`, `/` and `=` occur."""
        return base64.b64encode(b"\xfb\xef\xff" + self._chance.randbytes(size)).decode()

    def _hex(self, size: int = 8) -> str:
        return self._chance.randbytes(size).hex()

    def _uuid(self) -> str:
        text = self._hex(16)
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def _page(title: str, body: str, headers: tuple[tuple[str, str], ...] = ()) -> Got:
    return Got(
        f"<!doctype html><html><head><title>{title} - Shop</title></head><body>{body}</body></html>", 200, headers
    )


def _to(location: str, *headers: tuple[str, str]) -> Got:
    return Got("", 303, (("Location", location), *headers))


def _json(value: object, status: int = 200, *headers: tuple[str, str]) -> Got:
    return Got(msgspec.json.encode(value).decode(), status, headers, "application/json")


REFUSED = Got("<title>Refused</title>", 403)


class FormShop(_Base):
    """Forms with single-use tokens under one name, a session cookie, a cart id in links, an order number in a redirect.

    `escape` is how the pages write attribute values.
    """

    def __init__(self, seed: int, escape: Callable[[str], str] = html.escape) -> None:
        super().__init__(seed)
        self._escape = escape
        self._sessions: dict[str, dict[str, Any]] = {}

    def __call__(self, sent: Sent) -> Got:
        session = self._sessions.get(sent.cookies.get("SID", ""))
        if session is None:
            name = self._hex(12)
            session = self._sessions[name] = {"forms": {}}
            got = self._answer(sent, session)
            return got._replace(headers=(*got.headers, ("Set-Cookie", f"SID={name}; Path=/; HttpOnly")))
        return self._answer(sent, session)

    def _form(self, session: dict[str, Any], action: str, fields: str) -> str:
        token = self._token()
        session["forms"][action] = token
        hidden = f'<input type="hidden" name="form_token" value="{self._escape(token)}">'
        return f'<form action="{action}" method="post">{hidden}{fields}</form>'

    def _answer(self, sent: Sent, session: dict[str, Any]) -> Got:  # noqa: PLR0911, PLR0912  # a table of routes
        if sent.method == "POST" and session["forms"].pop(sent.path, None) != sent.form.get("form_token"):
            self.facts.append(f"rejected {sent.path}")
            return REFUSED
        match sent.method, sent.path.split("/")[1:]:
            case "GET", [""]:
                return _page("Home", '<a id="login" href="/login">Log in</a><a href="/plants/fern">Fern</a>')
            case "GET", ["login"]:
                return self._login(session)
            case "POST", ["login"]:
                if PASSWORDS.get(sent.form["username"]) != sent.form["password"]:
                    return self._login(session)
                session["user"] = sent.form["username"]
                return _to("/account")
            case "GET", ["account"] if "user" in session:
                return _page("Your account", f"<h1>Hello {session['user']}</h1><a href='/plants/fern'>Fern</a>")
            case "GET", ["plants", name]:
                forms = self._form(session, "/wishes", "") + self._form(
                    session,
                    "/cart",
                    f'<input type="hidden" name="product" value="{name}"><input name="pieces" value="1">',
                )
                return _page(name.title(), f"<h1>{name.title()}</h1>{forms}")
            case "POST", ["cart"]:
                session["cart"] = self._hex()
                return _to("/cart")
            case "GET", ["cart"]:
                return _page("Your cart", f'<a id="go" href="/cart/{session["cart"]}/checkout?from=cart">Go</a>')
            case "GET", ["cart", cart, "checkout"] if cart == session.get("cart"):
                address = '<input name="street" value="">'
                return _page("Checkout", self._form(session, f"/cart/{cart}/orders", address))
            case "POST", ["cart", cart, "orders"] if cart == session.get("cart"):
                session["order"] = str(self._chance.randrange(1000, 9999))
                self.facts.append(f"order by {session.get('user')} to {sent.form['street']}")
                return _to(f"/orders/{session['order']}")
            case "GET", ["orders", order] if order == session.get("order"):
                form = self._form(session, "/logout", "")
                return _page(f"Order {order}", f"<h1>Thank you</h1>{form}")
            case "POST", ["logout"]:
                session.clear()
                session["forms"] = {}
                return _to("/")
        self.facts.append(f"refused {sent.path}")
        return REFUSED

    def _login(self, session: dict[str, Any]) -> Got:
        fields = '<input name="username" value=""><input type="password" name="password">'
        return _page("Log in", f"<h1>Log in</h1>{self._form(session, '/login', fields)}")


class Rails(_Base):
    """Per-form tokens that look different at every visit, a meta tag for scripts, records by number, `lock_version`."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._good: dict[str, str] = {}
        self._next = self._chance.randrange(200, 900)
        self._records: dict[str, int] = {}

    def _authenticity(self, purpose: str) -> str:
        token = self._token(30)
        self._good[token] = purpose
        return token

    def _form(self, action: str, method: str, fields: str) -> str:
        token = self._authenticity(f"{method} {action}")
        return (
            f'<form action="{action}" accept-charset="UTF-8" method="post"><input name="utf8" type="hidden" '
            f'value="&#x2713;"><input type="hidden" name="_method" value="{method}"><input type="hidden" '
            f'name="authenticity_token" value="{html.escape(token)}">{fields}</form>'
        )

    def __call__(self, sent: Sent) -> Got:  # noqa: PLR0911  # a table of routes
        meta = f'<meta name="csrf-token" content="{html.escape(self._authenticity("script"))}">'
        if sent.method == "POST":
            method = sent.form.get("_method", "post")
            given = sent.form.get("authenticity_token") or sent.header("X-CSRF-Token")
            purpose = self._good.pop(given, "")
            if purpose not in ("script", f"{method} {sent.path}"):
                self.facts.append(f"rejected {sent.path}")
                return REFUSED
        match sent.method, sent.path.split("/")[1:]:
            case "GET", ["articles", "new"]:
                fields = '<input name="article[title]">'
                return _page("New article", meta + self._form("/articles", "post", fields))
            case "POST", ["articles"]:
                self._next += 1
                self._records[str(self._next)] = self._chance.randrange(10, 99)
                return _to(f"http://shop.test/articles/{self._next}")
            case "GET", ["articles", number] if number in self._records:
                forms = self._form(f"/articles/{number}", "delete", "")
                edit = f'<a class="edit" href="/articles/{number}/edit">Edit</a>'
                return _page("Article", f"{meta}<h1>An article</h1>{forms}{edit}")
            case "GET", ["articles", number, "edit"] if number in self._records:
                lock = f'<input type="hidden" name="article[lock_version]" value="{self._records[number]}">'
                title = '<input name="article[title]" value="First">'
                return _page("Edit", meta + self._form(f"/articles/{number}", "patch", lock + title))
            case "POST", ["articles", number] if number in self._records:
                if sent.form.get("_method") == "patch" and sent.form.get("article[lock_version]") != str(
                    self._records[number]
                ):
                    self.facts.append("stale")
                    return REFUSED
                self._records[number] += 1
                self.facts.append(sent.form["_method"])
                return _to(f"http://shop.test/articles/{number}")
            case "POST", ["likes"]:
                self.facts.append("like")
                return _json({"likes": 3})
        self.facts.append(f"refused {sent.path}")
        return REFUSED


class Api(_Base):
    """JSON only: a JWT from the log-in, an id in the answer to a POST, an ETag, a number, slashes escaped."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._jwt = ""
        self._basket = self._chance.randrange(100, 999)
        self._version = self._chance.randrange(1, 9)
        self._upload = f"up/{self._token()}"
        self.keys: list[str] = []

    @property
    def _etag(self) -> str:
        return f'"{self._version:x}-{self._basket:x}f9c07d11e"'

    def __call__(self, sent: Sent) -> Got:  # noqa: PLR0911  # a table of routes
        if sent.path == "/":
            return _page("App", '<script src="/app.js"></script><div id="app"></div>')
        if sent.path == "/api/session":
            if PASSWORDS.get(sent.json["email"]) != sent.json["password"]:
                return _json({"error": "unknown"}, 401)
            head = base64.urlsafe_b64encode(b'{"alg":"HS256"}').decode().rstrip("=")
            self._jwt = f"{head}.{self._hex(20)}.{self._hex(16)}"
            return _json({"user": {"id": self._uuid(), "name": sent.json["email"]}, "accessToken": self._jwt})
        if sent.header("Authorization") != f"Bearer {self._jwt}":
            self.facts.append(f"unauthorised {sent.path}")
            return _json({"error": "unauthorised"}, 401)
        match sent.method, sent.path:
            case "POST", "/api/baskets":
                self.keys.append(sent.header("Idempotency-Key"))
                text = msgspec.json.encode(
                    {"basket": {"id": self._basket, "version": self._version}, "upload": self._upload}
                )
                location = ("Location", f"/api/baskets/{self._basket}")
                body = text.decode().replace("/", "\\/")
                return Got(body, 201, (location, ("ETag", self._etag)), "application/json")
            case "PUT", path if path == f"/api/baskets/{self._basket}/items":
                if sent.json["basketId"] != self._basket or sent.header("If-Match") != self._etag:
                    self.facts.append("wrong basket")
                    return _json({"error": "conflict"}, 409)
                items = [{"sku": "moss", "id": self._hex()}, {"sku": sent.json["sku"], "id": self._hex()}]
                self._items = {item["sku"]: item["id"] for item in items}
                return _json({"items": items})
            case "POST", "/api/checkout":
                good = sent.json["item"]["id"] == self._items["fern"] and sent.json["upload"] == self._upload
                self.facts.append("checkout" if good else "wrong item")
                return _json({"done": True} if good else {"error": "x"}, 200 if good else 409)
        self.facts.append(f"refused {sent.path}")
        return _json({"error": "not found"}, 404)


class DoubleSubmit(_Base):
    """A cookie that changes with every answer and must come back in a header, decoded (as Laravel's and Angular's)."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._current = ""

    def __call__(self, sent: Sent) -> Got:
        if sent.method == "POST" and sent.header("X-XSRF-TOKEN") != self._current:
            self.facts.append(f"rejected {sent.path}")
            return REFUSED
        self._current = self._token()
        cookie = ("Set-Cookie", f"XSRF-TOKEN={quote(self._current, safe='')}; Path=/")
        if sent.method == "POST":
            self.facts.append("posted")
            return _json({"ok": True}, 200, cookie)
        return _page("Home", "<h1>Home</h1>", (cookie,))


class WebForms(_Base):
    """A long page state that each page holds and each form sends back to the same address (as ASP.NET's)."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._state = ""

    def __call__(self, sent: Sent) -> Got:
        if sent.method == "POST" and sent.form.get("__VIEWSTATE") != self._state:
            self.facts.append("rejected")
            return REFUSED
        if sent.method == "POST":
            self.facts.append(sent.form["__EVENTTARGET"])
        self._state = self._token(3000)
        return _page(
            "Grid",
            '<form method="post" action="./grid.aspx"><input type="hidden" name="__EVENTTARGET" value="">'
            f'<input type="hidden" name="__VIEWSTATE" value="{self._state}">'
            f'<input type="hidden" name="__VIEWSTATEGENERATOR" value="{self._hex(4).upper()}"></form>',
        )


class SingleSignOn(_Base):
    """`state` and `nonce` in a redirect to the provider, `code` in the one back, a return address nested in a query."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._state, self._nonce, self._code, self._flow = (self._token(), self._hex(), self._token(), self._hex())

    def __call__(self, sent: Sent) -> Got:
        back = f"/continue?flow={self._flow}&state={quote(self._state, safe='')}"
        match sent.path:
            case "/":
                return _to(
                    f"/authorize?state={quote(self._state, safe='')}&nonce={self._nonce}&back={quote(back, safe='')}"
                )
            case "/authorize" if sent.query == {"state": self._state, "nonce": self._nonce, "back": back}:
                link = html.escape(f"/login?to={quote(back, safe='')}&nonce={self._nonce}")
                return _page("Provider", f'<a id="go" href="{link}">Continue</a>')
            case "/login" if sent.query == {"to": back, "nonce": self._nonce}:
                return _to(f"/callback?code={quote(self._code, safe='')}&state={quote(self._state, safe='')}")
            case "/callback" if sent.query == {"code": self._code, "state": self._state}:
                self.facts.append("signed in")
                return _page("Welcome", "<h1>Signed in</h1>")
        self.facts.append(f"refused {sent.path}")
        return REFUSED
