"""A recording as a scenario, word for word: steps from its pages, think times from its gaps, only the site's own hosts.

No value is dynamic yet and no text a template; `propose` and `apply` see to that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import msgspec

from loadstudio.authoring.drafting.draft_request import request_of
from loadstudio.authoring.drafting.script_cookies import Pair, cookies_set, script_cookies
from loadstudio.authoring.drafting.server_log_ins import ServerLogIn, found_log_ins
from loadstudio.base.errors import InvalidInput
from loadstudio.base.ids import new_id
from loadstudio.base.progress import Progress, silent, told
from loadstudio.http_types.body import media_type
from loadstudio.http_types.headers import get
from loadstudio.http_types.url import host_name, split
from loadstudio.recording.entry import Entry, Page, Recording
from loadstudio.recording.filters import classify_hosts, is_missing_favicon, is_static
from loadstudio.scenario.model import Field, Host, HttpRequest, Node, Step, ThinkTime

_SHORTEST_PAUSE_S = 0.05
_SHORTEST_PAUSE_IN_STEP_S = 1.0
_BACKGROUND_TYPES = frozenset({"ping", "report", "websocket", "eventsource"})


class Draft(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What is replayed. `entries[i]` is the recorded exchange of `requests[i]`, which stands in one of the steps.

    `log_ins` are those that the server asked for, by the request's number; such a request has no Authorization field.
    `skipped` are sentences about what cannot be replayed; answers to that had `set_elsewhere` cookies, of these names
    and values.
    """

    hosts: tuple[Host, ...]
    steps: tuple[Step, ...]
    requests: tuple[HttpRequest, ...]
    entries: tuple[Entry, ...]
    skipped: tuple[str, ...] = ()
    log_ins: Mapping[int, ServerLogIn] = MappingProxyType({})
    set_elsewhere: frozenset[Pair] = frozenset()

    def step_of(self, request: HttpRequest) -> Step:
        """Return the step in which a request stands."""
        return self._steps_by_part[request.id]

    @cached_property
    def _steps_by_part(self) -> Mapping[str, Step]:
        return {node.id: step for step in self.steps for node in step.children}


def draft_of(recording: Recording, keep_hosts: Collection[str] = (), progress: Progress = silent) -> Draft:
    """Return the recording as steps and requests; `progress` is told the share done. Raises InvalidInput when nothing
    in it can be replayed.
    """
    usable = _usable(recording)
    hosts = _hosts(msgspec.structs.replace(recording, entries=usable), keep_hosts)
    kept_names = {host.name for host in hosts if host.kept}
    first_party = [entry for entry in usable if host_name(entry.request.url) in kept_names]
    answered = [entry for entry in first_party if not _why_not(entry)]
    found = found_log_ins(answered)
    replayed = [entry for entry in answered if entry.id not in found.tries]
    if not replayed:
        raise InvalidInput("The recording holds no request to a site that can be replayed. Record the site again.")
    kept = {entry.id for entry in replayed}
    set_elsewhere = frozenset(cookies_set(entry for entry in recording.entries if entry.id not in kept))
    cookies = script_cookies(replayed, set_elsewhere)
    requests: list[HttpRequest] = []
    entries: list[Entry] = []
    steps: list[Step] = []
    notes = _notes(recording, replayed)
    for page, of_page, next_started_us in told(tuple(_pages(recording.pages, replayed)), progress):
        drafted = [
            _with_cookies(_drafted(entry, page, is_logged_in=entry.id in found.by_entry), cookies.get(entry.id, ()))
            for entry in of_page
        ]
        requests += drafted
        entries += of_page
        children = (*_with_pauses(drafted, of_page), *_pause(_gap_s(of_page, next_started_us)))
        name = page.title.strip() or drafted[0].name
        steps.append(Step(id=new_id("step"), name=name, children=children, note=notes.get(page.id, "")))
    return Draft(
        hosts=hosts,
        steps=_distinct(steps),
        requests=tuple(requests),
        entries=tuple(entries),
        skipped=(*_skipped(first_party), *map(_unknown_log_in, found.unknown)),
        log_ins={place: found.by_entry[entry.id] for place, entry in enumerate(entries) if entry.id in found.by_entry},
        set_elsewhere=set_elsewhere,
    )


def _drafted(entry: Entry, page: Page, *, is_logged_in: bool) -> HttpRequest:
    request = request_of(entry, static=is_static(entry), step_started_us=page.started_us)
    if not is_logged_in:
        return request
    headers = tuple(field for field in request.headers if field.name.lower() != "authorization")
    return msgspec.structs.replace(request, headers=headers)


def _with_cookies(request: HttpRequest, cookies: Sequence[Pair]) -> HttpRequest:
    """Return a request with the cookies of a page's script; what is static does without."""
    if not cookies or request.static:
        return request
    line = "; ".join(f"{name}={value}" for name, value in cookies)
    return msgspec.structs.replace(request, headers=(*request.headers, Field(name="Cookie", value=line)))


def _unknown_log_in(name: str) -> str:
    return (
        f"The site asks the browser for a log-in by {name}, which cannot be replayed: those requests will be refused."
    )


def _usable(recording: Recording) -> tuple[Entry, ...]:
    """Return the entries in order of their start without those that are no requests to a web address."""
    kept: list[Entry] = []
    for entry in sorted(recording.entries, key=lambda entry: entry.started_us):
        try:
            split(entry.request.url)
        except ValueError:
            continue  # data:, blob:, chrome-extension: and the like
        if entry.request.method != "CONNECT" and not is_missing_favicon(entry):
            kept.append(entry)
    return tuple(kept)


