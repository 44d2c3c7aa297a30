"""What every answer of the shop shares: the visit behind the cookie, pages from templates, refusals as answers."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import quote

import msgspec
from tornado import template, web

from loadstudio.demo.catalogue import price
from loadstudio.demo.refusals import LogInNeeded, Refusal
from loadstudio.demo.shop import Shop
from loadstudio.demo.static_files import StaticFiles
from loadstudio.demo.tokens import new_secret
from loadstudio.demo.visits import Visit

SESSION_COOKIE = "fern_session"
VISITOR_COOKIE = "fern_visitor"
_A_YEAR_S = 31_536_000
_WORTH_GZIP_BYTES = 1_000
_POLICY = "default-src 'self'; img-src 'self' data:; script-src 'nonce-{nonce}'; frame-ancestors 'none'"


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What all handlers of one running shop share."""

    shop: Shop
    templates: template.Loader
    files: StaticFiles
    secure: bool


class ShopHandler(web.RequestHandler):
    """A request handler of the shop: refusals become answers, and no answer carries a computed ETag."""

    site: Site
    shop: Shop

    def initialize(self, site: Site) -> None:
        """Take what all handlers share (called by Tornado)."""
        self.site = site
        self.shop = site.shop

    def set_default_headers(self) -> None:
        """Set what stands on every answer."""
        self.set_header("Server", "FernMarket")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> str | None:
        """Dynamic answers have no ETag: hashing each of them would cost time and never match."""
        return None

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log failures of the shop, not refusals."""
        if not isinstance(value, Refusal):
            super().log_exception(typ, value, tb)

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Answer a refusal with its own status."""
        problem = kwargs.get("exc_info", (None, None, None))[1]
        super().send_error(problem.status if isinstance(problem, Refusal) else status_code, **kwargs)

    def answer_json(self, value: object, status: int = 200) -> None:
        """Answer one JSON value."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(msgspec.json.encode(value))

    def find_visit(self) -> Visit | None:
        """Return the visit that the session cookie names, or None."""
        cookie = self.get_cookie(SESSION_COOKIE)
        return self.shop.visits.find(cookie) if cookie else None


class PageHandler(ShopHandler):
    """A handler that answers HTML; every visitor has a session from the first page on."""

    visit: Visit

    def prepare(self) -> None:
        """Find the visit behind the cookie, or begin one."""
        self.visit = self.find_visit() or self._begin_visit()

    def keep(self, visit: Visit) -> None:
        """Make `visit` the one of this browser."""
        self.visit = visit
        self.set_cookie(SESSION_COOKIE, visit.id, httponly=True, samesite="Lax", secure=self.site.secure)

    def show(self, template_name: str, status: int = 200, **values: Any) -> None:
        """Answer the page made by a template; `values` are what it shows besides the frame around it."""
        nonce = new_secret()
        html = self.site.templates.load(template_name).generate(
            visit=self.visit, nonce=nonce, asset=self.site.files.address, price=price, **values
        )
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", _POLICY.format(nonce=nonce))
        self.set_header("Vary", "Accept-Encoding, Cookie")
        if len(html) >= _WORTH_GZIP_BYTES and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            html = gzip.compress(html, compresslevel=1, mtime=0)
        self.shop.facts.pages += status == 200
        self.finish(html)

    def field(self, name: str) -> str:
        """Return a field of the submitted form, without blanks around it; empty when it is missing."""
        return self.get_body_argument(name, "")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer an error page, or lead to the log-in when that is what is missing."""
        problem = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(problem, LogInNeeded):
            after = self.request.path if self.request.method == "GET" else "/cart"
            self.redirect(f"/login?next={quote(after)}", status=303)
            return
        title, sentence = _SENTENCES.get(status_code, _SENTENCES[500])
        if isinstance(problem, Refusal):
            title, sentence = problem.title, str(problem)
        if not hasattr(self, "visit"):
            self.visit = Visit()
        self.show("problem.html", status_code, title=title, sentence=sentence)

    def _begin_visit(self) -> Visit:
        visit = self.shop.visits.begin()
        self.keep(visit)
        if self.get_cookie(VISITOR_COOKIE) is None:
            self.shop.facts.visitors += 1
            self.set_cookie(VISITOR_COOKIE, new_secret(), max_age=_A_YEAR_S, samesite="Lax")
        return visit


class NoSuchPage(PageHandler):
    """Every address that nothing else answers."""

    def prepare(self) -> None:
        """Answer 404, whatever the method; no session begins here."""
        self.visit = self.find_visit() or Visit()
        raise web.HTTPError(404)


_SENTENCES = {
    400: ("We did not understand that", "The request is incomplete or malformed."),
    404: ("We could not find that", "There is no such page in this shop."),
    405: ("That does not work here", "This page does not take such a request."),
    500: ("Something broke", "The shop made a mistake. Please try again."),
}
