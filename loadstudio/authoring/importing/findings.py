"""What an import found, one sentence each, for people: hosts left out, sessions in cookies, typed log-ins.

The sentences about changing values come with the values (`propose`, `generated`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from loadstudio.authoring.drafting.draft import Draft
from loadstudio.authoring.drafting.script_cookies import cookies_sent, script_cookies
from loadstudio.authoring.importing.parameterise import TypedLogIn
from loadstudio.authoring.places.field_names import is_lock, is_token_name
from loadstudio.authoring.places.use import Use
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.sources.naming import times
from loadstudio.authoring.sources.timeline import CHANGING_METHODS
from loadstudio.http_types.headers import get_all
from loadstudio.scenario.model import HttpRequest
from loadstudio.scenario.template import Hole, parse

_MOST_HOSTS_NAMED = 3
_SESSION_LENGTH = 16
_CHANGE = re.compile(r"edit|update|save|change|rename|move", re.IGNORECASE)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the import did or noticed; `variable` names the changing value that it is about, or ''."""

    kind: Literal[
        "hosts",
        "session",
        "changing_value",
        "generated",
        "unresolved",
        "log_in",
        "left_out",
        "logged_in_before",
        "shared",
    ]
    sentence: str
    variable: str = ""


def about_hosts(draft: Draft) -> Iterator[Finding]:
    """Say which hosts' requests were left out."""
    dropped = [host for host in draft.hosts if not host.kept]
    if not dropped:
        return
    count = sum(host.requests for host in dropped)
    named = ", ".join(f"{host.name} ({host.reason})" for host in dropped[:_MOST_HOSTS_NAMED])
    more = len(dropped) - _MOST_HOSTS_NAMED
    others = f" and {more} more" if more > 0 else ""
    requests = "1 request" if count == 1 else f"{count} requests"
    yield Finding(kind="hosts", sentence=f"Left out {requests} to other hosts: {named}{others}.")


def about_cookies(draft: Draft) -> Iterator[Finding]:
    """Say which cookies hold the session, and which were there before the recording began."""
    set_at: dict[str, int] = {}
    sent: dict[str, list[int]] = {}
    from_before: dict[str, str] = {}
    by_script = script_cookies(draft.entries, draft.set_elsewhere)
    for number, entry in enumerate(draft.entries):
        for name, value in cookies_sent(entry):
            sent.setdefault(name, []).append(number)
            known = (name, value) in by_script.get(entry.id, ()) or (name, value) in draft.set_elsewhere
            if name not in set_at and not known:
                from_before.setdefault(name, value)
        for header in get_all(entry.response.headers, "set-cookie") if entry.response else ():
            name, _, value = header.partition(";")[0].partition("=")
            if _is_session(name.strip(), value.strip()):
                set_at.setdefault(name.strip(), number)
    for name, number in set_at.items():
        uses = sum(1 for request in sent.get(name, ()) if request > number)
        if uses and name not in from_before:
            step = draft.step_of(draft.requests[number]).name
            back = f"{times(uses)} send it back" if uses > 1 else f"{times(uses)} sends it back"
            sentence = f"The site hands out a session at {step}. {back[0].upper()}{back[1:]} (cookie {name})."
            yield Finding(kind="session", sentence=sentence)
    for name, value in from_before.items():
        if _is_session(name, value) and len(value) >= _SESSION_LENGTH:
            yield Finding(
                kind="logged_in_before",
                sentence=f"The browser sent the cookie {name} from before the recording, so the log-in may be missing. "
                "Record again in a fresh browser, from the log-in on.",
            )


def _is_session(name: str, value: str) -> bool:
    return bool(value) and (is_token_name(name) or looks_random(value))


def about_locks(draft: Draft, requests: Sequence[HttpRequest], uses: Iterable[Use]) -> Iterator[Finding]:
    """Say what all people change at once, where the site refuses a change when another was faster: with the state in
    which it was read, a request names something that no answer of the pass gave. `requests` are the finished ones.
    """
    told: set[str] = set()
    for use in uses:
        request, number = requests[use.request], use.request
        path = _path(draft, number)
        of_old = not _has_holes(request) and any(map(str.isdigit, path))
        if request.method in CHANGING_METHODS and is_lock(use.slot.key) and of_old and path not in told:
            told.add(path)
            sentence = (
                f"{draft.step_of(draft.requests[number]).name} changes /{path}, which was there before the recording. "
                f"All people change the same one, and the site compares {use.slot.key}: where two change it at the "
                "same time it refuses one of them, as it should. Let each change their own if you test other things."
            )
            yield Finding(kind="shared", sentence=sentence)
    yield from _about_old_things(draft, requests, told)


def _about_old_things(draft: Draft, requests: Sequence[HttpRequest], told: set[str]) -> Iterator[Finding]:
    """Say what all people change without a word of the site: a thing that an address names and no answer gave."""
    for number, request in enumerate(requests):
        path = _path(draft, number)
        segments = path.split("/")
        says_so = request.method in ("PUT", "PATCH") or (request.method == "POST" and _CHANGE.fullmatch(segments[-1]))
        is_one = any(segment.isdigit() or looks_random(segment) for segment in segments)
        if says_so and is_one and not request.static and not _has_holes(request) and path not in told:
            told.add(path)
            sentence = (
                f"{draft.step_of(draft.requests[number]).name} changes /{path}, which was there before the recording. "
                "All people name the same one: if each should change something of their own, record adding it first."
            )
            yield Finding(kind="shared", sentence=sentence)


def _path(draft: Draft, number: int) -> str:
    return draft.entries[number].request.url.partition("?")[0].partition("://")[2].partition("/")[2]


def _has_holes(request: HttpRequest) -> bool:
    return any(isinstance(piece, Hole) for piece in parse(request.url))


def about_log_ins(draft: Draft, log_ins: Sequence[TypedLogIn]) -> Iterator[Finding]:
    """Say what became of typed user names and passwords."""
    for log_in in log_ins:
        step = draft.step_of(draft.requests[log_in.request]).name
        if log_in.asked_by == "key":
            yield Finding(
                kind="log_in",
                sentence=f"A script of the page sends a key at {step} that no answer gave. It is test data now: "
                f"{log_in.source.file}. Add a row for each key that may be used.",
            )
            continue
        typed = "a user name and a password" if len(log_in.row) > 1 else "a password"
        columns = " and ".join(log_in.source.columns)
        asked = (
            f"You typed {typed} at {step}."
            if not log_in.asked_by
            else f"A script of the page logged in at {step}."
            if log_in.asked_by == "script"
            else f"The site asked the browser to log in at {step}."
        )
        told = f"{asked} They are test data now: {log_in.source.file}, with the columns {columns}."
        if log_in.asked_by:
            told = f"{asked} User name and password are test data now: {log_in.source.file}."
        missing = " and ".join(
            column for column, text in zip(log_in.source.columns, log_in.row, strict=True) if not text
        )
        if missing:
            told += (
                f" The recording cannot hold the {missing}, since browsers send only a proof (Digest): type it there."
            )
        yield Finding(kind="log_in", sentence=f"{told} Add a row for each account that may be used.")
