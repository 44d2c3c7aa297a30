"""What of a recording belongs to the load: whose a host is, what is static, what the browser did on its own account."""

from __future__ import annotations

from collections import Counter

import msgspec

from loadstudio.http_types.body import media_type
from loadstudio.http_types.headers import get
from loadstudio.http_types.message import Request
from loadstudio.http_types.url import Url, authority, host_name, is_loopback, registrable_domain, split
from loadstudio.recording.entry import Entry, Recording
from loadstudio.recording.resource_types import type_by_media
from loadstudio.recording.trackers import BROWSER_HOSTS, ERROR_REPORTS, TELLING_WORDS, TRACKERS

_STATIC_TYPES = frozenset(
    {
        "script",
        "style",
        "image",
        "font",
        "audio",
        "video",
        "track",
        "manifest",
        "worker",
        "sharedworker",
        "serviceworker",
    }
)
_DYNAMIC_TYPES = frozenset({"document", "iframe", "frame", "websocket", "eventsource", "preflight", "ping", "report"})
_OF_DEVTOOLS = {"stylesheet": "style", "media": "video", "texttrack": "track"}


class HostFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a host's requests go into the load, and why: `the site itself`, `same site`, `tracking`, ..."""

    name: str
    """`host` or `host:port`, as in `http_types.url.host_name`."""
    kept: bool
    reason: str
    requests: int


def classify_hosts(recording: Recording) -> tuple[HostFinding, ...]:
    """Return a finding for each host, kept ones first, then by their number of requests.

    The site is the host of the start address and the hosts to which it redirected; kept is all under their registrable
    domains. Where the site runs on this computer, everything on this computer is kept.
    """
    site = _site(recording)
    counts = Counter(host_name(entry.request.url) for entry in recording.entries)
    requests = {host_name(entry.request.url): entry.request for entry in recording.entries}
    findings: list[HostFinding] = []
    for name, count in counts.items():
        kept, reason = _judge(requests[name], site, recording.start_url)
        findings.append(HostFinding(name=name, kept=kept, reason=reason, requests=count))
    return tuple(sorted(findings, key=lambda finding: (not finding.kept, -finding.requests)))


def is_static(entry: Entry) -> bool:
    """Tell whether the answer is the same for everyone: a script, a style sheet, a picture, a font.

    What the browser wanted it for decides first, the media type second. Only what is fetched by GET can be static, and
    every `+json`, `+xml` and event stream that the browser did not name otherwise is dynamic.
    """
    if entry.request.method not in ("GET", "HEAD"):
        return False
    wanted = get(entry.request.headers, "sec-fetch-dest").lower() or entry.resource_type
    return is_static_type(wanted, media_type(entry.response.headers) if entry.response is not None else "")


def is_static_type(wanted: str, media: str) -> bool:
    """Tell whether an answer is a file of a page: by what it was `wanted` for ('': unknown), else by its media type."""
    wanted = _OF_DEVTOOLS.get(wanted, wanted)
    if wanted in _STATIC_TYPES:
        return True
    if wanted in _DYNAMIC_TYPES or media == "text/event-stream" or media.endswith(("json", "xml")):
        return False
    return bool(type_by_media(media))


def is_browser_traffic(request: Request, start_url: str = "") -> bool:
    """Tell whether the browser sent a request on its own account: updates, safe browsing, metrics.

    A site that is itself one of those companies' (its `start_url` says so) is never mistaken for that.
    """
    try:
        parts = split(request.url)
    except ValueError:
        return False
    if parts.host not in BROWSER_HOSTS and parts.host + parts.path not in BROWSER_HOSTS:
        return False
    return _registrable(start_url) != registrable_domain(parts.host)


def is_missing_favicon(entry: Entry) -> bool:
    """Tell whether the browser looked for a `/favicon.ico` that no page mentions and that is not there."""
    missing = entry.response is None or entry.response.status >= 400
    return missing and split(entry.request.url).path == "/favicon.ico"


def _registrable(url: str) -> str:
    try:
        return registrable_domain(split(url).host)
    except ValueError:
        return ""


def _site(recording: Recording) -> tuple[Url, ...]:
    """Return the start address and the pages to which it led before the first action of the person."""
    documents = [entry for entry in recording.entries if entry.resource_type == "document"]
    first = next(iter(documents or recording.entries), None)
    if first is None:
        return ()
    urls = [entry.request.url for entry in documents if entry.page_id == first.page_id]
    try:
        split(recording.start_url)
    except ValueError:
        return tuple(split(url) for url in (first.request.url, *urls))
    return tuple(split(url) for url in (recording.start_url, *urls))


def _judge(request: Request, site: tuple[Url, ...], start_url: str) -> tuple[bool, str]:
    url = split(request.url)
    if authority(url) in {authority(part) for part in site}:
        return True, "the site itself"
    if registrable_domain(url.host) in {registrable_domain(part.host) for part in site}:
        return True, "same site"
    if is_loopback(url.host) and any(is_loopback(part.host) for part in site):
        return True, "same computer"
    if is_browser_traffic(request, start_url):
        return False, "the browser itself"
    return False, _watcher(url.host) or "other company"


def _watcher(host: str) -> str:
    """Return what a host collects (`tracking`, `error reports`), or ''."""
    labels = host.split(".")
    suffixes = {".".join(labels[start:]) for start in range(len(labels))}
    if suffixes & ERROR_REPORTS:
        return "error reports"
    if suffixes & TRACKERS:
        return "tracking"
    return next((what for what, words in TELLING_WORDS.items() if labels[0] in words), "")
