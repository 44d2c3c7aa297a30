"""The check in the real window, fed as an engine would, in its states, sizes and shades: to be looked at.

    tests/with_screen.sh .venv/bin/python -m tests.support.check_pictures --to DIR [--only live] [--size 1280x800]

Not a test, not shipped. No process is started and no network touched.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from msgspec.structs import replace
from PySide6.QtTest import QTest

from loadstudio.authoring.importing.importer import Analysis
from loadstudio.gui.scenario.screen import ScenarioScreen
from loadstudio.metrics.exchange import Exchange
from loadstudio.metrics.summary import Summary
from loadstudio.plan.file import plan_path_of
from loadstudio.recording.entry import Entry, Note, Page, Recording
from loadstudio.recording.har_read import read_har
from loadstudio.scenario.assertion import StatusCheck
from loadstudio.scenario.extractor import Extractor, JsonSource
from loadstudio.scenario.file import save_imported
from loadstudio.scenario.model import Host, HttpRequest, RecordedAnswer, Scenario, TextBody, Variable
from loadstudio.wire.run_messages import ExchangeTraced, RunFinished, RunStarted
from tests.support.exchanges import an_entry
from tests.support.run_pictures import Studio, take_all
from tests.support.scenarios import a_request, a_scenario, a_step

SITE = "https://staging.fern.example"
JSON = "application/json"
ORDER = {
    "basket_id": "bk_9f27c4d1",
    "delivery": "standard",
    "sent_at": "2026-11-22T10:42:07.113Z",
    "pay_with": "invoice",
}
PLACED = {
    "ok": True,
    "order": {"ref": "FM-204417", "total": "84.90", "state": "placed"},
    "request_id": "5f1c-09aa-77de-4e1b",
    "took_ms": 88,
}
REFUSED = {
    "ok": False,
    "error": "basket_not_found",
    "message": "No basket with this number",
    "request_id": "a7d2-41be-90aa-1c2f",
    "took_ms": 12,
}
PAGE = """<!doctype html><html><head><title>Search</title><meta name="csrf-token" content="{token}"></head><body>
<header><a href="/basket">Basket ({count})</a></header><main><h1>Results for “trail shoes”</h1>
<ul class="hits">{hits}</ul>
<form action="/basket" method="post"><input type="hidden" name="csrf" value="{token}"><button>Put in the basket</button>
</form></main><footer>Served {date}</footer></body></html>"""
NAMES = ("Home", "Log in", "Search", "Put in the basket", "Checkout", "Log out")


def _page(token: str, count: int, names: tuple[str, ...], date: str) -> bytes:
    hits = "".join(f'<li class="hit"><a href="/shoes/{name.lower()}">{name}</a><b>84.90</b></li>' for name in names)
    return PAGE.format(token=token, count=count, hits=hits, date=date).encode()


def _recorded(path: str) -> tuple[str, bytes, bytes]:
    """Return the kind of a recorded answer, the answer, and what was sent."""
    if path == "/api/v2/orders":
        return JSON, json.dumps(PLACED).encode(), json.dumps(ORDER).encode()
    if path == "/put-in-the-basket":
        return JSON, b'{"basket": {"id": "bk_9f27c4d1"}}', b""
    if path == "/search":
        date = "Sun, 22 Nov 2026 10:42:07 GMT"
        return "text/html", _page("8f3ab2c91d77e0a0", 1, ("Ridge", "Stream", "Fjell"), date), b""
    return "text/html", b"<!doctype html><title>Fern</title><h1>Fern</h1>", b""


def _replayed(path: str) -> tuple[int, bytes, bytes]:
    if path == "/api/v2/orders":
        return 404, json.dumps(REFUSED).encode(), json.dumps(ORDER | {"sent_at": "2026-11-30T11:05:31.902Z"}).encode()
    if path == "/put-in-the-basket":
        return 200, b'{"cart": {"basket_id": "bk_c03e771b"}}', b""
    if path == "/search":
        date = "Mon, 30 Nov 2026 11:05:31 GMT"
        return 200, _page("41be77c0aa12f9d3", 2, ("Ridge", "Fjell", "Moor"), date), b""
    return 200, b"<!doctype html><title>Fern</title><h1>Fern</h1>", b""


def shop() -> tuple[Scenario, Recording]:
    """Return a shop's scenario with its recording."""
    entries: list[Entry] = []
    steps = []
    paths = {
        "Search": ("/search", "/api/v2/suggest", "/img/p/4411", "/img/p/4418"),
        "Checkout": ("/checkout", "/api/v2/delivery", "/api/v2/orders", "/orders/FM-204417"),
    }
    for number, name in enumerate(NAMES):
        requests: list[HttpRequest] = []
        for path in paths.get(name, (f"/{name.lower().replace(' ', '-')}", f"/app-{number}.js", f"/app-{number}.css")):
            kind, answer, sent = _recorded(path)
            method = "POST" if sent else "GET"
            entry = an_entry(
                f"{SITE}{path}",
                at_ms=len(entries) * 300,
                took_ms=88,
                method=method,
                kind=kind,
                answer=answer,
                body=sent,
                headers=(("Content-Type", JSON),) if sent else (),
            )
            entries.append(entry)
            requests.append(
                a_request(
                    f"r{len(entries)}",
                    f"{SITE}{path}",
                    name=f"{method} {path}",
                    method=method,
                    checks=(StatusCheck(recorded=200),),
                    body=TextBody(text=sent.decode().replace("bk_9f27c4d1", "${basket_id}")) if sent else None,
                    recorded=RecordedAnswer(entry_id=entry.id, status=200, duration_ms=88),
                    extractors=(Extractor(variable="basket_id", sources=(JsonSource(path="$.basket.id"),)),)
                    if path == "/put-in-the-basket"
                    else (),
                )
            )
        steps.append(a_step(f"s{number}", *requests, name=name))
    basket = Variable(
        name="basket_id",
        label="basket number",
        recorded_value="bk_9f27c4d1",
        source_request_id="r11",
        explanation="Put in the basket answers with a basket number, used in 1 later request.",
    )
    hosts = (Host(name="staging.fern.example", kept=True),)
    scenario = a_scenario(*steps, name="Fern Market checkout", start_url=f"{SITE}/", hosts=hosts, variables=(basket,))
    return scenario, Recording(entries=tuple(entries), pages=(Page(id="", title="", started_us=0),))


