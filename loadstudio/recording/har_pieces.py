"""A HAR file read piece by piece: of its text only some entries are in memory at once, so that a recording of hundreds
of megabytes is there once and not three times.

Only what is laid out as usual and whole is read so. Anything else is `Unusual`, which says nothing of whether it is a
HAR: `har_read` then decodes the file at once, and has the sentence for what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from loadstudio.base.typed import decoder_of
from loadstudio.recording.har_format import HarEntry, HarFile, Log

_PIECE_BYTES = 1_000_000
_TO_LOG = re.compile(rb'\s*+\{\s*+"log"\s*+:\s*+\{')
_TO_SIGN = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+([{}\[\]])', re.DOTALL)
_IS_ENTRIES = re.compile(rb'(?<!\\)"entries"\s*+:\s*+\Z')
_SEPARATOR = re.compile(rb"\s*+([,\]])")
_OBJECT = re.compile(rb"\s*+(\{)")
_FIRST = re.compile(rb"\s*+([\]{])")

_ENTRY: msgspec.json.Decoder[HarEntry] = decoder_of(HarEntry)
_FILE: msgspec.json.Decoder[HarFile] = decoder_of(HarFile)


class Unusual(Exception):
    """The file has to be read as a whole."""


def read_pieces(
    file: BinaryIO, size_bytes: int, take: Callable[[HarEntry], None], progress: Callable[[float], None]
) -> Log:
    """Give each entry of a file in UTF-8 to `take`, in order, and return what else its log says; `progress` is told the
    share that is read. Raises Unusual, and what the two raise.
    """
    window = _Window(file, size_bytes, progress)
    try:
        before = window.upto_entries()
        sign = window.find(_FIRST)
        while sign == b"{":
            take(_ENTRY.decode(window.object()))
            sign = window.find(_SEPARATOR)
            if sign == b",":
                sign = window.find(_OBJECT)
        log = _FILE.decode(before + b"null" + window.rest()).log
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unusual from error
    if log is None or log.entries is not None:
        raise Unusual
    return log


class _Window:
    """The part of a file that is in memory: from `_begin` it is needed still, up to `_place` it has been looked at."""

    def __init__(self, file: BinaryIO, size_bytes: int, progress: Callable[[float], None]) -> None:
        self._file = file
        self._size_bytes = max(1, size_bytes)
        self._progress = progress
        self._read_bytes = 0
        self._data = b""
        self._begin = self._place = 0

    def upto_entries(self) -> bytes:
        """Return the text up to the list of the log's entries, and go on behind its bracket."""
        self.find(_TO_LOG, 0)
        depth = 1
        while depth:
            place = self._place
            sign = self.find(_TO_SIGN)
            if sign == b"[" and depth == 1 and _IS_ENTRIES.search(self._data, place, self._place - 1):
                return self._data[: self._place - 1]
            depth += 1 if sign in b"{[" else -1
        raise Unusual

    def find(self, pattern: re.Pattern[bytes], group: int = 1) -> bytes:
        """Return what stands here by a pattern, and go on behind it. Raises Unusual where it does not stand here."""
        while (match := pattern.match(self._data, self._place)) is None:
            if not self._more():
                raise Unusual
        self._place = match.end()
        return match[group]

    def object(self) -> memoryview:
        """Return the text of the object whose brace was just found, and go on behind it."""
        self._begin = self._place - 1
        depth = 1
        while depth:
            depth += 1 if self.find(_TO_SIGN) in b"{[" else -1
        return memoryview(self._data)[self._begin : self._place]

    def rest(self) -> bytes:
        """Return all that stands behind the bracket that was just found."""
        return self._data[self._place :] + self._file.read()

    def _more(self) -> bool:
        """Read on, twice as much where an entry is large: then it is not looked through again too often."""
        piece = self._file.read(max(_PIECE_BYTES, len(self._data) - self._begin))
        self._data = self._data[self._begin :] + piece
        self._place -= self._begin
        self._begin = 0
        self._read_bytes += len(piece)
        self._progress(min(1.0, self._read_bytes / self._size_bytes))
        return bool(piece)
