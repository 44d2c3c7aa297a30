"""What the recorder is told and what it tells."""

from __future__ import annotations

import msgspec

from loadstudio.wire.common import Failed, Hello, Noticed


class StartCapture(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StartCapture"):
    """Listen on 127.0.0.1:`port` (0: any), open `browser` on `url`, write to `output` (a HAR, complete whenever
    capture ends).

    `browser`: auto, chrome, chromium, edge, brave, firefox, none. `url` may be '' with browser none. `upstream`: a
    proxy URL or ''. `remote_debugging` opens the browser's DevTools port on loopback (always so when headless), for
    tests that drive it.
    """

    url: str
    output: str
    browser: str = "auto"
    headless: bool = False
    port: int = 0
    upstream: str = ""
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


class StopCapture(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="StopCapture"):
    """Close the browser, write the HAR, end."""


class BrowserOpened(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="BrowserOpened"):
    """The browser runs. `devtools` is the address of its DevTools port, or ''."""

    name: str
    devtools: str = ""


class CaptureStarted(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="CaptureStarted"):
    """The proxy listens and its self-test passed. `proxy` is host:port."""

    proxy: str
    ca_file: str
    spki: str


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


class BrowserClosed(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="BrowserClosed"):
    """The person closed the browser; the recorder goes on to finish by itself."""


class CaptureFinished(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="CaptureFinished"):
    """The HAR is complete on disk."""

    output: str
    entries: int
    pages: int


type RecorderCommand = StartCapture | NameStep | NextStep | PauseCapture | ResumeCapture | StopCapture
type RecorderEvent = (
    Hello
    | Failed
    | Noticed
    | CaptureStarted
    | BrowserOpened
    | PageStarted
    | EntryCaptured
    | BrowserClosed
    | CaptureFinished
)
