"""Reads HAR files: our own without any loss, those of Chrome, Firefox and mitmproxy with what they leave out made up.

They are read piece by piece (`har_pieces`), or at once where that does not go. Also reads the spool of a recorder that
was killed (`F.har.part`). What is wrong with a file is said in one sentence.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from loadstudio.base.errors import FileError
from loadstudio.base.files import file_size, open_bytes, read_file
from loadstudio.base.typed import decoder_of
from loadstudio.recording import spool
from loadstudio.recording.entry import Entry, Note, Page, Recording
from loadstudio.recording.har_entry import entry_from_har, moment_us
from loadstudio.recording.har_format import HarEntry, HarFile, HarNote, HarPage, Log, Tool
from loadstudio.recording.har_pieces import Unusual, read_pieces
from loadstudio.recording.page_titles import html_title, title_from_url
from loadstudio.recording.pages import group_pages

_DECODER: msgspec.json.Decoder[HarFile] = decoder_of(HarFile)
_BYTE_PLACE = re.compile(r"\(byte (\d+)\)")
_MEMBER_PLACE = re.compile(r"(.*?)(?: - at `\$?\.?(.*)`)?", re.DOTALL)
_MARK_BYTES = 16
_WEB = ("http://", "https://", "ws://", "wss://")


def read_har(path: Path | str, progress: Callable[[float], None] | None = None) -> Recording:
    """Return the recording in a HAR file or a spool; `progress` is told the share that is read, again and again. Raises
    FileError that names the file and the place in it, and what `progress` raises.
    """
    path = Path(path)
    recording = _in_pieces(path, progress or (lambda _share: None))
    return _with_requests(path, recording if recording is not None else _at_once(path))


def _in_pieces(path: Path, progress: Callable[[float], None]) -> Recording | None:
    """Return a recording read piece by piece; None where it has to be read at once, because something is unusual."""
    entries: list[Entry] = []
    number = 0

    def take(found: HarEntry) -> None:
        nonlocal number
        number += 1
        if _is_web(found):
            entries.append(entry_from_har(found, f"entry-{number}"))

    with open_bytes(path) as file:
        if spool.is_spool(file.peek(_MARK_BYTES)[:_MARK_BYTES]):
            return spool.parse(path, file)
        if file.peek(3)[:3] == codecs.BOM_UTF8:
            file.read(3)
        try:
            log = read_pieces(file, file_size(path), take, progress)
        except (Unusual, ValueError, OSError):
            return None
    return _recording(path, log, entries)


def _at_once(path: Path) -> Recording:
    log = _decode(path, _as_utf8(path, read_file(path))).log
    if log is None:
        raise FileError(path, "is JSON but no HAR recording: it has no 'log'")
    found = enumerate(log.entries or ())
    return _recording(path, log, [_entry(path, entry, index) for index, entry in found if _is_web(entry)])


def _is_web(found: HarEntry) -> bool:
    return found.request.url.lower().startswith(_WEB)


def _with_requests(path: Path, recording: Recording) -> Recording:
    if not recording.entries:
        raise FileError(path, "holds no requests. Record again, and use the site while recording.", "log.entries")
    return recording


def _as_utf8(path: Path, data: bytes) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").encode()
    if data[:2] in (b"\x1f\x8b", b"PK"):
        raise FileError(path, "is compressed. Unpack it and open the .har file inside.")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise FileError(path, "is empty")
    return data


def _decode(path: Path, data: bytes) -> HarFile:
    try:
        return _DECODER.decode(data)
    except msgspec.ValidationError as error:
        match = _MEMBER_PLACE.fullmatch(str(error))
        what, where = match.groups() if match else (str(error), "")
        raise FileError(path, f"is no HAR recording as it should be: {what}", where or "") from error
    except msgspec.DecodeError as error:
        raise _not_json(path, data, str(error)) from error
    except UnicodeDecodeError as error:  # its place counts from the string that it is in
        raise FileError(path, "is not UTF-8 text", _place(data, _not_utf8(data))) from error
    except RecursionError as error:
        raise FileError(path, "is no HAR recording: it is nested too deeply") from error


def _not_utf8(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _not_json(path: Path, data: bytes, reason: str) -> FileError:
    if "truncated" in reason:
        where = _place(data, len(data))
        return FileError(path, "ends in the middle: it was not saved whole. Save or export the recording again.", where)
    place = _BYTE_PLACE.search(reason)
    where = _place(data, int(place.group(1))) if place else ""
    if data.lstrip()[:1] not in (b"{", b"["):
        return FileError(path, "is no HAR recording: it is not JSON", where)
    return FileError(path, "is damaged: it is not valid JSON here. Save or export the recording again.", where)


def _place(data: bytes, byte: int) -> str:
    return f"line {data.count(b'\n', 0, byte) + 1}, byte {byte}"


def _recording(path: Path, log: Log, entries: Iterable[Entry]) -> Recording:
    ordered = tuple(sorted(entries, key=lambda entry: entry.started_us))
    pages = tuple(sorted((_page(path, page, i) for i, page in enumerate(log.pages or ())), key=lambda p: p.started_us))
    if not pages:
        ordered, pages = group_pages(ordered)
    elif any(page.named is None for page in log.pages or ()):  # not our own file
        ordered = _with_known_pages(ordered, pages)
        pages = _titled(ordered, pages)
    start_url = log.start_url if log.start_url is not None else _start_url(ordered)
    return Recording(
        entries=ordered,
        pages=pages,
        start_url=start_url,
        browser=_tool(log.browser),
        creator=_tool(log.creator),
        notes=tuple(_note(path, note, index) for index, note in enumerate(log.notes or ())),
    )


def _entry(path: Path, found: HarEntry, index: int) -> Entry:
    try:
        return entry_from_har(found, f"entry-{index + 1}")
    except ValueError as error:
        raise FileError(path, str(error), f"log.entries[{index}]") from error


def _page(path: Path, page: HarPage, index: int) -> Page:
    try:
        started_us = moment_us(page.started)
    except ValueError as error:
        raise FileError(path, str(error), f"log.pages[{index}]") from error
    return Page(id=page.id, title=page.title or "", started_us=started_us, named=bool(page.named))


def _note(path: Path, note: HarNote, index: int) -> Note:
    try:
        time_us = moment_us(note.started)
    except ValueError as error:
        raise FileError(path, str(error), f"log._notes[{index}]") from error
    return Note(id=note.id or f"note-{index + 1}", page_id=note.page or "", time_us=time_us, text=note.text or "")


def _with_known_pages(entries: tuple[Entry, ...], pages: tuple[Page, ...]) -> tuple[Entry, ...]:
    """Give entries without a page (or with one that is not in the file) the last page that began before them."""
    known = {page.id for page in pages}
    starts_us = [page.started_us for page in pages]

    def placed(entry: Entry) -> Entry:
        if entry.page_id in known:
            return entry
        begun = bisect_right(starts_us, entry.started_us)
        return msgspec.structs.replace(entry, page_id=pages[max(0, begun - 1)].id)

    return tuple(map(placed, entries))


def _titled(entries: tuple[Entry, ...], pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Give pages a name fit for a step where a browser wrote the address or nothing; drop pages without requests."""
    documents: dict[str, str] = {}
    first_urls: dict[str, str] = {}
    for entry in entries:
        first_urls.setdefault(entry.page_id, entry.request.url)
        if entry.page_id not in documents and entry.response and (title := html_title(entry.response)):
            documents[entry.page_id] = title
    named: list[Page] = []
    for page in pages:
        if page.id in first_urls:
            title = page.title.strip()
            if not title or title.lower().startswith(_WEB):
                title = documents.get(page.id) or title_from_url(title or first_urls[page.id])
            named.append(msgspec.structs.replace(page, title=title))
    return tuple(named)


def _start_url(entries: tuple[Entry, ...]) -> str:
    document = next((entry for entry in entries if entry.resource_type == "document"), None)
    first = document or next(iter(entries), None)
    return first.request.url if first else ""


def _tool(tool: Tool | None) -> str:
    return f"{tool.name or ''} {tool.version or ''}".strip() if tool else ""