def exchange(request: HttpRequest) -> ExchangeTraced:
    """Return what came back for a request this time."""
    path = request.url.removeprefix(SITE)
    status, answer, sent = _replayed(path)
    return ExchangeTraced(
        exchange=Exchange(
            request_id=request.id,
            label=request.name,
            step="",
            method=request.method,
            url=request.url,
            request_headers=(("Content-Type", JSON),),
            request_body=sent,
            status=status,
            response_headers=(("Content-Type", JSON if path.startswith(("/api/v2/o", "/put")) else "text/html"),),
            response_body=answer,
            response_bytes=len(answer),
            latency_ms=12.0 + len(path),
            failure="the status is 404, not 2xx" if status == 404 else "",
        )
    )


def fixed(studio: Studio) -> None:
    """Show a check after its fix was taken."""
    check(studio, 17, over=True)
    screen = cast("ScenarioScreen", studio.window.current_screen)
    assert screen.check_page is not None
    screen.check_page.banner.button.click()


def check(studio: Studio, count: int, *, over: bool = False, choose: str = "", grey: bool = True) -> None:
    """Show a check of which so many requests are answered."""
    scenario, recording = shop()
    studio.open(scenario)
    document = studio.workspace.document
    assert document is not None
    document.take_recording(recording)
    studio.window.show_screen("scenario")
    screen = cast("ScenarioScreen", studio.window.current_screen)
    screen.start_check()
    studio.settle()
    studio.children.last.say(RunStarted(run_id="c", started_utc="2026-11-30T11:05:00Z", workers=1))
    requests = [node for step in scenario.steps for node in step.children if isinstance(node, HttpRequest)]
    studio.children.last.say(*map(exchange, requests[:count]))
    if over:
        summary = Summary(
            run_id="c", name="c", started_utc="2026-11-30T11:05:00Z", duration_s=72.0, users_max=1, workers=1
        )
        studio.children.last.say(RunFinished(summary=summary))
    studio.settle()
    QTest.qWait(1100)
    if choose and screen.check_page is not None:
        screen.check_page.list.choose(choose)
    if screen.check_page is not None:
        screen.check_page.pair.noise.setChecked(grey)
    studio.settle()


def review(studio: Studio, *, bare: bool = False) -> None:
    """Show the review of the demo shop's recording; `bare` of one page alone."""
    recording = read_har(Path("recordings/demo-shop.har"))
    if bare:
        recording = replace(recording, entries=recording.entries[:3])
    first = recording.pages[0]
    notes = (Note(id="n1", page_id=first.id, time_us=first.started_us, text="The home page took a while"),)
    analysis = Analysis(replace(recording, notes=notes), name="Fern Market", recording_file="")
    result = analysis.result()
    path = studio.folder / "fern.scenario.json"
    save_imported(path, result.scenario, [(table.columns, table.rows) for table in result.tables])
    document = studio.workspace.open_document(path, result.scenario, plan_path=plan_path_of(path))
    document.take_recording(recording)
    studio.workspace.review(document, result.findings, analysis, just_recorded=False)
    studio.settle()


STATES: dict[str, Callable[[Studio], None]] = {
    "check-begun": partial(check, count=0),
    "check-live": partial(check, count=8),
    "check-live-failed": partial(check, count=17),
    "check-failed": partial(check, count=17, over=True),
    "check-noise": partial(check, count=17, over=True, grey=False),
    "check-fixed": fixed,
    "review-typical": review,
    "review-bare": partial(review, bare=True),
    "check-differs": partial(check, count=17, over=True, choose="r7"),
}

if __name__ == "__main__":
    raise SystemExit(take_all(STATES, __doc__ or ""))
