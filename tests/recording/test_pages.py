"""Where steps begin, and what they are called."""

from __future__ import annotations

from itertools import count

import pytest

from loadstudio.http_types.message import Request, Response
from loadstudio.recording.page_titles import SiteNames, title_from_url
from loadstudio.recording.pages import StepTracker, group_pages
from tests.support.exchanges import an_entry

SHOP = "https://shop.example"


def tracker() -> StepTracker:
    numbers = count(1)
    return StepTracker(lambda: f"p{next(numbers)}")


def navigation(path: str, method: str = "GET") -> Request:
    return Request(
        method=method, url=SHOP + path, headers=(("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate"))
    )


def html(title: str) -> Response:
    return Response(status=200, headers=(("content-type", "text/html"),), body=f"<html><title>{title}</title>".encode())


def _form_that_redirects_to_itself(steps: StepTracker) -> tuple[str, Request, Response]:
    steps.request_started(navigation("/new"), 0)
    sent = navigation("/plants", "POST")
    return (
        steps.request_started(sent, 1_000_000),
        sent,
        Response(status=302, headers=(("location", "/plants"),), body=b""),
    )


def test_a_redirect_is_followed_before_its_end_is_seen() -> None:
    steps = tracker()
    page_id, sent, response = _form_that_redirects_to_itself(steps)
    assert steps.answer_began(page_id, sent, response, 1_040_000)
    assert steps.request_started(navigation("/plants"), 1_041_000) == page_id
    assert not steps.answer_began(page_id, navigation("/plants"), html("Plants"), 1_060_000)


def test_a_redirect_that_nobody_followed_leads_no_later_click() -> None:
    steps = tracker()
    page_id, sent, response = _form_that_redirects_to_itself(steps)
    steps.response_ended(page_id, sent, response, 1_040_000)
    assert steps.request_started(navigation("/plants", "POST"), 1_900_000) != page_id
    steps.response_ended(page_id, sent, response, 2_040_000)
    assert steps.request_started(navigation("/plants"), 9_000_000) != page_id


def test_post_redirect_get_is_one_page_and_its_last_document_names_it() -> None:
    entries, pages = group_pages(
        (
            an_entry(SHOP + "/login", navigates=True, answer=b"<title>Log in</title>"),
            an_entry(SHOP + "/app.css", at_ms=60, kind="text/css"),
            an_entry(
                SHOP + "/login",
                at_ms=9000,
                method="POST",
                navigates=True,
                status=303,
                answer_headers=(("Location", "/in?x=a b"),),
            ),
            an_entry(
                SHOP + "/in?x=a%20b",
                at_ms=9050,
                navigates=True,
                status=302,
                answer_headers=(("location", "account#top"),),
            ),
            an_entry(
                SHOP + "/account", at_ms=9120, navigates=True, answer=b"<title> Your\n account &amp; more </title>"
            ),
            an_entry(SHOP + "/api/me", at_ms=9200, kind="application/json"),
        )
    )
    assert [page.title for page in pages] == ["Log in", "Your account & more"]
    first, second = pages
    assert [entry.page_id for entry in entries] == [first.id] * 2 + [second.id] * 4


def test_a_request_belongs_to_the_step_that_was_current_when_it_started() -> None:
    steps = tracker()
    home = navigation("/")
    assert steps.request_started(home, 0) == "p1"
    slow = Request(method="GET", url=SHOP + "/api/slow")
    assert steps.request_started(slow, 10) == "p1"
    steps.next_step("Search", 20)
    steps.response_ended("p1", slow, html("not a page's title"), 30)
    assert steps.request_started(Request(method="GET", url=SHOP + "/api/suggest"), 40) == "p2"
    assert [(page.title, page.named) for page in steps.pages] == [("Home", False), ("Search", True)]


def test_the_first_navigation_after_a_step_by_hand_belongs_to_it_and_the_next_does_not() -> None:
    steps = tracker()
    steps.request_started(navigation("/"), 0)
    steps.next_step("", 10)
    results = navigation("/search?q=boots")
    assert steps.request_started(results, 20) == "p2"
    steps.response_ended("p2", results, html("Results"), 30)
    assert steps.page("p2").title == "Results"
    assert steps.request_started(navigation("/p/1"), 2_000_000) == "p3"


