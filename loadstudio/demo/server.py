"""The web server around the shop: which address is answered by what, and the socket it listens on."""

from __future__ import annotations

import logging
import ssl
from pathlib import Path
from typing import Any

from tornado import httpserver, netutil, template, web

from loadstudio.base.errors import LoadStudioError
from loadstudio.demo import account, api, checkout, pages
from loadstudio.demo.handlers import NoSuchPage, Site
from loadstudio.demo.live import StockSocket
from loadstudio.demo.shop import Shop
from loadstudio.demo.static_files import StaticFiles

_HOST = "127.0.0.1"
_BACKLOG = 1_024
_LARGEST_BODY_BYTES = 8_000_000
_HERE = Path(__file__).parent


def make_application(shop: Shop, secure: bool = False) -> web.Application:
    """Return the web application; `secure` marks the session cookie for https only."""
    templates = template.Loader(str(_HERE / "templates"))
    site = Site(shop=shop, templates=templates, files=StaticFiles(_HERE / "static"), secure=secure)
    shared: dict[str, Any] = {"site": site}
    routes = [(pattern, handler, shared) for pattern, handler in _ROUTES]
    return web.Application(
        [*routes, (r"/live/stock", StockSocket, {"shop": shop})],
        default_handler_class=NoSuchPage,
        default_handler_args=shared,
        log_function=_log_nothing,
        websocket_ping_interval=30,
    )


def listen(port: int, tls: ssl.SSLContext | None = None) -> tuple[httpserver.HTTPServer, str]:
    """Open the shop on the loopback address and return the server with its URL. Raises LoadStudioError.

    Port 0 takes any free one. An event loop has to be running.
    """
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # a broken request is the client's news, not ours
    try:
        sockets = netutil.bind_sockets(port, _HOST, backlog=_BACKLOG)
    except OSError as error:
        raise LoadStudioError(
            f"The demo shop cannot listen on port {port}: {error.strerror}. Choose another port, or 0 for any free one."
        ) from error
    application = make_application(Shop(), secure=tls is not None)
    server = httpserver.HTTPServer(application, ssl_options=tls, max_body_size=_LARGEST_BODY_BYTES)
    server.add_sockets(sockets)
    scheme = "https" if tls else "http"
    return server, f"{scheme}://{_HOST}:{sockets[0].getsockname()[1]}"


def _log_nothing(handler: web.RequestHandler) -> None:
    """Stay quiet: under load, a line for each request would be most of the work."""


_ROUTES: tuple[tuple[str, type[web.RequestHandler]], ...] = (
    (r"/", pages.Home),
    (r"/login", account.LogIn),
    (r"/logout", account.LogOut),
    (r"/account", account.AccountPage),
    (r"/account/picture", account.AccountPicture),
    (r"/search", pages.Search),
    (r"/product/([a-z-]+)", pages.ProductPage),
    (r"/cart", checkout.CartPage),
    (r"/cart/items", checkout.CartItems),
    (r"/cart/items/([a-z-]+)/remove", checkout.CartItemRemoval),
    (r"/cart/([0-9a-z]+)/(?:checkout|orders)", checkout.Checkout),
    (r"/orders/([0-9A-Z-]+)", checkout.OrderPage),
    (r"/api/suggest", api.Suggestions),
    (r"/api/token", api.Token),
    (r"/api/account", api.AccountDetails),
    (r"/api/favourites/([a-z-]+)", api.Favourite),
    (r"/api/reviews", api.Reviews),
    (r"/api/reviews/([0-9a-z-]+)", api.ReviewDetails),
    (r"/static/(.+)", pages.Asset),
    (r"/favicon\.ico", pages.Favicon),
    (r"/slow", pages.Deliveries),
    (r"/old-catalog", pages.OldCatalogue),
    (r"/testers\.csv", pages.Testers),
    (r"/facts", pages.FactsPage),
    (r"/facts/reset", pages.FactsReset),
)
