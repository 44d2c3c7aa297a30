"""The recorder's parts that need no process: browsers, the certificate authority, the journal."""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from loadstudio.base.browsers import find_browser, installed_browsers
from loadstudio.base.errors import FileError, RecorderFailed, UsageError
from loadstudio.recorder.browser_process import sweep_profiles
from loadstudio.recorder.browser_wish import BrowserWish
from loadstudio.recorder.certificates import authority
from loadstudio.recorder.chromium import arguments
from loadstudio.recorder.firefox import settings
from loadstudio.recorder.journal import Journal
from loadstudio.recorder.trust import authorities_file, client_certificates_folder
from loadstudio.recorder.upstream import route_of
from loadstudio.recording.entry import Note, Page
from loadstudio.recording.har_read import read_har
from loadstudio.recording.spool import (
    CaptureBegan,
    EntriesRemoved,
    EntriesRestored,
    EntryEnded,
    NoteKnown,
    PageKnown,
    line,
)
from loadstudio.wire.recorder_messages import ClientCertificate
from tests.support.exchanges import T0_US, an_entry

if sys.platform != "win32":
    import resource


def install(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).touch(mode=0o755)


def a_wish(**wishes: object) -> BrowserWish:
    usual = {"url": "http://a/", "proxy": "127.0.0.1:81", "spki": "x=", "ca_file": Path("ca.pem"), "program": Path("b")}
    return BrowserWish(**(usual | wishes))  # type: ignore[arg-type]


def test_the_first_browser_there_is_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecorderFailed, match="Install Chromium"):
        find_browser("auto")
    install(tmp_path, "microsoft-edge", "chromium", "firefox-esr")
    assert find_browser("auto").name == "Chromium"
    assert find_browser("edge").path == tmp_path / "microsoft-edge"
    assert [browser.key for browser in installed_browsers()] == ["chromium", "edge", "firefox"]
    with pytest.raises(RecorderFailed, match=r"No browser found \(Brave\). This computer has Chromium, Edge, Firefox"):
        find_browser("brave")


def test_a_browser_in_a_snap_is_known_by_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "firefox").write_text('#!/bin/sh\nif x; then\n  exec /snap/bin/firefox "$@"\nfi\n')
    (tmp_path / "snap").touch(mode=0o755)
    (tmp_path / "chromium").symlink_to(tmp_path / "snap")
    (tmp_path / "firefox").chmod(0o755)
    install(tmp_path, "google-chrome")
    assert [(browser.key, browser.snap) for browser in installed_browsers()] == [
        ("chrome", ""),
        ("chromium", "chromium"),
        ("firefox", "firefox"),
    ]


def test_a_browser_records_localhost_and_keeps_web_security(tmp_path: Path) -> None:
    line = arguments(tmp_path, a_wish())
    assert {"--proxy-bypass-list=<-loopback>", "--disable-quic", "--proxy-server=127.0.0.1:81"} <= set(line)
    assert "--ignore-certificate-errors-spki-list=x=" in line
    assert not any("web-security" in word or "remote-debugging" in word or "headless" in word for word in line)
    assert line[-1] == "http://a/"
    headless = arguments(tmp_path, a_wish(url="", headless=True))
    assert {"--headless=new", "--remote-debugging-port=0", "about:blank"} <= set(headless)


def test_firefox_sends_localhost_through_the_proxy_too() -> None:
    wanted = settings(a_wish())
    assert (wanted["network.proxy.ssl"], wanted["network.proxy.ssl_port"]) == ("127.0.0.1", 81)
    assert wanted["network.proxy.allow_hijacking_localhost"] is True
    assert wanted["network.captive-portal-service.enabled"] is False


