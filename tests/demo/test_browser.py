"""What the pages do by themselves in a real browser: suggestions, access token, favourites, reviews, live stock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TIMEOUT_MS = 15_000

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome is installed")


@pytest.fixture
def page(shop_url: str) -> Iterator[Page]:
    """A page of the shop; a test fails on anything that the browser's console complains about."""
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(base_url=shop_url)
        page.set_default_timeout(TIMEOUT_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        yield page
        browser.close()
    assert complaints == []


def test_the_script_of_the_pages(page: Page, shop_url: str) -> None:
    page.goto("/login?next=/product/monstera")
    page.fill("[name=username]", "tester042")
    page.fill("[name=password]", "secret-042")
    page.click(".entry button")
    page.wait_for_url("**/product/monstera")
    page.wait_for_selector(".stock.live")
    page.click("[data-favourite]")
    page.wait_for_selector("[data-favourite][aria-pressed=true]")
    page.fill("[name=text]", "<b>Huge</b>")
    page.click("[data-review] button")
    page.wait_for_selector(".reviews li p:text-is('<b>Huge</b>')")
    page.click("nav >> text=Account")
    page.wait_for_selector("[data-favourites] a:text-is('Monstera')")
    page.wait_for_selector("[data-points]:text-is('0')")
    page.locator("[name=q]").press_sequentially("mon", delay=20)
    page.click(".suggestions a:text-is('Monstera')")
    page.wait_for_url("**/product/monstera")
    facts = requests.get(f"{shop_url}/facts", timeout=10).json()
    assert facts.items() >= {"favourites": 1, "reviews": 1, "rejected_jwts": 0, "rejected_tokens": 0}.items()
    assert facts["websocket_messages"] >= 1
