"""`loadstudio record`: records what happens in a browser until it closes, or until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path
from types import FrameType
from typing import Any

from loadstudio.base.errors import ExitCode, FileError, RecorderFailed, UsageError
from loadstudio.base.units import counted_text
from loadstudio.cli.console import data_line, progress, say
from loadstudio.http_types import url
from loadstudio.supervise.capture_session import CaptureSession
from loadstudio.supervise.child import Child
from loadstudio.wire.recorder_messages import ClientCertificate, Connection, RecorderEvent, StartCapture

_BROWSERS = ("auto", "chrome", "chromium", "edge", "brave", "firefox", "none")
_POLL_S = 0.2
_PASSWORD = "LOADSTUDIO_CLIENT_CERTIFICATE_PASSWORD"  # a command line can be read by every program of the computer


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("record", help="record a browser session into a HAR file")
    command.add_argument("url", nargs="?", default="", metavar="URL", help="the page to open first")
    command.add_argument("-o", "--output", required=True, metavar="FILE.har", help="the recording to write")
    command.add_argument("--browser", choices=_BROWSERS, default="auto", help="which browser to open (default: auto)")
    command.add_argument("--headless", action="store_true", help="open the browser without a window")
    command.add_argument(
        "--remote-debugging", action="store_true", help="let a program drive the browser (always so when headless)"
    )
    command.add_argument("--port", type=int, default=0, metavar="N", help="the proxy's port (default: any free one)")
    command.add_argument(
        "--open-to-network", action="store_true", help="let other devices of the network connect too (default: nobody)"
    )
    command.add_argument(
        "--upstream", default="", metavar="URL", help="a proxy through which to reach the site, or 'system'"
    )
    command.add_argument("--ca-file", default="", metavar="FILE", help="an authority to trust besides the known ones")
    command.add_argument(
        "--client-certificate",
        action="append",
        default=[],
        metavar="HOST=FILE[,KEY]",
        help=f"a certificate to show to a host (.pem, .p12, .pfx); its password stands in {_PASSWORD}",
    )
    command.set_defaults(call=call)


class _Interruption:
    """Remembers that the person (or the system) asked to stop; the recording then ends in order."""

    def __init__(self) -> None:
        self.asked = 0
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1


def call(arguments: argparse.Namespace) -> int:
    """Record and return the exit code. A recording that was stopped on purpose is a success."""
    session = CaptureSession(_start_command(arguments))
    interruption = _Interruption()
    told_ready = told_stop = told_open = False
    with Child("recorder", RecorderEvent) as recorder:
        recorder.send(session.start)
        while not session.over:
            event = recorder.take(_POLL_S)
            if event is not None:
                session.handle(event)
            if interruption.asked and not told_stop:
                told_stop = True
                recorder.send(session.stop())
            if not told_ready and session.ready and (session.browser or session.start.browser == "none"):
                told_ready = True
                _tell_ready(session)
            if session.network_addresses and not told_open:
                told_open = True
                _tell_open(session)
            while session.notices:
                say(session.notices.pop(0))
            if told_ready:
                progress(_counted(len(session.entries), len(session.pages), ", "))
    return _tell_end(session)


def _start_command(arguments: argparse.Namespace) -> StartCapture:
    if not arguments.url and arguments.browser != "none":
        raise UsageError("Say which page to open first: loadstudio record https://shop.example -o shop.har")
    if not 0 <= arguments.port <= 65535:
        raise UsageError(f"{arguments.port} is not a port (0 to 65535).")
    try:
        address = url.completed(arguments.url) if arguments.url else ""
    except ValueError as error:
        raise UsageError(str(error)) from error
    output = Path(arguments.output).resolve()
    if not output.parent.is_dir():
        raise FileError(arguments.output, "its folder does not exist")
    if output.is_dir():
        raise FileError(arguments.output, "is a folder. Name the file to write, for example shop.har.")
    return StartCapture(
        url=address,
        output=str(output),
        browser=arguments.browser,
        headless=arguments.headless,
        port=arguments.port,
        connection=_connection(arguments),
        open_to_network=arguments.open_to_network,
        remote_debugging=arguments.remote_debugging,
    )


def _connection(arguments: argparse.Namespace) -> Connection:
    return Connection(
        upstream=arguments.upstream,
        ca_file=str(Path(arguments.ca_file).resolve()) if arguments.ca_file else "",
        client_certificates=tuple(_client_certificate(words) for words in arguments.client_certificate),
    )


def _client_certificate(words: str) -> ClientCertificate:
    host, mark, files = words.partition("=")
    file, _, key = files.partition(",")
    if not (host and mark and file):
        raise UsageError(f"'{words}' names no certificate. Write --client-certificate shop.example=me.p12")
    return ClientCertificate(
        host=host,
        file=str(Path(file).resolve()),
        key_file=str(Path(key).resolve()) if key else "",
        password=os.environ.get(_PASSWORD, ""),
    )


def _tell_ready(session: CaptureSession) -> None:
    assert session.ready is not None
    facts = {"proxy": session.ready.proxy, "ca_file": session.ready.ca_file, "spki": session.ready.spki}
    if session.browser and session.browser.devtools:
        facts["devtools"] = session.browser.devtools
    data_line(facts)
    if session.browser:
        say(f"Recording in {session.browser.name}. Close the browser or press Ctrl-C when you are done.")
    else:
        say(f"Recording what comes through {session.ready.proxy}. Press Ctrl-C when you are done.")


def _tell_open(session: CaptureSession) -> None:
    first, *_ = session.network_addresses
    say(f"Careful: everyone in this network may use the recorder, at {', '.join(session.network_addresses)}.")
    say(f"Open http://{first}/ on the other device: it says what to do there.")


def _tell_end(session: CaptureSession) -> int:
    if session.finished is None:
        error = RecorderFailed(session.failure)
        say(f"loadstudio: {error}")
        return session.exit_code or ExitCode.PROGRAM_FAILED
    said = _counted(session.finished.entries, session.finished.pages, " in ")
    say(f"{session.finished.output}: {said}.")
    return ExitCode.OK


def _counted(requests: int, steps: int, between: str) -> str:
    return f"{counted_text(requests, 'request')}{between}{counted_text(steps, 'step')}"
