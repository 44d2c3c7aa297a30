"""Which hosts a recording in progress has met, and which of them go into the load. Pure: no Qt, no files.

Whose a host is, is decided by `recording.filters`; the switches that the person moved come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from loadstudio.http_types.message import Request
from loadstudio.http_types.url import host_name
from loadstudio.recording.entry import Entry, Page, Recording
from loadstudio.recording.filters import HostFinding, classify_hosts
from loadstudio.wire.recorder_messages import EntryCaptured


class HostLedger:
    """Counts requests by host as they come. `choices` (host to kept) is shared with its owner."""

    def __init__(self, start_url: str, choices: Mapping[str, bool]) -> None:
        self._start_url = start_url
        self._choices = choices
        self._counts: Counter[str] = Counter()
        self._seen: dict[str, str] = {}
        self._telling: dict[str, EntryCaptured] = {}
        self._first_page = ""
        self._findings: dict[str, HostFinding] = {}

    def add(self, entry: EntryCaptured) -> bool:
        """Take in an exchange (again when it ends); return whether what is kept may have changed."""
        host = host_of(entry)
        if not host:
            return False
        if entry.entry_id not in self._seen:
            self._seen[entry.entry_id] = host
            self._counts[host] += 1
        self._first_page = self._first_page or entry.page_id
        leads_on = entry.resource_type == "document" and entry.page_id == self._first_page
        if host in self._findings and (not leads_on or entry.entry_id in self._telling):
            return False
        self._telling[entry.entry_id] = entry
        self._classify()
        return True

    def kept(self, host: str) -> bool:
        """Return whether the requests to a host go into the load."""
        if host in self._choices:
            return self._choices[host]
        finding = self._findings.get(host)
        return finding.kept if finding is not None else True

    def hosts(self, removed: Iterable[str] = ()) -> tuple[HostFinding, ...]:
        """Return all hosts with the counts of now: kept ones first, then by their number of requests."""
        out = self._out(removed)
        present = [
            replace(finding, requests=self._counts[name] - out[name], kept=self.kept(name))
            for name, finding in self._findings.items()
        ]
        return tuple(sorted(present, key=lambda finding: (not finding.kept, -finding.requests)))

    def kept_requests(self, removed: Iterable[str] = ()) -> int:
        """Return how many requests go into the load so far, without those that the person took out."""
        out = self._out(removed)
        return sum(count - out[host] for host, count in self._counts.items() if self.kept(host))

    def _out(self, removed: Iterable[str]) -> Counter[str]:
        return Counter(self._seen[entry_id] for entry_id in removed if entry_id in self._seen)

    def _classify(self) -> None:
        entries = tuple(_entry(entry) for entry in self._telling.values())
        page = Page(id=self._first_page, title="", started_us=0)
        recording = Recording(entries=entries, pages=(page,), start_url=self._start_url)
        self._findings = {finding.name: finding for finding in classify_hosts(recording)}


def host_of(entry: EntryCaptured) -> str:
    """Return `host[:port]` of an exchange, '' for what is no web address."""
    try:
        return host_name(entry.url)
    except ValueError:
        return ""


def _entry(entry: EntryCaptured) -> Entry:
    return Entry(
        id=entry.entry_id,
        page_id=entry.page_id,
        started_us=entry.started_us,
        ended_us=entry.started_us,
        request=Request(method=entry.method, url=entry.url),
        response=None,
        resource_type=entry.resource_type,
    )
