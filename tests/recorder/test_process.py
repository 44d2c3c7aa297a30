"""The recorder as a process: what goes through its proxy is recorded, whole, however it ends."""

from __future__ import annotations

import os
import resource
import signal
import socket
import ssl
import stat
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from loadstudio.base.errors import ExitCode
from loadstudio.http_types.headers import get, get_all
from loadstudio.recording.entry import Entry
from loadstudio.recording.har_read import read_har
from loadstudio.recording.spool import recover, spool_path
from loadstudio.supervise.child import ChildEnded
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.recorder_messages import (
    CaptureFinished,
    CaptureStarted,
    Connection,
    EntriesRemoved,
    EntriesRestored,
    EntryCaptured,
    EntryShown,
    NameStep,
    NextStep,
    NoteTaken,
    PageStarted,
    PauseCapture,
    RemoveEntries,
    RestoreEntries,
    ResumeCapture,
    ShowEntry,
    StopCapture,
    TakeNote,
)
from tests.recorder.conftest import RunningRecorder
from tests.support.small_site import small_site

pytestmark = pytest.mark.system

type Start = Callable[..., RunningRecorder]


def by_path(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    return {"/" + entry.request.url.split("/", 3)[3]: entry for entry in entries}


def _get_in_vain(client: requests.Session, url: str) -> None:
    with pytest.raises(requests.ConnectionError):
        client.get(url)


def test_requests_of_any_client_are_recorded_by_step(recorder: Start) -> None:
    with small_site() as site:
        running = recorder()
        client = running.client()
        client.get(site.url + "/")
        running.child.send(NameStep(title="Arrive"))
        running.wait_for(PageStarted, lambda page: page.named and page.title == "Arrive")
        running.child.send(NextStep(title="Look around"))
        running.wait_for(PageStarted, lambda page: page.title == "Look around")
        client.get(site.url + "/api/hello", headers={"If-None-Match": '"1"'})
        client.get(site.url + "/latin")
        assert client.get(site.url + "/broken", stream=True).raw.read() == b"not gzip"
        client.post(site.url + "/login", data=[("id", "1"), ("id", "2"), ("note", "é b")], allow_redirects=False)
        running.child.send(PauseCapture())
        running.child.send(NameStep(title="Look around here"))
        running.wait_for(PageStarted, lambda page: page.title == "Look around here")
        client.get(site.url + "/home")
        running.child.send(ResumeCapture())
        running.child.send(NextStep(title="Never used"))
        running.wait_for(PageStarted, lambda page: page.title == "Never used")
        running.child.send(StopCapture())
        finished = running.wait_for(CaptureFinished)
        ended = running.wait_for(ChildEnded)
        assert "if-none-match" not in site.seen["/api/hello"].lower()
    assert ended.outcome.exit_code == 0
    assert (finished.output, finished.entries, finished.pages) == (str(running.output), 5, 2)
    assert not spool_path(running.output).exists()
    recording = read_har(running.output)
    assert [(page.title, page.named) for page in recording.pages] == [("Arrive", True), ("Look around here", True)]
    assert [entry.page_id == recording.pages[0].id for entry in recording.entries] == [True, *[False] * 4]
    entries = by_path(recording.entries)
    home, hello, latin, broken, login = (
        entries[path].response for path in ("/", "/api/hello", "/latin", "/broken", "/login")
    )
    assert all((home, hello, latin, broken, login))
    assert get_all(home.headers, "set-cookie") == ("sid=1; Path=/", "b=2")
    assert get(entries["/latin"].request.headers, "cookie") == "sid=1; b=2"
    assert hello.body == b'{"hello": "w\xc3\xb6rld"}'
    assert hello.wire_bytes != len(hello.body)
    assert latin.body == "Größe".encode("latin-1")
    assert get(latin.headers, "x-note") == "Größe"
    assert (broken.body, "gzip" in entries["/broken"].error) == (b"not gzip", True)
    assert entries["/login"].request.body == b"id=1&id=2&note=%C3%A9+b"
    assert (login.status, login.reason, get(login.headers, "location")) == (303, "See Other", "/home")
    assert entries["/"].server_ip == "127.0.0.1"
    assert entries["/"].timings.connect_ms >= 0
    assert entries["/"].ended_us > entries["/"].started_us


def test_https_is_recorded_and_the_authoritys_key_is_its_owners_alone(recorder: Start, tls: ssl.SSLContext) -> None:
    with small_site(tls) as site:
        running = recorder()
        ready = running.wait_for(CaptureStarted)
        assert running.client().get(site.url + "/api/hello").json() == {"hello": "wörld"}
        running.child.send(StopCapture())
        running.wait_for(CaptureFinished)
    (entry,) = read_har(running.output).entries
    assert entry.request.url == site.url + "/api/hello"
    assert entry.timings.tls_ms > 0
    folder = Path(ready.ca_file).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "mitmproxy-ca.pem").stat().st_mode) == 0o600
    assert len(ready.spki) == 44


