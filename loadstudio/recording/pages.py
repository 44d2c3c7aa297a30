"""When a step begins: at each navigation of the browser's own window, unless it is a redirect of the one before.

The same rules serve a recording in progress and an imported HAR without pages. Nothing here reads or writes files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urljoin

import msgspec

from loadstudio.http_types.headers import get
from loadstudio.http_types.message import Request, Response
from loadstudio.http_types.url import authority, split
from loadstudio.recording.entry import CLOCK_SLACK_US, Entry, Page
from loadstudio.recording.page_titles import SiteNames, html_title, title_from_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEPING_METHOD = frozenset({307, 308})
_FOLLOWED_WITHIN_US = 5_000_000
_FRAME_WITHIN_US = 1_000_000
_QUIET_US = 2_000_000


def is_navigation(request: Request, resource_type: str = "") -> bool:
    """Tell whether the browser loaded a page into its own window (not into a frame, not ahead of time).

    Browsers say so on https and localhost (`Sec-Fetch-*`, Fetch Metadata of W3C). On plain http elsewhere they only ask
    for HTML; there `resource_type`, where the file has one, decides, and frames cannot be told from pages.
    """
    headers = request.headers
    if "prefetch" in get(headers, "sec-purpose") + get(headers, "purpose"):
        return False
    destination, mode = get(headers, "sec-fetch-dest"), get(headers, "sec-fetch-mode")
    if destination or mode:
        return destination == "document" and mode == "navigate"
    if resource_type:
        return resource_type == "document"
    return get(headers, "upgrade-insecure-requests") == "1" and "text/html" in get(headers, "accept")


class _Redirect(NamedTuple):
    """A redirect that the browser has not followed yet."""

    page_id: str
    status: int
    told_us: int

    def leads_to(self, request: Request, started_us: int) -> bool:
        """Tell whether a request to its address follows it: at once, and a sent form is followed by no other."""
        as_asked = request.method in ("GET", "HEAD") or self.status in _KEEPING_METHOD
        return as_asked and started_us - self.told_us < _FOLLOWED_WITHIN_US


class StepTracker:
    """Gives each request its page, in the order of what happens. Times are microseconds since the epoch."""

    def __init__(self, new_page_id: Callable[[], str]) -> None:
        self._new_page_id = new_page_id
        self._pages: dict[str, Page] = {}
        self._titles: dict[str, str] = {}
        self._are_titles_new = False
        self._current = ""
        self._awaits_navigation = False
        self._first_title = ""
        self._redirects: dict[str, _Redirect] = {}
        self._document_url = ""
        self._document_ended_us: int | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages so far, in order of their start."""
        self._retitle_all()
        return tuple(self._pages.values())

    @property
    def current(self) -> Page | None:
        """The page to which requests belong that start now, or None before the first."""
        self._retitle_all()
        return self._pages.get(self._current)

    def page(self, page_id: str) -> Page:
        """Return a page with its present title."""
        self._retitle_all()
        return self._pages[page_id]

    def request_started(self, request: Request, started_us: int, resource_type: str = "") -> str:
        """Return the id of the page to which the request belongs; a navigation may begin a new one."""
        if not is_navigation(request, resource_type) or self._is_frame(request, started_us):
            return self._current or self._begin(title_from_url(request.url), started_us).id
        redirect = self._redirects.pop(_redirect_key(request.url), None)
        self._document_url, self._document_ended_us = request.url, None
        if redirect is not None and redirect.leads_to(request, started_us):
            return redirect.page_id
        if not (self._current and self._awaits_navigation):
            return self._begin(title_from_url(request.url), started_us).id
        self._awaits_navigation = False
        page = self._pages[self._current]
        if not page.title:
            self._retitle(page.id, title_from_url(request.url))
        return page.id

    def answer_began(
        self, page_id: str, request: Request, response: Response, began_us: int, resource_type: str = ""
    ) -> bool:
        """Learn from the head of an answer where a redirect leads, and tell whether it is one: the browser may follow
        it before anybody sees its end.
        """
        location = get(response.headers, "location")
        if not (location and response.status in _REDIRECTS and is_navigation(request, resource_type)):
            return False
        self._redirects[_redirect_key(urljoin(request.url, location))] = _Redirect(page_id, response.status, began_us)
        return True

    def response_ended(
        self, page_id: str, request: Request, response: Response, ended_us: int, resource_type: str = ""
    ) -> None:
        """Learn where a redirect leads, and the title of a page."""
        if not is_navigation(request, resource_type):
            return
        if self.answer_began(page_id, request, response, ended_us, resource_type):
            return
        if request.url != self._document_url:
            return  # a frame, or a page that the person left before it came
        self._document_ended_us = ended_us
        title = html_title(response)
        if title and not self._pages[page_id].named:
            self._titles[page_id] = title
            self._are_titles_new = True

    def next_step(self, title: str, now_us: int) -> Page:
        """Begin a step by hand. The first navigation after it belongs to it; with no title it takes that page's."""
        page = self._begin(title, now_us, named=bool(title))
        self._awaits_navigation = True
        return page

    def name_step(self, title: str) -> Page | None:
        """Rename the current step; before the first one, the title waits for it and None is returned."""
        if not self._current:
            self._first_title = title
            return None
        page = msgspec.structs.replace(self._pages[self._current], title=title, named=True)
        self._pages[page.id] = page
        return page

    def _begin(self, title: str, started_us: int, *, named: bool = False) -> Page:
        if self._first_title and not self._pages:
            title, named = self._first_title, True
        page = Page(id=self._new_page_id(), title=title, started_us=started_us, named=named)
        self._pages[page.id] = page
        self._current = page.id
        self._awaits_navigation = False
        return page

    def _retitle(self, page_id: str, title: str) -> None:
        page = self._pages[page_id]
        if not page.named and page.title != title:
            self._pages[page_id] = msgspec.structs.replace(page, title=title)

    def _retitle_all(self) -> None:
        """Leave the site's name out, now that somebody asks: with each new title others may lose it."""
        if self._are_titles_new:
            self._are_titles_new = False
            names = SiteNames(self._titles.values())
            for page_id, title in self._titles.items():
                self._retitle(page_id, names.without(title))

    def _is_frame(self, request: Request, started_us: int) -> bool:
        """Guess where the browser does not say: what a page asks for as soon as it came, no person clicked."""
        if get(request.headers, "sec-fetch-dest") or not self._document_url:
            return False
        if _redirect_key(request.url) in self._redirects or get(request.headers, "referer") != self._document_url:
            return False
        return self._document_ended_us is None or started_us - self._document_ended_us < _FRAME_WITHIN_US


