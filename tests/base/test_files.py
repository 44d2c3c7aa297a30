"""Files are replaced whole, keep what is theirs, and say what is wrong with them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loadstudio.base.errors import FileError
from loadstudio.base.files import file_size, open_bytes, read_file, read_json, resolved, write_file, write_json


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_json(path, {"a": 1})
    write_json(path, {"a": 2})
    assert path.read_text() == '{\n  "a": 2\n}\n'
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    write_file(path, b"old")

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(FileError, match="No space left on device"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_permissions_and_links_outlive_a_write(tmp_path: Path) -> None:
    secret = tmp_path / "accounts.csv"
    secret.write_bytes(b"old")
    secret.chmod(0o600)
    link = tmp_path / "link.csv"
    link.symlink_to(secret)
    write_file(link, b"new")
    assert link.is_symlink()
    assert secret.read_bytes() == b"new"
    assert secret.stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to_and_stays_one() -> None:
    write_file(os.devnull, b"gone")
    assert not Path(os.devnull).is_file()


def test_what_is_missing_or_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="does not exist"):
        read_file(tmp_path / "none")
    with pytest.raises(FileError, match="cannot be read"):
        read_file(tmp_path)
    with pytest.raises(FileError, match="cannot be written"):
        write_file(tmp_path, b"")


def test_a_name_that_no_file_can_have_is_said(tmp_path: Path) -> None:
    odd = tmp_path / "a\0b"
    for use in (read_file, open_bytes, file_size, resolved, lambda path: write_file(path, b"")):
        with pytest.raises(FileError, match="no name that a file can have"):
            use(odd)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b" \n", "is empty"),
        (b'{\n"a": x}', "line 2: is not JSON"),
        (b'"\xff"', "no plan at all"),
        (b"[" * 9999, "no plan"),
    ],
)
def test_what_is_no_json_is_said_with_its_line(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "a.plan.json"
    path.write_bytes(content)
    with pytest.raises(FileError, match=problem):
        read_json(path, "plan")