def test_failures_of_servers_are_recorded_in_words(recorder: Start) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        running = recorder()
        client = running.client()
        assert client.get(f"http://127.0.0.1:{port}/refused").status_code == 502
        assert client.get("http://no-such-host.invalid/x").status_code == 502
        running.child.send(StopCapture())
        running.wait_for(CaptureFinished)
    refused, unknown = read_har(running.output).entries
    assert (refused.response, refused.error) == (
        None,
        f"127.0.0.1:{port} refuses the connection: nothing listens there.",
    )
    assert (unknown.response, unknown.error[:44]) == (None, "There is no host named no-such-host.invalid.")[:2]


def test_a_killed_recorder_loses_nothing_and_the_next_one_rescues_it(recorder: Start) -> None:
    with small_site() as site:
        running = recorder()
        client = running.client()
        for path in ("/", "/app.css", "/dot.png", "/latin"):
            client.get(site.url + path)
        running.wait_for_answers(site.url + "/latin")
        running.child.send(TakeNote(note_id="n1", text="Here the price was wrong."))
        running.child.send(RemoveEntries(entry_ids=(running.id_of("/latin"), running.id_of("/dot.png"))))
        running.child.send(RestoreEntries(entry_ids=(running.id_of("/dot.png"),)))
        running.wait_for(EntriesRestored)
        os.kill(running.child.pid, signal.SIGKILL)
        running.wait_for(ChildEnded)
        assert not running.output.exists()
        left = recover(spool_path(running.output))
        assert [entry.response and entry.response.status for entry in left.entries] == [200] * 3
        assert [entry.request.url.rpartition("/")[2] for entry in left.entries] == ["", "app.css", "dot.png"]
        assert [note.text for note in left.notes] == ["Here the price was wrong."]
        assert read_har(spool_path(running.output)) == left
        again = recorder()
        assert "f-rescued-1.har" in again.wait_for(Noticed).message
        again.client().get(site.url + "/home")
        again.child.send(StopCapture())
        assert again.wait_for(CaptureFinished).entries == 1
    assert read_har(running.output.with_name("f-rescued-1.har")) == left


@pytest.mark.parametrize("how", ["stdin closes", "SIGTERM"])
def test_it_ends_whole_when_its_parent_is_gone_or_the_system_says_so(how: str, recorder: Start) -> None:
    with small_site() as site:
        running = recorder()
        client = running.client()
        slow = threading.Thread(target=_get_in_vain, args=(running.client(), site.url + "/slow"))
        events = client.get(site.url + "/events", stream=True)
        assert next(events.iter_lines(chunk_size=1)) == b"data: 0"  # an event stream comes through at once
        slow.start()
        running.wait_for(EntryCaptured, lambda entry: entry.url.endswith("/slow"))
        if how == "SIGTERM":
            os.kill(running.child.pid, signal.SIGTERM)
        else:
            running.child.end()
        assert running.wait_for(CaptureFinished).entries == 2
        assert running.wait_for(ChildEnded).outcome.exit_code == 0
        slow.join()
        events.close()
        client.close()
    streamed, cut = read_har(running.output).entries
    assert streamed.response
    assert streamed.response.body.startswith(b"data: 0\n\n")
    assert (streamed.resource_type, streamed.error) == ("eventsource", "")
    assert (cut.response, cut.error) == (None, "The recording ended before the answer came.")


def test_an_exchange_is_shown_while_it_goes_on_and_after(recorder: Start) -> None:
    with small_site() as site:
        running = recorder()
        client = running.client()
        client.post(site.url + "/login", data={"note": "x" * 300_000}, allow_redirects=False)
        events = client.get(site.url + "/events", stream=True)
        assert next(events.iter_lines(chunk_size=1)) == b"data: 0"
        for path in ("/login", "/events"):
            running.child.send(ShowEntry(entry_id=running.id_of(path)))
        login, stream = running.wait_for(EntryShown), running.wait_for(EntryShown)
        running.child.send(ShowEntry(entry_id="none"))
        assert running.wait_for(EntryShown).entry is None
        events.close()
        client.close()
    assert login.entry is not None
    assert login.entry.response is not None
    assert (login.request_bytes, len(login.entry.request.body)) == (300_005, 200_000)
    assert login.entry.response.status == 303
    assert stream.entry is not None
    assert stream.entry.response is not None
    assert stream.entry.response.body.startswith(b"data: 0")
    assert stream.entry.error == ""