def test_a_title_given_by_the_person_stays() -> None:
    steps = tracker()
    assert steps.name_step("Come in") is None
    home = navigation("/")
    page_id = steps.request_started(home, 0)
    steps.response_ended(page_id, home, html("Fern outfitters"), 50)
    assert steps.page(page_id).title == "Come in"
    assert steps.page(page_id).named


def test_frames_and_pages_fetched_ahead_begin_no_step() -> None:
    steps = tracker()
    plain = (("Upgrade-Insecure-Requests", "1"), ("Accept", "text/html,*/*"))
    home = Request(method="GET", url="http://intranet.example/", headers=plain)
    page_id = steps.request_started(home, 0)
    steps.response_ended(page_id, home, html("Home"), 100_000)
    framed = Request(method="GET", url="http://intranet.example/menu", headers=(*plain, ("Referer", home.url)))
    assert steps.request_started(framed, 150_000) == page_id
    ahead = Request(
        method="GET",
        url=SHOP + "/next",
        headers=(("sec-fetch-dest", "document"), ("sec-fetch-mode", "navigate"), ("sec-purpose", "prefetch;prerender")),
    )
    assert steps.request_started(ahead, 160_000) == page_id
    iframe = Request(
        method="GET", url=SHOP + "/f", headers=(("sec-fetch-dest", "iframe"), ("sec-fetch-mode", "navigate"))
    )
    assert steps.request_started(iframe, 170_000) == page_id
    clicked = Request(method="GET", url="http://intranet.example/news", headers=(*plain, ("Referer", home.url)))
    assert steps.request_started(clicked, 9_000_000) != page_id


def test_without_navigations_a_silence_begins_a_page() -> None:
    api = "https://api.example"
    entries, pages = group_pages(
        (
            an_entry(api + "/v1/orders/17", at_ms=5000, kind="application/json"),
            an_entry(api + "/v1/session", kind="application/json", method="POST"),
            an_entry(api + "/v1/me", at_ms=300, took_ms=0, kind="application/json"),
        )
    )
    assert [page.title for page in pages] == ["Session", "Orders"]
    assert [entry.request.url.rpartition("/v1/")[2] for entry in entries] == ["session", "me", "orders/17"]
    assert [entry.page_id for entry in entries] == ["page-1", "page-1", "page-2"]


def test_the_sites_name_is_left_out_of_titles_once_it_is_known() -> None:
    steps = tracker()
    for at, (path, title) in enumerate([("/", "Fern"), ("/cart", "Cart – Fern"), ("/pay", "Pay | now – Fern")]):
        request = navigation(path)
        page_id = steps.request_started(request, at)
        steps.response_ended(page_id, request, html(title), at)
    assert [page.title for page in steps.pages] == ["Fern", "Cart", "Pay | now"]


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://shop.example/", "Home"),
        ("https://shop.example/products/red-shoes.html?x=1", "Red shoes"),
        ("https://shop.example/orders/4711", "Orders"),
        ("https://shop.example/o/7f3c2a10-5b1e-4c55-9d2c-0a8f6f0e1d2c/edit;jsessionid=1", "Edit"),
        ("https://shop.example/4711", "4711"),
        ("https://shop.example/caf%C3%A9", "Café"),
    ],
)
def test_a_name_from_the_address(url: str, title: str) -> None:
    assert title_from_url(url) == title


def test_a_site_name_at_the_start_goes_too_and_a_lone_title_stays() -> None:
    assert SiteNames(["Fern | Home"]).without("Fern | Cart") == "Cart"
    assert SiteNames(["Cart – Fern"]).without("Cart – Fern") == "Cart – Fern"
    assert SiteNames(["Cart · Fern"]).without("Fern – good plants") == "Fern"
    assert SiteNames(["Fern"]).without("Back-to-school") == "Back-to-school"
