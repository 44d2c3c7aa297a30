"""The shop over HTTP: the whole journey by forms alone, then its parts, each judged by the facts."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from selectolax.lexbor import LexborHTMLParser
from tornado.websocket import websocket_connect

TIMEOUT_S = 10
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


class Visitor:
    """A browser without a script: keeps cookies, follows no redirect by itself and fills the forms it was shown."""

    def __init__(self, http: requests.Session, url: str) -> None:
        self.url = url
        self._http = http

    @property
    def cookies(self) -> dict[str, str | None]:
        return self._http.cookies.get_dict()

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.send("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.send("POST", path, **options)

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        return self._http.request(method, self.url + path, timeout=TIMEOUT_S, allow_redirects=False, **options)

    def form(self, path: str, action: str) -> dict[str, str]:
        """Return the fields of the form with this action on a page, hidden ones included."""
        page = LexborHTMLParser(self.get(path).text)
        fields = page.css(f'form[action="{action}"] input[name]')
        assert fields, f"{path} has no form for {action}"
        return {field.attributes["name"] or "": field.attributes.get("value") or "" for field in fields}

    def submit(self, path: str, action: str, **typed: str) -> requests.Response:
        """Fill and send a form; a redirect is answered, not followed."""
        return self.post(action, data={**self.form(path, action), **typed})

    def log_in(self, number: int = 1) -> None:
        answer = self.submit("/login", "/login", username=f"tester{number:03d}", password=f"secret-{number:03d}")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/account")

    def csrf(self) -> str:
        meta = LexborHTMLParser(self.get("/account").text).css_first('meta[name="csrf-token"]')
        assert meta is not None
        return meta.attributes["content"] or ""

    def bearer(self) -> dict[str, str]:
        token = self.post("/api/token", headers={"X-CSRF-Token": self.csrf()}).json()["access_token"]
        return {"Authorization": f"Bearer {token}"}

    def facts(self) -> dict[str, object]:
        facts: dict[str, object] = self.get("/facts").json()
        return facts


@pytest.fixture
def visitor(shop_url: str) -> Iterator[Visitor]:
    with requests.Session() as http:
        visitor = Visitor(http, shop_url)
        assert visitor.post("/facts/reset").json()["pages"] == 0
        yield visitor


@pytest.fixture
def other(shop_url: str) -> Iterator[Visitor]:
    with requests.Session() as http:
        yield Visitor(http, shop_url)


def test_the_whole_journey_by_forms_alone(visitor: Visitor) -> None:
    assert "Good plants" in visitor.get("/").text
    assert "Boston fern" in visitor.get("/search?q=fern").text
    answer = visitor.submit("/product/boston-fern", "/cart/items", quantity="2")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/cart")
    link = LexborHTMLParser(visitor.get("/cart").text).css_first("a.full")
    assert link is not None
    checkout = link.attributes["href"] or ""
    answer = visitor.get(checkout)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?next={checkout}")
    answer = visitor.submit(answer.headers["Location"], "/login", username="tester001", password="secret-001")
    assert (answer.status_code, answer.headers["Location"]) == (303, checkout)
    orders = checkout.replace("/checkout", "/orders")
    answer = visitor.submit(checkout, orders, street="Moss Lane 7", postcode="10115", city="Berlin")
    assert answer.status_code == 302
    assert "Thank you" in visitor.get(answer.headers["Location"]).text
    answer = visitor.submit("/account", "/logout")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert visitor.get("/account").status_code == 303
    expected = {"visitors": 1, "searches": 1, "cart_items": 1, "logins": {"tester001": 1}, "logouts": 1, "pages": 8}
    expected |= {"orders": 1, "orderers": 1, "orders_per_user": {"tester001": 1}, "rejected_tokens": 0}
    assert visitor.facts().items() >= expected.items()


def test_a_wrong_password_shows_the_form_again_with_status_200(visitor: Visitor) -> None:
    answer = visitor.submit("/login", "/login", username="<b>", password="wrong")
    assert answer.status_code == 200
    assert "We do not know this name" in answer.text
    assert 'value="&lt;b&gt;"' in answer.text
    assert visitor.facts().items() >= {"failed_logins": 1, "logins": {}}.items()


def test_missing_foreign_and_reused_tokens_are_rejected(visitor: Visitor, other: Visitor) -> None:
    fields = {**visitor.form("/login", "/login"), "username": "tester001", "password": "secret-001"}
    without = {name: value for name, value in fields.items() if name != "csrf_token"}
    assert other.post("/login", data=fields).status_code == 403
    assert visitor.post("/login", data=without).status_code == 403
    assert visitor.post("/login", data=fields).status_code == 303
    answer = visitor.post("/login", data=fields)
    assert (answer.status_code, "This form has expired" in answer.text) == (403, True)
    assert visitor.facts().items() >= {"rejected_tokens": 3, "logins": {"tester001": 1}}.items()


def test_cookies(visitor: Visitor) -> None:
    cookies = visitor.get("/").raw.headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("fern_session="))
    assert len(cookies) == 2
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(session.split("; "))
    before = visitor.cookies["fern_session"]
    visitor.log_in()
    assert visitor.cookies["fern_session"] != before
    assert "Set-Cookie" not in visitor.get("/").headers
    visitor.submit("/account", "/logout")
    assert "fern_session" not in visitor.cookies


def test_the_cart_of_somebody_else_is_refused(visitor: Visitor, other: Visitor) -> None:
    visitor.log_in(1)
    other.log_in(2)
    visitor.submit("/product/aloe", "/cart/items")
    other.submit("/product/aloe", "/cart/items")
    checkouts = [LexborHTMLParser(who.get("/cart").text).css_first("a.full") for who in (visitor, other)]
    mine, theirs = [(link.attributes["href"] or "") if link else "" for link in checkouts]
    fields = visitor.form(mine, mine.replace("/checkout", "/orders"))
    assert visitor.get(theirs).status_code == 403
    assert visitor.post(theirs.replace("/checkout", "/orders"), data=fields).status_code == 403
    assert visitor.facts().items() >= {"refused_carts": 2, "orders": 0}.items()


def test_an_incomplete_address_shows_the_form_again_with_a_new_token(visitor: Visitor) -> None:
    visitor.log_in()
    visitor.submit("/product/aloe", "/cart/items")
    cart = LexborHTMLParser(visitor.get("/cart").text).css_first("[data-cart]")
    assert cart is not None
    base = f"/cart/{cart.attributes['data-cart']}"
    answer = visitor.submit(f"{base}/checkout", f"{base}/orders", street="Moss Lane 7")
    assert (answer.status_code, "every line of the address" in answer.text) == (200, True)
    assert 'value="Moss Lane 7"' in answer.text
    assert visitor.submit(f"{base}/checkout", f"{base}/orders", street="a", postcode="b", city="c").status_code == 302


@pytest.mark.parametrize("after", ["//evil.example/", "/\\evil.example", "https://evil.example", "/é", "/a b", ""])
def test_the_log_in_leads_to_this_shop_only(visitor: Visitor, after: str) -> None:
    fields = {**visitor.form("/login", "/login"), "username": "demo", "password": "demo", "next": after}
    assert visitor.post("/login", data=fields).headers["Location"] == "/account"


def test_the_api_takes_access_tokens_only(visitor: Visitor) -> None:
    assert visitor.post("/api/token").status_code == 401
    visitor.log_in()
    assert visitor.post("/api/token", headers={"X-CSRF-Token": "wrong"}).status_code == 403
    bearer = visitor.bearer()
    forged = {"Authorization": bearer["Authorization"][:-2] + "xx"}
    for headers in ({}, forged, {"Authorization": "Basic ZGVtbzpkZW1v"}):
        answer = visitor.get("/api/account", headers=headers)
        assert (answer.status_code, answer.headers["WWW-Authenticate"][:6]) == (401, "Bearer")
        assert answer.json().keys() == {"error"}
    assert visitor.get("/api/account", headers=bearer).json()["username"] == "tester001"
    visitor.submit("/account", "/logout")
    assert visitor.get("/api/account", headers=bearer).status_code == 401
    facts = visitor.facts()
    assert facts.items() >= {"rejected_jwts": 4, "rejected_tokens": 1, "access_tokens": 1, "api_calls": 8}.items()


def test_favourites_and_reviews(visitor: Visitor) -> None:
    visitor.log_in()
    bearer = visitor.bearer()
    assert visitor.send("PUT", "/api/favourites/lavender", headers=bearer).json() == {
        "product": "lavender",
        "favourite": True,
    }
    liked = visitor.get("/api/account", headers=bearer).json()["favourites"]
    assert liked == [{"slug": "lavender", "name": "Lavender", "price": "€9.50"}]
    assert visitor.send("DELETE", "/api/favourites/lavender", headers=bearer).json()["favourite"] is False
    draft = {"product": "lavender", "stars": 5, "text": "<i>Bees!</i>"}
    answer = visitor.post("/api/reviews", headers=bearer, json=draft)
    assert answer.status_code == 201
    assert answer.json()["href"] == answer.headers["Location"] == f"/api/reviews/{answer.json()['id']}"
    stored = visitor.get(answer.headers["Location"], headers=bearer).json()
    assert stored.items() >= draft.items()
    assert "&lt;i&gt;Bees!&lt;/i&gt;" in visitor.get("/product/lavender").text
    for body in (b"", b"\xff", b"[]", b'{"product": "\xff"}', json.dumps({**draft, "stars": "5"}).encode()):
        answer = visitor.post("/api/reviews", headers=bearer, data=body)
        assert (answer.status_code, "not a review" in answer.json()["error"]) == (400, True)
    assert visitor.send("PUT", "/api/favourites/palm", headers=bearer).status_code == 404


def test_upload(visitor: Visitor) -> None:
    visitor.log_in()
    fields = {"csrf_token": visitor.csrf()}
    answer = visitor.post("/account/picture", data=fields, files={"picture": ("me.gif", GIF)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    answer = visitor.get("/account/picture")
    assert (answer.content, answer.headers["Content-Type"]) == (GIF, "image/gif")
    answer = visitor.post("/account/picture", data=fields, files={"picture": ("me.gif", b"no picture")})
    assert (answer.status_code, "not a PNG" in answer.text) == (400, True)
    assert visitor.post("/account/picture", files={"picture": ("me.gif", GIF)}).status_code == 403
    assert visitor.facts().items() >= {"uploads": 1, "rejected_tokens": 1}.items()


def test_static_files_have_etag_gzip_and_a_version(visitor: Visitor) -> None:
    link = LexborHTMLParser(visitor.get("/").text).css_first('link[rel="stylesheet"]')
    assert link is not None
    address = link.attributes["href"] or ""
    assert "?v=" in address
    answer = visitor.get(address)
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    plain = visitor.get(address, headers={"Accept-Encoding": "identity"})
    assert (plain.text, "Content-Encoding" in plain.headers) == (answer.text, False)
    again = visitor.get(address, headers={"If-None-Match": answer.headers["Etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert visitor.get("/static/../server.py").status_code == 404
    assert visitor.get("/static/%2e%2e/server.py").status_code == 404


def test_pages_are_compressed_and_differ_each_time(visitor: Visitor) -> None:
    first, second = visitor.get("/"), visitor.get("/")
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Content-Security-Policy"] != second.headers["Content-Security-Policy"]
    assert "Content-Encoding" not in visitor.get("/", headers={"Accept-Encoding": "identity"}).headers
    assert "Etag" not in first.headers


def test_the_slow_page_holds_nobody_up(visitor: Visitor, other: Visitor) -> None:
    async def race() -> list[str]:
        finished = []

        async def fetch(who: Visitor, path: str) -> None:
            await asyncio.to_thread(who.get, path)
            finished.append(path)

        await asyncio.gather(fetch(visitor, "/slow"), fetch(other, "/login"))
        return finished

    begun = time.perf_counter()
    assert asyncio.run(race()) == ["/login", "/slow"]
    assert time.perf_counter() - begun >= 0.5
    assert visitor.facts()["slow_pages"] == 1


def test_other_addresses(visitor: Visitor) -> None:
    answer = visitor.get("/old-catalog")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/search")
    answer = visitor.get("/nowhere")
    assert (answer.status_code, "We could not find that" in answer.text) == (404, True)
    assert visitor.get("/product/palm").status_code == 404
    assert visitor.get("/logout").status_code == 405
    assert visitor.get("/favicon.ico").headers["Content-Type"] == "image/svg+xml"
    assert visitor.get("/testers.csv").text.startswith("username,password\ntester001,secret-001\n")
    assert visitor.get("/api/suggest?q=lav").json() == {
        "query": "lav",
        "suggestions": [{"name": "Lavender", "href": "/product/lavender"}],
    }
    assert visitor.facts()["pages"] == 0


def test_the_stock_is_told_over_a_websocket(visitor: Visitor) -> None:
    async def watch() -> list[dict[str, object]]:
        address = f"{visitor.url.replace('http', 'ws')}/live/stock"
        socket = await websocket_connect(address, connect_timeout=TIMEOUT_S)

        async def ask(message: str, answers: int = 1) -> list[dict[str, object]]:
            async with asyncio.timeout(TIMEOUT_S):
                await socket.write_message(message)
                return [json.loads(await socket.read_message() or "") for _ in range(answers)]

        told = await ask('{"subscribe": "monstera"}', answers=4)
        for message in ("nonsense", '{"subscribe": "palm"}', '{"unsubscribe": "monstera"}'):
            told += await ask(message)
        socket.close()
        return told

    told = asyncio.run(watch())
    assert told[0] == {"subscribed": "monstera"}
    assert [(news["product"], news["update"]) for news in told[1:4]] == [("monstera", n) for n in (1, 2, 3)]
    assert all(isinstance(news["stock"], int) for news in told[1:4])
    assert [set(news) for news in told[4:]] == [{"error"}, {"error"}, {"unsubscribed"}]
    assert visitor.facts().items() >= {"websocket_connections": 1, "websocket_messages": 4}.items()
