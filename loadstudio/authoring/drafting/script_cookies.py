"""Cookies that a page's script sets (`document.cookie = "token=" + token`): no answer sets them, so a replay has to be
told to send them.

Cookies that the browser had before the recording are none of these, nor are those of well-known counters of visitors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set

from loadstudio.http_types.headers import get_all
from loadstudio.http_types.url import host_name
from loadstudio.recording.entry import Entry

type Pair = tuple[str, str]

_COUNTERS = re.compile(
    r"_g(a|id|at|cl)(_.*|$)|_fb[pc]$|_hj.*|_pk_.*|__utm.*|ajs_.*|amp_.*|amplitude.*|mp_.*|_cl(ck|sk)$|_uet.*|optanon.*",
    re.IGNORECASE,
)


def script_cookies(entries: Sequence[Entry], set_elsewhere: Set[Pair] = frozenset()) -> Mapping[str, tuple[Pair, ...]]:
    """Return the cookies that script had set when an entry was sent, by the entry's id. `entries` in order of their
    start; other answers (of what is not replayed, such as a missing icon) had `set_elsewhere`.
    """
    said = cookies_set(entries) | set_elsewhere
    first_ended_us: dict[str, int] = {}
    for entry in entries:
        host = host_name(entry.request.url)
        first_ended_us[host] = min(entry.ended_us, first_ended_us.get(host, entry.ended_us))
    before: set[Pair] = set()
    found: dict[str, tuple[Pair, ...]] = {}
    for entry in entries:
        sent = cookies_sent(entry)
        if entry.started_us < first_ended_us[host_name(entry.request.url)]:
            before.update(sent)
            continue
        pairs = tuple(
            pair for pair in sent if pair not in said and pair not in before and not _COUNTERS.fullmatch(pair[0])
        )
        if pairs:
            found[entry.id] = pairs
    return found


def cookies_set(entries: Iterable[Entry]) -> Set[Pair]:
    """Return the cookies that answers set by name and value."""
    return {pair for entry in entries for pair in _pairs_set(entry)}


def cookies_sent(entry: Entry) -> tuple[Pair, ...]:
    """Return the cookies of a request by name and value, in order."""
    return tuple(_pairs(text for header in get_all(entry.request.headers, "cookie") for text in header.split(";")))


def _pairs_set(entry: Entry) -> Iterable[Pair]:
    headers = get_all(entry.response.headers, "set-cookie") if entry.response else ()
    return _pairs(header.partition(";")[0] for header in headers)


def _pairs(texts: Iterable[str]) -> Iterable[Pair]:
    for text in texts:
        name, mark, value = text.strip().partition("=")
        if mark:
            yield name, value
