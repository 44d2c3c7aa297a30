"""What success looks like, learnt from each recorded answer: status, redirect, a landmark text, no log-in form, JSON
keys, and what a JSON answer says of itself (`"success": true`).

What differs from user to user or from visit to visit is never asked for. `playback.check` judges by these.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from loadstudio.authoring.importing.success_signs import answers_to_changes, is_sign, sent_texts, signs_of, softened
from loadstudio.authoring.places.answer_view import AnswerView
from loadstudio.authoring.places.json_leaves import json_step
from loadstudio.authoring.places.routes import in_paths, redirect_path, route_of
from loadstudio.authoring.places.value_look import looks_random
from loadstudio.authoring.places.xml_names import is_xml, outermost
from loadstudio.base.progress import Progress, silent, told
from loadstudio.http_types.headers import get
from loadstudio.playback.check import compile_checks, failure_of
from loadstudio.scenario.assertion import (
    Check,
    HeaderCheck,
    JsonCheck,
    JsonKeysCheck,
    NoLoginFormCheck,
    RedirectCheck,
    StatusCheck,
    TextCheck,
)
from loadstudio.scenario.model import HttpRequest

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^>]*>([^<]*)</h1", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+(?:[|·•»:]|[-–—])\s+|\s*[|»]\s*")  # the dashes of titles
_GREETING = re.compile(
    r"^(hello|hi|hey|welcome|dear|good (morning|evening|day)|hallo|willkommen|bonjour|hola|ciao)\b", re.I
)
_LANDMARK_LENGTHS = range(3, 81)
_MOST_KEYS = 12
_SHORTEST_WORD = 3
_SUCCESS = re.compile(r"success|succeeded|successful|ok|(?:is_?)?(?:authenticated|logged_?in)", re.IGNORECASE)
_WRAPPER = re.compile(r"meta|status|result|response|header|outcome", re.IGNORECASE)
_STATUS = re.compile(r"status|result|outcome", re.IGNORECASE)
_GOOD_STATUS = re.compile(r"success|successful|succeeded|ok", re.IGNORECASE)
_FAILURE = re.compile(r"errors?|has_?errors?|failed|failures?|(?:error|validation)_?messages?", re.IGNORECASE)
_ERROR_NUMBER = re.compile(r"errno|err_?code|error_?code", re.IGNORECASE)
_ANY = StatusCheck(recorded=0)


def checks_of(
    requests: Sequence[HttpRequest],
    views: Sequence[AnswerView],
    personal: Collection[str],
    progress: Progress = silent,
) -> list[tuple[Check, ...]]:
    """Return the checks of each request; `personal` are the typed and changing values, which no check may name.
    `progress` is told the share that is done.
    """
    landmarks = [_landmarks(view) for view in told(views, progress, 0.0, 0.3)]
    known = _Known(
        common=Counter(text for of_view in landmarks for text in set(of_view)),
        keys=_common_keys(requests, told(views, progress, 0.3, 0.5)),
        segments=in_paths(personal),
        words=_Words(word for value in personal for word in (value, *re.findall(r"[^\W\d_]{3,}", value))),
    )
    changed = answers_to_changes(requests, views)
    sent = sent_texts(told(requests, progress, 0.5, 0.6))
    found: list[tuple[Check, ...]] = []
    for request, view, of_view in zip(requests, told(views, progress, 0.6), landmarks, strict=True):
        checks = tuple(_checks(request, view, of_view, known))
        signs = signs_of(view, known.words.stand_in, sent) if view.number in changed else ()
        found.append((*checks, *(sign for sign in signs if sign not in checks and _holds(sign, view))))
    return found


def _holds(check: Check, view: AnswerView) -> bool:
    return failure_of(compile_checks((_ANY, check)), view.answer) is None


class _Words:
    """Words of three letters and more, of which none may stand in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {lower for word in words if len(lower := word.lower()) >= _SHORTEST_WORD}
        self._lengths = sorted({len(word) for word in self._words})

    def stand_in(self, text: str) -> bool:
        """Tell whether one of them is a part of a text in lower case; that is short, so its parts are looked up."""
        lengths = self._lengths[: bisect_right(self._lengths, len(text))]
        return any(
            text[start : start + length] in self._words for length in lengths for start in range(len(text) - length + 1)
        )


class _Known(NamedTuple):
    """What is known of all answers: how often each landmark text is `common`, the JSON keys of each route, the path
    segments and words that are a person's or a visit's own.
    """

    common: Counter[str]
    keys: Mapping[tuple[str, str], tuple[str, ...]]
    segments: Collection[str]
    words: _Words


def _checks(request: HttpRequest, view: AnswerView, landmarks: Sequence[str], known: _Known) -> Iterator[Check]:
    status = view.response.status
    yield StatusCheck(recorded=status)
    if request.static:
        return
    location = get(view.response.headers, "location")
    if status in _REDIRECTS and location:
        if path := redirect_path(view.path, location):
            yield RedirectCheck(route=route_of(path, known.segments))
    elif view.is_page and 200 <= status < 300:
        stable = [text for text in landmarks if _is_stable(text, known.words)]
        if stable:
            yield TextCheck(text=min(stable, key=lambda text: (known.common[text], stable.index(text))))
        if not view.asks_for_password:
            yield NoLoginFormCheck()
    elif 200 <= status < 300:
        if common := known.keys.get(_route(request, view), ()):
            yield JsonKeysCheck(keys=common)
        yield from _verdicts(view)
        if is_xml(view.kind) and len(names := outermost(view.text)) > 1 and not looks_random(names[-1]):
            yield TextCheck(text=f"<{names[-1]}")