def test_profiles_of_recorders_that_are_gone_are_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("loadstudio-browser-4194305-x", "loadstudio-browser-1-x", "other"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    confined = tmp_path / "home" / "snap" / "firefox" / "common" / "loadstudio-browser-4194305-y"
    confined.mkdir(parents=True)
    sweep_profiles()
    assert not confined.exists()
    shutil.rmtree(tmp_path / "home")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["loadstudio-browser-1-x", "other"]


def test_two_recorders_that_start_at_once_share_one_authority(own_home: Path) -> None:
    made = []
    threads = [threading.Thread(target=lambda: made.append(authority())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1] == authority()
    assert [path.name for path in (own_home / "certificates").iterdir()] == ["authority"]
    made[0].certificate.write_text("damaged")
    assert authority().spki != made[0].spki


@pytest.mark.parametrize(
    ("upstream", "mode"),
    [
        ("", ("regular", None)),
        ("http://proxy.example:3128", ("upstream:http://proxy.example:3128", None)),
        ("proxy.example", ("upstream:http://proxy.example:80", None)),
        ("https://ann:pass@[::1]", ("upstream:https://[::1]:443", "ann:pass")),
    ],
)
def test_an_upstream_proxy_is_read_as_people_write_it(upstream: str, mode: tuple[str, str | None]) -> None:
    route = route_of(upstream)
    assert (route.mode, route.credentials) == mode
    assert route.is_direct("127.0.0.1")


@pytest.mark.parametrize("upstream", ["ftp://x", "http://x:99999", "http://"])
def test_what_is_no_proxy_is_refused(upstream: str) -> None:
    with pytest.raises(UsageError, match="is no proxy"):
        route_of(upstream)


def test_a_journal_becomes_a_har_with_the_pages_that_were_used(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "f.har")
    journal.write(CaptureBegan(start_url="https://shop.example/"))
    for page_id, title in (("p1", "Home"), ("p2", "Never used"), ("p1", "Welcome")):
        journal.write(PageKnown(page=Page(id=page_id, title=title, started_us=T0_US)))
    journal.write(EntryEnded(entry=an_entry("https://shop.example/late", at_ms=5, page_id="p1")))
    journal.write(EntryEnded(entry=an_entry("https://shop.example/", page_id="p1")))
    assert journal.entries == 2
    recording = journal.finish()
    assert [page.title for page in recording.pages] == ["Welcome"]
    assert [entry.request.url for entry in recording.entries] == ["https://shop.example/", "https://shop.example/late"]
    assert read_har(tmp_path / "f.har") == recording
    assert [path.name for path in tmp_path.iterdir()] == ["f.har"]


def test_what_a_killed_recorder_left_is_never_overwritten(tmp_path: Path) -> None:
    spool = tmp_path / "f.har.part"
    spool.write_text('{"spool":"began"}\nnonsense\n')
    with pytest.raises(FileError, match=r"f\.har\.part, line 2: is damaged"):
        read_har(spool)
    journal = Journal(tmp_path / "f.har")
    assert journal.rescued == tmp_path / "f-rescued-1.har.part"
    assert journal.rescued.read_text().endswith("nonsense\n")
    with pytest.raises(FileError, match="another recorder"):
        Journal(tmp_path / "f.har")
    journal.discard()
    spool.write_bytes(line(EntryEnded(entry=an_entry("https://shop.example/", page_id="p1"))) + b'{"spool"')
    journal = Journal(tmp_path / "f.har")
    assert journal.rescued == tmp_path / "f-rescued-1.har"
    assert [entry.request.url for entry in read_har(journal.rescued).entries] == ["https://shop.example/"]
    assert journal.finish().entries == ()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        Journal(tmp_path / "none" / "f.har")


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of Unix")
def test_a_disk_that_is_full_from_the_start_is_told_by_its_file(own_home: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "f.har")
    with no_room_on_the_disk():
        with pytest.raises(FileError, match=r"f\.har\.part: cannot be written"):
            journal.write(CaptureBegan(start_url="https://shop.example/"))
        journal.discard()
        with pytest.raises(FileError, match="authority: the recorder's certificate cannot be made here"):
            authority()
    assert not list(tmp_path.glob("f.*"))
    assert authority().certificate.is_file(), "once there is room"


@contextlib.contextmanager
def no_room_on_the_disk() -> Iterator[None]:
    """Let no file grow meanwhile."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_what_is_taken_out_can_come_back_and_notes_find_their_page(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "f.har")
    journal.write(PageKnown(page=Page(id="p1", title="Home", started_us=T0_US)))
    entries = [an_entry(f"https://shop.example/{number}", at_ms=number, page_id="p1") for number in range(3)]
    entries = [msgspec.structs.replace(entry, id=f"e{number}") for number, entry in enumerate(entries)]
    for entry in entries:
        journal.write(EntryEnded(entry=entry))
    assert journal.entry("e1") == entries[1]
    assert journal.entry("none") is None
    journal.write(EntriesRemoved(entry_ids=("e0", "e1")))
    journal.write(EntriesRestored(entry_ids=("e0",)))
    for note_id, page_id, text in (("n1", "gone", "late"), ("n2", "p1", "x"), ("n3", "p1", "wrong"), ("n3", "p1", "")):
        journal.write(NoteKnown(note=Note(id=note_id, page_id=page_id, time_us=T0_US + 5, text=text)))
    recording = journal.finish()
    assert [entry.id for entry in recording.entries] == ["e0", "e2"]
    assert [(note.id, note.page_id, note.text) for note in recording.notes] == [("n1", "p1", "late"), ("n2", "p1", "x")]
    assert read_har(tmp_path / "f.har") == recording


@pytest.mark.parametrize(
    ("environment", "host", "direct"),
    [
        ({}, "shop.example", None),
        ({"https_proxy": "http://ann:p%40ss@proxy.example:3128"}, "shop.example", False),
        ({"http_proxy": "proxy.example", "no_proxy": "intern.example"}, "a.intern.example", True),
        ({"http_proxy": "proxy.example"}, "localhost", True),
    ],
)
def test_the_systems_proxy_is_used_with_its_exceptions(
    environment: dict[str, str], host: str, direct: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    route = route_of("system")
    assert route.mode.startswith("upstream:http://proxy.example:") is bool(environment)
    if direct is not None:
        assert route.is_direct(host) is direct
    if "https_proxy" in environment:
        assert route.credentials == "ann:p@ss"


def test_what_is_no_certificate_is_told_with_its_file(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("hello")
    with pytest.raises(FileError, match=r"wrong\.pem: is no certificate of an authority"):
        authorities_file(tmp_path, str(wrong))
    for file, words in ((wrong, "is no .p12"), (tmp_path / "none.pem", "none.pem")):
        with pytest.raises(FileError, match=words):
            client_certificates_folder(tmp_path, [ClientCertificate(host="shop.example", file=str(file))])
        shutil.rmtree(tmp_path / "client-certificates")