def group_pages(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Page, ...]]:
    """Return the entries in order of their start, each with its page, and the pages.

    Where no entry is a navigation (an app, a script), a silence of two seconds begins a new page.
    """
    ordered = sorted(entries, key=lambda entry: entry.started_us)
    numbers = count(1)
    tracker = StepTracker(lambda: f"page-{next(numbers)}")
    by_silence = not any(is_navigation(entry.request, entry.resource_type) for entry in ordered)
    under_way: list[tuple[int, int]] = []  # a heap of (end, index in `ordered`)
    page_ids: list[str] = []
    busy_until_us = 0
    for index, entry in enumerate(ordered):
        while under_way and under_way[0][0] <= entry.started_us + CLOCK_SLACK_US:
            _, ended = heappop(under_way)
            _tell_ended(tracker, ordered[ended], page_ids[ended])
        if by_silence and page_ids and entry.started_us - busy_until_us >= _QUIET_US:
            tracker.next_step(title_from_url(entry.request.url), entry.started_us)
        page_ids.append(tracker.request_started(entry.request, entry.started_us, entry.resource_type))
        heappush(under_way, (entry.ended_us, index))
        busy_until_us = max(busy_until_us, entry.ended_us)
    for _, ended in sorted(under_way):
        _tell_ended(tracker, ordered[ended], page_ids[ended])
    grouped = tuple(
        msgspec.structs.replace(entry, page_id=page_id) for entry, page_id in zip(ordered, page_ids, strict=True)
    )
    return grouped, tuple(msgspec.structs.replace(page, named=False) for page in tracker.pages)


def _tell_ended(tracker: StepTracker, entry: Entry, page_id: str) -> None:
    if entry.response is not None:
        tracker.response_ended(page_id, entry.request, entry.response, entry.ended_us, entry.resource_type)


def _redirect_key(url: str) -> str:
    """Return the address as a browser asks for it: no fragment, lower-case host, spaces and letters escaped."""
    bare = urldefrag(url).url
    try:
        parts = split(bare)
    except ValueError:
        return bare
    query = "" if parts.query is None else f"?{parts.query}"
    return f"{parts.scheme}://{authority(parts)}" + quote(parts.path + query, safe="/?:@!$&'()*+,;=%~-._[]")
