"""What the recorder is told and what it tells."""

from __future__ import annotations

import msgspec

from loadstudio.recording.entry import Entry, Note
from loadstudio.wire.common import Failed, Hello, Noticed


class ClientCertificate(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that the recorder shows to one host, as the browser would. `file` is PEM (with the key in it or in
    `key_file`) or PKCS #12; `password` opens it.
    """

    host: str
    file: str
    key_file: str = ""
    password: str = ""


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """How the recorder reaches the site. `upstream` is a proxy's URL, `system` for the one that this computer uses, or
    '' for none; `ca_file` an authority to be trusted besides the known ones, or ''.
    """

    upstream: str = ""
    ca_file: str = ""
    client_certificates: tuple[ClientCertificate, ...] = ()


class StartCapture(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StartCapture"):
    """Listen on 127.0.0.1:`port` (0: any), open `browser` on `url`, write to `output` (a HAR, complete whenever
    capture ends).

    `browser`: auto, chrome, chromium, edge, brave, firefox, none. `url` may be '' with browser none. With
    `open_to_network` other devices may connect too. `remote_debugging` opens the browser's DevTools port on loopback
    (always so when headless), for tests that drive it.
    """

    url: str
    output: str
    browser: str = "auto"
    headless: bool = False
    port: int = 0
    connection: Connection = Connection()
    open_to_network: bool = False
    remote_debugging: bool = False


class NameStep(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="NameStep"):
    """Rename the current step."""

    title: str


class NextStep(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="NextStep"):
    """Requests that start from now on belong to a new step with this title ('' : named by itself)."""

    title: str = ""


class PauseCapture(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="PauseCapture"):
    """Let traffic through without recording it."""


class ResumeCapture(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ResumeCapture"):
    """Record again."""


class RemoveEntries(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RemoveEntries"):
    """Take exchanges out of the recording."""

    entry_ids: tuple[str, ...]


class RestoreEntries(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="RestoreEntries"):
    """Bring exchanges back that were taken out."""

    entry_ids: tuple[str, ...]


class TakeNote(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="TakeNote"):
    """Keep a note of this moment; with a known `note_id` its text changes, and '' takes it away."""

    note_id: str
    text: str


class ShowEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ShowEntry"):
    """Send an exchange with its headers and the beginning of its bodies (`EntryShown`)."""

    entry_id: str


class OpenToNetwork(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="OpenToNetwork"):
    """Let other devices of the network connect, or this computer alone again."""

    open: bool


class StopCapture(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StopCapture"):
    """Close the browser, write the HAR, end."""


class BrowserOpened(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="BrowserOpened"):
    """The browser runs. `devtools` is the address of its DevTools port, or ''."""

    name: str
    devtools: str = ""


class CaptureStarted(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="CaptureStarted"):
    """The proxy listens and its self-test passed. `proxy` is host:port; `tested` says what went through it."""

    proxy: str
    ca_file: str
    spki: str
    tested: tuple[str, ...] = ()


class ListeningChanged(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ListeningChanged"):
    """Under which addresses (host:port) other devices of the network reach the recorder now; none: they do not."""

    addresses: tuple[str, ...]


class PageStarted(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="PageStarted"):
    """A step began, or its title changed (same `page_id` again)."""

    page_id: str
    title: str
    started_us: int
    named: bool = False


class EntryCaptured(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="EntryCaptured"):
    """An exchange began (`status` 0 and `finished` false), or ended: the same `entry_id` again with the facts of the
    answer.
    """

    entry_id: str
    page_id: str
    method: str
    url: str
    started_us: int
    finished: bool = False
    status: int = 0
    duration_ms: float = 0.0
    size_bytes: int = 0
    mime_type: str = ""
    resource_type: str = ""
    error: str = ""


class EntriesRemoved(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="EntriesRemoved"):
    """Exchanges are out of the recording, on disk too."""

    entry_ids: tuple[str, ...]


class EntriesRestored(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="EntriesRestored"):
    """Exchanges are back."""

    entry_ids: tuple[str, ...]


class NoteTaken(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="NoteTaken"):
    """A note is on disk; one with another text than before was changed, one without text is gone."""

    note: Note


class EntryShown(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="EntryShown"):
    """An exchange as far as it came, with the beginnings of its bodies and its last messages; counts tell the whole.

    `entry` is None where the recorder knows no such exchange.
    """

    entry_id: str
    entry: Entry | None
    request_bytes: int = 0
    response_bytes: int = 0
    messages: int = 0


class BrowserClosed(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="BrowserClosed"):
    """The person closed the browser; the recorder goes on to finish by itself."""


class CaptureFinished(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="CaptureFinished"):
    """The HAR is complete on disk."""

    output: str
    entries: int
    pages: int


type RecorderCommand = (
    StartCapture
    | NameStep
    | NextStep
    | PauseCapture
    | ResumeCapture
    | RemoveEntries
    | RestoreEntries
    | TakeNote
    | ShowEntry
    | OpenToNetwork
    | StopCapture
)
type RecorderEvent = (
    Hello
    | Failed
    | Noticed
    | CaptureStarted
    | BrowserOpened
    | PageStarted
    | EntryCaptured
    | EntriesRemoved
    | EntriesRestored
    | NoteTaken
    | EntryShown
    | ListeningChanged
    | BrowserClosed
    | CaptureFinished
)
