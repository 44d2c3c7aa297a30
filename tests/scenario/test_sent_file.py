"""Files that requests send are put beside the scenario, and overwrite nothing there."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.base.errors import FileError
from loadstudio.scenario.sent_file import SentFile, brought


def test_a_file_from_elsewhere_is_copied_once_and_overwrites_nothing(tmp_path: Path) -> None:
    folder, other = tmp_path / "shop", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "fern.png").write_bytes(b"one")
    assert brought(folder, other / "fern.png") == SentFile("fern.png", "fern.png", "image/png", copied=True)
    assert brought(folder, other / "fern.png") == SentFile("fern.png", "fern.png", "image/png", copied=False)
    (other / "fern.png").write_bytes(b"two")
    assert brought(folder, other / "fern.png") == SentFile("fern-2.png", "fern.png", "image/png", copied=True)
    assert (folder / "fern.png").read_bytes() == b"one"
    assert (folder / "fern-2.png").read_bytes() == b"two"


def test_a_file_of_the_folder_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / "data.unknownkind").write_bytes(b"1")
    made = brought(tmp_path, tmp_path / "up" / ".." / "up" / "data.unknownkind")
    assert made == SentFile("up/data.unknownkind", "data.unknownkind", "application/octet-stream", copied=False)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        brought(tmp_path / "a", tmp_path / "gone.png")
