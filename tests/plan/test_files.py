"""Files that requests send are read when a run is made ready; what cannot be sent is told before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from loadstudio.base.errors import FileError
from loadstudio.plan import files as files_module
from loadstudio.plan.files import files_of
from loadstudio.scenario.model import Body, FileBody, MultipartBody, Part, Scenario
from tests.support.scenarios import a_request, a_scenario, a_step


def sending(*bodies: Body) -> Scenario:
    return a_scenario(a_step("", *(a_request(method="POST", name="Upload", body=body) for body in bodies)))


def test_each_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/cat.png").write_bytes(b"\x89PNG")
    parts = (Part(name="a", path="in/cat.png"), Part(name="b", text="x"), Part(name="c", file_name="n", content=b"n"))
    scenario = sending(MultipartBody(boundary="b", parts=parts), FileBody(path="in/cat.png"))
    assert files_of(scenario, tmp_path) == {"in/cat.png": b"\x89PNG"}


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("gone.png", "is not there, but 'Upload' sends it"),
        (".", "cannot be read"),
        ("../secret", "stands outside"),
        ("/etc/hostname", "stands outside"),
        ("link", "stands outside"),
        ("large", "too large to be sent by 'Upload'"),
    ],
)
def test_what_cannot_be_sent_is_named(
    path: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "scenario"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "large").write_bytes(bytes(5000))
    monkeypatch.setattr(files_module, "FILES_LIMIT_BYTES", 4500)
    with pytest.raises(FileError, match=sentence):
        files_of(sending(FileBody(path=path)), folder)