def loosened(checks: Sequence[Check], recorded: AnswerView, other: AnswerView) -> tuple[Check, ...]:
    """Return checks that another good answer to the same request meets too: another landmark that both have, fewer JSON
    keys, a wider route; the status, the log-in form, what a JSON answer says of itself and what tells that a change was
    done are never given up.
    """
    return tuple(softer for check in checks if (softer := _loosened(check, recorded, other)) is not None)


def _loosened(check: Check, recorded: AnswerView, other: AnswerView) -> Check | None:
    if is_sign(check, recorded):
        return check if _holds(check, other) else softened(check, other)
    if isinstance(check, StatusCheck | NoLoginFormCheck | JsonCheck) or _holds(check, other):
        return check
    if isinstance(check, TextCheck):
        text = next(
            (text for text in _landmarks(recorded) if _stands_in(text, other.text) and not _has_digit(text)), ""
        )
        return TextCheck(text=text) if text else None
    if isinstance(check, HeaderCheck):
        return HeaderCheck(name=check.name) if get(other.response.headers, check.name) else None
    if isinstance(check, JsonKeysCheck):
        keys = tuple(key for key in check.keys if key in _top_level_keys(other))
        return JsonKeysCheck(keys=keys) if keys else None
    return RedirectCheck(route=route) if (route := _common_route(check.route, other)) else None


def _common_route(route: str, other: AnswerView) -> str:
    """Return a route with `*` where another answer leads elsewhere, '' where it leads to no such place."""
    segments = redirect_path(other.path, get(other.response.headers, "location")).split("/")
    known = route.split("/")
    if len(segments) != len(known):
        return ""
    return "/".join(one if one == two else "*" for one, two in zip(known, segments, strict=True))


def _landmarks(view: AnswerView) -> list[str]:
    """Return the texts by which a person knows the page: its title, the parts of it, its heading."""
    if not view.is_page:
        return []
    found: list[str] = []
    for pattern in (_TITLE, _HEADING):
        match = pattern.search(view.text)
        if match:
            whole = " ".join(match.group(1).split())
            found += (*_SEPARATOR.split(whole), whole)
    plain = [html.unescape(text) for text in found]
    return [text for text in dict.fromkeys(plain) if len(text) in _LANDMARK_LENGTHS and _stands_in(text, view.text)]


def _stands_in(text: str, page: str) -> bool:
    return text in page or text in html.unescape(page)


def _verdicts(view: AnswerView) -> Iterator[JsonCheck]:
    """Yield where a JSON answer says itself that all went well: many applications refuse a log-in with status 200, the
    same keys and `"success": false`. What items in it say of themselves is not asked for.
    """
    document = _object(view)
    wrapped = [(key, value) for key, value in document.items() if isinstance(value, dict) and _WRAPPER.fullmatch(key)]
    for path, said in (("$", document), *((f"${json_step(key)}", value) for key, value in wrapped)):
        for key, value in said.items():
            if _is_verdict(key, value):
                yield JsonCheck(path=path + json_step(key), equals=msgspec.json.encode(value).decode())
    if document.get("data") is not None and document.get("errors") is None:
        yield JsonCheck(path="$.errors", absent=True)  # GraphQL and JSON:API refuse so, with status 200


def _is_verdict(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return bool((_SUCCESS if value else _FAILURE).fullmatch(key))
    if value in ("", [], {}):
        return bool(_FAILURE.fullmatch(key))
    if isinstance(value, str):
        return bool(_STATUS.fullmatch(key) and _GOOD_STATUS.fullmatch(value))
    return value == 0 and bool(_ERROR_NUMBER.fullmatch(key))


def _has_digit(text: str) -> bool:
    return any(symbol.isdigit() for symbol in text)


def _is_stable(text: str, words: _Words) -> bool:
    return not (_has_digit(text) or _GREETING.match(text) or words.stand_in(text.lower()))


def _common_keys(
    requests: Sequence[HttpRequest], views: Iterable[AnswerView]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return for each route the top-level keys that all its recorded answers have."""
    common: dict[tuple[str, str], list[str]] = {}
    for request, view in zip(requests, views, strict=True):
        if request.static or not 200 <= view.response.status < 300:
            continue
        keys = _top_level_keys(view)
        route = _route(request, view)
        common[route] = [key for key in common.get(route, keys) if key in keys]
    return {route: tuple(keys) for route, keys in common.items() if 0 < len(keys) <= _MOST_KEYS}


def _route(request: HttpRequest, view: AnswerView) -> tuple[str, str]:
    return request.method, route_of(view.path)


def _top_level_keys(view: AnswerView) -> list[str]:
    return list(_object(view))


def _object(view: AnswerView) -> dict[str, object]:
    """Return the JSON object of an answer, {} when it is none."""
    if not view.kind.endswith("json"):
        return {}
    try:
        document = view.answer.json
    except ValueError:
        return {}
    return {str(key): value for key, value in document.items()} if isinstance(document, dict) else {}
