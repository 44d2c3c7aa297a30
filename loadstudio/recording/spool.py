"""The spool of a recording in progress: one JSON line an event, appended as it happens, so that a crash loses nothing.

Here is the format and its reading; the recorder writes the file, beside the HAR that it becomes.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.files import read_file
from loadstudio.recording.entry import Entry, Page, Recording


class CaptureBegan(msgspec.Struct, frozen=True, kw_only=True, tag_field="spool", tag="began"):
    """The first line; again when the browser is known."""

    start_url: str = ""
    browser: str = ""
    creator: str = ""


class PageKnown(msgspec.Struct, frozen=True, kw_only=True, tag_field="spool", tag="page"):
    """A page began or was renamed; the last line with an id counts."""

    page: Page


class EntryEnded(msgspec.Struct, frozen=True, kw_only=True, tag_field="spool", tag="entry"):
    """An exchange is complete."""

    entry: Entry


type SpoolLine = CaptureBegan | PageKnown | EntryEnded

_DECODER: msgspec.json.Decoder[SpoolLine] = msgspec.json.Decoder(CaptureBegan | PageKnown | EntryEnded)
_MARK = b'{"spool":'


def spool_path(output: Path | str) -> Path:
    """Return where the spool of a recording into `output` stands: `F.har.part`."""
    output = Path(output)
    return output.with_name(output.name + ".part")


def line(event: SpoolLine) -> bytes:
    """Return an event as one line with its newline."""
    return msgspec.json.encode(event) + b"\n"


def is_spool(data: bytes) -> bool:
    """Tell whether bytes are the beginning of a spool."""
    return data.startswith(_MARK)


def recover(path: Path | str) -> Recording:
    """Return what a spool holds, as far as it was written. Raises FileError."""
    path = Path(path)
    return parse(path, read_file(path))


def parse(path: Path, data: bytes) -> Recording:
    """Return what the bytes of a spool hold; a last line that was cut by the crash is left out. Raises FileError."""
    began = CaptureBegan()
    pages: dict[str, Page] = {}
    entries: list[Entry] = []
    *lines, _cut = data.split(b"\n")
    for number, text in enumerate(lines, 1):
        try:
            event = _DECODER.decode(text)
        except msgspec.DecodeError as error:
            raise FileError(path, "is damaged: this line is no event of a recording", f"line {number}") from error
        match event:
            case CaptureBegan():
                began = event
            case PageKnown(page=page):
                pages[page.id] = page
            case EntryEnded(entry=entry):
                entries.append(entry)
    used = {entry.page_id for entry in entries}
    return Recording(
        entries=tuple(sorted(entries, key=lambda entry: entry.started_us)),
        pages=tuple(sorted((page for page in pages.values() if page.id in used), key=lambda page: page.started_us)),
        start_url=began.start_url,
        browser=began.browser,
        creator=began.creator,
    )