def test_what_is_taken_out_and_noted_stands_in_the_file(recorder: Start) -> None:
    with small_site() as site:
        running = recorder()
        client = running.client()
        for path in ("/", "/latin", "/api/hello"):
            client.get(site.url + path)
        running.wait_for_answers(site.url + "/api/hello")
        running.child.send(RemoveEntries(entry_ids=(running.id_of("/latin"),)))
        assert running.wait_for(EntriesRemoved).entry_ids == (running.id_of("/latin"),)
        for text in ("Slow here", "Very slow here"):
            running.child.send(TakeNote(note_id="n1", text=text))
        assert running.wait_for(NoteTaken, lambda told: told.note.text == "Very slow here").note.page_id
        running.child.send(StopCapture())
        assert running.wait_for(CaptureFinished).entries == 2
    recording = read_har(running.output)
    assert sorted(by_path(recording.entries)) == ["/", "/api/hello"]
    assert [(note.text, note.page_id) for note in recording.notes] == [("Very slow here", recording.pages[0].id)]


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit another process's files")
def test_a_full_disk_ends_the_recording_and_keeps_what_there_is(recorder: Start) -> None:
    with small_site() as site:
        running = recorder()
        client = running.client()
        client.get(site.url + "/")
        running.wait_for_answers(site.url + "/")
        spool = spool_path(running.output)
        room = spool.stat().st_size + 4_000
        resource.prlimit(running.child.pid, resource.RLIMIT_FSIZE, (room, room))
        client.post(site.url + "/login", data={"note": "x" * 100_000}, allow_redirects=False)
        failed = running.wait_for(Failed)
        assert running.wait_for(ChildEnded).outcome.exit_code == ExitCode.INVALID_FILE
    assert "the recording ends here. What came until then is kept." in failed.message
    assert list(by_path(read_har(running.output).entries)) == ["/"]
    assert not spool.exists()


def test_an_upstream_proxy_is_used(recorder: Start) -> None:
    asked: list[tuple[str, str]] = []

    class Upstream(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Proxy-Authorization"]))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Upstream) as upstream:
        thread = threading.Thread(target=upstream.handle_request)
        thread.start()
        running = recorder(connection=Connection(upstream=f"http://ann:secret@127.0.0.1:{upstream.server_address[1]}"))
        client = running.client()
        with small_site() as site:  # this computer itself is not reached through it
            assert client.get(site.url + "/api/hello").ok
            assert client.get("http://shop.test/x").text == "ok"
            assert client.get(site.url + "/latin").ok
            assert "proxy-authorization" not in site.seen["/latin"].lower()
        running.child.send(StopCapture())
        running.wait_for(CaptureFinished)
        thread.join()
    assert asked == [("http://shop.test/x", "Basic YW5uOnNlY3JldA==")]
    assert (
        "YW5uOnNlY3JldA" not in running.output.read_text()
    )  # the person's password for the proxy is none of the site's


@pytest.mark.parametrize(
    ("wishes", "sentence", "exit_code"),
    [
        ({"browser": "lynx"}, "No browser found (lynx)", ExitCode.PROGRAM_FAILED),
        ({"connection": Connection(upstream="ftp://x")}, "'ftp://x' is no proxy", ExitCode.USAGE),
        ({"output": "/no/such/folder/f.har"}, "/no/such/folder/f.har: cannot be written", ExitCode.INVALID_FILE),
    ],
)
def test_what_cannot_be_done_is_said(
    wishes: dict[str, Any], sentence: str, exit_code: ExitCode, recorder: Start, tmp_path: Path
) -> None:
    running = recorder(**wishes)
    failed = running.wait_for(Failed)
    assert sentence in failed.message
    assert failed.exit_code == exit_code
    assert running.wait_for(ChildEnded).outcome.exit_code == exit_code
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told(recorder: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        running = recorder(port=taken.getsockname()[1])
        assert "another program has it" in running.wait_for(Failed).message
