"""The addon that sees every flow: it gives each its step, tells the parent, and puts finished exchanges in the journal.

A flow belongs to the step that was current when its request started. Answers are passed on to the browser as they come,
and kept on the side: pages render as they would without a proxy, and event streams do not stall.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec
from mitmproxy import http, tls

from loadstudio.base.errors import FileError
from loadstudio.base.ids import new_id
from loadstudio.http_types.body import media_type
from loadstudio.http_types.message import Request, Response
from loadstudio.http_types.url import host_name, is_loopback
from loadstudio.recorder import translate, troubles
from loadstudio.recorder.exchange import Exchange
from loadstudio.recorder.journal import Journal
from loadstudio.recorder.own_pages import is_own
from loadstudio.recorder.preview import entry_shown
from loadstudio.recorder.steady_clock import SteadyClock
from loadstudio.recording.entry import Entry, Note, Page
from loadstudio.recording.filters import is_browser_traffic
from loadstudio.recording.pages import StepTracker
from loadstudio.recording.resource_types import resource_type
from loadstudio.recording.spool import EntriesRemoved, EntriesRestored, EntryEnded, NoteKnown, PageKnown, SpoolLine
from loadstudio.wire import recorder_messages as told
from loadstudio.wire.common import Noticed
from loadstudio.wire.recorder_messages import EntryCaptured, PageStarted

_CONDITIONS = ("if-none-match", "if-modified-since")

type Tell = Callable[[msgspec.Struct], None]


class Capture:
    """mitmproxy addon. `tell` sends an event to the parent; `fail` is called when the disk takes no more."""

    def __init__(self, journal: Journal, tell: Tell, fail: Callable[[FileError], None], start_url: str = "") -> None:
        self._journal = journal
        self._tell = tell
        self._fail = fail
        self._start_url = start_url
        self._steps = StepTracker(lambda: new_id("p"))
        self._announced: dict[str, Page] = {}
        self._open: dict[str, Exchange] = {}
        self._distrustful: set[str] = set()
        self._notes: dict[str, Note] = {}
        self._clock = SteadyClock()
        self.paused = False

    # what the person does

    def obey(self, command: msgspec.Struct) -> None:
        """Do what concerns steps, requests and notes."""
        match command:
            case told.NameStep(title=title):
                self.name_step(title)
            case told.NextStep(title=title):
                self.next_step(title)
            case told.PauseCapture():
                self.paused = True
            case told.ResumeCapture():
                self.paused = False
            case told.RemoveEntries(entry_ids=ids):
                self.remove(ids)
            case told.RestoreEntries(entry_ids=ids):
                self.restore(ids)
            case told.TakeNote(note_id=note_id, text=text):
                self.take_note(note_id, text)
            case told.ShowEntry(entry_id=entry_id):
                self.show(entry_id)

    def name_step(self, title: str) -> None:
        """Rename the current step."""
        self._steps.name_step(title)
        self._announce()

    def next_step(self, title: str) -> None:
        """Begin a step."""
        self._steps.next_step(title, self._clock.microseconds())
        self._announce()

    def remove(self, entry_ids: tuple[str, ...]) -> None:
        """Take exchanges out of the recording."""
        self._write(EntriesRemoved(entry_ids=entry_ids))
        self._tell(told.EntriesRemoved(entry_ids=entry_ids))

    def restore(self, entry_ids: tuple[str, ...]) -> None:
        """Bring exchanges back."""
        self._write(EntriesRestored(entry_ids=entry_ids))
        self._tell(told.EntriesRestored(entry_ids=entry_ids))

    def take_note(self, note_id: str, text: str) -> None:
        """Keep a note of this moment, or change one."""
        page = self._steps.current
        now_us = self._clock.microseconds()
        new = Note(id=note_id, page_id=page.id if page else "", time_us=now_us, text=text)
        note = msgspec.structs.replace(self._notes.get(note_id, new), text=text)
        self._notes[note_id] = note
        self._write(NoteKnown(note=note))
        self._tell(told.NoteTaken(note=note))

    def show(self, entry_id: str) -> None:
        """Tell all of an exchange, as far as it has come."""
        under_way = next((exchange for exchange in self._open.values() if exchange.id == entry_id), None)
        if under_way is None:
            entry = self._journal.entry(entry_id)
        else:
            entry = self._entry(under_way, "" if under_way.flow.response else troubles.UNDER_WAY)
        self._tell(entry_shown(entry_id, entry))

    async def settle(self, patience_s: float) -> None:
        """Wait until what was asked for is answered (not WebSockets and event streams), but not longer than this."""
        deadline_s = time.monotonic() + patience_s
        while time.monotonic() < deadline_s and any(not exchange.endless for exchange in self._open.values()):
            await asyncio.sleep(0.02)

    def close(self) -> None:
        """Put what is still open in the journal as far as it came."""
        for exchange in list(self._open.values()):
            self._end(exchange, "" if exchange.flow.response else troubles.STILL_OPEN)

    # mitmproxy's hooks

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        """A request begins."""
        if is_own(flow):
            return
        request = translate.request_of(flow)
        if self.paused or is_browser_traffic(request, self._start_url):
            return
        for name in _CONDITIONS:  # a recording needs whole answers, not "304 you have it": JMeter and Gatling do so too
            flow.request.headers.pop(name, None)
        kind = resource_type(request, None)
        started_us = self._clock.microseconds(flow.request.timestamp_start)
        page_id = self._steps.request_started(request, started_us, kind)
        self._announce()
        self._open[flow.id] = exchange = Exchange(flow, page_id, kind, started_us)
        self._tell(self._begun(exchange, request))

    def responseheaders(self, flow: http.HTTPFlow) -> None:
        """An answer begins: from here on it is passed on as it comes."""
        exchange = self._open.get(flow.id)
        if exchange and flow.response and flow.response.status_code != 101:
            exchange.received = bytearray()
            flow.response.stream = exchange.pass_on
            head, _ = translate.response_of(flow, b"")
            if head is not None:
                request = translate.request_of(flow)
                began_us = self._clock.microseconds(flow.response.timestamp_start)
                page_id, kind = exchange.page_id, exchange.kind
                exchange.leads_on = self._steps.answer_began(page_id, request, head, began_us, kind)

    def response(self, flow: http.HTTPFlow) -> None:
        """An answer is whole; a WebSocket only begins."""
        exchange = self._open.get(flow.id)
        if exchange is None:
            return
        if flow.websocket is None:
            self._end(exchange)
        else:
            begun = self._begun(exchange, translate.request_of(flow))
            self._tell(msgspec.structs.replace(begun, status=101, resource_type="websocket"))

    def websocket_end(self, flow: http.HTTPFlow) -> None:
        """A WebSocket is closed."""
        if exchange := self._open.get(flow.id):
            self._end(exchange)

    def error(self, flow: http.HTTPFlow) -> None:
        """No answer came, or only half of one."""
        exchange = self._open.get(flow.id)
        if exchange is None:
            return
        if flow.websocket is not None or (exchange.endless and flow.response):
            self._end(exchange)  # that is how they end
            return
        host = host_name(translate.request_of(flow).url)
        self._end(exchange, troubles.in_words(flow.error.msg if flow.error else "", host))

    def tls_start_server(self, data: tls.TlsData) -> None:
        """Accept any certificate of this computer itself: it can be no one else's."""
        server = data.context.server
        if data.ssl_conn is not None and server.address and is_loopback(server.address[0]):
            data.ssl_conn.set_verify(0)  # SSL.VERIFY_NONE

    def tls_failed_client(self, data: tls.TlsData) -> None:
        """A client refused the certificate that the recorder made: say so once a host."""
        host = data.context.client.sni or ""
        if host and host not in self._distrustful:
            self._distrustful.add(host)
            message = f"A program asked for {host} but does not trust the recorder: have it trust the CA file."
            self._tell(Noticed(message=message))

    # from a flow to the journal

    def _begun(self, exchange: Exchange, request: Request) -> EntryCaptured:
        return EntryCaptured(
            entry_id=exchange.id,
            page_id=exchange.page_id,
            method=request.method,
            url=request.url,
            started_us=exchange.started_us,
            resource_type=exchange.kind,
        )

    def _end(self, exchange: Exchange, error: str = "") -> None:
        self._open.pop(exchange.flow.id, None)
        entry = self._entry(exchange, error)
        response = entry.response
        if response is not None and not exchange.leads_on:
            self._steps.response_ended(entry.page_id, entry.request, response, entry.ended_us, entry.resource_type)
            self._announce()
        self._write(EntryEnded(entry=entry))
        begun = self._begun(exchange, entry.request)
        self._tell(
            msgspec.structs.replace(
                begun,
                finished=True,
                status=response.status if response else 0,
                duration_ms=(entry.ended_us - entry.started_us) / 1000,
                size_bytes=response.wire_bytes if response else 0,
                mime_type=media_type(response.headers) if response else "",
                resource_type=entry.resource_type,
                error=entry.error,
            )
        )

    def _entry(self, exchange: Exchange, error: str) -> Entry:
        flow = exchange.flow
        ended_s = exchange.ended_s
        request = translate.request_of(flow)
        response, trouble = self._response(exchange)
        peer = flow.server_conn.peername
        return Entry(
            id=exchange.id,
            page_id=exchange.page_id,
            started_us=exchange.started_us,
            ended_us=max(exchange.started_us, self._clock.microseconds(ended_s)),
            request=request,
            response=response,
            timings=translate.timings_of(flow, ended_s),
            resource_type=resource_type(request, response),
            server_ip=str(peer[0]) if peer else "",
            error=error or trouble or ("" if response else troubles.in_words("", host_name(request.url))),
            websocket_messages=translate.websocket_messages_of(flow),
        )

    def _response(self, exchange: Exchange) -> tuple[Response | None, str]:
        received = None if exchange.received is None else bytes(exchange.received)
        if not exchange.too_big:
            return translate.response_of(exchange.flow, received)
        megabytes = exchange.received_bytes // 1_000_000
        url = translate.request_of(exchange.flow).url
        self._tell(Noticed(message=f"The answer of {url} has {megabytes} MB: its body is not kept in the recording."))
        response, _ = translate.response_of(exchange.flow, b"")
        return response and msgspec.structs.replace(response, wire_bytes=exchange.received_bytes), ""

    def _announce(self) -> None:
        """Tell of pages that are new or have another title."""
        for page in self._steps.pages:
            if self._announced.get(page.id) != page:
                self._announced[page.id] = page
                self._write(PageKnown(page=page))
                self._tell(PageStarted(page_id=page.id, title=page.title, started_us=page.started_us, named=page.named))

    def _write(self, event: SpoolLine) -> None:
        try:
            self._journal.write(event)
        except FileError as error:
            self._fail(error)
