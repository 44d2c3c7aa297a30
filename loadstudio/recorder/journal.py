"""Puts the recording on disk as it happens, and turns it into the HAR at its end. The formats are in `recording`."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from loadstudio.base.errors import FileError
from loadstudio.recording import spool
from loadstudio.recording.entry import Recording
from loadstudio.recording.har_write import write_har


class Journal:
    """The spool beside the output: one line an event, flushed, so that a killed recorder loses nothing."""

    def __init__(self, output: Path) -> None:
        """Open it. Raises FileError where nothing can be written, before any browser opens."""
        self.output = output
        self.path = spool.spool_path(output)
        self.rescued = self._rescue()
        self.entries = 0
        try:
            self._file: BinaryIO = self.path.open("wb")
        except OSError as error:
            raise FileError(output, f"cannot be written ({error.strerror})") from error

    def write(self, event: spool.SpoolLine) -> None:
        """Append an event. Raises FileError when the disk is full."""
        try:
            self._file.write(spool.line(event))
            self._file.flush()
        except OSError as error:
            raise FileError(self.path, f"cannot be written ({error.strerror})") from error
        self.entries += isinstance(event, spool.EntryEnded)

    def finish(self) -> Recording:
        """Write the HAR from what is on disk, delete the spool, return the recording. Raises FileError."""
        self._file.close()
        recording = spool.recover(self.path)
        write_har(self.output, recording)
        self.path.unlink(missing_ok=True)
        return recording

    def discard(self) -> None:
        """Forget a recording that never began."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _rescue(self) -> Path | None:
        """Save what an earlier recorder, that was killed, left in the spool; return the HAR that it became."""
        try:
            left = spool.recover(self.path)
        except FileError:
            left = None
        if left is None or not left.entries:
            return None
        number = 1
        while (rescued := self.output.with_name(f"{self.output.stem}-rescued-{number}.har")).exists():
            number += 1
        write_har(rescued, left)
        return rescued
