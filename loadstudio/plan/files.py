"""The files that a scenario's requests send: read once when a run is made ready, so that every worker has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loadstudio.base.errors import FileError
from loadstudio.base.units import bytes_text
from loadstudio.scenario.model import FileBody, HttpRequest, MultipartBody, Scenario, requests_of

FILES_LIMIT_BYTES = 32 * 1024 * 1024
"""So much may all files of a scenario have together: they travel to every worker and stay in its memory."""


def files_of(scenario: Scenario, folder: Path) -> dict[str, bytes]:
    """Return the contents of the files that requests send, by the path that the scenario gives. Raises FileError,
    naming the request, for one that is missing, is outside of `folder` or makes them all too large.
    """
    files: dict[str, bytes] = {}
    size = 0
    for request, path in _sent(scenario):
        if path in files:
            continue
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise FileError(file, f"stands outside of the scenario's folder. Put it there: '{request.name}' sends it.")
        try:
            size += file.stat().st_size
            if size > FILES_LIMIT_BYTES:
                raise FileError(
                    file,
                    f"is too large to be sent by '{request.name}': all files of a scenario together may have "
                    f"{bytes_text(FILES_LIMIT_BYTES)}.",
                )
            files[path] = file.read_bytes()
        except OSError as error:
            reason = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
            raise FileError(
                file, f"{reason}, but '{request.name}' sends it. Put it there, or choose another."
            ) from error
    return files


def _sent(scenario: Scenario) -> Iterator[tuple[HttpRequest, str]]:
    for request in requests_of(scenario, enabled_only=True):
        match request.body:
            case FileBody(path=path):
                yield request, path
            case MultipartBody(parts=parts):
                yield from ((request, part.path) for part in parts if part.path)
            case _:
                pass