def _hosts(recording: Recording, keep_hosts: Collection[str]) -> tuple[Host, ...]:
    wanted = {name.strip().lower() for name in keep_hosts}
    hosts: list[Host] = []
    for found in classify_hosts(recording):
        asked_for = found.name in wanted or found.name.rpartition(":")[0] in wanted
        reason = "kept by you" if asked_for and not found.kept else found.reason
        kept = found.kept or asked_for
        hosts.append(Host(name=found.name, kept=kept, reason=reason, requests=found.requests))
    return tuple(hosts)


def _why_not(entry: Entry) -> str:
    """Return what an entry is when it cannot be replayed, or ''."""
    response = entry.response
    if entry.resource_type == "websocket" or (response is not None and response.status == 101):
        return "websocket"
    if split(entry.request.url).scheme in ("ws", "wss"):
        return "websocket"
    if response is None:
        return "unanswered"
    if media_type(response.headers) == "text/event-stream" or entry.resource_type == "eventsource":
        return "event stream"
    return ""


def _skipped(entries: Iterable[Entry]) -> tuple[str, ...]:
    counts = Counter(reason for entry in entries if (reason := _why_not(entry)))
    first = {reason: entry.request.url for entry in reversed(tuple(entries)) if (reason := _why_not(entry))}
    told = {
        "websocket": "Open connections of a page (WebSockets) stay out of the load: {count}, for example {url}.",
        "event stream": "News that a page waits for (event streams) stay out of the load: {count}, for example {url}.",
        "unanswered": "Requests without an answer stay out of the load: {count}, for example {url}.",
    }
    found = [
        sentence.format(count=counts[reason], url=first[reason]) for reason, sentence in told.items() if counts[reason]
    ]
    if any(message.direction == "send" for entry in entries for message in entry.websocket_messages):
        found.append("What the page sent through its WebSockets does not reach the site.")
    return tuple(found)


def _pages(pages: tuple[Page, ...], entries: Iterable[Entry]) -> Iterable[tuple[Page, list[Entry], int | None]]:
    """Yield each page that has requests with them and the start of the next one's first request."""
    by_page: dict[str, list[Entry]] = {}
    for entry in entries:
        by_page.setdefault(entry.page_id, []).append(entry)
    known = {page.id: page for page in pages}
    for page_id, of_page in by_page.items():
        known.setdefault(page_id, Page(id=page_id, title="", started_us=of_page[0].started_us))
    ordered = sorted((known[page_id] for page_id in by_page), key=lambda page: by_page[page.id][0].started_us)
    starts = [by_page[page.id][0].started_us for page in ordered]
    for page, next_started_us in zip(ordered, (*starts[1:], None), strict=True):
        yield page, by_page[page.id], next_started_us


def _notes(recording: Recording, replayed: Iterable[Entry]) -> dict[str, str]:
    """Return what the person wrote down, by page; of a page without requests it stands with the page before."""
    kept = {entry.page_id for entry in replayed}
    texts: dict[str, list[str]] = {}
    place = next((page.id for page in recording.pages if page.id in kept), "")
    standing: dict[str, str] = {}
    for page in recording.pages:
        place = page.id if page.id in kept else place
        standing[page.id] = place
    for note in recording.notes:
        if note.text.strip():
            texts.setdefault(standing.get(note.page_id, place), []).append(" ".join(note.text.split()))
    return {page_id: "; ".join(of_page) for page_id, of_page in texts.items()}


def _gap_s(entries: Iterable[Entry], next_started_us: int | None) -> float:
    """Return the seconds between the last activity that the person saw and the next step; 0 after the last step."""
    if next_started_us is None:
        return 0.0
    seen = [entry.ended_us for entry in entries if _is_foreground(entry) and entry.ended_us <= next_started_us]
    return (next_started_us - max(seen)) / 1e6 if seen else 0.0


def _is_foreground(entry: Entry) -> bool:
    return entry.resource_type not in _BACKGROUND_TYPES and "prefetch" not in get(entry.request.headers, "sec-purpose")


def _pause(seconds: float) -> tuple[ThinkTime, ...]:
    if seconds < _SHORTEST_PAUSE_S:
        return ()
    return (ThinkTime(id=new_id("think"), seconds=round(seconds, 3)),)


def _with_pauses(requests: Iterable[HttpRequest], entries: Iterable[Entry]) -> Iterable[Node]:
    """Yield the requests of a step with a pause where nothing went on for a while: an app without page loads."""
    busy_until_us: int | None = None
    for request, entry in zip(requests, entries, strict=True):
        gap_s = (entry.started_us - busy_until_us) / 1e6 if busy_until_us is not None else 0.0
        if gap_s >= _SHORTEST_PAUSE_IN_STEP_S:
            yield from _pause(gap_s)
        yield request
        busy_until_us = max(busy_until_us or 0, entry.ended_us)


def _distinct(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Number the steps of one name: each is a row of its own in every table."""
    seen: Counter[str] = Counter()
    taken: set[str] = {step.name for step in steps}
    named: list[Step] = []
    for step in steps:
        seen[step.name] += 1
        name = step.name
        while seen[step.name] > 1 and name in taken:
            name = f"{step.name} {seen[step.name]}"
            seen[step.name] += name in taken
        taken.add(name)
        named.append(msgspec.structs.replace(step, name=name))
    return tuple(named)
