"""One recording, from `StartCapture` to `CaptureFinished`: what is started in which order, and how it ends whole.

It ends when the parent says so or is gone, on SIGTERM or SIGINT, when the browser closes, or when the disk is full.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import tempfile
from pathlib import Path

from loadstudio import __version__
from loadstudio.base.browsers import InstalledBrowser, find_browser
from loadstudio.base.errors import ExitCode, FileError, LoadStudioError, RecorderFailed
from loadstudio.http_types.url import without_credentials
from loadstudio.recorder.browser_process import BrowserProcess, missing_display
from loadstudio.recorder.browser_wish import BrowserWish
from loadstudio.recorder.capture import Capture
from loadstudio.recorder.certificates import Authority, authority
from loadstudio.recorder.chromium import needs_no_sandbox
from loadstudio.recorder.journal import Journal
from loadstudio.recorder.link import Link, NonsenseReceived
from loadstudio.recorder.network import network_addresses
from loadstudio.recorder.own_pages import OwnPages
from loadstudio.recorder.proxy import Proxy
from loadstudio.recorder.self_test import pass_self_test
from loadstudio.recorder.trust import authorities_file, client_certificates_folder
from loadstudio.recorder.upstream import route_of
from loadstudio.recording.spool import CaptureBegan
from loadstudio.wire.common import Failed, Noticed
from loadstudio.wire.recorder_messages import (
    BrowserClosed,
    BrowserOpened,
    CaptureFinished,
    CaptureStarted,
    ListeningChanged,
    OpenToNetwork,
    RecorderCommand,
    StartCapture,
    StopCapture,
)

_SETTLES_WITHIN_S = 1.0
_FAULT = "The recorder failed by a fault of its own."
_logger = logging.getLogger(__name__)


async def run(link: Link) -> int:
    """Do what the parent says and return the exit code: 0 when the recording is complete on disk."""
    link.open()
    try:
        start = await link.command()
        if start is None:
            return ExitCode.OK  # the parent left before it wanted anything
        await Session(link, _first(start)).record()
    except LoadStudioError as error:
        link.send(Failed(message=str(error), exit_code=int(error.exit_code)))
        return error.exit_code
    except Exception:
        _logger.exception("The recorder failed")
        link.send(Failed(message=_FAULT))
        return ExitCode.PROGRAM_FAILED
    return ExitCode.OK


def _first(command: RecorderCommand | NonsenseReceived) -> StartCapture:
    if isinstance(command, StartCapture):
        return command
    raise RecorderFailed(f"The recorder was told {type(command).__name__} before StartCapture.")


class Session:
    """The parts of one recording while it lasts."""

    def __init__(self, link: Link, start: StartCapture) -> None:
        self._link = link
        self._start = start
        self._stopping = asyncio.Event()
        self._failure: LoadStudioError | None = None
        self._proxy: Proxy | None = None
        self._journal = Journal(Path(start.output))
        self._capture = Capture(self._journal, link.send, self._fail, start.url)
        self._began = CaptureBegan(start_url=without_credentials(start.url), creator=f"LoadStudio {__version__}")

    async def record(self) -> None:
        """Record until told to stop. Raises LoadStudioError; what was recorded until then is on disk all the same."""
        try:
            await self._record_until_stopped()
        except Exception as error:
            kept = self._keep()
            if isinstance(error, LoadStudioError):
                raise
            _logger.exception("The recorder failed")
            raise RecorderFailed(f"{_FAULT} {kept}") from error
        except BaseException:
            self._keep()
            raise
        recording = self._journal.finish()
        if self._failure is not None:
            raise self._failure
        self._link.send(
            CaptureFinished(output=self._start.output, entries=len(recording.entries), pages=len(recording.pages))
        )

    def _keep(self) -> str:
        """Keep what there is after a failure, and say where."""
        if not self._journal.entries:
            self._journal.discard()
            return "Nothing was recorded yet."
        try:
            self._journal.finish()
        except FileError as error:
            return str(error)  # it names the spool
        return f"What was recorded until then is kept in {self._journal.output}."

    async def _record_until_stopped(self) -> None:
        start, link = self._start, self._link
        if self._journal.rescued:
            link.send(Noticed(message=f"An earlier recording was cut off. It is kept in {self._journal.rescued}."))
        installed = self._installed()
        certificates = authority()
        self._journal.write(self._began)
        self._stop_on_signals()
        async with contextlib.AsyncExitStack() as closing:
            folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="loadstudio-recorder-")))
            self._proxy = proxy = self._prepared(certificates, folder)
            closing.push_async_callback(proxy.stop)
            closing.callback(self._capture.close)
            port = await proxy.start()
            tested = await pass_self_test(port, certificates.certificate)
            listening = f"127.0.0.1:{port}"
            link.send(
                CaptureStarted(
                    proxy=listening, ca_file=str(certificates.certificate), spki=certificates.spki, tested=tested
                )
            )
            if start.open_to_network:
                await self._open_to_network(True)
            commands = asyncio.create_task(self._obey())
            closing.callback(commands.cancel)
            if installed is not None:
                browser = await self._open_browser(installed, listening, certificates)
                closing.push_async_callback(browser.close)
                watch = asyncio.create_task(self._watch(browser))
                closing.callback(watch.cancel)
            await self._stopping.wait()
            await self._capture.settle(_SETTLES_WITHIN_S)

    def _prepared(self, certificates: Authority, folder: Path) -> Proxy:
        connection = self._start.connection
        return Proxy(
            [OwnPages(certificates.certificate), self._capture],
            certificates=certificates.folder,
            route=route_of(connection.upstream),
            port=self._start.port,
            authorities=authorities_file(folder, connection.ca_file),
            client_certificates=client_certificates_folder(folder, connection.client_certificates),
        )

    async def _open_to_network(self, wanted: bool) -> None:
        assert self._proxy is not None
        hosts = network_addresses() if wanted else ()
        addresses = await self._proxy.listen_also(hosts)
        if wanted and not addresses:
            self._link.send(Noticed(message="This computer is in no network: no other device can reach the recorder."))
        self._link.send(ListeningChanged(addresses=addresses))

    def _installed(self) -> InstalledBrowser | None:
        if self._start.browser == "none":
            return None
        installed = find_browser(self._start.browser)
        if trouble := missing_display(self._start.headless):
            raise RecorderFailed(trouble)
        return installed

    async def _open_browser(self, installed: InstalledBrowser, proxy: str, trusted: Authority) -> BrowserProcess:
        if installed.family == "chromium" and needs_no_sandbox():
            self._link.send(Noticed(message=f"{installed.name} runs without its sandbox, because you are root."))
        browser = await BrowserProcess.launch(
            installed,
            BrowserWish(
                url=self._start.url,
                proxy=proxy,
                spki=trusted.spki,
                ca_file=trusted.certificate,
                program=installed.path,
                headless=self._start.headless,
                remote_debugging=self._start.remote_debugging,
            ),
        )
        self._journal.write(
            CaptureBegan(start_url=self._began.start_url, creator=self._began.creator, browser=browser.name)
        )
        self._link.send(BrowserOpened(name=browser.name, devtools=browser.devtools))
        return browser

    async def _watch(self, browser: BrowserProcess) -> None:
        """Notice when the person closes the browser."""
        exit_code = await browser.wait()
        if exit_code != 0 and not self._journal.entries:
            self._fail(RecorderFailed(f"{browser.name} closed at once. {browser.last_words()}".strip()))
            return
        self._link.send(BrowserClosed())
        self._stopping.set()

    async def _obey(self) -> None:
        """Carry out commands until the last."""
        while not self._stopping.is_set():
            match await self._link.command():
                case OpenToNetwork(open=wanted):
                    await self._open_to_network(wanted)
                case StopCapture() | None:
                    self._stopping.set()
                case StartCapture():
                    self._link.send(Noticed(message="A recording is already going on; it goes on."))
                case NonsenseReceived(reason=reason):
                    self._fail(RecorderFailed(f"The recorder was told something that it does not know ({reason})."))
                case command:
                    self._capture.obey(command)

    def _fail(self, error: LoadStudioError | FileError) -> None:
        """End because of this."""
        self._failure = self._failure or error
        self._stopping.set()

    def _stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            try:
                loop.add_signal_handler(number, self._stopping.set)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._stopping.set))
