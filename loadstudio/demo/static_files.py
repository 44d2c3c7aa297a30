"""The style sheet, script, fonts and pictures: read once, answered from memory with ETag, gzip, versioned address."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path

import msgspec

_TEXT_SUFFIXES = (".css", ".js", ".svg")
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
}


class StaticFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it is answered; `gzipped` is empty where compressing gains nothing."""

    media_type: str
    etag: str
    content: bytes
    gzipped: bytes


class StaticFiles:
    """All files below one folder, by their path inside it such as `products/aloe.svg`."""

    def __init__(self, folder: Path) -> None:
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
        self._files = {path.relative_to(folder).as_posix(): _read(path) for path in paths}

    def find(self, name: str) -> StaticFile | None:
        """Return the file with this name, or None."""
        return self._files.get(name)

    def address(self, name: str) -> str:
        """Return the address of a file, with a version that changes with it. Raises KeyError."""
        return f"/static/{name}?v={self._files[name].etag[3:11]}"


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    guessed = _MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return StaticFile(
        media_type=guessed or "application/octet-stream",
        etag=f'W/"{hashlib.sha256(content).hexdigest()[:20]}"',  # weak: it stands for the plain and the gzipped form
        content=content,
        gzipped=gzip.compress(content, mtime=0) if path.suffix in _TEXT_SUFFIXES else b"",
    )
