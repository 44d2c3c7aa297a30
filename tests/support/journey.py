"""What a person does in the demo shop, done in a real browser: log in, search, put into the cart, order, log out.

The browser is the one that the recorder opened; it is driven through its DevTools port. As a program of its own
(`python -m tests.support.journey DEVTOOLS USER PASSWORD`) it leaves the caller's process alone.
"""

from __future__ import annotations

import sys

from playwright.sync_api import Page, sync_playwright

_TIMEOUT_MS = 20_000


def shop_in_browser(devtools: str, *, user: str, password: str, word: str = "fern", pause_ms: int = 300) -> None:
    """Walk once through the shop in the browser behind `devtools`; `pause_ms` is the time to think before an action."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(devtools, timeout=_TIMEOUT_MS)
        page = browser.contexts[0].pages[0]
        page.set_default_timeout(_TIMEOUT_MS)
        page.wait_for_load_state("load")
        _Person(page, pause_ms).shop(user, password, word)


class _Person:
    """Clicks and types like one; each action waits for the page that it leads to."""

    def __init__(self, page: Page, pause_ms: int) -> None:
        self._page = page
        self._pause_ms = pause_ms

    def shop(self, user: str, password: str, word: str) -> None:
        page = self._page
        self._go("nav >> text=Log in", "**/login*")
        page.fill("input[name=username]", user)
        page.fill("input[name=password]", password)
        self._go(".entry button:has-text('Log in')", "**/account")
        page.wait_for_selector("[data-points]:not(:text('–'))")
        self._think()
        page.locator("input[name=q]").press_sequentially(word, delay=60)
        self._think()
        with page.expect_navigation(url="**/search?q=*"):
            page.keyboard.press("Enter")
        self._go("ul.grid a >> nth=0", "**/product/*")
        self._go("button:has-text('Add to cart')", "**/cart")
        self._go("text=Go to checkout", "**/checkout")
        for name, typed in (("street", "Moss Lane 7"), ("postcode", "10115"), ("city", "Berlin")):
            page.fill(f"input[name={name}]", typed)
        self._go("button:has-text('Place order')", "**/orders/*")
        page.wait_for_selector("h1:has-text('Thank you')")
        self._go("button:has-text('Log out')", "**/")
        self._think()

    def _go(self, selector: str, address: str) -> None:
        self._think()
        with self._page.expect_navigation(url=address):
            self._page.click(selector)

    def _think(self) -> None:
        self._page.wait_for_timeout(self._pause_ms)


if __name__ == "__main__":
    shop_in_browser(sys.argv[1], user=sys.argv[2], password=sys.argv[3])
