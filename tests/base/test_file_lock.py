"""Who has a file open keeps it to itself, until the file is closed."""

from __future__ import annotations

from pathlib import Path

from loadstudio.base.file_lock import try_lock


def test_one_has_it_until_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "mark"
    with path.open("wb") as writer:
        assert try_lock(writer.fileno())
        with path.open("rb") as reader, path.open("rb+") as other:
            assert not try_lock(reader.fileno(), shared=True)
            assert not try_lock(other.fileno())
    with path.open("rb+") as other:
        assert try_lock(other.fileno())
