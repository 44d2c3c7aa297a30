"""What is known of a recording follows from what the recorder says, and from nothing else."""

from __future__ import annotations

from loadstudio.supervise.capture_session import CaptureSession
from loadstudio.supervise.child import ChildEnded, ChildOutcome
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.recorder_messages import (
    BrowserClosed,
    CaptureFinished,
    CaptureStarted,
    EntryCaptured,
    PageStarted,
    StartCapture,
    StopCapture,
)


def started() -> CaptureSession:
    session = CaptureSession(StartCapture(url="http://shop.test/", output="shop.har"))
    session.handle(CaptureStarted(proxy="127.0.0.1:8080", ca_file="ca.pem", spki="x"))
    return session


def entry(number: int, *, url: str = "http://shop.test/", finished: bool = False) -> EntryCaptured:
    return EntryCaptured(
        entry_id=f"e{number}", page_id="p1", method="GET", url=url, started_us=number, finished=finished, status=200
    )


def test_an_entry_that_begins_and_ends_counts_once() -> None:
    session = started()
    session.handle(PageStarted(page_id="p1", title="Home", started_us=0))
    for event in (entry(1), entry(2, url="http://img.test:8080/a.png"), entry(1, finished=True)):
        session.handle(event)
    assert list(session.entries) == ["e1", "e2"]
    assert session.entries["e1"].finished
    assert session.page_of_entries == {"p1": ["e1", "e2"]}


def test_a_step_renamed_keeps_its_place() -> None:
    session = started()
    session.handle(PageStarted(page_id="p1", title="Home", started_us=0))
    session.handle(PageStarted(page_id="p2", title="Log in", started_us=5))
    session.handle(PageStarted(page_id="p1", title="Start", started_us=0, named=True))
    assert [page.title for page in session.pages.values()] == ["Start", "Log in"]
    assert session.current_page is not None
    assert session.current_page.title == "Log in"


def test_pause_resume_stop_finish() -> None:
    session = started()
    session.pause()
    assert session.phase == "paused"
    session.resume()
    assert session.phase == "recording"
    assert session.stop() == StopCapture()
    session.handle(CaptureFinished(output="shop.har", entries=3, pages=1))
    assert session.over
    session.handle(ChildEnded(outcome=ChildOutcome(role="recorder", exit_code=0)))
    assert session.phase == "finished"


def test_a_closed_browser_leads_to_the_end() -> None:
    session = started()
    session.handle(BrowserClosed())
    assert session.phase == "stopping"
    assert not session.over


def test_a_recorder_that_dies_fails_the_recording_but_keeps_what_is_there() -> None:
    session = started()
    session.handle(entry(1))
    session.handle(ChildEnded(outcome=ChildOutcome(role="recorder", exit_code=-9)))
    assert session.phase == "failed"
    assert session.failure.startswith("The recorder was killed (SIGKILL).")
    assert session.failure.endswith(" What was recorded until then is kept.")
    assert len(session.entries) == 1


def test_a_recorder_that_dies_before_it_records_keeps_nothing_and_says_nothing_of_it() -> None:
    session = CaptureSession(StartCapture(url="", output="x.har"))
    session.handle(ChildEnded(outcome=ChildOutcome(role="recorder", exit_code=1, last_words="no room")))
    assert session.failure == "The recorder ended with code 1. no room"


def test_a_refusal_carries_its_exit_code_and_notices_pile_up() -> None:
    session = started()
    session.handle(Noticed(message="Running as root: the browser has no sandbox."))
    session.handle(Failed(message="No browser was found.", exit_code=5))
    assert (session.failure, session.exit_code) == ("No browser was found.", 5)
    assert session.notices == ["Running as root: the browser has no sandbox."]


def test_a_stop_while_it_starts_stays_a_stop() -> None:
    session = CaptureSession(StartCapture(url="http://shop.test/", output="shop.har"))
    session.stop()
    session.handle(CaptureStarted(proxy="127.0.0.1:8080", ca_file="ca.pem", spki="x"))
    assert session.phase == "stopping"
