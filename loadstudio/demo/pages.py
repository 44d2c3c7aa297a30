"""The pages that anybody may look at: home, search, products, deliveries, old addresses, static files and the facts."""

from __future__ import annotations

import asyncio

from tornado import web

from loadstudio.demo.cart import MOST_OF_ONE_PRODUCT
from loadstudio.demo.catalogue import PRODUCTS, goes_with, search
from loadstudio.demo.handlers import PageHandler, ShopHandler
from loadstudio.demo.people import csv_of_testers

_SLOW_PAGE_S = 0.5
_FEATURED = PRODUCTS[:8]


class Home(PageHandler):
    """GET /: what is new."""

    def get(self) -> None:
        """Show some products."""
        self.show("home.html", products=_FEATURED)


class Search(PageHandler):
    """GET /search?q=WORDS: the products that fit, or all of them."""

    def get(self) -> None:
        """Show what was found."""
        words = self.get_query_argument("q", "")[:100]
        self.shop.facts.searches += bool(words)
        self.show("search.html", words=words, products=search(words))


class ProductPage(PageHandler):
    """GET /product/SLUG: one product with a form that puts it into the cart."""

    def get(self, slug: str) -> None:
        """Show the product; the form's token is good for this product and one use."""
        product = self.shop.product(slug)
        user = self.visit.user
        self.show(
            "product.html",
            product=product,
            stock=self.shop.stock[slug],
            most=MOST_OF_ONE_PRODUCT,
            form_token=self.visit.form_tokens.issue(f"cart:{slug}"),
            reviews=self.shop.latest_reviews(product),
            favourite=user is not None and slug in self.shop.account(user).favourites,
            others=goes_with(product),
        )


class Deliveries(PageHandler):
    """GET /slow: a page that takes its time, without holding up anybody else."""

    async def get(self) -> None:
        """Show the delivery times after half a second."""
        await asyncio.sleep(_SLOW_PAGE_S)
        self.shop.facts.slow_pages += 1
        self.show("deliveries.html")


class OldCatalogue(ShopHandler):
    """GET /old-catalog: an address that moved."""

    def get(self) -> None:
        """Lead to where it is now, for good."""
        self.redirect("/search", status=301)


class Asset(ShopHandler):
    """GET /static/NAME: a file, compressed when the browser takes that, or 304 when it has it already."""

    def get(self, name: str) -> None:
        """Answer the file."""
        file = self.site.files.find(name)
        if file is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", file.media_type)
        self.set_header("Cache-Control", "public, max-age=600")
        self.set_header("Etag", file.etag)
        self.set_header("Vary", "Accept-Encoding")
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
        elif file.gzipped and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(file.gzipped)
        else:
            self.finish(file.content)

    def head(self, name: str) -> None:
        """Answer the headers of the file."""
        self.get(name)


class Favicon(Asset):
    """GET /favicon.ico: where browsers look unasked."""

    def get(self, name: str = "favicon.svg") -> None:
        """Answer the shop's mark."""
        super().get(name)


class Testers(ShopHandler):
    """GET /testers.csv: the log-ins for load tests, ready to be a data source."""

    def get(self) -> None:
        """Answer the CSV as a download."""
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", 'attachment; filename="users.csv"')
        self.finish(csv_of_testers())


class FactsPage(ShopHandler):
    """GET /facts: what really happened; see `facts` for the keys."""

    def get(self) -> None:
        """Answer the counts."""
        self.answer_json(self.shop.facts.as_json())


class FactsReset(ShopHandler):
    """POST /facts/reset: begin to count anew."""

    def post(self) -> None:
        """Set the counts to zero and answer them."""
        self.shop.facts.reset()
        self.answer_json(self.shop.facts.as_json())
