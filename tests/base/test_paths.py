"""The person's folder is made when missing; one that cannot be had is said in a sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from loadstudio.base import paths
from loadstudio.base.errors import FileError


def test_everything_stands_under_one_folder(own_home: Path) -> None:
    assert paths.runs_dir() == own_home / "runs"
    assert paths.recordings_dir().is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_certificate_authority_is_its_owners_alone(own_home: Path) -> None:
    assert stat.S_IMODE(paths.certificates_dir().stat().st_mode) == 0o700


def test_a_file_where_the_folder_should_be_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LOADSTUDIO_HOME", str(tmp_path / "file"))
    with pytest.raises(FileError, match="cannot be used as a folder"):
        paths.runs_dir()
