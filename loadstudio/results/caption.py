"""What a person wrote about a run: its title and a note, kept in a small file beside the results.

Beside them and not in them: what was measured is never written to again, and a run that goes on has its own writer.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from loadstudio.base import files
from loadstudio.base.errors import FileError

CAPTION_FILE = "caption.json"
_LONGEST_TITLE = 120
_LONGEST_NOTE = 4000


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """`title` is one line that stands for the run's name where it is not empty, `note` any number of lines."""

    version: int = 1
    title: str = ""
    note: str = ""


def caption(title: str, note: str) -> Caption:
    """Return what was typed as it is kept: trimmed, a title of one line, neither endless."""
    return Caption(title=" ".join(title.split())[:_LONGEST_TITLE], note=note.strip()[:_LONGEST_NOTE])


def read_caption(run_dir: Path) -> Caption:
    """Return a run's caption, an empty one where there is none. A damaged one counts as none: what was measured must be
    readable without it.
    """
    try:
        return files.json_as(CAPTION_FILE, files.read_json(run_dir / CAPTION_FILE, "caption"), Caption)
    except FileError:
        return Caption()


def write_caption(run_dir: Path, written: Caption) -> None:
    """Keep a run's caption; an empty one leaves no file behind. Raises FileError."""
    path = run_dir / CAPTION_FILE
    if written.title or written.note:
        files.write_json(path, written)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(path, f"cannot be removed ({error.strerror}).") from error
