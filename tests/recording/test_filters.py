"""Whose hosts are kept, what is static, what the browser did by itself."""

from __future__ import annotations

import pytest

from loadstudio.http_types.message import Request
from loadstudio.recording.filters import classify_hosts, is_browser_traffic, is_missing_favicon, is_static
from tests.support.exchanges import a_recording, an_entry


def test_hosts_are_judged_by_the_site_that_was_recorded() -> None:
    recording = a_recording(
        an_entry("https://staging.fern.example.co.uk/", navigates=True, status=302),
        an_entry("https://login.idp.example.com/authorize", navigates=True),
        an_entry("https://staging.fern.example.co.uk/a", at_ms=1),
        an_entry("https://api.example.co.uk/v2", at_ms=2),
        an_entry("https://cdn.idp.example.com/x.js", at_ms=2),
        an_entry("https://analytics.other.net/collect", at_ms=3),
        an_entry("https://www.google-analytics.com/g/collect", at_ms=3),
        an_entry("https://o17.ingest.sentry.io/api", at_ms=3),
        an_entry("https://fonts.cdn.other.org/inter.woff2", at_ms=3),
        an_entry("https://update.googleapis.com/service/update2", at_ms=3),
        start_url="https://staging.fern.example.co.uk/",
    )
    assert [(found.name, found.requests, found.kept, found.reason) for found in classify_hosts(recording)] == [
        ("staging.fern.example.co.uk", 2, True, "the site itself"),
        ("login.idp.example.com", 1, True, "the site itself"),
        ("api.example.co.uk", 1, True, "same site"),
        ("cdn.idp.example.com", 1, True, "same site"),
        ("analytics.other.net", 1, False, "tracking"),
        ("www.google-analytics.com", 1, False, "tracking"),
        ("o17.ingest.sentry.io", 1, False, "error reports"),
        ("fonts.cdn.other.org", 1, False, "other company"),
        ("update.googleapis.com", 1, False, "the browser itself"),
    ]


def test_a_site_on_this_computer_keeps_all_of_this_computer_and_no_start_address_means_the_first_page() -> None:
    recording = a_recording(
        an_entry("http://localhost:8000/", navigates=True),
        an_entry("http://127.0.0.1:9000/api", at_ms=1),
        an_entry("http://cdn.example.com/x.js", at_ms=1),
    )
    assert {found.name: (found.kept, found.reason) for found in classify_hosts(recording)} == {
        "localhost:8000": (True, "the site itself"),
        "127.0.0.1:9000": (True, "same computer"),
        "cdn.example.com": (False, "other company"),
    }


@pytest.mark.parametrize(
    ("wanted", "kind", "static"),
    [
        ("image", "image/svg+xml", True),
        ("script", "text/html", True),
        ("document", "text/css", False),
        ("empty", "application/json", False),
        ("empty", "image/png", True),
        ("empty", "application/vnd.api+json", False),
        ("empty", "text/event-stream", False),
        ("", "font/woff2", True),
        ("", "application/javascript; charset=utf-8", True),
        ("", "application/atom+xml", False),
        ("", "text/html", False),
    ],
)
def test_static_is_what_the_browser_wanted_it_for_and_then_what_came(wanted: str, kind: str, static: bool) -> None:
    headers = (("Sec-Fetch-Dest", wanted),) if wanted else ()
    assert is_static(an_entry("https://shop.example/x", headers=headers, kind=kind)) is static


def test_what_is_sent_is_never_static() -> None:
    assert not is_static(an_entry("https://shop.example/x", method="POST", kind="image/png"))
    assert is_static(an_entry("https://shop.example/x", resource_type="stylesheet", kind=""))


def test_the_browsers_own_traffic_is_known_unless_the_site_is_the_browsers_maker() -> None:
    update = Request(method="POST", url="https://clients2.google.com/service/update2")
    assert is_browser_traffic(update, "https://shop.example/")
    assert not is_browser_traffic(update, "https://www.google.com/")
    assert is_browser_traffic(Request(method="POST", url="https://accounts.google.com/ListAccounts?gpsia=1"))
    assert not is_browser_traffic(Request(method="GET", url="https://accounts.google.com/signin"))


def test_a_favicon_that_is_not_there_is_no_failure_of_the_site() -> None:
    assert is_missing_favicon(an_entry("https://shop.example/favicon.ico", status=404))
    assert not is_missing_favicon(an_entry("https://shop.example/favicon.ico", status=200))
    assert not is_missing_favicon(an_entry("https://shop.example/logo.ico", status=404))
