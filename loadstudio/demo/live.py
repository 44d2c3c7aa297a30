"""The WebSocket `/live/stock`: a page subscribes to a product and is told its stock, at first often, later seldom.

From the browser: `{"subscribe": SLUG}` or `{"unsubscribe": SLUG}`. From the server: `{"subscribed": SLUG}`,
`{"unsubscribed": SLUG}`, `{"product": SLUG, "stock": N, "update": 1}` and `{"error": SENTENCE}`.
"""

from __future__ import annotations

import asyncio
from itertools import count

import msgspec
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from loadstudio.demo.refusals import NotFound
from loadstudio.demo.shop import Shop

_FIRST_UPDATES = 3
_SOON_S = 0.3
_LATER_S = 5.0
_SUBSCRIPTIONS = 20


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser sends."""

    subscribe: str = ""
    unsubscribe: str = ""


class StockSocket(WebSocketHandler):
    """One connection; each subscription is a task that ends with it."""

    def initialize(self, shop: Shop) -> None:
        """Take the shop (called by Tornado)."""
        self._shop = shop
        self._subscriptions: dict[str, asyncio.Task[None]] = {}

    def open(self, *_: str, **__: str) -> None:
        """Count the connection."""
        self._shop.facts.websocket_connections += 1

    async def on_message(self, message: str | bytes) -> None:
        """Begin or end a subscription, or say what was wrong with the message."""
        self._shop.facts.websocket_messages += 1
        try:
            await self._grant(msgspec.json.decode(message, type=Wish))
        except (msgspec.DecodeError, UnicodeDecodeError):
            await self._tell({"error": 'Send {"subscribe": "product"}.'})
        except NotFound as problem:
            await self._tell({"error": str(problem)})

    def on_close(self) -> None:
        """End all subscriptions."""
        for task in self._subscriptions.values():
            task.cancel()

    async def _grant(self, wish: Wish) -> None:
        if wish.unsubscribe:
            task = self._subscriptions.pop(wish.unsubscribe, None)
            if task:
                task.cancel()
            await self._tell({"unsubscribed": wish.unsubscribe})
            return
        slug = self._shop.product(wish.subscribe).slug
        await self._tell({"subscribed": slug})
        if slug not in self._subscriptions and len(self._subscriptions) < _SUBSCRIPTIONS:
            self._subscriptions[slug] = asyncio.get_running_loop().create_task(self._report(slug))

    async def _report(self, slug: str) -> None:
        for update in count(1):
            await self._tell({"product": slug, "stock": self._shop.stock[slug], "update": update})
            await asyncio.sleep(_SOON_S if update < _FIRST_UPDATES else _LATER_S)

    async def _tell(self, message: dict[str, object]) -> None:
        try:
            await self.write_message(msgspec.json.encode(message).decode())
        except WebSocketClosedError:
            self.on_close()
