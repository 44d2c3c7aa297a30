"""Puts the recording on disk as it happens, and turns it into the HAR at its end. The formats are in `recording`."""

from __future__ import annotations

import contextlib
import sys
from itertools import count
from pathlib import Path
from typing import BinaryIO

from loadstudio.base.errors import FileError
from loadstudio.base.file_lock import try_lock
from loadstudio.recording import spool
from loadstudio.recording.entry import Entry, Recording
from loadstudio.recording.har_write import write_har


class Journal:
    """The spool beside the output: one line an event, flushed, so that a killed recorder loses nothing."""

    def __init__(self, output: Path) -> None:
        """Open it. Raises FileError where nothing can be written, before any browser opens."""
        self.output = output
        self.path = spool.spool_path(output)
        self.entries = 0
        self._places: dict[str, tuple[int, int]] = {}
        self._full: FileError | None = None
        try:
            self._file: BinaryIO = self.path.open("ab")
        except OSError as error:
            raise _not_writable(output, error) from error
        try:
            self.rescued = self._rescue()
            self._file.truncate(0)
        except OSError as error:
            self._file.close()
            raise _not_writable(output, error) from error
        except FileError:
            self._file.close()
            raise

    def write(self, event: spool.SpoolLine) -> None:
        """Append an event. Raises FileError when the disk is full; nothing is written after that."""
        if self._full is not None:
            raise self._full
        text = spool.line(event)
        place = self._file.tell()
        try:
            self._file.write(text)
            self._file.flush()
        except OSError as error:
            reason = f"cannot be written ({error.strerror}): the recording ends here. What came until then is kept."
            self._full = FileError(self.path, reason)
            with contextlib.suppress(OSError):
                self._file.truncate(place)  # half a line must not stand in the way of what is whole
            raise self._full from error
        if isinstance(event, spool.EntryEnded):
            self.entries += 1
            self._places[event.entry.id] = (place, len(text))

    def entry(self, entry_id: str) -> Entry | None:
        """Return an exchange as it stands on disk, None where there is none."""
        if entry_id not in self._places:
            return None
        place, length = self._places[entry_id]
        with self.path.open("rb") as written:
            written.seek(place)
            return spool.entry_of(written.read(length))

    def finish(self) -> Recording:
        """Write the HAR from what is on disk, delete the spool, return the recording.

        Raises FileError; the spool then stays, and it can be opened like a HAR.
        """
        with contextlib.suppress(OSError):  # a full disk, told already: what is whole lines is used
            self._file.close()
        recording = spool.recover(self.path)
        try:
            write_har(self.output, recording)
        except FileError as error:
            raise FileError(
                error.path,
                f"{error.message.rstrip('.')}. What was recorded until then is kept in {self.path.name}:"
                " make room, then open that file.",
            ) from error
        self.path.unlink(missing_ok=True)
        return recording

    def discard(self) -> None:
        """Forget a recording that never began."""
        with contextlib.suppress(OSError):  # a full disk: what waits to be written is to be forgotten anyway
            self._file.close()
        self.path.unlink(missing_ok=True)

    def _rescue(self) -> Path | None:
        """Save what an earlier recorder, that was killed, left in the spool; return where."""
        if not _lock(self._file):
            raise FileError(self.output, "is being recorded by another recorder. Choose another file.")
        try:
            left = spool.recover(self.path)
        except FileError:
            damaged = self._free_name(".har.part")
            damaged.write_bytes(self.path.read_bytes())
            return damaged
        if not left.entries:
            return None
        rescued = self._free_name(".har")
        write_har(rescued, left)
        return rescued

    def _free_name(self, ending: str) -> Path:
        names = (self.output.with_name(f"{self.output.stem}-rescued-{number}{ending}") for number in count(1))
        return next(name for name in names if not name.exists())


def _not_writable(path: Path, error: OSError) -> FileError:
    return FileError(path, f"cannot be written ({error.strerror})")


def _lock(file: BinaryIO) -> bool:
    """Keep other recorders from this file as long as it is open; return whether it was free."""
    if sys.platform == "win32":
        return True  # there the file cannot be written by two anyway once one renames or deletes it
    return try_lock(file.fileno())
