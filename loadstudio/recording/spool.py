"""The spool of a recording in progress: one JSON line an event, appended as it happens, so that a crash loses nothing.

Here is the format and its reading; the recorder writes the file, beside the HAR that it becomes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.file_lock import try_lock
from loadstudio.base.files import open_bytes
from loadstudio.base.typed import decoder_of
from loadstudio.recording.entry import Entry, Note, Page, Recording


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


class EntriesRemoved(msgspec.Struct, frozen=True, kw_only=True, tag_field="spool", tag="removed"):
    """The person took exchanges out; they stay in the spool, so that they can be brought back."""

    entry_ids: tuple[str, ...]


class EntriesRestored(msgspec.Struct, frozen=True, kw_only=True, tag_field="spool", tag="restored"):
    """The person brought exchanges back."""

    entry_ids: tuple[str, ...]


class NoteKnown(msgspec.Struct, frozen=True, kw_only=True, tag_field="spool", tag="note"):
    """The person wrote a note or changed it; the last line with an id counts, and one without text is no note."""

    note: Note


type SpoolLine = CaptureBegan | PageKnown | EntryEnded | EntriesRemoved | EntriesRestored | NoteKnown

_DECODER: msgspec.json.Decoder[SpoolLine] = decoder_of(
    CaptureBegan | PageKnown | EntryEnded | EntriesRemoved | EntriesRestored | NoteKnown
)
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
    with open_bytes(path) as file:
        return parse(path, file)


def parse(path: Path, lines: Iterable[bytes]) -> Recording:
    """Return what the lines of a spool hold; a last one that was cut by the crash is left out. Raises FileError."""
    began = CaptureBegan()
    pages: dict[str, Page] = {}
    notes: dict[str, Note] = {}
    entries: list[Entry] = []
    removed: set[str] = set()
    for number, text in enumerate(lines, 1):
        if not text.endswith(b"\n"):
            break
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
            case EntriesRemoved(entry_ids=ids):
                removed.update(ids)
            case EntriesRestored(entry_ids=ids):
                removed.difference_update(ids)
            case NoteKnown(note=note):
                notes[note.id] = note
    kept = sorted((entry for entry in entries if entry.id not in removed), key=lambda entry: entry.started_us)
    used = {entry.page_id for entry in kept}
    known = tuple(sorted((page for page in pages.values() if page.id in used), key=lambda page: page.started_us))
    return Recording(
        entries=tuple(kept),
        pages=known,
        start_url=began.start_url,
        browser=began.browser,
        creator=began.creator,
        notes=_placed([note for note in notes.values() if note.text], known),
    )


def is_recorded_into(path: Path) -> bool:
    """Tell whether a recorder that runs has the spool: it locks it (not on Windows, where nobody can tell)."""
    if sys.platform == "win32":
        return False
    with path.open("rb") as spool:
        return not try_lock(spool.fileno(), shared=True)


def entry_of(text: bytes) -> Entry | None:
    """Return the exchange that one line holds, None where it holds something else. Raises msgspec.DecodeError."""
    event = _DECODER.decode(text)
    return event.entry if isinstance(event, EntryEnded) else None


def _placed(notes: list[Note], pages: tuple[Page, ...]) -> tuple[Note, ...]:
    """Return the notes in their order, each on a page that there is: the last one that began before it."""
    known = {page.id for page in pages}

    def page_of(note: Note) -> str:
        if note.page_id in known:
            return note.page_id
        before = [page for page in pages if page.started_us <= note.time_us] or list(pages[:1])
        return before[-1].id if before else ""

    ordered = sorted(notes, key=lambda note: note.time_us)
    return tuple(msgspec.structs.replace(note, page_id=page_of(note)) for note in ordered)
