"""What a person can do about a request of a check that is not good: a kind of advice, whose words are the window's, and
the drifts that may be why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from loadstudio.authoring.comparing.replay_report import CheckedRequest
from loadstudio.authoring.mending.drift import Drift
from loadstudio.scenario.model import HttpRequest, Scenario, requests_of
from loadstudio.scenario.validate import holes_of

type Advice = Literal[
    "none",
    "look_before",
    "reach_the_site",
    "log_in",
    "not_there",
    "not_accepted",
    "too_fast",
    "site_failed",
    "leads_elsewhere",
    "check_too_strict",
    "site_changed",
]


def advice_of(checked: CheckedRequest) -> Advice:
    """Return what helps most often where a request ended so."""
    exchange = checked.exchange
    if checked.verdict == "good":
        return "none"
    if checked.verdict == "differs":
        return "site_changed"
    if exchange is None:
        return "look_before"
    if not exchange.status:
        return "reach_the_site" if exchange.method else "none"
    return _of_status(exchange.status, checked.sentence)


def _of_status(status: int, sentence: str) -> Advice:
    known: dict[int, Advice] = {404: "not_there", 410: "not_there", 429: "too_fast"}
    if status in (401, 403, 407, 419) or "log-in" in sentence:
        return "log_in"
    if status >= 400:
        return known.get(status, "site_failed" if status >= 500 else "not_accepted")
    if status >= 300 or sentence.startswith(("Leads", "Does not lead")):
        return "leads_elsewhere"
    return "check_too_strict"


def drifts_behind(checked: CheckedRequest, scenario: Scenario, found: Sequence[Drift]) -> tuple[Drift, ...]:
    """Return the values that are no longer where they were and concern a request: taken from its answer, or sent by it;
    else, where it went wrong, all those that were looked for before it.
    """
    requests = requests_of(scenario)
    request = next((one for one in requests if one.id == checked.request_id), None)
    if request is None:
        return ()
    sent = {hole.expression for hole in holes_of(request)}
    near = tuple(drift for drift in found if drift.request_id == request.id or drift.variable in sent)
    if near or checked.verdict != "failed":
        return near
    return tuple(drift for drift in found if _stands_before(drift.request_id, request, requests))


def _stands_before(request_id: str, request: HttpRequest, requests: Sequence[HttpRequest]) -> bool:
    order = [one.id for one in requests]
    return request_id in order and order.index(request_id) < order.index(request.id)
