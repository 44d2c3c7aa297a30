"""Which differences between a recorded and a replayed answer are there each time, and so say nothing: moments, tokens,
durations, the scenario's changing values, and what differs between two replays too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from loadstudio.authoring.places.value_look import looks_random
from loadstudio.metrics.exchange import Exchange
from loadstudio.scenario.model import Scenario

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?"
MOMENT = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_CLOCK})?(?:Z|[+-]\d{{2}}:?\d{{2}})?"
    rf"|(?:[A-Z][a-z]{{2,8}},? )?\d{{1,2}}[ -]{_MONTH}[ -]\d{{4}}(?: {_CLOCK})?(?: (?:GMT|UTC))?"
    rf"|{_MONTH} \d{{1,2}}, \d{{4}}(?:,? {_CLOCK})?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}(?:,? {_CLOCK})?"
    rf"|{_CLOCK})"
)
"""A moment as people and programs write it; a number of seconds or milliseconds is told apart by its size."""

_MOMENT = re.compile(MOMENT)
_SECONDS = range(1_400_000_000, 2_200_000_000)
_NAMES = re.compile(
    r"(?:^|[_\W])(?:took|elapsed|duration|runtime|latency|timestamp|nonce|csrf|xsrf|traceparent|trace[_-]?id|request[_-]?id|"
    r"correlation[_-]?id|span[_-]?id|etag|uptime)(?:[_\W]|$)|_(?:ms|us|ns|at)$|(?:[a-z])(?:Ms|At|Time|Nonce|RequestId|TraceId)$",
    re.IGNORECASE,
)
_HEADERS = frozenset(
    (
        "date",
        "etag",
        "expires",
        "last-modified",
        "set-cookie",
        "age",
        "content-length",
        "server-timing",
        "keep-alive",
        "connection",
        "transfer-encoding",
        "content-encoding",
        "vary",
        "via",
        "report-to",
        "nel",
        "alt-svc",
        "server",
        "x-runtime",
        "accept-ranges",
        "strict-transport-security",
        "cf-ray",
    )
)
_LEAST_TOKEN = 8
_LEAST_NUMBER = 12
_LEAST_VALUE = 3
_MOST_STRETCH = 2.0


class Noise:
    """Knows the changing values of a pass: what each was when recorded, and what it is now; and the recorded texts that
    the person wants `ignored`.
    """

    def __init__(self, values: Mapping[str, Collection[str]], ignored: Collection[str] = ()) -> None:
        self._ignored = frozenset(ignored)
        self._values = {was: frozenset(now) for was, now in values.items() if len(was) >= _LEAST_VALUE}

    def explains(self, name: str, recorded: str, replayed: str) -> bool:
        """Tell whether one text in the place of another is nothing to look at. `name` is what it is called, or ''."""
        return (
            recorded in self._ignored
            or (is_moment(recorded) and is_moment(replayed))
            or _are_tokens(recorded, replayed)
            or (bool(_NAMES.search(name)) and bool(recorded) == bool(replayed))
            or replayed in self._values.get(recorded, ())
            or self._holds_changing(recorded, replayed)
        )

    def explains_alone(self, name: str) -> bool:  # noqa: ARG002 - for those that know better
        """Tell whether it is nothing to look at that something stands on one side only."""
        return False

    def _holds_changing(self, recorded: str, replayed: str) -> bool:
        """Tell whether nothing but changing values differs in two texts."""
        for was, values in self._values.items():
            if was in recorded:
                start, _, end = recorded.partition(was)
                if any(f"{start}{now}{end}" == replayed for now in values):
                    return True
        return False


def changing_values(scenario: Scenario, exchanges: Iterable[Exchange]) -> dict[str, set[str]]:
    """Return what each changing value was when it was recorded, and what a pass took or found in its place."""
    recorded = {one.name: one.recorded_value for one in scenario.variables if one.recorded_value}
    values = {
        one.recorded_value: {one.replayed_value}
        for one in scenario.variables
        if one.recorded_value and one.replayed_value
    }
    for exchange in exchanges:
        for name, value in exchange.taken:
            if name in recorded:
                values.setdefault(recorded[name], set()).add(value)
    return values


def is_moment(text: str) -> bool:
    """Tell whether a text is a point in time: a date, a time of day, seconds or milliseconds since 1970."""
    if _MOMENT.fullmatch(text):
        return True
    digits = text.partition(".")[0]
    return digits.isdecimal() and (
        (len(digits) == 10 and int(digits) in _SECONDS) or (len(digits) == 13 and int(digits) // 1000 in _SECONDS)
    )


def is_changing_header(name: str) -> bool:
    """Tell whether a header field is of the connection or the moment, not of the answer."""
    return name.lower() in _HEADERS or bool(_NAMES.search(name))


def _are_tokens(recorded: str, replayed: str) -> bool:
    """Tell whether both are texts that a machine made up anew, of one make."""
    if not (_is_token(recorded) and _is_token(replayed)):
        return False
    return 1 / _MOST_STRETCH <= len(replayed) / len(recorded) <= _MOST_STRETCH


def _is_token(text: str) -> bool:
    if len(text) < (_LEAST_NUMBER if text.isdecimal() else _LEAST_TOKEN):
        return False
    return looks_random(text)
